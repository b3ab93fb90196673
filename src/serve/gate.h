/* gate.h - who may ask for what, decided from the headers alone.
 *
 *     Host             a name of ours, once: else another site's name was made
 *                      to point here (DNS rebinding)            400, 421
 *     Origin           on a change: ours, if a browser names one       403
 *     Sec-Fetch-Site   on a change: same-origin or none                403
 *     Authorization    needed where the server listens to more than this
 *                      machine; good wherever it is shown         401, 403
 *
 * A browser sends Origin with every change that another site starts, and a
 * program sends none: so a change without both headers comes from no page.
 */
#pragma once
#include "serve/serve.h"
#include "store/token.h"

struct ng_gate {
    ng_str hosts[NG_HOSTS_MOST]; /* lower case, without port */
    size_t hosts_n;
    ng_str also[NG_HOSTS_MOST]; /* those among them that --host named: behind */
    size_t also_n;              /* a proxy, which has its own port */
    uint16_t port;
    bool open; /* no token is needed */
    ng_day today;
};
struct ng_visit {
    ng_str host, origin, site, authorization;
    size_t hosts;  /* how many Host headers */
    bool change;   /* neither GET nor HEAD */
    unsigned need; /* enum ng_may; 0: anybody may */
};
/* 0, or the HTTP code of the refusal with its sentence in err. `st` may be NULL
 * where no token can be looked up. */
unsigned ng_gate_check(const struct ng_gate *gate, const struct ng_visit *visit,
                       struct ng_store *st, struct ng_err *err);
/* Fills hosts: those of this machine, `address` and `more` (with commas). */
ng_status ng_gate_open(struct ng_gate *gate, const char *address,
                       const char *more, struct ng_err *err);
/* Is it this machine's own? */
bool ng_gate_local(const char *address);
