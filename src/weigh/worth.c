/* worth.c - what a sentence, and the fact laid open in it, weighs: where it
 * stands, who else uses its words, how late it came, what it tells; see
 * facts.h.
 */
#include "weigh/finder.h"

#include <math.h>
#include <stdio.h>

/* ---- a sentence --------------------------------------------------------- */

static float position_weight(uint32_t position)
{
    static const float weights[] = {2.6f, 1.5f, 1.1f, .8f, .5f, .3f};
    return position < 6 ? weights[position] : 0;
}

static float lateness(ng_day last, const struct ng_report *r)
{
    ng_day day = r->published.first != NG_NO_DAY ? r->published.first
                                                 : r->published.last;
    if (last == NG_NO_DAY || day == NG_NO_DAY)
        return 0;
    int back = last - day;
    return back <= 0 ? 1.4f : back == 1 ? 1.1f : back <= 3 ? .6f : 0;
}

static float word_weight(const struct ng_finder *f, const struct ng_told *t)
{
    size_t origins = f->b->stories.n ? f->b->stories.at[0].independent : 1;
    float sum = 0, hard = t->hard;
    for (uint32_t k = 0; k < t->keys_n; k++) {
        uint32_t o = f->origins_of[f->keys.at[t->keys_at + k]];
        sum += o > 1 ? (float)(o - 1) : 0;
    }
    float norm =
        sqrtf((float)t->keys_n + 2) * sqrtf((float)(origins > 1 ? origins : 2));
    return 1.6f * sum / norm + (hard > 1.2f ? 1.2f : hard);
}

void ng_find_headlines(struct ng_finder *f)
{
    const struct ng_batch *b = f->b;
    f->headed = ng_new(f->a, uint32_t, f->words.all.n + 1);
    uint32_t *seen = ng_new(f->a, uint32_t, f->words.all.n + 1);
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        size_t first = f->told_at[i];
        if (first >= f->told_at[i + 1] || !f->all.at[first].own)
            continue;
        uint32_t end = r->sentences.at[f->all.at[first].sentence].end;
        for (uint32_t w = 0; w < end; w++) {
            uint32_t id = ng_name_find(&f->forms, r->words.at[w].low);
            uint32_t key = id == NG_NO_NAME ? id : f->known.at[id].key;
            if (key == NG_NO_NAME || seen[key] == i + 1)
                continue;
            seen[key] = i + 1;
            f->headed[key]++;
        }
    }
}

/* Share of what the reports put in front, 0..2. */
static float headline_weight(const struct ng_finder *f, const struct ng_told *t)
{
    float sum = 0;
    for (uint32_t k = 0; k < t->keys_n; k++) {
        uint32_t n = f->headed[f->keys.at[t->keys_at + k]];
        sum += n > 3 ? 3 : (float)n;
    }
    float w = .5f * sum / sqrtf((float)t->keys_n + 2);
    return w > 2 ? 2 : w;
}

static float event_weight(const struct ng_finder *f, const struct ng_told *t)
{
    const struct ng_report *r = f->b->reports.at[t->report];
    ng_range at = r->sentences.at[t->sentence].at;
    float best = -1;
    for (size_t m = 0; m < r->mentions.n; m++) {
        uint32_t e = f->event_of[t->report][m];
        if (e == NG_NONE || !ng_range_touch(r->mentions.at[m].trigger, at))
            continue;
        float w = f->b->events.at[e].weight / 4;
        best = w > best ? w : best;
    }
    return best > 2 ? 2 : best;
}

float ng_told_worth(const struct ng_finder *f, const struct ng_told *t)
{
    return position_weight(t->position) + word_weight(f, t) +
           headline_weight(f, t) + event_weight(f, t) +
           lateness(f->last, f->b->reports.at[t->report]);
}

/* ---- a fact ------------------------------------------------------------- */

/* "Northwire reported that": what another report of the story said first. */
static bool is_repeat(const struct ng_finder *f, const struct ng_fact *x)
{
    const struct ng_report *r = f->b->reports.at[x->report];
    ng_range at = r->sentences.at[x->sentence].at;
    for (size_t i = 0; i < r->sayings.n; i++) {
        ng_str who = ng_slice(r->text, r->sayings.at[i].source);
        if (!ng_range_in(r->sayings.at[i].source, at) || !who.n)
            continue;
        for (size_t k = 0; k < f->b->reports.n && k < 64; k++)
            if (k != x->report &&
                (ng_str_eq(who, f->b->reports.at[k]->outlet) ||
                 ng_str_eq(who, f->b->reports.at[k]->agency)))
                return true;
    }
    return false;
}

/* Not known of a report that may be of any day of a month. */
static ng_days told_on(const struct ng_batch *b, uint32_t report)
{
    enum { FEW = 6 };
    ng_days d = b->reports.at[report]->published;
    bool narrow =
        d.first != NG_NO_DAY && d.last != NG_NO_DAY && d.last - d.first <= FEW;
    return narrow ? d : NG_NO_DAYS;
}

/* True if the clause has the number in figures. */
static bool has_number(const struct ng_clause *c, double n)
{
    char buf[32];
    snprintf(buf, sizeof buf, "%.0f", n);
    for (uint32_t i = 0; i < c->n && n >= 0; i++)
        if (ng_str_eq(ng_word_of(c, i)->low, ng_str_of(buf)))
            return true;
    return false;
}

/* Where a disagreement has the number of a fact: told last, and last by others.
 */
static bool is_passed(const struct ng_batch *b, const struct ng_fact *x,
                      const struct ng_disagreement *d)
{
    ng_range at = b->reports.at[x->report]->sentences.at[x->sentence].at;
    bool mine = false;
    ng_day here = NG_NO_DAY, later = NG_NO_DAY;
    for (size_t v = 0; v < d->values.n; v++) {
        const struct ng_dispute_value *value = &d->values.at[v];
        bool same = false;
        ng_days told =
            NG_NO_DAYS; /* the last day that it may be of, at least */
        for (size_t k = 0; k < value->cites.n; k++) {
            const struct ng_cite *c = &value->cites.at[k];
            ng_days day = told_on(b, c->report);
            same |= c->report == x->report &&
                    (ng_range_touch(c->at, at) ||
                     (x->toll && has_number(&x->clause, value->low)));
            told.first = day.first > told.first ? day.first : told.first;
            told.last = day.last > told.last ? day.last : told.last;
        }
        mine |= same;
        if (same)
            here = told.last > here ? told.last : here;
        else
            later = told.first > later ? told.first : later;
    }
    return mine && here != NG_NO_DAY && later != NG_NO_DAY && later > here;
}

/* "How many were hurt?", not "How many drivers?", of whom there are many. */
static bool asks_of_deed(ng_str question)
{
    size_t spaces = 0;
    for (size_t i = 0; i < question.n; i++)
        spaces += question.p[i] == ' ';
    return spaces > 2 || ng_str_ends(question, STR("died?"));
}

/* True if a later report gives another number for the same thing. */
static bool is_stale(const struct ng_batch *b, const struct ng_fact *x)
{
    for (size_t i = 0; i < b->disagreements.n; i++)
        if (b->disagreements.at[i].slot == NG_HOW_MANY &&
            asks_of_deed(b->disagreements.at[i].question) &&
            is_passed(b, x, &b->disagreements.at[i]))
            return true;
    return false;
}

/* "killed nine people", "put the number of dead at 52": how many died is what
 * a reader asks first. A clash "that killed three" tells of something else. */
static bool tells_toll(const struct ng_clause *c)
{
    bool number = false, died = false;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t w = i;
        while (w != NG_NO_WORD && w != c->deed &&
               ng_clause_rel(c, w) != NG_REL_acl_relcl &&
               ng_clause_rel(c, w) != NG_REL_advcl)
            w = c->head[w];
        if (w != c->deed)
            continue;
        number |= ng_clause_tag(c, i) == NG_TAG_CD;
        died |= ng_clause_is(c, i,
                             "killed died dead deaths kill kills "
                             "killing toll");
    }
    return number && died;
}

/* What speaks against a fact as news. */
static float doubts(const struct ng_finder *f, const struct ng_fact *x)
{
    const struct ng_clause *c = &x->clause;
    float w = 0;
    w += c->state ? 1.8f : 0;
    w += c->quotes ? 2.0f : 0;
    w += c->soft ? 3.0f : 0;
    w += c->colour ? 1.8f : 0;
    w += c->habit ? 1.5f : 0;
    w += c->opening ? .6f : 0;
    w += c->past_perfect ? .7f : 0;
    w += c->unnamed ? .6f : 0;
    w += x->status == NG_HYPOTHETICAL ? 1.2f : 0;
    w += x->background ? 1.5f : 0;
    w += x->passed ? 2.5f : 0;
    w += is_repeat(f, x) ? 2.0f : 0;
    w += c->vague && !c->answers ? 2.5f : 0;
    w += x->stale ? 2.0f : 0;
    return w;
}

float ng_fact_worth(const struct ng_finder *f, struct ng_fact *x, float w)
{
    const struct ng_clause *c = &x->clause;
    x->toll = tells_toll(c);
    x->stale = is_stale(f->b, x);
    w += .9f * (float)(x->independent > 5 ? 4 : x->independent - 1);
    w += x->status == NG_DENIED ? .5f : 0;
    w += x->event != NG_NONE ? .8f : 0;
    w += ng_days_known(x->when) ? .4f : 0;
    w += ng_days_known(x->when) && x->when.first == x->when.last ? .3f : 0;
    w += c->answers ? 1.5f : 0;
    w += x->toll ? 1.2f : 0;
    return w - doubts(f, x);
}
