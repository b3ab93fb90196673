/* tags.c - tag and lemma of each word, sentence by sentence.
 *
 * A sentence in capitals (a headline, a dateline of six words) looks like names
 * to a tagger; the training data holds such sentences. A line in title case is
 * read as if it were in capitals: there a capital says nothing, while in title
 * case it would speak for names.
 */
#include "annotate/annotate.h"
#include "annotate/lemma.h"
#include "annotate/linked.h"
#include "lexicon/lexicon.h"
#include "model/tagger.h"

/* "crews would stop work": before a modal stands no other verb, and after
 * these verbs no infinitive without its "to". */
static void mend_tags(const struct ng_word *words, uint8_t *tags, size_t n)
{
    static const ng_str phases[] = {S("stop"),   S("begin"), S("start"),
                                    S("resume"), S("halt"),  S("finish")};
    static const ng_str same[] = {S("beat"), S("cut"), S("hit"), S("hurt"),
                                  S("put"),  S("set"), S("shut")};
    bool told = n > 0 && ng_str_eq(words[n - 1].low, STR("."));
    if (n > 2 && tags[0] == NG_TAG_NNS && tags[1] == NG_TAG_JJ &&
        ng_str_eq(words[1].low, STR("close")) && tags[2] != NG_TAG_TO)
        tags[1] = NG_TAG_VBP; /* "Boatmen close river" */
    for (size_t i = 0; i + 1 < n; i++) {
        /* "Police beat protesters.": a full stop, so no headline's present */
        for (size_t k = 0; told && k < sizeof same / sizeof *same; k++)
            if (tags[i] == NG_TAG_VBP && ng_str_eq(words[i].low, same[k]))
                tags[i] = NG_TAG_VBD;
        if (tags[i] == NG_TAG_VBZ && tags[i + 1] == NG_TAG_MD &&
            words[i].low.n > 3 && !ng_str_eq(words[i].low, STR("does")))
            tags[i] = NG_TAG_NNS;
        if (tags[i] == NG_TAG_VBD && ng_str_eq(words[i].low, STR("sign")))
            tags[i] = NG_TAG_VBP; /* a headline's present */
        if (tags[i] != NG_TAG_VB || tags[i + 1] != NG_TAG_VB)
            continue;
        for (size_t k = 0; k < sizeof phases / sizeof *phases; k++)
            if (ng_str_eq(words[i].low, phases[k]))
                tags[i + 1] = NG_TAG_NN;
    }
}

/* A headline has no other verb: "Orsk visits Vale", "Arvia, Borea sign deal".
 * The word behind the names is one, if a noun phrase follows it. */
static void mend_headline(const struct ng_word *words, uint8_t *tags, size_t n)
{
    static const ng_str acts[] = {
        S("accuse"), S("arrest"), S("attack"), S("back"),   S("bomb"),
        S("expel"),  S("hold"),   S("host"),   S("launch"), S("meet"),
        S("open"),   S("raid"),   S("reject"), S("resume"), S("seize"),
        S("shell"),  S("sign"),   S("slam"),   S("urge"),   S("visit"),
        S("warn"),   S("blame"),  S("end"),    S("kill"),
    };
    size_t i = 0;
    for (size_t k = 0; k < n; k++)
        if (tags[k] == NG_TAG_MD || tags[k] == NG_TAG_TO ||
            (tags[k] >= NG_TAG_VB && tags[k] <= NG_TAG_VBZ &&
             tags[k] != NG_TAG_VBG && tags[k] != NG_TAG_VBN))
            return;
    while (i < n && (words[i].letter_case == NG_CASE_TITLE ||
                     words[i].letter_case == NG_CASE_UPPER ||
                     words[i].kind == NG_WORD_PUNCT))
        i++;
    if (i == 0 || i + 1 >= n || words[i].letter_case != NG_CASE_LOWER ||
        words[i - 1].kind == NG_WORD_PUNCT)
        return;
    uint8_t after = tags[i + 1];
    if (after != NG_TAG_NNP && after != NG_TAG_NN && after != NG_TAG_NNS &&
        after != NG_TAG_JJ && after != NG_TAG_CD && after != NG_TAG_DT)
        return;
    ng_str base = words[i].low;
    bool third = base.n > 3 && base.p[base.n - 1] == 's';
    base.n -= third;
    if (tags[i] != NG_TAG_NN && tags[i] != NG_TAG_NNS)
        return;
    for (size_t k = 0; k < sizeof acts / sizeof *acts; k++)
        if (ng_str_eq(base, acts[k]))
            tags[i] = third ? NG_TAG_VBZ : NG_TAG_VBP;
}

/* Shapes of words that stood in the report before, by the hash of the form:
 * about half of all words are there. */
struct seen {
    ng_str low;
    struct ng_shape shape;
};
struct seen_words {
    struct seen *at; /* [mask + 1] */
    size_t mask;
};

static struct seen_words no_words(size_t words, struct ng_arena *a)
{
    struct seen_words s = {.mask = 255};
    while (s.mask < words && s.mask < 4095)
        s.mask = s.mask * 2 + 1;
    s.at = ng_new(a, struct seen, s.mask + 1);
    return s;
}

static struct ng_shape shape_of(const struct seen_words *known, ng_str form,
                                ng_str low, const struct ng_section *clusters)
{
    uint64_t key = ng_form_key(form);
    struct seen *s = &known->at[key >> 7 & known->mask];
    if (s->shape.form != key || !ng_str_eq(s->low, low)) {
        ng_word_shape(form, low, clusters, &s->shape);
        s->low = low;
    }
    return s->shape;
}

/* A line where each word of substance has a capital, though not all letters. */
static bool is_title(const struct ng_word *words, size_t n)
{
    size_t title = 0;
    for (size_t i = 0; i < n; i++) {
        if (words[i].kind != NG_WORD_LETTERS || words[i].low.n < 2 ||
            words[i].low.p[0] == '\'')
            continue;
        title += words[i].letter_case == NG_CASE_TITLE;
        if (words[i].letter_case == NG_CASE_LOWER &&
            !(ng_lex_word(words[i].low) & NG_WORD_FUNCTION))
            return false;
    }
    return title >= 4;
}

static ng_str in_capitals(ng_str s, struct ng_arena *a)
{
    char *p = ng_new(a, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = ng_is_lower(s.p[i]) ? (char)(s.p[i] - 32) : s.p[i];
    return (ng_str){p, s.n};
}

void ng_find_tags(struct ng_report *r, struct ng_arena *out,
                  struct ng_arena scratch)
{
    struct ng_model tagger, clusters, lemmas;
    struct ng_tagger t;
    if (!ng_linked_open(&tagger, NG_MODEL_TAGS) || !ng_tagger_open(&t, &tagger))
        return;
    bool clustered = ng_linked_open(&clusters, NG_MODEL_CLUSTERS);
    bool lemmatised = ng_linked_open(&lemmas, NG_MODEL_LEMMAS);
    struct seen_words known = no_words(r->words.n, &scratch);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        struct ng_arena sentence = scratch;
        size_t n = s->end - s->first;
        struct ng_shape *shapes = ng_new(&sentence, struct ng_shape, n);
        uint8_t *tags = ng_new(&sentence, uint8_t, n);
        struct ng_word *words = &r->words.at[s->first];
        bool title = is_title(words, n);
        for (size_t i = 0; i < n; i++) {
            ng_str form = ng_slice(r->text, words[i].at);
            if (title)
                form = in_capitals(form, &sentence);
            shapes[i] = shape_of(&known, form, words[i].low,
                                 clustered ? &clusters.section[0] : NULL);
        }
        ng_tag_words(&t, shapes, n, tags);
        mend_tags(words, tags, n);
        mend_headline(words, tags, n);
        for (size_t i = 0; i < n; i++) {
            words[i].tag = tags[i];
            if (lemmatised)
                words[i].lemma = ng_lemma_of(&lemmas.section[0], words[i].low,
                                             (enum ng_tag)tags[i], out);
        }
    }
}
