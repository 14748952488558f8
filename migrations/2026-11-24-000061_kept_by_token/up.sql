-- What was typed while signed out is known by the token that its sign-in link holds: a second tab, or a save on its way,
-- keeps its own and takes nobody's place.
CREATE TABLE kept_by_token (
    token_hash TEXT PRIMARY KEY NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at TIMESTAMP NOT NULL
);
INSERT INTO kept_by_token (token_hash, application_id, step, body, kept_at)
SELECT token_hash, application_id, step, body, kept_at FROM kept_forms;
DROP TABLE kept_forms;
ALTER TABLE kept_by_token RENAME TO kept_forms;
CREATE INDEX kept_forms_by_step ON kept_forms (application_id, step, kept_at);
