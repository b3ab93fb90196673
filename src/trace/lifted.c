/* lifted.c - reports that go back to nobody, though their sentences do.
 *
 * Of hundreds of copies of one day each knows only a few others by an edge, so
 * they can fall into clumps, each with a root of its own:
 *
 *     copy copy copy      copy copy
 *        \  |  /            \ /
 *         root      ...     root        most sentences of one stand in the
 * other
 *
 * Roots are few. They are held against each other sentence by sentence, word
 * for word, quotations left out; a root of which at least half stands in
 * another goes back to that one: to the earlier and longer one, or to the one
 * that holds nearly all of it. What still stands alone is looked at once more:
 * a sentence also counts where a quarter of its runs of three words stand in
 * the other, as in a copy spun word by word.
 */
#include "trace/trace.h"

#include <stdlib.h>

enum { LEAST_WORDS = 6, CROWD = 32 };
static const double HALF = 0.5, NEARLY_ALL = 0.8;

struct piece {
    uint64_t hash;
    uint32_t root; /* index in the list of roots */
    uint32_t bytes;
};
typedef NG_LIST(struct piece) pieces;

struct shared {
    uint32_t a, b, bytes;
};
typedef NG_LIST(struct shared) shareds;

struct roots {
    uint32_t *report; /* [n] */
    uint32_t *bytes;  /* [n] of its sentences */
    uint32_t *to;     /* [n] which root it goes back to, or itself */
    size_t n;
};

static bool is_quote(ng_str s)
{
    return ng_str_find(s, STR("\""), 0) != SIZE_MAX ||
           ng_str_find(s, STR("\xe2\x80\x9c"), 0) != SIZE_MAX ||
           ng_str_find(s, STR("\xe2\x80\x9d"), 0) != SIZE_MAX;
}

static void add_piece(pieces *all, ng_str s, uint32_t root, uint32_t *bytes,
                      struct ng_arena *a)
{
    size_t spaces = 0;
    for (size_t i = 0; i < s.n; i++)
        spaces += s.p[i] == ' ';
    if (spaces + 1 < LEAST_WORDS || is_quote(s))
        return;
    *bytes += (uint32_t)s.n;
    *ng_push(all, a) = (struct piece){ng_hash64(s, 0), root, (uint32_t)s.n};
}

/* Sentences, cut plainly: the same text is cut the same way everywhere. The
 * dateline is not part of the first. */
static void cut(pieces *all, const struct ng_report *r, uint32_t root,
                uint32_t *bytes, struct ng_arena *a)
{
    size_t beg = r->dateline_at.end > r->dateline_at.beg ? r->dateline_at.end
                                                         : r->title_at.end;
    if (beg > r->text.n)
        beg = 0;
    for (size_t i = beg; i <= r->text.n; i++) {
        bool line = i == r->text.n || r->text.p[i] == '\n';
        bool stop = !line && i > beg && r->text.p[i] == ' ' &&
                    (r->text.p[i - 1] == '.' || r->text.p[i - 1] == '?' ||
                     r->text.p[i - 1] == '!');
        if (!line && !stop)
            continue;
        while (beg < i && r->text.p[beg] == ' ')
            beg++;
        add_piece(all, (ng_str){r->text.p + beg, i - beg}, root, bytes, a);
        beg = i + 1;
    }
}

static int by_hash(const void *x, const void *y)
{
    const struct piece *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->root > b->root) - (a->root < b->root);
}

static int by_pair(const void *x, const void *y)
{
    const struct shared *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Sums by pair: far more is met than there are pairs, so they are added up in a
 * table, and only pairs are sorted. */
struct tally {
    shareds pairs;
    uint32_t *slot; /* [slots] place + 1 in pairs */
    size_t slots;
};

static size_t slot_of(const struct tally *t, uint32_t a, uint32_t b)
{
    uint64_t key = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15U;
    size_t at = (size_t)(key >> 32) & (t->slots - 1);
    while (t->slot[at] && (t->pairs.at[t->slot[at] - 1].a != a ||
                           t->pairs.at[t->slot[at] - 1].b != b))
        at = (at + 1) & (t->slots - 1);
    return at;
}

static void add(struct tally *t, uint32_t a, uint32_t b, uint32_t bytes,
                struct ng_arena *arena)
{
    if (t->pairs.n * 2 >= t->slots) {
        t->slots = t->slots ? t->slots * 4 : 1024;
        t->slot = ng_new(arena, uint32_t, t->slots);
        for (uint32_t i = 0; i < t->pairs.n; i++)
            t->slot[slot_of(t, t->pairs.at[i].a, t->pairs.at[i].b)] = i + 1;
    }
    size_t at = slot_of(t, a, b);
    if (!t->slot[at]) {
        *ng_push(&t->pairs, arena) = (struct shared){a, b, 0};
        t->slot[at] = (uint32_t)t->pairs.n;
    }
    t->pairs.at[t->slot[at] - 1].bytes += bytes;
}

/* Pairs in order, each once. */
static shareds sum(struct tally *t)
{
    if (t->pairs.n)
        qsort(t->pairs.at, t->pairs.n, sizeof *t->pairs.at, by_pair);
    return t->pairs;
}

/* How many bytes of sentences each two roots share. A sentence that a crowd
 * has is compared with the first of them: who shares it is found there. */
static shareds compare(pieces *all, struct ng_arena *a)
{
    struct tally found = {0};
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_hash);
    for (size_t beg = 0, end; beg < all->n; beg = end) {
        end = beg + 1;
        while (end < all->n && all->at[end].hash == all->at[beg].hash)
            end++;
        size_t last = end - beg > CROWD ? beg + CROWD : end;
        for (size_t i = beg; i < end; i++)
            for (size_t k = beg; k < last && k < i; k++) {
                const struct piece *x = &all->at[i], *y = &all->at[k];
                if (x->root == y->root)
                    continue;
                add(&found, x->root, y->root, x->bytes, a);
                add(&found, y->root, x->root, y->bytes, a);
            }
    }
    return sum(&found);
}

/* True if x is the better origin of the two: earlier, longer, first. */
static bool is_before(const struct ng_batch *b, const struct roots *r,
                      uint32_t x, uint32_t y)
{
    const struct ng_report *p = b->reports.at[r->report[x]];
    const struct ng_report *q = b->reports.at[r->report[y]];
    if (p->spun != q->spun)
        return q->spun;
    if (p->published.first != q->published.first &&
        ng_days_known(p->published) && ng_days_known(q->published))
        return p->published.first < q->published.first;
    if (r->bytes[x] != r->bytes[y])
        return r->bytes[x] > r->bytes[y];
    return r->report[x] < r->report[y];
}

static uint32_t end_of(const struct roots *r, uint32_t i)
{
    while (r->to[i] != i)
        i = r->to[i];
    return i;
}

static uint32_t bytes_of(const shareds *s, uint32_t a, uint32_t b)
{
    struct shared key = {a, b, 0};
    const struct shared *hit =
        s->n ? bsearch(&key, s->at, s->n, sizeof *s->at, by_pair) : NULL;
    return hit ? hit->bytes : 0;
}

/* Pairs [beg, end) are those of root a. */
static void attach(const struct ng_batch *b, struct roots *r, const shareds *s,
                   size_t beg, size_t end)
{
    uint32_t a = s->at[beg].a, best = a;
    double most = 0;
    for (size_t i = beg; i < end; i++) {
        uint32_t to = s->at[i].b;
        double in = (double)s->at[i].bytes / (double)r->bytes[a];
        double back = (double)bytes_of(s, to, a) / (double)r->bytes[to];
        bool goes = in >= HALF &&
                    (is_before(b, r, to, a) || (in >= NEARLY_ALL && back < in));
        if (goes && end_of(r, to) != a &&
            (in > most || (in >= most && is_before(b, r, to, best)))) {
            most = in;
            best = to;
        }
    }
    r->to[a] = best;
}

/* ---- sentences spun word by word -------------------------------------- */

enum { RUN = 3, SPUN_ROOTS = 400, SPUN_CROWD = 8, QUARTER = 4 };

struct run {
    uint64_t hash;
    uint32_t root, sentence;
};
typedef NG_LIST(struct run) runs;

struct spun_sentence {
    uint32_t root, bytes, runs;
};
typedef NG_LIST(struct spun_sentence) spun_sentences;

static int by_run(const void *x, const void *y)
{
    const struct run *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

/* Runs of words of one sentence. */
static void add_runs(runs *all, spun_sentences *sentences, ng_str s,
                     uint32_t root, uint32_t *bytes, struct ng_arena *a)
{
    uint64_t words[RUN] = {0};
    uint32_t n = 0, made = 0;
    if (is_quote(s))
        return;
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        s = cut.tail;
        if (!cut.head.n)
            continue;
        words[n++ % RUN] = ng_hash64(cut.head, 1);
        if (n < RUN)
            continue;
        uint64_t key[RUN];
        for (uint32_t k = 0; k < RUN; k++)
            key[k] = words[(n + k) % RUN];
        *ng_push(all, a) =
            (struct run){ng_hash64((ng_str){(const char *)key, sizeof key}, 2),
                         root, (uint32_t)sentences->n};
        made++;
    }
    if (n < LEAST_WORDS)
        return;
    uint32_t size = n * 6; /* about its bytes */
    *bytes += size;
    *ng_push(sentences, a) = (struct spun_sentence){root, size, made};
}

/* Sentences of which enough stands in another root, as bytes shared. */
static shareds compare_runs(runs *all, const spun_sentences *sentences,
                            struct ng_arena *a)
{
    struct tally tally = {0}, found = {0};
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_run);
    for (size_t beg = 0, end; beg < all->n; beg = end) {
        end = beg + 1;
        while (end < all->n && all->at[end].hash == all->at[beg].hash)
            end++;
        size_t last = end - beg > SPUN_CROWD ? beg + SPUN_CROWD : end;
        for (size_t i = beg; i < end; i++)
            for (size_t k = beg; k < last && k < i; k++) {
                const struct run *x = &all->at[i], *y = &all->at[k];
                if (x->root == y->root || x->sentence >= sentences->n ||
                    y->sentence >= sentences->n)
                    continue;
                add(&tally, x->sentence, y->root, 1, a);
                add(&tally, y->sentence, x->root, 1, a);
            }
    }
    for (size_t i = 0; i < tally.pairs.n; i++) {
        const struct shared *met = &tally.pairs.at[i];
        const struct spun_sentence *s = &sentences->at[met->a];
        if (met->bytes * QUARTER >= s->runs)
            add(&found, s->root, met->b, s->bytes, a);
    }
    return sum(&found);
}

static void cut_runs(runs *all, spun_sentences *sentences,
                     const struct ng_report *r, uint32_t root, uint32_t *bytes,
                     struct ng_arena *a)
{
    size_t beg = 0;
    for (size_t i = 0; i <= r->text.n; i++) {
        bool line = i == r->text.n || r->text.p[i] == '\n';
        bool stop =
            !line && i > beg && r->text.p[i] == ' ' && r->text.p[i - 1] == '.';
        if (!line && !stop)
            continue;
        size_t had = all->n, sentence = sentences->n;
        add_runs(all, sentences, (ng_str){r->text.p + beg, i - beg}, root,
                 bytes, a);
        if (sentences->n == sentence)
            all->n = had; /* too short to say anything */
        beg = i + 1;
    }
}

/* Pairs of each root that still goes back to nobody. */
static void attach_all(const struct ng_batch *b, struct roots *r,
                       const shareds *s)
{
    for (size_t beg = 0, end; beg < s->n; beg = end) {
        end = beg + 1;
        while (end < s->n && s->at[end].a == s->at[beg].a)
            end++;
        if (r->to[s->at[beg].a] == s->at[beg].a)
            attach(b, r, s, beg, end);
    }
}

static void join_spun(const struct ng_batch *b, struct roots *r,
                      struct ng_arena scratch)
{
    runs all = {0};
    spun_sentences sentences = {0};
    size_t left = 0;
    for (uint32_t i = 0; i < r->n; i++)
        left += r->to[i] == i;
    if (left < 2 || left > SPUN_ROOTS)
        return;
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->to[i] != i)
            continue;
        r->bytes[i] = 0;
        cut_runs(&all, &sentences, b->reports.at[r->report[i]], i, &r->bytes[i],
                 &scratch);
    }
    shareds s = compare_runs(&all, &sentences, &scratch);
    attach_all(b, r, &s);
}

void ng_join_lifted(const struct ng_batch *b, uint32_t *root,
                    struct ng_arena scratch)
{
    size_t n = b->reports.n;
    uint32_t *place = ng_new(&scratch, uint32_t, n + 1);
    struct roots r = {ng_new(&scratch, uint32_t, n + 1),
                      ng_new(&scratch, uint32_t, n + 1),
                      ng_new(&scratch, uint32_t, n + 1), 0};
    pieces all = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (root[i] != i)
            continue;
        uint32_t at = (uint32_t)r.n++;
        place[i] = r.to[at] = at;
        r.report[at] = i;
        cut(&all, b->reports.at[i], at, &r.bytes[at], &scratch);
    }
    shareds s = compare(&all, &scratch);
    attach_all(b, &r, &s);
    join_spun(b, &r, scratch);
    for (uint32_t i = 0; i < n; i++)
        root[i] = r.report[end_of(&r, place[root[i]])];
}
