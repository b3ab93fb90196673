/* matrix.h - products of small matrices of floats, the inner loop of net.h.
 *
 *     c (I, J)  +=  a (I, P)  x  b (P, J)
 *
 * The order of additions is that of P for each number of c, whatever the
 * machine: vectors lie along J, and nothing is contracted. So the same floats
 * come out everywhere.
 */
#pragma once
#include <stddef.h>

/* J is a multiple of 8. Number (i, p) of a stands at a[i * row + p * column];
 * rows of b and c are `b_row` and `c_row` apart. */
struct ng_product {
    const float *a, *b;
    float *c;
    size_t i_n, j_n, p_n;
    size_t a_row, a_column, b_row, c_row;
};
void ng_multiply(const struct ng_product *m);

/* to[n] = the sum of rows[rows_n][n], nothing below 0; n a multiple of 8. */
void ng_sum_rows(const float *const *rows, size_t rows_n, size_t n, float *to);

/* to[rows_n] = products of rows[rows_n][n] and x[n]; n a multiple of 8. */
void ng_dots(const float *rows, size_t rows_n, const float *x, size_t n,
             float *to);

/* to[n] += scale x bytes[n]; n a multiple of 8. */
void ng_add_bytes(const signed char *bytes, float scale, size_t n, float *to);

/* to[n] += x[n]; n a multiple of 8. */
void ng_add_floats(const float *x, size_t n, float *to);

/* to[n] = base + part * ng_squash(part of x); n a multiple of 8. Part 1 and
 * base 0 give -1 .. 1, one half of both 0 .. 1. */
void ng_squash_all(const float *x, size_t n, float part, float base, float *to);

/* In the place of tanh: Pade's, flat from 3 on. */
static inline float ng_squash(float x)
{
    x = x > 3 ? 3 : x;
    x = x < -3 ? -3 : x;
    float q = x * x;
    return x * (27 + q) / (27 + 9 * q);
}
