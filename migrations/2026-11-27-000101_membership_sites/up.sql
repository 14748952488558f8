-- A member may be limited to some sites. The flag stands by itself: whose sites are all removed reaches nothing, not
-- everything.
ALTER TABLE memberships ADD COLUMN limited BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE membership_sites (
    membership_id BIGINT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    site_id BIGINT NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    PRIMARY KEY (membership_id, site_id)
);
CREATE INDEX membership_sites_by_site ON membership_sites (site_id);

ALTER TABLE invitations ADD COLUMN limited BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE invitation_sites (
    invitation_id BIGINT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    site_id BIGINT NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    PRIMARY KEY (invitation_id, site_id)
);
CREATE INDEX invitation_sites_by_site ON invitation_sites (site_id);

-- The sites that whoever asked for a file reached then, with commas between their numbers; NULL for all of them.
ALTER TABLE application_exports ADD COLUMN sites TEXT;
