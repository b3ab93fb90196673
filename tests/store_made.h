/* store_made.h - stores in memory or in a file, filled with made-up reports and
 * a story with every field set. For the tests of the store. */
#pragma once
#include "store_help.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROOM = 64 << 20 };
static struct ng_arena arena;

static inline struct ng_arena fresh(void)
{
    if (!arena.end)
        ng_arena_open(&arena, ROOM, NULL);
    return arena;
}

static inline const char *temporary(char buf[64], const char *name)
{
    snprintf(buf, 64, "/tmp/nutgraf-test-%d-%s.db", (int)getpid(), name);
    return buf;
}

static inline void forget(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    char name[96];
    for (size_t i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

/* A store with reports 0 .. n-1 in memory or in a file. */
static inline struct ng_store *filled(const char *path, int n,
                                      struct ng_arena *a)
{
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    if (ng_store_open(&st, path, NG_STORE_WRITE, &err) != NG_OK) {
        T_SAY("%s\n", err.text);
        return NULL;
    }
    CHECK(ng_store_begin(st, &err) == NG_OK);
    for (int i = 0; i < n; i++)
        CHECK(ng_store_put_report(st, help_report(i, a), &err) == NG_OK);
    CHECK(ng_store_commit(st, &err) == NG_OK);
    if (err.text[0])
        T_SAY("%s\n", err.text);
    return st;
}

/* ---- stories ---------------------------------------------------------- */

static inline void add_event(struct ng_batch *b, struct ng_arena *a)
{
    struct ng_event *e = ng_push(&b->events, a);
    *e = (struct ng_event){.id = ng_id_of('e', STR("e")),
                           .type = NG_CONSULT,
                           .mode = STR("meet"),
                           .cameo = STR("042"),
                           .plover_strict = STR("CONSULT"),
                           .when = {18001, NG_NO_DAY},
                           .granularity = NG_WEEK,
                           .when_basis = NG_BASIS_CLAUSE,
                           .place = STR("Port"),
                           .geonameid = 7,
                           .lat = 1.5f,
                           .lon = 2.5f,
                           .country = "NLD",
                           .status = NG_PLANNED,
                           .independent = 2,
                           .confidence = .5f,
                           .weight = 3,
                           .historical = true};
    *ng_push(&e->mentions, a) = (struct ng_event_mention){1, 2};
    *ng_push(&e->history, a) = (struct ng_status_step){NG_PLANNED, 1};
    *ng_push(&e->attributed_to, a) = STR("the mayor");
    *ng_push(&e->reports, a) = 1;
    e->parties = (void *)ng_new(a, char, 2 * sizeof *e->parties);
    e->parties_n = 2;
    e->parties[0].text = STR("Norland");
    e->parties[1].text = STR("Sudland");
    e->parties[1].entity_key = STR("country:SDL");
    memcpy(e->parties[1].code, "SDLGOV", 7);
    memcpy(e->parties[1].sector, "GOV", 4);
    e->parties[1].recipient = true;
    *ng_push(&b->events, a) = (struct ng_event){.id = ng_id_of('e', STR("f"))};
}

static inline void add_claims(struct ng_batch *b, struct ng_arena *a)
{
    struct ng_disagreement *d = ng_push(&b->disagreements, a);
    *d = (struct ng_disagreement){.id = ng_id_of('d', STR("d")),
                                  .slot = NG_HOW_MANY,
                                  .question = STR("How many?"),
                                  .kind = NG_COMPATIBLE,
                                  .weight = 2};
    for (int i = 0; i < 2; i++) {
        struct ng_dispute_value *v = ng_push(&d->values, a);
        *v = (struct ng_dispute_value){.value = STR("300"),
                                       .low = 300,
                                       .high = (double)NAN,
                                       .when = NG_NO_DAYS,
                                       .independent = 1};
        *ng_push(&v->cites, a) = (struct ng_cite){(uint32_t)i, {24, 30}};
        *ng_push(&v->cites, a) = (struct ng_cite){0, {30, 31}};
    }
    struct ng_brief *brief = ng_push(&b->briefs, a);
    ng_lines *parts[] = {&brief->lead, &brief->happened, &brief->planned,
                         &brief->said, &brief->timeline};
    for (uint32_t i = 0; i < 5; i++) {
        struct ng_line *line = ng_push(parts[i], a);
        *line = (struct ng_line){.text = ng_str_format(a, "line %u", i),
                                 .independent = i,
                                 .new_since = true,
                                 .event = 0,
                                 .saying = NG_NONE,
                                 .when = {18000, 18001},
                                 .status = NG_DENIED,
                                 .label = STR("by the mayor")};
        *ng_push(&line->cites, a) = (struct ng_cite){1, {24, 30 + i}};
    }
    *ng_push(&brief->disagreements, a) = 0;
}

static inline struct ng_batch *help_story(struct ng_arena *a)
{
    struct ng_batch *b = ng_new(a, struct ng_batch, 1);
    for (int i = 0; i < 2; i++)
        *ng_push(&b->reports, a) = help_report(i, a);
    struct ng_story *s = ng_push(&b->stories, a);
    *s = (struct ng_story){.id = ng_id_of('s', STR("s")),
                           .title = STR("Envoys"),
                           .independent = 2,
                           .span = {18000, 18001},
                           .state = NG_GROWING};
    *ng_push(&s->reports, a) = 0;
    *ng_push(&s->reports, a) = 1;
    *ng_push(&s->origins, a) = 1;
    *ng_push(&s->places, a) = STR("Port");
    *ng_push(&s->people, a) = STR("N. N.");
    *ng_push(&s->reasons, a) =
        (struct ng_reason){1, .5f, {STR("envoy"), STR("port"), STR("peace")}};
    struct ng_edge *e = ng_push(&b->edges, a);
    *e = (struct ng_edge){1,    0,    NG_REVISION,    .5f,
                          .25f, .75f, NG_BY_DECLARED, {0}};
    *ng_push(&e->blocks, a) = (struct ng_block){{24, 40}, {0, 16}};
    *ng_push(&b->changes, a) = (struct ng_change){ng_id_of('c', STR("c")),
                                                  0,
                                                  1,
                                                  NG_VALUE_CHANGED,
                                                  NG_WHEN,
                                                  STR("Monday"),
                                                  STR("Tuesday"),
                                                  {24, 30},
                                                  {0, 0},
                                                  1.5f};
    *ng_push(&b->origins, a) = (struct ng_origin){STR("NNA"), NG_NONE, {0}};
    *ng_push(&b->origins.at[0].reports, a) = 1;
    *ng_push(&b->origins, a) = (struct ng_origin){STR("Daily"), 0, {0}};
    b->origin_of = ng_new(a, uint32_t, 2);
    b->origin_of[0] = 1;
    b->story_of = ng_new(a, uint32_t, 2);
    b->reports.at[1]->lineage_role = NG_ROLE_REVISION;
    b->reports.at[1]->origin = b->reports.at[0]->id;
    for (int i = 0; i < 2; i++)
        b->reports.at[i]->story = s->id;
    add_event(b, a);
    add_claims(b, a);
    return b;
}

static inline struct ng_store *with_story(const char *path, struct ng_arena *a)
{
    struct ng_err err = {0};
    struct ng_store *st = filled(path, 2, a);
    if (!st)
        return NULL;
    CHECK(ng_store_put_story(st, help_story(a), &err) == NG_OK);
    CHECK(ng_store_mark_settled(st, &err) == NG_OK);
    if (err.text[0])
        T_SAY("%s\n", err.text);
    return st;
}
