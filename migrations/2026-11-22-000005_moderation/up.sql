-- Every staff act, and every look at an application. Never edited, never deleted.
CREATE TABLE audit_lines (
    id BIGINT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    act TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    subject_label TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX audit_lines_by_subject ON audit_lines (subject_kind, subject_id, id);

CREATE TABLE reports (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    email TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
    created_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE INDEX reports_open ON reports (created_at, id) WHERE state = 'open';
