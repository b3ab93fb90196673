-- large.sql - version 9: what large stores and large stories are read by.
--
--   report_order, report_story  also have what a walk along them looks at
--   carried                     sayings of a story that several origins carry:
--                               by how many (report/said.h); the rest have one
--   story.carried               1: its sayings were counted

DROP INDEX report_order;
CREATE INDEX report_order ON report(published_first, id, published_last);
DROP INDEX report_story;
CREATE INDEX report_story ON report(story, story_seq, id, origin_seq);
CREATE TABLE carried(of INTEGER, report INTEGER, saying INTEGER,
  independent INTEGER, PRIMARY KEY(of, report, saying)) WITHOUT ROWID;
ALTER TABLE story ADD COLUMN carried INTEGER;
