/* paged.c - the frame around a list of records, and the parameters that many
 * routes share. */
#include "serve/answers.h"
#include "text/json.h"

void ng_page_open(struct ng_page *p, struct ng_out *out, ng_str kind)
{
    *p = (struct ng_page){.out = out};
    ng_printf(out, "{\"v\":1,\"kind\":\"" PRS "\",\"items\":[", PRS_ARG(kind));
}

void ng_page_item(struct ng_page *p, ng_str json)
{
    if (p->items++)
        ng_putc(p->out, ',');
    ng_putc(p->out, '\n');
    ng_put(p->out, json);
}

/* The address of the next page is that of this one with another cursor. */
static void link_next(struct ng_turn *t, ng_str next)
{
    const struct ng_request *q = &t->request;
    struct ng_out o = {.limit = 8192};
    ng_put(&o, q->path);
    ng_str rest = ng_cut_at(ng_str_of(q->target), '?').tail;
    char mark = '?';
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, '&');
        rest = cut.tail;
        if (!cut.head.n || ng_str_starts(cut.head, STR("cursor=")))
            continue;
        ng_putc(&o, mark);
        ng_put(&o, cut.head);
        mark = '&';
    }
    ng_printf(&o, "%ccursor=" PRS, mark, PRS_ARG(next));
    if (!o.failed && o.n < sizeof t->next && !memchr(o.p, '>', o.n)) {
        memcpy(t->next, o.p, o.n);
        t->next[o.n] = 0;
    }
    ng_out_release(&o);
}

void ng_page_close(struct ng_page *p, struct ng_turn *t, ng_str next,
                   uint64_t revision)
{
    ng_printf(p->out, "%s],\"truncated\":%s,\"next\":", p->items ? "\n" : "",
              next.n ? "true" : "false");
    struct ng_json j = {.out = p->out};
    ng_json_str_or_null(&j, next);
    if (p->order)
        ng_printf(p->out, ",\"order\":\"%s\"", p->order);
    if (p->facets)
        ng_printf(p->out, ",\"facets\":" PRS, PRS_ARG(ng_out_str(&t->piece)));
    ng_printf(p->out, ",\"revision\":%llu}\n", (unsigned long long)revision);
    if (next.n)
        link_next(t, next);
}

ng_status ng_turn_story(struct ng_hand *h, ng_str asked, ng_id *id,
                        ng_id *story, struct ng_err *err)
{
    ng_status status = ng_store_find_id(h->store, asked, id, err);
    return status == NG_OK ? ng_store_story_of(h->store, *id, story, err)
                           : status;
}

/* The address of this request with the other id. */
static void place_of(struct ng_turn *t, ng_id id)
{
    const struct ng_request *q = &t->request;
    const char *behind = t->id.p + t->id.n;
    ng_str query = ng_cut_at(ng_str_of(q->target), '?').tail;
    struct ng_out o = {.limit = sizeof t->place - 1};
    ng_put(&o, (ng_str){q->path.p, (size_t)(t->id.p - q->path.p)});
    ng_put(&o, ng_id_str(&id));
    ng_put(&o, (ng_str){behind, (size_t)(q->path.p + q->path.n - behind)});
    size_t bare = o.n;
    if (query.n)
        ng_printf(&o, "?" PRS, PRS_ARG(query));
    if (o.failed) /* too long to be repeated */
        o.n = bare;
    memcpy(t->place, o.p, o.n);
    t->place[o.n] = 0;
    ng_out_release(&o);
}

bool ng_turn_leads_on(struct ng_turn *t, ng_id story)
{
    if (!t->route->leads || !t->request.path.n || !t->id.n ||
        t->id.p[0] != 's' || ng_str_starts(ng_id_str(&story), t->id))
        return false;
    struct ng_json j = {.out = &t->out};
    place_of(t, story);
    t->status = 308;
    t->out.n = 0;
    t->type = "application/json";
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key_str(&j, "id", ng_id_str(&story));
    ng_json_key_str(&j, "was", t->id);
    ng_json_end(&j, '}');
    ng_putc(&t->out, '\n');
    return true;
}

ng_status ng_turn_limit(const struct ng_turn *t, size_t usual, size_t *limit,
                        struct ng_err *err)
{
    ng_str given = t->value[NG_PARAM_LIMIT];
    int64_t n = (int64_t)usual;
    if (given.n && (!ng_str_number(given, &n) || n < 1 || n > 1000))
        return ng_fail(err, NG_USAGE, 0,
                       "limit=%.*s is not a number from 1 to 1000; "
                       "format=jsonl gives all",
                       given.n < 40 ? (int)given.n : 40, given.p);
    *limit = (size_t)n;
    return NG_OK;
}

ng_status ng_turn_day(const struct ng_turn *t, enum ng_param param, ng_day *day,
                      struct ng_err *err)
{
    ng_str given = t->value[param];
    *day = NG_NO_DAY;
    if (!given.n || (given.n == 10 && ng_day_parse(given, day)))
        return NG_OK;
    return ng_fail(err, NG_USAGE, 0,
                   "%s=%.*s is not a day; give one such as "
                   "2019-04-24",
                   ng_param_names[param], given.n < 40 ? (int)given.n : 40,
                   given.p);
}

ng_status ng_turn_paging(const struct ng_turn *t, size_t usual,
                         const char *list, size_t *limit, int64_t *at,
                         struct ng_err *err)
{
    ng_str cursor = t->value[NG_PARAM_CURSOR];
    ng_status status = ng_turn_limit(t, usual, limit, err);
    *at = 0;
    if (status == NG_OK && cursor.n && (!ng_str_number(cursor, at) || *at < 1))
        status = ng_fail(err, NG_USAGE, 0, "this cursor is none of %s", list);
    return status;
}
