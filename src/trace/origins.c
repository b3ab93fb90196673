/* origins.c - what each report goes back to.
 *
 * Edges, never union-find: a report follows its best edge to its parent, the
 * parent follows its own, and where the way ends stands the origin. So two
 * reports that both say "Reuters" are one only if they share text.
 *
 *     copy -> carrier -> wire       origin: the wire, held
 *     spun copy "by AP" ->          origin: AP, not held
 *
 * Roots that share most of their sentences are one (lifted.c).
 *
 * An excerpt goes back to its source only if most of it is not its own text;
 * quotations alone are never copied text.
 */
#include "trace/outlets.h"
#include "trace/trace.h"

static enum ng_lineage_role role_of(enum ng_relation r)
{
    switch (r) {
    case NG_EXACT:
        return NG_ROLE_EXACT;
    case NG_REVISION:
        return NG_ROLE_REVISION;
    case NG_EXCERPT:
        return NG_ROLE_EXCERPT;
    case NG_SPUN:
        return NG_ROLE_SPUN;
    default:
        return NG_ROLE_SYNDICATED;
    }
}

/* root[i]: where the way back from i ends. A circle, which dates and
 * declarations that contradict each other can make, ends at its least index. */
static uint32_t *roots_of(const struct ng_batch *b, const uint32_t *best,
                          struct ng_arena *scratch)
{
    size_t n = b->reports.n;
    uint32_t *root = ng_new(scratch, uint32_t, n);
    uint32_t *walk = ng_new(scratch, uint32_t, n); /* who came by, + 1 */
    uint32_t *path = ng_new(scratch, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        root[i] = NG_NONE;
    for (uint32_t i = 0; i < n; i++) {
        size_t steps = 0;
        uint32_t at = i, end;
        while (root[at] == NG_NONE && walk[at] != i + 1 && best[at]) {
            walk[at] = i + 1;
            path[steps++] = at;
            at = b->edges.at[best[at] - 1].parent;
        }
        end = root[at] != NG_NONE ? root[at] : at;
        if (root[at] == NG_NONE && best[at])
            for (size_t k = steps; k-- > 0 && path[k] != at;)
                end = path[k] < end ? path[k] : end;
        root[at] = root[at] == NG_NONE ? end : root[at];
        while (steps-- > 0)
            root[path[steps]] = end;
    }
    return root;
}

static bool same_house(ng_str a, ng_str b)
{
    char x[NG_HOUSE_BYTES], y[NG_HOUSE_BYTES];
    return ng_str_eq(ng_house_of(a, x), ng_house_of(b, y));
}

/* The name under which the text was first published, as far as it says so. */
static ng_str origin_name(const struct ng_report *r)
{
    if (r->agency.n)
        return r->agency;
    return r->declared_origin.n ? r->declared_origin : r->outlet;
}

/* True if the text itself says that it was written elsewhere. */
static bool is_carried(const struct ng_report *r)
{
    return (r->agency.n && r->outlet.n && !same_house(r->agency, r->outlet)) ||
           (r->declared_origin.n && r->outlet.n &&
            !same_house(r->declared_origin, r->outlet));
}

void ng_find_origins(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch)
{
    size_t n = b->reports.n;
    ng_order_versions(b, out, scratch);
    uint32_t *best = ng_parents(b, false, &scratch);
    uint32_t *root = roots_of(b, ng_parents(b, true, &scratch), &scratch);
    uint32_t *origin = ng_new(&scratch, uint32_t, n); /* of a root, + 1 */
    ng_join_lifted(b, root, scratch);
    b->origins.n = 0;
    b->origin_of = ng_new(out, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        struct ng_report *r = b->reports.at[i];
        const struct ng_report *back = b->reports.at[root[i]];
        if (!origin[root[i]]) {
            *ng_push(&b->origins, out) =
                (struct ng_origin){.name = origin_name(back),
                                   .report = back->spun ? NG_NONE : root[i]};
            origin[root[i]] = (uint32_t)b->origins.n;
        }
        b->origin_of[i] = origin[root[i]] - 1;
        *ng_push(&b->origins.at[b->origin_of[i]].reports, out) = i;
        r->origin = back->id;
        if (root[i] != i && best[i])
            r->lineage_role = role_of(b->edges.at[best[i] - 1].relation);
        else if (root[i] != i)
            r->lineage_role = NG_ROLE_SYNDICATED;
        else if (r->spun)
            r->lineage_role = NG_ROLE_SPUN;
        else if (best[i] && b->edges.at[best[i] - 1].relation == NG_EXCERPT)
            r->lineage_role = NG_ROLE_EXCERPT;
        else
            r->lineage_role =
                is_carried(r) ? NG_ROLE_SYNDICATED : NG_ROLE_ORIGIN;
    }
}
