-- What the mail server answered when it took a letter.
ALTER TABLE letters ADD COLUMN server_said TEXT;
