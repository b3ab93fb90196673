#include "clean/parts.h"

/* Tags that people's saved texts hold; a "<" before anything else is text. */
static const struct {
    ng_str name;
    bool breaks;
} tags[] = {
    {S("a"), false},         {S("abbr"), false},  {S("article"), true},
    {S("aside"), true},      {S("b"), false},     {S("blockquote"), true},
    {S("br"), true},         {S("center"), true}, {S("cite"), false},
    {S("code"), false},      {S("div"), true},    {S("em"), false},
    {S("figcaption"), true}, {S("figure"), true}, {S("font"), false},
    {S("h1"), true},         {S("h2"), true},     {S("h3"), true},
    {S("h4"), true},         {S("hr"), true},     {S("i"), false},
    {S("iframe"), true},     {S("img"), false},   {S("li"), true},
    {S("ol"), true},         {S("p"), true},      {S("s"), false},
    {S("section"), true},    {S("small"), false}, {S("span"), false},
    {S("strong"), false},    {S("sub"), false},   {S("sup"), false},
    {S("table"), true},      {S("tbody"), true},  {S("td"), true},
    {S("th"), true},         {S("time"), false},  {S("tr"), true},
    {S("u"), false},         {S("ul"), true},     {S("video"), true},
};

static const struct {
    ng_str name, text;
} entities[] = {
    {S("amp;"), S("&")},
    {S("lt;"), S("<")},
    {S("gt;"), S(">")},
    {S("quot;"), S("\"")},
    {S("apos;"), S("'")},
    {S("nbsp;"), S(" ")},
    {S("ndash;"), S("\xE2\x80\x93")},
    {S("mdash;"), S("\xE2\x80\x94")},
    {S("lsquo;"), S("\xE2\x80\x98")},
    {S("rsquo;"), S("\xE2\x80\x99")},
    {S("ldquo;"), S("\xE2\x80\x9C")},
    {S("rdquo;"), S("\xE2\x80\x9D")},
    {S("hellip;"), S("\xE2\x80\xA6")},
    {S("eacute;"), S("\xC3\xA9")},
    {S("egrave;"), S("\xC3\xA8")},
    {S("ouml;"), S("\xC3\xB6")},
    {S("uuml;"), S("\xC3\xBC")},
    {S("auml;"), S("\xC3\xA4")},
    {S("ccedil;"), S("\xC3\xA7")},
    {S("ntilde;"), S("\xC3\xB1")},
    {S("copy;"), S("\xC2\xA9")},
    {S("pound;"), S("\xC2\xA3")},
    {S("euro;"), S("\xE2\x82\xAC")},
};

enum { LONGEST_TAG = 400 };

static size_t tag_at(ng_str s, size_t i, char put[4], size_t *put_n)
{
    size_t limit = s.n - i < LONGEST_TAG ? s.n : i + LONGEST_TAG;
    size_t beg = i + 1 + (i + 1 < limit && s.p[i + 1] == '/'), end = beg;
    while (end < limit && (ng_is_alpha(s.p[end]) || ng_is_digit(s.p[end])))
        end++;
    if (end == limit ||
        !(ng_is_space(s.p[end]) || s.p[end] == '>' || s.p[end] == '/'))
        return 0;
    ng_str name = {s.p + beg, end - beg};
    for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
        if (!ng_str_eq_nocase(name, tags[k].name))
            continue;
        for (; end < limit && s.p[end] != '<'; end++)
            if (s.p[end] == '>') {
                put[0] = ' ';
                *put_n = tags[k].breaks;
                return end + 1 - i;
            }
        return 0;
    }
    return 0;
}

static size_t utf8_of(uint32_t c, char put[4])
{
    if (c < 0x80) {
        put[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        put[0] = (char)(0xC0 | c >> 6);
        put[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        put[0] = (char)(0xE0 | c >> 12);
        put[1] = (char)(0x80 | (c >> 6 & 63));
        put[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    put[0] = (char)(0xF0 | c >> 18);
    put[1] = (char)(0x80 | (c >> 12 & 63));
    put[2] = (char)(0x80 | (c >> 6 & 63));
    put[3] = (char)(0x80 | (c & 63));
    return 4;
}

/* "&#8217;" and "&#x2019;". */
static size_t number_at(ng_str s, size_t i, char put[4], size_t *put_n)
{
    size_t at = i + 2;
    bool hex = at < s.n && (s.p[at] == 'x' || s.p[at] == 'X');
    uint32_t c = 0;
    for (at += hex; at < s.n && at < i + 10; at++) {
        char d = ng_to_lower(s.p[at]);
        if (d == ';')
            break;
        if (ng_is_digit(d))
            c = c * (hex ? 16 : 10) + (uint32_t)(d - '0');
        else if (hex && d >= 'a' && d <= 'f')
            c = c * 16 + (uint32_t)(d - 'a' + 10);
        else
            return 0;
    }
    if (at >= s.n || s.p[at] != ';' || c > 0x10FFFF || (c >> 11) == 0x1B)
        return 0;
    if (c < ' ' || c == 0xA0)
        c = ' ';
    *put_n = utf8_of(c, put);
    return at + 1 - i;
}

size_t ng_markup_at(ng_str s, size_t i, char put[4], size_t *put_n)
{
    *put_n = 0;
    if (s.p[i] == '<' && i + 2 < s.n)
        return tag_at(s, i, put, put_n);
    if (s.p[i] != '&' || i + 3 >= s.n)
        return 0;
    if (s.p[i + 1] == '#')
        return number_at(s, i, put, put_n);
    ng_str rest = {s.p + i + 1, s.n - i - 1};
    for (size_t k = 0; k < sizeof entities / sizeof *entities; k++)
        if (ng_str_starts(rest, entities[k].name)) {
            *put_n = entities[k].text.n;
            memcpy(put, entities[k].text.p, *put_n);
            return 1 + entities[k].name.n;
        }
    return 0;
}

size_t ng_blank_at(ng_str s, size_t i, bool *wide)
{
    static const struct {
        ng_str bytes;
        bool wide;
    } blanks[] = {
        {S("\xC2\xA0"), true},      {S("\xE2\x80\xAF"), true},
        {S("\xE3\x80\x80"), true},  {S("\xE2\x80\xA8"), true},
        {S("\xE2\x80\xA9"), true},  {S("\xE2\x80\x89"), true},
        {S("\xEF\xBB\xBF"), false}, {S("\xE2\x80\x8B"), false},
        {S("\xC2\xAD"), false},     {S("\xE2\x81\xA0"), false},
    };
    *wide = true;
    if (ng_is_space(s.p[i]) || s.p[i] == '\0')
        return 1;
    if ((unsigned char)s.p[i] < 0x80)
        return 0;
    ng_str rest = {s.p + i, s.n - i};
    for (size_t k = 0; k < sizeof blanks / sizeof *blanks; k++)
        if (ng_str_starts(rest, blanks[k].bytes)) {
            *wide = blanks[k].wide;
            return blanks[k].bytes.n;
        }
    return 0;
}

/* A curly quote or an apostrophe as its plain form, 0: something else. */
static char plain_quote(ng_str s, size_t i)
{
    if (s.n - i < 3 || s.p[i] != '\xE2' || s.p[i + 1] != '\x80')
        return 0;
    switch ((unsigned char)s.p[i + 2]) {
    case 0x98:
    case 0x99:
        return '\'';
    case 0x9C:
    case 0x9D:
        return '"';
    default:
        return 0;
    }
}

static void plain_put(struct ng_plain *plain, char c)
{
    if (c == ' ' &&
        (!plain->shown.n || plain->shown_buf[plain->shown.n - 1] == ' '))
        return;
    plain->shown_buf[plain->shown.n++] = c;
}

void ng_read_plain(ng_str s, struct ng_plain *plain)
{
    size_t i = 0, put_n;
    char put[4];
    bool wide;
    plain->shown = (ng_str){plain->shown_buf, 0};
    while (i < s.n && (strchr("#>*_-=|", s.p[i]) || ng_is_space(s.p[i])) &&
           s.p[i])
        i++;
    while (i < s.n && plain->shown.n + 4 < sizeof plain->shown_buf) {
        size_t n = ng_markup_at(s, i, put, &put_n);
        char quote;
        if (n) {
            for (size_t k = 0; k < put_n; k++)
                plain_put(plain, put[k]);
            i += n;
        } else if ((n = ng_blank_at(s, i, &wide))) {
            if (wide)
                plain_put(plain, ' ');
            i += n;
        } else if ((quote = plain_quote(s, i))) {
            plain_put(plain, quote);
            i += 3;
        } else if (s.p[i] == '*' ||
                   (s.p[i] == '_' && i + 1 < s.n && s.p[i + 1] == '_')) {
            i++;
        } else {
            plain_put(plain, s.p[i++]);
        }
    }
    plain->cut = i < s.n;
    plain->shown = ng_str_trim(plain->shown);
    for (size_t k = 0; k < plain->shown.n; k++)
        plain->low_buf[k] = ng_to_lower(plain->shown.p[k]);
    plain->low = (ng_str){plain->low_buf, plain->shown.n};
}
