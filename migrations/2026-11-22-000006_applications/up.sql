CREATE TABLE applications (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    candidate_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'declined', 'rejected', 'withdrawn')),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    registration TEXT NOT NULL,
    statement TEXT NOT NULL,
    cv_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    reason TEXT,
    reason_words TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    UNIQUE (listing_id, candidate_id)
);
CREATE INDEX applications_by_candidate ON applications (candidate_id, id);
CREATE INDEX applications_by_listing ON applications (listing_id, state, id);

CREATE TABLE application_answers (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    question_id BIGINT NOT NULL REFERENCES listing_questions (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    PRIMARY KEY (application_id, question_id)
);

-- The timeline that both sides see.
CREATE TABLE application_events (
    id BIGINT PRIMARY KEY NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX application_events_by_application ON application_events (application_id, id);
