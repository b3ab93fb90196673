/* prints.h - who has which print: the index that finds copies (trace/near.h).
 *
 *     posted     texts of late, a row each in the store; in memory by print
 *     segments   all others: FILE-prints/1.prints, 2.prints ... never changed,
 *                mapped (segment.h); the store lists those that count
 *     unposted   texts that stand in a segment and count no more
 *
 *     text --> posted --1,024 of them--> segment --4 of a size--> segment
 *
 * All three tables are written in the transaction that settles. A segment is
 * safe on the disk before the transaction that lists it ends, and goes only
 * when one that does not list it has ended: whenever the program is killed, the
 * files that the store lists are there and whole, nothing is made again, and a
 * file that is not listed is swept when the next writer looks at the index.
 *
 * A segment that is missing, damaged or not of this store is no loss either:
 * prints follow from the texts. ng_prints_open tells of it, and engine/ makes
 * all prints again.
 */
#pragma once
#include "store/index.h"
#include "store/segment.h"

/* Nothing is done if it is open. NG_STORE: a segment cannot be used. */
ng_status ng_prints_open(struct ng_store *st, struct ng_err *err);
/* Forgets all prints. */
ng_status ng_prints_clear(struct ng_store *st, struct ng_err *err);

/* One text that has these prints. */
ng_status ng_prints_post(struct ng_store *st, struct ng_segment_text text,
                         const uint64_t *const prints[NG_PRINT_KINDS],
                         const size_t n[NG_PRINT_KINDS], struct ng_err *err);
ng_status ng_prints_unpost(struct ng_store *st, int64_t nr, struct ng_err *err);
/* Many at once: n texts in order of time, and tables of their places. There
 * must be no others. */
ng_status ng_prints_fill(struct ng_store *st,
                         struct ng_segment_text (*text)(void *ctx, size_t i),
                         void *ctx, size_t n,
                         const struct ng_postings *const kinds[NG_PRINT_KINDS],
                         struct ng_err *err);

/* As ng_index_find: at most `most` posts of a print, of which `value` means
 * nothing. */
ng_status ng_prints_find(struct ng_store *st, enum ng_print_kind kind,
                         enum ng_index_way way, const struct ng_index_post *p,
                         size_t most, struct ng_index_post *found, size_t *n,
                         struct ng_err *err);

/* Asks memory for what finding these prints will need. */
void ng_prints_fetch(struct ng_store *st, enum ng_print_kind kind,
                     const uint64_t *prints, size_t n);

struct ng_prints_state {
    uint64_t texts, posted, segments, bytes;
};
struct ng_prints_state ng_prints_state_of(struct ng_store *st);
/* Reads all of it; `tell` gets a sentence for each thing that is wrong. */
ng_status ng_prints_prove(struct ng_store *st,
                          void (*tell)(void *ctx, ng_str what), void *ctx,
                          struct ng_err *err);

/* ---- what stands around prints that many have --------------------------- */

/* Kept beside, and only to be sooner told: `of` names the texts that it was
 * made from. False if it is not known. */
bool ng_prints_around(struct ng_store *st, uint64_t print, uint64_t of,
                      uint32_t *around, size_t n);
ng_status ng_prints_keep_around(struct ng_store *st, uint64_t print,
                                uint64_t of, const uint32_t *around, size_t n,
                                struct ng_err *err);
