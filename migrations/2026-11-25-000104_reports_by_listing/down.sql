DROP INDEX reports_by_listing;
