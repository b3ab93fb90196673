/* Changes between revisions: facts first, and each row a receipt. */
#include "fixture_batch.h"

static const char before[] =
    "LIMA, June 2 (Northwire) - A bus fell from a mountain road near Huaraz "
    "and at least 14 people were killed, police said on Monday.\n\n"
    "The interior ministry confirmed Monday that an inquiry was being planned, "
    "but gave no details.\n\n"
    "The bus company may have known of a fault in the brakes, a former "
    "mechanic said.\n\n"
    "The drivers' union told Northwire that \"nobody has called us\" and that "
    "it would wait.\n\n"
    "The road was built in 1978 and has no barrier on the side of the river.";

static const char after[] =
    "LIMA, June 3 (Northwire) - A bus fell from a mountain road near Huaraz "
    "and at least 17 people were killed, police said on Monday.\n\n"
    "The interior ministry confirmed Tuesday that the inquiry would begin on "
    "Thursday in Huaraz.\n\n"
    "The bus company had known of a fault in the brakes, a former mechanic "
    "said.\n\n"
    "The road was constructed in 1978 and has no barrier on the side of the "
    "river.\n\n"
    "Governor Elena Paz asked for two weeks of mourning.";

static void compare(const char *a, const char *b)
{
    batch_open();
    batch_add(a, "Northwire", "2031-06-02");
    batch_add(b, "Northwire", "2031-06-03");
    batch_compare(1);
    ng_compare(&batch, 0, 1, &batch_out, batch_scratch);
}

/* The place of the first row whose texts hold these words; 99: none. */
static size_t row_with(const char *was, const char *is)
{
    for (size_t i = 0; i < batch.changes.n; i++) {
        const struct ng_change *c = &batch.changes.at[i];
        if (ng_str_find(c->before, ng_str_of(was), 0) != SIZE_MAX &&
            ng_str_find(c->after, ng_str_of(is), 0) != SIZE_MAX)
            return i;
    }
    return 99;
}

static void check_rows(void)
{
    for (size_t i = 0; i < batch.changes.n; i++) {
        const struct ng_change *c = &batch.changes.at[i];
        ng_str from = batch.reports.at[c->from]->text;
        ng_str to = batch.reports.at[c->to]->text;
        REQUIRE(c->cite_before.end <= from.n && c->cite_after.end <= to.n);
        CHECK(ng_str_eq(c->before, ng_slice(from, c->cite_before)));
        CHECK(ng_str_eq(c->after, ng_slice(to, c->cite_after)));
        CHECK(c->before.n + c->after.n > 0);
        CHECK(i == 0 || c->to != batch.changes.at[i - 1].to ||
              c->weight <= batch.changes.at[i - 1].weight);
        CHECK(c->id.c[0] == 'c');
        for (size_t k = 0; k < i; k++)
            CHECK(!ng_id_eq(c->id, batch.changes.at[k].id));
    }
}

static void tells_facts_before_words(void)
{
    compare(before, after);
    check_rows();
    CHECK_INT(batch.changes.n, 6);
    size_t day = row_with("Monday that an inquiry", "Thursday"),
           toll = row_with("14 people", "17 people"),
           doubt = row_with("may have known", "had known"),
           union_gone = row_with("nobody has called", ""),
           mourning = row_with("", "Elena Paz"),
           words = row_with("was built", "was constructed");
    REQUIRE(day != 99 && toll != 99 && doubt != 99 && union_gone != 99 &&
            mourning != 99 && words != 99);
    const struct ng_change *c = batch.changes.at;
    CHECK(day < 2 && toll < 2);
    CHECK_INT(c[day].class, NG_VALUE_CHANGED);
    CHECK_INT(c[day].slot, NG_WHEN);
    CHECK_INT(c[toll].class, NG_VALUE_CHANGED);
    CHECK_INT(c[toll].slot, NG_HOW_MANY);
    CHECK_INT(c[union_gone].class, NG_SOURCE_DROPPED);
    CHECK_INT(c[doubt].class, NG_HEDGE_CHANGED);
    CHECK_INT(c[mourning].class, NG_FACT_ADDED);
    CHECK_INT(c[words].class, NG_WORDING);
    CHECK_INT(words, 5);
    batch_close();
}

static void finds_nothing_between_equals(void)
{
    compare(before, before);
    CHECK_INT(batch.changes.n, 0);
    batch_close();
}

static void does_not_take_order_for_a_change(void)
{
    compare("The mayor of Graz opened the bridge. Two boats sank in the lake. "
            "The school in Enns has a new roof.",
            "Two boats sank in the lake. The school in Enns has a new roof. "
            "The mayor of Graz opened the bridge.");
    CHECK_INT(batch.changes.n, 0);
    batch_close();
}

static void tells_what_kind_of_change_it_is(void)
{
    static const struct {
        const char *was, *is;
        enum ng_change_class class;
    } cases[] = {
        {"Minister Ada Holm will open the bridge on Friday.",
         "Minister Ada Holm opened the bridge on Friday.", NG_STATUS_CHANGED},
        {"The court will hold a hearing in Graz.",
         "The court held a hearing in Graz.", NG_STATUS_CHANGED},
        {"The tunnel could save the region nine million crowns.",
         "The tunnel will save the region nine million crowns.",
         NG_HEDGE_CHANGED},
        {"\"The bridge is safe and has always been safe,\" Ada Holm said.",
         "\"The bridge is safe,\" Ada Holm said.", NG_QUOTE_CHANGED},
        {"Mayor Ada Ramsdahl opened the bridge.",
         "Mayor Ada Ramsdal opened the bridge.", NG_SPELLING},
        {"The crew sailed to Rostock in Iran.",
         "The crew sailed to Rostock in Iraq.", NG_VALUE_CHANGED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compare(cases[i].was, cases[i].is);
        CHECK_INT(batch.changes.n, 1);
        if (batch.changes.n)
            CHECK_INT(batch.changes.at[0].class, cases[i].class);
        batch_close();
    }
}

static void a_paragraph_that_moved_is_told_once(void)
{
    compare("The mayor of Graz opened the bridge.\n\nTwo boats sank in the "
            "lake.\n\nThe school in Enns has a new roof.",
            "The school in Enns has a new roof.\n\nThe mayor of Graz opened "
            "the bridge.\n\nTwo boats sank in the lake.");
    CHECK_INT(batch.changes.n, 1);
    if (batch.changes.n)
        CHECK_INT(batch.changes.at[0].class, NG_MOVED);
    CHECK_INT(row_with("The school", "The school"), 0);
    batch_close();
}

static void a_note_of_correction_comes_first(void)
{
    compare("At least 19 people died in the flood, police said.",
            "At least 17 people died in the flood, police said.\n\nThis story "
            "has been corrected. Two of the dead were counted twice, the army "
            "said.");
    CHECK_INT(batch.changes.n, 2);
    if (batch.changes.n == 2) {
        CHECK_INT(batch.changes.at[0].class, NG_AMENDED);
        CHECK_INT(batch.changes.at[1].class, NG_VALUE_CHANGED);
    }
    CHECK_INT(row_with("", "counted twice"), 0);
    batch_close();
}

static void compares_each_revision_once(void)
{
    char third[4000];
    snprintf(third, sizeof third, "%s\n\nTwo of the dead were children.",
             after);
    batch_open();
    batch_add(before, "Northwire", "2031-06-02");
    batch_add(after, "Northwire", "2031-06-03");
    batch_add(third, "Northwire", "2031-06-04");
    batch_compare(1);
    ng_find_changes(&batch, &batch_out, batch_scratch);
    check_rows();
    size_t of_third = 0;
    for (size_t i = 0; i < batch.changes.n; i++) {
        CHECK(batch.changes.at[i].from + 1 == batch.changes.at[i].to);
        of_third += batch.changes.at[i].to == 2;
    }
    CHECK_INT(of_third, 1);
    batch_close();
}

static void bears_any_pair(void)
{
    static const char *const odd[] = {"", "a", "\"", "1.", "(", "He said"};
    enum { ODD = sizeof odd / sizeof *odd };
    char *longest = malloc(60001);
    for (size_t i = 0; i < 60000; i++)
        longest[i] = i % 10 == 9 ? ' ' : i % 97 == 96 ? '.' : 'x';
    longest[60000] = 0;
    for (size_t i = 0; i <= ODD; i++)
        for (size_t k = 0; k <= ODD; k++) {
            compare(i < ODD ? odd[i] : longest, k < ODD ? odd[k] : before);
            check_rows();
            batch_close();
        }
    free(longest);
}

static void puts_the_day_of_the_meeting_first(void)
{
    char path[512];
    batch_open();
    if (!batch_read(batch_shared("seeds", path))) {
        batch_close();
        SKIP("no ../shared/seeds here");
    }
    batch_compare(1);
    ng_find_changes(&batch, &batch_out, batch_scratch);
    check_rows();
    CHECK(batch.changes.n >= 8 && batch.changes.n <= 15);
    size_t day = row_with("Monday", "Thursday"), gone = 99;
    CHECK(day < 3);
    CHECK(day == row_with("planned", "Vladivostok"));
    for (size_t i = 0; i < batch.changes.n && gone == 99; i++)
        if (batch.changes.at[i].class == NG_SOURCE_DROPPED &&
            ng_str_find(batch.changes.at[i].before, STR("Blue House"), 0) !=
                SIZE_MAX)
            gone = i;
    CHECK(gone < 6);
    bool words = false;
    for (size_t i = 0; i < batch.changes.n; i++) {
        CHECK(!words || batch.changes.at[i].class == NG_WORDING);
        words |= batch.changes.at[i].class == NG_WORDING;
    }
    batch_close();
}

T_MAIN(T(tells_facts_before_words), T(finds_nothing_between_equals),
       T(does_not_take_order_for_a_change), T(tells_what_kind_of_change_it_is),
       T(a_paragraph_that_moved_is_told_once),
       T(a_note_of_correction_comes_first), T(compares_each_revision_once),
       T(bears_any_pair), T(puts_the_day_of_the_meeting_first))
