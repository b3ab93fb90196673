#include "clean/parts.h"

/* Lines become parts: by blank lines, by Markdown, and by the width at which
 * the text was wrapped, if it was.
 *
 * A text is wrapped when most lines are as long as they could be: the first
 * word of the next line would not have fitted. In such a text a line that
 * ends a sentence and had room to spare ends a paragraph too; in any other
 * text every line is a paragraph, unless a sentence runs on in lower case. */

struct line {
    uint32_t beg, end; /* without white space at both ends; equal: blank */
    uint32_t indent, width, first_word;
    bool stands_alone; /* heading, list item, rule: never joined */
};
struct lines {
    ng_str s;
    uint32_t at;
};

static void measure(ng_str s, struct line *l)
{
    l->width = l->first_word = 0;
    bool first = true;
    for (uint32_t i = l->beg; i < l->end && l->width < 1000; i++) {
        first = first && s.p[i] != ' ';
        if (((unsigned char)s.p[i] & 0xC0) != 0x80)
            l->width++, l->first_word += first;
    }
}

static bool is_rule(ng_str line)
{
    if (line.n < 3 || !strchr("-=*_~", line.p[0]) || !line.p[0])
        return false;
    for (size_t i = 1; i < line.n; i++)
        if (line.p[i] != line.p[0] && line.p[i] != ' ')
            return false;
    return true;
}

/* Length of "- ", "* ", bullets, "1. " at the start of a line. */
static uint32_t bullet_of(ng_str line)
{
    static const ng_str marks[] = {S("- "), S("* "), S("+ "),
                                   S("\xE2\x80\xA2 "), S("\xE2\x97\x8F ")};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (ng_str_starts(line, marks[k]))
            return (uint32_t)marks[k].n;
    return 0;
}

/* The next line; false at the end of the text. */
static bool next_line(struct lines *ls, struct line *l)
{
    if (ls->at >= ls->s.n)
        return false;
    uint32_t i = ls->at;
    while (i < ls->s.n && !strchr("\n\r\f\v", ls->s.p[i] ? ls->s.p[i] : ' '))
        i++;
    *l = (struct line){.beg = ls->at, .end = i};
    ls->at = i + 1 +
             (i + 1 < ls->s.n && ls->s.p[i] == '\r' && ls->s.p[i + 1] == '\n');
    bool wide;
    size_t n;
    ng_str s = {ls->s.p, i};
    while (l->beg < l->end && (n = ng_blank_at(s, l->beg, &wide)))
        l->beg += (uint32_t)n, l->indent += wide;
    while (l->beg < l->end) {
        uint32_t last = l->end - 1;
        while (last > l->beg && ((unsigned char)s.p[last] & 0xC0) == 0x80)
            last--;
        if (ng_blank_at(s, last, &wide) != l->end - last)
            break;
        l->end = last;
    }
    ng_str text = {s.p + l->beg, l->end - l->beg};
    measure(s, l);
    l->stands_alone = text.n && (text.p[0] == '#' || is_rule(text) ||
                                 bullet_of(text) || text.p[0] == '|');
    return true;
}

/* The width at which the text was wrapped, 0: it was not. */
static uint32_t wrap_of(ng_str source, uint32_t from)
{
    struct lines ls = {source, from};
    struct line a = {0}, b;
    uint32_t widest = 0, pairs = 0, full = 0;
    while (next_line(&ls, &b)) {
        if (a.width && b.width && !a.stands_alone && !b.stands_alone) {
            widest = a.width > widest ? a.width : widest;
            pairs++;
        }
        a = b;
    }
    if (pairs < 2 || widest > 132 || widest < 32)
        return 0;
    ls.at = from, a = (struct line){0};
    while (next_line(&ls, &b)) {
        if (a.width && b.width && !a.stands_alone && !b.stands_alone)
            full += a.width + 1 + b.first_word + 3 > widest;
        a = b;
    }
    return full * 3 >= pairs * 2 ? widest : 0;
}

static bool ends_sentence(ng_str s)
{
    while (s.n && strchr("\"')]*_", s.p[s.n - 1]) && s.p[s.n - 1])
        s.n--;
    while (s.n > 3 && (unsigned char)s.p[s.n - 1] >= 0x80 &&
           s.p[s.n - 3] == '\xE2' && s.p[s.n - 2] == '\x80')
        s.n -= 3;
    return s.n && strchr(".!?:;", s.p[s.n - 1]) && s.p[s.n - 1];
}

static bool runs_on(ng_str s, const struct line *a, const struct line *b,
                    uint32_t wrap)
{
    if (a->stands_alone || b->stands_alone)
        return false;
    bool ended = ends_sentence((ng_str){s.p + a->beg, a->end - a->beg});
    if (!wrap)
        return !ended && ng_is_lower(s.p[b->beg]) && a->width > 20;
    if (b->indent > a->indent + 1 && ended)
        return false;
    bool full = a->width + 1 + b->first_word + 8 > wrap;
    return full || (!ended && ng_is_lower(s.p[b->beg]));
}

/* Takes "## ", "> ", "- " and closing "##" off a line; gives the level. */
static uint8_t strip_marks(ng_str s, struct line *l)
{
    uint8_t level = 0;
    ng_str text = {s.p + l->beg, l->end - l->beg};
    while (l->beg < l->end && s.p[l->beg] == '#' && level < 7)
        l->beg++, level++;
    if (!level)
        while (l->beg < l->end &&
               (s.p[l->beg] == '>' || ng_is_space(s.p[l->beg])))
            l->beg++;
    else if (l->beg < l->end && !ng_is_space(s.p[l->beg]))
        return l->beg -= level, 0;
    while (level && l->end > l->beg &&
           (s.p[l->end - 1] == '#' || ng_is_space(s.p[l->end - 1])))
        l->end--;
    text = (ng_str){s.p + l->beg, l->end - l->beg};
    l->beg += bullet_of(text);
    while (l->beg < l->end && ng_is_space(s.p[l->beg]))
        l->beg++;
    return level;
}

void ng_find_parts(ng_str source, uint32_t from, ng_parts *parts,
                   struct ng_arena *a)
{
    uint32_t wrap = wrap_of(source, from);
    struct lines ls = {source, from};
    struct line before = {0}, l;
    bool open = false; /* the last part may go on */
    while (next_line(&ls, &l)) {
        ng_str text = {source.p + l.beg, l.end - l.beg};
        if (text.n && is_rule(text)) {
            if (open && (text.p[0] == '=' || text.p[0] == '-') &&
                parts->at[parts->n - 1].at.beg == before.beg &&
                before.width < 160)
                parts->at[parts->n - 1].level = text.p[0] == '=' ? 1 : 2;
            open = false;
        } else if (text.n == 0) {
            open = false;
        } else if (open && runs_on(source, &before, &l, wrap)) {
            parts->at[parts->n - 1].at.end = l.end;
        } else {
            struct line bare = l;
            uint8_t level = strip_marks(source, &bare);
            open = bare.beg < bare.end;
            if (open)
                *ng_push(parts, a) = (struct ng_part){
                    .at = {bare.beg, bare.end},
                    .kind = level ? NG_BLOCK_HEADING : NG_BLOCK_PARAGRAPH,
                    .level = level};
            l.beg = bare.beg;
        }
        before = l;
    }
}

/* ---- sentences torn apart --------------------------------------------- */

static bool torn_end(ng_str s)
{
    if (ng_str_ends(s, STR(" TAGEND")))
        return false;
    return s.n > 40 && !ends_sentence(s) &&
           (ng_is_alpha(s.p[s.n - 1]) || s.p[s.n - 1] == ',' ||
            (unsigned char)s.p[s.n - 1] >= 0x80);
}

static bool lower_start(ng_str s)
{
    return s.n && (ng_is_lower(s.p[0]) || (s.n > 1 && s.p[0] == '\xC3' &&
                                           (unsigned char)s.p[1] >= 0xA0));
}

static ng_str first_word(ng_str s)
{
    size_t n = 0;
    while (n < s.n && (ng_is_alpha(s.p[n]) || s.p[n] == '\'' ||
                       (unsigned char)s.p[n] >= 0x80))
        n++;
    return (ng_str){s.p, n};
}

static ng_str last_word(ng_str s)
{
    size_t n = 0;
    while (n < s.n && (ng_is_alpha(s.p[s.n - 1 - n]) ||
                       (unsigned char)s.p[s.n - 1 - n] >= 0x80))
        n++;
    return (ng_str){s.p + s.n - n, n};
}

/* "... aide Yury" + "Orlov said.": a name goes on, no sentence begins. */
static bool name_runs_on(ng_str a, ng_str b)
{
    static const ng_str starts[] = {
        S("the"),     S("a"),         S("an"),        S("he"),      S("she"),
        S("it"),      S("they"),      S("we"),        S("i"),       S("in"),
        S("on"),      S("at"),        S("for"),       S("from"),    S("after"),
        S("before"),  S("but"),       S("and"),       S("as"),      S("if"),
        S("this"),    S("that"),      S("there"),     S("these"),   S("when"),
        S("while"),   S("with"),      S("meanwhile"), S("however"), S("last"),
        S("earlier"), S("according"), S("his"),       S("her"),     S("its"),
        S("their"),   S("you"),       S("to"),        S("no"),      S("not"),
        S("some"),    S("what")};
    static const ng_str hangs[] = {
        S("the"),  S("a"),    S("an"),   S("of"),   S("to"),  S("and"),
        S("or"),   S("in"),   S("with"), S("for"),  S("by"),  S("from"),
        S("that"), S("said"), S("at"),   S("on"),   S("is"),  S("was"),
        S("were"), S("has"),  S("had"),  S("have"), S("its"), S("their"),
        S("his"),  S("her")};
    ng_str end = last_word(a), start = first_word(b);
    if (end.n && ng_str_in_nocase(end, hangs, sizeof hangs / sizeof *hangs))
        return true;
    if (!start.n || !ng_is_upper(start.p[0]) || !ends_sentence(b))
        return false;
    if (ng_str_in_nocase(start, starts, sizeof starts / sizeof *starts))
        return false;
    ng_cut rest = ng_cut_at(b, ' ');
    return a.n > 60 && end.n && ng_is_upper(end.p[0]) && rest.found &&
           lower_start(rest.tail);
}

void ng_join_parts(ng_str source, ng_parts *parts)
{
    const struct ng_part *before = NULL;
    for (size_t i = 0; i < parts->n; i++) {
        struct ng_part *p = &parts->at[i];
        if (p->gone)
            continue;
        if (before && before->kind == NG_BLOCK_PARAGRAPH &&
            p->kind == NG_BLOCK_PARAGRAPH) {
            ng_str a = ng_slice(source, before->at);
            ng_str b = ng_slice(source, p->at);
            p->joined = torn_end(a) && (lower_start(b) || name_runs_on(a, b));
        }
        before = p;
    }
}
