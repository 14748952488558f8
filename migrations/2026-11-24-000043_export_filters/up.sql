-- What the table of applicants was filtered by when a file of it was asked for.
ALTER TABLE application_exports ADD COLUMN of_state TEXT;
ALTER TABLE application_exports ADD COLUMN words TEXT NOT NULL DEFAULT '';
