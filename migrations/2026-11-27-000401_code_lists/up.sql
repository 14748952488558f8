-- What administrators changed in the code lists, over what the program's files have. `words` is an object of the
-- columns that differ, as JSON; for an added code of all of them. Nothing is ever removed: what is retired stays known.
CREATE TABLE code_changes (
    id BIGINT PRIMARY KEY NOT NULL,
    list_name TEXT NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    is_added BOOLEAN NOT NULL,
    retired_at TIMESTAMP,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    UNIQUE (list_name, code)
);
-- The codes of a list in the order that somebody gave them, with spaces between.
CREATE TABLE code_orders (
    id BIGINT PRIMARY KEY NOT NULL,
    list_name TEXT NOT NULL UNIQUE,
    codes TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

-- How often a code is used.
CREATE INDEX listing_tags_by_code ON listing_tags (tag_group, code);
CREATE INDEX profile_tags_by_code ON profile_tags (tag_group, code);
CREATE INDEX applications_by_reason ON applications (reason) WHERE reason IS NOT NULL;
