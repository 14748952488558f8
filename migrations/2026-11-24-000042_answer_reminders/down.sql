DROP INDEX listings_by_decision;
DROP TABLE answer_reminders;
