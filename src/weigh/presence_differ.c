/* presence_differ.c - was somebody there? Seen by one, missed by the other.
 *
 *     Neither A nor aide B were visible in early reports ...    report 5
 *     Staff chief C and sister A were also spotted in the city  report 3
 *
 * A sentence with a word of being there, or of being away, is a claim about the
 * people who stand before it (after it, in "absent was B"). See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

#include <stdlib.h>

enum { MOST_PEOPLE = 6, MOST_CLAIMS = 2000 };

struct presence {
    uint32_t report, sentence;
    uint32_t entity;
    ng_str key;
    bool there;
    struct ng_around around;
};
typedef NG_LIST(struct presence) presences;

/* How a word says so. WITH_BE: only after a form of "be". BY: those behind. */
enum cue_use { PLAIN, WITH_BE, BY };
static const struct {
    ng_str word;
    bool there;
    enum cue_use use;
} cues[] = {
    {S("seen"), true, WITH_BE},         {S("spotted"), true, WITH_BE},
    {S("visible"), true, WITH_BE},      {S("present"), true, WITH_BE},
    {S("attended"), true, PLAIN},       {S("attend"), true, PLAIN},
    {S("attends"), true, PLAIN},        {S("accompanied"), true, BY},
    {S("absent"), false, PLAIN},        {S("skipped"), false, PLAIN},
    {S("boycotted"), false, PLAIN},     {S("missed"), false, PLAIN},
    {S("photographed"), true, WITH_BE},
};

static bool has_before(const struct ng_report *r, uint32_t first, uint32_t w,
                       uint32_t most, const ng_str *list, size_t n)
{
    for (uint32_t k = 1; k <= most && w >= first + k; k++)
        if (ng_word_is(ng_low_at(r, w - k), list, n))
            return true;
    return false;
}
#define BEFORE(r, first, w, most, list)                                        \
    has_before((r), (first), (w), (most), (list), sizeof(list) / sizeof *(list))

static bool is_negated(const struct ng_report *r, uint32_t first, uint32_t w)
{
    static const ng_str near[] = {
        S("not"),     S("n't"),     S("never"), S("didn't"),  S("wasn't"),
        S("weren't"), S("without"), S("no"),    S("nowhere"), S("isn't")};
    static const ng_str far[] = {S("neither"), S("nor")};
    return BEFORE(r, first, w, 4, near) || BEFORE(r, first, w, 30, far);
}

/* "could attend", "who have accompanied him before": no claim of this day. */
static bool is_other_time(const struct ng_report *r, uint32_t first, uint32_t w)
{
    static const ng_str may[] = {S("could"),   S("may"),   S("might"), S("if"),
                                 S("whether"), S("would"), S("should")};
    static const ng_str had[] = {S("have"), S("had"), S("often"), S("usually"),
                                 S("previously")};
    static const ng_str who[] = {S("who"), S("which")};
    return BEFORE(r, first, w, 4, may) ||
           (BEFORE(r, first, w, 3, had) && BEFORE(r, first, w, 4, who));
}

static int cue_at(const struct ng_report *r, uint32_t first, uint32_t w,
                  uint32_t end)
{
    static const ng_str be[] = {S("was"),  S("were"), S("is"),   S("are"),
                                S("been"), S("be"),   S("being")};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (!ng_str_eq(ng_low_at(r, w), cues[i].word))
            continue;
        ng_str next = w + 1 < end ? ng_low_at(r, w + 1) : STR("");
        if (cues[i].use == WITH_BE &&
            (!BEFORE(r, first, w, 3, be) || ng_str_eq(next, STR("as"))))
            return -1;
        if (cues[i].use == BY && !ng_str_eq(next, STR("by")))
            return -1;
        return (int)i;
    }
    return -1;
}

/* "Kim's sister": Kim is not spoken of. */
static bool is_owner(const struct ng_report *r, const struct ng_name_mention *n)
{
    uint32_t w = ng_word_at(r, n->at.end > n->at.beg ? n->at.end - 1 : 0);
    if (w == NG_NONE || w + 1 >= r->words.n)
        return false;
    ng_str low = ng_low_at(r, w), next = ng_low_at(r, w + 1);
    return ng_str_ends(low, STR("'s")) || ng_str_eq(next, STR("'s")) ||
           ng_str_eq(next, STR("'"));
}

/* "A and sister B", "neither A nor aide B": one list. */
static bool is_listed(const struct ng_report *r, ng_range a, ng_range b)
{
    enum { MOST = 60 };
    static const ng_str links[] = {S(" and "), S(" nor "), S(" or "), S(", ")};
    if (b.beg < a.end || b.beg - a.end > MOST)
        return false;
    ng_str between = ng_slice(r->text, (ng_range){a.end, b.beg});
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (ng_str_find(between, links[i], 0) != SIZE_MAX)
            return ng_str_find(between, STR("."), 0) == SIZE_MAX;
    return false;
}

/* The people a cue speaks of: the list next to it, before or behind. */
static size_t people_of(const struct ng_report *r, const struct ng_sentence *s,
                        ng_range cue, bool behind, uint32_t *people)
{
    enum { REACH = 140 };
    size_t n = 0, found = 0;
    const struct ng_name_mention *list[32];
    for (size_t i = ng_first_name(r, s->at.beg);
         i < r->names.n && r->names.at[i].at.beg < s->at.end && found < 32;
         i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (m->type == NG_PER && m->entity < r->entities.n && !is_owner(r, m) &&
            (behind ? m->at.beg >= cue.end : m->at.end <= cue.beg))
            list[found++] = m;
    }
    const struct ng_name_mention *last = NULL;
    for (size_t k = 0; k < found && n < MOST_PEOPLE; k++) {
        const struct ng_name_mention *m = list[behind ? k : found - 1 - k];
        uint32_t away = behind ? m->at.beg - cue.end : cue.beg - m->at.end;
        if (last ? !(behind ? is_listed(r, last->at, m->at)
                            : is_listed(r, m->at, last->at))
                 : away > REACH)
            break;
        people[n++] = m->entity;
        last = m;
    }
    return n;
}

static void claims_in(const struct ng_batch *b, uint32_t report, uint32_t s,
                      presences *all, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[report];
    const struct ng_sentence *in = &r->sentences.at[s];
    for (uint32_t w = in->first; w < in->end && all->n < MOST_CLAIMS; w++) {
        int cue = cue_at(r, in->first, w, in->end);
        if (cue < 0 || is_other_time(r, in->first, w))
            continue;
        uint32_t people[MOST_PEOPLE];
        bool there = cues[cue].there != is_negated(r, in->first, w);
        bool behind = cues[cue].use == BY;
        ng_range at = r->words.at[w].at;
        struct ng_sentence near = ng_window(r, s, at);
        size_t n = people_of(r, &near, at, behind, people);
        if (!n && !behind)
            n = people_of(r, &near, at, true, people);
        struct ng_around around;
        ng_look_around(r, s, r->words.at[w].at, STR(""), NG_THEME_NONE,
                       &around);
        for (size_t i = 0; i < n && all->n < MOST_CLAIMS; i++)
            *ng_push(all, a) = (struct presence){
                report, s,     people[i], r->entities.at[people[i]].key,
                there,  around};
    }
}

/* Of one occasion: days that touch where they are told, else reports of two
 * days; places that lie in each other. */
static bool one_occasion(const struct ng_batch *b, const struct presence *x,
                         const struct presence *y)
{
    enum { SLACK = 2 };
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    if (ng_around_scope(rx, &x->around, ry, &y->around) == NG_SCOPE_APART)
        return false;
    if (ng_days_known(x->around.when) && ng_days_known(y->around.when))
        return ng_days_touch(x->around.when, y->around.when);
    if (!ng_days_known(rx->published) || !ng_days_known(ry->published))
        return true;
    return rx->published.first <= ry->published.last + SLACK &&
           ry->published.first <= rx->published.last + SLACK;
}

static void add(struct ng_disagreement *d, const struct ng_batch *b,
                const struct presence *p, size_t side[2], struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[p->report];
    ng_range at = r->sentences.at[p->sentence].at;
    if (!side[p->there]) {
        ng_add_value(d,
                     ng_str_format(out, "%s: " PRS,
                                   p->there ? "there" : "not there",
                                   PRS_ARG(ng_short_text(r, at, 60, out))),
                     out);
        side[p->there] = d->values.n; /* its place + 1 */
    }
    struct ng_dispute_value *v = &d->values.at[side[p->there] - 1];
    *ng_push(&v->cites, out) = (struct ng_cite){p->report, at};
}

static int by_key(const void *a, const void *b)
{
    const struct presence *x = a, *y = b;
    int c = ng_str_cmp(x->key, y->key);
    if (c)
        return c;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

/* Claims [beg, end) speak of one person. */
static void of_one(struct ng_batch *b, const presences *all, size_t beg,
                   size_t end, struct ng_arena *out, struct ng_arena scratch)
{
    const struct presence *yes = NULL, *no = NULL;
    for (size_t i = beg; i < end && !no; i++)
        for (size_t k = beg; k < end && !no; k++)
            if (all->at[i].there && !all->at[k].there &&
                all->at[i].report != all->at[k].report &&
                one_occasion(b, &all->at[i], &all->at[k])) {
                yes = &all->at[i];
                no = &all->at[k];
            }
    if (!yes || !no)
        return;
    struct ng_disagreement d = {
        .slot = NG_WHO, .kind = NG_CONTRADICTION, .weight = 3.0f};
    size_t side[2] = {0, 0};
    add(&d, b, no, side, out);
    add(&d, b, yes, side, out);
    for (size_t i = beg; i < end; i++)
        if (&all->at[i] != yes && &all->at[i] != no &&
            (one_occasion(b, &all->at[i], yes) ||
             one_occasion(b, &all->at[i], no)))
            add(&d, b, &all->at[i], side, out);
    ng_str name = b->reports.at[yes->report]->entities.at[yes->entity].name;
    d.question = ng_str_format(out, "Was " PRS " there?", PRS_ARG(name));
    if (b->origin_of[yes->report] == b->origin_of[no->report])
        d.kind = NG_SUPERSEDED;
    ng_keep_dispute(b, &d, out, scratch);
}

void ng_dispute_presence(struct ng_batch *b, struct ng_arena *out,
                         struct ng_arena scratch)
{
    presences all = {0};
    for (uint32_t i = 0; i < b->reports.n; i++)
        for (uint32_t s = 0; s < b->reports.at[i]->sentences.n; s++)
            if (!b->reports.at[i]->spun)
                claims_in(b, i, s, &all, &scratch);
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_key);
    for (size_t beg = 0, end; beg < all.n; beg = end) {
        enum { EACH = 60 };
        end = beg + 1;
        while (end < all.n && ng_str_eq(all.at[end].key, all.at[beg].key))
            end++;
        of_one(b, &all, beg, end - beg > EACH ? beg + EACH : end, out, scratch);
    }
}
