/* sayings.h - the parts of the stage that finds who said what.
 *
 *     David Maxwell, a senior fellow, told reporters that it would be hard.
 *     ^source        ^role            ^cue ^told_to       ^content
 *
 * cues.c      which words report speech and thought, and how they build
 * sources.c   the noun phrase that speaks, what it is (grade), who it is
 * frames.c    one cue in its sentence: source, content, addressee, chain
 * sayings.c   the stage: frames, then what only the arcs show, then quotations
 *             that have none of their own
 * sayings_speakers.c   who "he" and "the chief" are, where it was left open
 */
#pragma once
#include "report/report.h"

enum {
    NG_CUE_SAY = 1,     /* can stand alone: "..., he said" */
    NG_CUE_THINK = 2,   /* believes, hopes, wants */
    NG_CUE_DENY = 4,    /* denies its content */
    NG_CUE_TELL = 8,    /* the hearer follows: "told reporters" */
    NG_CUE_BARE = 16,   /* a clause may follow without "that" */
    NG_CUE_OBJECT = 32, /* a plain object is content: "denied the charge" */
    NG_CUE_NOUN = 64,   /* the same form is often a noun */
    NG_CUE_QUOTE = 128, /* frames a quotation, though not a clause */
    NG_CUE_THAT = 256   /* only with "that" or a quotation */
};

/* What is known of a lower-case form; 0: no cue. */
uint32_t ng_cue_of(ng_str low);
bool ng_cues_in_order(void);

/* Words first .. end-1 of the report; empty if first == end. */
struct ng_span {
    uint32_t first, end;
};

/* A cue with all that was found around it. */
struct ng_frame {
    struct ng_span source, cue, content, told;
    uint32_t flags;
    uint32_t quote;     /* the quotation that it frames, or NG_NONE */
    struct ng_span via; /* nearest other speaker in the chain */
    bool passive;       /* "it is said": nobody speaks */
    bool whole;         /* content is what stands before the cue */
};

static inline const struct ng_word *ng_w(const struct ng_report *r, uint32_t i)
{
    return &r->words.at[i];
}

static inline bool ng_w_is(const struct ng_report *r, uint32_t i, ng_str low)
{
    return ng_str_eq(r->words.at[i].low, low);
}

ng_range ng_span_range(const struct ng_report *r, struct ng_span s);
struct ng_span ng_span_of(const struct ng_report *r, ng_range at);

/* The noun phrase that ends before word `end` and begins at or after `first`;
 * and the one that begins at `first` and ends before `end`. */
struct ng_span ng_phrase_before(const struct ng_report *r, uint32_t end,
                                uint32_t first);
struct ng_span ng_phrase_after(const struct ng_report *r, uint32_t first,
                               uint32_t end);

/* The entity of a phrase (names, then references), NG_NONE if unknown. */
uint32_t ng_entity_of(const struct ng_report *r, struct ng_span s);
enum ng_grade ng_grade_of(const struct ng_report *r, struct ng_span s);
/* The grade that this noun alone tells; NG_GRADE_NONE if it tells none. */
enum ng_grade ng_grade_of_noun(ng_str low);

/* The verb group that `w` heads; true if w is a cue here at all. */
bool ng_frame_at(const struct ng_report *r, const struct ng_sentence *s,
                 uint32_t w, struct ng_frame *frame);
/* "according to X" at word w. */
bool ng_frame_according(const struct ng_report *r, const struct ng_sentence *s,
                        uint32_t w, struct ng_frame *frame);

/* True if word i is part of a time expression. */
bool ng_say_in_time(const struct ng_report *r, uint32_t i);
