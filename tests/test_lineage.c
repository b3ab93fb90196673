/* test_lineage.c - runs the examples of spec/lineage.md as tests.
 *
 *     @ 2031-03-03 Outlet     a report begins
 *     > its text
 *     = revision 2 of 1       what is told of all of the example
 */
#include "fixture_batch.h"

#include "base/out.h"

enum { MOST = 8 };
static struct ng_out got, want, text[MOST];
static char outlet[MOST][64], day[MOST][16];
static int reports;

static int number_of(uint32_t report)
{
    ng_str mine = batch.reports.at[report]->source.raw;
    for (int i = 0; i < reports; i++)
        if (ng_str_eq(mine, ng_out_str(&text[i])) &&
            ng_str_eq(batch.reports.at[report]->source.outlet,
                      ng_str_of(outlet[i])))
            return i + 1;
    return 0;
}

static void tell(void)
{
    got.n = 0;
    for (size_t i = 0; i < batch.edges.n; i++) {
        const struct ng_edge *e = &batch.edges.at[i];
        ng_printf(&got, PRS " %d of %d\n",
                  PRS_ARG(ng_relation_name(e->relation)), number_of(e->child),
                  number_of(e->parent));
    }
    for (size_t i = 0; i < batch.changes.n; i++) {
        const struct ng_change *c = &batch.changes.at[i];
        ng_str slot = ng_slot_name(c->slot);
        ng_printf(&got, PRS "%s" PRS " \"" PRS "\" -> \"" PRS "\"\n",
                  PRS_ARG(ng_change_class_name(c->class)), slot.n ? " " : "",
                  PRS_ARG(slot), PRS_ARG(c->before), PRS_ARG(c->after));
    }
}

static bool example(void)
{
    batch_open();
    for (int i = 0; i < reports; i++) {
        while (text[i].n && text[i].p[text[i].n - 1] == '\n')
            text[i].n--;
        struct ng_raw raw = {.path = STR("-"),
                             .format = NG_FORMAT_PLAIN,
                             .raw = ng_out_str(&text[i]),
                             .bytes = ng_out_str(&text[i]),
                             .outlet = ng_str_of(outlet[i]),
                             .published = ng_str_of(day[i])};
        batch_take(NULL, &raw, NULL);
    }
    batch_compare(1);
    ng_find_changes(&batch, &batch_out, batch_scratch);
    tell();
    bool ok = ng_str_eq(ng_out_str(&got), ng_out_str(&want));
    batch_close();
    return ok;
}

static void begin_report(const char *rest)
{
    if (reports == MOST)
        return;
    text[reports].n = 0;
    outlet[reports][0] = day[reports][0] = 0;
    if (sscanf(rest, "%15s %63[^\n]", day[reports], outlet[reports]) >= 1)
        reports++;
}

int main(void)
{
    char line[8192];
    int n = 0, bad = 0, no = 0, at = 0;
    FILE *f = fopen("spec/lineage.md", "r");
    if (!f) {
        printf("1..0 # SKIP no spec/lineage.md here\n");
        return 0;
    }
    for (;;) {
        char *more = fgets(line, sizeof line, f);
        bool head = more && !strncmp(line, "    @ ", 6);
        bool is_text = more && !strncmp(line, "    >", 5);
        bool result = more && !strncmp(line, "    = ", 6);
        no++;
        if (reports && !is_text && !result && (!head || want.n)) {
            bool ok = example();
            printf("%s %d - spec/lineage.md:%d\n", ok ? "ok" : "not ok", ++n,
                   at);
            if (!ok)
                printf("# got:\n" PRS "# want:\n" PRS "#\n",
                       PRS_ARG(ng_out_str(&got)), PRS_ARG(ng_out_str(&want)));
            bad += !ok;
            reports = 0;
            want.n = 0;
        }
        if (!more)
            break;
        if (head) {
            at = reports ? at : no;
            begin_report(line + 6);
        } else if (is_text && reports) {
            ng_put(&text[reports - 1],
                   strlen(line) > 6 ? ng_str_of(line + 6) : STR("\n"));
        } else if (result) {
            ng_put(&want, ng_str_of(line + 6));
        }
    }
    fclose(f);
    printf("1..%d\n", n);
    return bad != 0;
}
