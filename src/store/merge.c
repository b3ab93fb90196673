/* merge.c - segments are made: of hot texts, and of four of a size.
 *
 *     1,024 texts --> 4,096 --> 16,384 --> ... --> about a million, and no more
 *
 * So a text is written anew five times at most, and a print is looked up in
 * three segments of each size and one for each million of texts. Texts that
 * count no more are left out when theirs are merged.
 */
#include "store/tiers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OF_A_SIZE = 4, LARGEST = 5 /* 1024 << 2 * 5 texts */ };

/* ---- files and rows ----------------------------------------------------- */

void ng_tier_path(struct ng_store *st, int64_t nr, char *to, size_t size)
{
    snprintf(to, size, "%s-prints/%lld.prints", st->path, (long long)nr);
}

static bool in_memory(const struct ng_store *st)
{
    return strcmp(st->path, ":memory:") == 0;
}

/* The folder beside the store, and its name safe in the one above. */
static ng_status make_folder(struct ng_store *st, struct ng_err *err)
{
    char dir[sizeof st->path + 16], *slash;
    snprintf(dir, sizeof dir, "%s-prints", st->path);
    if (mkdir(dir, 0777) != 0)
        return errno == EEXIST
                   ? NG_OK
                   : ng_fail(err, NG_IO, 0, "making the folder %s: %s", dir,
                             strerror(errno));
    slash = strrchr(dir, '/');
    if (slash)
        slash[slash == dir] = 0;
    int above = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int why = above < 0 || fsync(above) != 0 ? errno : 0;
    if (above >= 0)
        close(above);
    return why ? ng_fail(err, NG_IO, 0, "writing the folder of %s: %s",
                         st->path, strerror(why))
               : NG_OK;
}

static ng_status begin(struct ng_store *st, struct ng_segment_making *m,
                       uint32_t texts, const uint64_t room[NG_PRINT_KINDS],
                       int64_t *nr, struct ng_err *err)
{
    char path[sizeof st->path + 64];
    if (st->prints->tiers == NG_SEGMENTS_MOST)
        return ng_fail(err, NG_TOO_BIG, 0, "the store %s has too many segments",
                       st->path);
    ng_status status =
        ng_sql_done(st,
                    ng_sql_once(st, "INSERT INTO segment(texts, bytes, seal) "
                                    "VALUES(0, 0, 0)"),
                    err);
    if (status != NG_OK)
        return status;
    *nr = sqlite3_last_insert_rowid(st->db);
    if (in_memory(st))
        return ng_segment_begin(m, NULL, texts, room, err);
    status = make_folder(st, err);
    ng_tier_path(st, *nr, path, sizeof path);
    return status == NG_OK ? ng_segment_begin(m, path, texts, room, err)
                           : status;
}

static ng_status end(struct ng_store *st, struct ng_segment_making *m,
                     int64_t nr, struct ng_err *err)
{
    struct ng_tier *tier = &st->prints->tier[st->prints->tiers];
    *tier = (struct ng_tier){.nr = nr, .fresh = true};
    ng_status status = ng_segment_end(m, &tier->it, err);
    if (status != NG_OK)
        return status;
    st->prints->tiers++;
    st->prints->state++;
    sqlite3_stmt *s = ng_sql_once(st, "UPDATE segment SET texts = ?2, bytes = "
                                      "?3, seal = ?4 WHERE nr = ?1");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int64(s, 2, tier->it.texts);
        sqlite3_bind_int64(s, 3, (int64_t)tier->it.size);
        sqlite3_bind_int64(s, 4, (int64_t)tier->it.seal);
    }
    return ng_sql_done(st, s, err);
}

static ng_status do_away(struct ng_store *st, struct ng_tier *tier,
                         struct ng_err *err)
{
    tier->gone = true;
    st->prints->state++;
    sqlite3_stmt *s = ng_sql_once(st, "DELETE FROM segment WHERE nr = ?1");
    if (s)
        sqlite3_bind_int64(s, 1, tier->nr);
    return ng_sql_done(st, s, err);
}

/* ---- hot texts ---------------------------------------------------------- */

static int by_place(const void *a, const void *b, void *ctx)
{
    const struct ng_hot *hot = ctx;
    return ng_place_cmp(hot->text[*(const uint32_t *)a].it,
                        hot->text[*(const uint32_t *)b].it);
}

static void put_hot(struct ng_segment_making *m, const struct ng_hot *hot,
                    const uint32_t *order, uint32_t n, uint64_t *at,
                    uint64_t *room)
{
    for (uint32_t i = 0; i < n; i++)
        ng_segment_put_text(m, hot->text[order[i]].it);
    for (unsigned kind = 0; kind < NG_PRINT_KINDS; kind++) {
        size_t posts = 0;
        for (uint32_t i = 0; i < n; i++) {
            const struct ng_hot_text *t = &hot->text[order[i]];
            uint32_t from = t->first + (kind ? t->n[0] : 0);
            for (uint32_t k = 0; k < t->n[kind]; k++)
                at[posts++] = hot->post[from + k].key << NG_THING_BITS | i;
        }
        ng_postings_sort(at, room, posts, NG_KEY_BITS);
        for (size_t i = 0; i < posts; i++)
            ng_postings_put(&m->kinds[kind], at[i] >> NG_THING_BITS,
                            (uint32_t)at[i] & ((1U << NG_THING_BITS) - 1));
    }
}

static ng_status put_all_hot(struct ng_store *st, struct ng_arena a,
                             struct ng_err *err)
{
    struct ng_hot *hot = &st->prints->hot;
    uint32_t *order = ng_new(&a, uint32_t, hot->texts), n = 0;
    uint64_t room[NG_PRINT_KINDS] = {0};
    for (uint32_t i = 0; i < hot->texts; i++) {
        if (hot->text[i].gone)
            continue;
        order[n++] = i;
        for (int kind = 0; kind < NG_PRINT_KINDS; kind++)
            room[kind] += hot->text[i].n[kind];
    }
    if (n)
        qsort_r(order, n, sizeof *order, by_place, hot);
    struct ng_segment_making m;
    int64_t nr;
    ng_status status = begin(st, &m, n, room, &nr, err);
    if (status != NG_OK)
        return status;
    uint64_t *at = ng_new(&a, uint64_t, hot->posts);
    put_hot(&m, hot, order, n, at, ng_new(&a, uint64_t, hot->posts));
    return end(st, &m, nr, err);
}

static ng_status flush_hot(struct ng_store *st, struct ng_err *err)
{
    struct ng_hot *hot = &st->prints->hot;
    size_t size = (1 << 16) + hot->texts * 16 + (size_t)hot->posts * 24;
    struct ng_arena a;
    ng_status status = NG_OK;
    if (hot->live) {
        status = ng_arena_open(&a, size, err);
        if (status == NG_OK) {
            status = put_all_hot(st, a, err);
            ng_arena_close(&a, size);
        }
    }
    if (status == NG_OK)
        status = ng_sql_status(
            st, sqlite3_exec(st->db, "DELETE FROM posted", NULL, NULL, NULL),
            err);
    if (status == NG_OK)
        ng_hot_empty(hot);
    return status;
}

/* ---- segments ----------------------------------------------------------- */

struct source {
    struct ng_tier *tier;
    uint32_t at, *now; /* [texts] the place of each in the new one */
    struct ng_postings_cursor cursor;
    uint64_t order; /* of the posting that comes next */
    bool more;
};

static void advance_text(const struct ng_prints *in, struct source *s)
{
    const struct ng_segment *it = &s->tier->it;
    while (s->at < it->texts &&
           ng_is_dead(in, s->tier, ng_segment_text_at(it, s->at).nr))
        s->now[s->at++] = UINT32_MAX;
}

/* Texts in order of time; where two have one place, the first counts. */
static uint32_t merge_texts(const struct ng_prints *in, struct source *from,
                            size_t n, struct ng_segment_making *m)
{
    uint32_t texts = 0;
    struct ng_segment_text last = {0};
    for (;;) {
        struct source *first = NULL;
        struct ng_segment_text it = {0};
        for (size_t i = 0; i < n; i++) {
            advance_text(in, &from[i]);
            if (from[i].at == from[i].tier->it.texts)
                continue;
            struct ng_segment_text t =
                ng_segment_text_at(&from[i].tier->it, from[i].at);
            if (!first || ng_place_cmp(t, it) < 0) {
                first = &from[i];
                it = t;
            }
        }
        if (!first)
            return texts;
        bool twice = texts && ng_place_cmp(it, last) <= 0;
        first->now[first->at++] = twice ? UINT32_MAX : texts;
        if (twice)
            continue;
        ng_segment_put_text(m, it);
        last = it;
        texts++;
    }
}

static void advance(struct source *s)
{
    uint64_t key;
    uint32_t thing;
    while ((s->more = ng_postings_next(&s->cursor, &key, &thing))) {
        if (thing >= s->tier->it.texts || s->now[thing] == UINT32_MAX)
            continue;
        s->order = key << NG_THING_BITS | s->now[thing];
        return;
    }
}

static void merge_postings(struct source *from, size_t n,
                           enum ng_print_kind kind,
                           struct ng_postings_writer *to)
{
    for (size_t i = 0; i < n; i++) {
        from[i].cursor = ng_postings_begin(&from[i].tier->it.kinds[kind]);
        advance(&from[i]);
    }
    for (;;) {
        struct source *first = NULL;
        for (size_t i = 0; i < n; i++)
            if (from[i].more && (!first || from[i].order < first->order))
                first = &from[i];
        if (!first)
            return;
        ng_postings_put(to, first->order >> NG_THING_BITS,
                        (uint32_t)first->order & ((1U << NG_THING_BITS) - 1));
        advance(first);
    }
}

static ng_status merge(struct ng_store *st, struct source *from, size_t n,
                       struct ng_arena a, struct ng_err *err)
{
    uint64_t room[NG_PRINT_KINDS] = {0};
    uint32_t texts = 0;
    for (size_t i = 0; i < n; i++) {
        const struct ng_segment *it = &from[i].tier->it;
        from[i].now = ng_new(&a, uint32_t, it->texts);
        texts += it->texts;
        for (int kind = 0; kind < NG_PRINT_KINDS; kind++)
            room[kind] += it->kinds[kind].shape.n;
    }
    struct ng_segment_making m;
    int64_t nr;
    ng_status status = begin(st, &m, texts, room, &nr, err);
    if (status != NG_OK)
        return status;
    merge_texts(st->prints, from, n, &m);
    for (unsigned kind = 0; kind < NG_PRINT_KINDS; kind++)
        merge_postings(from, n, kind, &m.kinds[kind]);
    status = end(st, &m, nr, err);
    for (size_t i = 0; i < n && status == NG_OK; i++)
        status = do_away(st, from[i].tier, err);
    return status;
}

static int size_of(const struct ng_tier *t)
{
    int size = 0;
    while (size < LARGEST && t->it.texts > (uint32_t)NG_HOT_TEXTS << 2 * size)
        size++;
    return size;
}

/* Segments of this size, if there are enough to become one. */
static size_t of_size(struct ng_prints *in, int size, struct source *from)
{
    size_t n = 0;
    for (size_t i = 0; i < in->tiers && n < OF_A_SIZE; i++)
        if (!in->tier[i].gone && size_of(&in->tier[i]) == size)
            from[n++] = (struct source){.tier = &in->tier[i]};
    return n == OF_A_SIZE ? n : 0;
}

static ng_status merge_sizes(struct ng_store *st, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (int size = 0; size < LARGEST && status == NG_OK; size++) {
        struct source from[OF_A_SIZE];
        size_t n = of_size(st->prints, size, from), texts = 0;
        for (size_t i = 0; i < n; i++)
            texts += from[i].tier->it.texts;
        if (!n)
            continue;
        struct ng_arena a;
        size_t room = (1 << 16) + texts * sizeof(uint32_t);
        status = ng_arena_open(&a, room, err);
        if (status == NG_OK) {
            status = merge(st, from, n, a, err);
            ng_arena_close(&a, room);
        }
    }
    return status;
}

/* No segment is left that they could count in. */
static ng_status forget_unposted(struct ng_store *st, struct ng_err *err)
{
    return ng_sql_status(
        st,
        sqlite3_exec(st->db,
                     "DELETE FROM unposted WHERE upto < "
                     "(SELECT coalesce(min(nr), 1 << 62) FROM segment)",
                     NULL, NULL, NULL),
        err);
}

ng_status ng_tiers_flush(struct ng_store *st, struct ng_err *err)
{
    ng_status status = flush_hot(st, err);
    if (status == NG_OK)
        status = merge_sizes(st, err);
    return status == NG_OK ? forget_unposted(st, err) : status;
}

/* ---- many at once ------------------------------------------------------- */

struct filling {
    struct ng_segment_text (*text)(void *ctx, size_t i);
    void *ctx;
    size_t n;
    const struct ng_postings *const *kinds;
};

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Thing << NG_KEY_BITS | print of each posting, by thing. */
static uint64_t *by_thing(const struct ng_postings *p, size_t *n,
                          struct ng_arena *a)
{
    uint64_t *at = ng_new(a, uint64_t, p->shape.n), key;
    struct ng_postings_cursor c = ng_postings_begin(p);
    uint32_t thing;
    for (*n = 0; ng_postings_next(&c, &key, &thing);)
        at[(*n)++] = (uint64_t)thing << NG_KEY_BITS | key;
    if (*n)
        qsort(at, *n, sizeof *at, by_number);
    return at;
}

/* A few texts are rows: a small store is one file. */
static ng_status fill_hot(struct ng_store *st, const struct filling *f,
                          struct ng_arena a, struct ng_err *err)
{
    uint64_t *at[NG_PRINT_KINDS];
    size_t posts[NG_PRINT_KINDS], done[NG_PRINT_KINDS] = {0};
    ng_status status = NG_OK;
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++)
        at[kind] = by_thing(f->kinds[kind], &posts[kind], &a);
    for (size_t i = 0; i < f->n && status == NG_OK; i++) {
        const uint64_t *prints[NG_PRINT_KINDS];
        size_t n[NG_PRINT_KINDS];
        for (int kind = 0; kind < NG_PRINT_KINDS; kind++) {
            size_t k = done[kind];
            prints[kind] = at[kind] + k;
            for (; k < posts[kind] && at[kind][k] >> NG_KEY_BITS == i; k++)
                at[kind][k] &= ((uint64_t)1 << NG_KEY_BITS) - 1;
            n[kind] = k - done[kind];
            done[kind] = k;
        }
        status = ng_prints_post(st, f->text(f->ctx, i), prints, n, err);
    }
    return status;
}

static ng_status fill_segment(struct ng_store *st, const struct filling *f,
                              struct ng_err *err)
{
    struct ng_segment_making m;
    uint64_t room[NG_PRINT_KINDS];
    int64_t nr;
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++)
        room[kind] = f->kinds[kind]->shape.room;
    ng_status status = begin(st, &m, (uint32_t)f->n, room, &nr, err);
    if (status != NG_OK)
        return status;
    for (size_t i = 0; i < f->n; i++)
        ng_segment_put_text(&m, f->text(f->ctx, i));
    for (unsigned kind = 0; kind < NG_PRINT_KINDS && status == NG_OK; kind++)
        status = ng_segment_put_postings(&m, kind, f->kinds[kind], err);
    if (status == NG_OK)
        return end(st, &m, nr, err);
    ng_segment_give_up(&m);
    return status;
}

ng_status ng_prints_fill(struct ng_store *st,
                         struct ng_segment_text (*text)(void *ctx, size_t i),
                         void *ctx, size_t n,
                         const struct ng_postings *const kinds[NG_PRINT_KINDS],
                         struct ng_err *err)
{
    struct filling f = {text, ctx, n, kinds};
    uint64_t posts = kinds[0]->shape.n + kinds[1]->shape.n;
    ng_status status = ng_prints_clear(st, err);
    if (status != NG_OK || !n)
        return status;
    if (n > NG_HOT_TEXTS / 2 || posts > NG_HOT_POSTS / 2)
        return fill_segment(st, &f, err);
    struct ng_arena a;
    size_t size = (1 << 16) + posts * sizeof(uint64_t);
    status = ng_arena_open(&a, size, err);
    if (status == NG_OK) {
        status = fill_hot(st, &f, a, err);
        ng_arena_close(&a, size);
    }
    return status;
}
