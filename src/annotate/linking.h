/* linking.h - the tables of entities.c while it works on one report. */
#pragma once
#include "annotate/naming.h"
#include "base/names.h"

struct ng_best {
    uint32_t entity;
    float score;
};
/* What something may be called -> who that most likely is. */
struct ng_aliases {
    struct ng_names names;
    NG_LIST(struct ng_best) best; /* by id of names */
};
struct ng_country {
    char iso[4];
    uint32_t count, sentence;
};
struct ng_linking {
    struct ng_naming *n;
    struct ng_names keys;
    NG_LIST(uint32_t) entity; /* by id of keys */
    struct ng_aliases people, bodies;
    NG_LIST(struct ng_country) countries;
};

/* role.c: the role and country that the text gives the person of spot k. */
void ng_read_role(struct ng_naming *n, size_t k);
