/* cameo.h - what users of CAMEO-coded event data expect beside a code.
 *
 * CAMEO has no axis of time: what is still to come has codes of its own
 * (express intent to ..., threaten to ...). Its country codes are those of
 * ISO 3166-1 alpha-3 as they were when it was made; GDELT gives places by
 * FIPS 10-4.
 */
#pragma once
#include "report/kinds.h"

/* Goldstein's scale of conflict (-10) and cooperation (10) for a code ("042",
 * "1823"), by the longest beginning of it that is known; 0 if none is.
 * (Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", 1992; values
 * for CAMEO as GDELT publishes them.) */
double ng_goldstein(ng_str cameo);

/* The code under which CAMEO files this: the code itself of what happened or is
 * going on; of what is planned, the intent or the threat. Empty where CAMEO has
 * no place for it: what is alleged, hypothetical or denied. */
ng_str ng_cameo_filed(enum ng_event_type type, ng_str cameo,
                      enum ng_event_status status);

/* The class 1..4 of a code that is filed: verbal and material cooperation,
 * verbal and material conflict; 0 if it is no code. */
int ng_cameo_quad(ng_str cameo);

/* Country codes of CAMEO and of FIPS 10-4 for one of ISO 3166-1 alpha-3; FIPS
 * is empty if there is none. */
ng_str ng_cameo_country(ng_str iso3);
ng_str ng_fips(ng_str iso3);
