#include "model/net.h"

#include "model/matrix.h"

enum { D = NG_NET_D, G = NG_NET_G, HALF = NG_NET_D / 2 };

/* Rows are multiplied in fours: rooms have them, whatever is in them. */
static size_t fours(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

/* Half of the numbers of word i, from `from` on. */
static void step(const struct ng_net_trace *t, const float *in, size_t i,
                 const float *before, size_t from)
{
    const float *gate = t->gate + i * G + from;
    ng_unit_step(&(struct ng_unit){.content = gate,
                                   .keep = gate + D,
                                   .show = gate + 2 * D,
                                   .in = in + i * D + from,
                                   .before = before + from,
                                   .cell = t->cell + i * D + from,
                                   .out = t->out + i * D + from},
                 HALF);
}

void ng_net_layer(const struct ng_net_layer *layer, const float *in, size_t n,
                  const struct ng_net_trace *t)
{
    static const float nothing[D];
    ng_multiply(&(struct ng_product){.a = in,
                                     .b = &layer->w[0][0],
                                     .start = layer->bias,
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
        step(t, in, i, i > 0 ? t->cell + (i - 1) * D : nothing, 0);
    for (size_t i = n; i-- > 0;)
        step(t, in, i, i + 1 < n ? t->cell + (i + 1) * D : nothing, HALF);
}

void ng_net_places(const struct ng_net *net, const float *in, size_t n,
                   float *places)
{
    static const float nothing[NG_NET_P];
    memcpy(places, net->nobody, sizeof net->nobody);
    ng_multiply(&(struct ng_product){.a = in,
                                     .b = &net->place[0][0],
                                     .start = nothing,
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
    struct ng_net_room room = {.ids = ng_new(a, struct ng_net_ids, n),
                               .in = ng_new(a, float, n *D),
                               .places = ng_new(a, float, (n + 2) * NG_NET_P)};
    float *pre = ng_new(a, float, n *G); /* nobody asks for it afterwards */
    for (size_t k = 0; k < 2; k++)
        room.trace[k] = (struct ng_net_trace){pre, pre, ng_new(a, float, n *D),
                                              ng_new(a, float, n *D)};
    return room;
}

uint32_t ng_net_word(const struct ng_net_file *f, const struct ng_shape *shape)
{
    uint64_t row = ng_cell_find(f->words, shape->low);
    return row < f->rows ? (uint32_t)row : 0;
}

/* The rows of each word. They lie far apart in large tables, so all are asked
 * for before the first is read. */
static void find_rows(const struct ng_net_file *f, const struct ng_shape *shape,
                      size_t n, struct ng_net_ids *ids)
{
    for (size_t i = 1; i <= n; i++)
        ng_cell_ask(f->words, shape[i].low);
    for (size_t i = 0; i < n; i++) {
        ids[i] = ng_net_ids_of(&shape[i + 1], ng_net_word(f, &shape[i + 1]),
                               f->rows);
        for (size_t k = 0; k < 3; k++) {
            __builtin_prefetch(&f->row[ids[i].at[k]]);
            __builtin_prefetch(&f->row[ids[i].at[k]].at[60]);
        }
    }
}

/* The word itself, its ending and shape, and the tags around it. */
static void read_word(const struct ng_net_file *f,
                      const float (*tags)[NG_NET_TAGS][NG_NET_D],
                      const struct ng_net_ids *ids, const uint8_t *tag,
                      size_t n, size_t i, float *to)
{
    struct ng_scaled scaled[3];
    const float *rows[5];
    for (size_t k = 0; k < 3; k++) {
        const struct ng_net_row *row = &f->row[ids->at[k]];
        scaled[k] = (struct ng_scaled){row->at, row->scale};
    }
    for (size_t k = 0; k < 5; k++) {
        bool there = i + k >= 3 && i + k <= n + 2;
        rows[k] = tags[k][there ? tag[i + k - 2] & (NG_NET_TAGS - 1) : 0];
    }
    ng_sum_mixed(scaled, 3, rows, 5, D, to);
}

void ng_net_words(const struct ng_net_file *f,
                  const float (*tags)[NG_NET_TAGS][NG_NET_D],
                  const struct ng_shape *shape, const uint8_t *tag, size_t n,
                  const struct ng_net_room *room)
{
    find_rows(f, shape, n, room->ids);
    for (size_t i = 1; i <= n; i++)
        read_word(f, tags, &room->ids[i - 1], tag, n, i,
                  room->in + (i - 1) * D);
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

const float *ng_net_read(const struct ng_net_file *f,
                         const struct ng_shape *shape, const uint8_t *tag,
                         size_t n, const struct ng_net_room *room)
{
    ng_net_words(f, f->net->tag, shape, tag, n, room);
    const float *at = ng_net_layers(f->net->layer, NG_NET_LAYERS, n, room);
    ng_net_places(f->net, at, n, room->places);
    return at;
}
