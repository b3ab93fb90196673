/* role.c - what a person is, as the text says beside the name.
 *
 *     Russian President Vladimir Putin          before: title, country
 *     Kremlin aide Yuri Ushakov                 before: body, role
 *     Artyom Lukin, a professor at X,           after, between commas
 */
#include "annotate/linking.h"

static void copy(char *to, size_t cap, const char *from)
{
    size_t n = strnlen(from, cap - 1);
    memcpy(to, from, n);
    memset(to + n, 0, cap - n);
}

/* The spot that ends right before this word, or with 's between. */
static const struct ng_spot *spot_before(const struct ng_naming *n, size_t k,
                                         uint32_t first)
{
    if (k == 0)
        return NULL;
    const struct ng_spot *o = &n->spots.at[k - 1];
    if (o->end == first)
        return o;
    if (o->end + 1 == first && ng_str_eq(ng_folded(n, o->end, first), STR("s")))
        return o;
    return NULL;
}

static void set_role(struct ng_naming *n, struct ng_entity *e, uint32_t first,
                     uint32_t end, const struct ng_lex_entry *role,
                     const struct ng_spot *of)
{
    e->role_at = ng_words_range(n, first, end);
    e->role = ng_slice(n->r->text, e->role_at);
    bool fresh = ng_str_starts(e->key, STR("person:")) && !e->code[0];
    if (of && of->known && of->entry.country[0] && fresh) {
        copy(e->country, sizeof e->country, of->entry.country);
        copy(e->code, sizeof e->code, of->entry.country);
        if (role->sector[0])
            copy(e->sector, sizeof e->sector, role->sector);
    } else if (fresh && !e->sector[0] && strcmp(role->sector, "GOV")) {
        copy(e->sector, sizeof e->sector, role->sector);
    }
    if (of && of->known && of->entry.sector[0] && fresh && !e->sector[0])
        copy(e->sector, sizeof e->sector, of->entry.sector);
}

/* Words that stand before any name and say nothing of what its bearer is. */
static bool is_courtesy(ng_str s)
{
    static const ng_str words[] = {S("mr"),   S("mrs"),  S("ms"),
                                   S("miss"), S("dr"),   S("sir"),
                                   S("lady"), S("lord"), S("madame")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_str_eq(words[i], s))
            return true;
    return false;
}

/* Lower-case roles before the name: "Kremlin aide Yuri Ushakov". */
static bool before(struct ng_naming *n, size_t k, struct ng_entity *e)
{
    struct ng_spot *s = &n->spots.at[k];
    struct ng_lex_entry role;
    if (s->role_end != s->first || s->role >= s->role_end)
        return false;
    uint32_t first = s->role;
    while (first < s->role_end &&
           ng_phrase_at(n, first, s->role_end, NG_LEX_ROLE, &role) !=
               s->role_end)
        first++;
    if (first == s->role_end || is_courtesy(ng_folded(n, first, s->role_end)))
        return false;
    set_role(n, e, s->role, s->role_end, &role, spot_before(n, k, s->role));
    return true;
}

/* "Buhari's spokesman, Garba Shehu": the role before a comma. */
static bool before_comma(struct ng_naming *n, size_t k, struct ng_entity *e)
{
    const struct ng_spot *s = &n->spots.at[k];
    const struct ng_report *r = n->r;
    if (s->first < 3 ||
        !ng_str_eq(ng_slice(r->text, r->words.at[s->first - 1].at), STR(",")))
        return false;
    uint32_t end = s->first - 1, floor = k ? n->spots.at[k - 1].end : 0;
    uint32_t from = end > 4 ? end - 4 : 0;
    for (uint32_t i = from > floor ? from : floor; i < end; i++) {
        struct ng_lex_entry role;
        if (r->words.at[i].sentence != r->words.at[s->first].sentence ||
            ng_phrase_at(n, i, end, NG_LEX_ROLE, &role) != end)
            continue;
        const struct ng_spot *o = spot_before(n, k, i);
        if (!o)
            return false;
        bool fresh = !e->code[0];
        set_role(n, e, i, end, &role, o);
        if (o->type == NG_PER && o->entity < r->entities.n && fresh) {
            const struct ng_entity *of = &r->entities.at[o->entity];
            copy(e->country, sizeof e->country, of->country);
            copy(e->code, sizeof e->code, of->code);
            copy(e->sector, sizeof e->sector, role.sector);
        }
        return true;
    }
    return false;
}

/* The body that the words of an apposition name: its country and kind. */
static void body_in(struct ng_naming *n, size_t k, uint32_t end,
                    struct ng_entity *e)
{
    for (size_t j = k + 1; j < n->spots.n && n->spots.at[j].first < end; j++) {
        const struct ng_spot *o = &n->spots.at[j];
        if (!o->known || !o->entry.country[0])
            continue;
        if (!e->country[0])
            copy(e->country, sizeof e->country, o->entry.country);
        return;
    }
}

static void after(struct ng_naming *n, size_t k, struct ng_entity *e)
{
    const struct ng_spot *s = &n->spots.at[k];
    const struct ng_report *r = n->r;
    uint32_t stop = r->sentences.at[r->words.at[s->first].sentence].end;
    uint32_t i = s->end;
    if (i + 1 >= stop ||
        !ng_str_eq(ng_slice(r->text, r->words.at[i].at), STR(",")))
        return;
    uint32_t end = ++i;
    static const char *const openers[] = {
        "a", "an", "the", "his", "her", "its", "their", "then", "another"};
    bool opens = !(ng_bits(n, i) & NG_WORD_FUNCTION);
    for (size_t o = 0; o < sizeof openers / sizeof *openers; o++)
        opens |= ng_str_eq(ng_folded(n, i, i + 1), ng_str_of(openers[o]));
    if (!opens)
        return;
    while (end < stop && end < i + 20 && !(n->flags[end] & NG_SPOT_BREAK))
        end++;
    for (uint32_t j = i; j < end && j < i + 7; j++) {
        struct ng_lex_entry role;
        uint32_t to = ng_phrase_at(n, j, end, NG_LEX_ROLE, &role);
        if (r->words.at[j].tag == NG_TAG_VBD ||
            r->words.at[j].tag == NG_TAG_PRP ||
            ng_str_eq(ng_folded(n, j, j + 1), STR("who")))
            return;
        if (to == j)
            continue;
        bool fresh = !e->sector[0];
        set_role(n, e, i, end, &role, NULL);
        if (fresh && role.sector[0])
            copy(e->sector, sizeof e->sector, role.sector);
        body_in(n, k, end, e);
        return;
    }
}

void ng_read_role(struct ng_naming *n, size_t k)
{
    struct ng_entity *e = &n->r->entities.at[n->spots.at[k].entity];
    if (ng_range_empty(e->role_at) && !before(n, k, e) &&
        !before_comma(n, k, e))
        after(n, k, e);
}
