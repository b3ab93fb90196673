-- parents.sql - version 14: what reports went back to before. A row for each
-- report that was settled already and goes back to another one since, or in
-- another way: an older text came, or a likelier parent. It is history, as the
-- moves of stories are: no record follows from it.
--
-- reason: '' reports came; corrected; rules (see moves.h)

CREATE TABLE origin_move(
  nr INTEGER PRIMARY KEY, report TEXT NOT NULL, was TEXT, was_role TEXT NOT NULL,
  now TEXT, now_role TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX origin_move_report ON origin_move(report, nr);
