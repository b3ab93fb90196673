/* sentences.h - the two halves of ng_find_words that look at marks: where a
 * sentence ends and what stands between quotation marks.
 *
 * Both read the tokens of one paragraph (text/tokens.h), which stand at
 * words[first .. first + n) of the report.
 */
#pragma once
#include "model/model.h"
#include "report/report.h"
#include "text/tokens.h"

/* Push the sentences of one paragraph and set word.sentence. `weights` of
 * boundary.h; NULL: one sentence a paragraph. */
void ng_split_sentences(struct ng_report *r, const struct ng_section *weights,
                        const struct ng_token *tokens, size_t n, uint32_t first,
                        uint32_t paragraph, struct ng_arena *out);

/* One paragraph's tokens and where its words begin. */
struct ng_cut_paragraph {
    ng_range at;
    size_t first, end; /* tokens, half open */
};

/* Push the quotations of all paragraphs and set word.quote. */
void ng_find_quotes(struct ng_report *r, const ng_tokens *tokens,
                    const struct ng_cut_paragraph *paragraphs, size_t n,
                    struct ng_arena *out);
