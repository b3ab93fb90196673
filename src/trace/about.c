/* about.c - what a word tells: a time, a number, a place, a doubt.
 *
 * Where the stages of annotate have marked times and names, their marks are
 * taken; closed lists of words do the rest, so that a report without them is
 * compared too.
 */
#include "trace/function_words.h"
#include "trace/pairing.h"

static const ng_str times[] = {
    S("monday"),    S("tuesday"),   S("wednesday"), S("thursday"),
    S("friday"),    S("saturday"),  S("sunday"),    S("january"),
    S("february"),  S("march"),     S("april"),     S("june"),
    S("july"),      S("august"),    S("september"), S("october"),
    S("november"),  S("december"),  S("today"),     S("tomorrow"),
    S("yesterday"), S("tonight"),   S("midnight"),  S("noon"),
    S("morning"),   S("afternoon"), S("evening"),   S("weekend"),
};
static const ng_str shifts[] = {
    S("this"),   S("last"),     S("next"),      S("past"),
    S("coming"), S("previous"), S("following"),
};
static const ng_str units[] = {
    S("week"),     S("month"),   S("year"),      S("weekend"),  S("night"),
    S("morning"),  S("summer"),  S("winter"),    S("spring"),   S("autumn"),
    S("monday"),   S("tuesday"), S("wednesday"), S("thursday"), S("friday"),
    S("saturday"), S("sunday"),
};
static const ng_str numbers[] = {
    S("one"),       S("two"),       S("three"),    S("four"),     S("five"),
    S("six"),       S("seven"),     S("eight"),    S("nine"),     S("ten"),
    S("eleven"),    S("twelve"),    S("thirteen"), S("fourteen"), S("fifteen"),
    S("sixteen"),   S("seventeen"), S("eighteen"), S("nineteen"), S("twenty"),
    S("thirty"),    S("forty"),     S("fifty"),    S("sixty"),    S("seventy"),
    S("eighty"),    S("ninety"),    S("hundred"),  S("hundreds"), S("thousand"),
    S("thousands"), S("million"),   S("millions"), S("billion"),  S("billions"),
    S("dozen"),     S("dozens"),    S("scores"),
};
static const ng_str hedges[] = {
    S("likely"),     S("unlikely"),    S("may"),       S("might"),
    S("could"),      S("reportedly"),  S("allegedly"), S("alleged"),
    S("apparently"), S("possible"),    S("possibly"),  S("perhaps"),
    S("unclear"),    S("unconfirmed"), S("expected"),  S("presumably"),
    S("seems"),      S("appears"),     S("suspected"), S("preliminary"),
    S("planned"),    S("considering"), S("proposed"),  S("tentative"),
    S("confirmed"),  S("believed"),
};
static const ng_str denials[] = {
    S("not"),     S("no"),       S("never"),     S("denied"),   S("denies"),
    S("deny"),    S("rejected"), S("cancelled"), S("canceled"), S("without"),
    S("neither"), S("nobody"),   S("none"),      S("n't"),      S("rejects"),
    S("reject"),  S("disputes"), S("disputed"),
};
static const ng_str cues[] = {
    S("said"),      S("says"),      S("told"),      S("according"),
    S("announced"), S("confirmed"), S("reported"),  S("added"),
    S("warned"),    S("claimed"),   S("wrote"),     S("stated"),
    S("declared"),  S("insisted"),  S("suggested"), S("acknowledged"),
    S("testified"), S("tweeted"),   S("estimated"), S("explained"),
};

/* 2011 is a time, 23 is a number, 23 beside a month is a time. */
static enum ng_word_about about_number(const struct ng_report *r, uint32_t i)
{
    ng_str w = r->words.at[i].low;
    int64_t value;
    if (w.n == 4 && ng_str_number(w, &value) && value >= 1900 && value < 2100)
        return NG_ABOUT_TIME;
    bool month = (i > 0 && NG_IN(r->words.at[i - 1].low, times)) ||
                 (i + 1 < r->words.n && NG_IN(r->words.at[i + 1].low, times));
    return month && w.n <= 2 ? NG_ABOUT_TIME : NG_ABOUT_NUMBER;
}

static enum ng_word_about about_name(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = &r->words.at[i];
    if (w->name != NG_NONE && w->name < r->names.n) {
        enum ng_name_type t = r->names.at[w->name].type;
        return t == NG_GPE || t == NG_LOC || t == NG_FAC ? NG_ABOUT_PLACE
                                                         : NG_ABOUT_NAME;
    }
    bool first = i == 0 || r->words.at[i - 1].sentence != w->sentence;
    if (w->letter_case == NG_CASE_LOWER || first)
        return NG_ABOUT_CONTENT;
    ng_str before = r->words.at[i - 1].low;
    bool in = ng_str_eq(before, STR("in")) || ng_str_eq(before, STR("at")) ||
              ng_str_eq(before, STR("near"));
    return r->names.n == 0 && in ? NG_ABOUT_PLACE : NG_ABOUT_NAME;
}

enum ng_word_about ng_about(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = &r->words.at[i];
    if (w->kind == NG_WORD_PUNCT || !w->low.n)
        return NG_ABOUT_NOTHING;
    if (NG_IN(w->low, shifts) && i + 1 < r->words.n &&
        NG_IN(r->words.at[i + 1].low, units))
        return NG_ABOUT_TIME;
    if (w->kind == NG_WORD_NUMBER)
        return about_number(r, i);
    if (NG_IN(w->low, denials))
        return NG_ABOUT_DENIAL;
    if (NG_IN(w->low, cues))
        return NG_ABOUT_CUE;
    if (NG_IN(w->low, hedges))
        return NG_ABOUT_HEDGE;
    if (NG_IN(w->low, numbers))
        return NG_ABOUT_NUMBER;
    if (NG_IN(w->low, times))
        return NG_ABOUT_TIME;
    if (ng_is_function_word(w->low))
        return NG_ABOUT_NOTHING;
    if (ng_time_over(r, w->at))
        return NG_ABOUT_TIME;
    return about_name(r, i);
}
