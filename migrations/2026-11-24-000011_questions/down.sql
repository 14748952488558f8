DROP TABLE application_documents;
-- What the old kinds do not have is answered in words; a file has none.
DELETE FROM listing_questions WHERE kind = 'file';
ALTER TABLE listing_questions ADD COLUMN answered_by TEXT NOT NULL DEFAULT 'text' CHECK (answered_by IN ('yes-no', 'text'));
UPDATE listing_questions SET answered_by = kind WHERE kind = 'yes-no';
ALTER TABLE listing_questions DROP COLUMN kind;
ALTER TABLE listing_questions RENAME COLUMN answered_by TO kind;
ALTER TABLE listing_questions DROP COLUMN longest;
ALTER TABLE listing_questions DROP COLUMN choices;
