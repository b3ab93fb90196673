/* ingest.c - reports that come over HTTP, into the store.
 *
 *     body -> one record a line, if it is JSON -> a file in memory -> ng_add
 *
 * It is answered when what came is committed: who got an answer can take the
 * server away and loses nothing; who got none sends it again, and what had
 * been stored is known by then. One thread does this, and only while it does
 * is the store locked, so "nutgraf add" has its turns too.
 */
#include "engine/engine.h"
#include "serve/answers.h"
#include "serve/metrics.h"
#include "tell/record.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { IDS_MOST = 10000, PROBLEMS_MOST = 100 };
/* A slot each and three for each of them: what all that takes, with bodies and
 * those who read, stays below 512 MiB. A text of some hundred thousand
 * characters fits; "nutgraf add" takes longer ones. */
enum { JOBS = 2, REPORT_ROOM = 40 << 20 };

struct ingest {
    struct ng_arena *a;
    ng_ids ids;
    struct ng_json *problems;
    uint64_t told;
};

static void met(void *ctx, ng_id id)
{
    struct ingest *in = ctx;
    if (in->ids.n < IDS_MOST)
        *ng_push(&in->ids, in->a) = id;
}

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    struct ingest *in = ctx;
    (void)path;
    if (in->told++ >= PROBLEMS_MOST)
        return;
    ng_json_begin(in->problems, '{');
    ng_json_key(in->problems, "record");
    ng_json_int(in->problems, (int64_t)record);
    ng_json_key_str(in->problems, "text", ng_str_of(why->text));
    ng_json_end(in->problems, '}');
}

/* Objects of a JSON text one a line: white space outside strings goes, so that
 * one report has one id however it is laid out, and so do the brackets and
 * commas of an outermost list. What is not JSON stays so, and is found out by
 * the reader. Done in place. */
static void to_lines(struct ng_out *body)
{
    char *p = body->p;
    size_t n = 0, depth = 0, base = 0;
    bool text = false, first = true;
    for (size_t i = 0; i < body->n; i++) {
        char c = p[i];
        if (text) {
            p[n++] = c;
            if (c == '\\' && i + 1 < body->n)
                p[n++] = p[++i];
            text = c != '"';
            continue;
        }
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
            continue;
        if (first && c == '[') {
            first = false;
            base = depth = 1;
            continue;
        }
        first = false;
        text = c == '"';
        if (c == '{' || c == '[')
            depth++;
        if ((c == '}' || c == ']') && depth)
            depth--;
        if (base && depth == base && c == ',')
            c = '\n';
        if (base && depth < base && c == ']')
            continue;
        p[n++] = c;
    }
    body->n = n;
}

static ng_status format_of(const struct ng_turn *t, enum ng_format *as,
                           bool *json)
{
    static const struct {
        ng_str type;
        enum ng_format as;
    } types[] = {{S("application/json"), NG_FORMAT_JSONL},
                 {S("application/x-ndjson"), NG_FORMAT_JSONL},
                 {S("application/jsonl"), NG_FORMAT_JSONL},
                 {S("application/x-jsonlines"), NG_FORMAT_JSONL},
                 {S("text/plain"), NG_FORMAT_PLAIN},
                 {S("text/html"), NG_FORMAT_HTML},
                 {S("application/octet-stream"), NG_FORMAT_AUTO}};
    ng_str type = ng_str_trim(ng_cut_at(ng_str_of(t->body_type), ';').head);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ng_str_eq_nocase(types[i].type, type)) {
            *as = types[i].as;
            *json = i == 0;
            return NG_OK;
        }
    return NG_USAGE;
}

static ng_status body_file(ng_str body, int *fd, struct ng_err *err)
{
    *fd = memfd_create("reports", MFD_CLOEXEC);
    if (*fd < 0)
        return ng_fail(err, NG_IO, 0, "keeping the reports: %s",
                       strerror(errno));
    while (body.n) {
        ssize_t n = write(*fd, body.p, body.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return ng_fail(err, NG_IO, 0, "keeping the reports: %s",
                           strerror(errno));
        body = (ng_str){body.p + n, body.n - (size_t)n};
    }
    lseek(*fd, 0, SEEK_SET);
    return NG_OK;
}

static ng_status add(struct ng_turn *t, struct ng_hand *h,
                     struct ng_adding *adding, uint64_t *revision,
                     struct ng_err *err)
{
    static const char *const input[] = {"-"};
    struct ng_store *store = NULL;
    ng_status status =
        ng_store_open(&store, h->how->store, NG_STORE_WRITE, err);
    int fd = -1;
    if (status == NG_OK)
        status = body_file(ng_out_str(&t->body), &fd, err);
    ng_out_release(&t->body);
    adding->from = fd;
    if (status == NG_OK)
        status = ng_add(store, adding, input, 1, err);
    if (store) {
        *revision = ng_store_revision(store);
        ng_store_close(store);
    }
    if (fd >= 0)
        close(fd);
    return status;
}

static void put_answer(struct ng_turn *t, const struct ingest *in,
                       const struct ng_progress *done, uint64_t revision)
{
    struct ng_json j = {.out = &t->out};
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key(&j, "added");
    ng_json_int(&j, (int64_t)done->added);
    ng_json_key(&j, "known");
    ng_json_int(&j, (int64_t)done->known);
    ng_json_key(&j, "failed");
    ng_json_int(&j, (int64_t)done->bad);
    ng_json_key(&j, "reports");
    ng_json_begin(&j, '[');
    for (size_t i = 0; i < in->ids.n; i++)
        ng_json_id(&j, in->ids.at[i]);
    ng_json_end(&j, ']');
    ng_json_key(&j, "truncated");
    ng_json_bool(&j, in->ids.n == IDS_MOST || in->told > PROBLEMS_MOST);
    ng_json_key(&j, "problems");
    ng_json_raw(&j, ng_out_str(&t->piece));
    ng_json_key(&j, "revision");
    ng_json_int(&j, (int64_t)revision);
    ng_json_end(&j, '}');
    ng_putc(&t->out, '\n');
    t->status = done->added ? 201 : 200;
}

ng_status ng_answer_add(struct ng_turn *t, struct ng_hand *h,
                        struct ng_arena *a, struct ng_err *err)
{
    struct ng_json problems = {.out = &t->piece};
    struct ingest in = {.a = a, .problems = &problems};
    struct ng_adding adding = {.jobs =
                                   h->how->jobs < JOBS ? h->how->jobs : JOBS,
                               .report_room = REPORT_ROOM,
                               .stop = h->how->stop,
                               .name = t->value[NG_PARAM_NAME],
                               .met = met,
                               .problem = problem,
                               .ctx = &in,
                               .now = h->how->now_ms()};
    uint64_t revision = 0;
    bool json;
    if (format_of(t, &adding.as, &json) != NG_OK) {
        ng_problem(t, 415, "reports come as JSON, JSON lines, text or HTML");
        return NG_OK;
    }
    if (json && t->body.n)
        to_lines(&t->body);
    ng_json_begin(&problems, '[');
    ng_status status = add(t, h, &adding, &revision, err);
    ng_json_end(&problems, ']');
    struct ng_progress *done = &adding.done;
    atomic_fetch_add(&h->counts->added, done->added);
    atomic_fetch_add(&h->counts->known, done->known);
    atomic_fetch_add(&h->counts->bad, done->bad);
    bool some = done->added + done->known > 0;
    if (status == NG_OK || (status == NG_BAD_INPUT && some)) {
        put_answer(t, &in, done, revision);
        return NG_OK;
    }
    return status;
}
