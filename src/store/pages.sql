-- pages.sql - what a page of a list is found by without looking at the rest.
CREATE INDEX entity_placed ON entity(id) WHERE geonameid > 0;
