/* record.h - how the parts that all records share are written as JSON. */
#pragma once
#include "report/contexts.h"
#include "report/story.h"
#include "tell/tell.h"
#include "text/json.h"

/* {"report","start","end","raw_start","raw_end","exact"}; null if empty. */
void ng_json_cite(struct ng_json *j, const struct ng_report *r, ng_range at);
void ng_json_id(struct ng_json *j, ng_id id); /* null if there is none */
void ng_json_day(struct ng_json *j, ng_day day);
void ng_json_party(struct ng_json *j, const struct ng_report *r,
                   const struct ng_party *p);
/* Name, geonameid, lat, lon and country of a place; 0, 0 is no position. */
void ng_json_located(struct ng_json *j, ng_str name, uint32_t geonameid,
                     float lat, float lon, const char *country);
/* A Point of GeoJSON. */
void ng_json_point(struct ng_json *j, float lat, float lon);
/* "v":1 and "id", the head of every record. */
void ng_json_head(struct ng_json *j, ng_id id);

/* "contexts": names of a set. */
void ng_json_contexts(struct ng_json *j, ng_contexts set);

/* "published": with the time of day if known, null where it is no one day. */
void ng_json_key_published(struct ng_json *j, const struct ng_report *r);

/* One record of one report, as one JSON object. */
void ng_json_report(struct ng_json *j, const struct ng_report *r);
void ng_json_name(struct ng_json *j, const struct ng_report *r,
                  const struct ng_name_mention *n);
void ng_json_time(struct ng_json *j, const struct ng_report *r,
                  const struct ng_time *t);
void ng_json_quantity(struct ng_json *j, const struct ng_report *r,
                      const struct ng_quantity *q);
void ng_json_saying(struct ng_json *j, const struct ng_report *r,
                    const struct ng_saying *s, uint32_t independent);
/* A mention that stands alone, as an event with one mention (for pipe). */
void ng_json_lone_event(struct ng_json *j, const struct ng_report *r,
                        const struct ng_mention *m);
void ng_json_mention(struct ng_json *j, const struct ng_report *r,
                     const struct ng_mention *m);

/* One record of a batch. */
void ng_json_edge(struct ng_json *j, const struct ng_batch *b,
                  const struct ng_edge *e);
void ng_json_change(struct ng_json *j, const struct ng_batch *b,
                    const struct ng_change *c);
void ng_json_event(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_event *e);
void ng_json_disagreement(struct ng_json *j, const struct ng_batch *b,
                          const struct ng_disagreement *d);
void ng_json_story(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_story *s);
void ng_json_brief(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_brief *brief, struct ng_arena *a);

/* A cell of TSV: tabs and line ends of foreign text become spaces. */
void ng_put_cell(struct ng_out *o, ng_str s, bool last);
