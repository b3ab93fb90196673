/* themes.c - tables of words. See themes.h. */
#include "weigh/themes.h"

/* Beginnings of words, and whole words. */
#define STEM(t, theme)                                                         \
    {                                                                          \
        S(t), NG_THEME_##theme, false                                          \
    }
#define WORD(t, theme)                                                         \
    {                                                                          \
        S(t), NG_THEME_##theme, true                                           \
    }
static const struct {
    ng_str stem;
    enum ng_theme theme;
    bool whole;
} stems[] = {
    STEM("kill", DEAD),          WORD("dead", DEAD),
    WORD("death", DEAD),         WORD("deaths", DEAD),
    WORD("died", DEAD),          WORD("die", DEAD),
    WORD("dies", DEAD),          STEM("fatalit", DEAD),
    STEM("slain", DEAD),         STEM("perish", DEAD),
    STEM("drown", DEAD),         WORD("bodies", DEAD),
    WORD("toll", DEAD),          WORD("corpses", DEAD),
    STEM("injur", HURT),         STEM("wound", HURT),
    WORD("hurt", HURT),          STEM("hospitali", HURT),
    WORD("missing", MISSING),    STEM("unaccounted", MISSING),
    STEM("arrest", HELD),        STEM("detain", HELD),
    WORD("detention", HELD),     STEM("detention", HELD),
    WORD("custody", HELD),       STEM("jailed", HELD),
    STEM("imprison", HELD),      WORD("freed", FREED),
    STEM("released", FREED),     WORD("release", FREED),
    STEM("displac", UPROOTED),   WORD("fled", UPROOTED),
    STEM("flee", UPROOTED),      STEM("evacuat", UPROOTED),
    STEM("homeless", UPROOTED),  STEM("refugee", UPROOTED),
    STEM("uproot", UPROOTED),    STEM("rescue", RESCUED),
    STEM("survivor", RESCUED),   STEM("survived", RESCUED),
    STEM("protest", CROWD),      STEM("demonstrat", CROWD),
    STEM("march", CROWD),        STEM("rall", CROWD),
    WORD("gathered", CROWD),     WORD("crowd", CROWD),
    STEM("attend", CROWD),       WORD("turnout", CROWD),
    WORD("participants", CROWD), STEM("worker", WORKERS),
    STEM("labor", WORKERS),      STEM("labour", WORKERS),
    STEM("employee", WORKERS),   STEM("workforce", WORKERS),
    WORD("staff", WORKERS),      STEM("troop", TROOPS),
    STEM("soldier", TROOPS),     WORD("servicemen", TROOPS),
    WORD("reservists", TROOPS),  STEM("earn", EARNED),
    STEM("revenue", EARNED),     WORD("income", EARNED),
    WORD("wages", EARNED),       STEM("remit", EARNED),
    STEM("profit", EARNED),      WORD("cost", COST),
    WORD("costs", COST),         WORD("damage", COST),
    WORD("damages", COST),       WORD("losses", COST),
    WORD("price", COST),         WORD("worth", COST),
    WORD("repairs", COST),       WORD("aid", AID),
    STEM("assistance", AID),     WORD("relief", AID),
    STEM("donat", AID),          STEM("pledg", AID),
    WORD("grant", AID),          WORD("grants", AID),
    WORD("fine", FINE),          WORD("fined", FINE),
    WORD("fines", FINE),         STEM("penalt", FINE),
    WORD("trade", TRADE),        STEM("export", TRADE),
    STEM("import", TRADE),
};

/* Asked of every word of a story: most go by their first letter alone. */
enum ng_theme ng_theme_of(ng_str low)
{
    if (low.n < 3)
        return NG_THEME_NONE;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (stems[i].stem.p[0] == low.p[0] &&
            ng_str_starts(low, stems[i].stem) &&
            (!stems[i].whole || low.n == stems[i].stem.n))
            return stems[i].theme;
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
