DROP INDEX applications_as_they_came;
ALTER TABLE applications DROP COLUMN revealed_at;
ALTER TABLE listings DROP COLUMN blind;
