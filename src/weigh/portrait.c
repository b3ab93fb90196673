/* portrait.c - see portrait.h. Hashes only tell what is not the same; what may
 * be is compared. */
#include "weigh/portrait.h"

#include "weigh/merge.h"

/* The entity of a party; where a long phrase was taken for one party, the first
 * that is named in it. */
static const struct ng_entity *entity_of(const struct ng_report *r,
                                         const struct ng_party *p)
{
    if (p->entity < r->entities.n)
        return &r->entities.at[p->entity];
    for (size_t i = ng_first_name(r, p->at.beg);
         i < r->names.n && r->names.at[i].at.beg < p->at.end; i++) {
        const struct ng_name_mention *n = &r->names.at[i];
        if (n->type == NG_PER && ng_range_in(n->at, p->at) &&
            n->entity < r->entities.n)
            return &r->entities.at[n->entity];
    }
    return NULL;
}

/* A state, its government or its capital as an actor: stands for any of its
 * officials. */
static bool is_state(const struct ng_report *r, const struct ng_party *p)
{
    if (p->entity >= r->entities.n)
        return false;
    const struct ng_entity *e = &r->entities.at[p->entity];
    return e->type == NG_GPE || e->type == NG_NORP ||
           ng_str_starts(e->key, STR("country:")) ||
           (e->type == NG_ORG && strcmp(e->sector, "GOV") == 0);
}

/* "Kim's father": somebody of the family, and no office of the country. */
static bool is_relative(const struct ng_report *r, const struct ng_party *p)
{
    static const ng_str kin[] = {S("father"), S("mother"),     S("brother"),
                                 S("sister"), S("son"),        S("daughter"),
                                 S("wife"),   S("husband"),    S("uncle"),
                                 S("aunt"),   S("grandfather")};
    ng_str s = ng_slice(r->text, p->at);
    if (p->entity != NG_NONE)
        return false;
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        if (ng_str_ends(s, kin[i]))
            return true;
    return false;
}

/* Where what follows the noun begins. */
static size_t end_of_head(ng_str phrase)
{
    static const ng_str cuts[] = {S(" of "),  S(" from "), S(" in "),
                                  S(" at "),  S(" who "),  S(" with "),
                                  S(" near ")};
    for (size_t at = 1; at + 1 < phrase.n; at++) {
        ng_str rest = {phrase.p + at, phrase.n - at};
        if (rest.p[0] == ',' && rest.p[1] == ' ')
            return at;
        if (rest.p[0] != ' ')
            continue;
        for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
            if (ng_str_starts_nocase(rest, cuts[i]))
                return at;
    }
    return phrase.n;
}

/* The noun of a phrase: "twelve dock workers from Arend" is about workers. */
static ng_str head_of(ng_str phrase)
{
    phrase.n = end_of_head(phrase);
    size_t from = phrase.n;
    while (from > 0 && phrase.p[from - 1] != ' ')
        from--;
    ng_str head = {phrase.p + from, phrase.n - from};
    if (head.n > 3 && head.p[head.n - 1] == 's')
        head.n--;
    static const ng_str alike[][2] = {
        {S("officer"), S("police")},         {S("policeman"), S("police")},
        {S("policemen"), S("police")},       {S("troop"), S("soldier")},
        {S("demonstrator"), S("protester")}, {S("protestor"), S("protester")},
        {S("marcher"), S("protester")},      {S("labourer"), S("worker")},
        {S("laborer"), S("worker")},         {S("attacker"), S("gunman")},
        {S("gunmen"), S("gunman")},          {S("fighter"), S("rebel")},
        {S("insurgent"), S("rebel")}};
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (ng_str_eq_nocase(head, alike[i][0]))
            return alike[i][1];
    return head;
}

ng_str ng_party_head(const struct ng_report *r, const struct ng_party *p)
{
    return head_of(ng_slice(r->text, p->at));
}

static uint64_t hash_nocase(ng_str s)
{
    uint64_t h = s.n;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (uint8_t)ng_to_lower(s.p[i])) * 0x100000001b3U;
    return h;
}

static uint8_t force_of(const struct ng_portrait *x)
{
    static const char *const forces[] = {"COP", "MIL", "JUD", "REB"};
    for (uint8_t i = 0; i < sizeof forces / sizeof *forces; i++)
        if (strncmp(x->sector, forces[i], sizeof x->sector) == 0)
            return i + 1;
    return 0;
}

struct ng_portrait ng_portrait_of(const struct ng_report *r,
                                  const struct ng_party *p)
{
    const struct ng_entity *e = entity_of(r, p);
    struct ng_portrait x = {.key = e ? e->key : STR(""),
                            .phrase = ng_slice(r->text, p->at),
                            .relative = is_relative(r, p),
                            .state = is_state(r, p)};
    x.head = head_of(x.phrase);
    x.key_hash = ng_hash64(x.key, 0);
    x.phrase_hash = hash_nocase(x.phrase);
    x.head_hash = hash_nocase(x.head);
    memcpy(x.code, p->code, strnlen(p->code, sizeof x.code));
    memcpy(x.sector, p->sector, strnlen(p->sector, sizeof x.sector));
    x.force = force_of(&x);
    return x;
}

/* Two without a name: the same noun, or the same kind of force. */
static int fit_of_phrases(const struct ng_portrait *a,
                          const struct ng_portrait *b, bool code)
{
    if (a->phrase_hash == b->phrase_hash &&
        ng_str_eq_nocase(a->phrase, b->phrase))
        return 2;
    if (a->head.n > 2 && a->head_hash == b->head_hash &&
        ng_str_eq_nocase(a->head, b->head))
        return 1;
    return a->force && a->force == b->force &&
           (code || !a->code[0] || !b->code[0]);
}

int ng_portraits_fit(const struct ng_portrait *a, const struct ng_portrait *b)
{
    bool code = a->code[0] && memcmp(a->code, b->code, sizeof a->code) == 0;
    if (a->relative != b->relative)
        return 0;
    if (a->key.n && a->key_hash == b->key_hash && ng_str_eq(a->key, b->key))
        return 2;
    if (code && (a->state || b->state))
        return 1;
    if (a->key.n && b->key.n)
        return 0;
    if (code)
        return memcmp(a->sector, b->sector, sizeof a->sector) == 0 ||
               !a->sector[0] || !b->sector[0];
    return fit_of_phrases(a, b, code);
}

int ng_party_fit(const struct ng_report *ra, const struct ng_party *a,
                 const struct ng_report *rb, const struct ng_party *b)
{
    struct ng_portrait x = ng_portrait_of(ra, a), y = ng_portrait_of(rb, b);
    return ng_portraits_fit(&x, &y);
}
