/* sayings_persons.c - which words mean a person, and of what sex.
 *
 *     Sen. Holm ... the senator       ranks in full
 *     the ranger's wife, who ...      nouns of persons, and their phrase
 *     Mr, Sister, chairman, Lena      he or she
 */
#include "annotate/sayings_persons.h"

#include "annotate/sayings_wide.h"
#include "lexicon/lexicon.h"

enum { PHRASE = 8, MALE = NG_SEX_MALE, FEMALE = NG_SEX_FEMALE };

/* ---- who is he, who is she ---------------------------------------------- */

uint8_t ng_sex_of_word(ng_str low)
{
    static const ng_str male[] = {
        S("mr"),          S("mr."),       S("sir"),       S("lord"),
        S("father"),      S("brother"),   S("king"),      S("prince"),
        S("man"),         S("husband"),   S("son"),       S("boy"),
        S("uncle"),       S("widower"),   S("imam"),      S("chairman"),
        S("spokesman"),   S("policeman"), S("fisherman"), S("businessman"),
        S("grandfather"), S("nephew"),    S("monk")};
    static const ng_str female[] = {
        S("mrs"),         S("mrs."),          S("ms"),
        S("ms."),         S("miss"),          S("madam"),
        S("sister"),      S("dame"),          S("lady"),
        S("mother"),      S("queen"),         S("princess"),
        S("woman"),       S("wife"),          S("daughter"),
        S("girl"),        S("aunt"),          S("widow"),
        S("nun"),         S("spokeswoman"),   S("chairwoman"),
        S("policewoman"), S("businesswoman"), S("grandmother"),
        S("niece"),       S("midwife"),       S("congresswoman"),
        S("actress")};
    return NG_IN(low, male) ? MALE : NG_IN(low, female) ? FEMALE : 0;
}

uint8_t ng_sex_of_name(ng_str name)
{
    char buf[64];
    for (int n = 0; name.n && n < 2; n++) {
        ng_cut cut = ng_cut_at(name, ' ');
        size_t m = cut.head.n < 24 ? ng_lex_fold_into(cut.head, buf, sizeof buf)
                                   : SIZE_MAX;
        uint32_t bits = m == SIZE_MAX ? 0 : ng_lex_word((ng_str){buf, m});
        if (m != SIZE_MAX && ng_sex_of_word((ng_str){buf, m}))
            return ng_sex_of_word((ng_str){buf, m});
        if (bits & (NG_WORD_FEMALE | NG_WORD_MALE))
            return (uint8_t)((bits & NG_WORD_MALE ? MALE : 0) |
                             (bits & NG_WORD_FEMALE ? FEMALE : 0));
        if (!(bits & NG_WORD_TITLE))
            break;
        name = cut.tail;
    }
    return 0;
}

uint8_t ng_sex_of_pronoun(ng_str low)
{
    static const ng_str he[] = {S("he"), S("his"), S("him"), S("himself")};
    static const ng_str she[] = {S("she"), S("her"), S("hers"), S("herself")};
    return NG_IN(low, he) ? MALE : NG_IN(low, she) ? FEMALE : 0;
}

/* ---- nouns of persons -----------------------------------------------------
 */

bool ng_is_common(const struct ng_word *w)
{
    return w->name == NG_NONE && w->kind == NG_WORD_LETTERS &&
           (w->tag == NG_TAG_NN ||
            (w->tag == NG_TAG_NNP && w->letter_case != NG_CASE_UPPER));
}

/* What ranks and titles are short for. */
ng_str ng_rank_in_full(ng_str low)
{
    static const struct {
        ng_str brief, full;
    } all[] = {
        {S("sen."), S("senator")},        {S("sen"), S("senator")},
        {S("gov."), S("governor")},       {S("gov"), S("governor")},
        {S("rep."), S("congressman")},    {S("col."), S("colonel")},
        {S("col"), S("colonel")},         {S("gen."), S("general")},
        {S("gen"), S("general")},         {S("lt."), S("lieutenant")},
        {S("lt"), S("lieutenant")},       {S("capt."), S("captain")},
        {S("capt"), S("captain")},        {S("sgt."), S("sergeant")},
        {S("sgt"), S("sergeant")},        {S("dr."), S("doctor")},
        {S("dr"), S("doctor")},           {S("prof."), S("professor")},
        {S("prof"), S("professor")},      {S("rev."), S("pastor")},
        {S("rev"), S("pastor")},          {S("fr."), S("priest")},
        {S("fr"), S("priest")},           {S("insp."), S("inspector")},
        {S("insp"), S("inspector")},      {S("supt."), S("superintendent")},
        {S("supt"), S("superintendent")}, {S("cllr"), S("councillor")},
        {S("coun."), S("councillor")},    {S("amb."), S("ambassador")},
        {S("maj."), S("major")},          {S("maj"), S("major")}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (ng_str_eq(low, all[i].brief))
            return all[i].full;
    return low;
}

static bool is_role(ng_str lemma)
{
    static const ng_str persons[] = {
        S("engineer"),    S("teacher"),     S("nurse"),       S("doctor"),
        S("farmer"),      S("driver"),      S("worker"),      S("officer"),
        S("soldier"),     S("sailor"),      S("trader"),      S("vendor"),
        S("student"),     S("pupil"),       S("witness"),     S("survivor"),
        S("neighbour"),   S("neighbor"),    S("resident"),    S("villager"),
        S("shopkeeper"),  S("owner"),       S("captain"),     S("pilot"),
        S("mate"),        S("tailor"),      S("guard"),       S("ranger"),
        S("clerk"),       S("cook"),        S("baker"),       S("priest"),
        S("bishop"),      S("juror"),       S("defendant"),   S("victim"),
        S("suspect"),     S("passenger"),   S("pharmacist"),  S("medic"),
        S("paramedic"),   S("firefighter"), S("detective"),   S("aide"),
        S("adviser"),     S("analyst"),     S("economist"),   S("historian"),
        S("scientist"),   S("researcher"),  S("expert"),      S("activist"),
        S("protester"),   S("organiser"),   S("organizer"),   S("player"),
        S("striker"),     S("referee"),     S("singer"),      S("writer"),
        S("editor"),      S("reporter"),    S("journalist"),  S("photographer"),
        S("broker"),      S("banker"),      S("manager"),     S("executive"),
        S("founder"),     S("investor"),    S("landlord"),    S("tenant"),
        S("refugee"),     S("migrant"),     S("official"),    S("diplomat"),
        S("elder"),       S("youth"),       S("teenager"),    S("customer"),
        S("colleague"),   S("relative"),    S("patient"),     S("prisoner"),
        S("inmate"),      S("mechanic"),    S("miner"),       S("herder"),
        S("pastoralist"), S("fisher"),      S("builder"),     S("shopper"),
        S("voter"),       S("volunteer"),   S("insider"),     S("negotiator"),
        S("mediator"),    S("registrar"),   S("trustee"),     S("member"),
        S("deputy"),      S("successor"),   S("predecessor"), S("rival"),
        S("rookie"),      S("veteran"),     S("champion"),    S("speaker")};
    if (NG_IN(lemma, persons))
        return true;
    char buf[64];
    size_t n =
        lemma.n < 24 ? ng_lex_fold_into(lemma, buf, sizeof buf) : SIZE_MAX;
    if (n == SIZE_MAX)
        return false;
    struct ng_lex_hit hit = ng_lex_look((ng_str){buf, n});
    for (uint32_t i = 0; i < hit.n && i < 4; i++)
        if (ng_lex_at(hit, i).kind == NG_LEX_ROLE)
            return true;
    return false;
}

/* True if the noun is of a person by its own or by what follows it. */
bool ng_is_of_person(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = ng_w(r, i);
    enum ng_grade grade = ng_grade_of_noun(w->low);
    if (grade != NG_GRADE_NONE)
        return grade == NG_GRADE_ROLE;
    if (ng_sex_of_word(w->low) || is_role(w->lemma) ||
        ng_str_ends(w->low, STR("-year-old")))
        return true;
    uint32_t k = i + 1;
    if (k < r->words.n && ng_w_is(r, k, STR(",")))
        k++;
    if (k < r->words.n && ng_w_is(r, k, STR("who")))
        return true;
    if (w->rel == NG_REL_nsubj && w->head < r->words.n && w->head > i &&
        w->head < i + 6 && ng_w(r, w->head)->quote == NG_NONE &&
        (ng_say_verb_of(ng_w(r, w->head)) & NG_S_QUOTE))
        return ng_str_ends(w->low, STR("er")) ||
               ng_str_ends(w->low, STR("or")) ||
               ng_str_ends(w->low, STR("ist")) ||
               ng_str_ends(w->low, STR("ian")) ||
               ng_str_ends(w->low, STR("ant")) ||
               ng_str_ends(w->low, STR("ent"));
    return false;
}

/* The first word of the phrase whose noun is at i. */
uint32_t ng_phrase_first(const struct ng_report *r, uint32_t i)
{
    uint32_t first = i, floor = r->sentences.at[ng_w(r, i)->sentence].first;
    for (uint32_t n = 0; first > floor && n < PHRASE; n++) {
        const struct ng_word *w = ng_w(r, first - 1);
        bool in = w->tag == NG_TAG_JJ || w->tag == NG_TAG_NN ||
                  w->tag == NG_TAG_NNP || w->tag == NG_TAG_CD ||
                  w->tag == NG_TAG_POS || w->tag == NG_TAG_VBN ||
                  w->tag == NG_TAG_VBG || w->tag == NG_TAG_HYPH ||
                  w->tag == NG_TAG_JJS || w->tag == NG_TAG_NNS;
        if (w->tag == NG_TAG_DT || w->tag == NG_TAG_PRPS)
            return first - 1;
        if (!in || w->quote != NG_NONE)
            break;
        first--;
    }
    return first;
}

/* "minister Ana Ortiz", "Ana Ortiz, the minister": the name stands for it. */
bool ng_goes_with_name(const struct ng_report *r, uint32_t first, uint32_t noun)
{
    const struct ng_word *w = ng_w(r, noun);
    uint32_t next = noun + 1;
    if (next < r->words.n && ng_w(r, next)->sentence == w->sentence) {
        if (ng_w_is(r, next, STR(",")) && next + 1 < r->words.n)
            next++;
        uint32_t m = ng_w(r, next)->name;
        if (m < r->names.n && r->names.at[m].type == NG_PER)
            return true;
    }
    if (w->rel == NG_REL_appos && w->head < r->words.n &&
        ng_w(r, w->head)->name != NG_NONE)
        return true;
    if (first < 2 || !ng_w_is(r, first - 1, STR(",")))
        return false;
    uint32_t m = ng_w(r, first - 2)->name;
    return m < r->names.n && r->names.at[m].type == NG_PER &&
           ng_w(r, first - 2)->sentence == w->sentence;
}
