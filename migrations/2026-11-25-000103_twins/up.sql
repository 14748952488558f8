-- A small picture of a listing's text, by which near-duplicates are found: two listings that share a band may be alike.
CREATE TABLE listing_sketches (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    sketch TEXT NOT NULL
);
CREATE TABLE listing_sketch_bands (
    band BIGINT NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    PRIMARY KEY (band, listing_id)
);
CREATE INDEX listing_sketch_bands_by_listing ON listing_sketch_bands (listing_id);
-- What was found alike when a listing was sent to review.
CREATE TABLE listing_twins (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    twin_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    percent INTEGER NOT NULL,
    PRIMARY KEY (listing_id, twin_id)
);
CREATE INDEX listing_twins_by_twin ON listing_twins (twin_id);
