-- What a provider offers, as it was sent. One of them is open at the most for an application.
CREATE TABLE offers (
    id BIGINT PRIMARY KEY NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'lapsed')),
    starts_on DATE,
    pay TEXT NOT NULL,
    words TEXT NOT NULL,
    expires_on DATE,
    expires_at TIMESTAMP,
    reminded BOOLEAN NOT NULL,
    made_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    reason TEXT,
    reason_words TEXT NOT NULL
);
CREATE INDEX offers_by_application ON offers (application_id, id);
CREATE INDEX offers_that_expire ON offers (state, expires_at);

-- A code of the list of conditions, or the provider's own words.
CREATE TABLE offer_conditions (
    offer_id BIGINT NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (offer_id, position)
);

-- Offers that were made before had words alone, and no end.
INSERT INTO offers (id, application_id, state, starts_on, pay, words, expires_on, expires_at, reminded, made_at, ended_at, reason, reason_words)
SELECT application_events.id, application_events.application_id,
    CASE applications.state WHEN 'offered' THEN 'open' WHEN 'declined' THEN 'declined' WHEN 'rejected' THEN 'withdrawn' ELSE 'accepted' END,
    NULL, '', application_events.note, NULL, NULL, FALSE, application_events.at, NULL, NULL, ''
FROM application_events INNER JOIN applications ON applications.id = application_events.application_id
WHERE application_events.state = 'offered';
