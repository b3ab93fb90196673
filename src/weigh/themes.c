/* themes.c - tables of words. See themes.h. */
#include "weigh/themes.h"

/* Beginnings of words, with bars around each; "=" before one: the whole word.
 */
static const struct {
    enum ng_theme theme;
    ng_str stems;
} tables[] = {
    {NG_THEME_DEAD, S("|kill|=dead|=death|=deaths|=died|=die|=dies|fatalit|"
                      "slain|perish|drown|=bodies|=toll|=corpses|")},
    {NG_THEME_HURT, S("|injur|wound|=hurt|hospitali|")},
    {NG_THEME_MISSING, S("|=missing|unaccounted|")},
    {NG_THEME_HELD, S("|arrest|detain|=detention|detention|=custody|"
                      "jailed|imprison|")},
    {NG_THEME_FREED, S("|=freed|released|=release|")},
    {NG_THEME_UPROOTED, S("|displac|=fled|flee|evacuat|homeless|refugee|"
                          "uproot|")},
    {NG_THEME_RESCUED, S("|rescue|survivor|survived|")},
    {NG_THEME_CROWD, S("|protest|demonstrat|march|rall|=gathered|=crowd|"
                       "attend|=turnout|=participants|")},
    {NG_THEME_WORKERS, S("|worker|labor|labour|employee|workforce|=staff|")},
    {NG_THEME_TROOPS, S("|troop|soldier|=servicemen|=reservists|")},
    {NG_THEME_EARNED, S("|earn|revenue|=income|=wages|remit|profit|")},
    {NG_THEME_COST, S("|=cost|=costs|=damage|=damages|=losses|=price|"
                      "=worth|=repairs|")},
    {NG_THEME_AID, S("|=aid|assistance|=relief|donat|pledg|=grant|=grants|")},
    {NG_THEME_FINE, S("|=fine|=fined|=fines|penalt|")},
    {NG_THEME_TRADE, S("|=trade|export|import|")},
};

static bool in_table(ng_str stems, ng_str low)
{
    while (stems.n) {
        ng_cut cut = ng_cut_at(stems, '|');
        ng_str stem = cut.head;
        stems = cut.tail;
        if (!stem.n)
            continue;
        if (stem.p[0] == '=') {
            if (ng_str_eq(low, (ng_str){stem.p + 1, stem.n - 1}))
                return true;
        } else if (ng_str_starts(low, stem)) {
            return true;
        }
    }
    return false;
}

enum ng_theme ng_theme_of(ng_str low)
{
    if (low.n < 3)
        return NG_THEME_NONE;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (in_table(tables[i].stems, low))
            return tables[i].theme;
    return NG_THEME_NONE;
}

bool ng_theme_grows(enum ng_theme t)
{
    return (t >= NG_THEME_DEAD && t <= NG_THEME_RESCUED) || t == NG_THEME_COST;
}

bool ng_theme_is_money(enum ng_theme t)
{
    return t >= NG_THEME_EARNED;
}

ng_str ng_theme_question(enum ng_theme t)
{
    static const ng_str questions[NG_THEME_COUNT] = {
        [NG_THEME_NONE] = S("How many?"),
        [NG_THEME_DEAD] = S("How many died?"),
        [NG_THEME_HURT] = S("How many were hurt?"),
        [NG_THEME_MISSING] = S("How many are missing?"),
        [NG_THEME_HELD] = S("How many were arrested?"),
        [NG_THEME_FREED] = S("How many were released?"),
        [NG_THEME_UPROOTED] = S("How many lost their homes or fled?"),
        [NG_THEME_RESCUED] = S("How many were saved?"),
        [NG_THEME_CROWD] = S("How many took part?"),
        [NG_THEME_WORKERS] = S("How many workers?"),
        [NG_THEME_TROOPS] = S("How many troops?"),
        [NG_THEME_EARNED] = S("How much is earned?"),
        [NG_THEME_COST] = S("How much does it cost?"),
        [NG_THEME_AID] = S("How much aid?"),
        [NG_THEME_FINE] = S("How high is the fine?"),
        [NG_THEME_TRADE] = S("How much is traded?"),
    };
    return questions[t];
}

bool ng_is_anybody(ng_str what)
{
    static const ng_str anybody[] = {
        S("person"),    S("people"),    S("resident"),     S("citizen"),
        S("victim"),    S("passenger"), S("individual"),   S("villager"),
        S("protester"), S("protestor"), S("demonstrator"), S("marcher"),
        S("suspect"),   S("life"),      S("soul"),         S("inhabitant"),
        S("survivor"),  S("supporter"), S("participant"),  S("body"),
        S("casualty"),  S("national"),  S("fatality"),     S("death"),
        S("dead"),      S("killed"),    S("injured"),      S("wounded"),
        S("arrest"),    S("injury"),    S("missing"),      S("hurt"),
        S("toll"),      S("crowd"),     S("arrested"),     S("detained")};
    for (size_t i = 0; i < sizeof anybody / sizeof *anybody; i++)
        if (ng_str_eq(what, anybody[i]))
            return true;
    return what.n == 0;
}
