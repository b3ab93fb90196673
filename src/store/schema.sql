-- schema.sql - the tables of a nutgraf store, as they were in version 1. Later
-- versions are steps in migrate.c, so this file is never changed, only followed.
--
--   report --- body (text and bytes) --- search (full text)
--     |  one row a list element: of = report.nr, seq = place in the list,
--     |  owner = seq of the row that it hangs on
--     +- note paragraph name entity reference time quantity
--     +- saying -- saying_via
--     +- mention -- mention_actor mention_recipient mention_attributed_to
--   story  of = story.nr; reports are told by report.story_seq
--     +- lineage -- lineage_block    change    origin -- origin_report
--     +- event -- event_mention event_party event_status ...
--     +- disagreement -- value -- value_cite
--     +- line -- line_cite           reason story_origin story_place ...
--
-- Other programs read the views v1_* at the end, not these tables.

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE report(
  nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
  sha256 BLOB NOT NULL, seal INTEGER NOT NULL, shape INTEGER NOT NULL, words INTEGER NOT NULL,
  text_bytes INTEGER NOT NULL,
  story TEXT, story_seq INTEGER, origin TEXT, origin_seq INTEGER,
  lineage_role TEXT NOT NULL,
  given_id TEXT, format TEXT, recoded INTEGER, truncated INTEGER,
  stated_title TEXT, stated_outlet TEXT, stated_author TEXT,
  stated_published TEXT, stated_modified TEXT, stated_url TEXT,
  stated_language TEXT, keep TEXT,
  outlet TEXT, agency TEXT, byline TEXT, url TEXT, dateline_place TEXT,
  language TEXT, title_beg INTEGER, title_end INTEGER,
  dateline_beg INTEGER, dateline_end INTEGER, declared_origin TEXT,
  published_first INTEGER, published_last INTEGER, published_text TEXT,
  published_precision TEXT, published_basis TEXT, modified TEXT, spun INTEGER,
  trimmed INTEGER);
CREATE INDEX report_order ON report(published_first, id);
CREATE INDEX report_story ON report(story, story_seq);

-- bytes: zstd. raw: zstd with bytes as its dictionary; NULL where it is bytes.
CREATE TABLE body(
  nr INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL,
  bytes BLOB NOT NULL, raw BLOB, map BLOB NOT NULL, sentences BLOB NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, text, content='body',
  content_rowid='nr', tokenize='porter unicode61 remove_diacritics 2');

CREATE TABLE note(of INTEGER, seq INTEGER, kind TEXT, at_beg INTEGER,
  at_end INTEGER, raw_beg INTEGER, raw_end INTEGER, text TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE paragraph(of INTEGER, seq INTEGER, at_beg INTEGER, at_end INTEGER,
  kind TEXT, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE name(of INTEGER, seq INTEGER, at_beg INTEGER, at_end INTEGER,
  type TEXT, entity INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX name_entity ON name(of, entity);
CREATE TABLE entity(of INTEGER, seq INTEGER, id TEXT, key TEXT, name TEXT,
  type TEXT, country TEXT, code TEXT, sector TEXT, geonameid INTEGER, lat REAL,
  lon REAL, role TEXT, role_beg INTEGER, role_end INTEGER, mentions INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX entity_id ON entity(id);
CREATE INDEX entity_geonameid ON entity(geonameid) WHERE geonameid > 0;
CREATE TABLE reference(of INTEGER, seq INTEGER, at_beg INTEGER, at_end INTEGER,
  entity INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE time(of INTEGER, seq INTEGER, at_beg INTEGER, at_end INTEGER,
  kind TEXT, granularity TEXT, value_first INTEGER, value_last INTEGER,
  timex TEXT, anchor INTEGER, anchor_basis TEXT, deictic INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE quantity(of INTEGER, seq INTEGER, at_beg INTEGER, at_end INTEGER,
  what TEXT, unit TEXT, low REAL, high REAL, approx INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE saying(of INTEGER, seq INTEGER, id TEXT, kind TEXT,
  content_beg INTEGER, content_end INTEGER, cue_beg INTEGER, cue_end INTEGER,
  source_beg INTEGER, source_end INTEGER, entity INTEGER, grade TEXT,
  told_to_beg INTEGER, told_to_end INTEGER, sentence INTEGER, denies INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX saying_id ON saying(id);
CREATE TABLE saying_via(of INTEGER, seq INTEGER, owner INTEGER, at_beg INTEGER,
  at_end INTEGER, entity INTEGER, code TEXT, sector TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE mention(of INTEGER, seq INTEGER, type TEXT, mode TEXT, cameo TEXT,
  clause_beg INTEGER, clause_end INTEGER, trigger_beg INTEGER,
  trigger_end INTEGER, date_first INTEGER, date_last INTEGER, granularity TEXT,
  date_basis TEXT, time INTEGER, place_beg INTEGER, place_end INTEGER,
  place INTEGER, status TEXT, status_cue_beg INTEGER, status_cue_end INTEGER,
  as_stated_beg INTEGER, as_stated_end INTEGER, confidence REAL, rule TEXT,
  historical INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE mention_actor(of INTEGER, seq INTEGER, owner INTEGER,
  at_beg INTEGER, at_end INTEGER, entity INTEGER, code TEXT, sector TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE mention_recipient(of INTEGER, seq INTEGER, owner INTEGER,
  at_beg INTEGER, at_end INTEGER, entity INTEGER, code TEXT, sector TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE mention_attributed_to(of INTEGER, seq INTEGER, owner INTEGER,
  at_beg INTEGER, at_end INTEGER, entity INTEGER, code TEXT, sector TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;

CREATE TABLE story(nr INTEGER PRIMARY KEY, seal INTEGER NOT NULL,
  shape INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE, title TEXT, independent INTEGER, span_first INTEGER,
  span_last INTEGER, state TEXT);
CREATE INDEX story_order ON story(span_last, id);
CREATE TABLE story_origin(of INTEGER, seq INTEGER, report INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE reason(of INTEGER, seq INTEGER, report INTEGER, probability REAL,
  term_1 TEXT, term_2 TEXT, term_3 TEXT, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE story_place(of INTEGER, seq INTEGER, text TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE story_person(of INTEGER, seq INTEGER, text TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;

CREATE TABLE lineage(of INTEGER, seq INTEGER, child INTEGER, parent INTEGER,
  relation TEXT, score REAL, coverage_child REAL, coverage_parent REAL,
  direction_basis TEXT, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE lineage_block(of INTEGER, seq INTEGER, owner INTEGER,
  child_beg INTEGER, child_end INTEGER, parent_beg INTEGER, parent_end INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE loose_lineage(of INTEGER, seq INTEGER, child TEXT, parent TEXT,
  relation TEXT, score REAL, coverage_child REAL, coverage_parent REAL,
  direction_basis TEXT, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE loose_block(of INTEGER, seq INTEGER, owner INTEGER,
  child_beg INTEGER, child_end INTEGER, parent_beg INTEGER, parent_end INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE change(of INTEGER, seq INTEGER, id TEXT, from_report INTEGER,
  to_report INTEGER, class TEXT, slot TEXT, before TEXT, after TEXT,
  before_beg INTEGER, before_end INTEGER, after_beg INTEGER, after_end INTEGER,
  weight REAL, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX change_id ON change(id);
CREATE TABLE origin(of INTEGER, seq INTEGER, name TEXT, report INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE origin_report(of INTEGER, seq INTEGER, owner INTEGER,
  report INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;

CREATE TABLE event(of INTEGER, seq INTEGER, id TEXT, type TEXT, mode TEXT,
  cameo TEXT, plover_strict TEXT, date_first INTEGER, date_last INTEGER,
  granularity TEXT, date_basis TEXT, place TEXT, geonameid INTEGER, lat REAL,
  lon REAL, country TEXT, status TEXT, independent INTEGER, confidence REAL,
  weight REAL, historical INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX event_id ON event(id);
CREATE TABLE event_mention(of INTEGER, seq INTEGER, owner INTEGER,
  report INTEGER, mention INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE event_party(of INTEGER, seq INTEGER, owner INTEGER, text TEXT,
  entity_key TEXT, code TEXT, sector TEXT, recipient INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE event_status(of INTEGER, seq INTEGER, owner INTEGER, status TEXT,
  report INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE event_attributed_to(of INTEGER, seq INTEGER, owner INTEGER,
  text TEXT, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE event_report(of INTEGER, seq INTEGER, owner INTEGER,
  report INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;

CREATE TABLE disagreement(of INTEGER, seq INTEGER, id TEXT, slot TEXT,
  question TEXT, kind TEXT, weight REAL, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE INDEX disagreement_id ON disagreement(id);
CREATE TABLE value(of INTEGER, seq INTEGER, owner INTEGER, value TEXT,
  low REAL, high REAL, date_first INTEGER, date_last INTEGER,
  independent INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE value_cite(of INTEGER, seq INTEGER, owner INTEGER, report INTEGER,
  at_beg INTEGER, at_end INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;

CREATE TABLE line(of INTEGER, seq INTEGER, part TEXT, text TEXT,
  independent INTEGER, new_since INTEGER, event INTEGER, saying INTEGER,
  date_first INTEGER, date_last INTEGER, granularity TEXT, status TEXT,
  label TEXT,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE line_cite(of INTEGER, seq INTEGER, owner INTEGER, report INTEGER,
  at_beg INTEGER, at_end INTEGER, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE brief_disagreement(of INTEGER, seq INTEGER, number INTEGER,
  PRIMARY KEY(of, seq)) WITHOUT ROWID;
