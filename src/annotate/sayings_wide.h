/* sayings_wide.h - attributions in their full width, from the arcs.
 *
 *     The mayor, a former judge, has long argued that the bridge is unsafe.
 *     [source                  ] [cue          ] [content                ]
 *
 * An attribution is wider than a saying of the record: it counts what people
 * think, want, praise and reject too, and its spans are as long as they can be
 * (titles, appositions, auxiliaries, "that", quotation marks). docs/sayings.md
 * tells the conventions. The stage makes sayings; `annotate -f conll --layer
 * sayings` shows attributions as columns.
 *
 *   sayings_tree.c     what hangs below each word
 *   sayings_lemmas.c   which lemmas report, and how they build
 *   sayings_verbs.c    a verb with its source and its content
 *   sayings_nouns.c    nouns, adjectives, "according to", "Poll: ..."
 *   sayings_marks.c    what marks alone tell
 *   sayings_beside.c   quotations beside somebody
 *   sayings_wide.c     all of a report, quotations over sentences, tags
 *   sayings_whose.c    whose content it is, and of what grade they are
 *   sayings_more.c     sayings of the record that come from here alone
 */
#pragma once
#include "annotate/sayings.h"

/* How a lemma builds. */
enum {
    NG_S_THAT = 1 << 0,       /* a clause, with or without "that" */
    NG_S_OBJECT = 1 << 1,     /* a nominal or a gerund is content */
    NG_S_INFINITIVE = 1 << 2, /* "vowed to go" */
    NG_S_URGE = 1 << 3,       /* object and infinitive: "urged them to go" */
    NG_S_HEARER = 1 << 4,     /* the object is who hears */
    NG_S_QUOTE = 1 << 5,      /* frames quotations, may follow its content */
    NG_S_AS = 1 << 6,         /* "described it as ..." */
    NG_S_FOR_WHAT = 1 << 7,   /* "blamed her for ..." */
    NG_S_CALLED = 1 << 8,     /* "called it a ..." */
    NG_S_OF_WHAT = 1 << 9,    /* "accused him of ..." */
    NG_S_MIND = 1 << 10,      /* thought, not speech */
    NG_S_DENY = 1 << 11,
    NG_S_ABOUT = 1 << 12, /* prepositions that join the cue */
    NG_S_OF = 1 << 13,
    NG_S_FOR = 1 << 14,
    NG_S_ON = 1 << 15,
    NG_S_TO = 1 << 16,
    NG_S_WITH = 1 << 17,
    NG_S_AGAINST = 1 << 18,
    NG_S_AT = 1 << 19,
    NG_S_IN = 1 << 20,
    NG_S_OVER = 1 << 21,
    NG_S_BY = 1 << 22,
    NG_S_LIGHT = 1 << 23, /* "made the claim that": with a noun only */
    NG_S_KNOWN = 1 << 30
};

/* NG_S_KNOWN and more for a lemma that reports; 0 else. */
uint32_t ng_say_verb(ng_str lemma);
uint32_t ng_say_verb_of(const struct ng_word *w); /* lemma, else form */
uint32_t ng_say_noun(ng_str lemma);
uint32_t ng_say_adjective(ng_str lemma);
uint32_t ng_say_preposition(ng_str low); /* its bit, or 0 */
bool ng_say_lemmas_in_order(void);

/* What hangs below each word of a report, by index of the word. A word that
 * is in a ring, or has no arcs, covers itself alone. */
struct ng_tree {
    const struct ng_report *r;
    uint32_t *lo, *hi;     /* its words: lo .. hi - 1 */
    uint32_t *kid, *after; /* first child; next child of the same head */
};
struct ng_tree ng_tree_of(const struct ng_report *r, struct ng_arena *out);
/* First child with this relation, NG_NONE if there is none. */
uint32_t ng_kid(const struct ng_tree *t, uint32_t w, enum ng_rel rel);

enum { NG_WIDE_CONTENTS = 3 };
struct ng_attribution {
    struct ng_span source, cue, content[NG_WIDE_CONTENTS], told;
    uint32_t contents;
    uint32_t flags; /* of the lemma */
    uint32_t head;  /* the word of the cue that decides */
};
typedef NG_LIST(struct ng_attribution) ng_attributions;

/* One cue in its sentence; false if it is none here. */
bool ng_wide_verb(const struct ng_tree *t, uint32_t w,
                  struct ng_attribution *a);
bool ng_wide_noun(const struct ng_tree *t, uint32_t w,
                  struct ng_attribution *a);
bool ng_wide_adjective(const struct ng_tree *t, uint32_t w,
                       struct ng_attribution *a);
bool ng_wide_according(const struct ng_tree *t, uint32_t w,
                       struct ng_attribution *a);
bool ng_wide_colon(const struct ng_tree *t, uint32_t w,
                   struct ng_attribution *a);
/* sayings_marks.c: "as she put it", "in her view"; `Holm: "..."`. */
bool ng_wide_put(const struct ng_tree *t, uint32_t w, struct ng_attribution *a);
bool ng_wide_turn(const struct ng_tree *t, uint32_t w,
                  struct ng_attribution *a);
/* `"..." -- Ana Ortiz` */
bool ng_wide_signed(const struct ng_tree *t, uint32_t w,
                    struct ng_attribution *a);
bool ng_say_is_dash(const struct ng_word *w);

/* Shared by the readers of cues. */
bool ng_wide_is_mark(const struct ng_word *w); /* a quotation mark */
/* True if the mark at i closes a quotation that a comma or a question ends:
 * who speaks follows. */
bool ng_say_closes(const struct ng_report *r, uint32_t i);
/* "CLIP:", "Interview:": says what follows, not who speaks. */
bool ng_say_is_label(const struct ng_report *r, uint32_t i);
struct ng_span ng_wide_phrase(const struct ng_tree *t, uint32_t head);
struct ng_span ng_wide_subject(const struct ng_tree *t, uint32_t verb);
struct ng_span ng_wide_group(const struct ng_tree *t, uint32_t verb);
struct ng_span ng_wide_edges(const struct ng_report *r, struct ng_span s);
void ng_wide_add(const struct ng_report *r, struct ng_attribution *a,
                 struct ng_span content);

/* sayings_beside.c: the source (and cue) of a quotation that stands behind a
 * colon, or beside a verb of speech; false if there is none. */
bool ng_say_led_in(const struct ng_report *r, ng_range at, struct ng_saying *s);
bool ng_say_beside(const struct ng_report *r, uint32_t q, struct ng_saying *s);

/* All of a report, in order of their cues. */
void ng_find_attributions(const struct ng_report *r, ng_attributions *to,
                          struct ng_arena *out);

/* Where a content ends that runs on into what its source does not say: "...,
 * but declined to give details"; its own end otherwise. sayings_silence.c */
uint32_t ng_say_kept_back(const struct ng_report *r, struct ng_span content);

enum ng_say_tag { NG_SAY_O, NG_SAY_SOURCE, NG_SAY_CUE, NG_SAY_CONTENT };
/* The same by the rules alone; `all`: what ng_find_attributions found, or NULL
 * to look for it here and below. */
void ng_say_tags_by_rule(const struct ng_report *r, const ng_attributions *all,
                         uint8_t *tag, bool *begins, struct ng_arena scratch);
/* The kind of each word, nested ones left out; `begins` where a span does. */
void ng_say_tags(const struct ng_report *r, const ng_attributions *all,
                 uint8_t *tag, bool *begins, struct ng_arena scratch);

/* The same as ranges, into the report: parts of which the kind is known. */
void ng_keep_attributions(struct ng_report *r, const ng_attributions *all,
                          struct ng_arena *out, struct ng_arena scratch);
/* sayings_more.c: what no saying tells of the attributions. */
void ng_say_more(struct ng_report *r, struct ng_arena *out,
                 struct ng_arena scratch);
/* The source of each content of report.attributions. */
struct ng_whos;
void ng_say_whose(struct ng_report *r, const ng_attributions *all,
                  struct ng_whos *whos, struct ng_arena scratch);
