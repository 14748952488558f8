ALTER TABLE application_exports DROP COLUMN sites;
DROP TABLE invitation_sites;
ALTER TABLE invitations DROP COLUMN limited;
DROP TABLE membership_sites;
ALTER TABLE memberships DROP COLUMN limited;
