/* test_contexts.c - what an event is about. */
#include "report/contexts.h"
#include "t.h"

#define BIT(x) (1u << NG_CONTEXT_##x)

static void words_stand_for_contexts(void)
{
    static const struct {
        ng_str text;
        ng_contexts set;
    } cases[] = {
        {S("agreed to cut tariffs on steel"), BIT(ECONOMIC)},
        {S("Charged With BRIBERY, he denied it"), BIT(LEGAL) | BIT(CORRUPTION)},
        {S("students and journalists were held"),
         BIT(EDUCATION) | BIT(RIGHTS_FREEDOMS) | BIT(MEDIA)},
        {S("held a sit-in"), BIT(RIGHTS_FREEDOMS)},
        {S("met in the evening"), 0},
        {S(""), 0},
        {S("---------------------------------------------"), 0},
        {S("armynavy"), 0},
        {S("an army"), BIT(MILITARY)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(ng_contexts_of(cases[i].text), cases[i].set);
}

/* Each word is found by halving, so the table must be in order. */
static void every_word_is_found(void)
{
    static const char *const words[] = {
        "airbase", "asylum", "zzz", "wounded", "abuses", "weapons", "sit-in"};
    static const bool there[] = {true, true, false, false, true, true, true};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        CHECK_INT(ng_contexts_of(ng_str_of(words[i])) != 0, there[i]);
}

T_MAIN(T(words_stand_for_contexts), T(every_word_is_found))
