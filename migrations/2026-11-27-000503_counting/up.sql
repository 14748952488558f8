-- What the public sees, and how often a contract is used, is counted without reading the listings themselves; the last
-- that went live are found without sorting all. A column that every row of an index has alike stands in it too: only so
-- does SQLite know that the index has all it needs.
CREATE INDEX listings_seen ON listings (closes_at, suspended_at, state, provider_id) WHERE state = 'live';
CREATE INDEX listings_seen_by_age ON listings (published_at, id, closes_at, suspended_at, state, provider_id) WHERE state = 'live';
CREATE INDEX listings_by_contract ON listings (contract);
