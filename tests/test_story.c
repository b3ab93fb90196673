/* test_story.c - from which report each one was made. */
#include "report/story.h"
#include "t.h"

enum { ROOM = 1 << 20, MOST = 8 };
static struct ng_arena mem;
static struct ng_report reports[MOST];
static struct ng_batch b;

static void begin(void)
{
    if (!mem.at)
        ng_arena_open(&mem, ROOM, NULL);
    b = (struct ng_batch){0};
    for (size_t i = 0; i < MOST; i++)
        *ng_push(&b.reports, &mem) = &reports[i];
}

static void edge(uint32_t child, uint32_t parent, enum ng_relation relation,
                 float score, float covered)
{
    *ng_push(&b.edges, &mem) = (struct ng_edge){.child = child,
                                                .parent = parent,
                                                .relation = relation,
                                                .score = score,
                                                .coverage_child = covered};
}

/* The parent of a report, -1: none. */
static int parent(uint32_t child, bool back_only)
{
    uint32_t at = ng_parents(&b, back_only, &mem)[child];
    return at ? (int)b.edges.at[at - 1].parent : -1;
}

static void the_highest_score_counts(void)
{
    begin();
    edge(1, 0, NG_REVISION, .8f, .8f);
    edge(2, 0, NG_SYNDICATED, .7f, .7f);
    edge(2, 1, NG_SYNDICATED, .9f, .9f);
    edge(3, 0, NG_QUOTES_ONLY, .9f, .9f);
    CHECK_INT(parent(0, false), -1);
    CHECK_INT(parent(1, false), 0);
    CHECK_INT(parent(2, false), 1);
    CHECK_INT(parent(3, false), -1);
}

/* A copy has nothing of its own, so its source is the better parent. */
static void copies_pass_on_to_what_they_copy(void)
{
    begin();
    edge(1, 0, NG_SYNDICATED, .9f, .99f);
    edge(2, 1, NG_SYNDICATED, .95f, .99f);
    edge(2, 0, NG_SYNDICATED, .85f, .99f);
    edge(3, 0, NG_SPUN, .50f, .5f);
    edge(3, 1, NG_SPUN, .55f, .6f);
    edge(3, 2, NG_SPUN, .57f, .6f);
    CHECK_INT(parent(2, false), 0);
    CHECK_INT(parent(3, false), 0);
}

static void but_not_where_much_less_is_shared_or_another_relation(void)
{
    begin();
    edge(1, 0, NG_SYNDICATED, .9f, .99f);
    edge(2, 1, NG_SPUN, .6f, .6f);
    edge(2, 0, NG_SPUN, .4f, .4f);
    edge(3, 1, NG_EXACT, 1, 1);
    edge(3, 0, NG_SYNDICATED, .9f, .99f);
    CHECK_INT(parent(2, false), 1);
    CHECK_INT(parent(3, false), 1);
}

/* What a revision added may be just what was copied. */
static void revisions_keep_their_copies(void)
{
    begin();
    edge(1, 0, NG_REVISION, .9f, .9f);
    edge(2, 0, NG_SYNDICATED, .88f, .9f);
    edge(2, 1, NG_SYNDICATED, .9f, .9f);
    CHECK_INT(parent(2, false), 1);
}

static void own_work_goes_back_to_nobody(void)
{
    begin();
    edge(1, 0, NG_EXCERPT, .3f, .2f);
    edge(2, 0, NG_EXCERPT, .6f, .7f);
    CHECK_INT(parent(1, false), 0);
    CHECK_INT(parent(1, true), -1);
    CHECK_INT(parent(2, true), 0);
}

/* Copies of each other, which contradicting dates can make. */
static void circles_end(void)
{
    begin();
    edge(0, 1, NG_SYNDICATED, .9f, .9f);
    edge(0, 2, NG_SYNDICATED, .9f, .9f);
    edge(1, 2, NG_SYNDICATED, .9f, .9f);
    edge(1, 0, NG_SYNDICATED, .9f, .9f);
    edge(2, 0, NG_SYNDICATED, .9f, .9f);
    edge(2, 1, NG_SYNDICATED, .9f, .9f);
    for (uint32_t i = 0; i < 3; i++)
        CHECK(parent(i, true) >= 0);
}

T_MAIN(T(the_highest_score_counts), T(copies_pass_on_to_what_they_copy),
       T(but_not_where_much_less_is_shared_or_another_relation),
       T(revisions_keep_their_copies), T(own_work_goes_back_to_nobody),
       T(circles_end))
