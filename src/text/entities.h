/* entities.h - characters that HTML spells out.
 *
 *     &amp; -> &     &eacute; -> e with acute     &#8217; &#x2019; -> '
 *     &#146; -> ' as browsers read it (windows-1252)     &foo; -> as it stands
 */
#pragma once
#include "base/str.h"

enum { NG_ENTITY_MOST = 32 }; /* bytes looked at after the ampersand */

/* The entity at s.p[at] == '&': bytes it takes, and its UTF-8 in `to` (n bytes,
 * none for a control character). 0 if it is not one: the ampersand stands. */
size_t ng_entity_get(ng_str s, size_t at, char to[4], size_t *n);

/* s with its entities decoded and white space collapsed to single spaces:
 * for attributes and titles. */
ng_str ng_entities_decode(ng_str s, struct ng_arena *a);
