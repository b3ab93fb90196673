/* beside.h - what stands beside a story: related ones, and its storyline.
 *
 *     weeks ago          days ago            today            since then
 *       s1  <---sequel---  s2  <---sequel---  STORY  ---sequel--->  s4
 *                                              :
 *                                      related: s7, s8
 *
 * A story ends when it gets no more reports; what goes on over weeks is a line
 * of stories that share who, where and rare words. Both are asked of the index
 * when they are wanted and are stored nowhere, so they are a function of the
 * reports, and no report that comes has to look at old stories.
 */
#pragma once
#include "store/index.h"
#include "text/json.h"

enum { NG_LINE_MOST = 24, NG_RELATED_MOST = 12 };

struct ng_neighbour {
    struct ng_story_head head;
    float likeness; /* the mean likeness of their reports; 0: itself */
    float angle;    /* of the bags of both stories, 0..1 */
    int32_t days;   /* between the one before and this, of a line */
    ng_str terms[3];
};
typedef NG_LIST(struct ng_neighbour) ng_neighbours;

struct ng_beside {
    ng_neighbours line;    /* the oldest first, the story itself in it */
    size_t here;           /* its place in the line */
    ng_neighbours related; /* of the same days, the most alike first */
};
ng_status ng_find_beside(struct ng_store *st, ng_id story,
                         struct ng_beside *beside, struct ng_arena *a,
                         struct ng_arena scratch, struct ng_err *err);

/* {"v","id","here","storyline":[{"story","title","first","last","reports",
 * "independent","likeness","angle","days","shared_terms"}],"related":[the
 * same]} here: the place of the story in its line; what joins it to the one
 * before is told of the later. */
void ng_json_beside(struct ng_json *j, ng_id story,
                    const struct ng_beside *beside);
