#include "model/shapes.h"

#include "base/hash.h"

uint64_t ng_form_key(ng_str form)
{
    return ng_hash64(form, 1);
}

uint64_t ng_cluster_key(ng_str low)
{
    return ng_hash64(low, 0x636c);
}

void ng_clusters_of(ng_str low, const struct ng_section *clusters,
                    uint16_t to[4])
{
    static const unsigned shift[4] = {0, 6, 14, 24};
    static const uint16_t most[4] = {63, 255, 1023, 4095};
    uint64_t c = ng_cell_find(clusters, ng_cluster_key(low));
    for (size_t k = 0; k < 4; k++)
        to[k] = (uint16_t)(c ? (c >> shift[k] & most[k]) + 1 : 0);
}

static char class_of(char c)
{
    if (ng_is_upper(c))
        return 'X';
    if (ng_is_lower(c))
        return 'x';
    if (ng_is_digit(c))
        return 'd';
    return (unsigned char)c >= 0x80 ? 'u' : c;
}

/* "McKay-5" -> "XxXx-d", at most 32 bytes. */
static uint64_t shape_hash(ng_str form)
{
    char shape[32];
    size_t n = 0;
    char last = 0;
    for (size_t i = 0; i < form.n && n < sizeof shape; i++) {
        char c = class_of(form.p[i]);
        if (c != last)
            shape[n++] = c;
        last = c;
    }
    return ng_hash64((ng_str){shape, n}, 3);
}

void ng_shape_of(ng_str form, ng_str low, uint8_t classes,
                 const struct ng_section *clusters, struct ng_shape *out)
{
    *out = (struct ng_shape){
        .form = ng_form_key(form),
        .low = ng_hash64(low, 2),
        .shape = shape_hash(form),
        .prefix = ng_hash64((ng_str){low.p, low.n < 2 ? low.n : 2}, 4),
        .capital = form.n > 0 && ng_is_upper(form.p[0]),
        .classes = classes,
    };
    for (size_t k = 0; k < 3; k++) {
        size_t n = low.n < k + 1 ? low.n : k + 1;
        out->suffix[k] = ng_hash64((ng_str){low.p + low.n - n, n}, 5 + k);
    }
    if (clusters)
        ng_clusters_of(low, clusters, out->cluster);
}
