-- The way that led to the listing when the application was begun; nothing else of how its candidate came.
ALTER TABLE applications ADD COLUMN source TEXT CHECK (source IN ('search', 'browse', 'alert', 'provider', 'feed', 'here', 'elsewhere', 'direct'));
