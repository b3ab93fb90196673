/* feed.h - the records of one kind, piece by piece.
 *
 *     export   one line a record, everything          nutgraf export KIND
 *     stream   the same bytes, a piece at a time      ?format=jsonl|csv
 *     page     some of the same lines in a list       ?limit=&cursor=
 *
 * A piece is what belongs to one report or entity, or a slice of a story. Where
 * a feed stands can be written down (a cursor) and taken up again, also by
 * another process and after the store has changed: what was there and still is
 * comes once.
 */
#pragma once
#include "store/walk.h"
#include "tell/tell.h"

enum { NG_FEED_AHEAD = 64, NG_CURSOR_MOST = 64 };

enum ng_feed_part {
    NG_FEED_ONE,   /* a single story or report was asked for */
    NG_FEED_WALK,  /* reports or stories in order */
    NG_FEED_KNOWN, /* entities */
    NG_FEED_LOOSE, /* pairs across stories: one piece, after all stories */
    NG_FEED_END
};
struct ng_document; /* document.h */
struct ng_feed {
    enum ng_export kind;
    bool places; /* of entities only those with a place on the map */
    bool csv, header;
    struct ng_document *document; /* of another program, or NULL */
    enum ng_feed_part part;
    struct ng_walk walk;
    ng_id one;
    bool whole;  /* records as exports have them, however long their lists */
    bool lone;   /* one row of it alone, at seq */
    bool inside; /* of the story that walk.at or `one` names, more is to come */
    uint32_t seq; /* and this many of its records, or reports, were given */
    struct ng_walk_at ahead[NG_FEED_AHEAD];
    size_t ahead_n, ahead_at;
    size_t cost; /* of what was read so far: a report's row is 1, about */
};

/* `one`: a story's or report's id, or empty. */
void ng_feed_open(struct ng_feed *f, enum ng_export kind, ng_id one);
/* Writes the records of the next piece, which may be none. */
ng_status ng_feed_next(struct ng_feed *f, struct ng_store *st,
                       struct ng_out *out, struct ng_arena *a,
                       struct ng_arena scratch, struct ng_err *err);

/* Of long lists inside a record, a page has as many. */
enum {
    NG_TOLD_MOST = 100,    /* cites, mentions */
    NG_TOLD_IDS = 1000,    /* reports of a story, by their ids */
    NG_TOLD_SOURCES = 200, /* of a brief */
};

/* Where it stands, and how many records of the next piece are done. */
void ng_feed_cursor(const struct ng_feed *f, size_t skip,
                    char cursor[NG_CURSOR_MOST]);
/* A record of this kind is written for each row of a list of its story. */
bool ng_feed_by_rows(enum ng_export kind);
ng_status ng_feed_resume(struct ng_feed *f, ng_str cursor, size_t *skip,
                         struct ng_err *err);
