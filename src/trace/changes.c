/* changes.c - what changed between two revisions, facts first.
 *
 *     paired sentence      what differs decides: times, numbers, source,
 *                          places, denial, doubt, names, else wording
 *     dropped sentence     a source that is gone, or a fact that is gone
 *     new sentences        those of one paragraph with one source: one row
 *
 * Rows are weighed by class, by how many kinds of fact differ, by whether
 * someone speaks, and by how much the whole report is about the names in them;
 * they are sorted by that, so wording comes last. Both texts of a row are cut
 * from the reports: they are receipts.
 */
#include <stdlib.h>

#include "trace/pairing.h"
#include "trace/trace.h"

enum {
    DIFF_WORDS = 160, /* words of a sentence that are compared one by one */
    SHOWN = 320,      /* bytes of a row's text */
    ABOUTS = NG_ABOUT_CUE + 1,
};

/* What of one sentence the other does not have. */
struct side {
    uint32_t count[ABOUTS];
    uint32_t first, last; /* words that differ; NG_NONE: none */
};

struct comparing {
    struct ng_pairing p;
    struct ng_batch *b;
    uint32_t from, to;
    const uint32_t *fame; /* [entity bucket] how often a name word occurs */
    struct ng_arena *out;
    size_t rows; /* of the batch, before this comparison */
};

enum { FAME_BITS = 12 };

static uint32_t fame_slot(ng_str low)
{
    return (uint32_t)(ng_hash64(low, 0) >> (64 - FAME_BITS));
}

/* How often each word with a capital stands in the two reports. */
static const uint32_t *count_fame(const struct ng_pairing *p,
                                  struct ng_arena *scratch)
{
    uint32_t *fame = ng_new(scratch, uint32_t, 1U << FAME_BITS);
    const struct ng_report *both[2] = {p->from, p->to};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < both[k]->words.n; i++) {
            enum ng_word_about about = ng_about(both[k], i);
            if (about == NG_ABOUT_NAME || about == NG_ABOUT_PLACE)
                fame[fame_slot(both[k]->words.at[i].low)]++;
        }
    return fame;
}

/* 0..1: how much the story is about the most famous names of these words. */
static float fame_of(const struct comparing *c, const struct ng_report *r,
                     uint32_t first, uint32_t end)
{
    float sum = 0;
    for (uint32_t i = first; i < end && i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        if (w->letter_case == NG_CASE_LOWER || w->kind != NG_WORD_LETTERS)
            continue;
        uint32_t n = c->fame[fame_slot(w->low)];
        sum += n >= 8 ? .5f : n >= 4 ? .3f : n >= 2 ? .15f : 0;
    }
    return sum < 1 ? sum : 1;
}

/* ---- words that differ ------------------------------------------------ */

/* The first word after "(SEOUL, South Korea) -" or "SEOUL (AP) -": where a
 * report was filed is no part of its first sentence. */
static uint32_t after_dateline(const struct ng_report *r,
                               const struct ng_unit *u)
{
    enum { WORDS = 14, SENTENCES = 3 };
    if (u->sentence >= SENTENCES || u->first >= r->words.n)
        return u->first;
    const struct ng_word *w = r->words.at;
    bool filed = w[u->first].letter_case == NG_CASE_UPPER ||
                 r->text.p[w[u->first].at.beg] == '(';
    for (uint32_t i = u->first; i < u->end && i < u->first + WORDS; i++) {
        if (i >= r->words.n)
            break;
        if (w[i].kind != NG_WORD_PUNCT)
            continue;
        unsigned char c = (unsigned char)r->text.p[w[i].at.beg];
        if (filed && (c == '-' || c == 0xe2))
            return i + 1;
        filed |= c == ')';
    }
    return u->first;
}

static uint32_t words_of(const struct ng_report *r, const struct ng_unit *u,
                         uint32_t *word)
{
    uint32_t n = 0;
    for (uint32_t i = after_dateline(r, u); i < u->end && i < r->words.n; i++)
        if (n < DIFF_WORDS && r->words.at[i].kind != NG_WORD_PUNCT)
            word[n++] = i;
    return n;
}

static bool same_word(const struct ng_report *x, uint32_t i,
                      const struct ng_report *y, uint32_t k)
{
    return ng_str_eq(x->words.at[i].low, y->words.at[k].low);
}

/* Marks the words outside the longest common subsequence. */
static void mark_different(const struct ng_report *x, const uint32_t *a,
                           uint32_t n, const struct ng_report *y,
                           const uint32_t *b, uint32_t m, bool *in_a,
                           bool *in_b, struct ng_arena scratch)
{
    uint8_t *best = ng_new(&scratch, uint8_t, (n + 1) * (m + 1));
#define BEST(i, k) best[(i) * (m + 1) + (k)]
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t k = m; k-- > 0;)
            BEST(i, k) = same_word(x, a[i], y, b[k])
                             ? (uint8_t)(BEST(i + 1, k + 1) + 1)
                         : BEST(i + 1, k) > BEST(i, k + 1) ? BEST(i + 1, k)
                                                           : BEST(i, k + 1);
    uint32_t i = 0, k = 0;
    memset(in_a, 1, n);
    memset(in_b, 1, m);
    while (i < n && k < m) {
        if (same_word(x, a[i], y, b[k]))
            in_a[i++] = in_b[k++] = false;
        else if (BEST(i + 1, k) >= BEST(i, k + 1))
            i++;
        else
            k++;
    }
#undef BEST
}

/* A word that only moved inside the sentence is no change. */
static bool moved(const struct ng_report *x, uint32_t i,
                  const struct ng_report *y, const uint32_t *b, uint32_t m,
                  const bool *in_b)
{
    for (uint32_t k = 0; k < m; k++)
        if (in_b[k] && same_word(x, i, y, b[k]))
            return true;
    return false;
}

static struct side side_of(const struct ng_report *x, const uint32_t *a,
                           uint32_t n, const bool *in_a,
                           const struct ng_report *y, const uint32_t *b,
                           uint32_t m, const bool *in_b)
{
    struct side s = {.first = NG_NONE, .last = NG_NONE};
    for (uint32_t i = 0; i < n; i++) {
        if (!in_a[i])
            continue;
        enum ng_word_about about = ng_about(x, a[i]);
        if (about == NG_ABOUT_NOTHING || moved(x, a[i], y, b, m, in_b))
            continue;
        s.count[about]++;
        s.first = s.first == NG_NONE ? a[i] : s.first;
        s.last = a[i];
    }
    return s;
}

static uint32_t facts(const struct side *s)
{
    return s->count[NG_ABOUT_TIME] + s->count[NG_ABOUT_NUMBER] +
           s->count[NG_ABOUT_PLACE] + s->count[NG_ABOUT_NAME];
}

static uint32_t all_words(const struct side *s)
{
    return facts(s) + s->count[NG_ABOUT_CONTENT] + s->count[NG_ABOUT_HEDGE] +
           s->count[NG_ABOUT_DENIAL] + s->count[NG_ABOUT_CUE];
}

/* ---- rows ------------------------------------------------------------- */

static const float weights[NG_CHANGE_CLASS_COUNT] = {
    [NG_VALUE_CHANGED] = 10,
    [NG_SOURCE_DROPPED] = 8,
    [NG_ATTRIBUTION_CHANGED] = 7,
    [NG_HEDGE_CHANGED] = 5.5f,
    [NG_FACT_REMOVED] = 6,
    [NG_FACT_ADDED] = 5.5f,
    [NG_WORDING] = 0,
};

/* At most SHOWN bytes of a range, from near `focus` on, cut between words. */
static ng_range shown(const struct ng_report *r, ng_range at, uint32_t focus)
{
    enum { LEAD_IN = 60 };
    if (at.end - at.beg <= SHOWN)
        return at;
    if (focus > at.beg + LEAD_IN && focus < at.end) {
        uint32_t beg = focus - LEAD_IN;
        while (beg < focus && !ng_is_space(r->text.p[beg - 1]))
            beg++;
        at.beg = beg;
    }
    if (at.end - at.beg > SHOWN) {
        uint32_t end = at.beg + SHOWN;
        while (end > at.beg + SHOWN / 2 && !ng_is_space(r->text.p[end]))
            end--;
        while (((unsigned char)r->text.p[end] & 0xc0) == 0x80)
            end--;
        at.end = end;
    }
    return at;
}

static ng_range range_of(const struct ng_report *r, const struct ng_unit *u)
{
    ng_range at = r->sentences.at[u->sentence].at;
    if (at.end > r->text.n)
        at.end = (uint32_t)r->text.n;
    while (at.end > at.beg && ng_is_space(r->text.p[at.end - 1]))
        at.end--;
    return at;
}

static void put_row(struct comparing *c, enum ng_change_class class,
                    enum ng_slot slot, ng_range before, ng_range after,
                    float more)
{
    ng_range from = before, to = after;
    struct ng_change *row = ng_push(&c->b->changes, c->out);
    *row = (struct ng_change){
        .from = c->from,
        .to = c->to,
        .class = class,
        .slot = slot,
        .before = ng_slice(c->p.from->text, from),
        .after = ng_slice(c->p.to->text, to),
        .cite_before = from,
        .cite_after = to,
        .weight = weights[class] + more,
    };
    struct ng_arena here = *c->out;
    ng_str what = ng_str_format(
        &here, PRS " " PRS " %d %d %u %u %u %u",
        PRS_ARG(ng_id_str(&c->p.from->id)), PRS_ARG(ng_id_str(&c->p.to->id)),
        (int)class, (int)slot, before.beg, before.end, after.beg, after.end);
    row->id = ng_id_of('c', what);
}

struct verdict {
    enum ng_change_class class;
    enum ng_slot slot;
    float more;
};

static bool sources_differ(const struct ng_unit *x, const struct ng_unit *y)
{
    return x->speaker && y->speaker && x->speaker != y->speaker;
}

/* The slot of what one side alone has. */
static enum ng_slot slot_of(const struct side *s)
{
    if (s->count[NG_ABOUT_TIME])
        return NG_WHEN;
    if (s->count[NG_ABOUT_NUMBER])
        return NG_HOW_MANY;
    if (s->count[NG_ABOUT_PLACE])
        return NG_WHERE;
    return s->count[NG_ABOUT_NAME] ? NG_WHO : NG_DID;
}

/* Kinds of fact that differ on both sides, or are new on one. */
static float kinds(const struct side *x, const struct side *y)
{
    float n = 0;
    for (int k = NG_ABOUT_TIME; k <= NG_ABOUT_DENIAL; k++)
        n += x->count[k] && y->count[k]   ? 1
             : x->count[k] || y->count[k] ? .5f
                                          : 0;
    return n;
}

static struct verdict judge(const struct ng_unit *from, const struct side *x,
                            const struct ng_unit *to, const struct side *y)
{
    const uint32_t *a = x->count, *b = y->count;
    struct verdict v = {NG_WORDING, NG_SLOT_NONE, 0};
    bool doubt = a[NG_ABOUT_HEDGE] != b[NG_ABOUT_HEDGE];
    v.more = .4f * kinds(x, y);
    if (a[NG_ABOUT_TIME] && b[NG_ABOUT_TIME])
        v = (struct verdict){NG_VALUE_CHANGED, NG_WHEN, v.more};
    else if (a[NG_ABOUT_NUMBER] && b[NG_ABOUT_NUMBER])
        v = (struct verdict){NG_VALUE_CHANGED, NG_HOW_MANY, v.more};
    else if (a[NG_ABOUT_DENIAL] != b[NG_ABOUT_DENIAL] &&
             all_words(x) + all_words(y) < 16)
        v = (struct verdict){NG_VALUE_CHANGED, NG_DID, v.more - 1};
    else if (sources_differ(from, to))
        v = (struct verdict){NG_ATTRIBUTION_CHANGED, NG_SAID, v.more};
    else if (a[NG_ABOUT_PLACE] && b[NG_ABOUT_PLACE])
        v = (struct verdict){NG_VALUE_CHANGED, NG_WHERE, v.more};
    else if (a[NG_ABOUT_NAME] && b[NG_ABOUT_NAME])
        v = (struct verdict){NG_VALUE_CHANGED, NG_WHO, v.more - 2};
    else if (doubt && !facts(x) && !facts(y))
        v = (struct verdict){NG_HEDGE_CHANGED, NG_DID, v.more};
    else if (all_words(y) >= all_words(x) + 3 || (facts(y) && !facts(x)))
        v = (struct verdict){NG_FACT_ADDED, slot_of(y), v.more - .5f};
    else if (all_words(x) >= all_words(y) + 3 || (facts(x) && !facts(y)))
        v = (struct verdict){NG_FACT_REMOVED, slot_of(x), v.more - .5f};
    else if (doubt)
        v = (struct verdict){NG_HEDGE_CHANGED, NG_DID, v.more};
    return v;
}

static void compare_pair(struct comparing *c, const struct ng_unit *x,
                         const struct ng_unit *y, struct ng_arena scratch)
{
    const struct ng_report *from = c->p.from, *to = c->p.to;
    uint32_t a[DIFF_WORDS], b[DIFF_WORDS];
    bool in_a[DIFF_WORDS], in_b[DIFF_WORDS];
    uint32_t n = words_of(from, x, a), m = words_of(to, y, b);
    mark_different(from, a, n, to, b, m, in_a, in_b, scratch);
    struct side before = side_of(from, a, n, in_a, to, b, m, in_b);
    struct side after = side_of(to, b, m, in_b, from, a, n, in_a);
    if (before.first == NG_NONE && after.first == NG_NONE)
        return;
    struct verdict v = judge(x, &before, y, &after);
    if (v.class != NG_WORDING)
        v.more += .5f * (x->speaker != 0) + fame_of(c, to, y->first, y->end) +
                  (y->sentence < 12 ? .3f : 0);
    ng_range at_x = range_of(from, x), at_y = range_of(to, y);
    uint32_t focus_x = before.first == NG_NONE
                           ? at_x.beg
                           : from->words.at[before.first].at.beg;
    uint32_t focus_y =
        after.first == NG_NONE ? at_y.beg : to->words.at[after.first].at.beg;
    put_row(c, v.class, v.slot, shown(from, at_x, focus_x),
            shown(to, at_y, focus_y), v.more);
}

static bool has_about(const struct ng_report *r, const struct ng_unit *u,
                      enum ng_word_about about)
{
    for (uint32_t i = u->first; i < u->end && i < r->words.n; i++)
        if (ng_about(r, i) == about)
            return true;
    return false;
}

/* A title beside a report that has none is no change of facts. */
static bool is_lone_title(const struct ng_report *r, const struct ng_unit *u,
                          const struct ng_report *other)
{
    uint32_t paragraph = r->sentences.at[u->sentence].paragraph;
    return paragraph < r->paragraphs.n &&
           r->paragraphs.at[paragraph].kind == NG_BLOCK_TITLE &&
           other->title_at.end == other->title_at.beg;
}

static enum ng_slot slot_of_unit(const struct ng_report *r,
                                 const struct ng_unit *u)
{
    if (u->speaker)
        return NG_SAID;
    return has_about(r, u, NG_ABOUT_TIME)     ? NG_WHEN
           : has_about(r, u, NG_ABOUT_NUMBER) ? NG_HOW_MANY
                                              : NG_DID;
}

/* Sentences that follow each other in one paragraph, new or dropped alike and
 * without a second source, are one row: the length of the run from i. */
static size_t run_of(const struct ng_report *r, const ng_units *units, size_t i)
{
    uint64_t speaker = units->at[i].speaker;
    uint32_t paragraph = r->sentences.at[units->at[i].sentence].paragraph;
    size_t n = 1;
    for (; i + n < units->n; n++) {
        const struct ng_unit *u = &units->at[i + n];
        if (u->mate != NG_NONE || u->told_elsewhere ||
            r->sentences.at[u->sentence].paragraph != paragraph ||
            (u->speaker && speaker && u->speaker != speaker))
            break;
        speaker = speaker ? speaker : u->speaker;
    }
    return n;
}

static uint64_t speaker_of_run(const ng_units *units, size_t i, size_t n)
{
    uint64_t speaker = 0;
    for (size_t k = i; k < i + n && !speaker; k++)
        speaker = units->at[k].speaker;
    return speaker;
}

static void put_dropped(struct comparing *c)
{
    const struct ng_report *r = c->p.from;
    ng_units *units = &c->p.before;
    for (size_t i = 0, n; i < units->n; i += n) {
        const struct ng_unit *u = &units->at[i];
        n = 1;
        if (u->mate != NG_NONE || u->told_elsewhere ||
            is_lone_title(r, u, c->p.to))
            continue;
        n = run_of(r, units, i);
        uint64_t speaker = speaker_of_run(units, i, n);
        bool gone = speaker && !ng_has_speaker(&c->p.after, speaker);
        ng_range at = {range_of(r, u).beg, range_of(r, u + n - 1).end};
        put_row(c, gone ? NG_SOURCE_DROPPED : NG_FACT_REMOVED,
                speaker ? NG_SAID : slot_of_unit(r, u), shown(r, at, at.beg),
                (ng_range){0},
                fame_of(c, r, u->first, (u + n - 1)->end) +
                    .5f * (speaker != 0));
    }
}

static void put_added(struct comparing *c)
{
    const struct ng_report *r = c->p.to;
    ng_units *units = &c->p.after;
    for (size_t i = 0, n; i < units->n; i += n) {
        const struct ng_unit *u = &units->at[i];
        n = 1;
        if (u->mate != NG_NONE || u->told_elsewhere ||
            is_lone_title(r, u, c->p.from))
            continue;
        n = run_of(r, units, i);
        ng_range at = {range_of(r, u).beg, range_of(r, u + n - 1).end};
        put_row(c, NG_FACT_ADDED,
                speaker_of_run(units, i, n) ? NG_SAID : slot_of_unit(r, u),
                (ng_range){0}, shown(r, at, at.beg),
                fame_of(c, r, u->first, (u + n - 1)->end) -
                    .02f * (float)(u->sentence < 50 ? u->sentence : 50));
    }
}

static int by_weight(const void *a, const void *b)
{
    const struct ng_change *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->cite_before.beg != y->cite_before.beg)
        return x->cite_before.beg < y->cite_before.beg ? -1 : 1;
    if (x->cite_after.beg != y->cite_after.beg)
        return x->cite_after.beg < y->cite_after.beg ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

void ng_compare(struct ng_batch *b, uint32_t from, uint32_t to,
                struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_arena here = scratch;
    here.end = scratch.at = scratch.at + (scratch.end - scratch.at) / 2;
    struct comparing c = {.p = ng_pair_sentences(b->reports.at[from],
                                                 b->reports.at[to], &here,
                                                 scratch),
                          .b = b,
                          .from = from,
                          .to = to,
                          .out = out,
                          .rows = b->changes.n};
    c.fame = count_fame(&c.p, &here);
    for (size_t i = 0; i < c.p.before.n; i++) {
        const struct ng_unit *x = &c.p.before.at[i];
        if (x->mate != NG_NONE && !x->same)
            compare_pair(&c, x, &c.p.after.at[x->mate], scratch);
    }
    put_dropped(&c);
    put_added(&c);
    if (b->changes.n > c.rows)
        qsort(b->changes.at + c.rows, b->changes.n - c.rows,
              sizeof *b->changes.at, by_weight);
}

/* Each revision is compared with the version it is nearest to. */
void ng_find_changes(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch)
{
    uint32_t *best = ng_new(&scratch, uint32_t, b->reports.n);
    for (uint32_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        uint32_t had = best[e->child];
        if (e->relation == NG_REVISION &&
            (!had || e->score > b->edges.at[had - 1].score))
            best[e->child] = i + 1;
    }
    for (uint32_t i = 0; i < b->reports.n; i++)
        if (best[i])
            ng_compare(b, b->edges.at[best[i] - 1].parent, i, out, scratch);
}
