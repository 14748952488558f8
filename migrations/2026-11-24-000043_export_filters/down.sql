ALTER TABLE application_exports DROP COLUMN words;
ALTER TABLE application_exports DROP COLUMN of_state;
