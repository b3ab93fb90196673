/* segment.h - prints of many texts in a file that is written once.
 *
 *     head     what it is, how long, where its parts lie, a seal over it
 *     texts    18 bytes each, in order of time: moment, id, number
 *     words    postings of prints of words      things are places in `texts`
 *     frames   postings of prints of skeletons
 *     sums     a checksum of each page before them
 *
 * It is written under a temporary name, made safe on the disk, and renamed, so
 * a file of its name is whole; whether it counts is written in the store itself
 * (prints.h). It is read through a map. Opening looks at the head and the sums
 * alone, a thousandth of the file; ng_segment_prove reads all of it. No answer
 * reads outside of the map, whatever the bytes are.
 *
 * A segment of a store in memory is a file without a name.
 */
#pragma once
#include "base/postings.h"
#include "base/str.h"

enum ng_print_kind { NG_PRINT_OF_WORDS, NG_PRINT_OF_FRAMES, NG_PRINT_KINDS };

struct ng_segment_text {
    uint64_t moment, id; /* place in time (index.h) */
    int64_t nr;          /* at most UINT32_MAX */
};

struct ng_segment {
    const uint8_t *map;
    size_t size;
    uint64_t seal; /* of all that is in it */
    uint32_t texts;
    const uint8_t *text;
    struct ng_postings kinds[NG_PRINT_KINDS];
};
/* NG_STORE, and a sentence, if it is not there or not whole. `seal` 0: any. */
ng_status ng_segment_open(struct ng_segment *s, const char *path, uint64_t seal,
                          struct ng_err *err);
/* The same of bytes that stay where they are; `path` is how they are called. */
ng_status ng_segment_view(struct ng_segment *s, ng_str bytes, const char *path,
                          struct ng_err *err);
void ng_segment_close(struct ng_segment *s);
struct ng_segment_text ng_segment_text_at(const struct ng_segment *s,
                                          uint32_t i);
/* NG_STORE if a page is not what its sum says, or what stands there is not in
 * order. */
ng_status ng_segment_prove(const struct ng_segment *s, const char *path,
                           struct ng_err *err);

/* A segment that is being written: its texts, then its postings. */
struct ng_segment_making {
    int file;
    uint8_t *map;
    size_t size, sums;
    uint32_t texts, room;
    struct ng_postings_writer kinds[NG_PRINT_KINDS];
    size_t at[NG_PRINT_KINDS];
    char path[4096 + 64]; /* empty: in memory */
};
/* At most so many texts and postings; path NULL: in memory. The folder is there
 * already. */
ng_status ng_segment_begin(struct ng_segment_making *m, const char *path,
                           uint32_t texts, const uint64_t room[NG_PRINT_KINDS],
                           struct ng_err *err);
void ng_segment_put_text(struct ng_segment_making *m, struct ng_segment_text t);
/* Postings that are made already, of as many things as there are texts. */
ng_status ng_segment_put_postings(struct ng_segment_making *m,
                                  enum ng_print_kind kind,
                                  const struct ng_postings *p,
                                  struct ng_err *err);
/* It is on the disk under its name, and open. */
ng_status ng_segment_end(struct ng_segment_making *m, struct ng_segment *s,
                         struct ng_err *err);
void ng_segment_give_up(struct ng_segment_making *m);
