/* tolls.c - numbers that are no quantity by themselves.
 *
 *     The death toll rose to 15 on Wednesday.
 *     Police put the crowd at 3,000.
 *     Seven people were arrested and four were injured.
 */
#include "weigh/claims.h"

#include <ctype.h>
#include <math.h>

/* The theme of the word at w; "took part" and "turned out" are two words. */
enum ng_theme ng_theme_at(const struct ng_report *r, uint32_t w, uint32_t end)
{
    ng_str low = ng_low_at(r, w);
    ng_str next = w + 1 < end ? ng_low_at(r, w + 1) : STR("");
    if ((ng_str_starts(low, STR("t")) && ng_str_eq(next, STR("part"))) ||
        (ng_str_eq(low, STR("turned")) && ng_str_eq(next, STR("out"))))
        return NG_THEME_CROWD;
    enum ng_theme t = ng_theme_of(low);
    return ng_theme_is_money(t) ? NG_THEME_NONE : t;
}

bool ng_plain_number(ng_str low, double *value)
{
    static const ng_str small[] = {
        S("one"),       S("two"),      S("three"),    S("four"),
        S("five"),      S("six"),      S("seven"),    S("eight"),
        S("nine"),      S("ten"),      S("eleven"),   S("twelve"),
        S("thirteen"),  S("fourteen"), S("fifteen"),  S("sixteen"),
        S("seventeen"), S("eighteen"), S("nineteen"), S("twenty")};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (ng_str_eq(low, small[i]))
            return *value = (double)(i + 1), true;
    double n = 0;
    size_t digits = 0;
    for (size_t i = 0; i < low.n; i++) {
        if (low.p[i] == ',')
            continue;
        if (!isdigit((unsigned char)low.p[i]))
            return false;
        n = n * 10 + (low.p[i] - '0');
        digits++;
    }
    *value = n;
    return digits > 0 && digits < 9;
}

static bool bare_number(const struct ng_report *r, uint32_t w, double *value)
{
    return ng_plain_number(ng_low_at(r, w), value);
}

static bool is_quantity_at(const struct ng_report *r, ng_range at)
{
    size_t low = 0, high = r->quantities.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->quantities.at[mid].at.end <= at.beg)
            low = mid + 1;
        else
            high = mid;
    }
    return low < r->quantities.n && r->quantities.at[low].at.beg < at.end;
}

/* The bound before a bare number: "to at least 15". */
static void bound_before(const struct ng_report *r, uint32_t w,
                         struct ng_claim *c)
{
    if (w < 2)
        return;
    static const ng_str about[] = {S("about"), S("around"), S("some"),
                                   S("nearly"), S("roughly")};
    ng_str a = ng_low_at(r, w - 2), b = ng_low_at(r, w - 1);
    bool least = ng_str_eq(a, STR("at")) && ng_str_eq(b, STR("least"));
    bool more = ng_str_eq(a, STR("more")) && ng_str_eq(b, STR("than"));
    bool most = ng_str_eq(a, STR("up")) && ng_str_eq(b, STR("to"));
    c->approx = NG_ANY(b, about);
    if (least || more)
        c->high = NAN;
    if (most)
        c->low = NAN;
    if (least || more || most)
        c->at.beg = r->words.at[w - 2].at.beg;
    else if (c->approx)
        c->at.beg = r->words.at[w - 1].at.beg;
}

/* "four were injured": the number alone is the subject. */
static enum ng_theme theme_of_subject(const struct ng_report *r,
                                      const struct ng_sentence *in, uint32_t w)
{
    static const ng_str be[] = {S("were"), S("was"), S("are"),  S("is"),
                                S("have"), S("had"), S("been"), S("has")};
    uint32_t k = w + 1;
    while (k < in->end && k < w + 4 && NG_ANY(ng_low_at(r, k), be))
        k++;
    if (k >= in->end)
        return NG_THEME_NONE;
    enum ng_theme t = ng_theme_at(r, k, in->end);
    if (k == w + 1 && t != NG_THEME_DEAD)
        return NG_THEME_NONE; /* "15 protest marches" */
    return t;
}

/* "The death toll rose to 15", "the number of injured at 15": theme of the
 * head of the sentence, where it is one. */
static enum ng_theme theme_of_head(const struct ng_report *r,
                                   const struct ng_sentence *in, uint32_t *head)
{
    static const ng_str heads[] = {S("toll"),    S("crowd"), S("number"),
                                   S("turnout"), S("dead"),  S("count")};
    enum ng_theme theme = NG_THEME_NONE;
    for (uint32_t w = in->first; w < in->end; w++) {
        if (!NG_ANY(ng_low_at(r, w), heads))
            continue;
        *head = w;
        for (uint32_t k = w > in->first ? w - 1 : w; k < in->end && k < w + 4;
             k++) {
            enum ng_theme t = ng_theme_at(r, k, in->end);
            theme = t ? t : theme;
        }
        break;
    }
    return theme;
}

bool ng_read_toll(const struct ng_batch *b, uint32_t report, uint32_t s,
                  uint32_t *from, struct ng_claim *c)
{
    enum { FAR = 16 };
    static const ng_str leads[] = {
        S("to"),      S("at"),     S("is"),     S("was"),  S("of"),
        S("reached"), S("passed"), S("least"),  S("than"), S("about"),
        S("hit"),     S("stands"), S("around"), S("some"), S("from"),
        S("nearly"),  S("roughly")};
    const struct ng_report *r = b->reports.at[report];
    const struct ng_sentence *in = &r->sentences.at[s];
    uint32_t head = NG_NONE;
    enum ng_theme theme = theme_of_head(r, in, &head);
    for (uint32_t w = *from; w < in->end; w++) {
        double v = 0;
        if (!bare_number(r, w, &v) || is_quantity_at(r, r->words.at[w].at) ||
            ng_time_over(r, r->words.at[w].at))
            continue;
        bool led = theme && w > head && w < head + FAR &&
                   NG_ANY(ng_low_at(r, w - 1), leads);
        enum ng_theme t = led ? theme : theme_of_subject(r, in, w);
        if (!t || (led && w + 1 < in->end &&
                   ng_str_eq(ng_low_at(r, w - 1), STR("from"))))
            continue;
        *c = (struct ng_claim){.report = report,
                               .at = r->words.at[w].at,
                               .sentence = s,
                               .low = v,
                               .high = v,
                               .theme = t};
        bound_before(r, w, c);
        *from = w + 1;
        return true;
    }
    return false;
}
