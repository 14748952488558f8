-- Files with a provider's applicants that a member asked for: made in the background, kept for a day.
CREATE TABLE application_exports (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    listing_id BIGINT REFERENCES listings (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('csv', 'xlsx', 'zip')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'too-large')),
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX application_exports_by_account ON application_exports (account_id, provider_id, id);
CREATE INDEX application_exports_by_age ON application_exports (created_at);
