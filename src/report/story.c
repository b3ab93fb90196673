#include "report/story.h"

uint32_t ng_independent(const struct ng_batch *b, const uint32_t *reports,
                        size_t n, struct ng_arena scratch)
{
    bool *seen = ng_new(&scratch, bool, b->origins.n + b->reports.n);
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t origin = b->origin_of ? b->origin_of[reports[i]] : reports[i];
        count += !seen[origin];
        seen[origin] = true;
    }
    return count;
}
