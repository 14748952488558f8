//! What a letter of alerts is written from at the moment of its sending: the alerts of one person, and the news that
//! each was found to fit when the letter was put into the outbox. Once it has left: what it really told them.

use serde::{Deserialize, Serialize};

use crate::alerts::model::AlertId;
use crate::listings::ListingId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    #[serde(rename = "a")]
    pub alerts: Vec<Told>,
    /// The [`fingerprint`] of each alert's search, as it was matched.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub searches: Vec<u32>,
    /// How many more listings were found than are among these, each counted once.
    #[serde(rename = "m", default, skip_serializing_if = "is_nought")]
    pub more: usize,
}

/// The news for one alert: each listing with the number of its news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told(pub AlertId, pub Vec<(ListingId, i64)>);

fn is_nought(number: &usize) -> bool {
    *number == 0
}

/// Tells whether a search has changed since (FNV-1a, which is the same in every version of the program).
pub(super) fn fingerprint(search: &str) -> u32 {
    search.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

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
        let alerts = vec![Told(AlertId(7), vec![(ListingId(3), 9), (ListingId(4), 10)])];
        let payload = Payload { alerts, ..Payload::default() };
        let text = payload.text().unwrap();
        assert_eq!(text, r#"{"a":[[7,[[3,9],[4,10]]]]}"#);
        assert_eq!(Payload::read(&text), Some(payload.clone()));
        assert_eq!(Payload::read("{}"), None);
        let more = Payload { searches: vec![fingerprint("q=nurse")], more: 3, ..payload };
        assert_eq!(Payload::read(&more.text().unwrap()), Some(more));
        assert_eq!(fingerprint(""), 2_166_136_261);
    }
}
