DROP TABLE reports;
DROP TABLE audit_lines;
