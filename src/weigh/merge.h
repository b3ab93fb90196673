/* merge.h - which mentions tell of one deed.
 *
 *     "Kim is to meet Putin on Thursday"   \
 *     "the Putin-Kim summit in Vladivostok" > one event
 *     "he crossed the border at Khasan"      another, though the same day
 *
 * Two mentions go together when type and kind of deed are the same, the parties
 * of the one are among those of the other, and neither day nor place stands
 * against it. A key such as (type, day, countries) would be too coarse: it
 * merges crossing, tour and arrival into one.
 */
#pragma once
#include "report/story.h"

/* A kind of deed inside a type, from its trigger: what one could not do twice
 * in the same breath. 0: nothing special. */
unsigned ng_deed(const struct ng_report *r, const struct ng_mention *m);

/* True of arriving, crossing, leaving, going: done in one place at a time. */
bool ng_deed_is_stop(unsigned deed);

/* Points for two mentions to tell of one deed, whatever they say of its
 * status: what one reports and the other denies. 0: two deeds. */
int ng_deeds_alike(const struct ng_batch *b, struct ng_event_mention x,
                   struct ng_event_mention y);

/* How well two parties fit: 2 the same, 1 compatible (a state and its
 * president), 0 not. */
int ng_party_fit(const struct ng_report *ra, const struct ng_party *a,
                 const struct ng_report *rb, const struct ng_party *b);

/* The noun of a party without a name, one for words that mean the same. */
ng_str ng_party_head(const struct ng_report *r, const struct ng_party *p);

/* True if one place can lie in the other. NG_NONE: no place told. */
bool ng_place_fit(const struct ng_report *ra, uint32_t a,
                  const struct ng_report *rb, uint32_t b);

/* How two places lie to each other: the same; one in the other (a quarter, its
 * town, its region, its country) or next to it; apart; OPEN where one is not
 * told or nowhere on the map. */
enum ng_scope { NG_SCOPE_SAME, NG_SCOPE_NESTED, NG_SCOPE_OPEN, NG_SCOPE_APART };
enum ng_scope ng_places_lie(const struct ng_report *ra, uint32_t a,
                            const struct ng_report *rb, uint32_t b);
double ng_distance_km(double lat1, double lon1, double lat2, double lon2);

/* Fills b->events: mentions, parties, date, place, status with its history,
 * attribution, independent count. Statements are not merged into events. */
void ng_merge_mentions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch);
