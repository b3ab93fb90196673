-- fix.sql - version 6: what people corrected. A correction is a row of `fix`,
-- told of by its parts, and is never taken out: `undone` says when it was taken
-- back. What it changes elsewhere follows from the reports and the rows here.
--
--   fix --- fix_part   side 0: what it is done to, 1: with what
--   parked_report, parked_body: reports that are ignored, as they were in
--   report and body (of whose columns they have all: a later version that adds
--   a column there adds it here)
--
-- Times are milliseconds since 1970-01-01.

CREATE TABLE fix(
  nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  about TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL,
  why TEXT NOT NULL, made INTEGER NOT NULL, undone INTEGER,
  undone_by TEXT);
CREATE TABLE fix_part(of INTEGER, seq INTEGER, side INTEGER NOT NULL,
  id TEXT NOT NULL, text TEXT NOT NULL, at_beg INTEGER NOT NULL,
  at_end INTEGER NOT NULL, PRIMARY KEY(of, seq)) WITHOUT ROWID;
CREATE TABLE parked_report AS SELECT * FROM report WHERE 0;
CREATE TABLE parked_body AS SELECT * FROM body WHERE 0;
CREATE UNIQUE INDEX parked_id ON parked_report(id);
