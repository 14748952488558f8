-- Who has something of the review desk in hand, and until when; past that time a row counts for nothing.
CREATE TABLE review_holds (
    kind TEXT NOT NULL,
    item_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_name TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, item_id)
);
CREATE INDEX review_holds_by_account ON review_holds (account_id);
