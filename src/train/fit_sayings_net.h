/* fit_sayings_net.h - fits the net of sayings (annotate/sayings_net.h). */
#pragma once
#include "annotate/sayings_net.h"
#include "train/fit_crf.h"

/* Beside each case of the CRF what the net sees of it; n is 0 where the
 * sentence is too long for it. */
struct ng_say_case {
    uint32_t n;
    float *senses; /* [n][NG_NET_D] */
};
typedef NG_LIST(struct ng_say_case) ng_say_cases;

/* The case of a sentence that was just added to the CRF. */
void ng_say_case_add(ng_say_cases *to, const struct ng_report *r,
                     uint32_t first, uint32_t n, struct ng_arena *a);

/* Learns the cases of a CRF that is fitted already, with its moves. */
void ng_fit_say_net(const struct ng_fit_crf *f, const ng_say_cases *cases,
                    struct ng_packed *section, struct ng_arena *a);
