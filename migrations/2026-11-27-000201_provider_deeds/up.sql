-- What the people of an organisation, or the site itself, did for it: its own log, which its members read. Names and
-- labels stay as they were; the number of the thing goes when the thing does. Kept for 24 months.
CREATE TABLE provider_deeds (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    -- None for what moderators or the clock did.
    account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    deed TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT,
    label TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX provider_deeds_by_time ON provider_deeds (provider_id, at, id);
CREATE INDEX provider_deeds_by_person ON provider_deeds (provider_id, account_id, name);
CREATE INDEX provider_deeds_by_account ON provider_deeds (account_id);
CREATE INDEX provider_deeds_old ON provider_deeds (at);
