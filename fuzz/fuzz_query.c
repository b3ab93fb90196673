/* fuzz_query.c - any bytes as a query, an id, and as what lies in a store: a
 * status and a sentence, never a crash, and no query reaches the full-text
 * engine as anything but words.
 *
 * Each term of a query points into it, and each key has what it is about.
 *
 *   first byte even: a query (and the beginning of an id) to a small store
 *   first byte odd:  the bytes of a report's map, sentences and packed bytes
 */
#include "store/asking.h"

#include <stdlib.h>

enum { ROOM = 16 << 20 };

static struct ng_store *made(void)
{
    static const char text[] = "Envoys met in the port. A caf\xc3\xa9 owner "
                               "said that they \"hope for peace\".";
    struct ng_store *st = NULL;
    struct ng_report r = {.published = NG_NO_DAYS};
    struct ng_sentence s[] = {{{0, 23}, 0, 5, 0}, {{24, 76}, 5, 15, 0}};
    if (ng_store_open(&st, ":memory:", NG_STORE_WRITE, NULL) != NG_OK)
        abort();
    r.text = r.source.bytes = r.source.raw = (ng_str){text, sizeof text - 1};
    r.sha = ng_sha256_of(r.source.bytes);
    r.id = ng_id_of('r', (ng_str){(const char *)r.sha.b, 32});
    r.title = STR("Envoys");
    r.sentences.at = s;
    r.sentences.n = r.sentences.cap = 2;
    if (ng_store_put_report(st, &r, NULL) != NG_OK)
        abort();
    return st;
}

struct asking {
    struct ng_store *st;
    ng_str bytes;
};

static void parse(ng_str text)
{
    struct ng_query q;
    if (ng_query_parse(text, &q, NULL) != NG_OK)
        return;
    if (q.n == 0 || q.n > NG_QUERY_TERMS)
        abort();
    for (size_t i = 0; i < q.n; i++) {
        const struct ng_term *t = &q.terms[i];
        if (t->value.p < text.p || t->value.p + t->value.n > text.p + text.n)
            abort();
        if ((t->key == NG_TERM_DATE && !ng_days_known(t->days)) ||
            (t->key == NG_TERM_STATUS && !t->status.n) ||
            (t->key == NG_TERM_TYPE && !t->type.n && !t->mode.n) ||
            (t->key == NG_TERM_INDEP && t->lo < 0))
            abort();
    }
}

static ng_status ask(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *st = ((struct asking *)ctx)->st;
    ng_str query = ((struct asking *)ctx)->bytes;
    ng_hits hits = {0};
    struct ng_facets facets;
    ng_id id;
    parse(query);
    ng_status got = ng_store_search(st, query, 5, &hits, a, err);
    if (got != NG_OK && got != NG_NOTHING && got != NG_USAGE)
        abort();
    for (size_t i = 0; i < hits.n; i++)
        if (hits.at[i].at.beg > hits.at[i].at.end || hits.at[i].at.end > 76)
            abort();
    got = ng_store_facets(st, query, &facets, a, err);
    if (got != NG_OK && got != NG_USAGE)
        abort();
    got = ng_store_find_id(st, query, &id, err);
    if (got != NG_OK && got != NG_NOTHING && got != NG_USAGE)
        abort();
    return NG_OK;
}

static ng_status unpack(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *st = ((struct asking *)ctx)->st;
    ng_str bytes = ((struct asking *)ctx)->bytes, out;
    struct ng_report r = {0};
    (void)err;
    ng_unpack_map(bytes, &r.map, a);
    ng_unpack_sentences(bytes, &r, a);
    if (ng_unsqueeze(st, bytes, (ng_str){0}, &out, a) && out.n && !out.p)
        abort();
    return NG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct ng_arena a;
    struct ng_err err = {0};
    if (n == 0 || ng_arena_open(&a, ROOM, NULL) != NG_OK)
        return 0;
    struct ng_arena whole = a;
    static struct ng_store *st; /* making one takes longer than asking it */
    if (!st)
        st = made();
    struct asking asking = {st, {(const char *)data + 1, n - 1}};
    ng_guarded(data[0] & 1 ? unpack : ask, &asking, &a, &err);
    ng_arena_close(&whole, ROOM);
    return 0;
}
