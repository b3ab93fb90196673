/* forms.h - what the writers of foreign.h share, and the writers themselves. */
#pragma once
#include "tell/foreign.h"

typedef void ng_story_writer(struct ng_foreign *x, const struct ng_batch *b,
                             struct ng_arena *a, struct ng_arena scratch);
ng_story_writer ng_put_geojson, ng_put_graph, ng_put_calendar, ng_put_slides,
    ng_put_ninjs, ng_put_linked, ng_put_ftm, ng_put_rss, ng_put_json_feed;
void ng_begin_geojson(struct ng_foreign *x);
void ng_begin_graph(struct ng_foreign *x);
void ng_begin_calendar(struct ng_foreign *x);
void ng_begin_slides(struct ng_foreign *x);
void ng_begin_linked(struct ng_foreign *x);
void ng_begin_rss(struct ng_foreign *x);
void ng_begin_json_feed(struct ng_foreign *x);
void ng_end_list(struct ng_foreign *x); /* JSON: the list, then the object */
void ng_end_graph(struct ng_foreign *x);
void ng_end_calendar(struct ng_foreign *x);
void ng_end_rss(struct ng_foreign *x);

/* One line for people: white space closed up, no control characters, none that
 * turn the direction of what follows, bad UTF-8 replaced; at most `most` bytes,
 * cut between words. */
ng_str ng_one_line(ng_str s, size_t most, struct ng_arena *a);
/* The same, but line ends stay. */
ng_str ng_clean_lines(ng_str s, struct ng_arena *a);

/* Text of an element or of an attribute; what XML cannot hold is left out. */
void ng_put_xml(struct ng_out *o, ng_str s);
/* An element of XML with that text on a line; nothing if there is none. */
void ng_put_element(struct ng_out *o, const char *name, ng_str s);
/* The same into an arena. */
ng_str ng_xml(ng_str s, struct ng_arena *a);

/* The address if a browser may follow it (http, https, nothing odd in it),
 * else nothing: a report may bring "javascript:". */
ng_str ng_web_address(ng_str url);
/* "urn:nutgraf:e37inmpppxxfm" */
ng_str ng_urn(ng_id id, struct ng_arena *a);

/* When a report came out, in UTC; false: not known to the day. A time without
 * zone is taken as UTC, a day as its first second. */
struct ng_moment {
    ng_day day;
    int second;
};
bool ng_moment_of(const struct ng_report *r, struct ng_moment *m);
bool ng_moment_parse(ng_str iso, struct ng_moment *m);
/* The last of these reports; all of the batch if `list` is NULL. */
bool ng_moment_last(const struct ng_batch *b, const ng_indexes *list,
                    struct ng_moment *m);
ng_str ng_rfc3339(struct ng_moment m, struct ng_arena *a);
ng_str ng_rfc822(struct ng_moment m, struct ng_arena *a);

/* An event in one line: that of the brief if it has one, else its clause. */
ng_str ng_event_title(const struct ng_batch *b, const struct ng_event *e,
                      struct ng_arena *a);
/* "Declan Morrow, Ireland" */
ng_str ng_event_parties(const struct ng_event *e, bool recipients,
                        struct ng_arena *a);
/* Where it is best told. */
struct ng_cite ng_event_cite(const struct ng_batch *b,
                             const struct ng_event *e);
/* "country" where only that is known, "place", or "" without a position. */
ng_str ng_event_precision(const struct ng_event *e);
/* True if its first day is known, and it to a month at least. */
bool ng_event_dated(const struct ng_event *e);

/* ISO 3166-1 alpha-2, in capitals, of alpha-3; empty if there is none. */
ng_str ng_alpha2(ng_str alpha3);

/* What a report is to others: "own report", "syndicated copy of Northwire",
 * with the share of text where it is not all. `parents`: ng_parents. */
ng_str ng_report_role(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents, struct ng_arena *a);
/* True for what a copy is not: made from no other report that is held, or the
 * revision of one. `parents`: ng_parents, back only. */
bool ng_is_own_report(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents);
/* True the first time that this id is written in the document. */
bool ng_first_seen(struct ng_foreign *x, ng_str id);

/* "key": {"@id": "urn:..."}, and the reference alone. */
void ng_json_ref(struct ng_json *j, ng_id id, struct ng_arena *a);

/* A key and its text, nothing if that is empty. */
void ng_json_key_if(struct ng_json *j, const char *key, ng_str s);
/* The next object of a list that has one a line. */
void ng_next_row(struct ng_foreign *x);
