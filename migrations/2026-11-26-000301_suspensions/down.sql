ALTER TABLE listings DROP COLUMN suspended_at;
DROP TABLE suspensions;
