/* quote.c - does a report hold these words? Who is said to have said them?
 *
 *     asked     we will  not leave the harbour
 *     report    "We will not leave this harbour," said Marta Holm
 *                ^^^^^^^^^^^^^^^^^ the longest run of the same words
 *
 * Words are letters and digits without regard to case and marks, so another
 * kind of quotation mark or a line end is no difference. `verbatim` says that
 * all words stand there in this order; else `coverage` says how many of them
 * the longest run has, and the reader sees what the report has instead.
 */
#include "serve/answers.h"
#include "store/stories.h"
#include "tell/record.h"

enum { WORDS_MOST = 32, FOUND_MOST = 20 };

typedef NG_LIST(ng_range) ranges;

/* Quotation marks, dashes and dots of UTF-8 begin with C2 and E2. */
static bool begins_word(char c)
{
    unsigned char u = (unsigned char)c;
    return ng_is_alpha(c) || ng_is_digit(c) || (u >= 0xC3 && u != 0xE2);
}

static void cut_words(ng_str s, size_t most, ranges *words, struct ng_arena *a)
{
    size_t i = 0;
    while (i < s.n && words->n < most) {
        size_t beg = i++;
        if (!begins_word(s.p[beg]))
            continue;
        while (i < s.n &&
               (begins_word(s.p[i]) || ((unsigned char)s.p[i] & 0xC0) == 0x80))
            i++;
        *ng_push(words, a) = (ng_range){(uint32_t)beg, (uint32_t)i};
    }
}

struct run {
    size_t at, n; /* words of the text */
};

/* The longest run of words that both have; the first of the longest. Row by
 * row: length[k] is that of the run that ends at word k of the asked ones. */
static struct run longest(ng_str text, const ranges *words, ng_str asked,
                          const ranges *want, struct ng_arena scratch)
{
    struct run best = {0};
    size_t *length = ng_new(&scratch, size_t, want->n + 1);
    for (size_t i = 0; i < words->n; i++)
        for (size_t k = want->n; k > 0; k--) {
            bool same = ng_str_eq_nocase(ng_slice(text, words->at[i]),
                                         ng_slice(asked, want->at[k - 1]));
            length[k] = same ? length[k - 1] + 1 : 0;
            if (length[k] > best.n)
                best = (struct run){i + 1 - length[k], length[k]};
        }
    return best;
}

struct quoting {
    struct ng_turn *turn;
    struct ng_hand *hand;
    struct ng_page page;
    ng_str asked;
    ranges want;
};

/* The saying whose content the run is in, with the origins that carry it. */
static ng_status put_saying(struct quoting *q, struct ng_json *j, ng_id report,
                            ng_range at, struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *st = q->hand->store;
    struct ng_batch b = {0};
    ng_id story;
    uint32_t place;
    struct ng_err none = {0};
    if (ng_store_story_of(st, report, &story, &none) != NG_OK) {
        ng_json_null(j);
        return NG_OK;
    }
    ng_status status = ng_store_place_of(st, story, report, &place, err);
    if (status == NG_OK)
        status = ng_store_load_reports(
            st, story, place, 1,
            NG_NEED_TEXT | NG_NEED_SAYINGS | NG_NEED_ENTITIES, &b, a, err);
    if (status != NG_OK)
        return status;
    for (size_t i = 0; b.reports.n && i < b.reports.at[0]->sayings.n; i++) {
        const struct ng_report *r = b.reports.at[0];
        if (ng_range_touch(r->sayings.at[i].content, at)) {
            ng_json_saying(j, r, &r->sayings.at[i], b.carried[i]);
            return NG_OK;
        }
    }
    ng_json_null(j);
    return NG_OK;
}

static ng_status put_found(struct quoting *q, ng_id report, struct ng_arena *a,
                           struct ng_err *err)
{
    struct ng_report r = {0};
    struct ng_json j = {.out = &q->turn->piece};
    ranges words = {0};
    ng_status status = ng_store_load_record(q->hand->store, report, &r, a, err);
    if (status != NG_OK)
        return status;
    cut_words(r.text, r.text.n, &words, a);
    struct run run =
        longest(r.text, &words, q->asked, &q->want, q->hand->scratch);
    if (run.n == 0)
        return NG_OK;
    ng_range at = {words.at[run.at].beg, words.at[run.at + run.n - 1].end};
    q->turn->piece.n = 0;
    ng_json_head(&j, report);
    ng_json_key(&j, "verbatim");
    ng_json_bool(&j, run.n == q->want.n);
    ng_json_key(&j, "coverage");
    ng_json_num(&j, (double)run.n / (double)q->want.n, 3);
    ng_json_key(&j, "cite");
    ng_json_cite(&j, &r, at);
    ng_json_key(&j, "saying");
    status = put_saying(q, &j, report, at, a, err);
    ng_json_end(&j, '}');
    if (status == NG_OK)
        ng_page_item(&q->page, ng_out_str(&q->turn->piece));
    return status;
}

/* Side by side first; if no report has them so, all of them anywhere. */
static ng_status find(struct quoting *q, size_t limit, ng_hits *hits,
                      struct ng_arena *a, struct ng_err *err)
{
    ng_str words = {0};
    for (size_t i = 0; i < q->want.n; i++) {
        ng_str word = ng_slice(q->asked, q->want.at[i]);
        words = ng_str_format(a, PRS "%s" PRS, PRS_ARG(words), i ? " " : "",
                              PRS_ARG(word));
    }
    ng_str phrase = ng_str_format(a, "\"" PRS "\"", PRS_ARG(words));
    ng_status status =
        ng_store_search(q->hand->store, phrase, limit, hits, a, err);
    if (status == NG_NOTHING)
        status = ng_store_search(q->hand->store, words, limit, hits, a, err);
    return status == NG_NOTHING ? NG_OK : status;
}

ng_status ng_answer_quote(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    struct quoting q = {.turn = t, .hand = h, .asked = t->value[NG_PARAM_Q]};
    ng_hits hits = {0};
    size_t limit;
    ng_status status = ng_turn_limit(t, FOUND_MOST, &limit, err);
    if (status == NG_OK)
        cut_words(q.asked, WORDS_MOST + 1, &q.want, a);
    if (status == NG_OK && (q.want.n == 0 || q.want.n > WORDS_MOST))
        status = ng_fail(err, NG_USAGE, 0,
                         "give the words of a quotation, 1 to %d: ?q=WORDS",
                         WORDS_MOST);
    if (status == NG_OK)
        status = find(&q, limit, &hits, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&q.page, &t->out, STR("quotes"));
    for (size_t i = 0; status == NG_OK && i < hits.n; i++) {
        struct ng_arena mark = *a;
        status = put_found(&q, hits.at[i].report, a, err);
        *a = mark;
    }
    if (status == NG_OK)
        ng_page_close(&q.page, t, (ng_str){0}, h->revision);
    return status;
}
