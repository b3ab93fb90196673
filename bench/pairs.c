/* pairs.c - what the rules say of pairs of reports, and the figures they say it
 * by: a line for each two reports that follow each other in a JSONL file.
 *
 *     pairs in.jsonl    relation TAB figure TAB figure ...    (relate.h)
 *
 * bench/relation teaches a model by them and compares it with the rules.
 */
#include <stdio.h>

#include "clean/clean.h"
#include "engine/engine.h"
#include "read/read.h"
#include "trace/near.h"

#define ROOM ((size_t)1 << 29)

struct pairs {
    struct ng_arena keep, empty, scratch;
    struct ng_trace_text first;
    bool odd;
};

static void print_pair(struct pairs *p, const struct ng_trace_text *second)
{
    struct ng_traced a = ng_traced_of(&p->first), b = ng_traced_of(second);
    struct ng_side side = ng_side_of(&a, &p->keep);
    struct ng_edge edge = {0};
    float figure[NG_PAIR_FIGURES];
    bool any = ng_relate(&side, &b, true, &edge, &p->keep, p->scratch);
    ng_str name = any ? ng_relation_name(edge.relation) : STR("none");
    ng_pair_figures(&side, &b, edge.child == 0, figure, p->scratch);
    printf("%.*s", (int)name.n, name.p);
    for (size_t i = 0; i < NG_PAIR_FIGURES; i++)
        printf("\t%.5g", (double)figure[i]);
    putchar('\n');
}

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    struct pairs *p = ctx;
    struct ng_report *r = ng_new(&p->keep, struct ng_report, 1);
    (void)err;
    ng_report_of(r, raw);
    ng_clean(r, &p->keep, p->scratch);
    struct ng_trace_text t = ng_trace_text_of(r, &p->keep);
    t.outlet = ng_str_copy(t.outlet, &p->keep);
    t.agency = ng_str_copy(t.agency, &p->keep);
    t.declared_origin = ng_str_copy(t.declared_origin, &p->keep);
    if (p->odd) {
        print_pair(p, &t);
        p->keep = p->empty;
    } else {
        p->first = t;
    }
    p->odd = !p->odd;
    return NG_OK;
}

int main(int argc, char **argv)
{
    struct pairs p = {0};
    struct ng_err err = {0};
    struct ng_reading reading = {.take = take, .ctx = &p};
    if (argc != 2 || ng_arena_open(&p.keep, ROOM, &err) != NG_OK ||
        ng_arena_open(&p.scratch, ROOM, &err) != NG_OK)
        return 2;
    p.empty = p.keep;
    return ng_read(&reading, argv[1], &err) == NG_OK ? 0 : 2;
}
