/* The index of prints: it finds what a list would find, through hot texts,
 * segments and merges, through commits, rollbacks, reopening and kills; and
 * what is damaged is told. KILLS sets how often a writer is killed (10). */
#include "store/prints.h"
#include "store/store.h"
#include "t.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TEXTS = 9000, EACH = 7, KEYS = 6000 };

static char folder[64];

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s.db", folder, name);
    return path;
}

static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9U;
    x = (x ^ x >> 27) * 0x94d049bb133111ebU;
    return x ^ x >> 31;
}

/* ---- a text is a function of its number ---------------------------------- */

static struct ng_segment_text text_of(int64_t nr)
{
    return (struct ng_segment_text){mixed((uint64_t)nr) % 500,
                                    mixed((uint64_t)nr + 7) >> 4, nr};
}

static size_t prints_of(int64_t nr, int kind, uint64_t to[EACH])
{
    size_t n = mixed((uint64_t)nr * 3 + (uint64_t)kind) % (EACH + 1), kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t k = mixed((uint64_t)nr * 64 + i * 2 + (uint64_t)kind);
        k = k % 3 ? k % KEYS : k % 5; /* some have many */
        to[kept] = mixed(k + 99) >> (64 - NG_KEY_BITS);
        size_t same = 0;
        while (to[same] != to[kept])
            same++;
        kept += same == kept;
    }
    return kept;
}

static ng_status post(struct ng_store *st, int64_t nr, struct ng_err *err)
{
    uint64_t words[EACH], frames[EACH];
    const size_t n[] = {prints_of(nr, 0, words), prints_of(nr, 1, frames)};
    const uint64_t *const prints[] = {words, frames};
    return ng_prints_post(st, text_of(nr), prints, n, err);
}

/* ---- what a list would find ---------------------------------------------- */

static bool there[TEXTS + 1];

static int by_place(const void *a, const void *b)
{
    struct ng_segment_text x = text_of(*(const int64_t *)a);
    struct ng_segment_text y = text_of(*(const int64_t *)b);
    if (x.moment != y.moment)
        return x.moment < y.moment ? -1 : 1;
    return (x.id > y.id) - (x.id < y.id);
}

static size_t having(uint64_t print, int kind, int64_t *to)
{
    size_t n = 0;
    for (int64_t nr = 1; nr <= TEXTS; nr++) {
        uint64_t found[EACH];
        size_t k = there[nr] ? prints_of(nr, kind, found) : 0;
        while (k-- > 0)
            if (found[k] == print)
                to[n++] = nr;
    }
    if (n)
        qsort(to, n, sizeof *to, by_place);
    return n;
}

static void check_way(struct ng_store *st, int kind, enum ng_index_way way,
                      struct ng_index_post p, const int64_t *have, size_t n)
{
    enum { MOST = 20 };
    struct ng_index_post found[MOST];
    struct ng_err err = {0};
    size_t got = 0, want = 0, i = 0;
    int64_t wanted[MOST];
    struct ng_segment_text me = {(uint64_t)p.moment, p.id, 0};
    while (i < n) {
        struct ng_segment_text t = text_of(have[i]);
        bool before =
            t.moment < me.moment || (t.moment == me.moment && t.id < me.id);
        if (!before)
            break;
        i++;
    }
    if (way == NG_INDEX_BEFORE)
        for (size_t k = i; k > 0 && want < MOST;)
            wanted[want++] = have[--k];
    if (way == NG_INDEX_AFTER) {
        i += i < n && text_of(have[i]).id == me.id;
        while (i < n && want < MOST)
            wanted[want++] = have[i++];
    }
    if (way == NG_INDEX_FIRST)
        while (want < n && want < MOST)
            wanted[want] = have[want], want++;
    CHECK(ng_prints_find(st, (enum ng_print_kind)kind, way, &p, MOST, found,
                         &got, &err) == NG_OK);
    CHECK_INT(got, want);
    for (size_t k = 0; k < got && k < want; k++) {
        CHECK_INT(found[k].nr, wanted[k]);
        CHECK_INT(found[k].id, text_of(wanted[k]).id);
    }
}

static void check_finds(struct ng_store *st, uint64_t seed, int asks)
{
    static int64_t have[TEXTS];
    for (int a = 0; a < asks; a++) {
        uint64_t x = mixed(seed + (uint64_t)a);
        int kind = (int)(x & 1);
        uint64_t k = x % 4 ? (x >> 8) % KEYS : (x >> 8) % 5;
        uint64_t print = mixed(k + 99) >> (64 - NG_KEY_BITS);
        struct ng_segment_text at = text_of((int64_t)(x >> 40) % TEXTS + 1);
        struct ng_index_post p = {
            .key = print, .moment = (int64_t)at.moment, .id = at.id};
        size_t n = having(print, kind, have);
        check_way(st, kind, NG_INDEX_FIRST, p, have, n);
        check_way(st, kind, NG_INDEX_BEFORE, p, have, n);
        check_way(st, kind, NG_INDEX_AFTER, p, have, n);
    }
}

/* ---- stores ---------------------------------------------------------------
 */

static struct ng_store *opened(const char *path)
{
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    if (ng_store_open(&st, path, NG_STORE_WRITE, &err) != NG_OK)
        T_SAY("%s\n", err.text);
    return st;
}

static uint64_t count_there(void)
{
    uint64_t n = 0;
    for (int i = 1; i <= TEXTS; i++)
        n += there[i];
    return n;
}

/* Texts from `from` to `to`; every 50th goes again, some of them come back. */
static void post_some(struct ng_store *st, int64_t from, int64_t to, bool keep)
{
    struct ng_err err = {0};
    static bool was[TEXTS + 1];
    memcpy(was, there, sizeof was);
    CHECK(ng_store_begin(st, &err) == NG_OK);
    for (int64_t nr = from; nr <= to; nr++) {
        CHECK(post(st, nr, &err) == NG_OK);
        there[nr] = true;
        int64_t other = (int64_t)(mixed((uint64_t)nr) % (uint64_t)nr) + 1;
        if (nr % 50 || !there[other])
            continue;
        CHECK(ng_prints_unpost(st, other, &err) == NG_OK);
        there[other] = false;
        if (nr % 200 == 0) {
            CHECK(post(st, other, &err) == NG_OK);
            there[other] = true;
        }
    }
    if (keep) {
        CHECK(ng_store_commit(st, &err) == NG_OK);
    } else {
        ng_store_rollback(st);
        memcpy(there, was, sizeof was);
    }
    if (err.text[0])
        T_SAY("%s\n", err.text);
}

static void go_through(const char *path, bool reopen)
{
    struct ng_store *st = opened(path);
    int64_t at = 1;
    memset(there, 0, sizeof there);
    for (uint64_t round = 0; at <= TEXTS && st; round++) {
        int64_t to = at + (int64_t)(mixed(round) % 1500);
        to = to < TEXTS ? to : TEXTS;
        if (round % 3 == 1)
            post_some(st, at, to, false);
        post_some(st, at, to, true);
        at = to + 1;
        if (reopen && round % 2) {
            ng_store_close(st);
            st = opened(path);
            REQUIRE(st);
        }
        check_finds(st, round * 100, 12);
        struct ng_prints_state s = ng_prints_state_of(st);
        CHECK(s.segments <= 12);
    }
    REQUIRE(st);
    check_finds(st, 12345, 100);
    CHECK(count_there() > TEXTS / 2);
    ng_store_close(st);
}

static void finds_what_a_list_would_find(void)
{
    go_through(path_of("find"), true);
}

static void does_so_in_memory(void)
{
    go_through(":memory:", false);
}

/* ---- many at once ---------------------------------------------------------
 */

static int64_t *in_order;

static struct ng_segment_text text_at(void *ctx, size_t i)
{
    (void)ctx;
    return text_of(in_order[i]);
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void fill(struct ng_store *st, size_t n)
{
    struct ng_postings p[NG_PRINT_KINDS];
    uint8_t *bytes[NG_PRINT_KINDS];
    struct ng_err err = {0};
    in_order = calloc(n, sizeof *in_order);
    memset(there, 0, sizeof there);
    for (size_t i = 0; i < n; i++) {
        in_order[i] = (int64_t)i + 1;
        there[i + 1] = true;
    }
    qsort(in_order, n, sizeof *in_order, by_place);
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++) {
        uint64_t *at = calloc(n * EACH, sizeof *at), to[EACH];
        size_t posts = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t k = prints_of(in_order[i], kind, to); k-- > 0;)
                at[posts++] = to[k] << NG_THING_BITS | i;
        qsort(at, posts, sizeof *at, by_number);
        struct ng_postings_shape s = ng_postings_shape_of(posts, n);
        bytes[kind] = calloc(ng_postings_size(&s), 1);
        struct ng_postings_writer w = ng_postings_write(s, bytes[kind]);
        for (size_t i = 0; i < posts; i++)
            ng_postings_put(&w, at[i] >> NG_THING_BITS,
                            at[i] & ((1 << NG_THING_BITS) - 1));
        s = ng_postings_end(&w);
        CHECK(ng_postings_view(&p[kind], s, bytes[kind], ng_postings_size(&s)));
        free(at);
    }
    const struct ng_postings *const kinds[] = {&p[0], &p[1]};
    CHECK(ng_store_begin(st, &err) == NG_OK);
    CHECK(ng_prints_fill(st, text_at, NULL, n, kinds, &err) == NG_OK);
    CHECK(ng_store_commit(st, &err) == NG_OK);
    free(bytes[0]);
    free(bytes[1]);
    free(in_order);
}

static void fills_at_once(void)
{
    static const size_t sizes[] = {1, 40, 700, 5000};
    const char *path = path_of("fill");
    for (size_t i = 0; i < 4; i++) {
        struct ng_store *st = opened(path);
        REQUIRE(st);
        fill(st, sizes[i]);
        check_finds(st, i, 40);
        CHECK_INT(ng_prints_state_of(st).segments, sizes[i] > 512);
        ng_store_close(st);
        st = opened(path);
        REQUIRE(st);
        check_finds(st, i + 50, 40);
        post_some(st, (int64_t)sizes[i] + 1, (int64_t)sizes[i] + 90, true);
        check_finds(st, i + 90, 40);
        ng_store_close(st);
    }
}

/* ---- damage ---------------------------------------------------------------
 */

static void told(void *ctx, ng_str what)
{
    *(int *)ctx += 1;
    (void)what;
}

/* The only segment of the store. */
static const char *segment_of(const char *path)
{
    static char name[256];
    for (int nr = 1; nr < 100; nr++) {
        snprintf(name, sizeof name, "%s-prints/%d.prints", path, nr);
        if (access(name, F_OK) == 0)
            return name;
    }
    return NULL;
}

static void change_byte(const char *name, long at)
{
    FILE *f = fopen(name, "r+");
    int c;
    REQUIRE(f);
    fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
    c = fgetc(f);
    fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
    fputc(c ^ 1, f);
    fclose(f);
}

static void expect_damage(const char *path, bool opens)
{
    struct ng_store *st = opened(path);
    struct ng_err err = {0};
    int lines = 0;
    REQUIRE(st);
    ng_status status = ng_prints_open(st, &err);
    CHECK_INT(status, opens ? NG_OK : NG_STORE);
    CHECK(opens || strstr(err.text, "the index of prints"));
    ng_store_close(st);
    REQUIRE(ng_store_open(&st, path, NG_STORE_READ, &err) == NG_OK);
    CHECK(ng_prints_prove(st, told, &lines, &err) == NG_OK);
    CHECK(lines > 0);
    ng_store_close(st);
}

static void make_one(const char *path)
{
    struct ng_store *st = opened(path);
    sqlite3 *db;
    REQUIRE(st);
    fill(st, 2000);
    ng_store_close(st);
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, "INSERT OR REPLACE INTO meta VALUES('rules', '4')",
                       NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
}

static void tells_of_damage(void)
{
    const char *path = path_of("damage");
    static const long places[] = {0, 9, 17, 100, -1};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        make_one(path);
        const char *name = segment_of(path);
        REQUIRE(name);
        change_byte(name, places[i] < 0 ? -4000 : places[i]);
        expect_damage(path, false);
    }
    make_one(path);
    change_byte(segment_of(path), 5000);
    expect_damage(path, true); /* a page that nobody looked at */
    make_one(path);
    CHECK(truncate(segment_of(path), 8192) == 0);
    expect_damage(path, false);
    make_one(path);
    CHECK(truncate(segment_of(path), 0) == 0);
    expect_damage(path, false);
    make_one(path);
    CHECK(unlink(segment_of(path)) == 0);
    expect_damage(path, false);
    struct ng_store *st = opened(path); /* and it is whole when made again */
    REQUIRE(st);
    fill(st, 2000);
    check_finds(st, 3, 40);
    ng_store_close(st);
}

static void sweeps_what_is_not_listed(void)
{
    const char *path = path_of("sweep");
    char name[2][256];
    make_one(path);
    for (int i = 0; i < 2; i++) {
        snprintf(name[i], sizeof *name, "%s-prints/77.prints%s", path,
                 i ? ".tmp" : "");
        FILE *f = fopen(name[i], "w");
        REQUIRE(f);
        fclose(f);
    }
    struct ng_store *st = opened(path);
    struct ng_err err = {0};
    REQUIRE(st);
    CHECK(ng_prints_open(st, &err) == NG_OK);
    ng_store_close(st);
    CHECK(access(name[0], F_OK) != 0 && access(name[1], F_OK) != 0);
    CHECK(segment_of(path) != NULL);
}

/* ---- kills ----------------------------------------------------------------
 */

/* Posts on from where the store stands, and says what is committed. */
static void write_until_killed(const char *path, int say)
{
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    if (ng_store_open(&st, path, NG_STORE_WRITE, &err) != NG_OK ||
        ng_prints_open(st, &err) != NG_OK)
        _exit(9);
    int64_t at = (int64_t)ng_prints_state_of(st).texts;
    while (at < TEXTS) {
        int64_t to = at + 1 + (int64_t)(mixed((uint64_t)at) % 400);
        to = to < TEXTS ? to : TEXTS;
        if (ng_store_begin(st, &err) != NG_OK)
            _exit(8);
        for (int64_t nr = at + 1; nr <= to; nr++)
            if (post(st, nr, &err) != NG_OK)
                _exit(7);
        if (ng_store_commit(st, &err) != NG_OK)
            _exit(6);
        at = to;
        if (write(say, &at, sizeof at) != sizeof at)
            _exit(5);
    }
    ng_store_close(st);
    _exit(0);
}

/* How many texts there are after it was killed; those that it told at least. */
static int64_t kill_one(const char *path, unsigned after_us, bool *ended)
{
    int pipes[2], state = 0;
    int64_t said = 0, at;
    if (pipe(pipes) != 0)
        return -1;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        close(pipes[0]);
        write_until_killed(path, pipes[1]);
    }
    close(pipes[1]);
    usleep(after_us);
    kill(pid, SIGKILL);
    waitpid(pid, &state, 0);
    *ended = WIFEXITED(state);
    if (*ended && WEXITSTATUS(state) != 0)
        T_SAY("the writer ended with %d\n", WEXITSTATUS(state));
    while (read(pipes[0], &at, sizeof at) == sizeof at)
        said = at;
    close(pipes[0]);
    struct ng_store *st = opened(path);
    struct ng_err err = {0};
    if (!st || ng_prints_open(st, &err) != NG_OK) {
        T_SAY("after a kill: %s\n", err.text);
        return -1;
    }
    int64_t n = (int64_t)ng_prints_state_of(st).texts;
    if (n < said)
        T_SAY("%lld texts of %lld\n", (long long)n, (long long)said);
    memset(there, 0, sizeof there);
    for (int64_t nr = 1; nr <= n; nr++)
        there[nr] = true;
    check_finds(st, (uint64_t)n, 3);
    ng_store_close(st);
    return n;
}

static void survives_being_killed(void)
{
    const char *path = path_of("kill"), *wanted = getenv("KILLS");
    unsigned kills = 0,
             most = wanted ? (unsigned)strtoul(wanted, NULL, 10) : 10;
    unsigned rounds = 0;
    char clean[300];
    while (kills < most && !t_bad) {
        bool ended = false;
        snprintf(clean, sizeof clean, "rm -rf '%s'*", path);
        CHECK(system(clean) == 0);
        for (int64_t last = 0; !ended && kills < most && !t_bad;
             kills += !ended) {
            unsigned us = (unsigned)(mixed(kills + rounds * 1000 + 1) % 60000);
            int64_t n = kill_one(path, us + 500, &ended);
            CHECK(n >= last);
            last = n;
        }
        rounds++;
    }
    printf("# %u kills in %u rounds\n", kills, rounds);
}

static void folder_goes(void)
{
    char clean[128];
    snprintf(clean, sizeof clean, "rm -rf '%s'", folder);
    CHECK(system(clean) == 0);
}

int main(int argc, char **argv)
{
    static const t_case cases[] = {T(finds_what_a_list_would_find),
                                   T(does_so_in_memory),
                                   T(fills_at_once),
                                   T(tells_of_damage),
                                   T(sweeps_what_is_not_listed),
                                   T(survives_being_killed),
                                   T(folder_goes)};
    snprintf(folder, sizeof folder, "/tmp/prints-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    return t_main(argc, argv, cases, sizeof cases / sizeof *cases);
}
