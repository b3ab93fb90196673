/* eval_times.c - time expressions against MEANTIME.
 *
 * Gold: lines {"id","dct","text","timex":[[start,end,type,value],...]}, places
 * in characters. Relaxed: the ranges touch, each of ours used once, the one
 * that shares most. Value: touch, and the TIMEX3 value is the same.
 */
#include "train/eval.h"

#include <json-c/json.h>

struct times {
    struct ng_eval *e;
    size_t gold, found, strict, relaxed, value;
};
struct gold {
    ng_range at; /* bytes of raw */
    ng_str value;
};
typedef NG_LIST(struct gold) golds;

uint32_t ng_byte_of_character(ng_str s, uint32_t character)
{
    size_t i = 0;
    for (uint32_t n = 0;
         i < s.n && (n < character || ((unsigned char)s.p[i] & 0xC0) == 0x80);
         i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return (uint32_t)i;
}

static void read_gold(const struct ng_report *r, struct json_object *list,
                      golds *to, struct ng_arena *a)
{
    size_t n = json_object_is_type(list, json_type_array)
                   ? json_object_array_length(list)
                   : 0;
    for (size_t i = 0; i < n; i++) {
        struct json_object *row = json_object_array_get_idx(list, i);
        if (!json_object_is_type(row, json_type_array) ||
            json_object_array_length(row) < 4)
            continue;
        int beg = json_object_get_int(json_object_array_get_idx(row, 0));
        int end = json_object_get_int(json_object_array_get_idx(row, 1));
        if (beg < 0 || end < beg)
            continue;
        const char *value =
            json_object_get_string(json_object_array_get_idx(row, 3));
        *ng_push(to, a) =
            (struct gold){{ng_byte_of_character(r->source.raw, (uint32_t)beg),
                           ng_byte_of_character(r->source.raw, (uint32_t)end)},
                          ng_str_copy(ng_str_of(value ? value : ""), a)};
    }
}

static uint32_t shared(ng_range x, ng_range y)
{
    uint32_t beg = x.beg > y.beg ? x.beg : y.beg;
    uint32_t end = x.end < y.end ? x.end : y.end;
    return end > beg ? end - beg : 0;
}

static void match(struct times *t, const struct ng_report *r, const golds *g,
                  struct ng_arena *a)
{
    bool *used = ng_new(a, bool, r->times.n + 1);
    t->gold += g->n;
    t->found += r->times.n;
    for (size_t i = 0; i < g->n; i++) {
        uint32_t best = 0;
        size_t k = 0;
        for (size_t j = 0; j < r->times.n; j++) {
            ng_range raw = ng_raw_range(r, r->times.at[j].at);
            if (!used[j] && shared(raw, g->at[i].at) > best) {
                best = shared(raw, g->at[i].at);
                k = j;
            }
        }
        if (!best)
            continue;
        ng_range raw = ng_raw_range(r, r->times.at[k].at);
        used[k] = true;
        t->relaxed++;
        t->strict += raw.beg == g->at[i].at.beg && raw.end == g->at[i].at.end;
        t->value += ng_str_eq(r->times.at[k].timex, g->at[i].value);
    }
}

static void compare(void *ctx, const struct ng_report *r)
{
    struct times *t = ctx;
    struct ng_arena a = t->e->scratch;
    golds g = {0};
    struct json_object *kept = json_tokener_parse(ng_str_c(r->source.keep, &a)),
                       *list = NULL;
    if (kept && json_object_object_get_ex(kept, "timex", &list))
        read_gold(r, list, &g, &a);
    match(t, r, &g, &a);
    json_object_put(kept);
}

static double f1(size_t hit, const struct times *t)
{
    return t->gold + t->found
               ? 200.0 * (double)hit / (double)(t->gold + t->found)
               : 0;
}

ng_status ng_eval_times(struct ng_eval *e, struct ng_err *err)
{
    struct times t = {.e = e};
    const char *path = ng_eval_path(e, "times/meantime.dev.jsonl");
    if (!ng_eval_has(e, "times: MEANTIME", path))
        return NG_OK;
    ng_status status =
        ng_eval_each(e, path, NG_FORMAT_JSONL, "timex", compare, &t, err);
    if (status)
        return status;
    ng_eval_tell(e, "times: MEANTIME dev, value F1", f1(t.value, &t), "%",
                 NG_AT_LEAST, 78);
    ng_eval_tell(e, "times: MEANTIME dev, relaxed F1", f1(t.relaxed, &t), "%",
                 NG_AT_LEAST, 92);
    ng_eval_tell(e, "times: MEANTIME dev, strict F1", f1(t.strict, &t), "%",
                 NG_NO_BAR, 0);
    return NG_OK;
}
