-- Bytes that no row of `files` speaks of (yet, or any more), so that what is killed half-way can be cleared away.
CREATE TABLE file_leftovers (
    stored_as TEXT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX file_leftovers_by_age ON file_leftovers (at);
-- SHA-256 of the bytes in hexadecimal: is a file that comes again the same one? Empty for those from before.
ALTER TABLE files ADD COLUMN digest TEXT NOT NULL DEFAULT '';
