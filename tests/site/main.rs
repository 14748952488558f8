//! Journeys through the site, as its visitors make them.
