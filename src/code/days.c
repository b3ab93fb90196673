/* days.c - when it happened, where no time in the sentence says so.
 *
 *     the saying    "We reject it," A said on Monday    rejected on Monday
 *     the scene     A was in Orsk last week ... she was urging B
 *                   A came on Wednesday. At the station she was greeted.
 *     the clock     17:55 The border is closed           the report's day
 *     the report    its day or the one before, for what is its news; up to its
 *                   day for all else
 */
#include "code/circumstance.h"

/* Deeds that consist of words. */
static bool is_word(enum ng_event_type type)
{
    return type == NG_AGREE || type == NG_SUPPORT || type == NG_ACCUSE ||
           type == NG_REQUEST || type == NG_THREATEN || type == NG_REJECT ||
           type == NG_CONCEDE;
}

static bool same_side(const struct ng_party *a, const char *code, uint32_t e)
{
    if (a->entity != NG_NONE && a->entity == e)
        return true;
    return a->code[0] && code[0] && code[1] && code[2] &&
           memcmp(a->code, code, 3) == 0;
}

/* True if who acts is who speaks, or their country. */
static bool is_speaker(const struct ng_cast *c, const struct ng_mention *m,
                       uint32_t saying)
{
    const struct ng_report *r = c->t->r;
    const struct ng_saying *s = &r->sayings.at[saying];
    const char *code = "";
    if (s->entity < r->entities.n) {
        const struct ng_entity *e = &r->entities.at[s->entity];
        code = e->code[0] ? e->code : e->country;
    }
    for (size_t i = 0; i < m->actors.n; i++)
        if (same_side(&m->actors.at[i], code, s->entity))
            return true;
    for (size_t i = 0; i < m->actors.n; i++)
        for (size_t k = 0; k < m->attributed_to.n; k++)
            if (same_side(&m->actors.at[i], m->attributed_to.at[k].code,
                          m->attributed_to.at[k].entity))
                return true;
    return false;
}

bool ng_date_by_saying(const struct ng_cast *c, struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    uint32_t i = is_word(m->type) ? ng_saying_around(c, m) : NG_NONE;
    if (i == NG_NONE || m->status != NG_HAPPENED || !is_speaker(c, m, i))
        return false;
    uint32_t cue = ng_word_at(r, r->sayings.at[i].cue.beg);
    for (; cue < c->t->n && r->words.at[cue].at.end <= r->sayings.at[i].cue.end;
         cue++)
        if (ng_is_verb(c->t, cue) &&
            ng_find_time(c, cue, cue, NG_BASIS_SENTENCE, m))
            return true;
    return false;
}

static bool shares_actor(const struct ng_mention *a, const struct ng_mention *b)
{
    for (size_t i = 0; i < a->actors.n; i++)
        for (size_t k = 0; k < b->actors.n; k++)
            if (a->actors.at[i].entity != NG_NONE &&
                a->actors.at[i].entity == b->actors.at[k].entity)
                return true;
    return false;
}

/* "was urging": the verb or the one that it is joined to. */
static bool goes_on(const struct ng_tree *t, uint32_t w)
{
    for (int steps = 0; steps < 3 && w != NG_NONE; steps++) {
        if (!ng_is_verb(t, w))
            return false;
        if (t->r->words.at[w].tag == NG_TAG_VBG)
            for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
                if (t->rel[k] == NG_REL_aux &&
                    (ng_is(t, k, "was") || ng_is(t, k, "were")))
                    return true;
        if (t->rel[w] != NG_REL_conj && t->rel[w] != NG_REL_advcl)
            return false;
        w = t->head[w];
    }
    return false;
}

static void take_day(struct ng_mention *m, const struct ng_mention *from)
{
    m->when = from->when;
    m->time = from->time;
    m->granularity = from->granularity;
    m->when_basis = NG_BASIS_SENTENCE;
}

/* What went on meanwhile has the day and the place of the last deed told in
 * this paragraph by one of the same. */
static bool date_meanwhile(const struct ng_report *r, struct ng_mention *m)
{
    uint32_t paragraph = ng_paragraph_at(r, m->trigger.beg);
    for (size_t i = r->mentions.n; i-- > 0;) {
        const struct ng_mention *x = &r->mentions.at[i];
        if (ng_paragraph_at(r, x->trigger.beg) != paragraph)
            return false;
        if (x->historical || x->status != NG_HAPPENED ||
            (x->when_basis != NG_BASIS_CLAUSE &&
             x->when_basis != NG_BASIS_SENTENCE) ||
            !shares_actor(x, m))
            continue;
        m->status = NG_HAPPENED;
        take_day(m, x);
        if (x->place != NG_NONE) {
            m->place = x->place;
            m->place_at = x->place_at;
        }
        return true;
    }
    return false;
}

static bool is_actor(const struct ng_mention *m, uint32_t entity)
{
    for (size_t i = 0; entity != NG_NONE && i < m->actors.n; i++)
        if (m->actors.at[i].entity == entity)
            return true;
    return false;
}

/* "with Ada Orsk in Vale last week": one of the same was somewhere, some time
 * ago; no verb is needed for that. */
static bool date_presence(const struct ng_cast *c, struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t sentence = ng_sentence_at(r, m->trigger.beg);
    ng_day out = r->published.last;
    for (uint32_t back = 1; back <= 2 && sentence >= back; back++) {
        const struct ng_sentence *s = &r->sentences.at[sentence - back];
        if (s->paragraph != r->sentences.at[sentence].paragraph)
            return false;
        for (size_t i = ng_first_time(r, s->at.beg); i < r->times.n; i++) {
            const struct ng_time *x = &r->times.at[i];
            uint32_t w = ng_word_at(r, x->at.beg);
            if (x->at.beg >= s->at.end)
                break;
            if (x->kind != NG_DATE || w < s->first + 3 || out == NG_NO_DAY ||
                x->value.last == NG_NO_DAY || x->value.last > out)
                continue;
            uint32_t place = c->entity[w - 1];
            if (place == NG_NONE || !ng_is(t, w - 2, "in") ||
                !is_actor(m, c->entity[w - 3]))
                continue;
            take_day(m, &(struct ng_mention){.when = x->value,
                                             .time = (uint32_t)i,
                                             .granularity = x->granularity});
            m->status = NG_HAPPENED;
            m->place = place;
            m->place_at = r->words.at[w - 1].at;
            return true;
        }
    }
    return false;
}

/* "was greeted", "marched": the plain past, in which a story is told. */
static bool is_told(const struct ng_tree *t, uint32_t w)
{
    static const ng_str had = S("|had|has|have|will|would|could|may|might|");
    if (!ng_is_verb(t, w))
        return false;
    bool was = false;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        if (t->rel[k] == NG_REL_aux && ng_listed(had, ng_low(t, k)))
            return false;
        was |= (ng_is(t, k, "was") || ng_is(t, k, "were")) &&
               (t->rel[k] == NG_REL_aux_pass || t->rel[k] == NG_REL_aux);
    }
    uint8_t tag = t->r->words.at[w].tag;
    return was || tag == NG_TAG_VBD || /* "hundreds marched", misread */
           (tag == NG_TAG_VBN && ng_child(t, w, NG_REL_nsubj) != NG_NONE);
}

static uint32_t root_of(const struct ng_tree *t, const struct ng_sentence *s)
{
    for (uint32_t w = s->first; w < s->end && w < t->n; w++)
        if (t->head[w] == NG_NONE && ng_is_verb(t, w))
            return w;
    return NG_NONE;
}

/* True if the one who did that has a part in this, or this took place there
 * ("Outside, hundreds marched"). */
static bool is_same_story(const struct ng_cast *c, uint32_t root, uint32_t w,
                          const struct ng_mention *m)
{
    uint32_t who = ng_frame_of(c->t, root).subject;
    uint32_t e = who == NG_NONE ? NG_NONE : ng_entity_at(c, who);
    for (size_t i = 0; e != NG_NONE && i < m->actors.n; i++)
        if (m->actors.at[i].entity == e)
            return true;
    for (size_t i = 0; e != NG_NONE && i < m->recipients.n; i++)
        if (m->recipients.at[i].entity == e)
            return true;
    for (uint32_t k = c->t->child[w]; k != NG_NONE; k = c->t->next[k])
        if (c->t->rel[k] == NG_REL_advmod &&
            ng_listed((ng_str)S("|there|outside|inside|nearby|"),
                      ng_low(c->t, k)))
            return true;
    return false;
}

/* "A crossed the border on Wednesday. At the station he was greeted": told in
 * one paragraph, in the plain past, of one week. */
static bool date_next(const struct ng_cast *c, uint32_t w, struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t sentence = r->words.at[w].sentence;
    ng_day out = r->published.last;
    if (m->status != NG_HAPPENED || out == NG_NO_DAY || !is_told(t, w))
        return false;
    for (int back = 1; back <= 3 && sentence >= (uint32_t)back; back++) {
        const struct ng_sentence *s =
            &r->sentences.at[sentence - (uint32_t)back];
        if (s->paragraph != r->sentences.at[sentence].paragraph)
            return false;
        uint32_t root = s->end <= t->n && s->end - s->first <= NG_TREE_SENTENCE
                            ? root_of(t, s)
                            : NG_NONE;
        struct ng_mention x = {.when = NG_NO_DAYS, .status = NG_HAPPENED};
        if (root == NG_NONE || !is_told(t, root))
            return false;
        if (!ng_find_time(c, root, root, NG_BASIS_SENTENCE, &x))
            continue;
        bool recent = x.when.first == x.when.last &&
                      x.when.first != NG_NO_DAY && x.when.first >= out - 7 &&
                      x.when.first <= out;
        if (!recent || !is_same_story(c, root, w, m))
            return false;
        take_day(m, &x);
        return true;
    }
    return false;
}

bool ng_date_by_scene(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m)
{
    if (m->status != NG_HAPPENED && m->status != NG_ONGOING)
        return false;
    if (goes_on(c->t, a.trigger) && date_presence(c, m))
        return true;
    return (goes_on(c->t, a.trigger) && date_meanwhile(c->t->r, m)) ||
           date_next(c, a.trigger, m);
}

/* "is willing", "demands": as the report is written. */
static bool is_now(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    if (tag == NG_TAG_VBZ || tag == NG_TAG_VBP)
        return true;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_cop ||
            (t->rel[k] == NG_REL_aux_pass && tag != NG_TAG_VBD))
            if (ng_listed((ng_str)S("|is|are|am|'s|'re|"), ng_low(t, k)))
                return true;
    return false;
}

/* "17:55 The border is closed": told as it happens. */
static bool is_clocked(const struct ng_report *r, uint32_t paragraph)
{
    ng_str p = paragraph < r->paragraphs.n
                   ? ng_slice(r->text, r->paragraphs.at[paragraph].at)
                   : (ng_str){0};
    size_t n = 0;
    while (n < p.n && n < 2 && p.p[n] >= '0' && p.p[n] <= '9')
        n++;
    return n > 0 && n + 2 < p.n && (p.p[n] == ':' || p.p[n] == '.') &&
           p.p[n + 1] >= '0' && p.p[n + 1] <= '5' && p.p[n + 2] >= '0' &&
           p.p[n + 2] <= '9';
}

/* What the report tells as its news: the title, the first two paragraphs, what
 * is so now, what its speakers say. */
static bool is_news(const struct ng_cast *c, uint32_t w,
                    const struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    uint32_t paragraph = ng_paragraph_at(r, m->trigger.beg), first = 0;
    while (first < r->paragraphs.n &&
           r->paragraphs.at[first].kind != NG_BLOCK_PARAGRAPH)
        first++;
    if (paragraph <= first + 1 || m->status == NG_ONGOING || is_now(c->t, w) ||
        is_clocked(r, paragraph))
        return true;
    uint32_t i = is_word(m->type) ? ng_saying_around(c, m) : NG_NONE;
    return i != NG_NONE && is_speaker(c, m, i);
}

void ng_date_by_report(const struct ng_cast *c, uint32_t w, bool background,
                       struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    ng_days out = t->r->published;
    uint32_t h = t->rel[w] == NG_REL_conj ? t->head[w] : NG_NONE;
    if (out.first == NG_NO_DAY || out.last == NG_NO_DAY ||
        ng_child_low(t, w, STR("had")) != NG_NONE ||
        (h != NG_NONE && ng_child_low(t, h, STR("had")) != NG_NONE) ||
        (m->status == NG_HAPPENED && background))
        return;
    if (out.first == out.last &&
        is_clocked(t->r, ng_paragraph_at(t->r, m->trigger.beg))) {
        m->when = out;
        m->granularity = NG_DAY;
        m->when_basis = NG_BASIS_SENTENCE;
        return;
    }
    m->when = (ng_days){is_news(c, w, m) ? out.first - 1 : NG_NO_DAY, out.last};
    m->granularity = NG_INTERVAL;
    m->when_basis = NG_BASIS_PUBLISHED;
}
