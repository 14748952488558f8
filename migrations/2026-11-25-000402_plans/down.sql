DROP TABLE listing_templates;
DROP TABLE listing_readers;
DROP TABLE listing_schedules;
