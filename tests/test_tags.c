/* Tags and lemmas: the models fit the program, the floors hold. */
#include "t.h"

#include "annotate/lemma.h"
#include "annotate/linked.h"
#include "language.h"
#include "model/tagger.h"
#include "train/fit.h"

static void every_model_fits_the_program(void)
{
    struct ng_model m;
    CHECK(ng_linked_open(&m, NG_MODEL_CLUSTERS));
    CHECK(ng_linked_open(&m, NG_MODEL_LEMMAS));
    CHECK(ng_linked_open(&m, NG_MODEL_TAGS));
    CHECK(ng_linked_open(&m, NG_MODEL_ARCS));
    CHECK(ng_linked(NG_MODEL_TAGS).n <= 6u << 20);
    CHECK(ng_linked(NG_MODEL_ARCS).n <= 12u << 20);
}

static void a_foreign_model_is_refused(void)
{
    struct ng_model m;
    struct ng_err err;
    ng_str tags = ng_linked(NG_MODEL_TAGS);
    uint64_t features = ng_features_of(NG_MODEL_TAGS);
    CHECK_INT(ng_model_open(&m, tags, NG_MODEL_ARCS, features, &err),
              NG_BAD_INPUT);
    CHECK_INT(ng_model_open(&m, tags, NG_MODEL_TAGS, features + 1, &err),
              NG_BAD_INPUT);
    CHECK(strstr(err.text, "make models"));
    ng_str cut = {tags.p, tags.n - 64};
    CHECK_INT(ng_model_open(&m, cut, NG_MODEL_TAGS, features, &err),
              NG_BAD_INPUT);
    CHECK_INT(
        ng_model_open(&m, (ng_str){tags.p, 20}, NG_MODEL_TAGS, features, &err),
        NG_BAD_INPUT);
}

static void lemma_is(const char *low, enum ng_tag tag, const char *want)
{
    static char room[4096];
    struct ng_arena a = {room, room + sizeof room, NULL};
    struct ng_model m;
    REQUIRE(ng_linked_open(&m, NG_MODEL_LEMMAS));
    ng_str got = ng_lemma_of(&m.section[0], ng_str_of(low), tag, &a);
    if (!ng_str_eq(got, ng_str_of(want)))
        T_SAY("%s: got " PRS ", want %s\n", low, PRS_ARG(got), want);
}

static void finds_lemmas(void)
{
    lemma_is("met", NG_TAG_VBD, "meet");
    lemma_is("held", NG_TAG_VBN, "hold");
    lemma_is("talks", NG_TAG_NNS, "talk");
    lemma_is("overthrew", NG_TAG_VBD, "overthrow");
    lemma_is("declined", NG_TAG_VBD, "decline");
    lemma_is("explained", NG_TAG_VBD, "explain");
    lemma_is("agreed", NG_TAG_VBD, "agree");
    lemma_is("banned", NG_TAG_VBN, "ban");
    lemma_is("denies", NG_TAG_VBZ, "deny");
    lemma_is("visiting", NG_TAG_VBG, "visit");
    lemma_is("women", NG_TAG_NNS, "woman");
    lemma_is("countries", NG_TAG_NNS, "country");
    lemma_is("crises", NG_TAG_NNS, "crisis");
    lemma_is("plans", NG_TAG_NNS, "plan");
    lemma_is("civilians", NG_TAG_NNS, "civilian");
    lemma_is("n't", NG_TAG_RB, "not");
    lemma_is("was", NG_TAG_VBD, "be");
    lemma_is("its", NG_TAG_PRPS, "its");
    lemma_is("hap\xc5\xab", NG_TAG_NNS,
             "hap\xc5\xab"); /* never half a letter */
}

static void own_sentences_stay_above_the_floor(void)
{
    struct score s;
    REQUIRE(gold_measure("tests/data/language.conllu", &s));
    CHECK_INT(s.same, s.sentences);
    CHECK(s.sentences >= 25);
    CHECK(s.tags * 100 >= s.words * 95);
    CHECK(s.lemmas * 100 >= s.words * 97);
}

static void development_data_stays_above_the_floor(void)
{
    struct score s;
    if (!gold_measure(gold_shared("data/ewt/en_ewt-ud-dev.conllu"), &s))
        SKIP("no ../shared");
    CHECK(s.same * 100 >= s.sentences * 70);
    CHECK(s.tags * 1000 >= s.words * 945);
    CHECK(s.lemmas * 100 >= s.words * 97);
}

/* A packed section as it would lie in a file. */
static struct ng_section opened(const struct ng_packed *p)
{
    return (struct ng_section){
        .kind = p->head.kind,
        .buckets = p->head.buckets,
        .heap_n = p->head.heap,
        .labels = p->head.labels,
        .index = (const uint32_t *)(const void *)p->bytes.p,
        .heap = (const uint8_t *)p->bytes.p +
                (p->head.buckets + 1) * sizeof(uint32_t)};
}

/* Rows of many labels and triples of few say what the trainer says. */
static void packed_weights_choose_as_the_trainer_does(void)
{
    enum { LABELS = 40, WORDS = 300 };
    struct ng_arena a;
    struct ng_err err;
    struct ng_fit fit;
    struct ng_keys keys;
    REQUIRE(ng_arena_open(&a, (size_t)1 << 28, &err) == NG_OK);
    ng_fit_open(&fit, LABELS, 0, &a);
    for (int learn = 4; learn >= 0; learn--) {
        struct ng_packed packed;
        struct ng_section table = {0};
        size_t right = 0;
        if (learn == 0) {
            packed = ng_fit_pack(&fit, 32, 1, &a);
            table = opened(&packed);
        }
        for (uint64_t i = 0; i < WORDS; i++) {
            unsigned gold = 1 + (unsigned)(i * i % 97 % LABELS);
            keys.n = 0;
            ng_add(&keys, 7); /* of all labels: a row */
            ng_add(&keys, i % 5);
            ng_add(&keys, i);
            unsigned want = ng_fit_best(&fit, &keys);
            if (learn)
                ng_fit_update(&fit, &keys, gold, want);
            else
                right += ng_best_label(&table, &keys) == want;
        }
        if (learn == 0)
            CHECK_INT(right, WORDS);
    }
    ng_arena_close(&a, (size_t)1 << 28);
}

static void a_sure_word_keeps_its_tag(void)
{
    struct ng_shape the, mask, number;
    uint64_t cells[64] = {0};
    ng_shape_of(STR("the"), STR("the"), 0, NULL, &the);
    ng_shape_of(STR("mask"), STR("mask"), 0, NULL, &mask);
    ng_shape_of(STR("1998"), STR("1998"), 0, NULL, &number);
    REQUIRE((the.form & 63) != (number.shape & 63));
    cells[the.form & 63] = the.form >> 36 << 36 | NG_TAG_DT;
    cells[number.shape & 63] = number.shape >> 36 << 36 | NG_TAG_CD;
    struct ng_section sure = {.kind = NG_CELLS, .buckets = 64, .cells = cells};
    CHECK_INT(ng_sure_tag(&sure, &the), NG_TAG_DT);
    CHECK_INT(ng_sure_tag(&sure, &number), NG_TAG_CD);
    CHECK_INT(ng_sure_tag(&sure, &mask), 0);
}

T_MAIN(T(every_model_fits_the_program), T(a_foreign_model_is_refused),
       T(finds_lemmas), T(packed_weights_choose_as_the_trainer_does),
       T(a_sure_word_keeps_its_tag), T(own_sentences_stay_above_the_floor),
       T(development_data_stays_above_the_floor))
