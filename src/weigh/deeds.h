/* deeds.h - a deed in words, for the questions about it. */
#pragma once
#include "report/story.h"

static inline const struct ng_mention *
ng_mention_of(const struct ng_batch *b, const struct ng_event_mention *m)
{
    return &b->reports.at[m->report]->mentions.at[m->mention];
}

/* "the meeting (Orsk and Vale)", or the words of the report that tells it. */
ng_str ng_deed_text(const struct ng_batch *b, const struct ng_event *e,
                    struct ng_arena *out);

/* deeds_differ.c asks of one event, deeds_apart.c of two that may be one. */
void ng_dispute_two_deeds(struct ng_batch *b, struct ng_arena *out,
                          struct ng_arena scratch);
