CREATE TABLE provider_claims (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    claim TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    stated_on DATE NOT NULL,
    PRIMARY KEY (provider_id, claim)
);
INSERT INTO provider_claims (provider_id, claim, detail, source, stated_on)
SELECT provider_id, claim, detail, source, stated_on FROM claims WHERE state = 'approved' AND stated_on IS NOT NULL;
DROP TABLE claims;
