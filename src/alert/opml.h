/* opml.h - watches as a list of feeds, for feed readers and for another desk.
 *
 *     <outline type="rss" text="Ferries" nutgraf:query="ferry -strike"
 *              nutgraf:indep="3" xmlUrl="http://.../watches/w7k2/feed.rss"/>
 *
 * A reader follows xmlUrl; nutgraf makes the same watch of query and indep.
 * Web hooks and their secrets stay at home.
 */
#pragma once
#include "base/out.h"
#include "store/watches.h"

enum { NG_OPML_MOST = 1 << 20 };

/* `base`: where the server is asked, "http://127.0.0.1:8123". */
void ng_opml_write(struct ng_out *o, const ng_rules *rules, ng_str base);
/* Name, query and indep of each outline that has a query; *others: outlines
 * without one. NG_BAD_INPUT: it is no OPML. */
ng_status ng_opml_read(ng_str text, ng_rules *rules, size_t *others,
                       struct ng_arena *a, struct ng_err *err);
