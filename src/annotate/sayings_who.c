/* sayings_who.c - see sayings_who.h.
 *
 * Reads   words, names, references; sources in order of the text
 *
 * The work is bounded: each question looks over BACK sentences, at most WORDS
 * words of them.
 */
#include "annotate/sayings_who.h"

#include "annotate/sayings_persons.h"
#include "annotate/sayings_wide.h"

enum {
    BACK = 9,
    WORDS = 320,
    FAR_WORDS = 1200,
    QUOTED = 120,

    CROWD = 64,
    NEAR = 3,
    MALE = 1,
    FEMALE = 2
};
static const float NOBODY = -1e9f;

static bool is_person(const struct ng_report *r, uint32_t e)
{
    return e < r->entities.n && r->entities.at[e].type == NG_PER;
}

/* Given names tell most; "Mr" before a name and "chairman" beside it more. */
static void find_genders(struct ng_whos *x)
{
    const struct ng_report *r = x->r;
    for (uint32_t e = 0; e < r->entities.n; e++)
        if (r->entities.at[e].type == NG_PER)
            x->gender[e] = ng_sex_of_name(r->entities.at[e].name);
    for (size_t i = 0; i < r->names.n; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (!is_person(r, m->entity))
            continue;
        uint32_t w = ng_word_at(r, m->at.beg);
        uint8_t g =
            w > 0 && w < r->words.n ? ng_sex_of_word(ng_w(r, w - 1)->low) : 0;
        if (g)
            x->gender[m->entity] = g;
    }
}

void ng_whos_open(struct ng_whos *x, const struct ng_report *r, size_t room,
                  struct ng_arena *work)
{
    *x = (struct ng_whos){.r = r, .room = room};
    x->heard = ng_new(work, struct ng_heard, room + 1);
    x->gender = ng_new(work, uint8_t, r->entities.n + 1);
    x->meant = ng_new(work, uint32_t, r->words.n + 1);
    x->spoke = ng_new(work, uint32_t, r->words.n + 1);
    find_genders(x);
    for (size_t i = 0; i < r->references.n; i++) {
        const struct ng_reference *f = &r->references.at[i];
        for (uint32_t w = ng_word_at(r, f->at.beg);
             w < r->words.n && ng_w(r, w)->at.beg < f->at.end; w++)
            if (f->entity < r->entities.n)
                x->meant[w] = f->entity + 1;
    }
}

/* ---- looking back ---------------------------------------------------------
 */

struct look {
    const struct ng_whos *x;
    const struct ng_report *r;
    struct ng_who_question q;
    uint32_t paragraph, sentence;
    struct ng_who last; /* who spoke last, and where */
    uint32_t last_word;
    uint32_t seen; /* candidates */
    bool acted;    /* one of them was a subject */
    bool called;   /* one of them goes by the noun asked for */
    struct ng_who best;
    float most;
    struct ng_span quote; /* the words that are asked about, if quoted */
};

static bool is_same(struct ng_who a, struct ng_who b)
{
    return a.entity == b.entity && a.noun == b.noun &&
           (a.entity != NG_NONE || a.noun != NG_NONE);
}

static uint32_t paragraph_of(const struct ng_report *r, uint32_t w)
{
    return r->sentences.at[ng_w(r, w)->sentence].paragraph;
}

/* "Sen. Holm", "Holm, the senator": called by that word beside the name. */
static bool is_called(const struct ng_report *r, uint32_t first, uint32_t end,
                      ng_str head)
{
    uint32_t s = ng_w(r, first)->sentence;
    for (uint32_t i = first, n = 0; i-- > 0 && n < 5; n++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->sentence != s || w->tag == NG_TAG_IN || w->tag == NG_TAG_CC ||
            (w->tag >= NG_TAG_VBD && w->tag <= NG_TAG_VBZ))
            break;
        if (ng_str_eq(ng_rank_in_full(w->low), head))
            return true;
        if (w->kind == NG_WORD_PUNCT && !ng_str_eq(w->low, STR(",")))
            break;
    }
    if (end >= r->words.n || !ng_w_is(r, end, STR(",")))
        return false;
    for (uint32_t i = end + 1, n = 0; i < r->words.n && n < 9; i++, n++) {
        const struct ng_word *w = ng_w(r, i);
        bool clause = w->tag == NG_TAG_WDT || w->tag == NG_TAG_WP ||
                      w->tag == NG_TAG_MD ||
                      (w->tag >= NG_TAG_VBD && w->tag <= NG_TAG_VBZ);
        if (w->sentence != s || w->kind == NG_WORD_PUNCT || clause)
            return false;
        if (ng_str_eq(w->low, head))
            return true;
    }
    return false;
}

static bool has_office(const struct ng_report *r, uint32_t e, ng_str head)
{
    ng_str role = r->entities.at[e].role;
    size_t at = ng_str_find_nocase(role, head, 0);
    return at != SIZE_MAX;
}

/* The bits of what the words of a mention are in their sentence. */
static uint32_t stands(const struct look *k, uint32_t first, uint32_t end)
{
    const struct ng_report *r = k->r;
    uint32_t bits = 0, s = ng_w(r, first)->sentence;
    uint32_t away = s < k->sentence ? k->sentence - s : 0;
    for (uint32_t i = first; i < end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->rel != NG_REL_nsubj && w->rel != NG_REL_nsubj_pass)
            continue;
        bits |= 1u << NG_WHO_SUBJECT;
        if (w->head < r->words.n && ng_w(r, w->head)->rel == NG_REL_root)
            bits |= 1u << NG_WHO_MAIN;
    }
    uint32_t lead = r->sentences.at[s].first;
    while (lead < first && (ng_w(r, lead)->kind == NG_WORD_PUNCT ||
                            ng_w(r, lead)->tag == NG_TAG_DT))
        lead++;
    if (lead == first ||
        (lead < first && ng_w(r, lead)->name == NG_NONE && first - lead < 4 &&
         ng_phrase_first(r, first) <= lead))
        bits |= 1u << NG_WHO_LEADS;
    if (end < r->words.n && ng_w(r, end)->tag == NG_TAG_POS)
        bits |= 1u << NG_WHO_OWNER;
    uint32_t p = paragraph_of(r, first);
    bits |= 1u << (away < 4 ? NG_WHO_HERE + away : NG_WHO_FAR);
    if (p == k->paragraph)
        bits |= 1u << NG_WHO_PARAGRAPH;
    if (p < r->paragraphs.n && r->paragraphs.at[p].kind == NG_BLOCK_TITLE)
        bits |= 1u << NG_WHO_TITLE;
    return bits;
}

/* Where the sentence begins, and the quotation that leads it: `"A. B. C," he
 * said` stands one sentence behind what comes before, not three. */
static uint32_t behind_quote(const struct ng_report *r, uint32_t w)
{
    uint32_t i = r->sentences.at[ng_w(r, w)->sentence].first;
    while (i < w && ng_w(r, i)->kind == NG_WORD_PUNCT)
        i++;
    uint32_t q = ng_w(r, i)->quote;
    if (q == NG_NONE && i > 1 && ng_wide_is_mark(ng_w(r, i - 1)))
        q = ng_w(r, i - 2)->quote; /* cut behind the mark */
    if (q == NG_NONE || q >= r->quotes.n)
        return i;
    uint32_t first = ng_word_at(r, r->quotes.at[q].at.beg);
    return first < i ? first : i;
}

static bool leads_with_quote(const struct ng_report *r, uint32_t w)
{
    return ng_w(r, behind_quote(r, w))->quote != NG_NONE;
}

/* "Holm failed us," he said: nobody speaks of himself by name. */
static bool is_quoted(const struct look *k, uint32_t entity)
{
    for (uint32_t i = k->quote.first; i < k->quote.end; i++) {
        uint32_t name = ng_w(k->r, i)->name;
        if (name < k->r->names.n && k->r->names.at[name].entity == entity &&
            ng_w(k->r, i)->quote != NG_NONE)
            return true;
    }
    return false;
}

static void offer(struct look *k, uint32_t first, uint32_t end,
                  struct ng_who who, uint32_t bits)
{
    const struct ng_report *r = k->r;
    bits |= stands(k, first, end);
    if (is_same(who, k->last)) {
        bits |= 1u << NG_WHO_LAST;
        if (paragraph_of(r, k->last_word) == k->paragraph)
            bits |= 1u << NG_WHO_LAST_HERE;
    }
    if (k->x->spoke[first])
        bits |= 1u << NG_WHO_SPOKE;
    if (who.entity != NG_NONE) {
        const struct ng_entity *e = &r->entities.at[who.entity];
        if (e->mentions > 2)
            bits |= 1u << NG_WHO_OFTEN;
        if (k->q.linked == who.entity)
            bits |= 1u << NG_WHO_LINKED;
        if (is_quoted(k, who.entity))
            bits |= 1u << NG_WHO_QUOTED;
        if (k->q.head.n && has_office(r, who.entity, k->q.head))
            bits |= 1u << NG_WHO_CALLED;
        else if (k->q.role && e->role.n)
            bits |= 1u << NG_WHO_OFFICE;
    }
    if (k->seen++ == 0)
        bits |= 1u << NG_WHO_NEAREST;
    if (bits & 1u << NG_WHO_SUBJECT && !k->acted) {
        bits |= 1u << NG_WHO_LAST_ACTOR;
        k->acted = true;
    }
    k->called |= (bits >> NG_WHO_CALLED & 1) != 0;
    bool before = k->q.quoted && bits & 1u << NG_WHO_BACK1 &&
                  bits & 1u << NG_WHO_PARAGRAPH;
    bool heads = bits & (1u << NG_WHO_MAIN | 1u << NG_WHO_LEADS);
    if (heads && (before || bits & 1u << NG_WHO_HERE))
        bits |= 1u << NG_WHO_TOPIC;
    if (k->q.quoted && is_same(who, k->last) && bits & 1u << NG_WHO_BACK1 &&
        leads_with_quote(r, k->last_word))
        bits |= 1u << NG_WHO_CHAIN;
    if (before && bits & 1u << NG_WHO_LAST)
        bits |= 1u << NG_WHO_GOES_ON;
    float score = ng_who_score(&k->q, bits);
    if (score > k->most) {
        k->most = score;
        k->best = who;
    }
}

static bool opens_anew(const struct ng_report *r, uint32_t i)
{
    static const ng_str words[] = {S("a"), S("an"), S("another"), S("one"),
                                   S("some")};
    return NG_IN(ng_w(r, i)->low, words);
}

/* The person who stands at word i, if one does; where to go on to the left. */
static uint32_t person_at(struct look *k, uint32_t i)
{
    const struct ng_report *r = k->r;
    const struct ng_whos *x = k->x;
    const struct ng_word *w = ng_w(r, i);
    if (w->name < r->names.n) {
        const struct ng_name_mention *m = &r->names.at[w->name];
        uint32_t first = i;
        while (first > 0 && ng_w(r, first - 1)->name == w->name)
            first--;
        if (m->type != NG_PER || !is_person(r, m->entity))
            return first;
        uint8_t g = x->gender[m->entity];
        uint32_t bits = 1u << NG_WHO_NAME;
        if (g && !(g & k->q.gender))
            bits |= 1u << NG_WHO_MISFITS;
        if (g == k->q.gender)
            bits |= 1u << NG_WHO_FITS;
        if (k->q.head.n && is_called(r, first, i + 1, k->q.head))
            bits |= 1u << NG_WHO_CALLED;
        offer(k, first, i + 1, (struct ng_who){m->entity, NG_NONE}, bits);
        return first;
    }
    uint8_t g = w->tag == NG_TAG_PRP || w->tag == NG_TAG_PRPS
                    ? ng_sex_of_pronoun(w->low)
                    : 0;
    struct ng_who who = {NG_NONE, NG_NONE};
    if (x->spoke[i] && (g || x->heard[x->spoke[i] - 1].head == i))
        who = x->heard[x->spoke[i] - 1].who;
    else if (x->meant[i])
        who.entity = x->meant[i] - 1;
    if (who.entity != NG_NONE && !is_person(r, who.entity))
        return i;
    if (g) {
        if ((g & k->q.gender) && (who.entity != NG_NONE || who.noun != NG_NONE))
            offer(k, i, i + 1, who,
                  1u << NG_WHO_PRONOUN | 1u << NG_WHO_FITS |
                      (w->tag == NG_TAG_PRPS ? 1u << NG_WHO_OWNER : 0));
        return i;
    }
    bool spoke = x->spoke[i] && x->heard[x->spoke[i] - 1].head == i;
    if ((!ng_is_common(w) && !spoke) ||
        (i + 1 < r->words.n && ng_is_common(ng_w(r, i + 1)) &&
         ng_w(r, i + 1)->sentence == w->sentence))
        return i;
    bool known = who.entity != NG_NONE || who.noun != NG_NONE;
    bool alike = k->q.head.n && ng_str_eq(w->low, k->q.head);
    if (!known && !alike && !ng_is_of_person(r, i))
        return i;
    uint32_t first = ng_phrase_first(r, i);
    if (!known && ng_goes_with_name(r, first, i))
        return first;
    g = ng_sex_of_word(w->low);
    if (!g && who.entity != NG_NONE)
        g = x->gender[who.entity];
    if (g && !(g & k->q.gender))
        return first;
    if (!known)
        who.noun = i;
    offer(k, first, i + 1, who,
          1u << NG_WHO_NOUN | (g == k->q.gender ? 1u << NG_WHO_FITS : 0) |
              (alike ? 1u << NG_WHO_CALLED : 0) |
              (alike && opens_anew(r, first) ? 1u << NG_WHO_INTRODUCED : 0));
    return first;
}

/* Where it stopped. */
static uint32_t look_back(struct look *k, uint32_t from)
{
    const struct ng_report *r = k->r;
    uint32_t i = from;
    for (uint32_t n = 0; i > 0 && n < WORDS; n++) {
        const struct ng_word *w = ng_w(r, --i);
        if (w->sentence + BACK < k->sentence)
            break;
        if (w->quote == NG_NONE && w->kind != NG_WORD_PUNCT)
            i = person_at(k, i);
    }
    return i;
}

/* Farther back only who was called by that noun. */
static void look_far(struct look *k, uint32_t from)
{
    const struct ng_report *r = k->r;
    for (uint32_t i = from, n = 0; i > 0 && n < FAR_WORDS && !k->called; n++) {
        const struct ng_word *w = ng_w(r, --i);
        if (w->quote == NG_NONE &&
            ng_str_eq(ng_rank_in_full(w->low), k->q.head)) {
            uint32_t name = i + 1; /* "Judge Ana Ortiz" */
            while (name < r->words.n && name < i + 4 &&
                   ng_w(r, name)->name == NG_NONE)
                name++;
            if (name < i + 4 && name < r->words.n &&
                ng_w(r, name)->sentence == w->sentence)
                person_at(k, name);
            else
                person_at(k, i);
        }
    }
}

/* ---- the question ---------------------------------------------------------
 */

static bool is_noun_tag(uint8_t tag)
{
    return (tag >= NG_TAG_NN && tag <= NG_TAG_NNPS) || tag == NG_TAG_JJ;
}

/* "the Republican", "the 29-year-old": words that only mean who is known. */
static bool is_epithet(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = ng_w(r, i);
    if (i + 1 < r->words.n && is_noun_tag(ng_w(r, i + 1)->tag) &&
        ng_w(r, i + 1)->sentence == w->sentence)
        return false;
    if (i > 1 && ng_str_eq(w->low, STR("old")))
        return ng_w_is(r, i - 2, STR("year"));
    return w->name < r->names.n && r->names.at[w->name].type == NG_NORP &&
           w->tag != NG_TAG_NNS && w->tag != NG_TAG_NNPS;
}

/* The noun of "the envoy, who asked", "a Western diplomat in Geneva", "one of
 * them"; NG_NONE for names. */
static uint32_t noun_of(const struct ng_report *r, struct ng_span s)
{
    uint32_t noun = NG_NONE;
    for (uint32_t i = s.first; i < s.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        bool joins = w->tag == NG_TAG_HYPH || w->tag == NG_TAG_POS;
        if (is_epithet(r, i))
            return i;
        if (w->name != NG_NONE && i + 1 == s.end && noun == NG_NONE)
            return NG_NONE;
        if (w->name == NG_NONE && w->kind == NG_WORD_LETTERS &&
            (w->tag == NG_TAG_NN || w->tag == NG_TAG_NNS))
            noun = i;
        else if (!joins && (w->tag == NG_TAG_IN || w->tag == NG_TAG_WP ||
                            w->kind == NG_WORD_PUNCT ||
                            (noun != NG_NONE && w->tag != NG_TAG_NNP &&
                             !ng_str_eq(w->low, STR("old")))))
            break;
    }
    if (noun == NG_NONE && ng_w_is(r, s.first, STR("one")))
        return s.first;
    /* "the official said", "the accused said": read as an adjective */
    if (noun == NG_NONE && s.end == s.first + 2 &&
        ng_w_is(r, s.first, STR("the")) &&
        ng_w(r, s.end - 1)->tag == NG_TAG_JJ &&
        ng_w(r, s.end - 1)->name == NG_NONE)
        return s.end - 1;
    return noun;
}

/* The quotation that leads the sentence or follows the speaker in it; bounded,
 * for a quotation may be long. */
static struct ng_span quoted_around(const struct ng_report *r, struct ng_span s)
{
    uint32_t first = behind_quote(r, s.first), end = s.end;
    uint32_t last = r->sentences.at[ng_w(r, s.first)->sentence].end;
    if (first + QUOTED < s.first)
        first = s.first - QUOTED;
    while (end < last && end < s.end + QUOTED)
        end++;
    return (struct ng_span){first, end};
}

/* True if a proper noun follows that is not known as a name. */
static bool says_name(const struct ng_report *r, uint32_t i, uint32_t end)
{
    for (; i < end; i++) {
        if (ng_w(r, i)->tag == NG_TAG_WP || ng_w(r, i)->tag == NG_TAG_IN)
            return false;
        if (ng_w(r, i)->tag == NG_TAG_NNP && ng_w(r, i)->name == NG_NONE)
            return true;
    }
    return false;
}

/* "The drivers": those who spoke before under that word, or new ones. */
static struct ng_who ask_many(const struct ng_whos *x, uint32_t noun)
{
    const struct ng_report *r = x->r;
    for (size_t i = x->n, n = 0; i-- > 0 && n < CROWD; n++) {
        uint32_t other = x->heard[i].who.noun;
        if (other != NG_NONE &&
            ng_str_eq(ng_w(r, other)->low, ng_w(r, noun)->low))
            return x->heard[i].who;
    }
    return (struct ng_who){NG_NONE, noun};
}

/* "The company", "the ministry": the body with that word in its name, or the
 * only one that was named close before. */
static uint32_t body_before(const struct ng_report *r, uint32_t from,
                            ng_str head)
{
    uint32_t here = ng_w(r, from)->sentence, only = NG_NONE;
    bool two = false;
    for (uint32_t i = from, n = 0; i > 0 && n < WORDS; n++) {
        const struct ng_word *w = ng_w(r, --i);
        if (w->sentence + BACK < here)
            break;
        if (w->name >= r->names.n || w->quote != NG_NONE ||
            r->names.at[w->name].type != NG_ORG)
            continue;
        uint32_t e = r->names.at[w->name].entity;
        ng_str name = ng_slice(r->text, r->names.at[w->name].at);
        if (e >= r->entities.n)
            continue;
        if (ng_str_find_nocase(name, head, 0) != SIZE_MAX)
            return e;
        if (w->sentence + NEAR < here)
            continue;
        two |= only != NG_NONE && only != e;
        only = e;
    }
    return two ? NG_NONE : only;
}

static struct ng_who ask(const struct ng_whos *x, struct ng_span s)
{
    const struct ng_report *r = x->r;
    const struct ng_word *w = ng_w(r, s.first);
    uint8_t g = s.end == s.first + 1 ? ng_sex_of_pronoun(w->low) : 0;
    uint32_t named = ng_entity_of(r, s), noun = g ? s.first : noun_of(r, s);
    struct ng_who known = {named, NG_NONE};
    bool epithet = !g && noun != NG_NONE && is_epithet(r, noun);
    if (epithet || (g && named != NG_NONE && !is_person(r, named)))
        named = NG_NONE; /* no body is "he" */
    if (noun == NG_NONE || (!g && named != NG_NONE && !x->meant[noun]))
        return known;
    ng_str head = ng_w(r, noun)->low;
    enum ng_grade grade = g ? NG_GRADE_NAMED : ng_grade_of_noun(head);
    if (grade == NG_GRADE_ORGANISATION && named == NG_NONE &&
        ng_w_is(r, s.first, STR("the")))
        return (struct ng_who){body_before(r, s.first, head), NG_NONE};
    if (grade == NG_GRADE_DOCUMENT || grade == NG_GRADE_ORGANISATION ||
        (!g && named != NG_NONE && !is_person(r, named)))
        return known;
    if (!g && (opens_anew(r, s.first) || w->tag == NG_TAG_PRPS ||
               says_name(r, noun + 1, s.end)))
        return (struct ng_who){NG_NONE, noun};
    if (!g && ng_w(r, noun)->tag == NG_TAG_NNS)
        return ask_many(x, noun);
    uint8_t sex = g ? g : ng_sex_of_word(head);
    struct look k = {.x = x,
                     .r = r,
                     .most = NOBODY,
                     .best = {NG_NONE, NG_NONE},
                     .last = {NG_NONE, NG_NONE},
                     .sentence = ng_w(r, behind_quote(r, s.first))->sentence,
                     .paragraph = paragraph_of(r, s.first),
                     .quote = quoted_around(r, s),
                     .q = {.gender = sex ? sex : MALE | FEMALE,
                           .pronoun = g != 0,
                           .known = epithet,
                           .role = grade == NG_GRADE_ROLE,
                           .head = g ? (ng_str){0} : head,
                           .quoted = leads_with_quote(r, s.first),
                           .linked = named}};
    if (x->n) {
        k.last = x->heard[x->n - 1].who;
        k.last_word = x->heard[x->n - 1].word;
    }
    uint32_t far = look_back(&k, s.first);
    if (!g && !k.called)
        look_far(&k, far);
    if (g)
        return k.most > NOBODY ? k.best : (struct ng_who){named, NG_NONE};
    if (k.most < ng_who_new(&k.q))
        return (struct ng_who){named, named == NG_NONE ? noun : NG_NONE};
    return k.best;
}

struct ng_who ng_whos_next(struct ng_whos *x, struct ng_span s)
{
    struct ng_who who = {NG_NONE, NG_NONE};
    if (s.first >= s.end || s.end > x->r->words.n)
        return who;
    if (x->spoke[s.first])
        return x->heard[x->spoke[s.first] - 1].who;
    who = ask(x, s);
    if (who.noun != NG_NONE && who.noun < s.first && !x->spoke[who.noun] &&
        ng_w_is(x->r, ng_phrase_first(x->r, who.noun), STR("the")))
        who = ask(x, (struct ng_span){ng_phrase_first(x->r, who.noun),
                                      who.noun + 1}); /* "the senator", who? */
    if (x->n == x->room)
        return who;
    x->heard[x->n++] = (struct ng_heard){s.first, noun_of(x->r, s), who};
    for (uint32_t i = s.first; i < s.end; i++)
        x->spoke[i] = (uint32_t)x->n;
    return who;
}

ng_range ng_whos_phrase(const struct ng_whos *x, uint32_t noun)
{
    return ng_span_range(
        x->r, (struct ng_span){ng_phrase_first(x->r, noun), noun + 1});
}

uint32_t ng_whos_head(const struct ng_whos *x, struct ng_span s)
{
    uint32_t i = s.first < x->r->words.n ? x->spoke[s.first] : 0;
    if (!i)
        return NG_NONE;
    const struct ng_heard *h = &x->heard[i - 1];
    return h->head != NG_NONE ? h->head : h->word;
}

enum ng_grade ng_whos_grade(const struct ng_whos *x, uint32_t noun)
{
    return ng_grade_of(x->r,
                       (struct ng_span){ng_phrase_first(x->r, noun), noun + 1});
}

void ng_whos_correct(const struct ng_whos *x, struct ng_report *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->references.n; i++) {
        struct ng_reference f = r->references.at[i];
        uint32_t w = ng_word_at(r, f.at.beg);
        uint32_t spoke = w < r->words.n ? x->spoke[w] : 0;
        if (spoke && ng_sex_of_pronoun(ng_w(r, w)->low)) {
            struct ng_who who = x->heard[spoke - 1].who;
            if (who.noun != NG_NONE)
                continue;
            if (who.entity != NG_NONE)
                f.entity = who.entity;
        }
        r->references.at[kept++] = f;
    }
    r->references.n = kept;
}
