#include "report/contexts.h"

#include "report/plover.h"

struct row {
    ng_str word;
    enum ng_context context;
};

/* In order of the words; one word may stand for two. */
static const struct row rows[] = {
#define W(word, context) {S(word), NG_CONTEXT_##context},
#include "report/contexts.inc"
#undef W
};
enum { ROWS = sizeof rows / sizeof *rows, LONGEST = 20 };

static ng_contexts of_word(ng_str low)
{
    ng_contexts found = 0;
    size_t lo = 0, hi = ROWS;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (ng_str_cmp(rows[mid].word, low) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < ROWS && ng_str_eq(rows[lo].word, low); lo++)
        found |= 1u << rows[lo].context;
    return found;
}

static bool in_word(char c)
{
    char l = ng_to_lower(c);
    return (l >= 'a' && l <= 'z') || l == '-';
}

ng_contexts ng_contexts_of(ng_str text)
{
    ng_contexts found = 0;
    char low[LONGEST];
    for (size_t i = 0; i < text.n;) {
        size_t n = 0;
        while (i + n < text.n && in_word(text.p[i + n]))
            n++;
        for (size_t k = 0; k < n && k < LONGEST; k++)
            low[k] = ng_to_lower(text.p[i + k]);
        if (n > 1 && n <= LONGEST)
            found |= of_word((ng_str){low, n});
        i += n + 1;
    }
    return found;
}

/* Two states at one table. */
static bool between_states(const struct ng_mention *m)
{
    const char *first = NULL;
    const ng_parties *sides[] = {&m->actors, &m->recipients};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < sides[s]->n; i++) {
            const struct ng_party *p = &sides[s]->at[i];
            if (strcmp(p->sector, "GOV") != 0 || !p->code[0])
                continue;
            if (first && strcmp(first, p->code) != 0)
                return true;
            first = p->code;
        }
    return false;
}

static bool has_sector(const struct ng_mention *m, const char *sector)
{
    for (size_t i = 0; i < m->actors.n; i++)
        if (!strcmp(m->actors.at[i].sector, sector))
            return true;
    for (size_t i = 0; i < m->recipients.n; i++)
        if (!strcmp(m->recipients.at[i].sector, sector))
            return true;
    return false;
}

ng_contexts ng_mention_contexts(const struct ng_report *r,
                                const struct ng_mention *m)
{
    static const struct {
        const char *sector;
        enum ng_context context;
    } sectors[] = {
        {"JUD", NG_CONTEXT_LEGAL},       {"MIL", NG_CONTEXT_MILITARY},
        {"LEG", NG_CONTEXT_LEGISLATIVE}, {"LAB", NG_CONTEXT_LABOR},
        {"BUS", NG_CONTEXT_ECONOMIC},    {"SPY", NG_CONTEXT_INTELLIGENCE},
        {"REF", NG_CONTEXT_MIGRATION},
    };
    ng_contexts found = ng_contexts_of(ng_slice(r->text, m->clause));
    if (ng_quad(m->type) != 4 && between_states(m))
        found |= 1u << NG_CONTEXT_DIPLOMATIC;
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (has_sector(m, sectors[i].sector))
            found |= 1u << sectors[i].context;
    return found;
}

ng_contexts ng_event_contexts(const struct ng_batch *b,
                              const struct ng_event *e)
{
    ng_contexts found = 0;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        found |=
            ng_mention_contexts(r, &r->mentions.at[e->mentions.at[i].mention]);
    }
    return found;
}
