-- counted.sql - version 15: the trigger that counts outlets asks for no
-- savepoint any more. An upsert may fail half done, so each report put opened
-- one, and at each of those the full text wrote out all that it held.
DROP TRIGGER outlet_more;
CREATE TRIGGER outlet_more AFTER INSERT ON report BEGIN
  INSERT INTO outlet SELECT ifnull(new.outlet, ''), 0, 0, 0, 0, 0
    WHERE NOT EXISTS(SELECT 1 FROM outlet WHERE name = ifnull(new.outlet, ''));
  UPDATE outlet SET reports = reports + 1,
    own = own + (new.lineage_role = 'revision' OR new.origin IS NULL
      OR new.origin = new.id),
    revisions = revisions + (new.lineage_role = 'revision'),
    spun = spun + (ifnull(new.spun, 0) <> 0),
    declared = declared + (ifnull(new.declared_origin, '') <> '')
  WHERE name = ifnull(new.outlet, '');
END;
