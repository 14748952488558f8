DROP TABLE listing_intakes;
DROP TABLE listing_amendments;
DROP TABLE listing_edits;
