/* coded_plover.c - an event as strict PLOVER has it, one JSON object a line. */
#include "tell/coded.h"

#include "report/plover.h"
#include "tell/record.h"
#include "tell/rows.h"

static void plover_parties(struct ng_json *j, const char *key,
                           const struct ng_event *e, bool recipient)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->parties_n; i++) {
        if (e->parties[i].recipient != recipient)
            continue;
        ng_json_begin(j, '{');
        ng_json_key_str(j, "code", ng_str_of(e->parties[i].code));
        ng_json_key_str(j, "sector", ng_str_of(e->parties[i].sector));
        ng_json_key_str(j, "entity_text", e->parties[i].text);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static void plover_place(struct ng_json *j, const struct ng_event *e)
{
    if (!e->place.n)
        return;
    ng_json_key(j, "event_loc");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "name", e->place);
    if (e->geonameid) {
        ng_json_key(j, "geonameid");
        ng_json_int(j, e->geonameid);
    }
    if (ng_event_placed(e)) {
        ng_json_key(j, "lat");
        ng_json_num(j, (double)e->lat, 4);
        ng_json_key(j, "lon");
        ng_json_num(j, (double)e->lon, 4);
    }
    ng_json_end(j, '}');
}

void ng_put_plover(struct ng_out *o, const struct ng_batch *b,
                   const struct ng_event *e)
{
    struct ng_rows x = {.to = o};
    const struct ng_report *r = b->reports.at[e->mentions.at[0].report];
    const struct ng_mention *m = &r->mentions.at[e->mentions.at[0].mention];
    struct ng_json *j = ng_row_begin(&x);
    ng_json_begin(j, '{');
    ng_json_key(j, "id");
    ng_json_id(j, e->id);
    ng_json_key(j, "date");
    ng_json_day(j, e->when.first);
    if (e->when.last != NG_NO_DAY && e->when.last != e->when.first) {
        ng_json_key(j, "enddate");
        ng_json_day(j, e->when.last);
    }
    plover_parties(j, "actor", e, false);
    plover_parties(j, "recipient", e, true);
    ng_json_key(j, "event");
    ng_json_begin(j, '[');
    ng_json_str(j, e->plover_strict);
    ng_json_end(j, ']');
    ng_json_key_str(j, "mode", e->mode);
    ng_json_contexts(j, ng_event_contexts(b, e));
    plover_place(j, e);
    ng_json_key_str(j, "event_text", ng_slice(r->text, m->trigger));
    ng_json_key(j, "quad_code");
    ng_json_int(j, ng_quad(e->type));
    ng_json_key_str(j, "link", r->url.n ? r->url : r->source.path);
    ng_json_key_str(j, "text", ng_slice(r->text, m->clause));
    ng_json_key(j, "text_info");
    ng_json_begin(j, '{');
    ng_json_key(j, "start");
    ng_json_int(j, m->clause.beg);
    ng_json_key(j, "end");
    ng_json_int(j, m->clause.end);
    ng_json_end(j, '}');
    ng_json_key_str(j, "coder", STR("nutgraf"));
    ng_json_end(j, '}');
    ng_row_end(&x);
    ng_rows_release(&x);
}
