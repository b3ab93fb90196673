#include "code/triggers.h"

#include "code/status.h"
#include "report/plover.h"

enum kind {
    KIND_ANY,
    KIND_PARTY,
    KIND_PERSON,
    KIND_PLACE,
    KIND_MANY,
    KIND_PLANNED,
    KIND_MUST,
    KIND_DEED,
    KIND_FUTURE,
    KIND_NEG,
    KIND_OWN,
    KIND_INF,
    KIND_IF,
    KIND_OFFICE
};
struct need {
    uint8_t slot, kind;
    bool no;
    ng_str beside;
    ng_str words; /* "|a|b|"; empty: no list */
};
struct keyed_word {
    ng_str word;
    uint16_t row;
};
#include "code/triggers.inc"

size_t ng_templates(void)
{
    return sizeof templates / sizeof *templates;
}

const struct ng_template *ng_template_at(size_t i)
{
    return &templates[i];
}

const struct ng_slot_of *ng_template_slot(const struct ng_template *p,
                                          unsigned i)
{
    return &party_slots[p->party + i];
}

/* Index of the first row of this word, or the count of rows. */
static size_t first_row(ng_str word)
{
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (ng_str_cmp(words[mid].word, word) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_word(ng_str word)
{
    size_t i = first_row(word);
    return i < sizeof words / sizeof *words && ng_str_eq(words[i].word, word);
}

/* Pasts that are often taken for something else, where no lemma was found. */
static const struct {
    ng_str past, word;
} odd[] = {
    {S("froze"), S("freeze")},   {S("frozen"), S("freeze")},
    {S("shot"), S("shoot")},     {S("held"), S("hold")},
    {S("fought"), S("fight")},   {S("struck"), S("strike")},
    {S("sought"), S("seek")},    {S("fled"), S("flee")},
    {S("stole"), S("steal")},    {S("stolen"), S("steal")},
    {S("stuck"), S("stick")},    {S("threw"), S("throw")},
    {S("thrown"), S("throw")},   {S("withdrew"), S("withdraw")},
    {S("tore"), S("tear")},      {S("torn"), S("tear")},
    {S("forbade"), S("forbid")}, {S("overthrew"), S("overthrow")},
    {S("laid"), S("lay")},       {S("paid"), S("pay")},
    {S("beaten"), S("beat")},    {S("slain"), S("slay")},
};

/* The word to look up: the lemma, or where none was found ("accused" read as a
 * present, "shelled" to shel) what the ending leaves. */
static ng_str key_of(const struct ng_tree *t, uint32_t w)
{
    ng_str lemma = ng_lemma(t, w), low = ng_low(t, w);
    if (is_word(lemma))
        return lemma;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (ng_str_eq(odd[i].past, low))
            return odd[i].word;
    if (lemma.n > 1 && lemma.n < low.n && ng_str_starts(low, lemma) &&
        low.p[lemma.n] == lemma.p[lemma.n - 1] &&
        is_word((ng_str){low.p, lemma.n + 1}))
        return (ng_str){low.p, lemma.n + 1};
    if (low.n < 5)
        return lemma;
    bool ed = ng_str_ends(low, STR("ed"));
    size_t cut = ng_str_ends(low, STR("ing")) ? 3 : ed ? 2 : 1;
    if (cut == 1 && low.p[low.n - 1] != 's')
        return lemma;
    char with_e[32];
    ng_str stem = {low.p, low.n - cut};
    if (cut == 3 && stem.n + 1 < sizeof with_e) { /* "voting": vote */
        memcpy(with_e, stem.p, stem.n);
        with_e[stem.n] = 'e';
        size_t i = first_row((ng_str){with_e, stem.n + 1});
        if (i < sizeof words / sizeof *words &&
            ng_str_eq(words[i].word, (ng_str){with_e, stem.n + 1}))
            return words[i].word;
    }
    if (ed && is_word((ng_str){low.p, low.n - 1}))
        return (ng_str){low.p, low.n - 1};
    if (cut > 1 && !is_word(stem) && stem.p[stem.n - 1] == stem.p[stem.n - 2])
        stem.n--;
    if (is_word(stem))
        return stem;
    return lemma;
}

bool ng_is_trigger(const struct ng_tree *t, uint32_t w)
{
    return is_word(key_of(t, w));
}

bool ng_is_verb_trigger(const struct ng_word *x)
{
    size_t count = sizeof words / sizeof *words;
    ng_str key = is_word(x->lemma) ? x->lemma : x->low;
    if (!is_word(key) && ng_str_ends(key, STR("s")))
        key.n--;
    for (size_t i = first_row(key); i < count && ng_str_eq(words[i].word, key);
         i++)
        if (templates[words[i].row].pos == 'V')
            return true;
    return false;
}

static bool is_many(const struct ng_cast *c, uint32_t w)
{
    const struct ng_tree *t = c->t;
    uint8_t tag = t->r->words.at[w].tag;
    return tag == NG_TAG_NNS || tag == NG_TAG_NNPS || tag == NG_TAG_CD ||
           ng_child(t, w, NG_REL_conj) != NG_NONE ||
           ng_child(t, w, NG_REL_nummod) != NG_NONE;
}

/* True if some template of this word is one of conflict. */
static bool is_deed(ng_str lemma)
{
    size_t count = sizeof words / sizeof *words;
    for (size_t i = first_row(lemma);
         i < count && ng_str_eq(words[i].word, lemma); i++)
        if (ng_quad(templates[words[i].row].type) >= 3)
            return true;
    return ng_listed((ng_str)S("|violate|breach|plot|fund|finance|spy|steal|"
                               "harbor|harbour|interfere|meddle|incite|fuel|"
                               "smuggle|lie|evade|persecute|oppress|cheat|"
                               "support|arm|fabricate|"),
                     lemma);
}

/* "warned that it would shut the port", "that its members would strike": what
 * the warner will do himself. */
static bool is_own(const struct ng_cast *c, uint32_t w)
{
    const struct ng_tree *t = c->t;
    uint32_t s = ng_child(t, w, NG_REL_nsubj), v = t->head[w];
    bool may = ng_child_low(t, w, STR("may")) != NG_NONE ||
               ng_child_low(t, w, STR("could")) != NG_NONE;
    if (s == NG_NONE)
        s = ng_child(t, w, NG_REL_nsubj_pass);
    if (!ng_is_verb(t, w) || !(may || ng_is_ahead(t, w)) || s == NG_NONE)
        return false;
    uint32_t owner = ng_child(t, s, NG_REL_nmod_poss);
    if (owner != NG_NONE)
        s = owner;
    bool deed =
        is_deed(ng_lemma(t, w)) && ng_child(t, w, NG_REL_aux_pass) != NG_NONE;
    if (deed)
        return true; /* "that a fine may be imposed" */
    if (ng_listed((ng_str)S("|anyone|anybody|whoever|those|who|"),
                  ng_low(t, s)))
        return true;
    if (t->r->words.at[s].tag != NG_TAG_PRP &&
        t->r->words.at[s].tag != NG_TAG_PRPS)
        return false;
    uint32_t who = NG_NONE;
    for (int up = 0; up < 3 && v != NG_NONE && who == NG_NONE; up++) {
        who = ng_child(t, v, NG_REL_nsubj);
        v = t->head[v];
    }
    uint32_t e = who == NG_NONE ? NG_NONE : ng_entity_at(c, who);
    bool person = e != NG_NONE && t->r->entities.at[e].type == NG_PER;
    return !(person && (ng_is(t, s, "it") || ng_is(t, s, "they")));
}

/* A minister, an envoy: one of office, by name or by word. */
static bool is_office(const struct ng_cast *c, uint32_t w)
{
    uint32_t e = ng_entity_at(c, w);
    if (e == NG_NONE)
        return ng_str_eq(ng_agent_sector(ng_lemma(c->t, w)), STR("GOV"));
    const struct ng_entity *x = &c->t->r->entities.at[e];
    return x->type == NG_PER && memcmp(x->sector, "GOV", 4) == 0;
}

static bool is_kind(const struct ng_cast *c, uint32_t w, uint8_t kind)
{
    ng_range at;
    switch (kind) {
    case KIND_PARTY:
        return ng_is_party(c, w);
    case KIND_PERSON:
        return ng_is_person(c, w);
    case KIND_PLACE:
        return ng_place_at(c, w, &at) != NG_NONE;
    case KIND_MANY:
        return is_many(c, w);
    case KIND_PLANNED:
        return ng_is_ahead(c->t, w);
    case KIND_DEED:
        return is_deed(ng_lemma(c->t, w));
    case KIND_OFFICE:
        return is_office(c, w);
    case KIND_INF:
        return ng_child_low(c->t, w, STR("to")) != NG_NONE;
    case KIND_OWN:
        return is_own(c, w);
    case KIND_MUST:
        return ng_has_duty(c->t, w);
    default:
        return true;
    }
}

/* "The OSC": a word of the full name of a body is in the list. */
static bool named_as(const struct ng_cast *c, uint32_t w, ng_str list)
{
    uint32_t e = c->entity[w];
    if (e == NG_NONE || c->t->r->entities.at[e].type != NG_ORG)
        return false;
    ng_str rest = c->t->r->entities.at[e].name;
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, ' ');
        char low[24];
        if (cut.head.n < sizeof low) {
            for (size_t i = 0; i < cut.head.n; i++)
                low[i] = (char)(cut.head.p[i] >= 'A' && cut.head.p[i] <= 'Z'
                                    ? cut.head.p[i] + 32
                                    : cut.head.p[i]);
            if (ng_listed(list, (ng_str){low, cut.head.n}))
                return true;
        }
        rest = cut.tail;
    }
    return false;
}

/* A phrase "thousands of workers" counts as its second noun too. */
static bool fits(const struct ng_cast *c, uint32_t w, const struct need *need)
{
    if (w == NG_NONE)
        return false;
    if (need->words.n == 0)
        return is_kind(c, w, need->kind);
    const struct ng_tree *t = c->t;
    if (ng_listed(need->words, ng_lemma(t, w)) ||
        ng_listed(need->words, ng_low(t, w)))
        return true;
    /* "the Orsk Securities Commission": any word of the name */
    uint32_t name = t->r->words.at[w].name;
    for (uint32_t k = w; name < t->r->names.n && k > 0 && k + 8 > w &&
                         t->r->words.at[k - 1].name == name;)
        if (ng_listed(need->words, ng_low(t, --k)))
            return true;
    for (uint32_t k = w + 1; name < t->r->names.n && k < t->n && k < w + 8 &&
                             t->r->words.at[k].name == name;
         k++)
        if (ng_listed(need->words, ng_low(t, k)))
            return true;
    if (named_as(c, w, need->words))
        return true;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if ((t->rel[k] == NG_REL_conj || t->rel[k] == NG_REL_nmod ||
             t->rel[k] == NG_REL_appos) &&
            k > w &&
            (t->rel[k] != NG_REL_nmod ||
             ng_child_low(t, k, STR("of")) != NG_NONE) &&
            t->r->words.at[k].tag != NG_TAG_NNP &&
            ng_listed(need->words, ng_lemma(t, k)))
            return true;
    return need->kind != KIND_ANY && is_kind(c, w, need->kind);
}

static bool beside_one(const struct ng_cast *c, uint32_t w,
                       const struct need *need, ng_str word)
{
    const struct ng_tree *t = c->t;
    uint32_t k = NG_NONE;
    while ((k = ng_prep_child(t, w, word, k)) != NG_NONE)
        if ((need->words.n == 0 && need->kind == KIND_ANY) || fits(c, k, need))
            return true;
    return need->words.n == 0 && need->kind == KIND_ANY &&
           ng_child_low(t, w, word) != NG_NONE;
}

static bool beside(const struct ng_cast *c, uint32_t w, const struct need *need)
{
    ng_str rest = need->beside;
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, '|');
        if (beside_one(c, w, need, cut.head))
            return true;
        rest = cut.tail;
    }
    return false;
}

static bool modifier(const struct ng_cast *c, uint32_t w,
                     const struct need *need)
{
    const struct ng_tree *t = c->t;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        uint8_t rel = t->rel[k];
        if (rel != NG_REL_amod && rel != NG_REL_compound &&
            rel != NG_REL_nummod && rel != NG_REL_nmod)
            continue;
        if (need->words.n ? ng_listed(need->words, ng_low(t, k))
                          : ng_is_party(c, k) || need->kind == KIND_ANY)
            return true;
    }
    return false;
}

static bool holds(const struct ng_cast *c, uint32_t w, const struct ng_frame *f,
                  const struct need *need)
{
    uint32_t k = NG_NONE;
    bool bare = need->words.n == 0 && need->kind == KIND_ANY;
    switch ((enum ng_slot_kind)need->slot) {
    case SLOT_SUBJECT:
        k = f->subject;
        break;
    case SLOT_OBJECT:
        k = f->object;
        break;
    case SLOT_INDIRECT:
        k = f->indirect;
        break;
    case SLOT_CLAUSE:
        k = f->clause;
        break;
    case SLOT_PARTICLE:
        k = f->particle;
        break;
    case SLOT_POSSESSOR:
        k = ng_child(c->t, w, NG_REL_nmod_poss);
        break;
    case SLOT_MODIFIER:
        /* of the object, where there is one: "hold joint drills" */
        return modifier(c, f->object != NG_NONE ? f->object : w, need);
    case SLOT_MARK:
        return need->kind == KIND_FUTURE ? ng_is_ahead(c->t, w)
               : need->kind == KIND_IF
                   ? ng_child_low(c->t, w, STR("if")) != NG_NONE
                   : ng_is_negated(c->t, w);
    case SLOT_BESIDE:
        return beside(c, w, need) ||
               (f->object != NG_NONE && ng_is_verb(c->t, w) &&
                beside(c, f->object, need));
    }
    return bare ? k != NG_NONE : fits(c, k, need);
}

/* "in prohibited transfers": a participle before its noun is no verb. */
static bool is_premodifier(const struct ng_tree *t, uint32_t w)
{
    if (t->r->words.at[w].tag != NG_TAG_VBN || w + 1 >= t->n || w == 0)
        return false;
    uint8_t before = t->r->words.at[w - 1].tag;
    uint8_t after = t->r->words.at[w + 1].tag;
    bool noun = ng_is_noun(t, w + 1) || after == NG_TAG_JJ;
    if (noun && (before == NG_TAG_IN || before == NG_TAG_DT ||
                 before == NG_TAG_PRPS || before == NG_TAG_JJ))
        return true;
    uint32_t h = t->head[w];
    return h != NG_NONE && h > w && h < w + 4 && ng_is_noun(t, h) &&
           t->rel[w] != NG_REL_nsubj && t->rel[w] != NG_REL_csubj;
}

static bool right_pos(const struct ng_tree *t, uint32_t w, char pos)
{
    switch (pos) {
    case 'V':
        if (is_premodifier(t, w))
            return false;
        return ng_is_verb(t, w) && t->rel[w] != NG_REL_amod &&
               t->rel[w] != NG_REL_compound && t->rel[w] != NG_REL_aux &&
               t->rel[w] != NG_REL_goeswith;
    case 'N':
        if (ng_is(t, w, "march") &&
            t->r->words.at[w].letter_case == NG_CASE_TITLE)
            return false; /* the month */
        return ng_is_noun(t, w) && t->r->words.at[w].name == NG_NONE &&
               t->rel[w] != NG_REL_compound && t->rel[w] != NG_REL_flat;
    default:
        return t->r->words.at[w].tag == NG_TAG_JJ ||
               t->r->words.at[w].tag == NG_TAG_VBN;
    }
}

/* The noun of the deed among the words of a slot: "three rounds of talks". */
static uint32_t noun_of(const struct ng_cast *c, uint32_t k,
                        const struct need *need)
{
    const struct ng_tree *t = c->t;
    if (k == NG_NONE || need->words.n == 0)
        return NG_NONE;
    if (ng_listed(need->words, ng_lemma(t, k)) ||
        ng_listed(need->words, ng_low(t, k)))
        return k;
    for (uint32_t d = t->child[k]; d != NG_NONE; d = t->next[d])
        if (t->rel[d] == NG_REL_nmod && d > k &&
            ng_listed(need->words, ng_lemma(t, d)))
            return d;
    return NG_NONE;
}

uint32_t ng_light_noun(const struct ng_cast *c, uint32_t w,
                       const struct ng_frame *f, const struct ng_template *p)
{
    static const ng_str light =
        S("|hold|have|make|take|give|go|stage|launch|open|begin|start|continue|"
          "issue|impose|declare|file|carry|conduct|lodge|set|pay|mount|slap|"
          "levy|resume|conclude|end|happen|occur|fall|commit|wage|submit|"
          "express|voice|trade|exchange|swap|");
    ng_str key = key_of(c->t, w);
    bool probe = ng_str_eq(p->mode, STR("investigate")) &&
                 ng_listed((ng_str)S("|order|announce|reopen|complete|"), key);
    if (p->pos != 'V' || !(probe || ng_listed(light, key)))
        return NG_NONE;
    static const ng_str goods = S("|seize|destroy|");
    bool fire = f->object != NG_NONE && ng_is(c->t, f->object, "fire");
    if (p->type == NG_AID || (ng_listed(goods, p->mode) && !fire) ||
        ng_str_eq(p->mode, STR("troops")))
        return NG_NONE;
    bool ends = ng_listed((ng_str)S("|end|conclude|resume|fall|"), key);
    for (unsigned i = 0; i < p->needs; i++) {
        const struct need *need = &needs[p->need + i];
        uint32_t noun = NG_NONE;
        if (need->no)
            continue;
        if (need->slot == SLOT_OBJECT && !ends)
            noun = noun_of(c, f->object, need);
        else if (need->slot == SLOT_SUBJECT)
            noun = noun_of(c, f->subject, need);
        else if (need->slot == SLOT_BESIDE && ng_str_eq(key, STR("go")))
            noun =
                noun_of(c, ng_prep_child(c->t, w, need->beside, NG_NONE), need);
        if (noun != NG_NONE && c->entity[noun] == NG_NONE &&
            ng_agent_sector(ng_lemma(c->t, noun)).n == 0 &&
            !ng_listed((ng_str)S("|place|control|work|"), ng_lemma(c->t, noun)))
            return noun;
    }
    return NG_NONE;
}

const struct ng_template *ng_match_after(const struct ng_cast *c, uint32_t w,
                                         const struct ng_frame *f,
                                         const struct ng_template *last)
{
    ng_str key = key_of(c->t, w);
    size_t count = sizeof words / sizeof *words;
    for (size_t i = first_row(key); i < count && ng_str_eq(words[i].word, key);
         i++) {
        const struct ng_template *p = &templates[words[i].row];
        bool good = (!last || p > last) && right_pos(c->t, w, p->pos);
        for (unsigned k = 0; k < p->needs && good; k++)
            good = holds(c, w, f, &needs[p->need + k]) != needs[p->need + k].no;
        if (good)
            return p;
    }
    return NULL;
}

const struct ng_template *ng_match(const struct ng_cast *c, uint32_t w,
                                   const struct ng_frame *f)
{
    return ng_match_after(c, w, f, NULL);
}
