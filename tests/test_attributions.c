/* Attributions: the lists of lemmas, token columns, hostile text. */
#include "stages.h"

#include "annotate/sayings_wide.h"

static ng_stage *const stages[] = {ng_find_words, ng_find_tags,  ng_find_arcs,
                                   ng_find_names, ng_find_times, NULL};

static void keeps_its_lemmas_in_order(void)
{
    CHECK(ng_say_lemmas_in_order());
    CHECK(ng_say_verb(STR("vow")) & NG_S_INFINITIVE);
    CHECK(ng_say_noun(STR("claim")) != 0);
    CHECK(ng_say_adjective(STR("confident")) & NG_S_THAT);
    CHECK_INT(ng_say_verb(STR("walk")), 0);
}

/* A letter for each word, small where a span goes on. */
static void put_tags(const struct ng_report *r, struct ng_out *to)
{
    struct ng_arena scratch;
    struct ng_err err;
    if (ng_arena_open(&scratch, 1 << 24, &err))
        return;
    uint8_t *tag = ng_new(&scratch, uint8_t, r->words.n + 1);
    bool *begins = ng_new(&scratch, bool, r->words.n + 1);
    ng_say_tags(r, NULL, tag, begins, scratch);
    for (size_t i = 0; i < r->words.n; i++) {
        char c = ".SQC"[tag[i]];
        ng_putc(to, tag[i] && !begins[i] ? (char)(c + 32) : c);
    }
    ng_arena_close(&scratch, 1 << 24);
}

#define EXPECT(text, columns)                                                  \
    do {                                                                       \
        struct ng_out to_ = {.limit = 1 << 12};                                \
        stages_run(STR(text), NG_NO_DAYS, stages, put_tags, &to_);             \
        CHECK_STR(ng_out_str(&to_), columns);                                  \
        ng_out_release(&to_);                                                  \
    } while (0)

static void tags_words(void)
{
    EXPECT("The mayor said that the bridge was unsafe.", "SsQCcccc.");
    EXPECT("\"We are ready,\" Lena Brandt said.", "CcccccSsQ.");
    EXPECT("Brandt vowed to close the bridge.", "SQCccc.");
    EXPECT("According to the report, the bridge is safe.", "QqSs.Cccc.");
    EXPECT("Brandt told reporters that the bridge was safe.", "SQ.Ccccc.");
}

static void look(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    struct ng_arena a;
    struct ng_err err;
    if (ng_arena_open(&a, 1 << 26, &err))
        return;
    ng_attributions all = {0};
    ng_find_attributions(r, &all, &a);
    uint32_t n = (uint32_t)r->words.n;
    for (size_t i = 0; i < all.n; i++) {
        const struct ng_attribution *x = &all.at[i];
        CHECK(x->head < n && x->cue.first < x->cue.end && x->cue.end <= n);
        CHECK(x->source.end <= n && x->contents <= NG_WIDE_CONTENTS);
        for (uint32_t c = 0; c < x->contents; c++)
            CHECK(x->content[c].first < x->content[c].end &&
                  x->content[c].end <= n);
    }
    ng_arena_close(&a, 1 << 26);
}

static void survives_any_cut(void)
{
    static const char text[] =
        "\"We met,\" A. Bell, a guide, told \xe2\x80\x9cX\xe2\x80\x9d on "
        "Monday, citing the mayor, \"and we left.\" He said that \"it ended\" "
        "badly, police said, radio reported.\n\nMAYOR: It runs. PRESS: Why?\n\n"
        "\"It runs on,\" and said, accused him of, according to, was told by";
    struct ng_out to = {.limit = 1 << 10};
    for (size_t n = 0; n < sizeof text; n += 3)
        stages_run((ng_str){text, n}, NG_NO_DAYS, stages, look, &to);
    ng_out_release(&to);
}

static void look_not(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    ng_range all = {0, (uint32_t)r->text.n};
    for (size_t i = 0; i < r->sayings.n; i++)
        CHECK(ng_range_in(r->sayings.at[i].content, all));
    for (size_t i = 0; i < r->attributions.n; i++)
        CHECK(ng_range_in(r->attributions.at[i].at, all));
}

/* A hundred thousand quotations, each in the one before or each by itself: all
 * of it in time that grows with the text. */
static void stands_quotations_without_end(void)
{
    enum { QUOTES = 100000 };
    static const char *const parts[] = {"\"A b,\" he said. ",
                                        "\"A \xe2\x80\x9c", "said: \"",
                                        "x: \"No,\" \n\n"};
    static ng_stage *const some[] = {ng_find_words, ng_find_sayings, NULL};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        size_t n = strlen(parts[p]);
        char *text = malloc(n * QUOTES);
        for (size_t i = 0; i < QUOTES; i++)
            memcpy(text + i * n, parts[p], n);
        struct ng_out to = {.limit = 1 << 10};
        stages_run((ng_str){text, n * QUOTES}, NG_NO_DAYS, some, look_not, &to);
        ng_out_release(&to);
        free(text);
    }
}

T_MAIN(T(keeps_its_lemmas_in_order), T(tags_words), T(survives_any_cut),
       T(stands_quotations_without_end))
