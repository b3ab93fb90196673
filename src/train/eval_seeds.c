/* eval_seeds.c - time expressions of real reports, whose days come from the
 * reports around them: so they are read as a story, by `nutgraf export`.
 *
 * Gold: lines {"seed","start","end","value_start","value_end"}, places in
 * characters of the file whose name begins with the seed. Right is a value
 * whose days lie within the gold ones, a day more or less, and is not much
 * wider: the measure of score_record.py.
 */
#include "base/calendar.h"
#include "train/eval.h"
#include "train/eval_run.h"
#include "train/gold.h"

#include <glob.h>
#include <json-c/json.h>

struct expression {
    ng_str file; /* the part of its name before '_' */
    ng_range at; /* bytes */
    ng_days days;
};
typedef NG_LIST(struct expression) expressions;

struct held {
    ng_str id, file;
};
struct seeds {
    struct ng_arena *a;
    struct json_tokener *json;
    NG_LIST(struct held) reports;
    expressions gold, found;
};

static const char *text_of(struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    const char *s = json_object_object_get_ex(o, key, &v)
                        ? json_object_get_string(v)
                        : NULL;
    return s ? s : "";
}

static int number_of(struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    return json_object_object_get_ex(o, key, &v) ? json_object_get_int(v) : -1;
}

/* "2019", "2019-04", "2019-04-24": its first or last day. */
static ng_day day_of(const char *s, bool last)
{
    int part[3] = {0}, n = 0;
    for (; *s && n < 3; s++)
        if (*s == '-')
            n++;
        else if (*s >= '0' && *s <= '9' && part[n] < 100000)
            part[n] = part[n] * 10 + (*s - '0');
    if (part[0] == 0)
        return NG_NO_DAY;
    int month = part[1] ? part[1] : last ? 12 : 1;
    int day = part[2] ? part[2] : last ? 28 : 1;
    return ng_day_of(part[0], month, day);
}

static ng_days days_of(struct json_object *o)
{
    const char *beg = text_of(o, "value_start"), *end = text_of(o, "value_end");
    return (ng_days){day_of(beg, false), day_of(*end ? end : beg, true)};
}

static ng_str stem_of(ng_str path)
{
    size_t from = path.n, to;
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    for (to = from; to < path.n && path.p[to] != '_' && path.p[to] != '.';)
        to++;
    return (ng_str){path.p + from, to - from};
}

typedef void take_row(struct seeds *s, struct json_object *row);

static void each_row(struct seeds *s, ng_str lines, take_row *take)
{
    for (size_t at = 0; at < lines.n;) {
        size_t end = at;
        while (end < lines.n && lines.p[end] != '\n')
            end++;
        json_tokener_reset(s->json);
        struct json_object *row = json_tokener_parse_ex(
            s->json, lines.p + at, (int)(end - at + (end < lines.n)));
        if (row)
            take(s, row);
        json_object_put(row);
        at = end + 1;
    }
}

static void take_gold(struct seeds *s, struct json_object *row)
{
    *ng_push(&s->gold, s->a) = (struct expression){
        ng_str_copy(ng_str_of(text_of(row, "seed")), s->a),
        {(uint32_t)number_of(row, "start"), (uint32_t)number_of(row, "end")},
        days_of(row)};
}

static void take_report(struct seeds *s, struct json_object *row)
{
    *ng_push(&s->reports, s->a) = (struct held){
        ng_str_copy(ng_str_of(text_of(row, "id")), s->a),
        ng_str_copy(stem_of(ng_str_of(text_of(row, "path"))), s->a)};
}

static void take_found(struct seeds *s, struct json_object *row)
{
    struct json_object *cite = NULL;
    if (!json_object_object_get_ex(row, "cite", &cite))
        return;
    ng_str id = ng_str_of(text_of(cite, "report"));
    for (size_t i = 0; i < s->reports.n; i++)
        if (ng_str_eq(s->reports.at[i].id, id))
            *ng_push(&s->found, s->a) =
                (struct expression){s->reports.at[i].file,
                                    {(uint32_t)number_of(cite, "raw_start"),
                                     (uint32_t)number_of(cite, "raw_end")},
                                    days_of(row)};
}

static bool near(ng_days gold, ng_days found)
{
    if (gold.first == NG_NO_DAY || found.first == NG_NO_DAY)
        return gold.first == found.first;
    int from = found.first - gold.first, to = found.last - gold.last;
    return (from >= -1 && to <= 1) ||
           (from >= -1 && from <= 1 && to >= -1 && to <= 1);
}

static bool is_right(const struct seeds *s, ng_str file, ng_range at,
                     ng_days days)
{
    for (size_t k = 0; k < s->found.n; k++) {
        ng_range x = s->found.at[k].at;
        uint32_t beg = at.beg > x.beg ? at.beg : x.beg;
        uint32_t end = at.end < x.end ? at.end : x.end;
        uint32_t one = at.end - at.beg, two = x.end - x.beg;
        if (ng_str_eq(s->found.at[k].file, file) && end > beg &&
            3 * (end - beg) >= (one < two ? one : two) &&
            near(days, s->found.at[k].days))
            return true;
    }
    return false;
}

static ng_status score(const struct seeds *s, const glob_t *files,
                       struct ng_eval *e, struct ng_err *err)
{
    size_t gold = 0, right = 0;
    for (size_t f = 0; f < files->gl_pathc; f++) {
        ng_str raw, name = stem_of(ng_str_of(files->gl_pathv[f]));
        uint64_t hash = 0;
        ng_status status = ng_slurp(files->gl_pathv[f], &raw, &hash, s->a, err);
        if (status)
            return status;
        for (size_t i = 0; i < s->gold.n; i++) {
            const struct expression *g = &s->gold.at[i];
            if (!ng_str_eq(g->file, name))
                continue;
            ng_range at = {ng_byte_of_character(raw, g->at.beg),
                           ng_byte_of_character(raw, g->at.end)};
            gold++;
            right += is_right(s, name, at, g->days);
        }
    }
    ng_eval_tell(e, "times: real reports, value right",
                 gold ? 100.0 * (double)right / (double)gold : 0, "%",
                 NG_AT_LEAST, 92);
    return NG_OK;
}

/* `nutgraf export WHAT FILE...` of all the files at once. */
static bool export(struct seeds *s, const char *what, const glob_t *files,
                   take_row *take)
{
    struct ng_ran ran;
    char **argv = ng_new(s->a, char *, files->gl_pathc + 5);
    const char *head[] = {"nutgraf", "export", what, "-q"};
    for (size_t i = 0; i < 4 + files->gl_pathc; i++)
        argv[i] = (char *)(uintptr_t)(i < 4 ? head[i] : files->gl_pathv[i - 4]);
    if (!ng_run_self(argv, STR(""), &ran, s->a))
        return false;
    each_row(s, ran.out, take);
    return true;
}

ng_status ng_eval_seeds(struct ng_eval *e, struct ng_err *err)
{
    struct seeds s = {.a = e->a};
    ng_str gold;
    uint64_t hash = 0;
    glob_t files = {0};
    const char *what = "times: real reports";
    const char *path = ng_eval_path(e, "../gold/times.jsonl");
    if (!ng_eval_has(e, what, path))
        return NG_OK;
    ng_status status = ng_slurp(path, &gold, &hash, e->a, err);
    if (status)
        return status;
    if (glob(ng_eval_path(e, "../seeds/*.txt"), 0, NULL, &files) != 0) {
        ng_eval_absent(e, what, "there are no seeds/*.txt beside the data");
        return NG_OK;
    }
    s.json = json_tokener_new();
    each_row(&s, gold, take_gold);
    if (export(&s, "reports", &files, take_report) &&
        export(&s, "times", &files, take_found))
        status = score(&s, &files, e, err);
    else
        ng_eval_absent(e, what, "the program did not run");
    json_tokener_free(s.json);
    globfree(&files);
    return status;
}
