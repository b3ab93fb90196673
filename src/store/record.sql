-- record.sql - version 12: the lists of a report once more in one piece
-- (rowpack.c), so that loading it reads one row and not a dozen tables. NULL, or
-- made of other columns than the program knows: the rows tell.
ALTER TABLE body ADD COLUMN record BLOB;
ALTER TABLE parked_body ADD COLUMN record BLOB;
