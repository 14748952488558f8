-- Listings that are like another are found by the search now.
DROP INDEX listings_by_profession;
