/* roles.h - who plays which part in one event.
 *
 * A template says where its actors and recipients stand (subject, object,
 * "with"); here those places are read, and what a definite noun or a bare verb
 * leaves out is taken from the mentions before: "the talks", "they", "Arvia
 * accepted".
 */
#pragma once
#include "code/triggers.h"

/* How many mentions back an answer looks for what it answers. */
enum { NG_LOOK_BACK = 60 };

/* One report at work. */
struct ng_coder {
    struct ng_report *r;
    struct ng_tree tree;
    struct ng_cast cast;
    bool *used; /* [words] part of another trigger */
    struct ng_arena *out;
    bool games; /* the report is on a game */
};

void ng_find_roles(struct ng_coder *k, uint32_t w, const struct ng_frame *f,
                   const struct ng_template *p, struct ng_mention *m);
void ng_borrow_roles(struct ng_coder *k, const struct ng_frame *f,
                     const struct ng_template *p, struct ng_mention *m);

/* Who is named but does not receive: a square that is blocked, one's own
 * troops. */
void ng_weed_recipients(struct ng_coder *k, enum ng_event_type type,
                        struct ng_mention *m);

/* What one sentence tells of a deed, for the same deed in another. */
void ng_echo_mentions(struct ng_coder *k);

/* "rejected that", "dismissed the offer": whose it was. */
void ng_reject_whose(struct ng_coder *k, const struct ng_frame *f,
                     struct ng_mention *m);

/* Who receives, where the sentence itself does not name them. */
void ng_name_others(struct ng_coder *k);

/* "Nothing has moved since Orsk": the place of a meeting that is over, and of
 * talks that were broken off. */
void ng_place_meetings(struct ng_coder *k);

/* Enough is known for an event: see the flags in triggers.txt. */
bool ng_is_whole(const struct ng_coder *k, const struct ng_template *p,
                 const struct ng_frame *f, const struct ng_mention *m);

/* "The storm killed", "prohibited by the rules": whoever is named as doing it
 * is nobody. */
bool ng_is_thing(const struct ng_coder *k, const struct ng_template *p,
                 const struct ng_frame *f, const struct ng_mention *m);

/* True if the report is on a match or a championship. */
bool ng_is_of_games(const struct ng_tree *t);

/* Nobody with an office, no body and no country has a part in it, or it is
 * part of a game. */
bool ng_is_private(const struct ng_coder *k, const struct ng_template *p,
                   uint32_t w, const struct ng_frame *f,
                   const struct ng_mention *m);

/* How many of them have an entity or a code. */
size_t ng_known_of(const ng_parties *list);
