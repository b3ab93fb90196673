/* themes.h - what a number is about, in words of any kind.
 *
 *     12 people were killed / the death toll is 12 / 12 fatalities    the dead
 *     3,000 marched / a crowd of 3,000 / 3,000 demonstrators          a crowd
 *     earning it $500 million / an income of $500 million             earnings
 *
 * Two numbers can only be held against each other if they count the same. Which
 * word counts is found by its place beside the number; see claims.c.
 */
#pragma once
#include "base/str.h"

enum ng_theme {
    NG_THEME_NONE,
    NG_THEME_DEAD,
    NG_THEME_HURT,
    NG_THEME_MISSING,
    NG_THEME_HELD,
    NG_THEME_FREED,
    NG_THEME_UPROOTED,
    NG_THEME_RESCUED,
    NG_THEME_CROWD,
    NG_THEME_WORKERS,
    NG_THEME_TROOPS,
    NG_THEME_EARNED,
    NG_THEME_COST,
    NG_THEME_AID,
    NG_THEME_FINE,
    NG_THEME_TRADE,
    NG_THEME_COUNT
};

/* The theme of a word in lower case, in any form of it. */
enum ng_theme ng_theme_of(ng_str low);

/* True if it counts people or things that grow in number as a story goes on:
 * the dead of an accident, not the people of a march. */
bool ng_theme_grows(enum ng_theme t);
/* True if it measures money. */
bool ng_theme_is_money(enum ng_theme t);

/* "How many were killed?" */
ng_str ng_theme_question(enum ng_theme t);

/* "people", "residents": anybody. Children, soldiers, police are a part. */
bool ng_is_anybody(ng_str what);
