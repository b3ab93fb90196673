/* moved.c - ids that stories had once, and where they lead to: store/moves.h.
 */
#include "serve/answers.h"
#include "store/moves.h"

enum { LISTED = 100 };

ng_status ng_answer_moves(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_moves moves = {0};
    struct ng_page page;
    size_t limit;
    int64_t before = 0;
    ng_str next = {0};
    ng_status status = ng_turn_paging(t, LISTED, "moves", &limit, &before, err);
    if (status == NG_OK)
        status = ng_store_moves(h->store, t->value[NG_PARAM_STORY], before,
                                limit + 1, &moves, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("moves"));
    for (size_t i = 0; i < moves.n && page.items < limit; i++) {
        struct ng_json j = {.out = &t->piece};
        t->piece.n = 0;
        ng_json_move(&j, h->store, &moves.at[i]);
        ng_page_item(&page, ng_out_str(&t->piece));
    }
    if (moves.n > limit)
        next = ng_str_format(a, "%lld", (long long)moves.at[moves.n - 2].nr);
    ng_page_close(&page, t, next, h->revision);
    return NG_OK;
}
