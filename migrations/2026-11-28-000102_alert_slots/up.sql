-- When an alert writes: the hour in London, and for a weekly one the day (1 is Monday).
ALTER TABLE alerts ADD COLUMN hour INTEGER NOT NULL DEFAULT 7;
ALTER TABLE alerts ADD COLUMN weekday INTEGER NOT NULL DEFAULT 1;
-- Quiet until this day begins in London; none: until its owner switches it on.
ALTER TABLE alerts ADD COLUMN paused_until DATE;
-- It has been told of the news up to this one; none: up to where its slot is.
ALTER TABLE alerts ADD COLUMN from_news BIGINT;
-- When its owner last said that they still want it, and when they were last asked.
ALTER TABLE alerts ADD COLUMN kept_at TIMESTAMP;
ALTER TABLE alerts ADD COLUMN asked_at TIMESTAMP;
-- What its owner gave as their reason for ending it.
ALTER TABLE alerts ADD COLUMN left_because TEXT;
CREATE INDEX alerts_by_slot ON alerts (frequency, weekday, hour, email, id) WHERE state = 'active';

-- What alerts have to tell: a listing that is new, or that changed in what matters. Numbered without gaps, in the
-- order in which it was committed.
CREATE TABLE alert_news (
    seq BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    -- What changed, in words; empty: the listing is new.
    changed TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX alert_news_by_listing ON alert_news (listing_id, seq);
CREATE TABLE alert_clock (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    seq BIGINT NOT NULL
);
INSERT INTO alert_clock (id, seq) VALUES (1, 0);

-- The alerts that write at the same time are matched together: `instant`, `daily 07`, `weekly 1 07`.
CREATE TABLE alert_slots (
    slot TEXT PRIMARY KEY NOT NULL,
    -- Its alerts have been told of the news up to this one.
    told_to BIGINT NOT NULL,
    -- The latest run: its name, how far it tells, and the address that it has come to. No end: it goes on.
    run_key TEXT NOT NULL,
    running_to BIGINT NOT NULL,
    after_email TEXT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    looked_at BIGINT NOT NULL,
    letters BIGINT NOT NULL
);
