DROP INDEX application_scores_by_account;
DROP INDEX application_notes_by_author;
DROP INDEX applications_by_cv;
