/* rows.h - records one by one, as lines of JSON or of CSV.
 *
 *     struct ng_rows x = {.to = out, .csv = true, .header = true};
 *     struct ng_json *j = ng_row_begin(&x);
 *     ... one JSON object ...
 *     ng_row_end(&x);
 *     ng_rows_release(&x);
 */
#pragma once
#include "text/json.h"

struct ng_rows {
    struct ng_out *to;
    struct ng_out line;
    bool csv, header;
    struct ng_json_field fields[NG_JSON_FIELDS];
    struct ng_json json;
};

struct ng_json *ng_row_begin(struct ng_rows *x);
void ng_row_end(struct ng_rows *x);
void ng_rows_release(struct ng_rows *x);
