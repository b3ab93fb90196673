/* gexf.c - parties of events as a graph over time (GEXF 1.3, for Gephi).
 *
 *     node   a party: an entity, or words that name nobody ("police")
 *     edge   what one did to another: all events of one type and status between
 *            the two are one edge, its weight their number, its spells their
 *            days. A meeting that all hold together is an edge each way.
 *
 * The graph is gathered over all stories and written at the end. Spells that
 * touch are joined: Gephi takes none that overlap.
 */
#include "tell/forms.h"

#include <stdlib.h>

struct node {
    ng_str id, label, kind;
    char country[4], sector[4];
    uint32_t events, reports;
    ng_id last; /* the event that was counted last */
};
struct edge {
    uint32_t source, target; /* nodes */
    enum ng_event_type type;
    enum ng_event_status status;
    uint32_t weight, independent;
    NG_LIST(ng_days) spells;
    NG_LIST(ng_id) events;
};
struct ng_graph {
    struct ng_names ids, pairs;
    NG_LIST(struct node) nodes;
    NG_LIST(struct edge) edges;
    ng_day last;
};

void ng_begin_graph(struct ng_foreign *x)
{
    x->graph = ng_new(x->keep, struct ng_graph, 1);
    x->graph->last = NG_NO_DAY;
}

/* "place:2013348" is a place; what stands before the colon of a key. */
static ng_str kind_of(ng_str key)
{
    return key.n ? ng_cut_at(key, ':').head : STR("words");
}

/* Words that name nobody ("police") stand for someone of their story alone. */
static ng_id id_of(const struct ng_batch *b, const struct ng_event *e,
                   size_t party, struct ng_arena *a)
{
    struct ng_entity entity = {.key = e->parties[party].entity_key};
    if (entity.key.n)
        return ng_entity_id(&entity);
    ng_str words = ng_str_lower(e->parties[party].text, a);
    return ng_id_of('n', ng_str_format(a, "%s/" PRS, b->stories.at[0].id.c,
                                       PRS_ARG(words)));
}

static uint32_t node_of(struct ng_foreign *x, const struct ng_batch *b,
                        const struct ng_event *e, size_t party,
                        struct ng_arena *a)
{
    struct ng_graph *g = x->graph;
    ng_str key = e->parties[party].entity_key, text = e->parties[party].text;
    ng_id id = id_of(b, e, party, a);
    uint32_t at = ng_name(&g->ids, ng_id_str(&id), x->keep);
    if (at == g->nodes.n) {
        struct node *n = ng_push(&g->nodes, x->keep);
        *n = (struct node){.id = g->ids.all.at[at]};
        n->label = ng_one_line(text, 120, x->keep);
        n->kind = ng_str_copy(kind_of(key), x->keep);
        ng_str code = ng_str_of(e->parties[party].code);
        if (ng_alpha2(code).n)
            memcpy(n->country, code.p, 3);
        memcpy(n->sector, e->parties[party].sector, sizeof n->sector);
    }
    struct node *n = &g->nodes.at[at];
    if (!ng_id_eq(n->last, e->id)) {
        n->events++;
        n->reports += (uint32_t)e->reports.n;
        n->last = e->id;
    }
    return at;
}

static void join(struct ng_foreign *x, const struct ng_event *e,
                 uint32_t source, uint32_t target)
{
    struct ng_graph *g = x->graph;
    uint32_t what[] = {source, target, e->type, e->status};
    ng_str key = {(const char *)what, sizeof what};
    if (source == target)
        return;
    uint32_t at = ng_name(&g->pairs, key, x->keep);
    if (at == g->edges.n)
        *ng_push(&g->edges, x->keep) = (struct edge){.source = source,
                                                     .target = target,
                                                     .type = e->type,
                                                     .status = e->status};
    struct edge *edge = &g->edges.at[at];
    edge->weight++;
    if (e->independent > edge->independent)
        edge->independent = e->independent;
    if (e->when.first != NG_NO_DAY)
        *ng_push(&edge->spells, x->keep) =
            (ng_days){e->when.first,
                      e->when.last == NG_NO_DAY ? e->when.first : e->when.last};
    *ng_push(&edge->events, x->keep) = e->id;
}

void ng_put_graph(struct ng_foreign *x, const struct ng_batch *b,
                  struct ng_arena *a, struct ng_arena scratch)
{
    enum { PARTIES = 16 };
    struct ng_moment m;
    (void)scratch;
    if (ng_moment_last(b, NULL, &m) && m.day > x->graph->last)
        x->graph->last = m.day;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        uint32_t at[PARTIES];
        size_t n = e->parties_n < PARTIES ? e->parties_n : PARTIES, to = 0;
        for (size_t p = 0; p < n; p++) {
            at[p] = node_of(x, b, e, p, a);
            to += e->parties[p].recipient;
        }
        if (n < 2) {
            x->left_out++;
            continue;
        }
        for (size_t s = 0; s < n; s++)
            for (size_t t = 0; t < n; t++)
                if (s != t && !e->parties[s].recipient &&
                    (e->parties[t].recipient || !to))
                    join(x, e, at[s], at[t]);
    }
}

/* ---- the document ------------------------------------------------------- */

static void attribute(struct ng_out *o, const char *name, ng_str s)
{
    ng_printf(o, " %s=\"", name);
    ng_put_xml(o, s);
    ng_putc(o, '"');
}

static void value(struct ng_out *o, const char *key, ng_str s)
{
    if (!s.n)
        return;
    ng_printf(o, "<attvalue for=\"%s\"", key);
    attribute(o, "value", s);
    ng_put(o, STR("/>"));
}

static void count(struct ng_out *o, const char *key, uint32_t n)
{
    ng_printf(o, "<attvalue for=\"%s\" value=\"%u\"/>", key, n);
}

static void put_node(struct ng_out *o, const struct node *n)
{
    ng_put(o, STR("<node"));
    attribute(o, "id", n->id);
    attribute(o, "label", n->label);
    ng_put(o, STR("><attvalues>"));
    value(o, "type", n->kind);
    value(o, "country", ng_str_of(n->country));
    value(o, "sector", ng_str_of(n->sector));
    count(o, "events", n->events);
    count(o, "reports", n->reports);
    ng_put(o, STR("</attvalues></node>\n"));
}

static int by_day(const void *a, const void *b)
{
    const ng_days *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

static void put_spells(struct ng_out *o, struct edge *e)
{
    size_t n = 0;
    if (!e->spells.n)
        return;
    qsort(e->spells.at, e->spells.n, sizeof *e->spells.at, by_day);
    for (size_t i = 0; i < e->spells.n; i++) {
        ng_days w = e->spells.at[i];
        if (n && w.first <= e->spells.at[n - 1].last + 1) {
            if (w.last > e->spells.at[n - 1].last)
                e->spells.at[n - 1].last = w.last;
        } else {
            e->spells.at[n++] = w;
        }
    }
    ng_put(o, STR("<spells>"));
    for (size_t i = 0; i < n; i++) {
        char from[16], to[16];
        ng_str first = ng_day_text(e->spells.at[i].first, from);
        ng_str last = ng_day_text(e->spells.at[i].last, to);
        ng_printf(o, "<spell start=\"" PRS "\" end=\"" PRS "\"/>",
                  PRS_ARG(first), PRS_ARG(last));
    }
    ng_put(o, STR("</spells>"));
}

static void put_edge(struct ng_out *o, const struct ng_graph *g, struct edge *e,
                     size_t number)
{
    ng_str type = ng_event_type_name(e->type);
    ng_str status = ng_event_status_name(e->status);
    bool done = e->status == NG_HAPPENED || e->status == NG_ONGOING;
    ng_printf(o, "<edge id=\"%zu\"", number);
    attribute(o, "source", g->nodes.at[e->source].id);
    attribute(o, "target", g->nodes.at[e->target].id);
    ng_printf(o, " kind=\"" PRS "%s" PRS "\" label=\"" PRS "\" weight=\"%u\">",
              PRS_ARG(type), done ? "" : " ", done ? 0 : (int)status.n,
              status.p, PRS_ARG(type), e->weight);
    ng_put(o, STR("<attvalues>"));
    value(o, "type", type);
    value(o, "status", status);
    count(o, "independent", e->independent);
    ng_put(o, STR("<attvalue for=\"events\" value=\""));
    for (size_t i = 0; i < e->events.n; i++)
        ng_printf(o, "%s%s", i ? " " : "", e->events.at[i].c);
    ng_put(o, STR("\"/>"));
    ng_put(o, STR("</attvalues>"));
    put_spells(o, e);
    ng_put(o, STR("</edge>\n"));
}

static int by_nodes(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->status > y->status) - (x->status < y->status);
}

static const char HEAD[] =
    "<graph mode=\"dynamic\" defaultedgetype=\"directed\" "
    "timeformat=\"date\" timerepresentation=\"interval\">\n"
    "<attributes class=\"node\" mode=\"static\">\n"
    "<attribute id=\"type\" title=\"type\" type=\"string\"/>\n"
    "<attribute id=\"country\" title=\"country\" type=\"string\"/>\n"
    "<attribute id=\"sector\" title=\"sector\" type=\"string\"/>\n"
    "<attribute id=\"events\" title=\"events\" type=\"integer\"/>\n"
    "<attribute id=\"reports\" title=\"reports\" type=\"integer\"/>\n"
    "</attributes>\n<attributes class=\"edge\" mode=\"static\">\n"
    "<attribute id=\"type\" title=\"type\" type=\"string\"/>\n"
    "<attribute id=\"status\" title=\"status\" type=\"string\"/>\n"
    "<attribute id=\"independent\" title=\"independent\" type=\"integer\"/>\n"
    "<attribute id=\"events\" title=\"events\" type=\"string\"/>\n"
    "</attributes>\n<nodes>\n";

void ng_end_graph(struct ng_foreign *x)
{
    struct ng_graph *g = x->graph;
    struct ng_out *o = x->out;
    char buf[16];
    ng_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                  "<meta"));
    if (g->last != NG_NO_DAY)
        attribute(o, "lastmodifieddate", ng_day_text(g->last, buf));
    ng_put(o, STR("><creator>nutgraf</creator><description>parties of events "
                  "and what they did to each other</description></meta>\n"));
    ng_put(o, ng_str_of(HEAD));
    for (size_t i = 0; i < g->nodes.n; i++)
        put_node(o, &g->nodes.at[i]);
    ng_put(o, STR("</nodes>\n<edges>\n"));
    if (g->edges.n)
        qsort(g->edges.at, g->edges.n, sizeof *g->edges.at, by_nodes);
    for (size_t i = 0; i < g->edges.n; i++)
        put_edge(o, g, &g->edges.at[i], i);
    ng_put(o, STR("</edges>\n</graph>\n</gexf>\n"));
}
