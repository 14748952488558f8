-- Pictures of an organisation, in the order in which it shows them. Their files are written by us, and no larger than they are shown.
CREATE TABLE provider_pictures (
    id BIGINT PRIMARY KEY NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    file_id BIGINT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX provider_pictures_by_provider ON provider_pictures (provider_id, position, id);
CREATE INDEX provider_pictures_by_file ON provider_pictures (file_id);
