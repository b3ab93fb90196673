/* records.c - a source of bytes cut into records.
 *
 *     text, page      the whole source is one
 *     {..}\n{..}\n    one a line; a bad line is a problem, the next line is
 * read
 *     columns         one a document, or 400 sentences where none is marked
 *     [{..}, {..}]    one an object, found by its brackets; also one object
 *                     printed over several lines
 */
#include "read/reading.h"
#include "text/columns.h"

enum { PEEK = 4096, STEP = 1 << 16 };
enum { SENTENCES_MOST = 400 }; /* of columns in which no document begins */

/* Tell what stopped the source, unless a person did. */
static ng_status give_up(struct ng_source *s, uint64_t record,
                         struct ng_err *err)
{
    if (s->err.status == NG_INTERRUPTED)
        return ng_fail(err, NG_INTERRUPTED, 0, "%s", s->err.text);
    ng_tell_problem(s, record, &s->err);
    return NG_OK;
}

static void too_big(struct ng_source *s, struct ng_err *why)
{
    ng_fail(why, NG_TOO_BIG, 0,
            "%.*s: is larger than %d MiB, the most one report may have; split "
            "it into reports",
            PRS_ARG(s->path), NG_RECORD_LIMIT >> 20);
}

static bool is_blank(ng_str s)
{
    return ng_str_trim(s).n == 0;
}

static ng_status read_whole(struct ng_source *s, enum ng_format format,
                            struct ng_err *err)
{
    bool filled = s->size <= NG_RECORD_LIMIT &&
                  ng_source_fill(s, (size_t)NG_RECORD_LIMIT + 1);
    if (s->err.status != NG_OK)
        return give_up(s, 0, err);
    ng_str bytes = ng_source_window(s);
    if (!filled || bytes.n > NG_RECORD_LIMIT) {
        too_big(s, &s->err);
        return give_up(s, 0, err);
    }
    struct ng_out decoded = {.limit = (size_t)NG_RECORD_LIMIT * 3};
    struct ng_raw raw = {.path = s->path, .format = format, .bytes = bytes};
    raw.raw =
        ng_decode(bytes, format == NG_FORMAT_HTML, &decoded, &raw.recoded);
    ng_status status = NG_OK;
    if (is_blank(raw.raw)) {
        ng_fail(&s->err, NG_BAD_INPUT, 0, "%.*s: holds nothing but white space",
                PRS_ARG(s->path));
        status = give_up(s, 0, err);
    } else {
        status = s->to->take(s->to->ctx, &raw, err);
    }
    ng_out_release(&decoded);
    return status;
}

/* How far the search for the end of a record has come. */
struct scan {
    size_t at;
    size_t depth;
    bool in_string, escaped;
};

/* The end of a line (its newline not counted), or SIZE_MAX: read on. */
static size_t line_end(ng_str w, struct scan *scan)
{
    const char *hit =
        w.n > scan->at ? memchr(w.p + scan->at, '\n', w.n - scan->at) : NULL;
    scan->at = w.n;
    return hit ? (size_t)(hit - w.p) : SIZE_MAX;
}

/* The end of an object that begins at the window, or SIZE_MAX: read on. */
static size_t object_end(ng_str w, struct scan *scan)
{
    for (; scan->at < w.n; scan->at++) {
        char c = w.p[scan->at];
        if (scan->escaped)
            scan->escaped = false;
        else if (scan->in_string)
            scan->escaped = c == '\\', scan->in_string = c != '"';
        else if (c == '"')
            scan->in_string = true;
        else if (c == '{' || c == '[')
            scan->depth++;
        else if ((c == '}' || c == ']') && --scan->depth == 0)
            return ++scan->at;
    }
    return SIZE_MAX;
}

/* Skip to the first character that is part of no object: false at the end. */
static bool skip_between(struct ng_source *s, bool lines)
{
    for (;;) {
        if (!ng_source_fill(s, 1))
            return false;
        ng_str w = ng_source_window(s);
        size_t i = 0;
        while (i < w.n &&
               (ng_is_space(w.p[i]) || (!lines && memchr(",[]", w.p[i], 3))))
            i++;
        ng_source_take(s, i);
        if (i < w.n)
            return true;
        if (s->ended)
            return false;
    }
}

/* A record that does not end within the limit: drop it, to the next line. */
static void drop_line(struct ng_source *s)
{
    while (ng_source_fill(s, 1)) {
        ng_str w = ng_source_window(s);
        const char *hit = w.n ? memchr(w.p, '\n', w.n) : NULL;
        ng_source_take(s, hit ? (size_t)(hit - w.p) : w.n);
        if (hit || (s->ended && w.n == 0))
            return;
    }
}

/* The next record as a window of `n` bytes; 0: none, see source->err. */
static size_t next_record(struct ng_source *s, bool lines)
{
    struct scan scan = {0};
    size_t want = STEP;
    for (;;) {
        if (!ng_source_fill(s, want))
            return 0;
        ng_str w = ng_source_window(s);
        size_t end = lines ? line_end(w, &scan) : object_end(w, &scan);
        if (end == SIZE_MAX && s->ended && w.n <= NG_RECORD_LIMIT)
            end = w.n;
        if (end != SIZE_MAX && end <= NG_RECORD_LIMIT)
            return end;
        if (w.n > NG_RECORD_LIMIT) {
            too_big(s, &s->err);
            return 0;
        }
        want = w.n * 2;
        if (want > (size_t)NG_RECORD_LIMIT + 1)
            want = (size_t)NG_RECORD_LIMIT + 1;
    }
}

static ng_status read_objects(struct ng_source *s, bool lines,
                              struct ng_err *err)
{
    ng_status status = NG_OK;
    uint64_t record = 0;
    while (status == NG_OK && skip_between(s, lines)) {
        record++;
        if (!lines && ng_source_window(s).p[0] != '{') {
            ng_fail(&s->err, NG_BAD_INPUT, 0,
                    "%.*s: after record %llu comes something that is no JSON "
                    "object",
                    PRS_ARG(s->path), (unsigned long long)record - 1);
            break;
        }
        size_t n = next_record(s, lines);
        if (n) {
            ng_str bytes = {ng_source_window(s).p, n};
            while (bytes.n && ng_is_space(bytes.p[bytes.n - 1]))
                bytes.n--;
            status = ng_read_object(s, bytes, record, err);
            ng_source_take(s, n);
        } else if (lines && s->err.status == NG_TOO_BIG &&
                   ng_source_window(s).n > NG_RECORD_LIMIT) {
            ng_tell_problem(s, record, &s->err);
            s->err = (struct ng_err){0};
            drop_line(s);
        } else {
            break;
        }
    }
    if (status == NG_OK && s->err.status != NG_OK)
        return give_up(s, record, err);
    if (status == NG_OK && record == 0) {
        ng_fail(&s->err, NG_BAD_INPUT, 0, "%.*s: holds no JSON object",
                PRS_ARG(s->path));
        return give_up(s, 0, err);
    }
    return status;
}

/* One object a line? Not if a line ends before the first object does. */
static bool by_lines(ng_str head)
{
    struct scan scan = {0};
    if (head.n == 0 || head.p[0] != '{')
        return head.n == 0 || head.p[0] != '[';
    size_t end = object_end(head, &scan);
    const char *hit = memchr(head.p, '\n', end == SIZE_MAX ? head.n : end);
    return !hit;
}

static ng_status read_json(struct ng_source *s, struct ng_err *err)
{
    ng_str head = ng_source_window(s);
    if (ng_str_starts(head, STR("\xff\xfe")) ||
        ng_str_starts(head, STR("\xfe\xff"))) {
        ng_fail(&s->err, NG_BAD_INPUT, 0,
                "%.*s: is JSON in UTF-16; turn it into UTF-8 first (iconv -f "
                "UTF-16 -t UTF-8)",
                PRS_ARG(s->path));
        return give_up(s, 0, err);
    }
    if (ng_str_starts(head, STR("\xef\xbb\xbf")))
        ng_source_take(s, 3);
    if (!skip_between(s, true))
        return s->err.status == NG_OK ? NG_OK : give_up(s, 0, err);
    return read_objects(s, by_lines(ng_source_window(s)), err);
}

/* The end of the document that begins at the window, or SIZE_MAX: read on.
 * Only whole lines are looked at unless the source has ended. */
static size_t document_end(ng_str w, bool ended)
{
    struct ng_columns_row row;
    ng_str rest = w;
    bool conllu = ng_columns_are_conllu(w), tokens = false;
    size_t sentences = 0;
    while (rest.n && (ended || memchr(rest.p, '\n', rest.n))) {
        size_t at = (size_t)(rest.p - w.p);
        ng_columns_next(&rest, conllu, &row);
        if (row.kind == NG_LINE_DOCUMENT && tokens)
            return at;
        if (row.kind == NG_LINE_BLANK && tokens &&
            ++sentences >= SENTENCES_MOST)
            return (size_t)(rest.p - w.p);
        tokens |= row.kind == NG_LINE_TOKEN;
    }
    return ended ? w.n : SIZE_MAX;
}

static ng_status take_columns(struct ng_source *s, size_t n, struct ng_err *err)
{
    struct ng_out decoded = {.limit = (size_t)NG_RECORD_LIMIT * 3};
    struct ng_raw raw = {.path = s->path,
                         .format = NG_FORMAT_COLUMNS,
                         .bytes = {ng_source_window(s).p, n}};
    ng_status status = NG_OK;
    raw.raw = ng_decode(raw.bytes, false, &decoded, &raw.recoded);
    status = s->to->take(s->to->ctx, &raw, err);
    ng_out_release(&decoded);
    ng_source_take(s, n);
    return status;
}

static ng_status read_columns(struct ng_source *s, struct ng_err *err)
{
    ng_status status = NG_OK;
    uint64_t record = 0;
    size_t want = STEP;
    while (status == NG_OK && ng_source_fill(s, want)) {
        ng_str w = ng_source_window(s);
        if (w.n == 0)
            break;
        size_t end = document_end(w, s->ended);
        if (end == SIZE_MAX && w.n > NG_RECORD_LIMIT) {
            too_big(s, &s->err);
            break;
        }
        if (end == SIZE_MAX) {
            want = w.n * 2;
            continue;
        }
        status = take_columns(s, end, err);
        record++;
        want = STEP;
    }
    if (status == NG_OK && s->err.status != NG_OK)
        return give_up(s, record, err);
    return status;
}

ng_status ng_read_records(struct ng_source *s, struct ng_err *err)
{
    if (!ng_source_fill(s, PEEK))
        return give_up(s, 0, err);
    ng_str head = ng_source_window(s);
    if (head.n == 0) {
        ng_fail(&s->err, NG_BAD_INPUT, 0, "%.*s: is empty", PRS_ARG(s->path));
        return give_up(s, 0, err);
    }
    if (head.n > PEEK)
        head.n = PEEK;
    enum ng_format format;
    if (!ng_sniff(s->path, head, &format, &s->err))
        return give_up(s, 0, err);
    if (s->to->as != NG_FORMAT_AUTO)
        format = s->to->as;
    if (format == NG_FORMAT_COLUMNS)
        return read_columns(s, err);
    return format == NG_FORMAT_JSONL ? read_json(s, err)
                                     : read_whole(s, format, err);
}
