/* Sayings: the table of cues, ranges, hostile text. */
#include "stages.h"

#include "annotate/linked.h"
#include "annotate/sayings_net.h"

#include <stdlib.h>

static ng_stage *const stages[] = {ng_find_words, ng_find_tags, ng_find_times,
                                   ng_find_sayings, NULL};

static void keeps_its_cues_in_order(void)
{
    CHECK(ng_cues_in_order());
    CHECK(ng_cue_of(STR("said")) & NG_CUE_SAY);
    CHECK(ng_cue_of(STR("denied")) & NG_CUE_DENY);
    CHECK_INT(ng_cue_of(STR("table")), 0);
}

/* The net adds to what is there; none for nothing, none for what is too long.
 */
static void leaves_long_sentences_to_the_crf(void)
{
    enum { LONG = NG_PARSE_MAX + 1 };
    static struct ng_word words[LONG];
    static int32_t score[LONG * NG_SAY_LABELS];
    struct ng_sense *senses = calloc(1, sizeof *senses); /* of word 0 alone */
    struct ng_sentence s = {{0, 1}, 0, LONG, 0};
    struct ng_report r = {.text = STR("a"),
                          .words = {.at = words, .n = LONG},
                          .sentences = {.at = &s, .n = 1}};
    struct ng_arena a;
    struct ng_model m;
    struct ng_err err;
    CHECK(ng_linked_open(&m, NG_MODEL_SAYINGS));
    CHECK(ng_arena_open(&a, (size_t)1 << 24, &err) == NG_OK);
    CHECK(ng_say_reader_open(&r, &m, &a) == NULL); /* nothing was parsed */
    r.senses = senses;
    struct ng_say_reader *in = ng_say_reader_open(&r, &m, &a);
    REQUIRE(in != NULL);
    for (uint32_t i = 0; i < LONG; i++)
        words[i] = (struct ng_word){.at = {0, 1}, .low = STR("a")};
    ng_say_net_add(in, &r, 0, LONG, 32, score);
    ng_say_net_add(in, &r, 0, 0, 32, score);
    CHECK_INT(score[0], 0);
    r.sentences.at[0].end = 1;
    ng_say_net_add(in, &r, 0, 1, 32, score);
    CHECK(score[0] != 0 && score[NG_SAY_LABELS] == 0);
    free(senses);
    ng_arena_close(&a, (size_t)1 << 24);
}

static void look(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    ng_range all = {0, (uint32_t)r->text.n};
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        CHECK(!ng_range_empty(s->content) && ng_range_in(s->content, all));
        CHECK(ng_range_in(s->cue, all) && ng_range_in(s->source, all));
        CHECK(ng_range_in(s->told_to, all));
        CHECK(i == 0 || r->sayings.at[i - 1].content.beg <= s->content.beg);
        for (size_t k = 0; k < s->via.n; k++)
            CHECK(ng_range_in(s->via.at[k].at, all));
    }
}

static void survives_any_cut(void)
{
    static const char text[] =
        "\"We met,\" A. Bell, a guide, told \xe2\x80\x9cX\xe2\x80\x9d on "
        "Monday, citing the mayor, \"and we left.\" He said that \"it ended\" "
        "badly, police said, radio reported.\n\n\"It runs on,\" and said, "
        "according to a report, said said said who said that said, denied";
    ng_day d = ng_day_of(2019, 4, 24);
    struct ng_out to = {.limit = 1 << 10};
    for (size_t n = 0; n < sizeof text; n += 3)
        stages_run((ng_str){text, n}, (ng_days){d, d}, stages, look, &to);
    ng_out_release(&to);
}

static void does_without_tags(void)
{
    static ng_stage *const bare[] = {ng_find_words, ng_find_sayings, NULL};
    static const ng_str text = S("The port is shut, Ana Ortiz said.");
    struct ng_out to = {.limit = 1 << 10};
    stages_run(text, NG_NO_DAYS, bare, look, &to);
    ng_out_release(&to);
}

static void look_time(const struct ng_report *r, struct ng_out *to)
{
    ng_printf(to, "%zu", r->sayings.n);
}

/* Twice the text must not take much more than twice the work: one sentence of
 * cues alone would show a search that runs to the end each time. */
static void stays_linear_in_a_sentence_of_cues(void)
{
    enum { WORDS = 4000, ROOM = WORDS * 5 };
    char *text = malloc(ROOM);
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 5, i % 7 ? "said " : "bob, ", 5);
    struct ng_out to = {.limit = 1 << 10};
    stages_run((ng_str){text, ROOM}, NG_NO_DAYS, stages, look_time, &to);
    CHECK(ng_out_str(&to).n > 0);
    ng_out_release(&to);
    free(text);
}

T_MAIN(T(keeps_its_cues_in_order), T(leaves_long_sentences_to_the_crf),
       T(survives_any_cut), T(does_without_tags),
       T(stays_linear_in_a_sentence_of_cues))
