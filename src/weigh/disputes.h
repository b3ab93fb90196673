/* disputes.h - where reports disagree, and whether that is a conflict.
 *
 *     superseded     a revision says otherwise: Monday, then Tuesday
 *     contradiction  two values that cannot both be right
 *     refined        the one lies in the other: Vladivostok, its university
 *     compatible     different scope: "thousands", "more than 10,000"
 */
#pragma once
#include "report/story.h"

void ng_find_disputes(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch);
