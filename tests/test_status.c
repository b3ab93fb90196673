/* Did it happen? One sentence a case, on arcs set by hand. */
#include "t.h"

#include "fixture_code.h"

/* The status of the first mention that is no AGREE, or -1. */
static int status_of(const char *literal)
{
    code(literal);
    for (size_t i = 0; i < report.mentions.n; i++)
        if (report.mentions.at[i].type != NG_AGREE)
            return (int)report.mentions.at[i].status;
    return -1;
}

static void plain_past_happened(void)
{
    CHECK_INT(status_of("Orsk/NNP:2:nsubj met=meet/VBD:0:root Vale/NNP:2:obj"),
              NG_HAPPENED);
}

static void will_is_planned(void)
{
    CHECK_INT(status_of("Orsk/NNP:3:nsubj will/MD:3:aux meet/VB:0:root "
                        "Vale/NNP:3:obj"),
              NG_PLANNED);
    CHECK_INT(status_of("Orsk/NNP:2:nsubj is=be/VBZ:0:root to/TO:4:mark "
                        "meet/VB:2:xcomp Vale/NNP:4:obj"),
              NG_PLANNED);
    CHECK_INT(status_of("Orsk/NNP:3:nsubj is=be/VBZ:3:aux preparing=prepare/"
                        "VBG:0:root to/TO:5:mark meet/VB:3:xcomp "
                        "Vale/NNP:5:obj"),
              NG_PLANNED);
}

static void a_headline_infinitive_is_planned(void)
{
    CHECK_INT(status_of("Orsk/NNP:3:nsubj to/TO:3:mark meet/VB:0:root "
                        "Vale/NNP:3:obj"),
              NG_PLANNED);
    CHECK_INT(status_of("Orsk/NNP:0:root to/TO:3:mark meet/VB:1:acl "
                        "Vale/NNP:3:obj"),
              NG_PLANNED);
}

static void not_is_denied(void)
{
    CHECK_INT(status_of("Orsk/NNP:4:nsubj has=have/VBZ:4:aux n't/RB:4:advmod "
                        "met=meet/VBN:0:root with/IN:6:case Vale/NNP:4:obl"),
              NG_DENIED);
    code("Orsk/NNP:2:nsubj refused=refuse/VBD:0:root to/TO:4:mark "
         "praise/VB:2:xcomp Vale/NNP:4:obj");
    REQUIRE(report.mentions.n == 1); /* the refusal is the event */
    CHECK_INT(report.mentions.at[0].type, NG_REJECT);
}

static void likely_and_may_are_hypothetical(void)
{
    CHECK_INT(status_of("Orsk/NNP:3:nsubj is=be/VBZ:3:cop likely/JJ:0:root "
                        "to/TO:5:mark meet/VB:3:xcomp Vale/NNP:5:obj"),
              NG_HYPOTHETICAL);
    CHECK_INT(status_of("Orsk/NNP:3:nsubj could/MD:3:aux meet/VB:0:root "
                        "Vale/NNP:3:obj"),
              NG_HYPOTHETICAL);
}

static void hopes_and_aims_are_no_events(void)
{
    CHECK_INT(status_of("Orsk/NNP:2:nsubj hopes=hope/VBZ:0:root to/TO:4:mark "
                        "meet/VB:2:xcomp Vale/NNP:4:obj"),
              -1);
    CHECK_INT(status_of("Orsk/NNP:3:nsubj is=be/VBZ:3:cop unlikely/JJ:0:root "
                        "to/TO:5:mark meet/VB:3:xcomp Vale/NNP:5:obj"),
              -1);
}

static void a_day_to_come_is_planned(void)
{
    build("Orsk/NNP:2:nsubj meets=meet/VBZ:0:root Vale/NNP:2:obj "
          "Sunday/NNP:2:obl_tmod");
    *ng_push(&report.times, &arena) = (struct ng_time){
        .at = report.words.at[3].at,
        .kind = NG_DATE,
        .granularity = NG_DAY,
        .value = {ng_day_of(2024, 5, 12), ng_day_of(2024, 5, 12)}};
    ng_find_mentions(&report, &arena, scratch);
    REQUIRE(report.mentions.n == 1);
    CHECK_INT(report.mentions.at[0].status, NG_PLANNED);
    CHECK_INT(report.mentions.at[0].when.first, ng_day_of(2024, 5, 12));
    CHECK_INT(report.mentions.at[0].when_basis, NG_BASIS_CLAUSE);
}

static void a_deed_below_an_accusation_is_alleged(void)
{
    code("Borea/NNP:2:nsubj accused=accuse/VBD:0:root Arvia/NNP:2:obj "
         "of/IN:5:mark shelling=shell/VBG:2:advcl Cerin/NNP:5:obj");
    REQUIRE(report.mentions.n == 2);
    CHECK_INT(report.mentions.at[0].status, NG_HAPPENED);
    CHECK_INT(report.mentions.at[1].status, NG_ALLEGED);
    CHECK_INT(report.mentions.at[1].actors.at[0].code[0], 'A');
}

T_MAIN(T(plain_past_happened), T(will_is_planned),
       T(a_headline_infinitive_is_planned), T(not_is_denied),
       T(likely_and_may_are_hypothetical), T(hopes_and_aims_are_no_events),
       T(a_day_to_come_is_planned), T(a_deed_below_an_accusation_is_alleged))
