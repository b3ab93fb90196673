-- watch.sql - version 8: rules that tell when something comes, what they told,
-- and the web hooks that carry it. Times are milliseconds since 1970-01-01.
--
--   watch --- watch_seen   reports that it need not tell of (any more)
--     +------ alert        one for each report that it told of: body is JSON
--               +--- delivery   of an alert to a web hook: waiting, done, failed

CREATE TABLE watch(
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL,
  indep INTEGER NOT NULL, hook TEXT NOT NULL, secret TEXT NOT NULL,
  private INTEGER NOT NULL, made INTEGER NOT NULL,
  highest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE watch_seen(watch TEXT, report TEXT, PRIMARY KEY(watch, report))
  WITHOUT ROWID;
CREATE TABLE alert(
  nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, watch TEXT NOT NULL,
  made INTEGER NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX alert_watch ON alert(watch, nr);
CREATE INDEX alert_revision ON alert(revision);
CREATE TABLE delivery(
  nr INTEGER PRIMARY KEY, alert INTEGER NOT NULL, watch TEXT NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, next INTEGER NOT NULL,
  error TEXT NOT NULL, made INTEGER NOT NULL, done INTEGER);
CREATE INDEX delivery_due ON delivery(next) WHERE state = 'waiting';
