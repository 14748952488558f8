-- What a candidate and a provider write to one another about one application. The number is made with the form, so that a
-- form that is sent twice leaves one message.
CREATE TABLE application_messages (
    id BIGINT PRIMARY KEY NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('candidate', 'provider')),
    author_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    UNIQUE (application_id, number)
);
CREATE INDEX application_messages_by_application ON application_messages (application_id, id);

-- Up to which message somebody has read.
CREATE TABLE application_message_reads (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seen_id BIGINT NOT NULL,
    PRIMARY KEY (application_id, account_id)
);
