/* Who did what to whom, on arcs set by hand. */
#include "base/out.h"
#include "code/triggers.h"
#include "t.h"

#include "fixture_code.h"

static ng_str codes(const ng_parties *list)
{
    struct ng_out o = {.limit = 256};
    for (size_t i = 0; i < list->n; i++)
        ng_printf(&o, "%s%s", i ? " " : "", list->at[i].code);
    ng_str s = ng_str_copy(ng_out_str(&o), &arena);
    ng_out_release(&o);
    return s;
}

static ng_str cut(ng_range at)
{
    return ng_slice(report.text, at);
}

static void who_is_met_receives(void)
{
    code("Orsk/NNP:2:nsubj met=meet/VBD:0:root Vale/NNP:2:obj in/IN:5:case "
         "Port/NNP:2:obl");
    REQUIRE(report.mentions.n == 1);
    const struct ng_mention *m = &report.mentions.at[0];
    CHECK_INT(m->type, NG_CONSULT);
    CHECK_STR(codes(&m->actors), "AAA");
    CHECK_STR(codes(&m->recipients), "BBB");
    CHECK_INT(m->status, NG_HAPPENED);
    CHECK_INT(report.entities.at[m->place].geonameid, 44);
    CHECK_STR(cut(m->clause), "Orsk met Vale in Port");
    CHECK_STR(m->rule, "meet.face");
    CHECK_INT(m->when_basis, NG_BASIS_PUBLISHED);
}

static void the_visitor_acts_and_the_host_receives(void)
{
    code("Orsk/NNP:2:nsubj arrived=arrive/VBD:0:root in/IN:4:case "
         "Port/NNP:2:obl | Vale/NNP:2:nsubj greeted=greet/VBD:0:root "
         "Orsk/NNP:2:obj");
    REQUIRE(report.mentions.n == 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK_STR(codes(&report.mentions.at[i].actors), "AAA");
        CHECK_STR(codes(&report.mentions.at[i].recipients), "BBB");
        CHECK_STR(report.mentions.at[i].mode, "visit");
    }
}

static void the_passive_is_turned_round(void)
{
    code(
        "Orsk/NNP:3:nsubj_pass was=be/VBD:3:aux_pass accused=accuse/VBN:0:root "
        "by/IN:5:case Borea/NNP:3:obl_agent");
    REQUIRE(report.mentions.n == 1);
    CHECK_STR(codes(&report.mentions.at[0].actors), "BBB");
    CHECK_STR(codes(&report.mentions.at[0].recipients), "AAA");
}

static void a_light_verb_and_its_noun_are_one(void)
{
    code("Orsk/NNP:2:nsubj held=hold/VBD:0:root talks=talk/NNS:2:obj "
         "with/IN:5:case Vale/NNP:3:nmod");
    REQUIRE(report.mentions.n == 1);
    CHECK_STR(report.mentions.at[0].rule, "hold.talks");
    CHECK_STR(codes(&report.mentions.at[0].actors), "AAA BBB");
}

static void joined_names_all_count(void)
{
    code("Borea/NNP:6:nsubj and/CC:3:cc Cerin/NNP:1:conj have/VBP:6:aux "
         "jointly/RB:6:advmod condemned=condemn/VBN:0:root Arvia/NNP:6:obj");
    REQUIRE(report.mentions.n == 1);
    CHECK_STR(codes(&report.mentions.at[0].actors), "BBB CCC");
    CHECK_STR(codes(&report.mentions.at[0].recipients), "AAA");
}

static void an_agent_takes_the_country_of_its_nationality(void)
{
    code("Borean/JJ:2:amod soldiers=soldier/NNS:3:nsubj "
         "shelled=shell/VBD:0:root "
         "Arvia/NNP:3:obj");
    REQUIRE(report.mentions.n == 1);
    CHECK_STR(codes(&report.mentions.at[0].actors), "BBB");
    CHECK(memcmp(report.mentions.at[0].actors.at[0].sector, "MIL", 4) == 0);
    CHECK_STR(cut(report.mentions.at[0].actors.at[0].at), "Borean soldiers");
}

static void a_bare_noun_is_no_event(void)
{
    code("Orsk/NNP:2:nsubj praised=praise/VBD:0:root the/DT:4:det "
         "talks=talk/NNS:2:obj");
    for (size_t i = 0; i < report.mentions.n; i++)
        CHECK(report.mentions.at[i].type != NG_CONSULT);
    code("The/DT:2:det weather/NN:3:nsubj met=meet/VBD:0:root no/DT:5:det "
         "one/NN:3:obj");
    CHECK_INT(report.mentions.n, 0);
}

static void a_noun_with_two_sides_and_a_date_is_one(void)
{
    code("His/PRPS:3:nmod_poss second/JJ:3:amod summit/NN:8:nsubj "
         "with/IN:5:case "
         "Vale/NNP:3:nmod of/IN:7:case Borea/NNP:5:nmod "
         "collapsed=collapse/VBD:0:root");
    CHECK_INT(report.mentions.n, 1); /* nobody knows who "his" is */
    code("Orsk/NNP:3:nmod_poss 's/POS:1:case summit/NN:6:nsubj with/IN:5:case "
         "Vale/NNP:3:nmod collapsed=collapse/VBD:0:root");
    REQUIRE(report.mentions.n == 2);
    CHECK_INT(report.mentions.at[0].type, NG_CONSULT);
    CHECK_INT(report.mentions.at[0].status, NG_HAPPENED);
    CHECK_INT(report.mentions.at[1].type, NG_SANCTION);
}

static void a_denial_turns_the_alleged_deed(void)
{
    code("Borea/NNP:2:nsubj accused=accuse/VBD:0:root Arvia/NNP:2:obj "
         "of/IN:5:mark shelling=shell/VBG:2:advcl Cerin/NNP:5:obj | "
         "Arvia/NNP:2:nsubj denied=deny/VBD:0:root the/DT:4:det "
         "accusations=accusation/NNS:2:obj");
    REQUIRE(report.mentions.n == 3);
    CHECK_INT(report.mentions.at[0].type, NG_ACCUSE);
    CHECK_INT(report.mentions.at[0].status, NG_HAPPENED);
    CHECK_INT(report.mentions.at[1].type, NG_ASSAULT);
    CHECK_INT(report.mentions.at[1].status, NG_DENIED);
    CHECK_INT(report.mentions.at[2].type, NG_REJECT);
    CHECK_STR(codes(&report.mentions.at[2].recipients), "BBB");
}

static void rough_arcs_do_for_a_plain_sentence(void)
{
    code("Orsk/NNP met=meet/VBD Vale/NNP in/IN Port/NNP");
    REQUIRE(report.mentions.n == 1);
    CHECK_STR(codes(&report.mentions.at[0].actors), "AAA");
    CHECK_STR(codes(&report.mentions.at[0].recipients), "BBB");
    CHECK_INT(report.entities.at[report.mentions.at[0].place].geonameid, 44);
}

static void arcs_that_run_in_circles_do_no_harm(void)
{
    code("Orsk/NNP:3:nsubj met=meet/VBD:1:obj Vale/NNP:2:obj in/IN:3:case "
         "Port/NNP:9:obl");
    CHECK(report.mentions.n <= 1);
}

static void every_template_is_sound(void)
{
    CHECK(ng_templates() > 200);
    for (size_t i = 0; i < ng_templates(); i++) {
        const struct ng_template *p = ng_template_at(i);
        CHECK(p->rule.n > 0);
        CHECK(p->type == NG_STATEMENT || p->cameo.n >= 3);
        CHECK(p->actors > 0);
    }
}

/* The parser is never so wrong, but repairs can be: two words hang on
 * each other. It must end. */
static void a_ring_of_arcs_is_cut(void)
{
    code("Orsk/NNP:2:nsubj said/VBD:5:ccomp leaders/NNS:2:obj sign/VBD:0:root "
         "go/VB:2:xcomp |");
    CHECK(report.words.n == 5);
}

T_MAIN(T(a_ring_of_arcs_is_cut), T(who_is_met_receives),
       T(the_visitor_acts_and_the_host_receives),
       T(the_passive_is_turned_round), T(a_light_verb_and_its_noun_are_one),
       T(joined_names_all_count),
       T(an_agent_takes_the_country_of_its_nationality),
       T(a_bare_noun_is_no_event), T(a_noun_with_two_sides_and_a_date_is_one),
       T(a_denial_turns_the_alleged_deed),
       T(rough_arcs_do_for_a_plain_sentence),
       T(arcs_that_run_in_circles_do_no_harm), T(every_template_is_sound))
