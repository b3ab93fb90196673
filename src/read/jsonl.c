/* jsonl.c - one JSON object to one raw record.
 *
 * The names that data sets give to the same things are in one table; the first
 * name of a row that is there and not empty wins. Numbers count as text, an
 * array of texts is joined, an object with a "name" stands for its name.
 */
#include "base/calendar.h"
#include "read/reading.h"

#include <json-c/json.h>

enum { DEPTH = 32 };

enum field {
    FIELD_ID,
    FIELD_TITLE,
    FIELD_TEXT,
    FIELD_PAGE,
    FIELD_DATE,
    FIELD_MODIFIED,
    FIELD_URL,
    FIELD_OUTLET,
    FIELD_AUTHOR,
    FIELD_LANGUAGE,
    FIELD_COUNT
};
enum { NAMES = 14 };
static const ng_str names[FIELD_COUNT][NAMES] = {
    [FIELD_ID] = {S("id"), S("_id"), S("guid"), S("uuid"), S("doc_id"),
                  S("article_id")},
    [FIELD_TITLE] = {S("title"), S("headline"), S("heading")},
    [FIELD_TEXT] = {S("text"), S("body"), S("articleBody"), S("article_body"),
                    S("maintext"), S("content"), S("article"), S("story"),
                    S("full_text"), S("body_text"), S("content_text"),
                    S("paragraphs")},
    [FIELD_PAGE] = {S("html"), S("raw_html"), S("content_html"), S("body_html"),
                    S("page")},
    [FIELD_DATE] = {S("published"), S("published_at"), S("publish_date"),
                    S("date_publish"), S("pubDate"), S("pub_date"),
                    S("datePublished"), S("date_published"), S("dct"),
                    S("date"), S("datetime"), S("timestamp"), S("created_at"),
                    S("ts")},
    [FIELD_MODIFIED] = {S("modified"), S("updated_at"), S("date_modified"),
                        S("dateModified"), S("updated"), S("date_modify")},
    [FIELD_URL] = {S("url"), S("link"), S("source_url"), S("web_url"),
                   S("canonical_url")},
    [FIELD_OUTLET] = {S("source"), S("outlet"), S("publisher"),
                      S("publication"), S("newspaper"), S("source_name"),
                      S("site"), S("site_name"), S("source_domain"),
                      S("domain")},
    [FIELD_AUTHOR] = {S("author"), S("authors"), S("byline"), S("creator")},
    [FIELD_LANGUAGE] = {S("language"), S("lang")},
};

struct found {
    struct json_object *value[FIELD_COUNT];
    size_t rank[FIELD_COUNT];
};

static ng_str text_of(struct json_object *o)
{
    if (!o)
        return (ng_str){0};
    if (json_object_is_type(o, json_type_string))
        return (ng_str){json_object_get_string(o),
                        (size_t)json_object_get_string_len(o)};
    if (json_object_is_type(o, json_type_int) ||
        json_object_is_type(o, json_type_double))
        return ng_str_of(json_object_get_string(o));
    if (json_object_is_type(o, json_type_object)) {
        struct json_object *name;
        if (json_object_object_get_ex(o, "name", &name) &&
            json_object_is_type(name, json_type_string))
            return text_of(name);
    }
    return (ng_str){0};
}

static bool is_there(struct json_object *o)
{
    return o && (json_object_is_type(o, json_type_array)
                     ? json_object_array_length(o) > 0
                     : ng_str_trim(text_of(o)).n > 0);
}

static void find_fields(struct json_object *record, struct found *found)
{
    json_object_object_foreach(record, key, value)
    {
        ng_str name = ng_str_of(key);
        if (!is_there(value))
            continue;
        for (size_t f = 0; f < FIELD_COUNT; f++)
            for (size_t r = 0; r < NAMES && names[f][r].n; r++)
                if (ng_str_eq_nocase(name, names[f][r]) &&
                    (!found->value[f] || r < found->rank[f])) {
                    found->value[f] = value;
                    found->rank[f] = r;
                }
    }
}

/* The value as text; an array is joined in `room`. */
static ng_str join(struct json_object *o, ng_str between, struct ng_out *room)
{
    if (!o || !json_object_is_type(o, json_type_array))
        return text_of(o);
    room->n = 0;
    for (size_t i = 0; i < json_object_array_length(o); i++) {
        ng_str part = text_of(json_object_array_get_idx(o, i));
        if (part.n && room->n)
            ng_put(room, between);
        ng_put(room, part);
    }
    return ng_out_str(room);
}

/* Seconds or milliseconds since 1970 as ISO 8601; anything else as it is. */
static ng_str date_text(ng_str s, char buf[32])
{
    int64_t t;
    if (!ng_str_number(s, &t) || (s.n != 9 && s.n != 10 && s.n != 13))
        return s;
    t = s.n == 13 ? t / 1000 : t;
    struct ng_date d = ng_date_of((ng_day)(t / 86400));
    int second = (int)(t % 86400);
    int n = snprintf(buf, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month,
                     d.day, second / 3600, second / 60 % 60, second % 60);
    return n > 0 && n < 32 ? (ng_str){buf, (size_t)n} : s;
}

/* The fields of `keep`, as an object; empty if there are none. */
static ng_str kept(struct json_object *record, ng_str keep, struct ng_out *to)
{
    bool some = false;
    to->n = 0;
    for (ng_cut cut = ng_cut_at(keep, ','); cut.head.n || cut.found;
         cut = ng_cut_at(cut.tail, ',')) {
        ng_str name = ng_str_trim(cut.head);
        json_object_object_foreach(record, key, value)
        {
            if (!name.n || !ng_str_eq(ng_str_of(key), name))
                continue;
            struct json_object *quoted =
                json_object_new_string_len(name.p, (int)name.n);
            ng_put(to, some ? STR(",") : STR("{"));
            ng_put(to, ng_str_of(json_object_to_json_string_ext(
                           quoted, JSON_C_TO_STRING_PLAIN)));
            ng_putc(to, ':');
            ng_put(to, ng_str_of(json_object_to_json_string_ext(
                           value, JSON_C_TO_STRING_PLAIN)));
            json_object_put(quoted);
            some = true;
        }
    }
    if (some)
        ng_putc(to, '}');
    return ng_out_str(to);
}

/* Buffers of one object; all are let go together. */
struct buffers {
    struct ng_out text, decoded, author, keep;
};

static ng_status take_object(struct ng_source *s, struct json_object *record,
                             struct ng_raw *raw, struct buffers *b,
                             struct ng_err *err)
{
    struct found found = {0};
    char date[32], modified[32];
    find_fields(record, &found);
    bool page = !found.value[FIELD_TEXT] && found.value[FIELD_PAGE];
    ng_str text = join(found.value[page ? FIELD_PAGE : FIELD_TEXT], STR("\n\n"),
                       &b->text);
    raw->format =
        page || ng_sniff_page(text) ? NG_FORMAT_HTML : NG_FORMAT_PLAIN;
    raw->raw = ng_decode(text, false, &b->decoded, &raw->recoded);
    raw->given_id = text_of(found.value[FIELD_ID]);
    raw->title = text_of(found.value[FIELD_TITLE]);
    raw->outlet = text_of(found.value[FIELD_OUTLET]);
    raw->author = join(found.value[FIELD_AUTHOR], STR(", "), &b->author);
    raw->published = date_text(text_of(found.value[FIELD_DATE]), date);
    raw->modified = date_text(text_of(found.value[FIELD_MODIFIED]), modified);
    raw->url = text_of(found.value[FIELD_URL]);
    raw->language = text_of(found.value[FIELD_LANGUAGE]);
    raw->keep = kept(record, s->to->keep, &b->keep);
    if (ng_str_trim(raw->raw).n)
        return s->to->take(s->to->ctx, raw, err);
    return NG_NOTHING;
}

static ng_status parse_and_take(struct ng_source *s, ng_str bytes, ng_str json,
                                uint64_t record, struct ng_err *err)
{
    struct ng_err why = {0};
    struct json_tokener *parser = json_tokener_new_ex(DEPTH);
    if (!parser)
        return ng_fail(err, NG_IO, 0, "no memory to read %.*s",
                       PRS_ARG(s->path));
    json_tokener_set_flags(parser, JSON_TOKENER_STRICT);
    struct json_object *o = json_tokener_parse_ex(parser, json.p, (int)json.n);
    enum json_tokener_error bad = json_tokener_get_error(parser);
    size_t at = json_tokener_get_parse_end(parser);
    ng_status status = NG_OK;
    if (bad == json_tokener_continue)
        ng_fail(&why, NG_BAD_INPUT, json.n,
                "%.*s: record %llu is cut off in the middle of its JSON",
                PRS_ARG(s->path), (unsigned long long)record);
    else if (bad != json_tokener_success || at < json.n)
        ng_fail(&why, NG_BAD_INPUT, at,
                "%.*s: record %llu is not JSON at its byte %zu (%s)",
                PRS_ARG(s->path), (unsigned long long)record, at,
                bad == json_tokener_success ? "more follows after its end"
                                            : json_tokener_error_desc(bad));
    else if (!json_object_is_type(o, json_type_object))
        ng_fail(&why, NG_BAD_INPUT, 0, "%.*s: record %llu is no JSON object",
                PRS_ARG(s->path), (unsigned long long)record);
    if (why.status == NG_OK) {
        struct buffers b = {0};
        struct ng_raw raw = {.path = s->path, .bytes = bytes};
        status = take_object(s, o, &raw, &b, err);
        if (status == NG_NOTHING)
            ng_fail(&why, NG_BAD_INPUT, 0,
                    "%.*s: record %llu has no text: none of text, body, "
                    "content, article, html is there and filled",
                    PRS_ARG(s->path), (unsigned long long)record);
        status = status == NG_NOTHING ? NG_OK : status;
        ng_out_release(&b.text);
        ng_out_release(&b.decoded);
        ng_out_release(&b.author);
        ng_out_release(&b.keep);
    }
    json_object_put(o);
    json_tokener_free(parser);
    if (why.status != NG_OK)
        ng_tell_problem(s, record, &why);
    return status;
}

ng_status ng_read_object(struct ng_source *s, ng_str bytes, uint64_t record,
                         struct ng_err *err)
{
    struct ng_out decoded = {.limit = (size_t)NG_RECORD_LIMIT * 3};
    bool recoded;
    ng_str json = ng_decode(bytes, false, &decoded, &recoded);
    ng_status status = parse_and_take(s, bytes, json, record, err);
    ng_out_release(&decoded);
    return status;
}
