#include "code/frame.h"

/* Names of several words as one part of the tree. */

/* "with Orsk Vale", where "with" hangs on the word of the name that is not its
 * head. */
static void gather_name(struct ng_tree *t, uint32_t a, uint32_t z,
                        uint32_t first, uint32_t end)
{
    uint32_t top = NG_NONE;
    for (uint32_t k = a; k <= z; k++)
        if (t->head[k] == NG_NONE || t->head[k] < a || t->head[k] > z)
            top = top == NG_NONE ? k : end;
    for (uint32_t k = first; k < a && top < end; k++)
        if (t->head[k] != NG_NONE && t->head[k] >= a && t->head[k] <= z)
            t->head[k] = top;
}

/* "the Sea of Japan port": the name was cut in two, its end below the port and
 * its beginning above. The port is the head of both. */
void ng_fold_name(struct ng_tree *t, const struct ng_name_mention *name,
                  uint32_t first, uint32_t end)
{
    uint32_t a = ng_word_at(t->r, name->at.beg), z = a;
    if (a < first || a >= end)
        return;
    while (z + 1 < end && t->r->words.at[z + 1].at.end <= name->at.end)
        z++;
    gather_name(t, a, z, first, end);
    uint32_t noun = t->head[z];
    if (z == a || noun != z + 1 || noun >= end || !ng_is_noun(t, noun) ||
        t->rel[z] != NG_REL_compound || t->head[a] == NG_NONE ||
        (t->head[a] >= a && t->head[a] <= noun))
        return;
    for (uint32_t k = first; k < a; k++)
        if (t->head[k] == a)
            t->head[k] = noun;
    for (uint32_t k = a + 1; k < z; k++)
        if (t->head[k] == noun)
            t->head[k] = z;
    t->head[noun] = t->head[a];
    t->rel[noun] = t->rel[a];
    t->head[a] = noun;
    t->rel[a] = NG_REL_compound;
}
