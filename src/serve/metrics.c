#include "serve/metrics.h"
#include "serve/turn.h"

const double ng_span_ms[NG_SPANS] = {1, 5, 10, 25, 50, 250, 1000, 10000};

void ng_count_answer(struct ng_counts *c, unsigned status, double ms,
                     uint64_t bytes)
{
    size_t span = 0;
    while (span < NG_SPANS && ms > ng_span_ms[span])
        span++;
    atomic_fetch_add(&c->answers[status / 100 < 6 ? status / 100 : 5], 1);
    atomic_fetch_add(&c->within[span], 1);
    atomic_fetch_add(&c->us_all, (unsigned long long)(ms * 1000));
    atomic_fetch_add(&c->bytes, bytes);
}

static void head(struct ng_out *o, const char *name, const char *type,
                 const char *help)
{
    ng_printf(o, "# HELP nutgraf_%s %s\n# TYPE nutgraf_%s %s\n", name, help,
              name, type);
}

static void single(struct ng_out *o, const char *name, const char *type,
                   const char *help, unsigned long long value)
{
    head(o, name, type, help);
    ng_printf(o, "nutgraf_%s %llu\n", name, value);
}

static void spans(struct ng_counts *c, struct ng_out *o)
{
    unsigned long long all = 0;
    head(o, "http_request_duration_seconds", "histogram",
         "Time from the first header to the last byte.");
    for (size_t i = 0; i <= NG_SPANS; i++) {
        all += atomic_load(&c->within[i]);
        if (i < NG_SPANS)
            ng_printf(o,
                      "nutgraf_http_request_duration_seconds_bucket{le=\"%g\"} "
                      "%llu\n",
                      ng_span_ms[i] / 1000, all);
    }
    ng_printf(o,
              "nutgraf_http_request_duration_seconds_bucket{le=\"+Inf\"} %llu\n"
              "nutgraf_http_request_duration_seconds_sum %.6f\n"
              "nutgraf_http_request_duration_seconds_count %llu\n",
              all, (double)atomic_load(&c->us_all) / 1e6, all);
}

void ng_counts_write(struct ng_counts *c, struct ng_out *o, uint64_t reports,
                     uint64_t revision, const char *version)
{
    head(o, "build_info", "gauge", "Always 1.");
    ng_printf(o, "nutgraf_build_info{version=\"%s\"} 1\n", version);
    head(o, "http_requests_total", "counter", "Answers by class of status.");
    for (int i = 2; i < 6; i++)
        ng_printf(o, "nutgraf_http_requests_total{status=\"%dxx\"} %llu\n", i,
                  (unsigned long long)atomic_load(&c->answers[i]));
    spans(c, o);
    single(o, "http_response_bytes_total", "counter", "Bytes of bodies.",
           atomic_load(&c->bytes));
    single(o, "http_connections", "gauge", "Open connections.",
           atomic_load(&c->connections));
    single(o, "http_working", "gauge", "Requests that workers have.",
           atomic_load(&c->working));
    single(o, "http_streams", "gauge", "Streams that run.",
           atomic_load(&c->streams));
    single(o, "http_live", "gauge", "Clients that wait for news.",
           atomic_load(&c->live));
    single(o, "reports_added_total", "counter", "Reports added over HTTP.",
           atomic_load(&c->added));
    single(o, "reports_known_total", "counter",
           "Reports that came over HTTP and were there already.",
           atomic_load(&c->known));
    single(o, "reports_refused_total", "counter",
           "Records that came over HTTP and could not be read.",
           atomic_load(&c->bad));
    single(o, "reports", "gauge", "Reports in the store.", reports);
    single(o, "store_revision", "counter", "Changes made to the store.",
           revision);
}

ng_status ng_answer_metrics(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    (void)a, (void)err;
    t->type = "text/plain; version=0.0.4; charset=utf-8";
    ng_counts_write(h->counts, &t->out, ng_store_count(h->store), h->revision,
                    h->how->version);
    return NG_OK;
}
