/* matrix.c - chooses among the widths of matrix_lanes.inc (matrix.h). */
#include "model/matrix.h"

#include <string.h>

#define TARGET
#define LANES 4
#define NAME(f) f##_4
#include "model/matrix_lanes.inc"

#if defined(__x86_64__) && defined(__GNUC__)
#define TARGET __attribute__((target("avx2")))
#define LANES 8
#define NAME(f) f##_8
#include "model/matrix_lanes.inc"

#define TARGET __attribute__((target("avx512f")))
#define LANES 16
#define NAME(f) f##_16
#include "model/matrix_lanes.inc"

#define WIDEST(f, ...)                                                         \
    (__builtin_cpu_supports("avx512f") ? f##_16(__VA_ARGS__)                   \
     : __builtin_cpu_supports("avx2")  ? f##_8(__VA_ARGS__)                    \
                                       : f##_4(__VA_ARGS__))
#else
#define WIDEST(f, ...) f##_4(__VA_ARGS__)
#endif

void ng_multiply(const struct ng_product *m)
{
    WIDEST(multiply, m);
}

void ng_sum_rows(const float *const *rows, size_t rows_n, size_t n, float *to)
{
    WIDEST(sum_rows, rows, rows_n, n, to);
}

void ng_dots(const float *rows, size_t rows_n, const float *x, size_t n,
             float *to)
{
    WIDEST(dots, rows, rows_n, x, n, to);
}

void ng_add_some(const uint8_t *at, size_t some, const float *x, const float *b,
                 const float *start, size_t n, float *to)
{
    WIDEST(add_some, at, some, x, b, start, n, to);
}

size_t ng_greatest(const float *x, size_t n)
{
    return WIDEST(greatest, x, n);
}

void ng_sum_mixed(const struct ng_scaled *scaled, size_t scaled_n,
                  const float *const *rows, size_t rows_n, size_t n, float *to)
{
    WIDEST(sum_mixed, scaled, scaled_n, rows, rows_n, n, to);
}

float ng_to_bytes(const float *x, size_t n, int8_t *to)
{
    return WIDEST(to_bytes, x, n, to);
}

void ng_squash_all(const float *x, size_t n, float part, float base, float *to)
{
    WIDEST(squash_all, x, n, part, base, to);
}

void ng_unit_step(const struct ng_unit *u, size_t n)
{
    WIDEST(unit_step, u, n);
}
