/* days_differ.c - when? The same sentence with another day in it.
 *
 *     Ireland's cabinet approved the text on Friday, ...        report 2
 *     Ireland's cabinet approved the agreement on Saturday, ... report 5
 *
 * Two sentences tell of the same if a run of words with enough in it is the
 * same in both. It is asked of independent reports only: what a revision
 * changed is told as such. See disputes.h.
 */
#include "weigh/disputes.h"
#include "weigh/phrase.h"

enum {
    RUN = 3,    /* words in a row */
    LONG = 2,   /* of these, long ones */
    MOST = 500, /* dated sentences looked at */
    LETTERS = 5 /* of a long word */
};

struct dated {
    uint32_t report, sentence, time;
    uint64_t runs[8]; /* a bit for each RUN of its words: who has none in
                       * common with it need not be read beside it */
};
typedef NG_LIST(struct dated) dateds;

/* Sentences that tell one day in words, and no other. */
static dateds gather(const struct ng_batch *b, struct ng_arena *a)
{
    dateds all = {0};
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *report = b->reports.at[r];
        uint32_t last = NG_NONE;
        for (uint32_t t = 0; t < report->times.n && !report->spun; t++) {
            const struct ng_time *x = &report->times.at[t];
            uint32_t s = ng_sentence_at(report, x->at.beg);
            if (s == NG_NONE || x->kind != NG_DATE)
                continue;
            if (s == last) { /* a second day: which is meant is not clear */
                if (all.n && all.at[all.n - 1].report == r &&
                    all.at[all.n - 1].sentence == s)
                    all.n--;
                continue;
            }
            last = s;
            if (x->value.first != NG_NO_DAY &&
                x->value.first == x->value.last && all.n < MOST)
                *ng_push(&all, a) =
                    (struct dated){.report = r, .sentence = s, .time = t};
        }
    }
    return all;
}

static const struct ng_word *word(const struct ng_report *r, uint32_t s,
                                  uint32_t i)
{
    return &r->words.at[r->sentences.at[s].first + i];
}

static uint32_t length(const struct ng_report *r, uint32_t s)
{
    return r->sentences.at[s].end - r->sentences.at[s].first;
}

/* A deed in the past tense. Who said so, and names, say nothing of what was
 * done on the day. */
static bool is_deed(const struct ng_word *w)
{
    static const ng_str deeds[] = {
        S("met"),   S("held"), S("began"), S("left"), S("struck"), S("won"),
        S("took"),  S("fell"), S("rose"),  S("shot"), S("came"),   S("went"),
        S("broke"), S("sank"), S("blew"),  S("died"), S("fled"),   S("lost")};
    static const ng_str cues[] = {
        S("confirmed"), S("announced"), S("reported"), S("added"),
        S("warned"),    S("declined"),  S("quoted"),   S("stated"),
        S("claimed"),   S("denied"),    S("insisted"), S("expected")};
    if (w->name != NG_NONE || w->letter_case != NG_CASE_LOWER)
        return false;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (ng_str_eq(w->low, deeds[i]))
            return true;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (ng_str_eq(w->low, cues[i]))
            return false;
    return w->low.n > 4 && ng_str_ends(w->low, STR("ed"));
}

/* True if the day stands right behind the run, in the same clause. */
static bool is_near(const struct ng_report *r, ng_range run,
                    const struct ng_time *t)
{
    if (t->at.beg < run.end || t->at.beg - run.end > 40)
        return false;
    ng_str between = ng_slice(r->text, (ng_range){run.end, t->at.beg});
    return ng_str_find(between, STR(","), 0) == SIZE_MAX;
}

/* A run of words from here on that both sentences have, with a deed and
 * another long word in it. */
static bool same_run(const struct ng_report *ra, uint32_t sa, uint32_t i,
                     const struct ng_time *ta, const struct ng_report *rb,
                     uint32_t sb, uint32_t k, const struct ng_time *tb)
{
    uint32_t n = 0, longer = 0, deeds = 0;
    while (i + n < length(ra, sa) && k + n < length(rb, sb)) {
        const struct ng_word *x = word(ra, sa, i + n);
        if (x->kind == NG_WORD_PUNCT ||
            !ng_str_eq(x->low, word(rb, sb, k + n)->low))
            break;
        longer += x->low.n >= LETTERS;
        deeds += is_deed(x);
        n++;
    }
    if (n < RUN || longer < LONG || deeds == 0)
        return false;
    return is_near(ra, word(ra, sa, i + n - 1)->at, ta) &&
           is_near(rb, word(rb, sb, k + n - 1)->at, tb);
}

static void mark_runs(const struct ng_batch *b, struct dated *d)
{
    const struct ng_report *r = b->reports.at[d->report];
    for (uint32_t i = 0; i + RUN <= length(r, d->sentence) && i < 80; i++) {
        uint64_t h = 0;
        for (uint32_t k = 0; k < RUN; k++)
            h = ng_hash64(word(r, d->sentence, i + k)->low, h + 1);
        d->runs[h >> 6 & 7] |= (uint64_t)1 << (h & 63);
    }
}

static bool tell_the_same(const struct ng_batch *b, const struct dated *x,
                          const struct dated *y)
{
    uint64_t both = 0;
    for (size_t i = 0; i < 8; i++)
        both |= x->runs[i] & y->runs[i];
    if (!both)
        return false;
    const struct ng_report *ra = b->reports.at[x->report];
    const struct ng_report *rb = b->reports.at[y->report];
    for (uint32_t i = 0; i + RUN <= length(ra, x->sentence) && i < 80; i++)
        for (uint32_t k = 0; k + RUN <= length(rb, y->sentence) && k < 80; k++)
            if (same_run(ra, x->sentence, i, &ra->times.at[x->time], rb,
                         y->sentence, k, &rb->times.at[y->time]))
                return true;
    return false;
}

static bool independent(const struct ng_batch *b, uint32_t x, uint32_t y)
{
    return x != y && (!b->origin_of || b->origin_of[x] != b->origin_of[y]);
}

static void add(struct ng_disagreement *d, const struct ng_batch *b,
                const struct dated *x, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[x->report];
    const struct ng_time *t = &r->times.at[x->time];
    struct ng_dispute_value *v = NULL;
    for (size_t i = 0; i < d->values.n; i++)
        if (d->values.at[i].when.first == t->value.first)
            v = &d->values.at[i];
    if (!v) {
        v = ng_add_value(d, ng_short_text(r, t->at, 60, out), out);
        v->when = t->value;
    }
    *ng_push(&v->cites, out) =
        (struct ng_cite){x->report, r->sentences.at[x->sentence].at};
}

static ng_str question_of(const struct ng_batch *b, const struct dated *x,
                          struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[x->report];
    ng_range at = r->sentences.at[x->sentence].at;
    ng_str s = ng_short_text(r, at, 44, out);
    return ng_str_format(out, "When (“" PRS "”)?", PRS_ARG(s));
}

void ng_dispute_days(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch)
{
    dateds all = gather(b, &scratch);
    bool *used = ng_new(&scratch, bool, all.n + 1);
    for (size_t i = 0; i < all.n; i++)
        mark_runs(b, &all.at[i]);
    for (size_t i = 0; i < all.n; i++) {
        struct ng_disagreement d = {
            .slot = NG_WHEN, .kind = NG_CONTRADICTION, .weight = 3.5f};
        for (size_t k = i + 1; k < all.n && !used[i]; k++) {
            if (used[k] ||
                !independent(b, all.at[i].report, all.at[k].report) ||
                !tell_the_same(b, &all.at[i], &all.at[k]))
                continue;
            if (!d.values.n)
                add(&d, b, &all.at[i], out);
            add(&d, b, &all.at[k], out);
            used[k] = true;
        }
        if (d.values.n < 2)
            continue;
        d.question = question_of(b, &all.at[i], out);
        ng_keep_dispute(b, &d, out, scratch);
    }
}
