/* fit_lemmas.c - `train lemmas DATA OUT`: endings and exceptions (lemma.h).
 *
 * Each different (tag, word) votes once for the rule that makes its lemma, in
 * the table of each of its endings. An ending is kept if it says something else
 * than the next shorter one that is kept; a word is kept whole if its endings
 * are wrong about it.
 */
#include "train/train.h"

#include "annotate/lemma.h"
#include "annotate/linked.h"
#include "base/names.h"
#include "train/irregular.h"

struct pair {
    enum ng_tag tag;
    ng_str low, lemma;
    uint32_t seen;
};
struct vote {
    uint32_t ending, rule, n;
};

struct learner {
    struct ng_names words;     /* "\tag" + low */
    struct ng_names pairs;     /* the same + "\t" + lemma: the candidates */
    NG_LIST(struct pair) list; /* by id in pairs */
    NG_LIST(uint32_t) best;    /* by id in words: the pair seen most */
    struct ng_names rules;     /* payloads */
    struct ng_names endings;   /* "\tag" + ending */
    struct ng_names ballots;   /* ending id, rule id */
    NG_LIST(struct vote) votes;
    NG_LIST(uint32_t) winner; /* by ending: vote with most */
    ng_records records;
    uint32_t salt; /* lemma.h */
    struct ng_arena *arena;
};

static ng_str key_of(struct learner *l, enum ng_tag tag, ng_str s)
{
    char *p = ng_new(l->arena, char, s.n + 1);
    p[0] = (char)tag;
    memcpy(p + 1, s.p, s.n);
    return (ng_str){p, s.n + 1};
}

static void see(struct learner *l, enum ng_tag tag, ng_str low, ng_str lemma,
                uint32_t times)
{
    if (low.n == 0 || lemma.n == 0 || lemma.n > 60 || low.n > 60)
        return;
    ng_str word = key_of(l, tag, low);
    ng_str pair =
        ng_str_format(l->arena, PRS "\t" PRS, PRS_ARG(word), PRS_ARG(lemma));
    uint32_t w = ng_name(&l->words, word, l->arena);
    uint32_t p = ng_name(&l->pairs, pair, l->arena);
    if (p == l->list.n)
        *ng_push(&l->list, l->arena) = (struct pair){tag, low, lemma, 0};
    if (w == l->best.n)
        *ng_push(&l->best, l->arena) = p;
    l->list.at[p].seen += times;
    if (l->list.at[p].seen > l->list.at[l->best.at[w]].seen)
        l->best.at[w] = p;
}

/* How many bytes come off, and what goes on. */
static ng_str rule_of(struct learner *l, ng_str low, ng_str lemma)
{
    size_t same = 0;
    while (same < low.n && same < lemma.n && low.p[same] == lemma.p[same])
        same++;
    char *p = ng_new(l->arena, char, lemma.n - same + 1);
    p[0] = (char)(low.n - same);
    memcpy(p + 1, lemma.p + same, lemma.n - same);
    return (ng_str){p, lemma.n - same + 1};
}

static void vote(struct learner *l, const struct pair *p)
{
    uint32_t rule = ng_name(&l->rules, rule_of(l, p->low, p->lemma), l->arena);
    for (size_t n = 0; n <= NG_LEMMA_SUFFIX && n <= p->low.n; n++) {
        ng_str ending = {p->low.p + p->low.n - n, n};
        uint32_t e = ng_name(&l->endings, key_of(l, p->tag, ending), l->arena);
        uint32_t both[2] = {e, rule};
        uint32_t b =
            ng_name(&l->ballots, (ng_str){(char *)both, sizeof both}, l->arena);
        if (b == l->votes.n)
            *ng_push(&l->votes, l->arena) = (struct vote){e, rule, 0};
        if (e == l->winner.n)
            *ng_push(&l->winner, l->arena) = b;
        l->votes.at[b].n++;
        if (l->votes.at[b].n > l->votes.at[l->winner.at[e]].n)
            l->winner.at[e] = b;
    }
}

/* The rule of the longest kept ending of `s` shorter than `below` bytes. */
static uint32_t rule_below(struct learner *l, enum ng_tag tag, ng_str s,
                           size_t below)
{
    for (size_t n = below; n-- > 0;) {
        ng_str ending = {s.p + s.n - n, n};
        uint32_t e = ng_name_find(&l->endings, key_of(l, tag, ending));
        const struct vote *v = &l->votes.at[l->winner.at[e]];
        if (n == 0 || v->n >= 2)
            return v->rule;
    }
    return NG_NO_NAME;
}

static void keep(struct learner *l, uint64_t key, uint32_t rule)
{
    *ng_push(&l->records, l->arena) =
        (struct ng_record){key, l->rules.all.at[rule]};
}

static void keep_endings(struct learner *l)
{
    for (uint32_t e = 0; e < l->endings.all.n; e++) {
        ng_str name = l->endings.all.at[e];
        enum ng_tag tag = (enum ng_tag)name.p[0];
        ng_str s = {name.p + 1, name.n - 1};
        const struct vote *v = &l->votes.at[l->winner.at[e]];
        if (s.n > 0 && (v->n < 2 || rule_below(l, tag, s, s.n) == v->rule))
            continue;
        keep(l, ng_lemma_key(l->salt, tag, s, false), v->rule);
    }
}

static void keep_words(struct learner *l)
{
    for (uint32_t w = 0; w < l->words.all.n; w++) {
        const struct pair *p = &l->list.at[l->best.at[w]];
        bool inflects = ng_lemma_inflects(p->tag);
        if (p->seen < 2 && !inflects)
            continue;
        ng_str rule = rule_of(l, p->low, p->lemma);
        uint32_t r = ng_name(&l->rules, rule, l->arena);
        size_t longest =
            p->low.n < NG_LEMMA_SUFFIX ? p->low.n : NG_LEMMA_SUFFIX;
        bool known = inflects ? rule_below(l, p->tag, p->low, longest + 1) == r
                              : ng_str_eq(p->low, p->lemma);
        if (!known)
            keep(l, ng_lemma_key(l->salt, p->tag, p->low, true), r);
    }
}

static void see_irregular(struct learner *l)
{
    enum { OFTEN = 1000 };
    ng_str verbs = ng_str_of(ng_irregular_verbs);
    while (verbs.n > 0) {
        ng_cut row = ng_cut_at(verbs, ',');
        ng_cut base = ng_cut_at(row.head, ' ');
        ng_cut past = ng_cut_at(base.tail, ' ');
        see(l, NG_TAG_VBD, past.head, base.head, OFTEN);
        see(l, NG_TAG_VBN, past.tail, base.head, OFTEN);
        verbs = row.tail;
    }
    ng_str nouns = ng_str_of(ng_irregular_nouns);
    while (nouns.n > 0) {
        ng_cut row = ng_cut_at(nouns, ',');
        ng_cut plural = ng_cut_at(row.head, ' ');
        see(l, NG_TAG_NNS, plural.head, plural.tail, OFTEN);
        nouns = row.tail;
    }
}

/* True if the table gives for this key what the records hold, or nothing. */
static bool answers(const struct ng_section *table, const struct ng_names *kept,
                    const ng_records *records, uint64_t key)
{
    ng_payload got = ng_sparse_find(table, key);
    uint32_t id = ng_name_find(kept, (ng_str){(char *)&key, sizeof key});
    if (id == NG_NO_NAME)
        return got.n == 0;
    return ng_str_eq((ng_str){(const char *)got.at, got.n},
                     records->at[id].payload);
}

/* True if no ending and no word of the data is taken for another one. */
static bool is_clear(struct learner *l, const struct ng_packed *packed)
{
    const uint32_t *index = (const uint32_t *)(const void *)packed->bytes.p;
    struct ng_section table = {
        .buckets = packed->head.buckets,
        .heap_n = packed->head.heap,
        .index = index,
        .heap = (const uint8_t *)(index + packed->head.buckets + 1)};
    struct ng_names kept = {0};
    bool clear = true;
    for (size_t i = 0; i < l->records.n; i++)
        ng_name(&kept,
                (ng_str){(char *)&l->records.at[i].key, sizeof(uint64_t)},
                l->arena);
    for (uint32_t e = 0; clear && e < l->endings.all.n; e++) {
        ng_str name = l->endings.all.at[e];
        ng_str s = {name.p + 1, name.n - 1};
        clear = answers(&table, &kept, &l->records,
                        ng_lemma_key(l->salt, (enum ng_tag)name.p[0], s, 0));
    }
    for (uint32_t w = 0; clear && w < l->words.all.n; w++) {
        const struct pair *p = &l->list.at[l->best.at[w]];
        clear = answers(&table, &kept, &l->records,
                        ng_lemma_key(l->salt, p->tag, p->low, true));
    }
    return clear;
}

/* The table under the first salt that keeps all keys apart. */
static ng_status pack(struct learner *l, struct ng_packed *packed,
                      struct ng_err *err)
{
    enum { SALTS = 200 };
    for (l->salt = 0; l->salt < SALTS; l->salt++) {
        l->records.n = 0;
        keep_endings(l);
        keep_words(l);
        *packed = ng_pack_sparse(&l->records, l->salt, l->arena);
        if (is_clear(l, packed))
            return NG_OK;
    }
    return ng_fail(err, NG_BAD_INPUT, 0, "no salt keeps the endings apart");
}

ng_status ng_train_lemmas(const char *data, const char *path,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_gold g = {0};
    struct learner l = {.arena = a};
    ng_status status = ng_gold_train(&g, data, a, err);
    if (status)
        return status;
    for (size_t k = 0; k < g.sentences.n; k++)
        for (uint32_t i = 0; i < g.sentences.at[k].n; i++) {
            const struct ng_gold_word *w = &g.sentences.at[k].words[i];
            if (w->tag != NG_TAG_NNP && w->tag != NG_TAG_NN &&
                w->tag != NG_TAG_CD)
                see(&l, (enum ng_tag)w->tag, w->low, w->lemma, 1);
        }
    see_irregular(&l);
    for (uint32_t w = 0; w < l.words.all.n; w++) {
        const struct pair *p = &l.list.at[l.best.at[w]];
        if (ng_lemma_inflects(p->tag))
            vote(&l, p);
    }
    struct ng_packed packed;
    status = pack(&l, &packed, err);
    if (status)
        return status;
    return ng_pack_write(path, NG_MODEL_LEMMAS, ng_features_of(NG_MODEL_LEMMAS),
                         g.hash, &packed, 1, err);
}
