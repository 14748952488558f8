-- The newest of each step stays.
CREATE TABLE kept_by_step (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, step)
);
INSERT INTO kept_by_step (application_id, step, token_hash, body, kept_at)
SELECT application_id, step, token_hash, body, kept_at FROM kept_forms AS kept
WHERE NOT EXISTS (
    SELECT 1 FROM kept_forms AS later
    WHERE later.application_id = kept.application_id AND later.step = kept.step
        AND (later.kept_at > kept.kept_at OR (later.kept_at = kept.kept_at AND later.token_hash > kept.token_hash))
);
DROP TABLE kept_forms;
ALTER TABLE kept_by_step RENAME TO kept_forms;
