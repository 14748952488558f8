ALTER TABLE letters DROP COLUMN payload;
