/* A damaged model: the head is refused or every look-up stays inside. The
 * input is laid over the start of a small well-formed file. */
#include "model/model.h"
#include "model/parser.h"
#include "model/tagger.h"

#include <stdlib.h>

enum { SIZE = 192 + 64 * 8 };

static void well_formed(struct ng_model_head *h)
{
    *h = (struct ng_model_head){.magic = "nutgraf\n",
                                .version = NG_MODEL_VERSION,
                                .kind = NG_MODEL_ARCS,
                                .features = 7,
                                .size = SIZE,
                                .sections = 3};
    h->section[0] = (struct ng_section_head){NG_DENSE, 16, 0, 3, 192};
    h->section[1] = (struct ng_section_head){NG_SPARSE, 4, 100, 49, 256};
    h->section[2] = (struct ng_section_head){NG_CELLS, 16, 0, 0, 448};
}

static void use(const struct ng_model *m)
{
    struct ng_shape shape[6] = {{0}};
    uint8_t tag[6] = {0, 1, 2, 3, 4, 0}, tags[4];
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
        if (s->kind == NG_SPARSE)
            ng_tag_words(s, shape, 4, tags);
    }
    static struct ng_parse parse;
    if (m->head->sections >= 2 && m->section[0].kind == NG_DENSE &&
        m->section[1].kind == NG_SPARSE)
        ng_parse_words(&parse, &m->section[0], &m->section[1], shape, tag, 4);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n > SIZE || n < 1)
        return 0;
    char *bytes = malloc(SIZE); /* aligned to 16, a read past it is caught */
    memset(bytes, 0, SIZE);
    struct ng_model_head head;
    well_formed(&head);
    memcpy(bytes, &head, sizeof head);
    size_t at = data[0] % 3 == 0 ? 48 : 192; /* section heads or sections */
    size_t room = SIZE - at < n - 1 ? SIZE - at : n - 1;
    memcpy(bytes + at, data + 1, room);
    struct ng_model m;
    if (ng_model_open(&m, (ng_str){bytes, SIZE}, NG_MODEL_ARCS, 7, NULL) ==
        NG_OK)
        use(&m);
    free(bytes);
    return 0;
}
