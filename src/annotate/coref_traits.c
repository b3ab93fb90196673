/* coref_traits.c - what a mention is by itself (coref.h). */
#include "annotate/coref.h"
#include "annotate/linked.h"

#include "base/hash.h"
#include "lexicon/lexicon.h"

static const struct {
    ng_str word;
    uint8_t pronoun, number, gender; /* number: 1 one, 2 several */
    bool possessive, reflexive;
} pronouns[] = {
    {S("i"), NG_PRON_I, 1, 3, false, false},
    {S("me"), NG_PRON_I, 1, 3, false, false},
    {S("my"), NG_PRON_I, 1, 3, true, false},
    {S("mine"), NG_PRON_I, 1, 3, true, false},
    {S("myself"), NG_PRON_I, 1, 3, false, true},
    {S("we"), NG_PRON_WE, 2, 3, false, false},
    {S("us"), NG_PRON_WE, 2, 3, false, false},
    {S("our"), NG_PRON_WE, 2, 3, true, false},
    {S("ours"), NG_PRON_WE, 2, 3, true, false},
    {S("ourselves"), NG_PRON_WE, 2, 3, false, true},
    {S("you"), NG_PRON_YOU, 3, 3, false, false},
    {S("your"), NG_PRON_YOU, 3, 3, true, false},
    {S("yours"), NG_PRON_YOU, 3, 3, true, false},
    {S("yourself"), NG_PRON_YOU, 1, 3, false, true},
    {S("yourselves"), NG_PRON_YOU, 2, 3, false, true},
    {S("he"), NG_PRON_HE, 1, 1, false, false},
    {S("him"), NG_PRON_HE, 1, 1, false, false},
    {S("his"), NG_PRON_HE, 1, 1, true, false},
    {S("himself"), NG_PRON_HE, 1, 1, false, true},
    {S("she"), NG_PRON_SHE, 1, 2, false, false},
    {S("her"), NG_PRON_SHE, 1, 2, false, false},
    {S("hers"), NG_PRON_SHE, 1, 2, true, false},
    {S("herself"), NG_PRON_SHE, 1, 2, false, true},
    {S("it"), NG_PRON_IT, 1, 4, false, false},
    {S("its"), NG_PRON_IT, 1, 4, true, false},
    {S("itself"), NG_PRON_IT, 1, 4, false, true},
    {S("they"), NG_PRON_THEY, 2, 7, false, false},
    {S("them"), NG_PRON_THEY, 2, 7, false, false},
    {S("their"), NG_PRON_THEY, 2, 7, true, false},
    {S("theirs"), NG_PRON_THEY, 2, 7, true, false},
    {S("themselves"), NG_PRON_THEY, 2, 7, false, true},
    {S("this"), NG_PRON_THIS, 1, 0, false, false},
    {S("that"), NG_PRON_THAT, 1, 0, false, false},
    {S("these"), NG_PRON_THESE, 2, 0, false, false},
    {S("those"), NG_PRON_THESE, 2, 0, false, false},
    {S("who"), NG_PRON_WHO, 3, 3, false, false},
    {S("whom"), NG_PRON_WHO, 3, 3, false, false},
    {S("whose"), NG_PRON_WHO, 3, 3, true, false},
    {S("which"), NG_PRON_WHO, 3, 4, false, false},
    {S("one"), NG_PRON_ONE, 1, 0, false, false},
    {S("ones"), NG_PRON_ONE, 2, 0, false, false},
    {S("there"), NG_PRON_OTHER, 1, 4, false, false},
    {S("here"), NG_PRON_OTHER, 1, 4, false, false},
    {S("each"), NG_PRON_OTHER, 1, 0, false, false},
    {S("both"), NG_PRON_OTHER, 2, 0, false, false},
    {S("all"), NG_PRON_OTHER, 2, 0, false, false},
    {S("some"), NG_PRON_OTHER, 2, 0, false, false},
    {S("others"), NG_PRON_OTHER, 2, 0, false, false},
};

/* Kinds of determiners. */
enum {
    DET_NONE,
    DET_THE,
    DET_A,
    DET_THIS,
    DET_OWN,   /* his, their ... */
    DET_NAMED, /* Apple's */
    DET_SOME,  /* any, no, every, other */
    DET_NUMBER
};
static const struct {
    ng_str word;
    uint8_t det;
} dets[] = {
    {S("the"), DET_THE},    {S("a"), DET_A},          {S("an"), DET_A},
    {S("another"), DET_A},  {S("this"), DET_THIS},    {S("that"), DET_THIS},
    {S("these"), DET_THIS}, {S("those"), DET_THIS},   {S("my"), DET_OWN},
    {S("our"), DET_OWN},    {S("your"), DET_OWN},     {S("his"), DET_OWN},
    {S("her"), DET_OWN},    {S("its"), DET_OWN},      {S("their"), DET_OWN},
    {S("whose"), DET_OWN},  {S("some"), DET_SOME},    {S("any"), DET_SOME},
    {S("no"), DET_SOME},    {S("every"), DET_SOME},   {S("each"), DET_SOME},
    {S("many"), DET_SOME},  {S("several"), DET_SOME}, {S("few"), DET_SOME},
    {S("more"), DET_SOME},  {S("most"), DET_SOME},    {S("other"), DET_SOME},
    {S("all"), DET_SOME},   {S("both"), DET_SOME},
};

/* Nouns whose gender is in the word. */
static const struct {
    ng_str word;
    uint8_t gender;
} nouns[] = {
    {S("man"), 1},         {S("men"), 1},         {S("boy"), 1},
    {S("father"), 1},      {S("son"), 1},         {S("brother"), 1},
    {S("husband"), 1},     {S("king"), 1},        {S("prince"), 1},
    {S("uncle"), 1},       {S("grandfather"), 1}, {S("nephew"), 1},
    {S("actor"), 1},       {S("emperor"), 1},     {S("widower"), 1},
    {S("mr"), 1},          {S("mr."), 1},         {S("sir"), 1},
    {S("lord"), 1},        {S("gentleman"), 1},   {S("boyfriend"), 1},
    {S("chairman"), 1},    {S("spokesman"), 1},   {S("woman"), 2},
    {S("women"), 2},       {S("girl"), 2},        {S("mother"), 2},
    {S("daughter"), 2},    {S("sister"), 2},      {S("wife"), 2},
    {S("queen"), 2},       {S("princess"), 2},    {S("aunt"), 2},
    {S("grandmother"), 2}, {S("niece"), 2},       {S("actress"), 2},
    {S("empress"), 2},     {S("widow"), 2},       {S("mrs"), 2},
    {S("mrs."), 2},        {S("ms"), 2},          {S("ms."), 2},
    {S("miss"), 2},        {S("lady"), 2},        {S("girlfriend"), 2},
    {S("spokeswoman"), 2}, {S("chairwoman"), 2},  {S("mum"), 2},
    {S("mom"), 2},         {S("dad"), 1},         {S("person"), 3},
    {S("people"), 3},      {S("child"), 3},       {S("children"), 3},
    {S("kid"), 3},         {S("baby"), 3},        {S("student"), 3},
    {S("friend"), 3},      {S("victim"), 3},      {S("author"), 3},
    {S("user"), 3},        {S("player"), 3},      {S("parent"), 3},
    {S("citizen"), 3},     {S("resident"), 3},    {S("suspect"), 3},
    {S("writer"), 3},      {S("member"), 3},      {S("guy"), 1},
    {S("researcher"), 3},  {S("participant"), 3}, {S("couple"), 3},
};

static const struct ng_word *word(const struct ng_coref *c, uint32_t i)
{
    return &c->r->words.at[i];
}

static bool is_noun(uint8_t tag)
{
    return tag == NG_TAG_NN || tag == NG_TAG_NNS || tag == NG_TAG_NNP ||
           tag == NG_TAG_NNPS;
}

static bool is_proper(uint8_t tag)
{
    return tag == NG_TAG_NNP || tag == NG_TAG_NNPS;
}

/* The word of the span that hangs on one outside; of several the first noun,
 * or else the first. */
static uint32_t head_of(const struct ng_coref *c, uint32_t first, uint32_t end)
{
    uint32_t best = NG_NONE;
    for (uint32_t i = first; i < end; i++) {
        const struct ng_word *w = word(c, i);
        bool inside = w->head != NG_NONE && w->head >= first && w->head < end;
        if (inside || w->kind == NG_WORD_PUNCT || w->tag == NG_TAG_POS)
            continue;
        if (best == NG_NONE ||
            (is_noun(w->tag) && !is_noun(word(c, best)->tag)))
            best = i;
    }
    if (best != NG_NONE)
        return best;
    for (uint32_t i = end; i-- > first;)
        if (is_noun(word(c, i)->tag))
            return i;
    return end - 1;
}

/* "Thomas Sam" hangs on Thomas: go on to the last word of the run. */
static uint32_t last_of(const struct ng_coref *c, uint32_t head, uint32_t end)
{
    if (!is_proper(word(c, head)->tag))
        return head;
    while (head + 1 < end && is_proper(word(c, head + 1)->tag))
        head++;
    return head;
}

/* A tagger that takes a plural for a name leaves its lemma alone: the last s
 * does not count. */
static uint64_t key_of(ng_str s)
{
    if (s.n > 3 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's')
        s.n--;
    return ng_hash64(s, 77);
}

static uint64_t bloom_of(uint64_t key)
{
    return (uint64_t)1 << (key >> 58);
}

static bool is_plain(const struct ng_word *w)
{
    return w->kind == NG_WORD_PUNCT || w->tag == NG_TAG_DT ||
           w->tag == NG_TAG_POS || w->tag == NG_TAG_IN ||
           w->tag == NG_TAG_PRPS || w->tag == NG_TAG_CC ||
           w->tag == NG_TAG_TO || w->tag == NG_TAG_PDT;
}

static void read_words(struct ng_coref *c, struct ng_coref_mention *m)
{
    uint64_t full = 1;
    uint32_t stop = m->end;
    /* what follows a comma says more of it, but does not name it */
    for (uint32_t i = m->first; i < stop && i < m->first + 40; i++) {
        const struct ng_word *w = word(c, i);
        if (w->tag == NG_TAG_DT || w->tag == NG_TAG_POS ||
            w->kind == NG_WORD_PUNCT)
            continue;
        uint64_t k = key_of(w->low);
        full = ng_mix(full, k);
        if (is_plain(w))
            continue;
        k = key_of(w->lemma);
        m->bloom |= bloom_of(k);
        if (i != m->last && (i < m->head || w->head == m->head))
            m->mods |= bloom_of(k);
    }
    m->full = full;
    m->surface = key_of(word(c, m->first)->low);
}

static void read_initials(struct ng_coref *c, struct ng_coref_mention *m)
{
    uint64_t h = 1;
    uint32_t n = 0;
    if (m->end - m->first == 1) {
        ng_str s = ng_slice(c->r->text, word(c, m->first)->at);
        if (s.n < 2 || s.n > 8)
            return;
        for (size_t i = 0; i < s.n; i++)
            if (ng_is_upper(s.p[i])) {
                h = ng_mix(h, (uint64_t)s.p[i]);
                n++;
            } else if (s.p[i] != '.') {
                return;
            }
    } else {
        for (uint32_t i = m->first; i < m->end && i < m->first + 12; i++) {
            char ch = c->r->text.p[word(c, i)->at.beg];
            if (ng_is_upper(ch) && word(c, i)->tag != NG_TAG_DT) {
                h = ng_mix(h, (uint64_t)ch);
                n++;
            }
        }
    }
    m->initials = n >= 2 ? h : 0;
}

static void read_det(struct ng_coref *c, struct ng_coref_mention *m)
{
    const struct ng_word *w = word(c, m->first);
    for (size_t i = 0; i < sizeof dets / sizeof *dets; i++)
        if (ng_str_eq(w->low, dets[i].word)) {
            m->det = dets[i].det;
            return;
        }
    if (w->tag == NG_TAG_CD)
        m->det = DET_NUMBER;
    for (uint32_t i = m->first; i < m->head; i++)
        if (word(c, i)->tag == NG_TAG_POS)
            m->det = DET_NAMED;
}

static void read_pronoun(struct ng_coref *c, struct ng_coref_mention *m)
{
    const struct ng_word *w = word(c, m->first);
    uint32_t n = m->end - m->first;
    if (n == 2 && word(c, m->first + 1)->tag == NG_TAG_POS)
        n = 1;
    if (n != 1 || is_proper(w->tag))
        return;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (ng_str_eq(w->low, pronouns[i].word)) {
            m->kind = NG_COREF_PRONOUN;
            m->pronoun = pronouns[i].pronoun;
            m->number = pronouns[i].number;
            m->gender = pronouns[i].gender;
            m->possessive = pronouns[i].possessive || w->tag == NG_TAG_PRPS;
            m->reflexive = pronouns[i].reflexive;
        }
}

/* Of a person's first name, or of the words before it. */
static uint8_t gender_of_name(struct ng_coref *c, uint32_t first, uint32_t end)
{
    char buf[64];
    for (uint32_t i = first; i < end; i++) {
        ng_str low = word(c, i)->low;
        for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
            if (nouns[k].gender < 3 && ng_str_eq(low, nouns[k].word))
                return nouns[k].gender;
        if (!is_proper(word(c, i)->tag) || low.n > 20)
            continue;
        size_t n = ng_lex_fold_into(low, buf, sizeof buf);
        uint32_t bits = n == SIZE_MAX ? 0 : ng_lex_word((ng_str){buf, n});
        if (bits & (NG_WORD_FEMALE | NG_WORD_MALE))
            return (uint8_t)((bits & NG_WORD_MALE ? 1 : 0) |
                             (bits & NG_WORD_FEMALE ? 2 : 0));
    }
    return NG_COREF_MALE | NG_COREF_FEMALE;
}

static void read_gender(struct ng_coref *c, struct ng_coref_mention *m)
{
    if (m->type == NG_PER + 1) {
        m->gender = gender_of_name(c, m->first, m->last + 1);
        return;
    }
    if (m->type && m->type != NG_NORP + 1) {
        m->gender = NG_COREF_THING;
        return;
    }
    const struct ng_word *w = word(c, m->last);
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (ng_str_eq(w->lemma, nouns[k].word) ||
            ng_str_eq(w->low, nouns[k].word)) {
            m->gender = nouns[k].gender;
            return;
        }
    char buf[64];
    if (w->lemma.n > 20)
        return;
    size_t n = ng_lex_fold_into(w->lemma, buf, sizeof buf);
    if (n == SIZE_MAX)
        return;
    ng_str f = {buf, n};
    struct ng_lex_hit hit = ng_lex_look(f);
    for (uint32_t i = 0; i < hit.n && i < 4; i++) {
        enum ng_lex_kind k = ng_lex_at(hit, i).kind;
        if (k == NG_LEX_ROLE || k == NG_LEX_DEMONYM)
            m->gender = NG_COREF_MALE | NG_COREF_FEMALE;
    }
}

static void read_number(struct ng_coref *c, struct ng_coref_mention *m)
{
    const struct ng_word *w = word(c, m->head);
    m->number = w->tag == NG_TAG_NNS || w->tag == NG_TAG_NNPS ? 2 : 1;
    if (m->type == NG_PER + 1)
        m->number = 1;
    for (uint32_t i = m->head + 1; i < m->end && i < m->head + 12; i++)
        if (word(c, i)->rel == NG_REL_conj && word(c, i)->head == m->head)
            m->number = 2;
}

static void read_traits(struct ng_coref *c, struct ng_coref_mention *m)
{
    m->head = head_of(c, m->first, m->end);
    m->last = last_of(c, m->head, m->end);
    const struct ng_word *w = word(c, m->last);
    m->entity = NG_NONE;
    if (w->name != NG_NONE && is_noun(w->tag)) {
        const struct ng_name_mention *name = &c->r->names.at[w->name];
        m->entity = name->entity;
        m->type = (uint8_t)(name->type + 1);
    }
    if (m->fixed) {
        m->entity = m->fixed - 1;
        m->type = (uint8_t)(c->r->entities.at[m->entity].type + 1);
    }
    bool name = is_proper(w->tag) || w->name != NG_NONE;
    m->kind = name ? NG_COREF_NAME : NG_COREF_NOMINAL;
    m->rel = word(c, m->head)->rel;
    uint8_t tag = word(c, m->head)->tag;
    m->clause = (tag >= NG_TAG_VB && tag <= NG_TAG_VBZ) || tag == NG_TAG_MD ||
                tag == NG_TAG_IN || tag == NG_TAG_TO;
    m->head_key = key_of(is_proper(w->tag) ? w->low : w->lemma);
    m->quoted = word(c, m->head)->quote != NG_NONE;
    m->group = m->parent = NG_NONE;
    m->vector = NG_COREF_VECTORS;
    uint32_t p = ng_paragraph_at(c->r, word(c, m->head)->at.beg);
    m->speaker = c->speaker ? c->speaker[m->head] : 0;
    if (m->quoted && p != NG_NONE)
        m->speaker = (1u << 16) + p;
    m->loud = p != NG_NONE && c->r->paragraphs.at[p].kind != NG_BLOCK_PARAGRAPH;
    read_pronoun(c, m);
    if (m->kind == NG_COREF_PRONOUN) {
        m->entity = NG_NONE;
        m->head_key = key_of(word(c, m->first)->low);
    } else {
        read_det(c, m);
        read_number(c, m);
        read_gender(c, m);
    }
    read_words(c, m);
    if (m->kind == NG_COREF_NAME)
        read_initials(c, m);
    if (c->clusters)
        ng_clusters_of(w->low, c->clusters, m->cluster);
}

void ng_coref_open(struct ng_coref *c)
{
    enum { DEEP = 64 };
    uint32_t open[DEEP], depth = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        struct ng_coref_mention *m = &c->m[i];
        read_traits(c, m);
        while (depth && c->m[open[depth - 1]].end < m->end)
            depth--;
        if (depth && c->m[open[depth - 1]].end >= m->end)
            m->parent = open[depth - 1];
        if (depth < DEEP)
            open[depth++] = i;
    }
    c->mask = 15;
    while (c->mask < c->n * NG_COREF_CLUES)
        c->mask = c->mask * 2 + 1;
    c->slot = ng_new(c->work, uint32_t, (size_t)c->mask + 1);
    c->groups = ng_new(c->work, struct ng_coref_group, (size_t)c->n + 1);
    ng_coref_reset(c);
}

void ng_coref_mean(struct ng_coref *c, const struct ng_coref_vector *table)
{
    c->vectors = table;
    for (uint32_t i = 0; i < c->n; i++) {
        struct ng_coref_mention *m = &c->m[i];
        if (m->kind != NG_COREF_PRONOUN && (!c->own || !m->fixed))
            m->vector = ng_coref_vector_at(table, word(c, m->last)->low);
    }
}

void ng_coref_reset(struct ng_coref *c)
{
    memset(c->slot, 0, ((size_t)c->mask + 1) * sizeof *c->slot);
    c->clues.n = 0;
    c->n_groups = 0;
    for (uint32_t i = 0; i < c->n; i++)
        c->m[i].group = NG_NONE;
}
