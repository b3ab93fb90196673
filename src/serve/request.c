#include "serve/request.h"

#include <stdio.h>

#define NAME(symbol, name, help) name,
#define HELP(symbol, name, help) help,
const char *const ng_param_names[NG_PARAM_COUNT] = {NG_PARAMS(NAME)};
const char *const ng_param_helps[NG_PARAM_COUNT] = {NG_PARAMS(HELP)};

static int hex(char c)
{
    return ng_is_digit(c)         ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* One parameter's name or value, decoded to *to on. False: a broken escape, or
 * a control character, which no parameter has a use for. */
static bool decode(ng_str from, char **to, ng_str *value)
{
    char *p = *to;
    for (size_t i = 0; i < from.n; i++) {
        char c = from.p[i] == '+' ? ' ' : from.p[i];
        if (c == '%') {
            int high = i + 2 < from.n ? hex(from.p[i + 1]) : -1;
            int low = high >= 0 ? hex(from.p[i + 2]) : -1;
            if (low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        }
        if ((unsigned char)c < 0x20 || c == 0x7f)
            return false;
        *p++ = c;
    }
    *value = (ng_str){*to, (size_t)(p - *to)};
    *to = p;
    return true;
}

ng_status ng_request_read(struct ng_request *q, ng_str target,
                          struct ng_err *err)
{
    if (target.n >= sizeof q->target)
        return ng_fail(err, NG_TOO_BIG, 0,
                       "the address is longer than %zu characters",
                       sizeof q->target - 1);
    memcpy(q->target, target.p, target.n);
    ng_cut cut = ng_cut_at((ng_str){q->target, target.n}, '?');
    char *to = q->room;
    q->path = cut.head;
    for (ng_str rest = cut.tail; rest.n;) {
        ng_cut part = ng_cut_at(rest, '&');
        ng_cut pair = ng_cut_at(part.head, '=');
        rest = part.tail;
        if (!part.head.n)
            continue;
        if (q->asked_n == NG_ASKED_MOST)
            return ng_fail(err, NG_USAGE, 0, "there are too many parameters");
        if (!decode(pair.head, &to, &q->asked[q->asked_n].name) ||
            !decode(pair.tail, &to, &q->asked[q->asked_n].value))
            return ng_fail(err, NG_USAGE, 0,
                           "a parameter has a broken %% escape or a control "
                           "character in it");
        q->asked_n++;
    }
    return NG_OK;
}

/* NG_PARAM_COUNT if the route knows none of this name. */
static int param_of(ng_str name, unsigned allowed)
{
    for (int i = 0; i < NG_PARAM_COUNT; i++)
        if ((allowed >> i & 1) && ng_str_eq(ng_str_of(ng_param_names[i]), name))
            return i;
    return NG_PARAM_COUNT;
}

static ng_status refuse(ng_str name, unsigned allowed, struct ng_err *err)
{
    char list[160] = "none";
    size_t n = 0;
    for (int i = 0; i < NG_PARAM_COUNT && n < sizeof list; i++)
        if (allowed >> i & 1)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%s",
                                  n ? ", " : "", ng_param_names[i]);
    return ng_fail(err, NG_USAGE, 0,
                   "there is no parameter %.*s here; those that are: %s",
                   name.n < 60 ? (int)name.n : 60, name.p, list);
}

ng_status ng_request_take(const struct ng_request *q, unsigned allowed,
                          ng_str values[NG_PARAM_COUNT], struct ng_err *err)
{
    unsigned given = 0;
    for (size_t i = 0; i < q->asked_n; i++) {
        int p = param_of(q->asked[i].name, allowed);
        if (p == NG_PARAM_COUNT)
            return refuse(q->asked[i].name, allowed, err);
        if (given >> p & 1)
            return ng_fail(err, NG_USAGE, 0, "the parameter %s is there twice",
                           ng_param_names[p]);
        if (!q->asked[i].value.n)
            return ng_fail(err, NG_USAGE, 0, "the parameter %s is empty",
                           ng_param_names[p]);
        given |= 1u << p;
        values[p] = q->asked[i].value;
    }
    return NG_OK;
}
