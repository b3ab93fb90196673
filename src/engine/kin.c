#include "engine/kin.h"

#include <stdlib.h>

struct ng_trace_text ng_kin_words(struct ng_report *r, struct ng_arena *keep)
{
    if (r->published_basis == NG_BASIS_OTHER_REPORTS) {
        r->published = NG_NO_DAYS;
        r->published_text = (ng_str){0};
        r->published_basis = NG_BASIS_NONE;
    }
    return ng_trace_text_of(r, keep);
}

struct ng_kin ng_kin_of(struct ng_report *r, struct ng_arena *keep)
{
    struct ng_kin kin = {.words = ng_kin_words(r, keep)};
    kin.terms = ng_group_text_of(r, keep);
    const ng_str parts[] = {r->text,   r->title,           r->outlet,
                            r->agency, r->declared_origin, r->published_text};
    uint64_t h = (uint64_t)r->spun << 1 | r->trimmed;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = ng_hash64(parts[i], h + parts[i].n);
    h ^= (uint64_t)(uint32_t)r->published.first << 32 |
         (uint32_t)r->published.last;
    kin.seal = h;
    return kin;
}

static void *copy(const void *from, size_t bytes, size_t align,
                  struct ng_arena *a)
{
    void *to = ng_alloc(a, 1, align, bytes);
    return bytes ? memcpy(to, from, bytes) : to;
}
#define COPY(from, n, a)                                                       \
    copy((from), (n) * sizeof *(from), _Alignof(__typeof__(*(from))), (a))

struct ng_kin ng_kin_compact(struct ng_report *r, struct ng_arena *keep,
                             struct ng_arena scratch)
{
    scratch.guard = keep->guard;
    struct ng_kin kin = ng_kin_of(r, &scratch);
    struct ng_trace_text *w = &kin.words;
    struct ng_group_text *t = &kin.terms;
    w->word = COPY(w->word, w->n, keep);
    w->beg = COPY(w->beg, w->n, keep);
    w->len = COPY(w->len, w->n, keep);
    w->flags = COPY(w->flags, w->n, keep);
    w->outlet = ng_str_copy(w->outlet, keep);
    w->agency = ng_str_copy(w->agency, keep);
    w->declared_origin = ng_str_copy(w->declared_origin, keep);
    t->term = COPY(t->term, t->n, keep);
    t->weight = COPY(t->weight, t->n, keep);
    t->forms = COPY(t->forms, t->form[t->n], keep);
    t->form = COPY(t->form, t->n + 1, keep);
    return kin;
}

/* ---- packing: numbers of four bytes, the low one first ------------------ */

struct writer {
    uint8_t *p;
    size_t n;
};

static void put(struct writer *w, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        w->p[w->n++] = (uint8_t)(v >> 8 * i);
}

static void put_float(struct writer *w, float f)
{
    uint32_t v;
    memcpy(&v, &f, sizeof v);
    put(w, v);
}

struct reader {
    const uint8_t *p;
    size_t n, at;
    bool bad;
};

static uint32_t get(struct reader *r)
{
    uint32_t v = 0;
    if (r->n - r->at < 4) {
        r->bad = true;
        return 0;
    }
    for (int i = 0; i < 4; i++)
        v |= (uint32_t)r->p[r->at++] << 8 * i;
    return v;
}

static float get_float(struct reader *r)
{
    uint32_t v = get(r);
    float f;
    memcpy(&f, &v, sizeof f);
    return f;
}

/* False, and the reader is bad, if so many numbers do not follow. */
static bool holds(struct reader *r, size_t numbers)
{
    r->bad |= numbers > (r->n - r->at) / 4;
    return !r->bad;
}

enum { EDGE = 9, BLOCK = 4 }; /* numbers */

int ng_by_other(const void *a, const void *b)
{
    const struct ng_own_edge *x = a, *y = b;
    return (x->other > y->other) - (x->other < y->other);
}

ng_str ng_pack_edges(const ng_own_edges *edges, struct ng_arena *a)
{
    size_t numbers = 0;
    for (size_t i = 0; i < edges->n; i++)
        numbers += EDGE + edges->at[i].edge.blocks.n * BLOCK;
    struct writer w = {ng_new(a, uint8_t, numbers * 4), 0};
    for (size_t i = 0; i < edges->n; i++) {
        const struct ng_edge *e = &edges->at[i].edge;
        put(&w, (uint32_t)edges->at[i].other);
        put(&w, (uint32_t)((uint64_t)edges->at[i].other >> 32));
        put(&w, e->child);
        put(&w, e->relation);
        put(&w, e->direction);
        put_float(&w, e->score);
        put_float(&w, e->coverage_child);
        put_float(&w, e->coverage_parent);
        put(&w, (uint32_t)e->blocks.n);
        for (size_t k = 0; k < e->blocks.n; k++) {
            const struct ng_block *b = &e->blocks.at[k];
            put(&w, b->child.beg);
            put(&w, b->child.end);
            put(&w, b->parent.beg);
            put(&w, b->parent.end);
        }
    }
    return (ng_str){(const char *)w.p, w.n};
}

bool ng_unpack_edges(ng_str packed, ng_own_edges *edges, struct ng_arena *a)
{
    struct reader r = {(const uint8_t *)packed.p, packed.n, 0, false};
    while (r.at < r.n && holds(&r, EDGE)) {
        struct ng_own_edge *own = ng_push(edges, a);
        struct ng_edge *e = &own->edge;
        uint32_t low = get(&r);
        own->other = (int64_t)((uint64_t)get(&r) << 32 | low);
        e->child = get(&r) & 1;
        e->relation = get(&r) % NG_RELATION_COUNT;
        e->direction = get(&r) % NG_DIRECTION_COUNT;
        e->score = get_float(&r);
        e->coverage_child = get_float(&r);
        e->coverage_parent = get_float(&r);
        size_t n = get(&r);
        if (!holds(&r, n * BLOCK))
            break;
        e->blocks.at = ng_new(a, struct ng_block, n);
        e->blocks.n = e->blocks.cap = n;
        for (size_t k = 0; k < n; k++) {
            struct ng_block *b = &e->blocks.at[k];
            b->child.beg = get(&r);
            b->child.end = get(&r);
            b->parent.beg = get(&r);
            b->parent.end = get(&r);
        }
    }
    return !r.bad;
}

ng_str ng_pack_terms(const struct ng_group_text *t, struct ng_arena *a)
{
    size_t forms = t->n ? t->form[t->n] : 0;
    struct writer w = {ng_new(a, uint8_t, (3 + (size_t)t->n * 3) * 4 + forms),
                       0};
    put(&w, t->n);
    put(&w, (uint32_t)t->published.first);
    put(&w, (uint32_t)t->published.last);
    for (uint32_t i = 0; i < t->n; i++) {
        put(&w, t->term[i]);
        put_float(&w, t->weight[i]);
        put(&w, t->form[i + 1]);
    }
    memcpy(w.p + w.n, t->forms, forms);
    return (ng_str){(const char *)w.p, w.n + forms};
}

bool ng_unpack_terms(ng_str packed, struct ng_group_text *t, struct ng_arena *a)
{
    struct reader r = {(const uint8_t *)packed.p, packed.n, 0, false};
    uint32_t n = get(&r);
    t->published.first = (ng_day)get(&r);
    t->published.last = (ng_day)get(&r);
    if (n > NG_GROUP_TERMS || !holds(&r, (size_t)n * 3))
        return false;
    t->n = n;
    t->term = ng_new(a, uint32_t, n);
    t->weight = ng_new(a, float, n);
    t->form = ng_new(a, uint16_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        t->term[i] = get(&r);
        t->weight[i] = get_float(&r);
        t->form[i + 1] = (uint16_t)get(&r);
        if (t->form[i + 1] < t->form[i])
            return false;
    }
    if (r.n - r.at != t->form[n])
        return false;
    t->forms = ng_new(a, char, t->form[n]);
    memcpy(t->forms, r.p + r.at, t->form[n]);
    return true;
}

/* ---- rows -------------------------------------------------------------- */

struct ng_indexed ng_row_of(int64_t nr, const struct ng_kin *kin,
                            struct ng_arena *a)
{
    struct ng_key key = ng_key_of(&kin->words);
    struct ng_stream stream = ng_stream_of(&kin->words);
    struct ng_traced traced = ng_traced_of(&kin->words);
    return (struct ng_indexed){
        .nr = nr,
        .moment = key.moment,
        .id = key.id,
        .seal = kin->seal,
        .stream = {stream.hash[0], stream.hash[1]},
        .house = {traced.house[0], traced.house[1], traced.house[2]},
        .terms = a ? ng_pack_terms(&kin->terms, a) : (ng_str){0},
    };
}

static ng_status put_counterparts(struct ng_store *st, int64_t nr,
                                  const struct ng_counterparts *with,
                                  struct ng_err *err)
{
    int64_t words[NG_CHOSEN], frames[NG_CHOSEN];
    size_t w = 0, f = 0;
    for (size_t i = 0; i < with->n; i++)
        if (with->by_words[i])
            words[w++] = with->nr[i];
        else
            frames[f++] = with->nr[i];
    ng_status status = ng_index_tie(st, nr, NG_TIE_COMPARED, words, w, err);
    if (status == NG_OK)
        status = ng_index_tie(st, nr, NG_TIE_FRAMED, frames, f, err);
    return status;
}

ng_status ng_put_kin(struct ng_store *st, struct ng_indexed *row,
                     ng_own_edges *edges, const struct ng_counterparts *with,
                     struct ng_arena *a, struct ng_err *err)
{
    if (edges->n)
        qsort(edges->at, edges->n, sizeof *edges->at, ng_by_other);
    NG_LIST(int64_t) joined = {0};
    for (size_t i = 0; i < edges->n; i++)
        if (ng_is_joined(&edges->at[i].edge))
            *ng_push(&joined, a) = edges->at[i].other;
    row->edges = ng_pack_edges(edges, a);
    ng_status status = ng_index_put(st, row, err);
    if (status == NG_OK && with)
        status = put_counterparts(st, row->nr, with, err);
    if (status == NG_OK)
        status =
            ng_index_tie(st, row->nr, NG_TIE_JOINED, joined.at, joined.n, err);
    return status;
}

struct ng_index_post ng_term_post(const struct ng_group_text *t,
                                  const struct ng_heavy *heavy, int64_t nr)
{
    struct ng_turn turn = ng_turn_of(t);
    struct ng_index_post p = {
        .key = heavy->term, .moment = turn.day, .id = turn.id, .nr = nr};
    memcpy(&p.value, &heavy->weight, sizeof p.value);
    return p;
}

float ng_post_weight(const struct ng_index_post *p)
{
    float weight;
    memcpy(&weight, &p->value, sizeof weight);
    return weight;
}
