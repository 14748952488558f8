DROP INDEX applications_by_reason;
DROP INDEX profile_tags_by_code;
DROP INDEX listing_tags_by_code;
DROP TABLE code_orders;
DROP TABLE code_changes;
