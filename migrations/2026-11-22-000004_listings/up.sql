CREATE TABLE listings (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('role', 'placement')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'live', 'closed', 'withdrawn')),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    internal_reference TEXT NOT NULL,
    profession TEXT NOT NULL,
    contract TEXT NOT NULL,
    funding TEXT NOT NULL,
    starts_on DATE,
    closes_on DATE,
    closes_at TIMESTAMP,
    decide_by DATE,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    wants_cv BOOLEAN NOT NULL,
    wants_statement BOOLEAN NOT NULL,
    created_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    published_at TIMESTAMP,
    closed_at TIMESTAMP,
    closed_because TEXT,
    returned_because TEXT
);
CREATE INDEX listings_by_provider ON listings (provider_id, state, id);
CREATE INDEX listings_waiting ON listings (submitted_at, id) WHERE state = 'submitted';
CREATE INDEX listings_live ON listings (closes_at, id) WHERE state = 'live';
CREATE INDEX listings_newest ON listings (published_at, id) WHERE state = 'live';

-- What the candidate is offered: pay as numbers with a period, and the terms card.
CREATE TABLE listing_terms (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    pay_period TEXT,
    pay_min_pence BIGINT,
    pay_max_pence BIGINT,
    pay_note TEXT NOT NULL,
    comparable_band TEXT,
    hours_per_week DOUBLE PRECISION,
    pension TEXT,
    annual_leave_days INTEGER,
    sick_pay TEXT,
    recognises_nhs_service BOOLEAN,
    visa_sponsorship BOOLEAN,
    ltft_welcome BOOLEAN,
    dbs_level TEXT
);

-- Codes of which a listing may have several: specialty, pattern, grade, stage, learner.
CREATE TABLE listing_tags (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    tag_group TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (listing_id, tag_group, code)
);

CREATE TABLE listing_sites (
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    site_id BIGINT NOT NULL REFERENCES sites (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (listing_id, site_id)
);
CREATE INDEX listing_sites_by_site ON listing_sites (site_id, listing_id);

CREATE TABLE listing_questions (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('yes-no', 'text')),
    prompt TEXT NOT NULL,
    required BOOLEAN NOT NULL
);
CREATE INDEX listing_questions_by_listing ON listing_questions (listing_id, position, id);

-- What a placement has and a role has not. The three principles of 2020 are unanswered (NULL) until the host answers.
CREATE TABLE placement_details (
    listing_id BIGINT PRIMARY KEY NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    nhs_partner TEXT NOT NULL,
    lead_employer TEXT NOT NULL,
    training_office TEXT,
    programme TEXT NOT NULL,
    ends_on DATE,
    capacity INTEGER,
    wte_percent INTEGER,
    supervisor_name TEXT NOT NULL,
    supervisor_gmc TEXT NOT NULL,
    supervised_by_recognised BOOLEAN,
    supervision_note TEXT NOT NULL,
    open_to_every_level BOOLEAN,
    levels_note TEXT NOT NULL,
    indemnity_in_place BOOLEAN,
    indemnity_basis TEXT NOT NULL,
    nhs_funded_share INTEGER,
    site_approval TEXT NOT NULL,
    timetable TEXT NOT NULL,
    on_call TEXT NOT NULL,
    lists_per_week DOUBLE PRECISION,
    procedures TEXT NOT NULL,
    case_mix TEXT NOT NULL
);

-- Followed by every node into its own search index.
CREATE TABLE listing_changes (
    id BIGINT PRIMARY KEY NOT NULL,
    listing_id BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

CREATE TABLE saved_listings (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, listing_id)
);
