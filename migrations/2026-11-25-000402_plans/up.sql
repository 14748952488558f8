-- A listing that is to go live on a later day. `approved_at`: a moderator has approved it, and it waits for its day.
CREATE TABLE listing_schedules (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    publish_on DATE NOT NULL,
    approved_at TIMESTAMP
);
CREATE INDEX listing_schedules_due ON listing_schedules (publish_on, listing_id) WHERE approved_at IS NOT NULL;

-- Who is written to about a listing and its applications; without any, every owner and editor.
CREATE TABLE listing_readers (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (listing_id, account_id)
);

-- Listings to start others from. The body is that of `listing_edits`.
CREATE TABLE listing_templates (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (provider_id, name)
);
