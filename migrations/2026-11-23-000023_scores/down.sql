DROP TABLE application_scores;
DROP TABLE listing_criteria;
