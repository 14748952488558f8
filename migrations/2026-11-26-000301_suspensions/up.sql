-- Two moderators take an organisation, or one of its live listings, out of the public's sight; its people may appeal
-- once, and a third moderator decides that. No listing means the whole organisation. While it is only proposed it stays
-- public, unless it was hidden at once: then until `hidden_until`, or until `shown_again_at` if that came first.
CREATE TABLE suspensions (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    listing_id BIGINT REFERENCES listings (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'withdrawn', 'declined', 'standing', 'appealed', 'upheld', 'restored')),
    because TEXT NOT NULL,
    -- The state of the organisation to which it is restored; none while it is in sight, and for a listing.
    was TEXT,
    hidden_until TIMESTAMP,
    shown_again_at TIMESTAMP,
    proposed_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    proposed_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    decided_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    decided_name TEXT NOT NULL,
    decided_at TIMESTAMP,
    appeal TEXT,
    appealed_name TEXT NOT NULL,
    appealed_at TIMESTAMP,
    settled_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    settled_name TEXT NOT NULL,
    settled_at TIMESTAMP,
    -- What whoever ended it, or upheld it, says.
    verdict TEXT
);
CREATE UNIQUE INDEX suspensions_open ON suspensions (provider_id, COALESCE(listing_id, 0))
    WHERE state IN ('proposed', 'standing', 'appealed', 'upheld');
CREATE INDEX suspensions_by_subject ON suspensions (provider_id, listing_id, id);
CREATE INDEX suspensions_by_listing ON suspensions (listing_id);
CREATE INDEX suspensions_waiting ON suspensions (proposed_at, id) WHERE state = 'proposed';
CREATE INDEX suspensions_appealed ON suspensions (appealed_at, id) WHERE state = 'appealed';

ALTER TABLE listings ADD COLUMN suspended_at TIMESTAMP;

-- Who is suspended already may appeal too.
INSERT INTO suspensions (id, provider_id, state, because, was, proposed_name, proposed_at, decided_name, decided_at, appealed_name, settled_name)
SELECT id, id, 'standing', COALESCE(returned_because, ''), 'verified', 'A moderator', updated_at, 'A moderator', updated_at, '', ''
FROM providers WHERE state = 'suspended';
