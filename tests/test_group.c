/* Stories: likeness, copies, reasons, ids that stay, strangers kept out. */
#include "fixture_batch.h"

static const char *const fire[] = {
    "A fire in the cotton market of Multan destroyed 60 shops before dawn. "
    "Rescue chief Tariq Sohail said a cable had sparked in the cotton market "
    "and that nobody was hurt. Traders in Multan asked for help.",
    "Traders in Multan counted their losses after the cotton market burned. "
    "Tariq Sohail, who leads the rescue service, blamed a cable. About 60 "
    "shops are gone and the market will stay closed.",
    "Multan's cotton market, where a fire took 60 shops, is to be rebuilt in "
    "stone. Rescue chief Tariq Sohail asked for wider lanes and new cables "
    "before the traders return to the market.",
};
static const char *const vote[] = {
    "Lawmakers in Suva passed a budget that raises the tax on sugar. Finance "
    "minister Mere Waqa said the sugar tax would pay for clinics on the outer "
    "islands of Fiji.",
    "Fiji's budget passed in Suva by two votes. The tax on sugar will pay for "
    "clinics, finance minister Mere Waqa said, while millers of sugar warned "
    "of layoffs on the islands.",
};

static void add_both(void)
{
    for (int i = 0; i < 3; i++)
        batch_add(fire[i], i ? "Indus Post" : "Multan Daily", "2031-05-03");
    for (int i = 0; i < 2; i++)
        batch_add(vote[i], i ? "Suva Sun" : "Pacific Wire", "2031-05-03");
}

static const struct ng_story *story_with(const char *word)
{
    for (size_t i = 0; i < batch.reports.n; i++)
        if (ng_str_find(batch.reports.at[i]->text, ng_str_of(word), 0) !=
            SIZE_MAX)
            return &batch.stories.at[batch.story_of[i]];
    return NULL;
}

static void puts_like_to_like(void)
{
    batch_open();
    add_both();
    batch_compare(1);
    CHECK_INT(batch.stories.n, 2);
    const struct ng_story *a = story_with("Multan"), *b = story_with("Suva");
    REQUIRE(a && b);
    CHECK_INT(a->reports.n, 3);
    CHECK_INT(a->independent, 3);
    CHECK_INT(b->reports.n, 2);
    CHECK(a->id.c[0] == 's' && !ng_id_eq(a->id, b->id));
    CHECK_INT(a->state, NG_GROWING);
    CHECK_INT(b->state, NG_CORROBORATED);
    CHECK(a->title.n > 10 && a->title.n < 120);
    for (size_t i = 0; i < batch.reports.n; i++)
        CHECK(ng_id_eq(batch.reports.at[i]->story,
                       batch.stories.at[batch.story_of[i]].id));
    batch_close();
}

static void says_why(void)
{
    batch_open();
    add_both();
    batch_compare(1);
    const struct ng_story *a = story_with("Multan");
    REQUIRE(a && a->reasons.n >= 1);
    for (size_t i = 0; i < a->reasons.n; i++) {
        CHECK(a->reasons.at[i].probability >= .5f);
        CHECK(a->reasons.at[i].terms[0].n > 2);
        CHECK(batch.story_of[a->reasons.at[i].report] ==
              (uint32_t)(a - batch.stories.at));
    }
    batch_close();
}

static void keeps_its_id_when_it_grows(void)
{
    ng_id few, more;
    batch_open();
    batch_add(fire[0], "Multan Daily", "2031-05-03");
    batch_compare(1);
    few = batch.stories.at[0].id;
    batch_close();
    batch_open();
    batch_add(fire[2], "Indus Post", "2031-05-05");
    batch_add(fire[1], "Indus Post", "2031-05-04");
    batch_add(fire[0], "Multan Daily", "2031-05-03");
    batch_compare(1);
    more = batch.stories.at[0].id;
    CHECK_INT(batch.stories.n, 1);
    CHECK(ng_id_eq(few, more));
    CHECK_INT(batch.stories.at[0].span.first, ng_day_of(2031, 5, 3));
    CHECK_INT(batch.stories.at[0].span.last, ng_day_of(2031, 5, 5));
    batch_close();
}

static void parts_what_time_parts(void)
{
    batch_open();
    batch_add(fire[0], "Multan Daily", "2031-05-03");
    batch_add(fire[2], "Indus Post", "2031-08-05");
    batch_compare(1);
    CHECK_INT(batch.stories.n, 2);
    batch_close();
}

static void joins_copies_and_counts_them_once(void)
{
    char copy[1000];
    snprintf(copy, sizeof copy, "%s\n\n", fire[0]);
    batch_open();
    batch_add(fire[0], "Multan Daily", "2031-05-03");
    batch_add(copy, "Copy Cat", "2031-05-30"); /* outside the window */
    batch_compare(1);
    CHECK_INT(batch.stories.n, 1);
    CHECK_INT(batch.stories.at[0].independent, 1);
    CHECK_INT(batch.stories.at[0].reports.n, 2);
    CHECK_INT(batch.stories.at[0].origins.n, 1);
    batch_close();
}

static void bears_any_text(void)
{
    static const char *const odd[] = {
        "", "a", "\xff\xfe\xc2", "the the the", "\xe2\x80", "12 13 14 15"};
    batch_open();
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        batch_add(odd[i], "", "");
    batch_compare(1);
    CHECK(batch.stories.n >= 1);
    batch_close();
    batch_open();
    batch_compare(1);
    CHECK_INT(batch.stories.n, 0);
    batch_close();
}

static void keeps_strangers_out(void)
{
    char path[512];
    batch_open();
    bool have = batch_read("examples/river") && batch_read("examples/ferry");
    bool seeds = batch_read(batch_shared("seeds", path));
    batch_read(batch_shared("data/stories/ecbplus.dev.jsonl", path));
    if (!have || !seeds) {
        batch_close();
        SKIP("no examples or no ../shared here");
    }
    batch_compare(2);
    const char *const word[] = {"Khasan", "Galway", "Rioverde"};
    size_t sizes[3] = {0};
    for (int k = 0; k < 3; k++) {
        const struct ng_story *s = story_with(word[k]);
        REQUIRE(s);
        sizes[k] = s->reports.n;
        for (size_t i = 0; i < s->reports.n; i++) {
            ng_str at = batch.reports.at[s->reports.at[i]]->source.path;
            CHECK(ng_str_find(at, STR("ecbplus"), 0) == SIZE_MAX);
        }
    }
    CHECK_INT(sizes[0], 5);
    CHECK_INT(sizes[1], 10);
    CHECK_INT(sizes[2], 10);
    batch_close();
}

T_MAIN(T(puts_like_to_like), T(says_why), T(keeps_its_id_when_it_grows),
       T(parts_what_time_parts), T(joins_copies_and_counts_them_once),
       T(bears_any_text), T(keeps_strangers_out))
