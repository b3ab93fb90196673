/* hot.c - the prints of the texts of late, in memory.
 *
 *     slot [kind, print] --> post --> post --> ...    newest first
 *                             |
 *                            text: place in time, number
 */
#include "store/tiers.h"

#include "base/heap.h"

#include <stdlib.h>

static size_t slot_of(uint64_t key)
{
    return key * 0x9e3779b97f4a7c15U >> (64 - NG_HOT_SLOT_BITS);
}

static ng_status make_room(struct ng_hot *hot, size_t posts, struct ng_err *err)
{
    if (!hot->text)
        hot->text = ng_room(NG_HOT_TEXTS * sizeof *hot->text);
    if (!hot->slot)
        hot->slot = ng_room(sizeof *hot->slot << NG_HOT_SLOT_BITS);
    if (posts > hot->room) {
        size_t room = hot->room ? hot->room : 4096;
        while (room < posts)
            room *= 2;
        struct ng_hot_post *more = ng_room(room * sizeof *more);
        if (more && hot->posts)
            memcpy(more, hot->post, hot->posts * sizeof *more);
        if (more) {
            ng_room_back(hot->post);
            hot->post = more;
            hot->room = room;
        }
    }
    if (!hot->text || !hot->slot || posts > hot->room)
        return ng_fail(err, NG_IO, 0, "there is no memory for prints");
    return NG_OK;
}

ng_status ng_hot_post(struct ng_hot *hot, struct ng_segment_text text,
                      const uint64_t *const prints[NG_PRINT_KINDS],
                      const size_t n[NG_PRINT_KINDS], struct ng_err *err)
{
    size_t all = n[NG_PRINT_OF_WORDS] + n[NG_PRINT_OF_FRAMES];
    if (hot->texts == NG_HOT_TEXTS || all > UINT32_MAX / 2)
        return ng_fail(err, NG_TOO_BIG, 0, "too many prints at once");
    ng_status status = make_room(hot, hot->posts + all, err);
    if (status != NG_OK)
        return status;
    struct ng_hot_text *t = &hot->text[hot->texts];
    *t = (struct ng_hot_text){.it = text, .first = hot->posts};
    for (unsigned kind = 0; kind < NG_PRINT_KINDS; kind++) {
        t->n[kind] = (uint32_t)n[kind];
        for (size_t i = 0; i < n[kind]; i++) {
            uint64_t key = (uint64_t)kind << NG_KEY_BITS | prints[kind][i];
            uint32_t *slot = &hot->slot[slot_of(key)];
            hot->post[hot->posts] =
                (struct ng_hot_post){key, hot->texts, *slot};
            *slot = ++hot->posts;
        }
    }
    hot->texts++;
    hot->live++;
    return NG_OK;
}

bool ng_hot_unpost(struct ng_hot *hot, int64_t nr)
{
    for (uint32_t i = hot->texts; i-- > 0;)
        if (hot->text[i].it.nr == nr && !hot->text[i].gone) {
            hot->text[i].gone = true;
            hot->live--;
            return true;
        }
    return false;
}

static int by_place(const void *a, const void *b, void *ctx)
{
    const struct ng_hot *hot = ctx;
    return ng_place_cmp(hot->text[*(const uint32_t *)a].it,
                        hot->text[*(const uint32_t *)b].it);
}

size_t ng_hot_find(const struct ng_hot *hot, uint64_t key, uint32_t *to)
{
    size_t n = 0;
    uint32_t at = hot->slot ? hot->slot[slot_of(key)] : 0;
    for (; at; at = hot->post[at - 1].next) {
        const struct ng_hot_post *p = &hot->post[at - 1];
        if (p->key == key && !hot->text[p->text].gone && n < NG_HOT_TEXTS)
            to[n++] = p->text;
    }
    if (n > 1)
        qsort_r(to, n, sizeof *to, by_place, (void *)(uintptr_t)hot);
    return n;
}

void ng_hot_empty(struct ng_hot *hot)
{
    if (hot->slot && hot->posts)
        memset(hot->slot, 0, sizeof *hot->slot << NG_HOT_SLOT_BITS);
    hot->texts = hot->posts = hot->live = 0;
}

void ng_hot_close(struct ng_hot *hot)
{
    ng_room_back(hot->text);
    ng_room_back(hot->post);
    ng_room_back(hot->slot);
    *hot = (struct ng_hot){0};
}
