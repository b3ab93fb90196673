#include "store/tiers.h"

#include "base/heap.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PRINT_BYTES = NG_KEY_BITS / 8 };

static ng_status run(struct ng_store *st, const char *sql, struct ng_err *err)
{
    return ng_sql_status(st, sqlite3_exec(st->db, sql, NULL, NULL, NULL), err);
}

/* ---- rows of `posted` --------------------------------------------------- */

static ng_status put_row(struct ng_store *st, struct ng_segment_text text,
                         const uint64_t *const prints[NG_PRINT_KINDS],
                         const size_t n[NG_PRINT_KINDS], struct ng_err *err)
{
    size_t all = n[0] + n[1], at = 0;
    uint8_t *p = sqlite3_malloc64(all * PRINT_BYTES + 8);
    sqlite3_stmt *s =
        p ? ng_sql(st, NG_SQL_POSTED,
                   "INSERT OR REPLACE INTO posted(nr, moment, id, words, "
                   "prints) VALUES(?1, ?2, ?3, ?4, ?5)")
          : NULL;
    if (!s) {
        sqlite3_free(p);
        return ng_sql_status(st, p ? ng_sql_why(st) : SQLITE_NOMEM, err);
    }
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++)
        for (size_t i = 0; i < n[kind]; i++, at += PRINT_BYTES)
            memcpy(p + at, &prints[kind][i], PRINT_BYTES);
    sqlite3_bind_int64(s, 1, text.nr);
    sqlite3_bind_int64(s, 2, (int64_t)text.moment);
    sqlite3_bind_int64(s, 3, (int64_t)text.id);
    sqlite3_bind_int64(s, 4, (int64_t)n[0]);
    sqlite3_bind_blob64(s, 5, p, at, sqlite3_free);
    sqlite3_step(s);
    return ng_sql_status(st, sqlite3_reset(s), err);
}

static ng_status take_row(struct ng_store *st, sqlite3_stmt *s,
                          struct ng_err *err)
{
    const uint8_t *p = sqlite3_column_blob(s, 4);
    size_t all = (size_t)sqlite3_column_bytes(s, 4) / PRINT_BYTES;
    size_t words = (size_t)sqlite3_column_int64(s, 3);
    uint64_t *at = sqlite3_malloc64(all * sizeof *at + 8);
    if (!at || words > all) {
        sqlite3_free(at);
        return ng_fail(err, NG_STORE, 0,
                       "the store %s is damaged: the prints of report %lld",
                       st->path, (long long)sqlite3_column_int64(s, 0));
    }
    for (size_t i = 0; i < all; i++) {
        at[i] = 0;
        memcpy(&at[i], p + i * PRINT_BYTES, PRINT_BYTES);
    }
    struct ng_segment_text text = {.moment =
                                       (uint64_t)sqlite3_column_int64(s, 1),
                                   .id = (uint64_t)sqlite3_column_int64(s, 2),
                                   .nr = sqlite3_column_int64(s, 0)};
    const uint64_t *const prints[] = {at, at + words};
    const size_t n[] = {words, all - words};
    ng_status status = ng_hot_post(&st->prints->hot, text, prints, n, err);
    sqlite3_free(at);
    return status;
}

/* ---- opening ------------------------------------------------------------ */

typedef ng_status row_taker(struct ng_store *st, sqlite3_stmt *s,
                            struct ng_err *err);

static ng_status each_row(struct ng_store *st, const char *sql, row_taker *take,
                          struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(st, sql);
    ng_status status = NG_OK;
    int rc = SQLITE_DONE;
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    while (status == NG_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        status = take(st, s, err);
    sqlite3_finalize(s);
    return status == NG_OK ? ng_sql_status(st, rc, err) : status;
}

static ng_status load_hot(struct ng_store *st, struct ng_err *err)
{
    ng_hot_empty(&st->prints->hot);
    return each_row(
        st, "SELECT nr, moment, id, words, prints FROM posted ORDER BY nr",
        take_row, err);
}

/* Sorted by number; one more up to this segment. */
static ng_status put_dead(struct ng_store *st, struct ng_dead dead,
                          struct ng_err *err)
{
    struct ng_prints *in = st->prints;
    if (in->dead_n == in->dead_room) {
        size_t room = in->dead_room ? in->dead_room * 2 : 64;
        struct ng_dead *more = ng_room(room * sizeof *more);
        if (!more)
            return ng_fail(err, NG_IO, 0, "there is no memory for prints");
        if (in->dead_n)
            memcpy(more, in->dead, in->dead_n * sizeof *more);
        ng_room_back(in->dead);
        in->dead = more;
        in->dead_room = room;
    }
    size_t at = in->dead_n;
    for (; at > 0 && in->dead[at - 1].nr >= dead.nr; at--)
        ;
    if (at < in->dead_n && in->dead[at].nr == dead.nr) {
        in->dead[at] = dead;
        return NG_OK;
    }
    memmove(&in->dead[at + 1], &in->dead[at],
            (in->dead_n - at) * sizeof *in->dead);
    in->dead[at] = dead;
    in->dead_n++;
    return NG_OK;
}

static ng_status take_dead(struct ng_store *st, sqlite3_stmt *s,
                           struct ng_err *err)
{
    return put_dead(st,
                    (struct ng_dead){sqlite3_column_int64(s, 0),
                                     sqlite3_column_int64(s, 1)},
                    err);
}

static ng_status load_dead(struct ng_store *st, struct ng_err *err)
{
    st->prints->dead_n = 0;
    return each_row(st, "SELECT nr, upto FROM unposted ORDER BY nr", take_dead,
                    err);
}

static ng_status open_tier(struct ng_store *st, sqlite3_stmt *s,
                           struct ng_err *err)
{
    struct ng_prints *in = st->prints;
    char path[sizeof st->path + 64];
    if (in->tiers == NG_SEGMENTS_MOST)
        return ng_fail(err, NG_STORE, 0, "the store %s lists too many segments",
                       st->path);
    struct ng_tier *tier = &in->tier[in->tiers];
    *tier = (struct ng_tier){.nr = sqlite3_column_int64(s, 0)};
    ng_tier_path(st, tier->nr, path, sizeof path);
    ng_status status = ng_segment_open(
        &tier->it, path, (uint64_t)sqlite3_column_int64(s, 1), err);
    in->tiers += status == NG_OK;
    return status;
}

static ng_status open_tiers(struct ng_store *st, struct ng_err *err)
{
    return each_row(st, "SELECT nr, seal FROM segment ORDER BY nr", open_tier,
                    err);
}

/* A file of ours that the store does not list: of a writer that was killed. */
static void sweep(struct ng_store *st)
{
    char dir[sizeof st->path + 16], path[sizeof st->path + 512];
    snprintf(dir, sizeof dir, "%s-prints", st->path);
    DIR *d = opendir(dir);
    struct dirent *e;
    while (d && (e = readdir(d))) {
        size_t i = 0, n = strspn(e->d_name, "0123456789");
        bool made = n && strcmp(e->d_name + n, ".prints") == 0;
        bool begun = n && strcmp(e->d_name + n, ".prints.tmp") == 0;
        for (; made && i < st->prints->tiers; i++) {
            ng_tier_path(st, st->prints->tier[i].nr, path, sizeof path);
            if (strcmp(strrchr(path, '/') + 1, e->d_name) == 0)
                made = false;
        }
        if (!made && !begun)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        unlink(path);
    }
    if (d)
        closedir(d);
}

static void close_tiers(struct ng_prints *in)
{
    for (size_t i = 0; i < in->tiers; i++)
        ng_segment_close(&in->tier[i].it);
    in->tiers = 0;
    in->state++;
    in->open = false;
}

ng_status ng_prints_open(struct ng_store *st, struct ng_err *err)
{
    ng_status status = NG_OK;
    if (!st->prints)
        st->prints = ng_room(sizeof *st->prints);
    struct ng_prints *in = st->prints;
    if (!in)
        return ng_fail(err, NG_IO, 0, "there is no memory for prints");
    if (!in->open) {
        in->state++;
        status = open_tiers(st, err);
        if (status == NG_OK && st->mode == NG_STORE_WRITE)
            sweep(st);
        if (status != NG_OK)
            close_tiers(in);
        in->open = status == NG_OK;
    }
    if (status == NG_OK && !in->loaded) {
        status = load_hot(st, err);
        if (status == NG_OK)
            status = load_dead(st, err);
        in->loaded = status == NG_OK;
    }
    return status;
}

void ng_prints_close(struct ng_store *st)
{
    if (!st->prints)
        return;
    close_tiers(st->prints);
    ng_hot_close(&st->prints->hot);
    ng_room_back(st->prints->dead);
    ng_room_back(st->prints);
    st->prints = NULL;
}

/* ---- the end of a transaction ------------------------------------------- */

static void drop_tier(struct ng_store *st, struct ng_tier *tier)
{
    char path[sizeof st->path + 64];
    ng_tier_path(st, tier->nr, path, sizeof path);
    ng_segment_close(&tier->it);
    unlink(path);
}

void ng_prints_ended(struct ng_store *st, bool committed)
{
    struct ng_prints *in = st->prints;
    size_t kept = 0;
    if (!in)
        return;
    for (size_t i = 0; i < in->tiers; i++) {
        struct ng_tier *tier = &in->tier[i];
        if (committed ? tier->gone : tier->fresh) {
            drop_tier(st, tier);
            continue;
        }
        tier->fresh = tier->gone = false;
        in->tier[kept++] = *tier;
    }
    in->tiers = kept;
    in->state++;
    in->loaded &= committed;
    if (in->forgot && committed)
        sweep(st);
    in->open &= committed || !in->forgot; /* they are listed again */
    in->forgot = false;
}

/* ---- posting ------------------------------------------------------------ */

/* What cannot be opened is forgotten, too. */
ng_status ng_prints_clear(struct ng_store *st, struct ng_err *err)
{
    struct ng_err why;
    ng_status status = ng_prints_open(st, &why);
    if (status == NG_STORE && st->prints) {
        st->prints->open = st->prints->forgot = true;
        status = NG_OK;
    } else if (status != NG_OK) {
        *err = why;
        return status;
    }
    struct ng_prints *in = st->prints;
    for (size_t i = 0; i < in->tiers; i++)
        in->tier[i].gone = true;
    in->state++;
    ng_hot_empty(&in->hot);
    in->dead_n = 0;
    in->loaded = true;
    return run(st,
               "DELETE FROM posted; DELETE FROM segment;"
               "DELETE FROM unposted; DELETE FROM around",
               err);
}

ng_status ng_prints_post(struct ng_store *st, struct ng_segment_text text,
                         const uint64_t *const prints[NG_PRINT_KINDS],
                         const size_t n[NG_PRINT_KINDS], struct ng_err *err)
{
    ng_status status = ng_prints_open(st, err);
    if (status == NG_OK && (text.nr < 0 || text.nr > UINT32_MAX))
        return ng_fail(err, NG_TOO_BIG, 0, "the store %s has too many reports",
                       st->path);
    if (status == NG_OK)
        status = put_row(st, text, prints, n, err);
    if (status == NG_OK)
        status = ng_hot_post(&st->prints->hot, text, prints, n, err);
    const struct ng_hot *hot = st->prints ? &st->prints->hot : NULL;
    if (status == NG_OK &&
        (hot->texts == NG_HOT_TEXTS || hot->posts > NG_HOT_POSTS))
        status = ng_tiers_flush(st, err);
    return status;
}

ng_status ng_prints_unpost(struct ng_store *st, int64_t nr, struct ng_err *err)
{
    ng_status status = ng_prints_open(st, err);
    sqlite3_stmt *s;
    if (status != NG_OK)
        return status;
    if (ng_hot_unpost(&st->prints->hot, nr)) {
        s = ng_sql_once(st, "DELETE FROM posted WHERE nr = ?1");
        if (s)
            sqlite3_bind_int64(s, 1, nr);
        return ng_sql_done(st, s, err);
    }
    struct ng_dead dead = {.nr = nr};
    for (size_t i = 0; i < st->prints->tiers; i++)
        if (st->prints->tier[i].nr > dead.upto)
            dead.upto = st->prints->tier[i].nr;
    s = ng_sql_once(st, "INSERT OR REPLACE INTO unposted(nr, upto) "
                        "VALUES(?1, ?2)");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int64(s, 2, dead.upto);
    }
    status = ng_sql_done(st, s, err);
    return status == NG_OK ? put_dead(st, dead, err) : status;
}

/* ---- finding ------------------------------------------------------------ */

/* What one segment, or the hot texts, has of a print. */
struct part {
    const struct ng_tier *tier; /* NULL: hot */
    const struct ng_postings *p;
    const uint32_t *hot;
    uint64_t at, end; /* the next; one behind the last; going back: at - 1 */
    struct ng_segment_text next;
    bool more;
};

struct finding {
    struct ng_prints *in;
    enum ng_index_way way;
    struct ng_segment_text place;
    size_t parts;
    struct part part[NG_SEGMENTS_MOST + 1];
    uint32_t hot[NG_HOT_TEXTS];
};

static struct ng_segment_text text_at(const struct finding *f,
                                      const struct part *part, uint64_t i)
{
    if (!part->tier)
        return f->in->hot.text[part->hot[i]].it;
    return ng_segment_text_at(&part->tier->it, ng_postings_thing(part->p, i));
}

/* The next that counts. */
static void advance(struct finding *f, struct part *part)
{
    bool back = f->way == NG_INDEX_BEFORE;
    for (;;) {
        part->more = part->at < part->end;
        if (!part->more)
            return;
        part->next = text_at(f, part, back ? --part->end : part->at++);
        if (!part->tier || !f->in->dead_n ||
            !ng_is_dead(f->in, part->tier, part->next.nr))
            return;
    }
}

/* From the beginning on, up to the place or behind it. */
static void add_part(struct finding *f, struct part part)
{
    uint64_t low = part.at, high = part.end;
    if (low == high)
        return;
    if (f->way != NG_INDEX_FIRST) {
        int least = f->way == NG_INDEX_AFTER; /* the place itself is neither */
        while (low < high) {
            uint64_t mid = low + (high - low) / 2;
            if (ng_place_cmp(text_at(f, &part, mid), f->place) < least)
                low = mid + 1;
            else
                high = mid;
        }
        if (f->way == NG_INDEX_BEFORE)
            part.end = low;
        else
            part.at = low;
    }
    f->part[f->parts] = part;
    advance(f, &f->part[f->parts]);
    f->parts += f->part[f->parts].more;
}

static struct part part_of(const struct ng_tier *tier, enum ng_print_kind kind,
                           uint64_t beg, uint64_t end)
{
    return (struct part){
        .tier = tier, .p = &tier->it.kinds[kind], .at = beg, .end = end};
}

static void find_parts(struct finding *f, enum ng_print_kind kind,
                       uint64_t print)
{
    struct ng_prints *in = f->in;
    uint64_t key = (uint64_t)kind << NG_KEY_BITS | print;
    struct ng_memo *memo =
        &in->memo[key * 0x9e3779b97f4a7c15U >> 32 & (NG_MEMOS - 1)];
    bool known = memo->of == in->state && memo->key == key;
    for (uint32_t i = 0; known && i < memo->n; i++)
        add_part(f, part_of(&in->tier[memo->run[i].tier], kind,
                            memo->run[i].beg, memo->run[i].end));
    if (!known)
        *memo = (struct ng_memo){.key = key, .of = in->state};
    for (uint32_t i = 0; !known && i < in->tiers; i++) {
        const struct ng_tier *tier = &in->tier[i];
        if (tier->gone)
            continue;
        struct ng_postings_run r =
            ng_postings_find(&tier->it.kinds[kind], print);
        if (r.beg == r.end)
            continue;
        add_part(f, part_of(tier, kind, r.beg, r.end));
        if (memo->n == NG_MEMO_RUNS) {
            memo->of = 0; /* too many to keep */
            continue;
        }
        memo->run[memo->n].tier = i;
        memo->run[memo->n].beg = (uint32_t)r.beg;
        memo->run[memo->n++].end = (uint32_t)r.end;
    }
    size_t n = ng_hot_find(&in->hot, key, f->hot);
    add_part(f, (struct part){.hot = f->hot, .end = n});
}

void ng_prints_fetch(struct ng_store *st, enum ng_print_kind kind,
                     const uint64_t *prints, size_t n)
{
    const struct ng_prints *in = st->prints;
    for (int step = NG_FETCH_SAMPLE; in && step <= NG_FETCH_RECORD; step++)
        for (size_t i = 0; i < in->tiers; i++)
            for (size_t k = 0; k < n; k++)
                ng_postings_fetch(&in->tier[i].it.kinds[kind], prints[k],
                                  (enum ng_postings_step)step);
}

ng_status ng_prints_find(struct ng_store *st, enum ng_print_kind kind,
                         enum ng_index_way way, const struct ng_index_post *p,
                         size_t most, struct ng_index_post *found, size_t *n,
                         struct ng_err *err)
{
    ng_status status = ng_prints_open(st, err);
    struct finding f;
    *n = 0;
    if (status != NG_OK)
        return status;
    f.in = st->prints;
    f.way = way;
    f.place = (struct ng_segment_text){(uint64_t)p->moment, p->id, 0};
    f.parts = 0;
    find_parts(&f, kind, p->key);
    while (*n < most) {
        struct part *best = NULL;
        for (size_t i = 0; i < f.parts; i++) {
            struct part *it = &f.part[i];
            if (!it->more)
                continue;
            int order = best ? ng_place_cmp(it->next, best->next) : -1;
            if (!best || (way == NG_INDEX_BEFORE ? order > 0 : order < 0))
                best = it;
        }
        if (!best)
            break;
        found[(*n)++] =
            (struct ng_index_post){.key = p->key,
                                   .moment = (int64_t)best->next.moment,
                                   .id = best->next.id,
                                   .nr = best->next.nr};
        advance(&f, best);
    }
    return NG_OK;
}

/* ---- state and proof ---------------------------------------------------- */

struct ng_prints_state ng_prints_state_of(struct ng_store *st)
{
    struct ng_prints_state state = {0};
    if (!st->prints)
        return state;
    state.texts = state.posted = st->prints->hot.live;
    for (size_t i = 0; i < st->prints->tiers; i++)
        if (!st->prints->tier[i].gone) {
            state.segments++;
            state.texts += st->prints->tier[i].it.texts;
            state.bytes += st->prints->tier[i].it.size;
        }
    return state;
}

static void say(void (*tell)(void *ctx, ng_str what), void *ctx,
                const char *what, const char *who)
{
    char text[400];
    int n = snprintf(text, sizeof text, "%.340s; %s makes it again", what, who);
    tell(ctx, (ng_str){text, (size_t)n});
}

/* Each first of its twins is there once. */
static ng_status prove_texts(struct ng_store *st,
                             void (*tell)(void *ctx, ng_str what), void *ctx,
                             struct ng_err *err)
{
    const struct ng_prints *in = st->prints;
    uint64_t firsts = 0, there = in->hot.live;
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT count(*) FROM trace_text WHERE first = nr");
    if (s && sqlite3_step(s) == SQLITE_ROW)
        firsts = (uint64_t)sqlite3_column_int64(s, 0);
    ng_status status = s ? NG_OK : ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_finalize(s);
    for (size_t i = 0; i < in->tiers; i++)
        for (uint32_t k = 0; k < in->tier[i].it.texts; k++)
            there += !ng_is_dead(in, &in->tier[i],
                                 ng_segment_text_at(&in->tier[i].it, k).nr);
    char text[200];
    snprintf(text, sizeof text,
             "the index of prints has %llu texts, the store %llu",
             (unsigned long long)there, (unsigned long long)firsts);
    if (status == NG_OK && there != firsts)
        say(tell, ctx, text, "nutgraf settle");
    return status;
}

ng_status ng_prints_prove(struct ng_store *st,
                          void (*tell)(void *ctx, ng_str what), void *ctx,
                          struct ng_err *err)
{
    struct ng_err why = {0};
    char path[sizeof st->path + 64];
    ng_status status = NG_OK;
    if (!ng_index_rules(st))
        return NG_OK; /* there is none, the next settling makes it */
    status = ng_prints_open(st, &why);
    if (status != NG_OK && st->mode == NG_STORE_READ &&
        ng_store_refresh(st, err) == NG_OK)
        status = ng_prints_open(st, &why); /* a writer had done away with it */
    if (status != NG_OK) {
        say(tell, ctx, why.text, "the next report that is added");
        return NG_OK;
    }
    for (size_t i = 0; i < st->prints->tiers; i++) {
        const struct ng_tier *tier = &st->prints->tier[i];
        ng_tier_path(st, tier->nr, path, sizeof path);
        if (ng_segment_prove(&tier->it, path, &why) != NG_OK)
            say(tell, ctx, why.text, "nutgraf settle");
    }
    return prove_texts(st, tell, ctx, err);
}
