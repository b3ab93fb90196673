/* sayings_silence.c - what a source keeps to itself.
 *
 *     ... said that talks were planned, but declined to give details.
 *     ... told the paper that "work is under way," but had no further comment.
 *
 * The second verb is the source's own deed and no part of what it says; parsers
 * hang it on the verb of the content as often as on that of saying.
 */
#include "annotate/sayings_wide.h"

/* True if the words at i, which have no subject of their own, tell of silence.
 */
static bool is_silence(const struct ng_report *r, uint32_t i, uint32_t end)
{
    static const ng_str keeps[] = {S("declined"), S("refused"), S("declines"),
                                   S("refuses")};
    static const ng_str gives[] = {S("had"),      S("has"),     S("gave"),
                                   S("provided"), S("offered"), S("gives"),
                                   S("made")};
    static const ng_str tells[] = {
        S("comment"), S("details"), S("detail"), S("reason"),     S("reasons"),
        S("figure"),  S("figures"), S("date"),   S("explanation")};
    static const ng_str helps[] = {S("did"), S("would"), S("could"), S("does")};
    static const ng_str speaks[] = {S("say"),     S("give"),    S("elaborate"),
                                    S("comment"), S("name"),    S("identify"),
                                    S("specify"), S("disclose")};
    while (i < end && ng_w(r, i)->tag == NG_TAG_RB)
        i++;
    if (i + 1 >= end)
        return false;
    if (NG_IN(ng_w(r, i)->low, keeps))
        return ng_w_is(r, i + 1, STR("to")) ||
               ng_w_is(r, i + 1, STR("comment"));
    bool no = NG_IN(ng_w(r, i)->low, gives) && ng_w_is(r, i + 1, STR("no"));
    bool not_ =
        NG_IN(ng_w(r, i)->low, helps) && ng_w(r, i + 1)->tag == NG_TAG_RB;
    for (uint32_t k = i + 2; (no || not_) && k < end && k < i + 5; k++)
        if (no ? NG_IN(ng_w(r, k)->low, tells) : NG_IN(ng_w(r, k)->low, speaks))
            return true;
    return false;
}

uint32_t ng_say_kept_back(const struct ng_report *r, struct ng_span content)
{
    for (uint32_t i = content.first + 1; i + 2 < content.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->tag != NG_TAG_CC || w->quote != NG_NONE ||
            !is_silence(r, i + 1, content.end))
            continue;
        bool comma =
            ng_w_is(r, i - 1, STR(",")) && ng_w(r, i - 1)->quote == NG_NONE;
        return comma && i - 1 > content.first ? i - 1 : i;
    }
    return content.end;
}
