/* sayings_persons.h - which words mean a person, and of what sex. */
#pragma once
#include "annotate/sayings.h"

enum { NG_SEX_MALE = 1, NG_SEX_FEMALE = 2 };

/* Bits; 0: not known. */
uint8_t ng_sex_of_word(ng_str low); /* "mr", "chairman", "wife" */
uint8_t ng_sex_of_name(ng_str name);
uint8_t ng_sex_of_pronoun(ng_str low);

/* "sen." is "senator"; other words as they are. */
ng_str ng_rank_in_full(ng_str low);
/* A noun in the singular that is no name. */
bool ng_is_common(const struct ng_word *w);
/* True if noun i means a person by itself or by what follows it. */
bool ng_is_of_person(const struct ng_report *r, uint32_t i);
/* The first word of the phrase whose noun is at i. */
uint32_t ng_phrase_first(const struct ng_report *r, uint32_t i);
/* "minister Ana Ortiz", "Ana Ortiz, the minister": the name stands for it. */
bool ng_goes_with_name(const struct ng_report *r, uint32_t first,
                       uint32_t noun);
