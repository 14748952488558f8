-- More kinds of answers. The old column's CHECK goes with it; SQLite cannot change one.
ALTER TABLE listing_questions ADD COLUMN answered_by TEXT NOT NULL DEFAULT 'text' CHECK (answered_by IN ('yes-no', 'one-of', 'several-of', 'number', 'text', 'file'));
UPDATE listing_questions SET answered_by = kind;
ALTER TABLE listing_questions DROP COLUMN kind;
ALTER TABLE listing_questions RENAME COLUMN answered_by TO kind;
-- One a line.
ALTER TABLE listing_questions ADD COLUMN choices TEXT NOT NULL DEFAULT '';
-- Characters that an answer in words may have.
ALTER TABLE listing_questions ADD COLUMN longest INTEGER NOT NULL DEFAULT 2000;

-- Documents that a listing asks for besides the CV: what was given to a question that a file answers.
CREATE TABLE application_documents (
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    question_id BIGINT NOT NULL REFERENCES listing_questions (id) ON DELETE CASCADE,
    file_id BIGINT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    PRIMARY KEY (application_id, question_id)
);
CREATE INDEX application_documents_by_file ON application_documents (file_id);
