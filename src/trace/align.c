#include "trace/align.h"

enum { TRIES = 4, LOOK_BACK = 48, GAP = 24, MOVED = 12 };

/* Runs of four are most of what is hashed. */
static inline uint32_t hash_of(const uint32_t *item, uint32_t run)
{
    uint64_t h = 0, factor = 0x9e3779b97f4a7c15U;
    if (run == 4)
        h = ((((h + item[0]) * factor + item[1]) * factor + item[2]) * factor +
             item[3]) *
            factor;
    else
        for (uint32_t i = 0; i < run; i++)
            h = (h + item[i]) * factor;
    h ^= h >> 29;
    h *= 0xd6e8feb86659fd93U;
    return (uint32_t)(h >> 32);
}

struct ng_seeds ng_seeds_of(const uint32_t *item, uint32_t n, uint32_t run,
                            struct ng_arena *keep)
{
    uint32_t slots = 16;
    while (slots < n * 2 && slots < 1U << 30)
        slots *= 2;
    struct ng_seeds s = {.item = item, .n = n, .run = run, .mask = slots - 1};
    s.slot = ng_new(keep, uint32_t, slots);
    s.next = ng_new(keep, uint32_t, n);
    for (uint32_t i = n >= run ? n - run + 1 : 0; i-- > 0;) {
        uint32_t *slot = &s.slot[hash_of(item + i, run) & s.mask];
        s.next[i] = *slot;
        *slot = i + 1;
    }
    return s;
}

static uint32_t same_run(const struct ng_seeds *a, uint32_t i,
                         const uint32_t *b, uint32_t n, uint32_t j)
{
    uint32_t k = 0;
    while (i + k < a->n && j + k < n && a->item[i + k] == b[j + k])
        k++;
    return k;
}

/* The longest run at b[j]; of equals the one on the diagonal of the last. */
static struct ng_link best_at(const struct ng_seeds *a, const uint32_t *b,
                              uint32_t n, uint32_t j, uint32_t expected)
{
    struct ng_link best = {0};
    uint32_t at = a->slot[hash_of(b + j, a->run) & a->mask];
    for (int tries = 0; at && tries < TRIES * 4; tries++) {
        uint32_t i = at - 1;
        at = a->next[i];
        uint32_t k = same_run(a, i, b, n, j);
        if (k >= a->run && (k > best.n || (k == best.n && i == expected)))
            best = (struct ng_link){.a = i, .b = j, .n = k};
        if (best.n && tries >= TRIES)
            break;
    }
    return best;
}

static void find_links(struct ng_alignment *to, const struct ng_seeds *a,
                       const uint32_t *b, uint32_t n, struct ng_arena *keep)
{
    uint32_t free_b = 0, expected = 0;
    for (uint32_t j = 0; j + a->run <= n;) {
        struct ng_link l = best_at(a, b, n, j, expected + j - free_b);
        if (!l.n) {
            j++;
            continue;
        }
        while (l.a > 0 && l.b > free_b && a->item[l.a - 1] == b[l.b - 1]) {
            l.a--;
            l.b--;
            l.n++;
        }
        *ng_push(&to->links, keep) = l;
        j = free_b = l.b + l.n;
        expected = l.a + l.n;
    }
}

/* The heaviest sequence of links that runs forward on both sides. */
static void chain(struct ng_alignment *to, struct ng_arena scratch)
{
    size_t n = to->links.n;
    struct ng_link *l = to->links.at;
    uint32_t *weight = ng_new(&scratch, uint32_t, n);
    uint32_t *before = ng_new(&scratch, uint32_t, n);
    uint32_t top = 0; /* the best chain so far, wherever it ended */
    for (size_t i = 0; i < n; i++) {
        before[i] = 0;
        uint32_t best = 0;
        for (size_t k = i; k-- > 0 && k + LOOK_BACK >= i;)
            if (l[k].a + l[k].n <= l[i].a && weight[k] > best) {
                best = weight[k];
                before[i] = (uint32_t)k + 1;
            }
        if (top && l[top - 1].a + l[top - 1].n <= l[i].a &&
            weight[top - 1] > best) {
            best = weight[top - 1];
            before[i] = top;
        }
        weight[i] = best + l[i].n;
        if (!top || weight[i] > weight[top - 1])
            top = (uint32_t)i + 1;
    }
    for (uint32_t at = top; at; at = before[at - 1])
        l[at - 1].chained = true;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        to->turned += !l[i].chained;
        if (l[i].chained || l[i].n >= MOVED)
            l[kept++] = l[i];
    }
    to->links.n = kept;
}

/* The longest common subsequence of a short gap, marked on both sides. */
static void fill_gap(struct ng_alignment *to, const uint32_t *a, uint32_t a_beg,
                     uint32_t a_n, const uint32_t *b, uint32_t b_beg,
                     uint32_t b_n)
{
    uint8_t best[GAP + 1][GAP + 1];
    for (uint32_t i = a_n + 1; i-- > 0;)
        for (uint32_t j = b_n + 1; j-- > 0;) {
            if (i == a_n || j == b_n)
                best[i][j] = 0;
            else if (a[a_beg + i] == b[b_beg + j])
                best[i][j] = (uint8_t)(best[i + 1][j + 1] + 1);
            else
                best[i][j] = best[i + 1][j] > best[i][j + 1] ? best[i + 1][j]
                                                             : best[i][j + 1];
        }
    for (uint32_t i = 0, j = 0; i < a_n && j < b_n;) {
        if (a[a_beg + i] == b[b_beg + j]) {
            if (!to->in_a[a_beg + i])
                to->in_a[a_beg + i] = 2;
            if (!to->in_b[b_beg + j])
                to->in_b[b_beg + j] = 2;
            i++;
            j++;
        } else if (best[i + 1][j] >= best[i][j + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

struct ng_alignment ng_align(const struct ng_seeds *a, const uint32_t *b,
                             uint32_t n, struct ng_arena *keep,
                             struct ng_arena scratch)
{
    struct ng_alignment to = {.in_a = ng_new(keep, uint8_t, a->n),
                              .in_b = ng_new(keep, uint8_t, n)};
    find_links(&to, a, b, n, keep);
    chain(&to, scratch);
    uint32_t a_end = 0, b_end = 0;
    for (size_t i = 0; i < to.links.n; i++) {
        struct ng_link l = to.links.at[i];
        memset(to.in_a + l.a, 1, l.n);
        memset(to.in_b + l.b, 1, l.n);
        if (!l.chained)
            continue;
        if (i > 0 && l.a > a_end && l.b > b_end && l.a - a_end <= GAP &&
            l.b - b_end <= GAP)
            fill_gap(&to, a->item, a_end, l.a - a_end, b, b_end, l.b - b_end);
        a_end = l.a + l.n;
        b_end = l.b + l.n;
    }
    return to;
}
