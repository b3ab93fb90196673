/* Heads and relations: the floors hold, long sentences end. */
#include "t.h"

#include "language.h"

static void own_sentences_stay_above_the_floor(void)
{
    struct score s;
    REQUIRE(gold_measure("tests/data/language.conllu", &s));
    CHECK(s.heads * 100 >= s.words * 90);
    CHECK(s.arcs * 100 >= s.words * 87);
}

static void development_data_stays_above_the_floor(void)
{
    struct score s;
    if (!gold_measure(gold_shared("data/ewt/en_ewt-ud-dev.conllu"), &s))
        SKIP("no ../shared");
    CHECK(s.heads * 100 >= s.words * 87);
    CHECK(s.arcs * 100 >= s.words * 83);
}

struct job {
    ng_str text;
    struct ng_arena scratch;
    bool sound;
    uint32_t roots, words;
};

/* Every head stands in the same sentence and every chain of heads ends. */
static bool is_sound(const struct ng_report *r)
{
    for (uint32_t i = 0; i < r->words.n; i++) {
        const struct ng_sentence *s = &r->sentences.at[r->words.at[i].sentence];
        uint32_t w = i;
        for (uint32_t steps = 0; w != NG_NONE; steps++) {
            if (steps > s->end - s->first || w < s->first || w >= s->end)
                return false;
            w = r->words.at[w].head;
        }
        if (r->words.at[i].rel == NG_REL_NONE ||
            r->words.at[i].rel >= NG_REL_COUNT)
            return false;
    }
    return true;
}

static ng_status parse(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    r->text = job->text;
    job->scratch.guard = a->guard;
    ng_find_words(r, a, job->scratch);
    ng_find_tags(r, a, job->scratch);
    ng_find_arcs(r, a, job->scratch);
    job->sound = is_sound(r);
    job->words = (uint32_t)r->words.n;
    for (uint32_t i = 0; i < r->words.n; i++)
        job->roots += r->words.at[i].rel == NG_REL_root;
    return NG_OK;
}

static struct job parse_text(ng_str text)
{
    struct job job = {.text = text};
    struct ng_arena arena;
    struct ng_err err;
    if (ng_arena_open(&arena, GOLD_ROOM, &err) ||
        ng_arena_open(&job.scratch, GOLD_ROOM, &err))
        abort();
    struct ng_arena scratch = job.scratch;
    CHECK_INT(ng_guarded(parse, &job, &arena, &err), NG_OK);
    ng_arena_close(&arena, GOLD_ROOM);
    ng_arena_close(&scratch, GOLD_ROOM);
    return job;
}

static void a_sentence_has_one_root(void)
{
    struct job job = parse_text(STR("The envoy left. The talks went on."));
    CHECK(job.sound);
    CHECK_INT(job.roots, 2);
}

static void long_sentences_are_parsed_in_pieces(void)
{
    static char text[20000];
    size_t n = 0;
    while (n + 24 < sizeof text)
        n += (size_t)snprintf(text + n, sizeof text - n, "talks, rice and ");
    struct job job = parse_text((ng_str){text, n});
    CHECK(job.sound);
    CHECK(job.words > 4000);
    CHECK(job.roots >= job.words / 250);
}

static void noise_makes_a_tree(void)
{
    static const char alphabet[] = "ab AB ., \"'-(1 the to said";
    uint32_t seed = 3;
    char text[4000];
    for (size_t i = 0; i < sizeof text; i++) {
        seed = seed * 1664525 + 1013904223;
        text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
    }
    CHECK(parse_text((ng_str){text, sizeof text}).sound);
}

T_MAIN(T(own_sentences_stay_above_the_floor),
       T(development_data_stays_above_the_floor), T(a_sentence_has_one_root),
       T(long_sentences_are_parsed_in_pieces), T(noise_makes_a_tree))
