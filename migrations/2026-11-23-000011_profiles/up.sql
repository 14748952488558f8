-- What a candidate says of themselves once, for every application.
CREATE TABLE profiles (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    reach TEXT NOT NULL,
    profession TEXT NOT NULL,
    grade TEXT NOT NULL,
    stage TEXT NOT NULL,
    right_to_work TEXT NOT NULL,
    work_until DATE,
    available_on DATE,
    notice_weeks INTEGER,
    updated_at TIMESTAMP NOT NULL
);

-- Codes of which a person may have several.
CREATE TABLE profile_tags (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tag_group TEXT NOT NULL CHECK (tag_group IN ('specialty', 'pattern')),
    code TEXT NOT NULL,
    PRIMARY KEY (account_id, tag_group, code)
);

-- Parts that somebody chose to leave empty.
CREATE TABLE profile_skips (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    PRIMARY KEY (account_id, part)
);

CREATE TABLE profile_registrations (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    number TEXT NOT NULL
);
CREATE INDEX profile_registrations_by_account ON profile_registrations (account_id, id);

CREATE TABLE profile_qualifications (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    institution TEXT NOT NULL,
    result TEXT NOT NULL,
    awarded INTEGER NOT NULL
);
CREATE INDEX profile_qualifications_by_account ON profile_qualifications (account_id, id);

-- Months, kept as their first days. Without an end it goes on.
CREATE TABLE profile_employments (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    employer TEXT NOT NULL,
    started DATE NOT NULL,
    ended DATE,
    duties TEXT NOT NULL,
    leaving TEXT NOT NULL
);
CREATE INDEX profile_employments_by_account ON profile_employments (account_id, id);

-- What somebody did in the months that no employment covers.
CREATE TABLE profile_breaks (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started DATE NOT NULL,
    ended DATE,
    explanation TEXT NOT NULL
);
CREATE INDEX profile_breaks_by_account ON profile_breaks (account_id, id);

CREATE TABLE profile_training (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    skill TEXT NOT NULL,
    title TEXT NOT NULL,
    completed_on DATE NOT NULL,
    expires_on DATE
);
CREATE INDEX profile_training_by_account ON profile_training (account_id, id);

CREATE TABLE profile_referees (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    organisation TEXT NOT NULL,
    relation TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL
);
CREATE INDEX profile_referees_by_account ON profile_referees (account_id, id);

-- Where somebody would work. The key is the gazetteer's; without miles, inside that place.
CREATE TABLE profile_places (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    label TEXT NOT NULL,
    miles INTEGER
);
CREATE INDEX profile_places_by_account ON profile_places (account_id, id);

-- An application may refer to the same file.
CREATE TABLE profile_cvs (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    file_id BIGINT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    is_preferred BOOLEAN NOT NULL
);
CREATE INDEX profile_cvs_by_account ON profile_cvs (account_id, id);
CREATE INDEX profile_cvs_by_file ON profile_cvs (file_id);

-- The profile as it was when the application was submitted, as JSON: what changes later changes nothing that was sent.
CREATE TABLE application_profiles (
    application_id BIGINT PRIMARY KEY NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    body TEXT NOT NULL
);

-- The version of the listing that was there when its application was begun; 0 for those begun before this was kept.
ALTER TABLE applications ADD COLUMN listing_version INTEGER NOT NULL DEFAULT 0;
-- May the provider read the profile too?
ALTER TABLE applications ADD COLUMN sends_profile BOOLEAN NOT NULL DEFAULT TRUE;
