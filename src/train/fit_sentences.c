/* fit_sentences.c - `train sentences DATA OUT`: where sentences end
 * (annotate/boundary.h), and `train folds DATA`: how well, by ten-fold
 * cross-validation over documents.
 *
 * The annotated sentences of a paragraph are joined with spaces, as running
 * text has them, cut again with the tokeniser of the program, and each
 * candidate becomes an example of logistic regression (AdaGrad: Duchi, Hazan
 * and Singer 2011; a square penalty on the weights).
 */
#include "train/fit_sentences.h"

#include "annotate/annotate.h"
#include "annotate/boundary.h"
#include "annotate/linked.h"
#include "annotate/sentences.h"
#include "train/train.h"

#include <math.h>
#include <stdio.h>

enum { ROWS = 1 << 13, ROUNDS = 8, FOLDS = 10 };
static const float rate = 0.1F, web_weight = 0.5F, penalty = 1e-3F, scale = 256;

struct document {
    ng_str text;
    NG_LIST(ng_range) paragraphs;
    NG_LIST(ng_range) sentences;
    bool news, web;
};
typedef NG_LIST(struct document) documents;
typedef NG_LIST(char) bytes;

/* One annotated file as it is read, line by line. */
struct reading {
    documents *docs;
    bytes text;
    struct document doc;
    uint32_t sentence, end, joined; /* joined: last word of a range */
    bool paragraph, in_sentence, space, gap;
};

static void end_document(struct reading *in, struct ng_arena *a)
{
    if (in->doc.sentences.n > 0) {
        uint32_t end = in->doc.sentences.at[in->doc.sentences.n - 1].end;
        in->doc.paragraphs.at[in->doc.paragraphs.n - 1].end = end;
        in->doc.text = ng_str_copy((ng_str){in->text.at, in->text.n}, a);
        *ng_push(in->docs, a) = in->doc;
    }
    in->doc = (struct document){.news = in->doc.news, .web = in->doc.web};
    in->text.n = 0;
    in->paragraph = true;
}

static void put_text(struct reading *in, ng_str s, struct ng_arena *a)
{
    for (size_t i = 0; i < s.n; i++)
        *ng_push(&in->text, a) = s.p[i] == ' ' ? '_' : s.p[i];
}

static void begin_sentence(struct reading *in, struct ng_arena *a)
{
    size_t n = in->doc.paragraphs.n;
    if (in->paragraph || n == 0) {
        if (n > 0) {
            in->doc.paragraphs.at[n - 1].end = in->end;
            *ng_push(&in->text, a) = '\n';
            *ng_push(&in->text, a) = '\n';
        }
        uint32_t at = (uint32_t)in->text.n;
        *ng_push(&in->doc.paragraphs, a) = (ng_range){at, at};
    } else {
        *ng_push(&in->text, a) = ' ';
    }
    in->paragraph = false;
    in->in_sentence = true;
    in->space = false;
    in->joined = 0;
    in->sentence = (uint32_t)in->text.n;
}

static void put_word(struct reading *in, ng_str line, struct ng_arena *a)
{
    ng_str field[10] = {0};
    for (size_t k = 0; k < 10; k++) {
        ng_cut c = ng_cut_at(line, '\t');
        field[k] = c.head;
        line = c.tail;
    }
    bool space = ng_str_find(field[9], STR("SpaceAfter=No"), 0) == SIZE_MAX;
    ng_cut range = ng_cut_at(field[0], '-');
    int64_t id, last;
    if (!ng_str_number(range.head, &id))
        return;
    if (ng_str_number(range.tail, &last)) {
        in->joined = (uint32_t)last;
        in->gap = space;
        return;
    }
    if (!in->in_sentence)
        begin_sentence(in, a);
    if (in->space)
        *ng_push(&in->text, a) = ' ';
    put_text(in, field[1], a);
    in->end = (uint32_t)in->text.n;
    in->space = id < in->joined ? false : id == in->joined ? in->gap : space;
}

static ng_status read_documents(documents *docs, const char *path, bool news,
                                uint64_t *hash, struct ng_arena *a,
                                struct ng_err *err)
{
    ng_str text;
    ng_status status = ng_slurp(path, &text, hash, a, err);
    if (status)
        return status;
    struct reading in = {.docs = docs, .paragraph = true};
    in.doc.news = news;
    in.doc.web = ng_str_find(ng_str_of(path), STR("/ewt/"), 0) != SIZE_MAX;
    while (text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        if (line.head.n == 0) {
            if (in.in_sentence)
                *ng_push(&in.doc.sentences, a) =
                    (ng_range){in.sentence, in.end};
            in.in_sentence = false;
        } else if (ng_str_starts(line.head, STR("# newdoc"))) {
            end_document(&in, a);
        } else if (ng_str_starts(line.head, STR("# newpar"))) {
            in.paragraph = true;
        } else if (line.head.p[0] != '#') {
            put_word(&in, line.head, a);
        }
    }
    end_document(&in, a);
    return NG_OK;
}

static ng_status read_all(documents *docs, const char *data, uint64_t *hash,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_paths paths = {0};
    ng_status status = ng_gold_paths(&paths, data, a, err);
    for (size_t i = 0; i < paths.n && status == NG_OK; i++)
        status = read_documents(docs, ng_str_c(paths.at[i], a),
                                ng_str_find(paths.at[i], STR("GUM_news_"), 0) !=
                                    SIZE_MAX,
                                hash, a, err);
    return status;
}

float ng_logistic_loss(const float *weights, const uint16_t *rows, size_t n,
                       bool yes)
{
    float score = 0;
    for (size_t k = 0; k < n; k++)
        score += weights[rows[k]];
    return logf(1 + expf(yes ? -score : score));
}

float ng_logistic_slope(const float *weights, const uint16_t *rows, size_t n,
                        bool yes)
{
    float score = 0;
    for (size_t k = 0; k < n; k++)
        score += weights[rows[k]];
    return 1 / (1 + expf(-score)) - (float)yes;
}

struct example {
    uint16_t row[NG_BOUNDARY_KEYS];
    uint8_t n, yes;
    float weight; /* in the loss */
};
typedef NG_LIST(struct example) examples;

/* Begins of the annotated sentences, looked up by offset. */
static bool begins_at(const struct document *d, uint32_t at)
{
    size_t lo = 0, hi = d->sentences.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->sentences.at[mid].beg < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < d->sentences.n && d->sentences.at[lo].beg == at;
}

struct task {
    struct ng_arena *out;
    struct ng_arena scratch;
};

static struct ng_report *cut_words(const struct document *d, ng_tokens *tokens,
                                   size_t *ends, struct task *t)
{
    struct ng_report *r = ng_new(t->out, struct ng_report, 1);
    r->text = d->text;
    for (size_t i = 0; i < d->paragraphs.n; i++) {
        *ng_push(&r->paragraphs, t->out) =
            (struct ng_paragraph){d->paragraphs.at[i], NG_BLOCK_PARAGRAPH};
        ng_cut_tokens(r->text, d->paragraphs.at[i], tokens, t->out);
        ends[i] = tokens->n;
    }
    ng_find_words(r, t->out, t->scratch);
    return r;
}

/* The candidates of a paragraph, each seen from the sentence that the
 * annotation has it in. */
static void put_examples(const struct document *d, const struct ng_splitter *s,
                         examples *to, struct ng_arena *a)
{
    size_t from = 0;
    struct ng_keys keys;
    for (size_t i = 0; i < s->n; i++) {
        if (begins_at(d, s->t[i].at.beg))
            from = i;
        struct ng_boundary b = ng_boundary_at(s, from, i);
        if (b.next == 0 || b.certain)
            continue;
        ng_boundary_keys(s, from, &b, &keys);
        struct example *e = ng_push(to, a);
        *e = (struct example){.n = (uint8_t)keys.n,
                              .weight = d->web ? web_weight : 1,
                              .yes = begins_at(d, s->t[b.next].at.beg)};
        for (uint32_t k = 0; k < keys.n; k++)
            e->row[k] = (uint16_t)(keys.at[k] & (ROWS - 1));
    }
}

struct cut_document {
    const struct document *doc;
    const struct ng_report *report;
    ng_tokens tokens;
    size_t *ends; /* [paragraphs] of their tokens */
    examples examples;
};

static struct ng_splitter paragraph_of(const struct cut_document *c, size_t i)
{
    size_t first = i > 0 ? c->ends[i - 1] : 0;
    return ng_splitter_of(c->report, c->tokens.at + first, c->ends[i] - first,
                          (uint32_t)first);
}

static struct cut_document *cut_all(const documents *docs, struct task *t)
{
    struct cut_document *cut = ng_new(t->out, struct cut_document, docs->n);
    for (size_t k = 0; k < docs->n; k++) {
        cut[k].doc = &docs->at[k];
        cut[k].ends = ng_new(t->out, size_t, docs->at[k].paragraphs.n);
        cut[k].report = cut_words(cut[k].doc, &cut[k].tokens, cut[k].ends, t);
        for (size_t i = 0; i < docs->at[k].paragraphs.n; i++) {
            struct ng_splitter s = paragraph_of(&cut[k], i);
            put_examples(cut[k].doc, &s, &cut[k].examples, t->out);
        }
    }
    return cut;
}

/* AdaGrad over the documents whose number is not `fold` modulo FOLDS; fold
 * FOLDS leaves none out. */
static void fit_weights(const struct cut_document *cut, size_t n, size_t fold,
                        float *weights, struct ng_arena scratch)
{
    float *squares = ng_new(&scratch, float, ROWS);
    NG_LIST(const struct example *) all = {0};
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; k % FOLDS != fold && i < cut[k].examples.n; i++)
            *ng_push(&all, &scratch) = &cut[k].examples.at[i];
    uint32_t *order = ng_new(&scratch, uint32_t, all.n);
    for (uint32_t i = 0; i < all.n; i++)
        order[i] = i;
    struct ng_random random = {NG_TRAIN_SEED};
    for (int round = 0; round < ROUNDS; round++) {
        ng_shuffle(&random, order, (uint32_t)all.n);
        for (size_t j = 0; j < all.n; j++) {
            const struct example *e = all.at[order[j]];
            float slope = ng_logistic_slope(weights, e->row, e->n, e->yes);
            for (uint32_t k = 0; k < e->n; k++) {
                float *w = &weights[e->row[k]];
                float g = slope * e->weight + penalty * *w;
                squares[e->row[k]] += g * g;
                *w -= rate * g / (sqrtf(squares[e->row[k]]) + 1e-3F);
            }
        }
    }
}

static struct ng_packed pack(const float *weights, struct ng_arena *a)
{
    int16_t *rows = ng_new(a, int16_t, (size_t)ROWS * 2);
    for (size_t i = 0; i < ROWS; i++) {
        long q = lrintf(weights[i] * scale);
        rows[i * 2] = (int16_t)(q > INT16_MAX    ? INT16_MAX
                                : q < -INT16_MAX ? -INT16_MAX
                                                 : q);
    }
    return (struct ng_packed){{.kind = NG_DENSE, .buckets = ROWS, .labels = 1},
                              {(char *)rows, (size_t)ROWS * 4}};
}

static ng_status prepare(documents *docs, struct cut_document **cut,
                         const char *data, uint64_t *hash, struct task *t,
                         struct ng_err *err)
{
    ng_status status = ng_arena_open(&t->scratch, NG_TRAIN_ROOM, err);
    t->scratch.guard = t->out->guard;
    if (status == NG_OK)
        status = read_all(docs, data, hash, t->out, err);
    if (status == NG_OK)
        *cut = cut_all(docs, t);
    return status;
}

ng_status ng_train_sentences(const char *data, const char *path,
                             struct ng_arena *a, struct ng_err *err)
{
    documents docs = {0};
    struct cut_document *cut;
    struct task t = {.out = a};
    uint64_t hash = 0;
    ng_status status = prepare(&docs, &cut, data, &hash, &t, err);
    if (status)
        return status;
    float *weights = ng_new(a, float, ROWS);
    fit_weights(cut, docs.n, FOLDS, weights, t.scratch);
    struct ng_packed packed = pack(weights, a);
    return ng_pack_write(path, NG_MODEL_SENTENCES,
                         ng_features_of(NG_MODEL_SENTENCES), hash, &packed, 1,
                         err);
}

struct tally {
    size_t right, gold, ours;
};

/* The sentence `at` is right if the annotation has one just there. */
static bool is_sentence(const struct document *d, ng_range at)
{
    for (size_t i = 0; i < d->sentences.n; i++)
        if (d->sentences.at[i].beg == at.beg)
            return d->sentences.at[i].end == at.end;
    return false;
}

static void tally_up(struct tally *sum, const struct cut_document *c,
                     const struct ng_section *weights, struct task *t)
{
    sum->gold += c->doc->sentences.n;
    for (size_t i = 0; i < c->doc->paragraphs.n; i++) {
        struct ng_arena kept = *t->out;
        struct ng_report r = *c->report;
        struct ng_splitter s = paragraph_of(c, i);
        memset(&r.sentences, 0, sizeof r.sentences);
        ng_split_sentences(&r, weights, s.t, s.n, s.first, (uint32_t)i, &kept);
        sum->ours += r.sentences.n;
        for (size_t k = 0; k < r.sentences.n; k++)
            sum->right += is_sentence(c->doc, r.sentences.at[k].at);
    }
}

ng_status ng_measure_folds(const char *data, struct ng_arena *a,
                           struct ng_err *err)
{
    documents docs = {0};
    struct cut_document *cut;
    struct task t = {.out = a};
    uint64_t hash = 0;
    ng_status status = prepare(&docs, &cut, data, &hash, &t, err);
    struct tally news = {0}, all = {0};
    for (size_t fold = 0; fold < FOLDS && status == NG_OK; fold++) {
        float *weights = ng_new(a, float, ROWS);
        fit_weights(cut, docs.n, fold, weights, t.scratch);
        struct ng_packed packed = pack(weights, a);
        struct ng_section section = {.kind = NG_DENSE,
                                     .buckets = ROWS,
                                     .rows = (const void *)packed.bytes.p};
        for (size_t k = fold; k < docs.n; k += FOLDS)
            tally_up(docs.at[k].news ? &news : &all, &cut[k], &section, &t);
    }
    if (status == NG_OK)
        printf("news %.4f  news_sentences %zu  other %.4f  "
               "other_sentences %zu\n",
               2.0 * (double)news.right / (double)(news.gold + news.ours),
               news.gold,
               2.0 * (double)all.right / (double)(all.gold + all.ours),
               all.gold);
    return status;
}
