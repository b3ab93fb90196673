/* attribution.c - by whose word a mention stands.
 *
 * The sayings around its trigger come first, the inner one before the outer,
 * each with the hands it came through; where there is none, what belongs to a
 * source in the wider sense (docs/sayings.md: "has not ruled out", "agreed
 * to", a speaker's colon).
 */
#include "code/circumstance.h"

/* The head of "a foreign ministry spokesman in Orsk": spokesman. */
static uint32_t head_noun(const struct ng_tree *t, ng_range at)
{
    uint32_t head = NG_NONE;
    for (uint32_t w = ng_word_at(t->r, at.beg);
         w < t->n && t->r->words.at[w].at.end <= at.end; w++) {
        if (ng_is_noun(t, w))
            head = w;
        else if (head != NG_NONE)
            break;
    }
    return head;
}

/* "Arvian officials", "the ministry in Orsk": who speaks is nobody with a name,
 * though a country or a town is named. */
static bool is_unnamed(const struct ng_cast *c, ng_range source, uint32_t e)
{
    const struct ng_report *r = c->t->r;
    enum ng_name_type type = r->entities.at[e].type;
    uint32_t head = head_noun(c->t, source);
    return (type == NG_NORP || type == NG_GPE || type == NG_LOC) &&
           head != NG_NONE && r->words.at[head].name == NG_NONE;
}

static void add_party(const struct ng_cast *c, ng_range source, uint32_t entity,
                      ng_parties *list)
{
    const struct ng_report *r = c->t->r;
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].at.beg == source.beg)
            return;
    struct ng_party p = {.at = source, .entity = entity};
    if (entity < r->entities.n) {
        const struct ng_entity *e = &r->entities.at[entity];
        memcpy(p.code, e->code[0] ? e->code : "", e->code[0] ? 12 : 1);
        if (!p.code[0])
            memcpy(p.code, e->country, sizeof e->country);
        memcpy(p.sector, e->sector, sizeof p.sector);
        if (is_unnamed(c, source, entity))
            p.entity = NG_NONE;
    } else {
        p.entity = NG_NONE;
    }
    if (list->n < 8)
        *ng_push(list, c->out) = p;
}

static bool has_word(const struct ng_tree *t, ng_range at, ng_str low)
{
    for (uint32_t w = ng_word_at(t->r, at.beg);
         w < t->n && t->r->words.at[w].at.end <= at.end; w++)
        if (ng_str_eq(ng_low(t, w), low))
            return true;
    return false;
}

/* "ministry spokesman" before a name: all its words were said of the one who
 * spoke before without a name, the last one as his office. */
static bool is_title_of(const struct ng_tree *t, uint32_t name, ng_range of,
                        ng_str office)
{
    if (name == 0 || !ng_str_eq(ng_low(t, name - 1), office))
        return false;
    for (uint32_t w = name - 1; w-- > 0 && w + 5 > name;) {
        if (!ng_is_noun(t, w) && t->r->words.at[w].tag != NG_TAG_JJ)
            break;
        if (!has_word(t, of, ng_low(t, w)))
            return false;
    }
    return true;
}

/* "A ministry spokesman said ... ministry spokesman Ada Orsk said": she spoke
 * both times. NG_NONE: nobody is named soon after. */
static uint32_t named_later(const struct ng_cast *c, size_t saying)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    const struct ng_saying *s = &r->sayings.at[saying];
    uint32_t first = ng_word_at(r, s->source.beg), head;
    if (s->entity != NG_NONE || first >= t->n ||
        !ng_listed((ng_str)S("|a|an|one|"), ng_low(t, first)) ||
        (head = head_noun(t, s->source)) == NG_NONE)
        return NG_NONE;
    for (size_t i = saying + 1; i < r->sayings.n && i < saying + 8; i++) {
        const struct ng_saying *x = &r->sayings.at[i];
        if (x->sentence > s->sentence + 4)
            break;
        if (x->entity == NG_NONE || r->entities.at[x->entity].type != NG_PER)
            continue;
        uint32_t w = ng_word_at(r, x->source.beg);
        while (w < t->n && r->words.at[w].at.end < x->source.end &&
               r->words.at[w].name == NG_NONE)
            w++;
        if (w < t->n && is_title_of(t, w, s->source, ng_low(t, head)))
            return x->entity;
    }
    return NG_NONE;
}

static void add_source(const struct ng_cast *c, size_t i, ng_parties *list)
{
    const struct ng_saying *s = &c->t->r->sayings.at[i];
    if (ng_range_empty(s->source) && s->entity == NG_NONE)
        return;
    uint32_t later = named_later(c, i);
    add_party(c, s->source, later != NG_NONE ? later : s->entity, list);
    for (size_t k = 0; k < s->via.n && list->n < 8; k++)
        *ng_push(list, c->out) = s->via.at[k];
}

/* True if a clause with a subject of its own begins between the two and holds
 * the second: behind ";", or behind ", while" and ", but". */
static bool begins_anew(const struct ng_tree *t, uint32_t from, uint32_t to)
{
    static const ng_str turns = S("|while|but|whereas|though|although|");
    bool turned = false;
    for (uint32_t w = from; w < t->n && w < to; w++) {
        bool comma = w > 0 && ng_is(t, w - 1, ",");
        if (ng_is(t, w, ";") || (comma && ng_listed(turns, ng_low(t, w))))
            turned = true;
        else if (turned &&
                 (t->rel[w] == NG_REL_nsubj || t->rel[w] == NG_REL_nsubj_pass))
            return true;
    }
    return false;
}

/* "It was his first visit since May, and he wants a deal, an aide said": the
 * count is the author's. */
static bool is_counted(const struct ng_tree *t, uint32_t w, uint32_t speaker)
{
    /* "the envoy for the north's first visit": its noun may hang below */
    while (ng_is_noun(t, w) && t->rel[w] == NG_REL_nmod)
        w = t->head[w];
    uint32_t who = ng_child(t, w, NG_REL_nsubj);
    if (!ng_is_noun(t, w) || who == NG_NONE ||
        !ng_listed((ng_str)S("|it|this|that|"), ng_low(t, who)) ||
        ng_child(t, w, NG_REL_cop) == NG_NONE)
        return false;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_conj && k < speaker &&
            ng_child(t, k, NG_REL_nsubj) != NG_NONE)
            return true;
    return false;
}

/* "Orsk asked for aid; the answer, she said, was no", "she denied it; Orsk
 * asked for aid": what stands beyond the semicolon is not hers, unless she is
 * quoted with it. */
static bool is_cut_off(const struct ng_tree *t, ng_range trigger,
                       ng_range speaker)
{
    uint32_t w = ng_word_at(t->r, trigger.beg);
    if (w < t->n && trigger.end <= speaker.beg &&
        is_counted(t, w, ng_word_at(t->r, speaker.beg)))
        return true;
    for (; w < t->n && t->r->words.at[w].at.beg < speaker.beg; w++)
        if (ng_is(t, w, ";"))
            return true;
    return begins_anew(t, ng_word_at(t->r, speaker.end),
                       ng_word_at(t->r, trigger.beg));
}

static bool has_aux(const struct ng_tree *t, uint32_t w)
{
    return ng_child(t, w, NG_REL_aux) != NG_NONE ||
           ng_child(t, w, NG_REL_aux_pass) != NG_NONE;
}

/* "denied having seen it and accused Orsk", "vowed that it would open and
 * threatened Orsk": a finite verb is joined to one, so to the cue. */
static bool is_other_form(const struct ng_tree *t, uint32_t w, uint32_t h)
{
    uint8_t tag = t->r->words.at[w].tag, above = t->r->words.at[h].tag;
    if ((tag != NG_TAG_VBD && tag != NG_TAG_VBZ) || has_aux(t, w))
        return false;
    return above == NG_TAG_VBG || (above == NG_TAG_VB && has_aux(t, h)) ||
           ng_child_low(t, h, STR("having")) != NG_NONE;
}

/* "He denied it and called for aid": the second verb is a deed of the speaker,
 * not what he said. */
static bool is_beside_cue(const struct ng_tree *t, ng_range trigger,
                          ng_range content)
{
    uint32_t w = ng_word_at(t->r, trigger.beg), h;
    if (w >= t->n || t->rel[w] != NG_REL_conj || !ng_is_verb(t, w))
        return false;
    h = t->head[w];
    return h != NG_NONE && ng_is_verb(t, h) &&
           ng_child(t, w, NG_REL_nsubj) == NG_NONE &&
           (t->r->words.at[h].at.end <= content.beg || is_other_form(t, w, h));
}

/* "ORSK: A man was jailed": whence, not who says so. */
static bool is_whence(const struct ng_report *r,
                      const struct ng_attribution_part *x)
{
    if (ng_range_touch(x->source, r->dateline_at))
        return true;
    if (x->entity >= r->entities.n || r->entities.at[x->entity].type != NG_GPE)
        return false;
    uint32_t p = ng_paragraph_at(r, x->source.beg);
    ng_str name = ng_slice(r->text, x->source);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] >= 'a' && name.p[i] <= 'z')
            return false;
    return p < r->paragraphs.n && r->paragraphs.at[p].at.beg == x->source.beg &&
           x->source.end < r->text.n && r->text.p[x->source.end] == ':';
}

/* "That means he will go": a thing said before, no speaker. */
static bool is_thing(const struct ng_report *r,
                     const struct ng_attribution_part *x)
{
    return x->entity == NG_NONE &&
           ng_listed((ng_str)S("|That|that|This|this|These|these|Those|those|"
                               "It|it|What|what|Which|which|There|there|"),
                     ng_slice(r->text, x->source));
}

/* The outer attribution whose content holds the trigger. */
static void add_wide(const struct ng_cast *c, struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    size_t low = 0, high = r->attributions.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->attributions.at[mid].at.end <= m->trigger.beg)
            low = mid + 1;
        else
            high = mid;
    }
    if (low >= r->attributions.n)
        return;
    const struct ng_attribution_part *x = &r->attributions.at[low];
    if (x->kind != NG_PART_OF_CONTENT || !ng_range_in(m->trigger, x->at) ||
        ng_range_empty(x->source) || ng_range_touch(x->source, m->trigger) ||
        is_whence(r, x) || is_thing(r, x) ||
        is_cut_off(c->t, m->trigger, x->source) ||
        is_beside_cue(c->t, m->trigger, x->at))
        return;
    /* "Thursday: A meets B", "COURT: A was jailed": a label, no speaker */
    if (low && x->entity == NG_NONE &&
        ng_str_eq(ng_slice(r->text, r->attributions.at[low - 1].at), STR(":")))
        return;
    add_party(c, x->source, x->entity, &m->attributed_to);
}

/* "The palace confirmed that they would meet": known by its word alone; who
 * promised or agreed did so, whoever tells of it. */
static bool is_announced(const struct ng_tree *t, ng_range trigger)
{
    uint32_t w = ng_word_at(t->r, trigger.beg);
    return w < t->n && ng_listed((ng_str)S("|announce|confirm|say|tell|state|"
                                           "declare|disclose|reveal|"),
                                 ng_lemma(t, w));
}

/* The narrowest saying around the trigger that is wider than `width`, which
 * becomes its own; NG_NONE: none. `word`: a promise is its own saying. */
static uint32_t next_around(const struct ng_cast *c, const struct ng_mention *m,
                            bool word, uint32_t *width)
{
    const struct ng_report *r = c->t->r;
    uint32_t sentence = ng_sentence_at(r, m->trigger.beg);
    uint32_t best = NG_NONE, least = 0;
    if (sentence >= r->sentences.n)
        return NG_NONE;
    for (uint32_t i = c->saying_first[sentence]; i != 0;
         i = c->saying_next[i]) {
        const struct ng_saying *s = &r->sayings.at[c->saying_at[i]];
        uint32_t n = s->content.end - s->content.beg;
        bool around =
            ng_range_in(m->trigger, s->content) ||
            (m->type == NG_AGREE && ng_range_touch(m->trigger, s->cue) &&
             (word || is_announced(c->t, m->trigger)));
        if (around && n > *width && (best == NG_NONE || n < least) &&
            (s->kind == NG_DIRECT ||
             (!is_cut_off(c->t, m->trigger, s->cue) &&
              !is_beside_cue(c->t, m->trigger, s->content)))) {
            best = c->saying_at[i];
            least = n;
        }
    }
    *width = least;
    return best;
}

uint32_t ng_saying_around(const struct ng_cast *c, const struct ng_mention *m)
{
    uint32_t width = 0;
    return next_around(c, m, true, &width);
}

void ng_attribute_mention(const struct ng_cast *c, struct ng_mention *m)
{
    /* Inner sayings first: each round takes the narrowest one not yet taken.
     * Four deep is more than any reporter goes. */
    uint32_t width = 0;
    for (int round = 0; round < 4; round++) {
        uint32_t i = next_around(c, m, false, &width);
        if (i == NG_NONE)
            break;
        add_source(c, i, &m->attributed_to);
    }
    if (m->attributed_to.n == 0)
        add_wide(c, m);
}
