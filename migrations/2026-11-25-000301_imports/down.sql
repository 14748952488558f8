DROP TABLE import_columns;
DROP TABLE import_references;
DROP TABLE import_rows;
DROP TABLE imports;
