-- Whether those who choose see who applies only once they have shortlisted them.
ALTER TABLE listings ADD COLUMN blind BOOLEAN NOT NULL DEFAULT TRUE;

-- When a provider was first shown whose application it is. What was submitted before this was there has been seen.
ALTER TABLE applications ADD COLUMN revealed_at TIMESTAMP;
UPDATE applications SET revealed_at = updated_at WHERE state <> 'draft';

-- A table of thousands is read page by page, newest first.
CREATE INDEX applications_as_they_came ON applications (listing_id, submitted_at, id);
