/* given.c - token columns read back into running text.
 *
 * CoNLL-U says where spaces are and which tokens there are: both are kept.
 * Plain columns say neither for sure ("Mrs" "." "Clinton's"), so the tokens are
 * closed up as English is written and cut anew; their sentences are kept, but
 * one that ends in a title goes on. The map leads each token to its own line.
 */
#include "clean/given.h"

#include "clean/weave.h"
#include "text/columns.h"
#include "text/tokens.h"

enum { TITLE_WORDS = 25 };

struct reading {
    struct ng_report *r;
    struct ng_weave w;
    struct ng_arena *out;
    bool conllu;
    bool open;              /* plain: inside straight quotation marks */
    bool closed;            /* no space before the next token */
    bool heading;           /* CoNLL-U: this paragraph is one */
    uint32_t par, sentence; /* where they began in the text */
    uint32_t first;         /* token of the sentence */
    uint32_t tokens;        /* plain: in this sentence */
    uint32_t paragraphs;
    struct ng_columns_row range; /* CoNLL-U: the surface we are in */
};

static bool one_of(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq_nocase(s, list[i]))
            return true;
    return false;
}
#define ONE_OF(s, list) one_of(s, list, sizeof list / sizeof *list)

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

/* The token's bytes, after a space where one belongs. */
static ng_range put_token(struct reading *x, ng_str form)
{
    uint32_t beg = place(x, form);
    bool quote = !x->conllu && ng_str_eq(form, STR("\""));
    bool close = x->closed;
    if (!x->conllu)
        close |= ONE_OF(form, leaning_left) || (quote && x->open);
    if (x->w.n > x->par && !close)
        ng_weave_put(&x->w, STR(" "), beg, beg);
    ng_range at = {x->w.n, 0};
    ng_weave_copy(&x->w, beg, beg + (uint32_t)form.n);
    at.end = x->w.n;
    if (quote)
        x->open = !x->open;
    x->closed =
        !x->conllu && (ONE_OF(form, leaning_right) || (quote && x->open));
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
    x->paragraphs++;
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

static bool ends_with_title(const struct reading *x)
{
    ng_tokens tokens = {0};
    struct ng_arena room = *x->out; /* given back on return */
    uint32_t beg = x->w.n > x->sentence + 8 ? x->w.n - 8 : x->sentence;
    while (beg > x->sentence && !ng_is_space(x->w.p[beg]))
        beg--;
    ng_cut_tokens((ng_str){x->w.p, x->w.n}, (ng_range){beg, x->w.n}, &tokens,
                  &room);
    return tokens.n && tokens.at[tokens.n - 1].mark == NG_MARK_TITLE;
}

static bool is_stop(char c)
{
    return c && strchr(".?!\"';:,", c) != NULL;
}

static void end_sentence(struct reading *x)
{
    struct ng_report *r = x->r;
    if (x->w.n == x->sentence)
        return;
    if (!x->conllu && ends_with_title(x))
        return;
    uint32_t beg = x->sentence;
    while (beg < x->w.n && ng_is_space(x->w.p[beg]))
        beg++;
    *ng_push(&r->given, x->out) = (struct ng_given_sentence){
        {beg, x->w.n}, x->first, (uint32_t)r->given_tokens.n};
    x->first = (uint32_t)r->given_tokens.n;
    x->sentence = x->w.n;
    if (!x->conllu && x->paragraphs == 0 && r->given.n == 1 &&
        x->tokens <= TITLE_WORDS && !is_stop(x->w.p[x->w.n - 1]) &&
        (unsigned char)x->w.p[x->w.n - 1] < 0x80)
        end_paragraph(x, NG_BLOCK_TITLE);
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
    ng_range at = put_token(x, row->form);
    x->tokens++;
    if (!x->conllu)
        return;
    *ng_push(&x->r->given_tokens, x->out) = at;
    bool last = x->range.kind == NG_LINE_RANGE && row->from == x->range.to;
    x->closed =
        inside_range(x, row->from) || (last ? x->range.glued : row->glued);
}

void ng_clean_columns(struct ng_report *r, struct ng_arena *out)
{
    struct reading x = {.r = r, .out = out};
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    x.conllu = ng_columns_are_conllu(rest);
    ng_weave_open(&x.w, r, r->source.raw, (ng_map){0}, out);
    while (ng_columns_next(&rest, x.conllu, &row)) {
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
