/* Words, sentences and quotations on sentences of our own. */
#include "t.h"

#include "annotate/annotate.h"

#include <stdlib.h>

enum { ROOM = 1 << 26 };

struct job {
    ng_str text;
    struct ng_report *r;
    struct ng_arena scratch;
};

static ng_status words(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    job->r = ng_new(out, struct ng_report, 1);
    /* An exact-size block: a read past the end is caught. */
    char *p = ng_new(out, char, job->text.n);
    memcpy(p, job->text.p, job->text.n);
    job->r->text = (ng_str){p, job->text.n};
    job->scratch.guard = out->guard;
    ng_find_words(job->r, out, job->scratch);
    return NG_OK;
}

static struct ng_arena arena;

static struct ng_report *read_words(ng_str text)
{
    struct ng_err err;
    struct job job = {.text = text};
    if (!arena.at && ng_arena_open(&arena, ROOM, &err))
        abort();
    if (ng_arena_open(&job.scratch, ROOM, &err))
        abort();
    struct ng_arena scratch = job.scratch;
    if (ng_guarded(words, &job, &arena, &err))
        abort();
    ng_arena_close(&scratch, ROOM);
    return job.r;
}

/* The words with | between them and || between sentences. */
static ng_str cut(const char *text)
{
    static char shown[4096];
    size_t n = 0;
    struct ng_report *r = read_words(ng_str_of(text));
    for (size_t i = 0; i < r->words.n; i++) {
        ng_str s = ng_slice(r->text, r->words.at[i].at);
        bool begin = r->sentences.at[r->words.at[i].sentence].first == i;
        n += (size_t)snprintf(shown + n, sizeof shown - n, "%s" PRS,
                              i == 0  ? ""
                              : begin ? " || "
                                      : "|",
                              PRS_ARG(s));
    }
    return (ng_str){shown, n};
}

static ng_str quotes(const char *text)
{
    static char shown[4096];
    size_t n = 0;
    struct ng_report *r = read_words(ng_str_of(text));
    for (size_t i = 0; i < r->quotes.n; i++)
        n += (size_t)snprintf(shown + n, sizeof shown - n, "%s" PRS,
                              i ? " / " : "",
                              PRS_ARG(ng_slice(r->text, r->quotes.at[i].at)));
    return (ng_str){shown, n};
}

static void cuts_contractions(void)
{
    CHECK_STR(cut("Kim's aides hadn't left; they'll stay."),
              "Kim|'s|aides|had|n't|left|;|they|'ll|stay|.");
    CHECK_STR(cut("It can\xe2\x80\x99t, it won't, it cannot."),
              "It|ca|n\xe2\x80\x99t|,|it|wo|n't|,|it|can|not|.");
    CHECK_STR(cut("both countries' envoys in the '90s"),
              "both|countries|'|envoys|in|the|'90s");
}

static void keeps_hyphenated_words_but_for_names_and_numbers(void)
{
    CHECK_STR(cut("a far-eastern cease-fire"), "a|far-eastern|cease-fire");
    CHECK_STR(cut("the Kim-Putin summit"), "the|Kim|-|Putin|summit");
    CHECK_STR(cut("a U.S.-led, Seoul-based team"),
              "a|U.S.|-|led|,|Seoul|-|based|team");
    CHECK_STR(cut("then-Russian but anti-American"),
              "then|-|Russian|but|anti-American");
    CHECK_STR(cut("envoy Shin Beom-chul, 10-year-old F-16s"),
              "envoy|Shin|Beom-chul|,|10|-|year|-|old|F-16s");
    CHECK_STR(cut("coach Hwang Hee-Chan's team"),
              "coach|Hwang|Hee-Chan|'s|team");
}

static void keeps_numbers_whole(void)
{
    CHECK_STR(cut("It cost $2,000.50 (about 3.5%) at 10:30pm."),
              "It|cost|$|2,000.50|(|about|3.5|%|)|at|10:30|pm|.");
    CHECK_STR(cut("US$5bn on 2019-04-24, the 2nd in the 1990s"),
              "US$|5|bn|on|2019-04-24|,|the|2nd|in|the|1990s");
}

static void keeps_addresses_whole(void)
{
    CHECK_STR(cut("See https://example.org/a?b=1, write to desk@example.org."),
              "See|https://example.org/a?b=1|,|write|to|desk@example.org|.");
    CHECK_STR(cut("He (@kim_x) posted #news."), "He|(|@kim_x|)|posted|#news|.");
}

static void knows_abbreviations(void)
{
    CHECK_STR(
        cut("Gen. Lee of Acme Inc. met Dr. J. K. Roe on Jan. 5. He left."),
        "Gen.|Lee|of|Acme|Inc.|met|Dr.|J.|K.|Roe|on|Jan.|5|. || He|left|"
        ".");
    CHECK_STR(cut("He flew to the U.S. The visit went well."),
              "He|flew|to|the|U.S. || The|visit|went|well|.");
    CHECK_STR(cut("The U.S. Navy came at 5 p.m. Thursday."),
              "The|U.S.|Navy|came|at|5|p.m.|Thursday|.");
    CHECK_STR(cut("Roe et al. met in c. 1805.[19] He left."),
              "Roe|et|al.|met|in|c.|1805|.|[|19|] || He|left|.");
    CHECK_STR(cut("No. 5 is here. No. It is not."),
              "No.|5|is|here|. || No|. || It|is|not|.");
}

static void ends_sentences_behind_quotation_marks(void)
{
    CHECK_STR(cut("\"We came.\" They left."), "\"|We|came|.|\" || They|left|.");
    CHECK_STR(cut("\"Will you come?\" Kim asked. Lee said yes."),
              "\"|Will|you|come|?|\"|Kim|asked|. || Lee|said|yes|.");
    CHECK_STR(cut("\"Never!\" he cried. \"Or now.\""),
              "\"|Never|!|\"|he|cried|. || \"|Or|now|.|\"");
}

static void keeps_a_dateline_with_its_sentence(void)
{
    CHECK_STR(cut("(SEOUL, South Korea) \xe2\x80\x94 Talks began."),
              "(|SEOUL|,|South|Korea|)|\xe2\x80\x94|Talks|began|.");
    CHECK_STR(cut("OSLO, Jan. 5 (AP) -- Talks began."),
              "OSLO|,|Jan.|5|(|AP|)|--|Talks|began|.");
}

static void never_crosses_a_paragraph(void)
{
    CHECK_STR(cut("Envoys meet\n\nThey met on Monday"),
              "Envoys|meet || They|met|on|Monday");
}

static void finds_quotations(void)
{
    CHECK_STR(quotes("\"We met,\" Kim said. \"It went well.\""),
              "We met, / It went well.");
    CHECK_STR(quotes("\xe2\x80\x9cWe met,\xe2\x80\x9d Kim said."), "We met,");
    CHECK_STR(quotes("The envoy's aides don't say the parties' aims."), "");
    CHECK_STR(quotes("\"He said 'yes' to us,\" Kim said."),
              "He said 'yes' to us, / yes");
    CHECK_STR(quotes("Envoys call talks 'a start' at last"), "a start");
}

static void a_quotation_runs_over_paragraphs(void)
{
    CHECK_STR(quotes("Kim said: \"We met.\n\n\"Then we left,\" he added."),
              "We met. / Then we left,");
    CHECK_STR(quotes("He called it \"a start. It went on.\n\nNext day."),
              "a start.");
}

static void words_know_their_quotation(void)
{
    struct ng_report *r = read_words(STR("\"We met,\" Kim said."));
    REQUIRE(r->words.n == 8);
    CHECK_INT(r->words.at[1].quote, 0);
    CHECK_INT(r->words.at[3].quote, 0);
    CHECK_INT(r->words.at[4].quote, NG_NONE);
    CHECK_INT(r->words.at[5].quote, NG_NONE);
}

static void tells_case_and_kind(void)
{
    struct ng_report *r =
        read_words(STR("NATO's Kim left McKay 5 \xc3\x89mile."));
    REQUIRE(r->words.n == 8);
    CHECK_INT(r->words.at[0].letter_case, NG_CASE_UPPER);
    CHECK_INT(r->words.at[2].letter_case, NG_CASE_TITLE);
    CHECK_INT(r->words.at[3].letter_case, NG_CASE_LOWER);
    CHECK_INT(r->words.at[4].letter_case, NG_CASE_MIXED);
    CHECK_INT(r->words.at[5].kind, NG_WORD_NUMBER);
    CHECK_INT(r->words.at[6].letter_case, NG_CASE_TITLE);
    CHECK_STR(r->words.at[6].low, "\xc3\xa9mile");
    CHECK_INT(r->words.at[7].kind, NG_WORD_PUNCT);
}

static void keeps_its_promises_on_noise(void)
{
    static const char alphabet[] = "aA1 .,\"'-\n\xe2\x80\x9c\xc3@$(:/?";
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        char text[120];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        struct ng_report *r = read_words((ng_str){text, sizeof text});
        uint32_t end = 0;
        for (size_t i = 0; i < r->words.n; i++) {
            const struct ng_word *w = &r->words.at[i];
            REQUIRE(w->at.beg >= end && w->at.beg < w->at.end);
            REQUIRE(w->at.end <= sizeof text);
            REQUIRE(w->sentence < r->sentences.n);
            end = w->at.end;
        }
        for (size_t i = 0; i < r->quotes.n; i++)
            REQUIRE(r->quotes.at[i].at.end <= sizeof text);
    }
}

T_MAIN(T(cuts_contractions),
       T(keeps_hyphenated_words_but_for_names_and_numbers),
       T(keeps_numbers_whole), T(keeps_addresses_whole), T(knows_abbreviations),
       T(ends_sentences_behind_quotation_marks),
       T(keeps_a_dateline_with_its_sentence), T(never_crosses_a_paragraph),
       T(finds_quotations), T(a_quotation_runs_over_paragraphs),
       T(words_know_their_quotation), T(tells_case_and_kind),
       T(keeps_its_promises_on_noise))
