/* Where reports disagree, and where they only tell different things.
 *
 * Small made-up stories, each with the disagreement that it must show, or with
 * the slot that must stay silent. The kinds in both directions: told by one of
 * two who cannot both be right, and told of two different things. */
#include "fixture_batch.h"
#include "weigh/weigh.h"

enum { NONE = -1 };

struct one {
    const char *outlet, *day, *text;
    unsigned origin; /* reports of one lineage share a number; 0: its own */
};

static const struct story {
    const char *name;
    struct one reports[3];
    enum ng_slot slot;
    int kind;           /* or NONE: nothing in this slot */
    const char *values; /* pieces of the values, with bars between */
} stories[] = {
    {"a toll grows over revisions",
     {{"Northwire", "2031-05-13",
       "LYON (Northwire) - At least six people were killed when a footbridge "
       "gave way in Lyon on Tuesday, the fire brigade said.",
       1},
      {"Northwire", "2031-05-14",
       "LYON (Northwire) - Nine people were killed when a footbridge gave way "
       "in Lyon on Tuesday, the fire brigade said on Wednesday.",
       1}},
     NG_HOW_MANY,
     NG_SUPERSEDED,
     "six|Nine"},
    {"a toll grows from report to report",
     {{"Northwire", "2031-05-13",
       "A footbridge gave way in Lyon on Tuesday and killed six people, the "
       "fire brigade said.",
       0},
      {"Coast Today", "2031-05-15",
       "The death toll of the footbridge collapse in Lyon rose to 11 on "
       "Thursday.",
       0}},
     NG_HOW_MANY,
     NG_SUPERSEDED,
     "six|11"},
    {"a toll far from its number",
     {{"Northwire", "2031-05-13",
       "A footbridge gave way in Lyon on Tuesday and killed six people, the "
       "fire brigade said.",
       0},
      {"Coast Today", "2031-05-15",
       "The fire brigade put the number of people killed by the footbridge in "
       "the old town of Lyon at 11.",
       0}},
     NG_HOW_MANY,
     NG_SUPERSEDED,
     "six|11"},
    {"a part is not against its whole",
     {{"Northwire", "2031-05-13",
       "Metro Rhone has dismissed five drivers who led the strike in Lyon, two "
       "people who saw the letters said.",
       0},
      {"Coast Today", "2031-05-16",
       "Metro Rhone signed an agreement with the union in Lyon and takes back "
       "three of the five drivers who were dismissed after the strike.",
       0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"a toll grows twice",
     {{"Northwire", "2031-05-13",
       "A footbridge gave way in Lyon on Tuesday and killed six people, the "
       "fire brigade said.",
       0},
      {"Coast Today", "2031-05-15",
       "The death toll of the footbridge collapse in Lyon rose to 11 on "
       "Thursday.",
       0},
      {"Radio Two", "2031-05-16",
       "The death toll of the footbridge collapse in Lyon rose to 14 on "
       "Friday.",
       0}},
     NG_HOW_MANY,
     NG_SUPERSEDED,
     "six|11|14"},
    {"the missing are found",
     {{"Northwire", "2031-05-13",
       "Forty people are missing after a landslide in Lyon on Tuesday.", 0},
      {"Coast Today", "2031-05-15",
       "Twelve people are still missing after the landslide in Lyon.", 0}},
     NG_HOW_MANY,
     NG_SUPERSEDED,
     "Forty|Twelve"},
    {"two tolls of one day",
     {{"Northwire", "2031-05-13",
       "A footbridge gave way in Lyon on Tuesday and killed six people, the "
       "fire brigade said.",
       0},
      {"Coast Today", "2031-05-13",
       "Eleven people died on Tuesday when a footbridge gave way in Lyon, the "
       "mayor said.",
       0}},
     NG_HOW_MANY,
     NG_CONTRADICTION,
     "six|Eleven"},
    {"the dead of two towns",
     {{"Northwire", "2031-05-13",
       "Six people were killed in a fire in Lyon on Tuesday, police said.", 0},
      {"Coast Today", "2031-05-13",
       "Eleven people were killed in a fire in Marseille on Tuesday, police "
       "said.",
       0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"the dead of a town and of its country",
     {{"Northwire", "2031-05-13",
       "Six people were killed by the storm in Lyon, the fire brigade said.",
       0},
      {"Coast Today", "2031-05-13",
       "The storm killed 40 people in France, the government said.", 0}},
     NG_HOW_MANY,
     NG_COMPATIBLE,
     "Six|40"},
    {"the dead, and the children among them",
     {{"Northwire", "2031-05-13",
       "Twelve people were killed when the ferry sank off Bergen on Tuesday.",
       0},
      {"Coast Today", "2031-05-13",
       "Three children were killed when the ferry sank off Bergen on Tuesday.",
       0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"the dead and the hurt",
     {{"Northwire", "2031-05-13",
       "Twelve people were killed when the ferry sank off Bergen on Tuesday.",
       0},
      {"Coast Today", "2031-05-13",
       "Thirty people were injured when the ferry sank off Bergen on Tuesday.",
       0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"this accident and an earlier one",
     {{"Northwire", "2031-05-13",
       "Twelve people were killed when the ferry sank off Bergen on Tuesday.",
       0},
      {"Coast Today", "2031-05-13",
       "A similar accident off Bergen killed 30 people four years ago.", 0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"police and organisers",
     {{"Northwire", "2031-05-13",
       "Thousands marched through Lyon on Saturday. Police put the crowd at "
       "3,000. Organisers said 20,000 people had marched.",
       0}},
     NG_HOW_MANY,
     NG_CONTRADICTION,
     "3,000|20,000"},
    {"arrests by two accounts",
     {{"Northwire", "2031-05-13",
       "Officers arrested 40 protesters in Lyon on Saturday, the interior "
       "ministry said.",
       0},
      {"Coast Today", "2031-05-13",
       "More than 120 people were detained at the protest in Lyon on Saturday, "
       "a lawyers' group said.",
       0}},
     NG_HOW_MANY,
     NG_CONTRADICTION,
     "40|120"},
    {"a vague number and an exact one within it",
     {{"Northwire", "2031-05-13",
       "Thousands of miners work in the copper pits near Arica.", 0},
      {"Coast Today", "2031-05-14",
       "More than 4,000 miners work in copper pits near Arica.", 0}},
     NG_HOW_MANY,
     NG_COMPATIBLE,
     "Thousands|4,000"},
    {"what a trade earns",
     {{"Northwire", "2031-05-13",
       "Sending workers abroad earns Nepal more than $900 million a year, a "
       "study said.",
       0},
      {"Coast Today", "2031-05-14",
       "Workers abroad are a source of income for Nepal that the bank puts at "
       "$600 million a year.",
       0}},
     NG_HOW_MANY,
     NG_COMPATIBLE,
     "900|600"},
    {"what is earned and what is paid in aid",
     {{"Northwire", "2031-05-13",
       "Workers abroad earn Nepal more than $900 million a year.", 0},
      {"Coast Today", "2031-05-14",
       "Norway pledged aid of $20 million to Nepal for workers abroad.", 0}},
     NG_HOW_MANY,
     NONE,
     NULL},
    {"an accusation and its denial, in two reports",
     {{"Northwire", "2031-05-13",
       "Norway accused Iceland of shipping banned nets through the port of "
       "Bergen.",
       0},
      {"Coast Today", "2031-05-14",
       "Iceland denied the accusation that it had shipped banned nets.", 0}},
     NG_DID,
     NG_CONTRADICTION,
     "by Norway|by Iceland"},
    {"a denial of something else, by somebody else",
     {{"Northwire", "2031-05-13",
       "Norway accused Iceland of shipping banned nets through the port of "
       "Bergen.",
       0},
      {"Coast Today", "2031-05-14",
       "Portugal denied reports that its finance minister would resign.", 0}},
     NG_DID,
     NONE,
     NULL},
    {"a claim of one and the retort of the other",
     {{"Northwire", "2031-05-13",
       "The union said that guards had beaten two drivers. The company denied "
       "that.",
       0}},
     NG_DID,
     NG_CONTRADICTION,
     "by the union|by the company"},
    {"a claim that nobody denies",
     {{"Northwire", "2031-05-13",
       "The union said that guards had beaten two drivers. The company had no "
       "comment.",
       0}},
     NG_DID,
     NONE,
     NULL},
    {"seen by one, missed by the other",
     {{"Northwire", "2031-05-13",
       "Finance Minister Clara Ruiz did not attend the funeral in Lisbon.", 0},
      {"Coast Today", "2031-05-13",
       "Finance Minister Clara Ruiz and Mayor Jorge Pinto were seen at the "
       "funeral in Lisbon.",
       0}},
     NG_WHO,
     NG_CONTRADICTION,
     "not there|there"},
    {"one there, another away",
     {{"Northwire", "2031-05-13",
       "Finance Minister Clara Ruiz did not attend the funeral in Lisbon.", 0},
      {"Coast Today", "2031-05-13",
       "Mayor Jorge Pinto was seen at the funeral in Lisbon.", 0}},
     NG_WHO,
     NONE,
     NULL},
    {"away from one thing, at another",
     {{"Northwire", "2031-05-13",
       "Clara Ruiz did not attend the funeral in Lisbon on Tuesday.", 0},
      {"Coast Today", "2031-05-16",
       "Clara Ruiz attended a summit in Oslo on Friday.", 0}},
     NG_WHO,
     NONE,
     NULL},
    {"on the way, then arrived",
     {{"Northwire", "2031-05-13",
       "President Clara Ruiz is heading to Oslo for talks.", 0},
      {"Coast Today", "2031-05-14",
       "President Clara Ruiz arrived in Oslo on Wednesday.", 0}},
     NG_DID,
     NG_SUPERSEDED,
     "on the way|there"},
    {"on the way there, arrived elsewhere",
     {{"Northwire", "2031-05-13",
       "President Clara Ruiz is heading to Oslo for talks.", 0},
      {"Coast Today", "2031-05-14",
       "Mayor Jorge Pinto arrived in Lima on Wednesday.", 0}},
     NG_DID,
     NONE,
     NULL},
    {"an age, corrected",
     {{"Northwire", "2031-05-13",
       "The driver, Anna Berg, 34, was taken to hospital in Bergen.", 1},
      {"Northwire", "2031-05-14",
       "The driver, Anna Berg, 43, was taken to hospital in Bergen.", 1}},
     NG_WHO,
     NG_SUPERSEDED,
     "34|43"},
    {"an age by two accounts",
     {{"Northwire", "2031-05-13",
       "The driver, Anna Berg, 34, was taken to hospital in Bergen.", 0},
      {"Coast Today", "2031-05-13",
       "43-year-old Anna Berg drove the bus, police in Bergen said.", 0}},
     NG_WHO,
     NG_CONTRADICTION,
     "34|43"},
    {"two people of two ages",
     {{"Northwire", "2031-05-13",
       "The driver, Anna Berg, 34, was taken to hospital in Bergen.", 0},
      {"Coast Today", "2031-05-13",
       "A passenger, Lars Holm, 43, was taken to hospital in Bergen.", 0}},
     NG_WHO,
     NONE,
     NULL},
    {"planned, then done",
     {{"Northwire", "2031-05-13",
       "Norway and Iceland will sign a fisheries agreement in Oslo on "
       "Thursday.",
       0},
      {"Coast Today", "2031-05-16",
       "Norway and Iceland signed a fisheries agreement in Oslo on Thursday.",
       0}},
     NG_DID,
     NG_SUPERSEDED,
     "planned|happened"},
    {"one plan, told twice",
     {{"Northwire", "2031-05-13",
       "Norway and Iceland will sign a fisheries agreement in Oslo on "
       "Thursday.",
       0},
      {"Coast Today", "2031-05-14",
       "Iceland and Norway are to sign a fisheries agreement in Oslo on "
       "Thursday.",
       0}},
     NG_DID,
     NONE,
     NULL},
    {"done, says one; not done, says the other",
     {{"Northwire", "2031-05-13",
       "President Clara Ruiz met President Jorge Pinto in Lima on Monday.", 0},
      {"Coast Today", "2031-05-13",
       "President Clara Ruiz did not meet President Jorge Pinto in Lima on "
       "Monday.",
       0}},
     NG_DID,
     NG_CONTRADICTION,
     "happened|denied"},
    {"one attack, two who are blamed",
     {{"Northwire", "2031-05-13",
       "Rebels shelled the market of Sirte on Monday, the army said.", 0},
      {"Coast Today", "2031-05-13",
       "The army shelled the market of Sirte on Monday, rebels said.", 0}},
     NG_WHO,
     NG_CONTRADICTION,
     "Rebels|army"},
    {"a town and its harbour",
     {{"Northwire", "2031-05-13",
       "President Clara Ruiz will meet President Jorge Pinto in Piraeus on "
       "Thursday.",
       0},
      {"Coast Today", "2031-05-13",
       "President Clara Ruiz will meet President Jorge Pinto in Athens on "
       "Thursday.",
       0}},
     NG_WHERE,
     NG_REFINED,
     "Piraeus|Athens"},
    {"one place, told twice",
     {{"Northwire", "2031-05-13",
       "President Clara Ruiz will meet President Jorge Pinto in Athens on "
       "Thursday.",
       0},
      {"Coast Today", "2031-05-13",
       "President Jorge Pinto will meet President Clara Ruiz in Athens on "
       "Thursday.",
       0}},
     NG_WHERE,
     NONE,
     NULL},
    {"one deed, two days",
     {{"Northwire", "2031-05-15",
       "The cabinet of Iceland approved the fisheries text on Monday.", 0},
      {"Coast Today", "2031-05-15",
       "The cabinet of Iceland approved the fisheries text on Tuesday.", 0}},
     NG_WHEN,
     NG_CONTRADICTION,
     "Monday|Tuesday"},
};

/* All reports are one story. */
static void weigh(const struct story *s)
{
    struct ng_arena *a = &batch_out;
    struct ng_story story = {.id = ng_id_of('s', STR("story"))};
    size_t n = 0;
    while (n < 3 && s->reports[n].text) {
        batch_add(s->reports[n].text, s->reports[n].outlet, s->reports[n].day);
        n++;
    }
    REQUIRE(batch.reports.n == n);
    batch.origin_of = ng_new(a, uint32_t, n);
    batch.story_of = ng_new(a, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        batch.origin_of[i] = s->reports[i].origin ? 0 : i;
        *ng_push(&story.reports, a) = i;
        *ng_push(&batch.origins, a) = (struct ng_origin){.report = i};
    }
    *ng_push(&batch.stories, a) = story;
    ng_weigh(&batch, a, batch_scratch);
}

static bool holds(const struct ng_disagreement *d, ng_str piece)
{
    for (size_t i = 0; i < d->values.n; i++)
        if (ng_str_find(d->values.at[i].value, piece, 0) != SIZE_MAX)
            return true;
    return false;
}

static bool holds_all(const struct ng_disagreement *d, const char *values)
{
    ng_str left = ng_str_of(values);
    while (left.n) {
        ng_cut cut = ng_cut_at(left, '|');
        if (!holds(d, cut.head))
            return false;
        left = cut.tail;
    }
    return true;
}

static bool is_as_told(const struct story *s)
{
    bool found = false, other = false;
    for (size_t i = 0; i < batch.disagreements.n; i++) {
        const struct ng_disagreement *d = &batch.disagreements.at[i];
        if (d->slot != s->slot)
            continue;
        bool right = s->kind != NONE && (int)d->kind == s->kind &&
                     holds_all(d, s->values);
        found |= right;
        other |= !right;
        if (!right) {
            printf("# %s: %.*s %.*s\n", s->name, PRS_ARG(d->question),
                   PRS_ARG(ng_dispute_name(d->kind)));
            for (size_t k = 0; k < d->values.n; k++)
                printf("#     %.*s\n", PRS_ARG(d->values.at[k].value));
        }
    }
    if (s->kind != NONE && !found)
        printf("# %s: not found\n", s->name);
    return !other && found == (s->kind != NONE);
}

static void each_story_shows_its_disagreement_and_no_other(void)
{
    size_t right = 0, n = sizeof stories / sizeof *stories;
    for (size_t i = 0; i < n; i++) {
        batch_open();
        weigh(&stories[i]);
        right += is_as_told(&stories[i]);
        for (size_t k = 0; k < batch.disagreements.n; k++)
            for (size_t v = 0; v < batch.disagreements.at[k].values.n; v++)
                CHECK(batch.disagreements.at[k].values.at[v].cites.n > 0);
        batch_close();
    }
    CHECK_INT(right, n);
}

static void a_toll_grows_beside_what_is_said_against_it(void)
{
    const struct story s = {
        .reports = {{"Northwire", "2031-05-13",
                     "A footbridge gave way in Lyon on Tuesday and killed six "
                     "people, the fire brigade said.",
                     0},
                    {"Coast Today", "2031-05-15",
                     "At least 15 people died in the footbridge collapse in "
                     "Lyon, the hospital said. The fire brigade put the number "
                     "of dead at 11.",
                     0},
                    {"Radio Two", "2031-05-17",
                     "The death toll of the footbridge collapse in Lyon rose "
                     "to 19 on Saturday, the fire brigade said.",
                     0}}};
    size_t series = 0, against = 0;
    batch_open();
    weigh(&s);
    for (size_t i = 0; i < batch.disagreements.n; i++) {
        const struct ng_disagreement *d = &batch.disagreements.at[i];
        series += d->kind == NG_SUPERSEDED && holds(d, STR("six")) &&
                  holds(d, STR("19")) && !holds(d, STR("15"));
        against += d->kind == NG_CONTRADICTION && d->values.n == 2 &&
                   holds(d, STR("15")) && holds(d, STR("11"));
    }
    CHECK_INT(series, 1);
    CHECK_INT(against, 1);
    batch_close();
}

/* ---- one deed or two -------------------------------------------------- */

static const struct {
    const char *a, *b;
    enum ng_event_type type;
    size_t events;
} deeds[] = {
    {"Police arrested 12 people in Lyon on Monday.",
     "Police arrested 12 people in Marseille on Monday.", NG_COERCE, 2},
    {"Police arrested 12 people in Lyon on Monday.",
     "Officers in Lyon detained twelve people on Monday.", NG_COERCE, 1},
    {"Police arrested 12 people in Lyon on Monday.",
     "Police arrested 30 people in Lyon on Sunday.", NG_COERCE, 2},
    {"Rebels shelled the port of Hodeidah on Monday.",
     "Rebels shelled Hodeidah on Monday.", NG_ASSAULT, 1},
    {"Rebels shelled the port of Hodeidah on Monday.",
     "Rebels shot dead two traders in Hodeidah on Monday.", NG_ASSAULT, 2},
    {"Norway and Iceland will sign a fisheries agreement in Oslo on Thursday.",
     "Norway and Iceland signed a fisheries agreement in Oslo on Thursday.",
     NG_SUPPORT, 1},
    {"Norway praised Iceland on Monday for its reforms.",
     "Norway signed a fisheries agreement with Iceland on Monday.", NG_SUPPORT,
     2},
    {"Norway accused Iceland on Monday of lying about its catch.",
     "Norway criticised Iceland on Monday for blocking two ports.", NG_ACCUSE,
     2},
    {"Norway urged Iceland on Monday to open two ports.",
     "Norway called on Iceland on Monday to reopen two ports.", NG_REQUEST, 1},
    {"Norway condemned the attack on the school on Monday.",
     "Norway denounced the bombing of a school on Monday.", NG_ACCUSE, 1},
};

static void mentions_go_together_where_they_tell_one_deed(void)
{
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        const struct story s = {
            .reports = {{"Northwire", "2031-05-13", deeds[i].a, 0},
                        {"Coast Today", "2031-05-16", deeds[i].b, 0}}};
        size_t n = 0;
        batch_open();
        weigh(&s);
        for (size_t k = 0; k < batch.events.n; k++)
            n += batch.events.at[k].type == deeds[i].type;
        if (n != deeds[i].events)
            printf("# %s / %s\n", deeds[i].a, deeds[i].b);
        CHECK_INT(n, deeds[i].events);
        batch_close();
    }
}

T_MAIN(T(each_story_shows_its_disagreement_and_no_other),
       T(a_toll_grows_beside_what_is_said_against_it),
       T(mentions_go_together_where_they_tell_one_deed))
