-- moves.sql - version 11: what became of the ids of stories. A row for each old
-- id and each story that reports of it went to in one settling; heir: the one
-- that an old id leads to from then on. It is history: it says how this store
-- came about, and no record follows from it.
--
-- at: milliseconds since 1970-01-01, 0: not known

CREATE TABLE story_move(
  nr INTEGER PRIMARY KEY, old TEXT NOT NULL, new TEXT, reason TEXT NOT NULL,
  reports INTEGER NOT NULL, held INTEGER NOT NULL, heir INTEGER NOT NULL,
  at INTEGER NOT NULL);
CREATE INDEX story_move_old ON story_move(old, nr);
