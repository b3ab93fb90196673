/* matrix.h - products of small matrices of floats, the inner loops of net.h.
 *
 *     c (I, J)  +=  a (I, P)  x  b (P, J)
 *
 * The order of additions is that of P for each number of c, whatever the
 * machine: vectors lie along J, and nothing is contracted. So the same floats
 * come out everywhere. There is one body of code (matrix_lanes.inc) for vectors
 * of 4, 8 and 16 floats; the widest that the machine has is taken.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* J is a multiple of 16. Number (i, p) of a stands at a[i * row + p * column];
 * rows of b and c are `b_row` and `c_row` apart. Every row of c starts from
 * `start`, or, where that is NULL, from what it holds. */
struct ng_product {
    const float *a, *b, *start;
    float *c;
    size_t i_n, j_n, p_n;
    size_t a_row, a_column, b_row, c_row;
};
void ng_multiply(const struct ng_product *m);

/* to[n] = the sum of rows[rows_n][n], nothing below 0; n a multiple of 16. */
void ng_sum_rows(const float *const *rows, size_t rows_n, size_t n, float *to);

/* to[rows_n] = products of rows[rows_n][n] and x[n]; n a multiple of 8. */
void ng_dots(const float *rows, size_t rows_n, const float *x, size_t n,
             float *to);

/* to[n] = start + the sum of x[k] * b[k][n] over the `some` k of `at`; n a
 * multiple of 32. */
void ng_add_some(const uint8_t *at, size_t some, const float *x, const float *b,
                 const float *start, size_t n, float *to);

/* The place of the greatest of x[n], the first of equals; n a multiple of 16.
 */
size_t ng_greatest(const float *x, size_t n);

/* Bytes with one scale. */
struct ng_scaled {
    const int8_t *bytes;
    float scale;
};
/* to[n] = the sum of scale x bytes[n] and then of rows[n]; n a multiple of 16.
 */
void ng_sum_mixed(const struct ng_scaled *scaled, size_t scaled_n,
                  const float *const *rows, size_t rows_n, size_t n, float *to);

/* to[n] = x[n] / scale, to the nearest whole number, so that the greatest
 * becomes 127; returns the scale. n a multiple of 16. */
float ng_to_bytes(const float *x, size_t n, int8_t *to);

/* to[n] = base + part * ng_squash(part of x); n a multiple of 16. Part 1 and
 * base 0 give -1 .. 1, one half of both 0 .. 1. x may be to. */
void ng_squash_all(const float *x, size_t n, float part, float base, float *to);

/* One step of a unit (net.h) of n numbers, a multiple of 16:
 *     cell = keep x before + (1 - keep) x content
 *     out  = show x cell   + (1 - show) x in                             */
struct ng_unit {
    const float *content, *keep, *show, *in, *before;
    float *cell, *out;
};
void ng_unit_step(const struct ng_unit *u, size_t n);

/* In the place of tanh: Pade's, flat from 3 on. */
static inline float ng_squash(float x)
{
    x = x > 3 ? 3 : x;
    x = x < -3 ? -3 : x;
    float q = x * x;
    return x * (27 + q) / (27 + 9 * q);
}
