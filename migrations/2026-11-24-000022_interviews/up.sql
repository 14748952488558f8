-- A round of interviews for one listing: who sits there, where, and at which times.
CREATE TABLE interviews (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    manner TEXT NOT NULL CHECK (manner IN ('place', 'video', 'phone')),
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX interviews_by_listing ON interviews (listing_id, id);

-- Members of the provider, and others by their names alone.
CREATE TABLE interview_panel (
    interview_id BIGINT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (interview_id, position)
);

-- A time that one candidate can have.
CREATE TABLE interview_slots (
    id BIGINT PRIMARY KEY NOT NULL,
    interview_id BIGINT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    starts_at TIMESTAMP NOT NULL,
    minutes INTEGER NOT NULL,
    UNIQUE (interview_id, starts_at)
);

-- A time belongs to one invitation at the most, whoever asks at once. The sequence counts what a calendar must know of;
-- was_at is the time that was agreed last, for the calendars that still have it.
CREATE TABLE interview_invitations (
    id BIGINT PRIMARY KEY NOT NULL,
    interview_id BIGINT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    slot_id BIGINT UNIQUE REFERENCES interview_slots (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'booked', 'cancelled')),
    sequence INTEGER NOT NULL,
    invited_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    reminded BOOLEAN NOT NULL,
    was_at TIMESTAMP,
    was_minutes INTEGER NOT NULL,
    UNIQUE (interview_id, application_id)
);
CREATE INDEX interview_invitations_by_application ON interview_invitations (application_id, id);

-- By when somebody who is not invited yet was told that they hear.
CREATE TABLE application_promises (
    application_id BIGINT PRIMARY KEY NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    hear_by DATE NOT NULL,
    told_at TIMESTAMP NOT NULL
);
