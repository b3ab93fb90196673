/* views.c - search, explain, diff, brief and timeline. */
#include "engine/engine.h"
#include "serve/answers.h"
#include "store/ranked.h"
#include "store/search.h"
#include "store/stories.h"
#include "tell/record.h"
#include "trace/trace.h"

enum { HITS = 20, HITS_MOST = 10000 };

/* ---- search ----------------------------------------------------------- */

/* "context": sentences with what was found in them, in text order. */
static void put_passages(struct ng_json *j, const struct ng_report *r,
                         const struct ng_hit *hit)
{
    ng_json_key(j, "context");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < hit->passages.n; i++) {
        const struct ng_passage *p = &hit->passages.at[i];
        ng_json_begin(j, '{');
        ng_json_key(j, "cite");
        ng_json_cite(j, r, p->at);
        ng_json_key(j, "found");
        ng_json_begin(j, '[');
        for (size_t k = 0; k < p->found.n; k++)
            ng_json_cite(j, r, p->found.at[k]);
        ng_json_end(j, ']');
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

/* {"of": hits that were looked at, "sources": [{"value","id","reports"}], ...}
 */
static ng_status put_facets(struct ng_turn *t, struct ng_hand *h,
                            const ng_hits *hits, struct ng_arena *a,
                            struct ng_err *err)
{
    static const char *const names[NG_FACETS] = {"sources", "places", "actors",
                                                 "days"};
    struct ng_facets facets;
    struct ng_json j = {.out = &t->piece};
    ng_status status = ng_store_facets_of(h->store, hits, &facets, a, err);
    if (status != NG_OK)
        return status;
    t->piece.n = 0;
    ng_json_begin(&j, '{');
    ng_json_key(&j, "of");
    ng_json_int(&j, (int64_t)facets.reports);
    for (int k = 0; k < NG_FACETS; k++) {
        ng_json_key(&j, names[k]);
        ng_json_begin(&j, '[');
        for (size_t i = 0; i < facets.of[k].n; i++) {
            const struct ng_facet *f = &facets.of[k].at[i];
            ng_json_begin(&j, '{');
            ng_json_key_str(&j, "value", f->value);
            ng_json_key(&j, "id");
            ng_json_id(&j, f->id);
            ng_json_key(&j, "reports");
            ng_json_int(&j, f->reports);
            ng_json_end(&j, '}');
        }
        ng_json_end(&j, ']');
    }
    ng_json_end(&j, '}');
    return NG_OK;
}

/* {"v","id","cite": the best sentence, "context", "report": its record} */
static ng_status put_hit(struct ng_turn *t, struct ng_hand *h,
                         struct ng_page *page, const struct ng_hit *hit,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_report r = {0};
    struct ng_json j = {.out = &t->piece};
    ng_status status = ng_store_load_record(h->store, hit->report, &r, a, err);
    if (status != NG_OK)
        return status;
    t->piece.n = 0;
    ng_json_head(&j, r.id);
    ng_json_key(&j, "cite");
    ng_json_cite(&j, &r, hit->at);
    put_passages(&j, &r, hit);
    ng_json_key(&j, "report");
    ng_json_report(&j, &r);
    ng_json_end(&j, '}');
    ng_page_item(page, ng_out_str(&t->piece));
    return NG_OK;
}

/* "40" of the best, DAY.ID of the newest. */
static bool read_cursor(ng_str cursor, struct ng_search_page *page)
{
    ng_cut cut = ng_cut_at(cursor, '.');
    int64_t n = 0;
    if (!cursor.n)
        return true;
    if (!ng_str_number(cut.head, &n) || n < 0 || n > UINT32_MAX)
        return false;
    if (!cut.found) {
        page->skip = (size_t)n;
        return n > 0 && n <= HITS_MOST;
    }
    page->at.day = (ng_day)(n + INT32_MIN);
    memcpy(page->at.id.c, cut.tail.p,
           cut.tail.n < NG_ID_CHARS ? cut.tail.n : NG_ID_CHARS);
    return cut.tail.n > 0 && cut.tail.n <= NG_ID_CHARS;
}

static ng_str next_cursor(const struct ng_search_page *page, struct ng_arena *a)
{
    size_t end = page->skip + page->limit;
    if (!page->more || (page->ranked && end > HITS_MOST))
        return (ng_str){0};
    if (page->ranked)
        return ng_str_format(a, "%zu", end);
    return ng_str_format(a, "%lld.%s", (long long)page->at.day - INT32_MIN,
                         page->at.id.c);
}

ng_status ng_answer_search(struct ng_turn *t, struct ng_hand *h,
                           struct ng_arena *a, struct ng_err *err)
{
    ng_str query = t->value[NG_PARAM_Q], cursor = t->value[NG_PARAM_CURSOR];
    struct ng_search_page found = {.facets = !cursor.n};
    struct ng_page page;
    ng_status status = ng_turn_limit(t, HITS, &found.limit, err);
    if (status == NG_OK && !query.n)
        status = ng_fail(err, NG_USAGE, 0, "say what to look for: ?q=WORDS");
    if (status == NG_OK && !read_cursor(cursor, &found))
        status = ng_fail(err, NG_USAGE, 0, "this cursor is none of a search");
    if (status == NG_OK)
        status = ng_store_search_page(h->store, query, &found, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("hits"));
    for (size_t i = found.skip;
         status == NG_OK && i < found.hits.n && page.items < found.limit; i++) {
        struct ng_arena mark = *a;
        status = put_hit(t, h, &page, &found.hits.at[i], a, err);
        *a = mark;
    }
    if (status == NG_OK && !cursor.n)
        status = put_facets(t, h, &found.hits, a, err);
    page.facets = !cursor.n;
    page.order = found.ranked ? "best" : "newest";
    if (status == NG_OK)
        ng_page_close(&page, t, next_cursor(&found, a), h->revision);
    return status;
}

/* ---- explain ---------------------------------------------------------- */

/* Of the story what is needed to explain the thing. */
static ng_status load_thing(struct ng_hand *h, ng_id story, ng_id id,
                            struct ng_batch *b, struct ng_arena *a,
                            struct ng_err *err)
{
    static const struct {
        char letter;
        unsigned of, needs;
    } things[] = {
        {'e', NG_NEED_EVENTS,
         NG_NEED_TEXT | NG_NEED_ENTITIES | NG_NEED_MENTIONS | NG_NEED_TIMES |
             NG_NEED_SAYINGS},
        {'d', NG_NEED_DISAGREEMENTS, NG_NEED_TEXT},
        {'c', NG_NEED_CHANGES, NG_NEED_TEXT},
    };
    uint32_t place = 0;
    if (id.c[0] == 's' || id.c[0] == 'n' || id.c[0] == 'p')
        return NG_OK;
    ng_status status = ng_store_place_of(h->store, story, id, &place, err);
    if (status != NG_OK)
        return status;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (things[i].letter == id.c[0])
            return ng_store_load_slice(
                h->store, story,
                &(struct ng_slice){.of = things[i].of,
                                   .from = place,
                                   .n = 1,
                                   .most = NG_TOLD_MOST,
                                   .needs = things[i].needs},
                b, a, err);
    return ng_store_load_lone(h->store, story, place, b, a, err);
}

ng_status ng_answer_explain(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    struct ng_telling telling = {
        .out = &t->piece, .form = NG_FORM_TERMINAL, .since = NG_NO_DAY};
    struct ng_batch b = {0};
    ng_id id, story;
    ng_status status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK && ng_turn_leads_on(t, id))
        return NG_OK;
    if (status == NG_OK)
        status = load_thing(h, story, id, &b, a, err);
    if (status == NG_OK && !ng_tell_why(&telling, &b, id))
        status = ng_fail(err, NG_NOTHING, 0,
                         "%s: there is nothing to explain; stories, reports, "
                         "events, sayings, disagreements and changes can be "
                         "explained",
                         id.c);
    struct ng_story_facts facts;
    if (status == NG_OK && id.c[0] == 's') {
        status = ng_store_facts(h->store, id, &facts, a, err);
        if (status == NG_OK)
            ng_tell_life(&telling, &facts);
    }
    if (status == NG_OK) {
        struct ng_json j = {.out = &t->out};
        ng_json_head(&j, id);
        ng_json_key(&j, "story");
        ng_json_id(&j, story);
        ng_json_key(&j, "text");
        ng_json_str(&j, ng_out_str(&t->piece));
        ng_json_end(&j, '}');
        ng_putc(&t->out, '\n');
    }
    return status;
}

/* ---- diff ------------------------------------------------------------- */

static ng_status load_side(struct ng_turn *t, struct ng_hand *h,
                           enum ng_param param, struct ng_batch *b,
                           struct ng_arena *a, struct ng_err *err)
{
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    ng_id id;
    if (!t->value[param].n)
        return ng_fail(err, NG_USAGE, 0, "name two reports: ?from=ID&to=ID");
    ng_status status = ng_store_find_id(h->store, t->value[param], &id, err);
    if (status == NG_OK && id.c[0] != 'r')
        status =
            ng_fail(err, NG_USAGE, 0, "%s is not the id of a report", id.c);
    if (status == NG_OK)
        status = ng_store_load_report(h->store, id, r, a, err);
    if (status == NG_OK)
        status = ng_flow_words(r, a, &h->scratch, err);
    *ng_push(&b->reports, a) = r;
    return status;
}

ng_status ng_answer_diff(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch b = {0};
    struct ng_page page;
    ng_str facts = t->value[NG_PARAM_FACTS];
    bool all = !facts.n || ng_str_eq(facts, STR("0"));
    if (!all && !ng_str_eq(facts, STR("1")))
        return ng_fail(err, NG_USAGE, 0, "facts is 0 or 1");
    ng_status status = load_side(t, h, NG_PARAM_FROM, &b, a, err);
    if (status == NG_OK)
        status = load_side(t, h, NG_PARAM_TO, &b, a, err);
    if (status != NG_OK)
        return status;
    ng_compare(&b, 0, 1, a, h->scratch);
    size_t kept = 0;
    for (size_t i = 0; i < b.changes.n; i++)
        if (all || b.changes.at[i].class != NG_WORDING)
            b.changes.at[kept++] = b.changes.at[i];
    b.changes.n = kept;
    ng_export_jsonl(&t->piece, NG_EXPORT_CHANGES, &b, a, h->scratch);
    ng_page_open(&page, &t->out, STR("changes"));
    for (ng_str rest = ng_out_str(&t->piece); rest.n;) {
        ng_cut cut = ng_cut_at(rest, '\n');
        rest = cut.tail;
        ng_page_item(&page, cut.head);
    }
    ng_page_close(&page, t, (ng_str){0}, h->revision);
    return NG_OK;
}

/* ---- brief, timeline -------------------------------------------------- */

static ng_status take_form(struct ng_turn *t, enum ng_form *form,
                           struct ng_err *err)
{
    static const struct {
        const char *name, *type;
        enum ng_form form;
    } forms[] = {{"json", "application/json", NG_FORM_JSON},
                 {"markdown", "text/markdown; charset=utf-8", NG_FORM_MARKDOWN},
                 {"text", "text/plain; charset=utf-8", NG_FORM_TERMINAL}};
    ng_str given = t->value[NG_PARAM_FORM];
    *form = NG_FORM_JSON;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (!given.n || ng_str_eq(ng_str_of(forms[i].name), given)) {
            *form = forms[i].form;
            t->type = forms[i].type;
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, 0,
                   "format=%.*s is not json, markdown or text",
                   given.n < 40 ? (int)given.n : 40, given.p);
}

/* The days that a story turns on are found over all of it, which would take
 * long of thousands of reports. */
static ng_status is_short(struct ng_hand *h, ng_id story, bool *is,
                          struct ng_arena *a, struct ng_err *err)
{
    enum { DAYS_FOUND_IN = 1000 }; /* reports */
    struct ng_batch head = {0};
    ng_status status = ng_store_load_head(h->store, story, 1, &head, a, err);
    *is = head.reports.n <= DAYS_FOUND_IN;
    return status;
}

static ng_status tell_story(struct ng_turn *t, struct ng_hand *h,
                            ng_teller *teller, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_telling telling = {.out = &t->out, .width = 100};
    struct ng_batch b = {0};
    ng_id id, story;
    ng_status status = take_form(t, &telling.form, err);
    if (status == NG_OK)
        status = ng_turn_day(t, NG_PARAM_SINCE, &telling.since, err);
    if (status == NG_OK)
        status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK && ng_turn_leads_on(t, id))
        return NG_OK;
    bool whole = teller == ng_tell_news;
    if (status == NG_OK && teller == ng_tell_timeline)
        status = is_short(h, story, &whole, a, err);
    if (status == NG_OK && whole)
        status = ng_store_load_story(h->store, story, &b, a, err);
    else if (status == NG_OK)
        status =
            ng_store_load_brief(h->store, story, NG_TOLD_MOST, NG_TOLD_SOURCES,
                                telling.form != NG_FORM_JSON, &b, a, err);
    if (status != NG_OK)
        return status;
    if (telling.since != NG_NO_DAY)
        ng_mark_new(&b, telling.since);
    if (teller == ng_tell_news)
        ng_find_news(&b, a, h->scratch);
    if (whole && teller == ng_tell_timeline)
        ng_find_days(&b, a, h->scratch);
    teller(&telling, &b, a, h->scratch);
    return NG_OK;
}

ng_status ng_answer_brief(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    return tell_story(t, h, ng_tell_brief, a, err);
}

ng_status ng_answer_timeline(struct ng_turn *t, struct ng_hand *h,
                             struct ng_arena *a, struct ng_err *err)
{
    return tell_story(t, h, ng_tell_timeline, a, err);
}

ng_status ng_answer_news(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    return tell_story(t, h, ng_tell_news, a, err);
}
