-- What administrators add to a kind of letter. Empty words are ours; a row stays for ever, so that its version only grows.
CREATE TABLE letter_words (
    id BIGINT PRIMARY KEY,
    about TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    opening TEXT NOT NULL,
    closing TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL
);
