CREATE INDEX listings_by_profession ON listings (profession, kind, published_at, id) WHERE state = 'live';
