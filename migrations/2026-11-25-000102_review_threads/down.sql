DROP TABLE review_messages;
DROP TABLE review_threads;
