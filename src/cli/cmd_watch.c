/* nutgraf watch - rules that tell when something comes. */
#include "alert/deliver.h"
#include "alert/opml.h"
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const struct ng_option options[] = {
    {0, "indep", "N",
     "only reports of stories with so many independent origins"},
    {0, "webhook", "URL", "POST each alert there, signed"},
    {0, "private", NULL, "the web hook may be in a private network"},
    {'n', "most", "N", "list at most so many (default 20)"},
    {0},
};
enum { INDEP, WEBHOOK, PRIVATE, MOST };

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void put_line(struct ng_out *out, ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(out,
                (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
}

static bool wants_json(const struct ng_call *call)
{
    return call->format && strncmp(call->format, "json", 4) == 0;
}

static ng_status take_number(const struct ng_call *call, int option, int64_t *n,
                             struct ng_err *err)
{
    const char *text = call->values[option];
    if (!text || (ng_str_number(ng_str_of(text), n) && *n > 0))
        return NG_OK;
    return ng_fail(err, NG_USAGE, 0, "--%s %s is not a number of 1 or more",
                   options[option].name, text);
}

static ng_status read_rule(const struct ng_call *call, ng_str name,
                           ng_str query, struct ng_rule *rule,
                           struct ng_err *err)
{
    int64_t indep = 0;
    const char *hook = call->values[WEBHOOK];
    ng_status status = take_number(call, INDEP, &indep, err);
    rule->private = call->values[PRIVATE] != NULL;
    rule->made = now_ms();
    if (status != NG_OK)
        return status;
    return ng_alert_rule(name, query, indep,
                         hook ? ng_str_of(hook) : (ng_str){0}, rule, err);
}

/* ---- add, test ----------------------------------------------------------- */

static ng_status add(const struct ng_call *call, struct ng_store *st,
                     struct ng_arena *a, struct ng_err *err)
{
    char secret[NG_SECRET_CHARS + 1];
    struct ng_rule rule = {0};
    size_t fit = 0;
    (void)a;
    ng_status status = read_rule(call, ng_str_of(call->argv[1]),
                                 ng_str_of(call->argv[2]), &rule, err);
    if (status == NG_OK && rule.hook.n)
        status = ng_alert_draw_secret(&rule, secret, err);
    if (status == NG_OK)
        status = ng_alert_begin(st, &rule, &fit, err);
    if (status != NG_OK)
        return status;
    ng_printf(call->out, "%s\n", rule.id.c);
    if (rule.hook.n)
        ng_printf(call->out, PRS "\n", PRS_ARG(rule.secret));
    if (!call->quiet)
        fprintf(stderr,
                "nutgraf watch: %zu report%s fit already; it tells of "
                "those to come%s\n",
                fit, fit == 1 ? "" : "s",
                rule.hook.n ? "; the second line is the secret of the web hook"
                            : "");
    return NG_OK;
}

static ng_status test(const struct ng_call *call, struct ng_store *st,
                      struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_hits hits = {0};
    int64_t most = 20;
    ng_status status =
        read_rule(call, STR("test"), ng_str_of(call->argv[1]), &rule, err);
    if (status == NG_OK)
        status = take_number(call, MOST, &most, err);
    if (status == NG_OK)
        status = ng_store_search(st, ng_alert_query(&rule, a), (size_t)most,
                                 &hits, a, err);
    for (size_t i = 0; status == NG_OK && i < hits.n; i++) {
        struct ng_arena mark = *a;
        struct ng_report r = {0};
        char day[16];
        status = ng_store_load_report(st, hits.at[i].report, &r, a, err);
        if (status != NG_OK)
            break;
        ng_day_text(r.published.first, day);
        if (r.published.first == NG_NO_DAY)
            day[0] = 0;
        ng_printf(call->out, "%s\t%s\t", r.id.c, day);
        put_line(call->out, r.title.n ? r.title : r.source.path);
        ng_putc(call->out, '\t');
        put_line(call->out, ng_slice(r.text, hits.at[i].at));
        ng_putc(call->out, '\n');
        *a = mark;
    }
    return status;
}

/* ---- list, alerts, jobs -------------------------------------------------- */

static ng_status list(const struct ng_call *call, struct ng_store *st,
                      struct ng_arena *a, struct ng_err *err)
{
    ng_rules rules = {0};
    ng_status status = ng_store_rules(st, &rules, a, err);
    for (size_t i = 0; status == NG_OK && i < rules.n; i++) {
        const struct ng_rule *r = &rules.at[i];
        if (wants_json(call)) {
            ng_rule_json(call->out, r, (ng_str){0});
            ng_putc(call->out, '\n');
            continue;
        }
        ng_printf(call->out, "%s\t", r->id.c);
        put_line(call->out, r->name);
        ng_putc(call->out, '\t');
        put_line(call->out, r->query);
        ng_printf(call->out, "\t%lld\t", (long long)r->indep);
        put_line(call->out, r->hook);
        ng_putc(call->out, '\n');
    }
    if (status == NG_OK && !rules.n)
        return ng_fail(err, NG_NOTHING, 0, "there is no watch");
    return status;
}

static ng_status alerts(const struct ng_call *call, struct ng_store *st,
                        struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_alerts told = {0};
    int64_t most = 20;
    ng_status status = take_number(call, MOST, &most, err);
    if (status == NG_OK)
        status =
            ng_store_find_rule(st, ng_str_of(call->argv[1]), &rule, a, err);
    if (status == NG_OK)
        status = ng_store_alerts(st, rule.id, 0, (size_t)most, &told, a, err);
    for (size_t i = 0; status == NG_OK && i < told.n; i++)
        ng_printf(call->out, PRS "\n", PRS_ARG(told.at[i].body));
    if (status == NG_OK && !told.n)
        return ng_fail(err, NG_NOTHING, 0, "it has told of nothing yet");
    return status;
}

static ng_status jobs(const struct ng_call *call, struct ng_store *st,
                      struct ng_arena *a, struct ng_err *err)
{
    ng_deliveries all = {0};
    int64_t most = 20;
    ng_status status = take_number(call, MOST, &most, err);
    if (status == NG_OK)
        status = ng_store_deliveries(st, 0, (size_t)most, &all, a, err);
    for (size_t i = 0; status == NG_OK && i < all.n; i++) {
        const struct ng_delivery *d = &all.at[i];
        if (wants_json(call)) {
            ng_delivery_json(call->out, d);
            ng_putc(call->out, '\n');
            continue;
        }
        ng_printf(call->out, "%lld\t" PRS "\t%lld\t%s\t", (long long)d->nr,
                  PRS_ARG(d->state), (long long)d->attempts, d->alert.c);
        put_line(call->out, d->rule.name);
        ng_putc(call->out, '\t');
        put_line(call->out, d->error);
        ng_putc(call->out, '\n');
    }
    if (status == NG_OK && !all.n)
        return ng_fail(err, NG_NOTHING, 0, "there is nothing to deliver");
    return status;
}

/* ---- remove, deliver ----------------------------------------------------- */

static ng_status remove_one(const struct ng_call *call, struct ng_store *st,
                            struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_status status =
        ng_store_find_rule(st, ng_str_of(call->argv[1]), &rule, a, err);
    return status == NG_OK ? ng_alert_end(st, rule.id, err) : status;
}

static ng_status deliver(const struct ng_call *call, struct ng_store *st,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_delivering d = {
        .store = call->store, .now_ms = now_ms, .stop = call->stop};
    uint64_t before;
    ng_status status = NG_OK;
    (void)a;
    do {
        before = d.done + d.failed;
        status = ng_store_refresh(st, err);
        if (status == NG_OK)
            status = ng_deliver_due(&d, st, err);
    } while (status == NG_OK && d.done + d.failed > before);
    ng_delivering_close(&d);
    if (!call->quiet)
        fprintf(stderr, "nutgraf watch: %llu delivered, %llu not taken\n",
                (unsigned long long)d.done, (unsigned long long)d.failed);
    return status;
}

/* ---- OPML ---------------------------------------------------------------- */

static ng_status opml(const struct ng_call *call, struct ng_store *st,
                      struct ng_arena *a, struct ng_err *err)
{
    ng_rules rules = {0};
    ng_status status = ng_store_rules(st, &rules, a, err);
    if (status == NG_OK)
        ng_opml_write(call->out, &rules, STR("http://127.0.0.1:8123"));
    return status;
}

static ng_status read_whole(const char *path, struct ng_out *to,
                            struct ng_err *err)
{
    char bytes[1 << 12];
    bool in = strcmp(path, "-") == 0;
    int fd = in ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = -1;
    while (fd >= 0 && (n = read(fd, bytes, sizeof bytes)) > 0)
        ng_put(to, (ng_str){bytes, (size_t)n});
    int why = errno;
    if (fd >= 0 && !in)
        close(fd);
    if (n < 0)
        return ng_fail(err, NG_IO, 0, "reading %s: %s", path, strerror(why));
    return to->failed ? ng_fail(err, NG_TOO_BIG, 0, "%s is too large", path)
                      : NG_OK;
}

/* A watch that is there under this name stays as it is. */
static ng_status import_rules(const struct ng_call *call, struct ng_store *st,
                              ng_str text, struct ng_arena *a,
                              struct ng_err *err)
{
    ng_rules rules = {0};
    size_t others, made = 0, fit;
    ng_status status = ng_opml_read(text, &rules, &others, a, err);
    for (size_t i = 0; status == NG_OK && i < rules.n; i++) {
        struct ng_rule *from = &rules.at[i], rule = {.made = now_ms()}, there;
        struct ng_err none = {0};
        if (ng_store_find_rule(st, from->name, &there, a, &none) == NG_OK)
            continue;
        status = ng_alert_rule(from->name, from->query, from->indep,
                               (ng_str){0}, &rule, err);
        if (status == NG_OK)
            status = ng_alert_begin(st, &rule, &fit, err);
        made += status == NG_OK;
    }
    if (status == NG_OK && !call->quiet)
        fprintf(stderr,
                "nutgraf watch: %zu made, %zu were there, %zu outlines hold "
                "no query\n",
                made, rules.n - made, others);
    return status;
}

static ng_status import(const struct ng_call *call, struct ng_store *st,
                        struct ng_arena *a, struct ng_err *err)
{
    struct ng_out text = {.limit = NG_OPML_MOST};
    ng_status status = read_whole(call->argv[1], &text, err);
    if (status == NG_OK)
        status =
            import_rules(call, st, ng_str_copy(ng_out_str(&text), a), a, err);
    ng_out_release(&text);
    return status;
}

/* ---- verbs --------------------------------------------------------------- */

typedef ng_status verb_run(const struct ng_call *call, struct ng_store *st,
                           struct ng_arena *a, struct ng_err *err);
static const struct {
    const char *name;
    int words; /* with the verb itself */
    enum ng_store_mode mode;
    verb_run *run;
} verbs[] = {
    {"add", 3, NG_STORE_WRITE, add},
    {"test", 2, NG_STORE_READ, test},
    {"list", 1, NG_STORE_READ, list},
    {"alerts", 2, NG_STORE_READ, alerts},
    {"jobs", 1, NG_STORE_READ, jobs},
    {"remove", 2, NG_STORE_WRITE, remove_one},
    {"deliver", 1, NG_STORE_READ, deliver},
    {"opml", 1, NG_STORE_READ, opml},
    {"import", 2, NG_STORE_WRITE, import},
};

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    const char *word = call->argc ? call->argv[0] : "";
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        struct ng_store *st;
        if (strcmp(verbs[i].name, word) != 0 || call->argc != verbs[i].words)
            continue;
        if (access(call->store, F_OK) != 0)
            return ng_fail(err, NG_IO, 0,
                           "there is no store at %s yet; nutgraf add makes one",
                           call->store);
        ng_status status = ng_store_open(&st, call->store, verbs[i].mode, err);
        if (status != NG_OK)
            return status;
        status = verbs[i].run(call, st, a, err);
        ng_store_close(st);
        return status;
    }
    return ng_fail(err, NG_USAGE, 0,
                   "say watch add NAME QUERY, test QUERY, list, alerts NAME, "
                   "jobs, remove NAME, deliver, opml or import FILE");
}

const struct ng_command ng_cmd_watch = {
    .name = "watch",
    .usage = "nutgraf watch add NAME QUERY|test QUERY|list|alerts NAME|jobs|"
             "remove NAME|deliver|opml|import FILE",
    .summary = "tell when a report comes that fits a query",
    .text =
        "A watch is a query (see search) with a name. Whenever reports were "
        "added or corrected, it tells once of each report that fits now and "
        "did not before: a new one, or one whose story has grown to --indep "
        "origins. What fits when it is made it does not tell. test shows what "
        "fits, without a watch. alerts prints what it told, one JSON object a "
        "line, the change inside; the server gives the same as RSS, as JSON "
        "Feed and as events. With --webhook each alert is also POSTed, signed "
        "with HMAC-SHA256 (docs/watches.md), by \"nutgraf serve\" while it "
        "runs or by deliver, until it is taken: up to 8 times, after 1, 4, 16 "
        "seconds and so on. jobs lists these: number, state, tries, alert, "
        "name, last error. opml writes the watches as a list of feeds for "
        "feed readers, and import makes the watches of such a list.",
    .options = options,
    .run = run,
};
