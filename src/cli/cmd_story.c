/* nutgraf brief, timeline, news, lineage, events, sayings, disagree, story,
 * stories - the commands that tell of stories. They differ in what they tell,
 * no more. */
#include "cli/source.h"
#include "store/moves.h"
#include "store/ranked.h"
#include "tell/tell.h"

static const struct {
    const char *name;
    enum ng_form form;
} forms[] = {
    {"text", NG_FORM_TERMINAL},     {"terminal", NG_FORM_TERMINAL},
    {"markdown", NG_FORM_MARKDOWN}, {"md", NG_FORM_MARKDOWN},
    {"html", NG_FORM_HTML},         {"json", NG_FORM_JSON},
    {"jsonl", NG_FORM_JSON},        {"tsv", NG_FORM_TSV},
};

struct way {
    ng_teller *teller;
    bool rows;   /* TSV in a pipe; no HTML */
    size_t most; /* stories told when none was named; 0: all */
};

static ng_status form_of(const struct ng_call *call, const struct way *way,
                         enum ng_form *form, struct ng_err *err)
{
    *form = way->rows && !call->terminal ? NG_FORM_TSV : NG_FORM_TERMINAL;
    if (!call->format)
        return NG_OK;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, call->format) == 0 &&
            (way->rows ? forms[i].form != NG_FORM_HTML
                       : forms[i].form != NG_FORM_TSV)) {
            *form = forms[i].form;
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, 0, "--format %s is not %s", call->format,
                   way->rows ? "text, markdown, tsv or json"
                             : "text, markdown, html or json");
}

/* Stories whose last report came after --until are left out. */
static bool wanted(const struct ng_call *call, const struct ng_batch *b)
{
    const struct ng_story *s = &b->stories.at[0];
    if (call->until != NG_NO_DAY && s->span.first != NG_NO_DAY &&
        s->span.first > call->until)
        return false;
    return call->since == NG_NO_DAY || s->span.last == NG_NO_DAY ||
           s->span.last >= call->since;
}

/* ---- pairs across stories --------------------------------------------- */

static bool holds(const struct ng_batch *b, ng_id report)
{
    for (size_t i = 0; i < b->reports.n; i++)
        if (ng_id_eq(b->reports.at[i]->id, report))
            return true;
    return false;
}

/* Where all stories are told, the child's tells of the pair; else both do. */
static ng_status tell_relatives(struct ng_source *s, const struct ng_telling *t,
                                const struct ng_batch *b,
                                const ng_loose_edges *loose, bool all,
                                struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch pairs = {0};
    ng_status status = NG_OK;
    for (size_t i = 0; status == NG_OK && i < loose->n; i++) {
        const ng_id ends[] = {loose->at[i].child, loose->at[i].parent};
        if (!holds(b, ends[0]) && (all || !holds(b, ends[1])))
            continue;
        struct ng_edge *e = ng_push(&pairs.edges, a);
        *e = loose->at[i].edge;
        e->child = (uint32_t)pairs.reports.n;
        e->parent = e->child + 1;
        for (int k = 0; k < 2 && status == NG_OK; k++) {
            struct ng_report *r = ng_new(a, struct ng_report, 1);
            status = ng_store_load_report(s->store, ends[k], r, a, err);
            *ng_push(&pairs.reports, a) = r;
        }
    }
    if (status == NG_OK)
        ng_tell_relatives(t, &pairs, a, s->scratch);
    return status;
}

static ng_status tell_stories(struct ng_source *s, const struct ng_call *call,
                              const struct way *way, struct ng_arena *a,
                              struct ng_err *err)
{
    struct ng_telling t = {.out = call->out,
                           .colour = call->colour,
                           .width = call->width,
                           .since = call->since};
    ng_status status = form_of(call, way, &t.form, err);
    size_t told = 0;
    bool all = !way->most || (!s->files && call->argc > 0);
    ng_loose_edges loose = {0};
    if (status == NG_OK && way->teller == ng_tell_lineage)
        status = ng_store_load_loose(s->store, &loose, a, err);
    if (status == NG_OK)
        ng_tell_header(&t, way->teller);
    for (size_t i = 0;
         status == NG_OK && i < s->stories.n && !call->out->failed; i++) {
        struct ng_arena mark = *a;
        struct ng_batch b = {0};
        if (ng_stop_asked(call->stop))
            return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
        if (!all && told == way->most) {
            if (!call->quiet)
                fprintf(stderr,
                        "nutgraf: %zu more stories; \"nutgraf stories\" "
                        "lists them all\n",
                        s->stories.n - i);
            break;
        }
        status = ng_store_load_story(s->store, s->stories.at[i], &b, a, err);
        if (status == NG_OK && wanted(call, &b)) {
            if (told++ && !way->rows && t.form != NG_FORM_JSON)
                ng_put(call->out, STR("\n"));
            if (call->since != NG_NO_DAY)
                ng_mark_new(&b, call->since);
            if (way->teller == ng_tell_news)
                ng_find_news(&b, a, s->scratch);
            if (way->teller == ng_tell_timeline)
                ng_find_days(&b, a, s->scratch);
            way->teller(&t, &b, a, s->scratch);
            status = tell_relatives(s, &t, &b, &loose,
                                    s->files || call->argc == 0, a, err);
        }
        *a = mark;
    }
    if (status == NG_OK && told == 0)
        return ng_fail(err, NG_NOTHING, 0,
                       s->failed ? "no report could be read"
                                 : "no story is stored that fits");
    return status;
}

static ng_status run_way(const struct ng_call *call, const struct way *way,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_source s;
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = tell_stories(&s, call, way, a, err);
    return ng_source_close(&s, status, err);
}

#define WAY(word, tell, is_rows, how_many, args, sum, prose)                   \
    static ng_status run_##word(const struct ng_call *call,                    \
                                struct ng_arena *a, struct ng_err *err)        \
    {                                                                          \
        static const struct way way = {tell, is_rows, how_many};               \
        return run_way(call, &way, a, err);                                    \
    }                                                                          \
    const struct ng_command ng_cmd_##word = {.name = #word,                    \
                                             .usage = "nutgraf " #word args,   \
                                             .summary = sum,                   \
                                             .text = prose,                    \
                                             .run = run_##word}

WAY(brief, ng_tell_brief, false, 5, " [FILE...|STORY...]",
    "one cited brief of a story",
    "Tells what reports say of one story: its present state, what happened, "
    "what is planned or denied, who says what, where reports disagree, and "
    "what depends on what. Each line ends with its receipts: [2·41] is byte "
    "41 of the text of source 2. Files need no store. Without arguments the "
    "newest stories of the store are told. Forms: text, markdown, html (one "
    "offline page with the reports in it), json.");
WAY(timeline, ng_tell_timeline, false, 5, " [FILE...|STORY...]",
    "what happened when, and what is still to come",
    "The dated events of a story in order, with status and receipts. A story "
    "of more than two weeks is told day by day: the days that most reports "
    "speak of or came on, each with a sentence or two. Forms: "
    "text, markdown, json.");
WAY(news, ng_tell_news, true, 0, " [FILE...|STORY...]",
    "what each report brought that nobody had told before",
    "The reports of a story in the order in which they came, each with what it "
    "brought: new facts, changed figures, corrections, and what contradicts "
    "what was told before, beside the place where that stands. What was told "
    "before, was copied or looks back is background, and only counted; TSV and "
    "JSON hold it too. With --since only the reports from that day on, against "
    "all before. Forms: text, markdown, tsv, json.");
WAY(lineage, ng_tell_lineage, true, 0, " [FILE...|STORY...]",
    "which report was copied, revised, excerpted or spun from which",
    "The pairs of reports that share text, what the relation is, and the "
    "origin that each report goes back to; pairs with a report of another "
    "story stand last. Forms: text, markdown, tsv, json.");
WAY(events, ng_tell_events, true, 0, " [FILE...|STORY...]",
    "who did what to whom, when, where, and with which status",
    "The events of a story. Each counts its independent origins. Forms: text, "
    "markdown, tsv, json.");
WAY(sayings, ng_tell_sayings, true, 0, " [FILE...|STORY...]",
    "who is said to have said what, and through whom",
    "Quotations and reported speech with their sources. Forms: text, "
    "markdown, tsv, json.");
WAY(disagree, ng_tell_disagreements, true, 0, " [FILE...|STORY...]",
    "where reports disagree, and how",
    "Contradictions, superseded and refined values, and values that differ "
    "but fit together, side by side. Forms: text, markdown, tsv, json.");
WAY(story, ng_tell_story, true, 0, " [FILE...|STORY...]",
    "the reports of a story and what they go back to",
    "\"4 independent of 7 reports\": the sources of a story and how they "
    "depend on each other. Forms: text, markdown, tsv, json.");

/* ---- all stories -------------------------------------------------------- */

static const struct ng_option stories_options[] = {
    {0, "moved", NULL, "ids that stories had once, and where they lead to"},
    {0, "ranked", NULL, "open stories, the heaviest first, and why"},
    {0},
};
enum { MOVED, RANKED };

static void tell_move(const struct ng_call *call, struct ng_store *st,
                      const struct ng_move *m)
{
    char at[32];
    if (call->format && strncmp(call->format, "json", 4) == 0) {
        struct ng_json j = {.out = call->out};
        ng_json_move(&j, st, m);
        ng_putc(call->out, '\n');
        return;
    }
    ng_printf(call->out, PRS "\t%s\t%s\t" PRS "\t%u\t%u\n",
              PRS_ARG(m->at ? ng_moment_text(m->at, at) : STR("")), m->old.c,
              m->new.c, PRS_ARG(m->reason), m->reports, m->held);
}

/* The newest first, piece by piece: a log may be long. */
static ng_status tell_moves(const struct ng_call *call, struct ng_arena *a,
                            struct ng_err *err)
{
    enum { PIECE = 1000 };
    struct ng_store *st = NULL;
    int64_t before = 0;
    size_t told = 0;
    ng_moves moves = {0};
    if (call->argc)
        return ng_fail(err, NG_USAGE, 0, "--moved tells of the whole store");
    ng_status status = ng_store_open(&st, call->store, NG_STORE_READ, err);
    if (status == NG_OK && !call->format)
        ng_put(call->out, STR("at\told\tnew\treason\treports\theld\n"));
    do {
        struct ng_arena mark = *a;
        if (status == NG_OK)
            status = ng_store_moves(st, (ng_str){0}, before, PIECE, &moves,
                                    &mark, err);
        for (size_t i = 0; status == NG_OK && i < moves.n; i++, told++)
            tell_move(call, st, &moves.at[i]);
        before = status == NG_OK && moves.n ? moves.at[moves.n - 1].nr : 0;
    } while (status == NG_OK && moves.n == PIECE && !call->out->failed);
    ng_store_close(st);
    if (status == NG_OK && !told)
        return ng_fail(err, NG_NOTHING, 0,
                       "no story of this store ever had another id");
    return status;
}

static void tell_ranked(const struct ng_call *call,
                        const struct ng_story_facts *f)
{
    struct ng_rank rank = ng_rank_of(f);
    struct ng_life life = ng_life_of(f);
    struct ng_out *out = call->out;
    char day[16];
    if (call->format && strncmp(call->format, "json", 4) == 0) {
        struct ng_json j = {.out = out};
        ng_json_ranked(&j, f);
        ng_putc(out, '\n');
        return;
    }
    ng_printf(out, "%s\t%.3f", f->id.c, (double)rank.score);
    for (int i = 0; i < NG_RANK_PARTS; i++)
        ng_printf(out, "\t%.3f", (double)rank.part[i]);
    ng_printf(out, "\t%u\t%u\t%u\t%u\t" PRS, f->reports, f->independent,
              f->outlets, f->recent, PRS_ARG(ng_life_phase_name(life.phase)));
    const ng_day days[] = {f->span.first, f->confirmed, f->peak,
                           f->span.last,  life.dormant, life.closed};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        ng_printf(out, "\t" PRS, PRS_ARG(ng_day_text(days[i], day)));
    ng_putc(out, '\t');
    for (size_t i = 0; i < f->title.n; i++)
        ng_putc(out, (unsigned char)f->title.p[i] < 0x20 ? ' ' : f->title.p[i]);
    ng_putc(out, '\n');
}

static ng_status tell_ranking(const struct ng_call *call, struct ng_arena *a,
                              struct ng_err *err)
{
    enum { MOST = 1000 };
    struct ng_source s;
    ng_ranking ranking = {0};
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = ng_store_ranked(s.store, call->since, MOST, &ranking, a, err);
    if (status == NG_OK && !call->format)
        ng_put(call->out,
               STR("id\tscore\tof_independent\tof_outlets\tof_recent\t"
                   "of_fresh\treports\tindependent\toutlets\trecent\tphase\t"
                   "born\tconfirmed\tpeak\tlast\tdormant\tclosed\ttitle\n"));
    for (size_t i = 0; status == NG_OK && i < ranking.n; i++)
        tell_ranked(call, &ranking.at[i]);
    if (status == NG_OK && !ranking.n)
        status = ng_fail(err, NG_NOTHING, 0, "no story is stored that fits");
    return ng_source_close(&s, status, err);
}

static ng_status run_stories(const struct ng_call *call, struct ng_arena *a,
                             struct ng_err *err)
{
    static const struct way way = {ng_tell_story, true, 0};
    struct ng_call rows = *call;
    if (call->values[MOVED])
        return tell_moves(call, a, err);
    if (call->values[RANKED])
        return tell_ranking(call, a, err);
    if (!rows.format)
        rows.format = "tsv";
    return run_way(&rows, &way, a, err);
}
const struct ng_command ng_cmd_stories = {
    .name = "stories",
    .usage = "nutgraf stories [FILE...]",
    .summary = "a list of all stories",
    .text = "One line a story: id, title, reports, independent origins, first "
            "and last day, state. Newest first. A story goes by the report "
            "that it begins with; when an older one comes, or stories grow "
            "together or part, ids change, and the old ones lead on to the "
            "new: --moved lists when, from, to, why (renamed, merged, split, "
            "moved, corrected, rules, gone), and how many of its reports. "
            "--ranked lists stories that can still grow, or with a report "
            "since --since, the heaviest first: what independent origins, "
            "outlets, reports of the last two days and freshness each add, and "
            "how far the story is (new, active, dormant, closed) with the days "
            "on which it began, was confirmed by a second origin, had most "
            "reports, and went quiet; \"today\" is the newest day that the "
            "reports tell of.",
    .options = stories_options,
    .run = run_stories,
};
