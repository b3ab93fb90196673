/* train.h - fits the models that annotate/ reads (`nutgraf train`).
 *
 *     train clusters DATA OUT   DATA: the folder that holds ewt/ gum/ glove/
 *     train lemmas DATA OUT
 *     train tags DATA OUT       with the clusters of this very program
 *     train arcs DATA OUT       the same
 *     train sentences DATA OUT
 *     train sayings DATA OUT    from corpus/train
 *     train folds DATA          figures of sentences, cross-validated
 *     train names DATA OUT      the same, with the tags too
 *     train score-names MODEL FILE...   F1 of names on token columns
 *     train coref DATA OUT      with tags, arcs and names of this very program
 *     train refer FILE...       who is who among given mentions (CoNLL-U)
 *     train across FILE...      the same over all documents of a file
 *     train own FILE...         names and references of the same texts
 *     train measure FILE...     figures on annotated files (CoNLL-U)
 *     train cut < TEXT          words and sentences as lines
 *     train corpus ...          our own annotated reports (corpus.h)
 *
 * Deterministic: fixed seed, fixed order of files, one thread. Arenas here are
 * as large as the address space allows and are given back by the exit.
 */
#pragma once
#include "base/out.h"
#include "model/model.h"
#include "train/fit.h"
#include "train/gold.h"

#define NG_TRAIN_ROOM ((size_t)1 << 35)
#define NG_TRAIN_SEED 88172645463325252u

/* Does what the words say, the first being the name of a model, or cut, measure
 * or corpus. */
ng_status ng_train(int argc, char **argv, struct ng_out *out,
                   struct ng_arena *a, struct ng_err *err);

/* The models, in the order in which they are made: the later ones are trained
 * with the earlier ones linked in. */
size_t ng_fits(void);
enum ng_model_kind ng_fit_kind(size_t i);
ng_str ng_fit_name(size_t i);

ng_status ng_train_cut(struct ng_arena *a, struct ng_err *err);
ng_status ng_train_clusters(const char *data, const char *path,
                            struct ng_arena *a, struct ng_err *err);
ng_status ng_train_lemmas(const char *data, const char *path,
                          struct ng_arena *a, struct ng_err *err);
ng_status ng_train_tags(const char *data, const char *path, struct ng_arena *a,
                        struct ng_err *err);
ng_status ng_train_arcs(const char *data, const char *path, struct ng_arena *a,
                        struct ng_err *err);
ng_status ng_train_sentences(const char *data, const char *path,
                             struct ng_arena *a, struct ng_err *err);
ng_status ng_train_sayings(const char *data, const char *path,
                           struct ng_arena *a, struct ng_err *err);
ng_status ng_measure_folds(const char *data, struct ng_arena *a,
                           struct ng_err *err);
ng_status ng_train_names(const char *data, const char *path, struct ng_arena *a,
                         struct ng_err *err);
ng_status ng_train_coref(const char *data, const char *path, struct ng_arena *a,
                         struct ng_err *err);
enum ng_refer_how { NG_REFER_GIVEN, NG_REFER_OWN, NG_REFER_ACROSS };
ng_status ng_train_refer(char *const *paths, size_t n, enum ng_refer_how how,
                         struct ng_arena *a, struct ng_err *err);
ng_status ng_train_measure(char *const *paths, size_t n, struct ng_arena *a,
                           struct ng_err *err);

void ng_shapes_of(const struct ng_gold_sentence *s, struct ng_shape *shapes);
struct ng_shape **ng_all_shapes(const struct ng_gold *g, struct ng_arena *a);
ng_status ng_jackknife_tags(struct ng_gold *g, struct ng_shape *const *shapes,
                            struct ng_arena *a, struct ng_err *err);

/* xorshift64 (Marsaglia 2003). */
struct ng_random {
    uint64_t state;
};
static inline uint32_t ng_random_next(struct ng_random *r)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (uint32_t)(r->state >> 32);
}
static inline void ng_shuffle(struct ng_random *r, uint32_t *x, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = ng_random_next(r) % i, t = x[i - 1];
        x[i - 1] = x[j];
        x[j] = t;
    }
}
