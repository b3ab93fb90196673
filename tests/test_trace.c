/* Lineage: folding, relations, direction, origins; any order, any jobs. */
#include "fixture_batch.h"
#include "trace/function_words.h"
#include "trace/outlets.h"

static const char wire[] =
    "OSLO, March 3 (Northwire) - The port of Narvik will close for nine days "
    "so that crews can lift the ferry that sank there in January, the harbour "
    "master said on Monday.\n\n"
    "Solveig Brekke said that two cranes had come from Rotterdam and that "
    "divers would fix chains under the hull before the ice thickens again.\n\n"
    "Trains to Kiruna will run twice a day while ore ships wait outside the "
    "fjord, and the mine at Malmberget has rented three sheds for what it "
    "cannot send away in that time.\n\n"
    "The owner of the ferry, a company from Tromso, will pay for the lift but "
    "not for the days that are lost to trade, a court decided in February.";

static const char other[] =
    "Voters in the canton of Uri turned down a second tunnel for the third "
    "time since 1994, the chancellery said.\n\n"
    "Farmers had asked for it, and the tourist board had warned against it in "
    "letters that were sent to each house in the valley during the autumn.\n\n"
    "The council will now repair the old road instead, which is going to cost "
    "about a quarter of the money and will take until the spring of 2034.";

static const struct ng_edge *only_edge(void)
{
    CHECK_INT(batch.edges.n, 1);
    return batch.edges.n ? &batch.edges.at[0] : NULL;
}

static void tells_no_lineage_of_strangers(void)
{
    batch_open();
    batch_add(wire, "Northwire", "2031-03-03");
    batch_add(other, "Uri Bote", "2031-03-04");
    batch_compare(1);
    CHECK_INT(batch.edges.n, 0);
    CHECK_INT(batch.origins.n, 2);
    CHECK_INT(batch.stories.n, 2);
    batch_close();
}

static void finds_an_exact_copy_and_who_was_first(void)
{
    char again[sizeof wire + 8];
    snprintf(again, sizeof again, "%s\n\n", wire); /* another file */
    batch_open();
    batch_add(again, "The Fjord Post", "2031-03-05");
    batch_add(wire, "Northwire", "2031-03-03");
    batch_compare(1);
    const struct ng_edge *e = only_edge();
    REQUIRE(e);
    CHECK_INT(e->relation, NG_EXACT);
    CHECK_STR(batch.reports.at[e->parent]->outlet, "Northwire");
    CHECK_INT(batch.origins.n, 1);
    CHECK_INT(batch.reports.at[e->child]->lineage_role, NG_ROLE_EXACT);
    CHECK(ng_id_eq(batch.reports.at[e->child]->origin,
                   batch.reports.at[e->parent]->id));
    batch_close();
}

static void finds_a_copy_with_its_end_cut_off(void)
{
    char cut[sizeof wire];
    size_t n = (size_t)(strstr(wire, "The owner") - wire);
    memcpy(cut, wire, n);
    cut[n] = 0;
    batch_open();
    batch_add(wire, "Northwire", "2031-03-03");
    batch_add(cut, "The Fjord Post", "2031-03-04");
    batch_compare(1);
    const struct ng_edge *e = only_edge();
    REQUIRE(e);
    CHECK_INT(e->relation, NG_SYNDICATED);
    CHECK(e->coverage_child > .95f && e->coverage_parent < .85f);
    for (size_t i = 0; i < e->blocks.n; i++) {
        CHECK(e->blocks.at[i].child.end <= batch.reports.at[e->child]->text.n);
        CHECK(e->blocks.at[i].parent.end <=
              batch.reports.at[e->parent]->text.n);
    }
    batch_close();
}

/* News grows: of two versions of one house without dates the shorter is the
 * earlier, also where most of the longer one is new. */
static void takes_the_fuller_version_for_the_later(void)
{
    char early[sizeof wire];
    size_t n = (size_t)(strstr(wire, "Trains to") - wire);
    memcpy(early, wire, n);
    early[n] = 0;
    batch_open();
    batch_add(wire, "Northwire", "");
    batch_add(early, "Northwire", "");
    batch_compare(1);
    const struct ng_edge *e = only_edge();
    REQUIRE(e);
    CHECK_INT(e->relation, NG_REVISION);
    CHECK_INT(e->direction, NG_BY_CONTAINMENT);
    CHECK(batch.reports.at[e->child]->text.n >
          batch.reports.at[e->parent]->text.n);
    batch_close();
}

/* The fourth version is a little shorter than the third, and still the last: it
 * lacks what all of the others have. */
static void puts_undated_versions_in_order(void)
{
    static const char third[] =
        "\n\nThe insurers of the cargo sent a letter on Tuesday in which they "
        "ask the port to pay for fish that spoiled on the quay, and the union "
        "of the dockers said that nobody had been paid for the closed days.";
    static const char fourth[] =
        "\n\nA diver was hurt on Thursday when a chain slipped, and the lift "
        "was put off until the wind falls, the harbour master said.";
    char v[4][sizeof wire + sizeof third + sizeof fourth];
    size_t trains = (size_t)(strstr(wire, "\n\nTrains") - wire);
    size_t owner = (size_t)(strstr(wire, "\n\nThe owner") - wire);
    snprintf(v[0], sizeof v[0], "%.*s", (int)trains, wire);
    snprintf(v[1], sizeof v[1], "%.*s", (int)owner, wire);
    snprintf(v[2], sizeof v[2], "%s%s", wire, third);
    snprintf(v[3], sizeof v[3], "%s%s%s", strstr(wire, "Solveig"), third,
             fourth);
    CHECK(strlen(v[3]) < strlen(v[2]));
    static const int come[] = {2, 0, 3, 1};
    batch_open();
    for (int i = 0; i < 4; i++)
        batch_add(v[come[i]], "Northwire", "");
    batch_compare(1);
    CHECK(batch.edges.n >= 3);
    for (size_t i = 0; i < batch.edges.n; i++) {
        int place[2] = {0};
        for (int end = 0; end < 2; end++)
            for (int k = 0; k < 4; k++) {
                const struct ng_edge *e = &batch.edges.at[i];
                uint32_t at = end ? e->parent : e->child;
                ng_str text = batch.reports.at[at]->text;
                if (text.n == strlen(v[k]))
                    place[end] = k;
            }
        CHECK(place[0] > place[1]);
    }
    batch_close();
}

/* 200 words that stand in no other such text, around 22 that do. */
static void around_background(char *text, size_t room, unsigned seed)
{
    static const char background[] =
        "The ferry sank in January in nine fathoms of water after it had "
        "struck a rock that stood on no chart of the fjord. ";
    size_t at = 0;
    for (int w = 0; w < 200; w++) {
        seed = seed * 1664525 + 1013904223;
        at += (size_t)snprintf(
            text + at, room - at, "%s%c%c%c%u%s", w == 100 ? background : "",
            'a' + (int)(seed >> 8 & 15), 'e' + (int)(seed >> 16 & 15),
            'i' + (int)(seed >> 24 & 15), seed >> 28,
            w % 12 == 11 ? ". " : " ");
    }
}

/* A sentence of background that a house puts into each of its reports makes
 * none of them an excerpt; in another house it is lifted. */
static void lets_a_house_repeat_its_background(void)
{
    static char a[4096], b[4096];
    around_background(a, sizeof a, 1);
    around_background(b, sizeof b, 2);
    for (int away = 0; away < 2; away++) {
        batch_open();
        batch_add(a, "Northwire", "2031-03-03");
        batch_add(b, away ? "The Fjord Post" : "Northwire", "2031-03-09");
        batch_compare(1);
        CHECK_INT(batch.edges.n, away);
        batch_close();
    }
}

/* A round-up is made from several reports, and has each for a parent. */
static void finds_each_source_of_an_article(void)
{
    static const char bus[] =
        "A bus with forty miners went off the road above Huaraz on Monday, "
        "and it took the fire brigade five hours to climb down to it with "
        "ropes. Nine people were dead, the governor said, and the driver was "
        "flown to Lima with both legs broken.";
    static const char mine[] =
        "The copper mine of Antamina will close a shaft in June because water "
        "comes in faster than four pumps can lift it. The union wants the "
        "same wages for the men while they wait, and the company offers two "
        "thirds of them until the autumn.";
    char both[1200];
    snprintf(both, sizeof both,
             "It was a hard week for the people of the high valleys.\n\n%s\n\n"
             "And then there is the work, or what is left of it.\n\n%s\n\n"
             "On Sunday they will carry the saint through the streets again.",
             bus, mine);
    batch_open();
    batch_add(bus, "Northwire", "2031-03-03");
    batch_add(mine, "Harbour Daily", "2031-03-04");
    batch_add(both, "The Fjord Post", "2031-03-06");
    batch_compare(1);
    CHECK_INT(batch.edges.n, 2);
    for (size_t i = 0; i < batch.edges.n; i++) {
        const struct ng_edge *e = &batch.edges.at[i];
        CHECK(ng_str_eq(batch.reports.at[e->child]->outlet,
                        STR("The Fjord Post")));
        CHECK(e->coverage_parent > .9f && e->blocks.n > 0);
    }
    CHECK(batch.edges.n != 2 ||
          batch.edges.at[0].parent != batch.edges.at[1].parent);
    batch_close();
}

/* What a house puts under each of its reports makes none of them a copy, also
 * where they are short and the house has few of them yet. */
static void lets_a_house_sign_its_reports(void)
{
    static const char *const news[] = {
        "A ferry from Bodo ran aground in fog on Tuesday. Its forty passengers "
        "were taken ashore by fishing boats and nobody was hurt, but the "
        "ferry lost oil, and the school by the beach sent the children home.",
        "The council of Narvik will let the old cinema to a choir of miners. "
        "Rent is one crown a year for ten years, which three members called "
        "a gift and the mayor called a bargain for a roof without leaks.",
        "Two wolves crossed the frozen lake near Kiruna. Herders drove their "
        "reindeer south during the night and asked the county for a permit "
        "to shoot, which it refused until the snow tells more of the pack.",
        "Snow closed the road over the pass for the third time this winter. "
        "Lorries with milk waited in Abisko, where the shop sold out of bread "
        "before noon and the hotel opened its sauna to the drivers.",
    };
    static const char tail[] =
        "The Fjord Post is a newspaper of the people who read it: whoever "
        "wants to write for us can ring the desk or come to Storgata 11 on "
        "any day but Sunday.";
    char text[1200];
    batch_open();
    for (size_t i = 0; i < sizeof news / sizeof *news; i++) {
        snprintf(text, sizeof text, "%s\n\n%s", news[i], tail);
        batch_add(text, "The Fjord Post", "2031-03-03");
    }
    batch_compare(1);
    CHECK_INT(batch.edges.n, 0);
    batch_close();
}

static void takes_no_quotation_for_a_copy(void)
{
    static const char said[] =
        "\"We will not pay one more crown for a bridge that was promised to "
        "us by four governments and that nobody has begun to build,\" the "
        "mayor said.";
    char a[4000], b[4000];
    snprintf(a, sizeof a, "%s\n\n%s", wire, said);
    snprintf(b, sizeof b, "%s\n\n%s", other, said);
    batch_open();
    batch_add(a, "Northwire", "2031-03-03");
    batch_add(b, "Uri Bote", "2031-03-04");
    batch_compare(1);
    const struct ng_edge *e = only_edge();
    REQUIRE(e);
    CHECK_INT(e->relation, NG_QUOTES_ONLY);
    CHECK_INT(batch.origins.n, 2);
    batch_close();
}

static void closes_quotations_that_nobody_closed(void)
{
    char a[4000];
    snprintf(a, sizeof a, "He wrote \"so much.\n\n%s", wire);
    batch_open();
    batch_add(a, "The Fjord Post", "2031-03-04");
    batch_add(wire, "Northwire", "2031-03-03");
    batch_compare(1);
    const struct ng_edge *e = only_edge();
    REQUIRE(e);
    CHECK(e->relation != NG_QUOTES_ONLY);
    batch_close();
}

static void knows_houses_by_their_names(void)
{
    char a[NG_HOUSE_BYTES];
    CHECK_STR(ng_house_of(STR("ABC Radio"), a), "abc");
    CHECK_STR(ng_house_of(STR("abcnews.go.com"), a), "abc");
    CHECK_STR(ng_house_of(STR("https://www.bbc.co.uk/news/x"), a), "bbc");
    CHECK_STR(ng_house_of(STR("The Associated Press"), a), "ap");
    CHECK_STR(ng_house_of(STR("The Moscow Times"), a), "moscowtimes");
    CHECK_STR(ng_house_of(STR("News"), a), "news");
    CHECK_INT(ng_house_of(STR(""), a).n, 0);
    char longest[300];
    memset(longest, 'x', sizeof longest);
    CHECK_INT(ng_house_of((ng_str){longest, sizeof longest}, a).n,
              NG_HOUSE_BYTES);
}

static void folds_what_prints_change(void)
{
    struct ng_arena a;
    static const char x[] = "WhenNorth \"is it\"? K\xc3\x89"
                            "A's 3 men";
    char *copy = malloc(sizeof x - 1);
    memcpy(copy, x, sizeof x - 1);
    REQUIRE(ng_arena_open(&a, 1 << 20, NULL) == NG_OK);
    struct ng_report r = {.text = {copy, sizeof x - 1}};
    struct ng_trace_text t = ng_trace_text_of(&r, &a);
    REQUIRE(t.n == 8);
    r.text = STR("when NORTH \xe2\x80\x9cis it\xe2\x80\x9d? k\xc3\xa9"
                 "a\xe2\x80\x99s 3 men");
    struct ng_trace_text u = ng_trace_text_of(&r, &a);
    REQUIRE(u.n == 8);
    CHECK(memcmp(t.word, u.word, 8 * sizeof *t.word) == 0);
    CHECK(t.flags[2] & NG_TRACE_QUOTED && u.flags[3] & NG_TRACE_QUOTED);
    CHECK(!(t.flags[4] & NG_TRACE_QUOTED) && !(u.flags[1] & NG_TRACE_QUOTED));
    CHECK(t.flags[6] & NG_TRACE_NUMBER);
    free(copy);
    ng_arena_close(&a, 1 << 20);
}

/* Many reports made of few words: hubs everywhere. */
static void add_many(size_t n, unsigned seed)
{
    static const char *const word[] = {"tide", "crane", "vote",   "Brekke",
                                       "ore",  "the",   "nine",   "fjord",
                                       "in",   "court", "Narvik", "rail"};
    char text[2400], day[16];
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        for (int w = 0; w < 160; w++) {
            seed = seed * 1664525 + 1013904223;
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s",
                                   word[((seed >> 16 & 7) + (i & 1) * 2) % 12],
                                   w % 12 == 11 ? ". " : " ");
        }
        snprintf(day, sizeof day, "2031-03-%02d", (int)(1 + i % 28));
        batch_add(i % 5 ? text : wire, i % 3 ? "Northwire" : "Post", day);
    }
}

static uint64_t edges_hash(void)
{
    uint64_t h = batch.edges.n;
    for (size_t i = 0; i < batch.edges.n; i++) {
        const struct ng_edge *e = &batch.edges.at[i];
        h = ng_hash64((ng_str){(const char *)e->blocks.at,
                               e->blocks.n * sizeof *e->blocks.at},
                      h);
        h ^= ng_hash64(ng_id_str(&batch.reports.at[e->child]->id), h);
        h ^= ng_hash64(ng_id_str(&batch.reports.at[e->parent]->id), h + 1);
        h += (uint64_t)e->relation + (uint64_t)(e->score * 4096);
    }
    return h;
}

static void does_not_depend_on_order_or_jobs(void)
{
    uint64_t first = 0;
    for (unsigned k = 0; k < 3; k++) {
        batch_open();
        add_many(60, 7);
        for (size_t i = 0; k == 1 && i < batch.reports.n / 2; i++) {
            struct ng_report **r = batch.reports.at;
            struct ng_report *swap = r[i];
            r[i] = r[batch.reports.n - 1 - i];
            r[batch.reports.n - 1 - i] = swap;
        }
        batch_compare(k == 2 ? 4 : 1);
        first = k ? first : edges_hash();
        CHECK(edges_hash() == first);
        batch_close();
    }
}

static void bears_any_text(void)
{
    static const char *const odd[] = {
        "",         "a",      "\"",           "\xe2\x80",
        "\xff\xfe", "\n\n\n", "\xe2\x80\x9c", "1 2 3"};
    char *same = malloc(200001);
    memset(same, 'a', 200000);
    same[200000] = 0;
    batch_open();
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        batch_add(odd[i], "", "");
    batch_add(same, "", "");
    for (int i = 1; i < 200000; i += 2)
        same[i] = ' ';
    batch_add(same, "", "");
    same[0] = 'b';
    batch_add(same, "", "");
    batch_compare(2);
    CHECK(batch.edges.n <= 2);
    batch_close();
    free(same);
}

static void reads_the_examples_as_they_were_made(void)
{
    static const char *const story[] = {"examples/ferry", "examples/river"};
    for (int s = 0; s < 2; s++) {
        char path[256], line[1024];
        snprintf(path, sizeof path, "%s.tsv", story[s]);
        FILE *f = fopen(path, "r");
        if (!f)
            SKIP("no examples here");
        batch_open();
        char file[128], relation[32], parent[128];
        while (fgets(line, sizeof line, f))
            if (sscanf(line, "%127s", file) == 1 && strcmp(file, "file")) {
                snprintf(path, sizeof path, "%s/%s", story[s], file);
                CHECK(batch_read(path));
            }
        batch_compare(2);
        rewind(f);
        while (fgets(line, sizeof line, f)) {
            if (sscanf(line, "%127s %31s %127s", file, relation, parent) != 3 ||
                !strcmp(file, "file") || !strcmp(relation, "-"))
                continue;
            const struct ng_edge *e =
                batch_edge(batch_find(file), batch_find(parent));
            ng_str got = e ? ng_relation_name(e->relation) : STR("none");
            if (!ng_str_eq(got, ng_str_of(relation)))
                T_SAY("%s: %s of %s, got " PRS "\n", file, relation, parent,
                      PRS_ARG(got));
        }
        CHECK_INT(batch.stories.n, 1);
        fclose(f);
        batch_close();
    }
}

static void tells_the_origins_of_the_five_reports(void)
{
    char path[512];
    batch_open();
    if (!batch_read(batch_shared("seeds", path))) {
        batch_close();
        SKIP("no ../shared/seeds here");
    }
    batch_compare(2);
    uint32_t r[5];
    for (int i = 0; i < 5; i++) {
        r[i] = NG_NONE;
        for (uint32_t k = 0; k < batch.reports.n; k++) {
            char head[24];
            snprintf(head, sizeof head, "/00%d_", i);
            if (ng_str_find(batch.reports.at[k]->source.path, ng_str_of(head),
                            0) != SIZE_MAX)
                r[i] = k;
        }
        REQUIRE(r[i] != NG_NONE);
    }
    CHECK_INT(batch.edges.n, 1);
    const struct ng_edge *e = batch_edge(r[0], r[1]);
    REQUIRE(e);
    CHECK_INT(e->relation, NG_REVISION);
    CHECK_INT(batch.origins.n, 4);
    CHECK_INT(batch.stories.n, 1);
    CHECK_INT(batch.stories.at[0].independent, 4);
    CHECK_INT(batch.reports.at[r[3]]->lineage_role, NG_ROLE_SPUN);
    CHECK_STR(batch.origins.at[batch.origin_of[r[3]]].name, "AP");
    CHECK(batch.origins.at[batch.origin_of[r[3]]].report == NG_NONE);
    CHECK_STR(batch.origins.at[batch.origin_of[r[4]]].name, "Reuters");
    batch_close();
}

static const char function_words[] =
    "a about after against all amid among an and any are as at be "
    "because been before being between both but by day days despite "
    "did do does down dr during each even every first for from had has "
    "have he her here him his how i if in into is it its just last me "
    "month months more most mr mrs ms my new no nor not of off on one "
    "only onto or other our out over own per said same say says second "
    "she so some still such than that the their them then there these "
    "they this those three to told too two under until up very via was "
    "we week weeks were what when where which while who whom why with "
    "year years yet you your ";

static void knows_function_words(void)
{
    static const char *const others[] = {"harbour", "thee", "t",    "ab",
                                         "months1", "as ",  "beca", "unti"};
    for (const char *p = function_words; *p;) {
        size_t n = strcspn(p, " ");
        CHECK(ng_is_function_word((ng_str){p, n}));
        p += n + 1;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        CHECK(!ng_is_function_word(ng_str_of(others[i])));
    CHECK(!ng_is_function_word((ng_str){0}));
}

/* A word is the same word wherever it stands: at the end of a text, where it is
 * read byte by byte, and in the middle, where it is read eight at once. */
static void folds_the_same_everywhere(void)
{
    static const char *const parts[] = {
        "a",
        "zebra",
        "Zebra",
        "NATO",
        "x1",
        "caf\xc3\xa9",
        "WhenNorth",
        "counterrevolutionarieswithaverylongnamethatgoesonandonandonandonandon",
        "\xd0\x9c\xd0\xb8\xd1\x80",
        "\xe4\xb8\xad\xe6\x96\x87",
        "12,5",
        "Kim's",
        "the",
        "\"we",
        "said.\"",
        "-",
        "sixteenletterses",
        "eightlet",
        "ninelette",
        "\xe2\x80\x9cOh\xe2\x80\x9d"};
    enum { PARTS = sizeof parts / sizeof *parts };
    struct ng_arena a;
    uint32_t seed = 3;
    CHECK(ng_arena_open(&a, 16 << 20, NULL) == NG_OK);
    for (int round = 0; round < 400; round++) {
        char text[2048];
        size_t n = 0;
        for (int k = 0; k < 12; k++) {
            seed = seed * 1664525 + 1013904223;
            n += (size_t)sprintf(text + n, "%s%s", parts[(seed >> 12) % PARTS],
                                 seed >> 30 ? " " : "");
        }
        char *exact = malloc(n);
        memcpy(exact, text, n);
        memset(text + n, '\n', 200);
        struct ng_arena here = a;
        struct ng_report r = {.text = {exact, n}},
                         s = {.text = {text, n + 200}};
        struct ng_trace_text x = ng_trace_text_of(&r, &here);
        struct ng_trace_text y = ng_trace_text_of(&s, &here);
        CHECK_INT(x.n, y.n);
        for (uint32_t i = 0; i < x.n && i < y.n; i++) {
            CHECK_INT(x.word[i], y.word[i]);
            CHECK_INT(x.beg[i], y.beg[i]);
            CHECK_INT(x.len[i], y.len[i]);
            CHECK_INT(x.flags[i] & ~NG_TRACE_QUOTED,
                      y.flags[i] & ~NG_TRACE_QUOTED);
        }
        free(exact);
    }
    ng_arena_close(&a, 16 << 20);
}

T_MAIN(T(knows_function_words), T(folds_the_same_everywhere),
       T(tells_no_lineage_of_strangers),
       T(finds_an_exact_copy_and_who_was_first),
       T(finds_a_copy_with_its_end_cut_off),
       T(takes_the_fuller_version_for_the_later),
       T(puts_undated_versions_in_order), T(lets_a_house_repeat_its_background),
       T(finds_each_source_of_an_article), T(lets_a_house_sign_its_reports),
       T(takes_no_quotation_for_a_copy),
       T(closes_quotations_that_nobody_closed), T(knows_houses_by_their_names),
       T(folds_what_prints_change), T(does_not_depend_on_order_or_jobs),
       T(bears_any_text), T(reads_the_examples_as_they_were_made),
       T(tells_the_origins_of_the_five_reports))
