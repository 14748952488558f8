-- What administrators add to the synonyms that come with the program. Several words of a field are separated by bars.
CREATE TABLE synonym_groups (
    id BIGINT PRIMARY KEY NOT NULL,
    words TEXT NOT NULL,
    finds TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
