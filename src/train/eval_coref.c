/* eval_coref.c - who is who among given mentions, by B-cubed (Bagga and
 * Baldwin 1998): each mention asks how much of the cluster it was put in is of
 * its entity (precision) and how much of its entity is in that cluster
 * (recall). GUM inside a document; MEANTIME across the articles of a topic.
 * The same walk and the same figures as bench/coref.
 */
#include "annotate/across.h"
#include "base/names.h"
#include "train/eval.h"
#include "train/gold_coref.h"

#include <dirent.h>
#include <stdlib.h>

struct b3 {
    double precision, recall, n;
};

/* gold[i], made[i]: what mention i is of, and where it was put; dense ids. */
static void add_b3(struct b3 *to, const uint32_t *gold, const uint32_t *made,
                   size_t n, bool alone, struct ng_arena *a)
{
    struct ng_names both = {0};
    uint32_t *pair = ng_new(a, uint32_t, n + 1);
    uint32_t *of_gold = ng_new(a, uint32_t, n + 1);
    uint32_t *of_made = ng_new(a, uint32_t, n + 1);
    uint32_t *of_pair = ng_new(a, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        of_gold[gold[i]]++;
    for (size_t i = 0; i < n; i++) {
        uint32_t k[2] = {gold[i], made[i]};
        pair[i] = ng_name(&both, (ng_str){(const char *)k, sizeof k}, a);
        if (alone || of_gold[gold[i]] > 1) {
            of_made[made[i]]++;
            of_pair[pair[i]]++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!alone && of_gold[gold[i]] < 2)
            continue;
        to->precision += (double)of_pair[pair[i]] / of_made[made[i]];
        to->recall += (double)of_pair[pair[i]] / of_gold[gold[i]];
        to->n += 1;
    }
}

static double f1_of(const struct b3 *x)
{
    double sum = x->precision + x->recall;
    return sum > 0 ? 200 * x->precision * x->recall / sum / x->n : 0;
}

struct answer {
    uint32_t *gold, *made;
    size_t n, room;
};

static struct answer answer_of(const ng_coref_golds *all, struct ng_arena *a)
{
    struct answer x = {0};
    for (size_t d = 0; d < all->n; d++)
        x.room += all->at[d].c.n;
    x.gold = ng_new(a, uint32_t, x.room + 1);
    x.made = ng_new(a, uint32_t, x.room + 1);
    return x;
}

static void add_document(struct answer *x, const struct ng_coref_gold *g,
                         const uint32_t *to, struct ng_names *ids,
                         struct ng_arena *a)
{
    for (uint32_t i = 0; i < g->c.n; i++, x->n++) {
        x->gold[x->n] = ng_name(ids, g->id[i], a);
        x->made[x->n] = to ? to[g->c.m[i].group] : g->c.m[i].group;
    }
}

static int by_bytes(const void *a, const void *b)
{
    return ng_str_cmp(*(const ng_str *)a, *(const ng_str *)b);
}

/* All files of a folder that end so, walked, in the order of their names. */
static ng_status read_folder(ng_coref_golds *all, const char *folder,
                             const char *ends, bool bind, struct ng_arena *a,
                             struct ng_err *err)
{
    NG_LIST(ng_str) names = {0};
    DIR *d = opendir(folder);
    if (!d)
        return NG_OK;
    for (struct dirent *f; (f = readdir(d));)
        if (ng_str_ends(ng_str_of(f->d_name), ng_str_of(ends)))
            *ng_push(&names, a) = ng_str_format(a, "%s/%s", folder, f->d_name);
    closedir(d);
    if (names.n > 1)
        qsort(names.at, names.n, sizeof *names.at, by_bytes);
    uint64_t hash = 0;
    ng_status status = NG_OK;
    for (size_t i = 0; !status && i < names.n; i++)
        status =
            ng_coref_gold_read(all, ng_str_c(names.at[i], a), &hash, a, err);
    for (size_t i = 0; !status && i < all->n; i++) {
        all->at[i].c.bind = bind;
        ng_coref_walk(&all->at[i].c);
    }
    return status;
}

static ng_status measure_gum(struct ng_eval *e, struct ng_err *err)
{
    const char *dev = ng_eval_path(e, "gum/dev");
    if (!ng_eval_has(e, "who is who: GUM dev", dev))
        return NG_OK;
    struct ng_arena room = e->room; /* given back on return */
    ng_coref_golds all = {0};
    ng_status status = read_folder(&all, dev, ".conllu", false, &room, err);
    if (status)
        return status;
    struct b3 every = {0}, several = {0};
    for (size_t d = 0; d < all.n; d++) {
        ng_coref_golds one = {&all.at[d], 1, 1};
        struct answer x = answer_of(&one, &room);
        struct ng_names ids = {0};
        add_document(&x, one.at, NULL, &ids, &room);
        add_b3(&every, x.gold, x.made, x.n, true, &room);
        add_b3(&several, x.gold, x.made, x.n, false, &room);
    }
    ng_eval_tell(e, "who is who: GUM dev, given mentions, B3", f1_of(&every),
                 "%", NG_AT_LEAST, 86);
    ng_eval_tell(e, "who is who: GUM dev, without singletons, B3",
                 f1_of(&several), "%", NG_NO_BAR, 0);
    return NG_OK;
}

/* All articles of a topic as one batch. */
static ng_status measure_topic(struct ng_eval *e, const char *folder,
                               double *f1, struct ng_err *err)
{
    struct ng_arena room = e->room; /* given back on return */
    ng_coref_golds all = {0};
    ng_status status = read_folder(&all, folder, ".xml", true, &room, err);
    if (status)
        return status;
    struct ng_across across = {.work = &room};
    for (size_t d = 0; d < all.n; d++)
        ng_across_report(&across, &all.at[d].c);
    const uint32_t *to = ng_across_settle(&across);
    struct answer x = answer_of(&all, &room);
    struct ng_names ids = {0}, made = {0};
    for (size_t d = 0; d < all.n; d++) {
        add_document(&x, &all.at[d], to, &ids, &room);
        to += all.at[d].c.n_groups;
    }
    for (size_t i = 0; i < x.n; i++) /* ids by first sight */
        x.made[i] = ng_name(
            &made, (ng_str){(const char *)&x.made[i], sizeof *x.made}, &room);
    struct b3 b = {0};
    add_b3(&b, x.gold, x.made, x.n, true, &room);
    *f1 = f1_of(&b);
    return NG_OK;
}

ng_status ng_eval_coref(struct ng_eval *e, struct ng_err *err)
{
    static const struct {
        const char *folder, *what;
    } topics[] = {
        {"apple", "who is who: MEANTIME, across Apple, B3"},
        {"gm", "who is who: MEANTIME, across GM, B3"},
        {"stock", "who is who: MEANTIME, across stock market, B3"},
    };
    ng_status status = measure_gum(e, err);
    const char *base = ng_eval_path(e, "meantime/intra_cross-doc_annotation");
    if (status || !ng_eval_has(e, "who is who: MEANTIME", base))
        return status;
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double f1 = 0;
        ng_str folder =
            ng_str_format(e->a, "%s/corpus_%s", base, topics[i].folder);
        status = measure_topic(e, ng_str_c(folder, e->a), &f1, err);
        if (status)
            return status;
        ng_eval_tell(e, topics[i].what, f1, "%", NG_NO_BAR, 0);
        sum += f1 / 3;
    }
    ng_eval_tell(e, "who is who: MEANTIME, across documents, mean B3", sum, "%",
                 NG_AT_LEAST, 72);
    return NG_OK;
}
