#include "weigh/matter.h"

#include "weigh/around.h"

bool ng_is_deed_of_words(enum ng_event_type type)
{
    switch (type) {
    case NG_AGREE:
    case NG_SUPPORT:
    case NG_CONCEDE:
    case NG_REQUEST:
    case NG_ACCUSE:
    case NG_REJECT:
    case NG_THREATEN:
        return true;
    default:
        return false;
    }
}

static bool in_parties(const ng_parties *list, ng_range at)
{
    for (size_t i = 0; i < list->n; i++)
        if (ng_range_touch(list->at[i].at, at))
            return true;
    return false;
}

/* Words for one thing: "attack", "bombing", "shelling"; "claims", "charges". */
static ng_str alike(ng_str low)
{
    static const ng_str blows[] = {S("attack"),   S("assault"), S("bomb"),
                                   S("shell"),    S("strike"),  S("raid"),
                                   S("kill"),     S("murder"),  S("massacr"),
                                   S("violence"), S("shoot"),   S("ambush")};
    static const ng_str charges[] = {S("accus"), S("alleg"), S("claim"),
                                     S("charge")};
    for (size_t i = 0; i < sizeof blows / sizeof *blows; i++)
        if (ng_str_starts(low, blows[i]))
            return blows[0];
    for (size_t i = 0; i < sizeof charges / sizeof *charges; i++)
        if (ng_str_starts(low, charges[i]))
            return charges[0];
    return low;
}

struct ng_matter ng_matter_of(const struct ng_report *r,
                              const struct ng_mention *m)
{
    enum { WORDS = 60, SHORT = 4 };
    struct ng_matter x = {0};
    uint32_t w = ng_word_at(r, m->clause.beg), seen = 0;
    uint32_t sentence = ng_sentence_at(r, m->clause.beg);
    uint32_t end = sentence < r->sentences.n ? r->sentences.at[sentence].at.end
                                             : m->clause.end;
    for (; w < r->words.n && r->words.at[w].at.end <= end && seen < WORDS &&
           x.n < NG_MATTER_WORDS;
         w++, seen++) {
        const struct ng_word *word = &r->words.at[w];
        if (word->at.beg >= m->clause.end && word->kind == NG_WORD_PUNCT)
            break; /* "criticised it, for ...": up to the comma */
        if (word->kind != NG_WORD_LETTERS || word->low.n < SHORT ||
            word->name != NG_NONE || ng_is_plain_word(word->low) ||
            ng_range_touch(word->at, m->trigger) ||
            in_parties(&m->actors, word->at) ||
            in_parties(&m->recipients, word->at) || ng_time_over(r, word->at))
            continue;
        uint32_t hash = ng_word_hash(alike(word->low));
        bool known = false;
        for (uint8_t i = 0; i < x.n; i++)
            known |= x.words[i] == hash;
        if (!known)
            x.words[x.n++] = hash;
    }
    return x;
}

unsigned ng_matter_shared(const struct ng_matter *x, const struct ng_matter *y)
{
    unsigned n = 0;
    for (uint8_t i = 0; i < x->n; i++)
        for (uint8_t k = 0; k < y->n; k++)
            n += x->words[i] == y->words[k];
    return n;
}

bool ng_matter_apart(const struct ng_matter *x, const struct ng_matter *y)
{
    enum { ENOUGH = 3 };
    return x->n && y->n && x->n + y->n >= ENOUGH && ng_matter_shared(x, y) == 0;
}
