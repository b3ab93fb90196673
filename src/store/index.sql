-- index.sql - version 2: what finding a new report's relatives needs, so that
-- adding one does not read the others.
--
--   unsettled    reports that came, or came again, since the last settling
--   trace_text   one row a report: its place in time, what is kept of it
--   print, term  who has a fingerprint or a heavy term, in order of time
--   tie          who was compared with whom, joined to whom, is like whom
--
-- All of it follows from the reports and can be made anew (nutgraf settle).

CREATE TABLE unsettled(nr INTEGER PRIMARY KEY);
INSERT INTO unsettled SELECT nr FROM report;
DELETE FROM meta WHERE key = 'settled';

CREATE TABLE trace_text(
  nr INTEGER PRIMARY KEY, moment INTEGER NOT NULL, id INTEGER NOT NULL,
  seal INTEGER NOT NULL, stream_1 INTEGER NOT NULL, stream_2 INTEGER NOT NULL, first INTEGER NOT NULL,
  house_1 INTEGER NOT NULL, house_2 INTEGER NOT NULL, house_3 INTEGER NOT NULL,
  common BLOB, edges BLOB, terms BLOB NOT NULL);
CREATE INDEX trace_twin ON trace_text(stream_1, stream_2, moment, id)
  WHERE stream_2 <> 0;

CREATE TABLE print(key INTEGER, moment INTEGER, id INTEGER, nr INTEGER,
  value INTEGER, PRIMARY KEY(key, moment, id)) WITHOUT ROWID;
CREATE TABLE term(key INTEGER, moment INTEGER, id INTEGER, nr INTEGER,
  value INTEGER, PRIMARY KEY(key, moment, id)) WITHOUT ROWID;

CREATE TABLE tie(nr INTEGER, kind INTEGER, other INTEGER,
  PRIMARY KEY(nr, kind, other)) WITHOUT ROWID;
CREATE INDEX tie_other ON tie(other, kind);

ALTER TABLE story ADD COLUMN inputs INTEGER NOT NULL DEFAULT 0;
