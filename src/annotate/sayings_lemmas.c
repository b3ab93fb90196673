/* sayings_lemmas.c - see sayings_wide.h: lemmas that report, by bisection. */
#include "annotate/sayings_wide.h"

struct row {
    ng_str lemma;
    uint32_t flags;
};
#define V(lemma, flags) {S(lemma), flags},
static const struct row verbs[] = {
#include "annotate/sayings_lemmas.inc"
};
#undef V
#define N(lemma, flags) {S(lemma), flags},
static const struct row nouns[] = {
#include "annotate/sayings_lemmas.inc"
};
#undef N
#define A(lemma, flags) {S(lemma), flags},
static const struct row adjectives[] = {
#include "annotate/sayings_lemmas.inc"
};
#undef A
static const struct row prepositions[] = {
    {S("about"), NG_S_ABOUT}, {S("against"), NG_S_AGAINST},
    {S("at"), NG_S_AT},       {S("by"), NG_S_BY},
    {S("for"), NG_S_FOR},     {S("in"), NG_S_IN},
    {S("of"), NG_S_OF},       {S("on"), NG_S_ON},
    {S("over"), NG_S_OVER},   {S("to"), NG_S_TO},
    {S("upon"), NG_S_ON},     {S("with"), NG_S_WITH},
};

/* No lemma is empty; most steps of the search need the first letter alone. */
static uint32_t find(const struct row *row, size_t n, ng_str lemma)
{
    size_t lo = 0, hi = lemma.n ? n : 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order =
            (unsigned char)row[mid].lemma.p[0] - (unsigned char)lemma.p[0];
        if (order == 0)
            order = ng_str_cmp(row[mid].lemma, lemma);
        if (order == 0)
            return row[mid].flags | NG_S_KNOWN;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}
#define FIND(list, lemma) find(list, sizeof(list) / sizeof *(list), lemma)

uint32_t ng_say_verb(ng_str lemma)
{
    return FIND(verbs, lemma);
}

static const struct {
    ng_str form, lemma;
} irregular[] = {
    {S("felt"), S("feel")},       {S("found"), S("find")},
    {S("foresaw"), S("foresee")}, {S("forgot"), S("forget")},
    {S("held"), S("hold")},       {S("knew"), S("know")},
    {S("known"), S("know")},      {S("laid"), S("lay")},
    {S("meant"), S("mean")},      {S("said"), S("say")},
    {S("saw"), S("see")},         {S("says"), S("say")},
    {S("seen"), S("see")},        {S("sought"), S("seek")},
    {S("spoke"), S("speak")},     {S("spoken"), S("speak")},
    {S("swore"), S("swear")},     {S("thought"), S("think")},
    {S("told"), S("tell")},       {S("understood"), S("understand")},
    {S("written"), S("write")},   {S("wrote"), S("write")},
};

/* The form without its ending, in the ways English writes it. */
static uint32_t by_form(ng_str low)
{
    char buf[24];
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (ng_str_eq(low, irregular[i].form))
            return ng_say_verb(irregular[i].lemma);
    size_t cut = ng_str_ends(low, STR("ing"))  ? 3
                 : ng_str_ends(low, STR("ed")) ? 2
                 : ng_str_ends(low, STR("s"))  ? 1
                                               : 0;
    if (low.n < 4 + cut || low.n > sizeof buf - 2)
        return 0;
    size_t n = low.n - cut;
    memcpy(buf, low.p, n);
    uint32_t flags = ng_say_verb((ng_str){buf, n}); /* seek-s, back-ed */
    if (flags == 0 && cut == 1 && buf[n - 1] == 'e')
        flags = ng_say_verb((ng_str){buf, n - 1}); /* stress-es */
    if (flags == 0 && cut > 1) {
        buf[n] = 'e'; /* not-ed */
        flags = ng_say_verb((ng_str){buf, n + 1});
    }
    if (flags == 0 && cut > 1 && buf[n - 1] == buf[n - 2])
        flags = ng_say_verb((ng_str){buf, n - 1}); /* admit-t-ed */
    if (flags == 0 && cut && buf[n - 1] == 'i') {
        buf[n - 1] = 'y'; /* deni-ed */
        flags = ng_say_verb((ng_str){buf, n});
    }
    if (flags == 0 && cut == 1 && n > 2 && buf[n - 1] == 'e' &&
        buf[n - 2] == 'i') {
        buf[n - 2] = 'y'; /* denie-s */
        flags = ng_say_verb((ng_str){buf, n - 1});
    }
    return flags;
}

uint32_t ng_say_verb_of(const struct ng_word *w)
{
    uint32_t flags = ng_say_verb(w->lemma);
    return flags ? flags : by_form(w->low);
}

uint32_t ng_say_noun(ng_str lemma)
{
    return FIND(nouns, lemma);
}

uint32_t ng_say_adjective(ng_str lemma)
{
    return FIND(adjectives, lemma);
}

uint32_t ng_say_preposition(ng_str low)
{
    return FIND(prepositions, low) & ~(uint32_t)NG_S_KNOWN;
}

static bool in_order(const struct row *row, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (ng_str_cmp(row[i - 1].lemma, row[i].lemma) >= 0)
            return false;
    return true;
}
#define IN_ORDER(list) in_order(list, sizeof(list) / sizeof *(list))

bool ng_say_lemmas_in_order(void)
{
    return IN_ORDER(verbs) && IN_ORDER(nouns) && IN_ORDER(adjectives) &&
           IN_ORDER(prepositions);
}
