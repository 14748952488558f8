-- Equality monitoring: how many people gave an answer. There is no row of a person, no key to one or to an application, and
-- no time finer than a month. A set is what is shown together, once it is whole.
CREATE TABLE equality_sets (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    first_month DATE NOT NULL,
    last_month DATE NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (provider_id, first_month)
);

CREATE TABLE equality_counts (
    provider_id BIGINT NOT NULL,
    first_month DATE NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (provider_id, first_month, question, answer),
    FOREIGN KEY (provider_id, first_month) REFERENCES equality_sets (provider_id, first_month) ON DELETE CASCADE
);

-- Applications whose candidate was asked, whether they answered or not.
CREATE TABLE equality_asked (
    application_id BIGINT PRIMARY KEY NOT NULL REFERENCES applications (id) ON DELETE CASCADE
);
