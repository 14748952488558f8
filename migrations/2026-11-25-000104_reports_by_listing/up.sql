CREATE INDEX reports_by_listing ON reports (listing_id, id);
