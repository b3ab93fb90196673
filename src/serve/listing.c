/* listing.c - records of any kind: a page of them, a stream of all, or one. */
#include "serve/answers.h"
#include "store/stories.h"

#include <stdio.h>

enum {
    USUAL = 100,
    COST_MOST = 1500,         /* of one page: see feed.h */
    PAGE_BYTES = 1 << 20,     /* a page ends early that is larger */
    STREAM_BYTES = 256 << 10, /* of one piece of a stream, about */
};

/* ---- what is asked for ------------------------------------------------ */

ng_status ng_turn_filters(struct ng_turn *t, struct ng_hand *h,
                          struct ng_err *err)
{
    enum ng_export kind = (enum ng_export)t->route->kind;
    ng_str story = t->value[NG_PARAM_STORY], report = t->value[NG_PARAM_REPORT];
    ng_str order = t->value[NG_PARAM_ORDER];
    ng_day since, until;
    ng_id one = {0}, id;
    ng_status status = ng_turn_day(t, NG_PARAM_SINCE, &since, err);
    if (status == NG_OK)
        status = ng_turn_day(t, NG_PARAM_UNTIL, &until, err);
    if (status == NG_OK && story.n && report.n)
        status =
            ng_fail(err, NG_USAGE, 0, "give a story or a report, not both");
    if (status == NG_OK && story.n)
        status = ng_turn_story(h, story, &id, &one, err);
    if (status == NG_OK && report.n)
        status = ng_store_find_id(h->store, report, &one, err);
    if (status == NG_OK && report.n && one.c[0] != 'r')
        status =
            ng_fail(err, NG_USAGE, 0, "%s is not the id of a report", one.c);
    if (status == NG_OK && order.n && !ng_str_eq(order, STR("id")) &&
        !ng_str_eq(order, STR("newest")))
        status = ng_fail(err, NG_USAGE, 0, "order is id or newest");
    if (status != NG_OK)
        return status;
    ng_feed_open(&t->feed, kind, one);
    t->feed.places = strcmp(t->route->path, "/api/v1/places") == 0;
    t->feed.walk.since = since;
    t->feed.walk.until = until;
    if (ng_str_eq(order, STR("newest"))) {
        t->feed.walk.order = NG_WALK_NEWEST;
        t->feed.walk.at = ng_walk_home(NG_WALK_NEWEST);
    }
    return NG_OK;
}

static ng_status take_format(struct ng_turn *t, bool *lines, struct ng_err *err)
{
    static const struct {
        const char *name, *type, *file;
    } forms[] = {{"json", "application/json", NULL},
                 {"jsonl", "application/x-ndjson", "jsonl"},
                 {"csv", "text/csv; charset=utf-8", "csv"}};
    ng_str given = t->value[NG_PARAM_FORMAT];
    *lines = false;
    if (!given.n)
        return NG_OK;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ng_str_eq(ng_str_of(forms[i].name), given)) {
            t->type = forms[i].type;
            t->file = forms[i].file;
            t->feed.csv = i == 2;
            *lines = i > 0;
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, 0, "format=%.*s is not json, jsonl or csv",
                   given.n < 40 ? (int)given.n : 40, given.p);
}

/* ---- a page ----------------------------------------------------------- */

struct paging {
    struct ng_page page;
    struct ng_out *piece;
    size_t limit, skip;
    char next[NG_CURSOR_MOST];
};

/* The page ends before this row of the piece between the two. In a list of the
 * story it is a place of its own, else the piece is made again and skipped. */
static void end_before(struct paging *g, const struct ng_feed *before,
                       const struct ng_feed *after, size_t row)
{
    struct ng_feed at = *before;
    if (row && ng_feed_by_rows(before->kind) && after->part != NG_FEED_LOOSE) {
        at.walk.at = after->walk.at;
        at.seq = (before->inside ? before->seq : 0) + (uint32_t)row;
        at.inside = true;
        row = 0;
    }
    ng_feed_cursor(&at, row, g->next);
}

/* Puts the records of a piece on the page; false: it is full. */
static bool put_piece(struct paging *g, const struct ng_feed *before,
                      const struct ng_feed *after)
{
    ng_str rest = ng_out_str(g->piece);
    size_t row = 0;
    while (rest.n) {
        ng_cut line = ng_cut_at(rest, '\n');
        rest = line.tail;
        if (row++ < g->skip)
            continue;
        if (g->page.items == g->limit ||
            (g->page.items && g->page.out->n + line.head.n > PAGE_BYTES)) {
            end_before(g, before, after, row - 1);
            return false;
        }
        ng_page_item(&g->page, line.head);
    }
    g->skip = 0;
    return true;
}

static ng_status fill_page(struct ng_turn *t, struct ng_hand *h,
                           struct paging *g, struct ng_arena *a,
                           struct ng_err *err)
{
    while (t->feed.part != NG_FEED_END) {
        struct ng_feed before = t->feed;
        struct ng_arena mark = *a;
        if (t->feed.cost > COST_MOST) {
            ng_feed_cursor(&t->feed, 0, g->next);
            return NG_OK;
        }
        g->piece->n = 0;
        ng_status status =
            ng_feed_next(&t->feed, h->store, g->piece, a, h->scratch, err);
        *a = mark;
        if (status == NG_OK && g->piece->failed)
            status = ng_fail(err, NG_TOO_BIG, 0,
                             "the records of one report or story are more "
                             "than fit; format=jsonl gives all");
        if (status != NG_OK)
            return status;
        if (!put_piece(g, &before, &t->feed))
            return NG_OK;
    }
    return NG_OK;
}

static ng_status give_page(struct ng_turn *t, struct ng_hand *h,
                           struct ng_arena *a, struct ng_err *err)
{
    struct paging g = {.piece = &t->piece};
    ng_str cursor = t->value[NG_PARAM_CURSOR];
    ng_status status = ng_turn_limit(t, USUAL, &g.limit, err);
    if (status == NG_OK && cursor.n)
        status = ng_feed_resume(&t->feed, cursor, &g.skip, err);
    if (status != NG_OK)
        return status;
    ng_str kind = t->feed.places ? STR("places") : ng_export_name(t->feed.kind);
    ng_page_open(&g.page, &t->out, kind);
    status = fill_page(t, h, &g, a, err);
    if (status == NG_OK)
        ng_page_close(&g.page, t, ng_str_of(g.next), h->revision);
    return status;
}

/* ---- a stream --------------------------------------------------------- */

ng_status ng_stream_more(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    t->out.n = 0;
    while (t->feed.part != NG_FEED_END && t->out.n < STREAM_BYTES) {
        struct ng_arena mark = *a;
        ng_status status =
            ng_feed_next(&t->feed, t->snapshot, &t->out, a, h->scratch, err);
        *a = mark;
        if (status == NG_OK && t->out.failed)
            status = ng_fail(err, NG_TOO_BIG, 0, "there is no memory left");
        if (status != NG_OK)
            return status;
    }
    return NG_OK;
}

ng_status ng_answer_list(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    bool lines;
    ng_status status = ng_turn_filters(t, h, err);
    if (status == NG_OK)
        status = take_format(t, &lines, err);
    if (status != NG_OK)
        return status;
    if (!lines)
        return give_page(t, h, a, err);
    if (t->value[NG_PARAM_LIMIT].n || t->value[NG_PARAM_CURSOR].n)
        return ng_fail(err, NG_USAGE, 0,
                       "format=jsonl and csv give all records: limit and "
                       "cursor are for pages");
    status = ng_store_open(&t->snapshot, h->how->store, NG_STORE_READ, err);
    if (status != NG_OK)
        return status;
    t->streams = true;
    t->feed.whole = true; /* its head goes out before the first piece is made */
    return NG_OK;
}

/* ---- one record ------------------------------------------------------- */

/* Every record begins {"v":1,"id":"...". */
static bool find_line(struct ng_out *piece, ng_id id, ng_str *line)
{
    char head[40];
    ng_str rest = ng_out_str(piece);
    snprintf(head, sizeof head, "{\"v\":1,\"id\":\"%s\"", id.c);
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, '\n');
        rest = cut.tail;
        *line = cut.head;
        if (ng_str_starts(cut.head, ng_str_of(head)))
            return true;
    }
    return false;
}

static ng_status load_piece(struct ng_hand *h, enum ng_export kind, ng_id id,
                            struct ng_out *piece, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_feed feed;
    ng_id story = id;
    uint32_t place = 0;
    ng_status status = NG_OK;
    bool hangs = kind > NG_EXPORT_ENTITIES && kind != NG_EXPORT_STORIES;
    if (hangs)
        status = ng_store_story_of(h->store, id, &story, err);
    if (status == NG_OK && hangs)
        status = ng_store_place_of(h->store, story, id, &place, err);
    if (status != NG_OK)
        return status;
    ng_feed_open(&feed, kind, kind == NG_EXPORT_ENTITIES ? (ng_id){0} : story);
    if (kind == NG_EXPORT_ENTITIES) { /* the first after what is just before */
        feed.walk.at.id = id;
        feed.walk.at.id.c[NG_ID_CHARS - 1]--;
    }
    feed.seq = place;
    feed.lone = hangs;
    return ng_feed_next(&feed, h->store, piece, a, h->scratch, err);
}

ng_status ng_answer_item(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    static const char letters[NG_EXPORT_COUNT] = {
        [NG_EXPORT_STORIES] = 's',  [NG_EXPORT_REPORTS] = 'r',
        [NG_EXPORT_EVENTS] = 'e',   [NG_EXPORT_SAYINGS] = 'y',
        [NG_EXPORT_CHANGES] = 'c',  [NG_EXPORT_DISAGREEMENTS] = 'd',
        [NG_EXPORT_ENTITIES] = 'n',
    };
    enum ng_export kind = (enum ng_export)t->route->kind;
    ng_id id;
    ng_str line;
    if (t->id.p[0] != letters[kind])
        return ng_fail(err, NG_NOTHING, 0, "ids of %.*s begin with %c",
                       PRS_ARG(ng_export_name(kind)), letters[kind]);
    ng_status status = ng_store_find_id(h->store, t->id, &id, err);
    if (status == NG_OK && ng_turn_leads_on(t, id))
        return NG_OK;
    if (status == NG_OK)
        status = load_piece(h, kind, id, &t->piece, a, err);
    if (status == NG_OK && !find_line(&t->piece, id, &line))
        status = ng_fail(err, NG_NOTHING, 0, "%s is not there", id.c);
    if (status == NG_OK) {
        ng_put(&t->out, line);
        ng_putc(&t->out, '\n');
    }
    return status;
}
