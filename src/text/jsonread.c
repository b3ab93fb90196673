#include "text/jsonread.h"
#include "text/utf8.h"

static size_t skip_space(ng_str s, size_t i)
{
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' ||
                       s.p[i] == '\r'))
        i++;
    return i;
}

/* ---- is it JSON? ------------------------------------------------------ */

static bool is_hex(char c)
{
    return ng_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Each returns the place after what begins at i, 0 if it is none (what is
 * there has a length). */
static size_t after_text(ng_str s, size_t i)
{
    static const ng_str plain = S("\"\\/bfnrt");
    for (i++; i < s.n && s.p[i] != '"'; i++) {
        if ((unsigned char)s.p[i] < 0x20)
            return 0;
        if (s.p[i] != '\\')
            continue;
        if (++i == s.n)
            return 0;
        if (s.p[i] == 'u') {
            for (int k = 0; k < 4; k++)
                if (++i == s.n || !is_hex(s.p[i]))
                    return 0;
        } else if (!memchr(plain.p, s.p[i], plain.n)) {
            return 0;
        }
    }
    return i < s.n ? i + 1 : 0;
}

static size_t after_digits(ng_str s, size_t i)
{
    size_t beg = i;
    while (i < s.n && ng_is_digit(s.p[i]))
        i++;
    return i > beg ? i : 0;
}

static size_t after_number(ng_str s, size_t i)
{
    i += s.p[i] == '-';
    if (i < s.n && s.p[i] == '0')
        i++;
    else if ((i = after_digits(s, i)) == 0)
        return 0;
    if (i < s.n && s.p[i] == '.' && (i = after_digits(s, i + 1)) == 0)
        return 0;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        i++;
        i += i < s.n && (s.p[i] == '+' || s.p[i] == '-');
        i = after_digits(s, i);
    }
    return i;
}

static size_t after_word(ng_str s, size_t i)
{
    static const ng_str words[] = {S("true"), S("false"), S("null")};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ng_str_starts((ng_str){s.p + i, s.n - i}, words[k]))
            return i + words[k].n;
    return 0;
}

static size_t after_scalar(ng_str s, size_t i)
{
    char c = s.p[i];
    return c == '"'                     ? after_text(s, i)
           : c == '-' || ng_is_digit(c) ? after_number(s, i)
                                        : after_word(s, i);
}

struct checking {
    ng_str s;
    size_t at;
    char open[NG_JSON_DEEPEST];
    size_t depth;
    bool deep;
};

/* A value, or the opening of one; after a name and its colon in an object. */
static bool take_value(struct checking *c)
{
    ng_str s = c->s;
    c->at = skip_space(s, c->at);
    if (c->at == s.n)
        return false;
    char begins = s.p[c->at];
    if (begins != '{' && begins != '[') {
        size_t next = after_scalar(s, c->at);
        c->at = next ? next : c->at;
        return next > 0;
    }
    c->deep = c->depth == NG_JSON_DEEPEST;
    if (c->deep)
        return false;
    c->open[c->depth++] = begins;
    c->at++;
    return true;
}

static bool take_name(struct checking *c)
{
    ng_str s = c->s;
    c->at = skip_space(s, c->at);
    if (c->at == s.n || s.p[c->at] != '"')
        return false;
    size_t next = after_text(s, c->at);
    c->at = next ? skip_space(s, next) : c->at;
    if (!next || c->at == s.n || s.p[c->at] != ':')
        return false;
    c->at++;
    return true;
}

/* What stands open goes on or ends: true while all is well. `fresh`: it was
 * opened just now, and may be empty. */
static bool go_on(struct checking *c, bool fresh)
{
    ng_str s = c->s;
    char open = c->open[c->depth - 1], close = open == '{' ? '}' : ']';
    c->at = skip_space(s, c->at);
    if (c->at == s.n)
        return false;
    if (s.p[c->at] == close) {
        c->at++;
        c->depth--;
        return true;
    }
    if (!fresh && s.p[c->at++] != ',')
        return false;
    return (open == '[' || take_name(c)) && take_value(c);
}

static bool check(struct checking *c)
{
    if (!take_value(c))
        return false;
    size_t before = 0;
    while (c->depth) {
        bool fresh = c->depth > before;
        before = c->depth;
        if (!go_on(c, fresh))
            return false;
    }
    return true;
}

ng_status ng_json_check(ng_str text, ng_str *value, struct ng_err *err)
{
    struct checking c = {.s = text};
    size_t beg = skip_space(text, 0), bad = ng_utf8_valid(text);
    if (bad < text.n)
        return ng_fail(err, NG_BAD_INPUT, bad, "byte %zu is not UTF-8", bad);
    if (!check(&c) && c.deep)
        return ng_fail(err, NG_TOO_BIG, c.at, "it is nested too deeply");
    if (c.depth || c.at <= beg || skip_space(text, c.at) < text.n)
        return ng_fail(err, NG_BAD_INPUT, c.at, "byte %zu is not JSON", c.at);
    *value = (ng_str){text.p + beg, c.at - beg};
    return NG_OK;
}

/* ---- what is in it ---------------------------------------------------- */

enum ng_json_type ng_json_type(ng_str value)
{
    char c = value.n ? value.p[0] : 0;
    return c == 0                       ? NG_JSON_NONE
           : c == '{'                   ? NG_JSON_OBJECT
           : c == '['                   ? NG_JSON_LIST
           : c == '"'                   ? NG_JSON_TEXT
           : c == '-' || ng_is_digit(c) ? NG_JSON_NUMBER
                                        : NG_JSON_WORD;
}

/* The place after the value at i, of text that was checked. */
static size_t after_value(ng_str s, size_t i)
{
    size_t depth = 0;
    while (i < s.n) {
        char c = s.p[i];
        if (c == '{' || c == '[' || c == '}' || c == ']') {
            depth += c == '{' || c == '[' ? 1 : (size_t)-1;
            i++;
        } else if (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' ||
                   c == '\t') {
            i++;
            continue;
        } else {
            size_t next = after_scalar(s, i);
            i = next ? next : s.n;
        }
        if (depth == 0)
            return i;
    }
    return s.n;
}

bool ng_json_next(ng_str *rest, ng_str *name, ng_str *value)
{
    ng_str s = *rest;
    size_t i = 0;
    bool whole = s.n && (s.p[0] == '{' || s.p[0] == '[');
    /* Between two items *rest begins with the comma, or ends. */
    if (whole)
        i = 1;
    else if (s.n && s.p[0] == ',')
        i = 1;
    i = skip_space(s, i);
    if (i >= s.n || s.p[i] == '}' || s.p[i] == ']')
        return false;
    size_t end = after_value(s, i), next = skip_space(s, end);
    *name = (ng_str){0};
    *value = (ng_str){s.p + i, end - i};
    if (next < s.n && s.p[next] == ':') {
        *name = *value;
        i = skip_space(s, next + 1);
        end = after_value(s, i);
        *value = (ng_str){s.p + i, end - i};
        next = skip_space(s, end);
    }
    *rest = (ng_str){s.p + next, s.n - next};
    return true;
}

/* A name that is written with escapes is not looked through: none of those
 * that are asked for needs one. */
ng_str ng_json_member(ng_str object, ng_str name)
{
    ng_str rest = object, key, value, found = {0};
    if (ng_json_type(object) != NG_JSON_OBJECT)
        return found;
    while (ng_json_next(&rest, &key, &value))
        if (key.n == name.n + 2 && ng_str_eq((ng_str){key.p + 1, name.n}, name))
            found = value;
    return found;
}

static uint32_t unit(const char *p)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        uint32_t digit = ng_is_digit(c) ? (uint32_t)(c - '0')
                                        : (uint32_t)((c | 0x20) - 'a' + 10);
        v = v << 4 | digit;
    }
    return v;
}

/* What follows "\u" at i; *i is moved to the last digit. */
static uint32_t code_point(ng_str s, size_t *i)
{
    uint32_t c = unit(s.p + *i + 1);
    *i += 4;
    if (c < 0xD800 || c > 0xDBFF)
        return c;
    if (*i + 6 < s.n && s.p[*i + 1] == '\\' && s.p[*i + 2] == 'u') {
        uint32_t low = unit(s.p + *i + 3);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *i += 6;
            return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return NG_UTF8_BAD;
}

ng_str ng_json_words(ng_str value, struct ng_arena *a)
{
    if (ng_json_type(value) != NG_JSON_TEXT || value.n < 2)
        return value;
    ng_str s = {value.p + 1, value.n - 2};
    if (!s.n || !memchr(s.p, '\\', s.n))
        return s;
    char *to = ng_new(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        static const char from[] = "bfnrt", into[] = "\b\f\n\r\t";
        if (s.p[i] != '\\') {
            to[n++] = s.p[i];
            continue;
        }
        char c = s.p[++i];
        const char *known = memchr(from, c, sizeof from - 1);
        if (c == 'u')
            n += ng_utf8_put(code_point(s, &i), to + n);
        else
            to[n++] = known ? into[known - from] : c;
    }
    return (ng_str){to, n};
}
