ALTER TABLE files DROP COLUMN digest;
DROP TABLE file_leftovers;
