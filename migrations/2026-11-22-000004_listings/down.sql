DROP TABLE saved_listings;
DROP TABLE listing_changes;
DROP TABLE placement_details;
DROP TABLE listing_questions;
DROP TABLE listing_sites;
DROP TABLE listing_tags;
DROP TABLE listing_terms;
DROP TABLE listings;
