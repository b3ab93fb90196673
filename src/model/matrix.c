#include "model/matrix.h"

/* One binary for old and new machines: the loader picks the wider one. The
 * sanitizers' start comes too late for that. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#define WIDEST __attribute__((target("avx512f")))
#else
#define WIDE
#endif

typedef float eight __attribute__((vector_size(32), aligned(4), may_alias));

typedef signed char bytes8
    __attribute__((vector_size(8), aligned(1), may_alias));
typedef int bits __attribute__((vector_size(32), aligned(4), may_alias));

enum { TILE_I = 4, TILE_J = 16 };

#define NUMBERS eight
#define TILE tile_of_eights
#include "model/matrix_tile.inc"

/* Rows that are left over, 32 columns at a time and then 8. */
static inline __attribute__((always_inline)) void
strip(const struct ng_product *m, size_t i)
{
    const float *a = m->a + i * m->a_row;
    float *c = m->c + i * m->c_row;
    size_t j = 0;
    for (; j + 32 <= m->j_n; j += 32) {
        const float *b = m->b + j;
        eight s0 = *(eight *)(c + j), s1 = *(eight *)(c + j + 8);
        eight s2 = *(eight *)(c + j + 16), s3 = *(eight *)(c + j + 24);
        for (size_t p = 0; p < m->p_n; p++, b += m->b_row) {
            float x = a[p * m->a_column];
            s0 += x * *(const eight *)b, s1 += x * *(const eight *)(b + 8);
            s2 += x * *(const eight *)(b + 16);
            s3 += x * *(const eight *)(b + 24);
        }
        *(eight *)(c + j) = s0, *(eight *)(c + j + 8) = s1;
        *(eight *)(c + j + 16) = s2, *(eight *)(c + j + 24) = s3;
    }
    for (; j + 8 <= m->j_n; j += 8) {
        eight s = *(eight *)(c + j);
        for (size_t p = 0; p < m->p_n; p++)
            s += a[p * m->a_column] * *(const eight *)(m->b + j + p * m->b_row);
        *(eight *)(c + j) = s;
    }
}

WIDE static void multiply_eights(const struct ng_product *m)
{
    size_t tiles = m->j_n % 16 ? 0 : m->i_n / 4 * 4;
    for (size_t j = 0; tiles > 0 && j < m->j_n; j += 16)
        for (size_t i = 0; i < tiles; i += 4)
            tile_of_eights(m, i, j);
    for (size_t i = tiles; i < m->i_n; i++)
        strip(m, i);
}

#ifdef WIDEST
typedef float sixteen __attribute__((vector_size(64), aligned(4), may_alias));
#define NUMBERS sixteen
#define TILE tile_of_sixteens
#include "model/matrix_tile.inc"

WIDEST static void multiply_sixteens(const struct ng_product *m)
{
    size_t tiles = m->j_n % 32 ? 0 : m->i_n / 4 * 4;
    for (size_t j = 0; tiles > 0 && j < m->j_n; j += 32)
        for (size_t i = 0; i < tiles; i += 4)
            tile_of_sixteens(m, i, j);
    for (size_t i = tiles; i < m->i_n; i++)
        strip(m, i);
}

void ng_multiply(const struct ng_product *m)
{
    if (__builtin_cpu_supports("avx512f"))
        multiply_sixteens(m);
    else
        multiply_eights(m);
}
#else
void ng_multiply(const struct ng_product *m)
{
    multiply_eights(m);
}
#endif

WIDE void ng_sum_rows(const float *const *rows, size_t rows_n, size_t n,
                      float *to)
{
    for (size_t j = 0; j < n; j += 8) {
        eight s = {0};
        for (size_t k = 0; k < rows_n; k++)
            s += *(const eight *)(rows[k] + j);
        for (size_t k = 0; k < 8; k++)
            to[j + k] = s[k] > 0 ? s[k] : 0;
    }
}

WIDE void ng_dots(const float *rows, size_t rows_n, const float *x, size_t n,
                  float *to)
{
    for (size_t r = 0; r < rows_n; r++) {
        eight s = {0};
        for (size_t j = 0; j < n; j += 8)
            s += *(const eight *)(rows + r * n + j) * *(const eight *)(x + j);
        to[r] =
            ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
    }
}

WIDE void ng_squash_all(const float *x, size_t n, float part, float base,
                        float *to)
{
    const eight most = {3, 3, 3, 3, 3, 3, 3, 3}, least = -most;
    for (size_t j = 0; j < n; j += 8) {
        eight v = *(const eight *)(x + j) * part;
        bits above = v > most, below = v < least;
        v = (eight)((above & (bits)most) | (below & (bits)least) |
                    (~(above | below) & (bits)v));
        eight q = v * v;
        *(eight *)(to + j) = base + part * (v * (27 + q) / (27 + 9 * q));
    }
}

WIDE void ng_add_bytes(const signed char *bytes, float scale, size_t n,
                       float *to)
{
    for (size_t j = 0; j < n; j += 8)
        *(eight *)(to + j) += scale * __builtin_convertvector(
                                          *(const bytes8 *)(bytes + j), eight);
}

WIDE void ng_add_floats(const float *x, size_t n, float *to)
{
    for (size_t j = 0; j < n; j += 8)
        *(eight *)(to + j) += *(const eight *)(x + j);
}
