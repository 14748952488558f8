//! What the home of a desk shows: every choice is a link.

use serde::Deserialize;

/// Empty where nothing was chosen; what makes no sense counts as not chosen.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct HomeQuery {
    pub weeks: String,
    pub state: String,
    pub listing: String,
    pub source: String,
}
