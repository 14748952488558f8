//! Journeys through the site, as its visitors make them.

mod accounts;
mod alerts_write_when_something_new_fits;
mod applications;
mod crowds_open_one_page;
mod everyone_has_their_place;
mod house_rules;
mod jobs_are_claimed;
mod letters_read_well;
mod listings;
mod moderation;
mod pages_are_accessible;
mod passports;
mod people_look_around;
mod profiles;
mod providers;
mod providers_import_listings;
mod search_helps;
mod search_is_relevant;
mod search_learns_synonyms;
mod search_reads_words;
mod search_withstands;
mod the_demonstration_is_ready;
mod the_keyboard_is_enough;
mod the_main_path;
mod the_search_follows;
mod world;
