-- For listings that are like another: the newest of a profession.
CREATE INDEX listings_by_profession ON listings (profession, kind, published_at, id) WHERE state = 'live';
