/* given.c - token columns read back into running text.
 *
 * CoNLL-U says where spaces are and which tokens there are: both are kept.
 * Plain columns say neither for sure ("Mrs" "." "Clinton's"), so the tokens are
 * closed up as English is written and cut anew, sentences too. The map leads
 * each token to its own line.
 */
#include "clean/given.h"

#include "clean/weave.h"
#include "text/columns.h"

enum { TITLE_WORDS = 25 };

struct reading {
    struct ng_report *r;
    struct ng_weave w;
    struct ng_arena *out;
    ng_str rest; /* lines to come */
    bool conllu;
    bool twin;              /* plain: the token was told with the one before */
    bool cut;               /* plain: hyphens stand alone: "Covid" "-" "19" */
    ng_str last[2];         /* plain: the tokens before, nearest first */
    bool open;              /* plain: inside straight quotation marks */
    bool closed;            /* no space before the next token */
    bool heading;           /* CoNLL-U: this paragraph is one */
    uint32_t par, sentence; /* where they began in the text */
    uint32_t first;         /* token of the sentence */
    uint32_t tokens;        /* plain: in this sentence */
    uint32_t sentences;
    struct ng_columns_row range; /* CoNLL-U: the surface we are in */
};

static const ng_str leaning_left[] = {
    S(","),
    S("."),
    S("?"),
    S("!"),
    S(";"),
    S(":"),
    S("%"),
    S(")"),
    S("]"),
    S("''"),
    S("'s"),
    S("n't"),
    S("'re"),
    S("'ve"),
    S("'ll"),
    S("'d"),
    S("'m"),
    S("-RRB-"),
    S("\xe2\x80\x9d"), /* right double quotation mark */
    S("\xe2\x80\x99"), /* right single */
    S("\xe2\x80\x99s"),
    S("n\xe2\x80\x99t"),
    S("\xe2\x80\x99re"),
    S("\xe2\x80\x99ve"),
    S("\xe2\x80\x99ll"),
    S("\xe2\x80\xa6"),
};
static const ng_str leaning_right[] = {
    S("("),
    S("["),
    S("$"),
    S("``"),
    S("-LRB-"),
    S("\xe2\x80\x9c"), /* left double quotation mark */
    S("\xe2\x80\x98"), /* left single */
    S("\xe2\x82\xac"),
    S("\xc2\xa3"),
};

static uint32_t place(const struct reading *x, ng_str s)
{
    return (uint32_t)(s.p - x->r->source.raw.p);
}

/* The token behind this one in its sentence; empty at the end of it. */
static ng_str token_after(const struct reading *x, unsigned skip)
{
    ng_str rest = x->rest;
    struct ng_columns_row row = {0};
    do
        if (!ng_columns_next(&rest, x->conllu, &row) ||
            row.kind != NG_LINE_TOKEN)
            return (ng_str){0};
    while (skip--);
    return row.form;
}

/* Straight marks open and close in turn, but for those whose place tells. */
static bool closes_quote(struct reading *x, bool twin)
{
    bool ends = token_after(x, twin).n == 0;
    if (x->tokens == 0 && !(x->open && ends))
        x->open = false;
    else if (ends)
        x->open = true;
    bool closes = x->open;
    x->open = !closes;
    return closes;
}

static bool is_initial(ng_str s)
{
    return s.n == 1 && ng_is_upper(s.p[0]);
}

static bool is_word_end(ng_str s)
{
    char c = s.n ? s.p[s.n - 1] : ' ';
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

/* "U" "." "S" "." is one word, and so is "Covid" "-" "19" where the input has
 * cut all hyphens off. */
static bool goes_on(const struct reading *x, ng_str form)
{
    if (is_initial(form) && ng_str_eq(x->last[0], STR(".")) &&
        is_initial(x->last[1]))
        return true;
    if (x->cut && ng_str_eq(form, STR("-")))
        return is_word_end(x->last[0]) && is_word_end(token_after(x, 0));
    return x->cut && ng_str_eq(x->last[0], STR("-")) &&
           is_word_end(x->last[1]) && is_word_end(form);
}

/* True if hyphens stand alone in the whole document and in no token. */
static bool cuts_hyphens(ng_str rest)
{
    struct ng_columns_row row;
    size_t alone = 0;
    while (ng_columns_next(&rest, false, &row)) {
        if (row.kind != NG_LINE_TOKEN)
            continue;
        const char *hit = memchr(row.form.p, '-', row.form.n);
        alone += row.form.n == 1 && hit;
        if (hit && hit > row.form.p && hit + 1 < row.form.p + row.form.n &&
            ng_is_alpha(hit[-1]) && ng_is_alpha(hit[1]))
            return false;
    }
    return alone > 0;
}

static void put_space(struct reading *x, uint32_t at)
{
    if (x->w.n > x->par)
        ng_weave_put(&x->w, STR(" "), at, at);
}

/* A token of plain columns, closed up as it is written. Two single marks in a
 * row are one double mark, two hyphens a dash. */
static void put_plain(struct reading *x, ng_str form)
{
    uint32_t beg = place(x, form);
    bool single = ng_str_eq(form, STR("'")), hyphen = ng_str_eq(form, STR("-"));
    if (x->twin) { /* the second half: its bytes went with the first */
        x->twin = false;
        return;
    }
    x->twin = (single || hyphen) && ng_str_eq(form, token_after(x, 0));
    bool quote = (x->twin && single) || ng_str_eq(form, STR("\""));
    bool close =
        quote ? closes_quote(x, x->twin) : NG_IN_NOCASE(form, leaning_left);
    close |= x->tokens > 0 && goes_on(x, form);
    if (!close && (!x->closed || x->tokens == 0))
        put_space(x, beg);
    x->last[1] = x->last[0];
    x->last[0] = form;
    if (x->twin) {
        ng_str next = token_after(x, 0);
        ng_weave_put(&x->w, single ? STR("\"") : STR("--"), beg,
                     place(x, next) + 1);
    } else {
        ng_weave_copy(&x->w, beg, beg + (uint32_t)form.n);
    }
    x->closed = NG_IN_NOCASE(form, leaning_right) || (quote && !close);
}

static ng_range put_given(struct reading *x, ng_str form)
{
    uint32_t beg = place(x, form);
    if (!x->closed)
        put_space(x, beg);
    ng_range at = {x->w.n, 0};
    ng_weave_copy(&x->w, beg, beg + (uint32_t)form.n);
    at.end = x->w.n;
    return at;
}

static void end_paragraph(struct reading *x, enum ng_block_kind kind)
{
    struct ng_report *r = x->r;
    if (x->w.n == x->par)
        return;
    ng_range at = {x->par, x->w.n};
    *ng_push(&r->paragraphs, x->out) = (struct ng_paragraph){at, kind};
    if (kind == NG_BLOCK_TITLE)
        r->title_at = at;
    x->par = x->w.n;
}

/* Two line ends before the next paragraph. */
static void begin_paragraph(struct reading *x, ng_str at)
{
    if (x->w.n == 0 || x->w.n != x->par)
        return;
    ng_weave_put(&x->w, STR("\n\n"), place(x, at), place(x, at));
    x->par = x->sentence = x->w.n;
    x->closed = true;
}

static bool is_stop(char c)
{
    return c && strchr(".?!\"';:,", c) != NULL;
}

/* More than half of the words begin with a capital, as in a headline. */
static bool in_title_case(ng_str s)
{
    size_t words = 0, upper = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool begins = i == 0 || ng_is_space(s.p[i - 1]);
        words += begins && ng_is_alpha(s.p[i]);
        upper += begins && ng_is_upper(s.p[i]);
    }
    return upper > 2 && 2 * upper > words;
}

/* A sentence of CoNLL-U is kept. That of plain columns is cut again, since its
 * end may be that of a title ("Mrs" "."); but one without a stop is a heading
 * or an entry of a list and stands alone. */
static void end_sentence(struct reading *x)
{
    struct ng_report *r = x->r;
    if (x->w.n == x->sentence)
        return;
    uint32_t beg = x->sentence;
    while (beg < x->w.n && ng_is_space(x->w.p[beg]))
        beg++;
    ng_str s = {x->w.p + beg, x->w.n - beg};
    unsigned char last = (unsigned char)s.p[s.n - 1];
    if (x->conllu)
        *ng_push(&r->given, x->out) = (struct ng_given_sentence){
            {beg, x->w.n}, x->first, (uint32_t)r->given_tokens.n};
    else if (x->sentences == 0 && x->tokens <= TITLE_WORDS &&
             (in_title_case(s) || (!is_stop((char)last) && last < 0x80)))
        end_paragraph(x, NG_BLOCK_TITLE);
    else if (!is_stop((char)last) && last < 0x80)
        end_paragraph(x, NG_BLOCK_PARAGRAPH);
    x->sentences++;
    x->first = (uint32_t)r->given_tokens.n;
    x->sentence = x->w.n;
    x->tokens = 0;
}

static void take_comment(struct reading *x, ng_str line)
{
    struct ng_raw *s = &x->r->source;
    if (!x->conllu)
        return;
    ng_str id = ng_columns_value(line, STR("newdoc id"));
    ng_str day = ng_columns_value(line, STR("meta::dateCreated"));
    if (id.n && !s->given_id.n)
        s->given_id = id;
    if (!day.n)
        day = ng_columns_value(line, STR("date"));
    if (day.n && !s->published.n)
        s->published = day;
    if (ng_str_starts(line, STR("# newpar")) ||
        ng_str_starts(line, STR("# newdoc"))) {
        end_sentence(x);
        end_paragraph(x, x->heading ? NG_BLOCK_HEADING : NG_BLOCK_PARAGRAPH);
        x->heading = ng_str_find(line, STR("head"), 0) != SIZE_MAX;
    }
}

/* A token of CoNLL-U that is a part of a longer surface, "do" of "don't". */
static bool inside_range(const struct reading *x, uint32_t id)
{
    return x->range.kind == NG_LINE_RANGE && id >= x->range.from &&
           id < x->range.to;
}

static void take_token(struct reading *x, const struct ng_columns_row *row)
{
    begin_paragraph(x, row->form);
    if (!x->conllu) {
        put_plain(x, row->form);
        x->tokens++;
        return;
    }
    ng_range at = put_given(x, row->form);
    *ng_push(&x->r->given_tokens, x->out) = at;
    bool last = x->range.kind == NG_LINE_RANGE && row->from == x->range.to;
    x->closed =
        inside_range(x, row->from) || (last ? x->range.glued : row->glued);
}

void ng_clean_columns(struct ng_report *r, struct ng_arena *out)
{
    struct reading x = {.r = r, .out = out};
    struct ng_columns_row row;
    x.rest = r->source.raw;
    x.conllu = ng_columns_are_conllu(x.rest);
    x.cut = !x.conllu && cuts_hyphens(x.rest);
    ng_weave_open(&x.w, r, r->source.raw, (ng_map){0}, out);
    while (ng_columns_next(&x.rest, x.conllu, &row)) {
        switch (row.kind) {
        case NG_LINE_TOKEN:
            take_token(&x, &row);
            break;
        case NG_LINE_RANGE:
            x.range = row;
            break;
        case NG_LINE_BLANK:
            end_sentence(&x);
            x.range.kind = NG_LINE_BLANK;
            break;
        case NG_LINE_DOCUMENT:
        case NG_LINE_COMMENT:
            take_comment(&x, row.line);
            break;
        }
    }
    end_sentence(&x);
    end_paragraph(&x, x.heading ? NG_BLOCK_HEADING : NG_BLOCK_PARAGRAPH);
    ng_weave_close(&x.w);
}
