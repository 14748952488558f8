DROP TABLE passport_log;
DROP TABLE passport_marks;
DROP TABLE passport_shares;
DROP TABLE passport_items;
