-- What a person noted on a listing that they saved.
ALTER TABLE saved_listings ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- Closing days that people were reminded of; a listing that is extended gets another.
CREATE TABLE listing_reminders (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    closes_at TIMESTAMP NOT NULL,
    reminded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (listing_id, closes_at)
);
