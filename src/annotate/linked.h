/* linked.h - the models of the language that are linked into the program.
 *
 *     clusters   words that are used alike     shapes.h
 *     lemmas     endings and exceptions        lemma.h
 *     tags       weights of the tagger         tagger.h
 *     arcs       weights of the parser         parser.h
 *     sentences  weights of boundaries         boundary.h
 *     names      weights of names              name_keys.h
 *     sayings    weights of attribution        sayings_keys.h
 *     coref      weights of who is who         coref_model.h
 *
 * A model that does not fit the program (the trainer, the first time, is built
 * with empty ones) is refused here; the stage then leaves its part of the words
 * empty.
 */
#pragma once
#include "model/shapes.h"

/* The linked bytes of a model, empty if it is not there. */
ng_str ng_linked(enum ng_model_kind kind);

/* What a model must have been made for: the hash of feature set and labels. */
uint64_t ng_features_of(enum ng_model_kind kind);

/* Both of the above and ng_model_open; false if the model cannot be used. */
bool ng_linked_open(struct ng_model *m, enum ng_model_kind kind);

/* The shape of a word, its classes from the lexicon. */
void ng_word_shape(ng_str form, ng_str low, const struct ng_section *clusters,
                   struct ng_shape *out);
