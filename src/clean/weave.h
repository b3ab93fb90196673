/* weave.h - the clean text and its map, written together.
 *
 *     source   Kim  crossed &amp; toured
 *     text     Kim crossed & toured
 *     runs     same, put " ", same, put "&", same
 *
 * The source may itself be a text with a map (a page that was read already);
 * then runs lead through it to raw. Source ranges must come in order, so the
 * walk through that map is one pass.
 */
#pragma once
#include "report/report.h"

struct ng_weave {
    struct ng_report *r;
    struct ng_arena *out;
    ng_str source;
    ng_map through; /* of the source to raw; empty: the source is raw */
    size_t cursor;  /* in through */
    char *p;        /* text so far */
    uint32_t n, room;
};

/* Takes room in `out` for the longest text that `source` can become. */
void ng_weave_open(struct ng_weave *w, struct ng_report *r, ng_str source,
                   ng_map through, struct ng_arena *out);
/* The bytes beg..end of the source, as they are. */
void ng_weave_copy(struct ng_weave *w, uint32_t beg, uint32_t end);
/* `s` stands for beg..end of the source; inserted where the two are equal. */
void ng_weave_put(struct ng_weave *w, ng_str s, uint32_t beg, uint32_t end);
/* A note about source bytes beg..end; `was` is copied. */
void ng_weave_note(struct ng_weave *w, enum ng_note_kind kind, ng_range at,
                   uint32_t beg, uint32_t end, ng_str was);
/* Gives text and map to the report. */
void ng_weave_close(struct ng_weave *w);
