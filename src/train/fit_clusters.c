/* fit_clusters.c - `train clusters DATA OUT`: a table from words to their
 * clusters (model/shapes.h), the most frequent words alone. */
#include "train/train.h"

#include "annotate/linked.h"

enum { WORDS = 190000, CELLS = 1 << 18 };

ng_status ng_train_clusters(const char *data, const char *path,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_str text;
    uint64_t hash = 0;
    ng_str from =
        ng_str_format(a, "%s/glove/clusters_64_256_1024_3000.tsv", data);
    ng_status status = ng_slurp(ng_str_c(from, a), &text, &hash, a, err);
    if (status)
        return status;
    uint64_t *cells = ng_new(a, uint64_t, CELLS);
    for (size_t i = 0; i < WORDS && text.n > 0; i++) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        ng_cut f = ng_cut_at(line.head, '\t');
        uint64_t key = ng_cluster_key(f.head), value = 0;
        static const unsigned shift[] = {0, 6, 14, 24};
        for (size_t k = 0; k < 4; k++) {
            int64_t c = 0;
            f = ng_cut_at(f.tail, '\t');
            if (!ng_str_number(f.head, &c))
                return ng_fail(err, NG_BAD_INPUT, i, "line %zu: no number", i);
            value |= (uint64_t)c << shift[k];
        }
        for (size_t tries = 0; tries < 64; tries++) {
            uint64_t *cell = &cells[(key + tries) & (CELLS - 1)];
            if (*cell == 0) {
                *cell = key >> 36 << 36 | value;
                break;
            }
        }
    }
    struct ng_packed packed = {{.kind = NG_CELLS, .buckets = CELLS},
                               {(char *)cells, CELLS * sizeof *cells}};
    return ng_pack_write(path, NG_MODEL_CLUSTERS,
                         ng_features_of(NG_MODEL_CLUSTERS), hash, &packed, 1,
                         err);
}
