//! Journeys through the site, as its visitors make them.

mod world;
