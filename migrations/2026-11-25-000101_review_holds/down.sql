DROP TABLE review_holds;
