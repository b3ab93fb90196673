-- fast.sql - version 7: reports added with --fast, whose language was not looked at.
-- NULL, as 0: it was read in full.
ALTER TABLE report ADD COLUMN fast INTEGER;
ALTER TABLE parked_report ADD COLUMN fast INTEGER;
