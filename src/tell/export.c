/* export.c - records of every kind as JSONL and CSV: see tell.h. */
#include "report/said.h"
#include "tell/record.h"
#include "tell/rows.h"

static const ng_str names[NG_EXPORT_COUNT] = {
    [NG_EXPORT_REPORTS] = S("reports"),
    [NG_EXPORT_NAMES] = S("names"),
    [NG_EXPORT_TIMES] = S("times"),
    [NG_EXPORT_QUANTITIES] = S("quantities"),
    [NG_EXPORT_SAYINGS] = S("sayings"),
    [NG_EXPORT_ENTITIES] = S("entities"),
    [NG_EXPORT_LINEAGE] = S("lineage"),
    [NG_EXPORT_CHANGES] = S("changes"),
    [NG_EXPORT_EVENTS] = S("events"),
    [NG_EXPORT_DISAGREEMENTS] = S("disagreements"),
    [NG_EXPORT_STORIES] = S("stories"),
    [NG_EXPORT_BRIEFS] = S("briefs"),
};

bool ng_export_find(ng_str name, enum ng_export *kind)
{
    for (int i = 0; i < NG_EXPORT_COUNT; i++)
        if (ng_str_eq(names[i], name)) {
            *kind = (enum ng_export)i;
            return true;
        }
    return false;
}

ng_str ng_export_name(enum ng_export kind)
{
    return names[kind];
}

#define EACH(list, write)                                                      \
    for (size_t i = 0; i < (list).n; i++) {                                    \
        struct ng_json *j = ng_row_begin(x);                                   \
        write;                                                                 \
        ng_row_end(x);                                                         \
    }

static void export_report(struct ng_rows *x, enum ng_export kind,
                          const struct ng_report *r,
                          const uint32_t *independent)
{
    switch (kind) {
    case NG_EXPORT_REPORTS:
        ng_json_report(ng_row_begin(x), r);
        ng_row_end(x);
        break;
    case NG_EXPORT_NAMES:
        EACH(r->names, ng_json_name(j, r, &r->names.at[i]))
        break;
    case NG_EXPORT_TIMES:
        EACH(r->times, ng_json_time(j, r, &r->times.at[i]))
        break;
    case NG_EXPORT_QUANTITIES:
        EACH(r->quantities, ng_json_quantity(j, r, &r->quantities.at[i]))
        break;
    case NG_EXPORT_SAYINGS:
        EACH(r->sayings,
             ng_json_saying(j, r, &r->sayings.at[i], independent[i]))
        break;
    default:
        break;
    }
}

static void export_batch(struct ng_rows *x, enum ng_export kind,
                         const struct ng_batch *b, struct ng_arena *a,
                         struct ng_arena scratch)
{
    const uint32_t *independent = NULL;
    switch (kind) {
    case NG_EXPORT_LINEAGE:
        EACH(b->edges, ng_json_edge(j, b, &b->edges.at[i]))
        return;
    case NG_EXPORT_CHANGES:
        EACH(b->changes, ng_json_change(j, b, &b->changes.at[i]))
        return;
    case NG_EXPORT_EVENTS:
        EACH(b->events, ng_json_event(j, b, &b->events.at[i]))
        return;
    case NG_EXPORT_DISAGREEMENTS:
        EACH(b->disagreements,
             ng_json_disagreement(j, b, &b->disagreements.at[i]))
        return;
    case NG_EXPORT_STORIES:
        EACH(b->stories, ng_json_story(j, b, &b->stories.at[i]))
        return;
    case NG_EXPORT_BRIEFS:
        EACH(b->briefs, ng_json_brief(j, b, &b->briefs.at[i], a))
        return;
    case NG_EXPORT_SAYINGS:
        independent = ng_sayings_independent(b, a, scratch);
        break;
    default:
        break;
    }
    for (size_t r = 0; r < b->reports.n; r++) {
        export_report(x, kind, b->reports.at[r], independent);
        if (independent)
            independent += b->reports.at[r]->sayings.n;
    }
}

void ng_export_jsonl(struct ng_out *o, enum ng_export kind,
                     const struct ng_batch *b, struct ng_arena *a,
                     struct ng_arena scratch)
{
    struct ng_rows x = {.to = o};
    export_batch(&x, kind, b, a, scratch);
    ng_rows_release(&x);
}

void ng_export_csv(struct ng_out *o, enum ng_export kind,
                   const struct ng_batch *b, bool *header, struct ng_arena *a,
                   struct ng_arena scratch)
{
    struct ng_rows x = {.to = o, .csv = true, .header = *header};
    export_batch(&x, kind, b, a, scratch);
    *header = x.header;
    ng_rows_release(&x);
}
