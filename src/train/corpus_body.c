/* corpus_body.c - the text of a corpus file, its marks taken out.
 *
 * One pass over the bytes. Open marks lie on a small stack; white space is
 * folded as the clean stage folds it, so ranges are right from the start.
 */
#include "train/corpus_marks.h"

enum { DEEPEST = 16 };

enum kind { NAME, OTHER, WHEN, PART, TRIGGER, SPOILT };
struct open {
    const char *at; /* of its bracket, for complaints */
    uint32_t beg;
    enum kind kind;
    enum ng_name_type type;
    enum ng_part part;
    uint32_t number; /* entity, saying or event */
    ng_str value;
    bool set;
};

struct body {
    struct ng_corpus_read *c;
    char *p;
    uint32_t n, para;
    bool space, title;
    struct open open[DEEPEST];
    uint32_t depth, too_deep;
};

static bool number(ng_str s, uint32_t *n)
{
    int64_t v;
    if (!ng_str_number(s, &v) || v < 1 || v > 9999)
        return false;
    *n = (uint32_t)v;
    return true;
}

static bool is_label(ng_str s)
{
    if (s.n == 0 || s.n > 4 || !ng_is_lower(s.p[0]))
        return false;
    for (size_t i = 1; i < s.n; i++)
        if (!ng_is_digit(s.p[i]))
            return false;
    return true;
}

/* What stands between the bracket and the first space. */
static void take_kind(struct body *b, struct open *o, ng_str k)
{
    struct ng_corpus_read *c = b->c;
    static const char letters[] = "SQCR";
    ng_cut colon = ng_cut_at(k, ':');
    o->kind = SPOILT;
    if (k.n > 1 && k.p[0] == '@' &&
        number((ng_str){k.p + 1, k.n - 1}, &o->number)) {
        o->kind = OTHER;
    } else if (colon.found && ng_str_eq(colon.head, STR("T"))) {
        o->set = ng_str_starts(colon.tail, STR("set:"));
        o->value =
            o->set ? (ng_str){colon.tail.p + 4, colon.tail.n - 4} : colon.tail;
        if (ng_timex_plausible(o->value))
            o->kind = WHEN;
        else
            ng_corpus_complain(c, o->at, "\"" PRS "\" is no TIMEX3 value",
                               PRS_ARG(o->value));
    } else if (k.n > 2 && k.p[1] == '.' && memchr(letters, k.p[0], 4)) {
        ng_str label = {k.p + 2, k.n - 2};
        if (!is_label(label)) {
            ng_corpus_complain(c, o->at,
                               "\"" PRS "\": a saying is named by a "
                               "letter and digits",
                               PRS_ARG(label));
            return;
        }
        o->kind = PART;
        o->part =
            (enum ng_part)((const char *)memchr(letters, k.p[0], 4) - letters);
        o->number = ng_corpus_saying_of(c, label);
    } else if (k.n > 2 && k.p[0] == 'E' && k.p[1] == '.' &&
               number((ng_str){k.p + 2, k.n - 2}, &o->number)) {
        o->kind = TRIGGER;
        o->number = ng_corpus_event_of(c, (ng_str){k.p + 2, k.n - 2});
    } else if (ng_name_type_find(colon.head, &o->type) &&
               (!colon.found || number(colon.tail, &o->number))) {
        o->kind = NAME;
        if (!colon.found && o->type <= NG_FAC && !c->r->names_only)
            ng_corpus_complain(c, o->at, "[" PRS "] needs a number",
                               PRS_ARG(k));
    } else {
        ng_corpus_complain(c, o->at,
                           "\"[" PRS "\" is no mark (write \\[ for a "
                           "bracket of the text)",
                           PRS_ARG(k));
    }
}

static void put_mark(struct body *b, const struct open *o, ng_range at)
{
    struct ng_corpus_report *r = b->c->r;
    struct ng_arena *a = b->c->a;
    switch (o->kind) {
    case NAME:
        *ng_push(&r->names, a) =
            (struct ng_marked_name){at, o->type, o->number};
        break;
    case OTHER:
        *ng_push(&r->others, a) = (struct ng_marked_other){at, o->number};
        break;
    case WHEN:
        *ng_push(&r->times, a) = (struct ng_marked_time){at, o->value, o->set};
        break;
    case PART:
        *ng_push(&r->parts, a) =
            (struct ng_marked_part){at, o->part, o->number};
        break;
    case TRIGGER:
        *ng_push(&r->triggers, a) = (struct ng_marked_trigger){at, o->number};
        break;
    case SPOILT:
        break;
    }
}

static void close_mark(struct body *b, const char *at)
{
    if (b->too_deep) {
        b->too_deep--;
        return;
    }
    if (b->depth == 0) {
        ng_corpus_complain(b->c, at,
                           "] without [ (write \\] for a bracket of "
                           "the text)");
        return;
    }
    const struct open *o = &b->open[--b->depth];
    uint32_t end = b->n;
    uint32_t beg = o->beg;
    while (beg < end && b->p[beg] == ' ')
        beg++;
    if (beg >= end) {
        ng_corpus_complain(b->c, o->at, "a mark without text");
        return;
    }
    for (uint32_t i = 0; o->kind == NAME && i < b->depth; i++)
        if (b->open[i].kind == NAME)
            ng_corpus_complain(b->c, o->at,
                               "a name inside a name: mark the "
                               "longest alone");
    put_mark(b, o, (ng_range){beg, end});
}

/* From the bracket to the space after the kind; the byte after it. */
static const char *open_mark(struct body *b, const char *at, const char *end)
{
    const char *k = at + 1;
    while (k < end && !ng_is_space(*k) && *k != ']' && *k != '[')
        k++;
    if (b->depth == DEEPEST) {
        ng_corpus_complain(b->c, at, "marks more than %d deep", DEEPEST);
        b->too_deep++;
        return k;
    }
    struct open *o = &b->open[b->depth++];
    *o = (struct open){.at = at, .beg = b->n + (b->space && b->n > b->para)};
    take_kind(b, o, (ng_str){at + 1, (size_t)(k - at - 1)});
    return k < end && ng_is_space(*k) ? k + 1 : k;
}

static void put_char(struct body *b, char ch)
{
    if (b->space && b->n > b->para)
        b->p[b->n++] = ' ';
    b->space = false;
    b->p[b->n++] = ch;
}

static void end_paragraph(struct body *b)
{
    while (b->depth) {
        ng_corpus_complain(b->c, b->open[--b->depth].at,
                           "this mark is not closed in its paragraph");
    }
    b->too_deep = 0;
    if (b->n > b->para) {
        struct ng_corpus_report *r = b->c->r;
        ng_range range = {b->para, b->n};
        *ng_push(&r->paragraphs, b->c->a) = (struct ng_paragraph){
            range, b->title ? NG_BLOCK_TITLE : NG_BLOCK_PARAGRAPH};
        if (b->title)
            r->title = range;
        b->p[b->n++] = '\n';
        b->p[b->n++] = '\n';
    }
    b->para = b->n;
    b->space = b->title = false;
}

void ng_corpus_body(struct ng_corpus_read *c, ng_str body)
{
    /* Each paragraph adds at most two bytes and had at least two: its line
     * end and the empty line; the last may lack them. */
    struct body b = {.c = c, .p = ng_new(c->a, char, body.n + 4)};
    const char *p = body.p, *end = body.p + body.n;
    bool fresh = true; /* at the beginning of a line */
    while (p < end) {
        if (fresh && (*p == '\n' || (*p == '\r' && p + 1 < end))) {
            end_paragraph(&b);
        } else if (fresh && b.n == b.para && p + 1 < end && *p == '#' &&
                   p[1] == ' ') {
            b.title = true;
            p++;
        } else if (*p == '\\' && p + 1 < end && (p[1] == '[' || p[1] == ']')) {
            put_char(&b, *++p);
        } else if (*p == '[') {
            p = open_mark(&b, p, end);
            fresh = false;
            continue;
        } else if (*p == ']') {
            close_mark(&b, p);
        } else if (ng_is_space(*p)) {
            b.space = true;
        } else {
            put_char(&b, *p);
        }
        fresh = *p == '\n';
        p++;
    }
    end_paragraph(&b);
    while (b.n && b.p[b.n - 1] == '\n')
        b.n--;
    c->r->text = (ng_str){b.p, b.n};
}
