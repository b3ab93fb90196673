#include "store/inside.h"

#include <zstd.h>

/* ---- bytes ------------------------------------------------------------ */

enum { LEVEL = 3, MOST = 1 << 30, LOG_MOST = 27 };

static int log_of(size_t n)
{
    int log = 10;
    while (log < LOG_MOST && ((size_t)1 << log) < n)
        log++;
    return log;
}

/* `like` is a text that these bytes resemble: what came in for what was
 * decoded from it. With it, the second of the two costs next to nothing. */
struct ng_packed ng_squeeze(struct ng_store *st, ng_str bytes, ng_str like)
{
    ZSTD_CCtx *z = st->squeezer;
    struct ng_packed packed = {0};
    size_t room = ZSTD_compressBound(bytes.n);
    packed.p = sqlite3_malloc64(room ? room : 1);
    if (!packed.p)
        return packed;
    ZSTD_CCtx_reset(z, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
    if (like.n) {
        ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, log_of(bytes.n + like.n));
        ZSTD_CCtx_refPrefix(z, like.p, like.n);
    }
    packed.n =
        ZSTD_compress2(z, packed.p, room, bytes.p ? bytes.p : "", bytes.n);
    if (ZSTD_isError(packed.n)) {
        sqlite3_free(packed.p);
        packed = (struct ng_packed){0};
    }
    return packed;
}

bool ng_unsqueeze(struct ng_store *st, ng_str packed, ng_str like, ng_str *out,
                  struct ng_arena *a)
{
    ZSTD_DCtx *z = st->opener;
    unsigned long long n = ZSTD_getFrameContentSize(packed.p, packed.n);
    if (n > MOST)
        return false; /* also what stands for "unknown" and for an error */
    char *p = ng_new(a, char, (size_t)n + 1);
    ZSTD_DCtx_reset(z, ZSTD_reset_session_and_parameters);
    if (like.n)
        ZSTD_DCtx_refPrefix(z, like.p, like.n);
    size_t got = ZSTD_decompressDCtx(z, p, (size_t)n, packed.p, packed.n);
    *out = (ng_str){p, (size_t)n};
    return got == (size_t)n;
}

/* ---- numbers: seven bits a byte, the low ones first --------------------- */

struct writer {
    uint8_t *p;
    size_t n;
};

static void put_number(struct writer *w, uint32_t v)
{
    for (; v >= 128; v >>= 7)
        w->p[w->n++] = (uint8_t)(v | 128);
    w->p[w->n++] = (uint8_t)v;
}

/* Forward and backward alike: 0 -1 1 -2 2 as 0 1 2 3 4. */
static void put_step(struct writer *w, uint32_t from, uint32_t to)
{
    put_number(w, to >= from ? (to - from) << 1 : ((from - to) << 1) - 1);
}

struct reader {
    const uint8_t *p;
    size_t n, at;
    bool bad;
};

static uint32_t get_number(struct reader *r)
{
    uint32_t v = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        if (r->at >= r->n)
            break;
        uint8_t b = r->p[r->at++];
        v |= (uint32_t)(b & 127) << shift;
        if (b < 128)
            return v;
    }
    r->bad = true;
    return 0;
}

static uint32_t get_step(struct reader *r, uint32_t from)
{
    uint32_t v = get_number(r);
    return v & 1 ? from - (v >> 1) - 1 : from + (v >> 1);
}

static struct writer new_writer(size_t numbers)
{
    return (struct writer){sqlite3_malloc64(numbers * 5 + 5), 0};
}

struct ng_packed ng_pack_map(const ng_map *map)
{
    struct writer w = new_writer(map->n * 3);
    uint32_t text = 0, raw = 0;
    if (!w.p)
        return (struct ng_packed){0};
    for (size_t i = 0; i < map->n; i++) {
        const struct ng_map_run *run = &map->at[i];
        put_number(&w, run->text_beg - text);
        put_step(&w, raw, run->raw_beg);
        put_number(&w, (run->raw_end - run->raw_beg) << 1 | run->same);
        text = run->text_beg;
        raw = run->raw_end;
    }
    return (struct ng_packed){w.p, w.n};
}

bool ng_unpack_map(ng_str packed, ng_map *map, struct ng_arena *a)
{
    struct reader r = {(const uint8_t *)packed.p, packed.n, 0, false};
    uint32_t text = 0, raw = 0;
    while (r.at < r.n && !r.bad) {
        struct ng_map_run run = {0};
        run.text_beg = text += get_number(&r);
        run.raw_beg = get_step(&r, raw);
        uint32_t length = get_number(&r);
        run.raw_end = raw = run.raw_beg + (length >> 1);
        run.same = length & 1;
        *ng_push(map, a) = run;
    }
    return !r.bad;
}

struct ng_packed ng_pack_sentences(const struct ng_report *r)
{
    struct writer w = new_writer(r->sentences.n * 5);
    uint32_t at = 0, paragraph = 0, word = 0;
    if (!w.p)
        return (struct ng_packed){0};
    for (size_t i = 0; i < r->sentences.n; i++) {
        const struct ng_sentence *s = &r->sentences.at[i];
        put_step(&w, at, s->at.beg);
        put_number(&w, s->at.end - s->at.beg);
        put_step(&w, word, s->first);
        put_number(&w, s->end - s->first);
        put_step(&w, paragraph, s->paragraph);
        at = s->at.end;
        word = s->end;
        paragraph = s->paragraph;
    }
    return (struct ng_packed){w.p, w.n};
}

bool ng_unpack_sentences(ng_str packed, struct ng_report *to,
                         struct ng_arena *a)
{
    struct reader r = {(const uint8_t *)packed.p, packed.n, 0, false};
    uint32_t at = 0, paragraph = 0, word = 0;
    while (r.at < r.n && !r.bad) {
        struct ng_sentence s = {0};
        s.at.beg = get_step(&r, at);
        s.at.end = at = s.at.beg + get_number(&r);
        s.first = get_step(&r, word);
        s.end = word = s.first + get_number(&r);
        s.paragraph = paragraph = get_step(&r, paragraph);
        *ng_push(&to->sentences, a) = s;
    }
    return !r.bad;
}

/* Nothing is kept of a report without tags. */
struct ng_packed ng_pack_words(struct ng_store *st, const struct ng_report *r)
{
    struct ng_packed packed = {0};
    size_t tagged = 0, n = r->words.n * NG_ARC_BYTES;
    for (size_t i = 0; i < r->words.n; i++)
        tagged += r->words.at[i].tag != 0;
    if (!r->words.n && r->arcs.n)
        return ng_squeeze(st, r->arcs, (ng_str){0});
    if (!tagged)
        return packed;
    uint8_t *p = sqlite3_malloc64(n);
    if (!p)
        return packed;
    ng_pack_arcs(r, p);
    packed = ng_squeeze(st, (ng_str){(const char *)p, n}, (ng_str){0});
    sqlite3_free(p);
    return packed;
}
