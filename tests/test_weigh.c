/* Evidence: which mentions are one deed, how many origins tell of it, where
 * reports disagree, when the undated ones were written.
 *
 * Most reports here are put together by hand, mention by mention, so that a
 * test fails for a reason of weigh/ alone; the others go through the flow. */
#include "fixture_batch.h"
#include "weigh/disputes.h"
#include "weigh/merge.h"
#include "weigh/weigh.h"

/* ---- reports by hand -------------------------------------------------- */

static const struct {
    ng_str name, key, code;
    enum ng_name_type type;
    float lat, lon;
} known[] = {
    {S("Orsk"), S("person:orsk"), S("AAA"), NG_PER, 0, 0},
    {S("Vale"), S("person:vale"), S("BBB"), NG_PER, 0, 0},
    {S("Quill"), S("person:quill"), S("CCC"), NG_PER, 0, 0},
    {S("Arvia"), S("country:AAA"), S("AAA"), NG_GPE, 0, 0},
    {S("Borea"), S("country:BBB"), S("BBB"), NG_GPE, 0, 0},
    {S("Port Lenz"), S("place:1"), S("BBB"), NG_GPE, 50, 10},
    {S("Lenz Bay"), S("place:2"), S("BBB"), NG_GPE, 50.1f, 10.1f},
    {S("Hilltown"), S("place:3"), S("BBB"), NG_GPE, 54, 10},
};
enum { KNOWN = sizeof known / sizeof *known };
enum { MONDAY = 21984 }; /* 2030-03-11 */

struct told {
    const char *clause, *trigger, *actors, *recipients, *place;
    enum ng_event_type type;
    enum ng_event_status status;
    ng_day day; /* 0: told without a day */
};

static ng_range where_is(ng_str text, uint32_t from, const char *what)
{
    size_t at = ng_str_find(text, ng_str_of(what), from);
    if (at == SIZE_MAX)
        return (ng_range){from, from};
    return (ng_range){(uint32_t)at, (uint32_t)(at + strlen(what))};
}

static ng_parties parties_of(const struct ng_report *r, uint32_t from,
                             const char *names)
{
    ng_parties list = {0};
    for (ng_cut cut = ng_cut_at(ng_str_of(names ? names : ""), ','); cut.head.n;
         cut = ng_cut_at(cut.tail, ','))
        for (uint32_t e = 0; e < KNOWN; e++)
            if (ng_str_eq(cut.head, known[e].name)) {
                struct ng_party p = {
                    .at = where_is(r->text, from, known[e].name.p),
                    .entity = e};
                memcpy(p.code, known[e].code.p, known[e].code.n);
                *ng_push(&list, &batch_out) = p;
            }
    return list;
}

static struct ng_report *hand(const struct told *told, size_t n, ng_day day)
{
    struct ng_arena *a = &batch_out;
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    ng_str text = STR("");
    for (size_t i = 0; i < n; i++)
        text = ng_str_format(a, PRS "%s ", PRS_ARG(text), told[i].clause);
    r->text = text;
    r->published = (ng_days){day, day};
    r->published_basis = NG_BASIS_HEADER;
    r->id = ng_id_of('r', ng_str_format(a, "%zu", batch.reports.n));
    for (size_t e = 0; e < KNOWN; e++) {
        struct ng_entity x = {.key = known[e].key,
                              .name = known[e].name,
                              .type = known[e].type,
                              .lat = known[e].lat,
                              .lon = known[e].lon};
        memcpy(x.code, known[e].code.p, known[e].code.n);
        memcpy(x.country, known[e].code.p, known[e].code.n);
        *ng_push(&r->entities, a) = x;
    }
    uint32_t from = 0;
    for (size_t i = 0; i < n; i++) {
        const struct told *t = &told[i];
        struct ng_mention m = {
            .type = t->type,
            .status = t->status,
            .clause = where_is(text, from, t->clause),
            .when = {t->day ? t->day : day, t->day ? t->day : day},
            .when_basis = t->day ? NG_BASIS_CLAUSE : NG_BASIS_PUBLISHED,
            .time = NG_NONE,
            .place = NG_NONE,
            .confidence = 0.8f,
            .rule = STR("test")};
        m.trigger = where_is(text, from, t->trigger);
        m.actors = parties_of(r, from, t->actors);
        m.recipients = parties_of(r, from, t->recipients);
        for (uint32_t e = 0; t->place && e < KNOWN; e++)
            if (ng_str_eq(ng_str_of(t->place), known[e].name)) {
                m.place = e;
                m.place_at = where_is(text, from, t->place);
            }
        *ng_push(&r->mentions, a) = m;
        from = m.clause.end;
    }
    *ng_push(&batch.reports, a) = r;
    return r;
}
#define HAND(day, ...)                                                         \
    hand((const struct told[]){__VA_ARGS__},                                   \
         sizeof((const struct told[]){__VA_ARGS__}) / sizeof(struct told),     \
         (day))

/* All reports are one story; report i goes back to origin_of[i], or to itself
 * where there is no such list. */
static void one_story(const uint32_t *origin_of)
{
    struct ng_arena *a = &batch_out;
    struct ng_story s = {.id = ng_id_of('s', STR("story"))};
    batch.stories.n = 0;
    batch.origin_of = ng_new(a, uint32_t, batch.reports.n);
    batch.story_of = ng_new(a, uint32_t, batch.reports.n);
    batch.origins.n = 0;
    for (uint32_t i = 0; i < batch.reports.n; i++) {
        batch.origin_of[i] = origin_of ? origin_of[i] : i;
        *ng_push(&s.reports, a) = i;
        *ng_push(&batch.origins, a) = (struct ng_origin){.report = i};
    }
    *ng_push(&batch.stories, a) = s;
}

static void merge(const uint32_t *origin_of)
{
    one_story(origin_of);
    batch.events.n = batch.disagreements.n = 0;
    ng_merge_mentions(&batch, &batch_out, batch_scratch);
}

static const struct told meet_plan = {
    "Orsk is to meet Vale in Port Lenz on Thursday.",
    "meet",
    "Orsk",
    "Vale",
    "Port Lenz",
    NG_CONSULT,
    NG_PLANNED,
    MONDAY + 3};
static const struct told meet_done = {"Orsk met Vale on Thursday.",
                                      "met",
                                      "Orsk",
                                      "Vale",
                                      NULL,
                                      NG_CONSULT,
                                      NG_HAPPENED,
                                      MONDAY + 3};

static void a_plan_that_comes_true_is_one_event(void)
{
    batch_open();
    HAND(MONDAY, meet_plan);
    HAND(MONDAY + 4, meet_done);
    merge(NULL);
    REQUIRE(batch.events.n == 1);
    const struct ng_event *e = &batch.events.at[0];
    CHECK_INT(e->status, NG_HAPPENED);
    REQUIRE(e->history.n == 2);
    CHECK_INT(e->history.at[0].status, NG_PLANNED);
    CHECK_INT(e->history.at[0].report, 0);
    CHECK_INT(e->history.at[1].status, NG_HAPPENED);
    CHECK_INT(e->history.at[1].report, 1);
    CHECK_INT(e->independent, 2);
    CHECK_STR(e->place, "Port Lenz");
    CHECK_INT(e->when.first, MONDAY + 3);
    CHECK_INT(e->parties_n, 2);
    /* told by a mention of the present state */
    CHECK_INT(e->mentions.at[0].report, 1);
    batch_close();
}

static void who_looks_back_on_a_plan_undoes_nothing(void)
{
    batch_open();
    HAND(MONDAY, meet_plan);
    HAND(MONDAY + 4, meet_done);
    HAND(MONDAY + 5, meet_plan);
    merge(NULL);
    REQUIRE(batch.events.n == 1);
    CHECK_INT(batch.events.at[0].status, NG_HAPPENED);
    batch_close();
}

static void another_day_is_another_meeting(void)
{
    struct told later = meet_done;
    later.day = MONDAY + 10;
    batch_open();
    HAND(MONDAY + 4, meet_done);
    HAND(MONDAY + 11, later);
    merge(NULL);
    CHECK_INT(batch.events.n, 2);
    batch_close();
}

static void another_place_is_another_meeting(void)
{
    static const struct {
        const char *place;
        size_t events;
    } cases[] = {
        {"Port Lenz", 1}, {"Lenz Bay", 1}, {"Hilltown", 2}, {"Borea", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told there = meet_plan;
        char clause[80];
        snprintf(clause, sizeof clause, "Orsk is to meet Vale in %s.",
                 cases[i].place);
        there.clause = clause;
        there.place = cases[i].place;
        batch_open();
        HAND(MONDAY, meet_plan);
        HAND(MONDAY + 1, there);
        merge(NULL);
        CHECK_INT(batch.events.n, cases[i].events);
        batch_close();
    }
}

static void other_people_are_another_meeting(void)
{
    struct told other = {"Quill met Vale on Thursday.",
                         "met",
                         "Quill",
                         "Vale",
                         NULL,
                         NG_CONSULT,
                         NG_HAPPENED,
                         MONDAY + 3};
    batch_open();
    HAND(MONDAY + 4, meet_done);
    HAND(MONDAY + 4, other);
    merge(NULL);
    CHECK_INT(batch.events.n, 2);
    batch_close();
}

static void crossing_tour_and_arrival_stay_three(void)
{
    static const struct told day[] = {
        {"Orsk crossed into Borea on Monday.", "crossed", "Orsk", NULL, "Borea",
         NG_CONSULT, NG_HAPPENED, MONDAY},
        {"Orsk arrived in Port Lenz on Monday.", "arrived", "Orsk", NULL,
         "Port Lenz", NG_CONSULT, NG_HAPPENED, MONDAY},
        {"Orsk toured the docks of Port Lenz on Monday.", "toured", "Orsk",
         NULL, "Port Lenz", NG_CONSULT, NG_HAPPENED, MONDAY},
    };
    batch_open();
    hand(day, 3, MONDAY);
    hand(day, 3, MONDAY + 1);
    merge(NULL);
    CHECK_INT(batch.events.n, 3);
    for (size_t i = 0; i < batch.events.n; i++) {
        CHECK_INT(batch.events.at[i].mentions.n, 2);
        CHECK_INT(batch.events.at[i].independent, 2);
    }
    batch_close();
}

static void copies_add_nothing(void)
{
    enum { COPIES = 300, OWN = 5 };
    uint32_t origin_of[1 + COPIES + OWN] = {0};
    batch_open();
    for (uint32_t i = 0; i < 1 + COPIES; i++)
        HAND(MONDAY + 4, meet_done);
    for (uint32_t i = 1 + COPIES; i < 1 + COPIES + OWN; i++) {
        HAND(MONDAY + 4, meet_done);
        origin_of[i] = i;
    }
    merge(origin_of);
    REQUIRE(batch.events.n == 1);
    CHECK_INT(batch.events.at[0].reports.n, 1 + COPIES + OWN);
    CHECK_INT(batch.events.at[0].independent, 1 + OWN);
    batch_close();
}

static void what_is_denied_stays_in_doubt(void)
{
    static const struct told says = {
        "Arvia shelled Port Lenz on Monday, Borea said.",
        "shelled",
        "Arvia",
        "Borea",
        "Port Lenz",
        NG_ASSAULT,
        NG_ALLEGED,
        MONDAY};
    static const struct told denies = {
        "Arvia denied that it shelled Borea on Monday.",
        "shelled",
        "Arvia",
        "Borea",
        NULL,
        NG_ASSAULT,
        NG_DENIED,
        MONDAY};
    batch_open();
    HAND(MONDAY + 1, says);
    HAND(MONDAY + 2, denies);
    HAND(MONDAY + 3, says);
    merge(NULL);
    REQUIRE(batch.events.n == 1);
    CHECK_INT(batch.events.at[0].status, NG_DENIED);
    ng_find_disputes(&batch, &batch_out, batch_scratch);
    REQUIRE(batch.disagreements.n == 1);
    const struct ng_disagreement *d = &batch.disagreements.at[0];
    CHECK_INT(d->slot, NG_DID);
    CHECK_INT(d->kind, NG_CONTRADICTION);
    REQUIRE(d->values.n == 2);
    CHECK_INT(d->values.at[0].independent, 2);
    CHECK_INT(d->values.at[1].independent, 1);
    batch_close();
}

static void a_spun_copy_has_no_last_word(void)
{
    batch_open();
    HAND(MONDAY, meet_plan);
    HAND(MONDAY, meet_done)->spun = true;
    merge(NULL);
    REQUIRE(batch.events.n >= 1);
    for (size_t i = 0; i < batch.events.n; i++)
        if (batch.events.at[i].reports.n == 2)
            CHECK_INT(batch.events.at[i].status, NG_PLANNED);
    batch_close();
}

static void ids_do_not_depend_on_what_else_is_there(void)
{
    static const struct told other = {"Vale condemned Quill.",
                                      "condemned",
                                      "Vale",
                                      "Quill",
                                      NULL,
                                      NG_ACCUSE,
                                      NG_HAPPENED,
                                      0};
    batch_open();
    HAND(MONDAY + 4, meet_done);
    merge(NULL);
    REQUIRE(batch.events.n == 1);
    ng_id alone = batch.events.at[0].id;
    HAND(MONDAY + 5, meet_done, other);
    merge(NULL);
    REQUIRE(batch.events.n == 2);
    CHECK(ng_id_eq(alone, batch.events.at[0].id) ||
          ng_id_eq(alone, batch.events.at[1].id));
    batch_close();
}

/* ---- reports through the flow ----------------------------------------- */

static void weigh_all(void)
{
    one_story(NULL);
    batch.events.n = batch.disagreements.n = batch.briefs.n = 0;
    ng_weigh(&batch, &batch_out, batch_scratch);
}

static const struct ng_disagreement *how_many(void)
{
    for (size_t i = 0; i < batch.disagreements.n; i++)
        if (batch.disagreements.at[i].slot == NG_HOW_MANY)
            return &batch.disagreements.at[i];
    return NULL;
}

static void numbers_disagree_by_what_they_leave_open(void)
{
    static const struct {
        const char *a, *b;
        int kind; /* -1: none */
    } cases[] = {
        {"Nine workers were", "Eleven workers were", NG_CONTRADICTION},
        {"Thousands of workers were", "More than 10,000 workers were",
         NG_COMPATIBLE},
        {"Nine workers were", "Nine workers were", -1},
        {"Nine workers were", "Eleven tankers were", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char a[400], b[400];
        snprintf(a, sizeof a,
                 "%s hurt by the explosion at the refinery near Hamburg, the "
                 "fire brigade said.",
                 cases[i].a);
        snprintf(b, sizeof b,
                 "%s injured in the explosion at the refinery outside Hamburg, "
                 "a union said.",
                 cases[i].b);
        batch_open();
        batch_add(a, "Northwire", "2030-03-12");
        batch_add(b, "Coast Today", "2030-03-12");
        weigh_all();
        const struct ng_disagreement *d = how_many();
        CHECK_INT(d ? (int)d->kind : -1, cases[i].kind);
        if (d)
            CHECK_INT(d->values.n, 2);
        batch_close();
    }
}

static void numbers_of_other_things_do_not_disagree(void)
{
    batch_open();
    batch_add("Nine workers were hurt by the explosion at the refinery near "
              "Hamburg.",
              "Northwire", "2030-03-12");
    batch_add("Eleven workers were caught in an elevator of a hotel in Lisbon.",
              "Coast Today", "2030-03-13");
    weigh_all();
    CHECK(how_many() == NULL);
    batch_close();
}

/* All that the brief says lies inside the reports that it cites. */
static void every_line_of_a_brief_cites(void)
{
    static const char *const files[] = {
        "examples/ferry/01-northwire-first.txt",
        "examples/ferry/02-northwire-update.txt",
        "examples/ferry/05-reykjavik-ledger.txt",
        "examples/ferry/09-seafarers-news.html"};
    batch_open();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!batch_read(files[i])) {
            batch_close();
            SKIP("run from the root of the repository");
        }
    weigh_all();
    REQUIRE(batch.briefs.n == 1);
    const struct ng_brief *brief = &batch.briefs.at[0];
    const ng_lines *const parts[] = {&brief->lead, &brief->happened,
                                     &brief->planned, &brief->said,
                                     &brief->timeline};
    size_t lines = 0;
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
        for (size_t i = 0; i < parts[p]->n; i++) {
            const struct ng_line *l = &parts[p]->at[i];
            lines++;
            CHECK(l->text.n > 0 && l->cites.n > 0);
            for (size_t c = 0; c < l->cites.n; c++) {
                REQUIRE(l->cites.at[c].report < batch.reports.n);
                const struct ng_report *r =
                    batch.reports.at[l->cites.at[c].report];
                CHECK(l->cites.at[c].at.beg <= l->cites.at[c].at.end &&
                      l->cites.at[c].at.end <= r->text.n);
            }
        }
    CHECK(lines > 5);
    for (size_t i = 0; i < brief->disagreements.n; i++)
        CHECK(brief->disagreements.at[i] < batch.disagreements.n);
    batch_close();
}

/* ---- undated reports -------------------------------------------------- */

static void put_edge(uint32_t child, uint32_t parent)
{
    *ng_push(&batch.edges, &batch_out) =
        (struct ng_edge){.child = child,
                         .parent = parent,
                         .relation = NG_SYNDICATED,
                         .score = 1,
                         .coverage_child = 1,
                         .coverage_parent = 1};
}

static struct ng_report *undated(void)
{
    struct ng_report *r = HAND(0, meet_done);
    r->published = NG_NO_DAYS;
    r->published_basis = NG_BASIS_NONE;
    r->mentions.n = 0;
    return r;
}

static void a_copy_is_not_older_than_what_it_copies(void)
{
    batch_open();
    struct ng_report *first = undated(), *copy = undated();
    HAND(MONDAY, meet_plan);
    HAND(MONDAY + 6, meet_plan);
    put_edge(3, 0); /* the last copies `first` */
    put_edge(1, 2); /* `copy` copies the one of Monday */
    one_story(NULL);
    CHECK_INT(ng_weigh_dates(&batch, &batch_out, batch_scratch), 2);
    CHECK_INT(first->published_basis, NG_BASIS_OTHER_REPORTS);
    CHECK_INT(first->published.last, MONDAY + 6);
    CHECK_INT(copy->published_basis, NG_BASIS_OTHER_REPORTS);
    CHECK_INT(copy->published.first, MONDAY);
    CHECK(first->published.first <= first->published.last);
    CHECK(copy->published.first <= copy->published.last);
    batch_close();
}

static void without_a_dated_relative_nothing_is_guessed(void)
{
    batch_open();
    struct ng_report *a = undated(), *b = undated();
    put_edge(1, 0);
    one_story(NULL);
    CHECK_INT(ng_weigh_dates(&batch, &batch_out, batch_scratch), 0);
    CHECK_INT(a->published_basis, NG_BASIS_NONE);
    CHECK_INT(b->published_basis, NG_BASIS_NONE);
    batch_close();
}

static void evidence_that_clashes_is_left_out(void)
{
    batch_open();
    struct ng_report *r = undated();
    HAND(MONDAY, meet_plan);
    HAND(MONDAY + 6, meet_plan);
    put_edge(0, 2); /* not before the later one */
    put_edge(1, 0); /* and not after the earlier one */
    one_story(NULL);
    ng_weigh_dates(&batch, &batch_out, batch_scratch);
    CHECK(r->published.first == NG_NO_DAY || r->published.last == NG_NO_DAY ||
          r->published.first <= r->published.last);
    batch_close();
}

T_MAIN(T(a_plan_that_comes_true_is_one_event),
       T(who_looks_back_on_a_plan_undoes_nothing),
       T(another_day_is_another_meeting), T(another_place_is_another_meeting),
       T(other_people_are_another_meeting),
       T(crossing_tour_and_arrival_stay_three), T(copies_add_nothing),
       T(what_is_denied_stays_in_doubt), T(a_spun_copy_has_no_last_word),
       T(ids_do_not_depend_on_what_else_is_there),
       T(numbers_disagree_by_what_they_leave_open),
       T(numbers_of_other_things_do_not_disagree),
       T(every_line_of_a_brief_cites),
       T(a_copy_is_not_older_than_what_it_copies),
       T(without_a_dated_relative_nothing_is_guessed),
       T(evidence_that_clashes_is_left_out))
