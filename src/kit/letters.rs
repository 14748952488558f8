//! Letters: one look and one voice for everything that leaves by mail. A letter is a value; its text and its HTML
//! are made from it, so that the twins cannot differ. Posting puts it into the outbox inside the caller's transaction.

mod flow;
mod letter;
mod outbox;
pub mod queue;
pub mod quiet;
mod reports;
mod senders;
mod tries;
mod wording;

pub use flow::flowed;
pub use letter::*;
pub use outbox::*;
pub use tries::*;
pub use wording::*;

/// How the site names itself in letters, and the configured public address that their links start with.
#[derive(Clone, Debug)]
pub struct Site {
    pub public_url: String,
    /// The domain of Message-IDs.
    pub mail_domain: String,
}

impl Site {
    /// `path` starts with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}
