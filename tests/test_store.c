/* The store: what goes in comes out whole and is found again. */
#include "store_made.h"

static void a_report_comes_back_whole(void)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    struct ng_store *st = filled(":memory:", 3, &a);
    REQUIRE(st);
    CHECK_INT(ng_store_count(st), 3);
    for (int i = 0; i < 3; i++) {
        const struct ng_report *put = help_report(i, &a);
        struct ng_report got = {0};
        CHECK(ng_store_has(st, put->id));
        CHECK(ng_store_load_report(st, put->id, &got, &a, &err) == NG_OK);
        CHECK(got.source.bytes.n > 100);
        same_report(put, &got);
    }
    struct ng_report none;
    ng_id id = ng_id_of('r', STR("none"));
    CHECK(!ng_store_has(st, id));
    CHECK(ng_store_load_report(st, id, &none, &a, &err) == NG_NOTHING);
    ng_store_close(st);
}

static void a_report_is_replaced_whole(void)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    struct ng_store *st = filled(":memory:", 2, &a);
    REQUIRE(st);
    struct ng_report *r = help_report(1, &a), got = {0};
    r->names.n = 1;
    r->mentions.n = 0;
    r->title = STR("Another title with zebras");
    CHECK(ng_store_put_report(st, r, &err) == NG_OK);
    CHECK_INT(ng_store_count(st), 2);
    CHECK(ng_store_load_report(st, r->id, &got, &a, &err) == NG_OK);
    same_report(r, &got);
    ng_hits hits = {0};
    CHECK(ng_store_search(st, STR("zebra"), 9, &hits, &a, &err) == NG_OK);
    CHECK_INT(hits.n, 1);
    struct ng_check check = {0};
    CHECK(ng_store_check(st, &check, &err) == NG_OK);
    ng_store_close(st);
}

static void an_empty_report_comes_back(void)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    struct ng_store *st = filled(":memory:", 0, &a);
    REQUIRE(st);
    struct ng_report r = {.published = NG_NO_DAYS}, got;
    r.sha = ng_sha256_of(r.source.bytes);
    r.id = ng_id_of('r', (ng_str){(const char *)r.sha.b, 32});
    CHECK(ng_store_put_report(st, &r, &err) == NG_OK);
    CHECK(ng_store_load_report(st, r.id, &got, &a, &err) == NG_OK);
    same_report(&r, &got);
    ng_store_close(st);
}

static void the_smallest_path_is_known(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = filled(":memory:", 1, &a);
    REQUIRE(st);
    ng_id id = help_report(0, &a)->id;
    CHECK(ng_store_has_path(st, id, STR("folder/0.jsonl")));
    CHECK(ng_store_has_path(st, id, STR("folder/1.jsonl")));
    CHECK(!ng_store_has_path(st, id, STR("a/1.jsonl")));
    ng_store_close(st);
}

/* ---- stories ---------------------------------------------------------- */

static void same_events(const struct ng_batch *x, const struct ng_batch *y)
{
    EACH(ng_event, events)
    {
        SAME_ID(id);
        SAME(type);
        SAME_STR(mode);
        SAME_STR(cameo);
        SAME_STR(plover_strict);
        SAME_DAYS(when);
        SAME(granularity);
        SAME(when_basis);
        SAME_STR(place);
        SAME(geonameid);
        SAME(lat);
        SAME(lon);
        SAME_CHARS(country);
        SAME(status);
        SAME(independent);
        SAME(confidence);
        SAME(weight);
        SAME(historical);
        SAME(mentions.n);
        SAME(history.n);
        SAME(attributed_to.n);
        SAME(reports.n);
        REQUIRE(a->parties_n == b->parties_n);
        for (size_t k = 0; k < a->parties_n; k++) {
            SAME_STR(parties[k].text);
            SAME_STR(parties[k].entity_key);
            SAME_CHARS(parties[k].code);
            SAME_CHARS(parties[k].sector);
            SAME(parties[k].recipient);
        }
    }
    const struct ng_event *e = &y->events.at[0];
    CHECK(e->mentions.at[0].report == 1 && e->mentions.at[0].mention == 2);
    CHECK(e->history.at[0].status == NG_PLANNED && e->history.at[0].report);
    CHECK_STR(e->attributed_to.at[0], "the mayor");
    CHECK_INT(e->reports.at[0], 1);
}

static void same_claims(const struct ng_batch *y)
{
    const struct ng_disagreement *d = &y->disagreements.at[0];
    CHECK(d->slot == NG_HOW_MANY && d->kind == NG_COMPATIBLE);
    CHECK_STR(d->question, "How many?");
    CHECK(d->weight == 2);
    REQUIRE(d->values.n == 2);
    for (uint32_t i = 0; i < 2; i++) {
        const struct ng_dispute_value *v = &d->values.at[i];
        CHECK_STR(v->value, "300");
        CHECK(v->low == 300 && isnan(v->high) && v->independent == 1);
        CHECK(v->when.first == NG_NO_DAY);
        REQUIRE(v->cites.n == 2);
        CHECK(v->cites.at[0].report == i && v->cites.at[0].at.end == 30);
        CHECK(v->cites.at[1].at.beg == 30);
    }
    const struct ng_brief *brief = &y->briefs.at[0];
    CHECK_INT(brief->disagreements.n, 1);
    CHECK_INT(brief->lead.n, 1);
    CHECK_STR(brief->lead.at[0].text, "line 0");
    REQUIRE(brief->timeline.n == 1);
    const struct ng_line *line = &brief->timeline.at[0];
    CHECK_STR(line->text, "line 4");
    CHECK_STR(line->label, "by the mayor");
    CHECK(line->independent == 4 && line->new_since && line->event == 0);
    CHECK(line->saying == NG_NONE && line->when.last == 18001);
    CHECK(line->status == NG_DENIED && line->cites.n == 1);
    CHECK(line->cites.at[0].report == 1 && line->cites.at[0].at.end == 34);
}

static void a_story_comes_back_whole(void)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    struct ng_store *st = with_story(":memory:", &a);
    REQUIRE(st);
    const struct ng_batch *x = help_story(&a);
    struct ng_batch got, *y = &got;
    REQUIRE(ng_store_load_story(st, x->stories.at[0].id, y, &a, &err) == NG_OK);
    REQUIRE(y->reports.n == 2 && y->edges.n == 1 && y->changes.n == 1 &&
            y->origins.n == 2 && y->disagreements.n == 1 && y->briefs.n == 1);
    for (int i = 0; i < 2; i++)
        same_report(x->reports.at[i], y->reports.at[i]);
    const struct ng_edge *e = &y->edges.at[0];
    CHECK(e->child == 1 && e->parent == 0 && e->relation == NG_REVISION);
    CHECK(e->score == .5f && e->coverage_child == .25f &&
          e->coverage_parent == .75f && e->direction == NG_BY_DECLARED);
    CHECK(e->blocks.n == 1 && e->blocks.at[0].child.end == 40);
    const struct ng_change *c = &y->changes.at[0];
    CHECK(c->from == 0 && c->to == 1 && c->class == NG_VALUE_CHANGED);
    CHECK(c->slot == NG_WHEN && c->cite_before.end == 30 && c->weight == 1.5f);
    CHECK_STR(c->before, "Monday");
    CHECK_STR(c->after, "Tuesday");
    CHECK_STR(y->origins.at[0].name, "NNA");
    CHECK(y->origins.at[0].report == NG_NONE && y->origins.at[1].report == 0);
    CHECK_INT(y->origins.at[0].reports.at[0], 1);
    CHECK(y->origin_of[0] == 1 && y->origin_of[1] == 0);
    const struct ng_story *s = &y->stories.at[0];
    CHECK_STR(s->title, "Envoys");
    CHECK(s->independent == 2 && s->span.last == 18001);
    CHECK(s->state == NG_GROWING && s->reports.n == 2 && s->origins.n == 1);
    CHECK_STR(s->places.at[0], "Port");
    CHECK_STR(s->people.at[0], "N. N.");
    CHECK_STR(s->reasons.at[0].terms[2], "peace");
    same_events(x, y);
    same_claims(y);
    CHECK(ng_store_settled(st));
    CHECK(ng_store_clear_settled(st, &err) == NG_OK);
    CHECK(!ng_store_settled(st));
    CHECK(ng_store_load_story(st, s->id, y, &a, &err) == NG_NOTHING);
    ng_store_close(st);
}

/* ---- finding ---------------------------------------------------------- */

static void ids_are_found_by_their_beginning(void)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    struct ng_store *st = with_story(":memory:", &a);
    REQUIRE(st);
    const struct ng_batch *b = help_story(&a);
    const struct ng_report *r = b->reports.at[0];
    ng_id want[] = {r->id,
                    b->stories.at[0].id,
                    b->events.at[0].id,
                    b->changes.at[0].id,
                    b->disagreements.at[0].id,
                    ng_saying_id(r, &r->sayings.at[0]),
                    ng_entity_id(&r->entities.at[0]),
                    ng_place_id(2750405)};
    for (size_t i = 0; i < 8; i++) {
        ng_id got = {0}, story = {0};
        ng_str whole = ng_id_str(&want[i]);
        CHECK(ng_store_find_id(st, whole, &got, &err) == NG_OK);
        CHECK(ng_id_eq(got, want[i]));
        got = (ng_id){0};
        CHECK(ng_store_find_id(st, (ng_str){whole.p, 8}, &got, &err) == NG_OK);
        CHECK(ng_id_eq(got, want[i]));
        CHECK(ng_store_story_of(st, want[i], &story, &err) == NG_OK);
        CHECK(ng_id_eq(story, b->stories.at[0].id));
    }
    ng_id got;
    CHECK(ng_store_find_id(st, STR("r"), &got, &err) == NG_USAGE);
    CHECK(ng_store_find_id(st, STR("raaaaaaaa"), &got, &err) == NG_NOTHING);
    CHECK(ng_store_find_id(st, STR("x12"), &got, &err) == NG_NOTHING);
    CHECK(ng_store_find_id(st, STR(""), &got, &err) == NG_NOTHING);
    ng_ids ids = {0};
    CHECK(ng_store_story_ids(st, 18001, &ids, &a, &err) == NG_OK);
    CHECK_INT(ids.n, 1);
    CHECK(ng_store_story_ids(st, 18002, &ids, &a, &err) == NG_OK);
    CHECK_INT(ids.n, 1);
    ng_store_close(st);
}

/* The reports in one order and in the other: every entity, in the order of ids,
 * with all that the reports say together. */
static void entities_come_one_by_one(void)
{
    struct ng_arena a = fresh(), scratch;
    struct ng_err err = {0};
    struct ng_known k[2][4] = {0};
    REQUIRE(ng_arena_open(&scratch, ROOM, &err) == NG_OK);
    for (int turn = 0; turn < 2; turn++) {
        struct ng_store *st = filled(":memory:", 0, &a);
        REQUIRE(st);
        for (int i = 0; i < 3; i++) {
            struct ng_report *r = help_report(turn ? 2 - i : i, &a);
            if (turn ? i == 0 : i == 2)
                r->entities.at[0].name = STR("Greater Norland");
            CHECK(ng_store_put_report(st, r, &err) == NG_OK);
        }
        ng_id last = {0};
        for (int i = 0; i < 2; i++) {
            CHECK(ng_store_next_entity(st, last, &k[turn][i], &a, scratch,
                                       &err) == NG_OK);
            CHECK(ng_id_cmp(last, k[turn][i].id) < 0);
            last = k[turn][i].id;
        }
        CHECK(ng_store_next_entity(st, last, &k[turn][2], &a, scratch, &err) ==
              NG_NOTHING);
        struct ng_arena little = {a.at, a.at + 8, NULL};
        CHECK(ng_store_next_entity(st, (ng_id){0}, &k[turn][3], &little,
                                   scratch, &err) == NG_TOO_BIG);
        ng_store_close(st);
    }
    for (int i = 0; i < 2; i++) {
        const struct ng_known *x = &k[0][i], *y = &k[1][i];
        CHECK(ng_id_eq(x->id, y->id));
        CHECK(x->reports == 3 && y->reports == 3);
        CHECK_INT(x->mentions, y->mentions);
        CHECK(ng_str_eq(x->entity.name, y->entity.name));
        CHECK_INT(x->aliases, y->aliases);
        for (size_t n = 0; n < x->aliases && n < y->aliases; n++)
            CHECK(ng_str_eq(x->alias[n], y->alias[n]));
        CHECK_INT(x->roles, y->roles);
        if (!ng_str_eq(x->entity.key, STR("country:NLD")))
            continue;
        CHECK_STR(x->entity.name, "Greater Norland");
        CHECK_INT(x->aliases, 2);
        REQUIRE(x->roles == 1 && y->roles == 1);
        CHECK_STR(x->role[0].text, "host");
        CHECK(ng_id_eq(x->role[0].report, y->role[0].report));
        CHECK(x->role[0].raw.end > x->role[0].raw.beg);
    }
    ng_arena_close(&scratch, ROOM);
}

static ng_status search(struct ng_store *st, const char *query, ng_hits *hits,
                        struct ng_arena *a)
{
    struct ng_err err = {0};
    *hits = (ng_hits){0};
    return ng_store_search(st, ng_str_of(query), 10, hits, a, &err);
}

static void a_search_finds_the_best_sentence(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = filled(":memory:", 2, &a);
    REQUIRE(st);
    ng_str text = help_report(0, &a)->text;
    ng_hits hits;
    CHECK(search(st, "worker home", &hits, &a) == NG_OK);
    REQUIRE(hits.n == 2);
    CHECK_STR(ng_slice(text, hits.at[0].at), "About 300 workers went home.");
    CHECK(search(st, "\"hope for peace\" mayor", &hits, &a) == NG_OK);
    CHECK(search(st, "\"peace for hope\"", &hits, &a) == NG_NOTHING);
    CHECK(search(st, "CAFE", &hits, &a) == NG_OK);
    CHECK(search(st, "zebra", &hits, &a) == NG_NOTHING);
    ng_store_close(st);
}

static void no_query_reaches_the_engine_raw(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = filled(":memory:", 1, &a);
    REQUIRE(st);
    char longer[300], many[200] = "";
    memset(longer, 'a', sizeof longer);
    longer[sizeof longer - 1] = 0;
    for (int i = 0; i < 33; i++)
        memcpy(many + 3 * i, "ab ", 4);
    ng_hits hits;
    CHECK(search(st, longer, &hits, &a) == NG_USAGE);
    CHECK(search(st, many, &hits, &a) == NG_USAGE);
    CHECK(search(st, "", &hits, &a) == NG_USAGE);
    CHECK(search(st, "\"\" * ( ) - :", &hits, &a) == NG_USAGE);
    CHECK(search(st, "text: peace*", &hits, &a) == NG_USAGE);
    CHECK(search(st, "\"text: peace*\"", &hits, &a) == NG_NOTHING);
    CHECK(search(st, "\"hope", &hits, &a) == NG_OK);
    CHECK(search(st, "NEAR(peace hope)", &hits, &a) == NG_NOTHING);
    CHECK(search(st, "peace OR hope", &hits, &a) == NG_NOTHING);
    CHECK(search(st, "mayor \xff\xfe", &hits, &a) != NG_STORE);
    ng_store_close(st);
}

T_MAIN(T(a_report_comes_back_whole), T(a_report_is_replaced_whole),
       T(an_empty_report_comes_back), T(the_smallest_path_is_known),
       T(a_story_comes_back_whole), T(ids_are_found_by_their_beginning),
       T(a_search_finds_the_best_sentence), T(entities_come_one_by_one),
       T(no_query_reaches_the_engine_raw))
