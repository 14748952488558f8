-- A letter that is written at the moment of its sending has what it is written from, and no text until then.
ALTER TABLE letters ADD COLUMN payload TEXT;
