DROP TABLE provider_deeds;
