-- What a provider's members note on an application for one another. Its candidate never sees it here, and may ask for it.
CREATE TABLE application_notes (
    id BIGINT PRIMARY KEY NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    author_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX application_notes_by_application ON application_notes (application_id, at, id);

-- Colleagues who were told of a note.
CREATE TABLE application_note_mentions (
    note_id BIGINT NOT NULL REFERENCES application_notes (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (note_id, account_id)
);
