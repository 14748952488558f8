-- What the home of a desk shows first, added up: a large organisation has thousands of numbers a day in listing_looks.
CREATE TABLE provider_looks (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    source TEXT NOT NULL,
    looks INTEGER NOT NULL,
    PRIMARY KEY (provider_id, day, source)
);
INSERT INTO provider_looks (provider_id, day, source, looks)
SELECT provider_id, day, source, SUM(looks) FROM listing_looks GROUP BY provider_id, day, source;
CREATE INDEX provider_looks_by_day ON provider_looks (day, looks);

-- From everywhere.
CREATE TABLE listing_days (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    looks INTEGER NOT NULL,
    PRIMARY KEY (listing_id, day)
);
INSERT INTO listing_days (listing_id, day, provider_id, looks)
SELECT listing_id, day, provider_id, SUM(looks) FROM listing_looks GROUP BY listing_id, day, provider_id;
CREATE INDEX listing_days_by_provider ON listing_days (provider_id, day, listing_id, looks);
