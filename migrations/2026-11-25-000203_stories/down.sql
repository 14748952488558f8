DROP TABLE staff_stories;
DROP TABLE provider_partnerships;
