/* fuzz_columns.c - any bytes as token columns, through the language of a report
 * and out again in each form. A token of the text is the one of its line.
 */
#include "engine/engine.h"
#include "tell/tell.h"
#include "text/columns.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ng_arena room, scratch;

/* The forms of the lines, in order, are the tokens of the text. */
static void check_tokens(const struct ng_report *r)
{
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    bool conllu = ng_columns_are_conllu(rest);
    size_t i = 0;
    while (conllu && ng_columns_next(&rest, conllu, &row)) {
        if (row.kind != NG_LINE_TOKEN)
            continue;
        if (i >= r->given_tokens.n ||
            !ng_str_eq(ng_slice(r->text, r->given_tokens.at[i]), row.form))
            abort();
        ng_range raw = ng_raw_range(r, r->given_tokens.at[i]);
        if (!ng_str_eq(ng_slice(r->source.raw, raw), row.form))
            abort();
        i++;
    }
    if (i != r->given_tokens.n)
        abort();
    for (size_t k = 0; k < r->given.n; k++)
        if (r->given.at[k].at.end > r->text.n ||
            ng_range_empty(r->given.at[k].at))
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ng_err err = {0};
    if (!room.end && (ng_arena_open(&room, (size_t)1 << 30, &err) ||
                      ng_arena_open(&scratch, (size_t)1 << 30, &err)))
        abort();
    if (size > 1 << 14)
        return 0;
    ng_str text = {(const char *)data, size};
    struct ng_raw raw = {.path = STR("fuzz"),
                         .format = NG_FORMAT_COLUMNS,
                         .bytes = text,
                         .raw = text};
    struct ng_report r = {0};
    struct ng_out out = {0};
    struct ng_arena mark = room;
    ng_report_of(&r, &raw);
    if (ng_flow(&r, &room, &scratch, &err) == NG_OK) {
        check_tokens(&r);
        ng_tell_conllu(&out, &r, scratch);
        for (int layer = 0; layer <= NG_LAYER_SAYINGS; layer++)
            ng_tell_columns(&out, &r, (enum ng_layer)layer, scratch);
        ng_tell_marks(&out, &r, scratch);
        ng_tell_words(&out, &r);
    }
    ng_out_release(&out);
    room = mark;
    return 0;
}
