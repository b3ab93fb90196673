#include "train/gold_coref.h"

#include "train/corpus.h"

#include "annotate/annotate.h"
#include "annotate/linked.h"
#include "lexicon/lexicon.h"

#include <stdlib.h>

struct given {
    ng_range at;
    ng_str id;
    uint32_t order;
};
struct voice {
    uint32_t from; /* byte */
    uint32_t speaker;
};
struct reader {
    struct ng_arena *a;
    char *text;
    uint32_t n;
    bool begun;       /* a document is being read */
    bool space;       /* one is due before the next word */
    bool block, head; /* a paragraph begins; it is a heading */
    int64_t joined;   /* last word of a run without spaces */
    bool joined_space;
    NG_LIST(struct given) given;
    NG_LIST(struct given) open;
    NG_LIST(struct ng_paragraph) paragraphs;
    NG_LIST(struct voice) voices;
    NG_LIST(ng_str) speakers;
    ng_str name;
};

static void begin_paragraph(struct reader *in)
{
    if (in->n > 0) {
        in->text[in->n++] = '\n';
        in->text[in->n++] = '\n';
    }
    if (in->paragraphs.n)
        in->paragraphs.at[in->paragraphs.n - 1].at.end =
            in->n > 2 ? in->n - 2 : 0;
    *ng_push(&in->paragraphs, in->a) = (struct ng_paragraph){
        {in->n, in->n}, in->head ? NG_BLOCK_HEADING : NG_BLOCK_PARAGRAPH};
    in->block = in->head = in->space = false;
}

/* "(7-person-giv", "7)", "(5-...-sgl)" side by side. */
static void read_brackets(struct reader *in, ng_str s, ng_range at)
{
    for (size_t i = 0; i < s.n;) {
        bool opens = s.p[i] == '(';
        size_t j = i + opens;
        while (j < s.n && s.p[j] != '(' && s.p[j] != ')')
            j++;
        ng_str what = {s.p + i + opens, j - i - opens};
        what = ng_cut_at(what, '-').head;
        bool closes = j < s.n && s.p[j] == ')';
        if (opens)
            *ng_push(&in->open, in->a) =
                (struct given){{at.beg, at.end}, what, 0};
        for (size_t k = in->open.n; closes && k-- > 0;) {
            if (!ng_str_eq(in->open.at[k].id, what))
                continue;
            struct given g = in->open.at[k];
            g.at.end = at.end;
            g.order = (uint32_t)in->given.n;
            *ng_push(&in->given, in->a) = g;
            memmove(&in->open.at[k], &in->open.at[k + 1],
                    (in->open.n - k - 1) * sizeof g);
            in->open.n--;
            break;
        }
        i = j + closes;
        if (j == s.n || (!opens && !closes))
            break;
    }
}

static ng_str misc_of(ng_str misc, ng_str key)
{
    while (misc.n) {
        ng_cut c = ng_cut_at(misc, '|');
        if (ng_str_starts(c.head, key))
            return (ng_str){c.head.p + key.n, c.head.n - key.n};
        misc = c.tail;
    }
    return (ng_str){0};
}

static void read_word(struct reader *in, ng_str line)
{
    ng_str field[10] = {0};
    for (size_t k = 0; k < 10; k++) {
        ng_cut c = ng_cut_at(line, '\t');
        field[k] = c.head;
        line = c.tail;
    }
    bool glued = ng_str_eq(misc_of(field[9], STR("SpaceAfter=")), STR("No"));
    int64_t id, to;
    ng_cut run = ng_cut_at(field[0], '-');
    if (run.found && ng_str_number(run.tail, &to)) {
        in->joined = to;
        in->joined_space = !glued;
        return;
    }
    if (!ng_str_number(field[0], &id))
        return;
    if (in->block || in->paragraphs.n == 0)
        begin_paragraph(in);
    if (in->space)
        in->text[in->n++] = ' ';
    ng_range at = {in->n, in->n + (uint32_t)field[1].n};
    memcpy(in->text + in->n, field[1].p, field[1].n);
    in->n = at.end;
    in->space = id < in->joined    ? false
                : id == in->joined ? in->joined_space
                                   : !glued;
    read_brackets(in, misc_of(field[9], STR("Entity=")), at);
}

static int by_place(const void *a, const void *b)
{
    const struct given *x = a, *y = b;
    if (x->at.beg != y->at.beg)
        return x->at.beg < y->at.beg ? -1 : 1;
    if (x->at.end != y->at.end)
        return x->at.end > y->at.end ? -1 : 1;
    return x->order < y->order ? 1 : -1;
}

static uint32_t speaker_of(struct reader *in, ng_str name)
{
    char *buf = ng_new(in->a, char, name.n * 3 + 1);
    size_t n = ng_lex_fold_into(name, buf, name.n * 3 + 1);
    ng_str folded = {buf, n == SIZE_MAX ? 0 : n};
    if (in->speakers.n == 0)
        *ng_push(&in->speakers, in->a) = (ng_str){0};
    for (size_t i = 1; i < in->speakers.n; i++)
        if (ng_str_eq(in->speakers.at[i], folded))
            return (uint32_t)i;
    *ng_push(&in->speakers, in->a) = folded;
    return (uint32_t)in->speakers.n - 1;
}

static void put_mentions(struct reader *in, struct ng_coref_gold *g)
{
    struct ng_report *r = g->r;
    struct ng_coref *c = &g->c;
    c->m = ng_new(in->a, struct ng_coref_mention, in->given.n + 1);
    g->id = ng_new(in->a, ng_str, in->given.n + 1);
    g->at = ng_new(in->a, ng_range, in->given.n + 1);
    if (in->given.n > 1)
        qsort(in->given.at, in->given.n, sizeof *in->given.at, by_place);
    for (size_t i = 0; i < in->given.n; i++) {
        const struct given *x = &in->given.at[i];
        uint32_t first = ng_word_at(r, x->at.beg), end = first;
        while (end < r->words.n && r->words.at[end].at.beg < x->at.end)
            end++;
        if (first == NG_NONE || end == first)
            continue;
        g->id[c->n] = x->id;
        g->at[c->n] = x->at;
        c->m[c->n++] = (struct ng_coref_mention){.first = first, .end = end};
    }
    uint32_t *speaker = ng_new(in->a, uint32_t, r->words.n + 1);
    for (size_t v = 0; v < in->voices.n; v++)
        for (uint32_t w = ng_word_at(r, in->voices.at[v].from);
             w != NG_NONE && w < r->words.n; w++)
            speaker[w] = in->voices.at[v].speaker;
    if (in->voices.n) {
        c->speaker = speaker;
        c->speaker_name = in->speakers.at;
    }
}

/* Our own stages over the text of g->r. */
static ng_status read_text(struct ng_coref_gold *g, struct ng_arena *a,
                           struct ng_err *err)
{
    struct ng_arena scratch;
    ng_status status = ng_arena_open(&scratch, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    scratch.guard = a->guard;
    ng_find_words(g->r, a, scratch);
    ng_find_tags(g->r, a, scratch);
    ng_find_arcs(g->r, a, scratch);
    ng_find_names(g->r, a, scratch);
    ng_arena_close(&scratch, NG_TRAIN_ROOM);
    g->c.r = g->r;
    g->c.work = a;
    struct ng_model *clusters = ng_new(a, struct ng_model, 1);
    if (ng_linked_open(clusters, NG_MODEL_CLUSTERS))
        g->c.clusters = &clusters->section[0];
    return NG_OK;
}

static ng_status put_document(struct reader *in, ng_coref_golds *to,
                              struct ng_err *err)
{
    if (in->n == 0)
        return NG_OK;
    struct ng_coref_gold *g = ng_push(to, in->a);
    *g = (struct ng_coref_gold){.name = in->name};
    struct ng_report *r = g->r = ng_new(in->a, struct ng_report, 1);
    r->text = ng_str_copy((ng_str){in->text, in->n}, in->a);
    in->paragraphs.at[in->paragraphs.n - 1].at.end = in->n;
    for (size_t i = 0; i < in->paragraphs.n; i++)
        *ng_push(&r->paragraphs, in->a) = in->paragraphs.at[i];
    r->published = (ng_days){NG_NO_DAY, NG_NO_DAY};
    ng_status status = read_text(g, in->a, err);
    if (status)
        return status;
    put_mentions(in, g);
    ng_coref_open(&g->c);
    return NG_OK;
}

static void read_remark(struct reader *in, ng_str line)
{
    static const ng_str speaker = S("# speaker = ");
    if (ng_str_starts(line, STR("# newpar_block"))) {
        in->head = ng_str_find(line, STR("= head"), 0) != SIZE_MAX;
    } else if (ng_str_starts(line, STR("# newpar"))) {
        in->block = true;
    } else if (ng_str_starts(line, speaker)) {
        ng_str name = {line.p + speaker.n, line.n - speaker.n};
        uint32_t from = in->n + (in->block && in->n ? 2 : 0);
        *ng_push(&in->voices, in->a) =
            (struct voice){from, speaker_of(in, name)};
    }
}

/* Our own corpus: names and further mentions that have a number, and names
 * that have none as entities of their own. */
ng_status ng_coref_gold_corpus(ng_coref_golds *to, const char *path,
                               uint64_t *hash, struct ng_arena *a,
                               struct ng_err *err)
{
    struct ng_corpus corpus = {0};
    ng_status status = ng_corpus_read(&corpus, path, NULL, NULL, a, err);
    *hash = ng_mix(*hash, corpus.hash);
    for (size_t k = 0; status == NG_OK && k < corpus.reports.n; k++) {
        const struct ng_corpus_report *from = &corpus.reports.at[k];
        struct ng_coref_gold *g = ng_push(to, a);
        *g = (struct ng_coref_gold){.name = from->id,
                                    .r = ng_new(a, struct ng_report, 1)};
        ng_corpus_report_of(from, g->r, a);
        status = read_text(g, a, err);
        struct reader in = {.a = a};
        for (size_t i = 0; i < from->names.n; i++) {
            uint32_t n = from->names.at[i].number;
            *ng_push(&in.given, a) = (struct given){
                from->names.at[i].at,
                n ? ng_str_format(a, "%u", n) : ng_str_format(a, "n%zu", i),
                (uint32_t)in.given.n};
        }
        for (size_t i = 0; i < from->others.n; i++)
            *ng_push(&in.given, a) = (struct given){
                from->others.at[i].at,
                ng_str_format(a, "%u", from->others.at[i].number),
                (uint32_t)in.given.n};
        put_mentions(&in, g);
        ng_coref_open(&g->c);
    }
    return status;
}

/* The same document with the mentions that we find ourselves: what we shall see
 * in the product. One that is not given is an entity of its own. */
void ng_coref_gold_own(const struct ng_coref_gold *from,
                       struct ng_coref_gold *to, struct ng_arena *a)
{
    ng_coref_mentions own = {0};
    *to = *from;
    to->c.own = true;
    ng_coref_own(from->r, NULL, NULL, &own, a);
    to->c.m = own.at;
    to->c.n = (uint32_t)own.n;
    to->c.clues.at = NULL;
    to->c.clues.n = to->c.clues.cap = 0;
    to->id = ng_new(a, ng_str, own.n + 1);
    to->at = ng_new(a, ng_range, own.n + 1);
    ng_coref_open(&to->c);
    ng_str *by_head = ng_new(a, ng_str, from->r->words.n + 1);
    for (uint32_t i = from->c.n; i-- > 0;)
        by_head[from->c.m[i].last] = from->id[i];
    for (uint32_t i = 0; i < to->c.n; i++) {
        to->id[i] = by_head[to->c.m[i].last];
        if (to->id[i].n == 0)
            to->id[i] = ng_str_format(a, "-%u", i);
    }
}

static ng_status read_columns(ng_coref_golds *g, ng_str text,
                              struct ng_arena *a, struct ng_err *err)
{
    ng_status status = NG_OK;
    size_t room = text.n + 64;
    struct reader in = {.a = a, .text = ng_new(a, char, room)};
    while (status == NG_OK && text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        if (ng_str_starts(line.head, STR("# newdoc id = "))) {
            status = put_document(&in, g, err);
            in = (struct reader){.a = a,
                                 .text = ng_new(a, char, room),
                                 .name = {line.head.p + 14, line.head.n - 14}};
        } else if (line.head.n && line.head.p[0] == '#') {
            read_remark(&in, line.head);
        } else if (line.head.n) {
            read_word(&in, line.head);
        } else {
            in.joined = 0;
        }
    }
    return status ? status : put_document(&in, g, err);
}

ng_status ng_coref_gold_read(ng_coref_golds *g, const char *path,
                             uint64_t *hash, struct ng_arena *a,
                             struct ng_err *err)
{
    ng_str text, name = ng_str_of(path);
    if (ng_str_ends(name, STR(".txt")))
        return ng_coref_gold_corpus(g, path, hash, a, err);
    ng_status status = ng_slurp(path, &text, hash, a, err);
    if (status)
        return status;
    if (ng_str_ends(name, STR(".xml"))) {
        struct ng_out o = {0};
        for (ng_cut c = ng_cut_at(name, '/'); c.found; c = ng_cut_at(name, '/'))
            name = c.tail;
        ng_meantime_columns(text, ng_cut_at(name, '_').head, &o, a);
        text = ng_str_copy(ng_out_str(&o), a);
        ng_out_release(&o);
    }
    return read_columns(g, text, a, err);
}
