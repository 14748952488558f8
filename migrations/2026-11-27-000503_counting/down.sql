DROP INDEX listings_by_contract;
DROP INDEX listings_seen_by_age;
DROP INDEX listings_seen;
