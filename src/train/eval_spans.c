/* eval_spans.c - names and sayings against columns of tags.
 *
 * The columns that came in are the gold; what the program writes for them is
 * read back line by line, so the very output of `nutgraf annotate` is scored:
 * exact spans, classes that the gold does not have are left out.
 */
#include "tell/tell.h"
#include "text/columns.h"
#include "train/eval.h"
#include "train/gold.h"

#include <utf8proc.h>

enum { CLASSES = 8 };
struct tally {
    struct ng_eval *e;
    enum ng_layer layer;
    ng_str names[CLASSES];
    size_t n, gold[CLASSES], found[CLASSES], hit[CLASSES];
};

/* A span that is open while its lines come. */
struct run {
    size_t from;
    ng_str label; /* empty: none */
};

static size_t class_of(struct tally *t, ng_str label)
{
    size_t i = 0;
    while (i < t->n && !ng_str_eq(t->names[i], label))
        i++;
    if (i == t->n && t->n < CLASSES)
        t->names[t->n++] = ng_str_copy(label, t->e->a);
    return i < CLASSES ? i : CLASSES - 1;
}

/* True if the open span ends before this tag. */
static bool ends(const struct run *r, ng_str tag)
{
    return r->label.n && (tag.n < 3 || tag.p[0] == 'B' ||
                          !ng_str_eq((ng_str){tag.p + 2, tag.n - 2}, r->label));
}

static void begin(struct run *r, ng_str tag, size_t at)
{
    if (tag.n > 2 && !r->label.n)
        *r = (struct run){at, {tag.p + 2, tag.n - 2}};
}

static void step(struct tally *t, struct run *g, struct run *f, ng_str gold,
                 ng_str found, size_t at)
{
    bool g_ends = ends(g, gold), f_ends = ends(f, found);
    if (g_ends && f_ends && g->from == f->from && ng_str_eq(g->label, f->label))
        t->hit[class_of(t, g->label)]++;
    if (g_ends) {
        t->gold[class_of(t, g->label)]++;
        g->label.n = 0;
    }
    if (f_ends) {
        t->found[class_of(t, f->label)]++;
        f->label.n = 0;
    }
    begin(g, gold, at);
    begin(f, found, at);
}

static void compare(void *ctx, const struct ng_report *r)
{
    struct tally *t = ctx;
    struct ng_out out = {0};
    ng_tell_columns(&out, r, t->layer, t->e->scratch);
    ng_str gold = r->source.raw, found = ng_out_str(&out);
    struct ng_columns_row x, y = {0};
    struct run g = {0}, f = {0};
    size_t at = 0;
    while (ng_columns_next(&gold, false, &x)) {
        if (x.kind == NG_LINE_COMMENT || !ng_columns_next(&found, false, &y))
            continue;
        bool token = x.kind == NG_LINE_TOKEN;
        step(t, &g, &f, token ? x.tag : (ng_str){0},
             token ? y.tag : (ng_str){0}, at++);
    }
    step(t, &g, &f, (ng_str){0}, (ng_str){0}, at);
    ng_out_release(&out);
}

static double f1(const struct tally *t, size_t only)
{
    size_t gold = 0, found = 0, hit = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->gold[i] == 0 || (only < CLASSES && i != only))
            continue;
        gold += t->gold[i];
        found += t->found[i];
        hit += t->hit[i];
    }
    return gold + found ? 200.0 * (double)hit / (double)(gold + found) : 0;
}

/* ---- names -------------------------------------------------------------- */

enum copy { AS_IS, CAPITALS, TITLES };

/* The columns with their tokens in capitals, or with a capital first. */
static ng_str copy_of(ng_str bytes, enum copy how, struct ng_out *out)
{
    struct ng_columns_row row;
    while (ng_columns_next(&bytes, false, &row)) {
        ng_str s = row.kind == NG_LINE_TOKEN ? row.form : (ng_str){0};
        bool first = true;
        for (size_t i = 0; i < s.n;) {
            utf8proc_int32_t c;
            utf8proc_uint8_t put[4];
            utf8proc_ssize_t n =
                utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
                                 (utf8proc_ssize_t)(s.n - i), &c);
            if (n < 1) {
                ng_putc(out, s.p[i++]);
                continue;
            }
            if (how == CAPITALS || first)
                c = utf8proc_toupper(c);
            first = false;
            ng_put(out,
                   (ng_str){(char *)put, (size_t)utf8proc_encode_char(c, put)});
            i += (size_t)n;
        }
        ng_put(out, (ng_str){row.line.p + s.n, row.line.n - s.n});
        ng_putc(out, '\n');
    }
    return ng_out_str(out);
}

struct copying {
    struct tally *t;
    enum copy how;
    struct ng_err *err;
};

static void compare_copy(void *ctx, const struct ng_report *r)
{
    struct copying *x = ctx;
    struct ng_out out = {0};
    struct ng_raw raw = r->source;
    struct ng_arena room = x->t->e->room;
    raw.raw = raw.bytes = copy_of(r->source.raw, x->how, &out);
    /* The report that is looked at lies in the room: go on behind it. */
    x->t->e->room.at += (x->t->e->room.end - x->t->e->room.at) / 2;
    ng_eval_one(x->t->e, &raw, compare, x->t, x->err);
    x->t->e->room = room;
    ng_out_release(&out);
}

static ng_status score(struct ng_eval *e, const char *path, enum copy how,
                       enum ng_layer layer, struct tally *t, struct ng_err *err)
{
    *t = (struct tally){.e = e, .layer = layer};
    struct copying x = {t, how, err};
    return how == AS_IS
               ? ng_eval_each(e, path, NG_FORMAT_COLUMNS, "", compare, t, err)
               : ng_eval_each(e, path, NG_FORMAT_COLUMNS, "", compare_copy, &x,
                              err);
}

ng_status ng_eval_names(struct ng_eval *e, struct ng_err *err)
{
    struct tally t;
    const char *what = "names: worldwide newswire, 4 classes, F1";
    const char *path = ng_eval_path(e, "ner/worldwide4.dev.MEASURE-ONLY.txt");
    if (!ng_eval_has(e, what, path))
        return NG_OK;
    ng_status status = score(e, path, AS_IS, NG_LAYER_NAMES4, &t, err);
    if (status)
        return status;
    double plain = f1(&t, CLASSES);
    ng_eval_tell(e, what, plain, "%", NG_AT_LEAST, 76);
    for (size_t i = 0; i < t.n; i++)
        ng_eval_tell(e,
                     ng_str_c(ng_str_format(e->a, "  of these " PRS,
                                            PRS_ARG(t.names[i])),
                              e->a),
                     f1(&t, i), "%", NG_NO_BAR, 0);
    status = score(e, path, CAPITALS, NG_LAYER_NAMES4, &t, err);
    if (!status)
        ng_eval_tell(e, "names: points lost in ALL CAPITALS",
                     plain - f1(&t, CLASSES), "", NG_AT_MOST, 5);
    if (!status)
        status = score(e, path, TITLES, NG_LAYER_NAMES4, &t, err);
    if (!status)
        ng_eval_tell(e, "names: points lost in Title Case",
                     plain - f1(&t, CLASSES), "", NG_AT_MOST, 5);
    return status;
}

/* ---- sayings ------------------------------------------------------------ */

ng_status ng_eval_sayings(struct ng_eval *e, struct ng_err *err)
{
    static const struct {
        ng_str label;
        const char *what;
        double bar;
    } bars[] = {{S("CUE"), "sayings: PolNeAR, cue, exact F1", 76},
                {S("SOURCE"), "sayings: PolNeAR, source, exact F1", 76},
                {S("CONTENT"), "sayings: PolNeAR, content, exact F1", 66}};
    struct tally t;
    const char *path = ng_eval_path(e, "polnear/polnear.dev.txt");
    if (!ng_eval_has(e, "sayings: PolNeAR", path))
        return NG_OK;
    ng_status status = score(e, path, AS_IS, NG_LAYER_SAYINGS, &t, err);
    for (size_t i = 0; !status && i < 3; i++)
        ng_eval_tell(e, bars[i].what, f1(&t, class_of(&t, bars[i].label)), "%",
                     NG_AT_LEAST, bars[i].bar);
    return status;
}
