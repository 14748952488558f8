-- What somebody typed into a step of a draft while they were no longer signed in: theirs again once they are. One for each
-- step; after a day it goes.
CREATE TABLE kept_forms (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, step)
);
