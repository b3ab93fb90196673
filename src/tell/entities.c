/* entities.c - who and what the reports name, put together over all of them. */
#include "tell/record.h"
#include "tell/rows.h"

static void write_roles(struct ng_json *j, const struct ng_known *k)
{
    ng_json_key(j, "roles");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < k->roles; i++) {
        const struct ng_known_role *role = &k->role[i];
        ng_json_begin(j, '{');
        ng_json_key(j, "role");
        ng_json_str(j, role->text);
        ng_json_key(j, "from");
        ng_json_null(j);
        ng_json_key(j, "to");
        ng_json_null(j);
        ng_json_key(j, "cite");
        ng_json_begin(j, '{');
        ng_json_key(j, "report");
        ng_json_id(j, role->report);
        ng_json_key(j, "start");
        ng_json_int(j, role->at.beg);
        ng_json_key(j, "end");
        ng_json_int(j, role->at.end);
        ng_json_key(j, "raw_start");
        ng_json_int(j, role->raw.beg);
        ng_json_key(j, "raw_end");
        ng_json_int(j, role->raw.end);
        ng_json_key(j, "exact");
        ng_json_str(j, role->text);
        ng_json_end(j, '}');
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static void write_row(struct ng_json *j, const struct ng_known *k)
{
    const struct ng_entity *e = &k->entity;
    bool located = e->lat != 0 || e->lon != 0;
    ng_json_head(j, k->id);
    ng_json_key(j, "name");
    ng_json_str(j, e->name);
    ng_json_key(j, "type");
    ng_json_str(j, ng_name_type_name(e->type));
    ng_json_key(j, "aliases");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < k->aliases; i++)
        if (!ng_str_eq(k->alias[i], e->name))
            ng_json_str(j, k->alias[i]);
    ng_json_end(j, ']');
    ng_json_key(j, "country");
    ng_json_str_or_null(j, ng_str_of(e->country));
    write_roles(j, k);
    ng_json_key(j, "geonameid");
    if (e->geonameid)
        ng_json_int(j, e->geonameid);
    else
        ng_json_null(j);
    ng_json_key(j, "lat");
    if (located)
        ng_json_num(j, (double)e->lat, 5);
    else
        ng_json_null(j);
    ng_json_key(j, "lon");
    if (located)
        ng_json_num(j, (double)e->lon, 5);
    else
        ng_json_null(j);
    ng_json_key(j, "wikidata");
    ng_json_null(j);
    ng_json_key(j, "reports");
    ng_json_int(j, k->reports);
    ng_json_key(j, "mentions");
    ng_json_int(j, k->mentions);
    ng_json_end(j, '}');
}

void ng_export_entity(struct ng_out *o, const struct ng_known *k, bool csv,
                      bool *header)
{
    struct ng_rows x = {.to = o, .csv = csv, .header = csv && *header};
    write_row(ng_row_begin(&x), k);
    ng_row_end(&x);
    *header = x.header;
    ng_rows_release(&x);
}
