/* triggers.h - the templates: which words state an event, and what must stand
 * around them. triggers.txt is the source and explains the columns.
 *
 *     hold.talks ; V ; hold|open|... ; O=TALKS ; CONSULT ; ; 046 ; S ; with
 *
 *     "Kim held talks with Putin"   held: subject Kim, object talks, with Putin
 */
#pragma once
#include "code/parties.h"

enum ng_slot_kind {
    SLOT_SUBJECT,
    SLOT_OBJECT,
    SLOT_INDIRECT,
    SLOT_POSSESSOR,
    SLOT_MODIFIER,
    SLOT_CLAUSE,
    SLOT_PARTICLE,
    SLOT_MARK,
    SLOT_BESIDE /* a preposition with its noun, or an adverb */
};
struct ng_slot_of {
    uint8_t slot;
    ng_str beside;
};

enum {
    FLAG_BOTH = 1 << 0,
    FLAG_VISIT = 1 << 1,
    FLAG_TO = 1 << 2,
    FLAG_LEADER = 1 << 3,
    FLAG_SWAP = 1 << 4,
    FLAG_DYAD = 1 << 5,
    FLAG_LOOSE = 1 << 6,
    FLAG_LOOSE1 = 1 << 7,
    FLAG_DATED = 1 << 8,
    FLAG_KEEP = 1 << 9,
    FLAG_DONE = 1 << 10,
    FLAG_BORROW = 1 << 11,
    FLAG_DENIAL = 1 << 12,
    FLAG_DEED = 1 << 13,
    FLAG_CAUSED = 1 << 15,
    FLAG_NEGREJECT = 1 << 16,
    FLAG_PLAN = 1 << 17,
    FLAG_HERE = 1 << 18,
    FLAG_TOLD = 1 << 19,
    FLAG_ABROAD = 1 << 20,
    FLAG_COURT = 1 << 21
};

struct ng_template {
    ng_str rule, mode, cameo;
    enum ng_event_type type;
    char pos; /* V N A */
    uint32_t flags;
    uint16_t need, needs;       /* index and count */
    uint16_t party;             /* index of the actor slots; */
    uint8_t actors, recipients; /* recipients' slots follow them */
};

/* True if some template begins with this word. */
bool ng_is_trigger(const struct ng_tree *t, uint32_t w);

/* True if a template of verbs begins with this word, whatever its tag. */
bool ng_is_verb_trigger(const struct ng_word *x);

/* Verbs of headlines that were read as nouns become verbs. */
void ng_mend_headlines(struct ng_report *r);

/* The first template that the word w fits, or NULL. */
const struct ng_template *ng_match(const struct ng_cast *c, uint32_t w,
                                   const struct ng_frame *f);

/* The next one that it fits: `last` asked for more than the sentence has. */
const struct ng_template *ng_match_after(const struct ng_cast *c, uint32_t w,
                                         const struct ng_frame *f,
                                         const struct ng_template *last);

/* The noun that says what is done, where the verb only says that it takes place
 * ("held talks", "opened fire"), or NG_NONE. */
uint32_t ng_light_noun(const struct ng_cast *c, uint32_t w,
                       const struct ng_frame *f, const struct ng_template *p);

/* The i-th slot of a template: actors first, then recipients. */
const struct ng_slot_of *ng_template_slot(const struct ng_template *p,
                                          unsigned i);

/* How many templates there are, and each: for tests and `explain`. */
size_t ng_templates(void);
const struct ng_template *ng_template_at(size_t i);
