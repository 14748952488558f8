//! What a provider's members ask of their table of applications.

use serde::Deserialize;

use crate::applications::model::{Order, State};
use crate::kit::text;
use crate::web::pages::{page_number, with_query};

/// Characters: longer than any name.
const LONGEST_SEARCH: usize = 100;

/// Which applications a provider's table shows, and in which order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TableQuery {
    pub state: String,
    /// A part of a name, or a reference.
    pub q: String,
    pub sort: String,
    pub page: String,
}

impl TableQuery {
    /// Anything else than a state shows all.
    pub fn state(&self) -> Option<State> {
        State::parse(&self.state).filter(|state| *state != State::Draft)
    }

    pub fn words(&self) -> String {
        text::line(&self.q).chars().take(LONGEST_SEARCH).collect()
    }

    pub fn order(&self) -> Order {
        Order::parse(&self.sort).unwrap_or(Order::Newest)
    }

    pub fn page(&self) -> i64 {
        page_number(&self.page)
    }

    /// The address of the table at `base` with these.
    pub fn address(&self, base: &str) -> String {
        with_query(
            base,
            &[("state", &self.state), ("q", &self.q), ("sort", &self.sort), ("page", &self.page)],
        )
    }

    /// The same from its first page on, with another state; `None` for all.
    pub fn with_state(&self, state: Option<State>) -> Self {
        let state = state.map(|state| state.to_string()).unwrap_or_default();
        Self { state, page: String::new(), ..self.clone() }
    }

    /// The same from its first page on, in another order.
    pub fn with_order(&self, order: Order) -> Self {
        let sort = if order == Order::Newest { String::new() } else { order.to_string() };
        Self { sort, page: String::new(), ..self.clone() }
    }

    pub fn with_page(&self, page: i64) -> Self {
        Self { page: page.to_string(), ..self.clone() }
    }
}
