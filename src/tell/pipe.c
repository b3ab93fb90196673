/* pipe.c - all that one report says, as one line: see tell.h. */
#include "tell/record.h"

void ng_tell_pipe(struct ng_out *o, const struct ng_report *r)
{
    struct ng_json j = {.out = o};
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key(&j, "id");
    ng_json_str_or_null(&j, r->source.given_id.n ? r->source.given_id
                                                 : r->source.path);
    ng_json_key(&j, "report");
    ng_json_report(&j, r);
#define EACH(key, list, write)                                                 \
    ng_json_key(&j, key);                                                      \
    ng_json_begin(&j, '[');                                                    \
    for (size_t i = 0; i < r->list.n; i++)                                     \
        write;                                                                 \
    ng_json_end(&j, ']')
    EACH("names", names, ng_json_name(&j, r, &r->names.at[i]));
    EACH("times", times, ng_json_time(&j, r, &r->times.at[i]));
    EACH("quantities", quantities,
         ng_json_quantity(&j, r, &r->quantities.at[i]));
    EACH("sayings", sayings, ng_json_saying(&j, r, &r->sayings.at[i], 1));
    EACH("events", mentions, ng_json_lone_event(&j, r, &r->mentions.at[i]));
#undef EACH
    if (r->source.keep.n) {
        ng_json_key(&j, "kept");
        ng_json_raw(&j, r->source.keep);
    }
    ng_json_end(&j, '}');
    ng_putc(o, '\n');
}
