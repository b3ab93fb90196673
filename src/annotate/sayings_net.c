/* sayings_net.c - see sayings_net.h. */
#include "annotate/sayings_net.h"

#include "model/matrix.h"

#include <math.h>

struct ng_say_reader *ng_say_reader_open(const struct ng_report *r,
                                         const struct ng_model *m,
                                         struct ng_arena *a)
{
    uint32_t longest = 1;
    const struct ng_section *s = &m->section[2];
    if (m->head->sections != 3 || s->kind != NG_FLOATS ||
        s->buckets != sizeof(struct ng_say_net) / sizeof(float))
        return NULL;
    if (!r->senses)
        return NULL;
    struct ng_say_reader *in = ng_new(a, struct ng_say_reader, 1);
    in->net = s->block;
    for (size_t k = 0; k < r->sentences.n; k++) {
        uint32_t n = r->sentences.at[k].end - r->sentences.at[k].first;
        longest = n > longest && n <= NG_PARSE_MAX ? n : longest;
    }
    in->room = ng_net_room(longest, a);
    return in;
}

void ng_say_senses(const struct ng_report *r, uint32_t first, uint32_t n,
                   float *to)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct ng_sense *s = &r->senses[first + i];
        struct ng_scaled row = {s->at, s->scale};
        ng_sum_mixed(&row, 1, NULL, 0, NG_NET_D, to + (size_t)i * NG_NET_D);
    }
}

void ng_say_net_add(struct ng_say_reader *in, const struct ng_report *r,
                    uint32_t first, uint32_t n, float units, int32_t *score)
{
    static const float of_crf = .7F, of_net = .6F;
    if (n == 0 || n > NG_PARSE_MAX)
        return;
    ng_say_senses(r, first, n, in->room.in);
    const float *at =
        ng_net_layers(in->net->layer, NG_SAY_LAYERS, n, &in->room);
    for (uint32_t i = 0; i < n; i++) {
        float sum[NG_SAY_OUT] = {0};
        int32_t *to = score + (size_t)i * NG_SAY_LABELS;
        for (uint32_t d = 0; d < NG_NET_D; d++)
            for (uint32_t b = 0; b < NG_SAY_OUT; b++)
                sum[b] += at[(size_t)i * NG_NET_D + d] * in->net->out[d][b];
        for (uint32_t b = 0; b < NG_SAY_LABELS; b++)
            to[b] = (int32_t)lrintf(of_crf * (float)to[b] +
                                    of_net * sum[b] * units);
    }
}
