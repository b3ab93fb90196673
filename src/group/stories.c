/* stories.c - what a story is called, and what is to be said of it.
 *
 * A story goes by the report that it begins with: the first, in batch order,
 * that has a date and is no copy. Its id is made from that report's id, so it
 * stays when the story grows; its title is that report's title or the start of
 * its first sentence.
 */
#include <stdlib.h>

#include "base/names.h"
#include "group/group.h"

enum {
    TITLE_BYTES = 96,
    DATELINE_BYTES = 64,
    MOST_NAMED = 8, /* places and people of a story */
    FRESH_DAYS = 3,
    DORMANT_DAYS = 14,
};

static bool is_own(const struct ng_report *r)
{
    return ng_id_eq(r->origin, r->id) && !r->spun;
}

/* How good a report is to stand for its story; the first of equals does. */
static int standing(const struct ng_report *r, bool for_title)
{
    bool dated = r->published.first != NG_NO_DAY &&
                 r->published_basis != NG_BASIS_OTHER_REPORTS;
    return is_own(r) * 4 + dated * 2 + (for_title && r->title.n > 0) * 8 +
           !r->spun * 16;
}

static uint32_t stands_for(const struct ng_batch *b, const struct ng_story *s,
                           bool for_title)
{
    uint32_t best = s->reports.at[0];
    for (size_t i = 1; i < s->reports.n; i++)
        if (standing(b->reports.at[s->reports.at[i]], for_title) >
            standing(b->reports.at[best], for_title))
            best = s->reports.at[i];
    return best;
}

/* Without "SEOUL (AP) - " and the like at the head of a first sentence. */
static ng_str without_dateline(ng_str s)
{
    static const ng_str ends[] = {S(") - "),      S(") -- "),    S(") \u2014 "),
                                  S(") \u2013 "), S(" \u2014 "), S(" -- ")};
    ng_str head = {s.p, s.n < DATELINE_BYTES ? s.n : DATELINE_BYTES};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = ng_str_find(head, ends[i], 0);
        if (at == SIZE_MAX || at + ends[i].n >= s.n)
            continue;
        /* A dateline begins with a bracket or with two capitals. */
        if (s.p[0] == '(' || (s.n > 1 && ng_is_upper(s.p[1])))
            return (ng_str){s.p + at + ends[i].n, s.n - at - ends[i].n};
    }
    return s;
}

static ng_str first_sentence(const struct ng_report *r)
{
    size_t i = 0; /* the dateline is a sentence of its own */
    while (i + 1 < r->sentences.n &&
           ng_range_in(r->sentences.at[i].at, r->dateline_at))
        i++;
    if (r->sentences.n) {
        ng_range at = r->sentences.at[i].at;
        if (at.end <= r->text.n && at.beg <= at.end)
            return ng_str_trim(ng_slice(r->text, at));
    }
    ng_str text = ng_str_trim(r->text);
    size_t end = ng_str_find(text, STR(". "), 0);
    size_t line = ng_str_find(text, STR("\n"), 0);
    end = line < end ? line : end;
    return (ng_str){text.p, end < text.n ? end : text.n};
}

/* Cut between words, with an ellipsis. */
static ng_str shortened(ng_str s, struct ng_arena *out)
{
    if (s.n && s.p[s.n - 1] == '.')
        s.n--;
    if (s.n <= TITLE_BYTES)
        return s;
    size_t n = TITLE_BYTES;
    while (n > TITLE_BYTES / 2 && !ng_is_space(s.p[n]))
        n--;
    while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    while (n > 0 && (s.p[n - 1] == ',' || ng_is_space(s.p[n - 1])))
        n--;
    return ng_str_format(out, PRS "\u2026", (int)n, s.p);
}

static ng_str title_of(const struct ng_batch *b, const struct ng_story *s,
                       struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[stands_for(b, s, true)];
    if (r->title.n)
        return shortened(r->title, out);
    return shortened(without_dateline(first_sentence(r)), out);
}

static ng_day later(ng_day a, ng_day b)
{
    return b != NG_NO_DAY && (a == NG_NO_DAY || b > a) ? b : a;
}

/* From the first to the last publication that is known to a week; from the
 * wider guesses only where there is nothing better. */
static ng_days span_of(const struct ng_batch *b, const struct ng_story *s)
{
    ng_days span = NG_NO_DAYS, wide = NG_NO_DAYS;
    for (size_t i = 0; i < s->reports.n; i++) {
        ng_days d = b->reports.at[s->reports.at[i]]->published;
        bool known =
            d.first != NG_NO_DAY && d.last != NG_NO_DAY && d.last - d.first < 7;
        ng_days *to = known ? &span : &wide;
        if (d.first != NG_NO_DAY &&
            (to->first == NG_NO_DAY || d.first < to->first))
            to->first = d.first;
        to->last = later(to->last, d.last != NG_NO_DAY ? d.last : d.first);
    }
    return ng_days_known(span) ? span : wide;
}

/* There is no clock: now is when the latest report of the batch came out. */
static enum ng_story_state state_of(const struct ng_story *s, ng_day now)
{
    int32_t quiet = s->span.last == NG_NO_DAY ? 0 : now - s->span.last;
    if (quiet > DORMANT_DAYS)
        return NG_DORMANT;
    if (s->independent < 2)
        return NG_SEED;
    if (quiet > FRESH_DAYS)
        return NG_STABLE;
    return s->independent < 3 ? NG_CORROBORATED : NG_GROWING;
}

/* ---- who and where ---------------------------------------------------- */

struct named {
    ng_str name;
    uint32_t reports, mentions, last; /* last report that counted, + 1 */
    bool person;
};
typedef NG_LIST(struct named) named_list;

static int by_fame(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    if (x->reports != y->reports)
        return x->reports > y->reports ? -1 : 1;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return ng_str_cmp(x->name, y->name);
}

static void count_named(const struct ng_batch *b, const struct ng_story *s,
                        named_list *found, struct ng_arena *scratch)
{
    struct ng_names keys = {0};
    for (size_t i = 0; i < s->reports.n; i++) {
        const struct ng_report *r = b->reports.at[s->reports.at[i]];
        for (size_t k = 0; k < r->entities.n; k++) {
            const struct ng_entity *e = &r->entities.at[k];
            bool person = e->type == NG_PER;
            if (!person && e->type != NG_GPE && e->type != NG_LOC &&
                e->type != NG_FAC)
                continue;
            uint32_t id = ng_name(&keys, e->key, scratch);
            if (id == found->n)
                *ng_push(found, scratch) =
                    (struct named){.name = e->name, .person = person};
            struct named *n = &found->at[id];
            n->reports += n->last != i + 1;
            n->last = (uint32_t)i + 1;
            n->mentions += e->mentions;
            if (e->name.n > n->name.n)
                n->name = e->name;
        }
    }
}

static void tell_named(const struct ng_batch *b, struct ng_story *s,
                       struct ng_arena *out, struct ng_arena scratch)
{
    named_list found = {0};
    count_named(b, s, &found, &scratch);
    if (found.n)
        qsort(found.at, found.n, sizeof *found.at, by_fame);
    for (size_t i = 0; i < found.n; i++) {
        const struct named *n = &found.at[i];
        if (n->person && s->people.n < MOST_NAMED)
            *ng_push(&s->people, out) = n->name;
        else if (!n->person && s->places.n < MOST_NAMED)
            *ng_push(&s->places, out) = n->name;
    }
}

/* The reports at the head of each origin that the story has, and how many.
 * `seen` holds, for each origin, the last story that counted it. */
static void tell_origins(const struct ng_batch *b, struct ng_story *s,
                         uint32_t story, uint32_t *seen, struct ng_arena *out)
{
    for (size_t i = 0; i < s->reports.n; i++) {
        uint32_t report = s->reports.at[i];
        uint32_t origin = b->origin_of ? b->origin_of[report] : report;
        if (seen[origin] == story + 1)
            continue;
        seen[origin] = story + 1;
        s->independent++;
        uint32_t held =
            origin < b->origins.n ? b->origins.at[origin].report : NG_NONE;
        *ng_push(&s->origins, out) = held == NG_NONE ? report : held;
    }
}

void ng_tell_stories_apart(struct ng_batch *b, const ng_reasons *reasons,
                           struct ng_arena *out, struct ng_arena scratch)
{
    uint32_t n = 0;
    ng_day now = NG_NO_DAY;
    for (size_t i = 0; i < b->reports.n; i++)
        n = b->story_of[i] >= n ? b->story_of[i] + 1 : n;
    b->stories.at = ng_new(out, struct ng_story, n);
    b->stories.n = b->stories.cap = n;
    for (uint32_t i = 0; i < b->reports.n; i++)
        *ng_push(&b->stories.at[b->story_of[i]].reports, out) = i;
    for (size_t i = 0; reasons && i < reasons->n; i++) {
        uint32_t story = b->story_of[reasons->at[i].report];
        *ng_push(&b->stories.at[story].reasons, out) = reasons->at[i];
    }
    for (uint32_t i = 0; i < n; i++)
        if (b->stories.at[i].reports.n) {
            b->stories.at[i].span = span_of(b, &b->stories.at[i]);
            now = later(now, b->stories.at[i].span.last);
        }
    uint32_t *seen = ng_new(&scratch, uint32_t, b->origins.n + b->reports.n);
    for (uint32_t i = 0; i < n; i++) {
        struct ng_story *s = &b->stories.at[i];
        if (!s->reports.n)
            continue;
        ng_id first = b->reports.at[stands_for(b, s, false)]->id;
        s->id = ng_id_of('s', ng_id_str(&first));
        s->title = title_of(b, s, out);
        tell_origins(b, s, i, seen, out);
        s->state = state_of(s, now);
        tell_named(b, s, out, scratch);
        for (size_t k = 0; k < s->reports.n; k++)
            b->reports.at[s->reports.at[k]]->story = s->id;
    }
}
