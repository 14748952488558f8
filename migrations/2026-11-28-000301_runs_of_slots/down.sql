DROP INDEX letters_by_reader;
ALTER TABLE letters DROP COLUMN reader_now;
ALTER TABLE alert_slots DROP COLUMN advanced_at;
DROP INDEX alerts_starting;
DROP INDEX alerts_weekly;
DROP INDEX alerts_daily;
DROP INDEX alerts_instant;
CREATE INDEX alerts_active ON alerts (frequency, id) WHERE state = 'active';
CREATE INDEX alerts_by_search ON alerts (search, id) WHERE state = 'active';
CREATE INDEX alerts_by_slot ON alerts (frequency, weekday, hour, email, id) WHERE state = 'active';
DELETE FROM alert_slots;
DELETE FROM jobs WHERE name = 'alerts.slot';
CREATE TABLE alert_matches (
    alert_id BIGINT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    matched_at TIMESTAMP NOT NULL,
    told_at TIMESTAMP,
    PRIMARY KEY (alert_id, listing_id)
);
CREATE INDEX alert_matches_untold ON alert_matches (alert_id) WHERE told_at IS NULL;
CREATE TABLE alert_runs (
    alert_id BIGINT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    run_key TEXT NOT NULL,
    ran_at TIMESTAMP NOT NULL,
    letters INTEGER NOT NULL,
    PRIMARY KEY (alert_id, run_key)
);
