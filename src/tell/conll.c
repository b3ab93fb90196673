/* conll.c - one report in columns, a token a line: see tell.h.
 *
 * A report that came in columns keeps its lines: what is ours is put where it
 * belongs in each, and a token is found by the place of its line in raw. A
 * running text gets lines of its own, with comments that lead back to it.
 *
 *     cells   one for each token line: its bytes in raw and its label
 *     spans   painted over the cells, wide ones first, so that of nested
 *             sayings the inner shows
 */
#include "report/labels.h"
#include "tell/tell.h"
#include "text/columns.h"

#include <stdlib.h>

struct span {
    ng_range raw;
    ng_str label;
    uint32_t number; /* tells neighbours apart */
};
struct cell {
    ng_range raw;
    const struct span *span; /* NULL: none */
};
struct sheet {
    const struct ng_report *r;
    struct ng_arena *a;
    bool columns, conllu;
    NG_LIST(struct span) spans;
    NG_LIST(struct cell) cells;
};

/* ---- spans -------------------------------------------------------------- */

static ng_str class_of(enum ng_name_type t)
{
    switch (t) {
    case NG_PER:
        return STR("PER");
    case NG_ORG:
        return STR("ORG");
    case NG_GPE:
    case NG_LOC:
    case NG_FAC:
        return STR("LOC");
    default:
        return STR("MISC");
    }
}

static void add_span(struct sheet *s, ng_range at, ng_str label)
{
    if (ng_range_empty(at))
        return;
    uint32_t number = (uint32_t)s->spans.n;
    *ng_push(&s->spans, s->a) =
        (struct span){ng_raw_range(s->r, at), label, number};
}

/* The four classes part a nation from the body behind it. */
static void add_four(struct sheet *s, const struct ng_name_mention *m)
{
    ng_range body = m->at;
    if (!ng_range_empty(m->nation)) {
        body.beg = m->nation.end;
        while (body.beg < body.end && s->r->text.p[body.beg] <= ' ')
            body.beg++;
        add_span(s, m->nation, class_of(m->nation_type));
    }
    add_span(s, body, class_of(m->type));
}

/* True if the columns that came in know classes that the four do not. */
static bool has_fine_tags(const struct ng_report *r)
{
    static const ng_str fine[] = {S("GPE"), S("FAC"), S("NORP"), S("EVENT"),
                                  S("WORK")};
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    while (ng_columns_next(&rest, false, &row))
        for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
            if (row.kind == NG_LINE_TOKEN && row.tag.n > 2 &&
                ng_str_eq((ng_str){row.tag.p + 2, row.tag.n - 2}, fine[i]))
                return true;
    return false;
}

static void collect(struct sheet *s, enum ng_layer layer)
{
    const struct ng_report *r = s->r;
    bool four =
        layer == NG_LAYER_NAMES4 || (layer == NG_LAYER_NAMES && s->columns &&
                                     !s->conllu && !has_fine_tags(r));
    for (size_t i = 0; layer != NG_LAYER_SAYINGS && i < r->names.n; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (four)
            add_four(s, m);
        else
            add_span(s, m->at, ng_name_type_name(m->type));
    }
    static const ng_str parts[] = {S("SOURCE"), S("CUE"), S("CONTENT")};
    for (size_t i = 0; layer == NG_LAYER_SAYINGS && i < r->attributions.n; i++)
        add_span(s, r->attributions.at[i].at,
                 parts[r->attributions.at[i].kind]);
}

static int wide_first(const void *x, const void *y)
{
    const struct span *a = x, *b = y;
    uint32_t n = a->raw.end - a->raw.beg, m = b->raw.end - b->raw.beg;
    if (n != m)
        return n > m ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* The first cell that ends after a byte of raw. */
static size_t cell_at(const struct sheet *s, uint32_t raw)
{
    size_t lo = 0, hi = s->cells.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (s->cells.at[mid].raw.end > raw)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

static void paint(struct sheet *s)
{
    if (s->spans.n > 1)
        qsort(s->spans.at, s->spans.n, sizeof *s->spans.at, wide_first);
    for (size_t i = 0; i < s->spans.n; i++) {
        const struct span *x = &s->spans.at[i];
        for (size_t k = cell_at(s, x->raw.beg);
             k < s->cells.n && s->cells.at[k].raw.beg < x->raw.end; k++)
            s->cells.at[k].span = x;
    }
}

static void open_sheet(struct sheet *s, enum ng_layer layer)
{
    const struct ng_report *r = s->r;
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    s->columns = r->source.format == NG_FORMAT_COLUMNS;
    s->conllu = s->columns && ng_columns_are_conllu(rest);
    collect(s, layer);
    while (s->columns && ng_columns_next(&rest, s->conllu, &row)) {
        uint32_t beg = (uint32_t)(row.form.p - r->source.raw.p);
        if (row.kind == NG_LINE_TOKEN)
            *ng_push(&s->cells, s->a) =
                (struct cell){{beg, beg + (uint32_t)row.form.n}, NULL};
    }
    for (size_t i = 0; !s->columns && i < r->words.n; i++)
        *ng_push(&s->cells, s->a) =
            (struct cell){ng_raw_range(r, r->words.at[i].at), NULL};
    paint(s);
}

static void put_tag(struct ng_out *o, const struct sheet *s, size_t i)
{
    const struct span *x = s->cells.at[i].span;
    if (!x) {
        ng_putc(o, 'O');
        return;
    }
    ng_printf(o, "%c-" PRS, i && s->cells.at[i - 1].span == x ? 'I' : 'B',
              PRS_ARG(x->label));
}

/* ---- plain columns ------------------------------------------------------ */

void ng_tell_columns(struct ng_out *o, const struct ng_report *r,
                     enum ng_layer layer, struct ng_arena scratch)
{
    struct sheet s = {.r = r, .a = &scratch};
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    size_t i = 0;
    open_sheet(&s, layer);
    while (s.columns && ng_columns_next(&rest, s.conllu, &row)) {
        if (row.kind == NG_LINE_TOKEN) {
            ng_put(o, row.form);
            ng_putc(o, '\t');
            put_tag(o, &s, i++);
        } else if (row.kind == NG_LINE_DOCUMENT) {
            ng_put(o, STR("-DOCSTART-\tO"));
        } else if (row.kind != NG_LINE_BLANK) {
            continue;
        }
        ng_putc(o, '\n');
    }
    if (s.columns)
        return;
    ng_put(o, STR("-DOCSTART-\tO\n\n"));
    for (; i < r->words.n; i++) {
        ng_put(o, ng_slice(r->text, r->words.at[i].at));
        ng_putc(o, '\t');
        put_tag(o, &s, i);
        ng_put(o, i + 1 == r->words.n ||
                          r->words.at[i].sentence != r->words.at[i + 1].sentence
                      ? STR("\n\n")
                      : STR("\n"));
    }
}

/* ---- CoNLL-U ------------------------------------------------------------ */

static void put_field(struct ng_out *o, ng_str s)
{
    ng_putc(o, '\t');
    ng_put(o, s.n ? s : STR("_"));
}

/* Columns 3 to 8: lemma, tags, features as given, head and relation. */
static void put_analysis(struct ng_out *o, const struct ng_report *r,
                         const struct ng_word *w, ng_str feats)
{
    const struct ng_sentence *s = &r->sentences.at[w->sentence];
    bool proper = w->tag == NG_TAG_NNP || w->tag == NG_TAG_NNPS;
    put_field(o, proper ? ng_slice(r->text, w->at) : w->lemma);
    put_field(o, ng_upos_text(w));
    put_field(o, ng_tag_text((enum ng_tag)w->tag));
    put_field(o, feats);
    if (w->rel == NG_REL_NONE)
        ng_put(o, STR("\t_"));
    else
        ng_printf(o, "\t%u", w->head == NG_NONE ? 0 : w->head - s->first + 1);
    put_field(o, ng_rel_text((enum ng_rel)w->rel));
    ng_put(o, STR("\t_"));
}

/* Column 10: what was there, and the name. */
static void put_misc(struct ng_out *o, const struct sheet *s, size_t i,
                     ng_str misc)
{
    bool more = misc.n && !ng_str_eq(misc, STR("_"));
    ng_putc(o, '\t');
    if (more)
        ng_put(o, misc);
    if (s->cells.at[i].span) {
        ng_put(o, more ? STR("|NER=") : STR("NER="));
        put_tag(o, s, i);
    } else if (!more) {
        ng_putc(o, '_');
    }
    ng_putc(o, '\n');
}

static void retell(struct ng_out *o, const struct sheet *s)
{
    const struct ng_report *r = s->r;
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    size_t i = 0;
    while (ng_columns_next(&rest, true, &row)) {
        if (row.kind != NG_LINE_TOKEN || i >= r->words.n) {
            ng_put(o, row.line);
            ng_putc(o, '\n');
            continue;
        }
        ng_put(o, ng_columns_field(row.line, 0));
        put_field(o, row.form);
        put_analysis(o, r, &r->words.at[i], ng_columns_field(row.line, 5));
        put_misc(o, s, i, ng_columns_field(row.line, 9));
        i++;
    }
}

static void put_comments(struct ng_out *o, const struct ng_report *r, size_t n)
{
    const struct ng_sentence *s = &r->sentences.at[n];
    if (n == 0) {
        ng_str id = r->source.given_id.n ? r->source.given_id : r->source.path;
        char day[16];
        ng_printf(o, "# newdoc id = " PRS "\n", PRS_ARG(id));
        if (r->published.first != NG_NO_DAY)
            ng_printf(o, "# meta::dateCreated = " PRS "\n",
                      PRS_ARG(ng_day_text(r->published.first, day)));
    }
    if (n == 0 || r->sentences.at[n - 1].paragraph != s->paragraph)
        ng_put(o, r->paragraphs.at[s->paragraph].kind == NG_BLOCK_PARAGRAPH
                      ? STR("# newpar\n")
                      : STR("# newpar\n# newpar_block = head\n"));
    ng_printf(o, "# sent_id = %zu\n# text = " PRS "\n", n + 1,
              PRS_ARG(ng_slice(r->text, s->at)));
}

void ng_tell_conllu(struct ng_out *o, const struct ng_report *r,
                    struct ng_arena scratch)
{
    struct sheet s = {.r = r, .a = &scratch};
    open_sheet(&s, NG_LAYER_NAMES);
    if (s.conllu) {
        retell(o, &s);
        return;
    }
    /* Plain columns are told by our own words: their cells are lines. */
    if (s.columns) {
        s.cells.n = 0;
        for (size_t i = 0; i < r->words.n; i++)
            *ng_push(&s.cells, s.a) =
                (struct cell){ng_raw_range(r, r->words.at[i].at), NULL};
        paint(&s);
    }
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *x = &r->sentences.at[k];
        put_comments(o, r, k);
        for (uint32_t i = x->first; i < x->end; i++) {
            const struct ng_word *w = &r->words.at[i];
            bool glued =
                i + 1 < x->end && r->words.at[i + 1].at.beg == w->at.end;
            ng_printf(o, "%u", i - x->first + 1);
            put_field(o, ng_slice(r->text, w->at));
            put_analysis(o, r, w, (ng_str){0});
            put_misc(o, &s, i, glued ? STR("SpaceAfter=No") : (ng_str){0});
        }
        ng_putc(o, '\n');
    }
}
