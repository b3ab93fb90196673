-- views.sql - the contract for other programs that read a store. Columns have
-- the names of the output contract; lists are JSON; days are ISO 8601; start
-- and end are bytes of the report's clean text (v1_reports.text), half open,
-- and exact is what stands there. Fields are only ever added. The raw ranges of
-- a cite need the map from text to bytes and are told by `nutgraf export`.

CREATE VIEW v1_reports AS
SELECT r.id, r.path, lower(hex(r.sha256)) AS sha256, r.outlet, r.agency,
  r.byline, b.title, r.url, r.dateline_place,
  CASE WHEN r.published_text <> '' THEN r.published_text
       WHEN r.published_first = r.published_last
       THEN date(r.published_first * 86400, 'unixepoch') END AS published,
  date(r.published_first * 86400, 'unixepoch') AS published_first,
  date(r.published_last * 86400, 'unixepoch') AS published_last,
  r.published_precision, r.published_basis, r.modified, r.language, r.words,
  coalesce(r.origin, r.id) AS origin, r.declared_origin, r.lineage_role,
  r.spun, coalesce(r.fast, 0) AS fast, r.story, r.given_id,
  (SELECT json_group_array(json_object('kind', n.kind, 'start', n.at_beg,
     'end', n.at_end, 'raw_start', n.raw_beg, 'raw_end', n.raw_end,
     'text', n.text)) FROM note n WHERE n.of = r.nr) AS notes,
  b.text
FROM report r JOIN body b ON b.nr = r.nr;

CREATE VIEW v1_names AS
SELECT r.id AS report, n.at_beg AS start, n.at_end AS "end",
  CAST(substr(CAST(b.text AS BLOB), n.at_beg + 1, n.at_end - n.at_beg)
    AS TEXT) AS exact, n.type, e.id AS entity
FROM name n JOIN report r ON r.nr = n.of JOIN body b ON b.nr = n.of
LEFT JOIN entity e ON e.of = n.of AND e.seq = n.entity;

CREATE VIEW v1_entities AS
SELECT e.id, max(e.name) AS name, e.type, e.key,
  json_group_array(DISTINCT e.name) AS aliases, e.country,
  json_group_array(DISTINCT e.role) FILTER (WHERE e.role <> '') AS roles,
  nullif(e.geonameid, 0) AS geonameid,
  CASE WHEN e.geonameid > 0 THEN e.lat END AS lat,
  CASE WHEN e.geonameid > 0 THEN e.lon END AS lon,
  count(*) AS reports, sum(e.mentions) AS mentions
FROM entity e GROUP BY e.id;

CREATE VIEW v1_times AS
SELECT r.id AS report, t.at_beg AS start, t.at_end AS "end",
  CAST(substr(CAST(b.text AS BLOB), t.at_beg + 1, t.at_end - t.at_beg)
    AS TEXT) AS exact, t.kind,
  date(t.value_first * 86400, 'unixepoch') AS value_start,
  date(t.value_last * 86400, 'unixepoch') AS value_end, t.granularity,
  date(t.anchor * 86400, 'unixepoch') AS anchor, t.anchor_basis, t.timex
FROM time t JOIN report r ON r.nr = t.of JOIN body b ON b.nr = t.of;

CREATE VIEW v1_quantities AS
SELECT r.id AS report, q.at_beg AS start, q.at_end AS "end",
  CAST(substr(CAST(b.text AS BLOB), q.at_beg + 1, q.at_end - q.at_beg)
    AS TEXT) AS exact, q.what, q.unit, q.low, q.high, q.approx
FROM quantity q JOIN report r ON r.nr = q.of JOIN body b ON b.nr = q.of;

CREATE VIEW v1_sayings AS
SELECT s.id, r.id AS report, s.kind, s.content_beg AS start,
  s.content_end AS "end",
  CAST(substr(CAST(b.text AS BLOB), s.content_beg + 1,
    s.content_end - s.content_beg) AS TEXT) AS exact,
  s.cue_beg AS cue_start, s.cue_end,
  CAST(substr(CAST(b.text AS BLOB), s.source_beg + 1,
    s.source_end - s.source_beg) AS TEXT) AS source,
  s.source_beg AS source_start, s.source_end,
  e.id AS entity, s.grade,
  (SELECT json_group_array(json_object('text',
     CAST(substr(CAST(b.text AS BLOB), v.at_beg + 1, v.at_end - v.at_beg)
       AS TEXT), 'code', v.code))
   FROM saying_via v WHERE v.of = s.of AND v.owner = s.seq) AS via,
  CAST(substr(CAST(b.text AS BLOB), s.told_to_beg + 1,
    s.told_to_end - s.told_to_beg) AS TEXT) AS told_to,
  coalesce(r.origin, r.id) AS origin, s.denies
FROM saying s JOIN report r ON r.nr = s.of JOIN body b ON b.nr = s.of
LEFT JOIN entity e ON e.of = s.of AND e.seq = s.entity;

CREATE VIEW v1_mentions AS
SELECT r.id AS report, m.seq AS number, m.type, m.mode, m.cameo,
  m.clause_beg AS start, m.clause_end AS "end",
  CAST(substr(CAST(b.text AS BLOB), m.clause_beg + 1,
    m.clause_end - m.clause_beg) AS TEXT) AS exact,
  m.trigger_beg AS trigger_start, m.trigger_end, m.status,
  date(m.date_first * 86400, 'unixepoch') AS date_start,
  date(m.date_last * 86400, 'unixepoch') AS date_end, m.granularity
    AS date_granularity, m.date_basis, p.name AS place, m.confidence, m.rule,
  CAST(substr(CAST(b.text AS BLOB), m.as_stated_beg + 1,
    m.as_stated_end - m.as_stated_beg) AS TEXT) AS as_stated, m.historical
FROM mention m JOIN report r ON r.nr = m.of JOIN body b ON b.nr = m.of
LEFT JOIN entity p ON p.of = m.of AND p.seq = m.place;

CREATE VIEW v1_stories AS
SELECT s.id, s.title, s.independent, s.state,
  date(s.span_first * 86400, 'unixepoch') AS first,
  date(s.span_last * 86400, 'unixepoch') AS last,
  (SELECT json_group_array(id) FROM (SELECT r.id FROM report r
   WHERE r.story = s.id ORDER BY r.story_seq)) AS reports,
  (SELECT json_group_array(id) FROM (SELECT r.id FROM story_origin o
   JOIN report r ON r.story = s.id AND r.story_seq = o.report
   WHERE o.of = s.nr ORDER BY o.seq)) AS origins,
  (SELECT json_group_array(p.text) FROM story_place p WHERE p.of = s.nr)
    AS places
FROM story s;

CREATE VIEW v1_lineage AS
SELECT c.id AS child, p.id AS parent, l.relation, l.score, l.coverage_child,
  l.coverage_parent, l.direction_basis,
  (SELECT json_group_array(json_object('child_start', k.child_beg,
     'child_end', k.child_end, 'parent_start', k.parent_beg, 'parent_end',
     k.parent_end)) FROM lineage_block k WHERE k.of = l.of
   AND k.owner = l.seq) AS blocks, s.id AS story
FROM lineage l JOIN story s ON s.nr = l.of
JOIN report c ON c.story = s.id AND c.story_seq = l.child
JOIN report p ON p.story = s.id AND p.story_seq = l.parent
UNION ALL
SELECT l.child, l.parent, l.relation, l.score, l.coverage_child,
  l.coverage_parent, l.direction_basis,
  (SELECT json_group_array(json_object('child_start', k.child_beg,
     'child_end', k.child_end, 'parent_start', k.parent_beg, 'parent_end',
     k.parent_end)) FROM loose_block k WHERE k.of = l.of
   AND k.owner = l.seq), NULL
FROM loose_lineage l;

CREATE VIEW v1_changes AS
SELECT c.id, f.id AS from_report, t.id AS to_report, c.class,
  nullif(c.slot, '') AS slot, c.before, c.after,
  c.before_beg AS before_start, c.before_end, c.after_beg AS after_start,
  c.after_end, c.weight, s.id AS story
FROM change c JOIN story s ON s.nr = c.of
JOIN report f ON f.story = s.id AND f.story_seq = c.from_report
JOIN report t ON t.story = s.id AND t.story_seq = c.to_report;

CREATE VIEW v1_events AS
SELECT e.id, e.type, e.mode, e.plover_strict, e.cameo,
  (SELECT json_group_array(json_object('text', p.text, 'key', p.entity_key,
     'code', p.code, 'sector', p.sector)) FROM event_party p
   WHERE p.of = e.of AND p.owner = e.seq AND NOT p.recipient) AS actors,
  (SELECT json_group_array(json_object('text', p.text, 'key', p.entity_key,
     'code', p.code, 'sector', p.sector)) FROM event_party p
   WHERE p.of = e.of AND p.owner = e.seq AND p.recipient) AS recipients,
  date(e.date_first * 86400, 'unixepoch') AS date_start,
  date(e.date_last * 86400, 'unixepoch') AS date_end,
  e.granularity AS date_granularity, e.date_basis, nullif(e.place, '') AS place,
  nullif(e.geonameid, 0) AS geonameid,
  CASE WHEN e.geonameid > 0 THEN e.lat END AS lat,
  CASE WHEN e.geonameid > 0 THEN e.lon END AS lon,
  e.country, e.status,
  (SELECT json_group_array(a.text) FROM event_attributed_to a
   WHERE a.of = e.of AND a.owner = e.seq) AS attributed_to,
  (SELECT json_group_array(r.id) FROM event_report x
   JOIN report r ON r.story = s.id AND r.story_seq = x.report
   WHERE x.of = e.of AND x.owner = e.seq) AS reports,
  e.independent, e.confidence, e.historical, s.id AS story
FROM event e JOIN story s ON s.nr = e.of;

CREATE VIEW v1_disagreements AS
SELECT d.id, s.id AS story, d.slot, d.question, d.kind,
  (SELECT json_group_array(json_object('value', v.value, 'low', v.low,
     'high', v.high, 'independent', v.independent)) FROM value v
   WHERE v.of = d.of AND v.owner = d.seq) AS "values"
FROM disagreement d JOIN story s ON s.nr = d.of;

CREATE VIEW v1_origin_moves AS
SELECT nr, report, was, was_role, now, now_role, reason, at FROM origin_move;
