/* frame.h - who stands where around a verb or a noun.
 *
 * One frame holds the logical places of a trigger, whatever the sentence does
 * to them: the passive is turned round, a relative clause finds its noun, an
 * infinitive the subject of the verb above it.
 *
 *     Kim, who was invited by Putin to visit Russia
 *          visit: subject Kim, object Russia
 *          invite: subject Putin, object Kim, clause visit
 */
#pragma once
#include "code/tree.h"

struct ng_frame {
    uint32_t subject, object, indirect, clause, particle;
    uint32_t above; /* the verb or predicate that a noun depends on */
    bool passive;
    bool borrowed; /* the subject stands at another verb */
};

struct ng_frame ng_frame_of(const struct ng_tree *t, uint32_t w);

/* True if `list` ("|a|b|") holds this word. */
bool ng_listed(ng_str list, ng_str word);
