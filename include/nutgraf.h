/* nutgraf.h - nutgraf as a library, for programs in any language that can call
 * C. Link with libnutgraf.a and the libraries that its Makefile names.
 *
 *     ng_engine *e;
 *     if (ng_engine_open(&e, NULL) == 0) {          in memory
 *         const char *files[] = {"a.txt", "b.html"};
 *         ng_engine_add(e, files, 2);
 *         ng_engine_brief(e, NULL, "text", print, NULL);
 *     }
 *     ng_engine_close(e);
 *
 * Every function returns 0 or the exit code that the program `nutgraf` would
 * end with: 1 nothing found, 2 usage, 3 some inputs failed, 4 store, 5 I/O,
 * 6 a cite does not resolve. ng_engine_error then has one sentence for a
 * person. An engine belongs to one thread at a time; several engines do not
 * know of each other.
 */
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ng_engine ng_engine;

/* "0.1.0"; static. */
const char *ng_version(void);

/* A store to write to: a file, made if it is not there, or NULL for one in
 * memory. *e is set even on failure, to ask for the error; close it always. */
int ng_engine_open(ng_engine **e, const char *store);
/* A store that is only read. */
int ng_engine_open_readonly(ng_engine **e, const char *store);
void ng_engine_close(ng_engine *e);
const char *ng_engine_error(const ng_engine *e);

/* Threads to use; 0: one a core, the default. */
void ng_engine_set_jobs(ng_engine *e, unsigned jobs);

/* Is told of every input that failed: its name, the number of the record in it
 * or 0, and why. The texts live until it returns. */
typedef void ng_failed(void *ctx, const char *path, unsigned long long record,
                       const char *why);
void ng_engine_on_failed(ng_engine *e, ng_failed *failed, void *ctx);

/* Files, folders, archives: see `nutgraf help add`. */
int ng_engine_add(ng_engine *e, const char *const *paths, size_t n);

/* Output comes in pieces of UTF-8, n bytes each, without a NUL at the end. A
 * result other than 0 ends the call with code 5. */
typedef int ng_write(void *ctx, const char *text, size_t n);

/* The brief of a story (its id or the beginning of one), or of all stories,
 * newest first (NULL). Forms: text, markdown, html, json. */
int ng_engine_brief(ng_engine *e, const char *story, const char *form,
                    ng_write *write, void *ctx);

/* What reports say, without a store: one JSON line a report, in the order of
 * the paths, as `nutgraf pipe` writes them. See docs/records.md. */
int ng_engine_read(ng_engine *e, const char *const *paths, size_t n,
                   ng_write *write, void *ctx);

/* Re-reads every cite. *cites may be NULL. */
int ng_engine_check(ng_engine *e, unsigned long long *cites);

#ifdef __cplusplus
}
#endif
