-- The next version of a live listing, as one text: it keeps the numbers of its questions and criteria, and no list or
-- search can come upon it.
CREATE TABLE listing_edits (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned')),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    returned_because TEXT
);
CREATE INDEX listing_edits_waiting ON listing_edits (submitted_at, listing_id) WHERE state = 'submitted';

-- What changed of a listing while it was public. `told_at`: when those who had begun to apply were written to.
CREATE TABLE listing_amendments (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    changes TEXT NOT NULL,
    material BOOLEAN NOT NULL,
    told_at TIMESTAMP
);
CREATE INDEX listing_amendments_by_listing ON listing_amendments (listing_id, at, id);

-- How many apply for a listing, and how many may. A row is there from the first who begins, or from when a cap is set.
CREATE TABLE listing_intakes (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    cap INTEGER,
    begun BIGINT NOT NULL,
    taken BIGINT NOT NULL
);
INSERT INTO listing_intakes (listing_id, cap, begun, taken)
SELECT listing_id, NULL, COUNT(*), COUNT(submitted_at) FROM applications GROUP BY listing_id;
