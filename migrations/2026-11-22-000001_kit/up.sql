-- Machinery: the queue of jobs, the outbox of letters, stored files, small settings.
CREATE TABLE jobs (
    id BIGINT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    priority INTEGER NOT NULL,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_until TIMESTAMP,
    dead_at TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX jobs_due ON jobs (priority, run_at, id) WHERE dead_at IS NULL;

-- The timetable's memory: which repeated job last ran for which moment.
CREATE TABLE job_ticks (
    name TEXT PRIMARY KEY NOT NULL,
    ran_at TIMESTAMP NOT NULL
);

CREATE TABLE letters (
    id BIGINT PRIMARY KEY NOT NULL,
    about TEXT NOT NULL,
    to_address TEXT NOT NULL,
    to_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    unsubscribe_url TEXT,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts INTEGER NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX letters_by_state ON letters (state, id);
CREATE INDEX letters_by_address ON letters (to_address, id);

CREATE TABLE files (
    id BIGINT PRIMARY KEY NOT NULL,
    owner_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    stored_as TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX files_by_owner ON files (owner_id, id);
