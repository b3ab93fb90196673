/* coref_mine.c - the mentions of our own: names, pronouns, and nouns with the
 * words before them ("the young leader", "talks"); what stands behind a noun is
 * not part of them. */
#include "annotate/coref.h"

static bool in_phrase(const struct ng_word *w)
{
    return w->tag == NG_TAG_NN || w->tag == NG_TAG_NNS ||
           w->tag == NG_TAG_NNP || w->tag == NG_TAG_NNPS ||
           w->tag == NG_TAG_JJ || w->tag == NG_TAG_JJS || w->tag == NG_TAG_CD ||
           w->tag == NG_TAG_JJR || w->tag == NG_TAG_HYPH;
}

static bool is_noun(const struct ng_word *w)
{
    return w->tag >= NG_TAG_NN && w->tag <= NG_TAG_NNPS;
}

/* The last word of the run of nouns and adjectives from i; i if there is no
 * noun. */
static uint32_t phrase_end(const struct ng_report *r, uint32_t i)
{
    uint32_t end = i, stop = r->sentences.at[r->words.at[i].sentence].end;
    for (uint32_t j = i; j < stop && j < i + 12; j++) {
        if (!in_phrase(&r->words.at[j]))
            break;
        if (is_noun(&r->words.at[j]))
            end = j + 1;
    }
    return end;
}

struct finder {
    const struct ng_report *r;
    const uint32_t *office, *stop; /* [words] or NULL */
    ng_coref_mentions *to;
    struct ng_arena *work;
};

static void put(struct finder *f, uint32_t first, uint32_t end, uint32_t fixed)
{
    *ng_push(f->to, f->work) =
        (struct ng_coref_mention){.first = first, .end = end, .fixed = fixed};
}

static uint32_t name_at(struct finder *f, uint32_t i)
{
    const struct ng_report *r = f->r;
    uint32_t end = i + 1, name = r->words.at[i].name;
    while (end < r->words.n && r->words.at[end].name == name)
        end++;
    if (is_noun(&r->words.at[end - 1]))
        put(f, i, end, r->names.at[name].entity + 1);
    return end;
}

/* The mention that begins at word i, if one does; where to go on. */
static uint32_t mention_at(struct finder *f, uint32_t i)
{
    const struct ng_report *r = f->r;
    const struct ng_word *w = &r->words.at[i];
    if (f->office && f->office[i]) {
        put(f, i, f->stop[i], f->office[i]);
        return f->stop[i];
    }
    if (w->name != NG_NONE)
        return name_at(f, i);
    if (w->tag == NG_TAG_PRP || w->tag == NG_TAG_PRPS) {
        if (w->rel != NG_REL_expl)
            put(f, i, i + 1, 0);
        return i + 1;
    }
    if (w->tag != NG_TAG_DT && !is_noun(w))
        return i + 1;
    uint32_t from = i + (w->tag == NG_TAG_DT), end = from;
    if (from < r->words.n && r->words.at[from].sentence == w->sentence)
        end = phrase_end(r, from);
    if (end == from || r->words.at[end - 1].name != NG_NONE)
        return i + 1;
    put(f, i, end, 0);
    for (uint32_t j = from; j < end;)
        j = r->words.at[j].name != NG_NONE ? name_at(f, j) : j + 1;
    return end;
}

void ng_coref_own(const struct ng_report *r, const uint32_t *office,
                  const uint32_t *stop, ng_coref_mentions *to,
                  struct ng_arena *work)
{
    struct finder f = {r, office, stop, to, work};
    for (uint32_t i = 0; i < r->words.n;)
        i = mention_at(&f, i);
}
