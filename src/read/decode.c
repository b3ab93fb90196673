/* decode.c - bytes in any encoding to UTF-8.
 *
 *     1  UTF-8 as it stands             nothing is touched
 *     2  a byte order mark, or UTF-16 by the look of its zero bytes
 *     3  nearly UTF-8                   bad bytes become U+FFFD
 *     4  what a page declares in <meta charset>
 *     5  what uchardet thinks
 *     6  windows-1252                   every byte is a character
 */
#include "read/reading.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

enum { META_WITHIN = 8192, DETECT_WITHIN = 1 << 18 };

/* False if the charset is not known here, or it reads more than one byte in
 * twenty as nonsense. */
static bool convert(ng_str bytes, const char *charset, struct ng_out *to)
{
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1)
        return false;
    char *in = (char *)(uintptr_t)bytes.p;
    size_t left = bytes.n, bad = 0;
    to->n = 0;
    while (left && bad <= bytes.n / 20 + 4) {
        char block[4096], *at = block;
        size_t room = sizeof block;
        size_t got = iconv(cd, &in, &left, &at, &room);
        ng_put(to, (ng_str){block, sizeof block - room});
        if (got == (size_t)-1 && errno != E2BIG) {
            ng_put(to, STR("\xef\xbf\xbd"));
            in++, left--, bad++;
            iconv(cd, NULL, NULL, NULL, NULL);
        }
    }
    iconv_close(cd);
    ng_str made = ng_out_str(to); /* iconv lets surrogates through */
    return left == 0 && ng_utf8_valid(made) == made.n;
}

/* The look of UTF-16 without a mark: every other byte of ASCII is zero. */
static const char *wide_charset(ng_str s)
{
    if (ng_str_starts(s, STR("\xff\xfe")) || ng_str_starts(s, STR("\xfe\xff")))
        return s.p[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
    size_t even = 0, odd = 0, n = s.n < 4096 ? s.n : 4096;
    for (size_t i = 0; i + 1 < n; i += 2)
        even += s.p[i] == 0, odd += s.p[i + 1] == 0;
    if (n < 8 || (even > n * 3 / 8) == (odd > n * 3 / 8))
        return NULL;
    return odd > even ? "UTF-16LE" : "UTF-16BE";
}

static bool is_label_char(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || c == '-' || c == '_';
}

/* The charset of <meta charset=...> or of its older form, as the web takes it:
 * Latin-1 means windows-1252. */
static bool declared_charset(ng_str page, char label[32])
{
    ng_str head = {page.p, page.n < META_WITHIN ? page.n : META_WITHIN};
    size_t at = ng_str_find_nocase(head, STR("charset="), 0);
    if (at == SIZE_MAX)
        return false;
    at += sizeof "charset=" - 1;
    while (at < head.n && (head.p[at] == '"' || head.p[at] == '\''))
        at++;
    size_t n = 0;
    while (at + n < head.n && n < 31 && is_label_char(head.p[at + n])) {
        label[n] = head.p[at + n];
        n++;
    }
    label[n] = 0;
    ng_str name = {label, n};
    if (ng_str_starts_nocase(name, STR("utf-16")) ||
        ng_str_starts_nocase(name, STR("utf-8")) ||
        ng_str_starts_nocase(name, STR("utf8")))
        return false;
    if (ng_str_eq_nocase(name, STR("iso-8859-1")) ||
        ng_str_eq_nocase(name, STR("latin1")) ||
        ng_str_eq_nocase(name, STR("ascii")) ||
        ng_str_eq_nocase(name, STR("us-ascii")))
        memcpy(label, "windows-1252", sizeof "windows-1252");
    return n > 0;
}

static bool detected_charset(ng_str s, char label[32])
{
    uchardet_t ud = uchardet_new();
    if (!ud)
        return false;
    uchardet_handle_data(ud, s.p, s.n < DETECT_WITHIN ? s.n : DETECT_WITHIN);
    uchardet_data_end(ud);
    ng_str name = ng_str_of(uchardet_get_charset(ud));
    bool known = name.n > 0 && name.n < 32;
    if (known) {
        memcpy(label, name.p, name.n);
        label[name.n] = 0;
    }
    if (ng_str_eq_nocase(name, STR("ISO-8859-1")))
        memcpy(label, "windows-1252", sizeof "windows-1252");
    uchardet_delete(ud);
    return known;
}

/* Drop the mark that a conversion keeps, and zero bytes. */
static ng_str finish(struct ng_out *to)
{
    ng_str s = ng_out_str(to);
    for (size_t i = 0; i < s.n; i++)
        if (to->p[i] == 0)
            to->p[i] = ' ';
    if (ng_str_starts(s, STR("\xef\xbb\xbf")))
        s.p += 3, s.n -= 3;
    return s;
}

ng_str ng_decode(ng_str bytes, bool page, struct ng_out *to, bool *recoded)
{
    char label[32];
    const char *wide = wide_charset(bytes);
    *recoded = true;
    to->n = 0;
    if (wide && convert(bytes, wide, to))
        return finish(to);
    bool zeros = bytes.n && memchr(bytes.p, 0, bytes.n);
    struct ng_utf8_count count = {0};
    if (ng_utf8_valid(bytes) < bytes.n)
        count = ng_utf8_count(bytes);
    if (count.wrong == 0 && !zeros) {
        *recoded = false;
        return bytes;
    }
    if (count.wrong == 0 || count.right > 4 * count.wrong) {
        to->n = 0;
        ng_utf8_repair(bytes, to);
        return ng_out_str(to);
    }
    if (page && declared_charset(bytes, label) && convert(bytes, label, to))
        return finish(to);
    if (detected_charset(bytes, label) && convert(bytes, label, to))
        return finish(to);
    if (convert(bytes, "windows-1252//TRANSLIT", to) ||
        convert(bytes, "ISO-8859-1", to))
        return finish(to);
    to->n = 0;
    ng_utf8_repair(bytes, to);
    return ng_out_str(to);
}
