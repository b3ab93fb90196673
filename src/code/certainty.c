/* certainty.c - how sure a deed is, where more than one word says so.
 *
 *     has not ruled out sending    open: hypothetical
 *     ruled out sending            will not: denied
 *     have blocked since Monday    still do: ongoing
 *     Arvia would reject it        nobody said it will: hypothetical
 */
#include "code/status.h"

bool ng_rules_out(const struct ng_tree *t, uint32_t h)
{
    if (ng_str_eq(ng_lemma(t, h), STR("exclude")))
        return true;
    return ng_str_eq(ng_lemma(t, h), STR("rule")) &&
           ng_child_low(t, h, STR("out")) != NG_NONE;
}

/* Deeds that last: who began them does them still. */
static const ng_str lasting =
    S("|block|blockade|occupy|strike|protest|besiege|surround|boycott|picket|"
      "hold|patrol|shadow|demonstrate|march|rally|shelter|train|");

static bool is_ordinal(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (ng_listed((ng_str)S("|second|third|fourth|fifth|sixth|seventh|"
                                "eighth|ninth|tenth|straight|consecutive|"),
                      ng_low(t, k)))
            return true;
    return false;
}

bool ng_still_lasts(const struct ng_tree *t, uint32_t w)
{
    bool perfect = false, since = false, day = false;
    if (!ng_is_verb(t, w) || !ng_listed(lasting, ng_lemma(t, w)))
        return false;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        perfect |= t->rel[k] == NG_REL_aux &&
                   (ng_is(t, k, "has") || ng_is(t, k, "have"));
        since |= ng_child_low(t, k, STR("since")) != NG_NONE;
        day |= ng_str_eq(ng_lemma(t, k), STR("day")) && is_ordinal(t, k) &&
               ng_child_low(t, k, STR("for")) != NG_NONE;
    }
    bool passive = ng_child(t, w, NG_REL_aux_pass) != NG_NONE;
    return (perfect && since && !passive) || day;
}

void ng_doubt_would(const struct ng_cast *c, uint32_t w, struct ng_mention *m)
{
    if (m->status == NG_PLANNED && m->attributed_to.n == 0 &&
        ng_is_verb(c->t, w) &&
        ng_str_eq(ng_slice(c->t->r->text, m->status_cue), STR("would")))
        m->status = NG_HYPOTHETICAL;
}
