CREATE TABLE alerts (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    label TEXT NOT NULL,
    search TEXT NOT NULL,
    frequency TEXT NOT NULL CHECK (frequency IN ('instant', 'daily', 'weekly')),
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'active', 'paused', 'ended')),
    confirm_hash TEXT UNIQUE,
    manage_key TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    wrote_at TIMESTAMP,
    ended_at TIMESTAMP
);
CREATE INDEX alerts_by_account ON alerts (account_id, id);
CREATE INDEX alerts_by_email ON alerts (email, id);
CREATE INDEX alerts_active ON alerts (frequency, id) WHERE state = 'active';

-- A listing is told to an alert once.
CREATE TABLE alert_matches (
    alert_id BIGINT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    matched_at TIMESTAMP NOT NULL,
    told_at TIMESTAMP,
    PRIMARY KEY (alert_id, listing_id)
);
CREATE INDEX alert_matches_untold ON alert_matches (alert_id) WHERE told_at IS NULL;

-- One letter for an alert and a run, however many workers try.
CREATE TABLE alert_runs (
    alert_id BIGINT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    run_key TEXT NOT NULL,
    ran_at TIMESTAMP NOT NULL,
    letters INTEGER NOT NULL,
    PRIMARY KEY (alert_id, run_key)
);
