#include "trace/pairing.h"

#include <math.h>
#include <stdlib.h>

#include "trace/function_words.h"

static const float alike = .3f;        /* least likeness of a pair */
static const float same_speaker = .2f; /* what a common source adds to it */
static const float told =
    .62f; /* so much of it elsewhere, and nothing is new */

struct term {
    uint32_t hash;
    float weight;
};
typedef NG_LIST(struct term) terms;

struct pairing {
    struct ng_pairing *p;
    terms before, after;
};

static uint32_t hash_of(ng_str w)
{
    return (uint32_t)(ng_hash64(w, 0) >> 32);
}

/* ---- who speaks ------------------------------------------------------- */

static bool is_name_word(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = &r->words.at[i];
    return w->kind == NG_WORD_LETTERS && w->letter_case != NG_CASE_LOWER &&
           w->quote == NG_NONE && !ng_is_function_word(w->low);
}

/* Last words of bodies, which many of them share. */
static const ng_str generic[] = {
    S("house"),  S("agency"),     S("ministry"), S("news"),    S("department"),
    S("office"), S("government"), S("party"),    S("council"), S("committee"),
    S("times"),  S("service"),    S("group"),    S("union"),   S("university"),
};

static bool is_generic(ng_str low)
{
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (ng_str_eq(low, generic[i]))
            return true;
    return false;
}

static bool is_genitive(const struct ng_report *r, uint32_t i)
{
    ng_str low = r->words.at[i].low;
    return ng_str_eq(low, STR("'s")) || ng_str_eq(low, STR("s"));
}

/* The last word that tells a source apart stands for it: "yonhap" for Yonhap
 * News Agency, "harbour" for Galway's harbour office. */
static uint64_t speaker_of(const struct ng_report *r, uint32_t first,
                           uint32_t end)
{
    uint64_t speaker = 0;
    for (uint32_t i = first; i < end; i++)
        if (i > first && r->words.at[i].kind == NG_WORD_PUNCT)
            end = i; /* an apposition follows */
    for (uint32_t i = end; i-- > first;) {
        const struct ng_word *w = &r->words.at[i];
        if (w->kind != NG_WORD_LETTERS || is_genitive(r, i) ||
            ng_is_function_word(w->low))
            continue;
        bool common = is_generic(w->low);
        if (!speaker || !common)
            speaker = ng_hash64(w->low, 0) | 1;
        if (!common)
            break;
    }
    return speaker;
}

/* After these a name is no subject. */
static bool follows_preposition(const struct ng_report *r, uint32_t i,
                                uint32_t first)
{
    static const ng_str list[] = {S("in"),   S("at"),  S("of"),  S("from"),
                                  S("with"), S("to"),  S("on"),  S("for"),
                                  S("near"), S("and"), S("than")};
    if (i > first && ng_str_eq(r->words.at[i - 1].low, STR("the")))
        i--;
    for (size_t k = 0; i > first && k < sizeof list / sizeof *list; k++)
        if (ng_str_eq(r->words.at[i - 1].low, list[k]))
            return true;
    return false;
}

/* The run of name words at i: "South Korea's Blue House". */
static uint32_t end_of_name(const struct ng_report *r, uint32_t i, uint32_t end)
{
    uint32_t last = i;
    for (uint32_t k = i; k < end; k++) {
        if (is_name_word(r, k) && !is_genitive(r, k))
            last = k;
        else if (!is_genitive(r, k))
            break;
    }
    return last + 1;
}

/* The last name before the cue that can be its subject, else the last noun:
 * "Lavrov told", "the drivers' union told". */
static uint32_t subject_of(const struct ng_report *r, uint32_t first,
                           uint32_t cue)
{
    uint32_t name = NG_NONE, noun = NG_NONE;
    for (uint32_t i = first; i < cue;) {
        const struct ng_word *w = &r->words.at[i];
        bool letters = w->kind == NG_WORD_LETTERS && w->quote == NG_NONE &&
                       !is_genitive(r, i) && !ng_is_function_word(w->low);
        if (!letters || follows_preposition(r, i, first) ||
            ng_about(r, i) == NG_ABOUT_TIME) {
            i = letters && is_name_word(r, i) ? end_of_name(r, i, cue) : i + 1;
            continue;
        }
        if (!is_name_word(r, i)) {
            noun = i++;
            continue;
        }
        name = i;
        i = end_of_name(r, i, cue);
    }
    return name != NG_NONE ? name : noun;
}

/* "according to NAME", else the subject of the cue, else the first name within
 * a few words after it. */
static void guess_source(const struct ng_report *r, struct ng_unit *u)
{
    enum { FAR = 24 };
    uint32_t cue = u->first;
    while (cue < u->end && ng_about(r, cue) != NG_ABOUT_CUE)
        cue++;
    if (cue == u->end)
        return;
    uint32_t beg = NG_NONE;
    if (!ng_str_eq(r->words.at[cue].low, STR("according")))
        beg = subject_of(r, cue - u->first > FAR ? cue - FAR : u->first, cue);
    for (uint32_t i = cue; beg == NG_NONE && i < u->end && i - cue < FAR; i++)
        if (is_name_word(r, i) && ng_about(r, i) != NG_ABOUT_TIME)
            beg = i;
    if (beg == NG_NONE)
        return;
    uint32_t end = is_name_word(r, beg) ? end_of_name(r, beg, u->end) : beg + 1;
    u->source =
        (ng_range){r->words.at[beg].at.beg, r->words.at[end - 1].at.end};
    u->speaker = speaker_of(r, beg, end);
}

static void find_sources(const struct ng_report *r, ng_units *units)
{
    for (size_t k = 0; k < r->sayings.n; k++) {
        const struct ng_saying *s = &r->sayings.at[k];
        if (ng_range_empty(s->source))
            continue;
        uint32_t sentence = ng_sentence_at(r, s->source.beg);
        if (sentence >= units->n || units->at[sentence].source.end)
            continue;
        uint32_t first = ng_word_at(r, s->source.beg), end = first;
        while (end < r->words.n && r->words.at[end].at.end <= s->source.end)
            end++;
        units->at[sentence].source = s->source;
        units->at[sentence].speaker = speaker_of(r, first, end);
    }
    for (size_t i = 0; i < units->n; i++)
        if (!units->at[i].speaker)
            guess_source(r, &units->at[i]);
}

bool ng_has_speaker(const ng_units *units, uint64_t speaker)
{
    for (size_t i = 0; i < units->n; i++)
        if (units->at[i].speaker == speaker)
            return true;
    return false;
}

/* ---- bags ------------------------------------------------------------- */

static int by_hash(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void make_units(const struct ng_report *r, ng_units *units, terms *bag,
                       struct ng_arena *keep, struct ng_arena *scratch)
{
    for (uint32_t s = 0; s < r->sentences.n; s++) {
        const struct ng_sentence *at = &r->sentences.at[s];
        struct ng_unit *u = ng_push(units, keep);
        *u = (struct ng_unit){.sentence = s,
                              .first = at->first,
                              .end = at->end,
                              .terms_beg = (uint32_t)bag->n,
                              .mate = NG_NONE};
        for (uint32_t i = at->first; i < at->end && i < r->words.n; i++)
            if (ng_about(r, i) != NG_ABOUT_NOTHING)
                *ng_push(bag, scratch) =
                    (struct term){hash_of(r->words.at[i].low), 1};
        u->terms_end = (uint32_t)bag->n;
        size_t n = u->terms_end - u->terms_beg;
        if (n)
            qsort(bag->at + u->terms_beg, n, sizeof *bag->at, by_hash);
    }
}

/* Weighs each term by the number of sentences, of both reports, it is in. */
static void weigh(struct pairing *pr, struct ng_arena scratch)
{
    terms all = {0};
    terms *bags[2] = {&pr->before, &pr->after};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < bags[k]->n; i++)
            *ng_push(&all, &scratch) = bags[k]->at[i];
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (kept && all.at[kept - 1].hash == all.at[i].hash)
            all.at[kept - 1].weight++;
        else
            all.at[kept++] = all.at[i];
    }
    float sentences = (float)(pr->p->before.n + pr->p->after.n);
    for (int k = 0; k < 2; k++) {
        ng_units *units = k ? &pr->p->after : &pr->p->before;
        for (size_t i = 0; i < bags[k]->n; i++) {
            struct term *t = &bags[k]->at[i];
            const struct term *found =
                bsearch(t, all.at, kept, sizeof *t, by_hash);
            t->weight = logf(1 + sentences / found->weight);
        }
        for (size_t i = 0; i < units->n; i++)
            for (uint32_t j = units->at[i].terms_beg;
                 j < units->at[i].terms_end; j++)
                units->at[i].mass += bags[k]->at[j].weight;
    }
}

static float common_mass(const terms *a, const struct ng_unit *x,
                         const terms *b, const struct ng_unit *y)
{
    float sum = 0;
    uint32_t i = x->terms_beg, k = y->terms_beg;
    while (i < x->terms_end && k < y->terms_end) {
        if (a->at[i].hash < b->at[k].hash)
            i++;
        else if (a->at[i].hash > b->at[k].hash)
            k++;
        else {
            sum += a->at[i].weight;
            i++;
            k++;
        }
    }
    return sum;
}

/* ---- pairs ------------------------------------------------------------ */

struct likeness {
    float score;
    uint32_t before, after;
};

static int by_score(const void *a, const void *b)
{
    const struct likeness *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->before != y->before)
        return x->before < y->before ? -1 : 1;
    return (x->after > y->after) - (x->after < y->after);
}

static uint64_t stream_hash(const struct ng_report *r, const struct ng_unit *u)
{
    uint64_t h = 1;
    for (uint32_t i = u->first; i < u->end && i < r->words.n; i++)
        if (r->words.at[i].kind != NG_WORD_PUNCT)
            h = (h ^ ng_hash64(r->words.at[i].low, 0)) * 0x9e3779b97f4a7c15U;
    return h;
}

struct stream {
    uint64_t hash;
    uint32_t unit;
};

static int by_stream(const void *a, const void *b)
{
    const struct stream *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static struct stream *streams_of(const struct ng_report *r,
                                 const ng_units *units, struct ng_arena *a)
{
    struct stream *s = ng_new(a, struct stream, units->n);
    for (uint32_t i = 0; i < units->n; i++)
        s[i] = (struct stream){stream_hash(r, &units->at[i]), i};
    if (units->n)
        qsort(s, units->n, sizeof *s, by_stream);
    return s;
}

static void pair(struct ng_pairing *p, uint32_t before, uint32_t after,
                 bool same)
{
    p->before.at[before].mate = after;
    p->after.at[after].mate = before;
    p->before.at[before].same = p->after.at[after].same = same;
}

static void pair_equal(struct ng_pairing *p, struct ng_arena scratch)
{
    struct stream *a = streams_of(p->from, &p->before, &scratch);
    struct stream *b = streams_of(p->to, &p->after, &scratch);
    for (size_t i = 0, k = 0; i < p->before.n && k < p->after.n;) {
        if (a[i].hash < b[k].hash)
            i++;
        else if (a[i].hash > b[k].hash)
            k++;
        else
            pair(p, a[i++].unit, b[k++].unit, true);
    }
}

static uint32_t title_of(const struct ng_report *r, const ng_units *units)
{
    for (uint32_t i = 0; i < units->n && i < 3; i++) {
        uint32_t paragraph = r->sentences.at[units->at[i].sentence].paragraph;
        if (paragraph < r->paragraphs.n &&
            r->paragraphs.at[paragraph].kind == NG_BLOCK_TITLE)
            return i;
    }
    return NG_NONE;
}

/* A headline is the other headline's counterpart, whatever it says. */
static void pair_titles(struct ng_pairing *p)
{
    uint32_t x = title_of(p->from, &p->before);
    uint32_t y = title_of(p->to, &p->after);
    if (x != NG_NONE && y != NG_NONE && p->before.at[x].mate == NG_NONE &&
        p->after.at[y].mate == NG_NONE)
        pair(p, x, y, false);
}

static void pair_alike(struct pairing *pr, struct ng_arena scratch)
{
    struct ng_pairing *p = pr->p;
    NG_LIST(struct likeness) found = {0};
    for (uint32_t i = 0; i < p->before.n && i < NG_PAIRED_SENTENCES; i++)
        for (uint32_t k = 0; k < p->after.n && k < NG_PAIRED_SENTENCES; k++) {
            const struct ng_unit *x = &p->before.at[i], *y = &p->after.at[k];
            if (x->mate != NG_NONE || y->mate != NG_NONE)
                continue;
            float common = common_mass(&pr->before, x, &pr->after, y);
            if (common <= 0)
                continue;
            float score = common / sqrtf(x->mass * y->mass);
            if (x->speaker && x->speaker == y->speaker)
                score += same_speaker;
            if (score >= alike)
                *ng_push(&found, &scratch) = (struct likeness){score, i, k};
        }
    if (found.n)
        qsort(found.at, found.n, sizeof *found.at, by_score);
    for (size_t i = 0; i < found.n; i++) {
        const struct likeness *l = &found.at[i];
        if (p->before.at[l->before].mate == NG_NONE &&
            p->after.at[l->after].mate == NG_NONE)
            pair(p, l->before, l->after, false);
    }
}

/* Marks what is left over but stands, for the most part, in one sentence of
 * the other report: a sentence that was split or merged. */
static void mark_told(ng_units *mine, const terms *my_bag, ng_units *others,
                      const terms *other_bag)
{
    for (size_t i = 0; i < mine->n && i < NG_PAIRED_SENTENCES; i++) {
        struct ng_unit *u = &mine->at[i];
        if (u->mate != NG_NONE)
            continue;
        float best = 0;
        for (size_t k = 0; k < others->n && k < NG_PAIRED_SENTENCES; k++) {
            float common = common_mass(my_bag, u, other_bag, &others->at[k]);
            best = common > best ? common : best;
        }
        u->told_elsewhere = u->mass <= 0 || best >= told * u->mass;
    }
}

struct ng_pairing ng_pair_sentences(const struct ng_report *from,
                                    const struct ng_report *to,
                                    struct ng_arena *keep,
                                    struct ng_arena scratch)
{
    struct ng_pairing p = {.from = from, .to = to};
    struct pairing pr = {.p = &p};
    make_units(from, &p.before, &pr.before, keep, &scratch);
    make_units(to, &p.after, &pr.after, keep, &scratch);
    find_sources(from, &p.before);
    find_sources(to, &p.after);
    weigh(&pr, scratch);
    pair_equal(&p, scratch);
    pair_titles(&p);
    pair_alike(&pr, scratch);
    mark_told(&p.before, &pr.before, &p.after, &pr.after);
    mark_told(&p.after, &pr.after, &p.before, &pr.before);
    return p;
}
