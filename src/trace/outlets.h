/* outlets.h - which names stand for one house.
 *
 *     ABC Radio, ABC News, abcnews.go.com        abc
 *     AP, Associated Press, apnews.com           ap
 *
 * A house revises its own report and another house carries it, so the relation
 * of two texts depends on this. Names become short keys by rule: the host of a
 * domain, no spaces, no "the", no "news" or "radio".
 */
#pragma once
#include "base/str.h"

enum { NG_HOUSE_BYTES = 64 };

/* The key of an outlet or agency, written into buf; empty for an empty name. */
ng_str ng_house_of(ng_str name, char buf[NG_HOUSE_BYTES]);
