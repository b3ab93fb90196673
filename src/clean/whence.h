/* whence.h - outlets, agencies and datelines: where a report comes from.
 *
 *     "TOKYO, March 3 (AP) - "    place TOKYO, day 3 March, agency AP
 *     "(Bloomberg) -- "           agency Bloomberg
 *     "https://www.bbc.co.uk/x"   outlet BBC
 *
 * Agencies sell their reports to others; an outlet prints. The same name can
 * be both, so who is which is decided by the caller.
 */
#pragma once
#include "clean/daytext.h"

/* The agency with exactly this name ("AP", "Associated Press"), in the form
 * we print; empty if it is none. */
ng_str ng_agency_named(ng_str name);
/* The first agency named as a word or words in s. */
ng_str ng_agency_in(ng_str s);

/* The host of the first URL or bare domain in s, without "www."; or empty. */
ng_str ng_host_in(ng_str s);
/* The first URL in s ("https://..." or "www..."), or empty. */
ng_str ng_url_in(ng_str s);
/* The name of the outlet behind a host, the host itself if it is not known. */
ng_str ng_outlet_of_host(ng_str host);

struct ng_dateline {
    size_t length; /* with the dash after it; 0: none */
    ng_str place, agency;
    struct ng_written day; /* month 0: none */
};
struct ng_dateline ng_read_dateline(ng_str paragraph);
