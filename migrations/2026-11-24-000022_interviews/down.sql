DROP TABLE application_promises;
DROP TABLE interview_invitations;
DROP TABLE interview_slots;
DROP TABLE interview_panel;
DROP TABLE interviews;
