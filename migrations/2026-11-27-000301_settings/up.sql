-- What administrators set while the site runs. A setting without a row, or without a value, has its default; a row stays
-- for ever, so that its version only grows.
CREATE TABLE settings (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL
);
