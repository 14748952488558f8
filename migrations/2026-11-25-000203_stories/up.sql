-- Whom of the NHS an organisation works with.
CREATE TABLE provider_partnerships (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    partner TEXT NOT NULL,
    what TEXT NOT NULL,
    since_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX provider_partnerships_by_provider ON provider_partnerships (provider_id, since_on, id);

-- What somebody tells of working there, in versions of one story: one may be public while the next is read. Without the
-- person's consent there is no row: withdrawing it removes all of them.
CREATE TABLE staff_stories (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    story_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    shown_name TEXT NOT NULL,
    shown_role TEXT NOT NULL,
    consent_how TEXT NOT NULL,
    consent_by TEXT NOT NULL,
    consent_at TIMESTAMP,
    returned_because TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP
);
CREATE INDEX staff_stories_by_provider ON staff_stories (provider_id, story_id);
CREATE UNIQUE INDEX staff_stories_public ON staff_stories (story_id) WHERE state = 'approved';
CREATE UNIQUE INDEX staff_stories_open ON staff_stories (story_id) WHERE state <> 'approved';
CREATE INDEX staff_stories_waiting ON staff_stories (submitted_at, id) WHERE state = 'submitted';
