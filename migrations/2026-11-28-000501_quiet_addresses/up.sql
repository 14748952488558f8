-- What mail servers told us of letters that came back, that were complained about or that are late. An address is quiet
-- while a line of it has not ended. A letter is told about once in each way, so that a report read twice changes nothing.
CREATE TABLE quiet_addresses (
    id BIGINT PRIMARY KEY NOT NULL,
    address TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('bounce', 'complaint', 'delay')),
    said TEXT NOT NULL,
    letter_id BIGINT NOT NULL,
    subject TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    UNIQUE (letter_id, why)
);
CREATE INDEX quiet_addresses_by_address ON quiet_addresses (address, id);
CREATE INDEX quiet_addresses_open ON quiet_addresses (id) WHERE ended_at IS NULL;

-- Its reader asked for it a moment ago: it goes even to an address that is quiet.
ALTER TABLE letters ADD COLUMN is_asked BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX letters_by_message_id ON letters (message_id);
