/* names.h - the table of names: each different text gets a dense id, once.
 *
 * Arrays are then indexed by id. One of the two containers of the program
 * (list.h is the other). Lives in an arena; texts are copied into it. Ids run
 * from 0 in the order of first sight, so they never depend on hashes.
 */
#pragma once
#include "base/list.h"
#include "base/str.h"

#define NG_NO_NAME UINT32_MAX

struct ng_names {
    NG_LIST(ng_str) all; /* by id */
    uint32_t *slot;      /* [mask + 1] id + 1, 0: free */
    size_t mask;
    uint64_t seed;
};

/* The id of s, given now if s is new. */
uint32_t ng_name(struct ng_names *t, ng_str s, struct ng_arena *a);

/* The id of s, or NG_NO_NAME. */
uint32_t ng_name_find(const struct ng_names *t, ng_str s);
