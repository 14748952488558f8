CREATE TABLE providers (
    id BIGINT PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    sector TEXT NOT NULL,
    funding TEXT NOT NULL,
    website TEXT NOT NULL,
    cqc_code TEXT,
    ods_code TEXT,
    logo_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'verified', 'suspended')),
    returned_because TEXT,
    submitted_at TIMESTAMP,
    verified_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX providers_waiting ON providers (submitted_at, id) WHERE state = 'submitted';
CREATE INDEX providers_by_name ON providers (state, name, id);

CREATE TABLE sites (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    town TEXT NOT NULL,
    postcode TEXT NOT NULL,
    region TEXT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    sector TEXT NOT NULL,
    funding TEXT NOT NULL,
    cqc_code TEXT,
    ods_code TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX sites_by_provider ON sites (provider_id, name, id);

CREATE TABLE memberships (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (provider_id, account_id)
);
CREATE INDEX memberships_by_account ON memberships (account_id, provider_id);

CREATE TABLE invitations (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
    token_hash TEXT NOT NULL UNIQUE,
    invited_by BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    accepted_at TIMESTAMP,
    UNIQUE (provider_id, email)
);

-- What a provider says of working there: career, control and culture.
CREATE TABLE provider_claims (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    claim TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    stated_on DATE NOT NULL,
    PRIMARY KEY (provider_id, claim)
);
