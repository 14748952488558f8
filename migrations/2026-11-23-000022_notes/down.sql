DROP TABLE application_note_mentions;
DROP TABLE application_notes;
