/* besides.c - the storyline of a story and what stands beside it. */
#include "engine/beside.h"
#include "serve/answers.h"

ng_status ng_answer_storyline(struct ng_turn *t, struct ng_hand *h,
                              struct ng_arena *a, struct ng_err *err)
{
    struct ng_beside beside;
    ng_id id, story;
    ng_status status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK && ng_turn_leads_on(t, id))
        return NG_OK;
    if (status == NG_OK)
        status = ng_find_beside(h->store, story, &beside, a, h->scratch, err);
    if (status == NG_OK) {
        struct ng_json j = {.out = &t->out};
        ng_json_beside(&j, story, &beside);
        ng_putc(&t->out, '\n');
    }
    return status;
}
