/* linking.h - the tables of entities.c and where.c while they work on one
 * report. */
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
struct ng_division {
    char iso[4], admin1[8];
    uint32_t sentence;
};
struct ng_linking {
    struct ng_naming *n;
    struct ng_names keys;
    NG_LIST(uint32_t) entity; /* by id of keys */
    struct ng_aliases people, bodies;
    NG_LIST(struct ng_country) countries;
    NG_LIST(struct ng_division) divisions; /* states that are told of */
    struct ng_names sure_names;            /* places that their neighbours */
    NG_LIST(struct ng_lex_entry) sure;     /* [names] make certain */
};

/* where.c: in this order, once all spots are known. */
void ng_count_countries(struct ng_linking *l);
void ng_settle_places(struct ng_linking *l);

/* How often the report speaks of a country. */
uint32_t ng_country_count(const struct ng_linking *l, const char *iso);

/* The place that spot k means; false if the lexicon has none of that name. */
bool ng_best_place(const struct ng_linking *l, size_t k,
                   struct ng_lex_entry *out);

/* Whether the country that spot k names is rather the state of that name. */
bool ng_is_state(const struct ng_linking *l, size_t k);

/* role.c: the role and country that the text gives the person of spot k. */
void ng_read_role(struct ng_naming *n, size_t k);
