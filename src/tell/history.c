/* history.c - what changed, from one version to the next, for people.
 *
 *     nutgraf diff A B       rows, the weightiest first
 *     nutgraf diff A B C D   what changed more than once first, then a section
 *                            for each version
 *
 *     … Mokuoane, killing at least [four → 11] people, police said.
 *
 * Where two sentences have most words in common they are told once, with what
 * differs in brackets (a page marks it); what is long and equal is cut. A row
 * names what is gone without a word: a version that owns up to a mistake has a
 * note of correction among its rows.
 */
#include <stdlib.h>

#include "tell/brief.h"
#include "tell/doc_reports.h"
#include "tell/record.h"

enum {
    WORDS = 120, /* of a sentence that are compared */
    KEPT = 7,    /* equal words shown on either side of a difference */
};

typedef NG_LIST(struct ng_piece) pieces;

/* ---- words that differ ------------------------------------------------ */

static size_t cut_words(ng_str s, ng_str word[WORDS])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < WORDS;) {
        while (i < s.n && ng_is_space(s.p[i]))
            i++;
        size_t beg = i;
        while (i < s.n && !ng_is_space(s.p[i]))
            i++;
        if (i > beg)
            word[n++] = (ng_str){s.p + beg, i - beg};
    }
    return n;
}

static void add_piece(pieces *to, ng_str word, enum ng_piece_kind kind,
                      struct ng_arena *a)
{
    if (to->n && to->at[to->n - 1].kind == kind) {
        struct ng_piece *last = &to->at[to->n - 1];
        last->text.n = (size_t)(word.p + word.n - last->text.p);
        return;
    }
    *ng_push(to, a) = (struct ng_piece){word, kind};
}

/* False if they have so little in common that both are better read whole. */
static bool compare(ng_str before, ng_str after, pieces *to, struct ng_arena *a)
{
    ng_str x[WORDS], y[WORDS];
    size_t n = cut_words(before, x), m = cut_words(after, y), same = 0;
    struct ng_arena keep = *a;
    uint8_t *best = ng_new(&keep, uint8_t, (n + 1) * (m + 1));
#define BEST(i, k) best[(i) * (m + 1) + (k)]
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;)
            BEST(i, k) = ng_str_eq(x[i], y[k])
                             ? (uint8_t)(BEST(i + 1, k + 1) + 1)
                         : BEST(i + 1, k) > BEST(i, k + 1) ? BEST(i + 1, k)
                                                           : BEST(i, k + 1);
    *a = keep;
    for (size_t i = 0, k = 0; i < n || k < m;) {
        if (i < n && k < m && ng_str_eq(x[i], y[k])) {
            add_piece(to, y[k], NG_PIECE_SAME, a);
            i++, k++, same++;
        } else if (i < n && (k == m || BEST(i + 1, k) >= BEST(i, k + 1))) {
            add_piece(to, x[i++], NG_PIECE_GONE, a);
        } else {
            add_piece(to, y[k++], NG_PIECE_NEW, a);
        }
    }
#undef BEST
    return n < WORDS && m < WORDS && same * 10 >= (n + m) * 3;
}

/* The first and the last words of what is equal, where it is long. */
static ng_str shorten(ng_str s, bool head, bool tail, struct ng_arena *a)
{
    ng_str word[WORDS];
    size_t n = cut_words(s, word), left = head ? KEPT : 0;
    size_t right = tail ? KEPT : 0;
    if (n >= WORDS || n <= left + right + 2)
        return s;
    const char *end = s.p + s.n;
    ng_str first = {
        s.p, left ? (size_t)(word[left - 1].p + word[left - 1].n - s.p) : 0};
    ng_str last = {end, 0};
    if (right)
        last = (ng_str){word[n - right].p, (size_t)(end - word[n - right].p)};
    return ng_str_format(a, PRS "%s…%s" PRS, PRS_ARG(first), left ? " " : "",
                         right ? " " : "", PRS_ARG(last));
}

static void shorten_all(pieces *p, struct ng_arena *a)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].kind == NG_PIECE_SAME)
            p->at[i].text = shorten(p->at[i].text, i > 0, i + 1 < p->n, a);
}

/* "killing at least [four → 11] people", as plain text. */
static ng_str as_text(const pieces *p, struct ng_arena *a)
{
    ng_str s = {0};
    for (size_t i = 0; i < p->n; i++) {
        ng_str t = p->at[i].text;
        if (p->at[i].kind == NG_PIECE_GONE && i + 1 < p->n &&
            p->at[i + 1].kind == NG_PIECE_NEW) {
            t = ng_str_format(a, "[" PRS " → " PRS "]", PRS_ARG(t),
                              PRS_ARG(p->at[i + 1].text));
            i++;
        } else if (p->at[i].kind != NG_PIECE_SAME) {
            t = ng_str_format(a, "[%s" PRS "]",
                              p->at[i].kind == NG_PIECE_GONE ? "− " : "+ ",
                              PRS_ARG(t));
        }
        s = s.n ? ng_str_format(a, PRS " " PRS, PRS_ARG(s), PRS_ARG(t)) : t;
    }
    return s;
}

/* ---- what a row is ---------------------------------------------------- */

static bool has_any(ng_str text, const ng_str *list, size_t n)
{
    ng_str word[WORDS];
    size_t words = cut_words(text, word);
    for (size_t i = 0; i < words; i++) {
        while (word[i].n && !ng_is_alpha(word[i].p[word[i].n - 1]))
            word[i].n--;
        for (size_t k = 0; k < n; k++)
            if (ng_str_eq_nocase(word[i], list[k]))
                return true;
    }
    return false;
}
#define HAS_ANY(text, list) has_any(text, list, sizeof list / sizeof *list)

/* Which way a doubt went. */
static const char *doubt(const struct ng_change *c)
{
    static const ng_str doubts[] = {
        S("may"),        S("might"),     S("could"),   S("possibly"),
        S("reportedly"), S("allegedly"), S("alleged"), S("likely"),
        S("apparently"), S("perhaps"),   S("unclear"), S("suspected"),
        S("believed"),   S("seems"),     S("appears"), S("possible"),
    };
    bool was = HAS_ANY(c->before, doubts), is = HAS_ANY(c->after, doubts);
    return was && !is   ? "told as certain now"
           : is && !was ? "less certain now"
                        : "certainty changed";
}

static const char *value(enum ng_slot slot)
{
    switch (slot) {
    case NG_WHEN:
        return "day changed";
    case NG_WHERE:
        return "place changed";
    case NG_WHO:
        return "name changed";
    case NG_HOW_MANY:
        return "number changed";
    case NG_DID:
        return "denial changed";
    default:
        return "fact changed";
    }
}

/* `noted`: the version has a note of correction. */
static const char *what(const struct ng_change *c, bool noted)
{
    static const ng_str plans[] = {S("will"),  S("would"), S("planned"),
                                   S("plans"), S("due"),   S("expected")};
    switch (c->class) {
    case NG_VALUE_CHANGED:
        return value(c->slot);
    case NG_FACT_ADDED:
        return "new";
    case NG_FACT_REMOVED:
        return noted ? "left out" : "left out without a word";
    case NG_SOURCE_DROPPED:
        return noted ? "source dropped" : "source dropped without a word";
    case NG_ATTRIBUTION_CHANGED:
        return "another source";
    case NG_HEDGE_CHANGED:
        return doubt(c);
    case NG_AMENDED:
        return c->after.n ? "correction" : "correction taken out";
    case NG_STATUS_CHANGED:
        return HAS_ANY(c->before, plans) && !HAS_ANY(c->after, plans)
                   ? "was planned, has happened"
                   : "planned or done: changed";
    case NG_QUOTE_CHANGED:
        return !c->after.n || c->after.n < c->before.n ? "quotation cut"
                                                       : "quotation changed";
    case NG_HEADLINE_CHANGED:
        return "headline";
    case NG_SPELLING:
        return "name spelled anew";
    case NG_MOVED:
        return "moved";
    default:
        return "wording";
    }
}

static struct ng_item item_of(const struct ng_change *c, bool noted,
                              struct ng_arena *a)
{
    struct ng_cite *cites = ng_new(a, struct ng_cite, 2);
    struct ng_item item = {.label = ng_str_of(what(c, noted)), .cites = cites};
    if (!ng_range_empty(c->cite_before))
        cites[item.cites_n++] = (struct ng_cite){c->from, c->cite_before};
    if (!ng_range_empty(c->cite_after))
        cites[item.cites_n++] = (struct ng_cite){c->to, c->cite_after};
    pieces found = {0};
    if (c->class == NG_MOVED) {
        bool up = c->cite_after.beg < c->cite_before.beg;
        item.label = up ? STR("moved up") : STR("moved down");
        item.text = c->after;
    } else if (!c->before.n || !c->after.n) {
        *ng_push(&found, a) = c->before.n
                                  ? (struct ng_piece){c->before, NG_PIECE_GONE}
                                  : (struct ng_piece){c->after, NG_PIECE_NEW};
        item.text = ng_str_format(a, "%s" PRS, c->before.n ? "− " : "+ ",
                                  PRS_ARG(found.at[0].text));
    } else if (compare(c->before, c->after, &found, a)) {
        shorten_all(&found, a);
        item.text = as_text(&found, a);
    } else {
        found.n = 0;
        *ng_push(&found, a) = (struct ng_piece){c->before, NG_PIECE_GONE};
        *ng_push(&found, a) = (struct ng_piece){c->after, NG_PIECE_NEW};
        item.text = ng_str_format(a, PRS " → " PRS, PRS_ARG(c->before),
                                  PRS_ARG(c->after));
    }
    item.pieces = found.at;
    item.pieces_n = found.n;
    return item;
}

/* ---- over all versions ------------------------------------------------- */

static bool is_followed(const struct ng_change *c)
{
    return c->before.n && c->after.n && c->class != NG_WORDING &&
           c->class != NG_MOVED && c->class != NG_SPELLING;
}

/* The change of the next version that goes on from this one's sentence. */
static size_t next_of(const struct ng_batch *b, size_t i)
{
    const struct ng_change *c = &b->changes.at[i];
    for (size_t k = i + 1; k < b->changes.n; k++) {
        const struct ng_change *d = &b->changes.at[k];
        if (is_followed(d) && d->from == c->to &&
            d->cite_before.beg < c->cite_after.end &&
            c->cite_after.beg < d->cite_before.end &&
            (d->class == NG_HEADLINE_CHANGED) ==
                (c->class == NG_HEADLINE_CHANGED))
            return k;
    }
    return SIZE_MAX;
}

/* The one thing of `kind` that differs; empty: several do. */
static ng_str only(const pieces *p, enum ng_piece_kind kind)
{
    ng_str one = {0};
    for (size_t i = 0; i < p->n; i++) {
        if (p->at[i].kind == kind && one.n)
            return (ng_str){0};
        if (p->at[i].kind == kind)
            one = p->at[i].text;
    }
    while (one.n > 1 && memchr(",.;:", one.p[one.n - 1], 4))
        one.n--;
    return one;
}

/* "four → 11 → 19 → 17 in: ..." where each step changed one thing, else the
 * first and the last wording. */
static struct ng_item thread(const struct ng_batch *b, size_t first, bool *done,
                             struct ng_arena *a)
{
    ng_cites cites = {0};
    ng_str values = {0};
    size_t last = first, steps = 0;
    bool one = true;
    for (size_t i = first; i != SIZE_MAX; last = i, i = next_of(b, i)) {
        const struct ng_change *c = &b->changes.at[i];
        pieces found = {0};
        done[i] = true;
        if (!steps++)
            *ng_push(&cites, a) = (struct ng_cite){c->from, c->cite_before};
        *ng_push(&cites, a) = (struct ng_cite){c->to, c->cite_after};
        compare(c->before, c->after, &found, a);
        ng_str was = only(&found, NG_PIECE_GONE);
        ng_str is = only(&found, NG_PIECE_NEW);
        one = one && was.n && is.n;
        if (one)
            values =
                ng_str_format(a, PRS " → " PRS,
                              PRS_ARG(values.n ? values : was), PRS_ARG(is));
    }
    const struct ng_change *from = &b->changes.at[first];
    const struct ng_change *to = &b->changes.at[last];
    return (struct ng_item){
        .text = one ? ng_str_format(a, PRS ": " PRS, PRS_ARG(values),
                                    PRS_ARG(to->after))
                    : ng_str_format(a, PRS " → … → " PRS, PRS_ARG(from->before),
                                    PRS_ARG(to->after)),
        .label = ng_str_format(a, "%zu times", steps),
        .cites = cites.at,
        .cites_n = cites.n};
}

static void tell_threads(struct ng_doc *d, struct ng_arena *a)
{
    const struct ng_batch *b = d->batch;
    bool *done = ng_new(a, bool, b->changes.n), any = false;
    for (size_t i = 0; i < b->changes.n; i++) {
        if (done[i] || !is_followed(&b->changes.at[i]) ||
            next_of(b, i) == SIZE_MAX)
            continue;
        if (!any)
            ng_doc_section(d, STR("CHANGED MORE THAN ONCE"));
        any = true;
        struct ng_item item = thread(b, i, done, a);
        ng_doc_item(d, &item);
    }
}

static ng_str name_of(const struct ng_batch *b, uint32_t i, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[i];
    ng_str when = r->published_text;
    if (when.n > 16)
        when.n = 16;
    for (size_t k = 0; k < when.n; k++)
        if (when.p[k] == 'T')
            when = ng_str_format(a, PRS " " PRS, (int)k, when.p,
                                 (int)(when.n - k - 1), when.p + k + 1);
    return ng_str_format(a, "%u " PRS "%s" PRS, i + 1,
                         PRS_ARG(ng_source_name(r)), when.n ? ", " : "",
                         PRS_ARG(when));
}

static bool has_note(const struct ng_batch *b, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < b->changes.n; i++)
        if (b->changes.at[i].from == from && b->changes.at[i].to == to &&
            b->changes.at[i].class == NG_AMENDED && b->changes.at[i].after.n)
            return true;
    return false;
}

static void tell_pair(struct ng_doc *d, uint32_t from, uint32_t to,
                      struct ng_arena *a)
{
    const struct ng_batch *b = d->batch;
    bool noted = has_note(b, from, to), any = false;
    for (size_t i = 0; i < b->changes.n; i++) {
        const struct ng_change *c = &b->changes.at[i];
        if (c->from != from || c->to != to)
            continue;
        struct ng_item item = item_of(c, noted, a);
        ng_doc_item(d, &item);
        any = true;
    }
    if (!any)
        ng_doc_plain(d, STR("Nothing changed."));
}

static int by_place(const void *x, const void *y)
{
    const struct ng_cite *a = x, *b = y;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    return (a->at.beg > b->at.beg) - (a->at.beg < b->at.beg);
}

static void end_page(struct ng_doc *d, struct ng_arena *a)
{
    ng_cites all = {0};
    for (size_t i = 0; i < d->batch->changes.n; i++) {
        const struct ng_change *c = &d->batch->changes.at[i];
        *ng_push(&all, a) = (struct ng_cite){c->from, c->cite_before};
        *ng_push(&all, a) = (struct ng_cite){c->to, c->cite_after};
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    ng_doc_reports(d, all.at, all.n);
}

/* TSV: tabs and line ends of foreign text become spaces. */
static void cell(struct ng_out *o, ng_str s, char end)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(o, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    ng_putc(o, end);
}

static void tell_rows(const struct ng_telling *t, const struct ng_batch *b)
{
    for (size_t i = 0; i < b->changes.n; i++) {
        const struct ng_change *c = &b->changes.at[i];
        cell(t->out, ng_id_str(&c->id), '\t');
        cell(t->out, ng_change_class_name(c->class), '\t');
        cell(t->out, ng_slot_name(c->slot), '\t');
        cell(t->out, c->before, '\t');
        cell(t->out, c->after, '\n');
    }
}

/* The reports of the batch are versions, in order. */
void ng_tell_changes(const struct ng_telling *t, const struct ng_batch *b,
                     struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    uint32_t n = (uint32_t)b->reports.n;
    if (t->form == NG_FORM_JSON)
        ng_export_jsonl(t->out, NG_EXPORT_CHANGES, b, a, scratch);
    else if (t->form == NG_FORM_TSV)
        tell_rows(t, b);
    if (t->form == NG_FORM_JSON || t->form == NG_FORM_TSV || n < 2)
        return;
    ng_doc_open(&d, t, b);
    d.when_width = 0;
    if (n > 2 || t->form == NG_FORM_HTML) {
        const struct ng_report *last = b->reports.at[n - 1];
        ng_doc_title(&d, last->title.n ? last->title : ng_source_name(last),
                     ng_str_format(a, "%u versions", n));
    }
    if (n > 2)
        tell_threads(&d, a);
    for (uint32_t i = 1; i < n; i++) {
        if (n > 2 || t->form == NG_FORM_HTML)
            ng_doc_section(&d, ng_str_format(a, PRS " → " PRS,
                                             PRS_ARG(name_of(b, i - 1, a)),
                                             PRS_ARG(name_of(b, i, a))));
        tell_pair(&d, i - 1, i, a);
    }
    ng_doc_close(&d);
    if (t->form == NG_FORM_HTML)
        end_page(&d, a);
}
