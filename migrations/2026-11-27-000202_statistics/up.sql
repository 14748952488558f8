-- How many of what there were on a day, in London: totals alone, which stay when what they counted goes. A figure that is
-- none has no row.
CREATE TABLE daily_totals (
    day DATE NOT NULL,
    figure TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (day, figure)
);

-- How long something waited for the review desk, and nothing of what or whose it was: for the median, which no total tells.
CREATE TABLE review_waits (
    id BIGINT PRIMARY KEY NOT NULL,
    -- In London, on which it was decided.
    day DATE NOT NULL,
    minutes BIGINT NOT NULL,
    is_in_time BOOLEAN NOT NULL
);
CREATE INDEX review_waits_by_day ON review_waits (day, minutes, is_in_time);

-- A day is counted from these alone.
CREATE INDEX accounts_by_time ON accounts (created_at, role);
CREATE INDEX providers_by_verification ON providers (verified_at);
CREATE INDEX listings_by_publication ON listings (published_at);
CREATE INDEX listings_by_closing ON listings (closed_at);
CREATE INDEX applications_by_beginning ON applications (created_at);
CREATE INDEX applications_by_submission ON applications (submitted_at);
CREATE INDEX alerts_by_confirmation ON alerts (confirmed_at);
CREATE INDEX alerts_by_end ON alerts (ended_at);
CREATE INDEX letters_by_sending ON letters (sent_at);
CREATE INDEX letters_dead ON letters (created_at) WHERE state = 'dead';
