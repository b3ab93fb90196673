/* cues.c - see sayings.h. The table holds every form, so that no lemma is
 * needed; a lemma that the tagger found wrong would lose a saying. */
#include "annotate/sayings.h"

struct cue_row {
    ng_str form;
    uint32_t flags;
};
#define C(form, flags) {S(form), flags},
static const struct cue_row cues[] = {
#include "annotate/cues.inc"
};
#undef C
enum { CUES = sizeof cues / sizeof *cues };

uint32_t ng_cue_of(ng_str low)
{
    size_t lo = 0, hi = CUES;
    if (low.n < 3 || low.n > 16)
        return 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = ng_str_cmp(cues[mid].form, low);
        if (order == 0)
            return cues[mid].flags;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

bool ng_cues_in_order(void)
{
    for (size_t i = 1; i < CUES; i++)
        if (ng_str_cmp(cues[i - 1].form, cues[i].form) >= 0)
            return false;
    return true;
}
