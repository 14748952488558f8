DROP TABLE offer_conditions;
DROP TABLE offers;
