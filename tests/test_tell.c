/* What leaves the program: text of reports that cannot harm a terminal, a
 * browser or a spreadsheet; lines that fit; every form of every list. */
#include "fixture_batch.h"
#include "tell/doc.h"
#include "tell/record.h"
#include "tell/rows.h"
#include "weigh/weigh.h"

#include <math.h>

static struct ng_out out;
static struct ng_telling telling = {.out = &out};
static struct ng_doc doc;

static ng_str put_as(enum ng_form form, ng_str text)
{
    static const struct ng_batch none;
    char *p = malloc(text.n ? text.n : 1); /* of its exact size */
    memcpy(p, text.p, text.n);
    telling.form = form;
    doc = (struct ng_doc){.to = &telling, .batch = &none};
    out.n = 0;
    ng_doc_put(&doc, (ng_str){p, text.n});
    free(p);
    return ng_out_str(&out);
}

static void no_escape_reaches_a_terminal(void)
{
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("a\x1b[31mred\x1b]0;t\x07z")),
              "a [31mred ]0;t z");
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("a\xc2\x9b"
                                           "31mz")),
              "a31mz");
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("a\x7f\b\r\nz")), "a    z");
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("Zürich \xc2\xa0 caf\xc3\xa9")),
              "Zürich \xc2\xa0 café");
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("cut \xc2")), "cut \xc2");
    /* a report cannot turn the line around that tells of it */
    CHECK_STR(put_as(NG_FORM_TERMINAL, STR("a\xe2\x80\xae"
                                           "b\xe2\x81\xa6"
                                           "c\xe2\x80\xa6")),
              "abc\xe2\x80\xa6");
}

static void no_markup_reaches_a_page(void)
{
    CHECK_STR(
        put_as(NG_FORM_HTML, STR("<script>alert('x' + \"y\")</script> & more")),
        "&lt;script&gt;alert(&#39;x&#39; + &quot;y&quot;)&lt;/script&gt; "
        "&amp; more");
    CHECK_STR(put_as(NG_FORM_HTML, STR("a\x1b\x01z\n")), "az\n");
    for (int c = 1; c < 128; c++) {
        char one = (char)c;
        ng_str s = put_as(NG_FORM_HTML, (ng_str){&one, 1});
        CHECK(s.n != 1 || !strchr("<>&\"'", s.p[0]));
    }
}

static void no_markup_reaches_markdown(void)
{
    CHECK_STR(put_as(NG_FORM_MARKDOWN, STR("*a* _b_ `c` [d](e) <f>")),
              "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\>");
    CHECK_STR(put_as(NG_FORM_MARKDOWN, STR("a\nb")), "a b");
}

static void columns_are_those_of_a_terminal(void)
{
    CHECK_INT(ng_columns(STR("abc")), 3);
    CHECK_INT(ng_columns(STR("Zürich")), 6);
    CHECK_INT(ng_columns(STR("e\xcc\x81")), 1); /* a letter and its accent */
    CHECK_INT(ng_columns(STR("平壌")), 4);
    CHECK_INT(ng_columns(STR("\xff")), 1);
    CHECK_INT(ng_columns(STR("")), 0);
}

static void days_are_told_as_people_do(void)
{
    char buf[48];
    ng_day day = ng_day_of(2030, 3, 14), near = ng_day_of(2030, 1, 1);
    const ng_days one = {day, day}, month = {day - 13, day + 17};
    const ng_days several = {day, day + 2}, across = {day, day + 30};
    const ng_days year = {ng_day_of(2030, 1, 1), ng_day_of(2030, 12, 31)};
    const ng_days from = {day, NG_NO_DAY}, by = {NG_NO_DAY, day};
    CHECK_STR(ng_when_text(one, NG_DAY, near, buf), "Thu 14 Mar");
    CHECK_STR(ng_when_text(one, NG_DAY, day - 400, buf), "Thu 14 Mar 2030");
    CHECK_STR(ng_when_text(several, NG_DAY, near, buf), "14-16 Mar");
    CHECK_STR(ng_when_text(across, NG_DAY, near, buf), "14 Mar-13 Apr");
    CHECK_STR(ng_when_text(month, NG_MONTH, near, buf), "Mar");
    CHECK_STR(ng_when_text(year, NG_YEAR, near, buf), "2030");
    CHECK_STR(ng_when_text(from, NG_DAY, near, buf), "from 14 Mar");
    CHECK_STR(ng_when_text(by, NG_DAY, near, buf), "by 14 Mar");
    CHECK_STR(ng_when_text(one, NG_DEADLINE, near, buf), "by 14 Mar");
    CHECK_STR(ng_when_text(NG_NO_DAYS, NG_DAY, near, buf), "");
}

/* ---- lines that fit --------------------------------------------------- */

static void lines_fit_their_terminal(void)
{
    static const struct ng_batch none;
    static const struct ng_cite cites[] = {{0, {12, 20}}, {1, {4, 9}}};
    ng_str text = STR("The harbour of Port Lenz, which has been closed since "
                      "the storm of January, opens again on Thursday; 平壌 "
                      "and Zürich have sent their congratulations");
    for (unsigned width = 40; width <= 130; width += 3) {
        telling = (struct ng_telling){
            .out = &out, .form = NG_FORM_TERMINAL, .width = width};
        out.n = 0;
        ng_doc_open(&doc, &telling, &none);
        ng_doc_title(&doc, text, STR("5 reports"));
        ng_doc_section(&doc, STR("HAPPENED"));
        ng_doc_item(&doc, &(struct ng_item){.when = STR("Thu 14 Mar"),
                                            .text = text,
                                            .independent = 3,
                                            .cites = cites,
                                            .cites_n = 2});
        ng_doc_plain(&doc, text);
        ng_doc_close(&doc);
        unsigned most = 0;
        for (ng_cut cut = ng_cut_at(ng_out_str(&out), '\n');
             cut.head.n || cut.found; cut = ng_cut_at(cut.tail, '\n')) {
            unsigned columns = ng_columns(cut.head);
            most = columns > most ? columns : most;
        }
        CHECK(most <= width);
        CHECK(ng_str_find(ng_out_str(&out), STR("[1·12 2·4]"), 0) != SIZE_MAX);
    }
    telling = (struct ng_telling){.out = &out};
}

static void one_endless_word_is_not_lost(void)
{
    static const struct ng_batch none;
    char word[301];
    memset(word, 'a', 300);
    word[300] = 0;
    telling = (struct ng_telling){.out = &out, .width = 40};
    out.n = 0;
    ng_doc_open(&doc, &telling, &none);
    ng_doc_item(&doc, &(struct ng_item){.text = ng_str_of(word)});
    CHECK(ng_str_find(ng_out_str(&out), ng_str_of(word), 0) != SIZE_MAX);
    telling = (struct ng_telling){.out = &out};
}

/* ---- CSV -------------------------------------------------------------- */

static ng_str csv_of(ng_str value)
{
    struct ng_rows rows = {.to = &out, .csv = true};
    struct ng_json *j = ng_row_begin(&rows);
    out.n = 0;
    ng_json_begin(j, '{');
    ng_json_key(j, "a");
    ng_json_str(j, value);
    ng_json_end(j, '}');
    ng_row_end(&rows);
    ng_rows_release(&rows);
    return ng_out_str(&out);
}

static void a_spreadsheet_runs_nothing(void)
{
    CHECK_STR(csv_of(STR("=HYPERLINK(\"x\")")),
              "\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    CHECK_STR(csv_of(STR("+1")), "\"'+1\"\r\n");
    CHECK_STR(csv_of(STR("-1")), "\"'-1\"\r\n");
    CHECK_STR(csv_of(STR("@SUM(A1)")), "\"'@SUM(A1)\"\r\n");
    CHECK_STR(csv_of(STR("\t=1")), "\"'\t=1\"\r\n");
    CHECK_STR(csv_of(STR("a=b")), "\"a=b\"\r\n");
    CHECK_STR(csv_of(STR("")), "\"\"\r\n");
}

static void csv_keeps_its_rows_together(void)
{
    CHECK_STR(csv_of(STR("two\nlines, \"said\" \\ he")),
              "\"two\nlines, \"\"said\"\" \\ he\"\r\n");
    CHECK_STR(csv_of(STR("a\x1b z")), "\"a  z\"\r\n");
    struct ng_rows rows = {.to = &out, .csv = true, .header = true};
    out.n = 0;
    for (int i = 0; i < 2; i++) {
        struct ng_json *j = ng_row_begin(&rows);
        ng_json_begin(j, '{');
        ng_json_key(j, "n");
        ng_json_int(j, i);
        ng_json_key(j, "none");
        ng_json_null(j);
        ng_json_key(j, "list");
        ng_json_begin(j, '[');
        ng_json_str(j, STR("x"));
        ng_json_end(j, ']');
        ng_json_end(j, '}');
        ng_row_end(&rows);
    }
    ng_rows_release(&rows);
    CHECK_STR(ng_out_str(&out), "n,none,list\r\n\"0\",,\"[\"\"x\"\"]\"\r\n"
                                "\"1\",,\"[\"\"x\"\"]\"\r\n");
}

/* ---- a whole story, with hostile reports ------------------------------ */

static const char hostile[] =
    "<img src=x onerror=alert(1)> \x1b[2J of Arvia\n\n"
    "BERLIN, March 12, 2030 - Angela \x1b]0;owned\x07 Merkel met Emmanuel "
    "Macron in Berlin on Monday, the \"<b>spokesman</b>\" said.\n\n"
    "\"=cmd|' /C calc'!A0 is what <i>they</i> want,\" said Emmanuel Macron. He "
    "denied that 300 workers were hurt in Berlin.\n";
static const char second[] =
    "Emmanuel Macron met Angela Merkel in Berlin on Monday. About 400 workers "
    "were hurt in the explosion at a factory in Berlin, police said.\n";

static bool story_open(void)
{
    batch_open();
    batch_add(hostile, "Out<let>\x1b[1m", "2030-03-12");
    batch_add(second, "Coast Today", "2030-03-13");
    batch_compare(1);
    struct ng_story *s = &(struct ng_story){.id = ng_id_of('s', STR("x")),
                                            .title = STR("<h1>\x1b title"),
                                            .independent = 2,
                                            .span = {22000, 22001}};
    for (uint32_t i = 0; i < batch.reports.n; i++) {
        *ng_push(&s->reports, &batch_out) = i;
        batch.story_of[i] = 0;
    }
    batch.stories.n = 0;
    *ng_push(&batch.stories, &batch_out) = *s;
    ng_weigh(&batch, &batch_out, batch_scratch);
    return batch.reports.n == 2 && batch.briefs.n == 1;
}

static ng_teller *const tellers[] = {
    ng_tell_brief,  ng_tell_timeline, ng_tell_lineage,       ng_tell_changes,
    ng_tell_events, ng_tell_sayings,  ng_tell_disagreements, ng_tell_story};
enum { TELLERS = sizeof tellers / sizeof *tellers };

static void told_as(ng_teller *teller, enum ng_form form)
{
    telling = (struct ng_telling){
        .out = &out, .form = form, .width = 80, .since = NG_NO_DAY};
    struct ng_arena a = batch_out;
    out.n = 0;
    teller(&telling, &batch, &a, batch_scratch);
}

static void every_form_is_harmless(void)
{
    static const ng_str tags[] = {S("<img"), S("<b>"), S("<i>"), S("<let>"),
                                  S("onerror=alert(1)>")};
    REQUIRE(story_open());
    for (size_t t = 0; t < TELLERS; t++)
        for (int form = NG_FORM_TERMINAL; form <= NG_FORM_TSV; form++) {
            told_as(tellers[t], (enum ng_form)form);
            ng_str s = ng_out_str(&out);
            size_t controls = 0;
            for (size_t i = 0; i < s.n; i++)
                controls +=
                    ((unsigned char)s.p[i] < 32 && !strchr("\n\t", s.p[i])) ||
                    s.p[i] == 0x7f;
            CHECK_INT(controls, 0);
            for (size_t k = 0;
                 form == NG_FORM_HTML && k < sizeof tags / sizeof *tags; k++)
                CHECK(ng_str_find(s, tags[k], 0) == SIZE_MAX);
            CHECK(out.failed == 0);
        }
    telling = (struct ng_telling){.out = &out};
    batch_close();
}

static void every_brief_tells_who_met(void)
{
    REQUIRE(story_open());
    for (int form = NG_FORM_TERMINAL; form <= NG_FORM_JSON; form++) {
        told_as(ng_tell_brief, (enum ng_form)form);
        CHECK(ng_str_find(ng_out_str(&out), STR("Macron"), 0) != SIZE_MAX);
        CHECK(ng_str_find(ng_out_str(&out), STR("Berlin"), 0) != SIZE_MAX);
    }
    telling = (struct ng_telling){.out = &out};
    batch_close();
}

/* One row has as many fields as the header, in every list that is one. */
static void tables_have_a_header_that_fits(void)
{
    REQUIRE(story_open());
    for (size_t t = 0; t < TELLERS; t++) {
        telling = (struct ng_telling){.out = &out, .form = NG_FORM_TSV};
        out.n = 0;
        ng_tell_header(&telling, tellers[t]);
        size_t tabs = 0, had = out.n;
        for (size_t i = 0; i < had; i++)
            tabs += out.p[i] == '\t';
        if (!had)
            continue;
        told_as(tellers[t], NG_FORM_TSV);
        for (ng_cut cut = ng_cut_at(ng_out_str(&out), '\n'); cut.head.n;
             cut = ng_cut_at(cut.tail, '\n')) {
            size_t n = 0;
            for (size_t i = 0; i < cut.head.n; i++)
                n += cut.head.p[i] == '\t';
            CHECK_INT(n, tabs);
        }
    }
    telling = (struct ng_telling){.out = &out};
    batch_close();
}

static void every_export_has_a_name_and_is_lines(void)
{
    enum ng_export kind;
    CHECK(!ng_export_find(STR("nothing"), &kind));
    REQUIRE(story_open());
    for (int k = 0; k < NG_EXPORT_COUNT; k++) {
        CHECK(ng_export_find(ng_export_name((enum ng_export)k), &kind));
        CHECK_INT(kind, k);
        if (k == NG_EXPORT_ENTITIES)
            continue;
        struct ng_arena a = batch_out;
        out.n = 0;
        ng_export_jsonl(&out, kind, &batch, &a, batch_scratch);
        for (ng_cut cut = ng_cut_at(ng_out_str(&out), '\n'); cut.head.n;
             cut = ng_cut_at(cut.tail, '\n')) {
            CHECK(ng_str_starts(cut.head, STR("{\"v\":1,")));
            CHECK(ng_str_ends(cut.head, STR("}")));
        }
        bool header = true;
        a = batch_out;
        out.n = 0;
        ng_export_csv(&out, kind, &batch, &header, &a, batch_scratch);
        for (size_t i = 0; i + 1 < out.n; i++) /* no field begins a formula */
            CHECK(out.p[i] != '"' || !memchr("=+@", out.p[i + 1], 3) ||
                  (i && out.p[i - 1] == '"'));
    }
    batch_close();
    ng_out_release(&out);
}

T_MAIN(T(no_escape_reaches_a_terminal), T(no_markup_reaches_a_page),
       T(no_markup_reaches_markdown), T(columns_are_those_of_a_terminal),
       T(days_are_told_as_people_do), T(lines_fit_their_terminal),
       T(one_endless_word_is_not_lost), T(a_spreadsheet_runs_nothing),
       T(csv_keeps_its_rows_together), T(every_form_is_harmless),
       T(every_brief_tells_who_met), T(tables_have_a_header_that_fits),
       T(every_export_has_a_name_and_is_lines))
