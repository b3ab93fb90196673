/* A search of a store in which thousands have the words: page by page, from the
 * newest back, each report once, as many looked at as a page may. */
#include "store/search.h"
#include "store_made.h"

enum { MANY = 4500, ANY = 99999 };

/* Report i: even ones say "harbour", every ninth "lantern"; no order of days is
 * the order in which they came. */
static struct ng_report *made(int i, struct ng_arena *a)
{
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    r->text =
        ng_str_format(a, "Note %d tells of the %s%s in town.", i,
                      i % 2 ? "market" : "harbour", i % 9 ? "" : " lantern");
    r->source.bytes = r->source.raw = r->text;
    r->source.path = ng_str_format(a, "note-%d", i);
    r->outlet = i == 7 ? STR("Lone Gazette") : STR("Daily Sheet");
    ng_day day = (ng_day)(20000 + i * 7 % 400);
    r->published = i % 100 == 99 ? NG_NO_DAYS : (ng_days){day, day};
    r->sha = ng_sha256_of(r->text);
    r->id = ng_id_of('r', (ng_str){(const char *)r->sha.b, 32});
    return r;
}

static struct ng_store *many(struct ng_arena *a)
{
    struct ng_err err = {0};
    struct ng_store *st = NULL;
    if (ng_store_open(&st, ":memory:", NG_STORE_WRITE, &err) != NG_OK ||
        ng_store_begin(st, &err) != NG_OK)
        return NULL;
    for (int i = 0; i < MANY; i++) {
        struct ng_arena mark = *a;
        CHECK(ng_store_put_report(st, made(i, a), &err) == NG_OK);
        *a = mark;
    }
    CHECK(ng_store_commit(st, &err) == NG_OK);
    return st;
}

struct walked {
    size_t hits, pages, empty;
    bool falling; /* no day after one before it, the undated last */
    bool ranked;
};

static struct walked walk(struct ng_store *st, const char *query, size_t limit,
                          struct ng_arena *a)
{
    struct walked w = {.falling = true};
    struct ng_search_page page = {.limit = limit};
    struct ng_err err = {0};
    ng_day last = INT32_MAX;
    for (bool more = true; more && w.pages < 9999; w.pages++) {
        struct ng_arena mark = *a;
        size_t from = page.skip;
        page.hits = (ng_hits){0};
        ng_status status =
            ng_store_search_page(st, ng_str_of(query), &page, a, &err);
        CHECK(status == NG_OK);
        size_t n = page.hits.n > from ? page.hits.n - from : 0;
        n = n < limit ? n : limit;
        for (size_t i = from; i < from + n && !page.ranked; i++) {
            w.falling &= page.hits.at[i].day <= last;
            last = page.hits.at[i].day;
        }
        w.hits += n;
        w.empty += n == 0;
        w.ranked = page.ranked;
        more = page.more;
        page.skip = page.ranked ? page.skip + limit : 0;
        *a = mark;
    }
    return w;
}

static void every_hit_comes_once(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = many(&a);
    REQUIRE(st);
    static const struct {
        const char *query;
        size_t hits;
        bool ranked;
    } asked[] = {
        {"town", MANY, false},
        {"harbour", MANY / 2, true},
        {"lantern", MANY / 9, true},
        {"town -harbour", MANY / 2, false},
        {"town source:lone", 1, false},
        {"source:\"daily sheet\"", MANY - 1, false},
        {"source:gazette", 1, false},
        {"source:nobody", 0, false},
        {"town date:2024", ANY, false},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct walked w = walk(st, asked[i].query, 100, &a);
        if (asked[i].hits != ANY)
            CHECK_INT(w.hits, asked[i].hits);
        CHECK_INT(w.ranked, asked[i].ranked);
        CHECK(w.falling);
        ng_hits all = {0};
        struct ng_err err = {0};
        ng_store_search(st, ng_str_of(asked[i].query), 9999, &all, &a, &err);
        CHECK_INT(all.n, w.hits);
    }
    ng_store_close(st);
}

/* What is found and where it ends hangs on the reports, not on their numbers.
 */
static void a_page_is_that_of_the_whole_list(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = many(&a);
    REQUIRE(st);
    struct ng_search_page page = {.limit = 50, .facets = true};
    struct ng_err err = {0};
    ng_hits all = {0};
    CHECK(ng_store_search_page(st, STR("town"), &page, &a, &err) == NG_OK);
    CHECK(ng_store_search(st, STR("town"), 50, &all, &a, &err) == NG_OK);
    REQUIRE(page.hits.n >= 50 && all.n == 50);
    CHECK(page.more && page.hits.n >= NG_FACETS_OF);
    for (size_t i = 0; i < 50; i++) {
        CHECK(ng_id_eq(page.hits.at[i].report, all.at[i].report));
        CHECK(page.hits.at[i].passages.n == 1);
    }
    struct ng_facets facets;
    CHECK(ng_store_facets_of(st, &page.hits, &facets, &a, &err) == NG_OK);
    CHECK_INT(facets.reports, NG_FACETS_OF);
    ng_store_close(st);
}

T_MAIN(T(every_hit_comes_once), T(a_page_is_that_of_the_whole_list))
