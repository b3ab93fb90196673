#include "group/profile.h"

#include <math.h>
#include <stdlib.h>

/* The floor of a join of full texts is .22 (group.c): half of it makes two
 * stories related, if they share what they are about. */
static const float related = .11f;
static const uint32_t related_heavy = 2;
/* A sequel tells of new deeds, so its words are others; what stays is who and
 * where. */
static const float sequel = .16f;
static const uint32_t sequel_heavy = 3;

static int by_term(const void *a, const void *b)
{
    const struct ng_profile_term *x = a, *y = b;
    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

static int heavier(const void *a, const void *b)
{
    const struct ng_profile_term *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

struct ng_profile ng_profile_of(const struct ng_group_text *texts, size_t n,
                                struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_profile p = {0};
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < n; i++)
        all += texts[i].n;
    struct ng_profile_term *t = ng_new(&scratch, struct ng_profile_term, all);
    all = 0;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < texts[i].n; k++) {
            const struct ng_group_text *x = &texts[i];
            ng_str form = {x->forms + x->form[k],
                           (size_t)(x->form[k + 1] - x->form[k])};
            t[all++] = (struct ng_profile_term){x->term[k],
                                                x->weight[k] / (float)n, form};
        }
    if (all)
        qsort(t, all, sizeof *t, by_term);
    for (size_t i = 0; i < all; i++)
        if (kept && t[kept - 1].term == t[i].term) {
            t[kept - 1].weight += t[i].weight;
            t[kept - 1].form = t[i].form; /* where it weighs most */
        } else {
            t[kept++] = t[i];
        }
    if (kept)
        qsort(t, kept, sizeof *t, heavier);
    p.n = (uint32_t)(kept < NG_PROFILE_TERMS ? kept : NG_PROFILE_TERMS);
    size_t least = p.n < NG_PROFILE_HEAVY ? p.n : NG_PROFILE_HEAVY;
    p.heavy = least ? t[least - 1].weight : 0;
    p.at = ng_new(out, struct ng_profile_term, p.n);
    memcpy(p.at, t, p.n * sizeof *t);
    if (p.n)
        qsort(p.at, p.n, sizeof *p.at, by_term);
    return p;
}

static float length(const struct ng_profile *p)
{
    float sum = 0;
    for (uint32_t i = 0; i < p->n; i++)
        sum += p->at[i].weight * p->at[i].weight;
    return sqrtf(sum);
}

static void keep_best(struct ng_between *x, float best[3], ng_str form,
                      float weight)
{
    int at = 3;
    for (; at > 0 && weight > best[at - 1]; at--)
        if (at < 3) {
            best[at] = best[at - 1];
            x->terms[at] = x->terms[at - 1];
        }
    if (at < 3) {
        best[at] = weight;
        x->terms[at] = form;
    }
}

struct ng_between ng_between(const struct ng_profile *a,
                             const struct ng_profile *b)
{
    struct ng_between x = {0};
    float best[3] = {0}, both = length(a) * length(b);
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        const struct ng_profile_term *s = &a->at[i], *t = &b->at[k];
        if (s->term < t->term) {
            i++;
        } else if (s->term > t->term) {
            k++;
        } else {
            float weight = s->weight * t->weight;
            x.likeness += weight;
            x.heavy += s->weight >= a->heavy && t->weight >= b->heavy;
            keep_best(&x, best, s->form, weight);
            i++, k++;
        }
    }
    x.angle = both > 0 ? x.likeness / both : 0;
    return x;
}

bool ng_is_related(const struct ng_between *x)
{
    return x->likeness >= related && x->heavy >= related_heavy;
}

bool ng_is_sequel(const struct ng_between *x)
{
    return x->angle >= sequel && x->heavy >= sequel_heavy;
}
