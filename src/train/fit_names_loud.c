/* fit_names_loud.c - headlines: the model of names learns from each report
 * once more in capitals or in title case, and from plenty of text that nobody
 * annotated.
 *
 *     "Aid ship docks in Porto Alva"     the model finds Porto Alva
 *     "AID SHIP DOCKS IN PORTO ALVA"     so these words are a name here
 *
 * Capitals tell most about names, so a model that sees them is a good teacher
 * of one that does not (two views of one text: Blum and Mitchell 1998). A
 * sentence is left out where teacher and tags do not agree: a proper noun that
 * is in no name.
 */
#include "train/names_fit.h"
#include "train/names_gold.h"
#include "train/train.h"

#include "annotate/linked.h"

static const double loud_weight = .3, taught_weight = .15;
enum { RARE = 1, UNITS = 32, LEAST = 2 };

struct ng_names_doc ng_names_loud(const struct ng_names_doc *d,
                                  enum ng_names_copy how, struct ng_arena *a)
{
    struct ng_names_doc copy = *d;
    char *p = ng_new(a, char, d->text.n);
    memcpy(p, d->text.p, d->text.n);
    for (size_t i = 0; i < d->text.n; i++) {
        if (how == NG_NAMES_TITLES && i > 0 && !ng_is_space(p[i - 1]) &&
            p[i - 1] != '-')
            continue;
        if (ng_is_lower(p[i]))
            p[i] = (char)(p[i] - 32);
        else if ((unsigned char)p[i] == 0xc3 && i + 1 < d->text.n &&
                 (unsigned char)p[i + 1] >= 0xa0 &&
                 (unsigned char)p[i + 1] != 0xb7)
            p[i + 1] = (char)(p[i + 1] - 32);
    }
    copy.text.p = p;
    return copy;
}

static void add_loud(struct ng_fit_crf *f, const struct ng_names_doc *d,
                     size_t number, double weight,
                     const struct ng_arena room[2])
{
    struct ng_arena out = room[0];
    struct ng_names_doc loud = ng_names_loud(
        d, number % 2 ? NG_NAMES_TITLES : NG_NAMES_CAPITALS, &out);
    loud.weight *= weight;
    ng_names_add(f, &loud, out, room[1]);
}

/* A text with the names that the model finds in it, in the way of headlines. */
static void add_taught(struct ng_fit_crf *f, const struct ng_names_doc *d,
                       const struct ng_crf *teacher, size_t number,
                       const struct ng_arena room[2])
{
    struct ng_arena mine[2] = {room[0], room[1]};
    struct ng_names_doc told = *d;
    struct ng_naming *n = ng_names_open(d, &mine[0], &mine[1]);
    if (n->r->words.n == 0)
        return;
    ng_spot_with(n, teacher);
    for (size_t i = 0; i < n->spots.n; i++) {
        const struct ng_spot *s = &n->spots.at[i];
        *ng_push(&told.spans, &mine[0]) = (struct ng_names_span){
            ng_words_range(n, s->first, s->end), (uint32_t)1 << s->type};
    }
    told.hidden = 0;
    ng_names_drop_doubtful(n, &told, &mine[0]);
    mine[1] = room[1];
    add_loud(f, &told, number, taught_weight, mine);
}

static bool in_fold(const struct ng_names_doc *d, const struct ng_names_plan *p)
{
    return p->folds == 0 || d->source != p->source ||
           d->origin % p->folds != p->fold;
}

/* Without a teacher: the reports as they are. With one: headlines too. */
static ng_status fit(const struct ng_names_gold *g,
                     const struct ng_names_plan *p,
                     const struct ng_crf *teacher, const char *path,
                     struct ng_arena a, struct ng_err *err)
{
    struct ng_arena room[2], base[2];
    struct ng_fit_crf f;
    struct ng_packed packed[2];
    for (size_t i = 0; i < 2; i++) {
        ng_status status = ng_arena_open(&room[i], NG_TRAIN_ROOM, err);
        if (status)
            return status;
        base[i] = room[i];
        room[i].guard = a.guard;
    }
    ng_fit_crf_open(&f, ng_bilou_moves(NG_NAME_KINDS), RARE, &a);
    for (size_t k = 0; k < g->docs.n; k++) {
        const struct ng_names_doc *d = &g->docs.at[k];
        if (!in_fold(d, p))
            continue;
        ng_names_add(&f, d, room[0], room[1]);
        if (teacher)
            add_loud(&f, d, d->origin, loud_weight, room);
    }
    for (size_t k = 0; teacher && k < g->plain.n; k++)
        add_taught(&f, &g->plain.at[k], teacher, k, room);
    ng_fit_crf_run(&f, &(struct ng_crf_plan){.rounds = p->rounds,
                                             .rate = p->rate,
                                             .drop = p->drop,
                                             .l1 = p->l1,
                                             .l2 = p->l2,
                                             .loud = p->loud});
    ng_fit_crf_pack(&f, UNITS, LEAST, packed, &a);
    for (size_t i = 0; i < 2; i++)
        ng_arena_close(&base[i], NG_TRAIN_ROOM);
    return ng_pack_write(path, NG_MODEL_NAMES, ng_features_of(NG_MODEL_NAMES),
                         g->hash, packed, 2, err);
}

ng_status ng_names_fit(const struct ng_names_gold *g,
                       const struct ng_names_plan *p, const char *path,
                       struct ng_arena *a, struct ng_err *err)
{
    struct ng_model m;
    struct ng_crf teacher;
    struct ng_arena mine = *a;
    ng_status status = fit(g, p, NULL, path, mine, err);
    if (status == NG_OK)
        status = ng_names_model(path, &teacher, &m, &mine, err);
    return status ? status : fit(g, p, &teacher, path, mine, err);
}
