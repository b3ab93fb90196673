/* sayings_keys.c - see sayings_keys.h. */
#include "annotate/sayings_keys.h"

#include "annotate/linked.h"
#include "annotate/sayings_net.h"
#include "base/hash.h"

enum { UP = 8, MARK_OPEN = 1, MARK_CLOSE, MARK_IN, MARK_STOP };

static uint8_t mark_of(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = ng_w(r, i);
    if (w->quote != NG_NONE)
        return MARK_IN;
    if (!ng_wide_is_mark(w))
        return w->kind == NG_WORD_PUNCT ? MARK_STOP : 0;
    return i + 1 < r->words.n && ng_w(r, i + 1)->quote != NG_NONE ? MARK_OPEN
                                                                  : MARK_CLOSE;
}

/* Kind of cue a word can be, in few values. */
static uint8_t cue_of(const struct ng_word *w)
{
    bool verb = w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
    uint32_t f = verb ? ng_say_verb_of(w) : 0;
    if (f)
        return (uint8_t)(1 + ((f & NG_S_QUOTE) != 0) +
                         2 * ((f & NG_S_THAT) != 0) +
                         4 * ((f & NG_S_OBJECT) != 0) +
                         8 * ((f & NG_S_INFINITIVE) != 0) +
                         16 * ((f & NG_S_MIND) != 0));
    if ((w->tag == NG_TAG_NN || w->tag == NG_TAG_NNS) && ng_say_noun(w->lemma))
        return 64;
    if (w->tag == NG_TAG_JJ && ng_say_adjective(w->low))
        return 65;
    return ng_str_eq(w->low, STR("according")) ? 66 : 0;
}

/* The relations on the way to the nearest cue above, and which it is. */
static uint64_t way_up(const struct ng_report *r, const struct ng_say_look *l,
                       uint32_t i)
{
    uint64_t key = 0;
    uint32_t w = i;
    for (int n = 0; n < UP; n++) {
        uint32_t h = ng_w(r, w)->head;
        if (h >= r->words.n || h == w)
            return 0;
        uint8_t rel = ng_w(r, w)->rel;
        if (l[h].cue && l[h].cue < 64) {
            key = ng_mix(rel, 1u + (h > i) + 2u * (n == 0));
            return ng_mix(key, l[h].cue);
        }
        w = h;
    }
    return 0;
}

bool ng_say_matters(const struct ng_report *r, const struct ng_sentence *s,
                    const uint8_t *tag)
{
    for (uint32_t i = s->first; i < s->end && i < r->words.n; i++)
        if (tag[i] != NG_SAY_O || ng_w(r, i)->quote != NG_NONE ||
            cue_of(ng_w(r, i)))
            return true;
    return false;
}

struct ng_say_look *ng_say_look_at(const struct ng_report *r,
                                   const uint8_t *tag, const bool *begins,
                                   struct ng_arena *out)
{
    uint32_t n = (uint32_t)r->words.n;
    struct ng_say_look *l = ng_new(out, struct ng_say_look, n + 1);
    struct ng_model clusters;
    bool clustered = ng_linked_open(&clusters, NG_MODEL_CLUSTERS);
    for (uint32_t i = 0, known = NG_NONE, matters = 0; i < n; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->sentence >= r->sentences.n)
            continue;
        if (w->sentence != known) {
            known = w->sentence;
            matters = ng_say_matters(r, &r->sentences.at[known], tag);
        }
        if (!matters)
            continue;
        uint64_t cell = clustered ? ng_cell_find(&clusters.section[0],
                                                 ng_cluster_key(w->low))
                                  : 0;
        l[i] = (struct ng_say_look){
            .low = ng_hash64(w->low, 2),
            .lemma = ng_hash64(w->lemma, 1),
            .tag = w->tag,
            .rel = w->rel,
            .rule = ng_say_label(tag[i], begins[i]),
            .mark = mark_of(r, i),
            .cue = cue_of(w),
        };
        if (cell) { /* of 64, 256 and 1024 (shapes.h) */
            l[i].cluster[0] = (uint16_t)((cell & 63) + 1);
            l[i].cluster[1] = (uint16_t)((cell >> 6 & 255) + 1);
            l[i].cluster[2] = (uint16_t)((cell >> 14 & 1023) + 1);
        }
    }
    for (uint32_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        uint64_t near = 0, marks = 0, far = 0;
        for (uint32_t i = s->first; i < s->end && i < n; i++) {
            l[i].left =
                near ? ng_mix(near, marks + 16u * (far > 3) + 32u * (far > 9))
                     : 0;
            far++;
            if (l[i].mark && l[i].mark != MARK_IN)
                marks |= 1u << (l[i].mark == MARK_STOP);
            if (l[i].cue) {
                near = l[i].lemma;
                marks = far = 0;
            }
        }
        near = marks = far = 0;
        for (uint32_t i = s->end < n ? s->end : n; i-- > s->first;) {
            l[i].right =
                near ? ng_mix(near, marks + 16u * (far > 3) + 32u * (far > 9))
                     : 0;
            far++;
            if (l[i].mark && l[i].mark != MARK_IN)
                marks |= 1u << (l[i].mark == MARK_STOP);
            if (l[i].cue) {
                near = ng_mix(l[i].cue, 7);
                marks = far = 0;
            }
        }
        for (uint32_t i = s->first; i < s->end && i < n; i++)
            l[i].up = way_up(r, l, i);
    }
    return l;
}

static inline void add(struct ng_keys *f, uint64_t id, uint64_t value)
{
    f->at[f->n++] = ng_mix(value, id * 0x51ed270b1a3c7d29u);
}

void ng_say_keys(const struct ng_say_look *l, uint32_t first, uint32_t end,
                 uint32_t i, struct ng_keys *k)
{
    static const struct ng_say_look none = {.tag = 255, .rule = 255};
    const struct ng_say_look *w = &l[i];
    const struct ng_say_look *a = i > first ? &l[i - 1] : &none,
                             *c = i + 1 < end ? &l[i + 1] : &none;

    k->n = 0;
    add(k, 1, w->low);
    add(k, 2, a->low);
    add(k, 3, c->low);
    add(k, 6, ng_mix(a->low, w->low));
    add(k, 7, ng_mix(w->low, c->low));
    add(k, 8, w->lemma);
    add(k, 9, ng_mix(w->tag, a->tag));
    add(k, 10, ng_mix(w->tag, c->tag));
    add(k, 14, w->cluster[1]);
    add(k, 15, w->cluster[2]);
    add(k, 20, w->rule);
    add(k, 22, ng_mix(w->rule, c->rule));
    add(k, 23, ng_mix(ng_mix(a->rule, w->rule), c->rule));
    add(k, 24, ng_mix(w->rule, w->tag));
    add(k, 25, ng_mix(w->rule, w->low));
    add(k, 26, ng_mix(ng_mix(w->rule, c->rule), c->low));
    add(k, 27, ng_mix(ng_mix(w->rule, a->rule), a->low));
    add(k, 28, ng_mix(w->rule, ng_mix(w->rel, w->mark)));
    add(k, 29, ng_mix(w->cue, w->tag));
    add(k, 30, ng_mix(w->cue, c->low));
    add(k, 32, ng_mix(w->mark, ng_mix(a->mark, c->mark)));
    add(k, 34, w->rel);
    add(k, 35, w->up);
    add(k, 36, ng_mix(w->up, w->rule));
    add(k, 37, ng_mix(w->up, ng_mix(a->up, c->up)));
    add(k, 38, w->left);
    add(k, 40, w->right);
    add(k, 42, ng_mix(w->rule, w->left));
    add(k, 43, ng_mix(w->rule, w->right));
    add(k, 45, ng_mix(l[first].mark, ng_mix(w->mark, w->rule)));
}

struct in_sentence {
    const struct ng_say_look *looks;
    uint32_t first, end;
};

static void keys_of(const void *ctx, size_t i, struct ng_keys *to)
{
    const struct in_sentence *s = ctx;
    ng_say_keys(s->looks, s->first, s->end, s->first + (uint32_t)i, to);
}

/* True if a word of the sentence may be other than plain for the CRF, whatever
 * stands beside it; of most sentences it is sure, and the net is spared. */
static bool is_open(const int32_t *score, uint32_t n, double unit)
{
    static const double sure = -2.5; /* nats */
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t b = 1; b < NG_SAY_LABELS; b++) {
            const int32_t *to = score + (size_t)i * NG_SAY_LABELS;
            if ((to[b] - to[0]) * unit > -sure)
                return true;
        }
    return false;
}

/* True if a content ends in "which" before word i, where a source begins. */
static bool is_cut_at_which(const struct ng_report *r, const uint8_t *tag,
                            uint32_t first, uint32_t i)
{
    while (i > first && ng_w(r, i - 1)->kind == NG_WORD_PUNCT)
        i--;
    return i > first && tag[i - 1] == NG_SAY_CONTENT &&
           ng_w(r, i - 1)->tag == NG_TAG_WDT;
}

/* "a talk which, an official said, would settle it": what stands before is
 * nobody's words, so the content is what follows. */
static void cut_at_which(const struct ng_report *r, const struct ng_sentence *s,
                         uint8_t *tag, bool *begins)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        bool opens = begins[i] && tag[i] != NG_SAY_CONTENT;
        if (!opens || !is_cut_at_which(r, tag, s->first, i))
            continue;
        uint32_t k = i;
        while (k > s->first && tag[k - 1] != NG_SAY_CONTENT)
            tag[--k] = NG_SAY_O;
        while (k > s->first && tag[k - 1] == NG_SAY_CONTENT) {
            tag[--k] = NG_SAY_O;
            if (begins[k])
                break;
        }
        memset(begins + k, 0, i - k);
    }
}

void ng_say_correct(const struct ng_report *r, uint8_t *tag, bool *begins,
                    struct ng_arena scratch)
{
    struct ng_model m;
    struct ng_crf crf;
    if (!ng_linked_open(&m, NG_MODEL_SAYINGS) || !ng_crf_open(&crf, &m, 0) ||
        crf.labels != NG_SAY_LABELS)
        return;
    struct ng_say_look *looks = ng_say_look_at(r, tag, begins, &scratch);
    struct ng_say_reader *net = ng_say_reader_open(r, &m, &scratch);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        struct ng_arena room = scratch;
        uint32_t n = s->end - s->first;
        if (!ng_say_matters(r, s, tag))
            continue;
        int32_t *score = ng_new(&room, int32_t, (size_t)n * NG_SAY_LABELS);
        uint64_t *may = ng_new(&room, uint64_t, n);
        uint8_t *best = ng_new(&room, uint8_t, n);
        ng_crf_scores(&crf, keys_of,
                      &(struct in_sentence){looks, s->first, s->end}, NULL, n,
                      score);
        if (net && is_open(score, n, crf.unit))
            ng_say_net_add(net, r, s->first, n, (float)(1 / crf.unit), score);
        ng_crf_best(&crf, score, may, n, best, room);
        for (uint32_t i = 0; i < n; i++) {
            tag[s->first + i] =
                (uint8_t)(best[i] ? 1 + (best[i] - 1) / 2 : NG_SAY_O);
            begins[s->first + i] = best[i] && (best[i] - 1) % 2 == 0;
        }
        cut_at_which(r, s, tag, begins);
    }
}
