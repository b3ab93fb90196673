/* fit_sayings.c - `train sayings DATA OUT`: the model that corrects the rules
 * of attribution (annotate/sayings_keys.h).
 *
 * Learns from corpus/train, our own annotated reports: each is cut, tagged and
 * parsed by this very program, the rules tag it, and the widest part that
 * covers a word is the gold of the word. A lighter share are the treebanks:
 * what the rules say over their own arcs. That holds the model to the rules
 * where our reports are silent; without it 2 to 3 points are lost on text of
 * other kinds.
 */
#include "annotate/annotate.h"
#include "annotate/linked.h"
#include "annotate/sayings_keys.h"
#include "train/corpus.h"
#include "train/fit_sayings_net.h"
#include "train/train.h"

enum { RUNS = 5, ROUNDS = 8, RARE = 2, UNITS = 32, LEAST = 1, GROUP = 8 };
static const double silver = .1; /* what a sentence of it counts */

static void annotate(struct ng_report *r, struct ng_arena *out,
                     struct ng_arena scratch)
{
    ng_find_words(r, out, scratch);
    ng_find_tags(r, out, scratch);
    ng_find_arcs(r, out, scratch);
    ng_find_names(r, out, scratch);
    ng_find_times(r, out, scratch);
}

/* The widest part over each word, as label. */
static void gold_of(const struct ng_corpus_report *g, const struct ng_report *r,
                    uint8_t *label, struct ng_arena scratch)
{
    static const uint8_t tags[] = {[NG_PART_SOURCE] = NG_SAY_SOURCE,
                                   [NG_PART_CUE] = NG_SAY_CUE,
                                   [NG_PART_CONTENT] = NG_SAY_CONTENT};
    uint32_t n = (uint32_t)r->words.n;
    uint32_t *by = ng_new(&scratch, uint32_t, n + 1);
    for (uint32_t p = 0; p < g->parts.n; p++) {
        const struct ng_marked_part *x = &g->parts.at[p];
        if (x->part == NG_PART_TOLD)
            continue;
        for (uint32_t w = ng_word_at(r, x->at.beg);
             w < n && ng_w(r, w)->at.beg < x->at.end; w++) {
            uint32_t old = by[w];
            if (!old ||
                g->parts.at[old - 1].at.end - g->parts.at[old - 1].at.beg <
                    x->at.end - x->at.beg)
                by[w] = p + 1;
        }
    }
    for (uint32_t w = 0; w < n; w++) {
        bool begin = w == 0 || by[w] != by[w - 1] ||
                     ng_w(r, w)->sentence != ng_w(r, w - 1)->sentence;
        label[w] =
            by[w] ? ng_say_label(tags[g->parts.at[by[w] - 1].part], begin) : 0;
    }
}

static void add_report(struct ng_fit_crf *f, ng_say_cases *cases,
                       const struct ng_report *r, const uint8_t *label,
                       double weight, const bool *take, struct ng_arena scratch)
{
    size_t n = r->words.n;
    uint8_t *tag = ng_new(&scratch, uint8_t, n + 1);
    bool *begins = ng_new(&scratch, bool, n + 1);
    ng_say_tags_by_rule(r, NULL, tag, begins, scratch);
    struct ng_say_look *looks = ng_say_look_at(r, tag, begins, &scratch);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        struct ng_arena room = scratch;
        if ((take && !take[k]) || !ng_say_matters(r, s, tag))
            continue;
        uint32_t len = s->end - s->first;
        struct ng_keys *keys = ng_new(&room, struct ng_keys, len);
        uint64_t *may = ng_new(&room, uint64_t, len);
        uint64_t *gold = ng_new(&room, uint64_t, len);
        for (uint32_t i = 0; i < len; i++) {
            ng_say_keys(looks, s->first, s->end, s->first + i, &keys[i]);
            may[i] = ((uint64_t)1 << NG_SAY_LABELS) - 1;
            gold[i] = (uint64_t)1 << label[s->first + i];
        }
        ng_fit_crf_add(f, keys, may, gold, len, weight);
        ng_say_case_add(cases, r, s->first, len, f->arena);
    }
}

/* Sentences i .. k - 1 of a treebank as running text, a paragraph each; the
 * place of each of their words in `at`. */
static void write_text(struct ng_report *r, const struct ng_gold *g, size_t i,
                       size_t k, ng_range *at, struct ng_arena *a)
{
    static const ng_str close[] = {S("'s"), S("n't"), S(","), S("."),
                                   S("?"),  S("!"),   S(":")};
    size_t size = 1, n = 0;
    for (size_t s = i; s < k; s++)
        for (uint32_t w = 0; w < g->sentences.at[s].n; w++)
            size += g->sentences.at[s].words[w].form.n + 1;
    char *text = ng_new(a, char, size);
    for (size_t s = i; s < k; s++) {
        size_t from = n;
        for (uint32_t w = 0; w < g->sentences.at[s].n; w++) {
            ng_str form = g->sentences.at[s].words[w].form;
            bool glued = n == from;
            for (size_t c = 0; c < sizeof close / sizeof *close; c++)
                glued |= ng_str_eq(form, close[c]);
            if (!glued)
                text[n++] = ' ';
            at->beg = (uint32_t)n;
            memcpy(text + n, form.p, form.n);
            n += form.n;
            at++->end = (uint32_t)n;
        }
        *ng_push(&r->paragraphs, a) = (struct ng_paragraph){
            {(uint32_t)from, (uint32_t)n}, NG_BLOCK_PARAGRAPH};
        text[n++] = ' ';
    }
    r->text = (ng_str){text, n ? n - 1 : 0};
}

/* Gives the words of the sentence the analysis of the treebank, if both have
 * the same words. */
static bool take_gold(const struct ng_report *r, const struct ng_sentence *x,
                      const struct ng_gold_sentence *y, const ng_range *at)
{
    if (y->n != x->end - x->first)
        return false;
    for (uint32_t w = 0; w < y->n; w++) {
        ng_range own = r->words.at[x->first + w].at;
        if (own.beg != at[w].beg || own.end != at[w].end)
            return false;
    }
    for (uint32_t w = 0; w < y->n; w++) {
        struct ng_word *o = &r->words.at[x->first + w];
        o->tag = y->words[w].tag;
        o->rel = y->words[w].rel;
        o->lemma = y->words[w].lemma;
        o->head = y->words[w].head ? x->first + y->words[w].head - 1 : NG_NONE;
    }
    return true;
}

/* GROUP sentences of a treebank: the rules over its own arcs say what is right,
 * the rules over ours are what is seen. */
static void add_silver(struct ng_fit_crf *f, ng_say_cases *cases,
                       const struct ng_gold *g, size_t i, struct ng_arena room,
                       struct ng_arena work)
{
    struct ng_report r = {.published = NG_NO_DAYS}, own;
    size_t k = i + GROUP < g->sentences.n ? i + GROUP : g->sentences.n, n = 0;
    for (size_t s = i; s < k; s++)
        n += g->sentences.at[s].n;
    ng_range *at = ng_new(&room, ng_range, n + 1);
    write_text(&r, g, i, k, at, &room);
    annotate(&r, &room, work);
    own = r;
    own.words.at = ng_new(&room, struct ng_word, r.words.n + 1);
    memcpy(own.words.at, r.words.at, r.words.n * sizeof *r.words.at);
    bool *same = ng_new(&room, bool, r.sentences.n + 1);
    for (size_t s = 0, p = 0; s < r.sentences.n; s++) {
        const struct ng_sentence *x = &r.sentences.at[s];
        for (; p < x->paragraph; p++)
            at += g->sentences.at[i + p].n;
        same[s] = take_gold(&own, x, &g->sentences.at[i + p], at);
    }
    uint8_t *tag = ng_new(&room, uint8_t, r.words.n + 1);
    uint8_t *label = ng_new(&room, uint8_t, r.words.n + 1);
    bool *begins = ng_new(&room, bool, r.words.n + 1);
    ng_say_tags_by_rule(&own, NULL, tag, begins, work);
    for (size_t w = 0; w < r.words.n; w++)
        label[w] =
            ng_say_label(tag[w], begins[w] || w == 0 ||
                                     ng_w(&r, (uint32_t)w)->sentence !=
                                         ng_w(&r, (uint32_t)w - 1)->sentence);
    add_report(f, cases, &r, label, silver, same, work);
}

ng_status ng_train_sayings(const char *data, const char *path,
                           struct ng_arena *a, struct ng_err *err)
{
    struct ng_corpus corpus = {0};
    struct ng_arena scratch;
    ng_status status =
        ng_corpus_read(&corpus, "corpus/train", NULL, NULL, a, err);
    if (status)
        return status;
    status = ng_arena_open(&scratch, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    scratch.guard = a->guard;
    struct ng_fit_crf f;
    ng_say_cases cases = {0};
    ng_fit_crf_open(&f, ng_bio_moves(NG_SAY_KINDS), RARE, a);
    for (size_t i = 0; i < corpus.reports.n; i++) {
        struct ng_report r;
        struct ng_arena room = scratch;
        ng_corpus_report_of(&corpus.reports.at[i], &r, a);
        struct ng_arena work = room;
        work.at += (room.end - room.at) / 2;
        annotate(&r, &room, work);
        uint8_t *label = ng_new(&room, uint8_t, r.words.n + 1);
        gold_of(&corpus.reports.at[i], &r, label, work);
        add_report(&f, &cases, &r, label, 1, NULL, work);
    }
    struct ng_gold g = {0};
    status = ng_gold_train(&g, data, a, err);
    if (status)
        return status;
    for (size_t i = 0; i < g.sentences.n; i += GROUP) {
        struct ng_arena room = scratch, work = scratch;
        work.at += (work.end - work.at) / 2;
        add_silver(&f, &cases, &g, i, room, work);
    }
    ng_fit_crf_run(&f, &(struct ng_crf_plan){.runs = RUNS,
                                             .rounds = ROUNDS,
                                             .rate = .1f,
                                             .drop = .3f,
                                             .l2 = 1e-6f,
                                             .loud = true});
    struct ng_packed packed[3];
    ng_fit_crf_pack(&f, UNITS, LEAST, packed, a);
    ng_fit_say_net(&f, &cases, &packed[2], a);
    return ng_pack_write(path, NG_MODEL_SAYINGS,
                         ng_features_of(NG_MODEL_SAYINGS), corpus.hash ^ g.hash,
                         packed, 3, err);
}
