/* sources.c - the outlets of the store; of one that is asked for by its name
 * also from whom it copied, who copied it, and which facts it changed. */
#include "store/sources.h"
#include "serve/answers.h"
#include "tell/record.h"

enum { OUTLETS = 100, OUTLETS_MOST = 100000 };

static void put_number(struct ng_json *j, const char *key, uint64_t n)
{
    ng_json_key(j, key);
    ng_json_int(j, (int64_t)n);
}

static void put_borrowings(struct ng_json *j, const char *key,
                           const ng_borrowings *rows)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < rows->n; i++) {
        ng_json_begin(j, '{');
        ng_json_key_str(j, "outlet", rows->at[i].outlet);
        ng_json_key_str(j, "relation", rows->at[i].relation);
        put_number(j, "reports", rows->at[i].reports);
        ng_json_key(j, "example");
        ng_json_id(j, rows->at[i].example);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static void put_corrections(struct ng_json *j, const ng_corrections *rows)
{
    ng_json_key(j, "corrections");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < rows->n; i++) {
        const struct ng_correction *c = &rows->at[i];
        ng_json_begin(j, '{');
        ng_json_key(j, "change");
        ng_json_id(j, c->change);
        ng_json_key(j, "story");
        ng_json_id(j, c->story);
        ng_json_key(j, "from_report");
        ng_json_id(j, c->from);
        ng_json_key(j, "to_report");
        ng_json_id(j, c->to);
        ng_json_key_str(j, "class", c->class);
        ng_json_key_str(j, "slot", c->slot);
        ng_json_key_str(j, "before", c->before);
        ng_json_key_str(j, "after", c->after);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

/* What is known of one outlet beside its counts. */
static ng_status put_detail(struct ng_json *j, struct ng_hand *h, ng_str name,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_borrowings from = {0}, to = {0};
    ng_corrections corrections = {0};
    ng_status status =
        ng_store_borrowings(h->store, name, false, &from, a, err);
    if (status == NG_OK)
        status = ng_store_borrowings(h->store, name, true, &to, a, err);
    if (status == NG_OK)
        status = ng_store_corrections(h->store, name, &corrections, a, err);
    if (status != NG_OK)
        return status;
    put_borrowings(j, "copies", &from);
    put_borrowings(j, "copied_by", &to);
    put_corrections(j, &corrections);
    return NG_OK;
}

static ng_status put_outlet(struct ng_turn *t, struct ng_hand *h,
                            const struct ng_outlet *o, bool detail,
                            struct ng_arena *a, struct ng_err *err)
{
    struct ng_json j = {.out = &t->piece};
    ng_status status = NG_OK;
    t->piece.n = 0;
    ng_json_begin(&j, '{');
    put_number(&j, "v", 1);
    ng_json_key(&j, "outlet");
    ng_json_str_or_null(&j, o->name);
    put_number(&j, "reports", o->reports);
    put_number(&j, "own", o->own);
    put_number(&j, "copied", o->reports - o->own);
    put_number(&j, "revisions", o->revisions);
    put_number(&j, "spun", o->spun);
    put_number(&j, "declared", o->declared);
    if (detail)
        put_number(&j, "stories", o->stories);
    ng_json_key(&j, "first");
    ng_json_day(&j, o->first);
    ng_json_key(&j, "last");
    ng_json_day(&j, o->last);
    if (detail)
        status = put_detail(&j, h, o->name, a, err);
    ng_json_end(&j, '}');
    return status;
}

ng_status ng_answer_sources(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_str name = t->value[NG_PARAM_SOURCE], cursor = t->value[NG_PARAM_CURSOR];
    ng_outlets outlets = {0};
    struct ng_page page;
    size_t limit;
    int64_t from = 0;
    ng_status status = ng_turn_limit(t, OUTLETS, &limit, err);
    if (status == NG_OK && cursor.n &&
        (!ng_str_number(cursor, &from) || from < 1 || from > OUTLETS_MOST))
        status = ng_fail(err, NG_USAGE, 0, "this cursor is none of sources");
    if (status == NG_OK)
        status = ng_store_outlets(h->store, name, &outlets, a, err);
    if (status == NG_OK && name.n && !outlets.n)
        status = ng_fail(err, NG_NOTHING, 0, "no report is of this outlet");
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("sources"));
    size_t end = (size_t)from + limit;
    for (size_t i = (size_t)from; status == NG_OK && i < outlets.n && i < end;
         i++) {
        status = put_outlet(t, h, &outlets.at[i], name.n > 0, a, err);
        ng_page_item(&page, ng_out_str(&t->piece));
    }
    ng_str next = {0};
    if (outlets.n > end)
        next = ng_str_format(a, "%zu", end);
    if (status == NG_OK)
        ng_page_close(&page, t, next, h->revision);
    return status;
}
