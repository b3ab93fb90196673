#include "clean/clean.h"
#include "clean/given.h"
#include "clean/mend.h"
#include "clean/page.h"
#include "clean/parts.h"
#include "clean/spun.h"
#include "clean/whence.h"

/* A plain text becomes parts by its lines; a page has been read into
 * paragraphs already, which become parts too. From there both go one way:
 * sort, join, mend, and last what only the whole can tell. */

static void take_declared(struct ng_report *r, struct ng_arena *out)
{
    const struct ng_raw *s = &r->source;
    struct ng_written w;
    int64_t seconds;
    r->title = ng_str_trim(s->title);
    r->outlet = ng_str_trim(s->outlet);
    r->byline = ng_str_trim(s->author);
    r->url = ng_str_trim(s->url);
    ng_str lang = ng_str_trim(s->language);
    r->language = ng_str_lower((ng_str){lang.p, lang.n < 2 ? 0 : 2}, out);
    ng_str day = ng_str_trim(s->published);
    if (ng_str_number(day, &seconds) && (day.n == 10 || day.n == 13)) {
        seconds = day.n == 13 ? seconds / 1000 : seconds;
        struct ng_date d = ng_date_of((ng_day)(seconds / 86400));
        int64_t of_day = seconds % 86400;
        w = (struct ng_written){.year = d.year,
                                .month = d.month,
                                .day = d.day,
                                .hour = (int)(of_day / 3600),
                                .minute = (int)(of_day / 60 % 60),
                                .second = (int)(of_day % 60),
                                .zone = "Z"};
        ng_take_day(r, &w, NG_BASIS_METADATA, out);
    } else if (ng_read_day(day, &w)) {
        ng_take_day(r, &w, NG_BASIS_METADATA, out);
    }
    if (ng_read_day(ng_str_trim(s->modified), &w) && w.year)
        r->modified = ng_written_text(&w, out);
}

static void forget(struct ng_report *r)
{
    r->text = (ng_str){0};
    r->map = (ng_map){0};
    r->paragraphs.n = r->notes.n = 0;
    r->given.n = r->given_tokens.n = 0;
    r->title = r->outlet = r->agency = r->byline = r->url = (ng_str){0};
    r->dateline_place = r->language = r->declared_origin = (ng_str){0};
    r->modified = (ng_str){0};
    r->title_at = (ng_range){0};
    r->spun = r->trimmed = false;
    if (r->published_basis == NG_BASIS_OTHER_REPORTS ||
        r->published_basis == NG_BASIS_CORRECTION)
        return;
    r->published = NG_NO_DAYS;
    r->published_text = (ng_str){0};
    r->published_precision = NG_PRECISION_UNKNOWN;
    r->published_basis = NG_BASIS_NONE;
}

/* ---- language ---------------------------------------------------------- */

/* English is told by its small words: about every fourth word of news. */
static bool is_english(ng_str text)
{
    static const ng_str small[] = {
        S("the"),  S("of"), S("and"),  S("to"),    S("in"),  S("a"),
        S("that"), S("is"), S("was"),  S("for"),   S("on"),  S("with"),
        S("as"),   S("by"), S("at"),   S("from"),  S("has"), S("have"),
        S("it"),   S("he"), S("said"), S("would"), S("are"), S("were")};
    size_t words = 0, hits = 0, i = 0;
    while (i < text.n && words < 400) {
        size_t beg = i;
        while (i < text.n && !ng_is_space(text.p[i]))
            i++;
        ng_str w = {text.p + beg, i - beg};
        while (i < text.n && ng_is_space(text.p[i]))
            i++;
        words += w.n > 0;
        for (size_t k = 0; k < sizeof small / sizeof *small; k++)
            hits += ng_str_eq_nocase(w, small[k]);
    }
    return words >= 4 && hits * 100 >= words * 14;
}

/* ---- the whole --------------------------------------------------------- */

static void date_report(struct ng_report *r, const struct ng_clues *clues,
                        struct ng_arena *out)
{
    ng_day url_day;
    bool in_url = ng_day_of_url(r->url, &url_day);
    struct ng_written w = {
        .hour = -1, .month = clues->month, .day = clues->day};
    w.year = in_url ? ng_date_of(url_day).year : clues->year;
    if (w.month && w.year && w.day <= ng_days_in_month(w.year, w.month))
        ng_take_day(r, &w, NG_BASIS_DATELINE, out);
    if (in_url) {
        struct ng_date d = ng_date_of(url_day);
        w = (struct ng_written){
            .year = d.year, .month = d.month, .day = d.day, .hour = -1};
        ng_take_day(r, &w, NG_BASIS_URL, out);
    }
    if (r->published_basis == NG_BASIS_NONE)
        *ng_push(&r->notes, out) = (struct ng_note){.kind = NG_NOTE_UNDATED};
}

static void note_source(struct ng_report *r, struct ng_arena *out)
{
    if (r->source.recoded)
        *ng_push(&r->notes, out) = (struct ng_note){.kind = NG_NOTE_RECODED};
    if (r->source.truncated)
        *ng_push(&r->notes, out) = (struct ng_note){
            .kind = NG_NOTE_TRUNCATED,
            .at = {(uint32_t)r->text.n, (uint32_t)r->text.n},
            .raw = {(uint32_t)r->source.raw.n, (uint32_t)r->source.raw.n}};
}

static bool is_trimmed(const struct ng_report *r)
{
    for (size_t i = 0; i < r->notes.n; i++)
        if (r->notes.at[i].kind == NG_NOTE_BOILERPLATE_REMOVED)
            return true;
    return false;
}

void ng_find_dateline(struct ng_report *r)
{
    size_t bodies = 0;
    r->dateline_at = (ng_range){0, 0};
    for (size_t i = 0; i < r->paragraphs.n && bodies < 2; i++) {
        const struct ng_paragraph *p = &r->paragraphs.at[i];
        if (p->kind != NG_BLOCK_PARAGRAPH)
            continue;
        bodies++;
        struct ng_dateline d = ng_read_dateline(ng_slice(r->text, p->at));
        if (d.length) {
            r->dateline_at =
                (ng_range){p->at.beg, p->at.beg + (uint32_t)d.length};
            return;
        }
    }
}

static void finish(struct ng_report *r, const struct ng_clues *clues,
                   const struct ng_glue *glue, struct ng_arena *out)
{
    r->trimmed = is_trimmed(r);
    ng_find_dateline(r);
    if (!r->title.n)
        r->title = ng_slice(r->text, r->title_at);
    ng_str host = ng_host_in(r->url);
    if (!r->outlet.n && host.n)
        r->outlet = ng_outlet_of_host(host);
    if (ng_agency_named(r->outlet).n && !r->agency.n)
        r->agency = ng_agency_named(r->outlet);
    if (r->agency.n &&
        (ng_str_eq(r->byline, r->agency) || ng_agency_named(r->byline).n))
        r->byline = (ng_str){0};
    if (!r->outlet.n && r->agency.n)
        r->outlet = r->agency;
    if (!r->declared_origin.n && r->agency.n &&
        !ng_str_eq(r->agency, r->outlet) &&
        !ng_str_eq(r->agency, ng_agency_named(r->outlet)))
        r->declared_origin = r->agency;
    if (!r->language.n && is_english(r->text))
        r->language = STR("en");
    date_report(r, clues, out);
    note_source(r, out);
    ng_weigh_spin(r, glue, out);
}

/* The paragraphs of a page, as parts of its text. */
static void parts_of_page(struct ng_report *r, ng_parts *parts,
                          struct ng_arena *a)
{
    for (size_t i = 0; i < r->paragraphs.n; i++) {
        const struct ng_paragraph *p = &r->paragraphs.at[i];
        *ng_push(parts, a) = (struct ng_part){
            .at = p->at, .kind = p->kind, .level = p->kind == NG_BLOCK_HEADING};
    }
}

static bool by_place(const struct ng_note *a, const struct ng_note *b)
{
    return a->raw.beg != b->raw.beg ? a->raw.beg < b->raw.beg
                                    : a->raw.end < b->raw.end;
}

/* The notes of the page reader go first into order with ours: by raw place.
 * Where they stand in the text is found again from their raw place. */
static void merge_notes(struct ng_report *r, struct ng_note *page, size_t n,
                        struct ng_arena *out)
{
    size_t ours = r->notes.n, a = 0, b = 0;
    struct ng_note *mine = r->notes.at;
    size_t run = 0;
    r->notes.at = NULL;
    r->notes.n = r->notes.cap = 0;
    while (a < n || b < ours) {
        bool theirs = b >= ours || (a < n && !by_place(&mine[b], &page[a]));
        if (!theirs) {
            *ng_push(&r->notes, out) = mine[b++];
            continue;
        }
        struct ng_note note = page[a++];
        while (run < r->map.n && r->map.at[run].raw_end <= note.raw.beg)
            run++;
        uint32_t at =
            run < r->map.n ? r->map.at[run].text_beg : (uint32_t)r->text.n;
        note.at = (ng_range){at, at};
        *ng_push(&r->notes, out) = note;
    }
}

void ng_clean(struct ng_report *r, struct ng_arena *out,
              struct ng_arena scratch)
{
    ng_parts parts = {0};
    struct ng_clues clues = {.page = r->source.format == NG_FORMAT_HTML};
    struct ng_weave w;
    ng_str source = r->source.raw;
    ng_map through = {0};
    struct ng_note *page_notes = NULL;
    size_t page_notes_n = 0;
    forget(r);
    if (r->source.format == NG_FORMAT_COLUMNS) {
        struct ng_glue none = {0};
        ng_clean_columns(r, out);
        take_declared(r, out);
        finish(r, &clues, &none, out);
        return;
    }
    if (clues.page) {
        ng_clean_page(r, out, scratch);
        source = r->text;
        through = r->map;
        parts_of_page(r, &parts, &scratch);
        page_notes = r->notes.at, page_notes_n = r->notes.n;
        r->map = (ng_map){0};
        r->notes.at = NULL, r->notes.n = r->notes.cap = 0;
        r->paragraphs.at = NULL, r->paragraphs.n = r->paragraphs.cap = 0;
    } else {
        take_declared(r, out);
        uint32_t body = ng_read_head(r, source, &parts, &clues, &scratch);
        r->published_text = ng_str_copy(r->published_text, out);
        r->modified = ng_str_copy(r->modified, out);
        r->language = ng_str_copy(r->language, out);
        ng_find_parts(source, body, &parts, &scratch);
    }
    ng_sort_parts(r, source, &parts, &clues, out);
    ng_join_parts(source, &parts);
    struct ng_glue glue = ng_look_for_glue(source, &parts, &scratch);
    ng_weave_open(&w, r, source, through, out);
    ng_mend_parts(&w, &parts, &glue);
    ng_weave_close(&w);
    if (page_notes_n)
        merge_notes(r, page_notes, page_notes_n, out);
    finish(r, &clues, &glue, out);
}
