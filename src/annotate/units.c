/* units.c - what quantities are counted in: shares and measures; money is in
 * currencies.c. */
#include "annotate/quantities.h"

/* In order of the words. Plurals are listed: a table is easier to trust. */
static const struct ng_unit_row units[] = {
    {S("acre"), S("acre")},
    {S("acres"), S("acre")},
    {S("barrel"), S("barrel")},
    {S("barrels"), S("barrel")},
    {S("bushels"), S("bushel")},
    {S("celsius"), S("degree")},
    {S("centimeters"), S("cm")},
    {S("centimetres"), S("cm")},
    {S("cents"), S("cent")},
    {S("cm"), S("cm")},
    {S("degree"), S("degree")},
    {S("degrees"), S("degree")},
    {S("fahrenheit"), S("degree")},
    {S("feet"), S("foot")},
    {S("foot"), S("foot")},
    {S("ft"), S("foot")},
    {S("gallon"), S("gallon")},
    {S("gallons"), S("gallon")},
    {S("gigawatts"), S("GW")},
    {S("gram"), S("g")},
    {S("grams"), S("g")},
    {S("gw"), S("GW")},
    {S("ha"), S("hectare")},
    {S("hectare"), S("hectare")},
    {S("hectares"), S("hectare")},
    {S("inch"), S("inch")},
    {S("inches"), S("inch")},
    {S("kg"), S("kg")},
    {S("kilogram"), S("kg")},
    {S("kilograms"), S("kg")},
    {S("kilometer"), S("km")},
    {S("kilometers"), S("km")},
    {S("kilometre"), S("km")},
    {S("kilometres"), S("km")},
    {S("kilos"), S("kg")},
    {S("kilotons"), S("kiloton")},
    {S("km"), S("km")},
    {S("knots"), S("knot")},
    {S("kph"), S("km/hour")},
    {S("lb"), S("pound")},
    {S("lbs"), S("pound")},
    {S("liter"), S("litre")},
    {S("liters"), S("litre")},
    {S("litre"), S("litre")},
    {S("litres"), S("litre")},
    {S("megawatts"), S("MW")},
    {S("meter"), S("m")},
    {S("meters"), S("m")},
    {S("metre"), S("m")},
    {S("metres"), S("m")},
    {S("mile"), S("mile")},
    {S("miles"), S("mile")},
    {S("mm"), S("mm")},
    {S("mph"), S("mile/hour")},
    {S("mw"), S("MW")},
    {S("ounce"), S("ounce")},
    {S("ounces"), S("ounce")},
    {S("pct"), S("percent")},
    {S("percent"), S("percent")},
    {S("pound"), S("pound")},
    {S("pounds"), S("pound")},
    {S("ton"), S("ton")},
    {S("tonne"), S("tonne")},
    {S("tonnes"), S("tonne")},
    {S("tons"), S("ton")},
    {S("yard"), S("yard")},
    {S("yards"), S("yard")},
};

ng_str ng_unit_of(ng_str word, const struct ng_unit_row *rows, size_t n)
{
    char low[16];
    if (word.n >= sizeof low)
        return STR("");
    for (size_t i = 0; i < word.n; i++)
        low[i] = ng_to_lower(word.p[i]);
    ng_str key = {low, word.n};
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = ng_str_cmp(rows[mid].word, key);
        if (order == 0)
            return rows[mid].unit;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return STR("");
}

size_t ng_unit_read(ng_str text, const struct ng_piece *p, size_t i,
                    ng_str *unit)
{
    *unit = STR("");
    if (ng_piece_mark(&p[i], '%')) {
        *unit = STR("percent");
        return i + 1;
    }
    size_t at = ng_piece_mark(&p[i], '-') && p[i].glued ? i + 1 : i;
    if (p[at].kind != NG_PIECE_WORD)
        return i;
    if (ng_piece_is(text, &p[at], STR("per")) &&
        ng_piece_is(text, &p[at + 1], STR("cent")))
        return *unit = STR("percent"), at + 2;
    if (ng_piece_is(text, &p[at], STR("percentage")) &&
        (ng_piece_is(text, &p[at + 1], STR("points")) ||
         ng_piece_is(text, &p[at + 1], STR("point"))))
        return *unit = STR("percentage point"), at + 2;
    size_t money = ng_currency_behind(text, p, at, unit);
    if (money > at)
        return money;
    bool square = ng_piece_is(text, &p[at], STR("square")) ||
                  ng_piece_is(text, &p[at], STR("cubic"));
    bool metric = ng_piece_is(text, &p[at], STR("metric"));
    if (square || metric)
        at++;
    ng_str found = p[at].kind == NG_PIECE_WORD
                       ? ng_unit_of(ng_slice(text, p[at].at), units,
                                    sizeof units / sizeof *units)
                       : STR("");
    if (found.n == 0)
        return i;
    *unit = found;
    if (square && ng_str_eq(found, STR("km")))
        *unit = STR("km2");
    else if (square && ng_str_eq(found, STR("m")))
        *unit =
            ng_piece_is(text, &p[at - 1], STR("cubic")) ? STR("m3") : STR("m2");
    else if (square && ng_str_eq(found, STR("mile")))
        *unit = STR("mile2");
    return at + 1;
}

ng_str ng_singular(ng_str word, struct ng_arena *a)
{
    static const struct ng_unit_row odd[] = {{S("people"), S("person")},
                                             {S("persons"), S("person")},
                                             {S("men"), S("man")},
                                             {S("women"), S("woman")},
                                             {S("children"), S("child")},
                                             {S("lives"), S("life")},
                                             {S("wives"), S("wife")},
                                             {S("police"), S("police")},
                                             {S("series"), S("series")},
                                             {S("species"), S("species")},
                                             {S("feet"), S("foot")},
                                             {S("servicemen"), S("serviceman")},
                                             {S("policemen"), S("policeman")},
                                             {S("movies"), S("movie")},
                                             {S("news"), S("news")},
                                             {S("hooves"), S("hoof")}};
    ng_str low = ng_str_lower(word, a);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (ng_str_eq(low, odd[i].word))
            return odd[i].unit;
    if (low.n > 4 && ng_str_ends(low, STR("ies")))
        return ng_str_format(a, PRS "y", (int)low.n - 3, low.p);
    if (low.n > 4 &&
        (ng_str_ends(low, STR("sses")) || ng_str_ends(low, STR("shes")) ||
         ng_str_ends(low, STR("ches")) || ng_str_ends(low, STR("xes"))))
        low.n -= 2;
    else if (low.n > 3 && low.p[low.n - 1] == 's' && low.p[low.n - 2] != 's' &&
             low.p[low.n - 2] != 'u' && low.p[low.n - 2] != 'i')
        low.n -= 1;
    return low;
}
