#include "clean/boiler.h"
#include "clean/whence.h"

/* Each part is looked at once, in order. What may only stand before the body
 * (title, byline, date line) is taken until the first real paragraph; what
 * may stand anywhere (embeds, captions, boilerplate) is taken everywhere. */

struct sorter {
    struct ng_report *r;
    ng_str source;
    ng_parts *parts;
    struct ng_clues *clues;
    struct ng_arena *out;
    bool body; /* a real paragraph has been seen */
    bool titled;
    ng_str title;    /* as a header gave it */
    size_t url_next; /* index of the part that a label says is a URL */
};

static void set(ng_str *field, ng_str value, struct ng_arena *out)
{
    if (!field->n && value.n)
        *field = ng_str_copy(value, out);
}

static void drop(struct ng_part *p, enum ng_note_kind why)
{
    p->gone = true;
    p->why = why;
}

/* ---- who and when ------------------------------------------------------ */

/* "Jane Roe", "Jane Roe and Li Wei": two to eight words with capitals. */
static bool names_like(ng_str s)
{
    size_t words = 0, capital = 0;
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        s = cut.tail;
        if (!cut.head.n)
            continue;
        words++;
        capital +=
            ng_is_upper(cut.head.p[0]) || (unsigned char)cut.head.p[0] >= 0x80;
    }
    return words && words <= 9 && capital * 2 > words;
}

static void take_url(struct sorter *s, ng_str url)
{
    ng_str host = ng_host_in(url);
    size_t slash = url.n ? ng_str_find(url, STR("//"), 0) : SIZE_MAX;
    size_t from = slash == SIZE_MAX ? 0 : slash + 2;
    bool path = url.n && ng_str_find(url, STR("/"), from) != SIZE_MAX;
    if (path)
        set(&s->r->url, url, s->out);
    if (host.n)
        set(&s->r->outlet, ng_outlet_of_host(host), s->out);
}

/* The date at the end or the start of "By Jane Roe | April 24, 2019". */
static ng_str without_day(struct sorter *s, ng_str line)
{
    struct ng_written w;
    for (size_t i = 0; i < line.n; i++) {
        bool start = i == 0 || line.p[i - 1] == ' ';
        if (!start || !ng_read_day((ng_str){line.p + i, line.n - i}, &w) ||
            !w.year)
            continue;
        ng_take_day(s->r, &w, NG_BASIS_HEADER, s->out);
        line.n = i;
        break;
    }
    while (line.n && strchr(" |,;-", line.p[line.n - 1]))
        line.n--;
    static const ng_str tails[] = {
        S("\xC2\xB7"),  S("\xE2\x80\x94"), S("\xE2\x80\xA2"),
        S("Published"), S("Updated"),      S("Posted"),
        S("on")};
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
        if (ng_str_ends(line, tails[k]) && line.n > tails[k].n &&
            (line.p[line.n - tails[k].n - 1] == ' '))
            line = ng_str_trim((ng_str){line.p, line.n - tails[k].n});
    while (line.n && strchr(" |,;-", line.p[line.n - 1]))
        line.n--;
    return line;
}

static bool take_byline(struct sorter *s, const struct ng_plain *part)
{
    ng_str line = part->shown;
    bool by = ng_str_starts_nocase(line, STR("by "));
    if ((!by && !ng_str_starts(line, STR("Written by "))) || line.n > 140)
        return false;
    size_t head = by ? 3 : 11;
    line = ng_str_trim((ng_str){line.p + head, line.n - head});
    if (!line.n || line.p[line.n - 1] == '.')
        return false;
    line = without_day(s, line);
    ng_str agency = ng_agency_named(line);
    if (agency.n) {
        set(&s->r->agency, agency, s->out);
        set(&s->r->declared_origin, agency, s->out);
        return true;
    }
    if (!names_like(line))
        return false;
    size_t comma = ng_str_find(line, STR(","), 0);
    ng_str after =
        comma == SIZE_MAX
            ? (ng_str){0}
            : ng_str_trim((ng_str){line.p + comma + 1, line.n - comma - 1});
    agency = ng_agency_named(after);
    if (agency.n) {
        set(&s->r->agency, agency, s->out);
        line.n = comma;
    } else if (ng_agency_in(after).n) {
        set(&s->r->agency, ng_agency_in(after), s->out);
        line.n = comma;
    } else if (comma != SIZE_MAX && names_like(after) &&
               ng_str_find(after, STR(" and "), 0) == SIZE_MAX &&
               ng_cut_at(after, ' ').found) {
        line.n = comma; /* "Jane Roe, Staff Writer" */
    }
    set(&s->r->byline, line, s->out);
    return true;
}

/* "at 1: 00pm CST", "19:04 IST": what may stand after a day on its line. */
static bool time_words(ng_str s)
{
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        ng_str w = cut.head;
        s = cut.tail;
        size_t letters = 0, upper = 0;
        for (size_t i = 0; i < w.n; i++) {
            if ((unsigned char)w.p[i] >= 0x80)
                return false;
            letters += ng_is_alpha(w.p[i]);
            upper += ng_is_upper(w.p[i]);
        }
        if (letters > 4 || (letters > 3 && upper < letters))
            return false;
    }
    return true;
}

/* "Published on", "11:39 UK, Monday": what may stand before a day. */
static bool day_label(ng_str s, bool *later)
{
    static const ng_str words[] = {
        S("published"), S("posted"),   S("updated"),   S("modified"),
        S("first"),     S("last"),     S("date"),      S("edited"),
        S("monday"),    S("tuesday"),  S("wednesday"), S("thursday"),
        S("friday"),    S("saturday"), S("sunday"),    S("created")};
    *later = false;
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        ng_str w = cut.head;
        s = cut.tail;
        while (w.n && strchr(":,|-", w.p[w.n - 1]))
            w.n--;
        bool known = time_words(w);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (ng_str_eq_nocase(w, words[k])) {
                known = true;
                *later = *later || k == 2 || k == 3 || k == 7;
            }
        if (!known)
            return false;
    }
    return true;
}

/* "April 24, 2019", "Published: 24 April 2019 10:30 GMT", "Updated ...". */
static bool take_day_line(struct sorter *s, const struct ng_plain *part)
{
    ng_str line = part->shown;
    struct ng_written w = {0};
    size_t n = 0, at = 0, words = 0;
    bool later;
    if (line.n > 90)
        return false;
    for (; at < line.n && words < 7; at++) {
        if (at && line.p[at - 1] != ' ')
            continue;
        words++;
        n = ng_read_day((ng_str){line.p + at, line.n - at}, &w);
        if (n && w.year)
            break;
        n = 0;
    }
    if (!n || !day_label(ng_str_trim((ng_str){line.p, at}), &later))
        return false;
    ng_str rest = ng_str_trim((ng_str){line.p + at + n, line.n - at - n});
    bool closed = !rest.n || strchr("|(/-,", rest.p[0]) ||
                  (unsigned char)rest.p[0] >= 0x80;
    bool updated = ng_str_starts_nocase(rest, STR("updated"));
    if (rest.n > 40 || (!closed && !updated && !time_words(rest)))
        return false;
    if (later)
        set(&s->r->modified, ng_written_text(&w, s->out), s->out);
    else
        ng_take_day(s->r, &w, NG_BASIS_HEADER, s->out);
    return true;
}

/* ---- what boilerplate still tells --------------------------------------- */

/* "Copyright © 2019, Example Radio. All rights reserved." */
static void take_owner(struct sorter *s, ng_str line)
{
    size_t at = 0;
    int64_t year = 0;
    while (at + 4 <= line.n &&
           !(ng_is_digit(line.p[at]) &&
             ng_str_number((ng_str){line.p + at, 4}, &year)))
        at++;
    if (year < 1900 || year > 2199)
        return;
    s->clues->year = (int)year;
    at += 4;
    while (at < line.n &&
           (strchr(" ,-\xE2\x80\x93", line.p[at]) || ng_is_digit(line.p[at])))
        at++;
    ng_str owner = {line.p + at, line.n - at};
    if (ng_str_starts_nocase(owner, STR("by ")))
        owner.p += 3, owner.n -= 3;
    static const ng_str stops[] = {
        S(". "),    S(" All "), S(" all "), S("|"),     S(", all"), S(" LLC"),
        S(", Inc"), S(" Inc."), S(" Ltd"),  S(", LLC"), S(" Corp")};
    for (size_t k = 0; k < sizeof stops / sizeof *stops; k++) {
        size_t cut = ng_str_find(owner, stops[k], 0);
        if (cut != SIZE_MAX)
            owner.n = cut;
    }
    owner = ng_str_trim(owner);
    while (owner.n && strchr(".,;", owner.p[owner.n - 1]))
        owner.n--;
    if (!owner.n || owner.n > 60 || !names_like(owner) ||
        !ng_is_alpha(owner.p[0]))
        return;
    if (ng_agency_named(owner).n)
        set(&s->r->agency, ng_agency_named(owner), s->out);
    else
        set(&s->r->outlet, ng_outlet_of_host(owner), s->out);
}

/* "... the AP's bureau chief ... @JaneRoe": whose work the copy was. */
static void take_author_note(struct sorter *s, ng_str line)
{
    size_t own = ng_str_find(line, STR("'s "), 0);
    if (own != SIZE_MAX) {
        ng_str agency = ng_agency_in((ng_str){line.p, own});
        set(&s->r->agency, agency, s->out);
        set(&s->r->declared_origin, agency, s->out);
    }
    size_t at = ng_str_find(line, STR("@"), 0);
    if (at == SIZE_MAX)
        return;
    size_t end = at + 1, capital = 0, last = 0;
    for (; end < line.n && ng_is_alpha(line.p[end]); end++)
        if (ng_is_upper(line.p[end]))
            capital++, last = end;
    if (capital != 2 || !ng_is_upper(line.p[at + 1]) || end - last < 3)
        return;
    ng_str family = {line.p + last, end - last};
    size_t seen = ng_str_find(line, family, 0);
    if (seen != SIZE_MAX && seen < at)
        set(&s->r->byline,
            ng_str_format(s->out, PRS " " PRS, (int)(last - at - 1),
                          line.p + at + 1, PRS_ARG(family)),
            s->out);
}

static void take_boiler(struct sorter *s, const struct ng_plain *part, size_t i)
{
    static const ng_str labels[] = {
        S("original"),        S("source"),         S("url:"),
        S("link:"),           S("via:"),           S("read more"),
        S("read a lot more"), S("reada lot more"), S("this article"),
        S("this story"),      S("the post ")};
    static const ng_str origins[] = {
        S("originally appeared on "),  S("originally published on "),
        S("originally published by "), S("first appeared on "),
        S("appeared first on "),       S("first appeared in ")};
    ng_str low = part->low, line = part->shown;
    for (size_t k = 0; k < sizeof origins / sizeof *origins; k++) {
        size_t at = ng_str_find(low, origins[k], 0);
        if (at == SIZE_MAX)
            continue;
        at += origins[k].n;
        ng_str where = ng_str_trim((ng_str){line.p + at, line.n - at});
        ng_str host = ng_host_in(where);
        while (where.n && where.p[where.n - 1] == '.')
            where.n--;
        if (where.n < 60)
            set(&s->r->declared_origin, host.n ? host : where, s->out);
    }
    size_t own = ng_str_find(low, STR("copyright"), 0);
    if (own != SIZE_MAX || ng_str_starts(low, STR("\xC2\xA9")) ||
        ng_str_starts(low, STR("(c)")))
        take_owner(s, line);
    if (ng_str_find(low, STR("follow h"), 0) != SIZE_MAX ||
        ng_str_find(low, STR("follow them"), 0) != SIZE_MAX)
        take_author_note(s, line);
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        if (!ng_str_starts(low, labels[k]))
            continue;
        ng_str url = ng_url_in(line);
        if (url.n)
            take_url(s, url);
        else if (line.n < 24)
            s->url_next = i + 1;
        return;
    }
}

/* News with boilerplate before or after it in one paragraph: what the
 * sentences of the one kind tell is taken, the others stay. */
static void take_sentences(struct sorter *s, size_t i,
                           const struct ng_plain *part)
{
    struct ng_plain one;
    size_t at = 0;
    bool news;
    while (ng_next_sentence(part, &at, &one, &news))
        if (!news)
            take_boiler(s, &one, i);
    s->parts->at[i].mixed = true;
}

/* ---- one part ---------------------------------------------------------- */

static bool only_url(ng_str line)
{
    ng_str url = ng_url_in(line);
    return url.n && url.p - line.p <= 1 && line.n - url.n <= 3;
}

/* "Embed:" and the post that follows it, if one does. */
static void take_embed(struct sorter *s, size_t i)
{
    struct ng_plain next;
    size_t end = i;
    for (size_t k = i + 1; k < s->parts->n && k <= i + 6; k++) {
        ng_read_plain(ng_slice(s->source, s->parts->at[k].at), &next);
        if (ng_is_post_end(&next)) {
            end = k;
            break;
        }
        if (ng_is_post(&next))
            end = k;
    }
    for (size_t k = i; k <= end; k++)
        drop(&s->parts->at[k], NG_NOTE_EMBED_REMOVED);
}

static bool is_embed_mark(ng_str low)
{
    static const ng_str marks[] = {S("embed:"),
                                   S("embed"),
                                   S("[embed]"),
                                   S("embedded post:"),
                                   S("tweet:"),
                                   S("embedded content"),
                                   S("[embedded content]"),
                                   S("view this post on instagram"),
                                   S("embed tweet")};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (ng_str_eq(low, marks[k]))
            return true;
    return false;
}

/* A post that no "Embed:" announces: its last line, and the text before it. */
static void take_post(struct sorter *s, size_t i, bool ends)
{
    struct ng_plain before;
    drop(&s->parts->at[i], NG_NOTE_EMBED_REMOVED);
    if (!ends || i == 0 || s->parts->at[i - 1].gone)
        return;
    ng_range at = s->parts->at[i - 1].at;
    ng_read_plain(ng_slice(s->source, at), &before);
    bool quoted = at.beg > 1 && (s->source.p[at.beg - 1] == '>' ||
                                 s->source.p[at.beg - 2] == '>');
    if (ng_is_post(&before) || quoted)
        drop(&s->parts->at[i - 1], NG_NOTE_EMBED_REMOVED);
}

static bool ends_open(ng_str line)
{
    while (line.n && strchr("\"')` ", line.p[line.n - 1]))
        line.n--;
    return line.n && !strchr(".!?,;-", line.p[line.n - 1]);
}

/* More letters than anything else: a line of dates and times is no title. */
static bool mostly_letters(ng_str s)
{
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++)
        letters += ng_is_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80;
    return letters * 2 > s.n;
}

static size_t words_of(ng_str s)
{
    size_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* Short, capital first, no full stop: a title at the top, else a heading if a
 * part follows it. */
static void name_part(struct sorter *s, struct ng_part *p,
                      const struct ng_plain *part, bool last)
{
    ng_str line = part->shown;
    bool declared = s->r->source.title.n &&
                    ng_str_eq_nocase(line, ng_str_trim(s->r->source.title));
    if (s->clues->page)
        return;
    if (s->titled && !s->body && ng_str_eq(line, s->title)) {
        drop(p, NG_NOTE_BOILERPLATE_REMOVED); /* the header had it already */
        return;
    }
    bool title_like =
        declared || (p->level && p->level <= 2) ||
        (!p->level && line.n < 200 && words_of(line) > 2 &&
         mostly_letters(line) && ends_open(line) && !ng_is_lower(line.p[0]) &&
         !ng_read_dateline(line).length && !last);
    if (!s->titled && !s->body && title_like) {
        p->kind = NG_BLOCK_TITLE;
        s->titled = true;
        return;
    }
    if (p->level ||
        (line.n < 80 && words_of(line) <= 10 && ends_open(line) &&
         ng_is_upper(line.p[0]) && !last && line.p[line.n - 1] != ':'))
        p->kind = NG_BLOCK_HEADING;
}

static bool take_frame(struct sorter *s, size_t i, const struct ng_plain *part)
{
    struct ng_part *p = &s->parts->at[i];
    enum ng_note_kind why;
    bool near_end = i + 4 > s->parts->n;
    bool ends = ng_is_post_end(part);
    if (is_embed_mark(part->low)) {
        take_embed(s, i);
    } else if (ends || (ng_is_post(part) && part->shown.n < 350)) {
        take_post(s, i, ends);
    } else if (s->url_next == i && ng_url_in(part->shown).n) {
        take_url(s, ng_url_in(part->shown));
        drop(p, NG_NOTE_BOILERPLATE_REMOVED);
    } else if (only_url(part->shown)) {
        if (near_end)
            take_url(s, ng_url_in(part->shown));
        drop(p, NG_NOTE_BOILERPLATE_REMOVED);
    } else if (ng_str_starts(part->shown, STR("![")) ||
               ng_is_caption(part, p->level > 0)) {
        drop(p, NG_NOTE_CAPTION);
    } else if (ng_is_boiler(part, &why)) {
        if (ng_holds_news(part)) {
            take_sentences(s, i, part);
            return false;
        }
        take_boiler(s, part, i);
        drop(p, why);
    } else {
        return false;
    }
    return true;
}

/* The copyright sentence at the end of a paragraph tells as much as one that
 * stands alone. */
static void look_at_tail(struct sorter *s, ng_range at)
{
    ng_str text = ng_slice(s->source, at);
    size_t from = text.n > 300 ? text.n - 300 : 0;
    ng_str tail = {text.p + from, text.n - from};
    size_t hit = ng_str_find_nocase(tail, STR("copyright "), 0);
    if (hit != SIZE_MAX && ng_boiler_sentence(text, 0, from + hit))
        take_owner(s, (ng_str){tail.p + hit, tail.n - hit});
}

static void look_at_dateline(struct sorter *s, const struct ng_part *p)
{
    ng_str text = ng_slice(s->source, p->at);
    size_t i = 0, n = 1;
    while (n && i < text.n) {
        n = p->mixed ? ng_boiler_sentence_in(text, 0, i)
                     : ng_boiler_sentence(text, 0, i);
        for (i += n; i < text.n && ng_is_space(text.p[i]);)
            i++;
    }
    struct ng_dateline d = ng_read_dateline((ng_str){text.p + i, text.n - i});
    if (!d.length)
        return;
    set(&s->r->dateline_place, d.place, s->out);
    set(&s->r->agency, d.agency, s->out);
    if (d.day.month && d.day.year)
        ng_take_day(s->r, &d.day, NG_BASIS_DATELINE, s->out);
    else if (d.day.month)
        s->clues->month = d.day.month, s->clues->day = d.day.day;
}

/* Whatever was taken for frame: a report whose only sentences it would take
 * along keeps them. */
static void keep_the_only_text(struct sorter *s)
{
    struct ng_plain part;
    for (size_t i = 0; i < s->parts->n; i++)
        if (!s->parts->at[i].gone && s->parts->at[i].kind != NG_BLOCK_TITLE)
            return;
    for (size_t i = 0; i < s->parts->n; i++) {
        struct ng_part *p = &s->parts->at[i];
        ng_read_plain(ng_slice(s->source, p->at), &part);
        if (!p->gone || p->kind == NG_BLOCK_TITLE || !ng_holds_news(&part))
            continue;
        p->gone = false;
        p->mixed = p->why == NG_NOTE_BOILERPLATE_REMOVED;
    }
}

void ng_sort_parts(struct ng_report *r, ng_str source, ng_parts *parts,
                   struct ng_clues *clues, struct ng_arena *out)
{
    struct sorter s = {r, source, parts, clues, out, .url_next = SIZE_MAX};
    size_t bodies = 0;
    for (size_t i = 0; i < parts->n; i++)
        if (parts->at[i].kind == NG_BLOCK_TITLE && !s.titled) {
            s.titled = true;
            s.title = ng_slice(source, parts->at[i].at);
        }
    for (size_t i = 0; i < parts->n; i++) {
        struct ng_part *p = &parts->at[i];
        struct ng_plain part;
        if (p->gone || p->kind == NG_BLOCK_TITLE)
            continue;
        ng_read_plain(ng_slice(source, p->at), &part);
        if (part.shown.n == 0) {
            drop(p, NG_NOTE_MARKUP_RESIDUE);
            continue;
        }
        if (take_frame(&s, i, &part))
            continue;
        bool edge = !s.body || i + 3 > parts->n;
        if (edge && take_byline(&s, &part)) {
            drop(p, NG_NOTE_BOILERPLATE_REMOVED);
            continue;
        }
        if (edge && take_day_line(&s, &part)) {
            if (r->source.given_id.n) /* the text as a data set gives it */
                p->kind = NG_BLOCK_HEADING;
            else
                drop(p, NG_NOTE_BOILERPLATE_REMOVED);
            continue;
        }
        if (!part.cut)
            name_part(&s, p, &part, i + 1 == parts->n);
        if (!p->gone && p->kind == NG_BLOCK_PARAGRAPH) {
            if (bodies++ < 2)
                look_at_dateline(&s, p);
            s.body = s.body || part.shown.n > 60 ||
                     (words_of(part.shown) > 4 && !ends_open(part.shown));
            look_at_tail(&s, p->at);
        }
    }
    keep_the_only_text(&s);
}
