-- Which listings' providers were reminded of the day by which they answer: before it, and after it.
CREATE TABLE answer_reminders (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    decide_by DATE NOT NULL,
    is_late BOOLEAN NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (listing_id, decide_by, is_late)
);
CREATE INDEX listings_by_decision ON listings (decide_by);
