-- The log is searched by who acted, and by days.
CREATE INDEX audit_lines_by_actor ON audit_lines (actor_id, id);
CREATE INDEX audit_lines_by_moment ON audit_lines (at, id);
