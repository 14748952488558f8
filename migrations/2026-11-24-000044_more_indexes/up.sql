-- What is looked for every few minutes, and what goes when an account, a question, a listing or a file does.
CREATE INDEX interview_slots_by_start ON interview_slots (starts_at);
CREATE INDEX interview_invitations_to_remind ON interview_invitations (reminded, state);
CREATE INDEX interview_panel_by_account ON interview_panel (account_id);
CREATE INDEX application_messages_by_author ON application_messages (author_id);
CREATE INDEX application_message_reads_by_account ON application_message_reads (account_id);
CREATE INDEX application_documents_by_question ON application_documents (question_id);
CREATE INDEX passport_items_by_file ON passport_items (file_id);
CREATE INDEX application_exports_by_listing ON application_exports (listing_id);
CREATE INDEX application_exports_by_file ON application_exports (file_id);
