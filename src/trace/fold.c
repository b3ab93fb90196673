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
    char buf[WORD_BYTES + 8];
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

/* What a byte is to a word. */
enum byte_kind { MARK, SMALL, DIGIT, CAPITAL, HIGH };
#define SMALLS                                                                 \
    SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL,      \
        SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL,  \
        SMALL, SMALL, SMALL, SMALL, SMALL, SMALL
static const uint8_t kinds[128] = {
    ['0'] = DIGIT,   ['1'] = DIGIT,   ['2'] = DIGIT,   ['3'] = DIGIT,
    ['4'] = DIGIT,   ['5'] = DIGIT,   ['6'] = DIGIT,   ['7'] = DIGIT,
    ['8'] = DIGIT,   ['9'] = DIGIT,   ['A'] = CAPITAL, ['B'] = CAPITAL,
    ['C'] = CAPITAL, ['D'] = CAPITAL, ['E'] = CAPITAL, ['F'] = CAPITAL,
    ['G'] = CAPITAL, ['H'] = CAPITAL, ['I'] = CAPITAL, ['J'] = CAPITAL,
    ['K'] = CAPITAL, ['L'] = CAPITAL, ['M'] = CAPITAL, ['N'] = CAPITAL,
    ['O'] = CAPITAL, ['P'] = CAPITAL, ['Q'] = CAPITAL, ['R'] = CAPITAL,
    ['S'] = CAPITAL, ['T'] = CAPITAL, ['U'] = CAPITAL, ['V'] = CAPITAL,
    ['W'] = CAPITAL, ['X'] = CAPITAL, ['Y'] = CAPITAL, ['Z'] = CAPITAL,
    ['a'] = SMALLS,
};

/* Of the byte at i, which is there. */
static enum byte_kind kind_at(ng_str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c < 128)
        return (enum byte_kind)kinds[c];
    return mark_at(s, i) ? MARK : HIGH;
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

static uint64_t load(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* The first n bytes of eight. */
static uint64_t head_of(uint64_t v, size_t n)
{
    return v & ~(uint64_t)0 >> (64 - n * 8);
}

static uint32_t hash_of(const char *word, size_t n)
{
    uint64_t h = n * 0x9e3779b97f4a7c15U;
    for (; n > 8; n -= 8, word += 8) {
        h = (h ^ load(word)) * 0xff51afd7ed558ccdU;
        h ^= h >> 32;
    }
    h = (h ^ head_of(load(word), n)) * 0xff51afd7ed558ccdU;
    h ^= h >> 29;
    return (uint32_t)(h * 0xc4ceb9fe1a85ec53U >> 32);
}

#define EACH_BYTE(v) (0x0101010101010101U * (uint64_t)(v))

/* The upper bit of each byte that is a small letter. */
static uint64_t smalls_in(uint64_t v)
{
    uint64_t low = v & EACH_BYTE(0x7f);
    return (low + EACH_BYTE(0x80 - 'a')) & ~(low + EACH_BYTE(0x7f - 'z')) & ~v &
           EACH_BYTE(0x80);
}

/* Most words are small letters behind one letter, and end at a mark: eight at
 * once. 0: this is another, or too near the end of the text. */
static size_t copy_plain(struct folding *f)
{
    const char *p = f->text.p + f->at;
    if (f->text.n - f->at < WORD_BYTES + 16 || kinds[*p & 127] == DIGIT)
        return 0;
    size_t n = 1, more;
    do {
        uint64_t other = smalls_in(load(p + n)) ^ EACH_BYTE(0x80);
        more = other ? (size_t)__builtin_ctzll(other) / 8 : 8;
        n += more;
    } while (more == 8 && n < WORD_BYTES - 8);
    unsigned char end = (unsigned char)p[n];
    if (more == 8 || end >= 128 || kinds[end] != MARK)
        return 0;
    memcpy(f->buf, p, 16);
    if (n > 16)
        memcpy(f->buf + 16, p + 16, WORD_BYTES - 16);
    f->buf[0] = (char)(f->buf[0] | 32);
    f->at += n;
    return n;
}

/* Copies the word at f->at in lower case; `digit` if it has one. */
static size_t copy_word(struct folding *f, bool *digit)
{
    ng_str s = f->text;
    size_t n = 0, most = s.n - f->at < 4096 ? s.n : f->at + 4096;
    enum byte_kind kind, last = MARK;
    for (; f->at < most; last = kind) {
        kind = kind_at(s, f->at);
        if (kind == MARK || (kind == CAPITAL && last == SMALL))
            break;
        unsigned char c = (unsigned char)s.p[f->at];
        if (kind == HIGH) {
            n = fold_letter(f, n);
            if (c >= 0xe3 && c < 0xee)
                break;
            continue;
        }
        *digit |= kind == DIGIT;
        if (n < WORD_BYTES)
            f->buf[n++] = (char)(kind == CAPITAL ? c + 32 : c);
        f->at++;
    }
    return n;
}

static void read_word(struct folding *f)
{
    size_t beg = f->at;
    enum byte_kind kind = kind_at(f->text, beg);
    bool digit = false, capital = kind == CAPITAL;
    size_t n = kind == HIGH ? 0 : copy_plain(f);
    if (!n)
        n = copy_word(f, &digit);
    struct ng_trace_text *t = f->t;
    uint8_t flags = 0;
    if (beg < f->quote_end)
        flags |= NG_TRACE_QUOTED;
    if (f->first)
        flags |= NG_TRACE_FIRST;
    if (digit)
        flags |= NG_TRACE_NUMBER | NG_TRACE_ANCHOR;
    else if (n <= NG_FUNCTION_LETTERS &&
             ng_is_function_letters(head_of(load(f->buf), n)))
        flags |= NG_TRACE_FUNCTION;
    else if (capital && !f->first)
        flags |= NG_TRACE_ANCHOR;
    size_t len = f->at - beg;
    t->word[t->n] = hash_of(f->buf, n);
    t->beg[t->n] = (uint32_t)beg;
    t->len[t->n] = len < 255 ? (uint8_t)len : 255;
    t->flags[t->n++] = flags;
    f->first = false;
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

static void make_room(struct ng_trace_text *t, uint32_t room,
                      struct ng_arena *keep)
{
    t->word = ng_new(keep, uint32_t, room);
    t->beg = ng_new(keep, uint32_t, room);
    t->len = ng_new(keep, uint8_t, room);
    t->flags = ng_new(keep, uint8_t, room);
}

/* No text has more words: each but the first begins at or behind a byte that is
 * no small letter. */
static uint32_t count_words(ng_str s)
{
    size_t n = 1, i = 0;
    for (; i + 8 <= s.n; i += 8)
        n += 8 - (smalls_in(load(s.p + i)) >> 7) * EACH_BYTE(1) / (1ULL << 56);
    n += s.n - i;
    return n < MOST_WORDS ? (uint32_t)n : MOST_WORDS;
}

/* How many words there are is known behind the last of them: they are folded
 * behind the room that they get. */
static void fold(struct ng_trace_text *t, ng_str text, struct ng_arena *keep)
{
    enum { A_WORD = 10, SPARE = 256 };
    uint32_t room = count_words(text);
    struct ng_arena behind = *keep;
    size_t skip = (size_t)room * A_WORD + SPARE;
    if (skip < (size_t)(keep->end - keep->at))
        behind.at += skip;
    make_room(t, room, &behind);
    struct folding f = {.text = text, .first = true, .t = t};
    while (f.at < text.n && t->n < room) {
        if (text.p[f.at] == ' ') {
            f.at++;
            continue;
        }
        if (kind_at(text, f.at) != MARK) {
            read_word(&f);
            continue;
        }
        if (read_mark(&f))
            f.first = true;
        size_t bytes = mark_at(text, f.at);
        f.at += bytes ? bytes : 1;
    }
    struct ng_trace_text made = *t;
    make_room(t, t->n, keep);
    memcpy(t->word, made.word, t->n * sizeof *t->word);
    memcpy(t->beg, made.beg, t->n * sizeof *t->beg);
    memcpy(t->len, made.len, t->n);
    memcpy(t->flags, made.flags, t->n);
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
    fold(&t, r->text, keep);
    return t;
}
