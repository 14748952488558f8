DROP TABLE application_exports;
