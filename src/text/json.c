#include "text/json.h"

#include <math.h>

/* Length of the UTF-8 character at the head of s, 0 if it is none (RFC 3629:
 * no overlong forms, no surrogates, nothing above U+10FFFF). */
static size_t utf8_length(ng_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;
    if (n > s.n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}

void ng_json_escape(struct ng_out *out, ng_str s)
{
    size_t kept = 0, i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') {
            i++;
            continue;
        }
        size_t n = c >= 0x80 ? utf8_length((ng_str){s.p + i, s.n - i}) : 0;
        if (n) {
            i += n;
            continue;
        }
        ng_put(out, (ng_str){s.p + kept, i - kept});
        if (c == '"' || c == '\\')
            ng_printf(out, "\\%c", c);
        else if (c == '\n')
            ng_put(out, STR("\\n"));
        else if (c == '\t')
            ng_put(out, STR("\\t"));
        else if (c >= 0x80)
            ng_put(out, STR("\xEF\xBF\xBD"));
        else
            ng_printf(out, "\\u%04x", c);
        kept = ++i;
    }
    ng_put(out, (ng_str){s.p + kept, s.n - kept});
}

/* A comma if one is due; notes where a value of the outermost object begins. */
static void before(struct ng_json *j)
{
    if (j->keyed) {
        j->keyed = false;
    } else {
        if (j->more[j->depth])
            ng_putc(j->out, ',');
        j->more[j->depth] = true;
    }
    if (j->fields && j->depth == 1 && j->fields_n)
        j->fields[j->fields_n - 1].beg = j->out->n;
}

static void after(struct ng_json *j)
{
    if (j->fields && j->depth == 1 && j->fields_n)
        j->fields[j->fields_n - 1].end = j->out->n;
}

void ng_json_begin(struct ng_json *j, char open)
{
    before(j);
    ng_putc(j->out, open);
    if (j->depth + 1 < NG_JSON_DEPTH)
        j->depth++;
    j->more[j->depth] = false;
}

void ng_json_end(struct ng_json *j, char close)
{
    ng_putc(j->out, close);
    if (j->depth)
        j->depth--;
    after(j);
}

void ng_json_key(struct ng_json *j, const char *key)
{
    if (j->more[j->depth])
        ng_putc(j->out, ',');
    j->more[j->depth] = true;
    if (j->fields && j->depth == 1 && j->fields_n < NG_JSON_FIELDS)
        j->fields[j->fields_n++] = (struct ng_json_field){.key = key};
    ng_putc(j->out, '"');
    ng_put(j->out, ng_str_of(key));
    ng_put(j->out, STR("\":"));
    j->keyed = true;
}

void ng_json_str(struct ng_json *j, ng_str s)
{
    before(j);
    ng_putc(j->out, '"');
    ng_json_escape(j->out, s);
    ng_putc(j->out, '"');
    after(j);
}

void ng_json_str_or_null(struct ng_json *j, ng_str s)
{
    if (s.n)
        ng_json_str(j, s);
    else
        ng_json_null(j);
}

void ng_json_key_str(struct ng_json *j, const char *key, ng_str s)
{
    ng_json_key(j, key);
    ng_json_str_or_null(j, s);
}

void ng_json_int(struct ng_json *j, int64_t v)
{
    before(j);
    ng_printf(j->out, "%lld", (long long)v);
    after(j);
}

void ng_json_num(struct ng_json *j, double v, int decimals)
{
    if (isnan(v) || isinf(v)) {
        ng_json_null(j);
        return;
    }
    before(j);
    if (v == trunc(v) && fabs(v) < 1e15)
        ng_printf(j->out, "%lld", (long long)v);
    else
        ng_printf(j->out, "%.*f", decimals, v);
    after(j);
}

void ng_json_bool(struct ng_json *j, bool v)
{
    ng_json_raw(j, v ? STR("true") : STR("false"));
}

void ng_json_null(struct ng_json *j)
{
    ng_json_raw(j, STR("null"));
}

void ng_json_raw(struct ng_json *j, ng_str json)
{
    before(j);
    ng_put(j->out, json);
    after(j);
}
