/* coref_model.c - see coref_model.h. */
#include "model/coref_model.h"

#include "base/hash.h"

enum { PROBES = 32 };

typedef int16_t shorts __attribute__((vector_size(16)));
typedef int8_t bytes8 __attribute__((vector_size(8), aligned(1), may_alias));

bool ng_coref_weights_open(struct ng_coref_weights *w, const struct ng_model *m)
{
    const struct ng_section *s = m->section;
    if (m->head->sections != 4 || s[0].kind != NG_DENSE ||
        s[1].kind != NG_ROWS || s[1].buckets != 1u << NG_COREF_ROW_BITS ||
        s[1].labels != sizeof(struct ng_coref_row) || s[2].kind != NG_ROWS ||
        s[2].buckets != 1 || s[2].labels != sizeof(struct ng_coref_out) ||
        s[3].kind != NG_ROWS || s[3].buckets != NG_COREF_VECTORS ||
        s[3].labels != sizeof(struct ng_coref_vector))
        return false;
    *w = (struct ng_coref_weights){&s[0], s[1].block, s[2].block, s[3].block};
    return true;
}

static int32_t wide_sum(const struct ng_section *s,
                        const struct ng_coref_keys *k)
{
    const int16_t *w = &s->rows[0];
    int32_t sum = 0;
    for (uint32_t i = 0; i < k->n; i++)
        sum += w[k->at[i] & (s->buckets * 2 - 1)];
    return sum;
}

/* A row adds at most 128, so NG_COREF_DEEP of them fit 16 bits. */
static void deep_sums(const struct ng_coref_weights *w,
                      const struct ng_coref_keys *k, int16_t *hidden)
{
    for (uint32_t j = 0; j < NG_COREF_HIDDEN; j += 8) {
        shorts sum = {0};
        for (uint32_t i = 0; i < k->rows; i++) {
            const struct ng_coref_row *row =
                &w->rows[k->row[i] & ((1u << NG_COREF_ROW_BITS) - 1)];
            sum += __builtin_convertvector(
                *(const bytes8 *)(const void *)(row->w + j), shorts);
        }
        memcpy(hidden + j, &sum, sizeof sum);
    }
}

int32_t ng_coref_score(const struct ng_coref_weights *w,
                       const struct ng_coref_keys *k)
{
    int16_t hidden[NG_COREF_HIDDEN];
    deep_sums(w, k, hidden);
    int64_t deep = 0;
    for (uint32_t j = 0; j < NG_COREF_HIDDEN; j++) {
        int64_t h = (int64_t)hidden[j] + w->out->bias[j];
        deep += h > 0 ? h * w->out->w[j] : 0;
    }
    deep /= NG_COREF_STEPS;
    const int64_t most = 1 << 28; /* a damaged model */
    deep = deep > most ? most : deep < -most ? -most : deep;
    return wide_sum(w->wide, k) + (int32_t)deep;
}

/* ---- vectors ------------------------------------------------------------- */

static uint32_t look(const struct ng_coref_vector *table, ng_str low, bool free)
{
    uint64_t h = ng_hash64(low, 177);
    uint16_t print = (uint16_t)(h >> 48 | 1);
    for (uint32_t k = 0; k < PROBES; k++) {
        uint32_t at = (uint32_t)(h + k) & (NG_COREF_VECTORS - 1);
        if (!table[at].print)
            return free ? at : NG_COREF_VECTORS;
        if (!free && table[at].print == print)
            return at;
    }
    return NG_COREF_VECTORS;
}

uint32_t ng_coref_vector_at(const struct ng_coref_vector *table, ng_str low)
{
    return look(table, low, false);
}

uint32_t ng_coref_vector_free(struct ng_coref_vector *table, ng_str low)
{
    uint32_t at = look(table, low, true);
    if (at < NG_COREF_VECTORS)
        table[at].print = (uint16_t)(ng_hash64(low, 177) >> 48 | 1);
    return at;
}

uint32_t ng_coref_nearness(const struct ng_coref_vector *a,
                           const struct ng_coref_vector *b)
{
    const int32_t one = NG_COREF_LONG * NG_COREF_LONG;
    int32_t dot = one;
    for (uint32_t j = 0; j < NG_COREF_DIMS; j++)
        dot += a->v[j] * b->v[j];
    dot = dot < 0 ? 0 : dot > 2 * one ? 2 * one : dot;
    return (uint32_t)(dot * 10 / one);
}
