-- How often a listing's public page was opened on a day in London, by the way that led there. Nothing of who looked.
CREATE TABLE listing_looks (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('search', 'browse', 'alert', 'provider', 'feed', 'here', 'elsewhere', 'direct')),
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    looks INTEGER NOT NULL,
    PRIMARY KEY (listing_id, day, source)
);
CREATE INDEX listing_looks_by_provider ON listing_looks (provider_id, day, listing_id, source, looks);
