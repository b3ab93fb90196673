-- outlets.sql - version 13: outlets are counted as reports come and go, since to
-- count 100,000 of them takes long; and pairs are found by either end.
--
--   outlet   own, copied and the like as `sources` tells them (sources.h)

CREATE TABLE outlet(
  name TEXT PRIMARY KEY, reports INTEGER NOT NULL, own INTEGER NOT NULL,
  revisions INTEGER NOT NULL, spun INTEGER NOT NULL,
  declared INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX report_outlet ON report(outlet, published_first, story);
CREATE INDEX report_outlet_last ON report(outlet, published_last);
CREATE INDEX lineage_child ON lineage(of, child);
CREATE INDEX lineage_parent ON lineage(of, parent);

CREATE TRIGGER outlet_more AFTER INSERT ON report BEGIN
  INSERT INTO outlet VALUES(ifnull(new.outlet, ''), 1,
    new.lineage_role = 'revision' OR new.origin IS NULL OR new.origin = new.id,
    new.lineage_role = 'revision', ifnull(new.spun, 0) <> 0,
    ifnull(new.declared_origin, '') <> '')
  ON CONFLICT(name) DO UPDATE SET reports = reports + 1,
    own = own + excluded.own, revisions = revisions + excluded.revisions,
    spun = spun + excluded.spun, declared = declared + excluded.declared;
END;
CREATE TRIGGER outlet_less AFTER DELETE ON report BEGIN
  UPDATE outlet SET reports = reports - 1,
    own = own - (old.lineage_role = 'revision' OR old.origin IS NULL
      OR old.origin = old.id),
    revisions = revisions - (old.lineage_role = 'revision'),
    spun = spun - (ifnull(old.spun, 0) <> 0),
    declared = declared - (ifnull(old.declared_origin, '') <> '')
  WHERE name = ifnull(old.outlet, '');
  DELETE FROM outlet WHERE name = ifnull(old.outlet, '') AND reports = 0;
END;
CREATE TRIGGER outlet_other AFTER UPDATE OF lineage_role, origin ON report
WHEN old.lineage_role <> new.lineage_role OR old.origin IS NOT new.origin BEGIN
  UPDATE outlet SET
    own = own - (old.lineage_role = 'revision' OR old.origin IS NULL
      OR old.origin = old.id) + (new.lineage_role = 'revision'
      OR new.origin IS NULL OR new.origin = new.id),
    revisions = revisions - (old.lineage_role = 'revision')
      + (new.lineage_role = 'revision')
  WHERE name = ifnull(new.outlet, '');
END;

INSERT INTO outlet SELECT ifnull(outlet, ''), count(*),
  sum(lineage_role = 'revision' OR origin IS NULL OR origin = id),
  sum(lineage_role = 'revision'), sum(ifnull(spun, 0) <> 0),
  sum(ifnull(declared_origin, '') <> '') FROM report GROUP BY 1;
