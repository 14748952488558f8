-- What a provider says of working there, in versions: one may be public while the next is written or read by a moderator.
CREATE TABLE claims (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    claim TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    figures TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    stated_on DATE,
    evidence TEXT NOT NULL,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    returned_because TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP
);
CREATE UNIQUE INDEX claims_public ON claims (provider_id, claim) WHERE state = 'approved';
CREATE UNIQUE INDEX claims_open ON claims (provider_id, claim) WHERE state <> 'approved';
CREATE INDEX claims_waiting ON claims (submitted_at, id) WHERE state = 'submitted';
CREATE INDEX claims_by_file ON claims (file_id) WHERE file_id IS NOT NULL;

-- What verified organisations have said so far is public and stays so; the others' waits with them, or is still a draft.
INSERT INTO claims (id, provider_id, claim, state, figures, detail, source, stated_on, evidence, created_at, updated_at, submitted_at)
SELECT ROW_NUMBER() OVER (ORDER BY said.provider_id, said.claim), said.provider_id, said.claim,
    CASE WHEN providers.verified_at IS NOT NULL THEN 'approved' WHEN providers.state = 'submitted' THEN 'submitted' ELSE 'draft' END,
    '{}', said.detail, said.source, said.stated_on, '', providers.created_at, providers.updated_at, providers.submitted_at
FROM provider_claims AS said INNER JOIN providers ON providers.id = said.provider_id;
DROP TABLE provider_claims;
