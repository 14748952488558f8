DROP TABLE provider_pictures;
