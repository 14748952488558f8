DROP TABLE code_orders;
DROP TABLE code_changes;
