#include "annotate/sentences.h"

#include "annotate/boundary.h"
#include "annotate/linked.h"

static void put(struct ng_report *r, uint32_t first, uint32_t end,
                uint32_t paragraph, struct ng_arena *out)
{
    struct ng_sentence *s = ng_push(&r->sentences, out);
    *s = (struct ng_sentence){
        {r->words.at[first].at.beg, r->words.at[end - 1].at.end},
        first,
        end,
        paragraph};
    for (uint32_t i = first; i < end; i++)
        r->words.at[i].sentence = (uint32_t)r->sentences.n - 1;
}

/* Number of tokens of the dateline, if it heads this paragraph. */
static size_t after_dateline(const struct ng_report *r,
                             const struct ng_token *tokens, size_t n)
{
    size_t i = 0;
    if (n == 0 || ng_range_empty(r->dateline_at) ||
        tokens[0].at.beg < r->dateline_at.beg)
        return 0;
    while (i < n && tokens[i].at.end <= r->dateline_at.end)
        i++;
    return i < n ? i : 0;
}

/* The first token of the next sentence if this one, that began at `from`, ends
 * with token i; or 0. */
static size_t next_begin(const struct ng_splitter *s,
                         const struct ng_section *weights, size_t from,
                         size_t i)
{
    struct ng_boundary b = ng_boundary_at(s, from, i);
    if (b.next == 0 || b.certain)
        return b.next;
    struct ng_keys keys;
    ng_boundary_keys(s, from, &b, &keys);
    return ng_boundary_score(weights, &keys) > 0 ? b.next : 0;
}

void ng_split_sentences(struct ng_report *r, const struct ng_section *weights,
                        const struct ng_token *tokens, size_t n, uint32_t first,
                        uint32_t paragraph, struct ng_arena *out)
{
    struct ng_splitter s = ng_splitter_of(r, tokens, n, first);
    size_t from = after_dateline(r, tokens, n);
    if (from)
        put(r, first, first + (uint32_t)from, paragraph, out);
    for (size_t i = from; weights && i < n; i++) {
        size_t next = next_begin(&s, weights, from, i);
        if (next == 0)
            continue;
        put(r, first + (uint32_t)from, first + (uint32_t)next, paragraph, out);
        from = next;
        i = next - 1;
    }
    if (from < n)
        put(r, first + (uint32_t)from, first + (uint32_t)n, paragraph, out);
}
