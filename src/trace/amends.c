#include "trace/amends.h"

static const ng_str papers[] = {
    S("version"), S("report"), S("article"), S("story"), S("update"),
    S("post"),    S("item"),   S("alert"),   S("text"),
};
static const ng_str mended[] = {
    S("amended"),
    S("corrected"),
    S("corrects"),
    S("clarified"),
};

/* "An earlier version", "a previous update of this story". */
static bool is_earlier(const struct ng_report *r, uint32_t i, uint32_t end)
{
    ng_str low = r->words.at[i].low;
    return (ng_str_eq(low, STR("earlier")) ||
            ng_str_eq(low, STR("previous"))) &&
           i + 1 < end && NG_IN(r->words.at[i + 1].low, papers);
}

/* "This article was amended", "this story has been updated to correct". */
static bool is_mended(const struct ng_report *r, uint32_t i, uint32_t end)
{
    enum { FAR = 8 };
    if (!ng_str_eq(r->words.at[i].low, STR("this")) || i + 1 >= end ||
        !NG_IN(r->words.at[i + 1].low, papers))
        return false;
    for (uint32_t k = i + 2; k < end && k < i + 2 + FAR; k++)
        if (NG_IN(r->words.at[k].low, mended) ||
            (ng_str_eq(r->words.at[k].low, STR("to")) && k + 1 < end &&
             ng_str_eq(r->words.at[k + 1].low, STR("correct"))))
            return true;
    return false;
}

bool ng_amends(const struct ng_report *r, const struct ng_unit *u)
{
    static const ng_str heads[] = {S("correction"), S("corrections"),
                                   S("clarification"), S("corrects")};
    uint32_t end = u->end < r->words.n ? u->end : (uint32_t)r->words.n;
    uint32_t first = u->first;
    while (first < end && r->words.at[first].kind == NG_WORD_PUNCT)
        first++;
    if (first < end && NG_IN(r->words.at[first].low, heads) &&
        first + 1 < end && r->words.at[first + 1].kind == NG_WORD_PUNCT)
        return true;
    for (uint32_t i = first; i < end; i++)
        if (r->words.at[i].quote == NG_NONE &&
            (is_earlier(r, i, end) || is_mended(r, i, end)))
            return true;
    return false;
}
