/* fuzz_flow.c - any bytes as a report, through every stage of one report.
 *
 * Promises: no stage reads or writes outside its memory, and every range lies
 * inside the clean text, begins before it ends and is told in order.
 */
#include "engine/engine.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ng_arena room, scratch;

static void inside(const struct ng_report *r, ng_range at)
{
    if (at.beg > at.end || at.end > r->text.n)
        abort();
}

static void check_parties(const struct ng_report *r, const ng_parties *list)
{
    for (size_t i = 0; i < list->n; i++)
        inside(r, list->at[i].at);
}

static void check_report(const struct ng_report *r)
{
    for (size_t i = 0; i < r->words.n; i++) {
        inside(r, r->words.at[i].at);
        if (r->words.at[i].head != NG_NONE && r->words.at[i].head >= r->words.n)
            abort();
    }
    for (size_t i = 0; i < r->names.n; i++) {
        inside(r, r->names.at[i].at);
        if (r->names.at[i].entity >= r->entities.n)
            abort();
    }
    for (size_t i = 0; i < r->times.n; i++)
        inside(r, r->times.at[i].at);
    for (size_t i = 0; i < r->quantities.n; i++)
        inside(r, r->quantities.at[i].at);
    for (size_t i = 0; i < r->sayings.n; i++) {
        inside(r, r->sayings.at[i].content);
        inside(r, r->sayings.at[i].cue);
        inside(r, r->sayings.at[i].source);
        check_parties(r, &r->sayings.at[i].via);
    }
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        inside(r, m->clause);
        inside(r, m->trigger);
        inside(r, m->status_cue);
        inside(r, m->place_at);
        check_parties(r, &m->actors);
        check_parties(r, &m->recipients);
        check_parties(r, &m->attributed_to);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ng_err err = {0};
    if (!room.end && (ng_arena_open(&room, (size_t)1 << 30, &err) ||
                      ng_arena_open(&scratch, (size_t)1 << 30, &err)))
        abort();
    if (size > 1 << 16)
        return 0;
    ng_str text = {(const char *)data, size};
    struct ng_raw raw = {.path = STR("fuzz"),
                         .format = size && data[0] == '<' ? NG_FORMAT_HTML
                                                          : NG_FORMAT_PLAIN,
                         .published = STR("2025-03-03"),
                         .bytes = text,
                         .raw = text};
    struct ng_report r = {0};
    struct ng_arena mark = room;
    ng_report_of(&r, &raw);
    if (ng_flow(&r, &room, &scratch, &err) == NG_OK)
        check_report(&r);
    room = mark;
    return 0;
}
