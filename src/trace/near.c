#include "trace/near.h"

enum {
    VOTE_SLOTS = 4096,
    COMMON_WORDS = 80,
    OFF = 24,         /* words off a print: its surroundings */
    MANY = 50,        /* per cent of surroundings of their own */
    UNKNOWN = 1 << 23 /* no such second, no such day */
};

/* ---- order ------------------------------------------------------------ */

struct ng_key ng_key_of(const struct ng_trace_text *t)
{
    ng_day first = t->published.first;
    int64_t day = first != NG_NO_DAY ? first : t->published.last;
    int64_t second = UNKNOWN - 1;
    if (t->second != NG_NO_SECOND && day != NG_NO_DAY) {
        second = t->second - day * 86400 + UNKNOWN / 4;
        second = second < 0 ? 0 : second < UNKNOWN - 1 ? second : UNKNOWN - 2;
    }
    if (day == NG_NO_DAY)
        day = UNKNOWN - 1;
    else
        day = day < -UNKNOWN / 2      ? 0
              : day < UNKNOWN / 2 - 1 ? day + UNKNOWN / 2
                                      : UNKNOWN - 2;
    return (struct ng_key){(uint64_t)day << 23 | (uint64_t)second,
                           ng_id_bits(t->id)};
}

/* ---- boilerplate ------------------------------------------------------ */

uint32_t ng_around(const struct ng_trace_text *t, uint64_t print)
{
    uint32_t at = ng_print_place(t, print);
    uint32_t behind = at + NG_PRINT_WORDS + OFF;
    uint32_t before = at >= OFF ? t->word[at - OFF] >> 16 : 0;
    return before << 16 | (behind < t->n ? t->word[behind] >> 16 : 0);
}

uint64_t ng_around_of(const uint64_t id[NG_COMMON])
{
    return ng_hash64((ng_str){(const char *)id, NG_COMMON * sizeof *id}, 0);
}

/* How many of the texts of a print have a word of their own on that side. */
static bool are_own(const uint32_t around[NG_COMMON], unsigned shift)
{
    size_t own = 0;
    for (size_t i = 0; i < NG_COMMON; i++) {
        size_t k = 0;
        while (k < i &&
               (around[k] >> shift & 0xffff) != (around[i] >> shift & 0xffff))
            k++;
        own += k == i;
    }
    return own * 100 >= (size_t)NG_COMMON * MANY;
}

uint8_t *ng_common_of(const struct ng_trace_text *t, const ng_prints *words,
                      const struct ng_posted *in, struct ng_arena *keep)
{
    uint8_t *bits = NULL;
    uint32_t masked = 0, first[NG_COMMON], next[NG_COMMON];
    for (size_t k = 0; k < words->n;) {
        if (in->around(in->ctx, words->at[k].hash, first) < NG_COMMON) {
            k++;
            continue;
        }
        uint32_t last[NG_COMMON], beg = words->at[k].at, end;
        memcpy(last, first, sizeof last);
        do
            end = words->at[k].at + NG_PRINT_WORDS;
        while (++k < words->n &&
               in->around(in->ctx, words->at[k].hash, next) == NG_COMMON &&
               memcpy(last, next, sizeof last));
        if (end - beg > COMMON_WORDS ||
            (!are_own(first, 16) && !are_own(last, 0)))
            continue;
        if (!bits)
            bits = ng_new(keep, uint8_t, t->n / 8 + 1);
        for (uint32_t w = beg; w < end; w++)
            bits[w / 8] |= (uint8_t)(1U << (w % 8));
        masked += end - beg;
    }
    return masked * 2 <= t->n ? bits : NULL;
}

/* ---- votes ------------------------------------------------------------ */

struct vote {
    struct ng_poster who;
    uint32_t words, frames, weight;
};
struct votes {
    uint16_t slot[VOTE_SLOTS]; /* place + 1 in `of`; 0: free */
    NG_LIST(struct vote) of;
    struct ng_arena *room;
};

static void vote(struct votes *v, struct ng_poster who, bool frame,
                 uint32_t weight)
{
    uint32_t at = (uint32_t)who.key.id * 2654435761U >> 20;
    while (v->slot[at] && v->of.at[v->slot[at] - 1].who.key.id != who.key.id)
        at = (at + 1) % VOTE_SLOTS;
    if (!v->slot[at]) {
        if (v->of.n == VOTE_SLOTS / 2)
            return;
        *ng_push(&v->of, v->room) = (struct vote){.who = who};
        v->slot[at] = (uint16_t)v->of.n;
    }
    struct vote *x = &v->of.at[v->slot[at] - 1];
    x->words += !frame;
    x->frames += frame;
    x->weight += weight;
}

/* The rarer a print, the more it says. */
static uint32_t weight_of(size_t texts)
{
    return texts <= 2     ? 8
           : texts <= 4   ? 6
           : texts <= 8   ? 4
           : texts <= 24  ? 3
           : texts <= 100 ? 2
                          : 1;
}

static void vote_by(const struct ng_traced *me, bool frame,
                    const ng_prints *prints, const struct ng_posted *in,
                    struct votes *v)
{
    struct ng_key key = ng_key_of(me->text);
    struct ng_before before;
    for (size_t k = 0; k < prints->n; k++) {
        if (!frame && ng_is_common(me, prints->at[k].at))
            continue;
        in->before(in->ctx, prints->at[k].hash, frame, key, &before);
        uint32_t weight = weight_of(before.count + 1);
        for (uint32_t i = 0; i < before.n; i++)
            vote(v, before.at[i], frame, weight);
    }
}

struct candidate {
    struct ng_poster who;
    uint32_t score;
    bool by_words;
};

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    return ng_key_cmp(a->who.key, b->who.key) < 0;
}

/* One without a print of words in common needs a tenth of my skeleton's. */
size_t ng_choose(const struct ng_traced *me, const ng_prints *words,
                 const ng_prints *frames, size_t frames_n,
                 const struct ng_posted *in, struct ng_chosen chosen[NG_CHOSEN],
                 struct ng_arena scratch)
{
    struct candidate best[NG_CHOSEN];
    struct votes *v = ng_new(&scratch, struct votes, 1);
    size_t n = 0;
    v->room = &scratch;
    vote_by(me, false, words, in, v);
    vote_by(me, true, frames, in, v);
    for (size_t i = 0; i < v->of.n; i++) {
        const struct vote *x = &v->of.at[i];
        if (!x->words && (x->frames < 3 || x->frames * 10 < frames_n))
            continue;
        struct candidate c = {x->who, x->weight * 5, x->words > 0};
        /* Its house is asked for only where it can make a difference. */
        if (n == NG_CHOSEN && !is_better(&c, &best[n - 1]))
            continue;
        if (!in->same_house(in->ctx, me, c.who.text))
            c.score -= x->weight;
        size_t at = n < NG_CHOSEN ? n++ : NG_CHOSEN;
        for (; at > 0 && is_better(&c, &best[at - 1]); at--)
            if (at < NG_CHOSEN)
                best[at] = best[at - 1];
        if (at < NG_CHOSEN)
            best[at] = c;
    }
    for (size_t i = 0; i < n; i++)
        chosen[i] = (struct ng_chosen){best[i].who.text, best[i].by_words};
    return n;
}
