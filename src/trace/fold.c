/* fold.c - a report as a stream of folded words.
 *
 * Two prints of one report differ in quotes, case, dashes, accents and line
 * ends; the folded stream does not. A word is a run of letters and digits;
 * apostrophes part words ("Kim's" is "kim s"), and so does a capital after a
 * small letter ("WhenNorth" is "when north"). Chinese and Japanese text has no
 * spaces: there each character is a word.
 */
#include "trace/trace.h"

#include "trace/function_words.h"

enum { MOST_WORDS = 200000, WORD_BYTES = 64 };

struct folding {
    ng_str text;
    size_t at, quote_end; /* inside a quotation while at < quote_end */
    bool first;
    struct ng_trace_text *t;
    char buf[WORD_BYTES];
};

static unsigned char byte_at(ng_str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

/* Bytes of a mark (no letter) in UTF-8 at i; 0 if it is a letter. */
static size_t mark_at(ng_str s, size_t i)
{
    unsigned char c = byte_at(s, i), d = byte_at(s, i + 1);
    if (c == 0xc2)
        return 2; /* no-break space, guillemets, copyright */
    if (c == 0xe2 && (d == 0x80 || d == 0x81))
        return 3; /* dashes, quotes, ellipsis */
    if (c == 0xe3 && d == 0x80)
        return 3; /* ideographic comma, full stop, brackets */
    return 0;
}

/* Where the quotation that opens before `at` ends: its closing mark, else the
 * paragraph's end if it was opened by a mark that can only open. A mark that
 * nothing answers opens nothing. */
static size_t end_of_quote(ng_str s, size_t at, ng_str close, bool surely)
{
    enum { LONGEST = 3000 };
    ng_str near = {s.p, s.n - at < LONGEST ? s.n : at + LONGEST};
    size_t mark = ng_str_find(near, close, at);
    size_t blank = ng_str_find(near, STR("\n\n"), at);
    if (mark != SIZE_MAX && (blank == SIZE_MAX || mark < blank))
        return mark;
    if (!surely)
        return at;
    return blank != SIZE_MAX ? blank : near.n;
}

/* Opens quotations; true if the mark may end a sentence. */
static bool read_mark(struct folding *f)
{
    ng_str s = f->text;
    unsigned char c = byte_at(s, f->at), d = byte_at(s, f->at + 1),
                  e = byte_at(s, f->at + 2);
    bool curly = c == 0xe2 && d == 0x80;
    bool opens = f->at >= f->quote_end;
    if (opens && curly && (e == 0x9c || e == 0x9e))
        f->quote_end = end_of_quote(s, f->at + 3, STR("\u201d"), true);
    else if (opens && c == 0xc2 && d == 0xab)
        f->quote_end = end_of_quote(s, f->at + 2, STR("\u00bb"), false);
    else if (opens && c == '"' && f->at != f->quote_end)
        f->quote_end = end_of_quote(s, f->at + 1, STR("\""), false);
    return (curly && e >= 0x9c && e <= 0x9e) ||
           (c == 0xc2 && (d == 0xab || d == 0xbb)) || c == '"' || c == '\n' ||
           c == '.' || c == '!' || c == '?' || (c == 0xe3 && e == 0x82);
}

static bool is_letter(ng_str s, size_t i)
{
    unsigned char c = byte_at(s, i);
    return ng_is_alpha((char)c) || ng_is_digit((char)c) ||
           (c >= 128 && !mark_at(s, i));
}

/* Copies one character, lower case, and steps over it. */
static size_t fold_letter(struct folding *f, size_t n)
{
    ng_str s = f->text;
    unsigned char c = byte_at(s, f->at);
    size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (bytes > s.n - f->at)
        bytes = s.n - f->at;
    for (size_t k = 0; k < bytes; k++, f->at++) {
        unsigned char d = byte_at(s, f->at);
        if (k == 0)
            d = (unsigned char)ng_to_lower((char)d);
        else if (k == 1 && c == 0xc3 && d >= 0x80 && d <= 0x9e)
            d = (unsigned char)(d + 0x20); /* Latin-1 capitals */
        else if (k == 1 && c == 0xd0 && d >= 0x90 && d <= 0x9f)
            d = (unsigned char)(d + 0x20); /* Cyrillic capitals */
        if (n < WORD_BYTES)
            f->buf[n++] = (char)d;
    }
    return n;
}

static void read_word(struct folding *f)
{
    ng_str s = f->text;
    size_t beg = f->at, n = 0;
    bool digit = false, capital = ng_is_upper(s.p[beg]), small = false;
    while (f->at < s.n && is_letter(s, f->at) && f->at - beg < 4096) {
        unsigned char c = byte_at(s, f->at);
        if (small && ng_is_upper((char)c))
            break;
        small = ng_is_lower((char)c);
        digit |= ng_is_digit((char)c);
        n = fold_letter(f, n);
        if (c >= 0xe3 && c < 0xee)
            break;
    }
    struct ng_trace_text *t = f->t;
    ng_str word = {f->buf, n};
    uint8_t flags = 0;
    if (beg < f->quote_end)
        flags |= NG_TRACE_QUOTED;
    if (f->first)
        flags |= NG_TRACE_FIRST;
    if (digit)
        flags |= NG_TRACE_NUMBER | NG_TRACE_ANCHOR;
    else if (ng_is_function_word(word))
        flags |= NG_TRACE_FUNCTION;
    else if (capital && !f->first)
        flags |= NG_TRACE_ANCHOR;
    size_t len = f->at - beg;
    t->word[t->n] = (uint32_t)(ng_hash64(word, 0) >> 32);
    t->beg[t->n] = (uint32_t)beg;
    t->len[t->n] = len < 255 ? (uint8_t)len : 255;
    t->flags[t->n++] = flags;
    f->first = false;
}

/* An upper bound of the words of a text, near enough to waste nothing. */
static uint32_t count_words(ng_str s)
{
    size_t n = 0;
    bool in = false;
    unsigned char before = 0;
    for (size_t i = 0; i < s.n && n < MOST_WORDS; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool letter = ng_is_alpha((char)c) || ng_is_digit((char)c) || c >= 128;
        bool starts = !in || (ng_is_lower((char)before) && c < 128 &&
                              ng_is_upper((char)c));
        n += letter && (starts || c >= 0xc0);
        in = letter;
        before = c;
    }
    return (uint32_t)n;
}

/* "2019-04-24T18:30:00+09:00" as seconds; the day alone is no second. */
static int64_t second_of(ng_str s)
{
    ng_day day;
    int64_t hour, minute, second = 0;
    if (s.n < 16 || !ng_day_parse(s, &day) ||
        (s.p[10] != 'T' && s.p[10] != ' ') ||
        !ng_str_number((ng_str){s.p + 11, 2}, &hour) ||
        !ng_str_number((ng_str){s.p + 14, 2}, &minute))
        return NG_NO_SECOND;
    size_t i = 16;
    if (s.n >= 19 && s.p[16] == ':') {
        if (!ng_str_number((ng_str){s.p + 17, 2}, &second))
            return NG_NO_SECOND;
        i = 19;
    }
    while (i < s.n && (s.p[i] == '.' || ng_is_digit(s.p[i])))
        i++;
    int64_t zone = 0, zone_hour, zone_minute = 0;
    if (i + 3 <= s.n && (s.p[i] == '+' || s.p[i] == '-') &&
        ng_str_number((ng_str){s.p + i + 1, 2}, &zone_hour)) {
        size_t m = i + 3 < s.n && s.p[i + 3] == ':' ? i + 4 : i + 3;
        if (m + 2 <= s.n)
            ng_str_number((ng_str){s.p + m, 2}, &zone_minute);
        zone = (zone_hour * 60 + zone_minute) * (s.p[i] == '-' ? -60 : 60);
    }
    return (int64_t)day * 86400 + hour * 3600 + minute * 60 + second - zone;
}

struct ng_trace_text ng_trace_text_of(const struct ng_report *r,
                                      struct ng_arena *keep)
{
    struct ng_trace_text t = {
        .id = r->id,
        .published = r->published,
        .second = r->published_precision == NG_PRECISION_SECOND
                      ? second_of(r->published_text)
                      : NG_NO_SECOND,
        .outlet = ng_str_copy(r->outlet, keep),
        .agency = ng_str_copy(r->agency, keep),
        .declared_origin = ng_str_copy(r->declared_origin, keep),
        .spun = r->spun,
        .trimmed = r->trimmed,
    };
    uint32_t room = count_words(r->text);
    t.word = ng_new(keep, uint32_t, room);
    t.beg = ng_new(keep, uint32_t, room);
    t.len = ng_new(keep, uint8_t, room);
    t.flags = ng_new(keep, uint8_t, room);
    struct folding f = {.text = r->text, .first = true, .t = &t};
    while (f.at < f.text.n && t.n < room) {
        if (is_letter(f.text, f.at)) {
            read_word(&f);
            continue;
        }
        if (read_mark(&f))
            f.first = true;
        size_t bytes = mark_at(f.text, f.at);
        f.at += bytes ? bytes : 1;
    }
    return t;
}
