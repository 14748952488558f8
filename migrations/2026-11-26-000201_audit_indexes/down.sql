DROP INDEX audit_lines_by_moment;
DROP INDEX audit_lines_by_actor;
