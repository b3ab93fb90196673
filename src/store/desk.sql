-- desk.sql - version 4: who may use the server from elsewhere. A token itself is
-- never stored: `hash` is SHA-256 of its 256 random bits. Days count from
-- 1970-01-01.

CREATE TABLE token(
  id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
  may INTEGER NOT NULL, made INTEGER NOT NULL, expires INTEGER) WITHOUT ROWID;
