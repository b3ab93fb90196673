/* made_stream.h - a made-up fortnight of news, as bags of stems.
 *
 * Stories of very different sizes, each with eight names of its own among
 * 300,000 (so that strangers share some the more often the more stories there
 * are), two dozen words of one of 400 subjects, and in each report other words
 * of the subject and of the language at large. A report has 64 terms, the most
 * that group keeps. The same seed makes the same stream.
 */
#pragma once
#include "group/group.h"

#include <math.h>
#include <stdlib.h>

enum {
    MADE_NAMES = 300000,
    MADE_SUBJECTS = 400,
    MADE_WORDS = 300, /* of a subject */
    MADE_COMMON = 20000,
    MADE_OWN = 8,     /* names of a story */
    MADE_THEMES = 24, /* words of it */
    MADE_DAYS = 14,
    MADE_FORM = 6, /* bytes of a word */
};

static inline uint64_t made_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15U);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

static inline uint32_t made_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)((made_next(state) >> 32) * n >> 32);
}

static inline double made_share(uint64_t *state)
{
    return (double)(made_next(state) >> 11) / (double)(1ULL << 53);
}

struct made_story {
    uint32_t name[MADE_OWN], theme[MADE_THEMES], subject;
    uint32_t reports; /* still to come */
    double day;
};

struct made_bag {
    struct {
        uint32_t term;
        float weight;
    } at[NG_GROUP_TERMS];
    uint32_t n;
};

/* A term by the kind of word and its number there. */
static inline uint32_t made_term(uint32_t kind, uint32_t nr)
{
    uint64_t z = ((uint64_t)kind << 32 | nr) + 1;
    return (uint32_t)(made_next(&z) >> 32);
}

static inline void made_put(struct made_bag *bag, uint32_t term, double weight)
{
    for (uint32_t i = 0; i < bag->n; i++)
        if (bag->at[i].term == term)
            return;
    if (bag->n < NG_GROUP_TERMS) {
        bag->at[bag->n].term = term;
        bag->at[bag->n++].weight = (float)weight;
    }
}

static inline int made_by_term(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static inline struct ng_group_text made_text(const struct made_bag *bag,
                                             uint64_t nr, ng_day day,
                                             struct ng_arena *a)
{
    struct ng_group_text t = {.n = bag->n, .published = {day, day}};
    double sum = 0;
    t.id = ng_id_of('r', (ng_str){(const char *)&nr, sizeof nr});
    t.term = ng_new(a, uint32_t, t.n);
    t.weight = ng_new(a, float, t.n);
    t.form = ng_new(a, uint16_t, t.n + 1);
    t.forms = ng_new(a, char, (size_t)t.n *MADE_FORM);
    for (uint32_t i = 0; i < t.n; i++)
        sum += (double)bag->at[i].weight * (double)bag->at[i].weight;
    for (uint32_t i = 0; i < t.n; i++) {
        t.term[i] = bag->at[i].term;
        t.weight[i] = bag->at[i].weight / (float)sqrt(sum);
        t.form[i + 1] = (uint16_t)((i + 1) * MADE_FORM);
        for (uint32_t k = 0; k < MADE_FORM; k++)
            t.forms[i * MADE_FORM + k] =
                (char)('a' + (t.term[i] >> 4 * k) % 26);
    }
    return t;
}

static inline struct made_story made_story(uint64_t *rng)
{
    struct made_story s = {.subject = made_below(rng, MADE_SUBJECTS),
                           .day = made_share(rng) * MADE_DAYS};
    double size = pow(made_share(rng) + 1e-9, -1 / 1.3);
    s.reports = size < 300 ? (uint32_t)size : 300;
    for (int i = 0; i < MADE_OWN; i++)
        s.name[i] = made_term(1, made_below(rng, MADE_NAMES));
    for (int i = 0; i < MADE_THEMES; i++)
        s.theme[i] =
            made_term(2, s.subject * MADE_WORDS + made_below(rng, MADE_WORDS));
    return s;
}

static inline struct ng_group_text made_report(const struct made_story *s,
                                               uint64_t nr, uint64_t *rng,
                                               struct ng_arena *a)
{
    struct made_bag bag = {0};
    double day = s->day - 1.5 * log(made_share(rng) + 1e-9);
    for (int i = 0; i < MADE_OWN; i++)
        if (made_below(rng, 4))
            made_put(&bag, s->name[i], 2 + 2 * made_share(rng));
    for (int i = 0; i < MADE_THEMES; i++)
        if (made_below(rng, 3))
            made_put(&bag, s->theme[i], .6 + made_share(rng));
    for (int i = 0; i < 10; i++)
        made_put(
            &bag,
            made_term(2, s->subject * MADE_WORDS + made_below(rng, MADE_WORDS)),
            .5 + .7 * made_share(rng));
    while (bag.n < NG_GROUP_TERMS)
        made_put(
            &bag,
            made_term(3, (uint32_t)(MADE_COMMON * pow(made_share(rng), 3))),
            .2 + .5 * made_share(rng));
    qsort(bag.at, bag.n, sizeof *bag.at, made_by_term);
    return made_text(&bag, nr, (ng_day)20000 + (ng_day)fmin(day, MADE_DAYS), a);
}

/* n reports; of[i] is the story that report i was made for. */
static inline void made_stream(size_t n, uint64_t seed,
                               struct ng_group_text *texts, uint32_t *of,
                               struct ng_arena *a)
{
    uint64_t rng = seed;
    uint32_t story = 0;
    for (size_t i = 0; i < n; story++) {
        struct made_story s = made_story(&rng);
        for (; s.reports && i < n; s.reports--, i++) {
            texts[i] = made_report(&s, seed << 32 | i, &rng, a);
            of[i] = story;
        }
    }
}
