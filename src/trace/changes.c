/* changes.c - what changed between two revisions, facts first.
 *
 *     note of correction   what the paper itself owns up to
 *     paired sentence      what differs decides (differ.h): status, quotations,
 *                          numbers, times, source, places, names, doubt
 *     dropped sentence     a source that is gone, or a fact, or of a quotation
 *     new sentences        those of one paragraph with one source: one row
 *     headline             beside the facts that its report tells
 *     moved paragraph      equal, but elsewhere
 *
 * Rows are weighed by class, by how many kinds of fact differ, by whether
 * someone speaks, and by how much the whole report is about the names in them;
 * they are sorted by that, so wording comes last. Both texts of a row are cut
 * from the reports: they are receipts.
 */
#include <stdlib.h>

#include "trace/amends.h"
#include "trace/differ.h"
#include "trace/moved.h"
#include "trace/trace.h"

enum { SHOWN = 320 /* bytes of a row's text */ };

struct comparing {
    struct ng_pairing p;
    struct ng_batch *b;
    uint32_t from, to;
    const uint32_t *fame; /* [entity bucket] how often a name word occurs */
    struct ng_arena *out;
    size_t rows; /* of the batch, before this comparison */
};

enum { FAME_BITS = 12 };

static uint32_t fame_slot(ng_str low)
{
    return (uint32_t)(ng_hash64(low, 0) >> (64 - FAME_BITS));
}

/* How often each word with a capital stands in the two reports. */
static const uint32_t *count_fame(const struct ng_pairing *p,
                                  struct ng_arena *scratch)
{
    uint32_t *fame = ng_new(scratch, uint32_t, 1U << FAME_BITS);
    const struct ng_report *both[2] = {p->from, p->to};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < both[k]->words.n; i++) {
            enum ng_word_about about = ng_about(both[k], i);
            if (about == NG_ABOUT_NAME || about == NG_ABOUT_PLACE)
                fame[fame_slot(both[k]->words.at[i].low)]++;
        }
    return fame;
}

/* 0..1: how much the story is about the most famous names of these words. */
static float fame_of(const struct comparing *c, const struct ng_report *r,
                     uint32_t first, uint32_t end)
{
    float sum = 0;
    for (uint32_t i = first; i < end && i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        if (w->letter_case == NG_CASE_LOWER || w->kind != NG_WORD_LETTERS)
            continue;
        uint32_t n = c->fame[fame_slot(w->low)];
        sum += n >= 8 ? .5f : n >= 4 ? .3f : n >= 2 ? .15f : 0;
    }
    return sum < 1 ? sum : 1;
}

/* ---- rows ------------------------------------------------------------- */

static const float weights[NG_CHANGE_CLASS_COUNT] = {
    [NG_AMENDED] = 14,
    [NG_VALUE_CHANGED] = 10,
    [NG_STATUS_CHANGED] = 10,
    [NG_SOURCE_DROPPED] = 8,
    [NG_ATTRIBUTION_CHANGED] = 7,
    [NG_QUOTE_CHANGED] = 6.5f,
    [NG_HEDGE_CHANGED] = 6.5f,
    [NG_FACT_REMOVED] = 6,
    [NG_FACT_ADDED] = 5.5f,
    [NG_HEADLINE_CHANGED] = 3.5f,
    [NG_SPELLING] = 3,
    [NG_MOVED] = 2,
    [NG_WORDING] = 0,
};

/* At most SHOWN bytes of a range, from near `focus` on, cut between words. */
static ng_range shown(const struct ng_report *r, ng_range at, uint32_t focus)
{
    enum { LEAD_IN = 60 };
    if (at.end - at.beg <= SHOWN)
        return at;
    if (focus > at.beg + LEAD_IN && focus < at.end) {
        uint32_t beg = focus - LEAD_IN;
        while (beg < focus && !ng_is_space(r->text.p[beg - 1]))
            beg++;
        at.beg = beg;
    }
    if (at.end - at.beg > SHOWN) {
        uint32_t end = at.beg + SHOWN;
        while (end > at.beg + SHOWN / 2 && !ng_is_space(r->text.p[end]))
            end--;
        while (((unsigned char)r->text.p[end] & 0xc0) == 0x80)
            end--;
        at.end = end;
    }
    return at;
}

static ng_range range_of(const struct ng_report *r, const struct ng_unit *u)
{
    ng_range at = r->sentences.at[u->sentence].at;
    if (at.end > r->text.n)
        at.end = (uint32_t)r->text.n;
    while (at.end > at.beg && ng_is_space(r->text.p[at.end - 1]))
        at.end--;
    return at;
}

static void put_row(struct comparing *c, enum ng_change_class class,
                    enum ng_slot slot, ng_range before, ng_range after,
                    float more)
{
    ng_range from = before, to = after;
    struct ng_change *row = ng_push(&c->b->changes, c->out);
    *row = (struct ng_change){
        .from = c->from,
        .to = c->to,
        .class = class,
        .slot = slot,
        .before = ng_slice(c->p.from->text, from),
        .after = ng_slice(c->p.to->text, to),
        .cite_before = from,
        .cite_after = to,
        .weight = weights[class] + more,
    };
    struct ng_arena here = *c->out;
    ng_str what = ng_str_format(
        &here, PRS " " PRS " %d %d %u %u %u %u",
        PRS_ARG(ng_id_str(&c->p.from->id)), PRS_ARG(ng_id_str(&c->p.to->id)),
        (int)class, (int)slot, before.beg, before.end, after.beg, after.end);
    row->id = ng_id_of('c', what);
}

static bool is_title(const struct ng_report *r, const struct ng_unit *u)
{
    uint32_t paragraph = r->sentences.at[u->sentence].paragraph;
    return paragraph < r->paragraphs.n &&
           r->paragraphs.at[paragraph].kind == NG_BLOCK_TITLE;
}

static void compare_pair(struct comparing *c, const struct ng_unit *x,
                         const struct ng_unit *y, struct ng_arena scratch)
{
    const struct ng_report *from = c->p.from, *to = c->p.to;
    struct ng_difference d = ng_differ(from, x, to, y, scratch);
    bool titles = is_title(from, x) && is_title(to, y);
    if (d.before.first == NG_NONE && d.after.first == NG_NONE && !titles)
        return;
    struct ng_verdict v = ng_judge(from, x, to, y, &d);
    if (titles)
        v = (struct ng_verdict){NG_HEADLINE_CHANGED, v.slot, 0};
    else if (v.class != NG_WORDING && v.class != NG_SPELLING)
        v.more += .5f * (x->speaker != 0) + fame_of(c, to, y->first, y->end) +
                  (y->sentence < 12 ? .3f : 0);
    ng_range at_x = range_of(from, x), at_y = range_of(to, y);
    uint32_t focus_x = d.before.first == NG_NONE
                           ? at_x.beg
                           : from->words.at[d.before.first].at.beg;
    uint32_t focus_y = d.after.first == NG_NONE
                           ? at_y.beg
                           : to->words.at[d.after.first].at.beg;
    put_row(c, v.class, v.slot, shown(from, at_x, focus_x),
            shown(to, at_y, focus_y), v.more);
}

static bool has_about(const struct ng_report *r, const struct ng_unit *u,
                      enum ng_word_about about)
{
    for (uint32_t i = u->first; i < u->end && i < r->words.n; i++)
        if (ng_about(r, i) == about)
            return true;
    return false;
}

/* A title beside a report that has none is no change of facts. */
static bool is_lone_title(const struct ng_report *r, const struct ng_unit *u,
                          const struct ng_report *other)
{
    return is_title(r, u) && other->title_at.end == other->title_at.beg;
}

static enum ng_slot slot_of_unit(const struct ng_report *r,
                                 const struct ng_unit *u)
{
    if (u->speaker)
        return NG_SAID;
    return has_about(r, u, NG_ABOUT_TIME)     ? NG_WHEN
           : has_about(r, u, NG_ABOUT_NUMBER) ? NG_HOW_MANY
                                              : NG_DID;
}

/* Sentences that follow each other in one paragraph, new or dropped alike and
 * without a second source, are one row: the length of the run from i. */
static size_t run_of(const struct ng_report *r, const ng_units *units, size_t i)
{
    uint64_t speaker = units->at[i].speaker;
    uint32_t paragraph = r->sentences.at[units->at[i].sentence].paragraph;
    bool amends = ng_amends(r, &units->at[i]);
    size_t n = 1;
    for (; i + n < units->n; n++) {
        const struct ng_unit *u = &units->at[i + n];
        if (u->mate != NG_NONE || u->told_elsewhere ||
            r->sentences.at[u->sentence].paragraph != paragraph ||
            (!amends && u->speaker && speaker && u->speaker != speaker) ||
            (!amends && ng_amends(r, u)))
            break;
        speaker = speaker ? speaker : u->speaker;
    }
    return n;
}

static uint64_t speaker_of_run(const ng_units *units, size_t i, size_t n)
{
    uint64_t speaker = 0;
    for (size_t k = i; k < i + n && !speaker; k++)
        speaker = units->at[k].speaker;
    return speaker;
}

/* A sentence inside a quotation, of someone who still speaks. */
static bool is_quoted(const struct ng_report *r, const struct ng_unit *u)
{
    uint32_t words = 0, quoted = 0;
    for (uint32_t i = u->first; i < u->end && i < r->words.n; i++) {
        words += r->words.at[i].kind != NG_WORD_PUNCT;
        quoted += r->words.at[i].kind != NG_WORD_PUNCT &&
                  r->words.at[i].quote != NG_NONE;
    }
    return quoted * 3 >= words * 2 && quoted;
}

static void put_dropped(struct comparing *c)
{
    const struct ng_report *r = c->p.from;
    ng_units *units = &c->p.before;
    for (size_t i = 0, n; i < units->n; i += n) {
        const struct ng_unit *u = &units->at[i];
        n = 1;
        if (u->mate != NG_NONE || u->told_elsewhere ||
            is_lone_title(r, u, c->p.to))
            continue;
        n = run_of(r, units, i);
        uint64_t speaker = speaker_of_run(units, i, n);
        bool gone = speaker && !ng_has_speaker(&c->p.after, speaker);
        ng_range at = {range_of(r, u).beg, range_of(r, u + n - 1).end};
        enum ng_change_class class = ng_amends(r, u)   ? NG_AMENDED
                                     : gone            ? NG_SOURCE_DROPPED
                                     : is_quoted(r, u) ? NG_QUOTE_CHANGED
                                                       : NG_FACT_REMOVED;
        bool said = speaker || class == NG_QUOTE_CHANGED;
        put_row(c, class, said ? NG_SAID : slot_of_unit(r, u),
                shown(r, at, at.beg), (ng_range){0},
                fame_of(c, r, u->first, (u + n - 1)->end) +
                    .5f * (speaker != 0));
    }
}

static void put_added(struct comparing *c)
{
    const struct ng_report *r = c->p.to;
    ng_units *units = &c->p.after;
    for (size_t i = 0, n; i < units->n; i += n) {
        const struct ng_unit *u = &units->at[i];
        n = 1;
        if (u->mate != NG_NONE || u->told_elsewhere ||
            is_lone_title(r, u, c->p.from))
            continue;
        n = run_of(r, units, i);
        ng_range at = {range_of(r, u).beg, range_of(r, u + n - 1).end};
        put_row(c, ng_amends(r, u) ? NG_AMENDED : NG_FACT_ADDED,
                speaker_of_run(units, i, n) ? NG_SAID : slot_of_unit(r, u),
                (ng_range){0}, shown(r, at, at.beg),
                fame_of(c, r, u->first, (u + n - 1)->end) -
                    .02f * (float)(u->sentence < 50 ? u->sentence : 50));
    }
}

static void put_moved(struct comparing *c, struct ng_arena scratch)
{
    const struct ng_report *from = c->p.from, *to = c->p.to;
    ng_moves moves = ng_find_moved(&c->p, &scratch);
    for (size_t i = 0; i < moves.n; i++) {
        const struct ng_move *m = &moves.at[i];
        const struct ng_unit *x = &c->p.before.at[m->before];
        const struct ng_unit *y = &c->p.after.at[m->after];
        ng_range at = {range_of(from, x).beg, range_of(from, x + m->n - 1).end};
        ng_range now = {range_of(to, y).beg, range_of(to, y + m->n - 1).end};
        put_row(c, NG_MOVED, NG_SLOT_NONE, shown(from, at, at.beg),
                shown(to, now, now.beg), 0);
    }
}

static int by_weight(const void *a, const void *b)
{
    const struct ng_change *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->cite_before.beg != y->cite_before.beg)
        return x->cite_before.beg < y->cite_before.beg ? -1 : 1;
    if (x->cite_after.beg != y->cite_after.beg)
        return x->cite_after.beg < y->cite_after.beg ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

void ng_compare(struct ng_batch *b, uint32_t from, uint32_t to,
                struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_arena here = scratch;
    here.end = scratch.at = scratch.at + (scratch.end - scratch.at) / 2;
    struct comparing c = {.p = ng_pair_sentences(b->reports.at[from],
                                                 b->reports.at[to], &here,
                                                 scratch),
                          .b = b,
                          .from = from,
                          .to = to,
                          .out = out,
                          .rows = b->changes.n};
    c.fame = count_fame(&c.p, &here);
    for (size_t i = 0; i < c.p.before.n; i++) {
        const struct ng_unit *x = &c.p.before.at[i];
        if (x->mate != NG_NONE && !x->same)
            compare_pair(&c, x, &c.p.after.at[x->mate], scratch);
    }
    put_dropped(&c);
    put_added(&c);
    put_moved(&c, scratch);
    if (b->changes.n > c.rows)
        qsort(b->changes.at + c.rows, b->changes.n - c.rows,
              sizeof *b->changes.at, by_weight);
}

/* Each revision is compared with the version it is nearest to. */
void ng_find_changes(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch)
{
    uint32_t *best = ng_new(&scratch, uint32_t, b->reports.n);
    for (uint32_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        uint32_t had = best[e->child];
        if (e->relation == NG_REVISION &&
            (!had || e->score > b->edges.at[had - 1].score))
            best[e->child] = i + 1;
    }
    for (uint32_t i = 0; i < b->reports.n; i++)
        if (best[i])
            ng_compare(b, b->edges.at[best[i] - 1].parent, i, out, scratch);
}
