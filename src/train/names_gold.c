#include "train/names_gold.h"

#include "train/corpus.h"
#include "train/train.h"

enum { SENTENCES = 10 };

ng_range ng_names_word(struct ng_names_writer *w, ng_str word, bool space)
{
    if (w->n + word.n + 2 > w->cap) {
        size_t cap = (w->n + word.n + 2) * 2 + 4096;
        char *text = ng_new(w->a, char, cap);
        if (w->n > 0)
            memcpy(text, w->text, w->n);
        w->text = text;
        w->cap = cap;
    }
    bool begins = w->first == w->n;
    if (w->n > 0 && (space || begins))
        w->text[w->n++] = ' ';
    if (begins)
        w->first = w->n;
    ng_range at = {(uint32_t)w->n, (uint32_t)(w->n + word.n)};
    memcpy(w->text + w->n, word.p, word.n);
    w->n += word.n;
    return at;
}

void ng_names_sentence(struct ng_names_writer *w)
{
    if (w->n > w->first)
        *ng_push(&w->doc.paragraphs, w->a) =
            (ng_range){(uint32_t)w->first, (uint32_t)w->n};
    w->first = w->n;
}

void ng_names_doc_end(struct ng_names_writer *w, struct ng_names_gold *g)
{
    ng_names_sentence(w);
    w->doc.text = (ng_str){w->text, w->n};
    w->doc.source = g->sources;
    if (w->n > 0) {
        w->doc.origin = (uint32_t)g->docs.n;
        *ng_push(&g->docs, w->a) = w->doc;
    }
    w->doc =
        (struct ng_names_doc){.hidden = w->doc.hidden, .weight = w->doc.weight};
    w->text = NULL;
    w->n = w->cap = w->first = 0;
}

static uint32_t kinds_of(ng_str name)
{
    if (ng_str_eq(name, STR("PER")))
        return NG_KIND_BIT(PER);
    if (ng_str_eq(name, STR("ORG")))
        return NG_KIND_BIT(ORG);
    if (ng_str_eq(name, STR("LOC")))
        return NG_KINDS_PLACE;
    return NG_KINDS_MISC;
}

/* ---- token columns
 * ------------------------------------------------------------ */

/* How the words of a line stood before they were parted. */
struct closing {
    bool hyphens; /* "-" is a token of its own inside of words */
    bool quote;   /* inside straight quotation marks */
    bool closed;  /* no space before the next token */
    ng_str last;
};

static bool space_before(struct closing *c, ng_str s)
{
    static const char left[] =
        ", . ? ! ; : % ) ] '' 's n't 're 've 'll 'd 'm \xe2\x80\x9d "
        "\xe2\x80\x99 \xe2\x80\x99s n\xe2\x80\x99t";
    static const char right[] = "( [ $ `` \xe2\x80\x9c \xe2\x80\x98";
    bool straight = ng_str_eq(s, STR("\"")), hyphen = ng_str_eq(s, STR("-"));
    bool letter = s.n == 1 && ng_is_upper(s.p[0]);
    bool close = c->closed || ng_str_among(s, left) || (straight && c->quote) ||
                 (hyphen && c->hyphens) ||
                 (letter && ng_str_eq(c->last, STR(".."))); /* "U.S" */
    c->quote ^= straight;
    c->closed = ng_str_among(s, right) || (straight && c->quote) ||
                (hyphen && c->hyphens && close);
    bool stop = ng_str_eq(s, STR("."));
    c->last =
        stop && c->last.n == 1 && ng_is_upper(c->last.p[0]) ? STR("..") : s;
    return !close;
}

/* Whether words lose their hyphens in this file. */
static bool parts_hyphens(ng_str text)
{
    size_t inside = 0, alone = 0;
    while (text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        ng_str s = ng_cut_at(line.head, '\t').head;
        text = line.tail;
        alone += ng_str_eq(s, STR("-"));
        for (size_t i = 1; i + 1 < s.n; i++)
            inside += s.p[i] == '-' && ng_is_alpha(s.p[i - 1]) &&
                      ng_is_alpha(s.p[i + 1]);
    }
    return alone > inside;
}

ng_status ng_names_columns(struct ng_names_gold *g, const char *path,
                           uint32_t hidden, double weight, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_str text;
    ng_status status = ng_slurp(path, &text, &g->hash, a, err);
    if (status)
        return status;
    struct ng_names_writer w = {.a = a,
                                .doc = {.hidden = hidden, .weight = weight}};
    bool documents = false;
    struct closing close = {.hyphens = parts_hyphens(text)};
    size_t before = g->docs.n;
    while (text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        ng_cut c = ng_cut_at(line.head, '\t');
        if (ng_str_starts(line.head, STR("-DOCSTART-"))) {
            documents |= g->docs.n > before || w.n > 0;
            ng_names_doc_end(&w, g);
            continue;
        }
        if (!c.found) {
            close = (struct closing){.hyphens = close.hyphens};
            ng_names_sentence(&w);
            if (!documents && w.doc.paragraphs.n == SENTENCES)
                ng_names_doc_end(&w, g);
            continue;
        }
        ng_range at = ng_names_word(&w, c.head, space_before(&close, c.head));
        if (c.tail.n < 3)
            continue;
        if (c.tail.p[0] == 'B')
            *ng_push(&w.doc.spans, a) = (struct ng_names_span){
                at, kinds_of((ng_str){c.tail.p + 2, c.tail.n - 2})};
        else if (w.doc.spans.n > 0)
            w.doc.spans.at[w.doc.spans.n - 1].at.end = at.end;
    }
    ng_names_doc_end(&w, g);
    g->sources++;
    return NG_OK;
}

/* All types are marked here. */
ng_status ng_names_corpus(struct ng_names_gold *g, const char *folder,
                          double weight, struct ng_arena *a, struct ng_err *err)
{
    struct ng_corpus c = {0};
    ng_status status = ng_corpus_read(&c, folder, NULL, NULL, a, err);
    for (size_t k = 0; k < c.reports.n && status == NG_OK; k++) {
        const struct ng_corpus_report *r = &c.reports.at[k];
        struct ng_names_doc d = {.text = r->text,
                                 .weight = weight,
                                 .source = g->sources,
                                 .origin = (uint32_t)g->docs.n};
        for (size_t i = 0; i < r->paragraphs.n; i++)
            *ng_push(&d.paragraphs, a) = r->paragraphs.at[i].at;
        for (size_t i = 0; i < r->names.n; i++)
            *ng_push(&d.spans, a) = (struct ng_names_span){
                r->names.at[i].at, (uint32_t)1 << r->names.at[i].type};
        *ng_push(&g->docs, a) = d;
    }
    g->hash = ng_mix(g->hash, c.hash);
    g->sources++;
    return status;
}

/* ---- text alone ---------------------------------------------------------- */

static void end_plain(struct ng_names_writer *w, struct ng_names_gold *g)
{
    ng_names_sentence(w);
    w->doc.text = (ng_str){w->text, w->n};
    if (w->n > 0)
        *ng_push(&g->plain, w->a) = w->doc;
    w->doc = (struct ng_names_doc){.weight = 1, .hidden = ~(uint32_t)0};
    w->text = NULL;
    w->n = w->cap = w->first = 0;
}

ng_status ng_names_plain(struct ng_names_gold *g, const char *path,
                         struct ng_arena *a, struct ng_err *err)
{
    ng_str text;
    ng_status status = ng_slurp(path, &text, &g->hash, a, err);
    struct ng_names_writer w = {.a = a};
    int64_t joined = 0, id; /* the last word that is written without a space */
    bool space = true;
    w.doc = (struct ng_names_doc){.weight = 1, .hidden = ~(uint32_t)0};
    while (status == NG_OK && text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        if (ng_str_starts(line.head, STR("# newdoc")))
            end_plain(&w, g);
        ng_cut c = ng_cut_at(line.head, '\t');
        if (line.head.n == 0) {
            ng_names_sentence(&w);
            joined = 0;
            space = true;
        }
        if (!c.found)
            continue;
        bool tight =
            ng_str_find(line.head, STR("SpaceAfter=No"), 0) != SIZE_MAX;
        ng_cut to = ng_cut_at(c.head, '-');
        if (to.found && ng_str_number(to.tail, &joined)) {
            joined = tight ? joined + 1 : joined;
            continue;
        }
        if (!ng_str_number(c.head, &id))
            continue;
        ng_names_word(&w, ng_cut_at(c.tail, '\t').head, space);
        space = !tight && id >= joined;
    }
    end_plain(&w, g);
    return status;
}
