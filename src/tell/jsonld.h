/* jsonld.h - what the two halves of the schema.org writer share. */
#pragma once
#include "tell/forms.h"

/* Opens a node of the graph on a line of its own. */
void ng_linked_node(struct ng_foreign *x, const char *type, ng_str id);
/* References to reports. */
void ng_linked_reports(struct ng_json *j, const char *key,
                       const struct ng_batch *b, const ng_indexes *reports,
                       struct ng_arena *a);
/* A receipt as schema.org's identifier. */
void ng_linked_cite(struct ng_json *j, const struct ng_report *r, ng_range at,
                    struct ng_arena *a);
/* Drafts of ClaimReview for what is disputed. */
void ng_linked_claims(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a);
