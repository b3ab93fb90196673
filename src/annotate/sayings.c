/* sayings.c - the stage: who is said to have said what, and how we know.
 *
 * Reads   words, sentences, quotes, paragraphs, names, references, times
 * Writes  sayings, in order of their content
 *
 *     frames of each sentence -> chain inside the sentence -> sayings
 *     quotations that no frame took -> the speaker before them, if they stand
 *     in the same paragraph or run on into this one; else nobody
 *
 * A clause that reports a report ("..., an analyst said, the agency wrote")
 * makes one saying whose source is the inner speaker and whose chain holds the
 * outer one.
 */
#include "annotate/annotate.h"
#include "annotate/sayings_speakers.h"
#include "annotate/sayings_who.h"
#include "annotate/sayings_wide.h"

enum { FRAMES = 12, QUOTED_WORDS = 4, FEW_WORDS = 2, NEAR = 2 };

typedef NG_LIST(struct ng_saying) saying_list;

struct finder {
    struct ng_report *r;
    struct ng_arena *out, *tmp;
    saying_list found;
    uint32_t *owner; /* [quotes.n] saying + 1 of each quotation, 0: none */
};

static struct ng_party party_of(const struct ng_report *r, struct ng_span s)
{
    struct ng_party p = {.at = ng_span_range(r, s),
                         .entity = ng_entity_of(r, s)};
    if (p.entity != NG_NONE) {
        memcpy(p.code, r->entities.at[p.entity].code, sizeof p.code);
        memcpy(p.sector, r->entities.at[p.entity].sector, sizeof p.sector);
    }
    return p;
}

/* The words of the sentence that lie in a quotation and outside it. */
static enum ng_saying_kind kind_of(const struct ng_report *r,
                                   struct ng_span content)
{
    bool in = false, out = false;
    for (uint32_t i = content.first; i < content.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->kind == NG_WORD_PUNCT)
            continue;
        if (w->quote != NG_NONE)
            in = true;
        else
            out = true;
    }
    return in && out ? NG_MIXED : in ? NG_DIRECT : NG_INDIRECT;
}

static bool is_negated(const struct ng_report *r, struct ng_span cue)
{
    for (uint32_t i = cue.first; i + 1 < cue.end; i++)
        if (ng_w_is(r, i, STR("not")) || ng_w_is(r, i, STR("n't")) ||
            ng_w_is(r, i, STR("never")))
            return true;
    return false;
}

/* A content that begins outside its last quotation takes the closing mark. */
static ng_range with_mark(const struct ng_report *r, struct ng_span c)
{
    ng_range at = ng_span_range(r, c);
    uint32_t quote = c.end > c.first ? ng_w(r, c.end - 1)->quote : NG_NONE;
    if (quote == NG_NONE || ng_w(r, c.first)->quote == quote)
        return at;
    for (uint32_t i = c.end, n = 0; i < r->words.n && n < 3; i++, n++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->kind != NG_WORD_PUNCT)
            break;
        if (w->quote == NG_NONE) {
            at.end = w->at.end;
            break;
        }
    }
    return at;
}

static void add(struct finder *f, const struct ng_frame *whole,
                uint32_t sentence)
{
    struct ng_report *r = f->r;
    struct ng_frame cut = *whole, *fr = &cut;
    fr->content.end = ng_say_kept_back(r, fr->content);
    bool nobody = fr->source.first >= fr->source.end && !fr->passive &&
                  fr->quote == NG_NONE;
    if (fr->content.first >= fr->content.end || nobody)
        return;
    struct ng_saying s = {
        .cue = ng_span_range(r, fr->cue),
        .source = ng_span_range(r, fr->source),
        .content = with_mark(r, fr->content),
        .told_to = ng_span_range(r, fr->told),
        .entity = ng_entity_of(r, fr->source),
        .grade = ng_grade_of(r, fr->source),
        .kind = kind_of(r, fr->content),
        .sentence = sentence,
        .denies = (fr->flags & NG_CUE_DENY) && !is_negated(r, fr->cue),
    };
    if (fr->quote != NG_NONE && fr->quote < r->quotes.n) {
        /* the words around a quotation belong to it only when they are said */
        if (s.kind == NG_DIRECT)
            s.content = r->quotes.at[fr->quote].at;
        f->owner[fr->quote] = (uint32_t)f->found.n + 1;
    }
    if (fr->via.first < fr->via.end)
        *ng_push(&s.via, f->out) = party_of(r, fr->via);
    for (uint32_t i = fr->content.first; i < fr->content.end; i++) {
        uint32_t q = ng_w(r, i)->quote;
        if (q < r->quotes.n && f->owner[q] == 0)
            f->owner[q] = (uint32_t)f->found.n + 1;
    }
    *ng_push(&f->found, f->tmp) = s;
}

/* A frame whose cue and source lie inside the content of an outer one is what
 * the outer passes on: the outer joins its chain and says nothing itself. */
static bool passes_on(const struct ng_frame *outer,
                      const struct ng_frame *inner)
{
    return outer->whole && inner->source.first < inner->source.end &&
           (inner->flags & NG_CUE_SAY) && inner->quote == NG_NONE &&
           inner->cue.first >= outer->content.first &&
           inner->cue.end <= outer->content.end &&
           inner->source.first >= outer->content.first &&
           inner->source.end <= outer->content.end &&
           outer->via.first == outer->via.end;
}

/* "X said A, adding that B": the second cue has the first one's subject, and
 * the first content ends where the second cue begins. */
static void lend_sources(const struct ng_report *r, struct ng_frame *fr,
                         size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct ng_span *before = &fr[i - 1].content;
        if (fr[i].source.first < fr[i].source.end || fr[i].passive)
            continue;
        fr[i].source = fr[i - 1].source;
        if (before->first >= fr[i].cue.first || before->end < fr[i].cue.end)
            continue;
        before->end = fr[i].cue.first;
        while (before->end > before->first + 1 &&
               (ng_w(r, before->end - 1)->kind == NG_WORD_PUNCT ||
                ng_w_is(r, before->end - 1, STR("and")) ||
                ng_w_is(r, before->end - 1, STR("but"))))
            before->end--;
    }
}

/* `"A," X said, "B."`: the second half has the same frame. */
static void second_half(struct finder *f, const struct ng_frame *fr,
                        const struct ng_sentence *s, uint32_t sentence)
{
    const struct ng_report *r = f->r;
    if (fr->quote == NG_NONE || !fr->whole)
        return;
    uint32_t i = fr->cue.end > fr->source.end ? fr->cue.end : fr->source.end;
    while (i < s->end &&
           (ng_w(r, i)->quote == NG_NONE || ng_w(r, i)->quote == fr->quote))
        i++;
    if (i >= s->end || f->owner[ng_w(r, i)->quote] != 0)
        return;
    uint32_t e = i;
    while (e < s->end && ng_w(r, e)->quote == ng_w(r, i)->quote)
        e++;
    struct ng_frame half = *fr;
    half.quote = ng_w(r, i)->quote;
    half.content = (struct ng_span){i, e};
    add(f, &half, sentence);
}

static void read_sentence(struct finder *f, uint32_t index)
{
    const struct ng_report *r = f->r;
    const struct ng_sentence *s = &r->sentences.at[index];
    struct ng_frame fr[FRAMES];
    size_t n = 0;
    if (s->end > r->words.n)
        return;
    for (uint32_t w = s->first; w < s->end && n < FRAMES; w++)
        if (ng_frame_at(r, s, w, &fr[n]) || ng_frame_according(r, s, w, &fr[n]))
            n++;
    lend_sources(r, fr, n);
    for (size_t i = 0; i < n; i++) {
        bool passed = false;
        for (size_t k = 0; k < i && !passed; k++)
            passed = passes_on(&fr[i], &fr[k]);
        for (size_t k = i + 1; k < n; k++)
            if (passes_on(&fr[k], &fr[i]) && fr[i].via.first == fr[i].via.end)
                fr[i].via = fr[k].source;
        if (!passed) {
            add(f, &fr[i], index);
            second_half(f, &fr[i], s, index);
        }
    }
}

/* The first quotation of the span that has no speaker yet, and whether there
 * are others at all. */
static uint32_t open_quote(const struct finder *f, struct ng_span s)
{
    for (uint32_t i = s.first; i < s.end; i++) {
        uint32_t q = ng_w(f->r, i)->quote;
        if (q < f->r->quotes.n && f->owner[q] == 0)
            return q;
    }
    return NG_NONE;
}

/* A saying whose source was read short may name its speaker in the wide one. */
static void widen_source(const struct finder *f, const struct ng_attribution *a,
                         struct ng_saying *s)
{
    const struct ng_report *r = f->r;
    ng_range wide = ng_span_range(r, a->source);
    if (wide.end - wide.beg <= s->source.end - s->source.beg)
        return;
    uint32_t e = ng_entity_of(r, a->source);
    bool person = e != NG_NONE && r->entities.at[e].type == NG_PER;
    bool by = wide.beg < s->source.beg && /* "a study by Ana Ortiz" */
              ng_grade_of(r, a->source) == NG_GRADE_DOCUMENT;
    if (!by && (!person || (s->entity != NG_NONE &&
                            r->entities.at[s->entity].type == NG_PER)))
        return; /* not the paper that a draft was "seen by" */
    s->entity = e;
    s->grade = ng_grade_of(r, a->source);
    s->source = wide;
}

static void widen_sources(struct finder *f, const ng_attributions *all)
{
    const struct ng_report *r = f->r;
    uint32_t *of = ng_new(f->tmp, uint32_t, r->words.n + 1); /* attribution */
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t w = all->at[i].cue.first; w < all->at[i].cue.end; w++)
            of[w] = i + 1;
    for (size_t k = 0; k < f->found.n; k++) {
        struct ng_saying *s = &f->found.at[k];
        uint32_t w = ng_range_empty(s->cue) ? (uint32_t)r->words.n
                                            : ng_word_at(r, s->cue.end - 1);
        while (w > 0 && w < r->words.n && ng_w(r, w)->at.beg >= s->cue.end)
            w--;
        if (w >= r->words.n || of[w] == 0)
            continue;
        const struct ng_attribution *a = &all->at[of[w] - 1];
        if (ng_range_empty(s->source) && s->kind == NG_DIRECT &&
            a->source.first < a->source.end) {
            s->source = ng_span_range(r, a->source);
            s->entity = ng_entity_of(r, a->source);
            s->grade = ng_grade_of(r, a->source);
            if (ng_range_touch(s->told_to, s->source))
                s->told_to = (ng_range){0, 0}; /* "asked X": X asks */
            continue;
        }
        if (a->source.first < a->source.end &&
            ng_range_touch(ng_span_range(r, a->source), s->source))
            widen_source(f, a, s);
    }
}

/* What frames did not see and the arcs did: quotations, above all parts of
 * one, whose speaker stands in their sentence. */
static void read_attributions(struct finder *f, const ng_attributions *all)
{
    struct ng_report *r = f->r;
    for (size_t i = 0; i < all->n; i++) {
        const struct ng_attribution *a = &all->at[i];
        if (a->source.first >= a->source.end || a->flags & NG_S_LIGHT)
            continue;
        for (uint32_t c = 0; c < a->contents; c++) {
            uint32_t q = open_quote(f, a->content[c]);
            if (q == NG_NONE)
                continue;
            struct ng_span s = a->content[c];
            while (s.first < s.end && (ng_w_is(r, s.first, STR("that")) ||
                                       ng_wide_is_mark(ng_w(r, s.first))))
                s.first++;
            struct ng_frame fr = {.source = a->source,
                                  .cue = a->cue,
                                  .content = s,
                                  .told = a->told,
                                  .flags = a->flags & NG_S_DENY ? NG_CUE_DENY
                                                                : NG_CUE_SAY,
                                  .quote = NG_NONE};
            if (s.first + 1 < s.end && ng_w(r, s.end - 1)->quote == NG_NONE &&
                ng_wide_is_mark(ng_w(r, s.end - 1)))
                fr.content.end--;
            if (kind_of(r, fr.content) == NG_DIRECT)
                fr.quote = q;
            add(f, &fr, ng_w(r, a->head)->sentence);
        }
    }
    widen_sources(f, all);
}

/* Words of a quotation, counted no further than needed. */
static bool is_long(const struct ng_report *r, ng_range at, uint32_t words)
{
    uint32_t n = 0;
    for (uint32_t w = ng_word_at(r, at.beg);
         w < r->words.n && ng_w(r, w)->at.beg < at.end; w++)
        if (ng_w(r, w)->kind != NG_WORD_PUNCT && ++n >= words)
            return true;
    return false;
}

/* True if nothing but marks stands before the quotation in its sentence. */
static bool opens_sentence(const struct ng_report *r, ng_range at)
{
    uint32_t w = ng_word_at(r, at.beg);
    if (w >= r->words.n || ng_w(r, w)->sentence >= r->sentences.n)
        return false;
    uint32_t first = r->sentences.at[ng_w(r, w)->sentence].first;
    while (w > first && ng_w(r, w - 1)->kind == NG_WORD_PUNCT)
        w--;
    return w == first || (w == first + 1 && ng_say_is_label(r, first));
}

/* A paragraph that is a quotation from its first byte on and names nobody goes
 * on with the speaker of the one before it. */
static bool opens_paragraph(const struct ng_report *r, ng_range at,
                            uint32_t paragraph)
{
    return paragraph < r->paragraphs.n &&
           at.beg <= r->paragraphs.at[paragraph].at.beg + 3;
}

static bool runs_on(const struct ng_report *r, ng_range at)
{
    return at.end >= r->text.n || r->text.p[at.end] == '\n';
}

/* What the sentences just before said, in this paragraph: saying + 1 or 0. */
static uint32_t said_before(const struct finder *f, const uint32_t *last,
                            uint32_t sentence)
{
    const struct ng_report *r = f->r;
    for (uint32_t k = sentence, n = 0; n <= NEAR; k--, n++) {
        if (r->sentences.at[k].paragraph !=
                r->sentences.at[sentence].paragraph &&
            !(n == 1 && ng_say_is_label(r, r->sentences.at[sentence].first)))
            return 0;
        if (last[k])
            return last[k];
        if (k == 0)
            break;
    }
    return 0;
}

/* A frame that found its quotation but nobody who speaks: "asked Da Ortiz". */
static void fill_source(struct finder *f, uint32_t q)
{
    struct ng_saying *s = &f->found.at[f->owner[q] - 1], other = *s;
    if (!ng_range_empty(s->source) || s->kind != NG_DIRECT ||
        !ng_say_beside(f->r, q, &other))
        return;
    other.cue = s->cue;
    *s = other;
}

/* Quotations that no frame took have the speaker of the one before. */
static void inherit(struct finder *f)
{
    struct ng_report *r = f->r;
    uint32_t before = NG_NONE;
    uint32_t *last = ng_new(f->tmp, uint32_t, r->sentences.n + 1);
    for (uint32_t i = 0; i < f->found.n; i++)
        if (!ng_range_empty(f->found.at[i].source) &&
            f->found.at[i].sentence < r->sentences.n)
            last[f->found.at[i].sentence] = i + 1;
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        ng_range at = r->quotes.at[q].at;
        uint32_t w = ng_word_at(r, at.beg);
        if (ng_range_empty(at) || w >= r->words.n || ng_w(r, w)->quote != q ||
            ng_w(r, w)->sentence >= r->sentences.n)
            continue; /* nested, or without words */
        struct ng_saying s = {.kind = NG_DIRECT, .entity = NG_NONE};
        if (f->owner[q])
            fill_source(f, q);
        bool open = f->owner[q] == 0 && is_long(r, at, FEW_WORDS);
        bool led =
            open && (ng_say_led_in(r, at, &s) || ng_say_beside(r, q, &s));
        if (open && (led || opens_sentence(r, at))) {
            uint32_t here = ng_paragraph_at(r, at.beg), from = 0;
            uint32_t there =
                before == NG_NONE
                    ? NG_NONE
                    : ng_paragraph_at(r, r->quotes.at[before].at.beg);
            if (there == here || (there != NG_NONE && there + 1 == here &&
                                  (runs_on(r, r->quotes.at[before].at) ||
                                   opens_paragraph(r, at, here))))
                from = f->owner[before];
            if (from == 0 || there != here) {
                uint32_t near = said_before(f, last, ng_w(r, w)->sentence);
                from = near ? near : from;
            }
            if (!led)
                s = from ? f->found.at[from - 1]
                         : (struct ng_saying){.entity = NG_NONE};
            s.kind = NG_DIRECT;
            s.content = at;
            s.sentence = ng_w(r, w)->sentence;
            if (from || led || is_long(r, at, QUOTED_WORDS)) {
                f->owner[q] = (uint32_t)f->found.n + 1;
                *ng_push(&f->found, f->tmp) = s;
            }
        }
        before = q;
    }
}

/* The found ones are two runs, each in order of content but for frames that
 * point left; they are put in order by merging halves (stable, no recursion).*/
static void put_in_order(struct finder *f)
{
    size_t n = f->found.n;
    struct ng_saying *a = f->found.at;
    struct ng_saying *b = ng_new(f->tmp, struct ng_saying, n ? n : 1);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n;
            size_t hi = lo + 2 * width < n ? lo + 2 * width : n;
            size_t i = lo, k = mid, to = lo;
            while (i < mid || k < hi) {
                bool left = k == hi ||
                            (i < mid && a[i].content.beg <= a[k].content.beg);
                b[to++] = left ? a[i++] : a[k++];
            }
        }
        struct ng_saying *swap = a;
        a = b;
        b = swap;
    }
    f->r->sayings.n = 0;
    for (size_t i = 0; i < n; i++)
        *ng_push(&f->r->sayings, f->out) = a[i];
}

/* All sources in order of the text, so that each knows who spoke before. */
static void find_speakers(struct ng_report *r, const ng_attributions *all,
                          struct ng_arena scratch)
{
    struct ng_whos whos;
    ng_whos_open(&whos, r, 2 * r->attributions.n + r->sayings.n, &scratch);
    for (size_t i = 0; i < r->attributions.n; i++)
        if (r->attributions.at[i].kind == NG_PART_OF_SOURCE)
            ng_whos_next(&whos, ng_span_of(r, r->attributions.at[i].at));
    ng_link_speakers(r, &whos);
    if (all)
        ng_say_whose(r, all, &whos, scratch);
    ng_whos_correct(&whos, r);
}

void ng_find_sayings(struct ng_report *r, struct ng_arena *out,
                     struct ng_arena scratch)
{
    struct finder f = {.r = r, .out = out, .tmp = &scratch};
    f.owner = ng_new(&scratch, uint32_t, r->quotes.n ? r->quotes.n : 1);
    for (uint32_t i = 0; i < r->sentences.n; i++)
        read_sentence(&f, i);
    ng_attributions all = {0};
    bool arcs = ng_has_arcs(r); /* else cues and marks must do */
    if (arcs)
        ng_find_attributions(r, &all, &scratch);
    read_attributions(&f, &all);
    inherit(&f);
    put_in_order(&f);
    if (arcs)
        ng_keep_attributions(r, &all, out, scratch);
    find_speakers(r, arcs ? &all : NULL, scratch);
    ng_say_more(r, out, scratch);
    f.found.n = 0;
    for (size_t i = 0; i < r->sayings.n; i++)
        *ng_push(&f.found, &scratch) = r->sayings.at[i];
    put_in_order(&f);
    ng_link_first_persons(r, out, scratch);
}
