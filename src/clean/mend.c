#include "clean/mend.h"
#include "clean/boiler.h"
#include "lexicon/lexicon.h"

struct mender {
    struct ng_weave *w;
    const struct ng_glue *glue;
    ng_str s;       /* the source up to the end of this part */
    uint32_t i;     /* next byte of it */
    uint32_t start; /* of this paragraph in the text */
    bool space;     /* white space is due before the next byte */
    bool inserted;  /* it was not in the source as one plain space */
    uint32_t space_beg, space_end;
};

/* ---- mojibake ---------------------------------------------------------- */

/* Code points of bytes 0x80..0x9F in Windows-1252; 0: none. */
static const uint16_t high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* The character at byte i and its length; 0 for what is not UTF-8. */
static uint32_t char_at(ng_str s, size_t i, size_t *n)
{
    unsigned char c = (unsigned char)s.p[i];
    *n = 1;
    size_t more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
    if (c < 0x80)
        return c;
    if (!more || s.n - i <= more)
        return 0;
    uint32_t v = c & (0x3Fu >> more);
    for (size_t k = 1; k <= more; k++) {
        unsigned char d = (unsigned char)s.p[i + k];
        if ((d & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (d & 0x3F);
    }
    *n = more + 1;
    return v;
}

/* The byte that Windows-1252 (or Latin-1) shows as this character, -1: none. */
static int byte_of(uint32_t c)
{
    if (c >= 0x80 && c <= 0xFF)
        return (int)c;
    for (int k = 0; k < 32; k++)
        if (high[k] && high[k] == c)
            return 0x80 + k;
    return -1;
}

/* UTF-8 that was read as Windows-1252 and written as UTF-8 again. Gives the
 * length in the source; put[0..*put_n) is what it was. Leads other than those
 * of Latin letters, punctuation and emoji are left: real text has them before
 * closing quotation marks. */
static size_t mojibake_at(ng_str s, size_t i, char put[4], size_t *put_n)
{
    size_t n, at = i;
    uint32_t c = char_at(s, at, &n);
    size_t need = c == 0xC2 || c == 0xC3 ? 2
                  : c == 0xE2            ? 3
                  : c == 0xF0            ? 4
                                         : 0;
    for (size_t k = 0; k < need; k++) {
        if (at >= s.n)
            return 0;
        c = char_at(s, at, &n);
        int b = c ? byte_of(c) : -1;
        if (b < 0x80 || (k > 0 && b > 0xBF))
            return 0;
        put[k] = (char)b;
        at += n;
    }
    *put_n = need;
    bool control =
        need == 2 && put[0] == '\xC2' && (unsigned char)put[1] < 0xA0;
    return need && !control ? at - i : 0;
}

/* ---- pieces of text ---------------------------------------------------- */

static void give_space(struct mender *m)
{
    if (!m->space)
        return;
    m->space = false;
    if (m->w->n == m->start)
        return;
    if (m->space_end == m->space_beg + 1 && m->s.p[m->space_beg] == ' ')
        ng_weave_copy(m->w, m->space_beg, m->space_end);
    else
        ng_weave_put(m->w, STR(" "), m->space_beg, m->space_end);
}

static void take_space(struct mender *m, uint32_t n)
{
    if (!m->space || m->space_end != m->i)
        m->space_beg = m->i;
    m->space = true;
    m->i += n;
    m->space_end = m->i;
}

/* Source bytes i..i+n are left out; the note stands where they were. */
static void leave_out(struct mender *m, uint32_t n, enum ng_note_kind why)
{
    ng_weave_note(m->w, why, (ng_range){m->w->n, m->w->n}, m->i, m->i + n,
                  (ng_str){m->s.p + m->i, n});
    m->i += n;
}

/* `put` stands for source bytes i..i+n, and a note says so. */
static void replace(struct mender *m, ng_str put, uint32_t n,
                    enum ng_note_kind why)
{
    give_space(m);
    uint32_t beg = m->w->n;
    ng_weave_put(m->w, put, m->i, m->i + n);
    ng_weave_note(m->w, why, (ng_range){beg, m->w->n}, m->i, m->i + n,
                  (ng_str){m->s.p + m->i, n});
    m->i += n;
}

static void markup(struct mender *m, uint32_t n, const char *put, size_t put_n)
{
    if (put_n == 1 && put[0] == ' ') {
        ng_weave_note(m->w, NG_NOTE_MARKUP_RESIDUE,
                      (ng_range){m->w->n, m->w->n}, m->i, m->i + n,
                      (ng_str){m->s.p + m->i, n});
        take_space(m, n);
    } else if (put_n) {
        replace(m, (ng_str){put, put_n}, n, NG_NOTE_MARKUP_RESIDUE);
    } else {
        leave_out(m, n, NG_NOTE_MARKUP_RESIDUE);
    }
}

/* ---- numbers ----------------------------------------------------------- */

static bool digit_at(ng_str s, size_t i)
{
    return i < s.n && ng_is_digit(s.p[i]);
}

/* "1950 -5 3" and "1950 -53" at byte i: the years of a span that lost its
 * spacing; their length, and the span itself. */
static uint32_t span_at(ng_str s, size_t i, char put[8])
{
    size_t k = 0;
    while (k < 4 && digit_at(s, i + k))
        k++;
    if (k < 4 || (s.p[i] != '1' && s.p[i] != '2') || i + 7 > s.n ||
        s.p[i + 4] != ' ' || s.p[i + 5] != '-' || !digit_at(s, i + 6))
        return 0;
    size_t at = i + 7;
    at += at < s.n && s.p[at] == ' ';
    if (!digit_at(s, at) || digit_at(s, at + 1))
        return 0;
    memcpy(put, s.p + i, 4);
    put[4] = '-', put[5] = s.p[i + 6], put[6] = s.p[at];
    bool rises = memcmp(put + 5, put + 2, 2) > 0;
    return rises ? (uint32_t)(at + 1 - i) : 0;
}

/* "to$ 1 billion", "$ 1 billion": the sign goes to its number. */
static bool dollar(struct mender *m)
{
    ng_str s = m->s;
    uint32_t i = m->i;
    bool wide = i + 2 < s.n && s.p[i + 1] == ' ' && digit_at(s, i + 2);
    bool glued = i && ng_is_lower(s.p[i - 1]) && !m->space;
    if (!wide && !(glued && digit_at(s, i + 1)))
        return false;
    give_space(m);
    uint32_t beg = m->w->n;
    if (glued)
        ng_weave_put(m->w, STR(" "), i, i);
    ng_weave_copy(m->w, i, i + 1);
    m->i += wide ? 2 : 1;
    ng_weave_note(m->w, NG_NOTE_BROKEN_NUMBER, (ng_range){beg, m->w->n}, i,
                  m->i, (ng_str){s.p + i, m->i - i});
    return true;
}

/* ---- words ------------------------------------------------------------- */

static bool letter(char c)
{
    return ng_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* "P TAGEND", "DIV TAGEND": what a broken extractor leaves of an end tag. */
static uint32_t tagend_at(ng_str s, size_t i)
{
    size_t k = i;
    while (k < s.n && k < i + 10 &&
           (ng_is_upper(s.p[k]) || ng_is_digit(s.p[k])))
        k++;
    ng_str rest = {s.p + k, s.n - k};
    if (k == i || !ng_str_starts(rest, STR(" TAGEND")))
        return 0;
    return (uint32_t)(k + 7 - i);
}

/* Addresses, handles and tags are copied whole. */
static bool is_address(ng_str word)
{
    static const ng_str heads[] = {S("http"), S("www."), S("@"),
                                   S("#"),    S("(@"),   S("(http")};
    for (size_t k = 0; word.n && k < sizeof heads / sizeof *heads; k++)
        if (ng_to_lower(word.p[0]) == heads[k].p[0] &&
            ng_str_starts_nocase(word, heads[k]))
            return true;
    for (size_t i = 1; i + 1 < word.n; i++) {
        if (word.p[i] == '@' || word.p[i] == '/' || word.p[i] == '_')
            return true;
        if (word.p[i] == '.' && ng_is_lower(word.p[i - 1]) &&
            ng_is_lower(word.p[i + 1]))
            return true;
    }
    return false;
}

/* End of the run without white space or tags that byte i is in. */
static uint32_t word_end(ng_str s, uint32_t i)
{
    uint32_t limit = s.n - i > 200 ? i + 200 : (uint32_t)s.n;
    while (i < limit && !ng_is_space(s.p[i]) && s.p[i] != '<' &&
           s.p[i] != '&' && s.p[i] != '\0' && s.p[i] != '\xC2')
        i++;
    return i;
}

/* End of the letters and digits at byte i, with apostrophes and commas inside;
 * letters that are mojibake end it. */
static uint32_t letters_end(ng_str s, uint32_t i)
{
    char put[4];
    size_t put_n;
    uint32_t end = i;
    while (end < s.n) {
        unsigned char c = (unsigned char)s.p[end];
        bool inside = (c == '\'' || c == ',') && end > i && end + 1 < s.n &&
                      (letter(s.p[end + 1]) || ng_is_digit(s.p[end + 1]));
        bool pair = c >= 0xC3 && c < 0xE0 && end + 1 < s.n;
        if (pair && mojibake_at(s, end, put, &put_n))
            break;
        if (!ng_is_alpha((char)c) && !ng_is_digit((char)c) && !inside && !pair)
            break;
        end += pair ? 2 : 1;
    }
    return end;
}

/* Byte where the k-th last word of the text begins; only blanks part words.
 * Behind a break of the paragraph there are none. */
static uint32_t word_back(const struct mender *m, int k)
{
    uint32_t at = m->w->n;
    while (k-- > 0 && at > m->start) {
        while (at > m->start && m->w->p[at - 1] == ' ')
            at--;
        while (at > m->start && m->w->p[at - 1] != ' ')
            at--;
    }
    return at;
}

/* "Moon Jae- in": a hyphen with a blank behind it inside of a known name of two
 * or three words. "Two- and three-year" is none. Length of the blanks, or 0. */
static uint32_t broken_name(const struct mender *m, uint32_t end)
{
    enum { ROOM = 64 };
    ng_str s = m->s;
    uint32_t next = m->i + 1;
    while (next < s.n && s.p[next] == ' ')
        next++;
    uint32_t stop = next;
    while (stop < s.n && ng_is_lower(s.p[stop]))
        stop++;
    if (m->i + 1 != end || next == end || stop == next || stop - next > 12 ||
        m->w->n == m->start)
        return 0;
    for (int k = 2; k <= 3; k++) {
        char name[ROOM], folded[ROOM * 3 + 1];
        struct ng_lex_entry known;
        uint32_t from = word_back(m, k), left = m->w->n - from;
        if (!ng_is_upper(m->w->p[from]) || left + 1 + stop - next > ROOM)
            continue;
        memcpy(name, m->w->p + from, left);
        name[left] = '-';
        memcpy(name + left + 1, s.p + next, stop - next);
        ng_str whole = {name, left + 1 + stop - next};
        size_t n = ng_lex_fold_into(whole, folded, sizeof folded);
        if (n != SIZE_MAX &&
            ng_lex_find_kind((ng_str){folded, n}, NG_LEX_PERSON, &known))
            return next - m->i - 1;
    }
    return 0;
}

/* Copies letters and digits up to the end of the run, split where words are
 * glued. */
static void give_word(struct mender *m, bool first)
{
    uint32_t end = letters_end(m->s, m->i);
    for (int splits = 0; splits < 4 && m->i < end; splits++) {
        ng_str word = {m->s.p + m->i, end - m->i};
        size_t at = word.n < 40 ? ng_glue_split(m->glue, word, first) : 0;
        if (!at || at >= word.n)
            break;
        uint32_t cut = m->i + (uint32_t)at, beg = m->w->n;
        ng_weave_copy(m->w, m->i, cut);
        ng_weave_put(m->w, STR(" "), cut, cut);
        uint32_t left = end - cut;
        ng_weave_note(m->w, NG_NOTE_GLUED_WORDS,
                      (ng_range){beg, m->w->n + left}, m->i, end, word);
        m->i = cut;
        first = false;
    }
    ng_weave_copy(m->w, m->i, end);
    m->i = end;
}

/* One run without white space: words, points, quotes, hyphens. */
static void give_run(struct mender *m, uint32_t end)
{
    ng_str run = {m->s.p + m->i, end - m->i};
    give_space(m);
    if (is_address(run)) {
        ng_weave_copy(m->w, m->i, end);
        m->i = end;
        return;
    }
    bool first = true;
    char c = m->s.p[m->i];
    bool opens = m->w->n == m->start || c == '"' || c == '\xE2';
    while (m->i < end) {
        size_t put_n, n;
        char put[8];
        c = m->s.p[m->i];
        uint32_t gap = c == '-' && !m->space ? broken_name(m, end) : 0;
        if (gap) {
            replace(m, STR("-"), 1 + gap, NG_NOTE_MARKUP_RESIDUE);
            return;
        }
        if ((n = mojibake_at(m->s, m->i, put, &put_n))) {
            replace(m, (ng_str){put, put_n}, (uint32_t)n, NG_NOTE_MOJIBAKE);
        } else if (c == '$' && dollar(m)) {
            continue;
        } else if (m->i < end && ng_is_upper(c) && tagend_at(m->s, m->i)) {
            return;
        } else if (ng_is_alpha(c) || ng_is_digit(c)) {
            give_word(m, opens && first);
            first = false;
        } else {
            ng_weave_copy(m->w, m->i, m->i + 1);
            m->i++;
        }
    }
}

/* "**bold**", "__bold__", "`code`": the marks only. */
static uint32_t emphasis_at(ng_str s, size_t i)
{
    bool twice = i + 1 < s.n && s.p[i + 1] == s.p[i];
    if ((s.p[i] == '*' || s.p[i] == '_') && twice)
        return i + 2 < s.n && s.p[i + 2] == s.p[i] ? 3 : 2;
    return 0;
}

static size_t boiler_at(ng_str s, size_t i, const struct ng_part *p)
{
    return p->mixed ? ng_boiler_sentence_in(s, p->at.beg, i)
                    : ng_boiler_sentence(s, p->at.beg, i);
}

/* Whatever begins at byte i. */
static void step(struct mender *m, const struct ng_part *p)
{
    char put[8];
    size_t put_n, n;
    bool wide;
    ng_str s = m->s;
    if ((n = ng_blank_at(s, m->i, &wide))) {
        bool line = s.p[m->i] == '\n';
        if (wide)
            take_space(m, (uint32_t)n);
        else
            m->i += (uint32_t)n;
        while (line && m->i < s.n && s.p[m->i] == '>')
            take_space(m, 1);
    } else if ((n = ng_markup_at(s, m->i, put, &put_n))) {
        markup(m, (uint32_t)n, put, put_n);
    } else if ((m->space || m->i == p->at.beg) && (n = boiler_at(s, m->i, p))) {
        leave_out(m, (uint32_t)n, NG_NOTE_BOILERPLATE_REMOVED);
    } else if (ng_is_upper(s.p[m->i]) && (n = tagend_at(s, m->i))) {
        leave_out(m, (uint32_t)n, NG_NOTE_MARKUP_RESIDUE);
    } else if ((n = emphasis_at(s, m->i))) {
        leave_out(m, (uint32_t)n, NG_NOTE_MARKUP_RESIDUE);
    } else if (ng_is_digit(s.p[m->i]) && (n = span_at(s, m->i, put))) {
        replace(m, (ng_str){put, 7}, (uint32_t)n, NG_NOTE_BROKEN_NUMBER);
    } else {
        uint32_t end = word_end(s, m->i + 1);
        give_run(m, end);
    }
}

static void paragraph_begins(struct mender *m, const struct ng_part *p,
                             uint32_t gap)
{
    if (m->w->n && !p->joined)
        ng_weave_put(m->w, STR("\n\n"), gap, p->at.beg);
    if (!p->joined)
        m->start = m->w->n;
    m->space = false;
}

static void paragraph_ends(struct mender *m, const struct ng_part *p)
{
    struct ng_report *r = m->w->r;
    if (m->w->n <= m->start)
        return;
    ng_range at = {m->start, m->w->n};
    if (p->joined && r->paragraphs.n)
        r->paragraphs.at[r->paragraphs.n - 1].at.end = at.end;
    else
        *ng_push(&r->paragraphs, m->w->out) =
            (struct ng_paragraph){at, p->kind};
    if (p->kind == NG_BLOCK_TITLE && ng_range_empty(r->title_at))
        r->title_at = at;
}

/* True if anything of the part will be text: a part of tags alone is not. */
static bool holds_text(ng_str s, const struct ng_part *p)
{
    uint32_t i = p->at.beg;
    char put[4];
    size_t put_n, n;
    bool wide;
    while (i < s.n) {
        if ((n = ng_blank_at(s, i, &wide)) || (n = boiler_at(s, i, p)) ||
            (n = tagend_at(s, i)) || (n = emphasis_at(s, i)))
            i += (uint32_t)n;
        else if ((n = ng_markup_at(s, i, put, &put_n)) &&
                 (put_n == 0 || put[0] == ' '))
            i += (uint32_t)n;
        else
            return true;
    }
    return false;
}

static void note_removed(struct ng_weave *w, const struct ng_part *p)
{
    ng_weave_note(w, p->why, (ng_range){w->n, w->n}, p->at.beg, p->at.end,
                  ng_slice(w->source, p->at));
}

void ng_mend_parts(struct ng_weave *w, const ng_parts *parts,
                   const struct ng_glue *glue)
{
    struct mender m = {.w = w, .glue = glue};
    uint32_t gap = 0;
    for (size_t i = 0; i < parts->n; i++) {
        const struct ng_part *p = &parts->at[i];
        m.s = (ng_str){w->source.p, p->at.end};
        if (p->gone || !holds_text(m.s, p)) {
            struct ng_part gone = *p;
            if (!p->gone)
                gone.why = NG_NOTE_BOILERPLATE_REMOVED;
            note_removed(w, &gone);
            continue;
        }
        if (gap > p->at.beg)
            gap = p->at.beg;
        paragraph_begins(&m, p, gap);
        m.i = p->at.beg;
        if (p->joined && w->n) {
            ng_weave_note(w, NG_NOTE_MARKUP_RESIDUE, (ng_range){w->n, w->n + 1},
                          gap, p->at.beg, STR("\n\n"));
            ng_weave_put(w, STR(" "), gap, p->at.beg);
        }
        while (m.i < p->at.end)
            step(&m, p);
        paragraph_ends(&m, p);
        gap = p->at.end;
    }
}
