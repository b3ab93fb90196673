/* A damaged model: the head is refused or every look-up stays inside. The
 * input is laid over one place of a well-formed file, whose first bytes say
 * which of two: small tables, or a net. */
#include "model/model.h"
#include "model/parser.h"
#include "model/tagger.h"

#include <stdlib.h>

enum {
    ROWS = NG_NET_SUFFIXES + NG_NET_SHAPES + 4,
    CELLS_AT = 192,
    ROWS_AT = 320,
    NET_AT = (ROWS_AT + ROWS * (int)sizeof(struct ng_net_row) + 63) / 64 * 64,
    SMALL = 192 + 64 * 8,
    LARGE = NET_AT + (int)sizeof(struct ng_net),
};

static size_t well_formed(struct ng_model_head *h, bool net)
{
    *h = (struct ng_model_head){.magic = "nutgraf\n",
                                .version = NG_MODEL_VERSION,
                                .kind = NG_MODEL_ARCS,
                                .features = 7,
                                .size = net ? LARGE : SMALL,
                                .sections = 3};
    h->section[0] = (struct ng_section_head){NG_DENSE, 16, 0, 3, 192};
    h->section[1] = (struct ng_section_head){NG_SPARSE, 4, 160, 49, 256};
    h->section[2] = (struct ng_section_head){NG_CELLS, 16, 0, 0, 448};
    if (!net)
        return SMALL;
    h->section[0] = (struct ng_section_head){NG_CELLS, 16, 0, 0, CELLS_AT};
    h->section[1] = (struct ng_section_head){
        NG_ROWS, ROWS, 0, sizeof(struct ng_net_row), ROWS_AT};
    h->section[2] = (struct ng_section_head){
        NG_FLOATS, sizeof(struct ng_net) / sizeof(float), 0, 0, NET_AT};
    return LARGE;
}

static void parse(const struct ng_model *m, struct ng_shape *shape)
{
    static const uint8_t tag[6] = {0, 1, 2, 3, 200, 0};
    static struct ng_parse parse;
    static struct ng_arena a;
    static struct ng_net_room room;
    struct ng_net_file f;
    struct ng_err err;
    if (!ng_net_open(&f, m))
        return;
    if (!room.in) {
        if (ng_arena_open(&a, (size_t)1 << 24, &err))
            return;
        room = ng_net_room(4, &a);
    }
    ng_net_read(&f, shape, tag, 4, &room);
    ng_parse_words(&parse, f.net, room.places, 4);
    for (int i = 1; i <= 4; i++)
        if (parse.head[i] < 0 || parse.head[i] > 4 ||
            parse.label[i] >= NG_NET_LABELS)
            abort();
}

static void use(const struct ng_model *m)
{
    struct ng_shape shape[6] = {{0}};
    uint8_t tags[4];
    for (uint32_t i = 0; i < m->head->sections; i++) {
        const struct ng_section *s = &m->section[i];
        for (uint64_t key = 0; key < 40; key++) {
            uint64_t k = ng_mix(key, i);
            if (s->kind == NG_SPARSE) {
                ng_payload p = ng_sparse_find(s, k);
                for (uint32_t j = 0; j < p.n; j++)
                    shape[1].low += p.at[j];
            } else if (s->kind == NG_CELLS) {
                shape[1].low += ng_cell_find(s, k);
            }
        }
        struct ng_tagger t = {s, s + 1};
        if (i + 1 < m->head->sections && s->kind == NG_SPARSE &&
            t.sure->kind == NG_CELLS)
            ng_tag_words(&t, shape, 4, tags);
    }
    parse(m, shape);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2 || n > 4096)
        return 0;
    static const size_t places[] = {48, 192, ROWS_AT, NET_AT};
    struct ng_model_head head;
    size_t size = well_formed(&head, data[0] & 1);
    size_t at = places[data[0] / 2 % (size == LARGE ? 4 : 2)];
    char *bytes = calloc(1, size); /* aligned; a read past it is caught */
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + at, data + 1, size - at < n - 1 ? size - at : n - 1);
    struct ng_model m;
    if (ng_model_open(&m, (ng_str){bytes, size}, NG_MODEL_ARCS, 7, NULL) ==
        NG_OK)
        use(&m);
    free(bytes);
    return 0;
}
