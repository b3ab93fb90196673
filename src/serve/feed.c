#include "serve/feed.h"
#include "serve/document.h"
#include "store/stories.h"

#include <stdio.h>

void ng_feed_open(struct ng_feed *f, enum ng_export kind, ng_id one)
{
    static const enum ng_walk_having having[NG_EXPORT_COUNT] = {
        [NG_EXPORT_NAMES] = NG_HAVING_NAMES,
        [NG_EXPORT_TIMES] = NG_HAVING_TIMES,
        [NG_EXPORT_QUANTITIES] = NG_HAVING_QUANTITIES,
        [NG_EXPORT_LINEAGE] = NG_HAVING_LINEAGE,
        [NG_EXPORT_CHANGES] = NG_HAVING_CHANGES,
        [NG_EXPORT_EVENTS] = NG_HAVING_EVENTS,
        [NG_EXPORT_DISAGREEMENTS] = NG_HAVING_DISAGREEMENTS,
    };
    *f = (struct ng_feed){.kind = kind,
                          .one = one,
                          .header = true,
                          .walk.having = having[kind],
                          .walk.since = NG_NO_DAY,
                          .walk.until = NG_NO_DAY};
    f->walk.order =
        kind < NG_EXPORT_ENTITIES ? NG_WALK_REPORTS : NG_WALK_STORIES;
    f->walk.at = ng_walk_home(f->walk.order);
    f->part = one.c[0]                     ? NG_FEED_ONE
              : kind == NG_EXPORT_ENTITIES ? NG_FEED_KNOWN
                                           : NG_FEED_WALK;
}

/* ---- pieces ----------------------------------------------------------- */

static void write_batch(struct ng_feed *f, struct ng_out *out,
                        const struct ng_batch *b, struct ng_arena *a,
                        struct ng_arena scratch)
{
    if (f->document)
        ng_document_story(f->document, out, b, a, scratch);
    else if (f->csv)
        ng_export_csv(out, f->kind, b, &f->header, a, scratch);
    else
        ng_export_jsonl(out, f->kind, b, a, scratch);
}

static ng_status of_report(struct ng_feed *f, struct ng_store *st, ng_id id,
                           struct ng_out *out, struct ng_arena *a,
                           struct ng_arena scratch, struct ng_err *err)
{
    struct ng_report r = {0};
    struct ng_report *one = &r;
    f->cost += 4;
    struct ng_batch b = {.reports = {.at = &one, .n = 1, .cap = 1}};
    ng_status status = ng_store_load_record(st, id, &r, a, err);
    if (status == NG_OK)
        write_batch(f, out, &b, a, scratch);
    return status;
}

/* What a record is made from: the list it stands in, what it tells of the
 * reports. */
struct making {
    unsigned list, needs;
};
static const struct making making[NG_EXPORT_COUNT] = {
    [NG_EXPORT_REPORTS] = {0, NG_NEED_TEXT | NG_NEED_NOTES},
    [NG_EXPORT_NAMES] = {0, NG_NEED_TEXT | NG_NEED_NAMES | NG_NEED_ENTITIES},
    [NG_EXPORT_TIMES] = {0, NG_NEED_TEXT | NG_NEED_TIMES},
    [NG_EXPORT_QUANTITIES] = {0, NG_NEED_TEXT | NG_NEED_QUANTITIES},
    [NG_EXPORT_SAYINGS] = {0,
                           NG_NEED_TEXT | NG_NEED_SAYINGS | NG_NEED_ENTITIES},
    [NG_EXPORT_LINEAGE] = {NG_NEED_EDGES, NG_NEED_TEXT},
    [NG_EXPORT_CHANGES] = {NG_NEED_CHANGES, NG_NEED_TEXT},
    [NG_EXPORT_EVENTS] = {NG_NEED_EVENTS,
                          NG_NEED_TEXT | NG_NEED_ENTITIES | NG_NEED_MENTIONS},
    [NG_EXPORT_DISAGREEMENTS] = {NG_NEED_DISAGREEMENTS, NG_NEED_TEXT},
};

bool ng_feed_by_rows(enum ng_export kind)
{
    return making[kind].list != 0;
}

/* So many rows at once: for a page, few enough to stop in time. */
static uint32_t slice_size(const struct ng_feed *f)
{
    return f->lone                                         ? 1
           : f->whole                                      ? 512
           : making[f->kind].list == NG_NEED_DISAGREEMENTS ? 4
                                                           : 16;
}

static size_t reports_in(const struct ng_batch *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->reports.n; i++)
        n += b->reports.at[i]->text.n > 0;
    return n;
}

/* Of a story as many rows as a slice has, from f->seq on. */
static ng_status load_rows(struct ng_feed *f, struct ng_store *st, ng_id id,
                           uint32_t n, struct ng_batch *b, struct ng_arena *a,
                           struct ng_err *err)
{
    const struct making *m = &making[f->kind];
    struct ng_slice slice = {.of = m->list,
                             .from = f->seq,
                             .n = n,
                             .most = f->whole ? 0 : NG_TOLD_MOST,
                             .needs = m->needs};
    if (id.c[0] == 'r')
        return ng_store_load_pairs(st, id, f->seq, n, b, a, err);
    if (!m->list)
        return ng_store_load_reports(st, id, f->seq, n, m->needs, b, a, err);
    return ng_store_load_slice(st, id, &slice, b, a, err);
}

static size_t rows_in(const struct ng_feed *f, const struct ng_batch *b)
{
    switch (making[f->kind].list) {
    case NG_NEED_EDGES:
        return b->edges.n;
    case NG_NEED_CHANGES:
        return b->changes.n;
    case NG_NEED_EVENTS:
        return b->events.n;
    case NG_NEED_DISAGREEMENTS:
        return b->disagreements.n;
    default:
        return b->reports.n;
    }
}

/* A slice of a story; or of the pairs of one of its reports. */
static ng_status slice_of(struct ng_feed *f, struct ng_store *st, ng_id id,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_arena scratch, struct ng_err *err)
{
    struct ng_batch b = {0};
    uint32_t n = slice_size(f);
    ng_status status = load_rows(f, st, id, n, &b, a, err);
    if (status != NG_OK)
        return status;
    write_batch(f, out, &b, a, scratch);
    size_t rows = rows_in(f, &b);
    f->cost += 4 + rows + 4 * reports_in(&b);
    f->inside = rows == n && !f->lone;
    f->seq = f->inside ? f->seq + n : 0;
    return NG_OK;
}

/* A story or its brief is one record. */
static ng_status one_of(struct ng_feed *f, struct ng_store *st, ng_id id,
                        struct ng_out *out, struct ng_arena *a,
                        struct ng_arena scratch, struct ng_err *err)
{
    struct ng_batch b = {0};
    ng_status status;
    if (f->document)
        status = ng_store_load_story(st, id, &b, a, err);
    else if (f->kind == NG_EXPORT_STORIES)
        status = ng_store_load_head(st, id, f->whole ? UINT32_MAX : NG_TOLD_IDS,
                                    &b, a, err);
    else
        status = ng_store_load_brief(st, id, f->whole ? 0 : NG_TOLD_MOST,
                                     f->whole ? UINT32_MAX : NG_TOLD_SOURCES,
                                     false, &b, a, err);
    if (status == NG_OK)
        write_batch(f, out, &b, a, scratch);
    f->cost += 4 + (f->kind == NG_EXPORT_STORIES
                        ? b.stories.n ? b.stories.at[0].reports.n : 0
                        : 8 * reports_in(&b));
    return status;
}

static ng_status of_story(struct ng_feed *f, struct ng_store *st, ng_id id,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_arena scratch, struct ng_err *err)
{
    bool one = f->document || f->kind == NG_EXPORT_STORIES ||
               f->kind == NG_EXPORT_BRIEFS;
    return (one ? one_of : slice_of)(f, st, id, out, a, scratch, err);
}

static ng_status of_known(struct ng_feed *f, struct ng_store *st,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_arena scratch, struct ng_err *err)
{
    struct ng_known known = {0};
    struct ng_err end = {0};
    ng_status status =
        f->places
            ? ng_store_next_placed(st, f->walk.at.id, &known, a, scratch, &end)
            : ng_store_next_entity(st, f->walk.at.id, &known, a, scratch, &end);
    if (status == NG_NOTHING) {
        f->part = NG_FEED_END;
        return NG_OK;
    }
    if (status != NG_OK) {
        *err = end;
        return status;
    }
    f->walk.at.id = known.id;
    f->cost += 2 + known.reports;
    ng_export_entity(out, &known, f->csv, &f->header);
    return NG_OK;
}

static ng_status of_loose(struct ng_feed *f, struct ng_store *st,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_arena scratch, struct ng_err *err)
{
    ng_loose_edges loose = {0};
    ng_status status = ng_store_load_loose(st, &loose, a, err);
    f->part = NG_FEED_END;
    for (size_t i = 0; status == NG_OK && i < loose.n; i++) {
        struct ng_arena room = *a;
        struct ng_report ends[2] = {0};
        struct ng_report *both[] = {&ends[0], &ends[1]};
        struct ng_edge edge = loose.at[i].edge;
        edge.child = 0;
        edge.parent = 1;
        struct ng_batch b = {.reports = {.at = both, .n = 2, .cap = 2},
                             .edges = {.at = &edge, .n = 1, .cap = 1}};
        status =
            ng_store_load_record(st, loose.at[i].child, &ends[0], &room, err);
        if (status == NG_OK)
            status = ng_store_load_record(st, loose.at[i].parent, &ends[1],
                                          &room, err);
        if (status == NG_OK)
            write_batch(f, out, &b, &room, scratch);
    }
    return status;
}

static ng_status of_walk(struct ng_feed *f, struct ng_store *st,
                         struct ng_out *out, struct ng_arena *a,
                         struct ng_arena scratch, struct ng_err *err)
{
    ng_status status = NG_OK;
    if (f->inside) {
        struct ng_err gone = {0};
        status = of_story(f, st, f->walk.at.id, out, a, scratch, &gone);
        if (status != NG_NOTHING) {
            *err = status == NG_OK ? *err : gone;
            return status;
        }
        f->inside = false; /* the story is no more: the next one */
        status = NG_OK;
    }
    if (f->ahead_at == f->ahead_n) {
        f->ahead_at = 0;
        status = ng_store_walk(st, &f->walk, f->ahead, NG_FEED_AHEAD,
                               &f->ahead_n, err);
        if (status != NG_OK)
            return status;
    }
    if (f->ahead_at == f->ahead_n) {
        bool loose = f->kind == NG_EXPORT_LINEAGE && !f->document;
        f->part = loose ? NG_FEED_LOOSE : NG_FEED_END;
        return NG_OK;
    }
    f->walk.at = f->ahead[f->ahead_at++];
    bool alone = f->kind < NG_EXPORT_ENTITIES && !f->document;
    status = (alone ? of_report : of_story)(f, st, f->walk.at.id, out, a,
                                            scratch, err);
    if (f->document && ng_document_full(f->document))
        f->part = NG_FEED_END;
    return status;
}

static ng_status of_one(struct ng_feed *f, struct ng_store *st,
                        struct ng_out *out, struct ng_arena *a,
                        struct ng_arena scratch, struct ng_err *err)
{
    bool report = f->one.c[0] == 'r' && f->kind != NG_EXPORT_LINEAGE;
    ng_status status =
        (report ? of_report : of_story)(f, st, f->one, out, a, scratch, err);
    if (!f->inside)
        f->part = NG_FEED_END;
    return status;
}

static ng_status next_piece(struct ng_feed *f, struct ng_store *st,
                            struct ng_out *out, struct ng_arena *a,
                            struct ng_arena scratch, struct ng_err *err)
{
    switch (f->part) {
    case NG_FEED_ONE:
        return of_one(f, st, out, a, scratch, err);
    case NG_FEED_WALK:
        return of_walk(f, st, out, a, scratch, err);
    case NG_FEED_KNOWN:
        return of_known(f, st, out, a, scratch, err);
    case NG_FEED_LOOSE:
        return of_loose(f, st, out, a, scratch, err);
    default:
        return NG_OK;
    }
}

ng_status ng_feed_next(struct ng_feed *f, struct ng_store *st,
                       struct ng_out *out, struct ng_arena *a,
                       struct ng_arena scratch, struct ng_err *err)
{
    struct ng_document *d = f->document;
    if (d && !d->begun) {
        ng_document_begin(d, out, a);
        return NG_OK;
    }
    ng_status status = next_piece(f, st, out, a, scratch, err);
    if (d && status == NG_OK && f->part == NG_FEED_END && !d->ended)
        ng_document_end(d, out, a);
    return status;
}

/* ---- where it stands -------------------------------------------------- */

/* PART.SKIP.DAY.SEQ.ID, for nobody to take apart but us. Inside a story, SEQ
 * is how many of its rows were given, and one more. */
void ng_feed_cursor(const struct ng_feed *f, size_t skip,
                    char cursor[NG_CURSOR_MOST])
{
    snprintf(cursor, NG_CURSOR_MOST, "%d.%zu.%lld.%lld.%.*s", (int)f->part,
             skip, (long long)f->walk.at.day - INT32_MIN,
             f->inside ? (long long)f->seq + 1 : 0, NG_ID_CHARS,
             f->walk.at.id.c);
}

ng_status ng_feed_resume(struct ng_feed *f, ng_str cursor, size_t *skip,
                         struct ng_err *err)
{
    enum { PART, SKIP, DAY, SEQ, NUMBERS };
    int64_t number[NUMBERS] = {0};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567~";
    bool good = cursor.n < NG_CURSOR_MOST;
    ng_str rest = cursor;
    for (int i = 0; i < NUMBERS; i++) {
        ng_cut cut = ng_cut_at(rest, '.');
        good = good && cut.found && ng_str_number(cut.head, &number[i]) &&
               number[i] >= 0 && number[i] <= UINT32_MAX;
        rest = cut.tail;
    }
    good = good && rest.n <= NG_ID_CHARS &&
           (number[PART] == (int64_t)f->part ||
            (number[PART] == NG_FEED_LOOSE && f->kind == NG_EXPORT_LINEAGE));
    for (size_t i = 0; good && i < rest.n; i++)
        good = memchr(letters, rest.p[i], sizeof letters - 1) != NULL;
    if (!good)
        return ng_fail(err, NG_USAGE, 0,
                       "this cursor is none of ours, or of another list; "
                       "begin again without it");
    f->part = (enum ng_feed_part)number[PART];
    *skip = (size_t)number[SKIP];
    f->walk.at.day = (ng_day)(number[DAY] + INT32_MIN);
    f->walk.at.id = (ng_id){0};
    memcpy(f->walk.at.id.c, rest.p, rest.n);
    f->inside = number[SEQ] > 0;
    f->seq = f->inside ? (uint32_t)number[SEQ] - 1 : 0;
    return NG_OK;
}
