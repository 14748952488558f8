-- What moderators and the people of an organisation write to one another: one thread for the organisation, one for each
-- listing. While the last word is the organisation's, the thread waits.
CREATE TABLE review_threads (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    listing_id BIGINT REFERENCES listings (id) ON DELETE CASCADE,
    waits_since TIMESTAMP
);
CREATE INDEX review_threads_by_subject ON review_threads (provider_id, listing_id);
CREATE INDEX review_threads_waiting ON review_threads (waits_since, id) WHERE waits_since IS NOT NULL;

CREATE TABLE review_messages (
    id BIGINT PRIMARY KEY NOT NULL,
    thread_id BIGINT NOT NULL REFERENCES review_threads (id) ON DELETE CASCADE,
    from_desk BOOLEAN NOT NULL,
    author_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX review_messages_by_thread ON review_messages (thread_id, id);
