/* Every width of vectors gives the very floats of plain loops: models rest on
 * it, as training on one machine and reading on another must agree. The code
 * is taken in whole, so that widths can be called that the machine would not
 * choose. */
#include "model/matrix.c"

#include "t.h"

#include <math.h>
#include <stdbool.h>

enum { I = 6, J = 96, P = 40 };

/* A width: its functions, and whether this machine can run them. */
struct width {
    const char *name;
    void (*multiply)(const struct ng_product *);
    void (*sum_rows)(const float *const *, size_t, size_t, float *);
    void (*dots)(const float *, size_t, const float *, size_t, float *);
    void (*add_some)(const uint8_t *, size_t, const float *, const float *,
                     const float *, size_t, float *);
    size_t (*greatest)(const float *, size_t);
    void (*sum_mixed)(const struct ng_scaled *, size_t, const float *const *,
                      size_t, size_t, float *);
    float (*to_bytes)(const float *, size_t, int8_t *);
    void (*squash_all)(const float *, size_t, float, float, float *);
    void (*unit_step)(const struct ng_unit *, size_t);
};
#define ROW(n)                                                                 \
    {                                                                          \
#n, multiply_##n, sum_rows_##n, dots_##n, add_some_##n, greatest_##n,  \
            sum_mixed_##n, to_bytes_##n, squash_all_##n, unit_step_##n         \
    }

static size_t widths_of(struct width *to)
{
    size_t n = 0;
    to[n++] = (struct width)ROW(4);
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2"))
        to[n++] = (struct width)ROW(8);
    if (__builtin_cpu_supports("avx512f"))
        to[n++] = (struct width)ROW(16);
#endif
    return n;
}

/* Numbers of all sizes, so that another order of sums would show. */
static void fill(float *at, size_t n, uint32_t seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        at[i] = ((float)(seed >> 8) / (1 << 23) - 1) *
                (float)(1 << (seed >> 28 & 7));
    }
}

static bool same(const float *a, const float *b, size_t n)
{
    return memcmp(a, b, n * sizeof *a) == 0;
}

static void check_multiply(const struct width *w, bool started)
{
    float a[I * P], b[P * J], start[J], c[I * J], plain[I * J];
    fill(a, I * P, 1);
    fill(b, P * J, 2);
    fill(start, J, 3);
    fill(c, I * J, 4);
    for (size_t i = 0; i < I; i++)
        for (size_t j = 0; j < J; j++) {
            float s = started ? start[j] : c[i * J + j];
            for (size_t p = 0; p < P; p++)
                s += a[i * P + p] * b[p * J + j];
            plain[i * J + j] = s;
        }
    w->multiply(&(struct ng_product){.a = a,
                                     .b = b,
                                     .start = started ? start : NULL,
                                     .c = c,
                                     .i_n = I,
                                     .j_n = J,
                                     .p_n = P,
                                     .a_row = P,
                                     .a_column = 1,
                                     .b_row = J,
                                     .c_row = J});
    CHECK(same(c, plain, I * J));
}

static void check_sums(const struct width *w)
{
    float x[3 * J], sums[J], plain[J], dots[3], part[3];
    const float *rows[] = {x, x + J, x + 2 * J};
    fill(x, 3 * J, 5);
    for (size_t j = 0; j < J; j++) {
        float s = 0;
        for (size_t k = 0; k < 3; k++)
            s += rows[k][j];
        plain[j] = s > 0 ? s : 0;
    }
    w->sum_rows(rows, 3, J, sums);
    CHECK(same(sums, plain, J));
    for (size_t r = 0; r < 3; r++) {
        float s[8] = {0};
        for (size_t j = 0; j < J; j++)
            s[j % 8] += rows[r][j] * plain[j];
        part[r] =
            ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
    }
    w->dots(x, 3, sums, J, dots);
    CHECK(same(dots, part, 3));
}

static void check_some(const struct width *w, size_t n)
{
    static const uint8_t at[] = {0, 3, 4, 9, 31};
    float x[P], b[P * J], start[J], to[J], plain[J];
    fill(x, P, 6);
    fill(b, P * J, 7);
    fill(start, J, 8);
    for (size_t j = 0; j < n; j++) {
        plain[j] = start[j];
        for (size_t k = 0; k < sizeof at; k++)
            plain[j] += x[at[k]] * b[at[k] * n + j];
    }
    w->add_some(at, sizeof at, x, b, start, n, to);
    CHECK(same(to, plain, n));
}

static void check_greatest(const struct width *w)
{
    float x[J];
    for (size_t top = 0; top < J; top++) {
        fill(x, J, 9);
        x[top] = 1000;
        CHECK_INT(w->greatest(x, J), top);
        x[J - 1] = 1000; /* the first of equals */
        CHECK_INT(w->greatest(x, J), top);
    }
}

static void check_mixed(const struct width *w)
{
    float x[2 * J], to[J], plain[J];
    int8_t bytes[2 * J];
    fill(x, 2 * J, 10);
    for (size_t j = 0; j < 2 * J; j++)
        bytes[j] = (int8_t)(j * 37 % 255 - 127);
    const struct ng_scaled scaled[] = {{bytes, 0.013F}, {bytes + J, -1.7F}};
    const float *rows[] = {x, x + J};
    for (size_t j = 0; j < J; j++) {
        float s = 0;
        for (size_t k = 0; k < 2; k++)
            s += scaled[k].scale * (float)scaled[k].bytes[j];
        for (size_t k = 0; k < 2; k++)
            s += rows[k][j];
        plain[j] = s;
    }
    w->sum_mixed(scaled, 2, rows, 2, J, to);
    CHECK(same(to, plain, J));
}

static void check_bytes(const struct width *w)
{
    float x[J];
    int8_t to[J];
    fill(x, J, 12);
    x[7] = -1000;
    x[8] = 501; /* 63.6 */
    CHECK(w->to_bytes(x, J, to) == 1000.0F / 127);
    CHECK(to[7] == -127 && to[8] == 64);
    for (size_t j = 0; j < J; j++)
        CHECK(fabsf((float)to[j] * 1000 / 127 - x[j]) < 4);
    memset(x, 0, sizeof x);
    CHECK(w->to_bytes(x, J, to) == 0 && to[0] == 0 && to[J - 1] == 0);
}

static void check_units(const struct width *w)
{
    float x[5 * J], cell[J], out[J], plain[J], shown[J];
    fill(x, 5 * J, 11);
    for (size_t j = 0; j < J; j++)
        plain[j] = 0.5F + 0.5F * ng_squash(x[j] * 0.5F);
    w->squash_all(x, J, 0.5F, 0.5F, out);
    CHECK(same(out, plain, J));
    struct ng_unit u = {.content = x,
                        .keep = x + J,
                        .show = x + 2 * J,
                        .in = x + 3 * J,
                        .before = x + 4 * J,
                        .cell = cell,
                        .out = out};
    for (size_t j = 0; j < J; j++) {
        plain[j] = u.keep[j] * u.before[j] + (1 - u.keep[j]) * u.content[j];
        shown[j] = u.show[j] * plain[j] + (1 - u.show[j]) * u.in[j];
    }
    w->unit_step(&u, J);
    CHECK(same(cell, plain, J) && same(out, shown, J));
}

static void every_width_gives_the_same_floats(void)
{
    struct width w[3];
    size_t n = widths_of(w);
    for (size_t k = 0; k < n; k++) {
        check_multiply(&w[k], false);
        check_multiply(&w[k], true);
        check_sums(&w[k]);
        check_some(&w[k], J);
        check_some(&w[k], 64);
        check_greatest(&w[k]);
        check_mixed(&w[k]);
        check_bytes(&w[k]);
        check_units(&w[k]);
    }
}

T_MAIN(T(every_width_gives_the_same_floats))
