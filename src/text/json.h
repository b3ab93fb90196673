/* json.h - a small writer of JSON. Reading is json-c's, in read/.
 *
 *     struct ng_json j = {.out = &out};
 *     ng_json_begin(&j, '{');
 *     ng_json_key(&j, "v");  ng_json_int(&j, 1);
 *     ng_json_end(&j, '}');
 *
 * Commas are put where they belong. Text is written as it is but for the
 * characters that JSON escapes; bytes that are not UTF-8 become U+FFFD, so the
 * output is always valid. Writing a record to CSV goes through `fields`: where
 * each value of the outermost object began and ended in the buffer.
 */
#pragma once
#include "base/out.h"

enum { NG_JSON_DEPTH = 32, NG_JSON_FIELDS = 64 };

struct ng_json_field {
    const char *key;
    size_t beg, end; /* of the value, in out->p */
};
struct ng_json {
    struct ng_out *out;
    unsigned depth;
    bool more[NG_JSON_DEPTH];     /* a value was written at this depth */
    bool keyed;                   /* a key was, its value was not */
    struct ng_json_field *fields; /* [NG_JSON_FIELDS], or NULL */
    size_t fields_n;
};

void ng_json_begin(struct ng_json *j, char open); /* '{' or '[' */
void ng_json_end(struct ng_json *j, char close);
void ng_json_key(struct ng_json *j, const char *key);
void ng_json_str(struct ng_json *j, ng_str s);
void ng_json_str_or_null(struct ng_json *j, ng_str s); /* null if empty */
/* A key with its text, null if that is empty. */
void ng_json_key_str(struct ng_json *j, const char *key, ng_str s);
void ng_json_int(struct ng_json *j, int64_t v);
void ng_json_num(struct ng_json *j, double v, int decimals); /* NAN: null */
void ng_json_bool(struct ng_json *j, bool v);
void ng_json_null(struct ng_json *j);
void ng_json_raw(struct ng_json *j, ng_str json); /* a value, ready made */

/* Only the text between the quotes. */
void ng_json_escape(struct ng_out *out, ng_str s);
