/* fit_coref_vectors.c - word vectors for who is who (fit_coref.h): the GloVe
 * vectors of the most frequent words, turned to the directions in which they
 * differ most (principal components, found one after the other by repeated
 * multiplication), of length NG_COREF_LONG. */
#include "train/fit_coref.h"

#include <math.h>

enum { WORDS = 7000, FROM = 100, ROUNDS = 300 };

typedef double square[FROM][FROM];

static void spread_of(float (*v)[FROM], square c)
{
    for (uint32_t i = 0; i < WORDS; i++)
        for (uint32_t j = 0; j < FROM; j++)
            for (uint32_t k = 0; k < FROM; k++)
                c[j][k] += (double)v[i][j] * (double)v[i][k];
}

/* The direction of the widest spread; it is taken out of c. */
static void widest(square c, double u[FROM])
{
    double wide = 0;
    for (uint32_t j = 0; j < FROM; j++)
        u[j] = 1 + (double)(j * 7 % 13);
    for (int round = 0; round < ROUNDS; round++) {
        double w[FROM] = {0}, sum = 0;
        for (uint32_t j = 0; j < FROM; j++) {
            for (uint32_t k = 0; k < FROM; k++)
                w[j] += c[j][k] * u[k];
            sum += w[j] * w[j];
        }
        wide = sqrt(sum);
        for (uint32_t j = 0; j < FROM; j++)
            u[j] = wide > 0 ? w[j] / wide : 0;
    }
    for (uint32_t j = 0; j < FROM; j++)
        for (uint32_t k = 0; k < FROM; k++)
            c[j][k] -= wide * u[j] * u[k];
}

static void put(struct ng_coref_vector *to, const float v[FROM],
                double (*axis)[FROM])
{
    double at[NG_COREF_DIMS] = {0}, sum = 1e-12;
    for (uint32_t d = 0; d < NG_COREF_DIMS; d++) {
        for (uint32_t j = 0; j < FROM; j++)
            at[d] += axis[d][j] * (double)v[j];
        sum += at[d] * at[d];
    }
    for (uint32_t d = 0; d < NG_COREF_DIMS; d++)
        to->v[d] = (int8_t)lrint(at[d] * NG_COREF_LONG / sqrt(sum));
}

ng_status ng_coref_read_vectors(const char *data,
                                struct ng_coref_vector table[NG_COREF_VECTORS],
                                uint64_t *hash, struct ng_arena *a,
                                struct ng_err *err)
{
    ng_str words, bytes;
    const char *path =
        ng_str_c(ng_str_format(a, "%s/glove/words.txt", data), a);
    ng_status status = ng_slurp(path, &words, hash, a, err);
    path = ng_str_c(ng_str_format(a, "%s/glove/glove100.int8.bin", data), a);
    if (!status)
        status = ng_slurp(path, &bytes, hash, a, err);
    if (status)
        return status;
    if (bytes.n < (size_t)WORDS * FROM)
        return ng_fail(err, NG_BAD_INPUT, 0, "%s: too few vectors", path);
    float(*v)[FROM] = (float(*)[FROM])ng_new(a, float, (size_t)WORDS *FROM);
    for (uint32_t i = 0; i < WORDS; i++) {
        const int8_t *row = (const int8_t *)bytes.p + (size_t)i * FROM;
        double sum = 1e-12;
        for (uint32_t j = 0; j < FROM; j++)
            sum += row[j] * row[j];
        for (uint32_t j = 0; j < FROM; j++)
            v[i][j] = (float)(row[j] / sqrt(sum));
    }
    double(*c)[FROM] = (double(*)[FROM])ng_new(a, double, (size_t)FROM *FROM);
    double(*axis)[FROM] =
        (double(*)[FROM])ng_new(a, double, (size_t)NG_COREF_DIMS *FROM);
    spread_of(v, c);
    for (uint32_t d = 0; d < NG_COREF_DIMS; d++)
        widest(c, axis[d]);
    for (uint32_t i = 0; i < WORDS && words.n; i++) {
        ng_cut line = ng_cut_at(words, '\n');
        words = line.tail;
        uint32_t at = ng_coref_vector_free(table, line.head);
        if (at < NG_COREF_VECTORS)
            put(&table[at], v[i], axis);
    }
    return NG_OK;
}
