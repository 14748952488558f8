DROP INDEX letters_by_message_id;
ALTER TABLE letters DROP COLUMN is_asked;
DROP TABLE quiet_addresses;
