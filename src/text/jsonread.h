/* jsonread.h - JSON that is read where it lies: no tree, no memory but for
 * texts that are unescaped.
 *
 *     {"method": "tools/call", "params": {"name": "brief", "arguments": {}}}
 *     ng_json_check     the whole is JSON: from here on all is a slice of it
 *     ng_json_member    (whole, "params")   {"name": ... }
 *     ng_json_words      (..."name")         brief
 *
 * Strict RFC 8259; what is nested deeper than NG_JSON_DEEPEST is refused. All
 * but ng_json_check take text that it has let through. Of a name that is there
 * twice the last counts, as with most readers.
 */
#pragma once
#include "base/str.h"

enum { NG_JSON_DEEPEST = 64 };
enum ng_json_type {
    NG_JSON_NONE,
    NG_JSON_OBJECT,
    NG_JSON_LIST,
    NG_JSON_TEXT,
    NG_JSON_NUMBER,
    NG_JSON_WORD /* true, false, null */
};

/* The one value of this text, without white space around it. NG_BAD_INPUT with
 * the place, or NG_TOO_BIG: too deep. */
ng_status ng_json_check(ng_str text, ng_str *value, struct ng_err *err);

enum ng_json_type ng_json_type(ng_str value);
/* Empty if there is none of this name, or `object` is no object. */
ng_str ng_json_member(ng_str object, ng_str name);
/* Walks a list or an object: begin with the whole as *rest. For members *name
 * is the raw text of the name, with its quotes. False after the last. */
bool ng_json_next(ng_str *rest, ng_str *name, ng_str *value);
/* What a text says, unescaped; as it is if nothing is escaped. A value that is
 * no text gives what stands there. Lone halves of a pair are U+FFFD. */
ng_str ng_json_words(ng_str value, struct ng_arena *a);
