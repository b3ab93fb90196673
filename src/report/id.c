#include "report/report.h"

#include <stdio.h>

ng_id ng_entity_id(const struct ng_entity *e)
{
    return ng_id_of('n', e->key);
}

ng_id ng_place_id(uint32_t geonameid)
{
    char key[16];
    int n = snprintf(key, sizeof key, "%u", geonameid);
    return ng_id_of('p', (ng_str){key, (size_t)n});
}

ng_id ng_saying_id(const struct ng_report *r, const struct ng_saying *s)
{
    char key[96];
    int n = snprintf(key, sizeof key, "%s %u %u %u %u %u %u", r->id.c,
                     s->content.beg, s->content.end, s->cue.beg, s->cue.end,
                     s->source.beg, s->source.end);
    return ng_id_of('y', (ng_str){key, (size_t)n});
}

int ng_report_cmp(const struct ng_report *a, const struct ng_report *b)
{
    if (a->published.first != b->published.first)
        return a->published.first < b->published.first ? -1 : 1;
    return ng_id_cmp(a->id, b->id);
}
