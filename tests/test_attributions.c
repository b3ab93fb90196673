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

enum { MOST = 64 };

static struct {
    ng_str token[MOST];
    bool first[MOST];
    ng_range at[MOST];
    size_t n;
} in;

/* Columns as one line: a letter for each token, small where a span goes on. */
static void put_columns(const struct ng_report *r, struct ng_out *to)
{
    struct ng_arena scratch;
    struct ng_err err;
    if (ng_arena_open(&scratch, 1 << 24, &err))
        return;
    ng_str tags[MOST];
    ng_saying_columns(r, in.at, in.first, in.n, tags, scratch);
    for (size_t i = 0; i < in.n; i++) {
        char c = tags[i].n < 3                           ? '.'
                 : ng_str_ends(tags[i], STR("-SOURCE"))  ? 'S'
                 : ng_str_ends(tags[i], STR("-CONTENT")) ? 'C'
                                                         : 'Q';
        ng_putc(to, tags[i].p[0] == 'I' ? (char)(c + 32) : c);
    }
    ng_arena_close(&scratch, 1 << 24);
}

/* Words with spaces between; " / " begins a sentence. */
static void expect(ng_str words, ng_str columns)
{
    struct ng_arena a;
    struct ng_err err;
    struct ng_out to = {.limit = 1 << 12};
    if (ng_arena_open(&a, 1 << 22, &err))
        return;
    in.n = 0;
    bool first = true;
    while (words.n && in.n < MOST) {
        ng_cut c = ng_cut_at(words, ' ');
        words = c.tail;
        if (ng_str_eq(c.head, STR("/"))) {
            first = true;
            continue;
        }
        in.token[in.n] = c.head;
        in.first[in.n++] = first;
        first = false;
    }
    ng_str text = ng_text_of_tokens(in.token, in.first, in.n, in.at, &a);
    stages_run(text, NG_NO_DAYS, stages, put_columns, &to);
    t_str(__FILE__, __LINE__, "columns", ng_out_str(&to).p, ng_out_str(&to).n,
          columns.p, columns.n);
    ng_out_release(&to);
    ng_arena_close(&a, 1 << 22);
}

static void tags_tokens_of_others(void)
{
    expect(STR("The mayor said that the bridge was unsafe ."),
           STR("SsQCcccc."));
    expect(STR("\" We are ready , \" Lena Brandt said ."), STR("CcccccSsQ."));
    expect(STR("Brandt vowed to close the bridge ."), STR("SQCccc."));
    expect(STR("According to the report , the bridge is safe ."),
           STR("QqSs.Cccc."));
    expect(STR("Brandt told reporters that the bridge was safe ."),
           STR("SQ.Ccccc."));
}

static void ends_spans_with_their_sentence(void)
{
    expect(
        STR("\" We are ready . / The boats leave at noon , \" Brandt said ."),
        STR("CccccCccccccSQ."));
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

T_MAIN(T(keeps_its_lemmas_in_order), T(tags_tokens_of_others),
       T(ends_spans_with_their_sentence), T(survives_any_cut))
