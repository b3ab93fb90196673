/* names_gold.h - annotated names, as fit_names.c reads them from data sets that
 * do not agree on what there is.
 *
 *     our corpus   all types
 *     Wikigold     PER ORG LOC MISC
 *     UNER EWT     PER ORG LOC
 *
 * A span holds the set of types it may be of, a report the set of types that
 * its annotators did not mark and that may therefore hide in what is left.
 */
#pragma once
#include "base/list.h"
#include "base/str.h"
#include "report/kinds.h"
#include "train/gold.h"

struct ng_names_span {
    ng_range at;    /* in text */
    uint32_t kinds; /* bits of enum ng_name_type */
};
struct ng_names_doc {
    ng_str text;
    NG_LIST(ng_range) paragraphs; /* sentences of the gold, one space between */
    NG_LIST(struct ng_names_span) spans;
    uint32_t hidden; /* types that may stand unmarked */
    double weight;
    uint32_t source, origin; /* number of the file; of the report in it */
};
struct ng_names_gold {
    NG_LIST(struct ng_names_doc) docs;
    NG_LIST(struct ng_names_doc) plain; /* without annotated names */
    uint32_t sources;
    uint64_t hash;
};

#define NG_KIND_BIT(t) ((uint32_t)1 << NG_##t)
#define NG_KINDS_PLACE (NG_KIND_BIT(GPE) | NG_KIND_BIT(LOC) | NG_KIND_BIT(FAC))
#define NG_KINDS_MISC                                                          \
    (NG_KIND_BIT(NORP) | NG_KIND_BIT(EVENT) | NG_KIND_BIT(WORK) |              \
     NG_KIND_BIT(MISC))

/* token<TAB>BIO tag; reports between -DOCSTART- lines, else ten sentences. */
ng_status ng_names_columns(struct ng_names_gold *g, const char *path,
                           uint32_t hidden, double weight, struct ng_arena *a,
                           struct ng_err *err);
/* Our own corpus (corpus.h). */
ng_status ng_names_corpus(struct ng_names_gold *g, const char *folder,
                          double weight, struct ng_arena *a,
                          struct ng_err *err);

/* Sentences of CoNLL-U, to `plain`. */
ng_status ng_names_plain(struct ng_names_gold *g, const char *path,
                         struct ng_arena *a, struct ng_err *err);

/* ---- for the readers ---------------------------------------------------- */

struct ng_names_writer { /* puts a report together, word by word */
    struct ng_names_doc doc;
    char *text;
    size_t n, cap, first; /* first: where the sentence begins */
    struct ng_arena *a;
};
/* A word and the range it got; `space` before it. */
ng_range ng_names_word(struct ng_names_writer *w, ng_str word, bool space);
void ng_names_sentence(struct ng_names_writer *w); /* ends one */
void ng_names_doc_end(struct ng_names_writer *w, struct ng_names_gold *g);
