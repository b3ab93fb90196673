/* ranking.c - the stories that weigh most, with what each part of it adds. */
#include "serve/answers.h"
#include "store/ranked.h"

enum { LISTED = 100 };

ng_status ng_answer_ranking(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_ranking ranking = {0};
    struct ng_page page;
    ng_day since;
    size_t limit;
    ng_status status = ng_turn_limit(t, LISTED, &limit, err);
    if (status == NG_OK)
        status = ng_turn_day(t, NG_PARAM_SINCE, &since, err);
    if (status == NG_OK)
        status = ng_store_ranked(h->store, since, limit, &ranking, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("ranking"));
    for (size_t i = 0; i < ranking.n; i++) {
        struct ng_json j = {.out = &t->piece};
        t->piece.n = 0;
        ng_json_ranked(&j, &ranking.at[i]);
        ng_page_item(&page, ng_out_str(&t->piece));
    }
    ng_page_close(&page, t, (ng_str){0}, h->revision);
    return NG_OK;
}
