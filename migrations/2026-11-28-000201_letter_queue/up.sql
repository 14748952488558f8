-- The table of letters is the queue they wait in: a million rows are put there without a million jobs beside them.
-- Lower leaves first: what somebody waits for is 1, the ordinary 5, what tells of something at once 7, bulk 9.
ALTER TABLE letters ADD COLUMN priority INTEGER NOT NULL DEFAULT 5;
-- When it is tried next; none: it does not wait.
ALTER TABLE letters ADD COLUMN due_at TIMESTAMP;
-- The sender that has it in hand.
ALTER TABLE letters ADD COLUMN claimed_by BIGINT;
-- What stands behind the @ of its address, in small letters.
ALTER TABLE letters ADD COLUMN domain TEXT NOT NULL DEFAULT '';
UPDATE letters SET domain = lower(substr(to_address, length(rtrim(to_address, replace(to_address, '@', ''))) + 1));
-- What was given up long ago does not leave now: its job died, and is `{"letter":N}`.
UPDATE letters SET state = 'dead', last_error = COALESCE(last_error, 'Given up')
WHERE state = 'waiting' AND id IN (
    SELECT CAST(substr(payload, 11, length(payload) - 11) AS BIGINT) FROM jobs
    WHERE name IN ('letters.send', 'letters.send-bulk') AND dead_at IS NOT NULL
);
UPDATE letters SET due_at = created_at WHERE state = 'waiting';
UPDATE letters SET priority = 9 WHERE unsubscribe_url IS NOT NULL OR payload IS NOT NULL;
UPDATE letters SET priority = 1 WHERE about LIKE 'accounts.%' OR about = 'alerts.confirm';
DELETE FROM jobs WHERE name IN ('letters.send', 'letters.send-bulk');
CREATE INDEX letters_queue ON letters (priority, due_at, id) WHERE state = 'waiting' AND claimed_by IS NULL;
CREATE INDEX letters_in_hand ON letters (claimed_by) WHERE claimed_by IS NOT NULL;
-- Of a letter that waits there is nothing to say by the moment of its sending: a million are put into fewer indexes.
DROP INDEX letters_by_sending;
CREATE INDEX letters_by_sending ON letters (sent_at) WHERE sent_at IS NOT NULL;
-- Those of which no more is kept than what was written are removed sooner.
CREATE INDEX letters_written_by_sending ON letters (sent_at) WHERE payload IS NULL AND sent_at IS NOT NULL;

-- Who sends letters now. One that is not heard of any more has died, and what it had in hand is free again.
CREATE TABLE letter_senders (
    id BIGINT PRIMARY KEY NOT NULL,
    -- Seconds since 1970 by the clock of the database, which all senders share.
    alive_until BIGINT NOT NULL
);

-- Domains that are left alone for a while, because they did not take a letter.
CREATE TABLE letter_domains (
    domain TEXT PRIMARY KEY NOT NULL,
    -- In a row.
    failures INTEGER NOT NULL,
    rests_until TIMESTAMP NOT NULL,
    said TEXT NOT NULL
);

-- Every try to send a letter, with what the mail server said.
CREATE TABLE letter_tries (
    id BIGINT PRIMARY KEY NOT NULL,
    letter_id BIGINT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'later', 'refused')),
    said TEXT NOT NULL
);
CREATE INDEX letter_tries_by_letter ON letter_tries (letter_id, id);
