DROP TABLE application_events;
DROP TABLE application_answers;
DROP TABLE applications;
