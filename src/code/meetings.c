/* meetings.c - what a report tells elsewhere of a meeting that was held.
 *
 *     His summit with Vale ended without a deal in March.
 *     Talks have stalled since Orsk.             the summit was in Orsk
 *     They broke off talks in Orsk               broken off where they talked
 *
 * A town by itself after "since" or "after" is no place of its sentence but the
 * name of a deed: the last meeting that the report looks back at. Its place is
 * filled only if none is told, or a country that the town lies in.
 */
#include "code/roles.h"

/* The town that stands for a meeting here, or NG_NONE. */
static uint32_t town_as_deed(const struct ng_coder *k,
                             const struct ng_name_mention *x)
{
    const struct ng_tree *t = &k->tree;
    const struct ng_report *r = k->r;
    uint32_t w = ng_word_at(r, x->at.beg);
    if (w == 0 || w >= t->n || x->type != NG_GPE || x->entity >= r->entities.n)
        return NG_NONE;
    const struct ng_entity *town = &r->entities.at[x->entity];
    if (!town->geonameid || ng_place_rank(town) < 3 ||
        !ng_listed((ng_str)S("|since|after|"), ng_low(t, w - 1)))
        return NG_NONE;
    while (w + 1 < t->n && r->words.at[w].at.end < x->at.end)
        w++;
    /* "after Orsk fell", "since Orsk's defeat", "after Orsk and Vale" are
     * something else: the phrase must end here */
    uint32_t s = ng_sentence_at(r, x->at.beg);
    bool last = w + 1 >= t->n ||
                (s < r->sentences.n && w + 1 >= r->sentences.at[s].end);
    if (!last && !ng_listed((ng_str)S("|.|,|;|:|-|--|)|\"|"), ng_low(t, w + 1)))
        return NG_NONE;
    return x->entity;
}

static bool is_country(const struct ng_report *r, uint32_t e)
{
    return ng_str_starts(r->entities.at[e].key, STR("country:"));
}

/* The meeting that such a town can be the place of: held, over, and the last
 * one of those that are. */
static struct ng_mention *meeting_in(const struct ng_coder *k, uint32_t town)
{
    struct ng_report *r = k->r;
    struct ng_mention *best = NULL;
    for (size_t i = 0; i < r->mentions.n; i++) {
        struct ng_mention *m = &r->mentions.at[i];
        if (m->type != NG_CONSULT || m->status != NG_HAPPENED ||
            ng_str_eq(m->mode, STR("visit")) || m->time == NG_NONE ||
            m->when.last == NG_NO_DAY || r->published.first == NG_NO_DAY ||
            m->when.last >= r->published.first)
            continue;
        if (m->place != NG_NONE && !(is_country(r, m->place) &&
                                     strcmp(r->entities.at[m->place].country,
                                            r->entities.at[town].country) == 0))
            continue;
        if (!best || m->when.last > best->when.last)
            best = m;
    }
    return best;
}

/* Talks that are broken off or end are where they were held. */
static void place_of_end(struct ng_report *r, struct ng_mention *m)
{
    if (m->type != NG_SANCTION || m->place != NG_NONE ||
        !ng_str_starts(m->rule, STR("sanction.talks")))
        return;
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *x = &r->mentions.at[i];
        if (x->type == NG_CONSULT && x->place != NG_NONE &&
            ng_range_touch(x->clause, m->clause) &&
            ng_sentence_at(r, x->trigger.beg) ==
                ng_sentence_at(r, m->trigger.beg) &&
            !ng_str_eq(x->mode, STR("visit"))) {
            m->place = x->place;
            m->place_at = x->place_at;
            return;
        }
    }
}

void ng_place_meetings(struct ng_coder *k)
{
    struct ng_report *r = k->r;
    enum { MOST = 8 }; /* such towns are few; the work stays linear */
    int seen = 0;
    for (size_t i = 0; i < r->names.n && seen < MOST; i++) {
        uint32_t town = town_as_deed(k, &r->names.at[i]);
        struct ng_mention *m = town == NG_NONE ? NULL : meeting_in(k, town);
        seen += town != NG_NONE;
        if (m) {
            m->place = town;
            m->place_at = r->names.at[i].at;
        }
    }
    for (size_t i = 0; i < r->mentions.n; i++)
        place_of_end(r, &r->mentions.at[i]);
}
