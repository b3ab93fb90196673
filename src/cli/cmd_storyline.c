/* nutgraf storyline - what a story goes on from, what goes on from it, and what
 * stands beside it: engine/beside.h. */
#include "cli/source.h"
#include "engine/beside.h"

static void put_line(struct ng_out *out, ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(out,
                (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
}

static void tell_why(struct ng_out *out, const struct ng_neighbour *n)
{
    ng_printf(out, "      ");
    if (n->days > 0)
        ng_printf(out, "%d day%s on, ", n->days, n->days == 1 ? "" : "s");
    else if (n->days < 0)
        ng_printf(out, "%d day%s before, ", -n->days, n->days == -1 ? "" : "s");
    ng_printf(out, "angle %.2f, likeness %.2f:", (double)n->angle,
              (double)n->likeness);
    for (int k = 0; k < 3 && n->terms[k].n; k++) {
        ng_put(out, k ? STR(", ") : STR(" "));
        put_line(out, n->terms[k]);
    }
    ng_putc(out, '\n');
}

static void tell_one(struct ng_out *out, const struct ng_neighbour *n,
                     bool here, bool why)
{
    char first[16], last[16];
    if (why)
        tell_why(out, n);
    ng_printf(out, "%s %s  " PRS " to " PRS "  %u independent of %u  ",
              here ? "  >" : "   ", n->head.id.c,
              PRS_ARG(ng_day_text(n->head.span.first, first)),
              PRS_ARG(ng_day_text(n->head.span.last, last)),
              n->head.independent, n->head.reports);
    put_line(out, n->head.title);
    ng_putc(out, '\n');
}

static void tell(const struct ng_call *call, ng_id story,
                 const struct ng_beside *b)
{
    struct ng_out *out = call->out;
    if (call->format && strncmp(call->format, "json", 4) == 0) {
        struct ng_json j = {.out = out};
        ng_json_beside(&j, story, b);
        ng_putc(out, '\n');
        return;
    }
    ng_printf(out, "STORYLINE of %s, %zu stor%s\n", story.c, b->line.n,
              b->line.n == 1 ? "y" : "ies");
    for (size_t i = 0; i < b->line.n; i++)
        tell_one(out, &b->line.at[i], i == b->here, i > 0);
    if (b->related.n)
        ng_printf(out, "RELATED\n");
    for (size_t i = 0; i < b->related.n; i++)
        tell_one(out, &b->related.at[i], false, true);
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_source s;
    if (call->format && strcmp(call->format, "text") != 0 &&
        strncmp(call->format, "json", 4) != 0)
        return ng_fail(err, NG_USAGE, 0, "--format %s is not text or json",
                       call->format);
    if (!call->argc)
        return ng_fail(err, NG_USAGE, 0,
                       "give the id of a story, or of anything in it");
    ng_status status = ng_source_open(&s, call, 0, a, err);
    for (size_t i = 0; status == NG_OK && i < s.stories.n; i++) {
        struct ng_beside beside;
        struct ng_arena mark = *a;
        status = ng_find_beside(s.store, s.stories.at[i], &beside, &mark,
                                s.scratch, err);
        if (status == NG_OK)
            tell(call, s.stories.at[i], &beside);
    }
    return ng_source_close(&s, status, err);
}

const struct ng_command ng_cmd_storyline = {
    .name = "storyline",
    .usage = "nutgraf storyline [FILE...|STORY...]",
    .summary = "what a story goes on from, what goes on from it, and related "
               "ones",
    .text =
        "A story ends when it gets no more reports for two weeks; what goes "
        "on for longer is a line of stories that share actors, places and "
        "rare words, at most 45 days apart. Related stories are of the "
        "same days and share what they are about, but are not one. Each "
        "is told with the words that both share. Forms: text, json.",
    .run = run,
};
