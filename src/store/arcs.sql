-- arcs.sql - version 3: tags and arcs of the words, so that telling a story does
-- not parse its reports again. zstd; NULL: not kept, they are parsed then.
ALTER TABLE body ADD COLUMN arcs BLOB;
