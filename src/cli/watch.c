/* watch.c - problems and progress of long work, on stderr: see source.h. */
#include "cli/source.h"

#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void wipe(struct ng_watch *w)
{
    if (w->drawn)
        fputs("\r\x1b[K", stderr);
    w->drawn = false;
}

void ng_watch_problem(void *ctx, ng_str path, uint64_t record,
                      const struct ng_err *why)
{
    struct ng_watch *w = ctx;
    w->failed++;
    wipe(w);
    ng_str text = ng_str_of(why->text);
    if (record && !ng_str_starts(text, path))
        fprintf(stderr, "nutgraf: " PRS ", record %llu: %s\n", PRS_ARG(path),
                (unsigned long long)record, why->text);
    else
        fprintf(stderr, "nutgraf: %s\n", why->text);
}

/* "0:42", "1:02:03" */
static const char *clock_text(double seconds, char buf[32])
{
    unsigned long s = seconds > 0 ? (unsigned long)(seconds + 0.5) : 0;
    if (s >= 3600)
        snprintf(buf, 32, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(buf, 32, "%lu:%02lu", s / 60, s % 60);
    return buf;
}

/* How far the phase has come: reading counts reports and knows the bytes to
 * come, what follows counts its own things and knows how many there are. */
struct pace {
    const char *things;
    uint64_t done;
    double share, rate, left; /* left: seconds, -1 not known */
};

static struct pace pace_of(const struct ng_progress *p, double spent)
{
    bool reading = p->stories_all == 0;
    double all = (double)(reading ? p->bytes_all : p->stories_all);
    struct pace pace = {.things = strcmp(p->phase, "settling") == 0 ? "stories"
                                                                    : "reports",
                        .done = reading ? p->reports : p->stories};
    pace.share = all > 0 ? (double)(reading ? p->bytes : p->stories) / all : 0;
    pace.share = pace.share > 1 ? 1 : pace.share;
    pace.rate = spent > 0 ? (double)pace.done / spent : 0;
    pace.left = pace.share > 0.01 ? spent / pace.share - spent : -1;
    return pace;
}

static void draw_bar(struct ng_watch *w, const struct ng_progress *p,
                     const struct pace *pace)
{
    char bar[21], clock[32];
    for (int i = 0; i < 20; i++)
        bar[i] = pace->share * 20 > i ? '#' : '-';
    bar[20] = 0;
    fprintf(stderr, "\r\x1b[K%s [%s] %3.0f%% %llu %s, %.0f/s", p->phase, bar,
            pace->share * 100, (unsigned long long)pace->done, pace->things,
            pace->rate);
    if (pace->left >= 0)
        fprintf(stderr, ", %s left", clock_text(pace->left, clock));
    fflush(stderr);
    w->drawn = true;
}

void ng_watch_progress(void *ctx, const struct ng_progress *p)
{
    struct ng_watch *w = ctx;
    enum ng_progress_style style = w->call->progress;
    double at = now();
    if (w->began == 0)
        w->began = at;
    if (w->phase != p->phase) {
        w->phase = p->phase;
        w->phase_began = at;
    }
    bool terminal = isatty(STDERR_FILENO);
    if (style == NG_PROGRESS_AUTO && !terminal)
        style = NG_PROGRESS_NONE;
    double wait = style == NG_PROGRESS_AUTO ? 0.1 : 1.0;
    if (w->call->quiet || style == NG_PROGRESS_NONE || at - w->began < 0.5 ||
        at - w->last < wait)
        return;
    w->last = at;
    struct pace pace = pace_of(p, at - w->phase_began);
    if (style == NG_PROGRESS_AUTO) {
        draw_bar(w, p, &pace);
    } else if (style == NG_PROGRESS_PLAIN) {
        fprintf(stderr, "nutgraf: %s, %llu %s, %.0f/s\n", p->phase,
                (unsigned long long)pace.done, pace.things, pace.rate);
    } else {
        fprintf(stderr,
                "{\"phase\":\"%s\",\"reports\":%llu,\"added\":%llu,"
                "\"bad\":%llu,\"bytes\":%llu,\"bytes_all\":%llu,"
                "\"stories\":%llu,\"stories_all\":%llu,\"rate\":%.1f}\n",
                p->phase, (unsigned long long)p->reports,
                (unsigned long long)p->added, (unsigned long long)p->bad,
                (unsigned long long)p->bytes, (unsigned long long)p->bytes_all,
                (unsigned long long)p->stories,
                (unsigned long long)p->stories_all, pace.rate);
    }
}

void ng_watch_end(struct ng_watch *w)
{
    wipe(w);
}

void ng_watch_settled(struct ng_watch *w, const struct ng_progress *p)
{
    enum ng_progress_style style = w->call->progress;
    if (w->call->quiet || !(p->settle_ms > 0))
        return;
    if (style == NG_PROGRESS_PLAIN)
        fprintf(stderr,
                "nutgraf: settled %llu stories in %.1f ms, %llu reports "
                "concerned%s\n",
                (unsigned long long)p->stories, p->settle_ms,
                (unsigned long long)p->concerned, p->whole ? " (all)" : "");
    else if (style == NG_PROGRESS_JSON)
        fprintf(stderr,
                "{\"phase\":\"settled\",\"stories\":%llu,"
                "\"concerned\":%llu,\"whole\":%s,\"ms\":%.1f,"
                "\"cpu_ms\":%.1f}\n",
                (unsigned long long)p->stories,
                (unsigned long long)p->concerned, p->whole ? "true" : "false",
                p->settle_ms, p->settle_cpu_ms);
}
