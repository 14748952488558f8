-- What is looked for when a CV, a note's author or a scorer goes.
CREATE INDEX applications_by_cv ON applications (cv_id);
CREATE INDEX application_notes_by_author ON application_notes (author_id);
CREATE INDEX application_scores_by_account ON application_scores (account_id);
