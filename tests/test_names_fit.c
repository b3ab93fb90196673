/* What the model of names is trained on: text alone, and loud copies. */
#include "t.h"
#include "train/names_fit.h"

#include <stdio.h>
#include <stdlib.h>

static struct ng_arena *arena(void)
{
    static struct ng_arena a;
    struct ng_err err;
    if (!a.at && ng_arena_open(&a, (size_t)1 << 28, &err))
        abort();
    return &a;
}

static void text_alone_is_read_as_it_was_written(void)
{
    static const char path[] = "build/test_names_fit.conllu";
    static const char bytes[] = "# newdoc id = a\n"
                                "1\tRain\t_\n"
                                "2-3\tcan't\t_\t_\tSpaceAfter=No\n"
                                "2\tca\t_\n"
                                "3\tn't\t_\n"
                                "4\t.\t_\n"
                                "\n"
                                "1\t(\t_\tSpaceAfter=No\n"
                                "2\tNow\t_\tSpaceAfter=No\n"
                                "3\t)\t_\n"
                                "\n"
                                "# newdoc id = b\n"
                                "1\tOrsk\t_\n"
                                "\n";
    struct ng_names_gold g = {0};
    struct ng_err err;
    FILE *f = fopen(path, "wb");
    REQUIRE(f);
    fputs(bytes, f);
    fclose(f);
    CHECK_INT(ng_names_plain(&g, path, arena(), &err), NG_OK);
    remove(path);
    REQUIRE(g.plain.n == 2);
    CHECK_STR(g.plain.at[0].text, "Rain can't. (Now)");
    CHECK_INT(g.plain.at[0].paragraphs.n, 2);
    CHECK_STR(g.plain.at[1].text, "Orsk");
    CHECK_INT(g.docs.n, 0);
}

static void loud_copies_keep_their_length(void)
{
    struct ng_names_doc d = {.text = S("a Caf\xc3\xa9-owner's \xc3\xa9lan")};
    CHECK_STR(ng_names_loud(&d, NG_NAMES_CAPITALS, arena()).text,
              "A CAF\xc3\x89-OWNER'S \xc3\x89LAN");
    CHECK_STR(ng_names_loud(&d, NG_NAMES_TITLES, arena()).text,
              "A Caf\xc3\xa9-Owner's \xc3\x89lan");
    CHECK_STR(d.text, "a Caf\xc3\xa9-owner's \xc3\xa9lan");
}

/* A sentence whose proper noun is in no name teaches nothing. */
static void doubtful_sentences_are_left_out(void)
{
    struct ng_arena *a = arena(), work;
    struct ng_err err;
    struct ng_names_doc d = {.text = S("Rain fell on Lisbon. We met Ilse "
                                       "Okafor. It was late.")};
    REQUIRE(ng_arena_open(&work, (size_t)1 << 28, &err) == NG_OK);
    *ng_push(&d.paragraphs, a) = (ng_range){0, (uint32_t)d.text.n};
    struct ng_naming *n = ng_names_open(&d, a, &work);
    REQUIRE(n->r->sentences.n == 3);
    uint32_t lisbon = ng_word_at(n->r, 13);
    *ng_push(&n->spots, a) = (struct ng_spot){
        .first = lisbon, .end = lisbon + 1, .type = NG_GPE, .entity = NG_NONE};
    ng_names_drop_doubtful(n, &d, a);
    REQUIRE(d.paragraphs.n == 2);
    CHECK_INT(d.paragraphs.at[0].beg, 0);
    CHECK_INT(d.paragraphs.at[1].end, d.text.n);
    CHECK(ng_range_in(n->r->sentences.at[2].at, d.paragraphs.at[1]));
}

T_MAIN(T(text_alone_is_read_as_it_was_written),
       T(loud_copies_keep_their_length), T(doubtful_sentences_are_left_out))
