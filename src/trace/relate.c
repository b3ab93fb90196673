#include "trace/relate.h"

enum { SEED_WORDS = 4, SEED_FRAME = 5 };

/* Words of which one side of a pair is made. */
struct figures {
    float own;     /* words outside quotations and boilerplate */
    float covered; /* of them, in links or filled gaps */
    float linked;  /* of them, in links */
    float quoted;  /* words inside quotations that are in links */
    float longest_quoted;
};
struct pair {
    const struct ng_traced *a, *b;
    struct figures in_a, in_b;
    float links, mean; /* links with own words, and their mean own words */
    float longest;     /* own words in one link */
    float turned;
};

struct ng_side ng_side_of(const struct ng_traced *a, struct ng_arena *keep)
{
    struct ng_side s = {.it = a};
    s.words = ng_seeds_of(a->text->word, a->text->n, SEED_WORDS, keep);
    s.skeleton = ng_skeleton_of(a->text, keep);
    s.frame = ng_seeds_of(s.skeleton.item, s.skeleton.n, SEED_FRAME, keep);
    return s;
}

static bool is_own(const struct ng_traced *t, uint32_t i)
{
    return !(t->text->flags[i] & NG_TRACE_QUOTED) && !ng_is_common(t, i);
}

static struct figures figures_of(const struct ng_traced *t, const uint8_t *in)
{
    uint32_t own = 0, covered = 0, linked = 0, quoted = 0, run = 0, longest = 0;
    const uint8_t *flags = t->text->flags, *common = t->common;
    for (uint32_t i = 0, n = t->text->n; i < n; i++) {
        uint32_t quote = flags[i] & NG_TRACE_QUOTED, link = in[i] == 1;
        uint32_t mine = quote ^ NG_TRACE_QUOTED;
        if (common)
            mine &= ~(uint32_t)(common[i / 8] >> i % 8);
        own += mine;
        covered += in[i] ? mine : 0;
        linked += mine & link;
        quoted += link & quote;
        run = link & quote ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return (struct figures){.own = (float)own,
                            .covered = (float)covered,
                            .linked = (float)linked,
                            .quoted = (float)quoted,
                            .longest_quoted = (float)longest};
}

static float share(float part, float whole)
{
    return whole > 0 ? part / whole : 0;
}
static float cover(const struct figures *f)
{
    return share(f->covered, f->own);
}

static struct pair measure(const struct ng_traced *a, const struct ng_traced *b,
                           const struct ng_alignment *to)
{
    struct pair p = {.a = a,
                     .b = b,
                     .in_a = figures_of(a, to->in_a),
                     .in_b = figures_of(b, to->in_b),
                     .turned = (float)to->turned};
    float sum = 0;
    for (size_t i = 0; i < to->links.n; i++) {
        struct ng_link l = to->links.at[i];
        float own = 0, run = 0;
        for (uint32_t k = 0; k < l.n; k++) {
            bool mine = is_own(a, l.a + k) && is_own(b, l.b + k);
            own += mine;
            run = mine ? run + 1 : 0;
            p.longest = run > p.longest ? run : p.longest;
        }
        p.links += own > 0;
        sum += own;
    }
    p.mean = share(sum, p.links);
    return p;
}

/* Enough own words in common that chance and common phrases are ruled out. */
static bool shares_text(const struct pair *p)
{
    float linked = p->in_a.linked, own = p->in_a.own;
    float least = own < p->in_b.own ? own : p->in_b.own;
    if (p->in_b.linked < linked)
        linked = p->in_b.linked;
    return p->longest >= 18 ||
           (linked >= 40 && linked > .15f * own && linked >= 9 * p->links) ||
           (linked >= 8 && linked > .25f * own &&
            linked > .25f * p->in_b.own) ||
           (linked >= 24 && p->mean >= 6 && linked > .45f * least);
}

static bool looks_spun(const struct pair *p)
{
    float ratio = share(p->in_a.own, p->in_b.own);
    return p->mean < 11.5f && p->in_a.linked < .93f * p->in_a.own &&
           p->links >= 6 && p->turned <= p->links / 3 + 1 && ratio > .6f &&
           ratio < 1.6f && cover(&p->in_a) > .2f;
}

/* The share of sentences in which something differs. */
static float touched(const struct ng_traced *t, const uint8_t *in)
{
    float sentences = 0, differ = 0;
    bool other = false;
    for (uint32_t i = 0; i < t->text->n; i++) {
        if (i > 0 && t->text->flags[i] & NG_TRACE_FIRST) {
            differ += other;
            sentences++;
            other = false;
        }
        other |= !in[i];
    }
    return share(differ + other, sentences + 1);
}

/* The same template with other words and numbers: gaps that are equally long
 * on both sides, in most of the sentences. */
static bool looks_recurring(const struct pair *p, const struct ng_alignment *to)
{
    float gaps = 0, even = 0, numbers = 0;
    uint32_t a_end = 0, b_end = 0;
    for (size_t i = 0; i < to->links.n; i++) {
        struct ng_link l = to->links.at[i];
        if (!l.chained)
            continue;
        uint32_t of_a = l.a > a_end ? l.a - a_end : 0;
        uint32_t of_b = l.b > b_end ? l.b - b_end : 0;
        if (i > 0 && (of_a || of_b)) {
            gaps++;
            even += of_a == of_b;
            uint32_t k = a_end;
            while (k < l.a &&
                   (to->in_a[k] || !(p->a->text->flags[k] & NG_TRACE_NUMBER)))
                k++;
            numbers += k < l.a;
        }
        a_end = l.a + l.n;
        b_end = l.b + l.n;
    }
    return gaps >= 4 && even >= .8f * gaps &&
           (numbers >= .15f * gaps || even >= .9f * gaps) &&
           touched(p->a, to->in_a) > .6f && touched(p->b, to->in_b) > .6f;
}

/* What a house puts under, or above, each of its reports: all that two of them
 * share is one stretch at the very end of both, or at the beginning, with less
 * than half of the words of either, and before it they have nothing in common.
 */
static bool is_signature(const struct pair *p, const struct ng_alignment *to)
{
    const float n_a = (float)p->a->text->n, n_b = (float)p->b->text->n;
    float first_a = n_a, first_b = n_b, last_a = 0, last_b = 0, words = 0;
    for (size_t i = 0; i < to->links.n; i++) {
        struct ng_link l = to->links.at[i];
        float a = (float)l.a, b = (float)l.b, n = (float)l.n;
        first_a = a < first_a ? a : first_a;
        first_b = b < first_b ? b : first_b;
        last_a = a + n > last_a ? a + n : last_a;
        last_b = b + n > last_b ? b + n : last_b;
        words += n;
    }
    bool whole =
        words >= .9f * (last_a - first_a) && words >= .9f * (last_b - first_b);
    bool below = last_a >= n_a - 2 && last_b >= n_b - 2;
    bool above = first_a <= 2 && first_b <= 2;
    return whole && below != above && words < .5f * n_a && words < .5f * n_b;
}

/* Names and numbers among these words. */
static bool has_anchor(const struct ng_trace_text *t, uint32_t beg,
                       uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (t->flags[i] & (NG_TRACE_ANCHOR | NG_TRACE_NUMBER))
            return true;
    return false;
}

/* Words swapped one by one, here and there, all over the text: gaps of a word
 * or three on both sides that hold no name and no number. Somebody who edits
 * drops, adds and moves, and changes what is a fact. */
static bool looks_swapped(const struct pair *p, const struct ng_alignment *to)
{
    enum { SMALL = 3 };
    float gaps = 0, swaps = 0;
    uint32_t a_end = 0, b_end = 0;
    if (p->mean >= 28 || p->turned > 1)
        return false;
    for (size_t i = 0; i < to->links.n; i++) {
        struct ng_link l = to->links.at[i];
        if (!l.chained)
            continue;
        uint32_t of_a = l.a > a_end ? l.a - a_end : 0;
        uint32_t of_b = l.b > b_end ? l.b - b_end : 0;
        bool small = of_a && of_b && (of_a == of_b || of_a + of_b <= SMALL * 2);
        if (i > 0 && (of_a || of_b)) {
            gaps++;
            swaps += small && of_a <= 2 * SMALL &&
                     !has_anchor(p->a->text, a_end, l.a) &&
                     !has_anchor(p->b->text, b_end, l.b);
        }
        a_end = l.a + l.n;
        b_end = l.b + l.n;
    }
    return swaps >= 4 && swaps >= .7f * gaps && touched(p->a, to->in_a) > .3f &&
           touched(p->b, to->in_b) > .3f;
}

static bool relation_of(const struct pair *p, const struct ng_alignment *to,
                        bool a_is_child, enum ng_relation *relation)
{
    const struct figures *child = a_is_child ? &p->in_a : &p->in_b;
    const struct figures *parent = a_is_child ? &p->in_b : &p->in_a;
    float of_child = cover(child), of_parent = cover(parent);
    bool same_house = ng_same_house(p->a, p->b);
    bool spun = p->a->text->spun != p->b->text->spun;
    if (same_house && !spun && (looks_recurring(p, to) || is_signature(p, to)))
        return false;
    if ((spun && p->mean < 20) ||
        (!same_house && (looks_spun(p) || looks_swapped(p, to))))
        *relation = NG_SPUN;
    else if (same_house && of_child > .25f && of_parent > .25f &&
             of_child + of_parent > .75f)
        *relation = NG_REVISION;
    else if (of_parent > .975f && of_child > .75f)
        *relation = NG_BOILERPLATE;
    else if (of_child > .5f && of_parent > .35f)
        *relation = NG_SYNDICATED;
    else if (same_house && of_child + of_parent < .25f)
        return false; /* a house's own background and templates */
    else
        *relation = NG_EXCERPT;
    return true;
}

/* Words that look ahead or back in what the other text does not have: above 0
 * if `b` looks further ahead than `a`, so that a is the later one. */
static int look_ahead(const struct ng_traced *t, const uint8_t *in)
{
    static const struct {
        ng_str word;
        int ahead;
    } cues[] = {
        {S("next"), 1},      {S("tomorrow"), 1},   {S("planned"), 1},
        {S("plans"), 1},     {S("planning"), 1},   {S("likely"), 1},
        {S("expected"), 1},  {S("upcoming"), 1},   {S("unclear"), 1},
        {S("scheduled"), 1}, {S("preparing"), 1},  {S("heading"), 1},
        {S("last"), -1},     {S("yesterday"), -1}, {S("earlier"), -1},
        {S("arrived"), -1},  {S("ended"), -1},
    };
    enum { CUES = sizeof cues / sizeof *cues };
    uint32_t hash[CUES];
    for (size_t k = 0; k < CUES; k++)
        hash[k] = (uint32_t)(ng_hash64(cues[k].word, 0) >> 32);
    int sum = 0;
    for (uint32_t i = 0; i < t->text->n; i++)
        for (size_t k = 0; !in[i] && is_own(t, i) && k < CUES; k++)
            if (t->text->word[i] == hash[k])
                sum += cues[k].ahead;
    return sum;
}

static void put_blocks(struct ng_edge *edge, const struct ng_traced *a,
                       const struct ng_traced *b, const struct ng_link *links,
                       size_t n, bool a_is_child, struct ng_arena *keep)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t last_a = links[i].a + links[i].n - 1;
        uint32_t last_b = links[i].b + links[i].n - 1;
        ng_range in_a = {a->text->beg[links[i].a],
                         a->text->beg[last_a] + a->text->len[last_a]};
        ng_range in_b = {b->text->beg[links[i].b],
                         b->text->beg[last_b] + b->text->len[last_b]};
        *ng_push(&edge->blocks, keep) =
            (struct ng_block){.child = a_is_child ? in_a : in_b,
                              .parent = a_is_child ? in_b : in_a};
    }
}

/* Links of a skeleton as links of words. */
static void links_to_words(struct ng_alignment *to, const struct ng_skeleton *a,
                           const struct ng_skeleton *b, uint32_t a_words,
                           uint32_t b_words)
{
    for (size_t i = 0; i < to->links.n; i++) {
        struct ng_link *l = &to->links.at[i];
        uint32_t a_end = l->a + l->n < a->n ? a->at[l->a + l->n] : a_words;
        uint32_t b_end = l->b + l->n < b->n ? b->at[l->b + l->n] : b_words;
        l->a = a->at[l->a];
        l->b = b->at[l->b];
        l->n = a_end - l->a < b_end - l->b ? a_end - l->a : b_end - l->b;
    }
}

static float anchors_held(const struct ng_traced *t,
                          const struct ng_skeleton *s, const uint8_t *in)
{
    float all = 0, held = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (t->text->flags[s->at[i]] & NG_TRACE_ANCHOR) {
            all++;
            held += in[i] != 0;
        }
    return all >= 4 ? held / all : 0;
}

static float skeleton_held(const struct ng_skeleton *s, const uint8_t *in)
{
    float held = 0;
    for (uint32_t i = 0; i < s->n; i++)
        held += in[i] != 0;
    return share(held, (float)s->n);
}

/* A spun copy whose words are so changed that no run of them was left. */
static bool relate_by_skeleton(const struct ng_side *a,
                               const struct ng_traced *b, struct ng_edge *edge,
                               struct ng_arena *keep, struct ng_arena scratch)
{
    struct ng_arena here = scratch;
    here.end = scratch.at = scratch.at + (scratch.end - scratch.at) / 2;
    struct ng_skeleton other = ng_skeleton_of(b->text, &here);
    struct ng_alignment to =
        ng_align(&a->frame, other.item, other.n, &here, scratch);
    float of_a = skeleton_held(&a->skeleton, to.in_a);
    float of_b = skeleton_held(&other, to.in_b);
    float names_a = anchors_held(a->it, &a->skeleton, to.in_a);
    float names_b = anchors_held(b, &other, to.in_b);
    if (of_a < .5f || of_b < .4f || names_a < .5f || names_b < .45f ||
        to.turned > to.links.n / 3 + 1)
        return false;
    enum ng_direction how;
    bool a_is_child = ng_direction_of(a->it, b, of_a, of_b, 0, &how);
    edge->child = a_is_child ? 0 : 1;
    edge->relation = NG_SPUN;
    edge->direction = how;
    edge->score = .5f * (of_a + of_b) * .8f;
    edge->coverage_child = a_is_child ? of_a : of_b;
    edge->coverage_parent = a_is_child ? of_b : of_a;
    links_to_words(&to, &a->skeleton, &other, a->it->text->n, b->text->n);
    put_blocks(edge, a->it, b, to.links.at, to.links.n, a_is_child, keep);
    return true;
}

void ng_pair_figures(const struct ng_side *a, const struct ng_traced *b,
                     bool a_is_child, float to[NG_PAIR_FIGURES],
                     struct ng_arena scratch)
{
    struct ng_arena here = scratch, there = scratch;
    here.end = there.at = there.at + (there.end - there.at) / 2;
    struct ng_alignment al =
        ng_align(&a->words, b->text->word, b->text->n, &here, there);
    struct pair p = measure(a->it, b, &al);
    const struct figures *child = a_is_child ? &p.in_a : &p.in_b;
    const struct figures *parent = a_is_child ? &p.in_b : &p.in_a;
    float touched_a = touched(a->it, al.in_a), touched_b = touched(b, al.in_b);
    const float all[NG_PAIR_FIGURES] = {
        cover(child),
        cover(parent),
        share(child->linked, child->own),
        share(parent->linked, parent->own),
        share(child->own, child->own + parent->own),
        p.mean,
        p.longest,
        p.links,
        share(p.turned, p.links),
        a_is_child ? touched_a : touched_b,
        a_is_child ? touched_b : touched_a,
        looks_recurring(&p, &al),
        ng_same_house(a->it, b),
        a->it->text->spun != b->text->spun,
    };
    memcpy(to, all, sizeof all);
}

bool ng_relate(const struct ng_side *a, const struct ng_traced *b,
               bool by_words, struct ng_edge *edge, struct ng_arena *keep,
               struct ng_arena scratch)
{
    struct ng_arena here = scratch, there = scratch;
    here.end = there.at = there.at + (there.end - there.at) / 2;
    *edge = (struct ng_edge){0};
    if (!by_words)
        return relate_by_skeleton(a, b, edge, keep, there);
    struct ng_alignment to =
        ng_align(&a->words, b->text->word, b->text->n, &here, there);
    struct pair p = measure(a->it, b, &to);
    bool quotes = p.in_a.longest_quoted >= 8 && p.in_b.longest_quoted >= 8;
    bool shares = shares_text(&p);
    if (!shares && relate_by_skeleton(a, b, edge, keep, there))
        return true;
    if (!shares && !quotes)
        return false;
    float of_a = cover(&p.in_a), of_b = cover(&p.in_b);
    int lag = 0;
    if (ng_same_house(a->it, b))
        lag = look_ahead(b, to.in_b) - look_ahead(a->it, to.in_a);
    bool a_is_child =
        ng_direction_of(a->it, b, of_a, of_b, lag, &edge->direction);
    edge->child = a_is_child ? 0 : 1;
    edge->coverage_child = a_is_child ? of_a : of_b;
    edge->coverage_parent = a_is_child ? of_b : of_a;
    edge->relation = NG_QUOTES_ONLY;
    if (shares && !relation_of(&p, &to, a_is_child, &edge->relation))
        return false;
    edge->score = .6f * edge->coverage_child + .3f * edge->coverage_parent +
                  (ng_same_house(a->it, b) ? .1f : .05f);
    if (!shares)
        edge->score *= .2f;
    put_blocks(edge, a->it, b, to.links.at, to.links.n, a_is_child, keep);
    return true;
}
