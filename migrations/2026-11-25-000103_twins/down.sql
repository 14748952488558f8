DROP TABLE listing_twins;
DROP TABLE listing_sketch_bands;
DROP TABLE listing_sketches;
