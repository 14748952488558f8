-- What a candidate keeps of their employment checks and training, once, to show it to those they choose.
CREATE TABLE passport_items (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    words TEXT NOT NULL,
    issued_on DATE NOT NULL,
    expires_on DATE,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    version INTEGER NOT NULL,
    warned_weeks INTEGER,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX passport_items_by_account ON passport_items (account_id, id);
CREATE INDEX passport_items_by_expiry ON passport_items (expires_on, account_id);

-- Consent: this application's provider may see this item. Taken back, the row is gone; the log keeps that it was there.
CREATE TABLE passport_shares (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    item_id BIGINT NOT NULL REFERENCES passport_items (id) ON DELETE CASCADE,
    shared_at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, item_id)
);
CREATE INDEX passport_shares_by_item ON passport_shares (item_id);

-- What a provider said of one version of an item. A version that takes its place is asked about anew.
CREATE TABLE passport_marks (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    item_id BIGINT NOT NULL REFERENCES passport_items (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'repeat')),
    reason TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, item_id, version)
);
CREATE INDEX passport_marks_by_item ON passport_marks (item_id);

-- Who saw what, when, for the candidate to read. It keeps the names as they were.
CREATE TABLE passport_log (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    items TEXT NOT NULL,
    who TEXT NOT NULL,
    provider TEXT NOT NULL,
    listing TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX passport_log_by_account ON passport_log (account_id, id);
