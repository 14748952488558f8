-- A new listing is put to each different search once, and the alerts of one that fits are found by it.
CREATE INDEX alerts_by_search ON alerts (search, id) WHERE state = 'active';
-- Who saved a listing is told of its closing.
CREATE INDEX saved_by_listing ON saved_listings (listing_id);
