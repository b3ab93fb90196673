#include "model/net.h"

#include "model/matrix.h"

enum { D = NG_NET_D, G = NG_NET_G, HALF = NG_NET_D / 2 };

/* Rows are multiplied in fours: rooms have them, whatever is in them. */
static size_t fours(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

/* cell = keep x cell before + (1 - keep) x content; what goes out is the cell
 * or, by the third gate, what came in. */
static void step(const float *gate, const float *in, const float *before,
                 float *cell, float *out, size_t from)
{
    for (size_t j = from; j < from + HALF; j++) {
        float keep = gate[D + j], show = gate[2 * D + j];
        cell[j] = keep * before[j] + (1 - keep) * gate[j];
        out[j] = show * cell[j] + (1 - show) * in[j];
    }
}

void ng_net_layer(const struct ng_net_layer *layer, const float *in, size_t n,
                  const struct ng_net_trace *t)
{
    static const float nothing[D];
    for (size_t i = 0; i < fours(n); i++)
        memcpy(t->pre + i * G, layer->bias, sizeof layer->bias);
    ng_multiply(&(struct ng_product){.a = in,
                                     .b = &layer->w[0][0],
                                     .c = t->pre,
                                     .i_n = fours(n),
                                     .j_n = G,
                                     .p_n = D,
                                     .a_row = D,
                                     .a_column = 1,
                                     .b_row = G,
                                     .c_row = G});
    for (size_t i = 0; i < n; i++) {
        const float *pre = t->pre + i * G;
        ng_squash_all(pre, D, 1, 0, t->gate + i * G);
        ng_squash_all(pre + D, G - D, 0.5F, 0.5F, t->gate + i * G + D);
    }
    for (size_t i = 0; i < n; i++)
        step(t->gate + i * G, in + i * D,
             i > 0 ? t->cell + (i - 1) * D : nothing, t->cell + i * D,
             t->out + i * D, 0);
    for (size_t i = n; i-- > 0;)
        step(t->gate + i * G, in + i * D,
             i + 1 < n ? t->cell + (i + 1) * D : nothing, t->cell + i * D,
             t->out + i * D, HALF);
}

void ng_net_places(const struct ng_net *net, const float *in, size_t n,
                   float *places)
{
    memcpy(places, net->nobody, sizeof net->nobody);
    memset(places + NG_NET_P, 0, fours(n) * NG_NET_P * sizeof *places);
    ng_multiply(&(struct ng_product){.a = in,
                                     .b = &net->place[0][0],
                                     .c = places + NG_NET_P,
                                     .i_n = fours(n),
                                     .j_n = NG_NET_P,
                                     .p_n = D,
                                     .a_row = D,
                                     .a_column = 1,
                                     .b_row = NG_NET_P,
                                     .c_row = NG_NET_P});
    memcpy(places + (n + 1) * NG_NET_P, net->root, sizeof net->root);
}

bool ng_net_open(struct ng_net_file *f, const struct ng_model *m)
{
    const struct ng_section *words = &m->section[0], *rows = &m->section[1];
    const struct ng_section *net = &m->section[2];
    if (m->head->sections != 3 || words->kind != NG_CELLS ||
        rows->kind != NG_ROWS || net->kind != NG_FLOATS ||
        rows->labels != sizeof(struct ng_net_row) ||
        rows->buckets <= NG_NET_SUFFIXES + NG_NET_SHAPES ||
        net->buckets != sizeof(struct ng_net) / sizeof(float))
        return false;
    *f = (struct ng_net_file){words, rows->block,
                              rows->buckets - NG_NET_SUFFIXES - NG_NET_SHAPES,
                              net->block};
    return true;
}

struct ng_net_room ng_net_room(size_t n, struct ng_arena *a)
{
    n = fours(n);
    struct ng_net_room room = {.in = ng_new(a, float, n *D),
                               .places = ng_new(a, float, (n + 2) * NG_NET_P)};
    for (size_t k = 0; k < 2; k++)
        room.trace[k] = (struct ng_net_trace){
            ng_new(a, float, n *G), ng_new(a, float, n *G),
            ng_new(a, float, n *D), ng_new(a, float, n *D)};
    return room;
}

uint32_t ng_net_word(const struct ng_net_file *f, const struct ng_shape *shape)
{
    uint64_t row = ng_cell_find(f->words, shape->low);
    return row < f->rows ? (uint32_t)row : 0;
}

/* The rows of a word; they lie far apart in a large table, so they are asked
 * for long before they are read. */
static struct ng_net_ids ids_of(const struct ng_net_file *f,
                                const struct ng_shape *shape)
{
    struct ng_net_ids ids =
        ng_net_ids_of(shape, ng_net_word(f, shape), f->rows);
    for (size_t k = 0; k < 3; k++) {
        __builtin_prefetch(&f->row[ids.at[k]]);
        __builtin_prefetch(&f->row[ids.at[k]].at[60]);
    }
    return ids;
}

/* The word itself, its ending and shape, and the tags around it. */
static void read_word(const struct ng_net_file *f,
                      const float (*tags)[NG_NET_TAGS][NG_NET_D],
                      struct ng_net_ids ids, const uint8_t *tag, size_t n,
                      size_t i, float *to)
{
    memset(to, 0, D * sizeof *to);
    for (size_t k = 0; k < 3; k++)
        ng_add_bytes(f->row[ids.at[k]].at, f->row[ids.at[k]].scale, D, to);
    for (size_t k = 0; k < 5; k++) {
        bool there = i + k >= 3 && i + k <= n + 2;
        unsigned t = there ? tag[i + k - 2] & (NG_NET_TAGS - 1) : 0;
        ng_add_floats(tags[k][t], D, to);
    }
}

void ng_net_words(const struct ng_net_file *f,
                  const float (*tags)[NG_NET_TAGS][NG_NET_D],
                  const struct ng_shape *shape, const uint8_t *tag, size_t n,
                  const struct ng_net_room *room)
{
    struct ng_net_ids next = ids_of(f, &shape[1]);
    for (size_t i = 1; i <= n; i++) {
        struct ng_net_ids ids = next;
        if (i < n)
            next = ids_of(f, &shape[i + 1]);
        read_word(f, tags, ids, tag, n, i, room->in + (i - 1) * D);
    }
}

const float *ng_net_layers(const struct ng_net_layer *layers, size_t count,
                           size_t n, const struct ng_net_room *room)
{
    const float *in = room->in;
    for (size_t l = 0; l < count; l++) {
        ng_net_layer(&layers[l], in, n, &room->trace[l % 2]);
        in = room->trace[l % 2].out;
    }
    return in;
}

void ng_net_read(const struct ng_net_file *f, const struct ng_shape *shape,
                 const uint8_t *tag, size_t n, const struct ng_net_room *room)
{
    ng_net_words(f, f->net->tag, shape, tag, n, room);
    ng_net_places(f->net, ng_net_layers(f->net->layer, NG_NET_LAYERS, n, room),
                  n, room->places);
}
