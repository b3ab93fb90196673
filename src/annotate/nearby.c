/* nearby.c - which person a pronoun goes to by who stands near and counts most:
 * subject of this or the last sentence, of fitting gender; where two come
 * close, to nobody. The second opinion beside coref.h: made for news, where the
 * walk has learned from few. */
#include "annotate/refer.h"

enum { BACK = 24, SENTENCES = 3 };

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

void ng_nearby_open(struct ng_refer *f)
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
static uint32_t joined_before(const struct ng_refer *f, uint32_t i,
                              uint8_t gender)
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
uint32_t ng_nearby_actor(const struct ng_refer *f, uint32_t i)
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
static uint32_t person_near(const struct ng_refer *f, uint32_t sentence,
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

uint32_t ng_nearby(const struct ng_refer *f, uint32_t i, uint8_t gender)
{
    uint32_t who = joined_before(f, i, gender);
    if (who != NG_NONE)
        return who;
    const struct ng_word *w = &f->n->r->words.at[i];
    bool object = ng_str_eq(w->low, STR("him"));
    return person_near(f, w->sentence, gender,
                       object ? ng_nearby_actor(f, i) : NG_NONE);
}
