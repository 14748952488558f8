-- Without a limit they would reach everything.
DELETE FROM memberships WHERE limited;
DELETE FROM invitations WHERE limited;
ALTER TABLE application_exports DROP COLUMN sites;
DROP TABLE invitation_sites;
ALTER TABLE invitations DROP COLUMN limited;
DROP TABLE membership_sites;
ALTER TABLE memberships DROP COLUMN limited;
