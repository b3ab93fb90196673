/* sayings_wide.c - all attributions of a report, and the tag of each word.
 *
 * A cue that lies in the content of another is a saying inside a saying: it is
 * listed, but the tags show the outer one alone.
 */
#include "annotate/sayings_wide.h"

#include "annotate/sayings_keys.h"

/* Words of a quotation that a content touches belong to it, to its end. */
static void run_on(const struct ng_report *r, struct ng_attribution *a)
{
    for (uint32_t i = 0; i < a->contents; i++) {
        struct ng_span *c = &a->content[i];
        uint32_t e = c->end;
        if (e <= c->first || e >= r->words.n)
            continue;
        uint32_t q = ng_w(r, e - 1)->quote;
        if (q == NG_NONE || ng_w(r, e)->quote != q)
            continue;
        while (e < r->words.n && ng_w(r, e)->quote == q)
            e++;
        if (e < r->words.n && ng_wide_is_mark(ng_w(r, e)))
            e++;
        c->end = e;
    }
}

/* True if this one claims what stands before a content that it is itself in:
 * "she said that A, he added" cannot both be. */
static bool reaches_out(const struct ng_attribution *a, struct ng_span in)
{
    if (a->head < in.first || a->head >= in.end)
        return false;
    for (uint32_t i = 0; i < a->contents; i++)
        if (a->content[i].first < in.first)
            return true;
    return false;
}

void ng_find_attributions(const struct ng_report *r, ng_attributions *to,
                          struct ng_arena *out)
{
    struct ng_tree t = ng_tree_of(r, out);
    struct ng_span in = {0, 0}; /* the content that reaches furthest */
    for (uint32_t w = 0; w < r->words.n; w++) {
        struct ng_attribution a;
        if (!ng_wide_put(&t, w, &a) && !ng_wide_turn(&t, w, &a) &&
            !ng_wide_signed(&t, w, &a) && !ng_wide_verb(&t, w, &a) &&
            !ng_wide_noun(&t, w, &a) && !ng_wide_adjective(&t, w, &a) &&
            !ng_wide_according(&t, w, &a) && !ng_wide_colon(&t, w, &a))
            continue;
        run_on(r, &a);
        if (reaches_out(&a, in))
            continue;
        *ng_push(to, out) = a;
        for (uint32_t i = 0; i < a.contents; i++)
            if (a.content[i].first > w && a.content[i].end > in.end)
                in = a.content[i];
    }
}

/* Paints what is still bare; `room` keeps many long spans over one another
 * from costing more than the report is long. */
static void paint(uint8_t *tag, bool *begins, struct ng_span s, uint8_t kind,
                  size_t *room)
{
    if (s.end - s.first > *room)
        return;
    *room -= s.end - s.first;
    for (uint32_t i = s.first; i < s.end; i++) {
        if (tag[i] != NG_SAY_O)
            continue;
        tag[i] = kind;
        begins[i] = i == s.first;
    }
}

/* True if the sentence before, in this paragraph, has a quotation that is
 * content: a short one goes on with it. */
static bool follows_content(const struct ng_report *r, const uint8_t *tag,
                            uint32_t i)
{
    const struct ng_sentence *s = &r->sentences.at[ng_w(r, i - 1)->sentence];
    if (s->paragraph != r->sentences.at[ng_w(r, i)->sentence].paragraph)
        return false;
    for (uint32_t w = s->first; w < s->end && w < i; w++)
        if (tag[w] == NG_SAY_CONTENT && ng_w(r, w)->quote != NG_NONE)
            return true;
    return false;
}

/* Quotations of whole sentences are content, whoever speaks. */
static void paint_quotes(const struct ng_report *r, uint8_t *tag, bool *begins,
                         size_t *room)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 0; i + 1 < n; i++) {
        if (!ng_wide_is_mark(ng_w(r, i)) || ng_w(r, i)->quote != NG_NONE ||
            ng_w(r, i + 1)->quote == NG_NONE)
            continue;
        uint32_t q = ng_w(r, i + 1)->quote, e = i + 1;
        while (e < n && ng_w(r, e)->quote == q)
            e++;
        uint32_t first = r->sentences.at[ng_w(r, i)->sentence].first;
        bool opens = i == first ||
                     (i == first + 2 && ng_say_is_label(r, first)) ||
                     (i > first && ng_w_is(r, i - 1, STR(":")));
        bool ends =
            e >= n || ng_w(r, e)->sentence != ng_w(r, e - 1)->sentence ||
            (ng_wide_is_mark(ng_w(r, e)) &&
             (e + 1 >= n || ng_w(r, e + 1)->sentence != ng_w(r, e)->sentence));
        ends |= e < n && ng_say_closes(r, e); /* "...," somebody said */
        bool again = i > 1 && ng_wide_is_mark(ng_w(r, e < n ? e : e - 1)) &&
                     follows_content(r, tag, i);
        if (opens && ends && (e - i > 4 || again))
            paint(tag, begins,
                  (struct ng_span){
                      i, e < n && ng_wide_is_mark(ng_w(r, e)) ? e + 1 : e},
                  NG_SAY_CONTENT, room);
        i = e - 1;
    }
}

void ng_say_tags_by_rule(const struct ng_report *r, const ng_attributions *all,
                         uint8_t *tag, bool *begins, struct ng_arena scratch)
{
    ng_attributions own = {0};
    size_t n = r->words.n, room = 16 * n + 1024;
    int32_t *depth = ng_new(&scratch, int32_t, n + 2);
    if (!all) {
        ng_find_attributions(r, &own, &scratch);
        all = &own;
    }
    for (size_t i = 0; i < all->n; i++)
        for (uint32_t c = 0; c < all->at[i].contents; c++) {
            depth[all->at[i].content[c].first]++;
            depth[all->at[i].content[c].end]--;
        }
    for (size_t w = 1; w <= n; w++)
        depth[w] += depth[w - 1];
    for (size_t i = 0; i < all->n; i++) {
        const struct ng_attribution *a = &all->at[i];
        if (depth[a->head] > 0)
            continue;
        paint(tag, begins, a->cue, NG_SAY_CUE, &room);
        paint(tag, begins, a->source, NG_SAY_SOURCE, &room);
        for (uint32_t c = 0; c < a->contents; c++)
            paint(tag, begins, a->content[c], NG_SAY_CONTENT, &room);
    }
    paint_quotes(r, tag, begins, &room);
}

/* A quotation that is content for the most part is so from mark to mark, with
 * what is said inside of it. */
static void fill_quotes(const struct ng_report *r, uint8_t *tag, bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 0, e; i < n; i = e) {
        uint32_t q = ng_w(r, i)->quote, inside = 0;
        for (e = i + 1; e < n && ng_w(r, e)->quote == q; e++)
            ;
        if (q == NG_NONE)
            continue;
        for (uint32_t w = i; w < e; w++)
            inside += tag[w] == NG_SAY_CONTENT;
        if (4 * inside < 3 * (e - i))
            continue;
        uint32_t first = i, end = e;
        if (first > 0 && ng_wide_is_mark(ng_w(r, first - 1)) &&
            (tag[first - 1] == NG_SAY_CONTENT || begins[first]))
            first--;
        if (end < n && ng_wide_is_mark(ng_w(r, end)))
            end++;
        for (uint32_t w = first; w < end; w++) {
            bool start =
                w > first && ng_w(r, w)->sentence != ng_w(r, w - 1)->sentence;
            begins[w] = start || (w == first && (tag[w] != NG_SAY_CONTENT ||
                                                 begins[w] || begins[i]));
            tag[w] = NG_SAY_CONTENT;
        }
    }
}

/* Words a .. b - 1 as the rules have them, where the model has nothing. */
static void restore(const uint8_t *rule, const bool *rule_begins, uint32_t a,
                    uint32_t b, uint8_t kind, uint8_t *tag, bool *begins)
{
    for (uint32_t w = a; w < b; w++)
        if (rule[w] != kind || tag[w] != NG_SAY_O)
            return;
    for (uint32_t w = a; w < b; w++) {
        tag[w] = kind;
        begins[w] = rule_begins[w];
    }
}

/* A quotation that somebody said by the rules, and of which the model has no
 * word, is content all the same, with the source and the cue beside it. */
static void keep_quotes(const struct ng_report *r, const uint8_t *rule,
                        const bool *rule_begins, uint8_t *tag, bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 0, e; i < n; i = e) {
        uint32_t q = ng_w(r, i)->quote, said = 0, kept = 0;
        for (e = i + 1; e < n && ng_w(r, e)->quote == q; e++)
            ;
        if (q == NG_NONE)
            continue;
        for (uint32_t w = i; w < e; w++) {
            said += rule[w] == NG_SAY_CONTENT;
            kept += tag[w] != NG_SAY_O;
        }
        if (kept || said < e - i)
            continue;
        uint32_t from = r->sentences.at[ng_w(r, i)->sentence].first;
        uint32_t to = r->sentences.at[ng_w(r, e - 1)->sentence].end;
        if (e < n && ng_wide_is_mark(ng_w(r, e)) && to <= e + 1 && e + 1 < n)
            to = r->sentences.at[ng_w(r, e + 1)->sentence].end;
        for (uint32_t a = from, b; a < to && a < n; a = b) {
            for (b = a + 1;
                 b < to && b < n && rule[b] == rule[a] && !rule_begins[b]; b++)
                ;
            if (rule[a] != NG_SAY_O)
                restore(rule, rule_begins, a, b, rule[a], tag, begins);
        }
    }
}

/* `"...," the envoy, a former judge, told them`: where the model runs on over
 * the mark into who speaks, the rules know better. */
static void cut_behind_quotes(const struct ng_report *r, const uint8_t *rule,
                              const bool *rule_begins, uint8_t *tag,
                              bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 1; i + 1 < n; i++) {
        bool runs = tag[i + 1] == NG_SAY_CONTENT && !begins[i + 1];
        if (!ng_wide_is_mark(ng_w(r, i)) || ng_w(r, i)->quote != NG_NONE ||
            ng_w(r, i - 1)->quote == NG_NONE ||
            ng_w(r, i - 1)->kind != NG_WORD_PUNCT ||
            !(runs || tag[i + 1] == NG_SAY_O) || rule[i] != NG_SAY_CONTENT ||
            rule[i + 1] != NG_SAY_SOURCE || !rule_begins[i + 1])
            continue;
        uint32_t end = r->sentences.at[ng_w(r, i + 1)->sentence].end, e = i + 1;
        while (e < end && e < n && rule[e] == NG_SAY_SOURCE)
            e++;
        if (e >= end || e >= n || rule[e] != NG_SAY_CUE)
            continue;
        while (e < end && e < n && rule[e] == NG_SAY_CUE)
            e++;
        memcpy(tag + i + 1, rule + i + 1, e - i - 1);
        memcpy(begins + i + 1, rule_begins + i + 1, (e - i - 1) * sizeof *tag);
        if (e < n && tag[e] == tag[e - 1])
            begins[e] = true;
    }
}

/* A transcript's turns are as the rules have them. */
static void keep_turns(const struct ng_report *r, const uint8_t *rule,
                       const bool *rule_begins, uint8_t *tag, bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 0; i < n; i++) {
        if (rule[i] != NG_SAY_CUE || !ng_w_is(r, i, STR(":")) ||
            !rule_begins[i])
            continue;
        uint32_t e = i + 1;
        while (e < n && rule[e] == NG_SAY_CONTENT &&
               (e == i + 1 || !rule_begins[e]))
            e++;
        if (e == i + 1 || i + 1 >= n || rule[i + 1] != NG_SAY_CONTENT)
            continue;
        uint32_t b = i;
        while (b > 0 && rule[b - 1] == NG_SAY_SOURCE)
            b--;
        memcpy(tag + b, rule + b, e - b);
        memcpy(begins + b, rule_begins + b, (e - b) * sizeof *begins);
        for (uint32_t w = i + 2; w < e; w++)
            begins[w] = ng_w(r, w)->sentence != ng_w(r, w - 1)->sentence;
        if (e < n && tag[e])
            begins[e] = true;
        i = e - 1;
    }
}

/* A quotation and its signature are as the rules have them. */
static void keep_signed(const struct ng_report *r, const uint8_t *rule,
                        const bool *rule_begins, uint8_t *tag, bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 1; i + 1 < n; i++) {
        if (rule[i] != NG_SAY_CUE || !ng_say_is_dash(ng_w(r, i)) ||
            rule[i + 1] != NG_SAY_SOURCE || !ng_wide_is_mark(ng_w(r, i - 1)))
            continue;
        uint32_t b = i - 1, e = i + 1;
        while (b > 0 && !rule_begins[b] && rule[b - 1] == NG_SAY_CONTENT)
            b--;
        while (e < n && rule[e] == NG_SAY_SOURCE)
            e++;
        memcpy(tag + b, rule + b, e - b);
        memcpy(begins + b, rule_begins + b, (e - b) * sizeof *begins);
        if (e < n && tag[e])
            begins[e] = true;
        i = e - 1;
    }
}

/* The colon right behind a cue is part of it (docs/sayings.md). */
static void take_colons(const struct ng_report *r, uint8_t *tag, bool *begins)
{
    for (uint32_t i = 1; i < r->words.n; i++) {
        if (tag[i] != NG_SAY_O || tag[i - 1] != NG_SAY_CUE ||
            !ng_w_is(r, i, STR(":")) || ng_w(r, i)->quote != NG_NONE)
            continue;
        tag[i] = NG_SAY_CUE;
        begins[i] = false;
    }
}

static void cut_silence(const struct ng_report *r, uint8_t *tag,
                        const bool *begins)
{
    uint32_t n = (uint32_t)r->words.n;
    for (uint32_t i = 0, e; i < n; i = e) {
        e = i + 1;
        if (tag[i] != NG_SAY_CONTENT)
            continue;
        while (e < n && tag[e] == NG_SAY_CONTENT && !begins[e])
            e++;
        for (uint32_t k = ng_say_kept_back(r, (struct ng_span){i, e}); k < e;
             k++)
            tag[k] = NG_SAY_O;
    }
}

void ng_say_tags(const struct ng_report *r, const ng_attributions *all,
                 uint8_t *tag, bool *begins, struct ng_arena scratch)
{
    ng_say_tags_by_rule(r, all, tag, begins, scratch);
    uint32_t n = (uint32_t)r->words.n;
    uint8_t *rule = ng_new(&scratch, uint8_t, n + 1);
    bool *rule_begins = ng_new(&scratch, bool, n + 1);
    memcpy(rule, tag, n);
    memcpy(rule_begins, begins, n * sizeof *begins);
    ng_say_correct(r, tag, begins, scratch);
    keep_quotes(r, rule, rule_begins, tag, begins);
    cut_behind_quotes(r, rule, rule_begins, tag, begins);
    fill_quotes(r, tag, begins);
    keep_turns(r, rule, rule_begins, tag, begins);
    keep_signed(r, rule, rule_begins, tag, begins);
    take_colons(r, tag, begins);
    cut_silence(r, tag, begins);
}

/* True if a content that ends with word i - 1 goes on with word i: a quotation
 * that runs over sentences is one. */
static bool runs_through(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *a = ng_w(r, i - 1), *b = ng_w(r, i);
    if (a->quote == NG_NONE) /* a turn of a transcript, with its full stop */
        return a->kind == NG_WORD_PUNCT && !ng_wide_is_mark(a) &&
               r->sentences.at[a->sentence].paragraph ==
                   r->sentences.at[b->sentence].paragraph;
    return b->quote == a->quote || ng_wide_is_mark(b);
}

void ng_keep_attributions(struct ng_report *r, const ng_attributions *all,
                          struct ng_arena *out, struct ng_arena scratch)
{
    static const enum ng_part_kind kinds[] = {
        [NG_SAY_SOURCE] = NG_PART_OF_SOURCE,
        [NG_SAY_CUE] = NG_PART_OF_CUE,
        [NG_SAY_CONTENT] = NG_PART_OF_CONTENT};
    uint32_t n = (uint32_t)r->words.n;
    uint8_t *tag = ng_new(&scratch, uint8_t, n + 1);
    bool *begins = ng_new(&scratch, bool, n + 1);
    ng_say_tags(r, all, tag, begins, scratch);
    for (uint32_t i = 0, e; i < n; i = e) {
        for (e = i + 1; e < n && tag[e] == tag[i]; e++) {
            bool next = ng_w(r, e)->sentence != ng_w(r, e - 1)->sentence;
            if (next ? !runs_through(r, e) : begins[e])
                break;
        }
        if (tag[i] != NG_SAY_O)
            *ng_push(&r->attributions, out) = (struct ng_attribution_part){
                .at = ng_span_range(r, (struct ng_span){i, e}),
                .kind = kinds[tag[i]],
                .entity = NG_NONE,
                .nameless = NG_NONE};
    }
}
