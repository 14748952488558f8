ALTER TABLE letters DROP COLUMN server_said;
