/* Cleaning of plain text: facts, parts, mendings, and the map. */
#include "clean/clean.h"
#include "t.h"

#include <stdlib.h>

enum { ROOM = 1 << 28 };
static struct ng_report r;
static struct ng_arena out, scratch;

/* Cleans a copy of exactly the right size, so that a step past the end is
 * seen by the sanitizer. */
static void clean_as(ng_str raw, enum ng_format format)
{
    static char *last;
    free(last);
    last = malloc(raw.n ? raw.n : 1);
    if (raw.n)
        memcpy(last, raw.p, raw.n);
    if (!out.at) {
        ng_arena_open(&out, ROOM, NULL);
        ng_arena_open(&scratch, ROOM, NULL);
    }
    struct ng_arena keep = out;
    r = (struct ng_report){0};
    r.source.raw = r.source.bytes = (ng_str){last, raw.n};
    r.source.format = format;
    ng_clean(&r, &keep, scratch);
}
static void clean(const char *text)
{
    clean_as((ng_str){text, strlen(text)}, NG_FORMAT_PLAIN);
}

static bool has(const char *what)
{
    return ng_str_find(r.text, ng_str_of(what), 0) != SIZE_MAX;
}
static size_t notes_of(enum ng_note_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < r.notes.n; i++)
        n += r.notes.at[i].kind == kind;
    return n;
}

/* Runs in order, without gaps, `same` runs byte for byte; paragraphs tile the
 * text; notes inside text and raw. */
static void check_map(void)
{
    ng_str raw = r.source.raw;
    CHECK(r.text.n == 0 || r.map.n > 0);
    for (size_t i = 0; i < r.map.n; i++) {
        const struct ng_map_run *m = &r.map.at[i];
        uint32_t end =
            i + 1 < r.map.n ? r.map.at[i + 1].text_beg : (uint32_t)r.text.n;
        REQUIRE(i ? m->text_beg < end : m->text_beg == 0);
        REQUIRE(m->raw_beg <= m->raw_end && m->raw_end <= raw.n);
        REQUIRE(i == 0 || m->raw_beg >= r.map.at[i - 1].raw_beg);
        if (m->same) {
            REQUIRE(m->raw_end - m->raw_beg == end - m->text_beg);
            REQUIRE(!memcmp(raw.p + m->raw_beg, r.text.p + m->text_beg,
                            end - m->text_beg));
        }
    }
    uint32_t at = 0;
    for (size_t i = 0; i < r.paragraphs.n; i++) {
        ng_range p = r.paragraphs.at[i].at;
        REQUIRE(p.beg == at && p.end > p.beg);
        at = p.end + 2;
    }
    CHECK_INT(r.text.n, r.paragraphs.n ? at - 2 : 0);
    for (size_t i = 0; i < r.notes.n; i++) {
        const struct ng_note *n = &r.notes.at[i];
        REQUIRE(n->at.beg <= n->at.end && n->at.end <= r.text.n);
        REQUIRE(n->raw.beg <= n->raw.end && n->raw.end <= raw.n);
    }
    for (size_t i = 0; i + 1 < r.text.n; i++) {
        REQUIRE(r.text.p[i] != '\r');
        REQUIRE(r.text.p[i] != ' ' || r.text.p[i + 1] != ' ');
    }
}

static bool seed(int number)
{
    static const char *names[] = {
        "000_32918444b955bdda", "001_c212293362842208", "002_622a459584caac29",
        "003_c4dfd80a51abb04e", "004_4f19a5d74cae05c1"};
    static char text[1 << 16];
    char path[512];
    const char *shared = getenv("NUTGRAF_SHARED");
    snprintf(path, sizeof path, "%s/seeds/%s.txt",
             shared ? shared : "../shared", names[number]);
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    clean_as((ng_str){text, n}, NG_FORMAT_PLAIN);
    check_map();
    return true;
}

static void frames_are_out_of_every_seed(void)
{
    static const char *out_of_text[] = {"P TAGEND",
                                        "Embed:",
                                        "Related article",
                                        "Original url",
                                        "Copyright",
                                        "Reada lot more",
                                        "<u>",
                                        "originally appeared"};
    for (int i = 0; i < 5; i++) {
        if (!seed(i))
            SKIP("no seeds here");
        for (size_t k = 0; k < sizeof out_of_text / sizeof *out_of_text; k++)
            CHECK(!has(out_of_text[k]));
        CHECK_STR(r.language, "en");
    }
}

static void seeds_say_where_and_when(void)
{
    ng_day day = ng_day_of(2019, 4, 24);
    if (!seed(0))
        SKIP("no seeds here");
    CHECK_INT(r.published.first, day);
    CHECK_INT(r.published_basis, NG_BASIS_HEADER);
    CHECK_STR(r.outlet, "ABC News");
    CHECK_STR(r.declared_origin, "abcnews.go.com");
    CHECK_INT(r.title_at.end, r.paragraphs.at[0].at.end);
    CHECK_INT(r.paragraphs.at[0].kind, NG_BLOCK_TITLE);
    seed(1);
    CHECK_INT(r.published_basis, NG_BASIS_NONE);
    CHECK_INT(notes_of(NG_NOTE_UNDATED), 1);
    CHECK_STR(r.outlet, "ABC Radio");
    CHECK_STR(r.dateline_place, "SEOUL, South Korea");
    seed(2);
    CHECK_INT(r.published.first, day);
    CHECK_STR(r.agency, "Bloomberg");
    seed(4);
    CHECK_INT(r.published.first, day);
    CHECK_STR(r.outlet, "The Moscow Times");
    CHECK_STR(r.agency, "Reuters");
    CHECK(has("Yury Ushakov said."));
    CHECK_INT(notes_of(NG_NOTE_CAPTION), 1);
    CHECK_INT(notes_of(NG_NOTE_EMBED_REMOVED), 4);
}

static void nothing_is_fine(void)
{
    static const char *odd[] = {"",
                                "x",
                                "\n",
                                "\r\n\r\n",
                                " ",
                                "#",
                                "---",
                                "---\n",
                                "date",
                                "Date:",
                                "By ",
                                "<",
                                "&",
                                "&#",
                                "$",
                                "\xE2",
                                "\xC3",
                                "\xC2",
                                "Embed:",
                                "(",
                                "@",
                                "**",
                                ">",
                                "Title:\n\nx",
                                "\xEF\xBB\xBF",
                                "- ",
                                "Share Tweet Email\n\nAll rights reserved."};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        clean(odd[i]);
        check_map();
    }
    clean_as((ng_str){"a\0b\0\0c", 6}, NG_FORMAT_PLAIN);
    check_map();
    clean("Share Tweet Email\n\nAll rights reserved.");
    CHECK_INT(r.text.n, 0);
    CHECK_INT(notes_of(NG_NOTE_BOILERPLATE_REMOVED), 2);
}

static void headers_become_facts(void)
{
    clean("Title: Ferry talks open\nDate: Tue, 4 Mar 2025 10:30:00 +0000\n"
          "Source: Harbour Post\nAuthor: Ines Vale\nURL: https://x.example/a\n"
          "\nTalks on the ferry line opened on Tuesday in the port town.\n");
    check_map();
    CHECK_STR(r.title, "Ferry talks open");
    CHECK_STR(r.outlet, "Harbour Post");
    CHECK_STR(r.byline, "Ines Vale");
    CHECK_STR(r.url, "https://x.example/a");
    CHECK_STR(r.published_text, "2025-03-04T10:30:00+00:00");
    CHECK_INT(r.published_precision, NG_PRECISION_SECOND);
    CHECK_INT(r.paragraphs.n, 2);
    clean("---\ntitle: \"Ferry talks open\"\ndate: 2025-03-04\n---\n\n"
          "Talks on the ferry line opened on Tuesday in the port town.\n");
    check_map();
    CHECK_STR(r.title, "Ferry talks open");
    CHECK_INT(r.published.first, ng_day_of(2025, 3, 4));
    clean("Moscow: the view from the street\n\nPeople shrugged on Tuesday.\n");
    CHECK_STR(r.title, "Moscow: the view from the street");
}

static void datelines_are_read(void)
{
    clean("OSLO, March 3 (AP) \xE2\x80\x94 Ministers met on Tuesday.\n\n"
          "Copyright 2025 The Associated Press. All rights reserved.\n");
    CHECK_STR(r.dateline_place, "OSLO");
    CHECK_STR(r.agency, "AP");
    CHECK_INT(r.published.first, ng_day_of(2025, 3, 3));
    CHECK_INT(r.published_basis, NG_BASIS_DATELINE);
    clean("LISBON (Reuters) - Ministers met on Tuesday, officials said.\n");
    CHECK_STR(r.dateline_place, "LISBON");
    CHECK_STR(r.agency, "Reuters");
    clean("UPDATE 2 - Ministers met on Tuesday, officials said here.\n");
    CHECK_STR(r.dateline_place, "");
    clean("The minister - who is ill - met nobody on Tuesday.\n");
    CHECK_STR(r.dateline_place, "");
}

static void wrapped_lines_become_paragraphs(void)
{
    clean("The council of the island voted late on Monday to reopen the old\n"
          "harbour to fishing boats, and to pay for the repair of the pier\n"
          "that a storm broke in January.\n"
          "\n"
          "Two members were absent. The mayor said the work would take about\n"
          "a year.\n");
    check_map();
    CHECK_INT(r.paragraphs.n, 2);
    CHECK(has("the old harbour to fishing"));
    clean("The first line is one paragraph of the report.\n"
          "The second line is another, and it is much longer than the first "
          "one, as lines of a text that nobody wrapped often are in the end.\n"
          "The third is short.\n");
    CHECK_INT(r.paragraphs.n, 3);
}

static void residue_and_mojibake_are_mended(void)
{
    clean("It\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s a caf\xC3\x83\xC2\xA9 &amp; a "
          "bar, "
          "they said:P TAGEND\n\nMore <b>news</b> came from 1950 -5 3 and cost "
          "up to$ 1 billion, or $ 2 million.");
    check_map();
    CHECK(has("It\xE2\x80\x99s a caf\xC3\xA9 & a bar, they said:"));
    CHECK(!has("TAGEND"));
    CHECK(has("More news came from 1950-53 and cost up to $1 billion, or $2 "
              "million."));
    CHECK_INT(notes_of(NG_NOTE_MOJIBAKE), 2);
    CHECK_INT(notes_of(NG_NOTE_BROKEN_NUMBER), 3);
    clean("They met at the CAF\xC3\x89\xE2\x80\x9D on Tuesday, he said.");
    CHECK_INT(notes_of(NG_NOTE_MOJIBAKE), 0);
}

/* Four paragraphs of a machine that glues the first two words of each. */
static const char glued[] =
    "WhenNorth Korean ships met in the bay, the talks will certainly go on.\n\n"
    "Butit's not clear just how much they have actually agreed on in2011 and "
    "also since.\n\n"
    "Thenumber of people was greater than 10,000North and 2,000lots.\n\n"
    "Andfor now McDonald, YouTube, al-Assad, DeSantis and @GrainPort stay, "
    "theNorth too: see https://x.example/WhenNorth and #PortLove.\n";

static void glued_words_are_taken_apart(void)
{
    clean(glued);
    check_map();
    CHECK(has("When North Korean ships"));
    CHECK(has("But it's not clear"));
    CHECK(has("in 2011 and"));
    CHECK(has("The number of people"));
    CHECK(has("10,000 North and 2,000 lots."));
    CHECK(has("And for now McDonald, YouTube, al-Assad, DeSantis and @GrainPort"
              " stay, the North too: see https://x.example/WhenNorth and"
              " #PortLove."));
    CHECK_INT(notes_of(NG_NOTE_GLUED_WORDS), 8);
    CHECK_INT(notes_of(NG_NOTE_SPUN_TEXT), 0); /* too short to tell */
    const struct ng_note *n = &r.notes.at[0];
    CHECK_STR(n->text, "WhenNorth");
    CHECK_STR(ng_slice(r.text, n->at), "When North");
}

static void names_stay_whole(void)
{
    static const char plain[] =
        "McDonald and MacArthur watched YouTube on an iPhone with LeBron.\n\n"
        "Hisham Andersen of WhatsApp met Thea Butler and Kimani Theroux.\n\n"
        "Indian, Somali and Italian officials met DeSantis, LaGuardia and Xi.";
    clean(plain);
    CHECK_INT(r.text.n, sizeof plain - 1);
    CHECK_INT(notes_of(NG_NOTE_GLUED_WORDS), 0);
}

static void the_spun_seed_is_mended(void)
{
    if (!seed(3))
        SKIP("no seeds here");
    static const char *mended[] = {"When North Korean",
                                   "in 2011",
                                   "the North Officials",
                                   "Korean War Those",
                                   "Kim-Putin conference",
                                   "But it's",
                                   "1950-53",
                                   "$1 billion",
                                   "2,000 lots"};
    for (size_t i = 0; i < sizeof mended / sizeof *mended; i++)
        CHECK(has(mended[i]));
    CHECK(r.spun);
    CHECK_STR(r.declared_origin, "AP");
    CHECK_STR(r.byline, "Eric Talmadge");
    CHECK_STR(r.outlet, "Fox News");
    CHECK_INT(r.published_basis, NG_BASIS_NONE);
    CHECK_INT(notes_of(NG_NOTE_UNDATED), 1);
}

/* The example stories say in a table what cleaning must find. */
static void check_example(const char *folder, char *line)
{
    static char text[1 << 16];
    char *field[8] = {0}, path[512];
    int n = 0;
    for (char *at = line; at && n < 8; n++) {
        field[n] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    REQUIRE(n == 8);
    snprintf(path, sizeof path, "examples/%s/%s", folder, field[0]);
    FILE *f = fopen(path, "rb");
    REQUIRE(f);
    size_t size = fread(text, 1, sizeof text, f);
    fclose(f);
    ng_str name = ng_str_of(field[0]);
    bool page = ng_str_ends(name, STR(".html"));
    clean_as((ng_str){text, size}, page ? NG_FORMAT_HTML : NG_FORMAT_PLAIN);
    check_map();
    char day[16];
    ng_str published = ng_day_text(r.published.first, day);
    const struct {
        ng_str got, want;
    } pairs[] = {
        {published, ng_str_of(field[3])},
        {ng_date_basis_name(r.published_basis), ng_str_of(field[4])},
        {r.outlet, ng_str_of(field[5])},
        {r.agency, ng_str_of(field[6])},
    };
    for (size_t i = 0; i < 4; i++) {
        ng_str got = pairs[i].got.n ? pairs[i].got : STR("-");
        if (!ng_str_eq(got, pairs[i].want))
            T_SAY("%s: got " PRS ", want " PRS "\n", field[0], PRS_ARG(got),
                  PRS_ARG(pairs[i].want));
    }
    CHECK_INT(r.spun, ng_str_eq(ng_str_of(field[1]), STR("spun")));
}

static void examples_are_read_as_expected(void)
{
    static const char *folders[] = {"ferry", "river"};
    for (size_t i = 0; i < 2; i++) {
        char path[128], line[512];
        snprintf(path, sizeof path, "examples/%s.tsv", folders[i]);
        FILE *f = fopen(path, "r");
        REQUIRE(f && fgets(line, sizeof line, f));
        while (fgets(line, sizeof line, f)) {
            line[strcspn(line, "\n")] = '\0';
            check_example(folders[i], line);
        }
        fclose(f);
    }
}

/* Boilerplate in one paragraph with news goes alone, each with its place. */
static void news_beside_boilerplate_stays(void)
{
    static const struct {
        const char *raw, *text;
        size_t removed;
    } cases[] = {
        {"The harbour opened on Monday after a long strike. All rights "
         "reserved . This material may not be published , broadcast , "
         "rewritten or redistributed . Boats will sail again in April.",
         "The harbour opened on Monday after a long strike. Boats will sail "
         "again in April.",
         2},
        {"Reporting by A. Reed and B. Vale; Editing by C. Poe. The harbour "
         "opened on Monday after a long strike.",
         "The harbour opened on Monday after a long strike.", 1},
        {"Follow us on social media for the latest updates. The harbour "
         "opened on Monday after a long strike.",
         "The harbour opened on Monday after a long strike.", 1},
        {"Copyright 2025. The minister opened the harbour on Monday.",
         "The minister opened the harbour on Monday.", 1},
        {"Watch: Boats in the ice. The minister opened the harbour on "
         "Monday.",
         "The minister opened the harbour on Monday.", 1},
        {"The company's Terms of Use were changed on Monday after a row.",
         "The company's Terms of Use were changed on Monday after a row.", 0},
        {"Reporting by the Harbour Post found that ten boats were lost.",
         "Reporting by the Harbour Post found that ten boats were lost.", 0},
        {"Photo: the harbour on Monday. Ten boats sailed in the morning.",
         "Photo: the harbour on Monday. Ten boats sailed in the morning.", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clean(cases[i].raw);
        CHECK(ng_str_eq(r.text, ng_str_of(cases[i].text)));
        if (!ng_str_eq(r.text, ng_str_of(cases[i].text)))
            T_SAY("%zu: " PRS "\n", i, PRS_ARG(r.text));
        CHECK_INT(notes_of(NG_NOTE_BOILERPLATE_REMOVED), cases[i].removed);
        check_map();
    }
    clean("The harbour opened on Monday after a long strike.\n\nSign up for "
          "our newsletter. Get the best of the week in your inbox every "
          "Sunday morning. Unsubscribe at any time.\n\nAll rights "
          "reserved. This material may not be published or broadcast.");
    CHECK_STR(r.text, "The harbour opened on Monday after a long strike.");
    CHECK_INT(notes_of(NG_NOTE_BOILERPLATE_REMOVED), 2);
    clean("The harbour opened on Monday after a long strike.\n\nA. Reed is a "
          "scout for Harbour Sports. Follow her on Twitter.\n\nAll rights "
          "reserved. Contact B. Vale of the paper at vale@post.example.");
    CHECK_STR(r.text, "The harbour opened on Monday after a long strike.");
    clean("All rights reserved . OSLO (Reuters) - The harbour opened on "
          "Monday after a long strike. Boats will sail again.");
    CHECK_STR(r.dateline_place, "OSLO");
    CHECK_STR(r.agency, "Reuters");
    clean("All rights reserved. This material may not be published.");
    CHECK_INT(r.text.n, 0);
}

T_MAIN(T(frames_are_out_of_every_seed), T(seeds_say_where_and_when),
       T(nothing_is_fine), T(headers_become_facts), T(datelines_are_read),
       T(wrapped_lines_become_paragraphs), T(residue_and_mojibake_are_mended),
       T(glued_words_are_taken_apart), T(names_stay_whole),
       T(the_spun_seed_is_mended), T(news_beside_boilerplate_stays),
       T(examples_are_read_as_expected))
