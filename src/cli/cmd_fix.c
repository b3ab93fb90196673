/* nutgraf fix - corrections by hand, and what became of them. */
#include "cli/source.h"
#include "engine/fix.h"

#include <pwd.h>
#include <time.h>
#include <unistd.h>

static const struct ng_option options[] = {
    {0, "why", "TEXT", "the reason, kept with the correction"},
    {0, "by", "NAME", "who makes it (default: who is logged in)"},
    {0, "all", NULL, "list those that were undone, too"},
    {0},
};
enum { WHY, BY, ALL };
enum { WORDS_MOST = 500, TEXT_MOST = 1000 };

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static ng_str who(const struct ng_call *call)
{
    const struct passwd *p = getpwuid(geteuid());
    if (call->values[BY])
        return ng_str_of(call->values[BY]);
    return ng_str_of(p && p->pw_name ? p->pw_name : "somebody");
}

static void put_line(struct ng_out *out, ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(out,
                (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
}

static void tell(const struct ng_call *call, const struct ng_fix *f)
{
    char made[32];
    ng_str when = ng_moment_text(f->made, made);
    if (call->format && strncmp(call->format, "json", 4) == 0) {
        struct ng_json j = {.out = call->out};
        ng_json_fix(&j, f);
        ng_putc(call->out, '\n');
        return;
    }
    ng_printf(call->out, "%s\t" PRS "\t" PRS "\t", f->id.c,
              PRS_ARG(ng_fix_state(f)), PRS_ARG(when));
    put_line(call->out, f->who);
    ng_printf(call->out, "\t" PRS " ", PRS_ARG(ng_fix_name(f->kind)));
    put_line(call->out, f->value);
    ng_putc(call->out, '\t');
    put_line(call->out, f->why);
    ng_putc(call->out, '\n');
}

/* ---- list --------------------------------------------------------------- */

static ng_status list(const struct ng_call *call, struct ng_arena *a,
                      struct ng_err *err)
{
    struct ng_store *st;
    ng_fixes fixes = {0};
    size_t told = 0;
    ng_status status = ng_store_open(&st, call->store, NG_STORE_READ, err);
    if (status != NG_OK)
        return status;
    status = ng_store_fixes(st, false, &fixes, a, err);
    for (size_t i = 0; status == NG_OK && i < fixes.n; i++) {
        if (fixes.at[i].undone && !call->values[ALL])
            continue;
        tell(call, &fixes.at[i]);
        told++;
    }
    ng_store_close(st);
    if (status == NG_OK && !told)
        return ng_fail(err, NG_NOTHING, 0, "there is no correction");
    return status;
}

/* ---- make, undo ---------------------------------------------------------- */

static ng_status make(const struct ng_call *call, struct ng_store *st,
                      struct ng_adding *adding, struct ng_arena *a,
                      struct ng_err *err)
{
    ng_str *of = ng_new(a, ng_str, (size_t)call->argc);
    struct ng_fix fix = {.who = who(call), .made = now_ms()};
    if (call->values[WHY])
        fix.why = ng_str_of(call->values[WHY]);
    if (call->argc > WORDS_MOST || fix.why.n > TEXT_MOST ||
        fix.who.n > TEXT_MOST)
        return ng_fail(err, NG_USAGE, 0,
                       "a correction has at most %d ids, and reasons of %d "
                       "bytes",
                       WORDS_MOST, TEXT_MOST);
    for (int i = 1; i < call->argc; i++)
        of[i - 1] = ng_str_of(call->argv[i]);
    ng_status status = ng_fix_read(st, ng_str_of(call->argv[0]), of,
                                   (size_t)call->argc - 1, &fix, a, err);
    if (status == NG_OK)
        status = ng_fix_make(st, adding, &fix, err);
    if (status == NG_OK)
        ng_printf(call->out, "%s\n", fix.id.c);
    return status;
}

static ng_status undo(const struct ng_call *call, struct ng_store *st,
                      struct ng_adding *adding, struct ng_err *err)
{
    ng_id id = {0};
    if (call->argc != 2)
        return ng_fail(err, NG_USAGE, 0,
                       "say which one: nutgraf fix undo ID; \"nutgraf fix "
                       "list\" has the ids");
    ng_status status =
        ng_store_find_fix(st, ng_str_of(call->argv[1]), &id, err);
    if (status == NG_OK)
        status = ng_fix_undo(st, adding, id, who(call), now_ms(), err);
    return status;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.jobs = call->jobs,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .progress = ng_watch_progress,
                               .ctx = &watch,
                               .now = now_ms()};
    struct ng_store *st;
    const char *verb = call->argc ? call->argv[0] : "";
    if (!*verb)
        return ng_fail(err, NG_USAGE, 0,
                       "say merge, split, alias, date, ignore, list or undo");
    if (strcmp(verb, "list") == 0)
        return list(call, a, err);
    if (access(call->store, F_OK) != 0)
        return ng_fail(err, NG_IO, 0,
                       "there is no store at %s yet; nutgraf add makes one",
                       call->store);
    ng_status status = ng_store_open(&st, call->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    status = strcmp(verb, "undo") == 0 ? undo(call, st, &adding, err)
                                       : make(call, st, &adding, a, err);
    ng_watch_end(&watch);
    ng_store_close(st);
    return status;
}

const struct ng_command ng_cmd_fix = {
    .name = "fix",
    .usage = "nutgraf fix merge|split|alias|date|ignore|pin|list|undo ID...",
    .summary = "correct what was found, and take corrections back",
    .text =
        "merge STORY STORY: they are one. merge ENTITY ENTITY: the second is "
        "the first. split STORY REPORT...: these reports are a story of their "
        "own. split ENTITY REPORT...: in these it is somebody else. alias "
        "ENTITY NAME: who is called so is this entity, also in reports to "
        "come. date REPORT DAY: it was published then. ignore REPORT: as if it "
        "had never come; ignore EVENT: it is not told. pin STORY [TITLE]: it "
        "keeps its id and its title, or has this one, whatever comes. Each "
        "prints the id of "
        "the correction. list tells id, state, time, who, what and why; one "
        "that rests is about something that is not there any more. undo ID "
        "takes one back, and every export has the bytes that it would have "
        "without it. Reports that are added later are corrected as well.",
    .options = options,
    .run = run,
};
