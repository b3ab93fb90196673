#include "serve/server.h"
#include "text/json.h"

static void stamp(struct ng_json *j, int64_t ms)
{
    char day[16], text[40];
    int64_t seconds = ms / 1000, of_day = seconds % 86400;
    ng_str date = ng_day_text((ng_day)(seconds / 86400), day);
    snprintf(text, sizeof text, PRS "T%02d:%02d:%02d.%03dZ", PRS_ARG(date),
             (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60),
             (int)(ms % 1000));
    ng_json_key_str(j, "time", ng_str_of(text));
}

/* In one write, so that lines of several threads do not mix. */
static void end(const struct ng_serving *how, struct ng_json *j)
{
    ng_json_end(j, '}');
    ng_putc(j->out, '\n');
    fwrite(j->out->p, 1, j->out->n, how->log);
    fflush(how->log);
    ng_out_release(j->out);
}

void ng_log_event(const struct ng_serving *how, const char *event,
                  const char *text)
{
    struct ng_out out = {0};
    struct ng_json j = {.out = &out};
    ng_json_begin(&j, '{');
    stamp(&j, how->now_ms());
    ng_json_key_str(&j, "event", ng_str_of(event));
    ng_json_key_str(&j, "text", ng_str_trim(ng_str_of(text)));
    end(how, &j);
}

/* The path without its parameters: what somebody looks for is theirs. */
void ng_log_request(const struct ng_serving *how, const struct ng_call_in *c,
                    double ms)
{
    struct ng_out out = {0};
    struct ng_json j = {.out = &out};
    ng_json_begin(&j, '{');
    stamp(&j, how->now_ms());
    ng_json_key_str(&j, "event", STR("request"));
    ng_json_key_str(&j, "client", ng_str_of(c->client));
    ng_json_key_str(&j, "method", ng_str_of(c->method));
    ng_json_key_str(&j, "path", c->turn.request.path);
    ng_json_key(&j, "status");
    ng_json_int(&j, c->turn.status);
    ng_json_key(&j, "bytes");
    ng_json_int(&j, (int64_t)c->sent_all);
    ng_json_key(&j, "ms");
    ng_json_num(&j, ms, 1);
    if (c->turn.failure.text[0])
        ng_json_key_str(&j, "error", ng_str_of(c->turn.failure.text));
    end(how, &j);
}
