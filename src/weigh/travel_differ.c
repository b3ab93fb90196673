/* travel_differ.c - on the way there, and arrived.
 *
 *     The train will continue to Arend and head for Lenz.     earlier
 *     Orsk, who arrived in Lenz aboard his train Wednesday    later
 *
 * Both are right, each at its time: the later one is the state of things.
 * Travellers are people, and what carries them. See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

#include <stdlib.h>

enum { WHO = 6, WHERE = 3, MOST = 2000, REACH = 10, LEAD = 6 };

struct leg {
    uint32_t report, sentence;
    ng_range at; /* from the traveller to the place */
    bool arrived;
    ng_str place;      /* key */
    uint32_t entity;   /* of the place */
    uint32_t who[WHO]; /* hashes of people and vehicles */
    ng_str name;       /* of a traveller, for the question */
    size_t who_n;
    struct ng_around around;
};
typedef NG_LIST(struct leg) legs;

static const ng_str vehicles[] = {
    S("train"),  S("plane"),    S("ship"),     S("convoy"),     S("ferry"),
    S("tanker"), S("bus"),      S("fleet"),    S("caravan"),    S("delegation"),
    S("vessel"), S("boat"),     S("aircraft"), S("helicopter"), S("truck"),
    S("trucks"), S("flotilla"), S("carrier")};

static bool arrives(const struct ng_report *r, uint32_t w, uint32_t end)
{
    static const ng_str words[] = {S("arrived"), S("reached"), S("landed"),
                                   S("docked"),  S("visited"), S("anchored")};
    ng_str low = ng_low_at(r, w);
    ng_str next = w + 1 < end ? ng_low_at(r, w + 1) : STR("");
    return NG_ANY(low, words) ||
           (ng_str_eq(low, STR("pulled")) && ng_str_eq(next, STR("into")));
}

/* "will continue to", "is to fly to", "heading to", "en route to". */
static bool is_on_the_way(const struct ng_report *r, uint32_t first, uint32_t w)
{
    static const ng_str going[] = {S("heading"), S("bound"), S("headed"),
                                   S("route")};
    static const ng_str base[] = {S("continue"), S("travel"), S("go"),
                                  S("fly"),      S("sail"),   S("proceed"),
                                  S("head"),     S("arrive"), S("drive"),
                                  S("reach"),    S("dock"),   S("land")};
    static const ng_str ahead[] = {S("will"), S("to"),        S("expected"),
                                   S("due"),  S("scheduled"), S("set")};
    ng_str low = ng_low_at(r, w);
    if (NG_ANY(low, going))
        return true;
    if (!NG_ANY(low, base))
        return false;
    for (uint32_t k = 1; k <= 3 && w >= first + k; k++)
        if (NG_ANY(ng_low_at(r, w - k), ahead))
            return true;
    return false;
}

static bool is_denied(const struct ng_report *r, uint32_t first, uint32_t w)
{
    static const ng_str no[] = {S("not"), S("n't"),  S("never"), S("no"),
                                S("nor"), S("yet"),  S("if"),    S("could"),
                                S("may"), S("might")};
    for (uint32_t k = 1; k <= 4 && w >= first + k; k++)
        if (NG_ANY(ng_low_at(r, w - k), no))
            return true;
    return false;
}

static void add_who(struct leg *leg, ng_str key, ng_str name)
{
    uint32_t hash = (uint32_t)ng_hash64(key, 11);
    for (size_t i = 0; i < leg->who_n; i++)
        if (leg->who[i] == hash)
            return;
    if (leg->who_n < WHO)
        leg->who[leg->who_n++] = hash;
    if (!leg->name.n)
        leg->name = name;
}

/* People before the verb, vehicles anywhere in the sentence. */
static void find_who(const struct ng_report *r, const struct ng_sentence *s,
                     uint32_t verb, struct leg *leg)
{
    uint32_t last = NG_NONE;
    for (uint32_t w = s->first; w < verb; w++) {
        uint32_t n = r->words.at[w].name;
        if (n == last || n >= r->names.n)
            continue;
        last = n;
        uint32_t e = r->names.at[n].entity;
        if (r->names.at[n].type == NG_PER && e < r->entities.n)
            add_who(leg, r->entities.at[e].key, r->entities.at[e].name);
    }
    for (uint32_t w = s->first; w < s->end; w++)
        if (NG_ANY(ng_low_at(r, w), vehicles))
            add_who(leg, ng_low_at(r, w), ng_slice(r->text, r->words.at[w].at));
}

/* Places behind the verb; of "the Sea of Orm port of Lenz" both. */
static size_t find_where(const struct ng_report *r, const struct ng_sentence *s,
                         uint32_t verb, uint32_t *names)
{
    static const ng_str stops[] = {S("before"), S("after"), S("for"),
                                   S("with"),   S("from"),  S("and")};
    size_t n = 0;
    for (uint32_t w = verb + 1; w < s->end && w <= verb + REACH; w++) {
        uint32_t name = r->words.at[w].name;
        if (w > verb + 1 && NG_ANY(ng_low_at(r, w), stops))
            break;
        if (name >= r->names.n || (n && names[n - 1] == name))
            continue;
        enum ng_name_type t = r->names.at[name].type;
        if ((t == NG_GPE || t == NG_LOC || t == NG_FAC) &&
            r->names.at[name].entity < r->entities.n && n < WHERE)
            names[n++] = name;
    }
    return n;
}

static void legs_in(const struct ng_batch *b, uint32_t report, uint32_t s,
                    legs *all, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[report];
    const struct ng_sentence *in = &r->sentences.at[s];
    for (uint32_t w = in->first; w < in->end && all->n < MOST; w++) {
        bool there = arrives(r, w, in->end);
        if ((!there && !is_on_the_way(r, in->first, w)) ||
            is_denied(r, in->first, w))
            continue;
        uint32_t names[WHERE];
        size_t n = find_where(r, in, w, names);
        for (size_t i = 0; i < n && all->n < MOST; i++) {
            uint32_t e = r->names.at[names[i]].entity;
            struct leg leg = {
                .report = report,
                .sentence = s,
                .at = {r->words.at[w - in->first > LEAD ? w - LEAD : in->first]
                           .at.beg,
                       r->names.at[names[i]].at.end},
                .arrived = there,
                .place = r->entities.at[e].key,
                .entity = e};
            struct ng_sentence near = ng_window(r, s, r->words.at[w].at);
            find_who(r, &near, w, &leg);
            ng_look_around(r, s, r->words.at[w].at, STR(""), NG_THEME_NONE,
                           &leg.around);
            if (leg.who_n)
                *ng_push(all, a) = leg;
        }
    }
}

static bool share_traveller(const struct leg *x, const struct leg *y)
{
    for (size_t i = 0; i < x->who_n; i++)
        for (size_t k = 0; k < y->who_n; k++)
            if (x->who[i] == y->who[k])
                return true;
    return false;
}

/* The one leads to the other: told not after it, of days that go together. */
static bool leads_to(const struct ng_batch *b, const struct leg *x,
                     const struct leg *y)
{
    enum { SLACK = 4, OLD = 30 };
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    if (x->arrived || !y->arrived || x->report == y->report ||
        !share_traveller(x, y) || !ng_days_known(rx->published) ||
        !ng_days_known(ry->published) ||
        rx->published.first > ry->published.last)
        return false;
    ng_days p = x->around.when, q = y->around.when;
    if (ng_days_known(q) && (q.last + OLD < ry->published.first ||
                             q.last + SLACK < rx->published.first))
        return false;
    if (!ng_days_known(q))
        return ry->published.first <= rx->published.last + OLD;
    return !ng_days_known(p) ||
           (p.first <= q.last + SLACK && q.first <= p.last + SLACK);
}

static int by_place(const void *a, const void *b)
{
    const struct leg *x = a, *y = b;
    int c = ng_str_cmp(x->place, y->place);
    if (c)
        return c;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->at.beg > y->at.beg) - (x->at.beg < y->at.beg);
}

static void add(struct ng_disagreement *d, const struct ng_batch *b,
                const struct leg *leg, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[leg->report];
    struct ng_dispute_value *v =
        ng_add_value(d, ng_short_text(r, leg->at, 64, out), out);
    *ng_push(&v->cites, out) = (struct ng_cite){leg->report, leg->at};
}

/* Legs [beg, end) end in one place: the first pair of it, and who else says
 * that they have arrived. */
static bool of_one(struct ng_batch *b, const legs *all, size_t beg, size_t end,
                   struct ng_arena *out, struct ng_arena scratch)
{
    for (size_t i = beg; i < end; i++)
        for (size_t k = beg; k < end; k++) {
            const struct leg *x = &all->at[i], *y = &all->at[k];
            if (!leads_to(b, x, y))
                continue;
            struct ng_disagreement d = {
                .slot = NG_DID, .kind = NG_SUPERSEDED, .weight = 2.0f};
            add(&d, b, x, out);
            add(&d, b, y, out);
            for (size_t l = beg; l < end; l++)
                if (l != k && leads_to(b, x, &all->at[l]))
                    *ng_push(&d.values.at[1].cites, out) =
                        (struct ng_cite){all->at[l].report, all->at[l].at};
            const struct ng_report *r = b->reports.at[y->report];
            d.question = ng_str_format(out, "Has " PRS " reached " PRS "?",
                                       PRS_ARG(y->name),
                                       PRS_ARG(r->entities.at[y->entity].name));
            ng_keep_dispute(b, &d, out, scratch);
            return true;
        }
    return false;
}

void ng_dispute_travel(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch)
{
    enum { EACH = 60, TOLD = 4 };
    legs all = {0};
    size_t told = 0;
    for (uint32_t i = 0; i < b->reports.n; i++)
        for (uint32_t s = 0; s < b->reports.at[i]->sentences.n; s++)
            if (!b->reports.at[i]->spun)
                legs_in(b, i, s, &all, &scratch);
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    for (size_t beg = 0, end; beg < all.n && told < TOLD; beg = end) {
        end = beg + 1;
        while (end < all.n && ng_str_eq(all.at[end].place, all.at[beg].place))
            end++;
        told += of_one(b, &all, beg, end - beg > EACH ? beg + EACH : end, out,
                       scratch);
    }
}
