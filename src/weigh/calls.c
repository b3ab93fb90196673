/* calls.c - what things are called in a line: "Thursday 15 May" where a report
 * said Thursday, the name where it said "he"; see clause.h.
 */
#include "weigh/wording.h"

/* ---- days --------------------------------------------------------------- */

static bool is_weekday(ng_str low)
{
    return ng_str_among(low, "monday tuesday wednesday thursday friday "
                             "saturday sunday");
}

static ng_str year_of(const struct ng_line_made *l, struct ng_date d)
{
    bool same =
        l->how->near != NG_NO_DAY && ng_date_of(l->how->near).year == d.year;
    return same ? (ng_str){0} : ng_str_format(l->out, " %d", d.year);
}

/* "Thursday 15 May", "the week of 5 May", "May", "2030". */
static ng_str absolute(const struct ng_line_made *l, const struct ng_time *t)
{
    ng_days v = t->value;
    if (v.first == NG_NO_DAY || v.last == NG_NO_DAY)
        return (ng_str){0};
    struct ng_date d = ng_date_of(v.first), z = ng_date_of(v.last);
    ng_str year = year_of(l, d);
    if (v.first == v.last)
        return ng_str_format(l->out, "%s %d %s" PRS, ng_weekday_name(v.first),
                             d.day, ng_month_name(d.month), PRS_ARG(year));
    if (v.last - v.first == 6)
        return ng_str_format(l->out, "the week of %d %s" PRS, d.day,
                             ng_month_name(d.month), PRS_ARG(year));
    if (d.day == 1 && d.month == z.month && d.year == z.year && z.day >= 28)
        return ng_str_format(l->out, "%s" PRS, ng_month_name(d.month),
                             PRS_ARG(year));
    if (d.day == 1 && d.month == 1 && z.month == 12 && z.day == 31 &&
        d.year == z.year)
        return ng_str_format(l->out, "%d", d.year);
    return (ng_str){0};
}

/* True if "Thursday", "last week" is a phrase of its own, with what is before
 * it: neither "Thursday's vote" nor "the Thursday meeting". */
static bool is_adverbial(const struct ng_line_made *l, uint32_t beg,
                         uint32_t end)
{
    if (ng_made_is(l, end, "'s ’s s"))
        return false;
    if (end < l->c->n && l->c->head[end - 1] == end &&
        ng_made_word(l, end - 1)->rel == NG_REL_compound)
        return false;
    return beg == 0 ||
           !ng_made_is(l, beg - 1, "the a an this that every each 's of");
}

/* `said`: the day on which it was said, which goes where the line stands under
 * another day, that of the deed. */
static void put_day(struct ng_line_made *l, const struct ng_time *t, bool said,
                    uint32_t beg, uint32_t end)
{
    const struct ng_wording *how = l->how;
    bool shown = ng_days_known(how->shown) &&
                 (said || (t->value.first == how->shown.first &&
                           t->value.last == how->shown.last));
    bool tied =
        beg > 0 && ng_made_is(l, beg - 1,
                              "by until till before after since from to "
                              "between for of next than and or about "
                              "around almost nearly shortly roughly");
    bool on = beg > 0 && ng_made_is(l, beg - 1, "on in during at") &&
              ng_made_tag(l, beg - 1) != NG_TAG_RP;
    /* "a poll released on Tuesday", "a letter dated 9 May": of the thing. */
    uint32_t before = beg > (on ? 1U : 0U) ? beg - (on ? 2 : 1) : NG_NO_WORD;
    tied |= before < l->c->n && before != l->c->deed && before != l->c->root &&
            (ng_made_is(l, before, "dated due") ||
             (ng_made_tag(l, before) == NG_TAG_VBN &&
              ng_made_word(l, before)->rel == NG_REL_acl));
    bool weekday = end == beg + 1 && is_weekday(ng_made_word(l, beg)->low);
    ng_str part = end == beg + 2 && is_weekday(ng_made_word(l, beg)->low)
                      ? ng_made_word(l, beg + 1)->low
                      : (ng_str){0};
    if (!ng_str_among(part, "morning afternoon evening night"))
        part.n = 0;
    bool phrase = end > beg &&
                  ng_made_is(l, beg, "last next this yesterday today tomorrow");
    if (shown && t->granularity == NG_DEADLINE && beg > 0 &&
        ng_made_is(l, beg - 1, "by before")) {
        ng_leave_out(l, beg - 1, end - 1);
        return;
    }
    if (!is_adverbial(l, beg, end) || (!t->deictic && !shown))
        return;
    if (shown && !tied) {
        uint32_t from = beg - (on ? 1 : 0);
        if (from > 0 && ng_made_is(l, from - 1, "early late"))
            from--;
        ng_leave_out(l, from, end - 1);
        /* "on Tuesday, 20 May, on all ships": its comma goes with it. */
        uint32_t right = ng_next_kept(l, end);
        bool inside = false;
        for (uint32_t i = beg; i < end; i++)
            inside |= ng_made_comma(l, i);
        if (inside && ng_made_comma(l, right))
            l->keep[right] = false;
        return;
    }
    ng_str day = absolute(l, t);
    if (!day.n || !(weekday || phrase || part.n))
        return;
    if (part.n)
        day = ng_str_format(l->out, "the " PRS " of " PRS, PRS_ARG(part),
                            PRS_ARG(day));
    weekday |= part.n > 0;
    if (weekday && !on && !tied && beg > 0)
        day = ng_str_format(l->out, "on " PRS, PRS_ARG(day));
    if (phrase && !on && !tied)
        day = ng_str_format(l->out, "%s " PRS,
                            t->value.first == t->value.last ? "on" : "in",
                            PRS_ARG(day));
    l->say[beg] = day;
    for (uint32_t i = beg + 1; i < end; i++)
        l->keep[i] = false;
}

void ng_put_days(struct ng_line_made *l)
{
    const struct ng_report *r = l->c->r;
    ng_range at = r->sentences.at[l->c->sentence].at;
    for (size_t t = 0; t < r->times.n && r->times.at[t].at.beg < at.end; t++) {
        const struct ng_time *x = &r->times.at[t];
        if (!ng_range_in(x->at, at) || x->to_next ||
            (t > 0 && r->times.at[t - 1].to_next))
            continue;
        uint32_t beg = 0, end;
        while (beg < l->c->n && ng_made_word(l, beg)->at.beg < x->at.beg)
            beg++;
        end = beg;
        while (end < l->c->n && ng_made_word(l, end)->at.end <= x->at.end)
            end++;
        if (end > beg && ng_made_word(l, beg)->quote == NG_NONE)
            put_day(l, x, t == l->c->said_on, beg, end);
    }
}

/* ---- names -------------------------------------------------------------- */

static uint32_t referred(const struct ng_line_made *l, uint32_t i)
{
    const struct ng_report *r = l->c->r;
    ng_range at = ng_made_word(l, i)->at;
    size_t lo = 0, hi = r->references.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->references.at[mid].at.beg < at.beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < r->references.n && r->references.at[lo].at.beg == at.beg &&
        r->references.at[lo].at.end == at.end)
        return r->references.at[lo].entity;
    return NG_NONE;
}

static uint32_t entity_of(const struct ng_line_made *l, uint32_t i)
{
    uint32_t name = ng_made_word(l, i)->name;
    return name < l->c->r->names.n ? l->c->r->names.at[name].entity : NG_NONE;
}

/* The reference of more than one word that covers a word, "the Irish leader",
 * or NULL. */
static const struct ng_reference *phrase_at(const struct ng_line_made *l,
                                            uint32_t i)
{
    const struct ng_report *r = l->c->r;
    ng_range at = ng_made_word(l, i)->at;
    size_t lo = 0, hi = r->references.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->references.at[mid].at.end <= at.beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < r->references.n && ng_range_in(at, r->references.at[lo].at) &&
        r->references.at[lo].at.end - r->references.at[lo].at.beg >
            at.end - at.beg)
        return &r->references.at[lo];
    return NULL;
}

static bool names(const struct ng_line_made *l, uint32_t i, uint32_t entity)
{
    const struct ng_reference *p = phrase_at(l, i);
    return entity_of(l, i) == entity || (p && p->entity == entity) ||
           (l->say[i].n && referred(l, i) == entity);
}

/* True if a kept word from..to names the entity. */
static bool is_named(const struct ng_line_made *l, uint32_t entity,
                     uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (l->keep[i] && names(l, i, entity))
            return true;
    return false;
}

/* A noun before a pronoun that it may stand for: several for "they", somebody
 * for "he", something for "it". */
static bool noun_before(const struct ng_line_made *l, uint32_t i)
{
    bool many = ng_made_is(l, i, "they them their");
    for (uint32_t k = 0; k < i; k++) {
        uint8_t t = ng_made_tag(l, k);
        bool plural = t == NG_TAG_NNS || t == NG_TAG_NNPS;
        bool single = t == NG_TAG_NN || t == NG_TAG_NNP;
        if (l->keep[k] && ng_made_word(l, k)->quote == NG_NONE &&
            (many ? plural : single || (plural && t == NG_TAG_NNPS)))
            return true;
    }
    return false;
}

/* "voted against it", "23 of them": nothing before it in the line that it could
 * stand for but the subject and what hangs on that. */
static bool is_loose_object(const struct ng_line_made *l, uint32_t i)
{
    uint8_t rel = ng_made_word(l, i)->rel;
    if (!ng_made_is(l, i, "it them") || rel == NG_REL_nsubj ||
        rel == NG_REL_nsubj_pass || rel == NG_REL_expl)
        return false;
    for (uint32_t k = 0; k < i; k++)
        if (l->keep[k] && ng_made_word(l, k)->rel == NG_REL_obj &&
            !ng_made_is(l, k, "it them him her"))
            return false;
    return true;
}

/* Words that bring in somebody without a name, or one sentence too many: "he"
 * may be another than whom it is taken for. */
static bool is_doubtful(const struct ng_line_made *l, uint32_t i, uint32_t e)
{
    const struct ng_report *r = l->c->r;
    uint32_t here = l->c->sentence, at = l->c->first + i;
    if (r->entities.at[e].type != NG_PER ||
        !ng_made_is(l, i, "he she his her him"))
        return false;
    uint32_t from = here ? r->sentences.at[here - 1].first : 0;
    bool met = false;
    for (uint32_t w = from; w < at; w++) {
        const struct ng_word *x = &r->words.at[w];
        if (x->name < r->names.n && r->names.at[x->name].entity == e)
            met = true;
        for (size_t k = 0; k < r->references.n && !met; k++)
            met = r->references.at[k].entity == e &&
                  ng_range_touch(r->references.at[k].at, x->at);
        bool one = w + 1 < at && ng_str_among(x->low, "a an one another");
        if (one && ng_str_among(r->words.at[w + 1].low,
                                "man woman boy girl doctor nurse driver docker "
                                "worker soldier officer passenger teacher "
                                "student resident villager prisoner suspect "
                                "protester demonstrator farmer fisherman "
                                "miner pensioner baker witness"))
            return true;
    }
    return !met;
}

static bool put_name(struct ng_line_made *l, uint32_t i, bool owns)
{
    uint32_t e = referred(l, i);
    if (e >= l->c->r->entities.n)
        return noun_before(l, i) && !is_loose_object(l, i);
    if (is_named(l, e, 0, i))
        return true;
    if (is_doubtful(l, i, e))
        return false;
    bool first = ng_next_kept(l, 0) == i;
    uint32_t near = i + 6 < l->c->n ? i + 6 : l->c->n;
    if (first && is_named(l, e, i + 1, near))
        return false; /* "His lawyer, Sisa Kavara" is not hers */
    if (!first && is_named(l, e, i + 1, l->c->n))
        return true; /* "After his visit, Kim" */
    const struct ng_entity *x = &l->c->r->entities.at[e];
    bool it = ng_str_among(ng_made_word(l, i)->low, "it its");
    if (x->type == NG_NORP || (it && !owns && x->type != NG_ORG) ||
        (it && x->type == NG_PER))
        return false;
    bool article = x->type == NG_ORG &&
                   !ng_str_starts_nocase(x->name, STR("the ")) &&
                   ng_str_find(x->name, STR(" "), 0) != SIZE_MAX;
    article |= ng_str_starts(x->name, STR("United "));
    l->say[i] = ng_str_format(l->out, "%s" PRS "%s", article ? "the " : "",
                              PRS_ARG(x->name), owns ? "'s" : "");
    return true;
}

/* "Hallvards" becomes "Sigrun Hallvards" where she is first named. */
static void put_full_name(struct ng_line_made *l, uint32_t i)
{
    const struct ng_report *r = l->c->r;
    uint32_t name = ng_made_word(l, i)->name;
    if (name >= r->names.n || r->names.at[name].type != NG_PER)
        return;
    const struct ng_name_mention *m = &r->names.at[name];
    if (m->entity >= r->entities.n || ng_made_word(l, i)->at.beg != m->at.beg ||
        is_named(l, m->entity, 0, i) || ng_made_word(l, i)->at.end != m->at.end)
        return;
    const struct ng_entity *x = &r->entities.at[m->entity];
    ng_str had = ng_slice(r->text, m->at);
    bool last = x->name.n > had.n + 1 && ng_str_ends(x->name, had) &&
                x->name.p[x->name.n - had.n - 1] == ' ';
    bool first = x->name.n > had.n + 1 && ng_str_starts(x->name, had) &&
                 x->name.p[had.n] == ' ';
    if (x->name.n < 48 && (first || last))
        l->say[i] = x->name;
}

/* "The young leader" at the head of a line is told by name. */
static void put_subject(struct ng_line_made *l)
{
    const struct ng_report *r = l->c->r;
    uint32_t i = ng_next_kept(l, 0);
    if (i >= l->c->n || !ng_made_is(l, i, "the"))
        return;
    const struct ng_reference *p = phrase_at(l, i);
    uint32_t end = i;
    if (!p || p->entity >= r->entities.n ||
        p->at.beg != ng_made_word(l, i)->at.beg ||
        r->entities.at[p->entity].type != NG_PER)
        return;
    while (end < l->c->n && ng_range_in(ng_made_word(l, end)->at, p->at))
        end++;
    if (is_named(l, p->entity, end, l->c->n) || ng_made_is(l, end, "'s ’s '"))
        return;
    l->say[i] = r->entities.at[p->entity].name;
    for (uint32_t k = i + 1; k < end; k++)
        l->keep[k] = false;
}

/* Somebody before it whom "them" can stand for. */
static bool people_before(const struct ng_line_made *l, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (l->keep[k] && ng_made_word(l, k)->head != NG_NONE &&
            ng_made_is(l, k,
                       "people men women children soldiers workers protesters "
                       "protestors demonstrators marchers students dockers "
                       "passengers drivers residents members strikers miners "
                       "villagers refugees prisoners fans voters supporters "
                       "rebels fighters migrants officers tourists seafarers "
                       "boatmen farmers patients staff activists"))
            return true;
    return false;
}

/* "arrested 23 of them": 23 people. */
static void put_people(struct ng_line_made *l)
{
    for (uint32_t i = 2; i < l->c->n; i++) {
        uint32_t verb = l->c->head[i - 2];
        if (!ng_made_is(l, i, "them") || !ng_made_is(l, i - 1, "of") ||
            ng_made_tag(l, i - 2) != NG_TAG_CD || verb == NG_NO_WORD ||
            people_before(l, i) || ng_made_is(l, i - 2, "one 1") ||
            ng_made_word(l, i - 2)->rel != NG_REL_obj ||
            !ng_clause_lemma(l->c, verb,
                             "arrest detain hold kill injure wound hurt "
                             "rescue evacuate free release charge"))
            continue;
        l->say[i] = STR("people");
        l->keep[i - 1] = false;
    }
}

/* False if a word stands for someone whom the line does not name. */
bool ng_put_names(struct ng_line_made *l)
{
    put_subject(l);
    put_people(l);
    for (uint32_t i = 0; i < l->c->n; i++) {
        const struct ng_word *w = ng_made_word(l, i);
        if (!l->keep[i] || w->quote != NG_NONE ||
            ng_str_eq(l->say[i], STR("people")))
            continue;
        if (l->how->joined && (w->tag == NG_TAG_PRP || w->tag == NG_TAG_PRPS))
            continue; /* named in the sentence before */
        if (l->how->him.n && referred(l, i) == NG_NONE &&
            (w->tag == NG_TAG_PRP || w->tag == NG_TAG_PRPS) &&
            ng_made_is(l, i, "he she him her his it its they them their")) {
            l->say[i] =
                w->tag == NG_TAG_PRPS
                    ? ng_str_format(l->out, PRS "'s", PRS_ARG(l->how->him))
                    : l->how->him;
            continue;
        }
        if (w->tag == NG_TAG_PRP &&
            ng_made_is(l, i, "he she him her it they them")) {
            bool of_deed =
                w->rel == NG_REL_obj &&
                (l->c->head[i] == l->c->root || l->c->head[i] == l->c->deed);
            of_deed |= w->rel == NG_REL_nsubj && l->c->head[i] != NG_NO_WORD &&
                       ng_made_is(l, l->c->head[i], "said says told added");
            if (of_deed && !l->how->joined && referred(l, i) == NG_NONE)
                return false;
            if (w->rel != NG_REL_expl && !put_name(l, i, false))
                return false;
        } else if (w->tag == NG_TAG_PRPS &&
                   ng_made_is(l, i, "his her its their")) {
            uint32_t next = ng_next_kept(l, i + 1);
            bool owns = next < l->c->n && ng_made_tag(l, next) != NG_TAG_PRPS &&
                        ng_made_tag(l, next) != NG_TAG_DT &&
                        ng_made_tag(l, next) != NG_TAG_IN;
            if (!put_name(l, i, owns))
                return false;
        } else if (ng_made_is(l, i, "i we me us my our you your mine ours")) {
            return false;
        } else {
            put_full_name(l, i);
        }
    }
    return true;
}
