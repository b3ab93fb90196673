/* pairing.h - which sentence of one report became which of another.
 *
 *     from  A B C D E          A = A'   the same words
 *     to    A' X C' E'         C ~ C'   enough in common, or the same speaker
 *                              B D -    dropped;  X  new
 *
 * A sentence is a bag of content words, each weighed by how rare it is in the
 * two reports; two sentences are alike by the cosine of their bags, more so if
 * the same source speaks in both. At most the first 400 sentences of a report
 * are paired by likeness; beyond them only equal ones are.
 */
#pragma once
#include "report/story.h"

enum { NG_PAIRED_SENTENCES = 400 };

/* What a word of a sentence is about. */
enum ng_word_about {
    NG_ABOUT_NOTHING, /* function words, punctuation */
    NG_ABOUT_CONTENT,
    NG_ABOUT_TIME,
    NG_ABOUT_NUMBER,
    NG_ABOUT_PLACE,
    NG_ABOUT_NAME,
    NG_ABOUT_HEDGE,  /* likely, could, reportedly */
    NG_ABOUT_DENIAL, /* not, never, denied */
    NG_ABOUT_CUE,    /* said, according */
};
enum ng_word_about ng_about(const struct ng_report *r, uint32_t word);

struct ng_unit {
    uint32_t sentence;
    uint32_t first, end; /* words of the report */
    uint32_t terms_beg, terms_end;
    float mass;
    ng_range source;     /* who speaks in it; empty: nobody */
    uint64_t speaker;    /* hash of the source's last name word; 0: nobody */
    uint32_t mate;       /* its counterpart, or NG_NONE */
    bool same;           /* the mate has the same words */
    bool told_elsewhere; /* without a mate, but most of it stands elsewhere */
};
typedef NG_LIST(struct ng_unit) ng_units;

struct ng_pairing {
    const struct ng_report *from, *to;
    ng_units before, after;
};
struct ng_pairing ng_pair_sentences(const struct ng_report *from,
                                    const struct ng_report *to,
                                    struct ng_arena *keep,
                                    struct ng_arena scratch);

/* True if this source speaks in one of the sentences. */
bool ng_has_speaker(const ng_units *units, uint64_t speaker);
