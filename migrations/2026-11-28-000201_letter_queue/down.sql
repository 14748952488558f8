DROP TABLE letter_tries;
DROP TABLE letter_domains;
DROP TABLE letter_senders;
INSERT INTO jobs (id, name, payload, priority, run_at, attempts, created_at)
SELECT id, CASE WHEN priority > 5 THEN 'letters.send-bulk' ELSE 'letters.send' END,
    '{"letter":' || CAST(id AS TEXT) || '}', CASE WHEN priority > 5 THEN 9 ELSE 1 END, due_at, attempts, created_at
FROM letters WHERE state = 'waiting' AND due_at IS NOT NULL;
DROP INDEX letters_written_by_sending;
DROP INDEX letters_by_sending;
CREATE INDEX letters_by_sending ON letters (sent_at);
DROP INDEX letters_in_hand;
DROP INDEX letters_queue;
ALTER TABLE letters DROP COLUMN domain;
ALTER TABLE letters DROP COLUMN claimed_by;
ALTER TABLE letters DROP COLUMN due_at;
ALTER TABLE letters DROP COLUMN priority;
