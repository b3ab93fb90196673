/* entities.c - who and what the reports name, gathered over all of them. */
#include "base/names.h"
#include "tell/record.h"
#include "tell/rows.h"

#include <stdlib.h>

enum { ALIASES = 12, ROLES = 8 };

struct role {
    ng_str text;
    ng_id report;
    ng_range at, raw;
};
struct row {
    struct ng_entity entity; /* the one with the most mentions */
    ng_id id;
    uint32_t reports, mentions;
    ng_str alias[ALIASES];
    struct role role[ROLES];
    size_t aliases, roles;
};
struct ng_entities {
    struct ng_names keys;
    NG_LIST(struct row) rows; /* by id of key */
};

struct ng_entities *ng_entities_new(struct ng_arena *a)
{
    return ng_new(a, struct ng_entities, 1);
}

static void add_alias(struct row *row, ng_str name, struct ng_arena *a)
{
    for (size_t i = 0; i < row->aliases; i++)
        if (ng_str_eq(row->alias[i], name))
            return;
    if (row->aliases < ALIASES)
        row->alias[row->aliases++] = ng_str_copy(name, a);
}

static void add_role(struct row *row, const struct ng_report *r,
                     const struct ng_entity *e, struct ng_arena *a)
{
    for (size_t i = 0; i < row->roles; i++)
        if (ng_str_eq(row->role[i].text, e->role))
            return;
    if (row->roles < ROLES)
        row->role[row->roles++] =
            (struct role){.text = ng_str_copy(e->role, a),
                          .report = r->id,
                          .at = e->role_at,
                          .raw = ng_raw_range(r, e->role_at)};
}

/* Longer, then first by bytes: the same whatever the order of reports. */
static bool fuller(ng_str a, ng_str b)
{
    return a.n != b.n ? a.n > b.n : ng_str_cmp(a, b) < 0;
}

void ng_entities_add(struct ng_entities *all, const struct ng_report *r,
                     struct ng_arena *a)
{
    for (size_t i = 0; i < r->entities.n; i++) {
        const struct ng_entity *e = &r->entities.at[i];
        uint32_t id = ng_name(&all->keys, e->key, a);
        if (id == all->rows.n) {
            struct row *row = ng_push(&all->rows, a);
            *row = (struct row){.entity = *e, .id = ng_entity_id(e)};
            row->entity.name = ng_str_copy(e->name, a);
            row->entity.key = all->keys.all.at[id];
        }
        struct row *row = &all->rows.at[id];
        if (fuller(e->name, row->entity.name))
            row->entity.name = ng_str_copy(e->name, a);
        row->reports++;
        row->mentions += e->mentions;
        add_alias(row, e->name, a);
        for (size_t k = 0; k < r->names.n; k++)
            if (r->names.at[k].entity == i)
                add_alias(row, ng_slice(r->text, r->names.at[k].at), a);
        if (e->role.n)
            add_role(row, r, e, a);
    }
}

static void write_roles(struct ng_json *j, const struct row *row)
{
    ng_json_key(j, "roles");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < row->roles; i++) {
        const struct role *role = &row->role[i];
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

static void write_row(struct ng_json *j, const struct row *row)
{
    const struct ng_entity *e = &row->entity;
    bool located = e->lat != 0 || e->lon != 0;
    ng_json_head(j, row->id);
    ng_json_key(j, "name");
    ng_json_str(j, e->name);
    ng_json_key(j, "type");
    ng_json_str(j, ng_name_type_name(e->type));
    ng_json_key(j, "aliases");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < row->aliases; i++)
        if (!ng_str_eq(row->alias[i], e->name))
            ng_json_str(j, row->alias[i]);
    ng_json_end(j, ']');
    ng_json_key(j, "country");
    ng_json_str_or_null(j, ng_str_of(e->country));
    write_roles(j, row);
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
    ng_json_int(j, row->reports);
    ng_json_key(j, "mentions");
    ng_json_int(j, row->mentions);
    ng_json_end(j, '}');
}

static int by_id(const void *a, const void *b)
{
    const struct row *const *x = a, *const *y = b;
    return ng_id_cmp((*x)->id, (*y)->id);
}

void ng_entities_write(struct ng_entities *all, struct ng_out *o, bool csv,
                       struct ng_arena scratch)
{
    struct ng_rows x = {.to = o, .csv = csv, .header = csv};
    const struct row **sorted =
        ng_new(&scratch, const struct row *, all->rows.n + 1);
    for (size_t i = 0; i < all->rows.n; i++)
        sorted[i] = &all->rows.at[i];
    qsort(sorted, all->rows.n, sizeof *sorted, by_id);
    for (size_t i = 0; i < all->rows.n; i++) {
        write_row(ng_row_begin(&x), sorted[i]);
        ng_row_end(&x);
    }
    ng_rows_release(&x);
}
