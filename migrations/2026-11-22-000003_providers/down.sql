DROP TABLE provider_claims;
DROP TABLE invitations;
DROP TABLE memberships;
DROP TABLE sites;
DROP TABLE providers;
