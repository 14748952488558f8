DROP TABLE listing_reminders;
ALTER TABLE saved_listings DROP COLUMN note;
