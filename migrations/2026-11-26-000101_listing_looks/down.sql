DROP TABLE listing_looks;
