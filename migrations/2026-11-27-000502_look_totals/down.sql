DROP TABLE listing_days;
DROP TABLE provider_looks;
