DROP INDEX listings_by_profession;
