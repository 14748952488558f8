-- What a listing asks of a person, point by point. The public reads it, and applications are scored against it.
CREATE TABLE listing_criteria (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    need TEXT NOT NULL CHECK (need IN ('essential', 'desirable')),
    words TEXT NOT NULL
);
CREATE INDEX listing_criteria_by_listing ON listing_criteria (listing_id, position, id);

-- How a member of the provider finds that an application meets a criterion.
CREATE TABLE application_scores (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    criterion_id BIGINT NOT NULL REFERENCES listing_criteria (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 3),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, criterion_id, account_id)
);
