DROP INDEX saved_by_listing;
DROP INDEX alerts_by_search;
