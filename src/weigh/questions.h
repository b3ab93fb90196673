/* questions.h - disagreements asked as an editor would ask them.
 *
 *     When (“Police cleared the main …”)?      When did police clear the gate?
 *     Is it so, what Borea is accused of?      Did Borea hide two ships?
 *         Osmark accused Borea of hiding…          claimed by Osmark
 *         Borea denied that it had…                denied by Borea
 *
 * What finds a disagreement knows where it stands in the reports, not how to
 * say it; that is done here, from the sentences that are cited. A question that
 * cannot be turned stays as it was. Ids are those of before.
 */
#pragma once
#include "report/story.h"

void ng_word_questions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch);

/* False if it only quotes the reports, for want of a better way to ask. */
bool ng_is_well_asked(const struct ng_disagreement *d);
