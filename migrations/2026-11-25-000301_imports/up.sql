-- Files of listings that members bring: the rows are kept until they are made into drafts or the import is forgotten.
CREATE TABLE imports (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('matching', 'checking', 'checked', 'running', 'done', 'cancelled')),
    -- What a row is that does not say it.
    kind TEXT NOT NULL CHECK (kind IN ('role', 'placement')),
    -- Lists of texts as JSON, one for each column of the file.
    headers TEXT NOT NULL,
    fields TEXT NOT NULL,
    takes TEXT NOT NULL CHECK (takes IN ('good', 'all')),
    submits BOOLEAN NOT NULL,
    total INTEGER NOT NULL,
    -- Rows of the present step that are done, and the line that was done last.
    done INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX imports_by_provider ON imports (provider_id, id);
CREATE INDEX imports_by_age ON imports (created_at);

CREATE TABLE import_rows (
    import_id BIGINT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- The line in the file; the words for its columns are in line 1.
    line INTEGER NOT NULL,
    cells TEXT NOT NULL,
    reference TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('new', 'update', 'same', 'refused')),
    title TEXT NOT NULL,
    faults TEXT NOT NULL,
    -- What a listing still needs before it can go to review, in sentences; empty when nothing.
    lacks TEXT NOT NULL,
    became TEXT CHECK (became IN ('made', 'updated', 'submitted', 'same', 'left-out', 'refused')),
    listing_id BIGINT,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_rows_by_reference ON import_rows (import_id, reference);

-- Which listing came from which row, by the provider's own number or by what the row said.
CREATE TABLE import_references (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    reference TEXT NOT NULL,
    listing_id BIGINT NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (provider_id, reference)
);
CREATE INDEX import_references_by_listing ON import_references (listing_id);

-- What a provider said that a column of its files means.
CREATE TABLE import_columns (
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    header TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (provider_id, header)
);
