/* gold_coref.h - documents with given mentions, as the trainer of who is who
 * and its bench read them: CoNLL-U with Entity= brackets (GUM) in the last
 * column. The text is put together from the words, cut, tagged and parsed by
 * our own stages; a mention is the words of ours that its bytes touch.
 */
#pragma once
#include "annotate/coref.h"
#include "base/out.h"
#include "train/train.h"

struct ng_coref_gold {
    ng_str name; /* of the document */
    struct ng_report *r;
    struct ng_coref c; /* open; the mentions in order */
    ng_str *id;        /* [c.n] of the gold entity */
    ng_range *at;      /* [c.n] bytes of the given mention */
};
typedef NG_LIST(struct ng_coref_gold) ng_coref_golds;

/* Append the documents of a file: CoNLL-U, .xml of MEANTIME, or .txt of our own
 * corpus. */
ng_status ng_coref_gold_read(ng_coref_golds *g, const char *path,
                             uint64_t *hash, struct ng_arena *a,
                             struct ng_err *err);

/* Append a file or folder of our own corpus. */
ng_status ng_coref_gold_corpus(ng_coref_golds *to, const char *path,
                               uint64_t *hash, struct ng_arena *a,
                               struct ng_err *err);

/* An article of MEANTIME as columns with Entity= brackets. */
void ng_meantime_columns(ng_str xml, ng_str name, struct ng_out *o,
                         struct ng_arena *a);

/* The same document with the mentions that we find ourselves. */
void ng_coref_gold_own(const struct ng_coref_gold *from,
                       struct ng_coref_gold *to, struct ng_arena *a);
