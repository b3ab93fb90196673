-- prints.sql - version 10: who has which print stands in files beside the store
-- (prints.h), but for texts of late. Here is which files count.
--
--   posted    texts of late: how many prints of words, then all, 5 bytes each
--   segment   the files; seal is that of the head, texts how many stand in it
--   unposted  texts that count no more in segments up to this number
--   around    what stands around prints that many have; of: the texts it is of
DROP TABLE print;
DELETE FROM meta WHERE key = 'rules';

CREATE TABLE posted(nr INTEGER PRIMARY KEY, moment INTEGER NOT NULL,
  id INTEGER NOT NULL, words INTEGER NOT NULL, prints BLOB NOT NULL);
CREATE TABLE segment(nr INTEGER PRIMARY KEY AUTOINCREMENT,
  texts INTEGER NOT NULL, bytes INTEGER NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE unposted(nr INTEGER PRIMARY KEY, upto INTEGER NOT NULL);
CREATE TABLE around(print INTEGER PRIMARY KEY, of INTEGER NOT NULL,
  words BLOB NOT NULL);
