//! What a letter of alerts is written from at the moment of its sending: the alerts of one person, and the news that
//! each was found to fit when the letter was put into the outbox.

use serde::{Deserialize, Serialize};

use crate::alerts::model::AlertId;
use crate::listings::ListingId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    #[serde(rename = "a")]
    pub alerts: Vec<Told>,
}

/// The news for one alert: each listing with the number of its news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told(pub AlertId, pub Vec<(ListingId, i64)>);

impl Payload {
    /// `None` when it was not written by us.
    pub fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }

    pub fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let payload = Payload { alerts: vec![Told(AlertId(7), vec![(ListingId(3), 9), (ListingId(4), 10)])] };
        let text = payload.text().unwrap();
        assert_eq!(text, r#"{"a":[[7,[[3,9],[4,10]]]]}"#);
        assert_eq!(Payload::read(&text), Some(payload));
        assert_eq!(Payload::read("{}"), None);
    }
}
