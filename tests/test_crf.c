/* test_crf.c - the chain of labels: sums and best labellings against counting
 * them all, gradients against finite differences, learning, damaged files. */
#include "t.h"
#include "train/fit_crf.h"
#include "train/train.h"

#include <math.h>
#include <stdlib.h>

enum { ROOM = 1 << 30, KINDS = 2, WORDS = 5 };

static struct ng_arena *arena(void)
{
    static struct ng_arena a;
    struct ng_err err;
    if (!a.at && ng_arena_open(&a, ROOM, &err))
        abort();
    return &a;
}

static double small(struct ng_random *r)
{
    return (double)(ng_random_next(r) % 2001) / 1000 - 1;
}

/* Every labelling of n words in turn; false after the last. */
static bool count_up(uint8_t *y, size_t n, uint32_t labels)
{
    for (size_t i = 0; i < n; i++) {
        if (++y[i] < labels)
            return true;
        y[i] = 0;
    }
    return false;
}

static double score_of(const struct ng_lattice *l, const uint8_t *y)
{
    double p = l->move[l->labels * (l->labels + 1) + y[0]];
    if (!(l->next[l->labels] >> y[0] & 1) || !(l->end >> y[l->n - 1] & 1))
        return 0;
    for (size_t i = 0; i < l->n; i++) {
        if (l->may && !(l->may[i] >> y[i] & 1))
            return 0;
        if (i > 0 && !(l->next[y[i - 1]] >> y[i] & 1))
            return 0;
        p *= l->emit[i * l->labels + y[i]];
        p *= i > 0 ? l->move[y[i - 1] * (l->labels + 1) + y[i]] : 1;
    }
    return p * l->move[y[l->n - 1] * (l->labels + 1) + l->labels];
}

static void sums_are_sums_of_all_labellings(void)
{
    struct ng_crf_moves m = ng_bio_moves(KINDS);
    uint32_t labels = m.labels, side = labels + 1;
    struct ng_random random = {NG_TRAIN_SEED};
    struct ng_arena a = *arena();
    double *move = ng_new(&a, double, side *side);
    double *emit = ng_new(&a, double, WORDS *labels);
    uint64_t may[WORDS] = {0, 31, 7, 1, 30};
    for (size_t k = 0; k < side * side; k++)
        move[k] = exp(small(&random));
    for (size_t k = 0; k < WORDS * labels; k++)
        emit[k] = exp(small(&random));
    may[0] = 31;
    struct ng_lattice l = {WORDS,
                           labels,
                           move,
                           m.next,
                           m.end,
                           emit,
                           may,
                           ng_new(&a, double, WORDS *labels),
                           ng_new(&a, double, WORDS *labels),
                           ng_new(&a, double, WORDS)};
    double sum = ng_lattice_sum(&l), all = 0, at[WORDS][8] = {0}, pair = 0;
    uint8_t y[WORDS] = {0};
    do {
        double p = score_of(&l, y);
        all += p;
        for (size_t i = 0; i < WORDS; i++)
            at[i][y[i]] += p;
        if (y[1] == 1 && y[2] == 2)
            pair += p;
    } while (count_up(y, WORDS, labels));
    CHECK(fabs(sum - log(all)) < 1e-9);
    for (size_t i = 0; i < WORDS; i++)
        for (uint32_t b = 0; b < labels; b++)
            CHECK(fabs(ng_lattice_at(&l, i, b) - at[i][b] / all) < 1e-9);
    const uint8_t span[WORDS] = {0, 1, 2, 0, 0};
    CHECK(fabs(ng_lattice_chance(&l, span, 1, 3) - pair / all) < 1e-9);
    may[2] = 1 << 2; /* inside, after nothing */
    may[1] = 1;
    CHECK(isinf(ng_lattice_sum(&l)));
}

/* A made-up language: words are numbers; 5 begins a thing of kind 0 when 6
 * follows, 7 stands alone as kind 1, 5 else is nothing. */
static void features(const uint8_t *word, size_t n, size_t i,
                     struct ng_keys *keys)
{
    keys->n = 0;
    ng_add(keys, 1);
    ng_add(keys, word[i]);
    ng_add(keys, i > 0 ? word[i - 1] : 99);
    ng_add(keys, i + 1 < n ? word[i + 1] : 99);
}

static void say(struct ng_random *r, uint8_t *word, uint64_t *gold, size_t n)
{
    for (size_t i = 0; i < n; i++)
        word[i] = (uint8_t)(ng_random_next(r) % 9);
    for (size_t i = 0; i < n; i++) {
        bool pair = i + 1 < n && word[i] == 5 && word[i + 1] == 6;
        bool tail = i > 0 && word[i] == 6 && word[i - 1] == 5;
        unsigned l = pair           ? ng_bilou(0, NG_CRF_BEGIN)
                     : tail         ? ng_bilou(0, NG_CRF_LAST)
                     : word[i] == 7 ? ng_bilou(1, NG_CRF_SINGLE)
                                    : 0;
        gold[i] = (uint64_t)1 << l;
    }
}

static void add_sentences(struct ng_fit_crf *f, size_t sentences, bool vague)
{
    enum { N = 12 };
    struct ng_random random = {NG_TRAIN_SEED};
    struct ng_keys *keys = ng_new(arena(), struct ng_keys, N);
    uint8_t word[N];
    uint64_t gold[N], may[N];
    for (size_t k = 0; k < sentences; k++) {
        say(&random, word, gold, N);
        for (size_t i = 0; i < N; i++) {
            features(word, N, i, &keys[i]);
            may[i] = ((uint64_t)1 << f->labels) - 1;
            if (vague && gold[i] != 1 && k % 2) /* of some kind */
                gold[i] |= gold[i] << 4 & may[i];
        }
        ng_fit_crf_add(f, keys, may, gold, N, 1);
    }
}

static void gradients_are_slopes(void)
{
    struct ng_fit_crf f;
    ng_fit_crf_open(&f, ng_bilou_moves(KINDS), 1, arena());
    add_sentences(&f, 8, true);
    struct ng_random random = {7};
    uint32_t labels = f.labels, side = f.side;
    for (size_t k = 0; k < (size_t)side * side; k++)
        f.move[k] = small(&random);
    for (size_t s = 0; s < f.cases.n; s++) {
        const struct ng_crf_case *c = &f.cases.at[s];
        struct ng_arena a = *arena(), scratch;
        double *score = ng_new(&a, double, c->n *labels);
        double *unary = ng_new(&a, double, c->n *labels);
        double *moves = ng_new(&a, double, side *side);
        double *none = ng_new(&a, double, c->n *labels + side * side);
        const double h = 1e-5;
        for (size_t k = 0; k < c->n * labels; k++)
            score[k] = small(&random);
        scratch = a;
        CHECK(ng_fit_crf_gradient(&f, c, score, unary, moves, scratch) > 0);
        for (size_t k = 0; k < c->n * labels; k += 3) {
            double was = score[k], up, down;
            score[k] = was + h;
            up = ng_fit_crf_gradient(&f, c, score, none, none, scratch);
            score[k] = was - h;
            down = ng_fit_crf_gradient(&f, c, score, none, none, scratch);
            score[k] = was;
            CHECK(fabs((down - up) / (2 * h) - unary[k]) < 1e-6);
        }
        for (size_t k = 0; k < (size_t)side * side; k++) {
            double was = f.move[k], up, down;
            f.move[k] = was + h;
            up = ng_fit_crf_gradient(&f, c, score, none, none, scratch);
            f.move[k] = was - h;
            down = ng_fit_crf_gradient(&f, c, score, none, none, scratch);
            f.move[k] = was;
            CHECK(fabs((down - up) / (2 * h) - moves[k]) < 1e-6);
        }
    }
}

static const char path[] = "build/test_crf.bin";

static ng_str trained(bool vague)
{
    struct ng_fit_crf f;
    struct ng_packed sections[2];
    struct ng_err err;
    ng_str bytes = {0};
    uint64_t hash = 0;
    ng_fit_crf_open(&f, ng_bilou_moves(KINDS), 2, arena());
    add_sentences(&f, 300, vague);
    ng_fit_crf_run(&f, &(struct ng_crf_plan){
                           .rounds = 8, .rate = .3f, .drop = .1f, .l2 = 1e-6f});
    ng_fit_crf_pack(&f, 32, 2, sections, arena());
    if (ng_pack_write(path, NG_MODEL_TAGS, 1, 2, sections, 2, &err) ||
        ng_slurp(path, &bytes, &hash, arena(), &err))
        return (ng_str){0};
    /* An aligned block of exactly this size: a read past the end is caught. */
    char *exact = aligned_alloc(64, bytes.n);
    memcpy(exact, bytes.p, bytes.n);
    remove(path);
    return (ng_str){exact, bytes.n};
}

static void learns(bool vague)
{
    enum { N = 12, TESTS = 100 };
    ng_str bytes = trained(vague);
    struct ng_model m;
    struct ng_crf crf;
    struct ng_err err;
    REQUIRE(bytes.n > 0);
    REQUIRE(ng_model_open(&m, bytes, NG_MODEL_TAGS, 1, &err) == NG_OK);
    REQUIRE(ng_crf_open(&crf, &m, 0));
    CHECK_INT(crf.labels, 9);
    struct ng_random random = {99};
    struct ng_crf_odds odds;
    ng_crf_odds_open(&odds, &crf);
    size_t right = 0;
    for (size_t k = 0; k < TESTS; k++) {
        uint8_t word[N], best[N];
        uint64_t gold[N];
        int32_t score[N * 9] = {0};
        struct ng_arena scratch = *arena();
        say(&random, word, gold, N);
        for (size_t i = 0; i < N; i++) {
            struct ng_keys keys;
            features(word, N, i, &keys);
            ng_crf_score(&crf, &keys, score + i * 9);
        }
        ng_crf_best(&crf, score, NULL, N, best, scratch);
        struct ng_lattice l = ng_crf_lattice(&odds, score, NULL, N, &scratch);
        double p = ng_lattice_chance(&l, best, 0, N);
        CHECK(p > 0 && p < 1 + 1e-9);
        for (size_t i = 0; i < N; i++) {
            unsigned kind = 0;
            right += gold[i] == (uint64_t)1 << best[i];
            size_t end = ng_bilou_span(best, N, i, &kind);
            CHECK(end == i || (kind < KINDS && end <= N));
        }
    }
    CHECK(right > TESTS * N * 98 / 100);
    free((void *)(uintptr_t)bytes.p);
}

static void learns_from_whole_labels(void)
{
    learns(false);
}

static void learns_from_sets_of_labels(void)
{
    learns(true);
}

static void makes_the_same_bytes_again(void)
{
    ng_str a = trained(true), b = trained(true);
    CHECK(a.n > 0 && ng_str_eq(a, b));
    free((void *)(uintptr_t)a.p);
    free((void *)(uintptr_t)b.p);
}

/* Any byte may be wrong: the answer may be, the program may not. */
static void stands_damage(void)
{
    ng_str bytes = trained(false);
    struct ng_random random = {3};
    REQUIRE(bytes.n > 0);
    char *p = (char *)(uintptr_t)bytes.p;
    for (int round = 0; round < 3000; round++) {
        size_t at = ng_random_next(&random) % bytes.n;
        if (round % 2)
            at = 192 + at % 256;
        char was = p[at];
        struct ng_model m;
        struct ng_crf crf;
        struct ng_err err;
        p[at] = (char)ng_random_next(&random);
        if (ng_model_open(&m, bytes, NG_MODEL_TAGS, 1, &err) == NG_OK &&
            ng_crf_open(&crf, &m, 0)) {
            struct ng_keys keys = {0};
            int32_t score[3 * NG_CRF_LABELS] = {0};
            uint8_t best[3];
            for (uint64_t k = 0; k < 60; k++)
                ng_add(&keys, ng_random_next(&random) % 10);
            for (size_t i = 0; i < 3; i++)
                ng_crf_score(&crf, &keys, score + i * crf.labels);
            ng_crf_best(&crf, score, NULL, 3, best, *arena());
            for (size_t i = 0; i < 3; i++)
                CHECK(best[i] < crf.labels);
        }
        p[at] = was;
    }
    free(p);
}

T_MAIN(T(sums_are_sums_of_all_labellings), T(gradients_are_slopes),
       T(learns_from_whole_labels), T(learns_from_sets_of_labels),
       T(makes_the_same_bytes_again), T(stands_damage))
