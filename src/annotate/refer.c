/* refer.c - which pronouns and common nouns stand for which person.
 *
 *     Kim greeted Putin. He ... the Russian leader ... his Kremlin counterpart
 *                        Kim    Putin                  Kim Putin
 *
 * A pronoun goes to the person near by who counts most: subject of this or the
 * last sentence, of fitting gender; where two come close, to nobody. A common
 * noun goes to the person whose country and office it tells. Words of a
 * quotation are left alone: who "he" is there depends on who speaks.
 */
#include "annotate/linking.h"

enum { BACK = 24, SENTENCES = 3 };

struct refer {
    struct ng_naming *n;
    uint32_t *sentence; /* [names] of the mention */
    uint8_t *subject;   /* [names] tenths of a point for standing first */
    uint8_t *gender;    /* [entities] NG_WORD_FEMALE, _MALE >> 9, or 0 */
    uint32_t next;      /* first mention behind the word looked at */
};

static bool is_one(ng_str s, const char *list)
{
    size_t n = strlen(list);
    for (size_t i = 0; s.n && i + s.n <= n; i++)
        if ((i == 0 || list[i - 1] == ' ') &&
            (i + s.n == n || list[i + s.n] == ' ') &&
            memcmp(list + i, s.p, s.n) == 0)
            return true;
    return false;
}

static uint8_t gender_of(const struct ng_entity *e, char *buf, size_t cap)
{
    size_t m = ng_lex_fold_into(e->name, buf, cap);
    if (m == SIZE_MAX)
        return 0;
    ng_str first = ng_cut_at((ng_str){buf, m}, ' ').head;
    if (is_one(first, "king prince emperor pope sultan"))
        return 2;
    if (is_one(first, "queen princess empress"))
        return 1;
    uint32_t bits = ng_lex_word(first);
    return (uint8_t)((bits & NG_WORD_FEMALE ? 1 : 0) |
                     (bits & NG_WORD_MALE ? 2 : 0));
}

static void prepare(struct refer *f)
{
    struct ng_naming *n = f->n;
    struct ng_report *r = n->r;
    f->sentence = ng_new(n->work, uint32_t, r->names.n + 1);
    f->subject = ng_new(n->work, uint8_t, r->names.n + 1);
    f->gender = ng_new(n->work, uint8_t, r->entities.n + 1);
    char buf[256];
    for (size_t i = 0; i < r->entities.n; i++)
        if (r->entities.at[i].type == NG_PER)
            f->gender[i] = gender_of(&r->entities.at[i], buf, sizeof buf);
    uint32_t seen = NG_NONE;
    for (size_t i = 0; i < r->names.n; i++) {
        uint32_t w = ng_word_at(r, r->names.at[i].at.end - 1);
        f->sentence[i] = r->words.at[w].sentence;
        if (r->names.at[i].type != NG_PER)
            continue;
        bool tail = w + 1 < r->words.n &&
                    ng_str_eq(ng_folded(n, w + 1, w + 2), STR("s"));
        if (!tail)
            f->subject[i] = f->sentence[i] != seen               ? 15
                            : r->words.at[w].rel == NG_REL_nsubj ? 6
                                                                 : 0;
        if (!tail)
            seen = f->sentence[i];
    }
}

struct candidate {
    uint32_t entity;
    float score;
};

static size_t offer(struct candidate *all, size_t n, uint32_t entity,
                    float score)
{
    for (size_t k = 0; k < n; k++)
        if (all[k].entity == entity) {
            if (score > all[k].score)
                all[k].score = score;
            return n;
        }
    all[n] = (struct candidate){entity, score};
    return n + 1;
}

/* "Mike Pompeo and his": the person right before. */
static uint32_t joined_before(const struct refer *f, uint32_t i, uint8_t gender)
{
    const struct ng_report *r = f->n->r;
    if (i < 2 || !ng_str_eq(ng_folded(f->n, i - 1, i), STR("and")))
        return NG_NONE;
    uint32_t name = r->words.at[i - 2].name;
    if (name == NG_NONE || r->names.at[name].type != NG_PER)
        return NG_NONE;
    uint8_t g = f->gender[r->names.at[name].entity];
    return !g || g & gender ? r->names.at[name].entity : NG_NONE;
}

/* Who acts on the object pronoun at word i, close before it in the same
 * clause, and so is somebody else. */
static uint32_t actor_before(const struct refer *f, uint32_t i)
{
    const struct ng_report *r = f->n->r;
    uint32_t floor = i > 5 ? i - 5 : 0, who = NG_NONE, at = 0;
    while (floor < i && r->words.at[floor].sentence != r->words.at[i].sentence)
        floor++;
    for (uint32_t j = floor; j < i; j++)
        if (f->n->flags[j] & NG_SPOT_BREAK ||
            is_one(ng_folded(f->n, j, j + 1), "and but that who which to"))
            floor = j + 1;
    uint32_t from = r->words.at[floor < i ? floor : i].at.beg;
    if (f->next && r->names.at[f->next - 1].type == NG_PER &&
        r->names.at[f->next - 1].at.end > from) {
        who = r->names.at[f->next - 1].entity;
        at = r->names.at[f->next - 1].at.end;
    }
    if (r->references.n) {
        const struct ng_reference *x = &r->references.at[r->references.n - 1];
        if (x->at.end > from && x->at.end > at)
            who = x->entity;
    }
    return who;
}

/* The best person for a pronoun of this gender; NG_NONE if two come close. */
static uint32_t person_near(const struct refer *f, uint32_t sentence,
                            uint8_t gender, uint32_t except)
{
    const struct ng_report *r = f->n->r;
    struct candidate all[BACK + 8];
    size_t found = 0;
    for (uint32_t i = f->next; i-- > 0 && f->next - i <= BACK;) {
        const struct ng_name_mention *m = &r->names.at[i];
        uint32_t away = sentence - f->sentence[i];
        if (away > SENTENCES)
            break;
        uint8_t g = m->type == NG_PER ? f->gender[m->entity] : 0;
        if (m->type != NG_PER || m->entity == except ||
            (g && g != 3 && !(g & gender)))
            continue;
        float score = 3 - (float)away + 0.1f * (float)f->subject[i] +
                      (g == gender ? 0.2f : 0);
        if (r->words.at[ng_word_at(r, m->at.beg)].quote != NG_NONE)
            score -= 3;
        uint32_t often = r->entities.at[m->entity].mentions;
        score += 0.1f * (float)(often > 8 ? 8 : often);
        found = offer(all, found, m->entity, score);
    }
    for (size_t i = r->references.n; i-- > 0 && r->references.n - i <= 8;) {
        const struct ng_reference *x = &r->references.at[i];
        uint32_t w = ng_word_at(r, x->at.beg);
        uint32_t away = sentence - r->words.at[w].sentence;
        uint8_t g = f->gender[x->entity];
        if (away > SENTENCES || x->entity == except ||
            (g && g != 3 && !(g & gender)))
            continue;
        bool pronoun = r->words.at[w].at.end == x->at.end;
        uint32_t often = r->entities.at[x->entity].mentions;
        float score = 3 - (float)away + (pronoun ? 0.6f : 1.9f) +
                      0.1f * (float)(often > 8 ? 8 : often);
        found = offer(all, found, x->entity, score);
    }
    struct candidate best = {NG_NONE, 0}, second = {NG_NONE, 0};
    for (size_t k = 0; k < found; k++)
        if (all[k].score > best.score) {
            second = best;
            best = all[k];
        } else if (all[k].score > second.score) {
            second = all[k];
        }
    return best.score - second.score > 0.35f ? best.entity : NG_NONE;
}

static ng_str head_of(ng_str role, char *buf, size_t cap)
{
    size_t m = ng_lex_fold_into(role, buf, cap);
    ng_str s = {buf, m == SIZE_MAX ? 0 : m};
    size_t cut = ng_str_find(s, STR(" of "), 0);
    if (cut != SIZE_MAX && !ng_str_starts(s, STR("secretary of")))
        s.n = cut;
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == ' ')
            return (ng_str){s.p + i + 1, s.n - i - 1};
    return s;
}

static const char leaders[] =
    "president leader premier chancellor king queen emperor emir sultan "
    "chairman ruler dictator monarch strongman minister state";

/* Whether someone of this office is called that. */
static bool is_called(const struct ng_entity *e, ng_str role)
{
    char a[256], b[256];
    if (e->role.n == 0)
        return false;
    ng_str have = head_of(e->role, a, sizeof a);
    ng_str want = head_of(role, b, sizeof b);
    if (is_one(want, "leader ruler strongman dictator counterpart"))
        return is_one(have, leaders) &&
               (!ng_str_eq(have, STR("minister")) ||
                ng_str_find_nocase(e->role, STR("prime"), 0) != SIZE_MAX);
    if (!ng_str_eq(have, want))
        return false;
    /* "prime minister" is not any minister */
    size_t full = ng_lex_fold_into(e->role, a, sizeof a);
    return full != SIZE_MAX && full >= role.n &&
           memcmp(a + full - role.n, role.p, role.n) == 0;
}

/* The person of that office, of that country if one is told; the one named
 * last before, or else the first one at all. */
static uint32_t holder(const struct refer *f, ng_str role, const char *country,
                       uint32_t except, uint32_t sentence)
{
    const struct ng_report *r = f->n->r;
    uint32_t best = NG_NONE;
    for (uint32_t i = f->next, k = 0; i-- > 0 && k < 200; k++) {
        const struct ng_name_mention *m = &r->names.at[i];
        const struct ng_entity *e = &r->entities.at[m->entity];
        if (!country && sentence - f->sentence[i] > 1)
            break;
        if (m->type != NG_PER || m->entity == except || !is_called(e, role) ||
            (country && strcmp(country, e->country)))
            continue;
        if (best == NG_NONE)
            best = m->entity;
        if (r->entities.at[m->entity].mentions > 2) {
            best = m->entity;
            break;
        }
    }
    if (best != NG_NONE || !country)
        return best;
    for (uint32_t i = f->next; i < r->names.n && i < f->next + 12; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        const struct ng_entity *e = &r->entities.at[m->entity];
        if (m->type == NG_PER && is_called(e, role) &&
            !strcmp(country, e->country))
            return m->entity;
    }
    return NG_NONE;
}

static void push(struct refer *f, uint32_t first, uint32_t end, uint32_t entity)
{
    *ng_push(&f->n->r->references, f->n->out) =
        (struct ng_reference){ng_words_range(f->n, first, end), entity};
}

static bool is_unique_role(ng_str role, const char *sector)
{
    char buf[256];
    ng_str head = head_of(role, buf, sizeof buf);
    if (is_one(head, "official officials officer analyst expert diplomat "
                     "lawmaker resident worker witness student farmer soldier "
                     "aide deputy adviser judge father private doctor victim"))
        return false;
    return sector[0] && head.n && head.p[head.n - 1] != 's';
}

/* "the young North Korean leader" at word i; where to go on. */
static uint32_t nominal(struct refer *f, uint32_t i, uint32_t end,
                        uint32_t owner)
{
    struct ng_naming *n = f->n;
    struct ng_report *r = n->r;
    const char *country = NULL;
    uint32_t j = i + 1;
    bool own = owner != NG_NONE;
    for (; j < end && j < i + 6; j++) {
        struct ng_lex_entry e;
        uint32_t to = ng_phrase_at(n, j, end, NG_LEX_ROLE, &e);
        bool counterpart =
            own && ng_str_eq(ng_folded(n, j, j + 1), STR("counterpart"));
        if (counterpart) {
            to = j + 1;
            e = (struct ng_lex_entry){.name = STR("counterpart"),
                                      .sector = "GOV"};
        }
        if (to > j) {
            ng_str role = ng_folded(n, j, to);
            bool named = to < end && r->words.at[to].name != NG_NONE;
            if (named || !is_unique_role(role, e.sector) ||
                (own && !counterpart) || (counterpart && !country))
                return j;
            uint32_t stop = to;
            if (!country && to + 1 < end &&
                ng_str_eq(ng_folded(n, to, to + 1), STR("of"))) {
                uint32_t of = r->words.at[to + 1].name;
                if (of == NG_NONE)
                    return to;
                country = r->entities.at[r->names.at[of].entity].country;
                stop = to + 2;
                while (stop < end && r->words.at[stop].name == of)
                    stop++;
            }
            uint32_t who =
                holder(f, role, country, owner, r->words.at[i].sentence);
            if (who == NG_NONE)
                return j;
            push(f, own ? i + 1 : i, stop, who);
            return stop;
        }
        uint32_t name = r->words.at[j].name;
        if (name != NG_NONE && r->names.at[name].type != NG_PER) {
            country = r->entities.at[r->names.at[name].entity].country;
        } else if (r->words.at[j].kind != NG_WORD_LETTERS ||
                   !(ng_bits(n, j) & NG_WORD_ADJ)) {
            return i + 1;
        }
    }
    return i + 1;
}

static uint32_t step(struct refer *f, uint32_t i, uint32_t end)
{
    struct ng_naming *n = f->n;
    const struct ng_word *w = &n->r->words.at[i];
    while (f->next < n->r->names.n &&
           n->r->names.at[f->next].at.end <= w->at.beg)
        f->next++;
    if (w->quote != NG_NONE || w->name != NG_NONE || n->beg[i] == n->end[i])
        return i + 1;
    ng_str s = ng_folded(n, i, i + 1);
    if (s.n > 7)
        return i + 1;
    uint8_t gender = is_one(s, "he him his himself") ? 2
                     : is_one(s, "she her herself")  ? 1
                                                     : 0;
    if (gender) {
        uint32_t who = joined_before(f, i, gender);
        if (who == NG_NONE)
            who = person_near(f, w->sentence, gender,
                              ng_str_eq(s, STR("him")) ? actor_before(f, i)
                                                       : NG_NONE);
        if (who == NG_NONE)
            return i + 1;
        push(f, i, i + 1, who);
        return is_one(s, "his her") ? nominal(f, i, end, who) : i + 1;
    }
    return ng_str_eq(s, STR("the")) ? nominal(f, i, end, NG_NONE) : i + 1;
}

void ng_link_references(struct ng_naming *n)
{
    struct refer f = {.n = n};
    prepare(&f);
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        for (uint32_t i = s->first; i < s->end;) {
            uint32_t to = step(&f, i, s->end);
            i = to > i ? to : i + 1;
        }
    }
}
