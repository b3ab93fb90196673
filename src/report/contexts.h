/* contexts.h - what an event is about: the contexts of PLOVER.
 *
 *     "agreed to cut tariffs on steel"          AGREE, economic
 *     "charged with bribing a customs officer"  ACCUSE, legal corruption
 *
 * They are read off the words of the clause and off the parties, so every one
 * has its receipt in the clause that is cited anyway; nothing is kept of them.
 * The names are those of the PLOVER manual (draft 0.8, 2021) and of its mapping
 * from CAMEO; labor, resource, disease, disaster, environment, cyber,
 * territory, education and media are ours.
 */
#pragma once
#include "report/story.h"

/* A set: bit NG_CONTEXT_x. */
typedef uint32_t ng_contexts;
_Static_assert(NG_CONTEXT_COUNT <= 32, "they fit in a set");

/* Of the words of a text: of each word that stands for one. */
ng_contexts ng_contexts_of(ng_str text);

/* Of one mention, and of an event: of all its mentions. */
ng_contexts ng_mention_contexts(const struct ng_report *r,
                                const struct ng_mention *m);
ng_contexts ng_event_contexts(const struct ng_batch *b,
                              const struct ng_event *e);
