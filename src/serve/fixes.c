/* fixes.c - corrections over HTTP: see engine/fix.h.
 *
 *     POST {"fix": "merge", "of": ["sabc", "sdef"], "why": "the same talks"}
 *
 * Made by the one thread that writes, and answered when every story that it
 * concerns is told as it should be.
 */
#include "engine/fix.h"
#include "serve/answers.h"
#include "text/jsonread.h"

enum { LISTED = 100, OF_MOST = 500, TEXT_MOST = 1000 };

static void put_fix(struct ng_turn *t, const struct ng_fix *fix)
{
    struct ng_json j = {.out = &t->out};
    ng_json_fix(&j, fix);
    ng_putc(&t->out, '\n');
}

ng_status ng_answer_fixes(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_fixes fixes = {0};
    struct ng_page page;
    size_t limit;
    int64_t from = 0;
    ng_str next = {0};
    ng_status status = ng_turn_paging(t, LISTED, "fixes", &limit, &from, err);
    if (status == NG_OK)
        status = ng_store_fixes(h->store, false, &fixes, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("fixes"));
    for (size_t i = (size_t)from; i < fixes.n && page.items < limit; i++) {
        struct ng_json j = {.out = &t->piece};
        t->piece.n = 0;
        ng_json_fix(&j, &fixes.at[i]);
        ng_page_item(&page, ng_out_str(&t->piece));
    }
    if (fixes.n > (size_t)from + limit)
        next = ng_str_format(a, "%zu", (size_t)from + limit);
    ng_page_close(&page, t, next, h->revision);
    return NG_OK;
}

/* ---- the body ----------------------------------------------------------- */

ng_status ng_turn_object(struct ng_turn *t, ng_str *object, struct ng_err *err)
{
    ng_str type = ng_str_trim(ng_cut_at(ng_str_of(t->body_type), ';').head);
    struct ng_err why = {0};
    if (!ng_str_eq_nocase(type, STR("application/json")))
        return ng_fail(err, NG_USAGE, 0, "this comes as application/json");
    if (ng_json_check(ng_out_str(&t->body), object, &why) != NG_OK ||
        ng_json_type(*object) != NG_JSON_OBJECT)
        return ng_fail(err, NG_USAGE, why.pos,
                       "the body is not one JSON object");
    return NG_OK;
}

ng_status ng_turn_text(ng_str object, const char *name, size_t most,
                       ng_str *text, struct ng_arena *a, struct ng_err *err)
{
    ng_str value = ng_json_member(object, ng_str_of(name));
    *text = (ng_str){0};
    if (!value.n || ng_json_type(value) == NG_JSON_WORD)
        return NG_OK;
    if (ng_json_type(value) == NG_JSON_TEXT)
        *text = ng_json_words(value, a);
    if (ng_json_type(value) != NG_JSON_TEXT || text->n > most ||
        (text->n && memchr(text->p, 0, text->n)))
        return ng_fail(err, NG_USAGE, 0,
                       "%s is not a text of at most %zu bytes", name, most);
    return NG_OK;
}

static ng_status read_of(ng_str object, ng_str *of, size_t *n,
                         struct ng_arena *a, struct ng_err *err)
{
    ng_str rest = ng_json_member(object, STR("of")), name, value;
    if (ng_json_type(rest) == NG_JSON_TEXT) {
        of[(*n)++] = ng_json_words(rest, a);
        return NG_OK;
    }
    if (ng_json_type(rest) != NG_JSON_LIST)
        return ng_fail(err, NG_USAGE, 0,
                       "of is the list of what it is about: ids, and a name "
                       "or a day");
    while (ng_json_next(&rest, &name, &value)) {
        if (*n == OF_MOST || ng_json_type(value) != NG_JSON_TEXT)
            return ng_fail(err, NG_USAGE, 0, "of has at most %d texts",
                           OF_MOST);
        of[(*n)++] = ng_json_words(value, a);
    }
    return NG_OK;
}

/* ---- make, undo ---------------------------------------------------------- */

static struct ng_adding adding_of(const struct ng_hand *h)
{
    return (struct ng_adding){
        .jobs = h->how->jobs, .stop = h->how->stop, .now = h->how->now_ms()};
}

static ng_status make(struct ng_turn *t, struct ng_hand *h,
                      struct ng_store *store, struct ng_arena *a,
                      struct ng_err *err)
{
    struct ng_fix fix = {.made = h->how->now_ms()};
    struct ng_adding adding = adding_of(h);
    ng_str object, kind, *of = ng_new(a, ng_str, OF_MOST);
    size_t n = 0;
    ng_status status = ng_turn_object(t, &object, err);
    if (status == NG_OK)
        status = ng_turn_text(object, "fix", TEXT_MOST, &kind, a, err);
    if (status == NG_OK)
        status = ng_turn_text(object, "why", TEXT_MOST, &fix.why, a, err);
    if (status == NG_OK)
        status = ng_turn_text(object, "by", TEXT_MOST, &fix.who, a, err);
    if (status == NG_OK)
        status = read_of(object, of, &n, a, err);
    if (!fix.who.n)
        fix.who = STR("over HTTP");
    if (status == NG_OK)
        status = ng_fix_read(store, kind, of, n, &fix, a, err);
    if (status == NG_OK)
        status = ng_fix_make(store, &adding, &fix, err);
    if (status == NG_OK) {
        put_fix(t, &fix);
        t->status = 201;
    }
    return status;
}

static ng_status undo(struct ng_turn *t, struct ng_hand *h,
                      struct ng_store *store, struct ng_arena *a,
                      struct ng_err *err)
{
    struct ng_adding adding = adding_of(h);
    ng_fixes fixes = {0};
    ng_id id = {0};
    ng_status status = ng_store_find_fix(store, t->id, &id, err);
    if (status == NG_OK)
        status = ng_fix_undo(store, &adding, id, STR("over HTTP"),
                             h->how->now_ms(), err);
    if (status == NG_OK)
        status = ng_store_fixes(store, false, &fixes, a, err);
    for (size_t i = 0; status == NG_OK && i < fixes.n; i++)
        if (ng_id_eq(fixes.at[i].id, id))
            put_fix(t, &fixes.at[i]);
    return status;
}

ng_status ng_answer_fix(struct ng_turn *t, struct ng_hand *h,
                        struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *store = NULL;
    ng_status status =
        ng_store_open(&store, h->how->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    status = t->route->method == NG_DELETE ? undo(t, h, store, a, err)
                                           : make(t, h, store, a, err);
    ng_store_close(store);
    return status;
}
