/* weigh.h - evidence: from event mentions to events, claims, disagreements.
 *
 * All work on the batch of ONE story (b->stories.n == 1).
 */
#pragma once
#include "report/story.h"

/* The interval in which each undated report must have been published, from its
 * relatives: the same fact told with another relative time, events it awaits
 * or looks back on. Sets published, _precision and _basis of reports whose
 * basis is NG_BASIS_NONE; returns how many changed (they must be read again,
 * because their own relative times now resolve). */
size_t ng_weigh_dates(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch);

/* Fills events, disagreements and the brief of the story. */
void ng_weigh(struct ng_batch *b, struct ng_arena *out,
              struct ng_arena scratch);

/* Fills b->news: what each sentence of each report brought to the story, in
 * the order of the reports and of their texts. Reads what is stored of a story,
 * lineage and disagreements among it; no words are needed. Work grows with the
 * sentences: each is compared with those that hold its rarest words. After the
 * sentences of design, novelty by weighted containment (docs/news.md). */
void ng_weigh_news(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch);

/* Fills b->days: the days that a long story turns on, in order, a sentence or
 * two for each; none for a story of less than two weeks. Reads what
 * ng_weigh_news reads. */
void ng_weigh_days(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch);
