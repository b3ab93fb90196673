/* geojson.c - events on a map (RFC 7946): a point each, with how precise it is.
 *
 * A country has a point as well, so that a map can draw it; geo_precision says
 * that it stands for all of the country.
 */
#include "tell/forms.h"
#include "tell/record.h"

void ng_begin_geojson(struct ng_foreign *x)
{
    struct ng_json *j = &x->json;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "type", STR("FeatureCollection"));
    ng_json_key(j, "features");
    ng_json_begin(j, '[');
}

static void parties(struct ng_json *j, const char *key,
                    const struct ng_event *e, bool recipients)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->parties_n; i++)
        if (e->parties[i].recipient == recipients)
            ng_json_str(j, e->parties[i].text);
    ng_json_end(j, ']');
}

static void properties(struct ng_json *j, const struct ng_batch *b,
                       const struct ng_event *e, struct ng_arena *a)
{
    struct ng_cite c = ng_event_cite(b, e);
    ng_json_begin(j, '{');
    ng_json_key(j, "id");
    ng_json_id(j, e->id);
    ng_json_key_str(j, "name", ng_event_title(b, e, a));
    ng_json_key_str(j, "kind", ng_event_type_name(e->type));
    ng_json_key_str(j, "mode", e->mode);
    ng_json_key_str(j, "status", ng_event_status_name(e->status));
    parties(j, "actors", e, false);
    parties(j, "recipients", e, true);
    ng_json_key_str(j, "place", e->place);
    ng_json_key_str(j, "geo_precision", ng_event_precision(e));
    ng_json_key(j, "geonameid");
    if (e->geonameid)
        ng_json_int(j, e->geonameid);
    else
        ng_json_null(j);
    ng_json_key_str(j, "country", ng_str_of(e->country));
    ng_json_key(j, "first");
    ng_json_day(j, e->when.first);
    ng_json_key(j, "last");
    ng_json_day(j, e->when.last);
    ng_json_key_str(j, "date_granularity", ng_granularity_name(e->granularity));
    ng_json_key(j, "reports");
    ng_json_int(j, (int64_t)e->reports.n);
    ng_json_key(j, "independent");
    ng_json_int(j, e->independent);
    ng_json_key(j, "story");
    ng_json_id(j, b->stories.n ? b->stories.at[0].id : (ng_id){0});
    ng_json_key(j, "cite");
    ng_json_cite(j, b->reports.at[c.report], c.at);
    ng_json_end(j, '}');
}

void ng_put_geojson(struct ng_foreign *x, const struct ng_batch *b,
                    struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_json *j = &x->json;
    (void)scratch;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (!ng_event_precision(e).n) {
            x->left_out++;
            continue;
        }
        ng_next_row(x);
        ng_json_begin(j, '{');
        ng_json_key_str(j, "type", STR("Feature"));
        ng_json_key(j, "id");
        ng_json_id(j, e->id);
        ng_json_key(j, "geometry");
        ng_json_point(j, e->lat, e->lon);
        ng_json_key(j, "properties");
        properties(j, b, e, a);
        ng_json_end(j, '}');
    }
}
