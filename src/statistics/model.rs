//! What is counted.

crate::kit::words::words! {
    pub enum Figure {
        Candidates = "accounts.candidate",
        Members = "accounts.member",
        Staff = "accounts.staff",
        Verified = "organisations.verified",
        Published = "listings.published",
        Closed = "listings.closed",
        Begun = "applications.begun",
        Submitted = "applications.submitted",
        AlertsMade = "alerts.made",
        AlertsEnded = "alerts.ended",
        LettersSent = "letters.sent",
        LettersDead = "letters.dead",
        Views = "views",
    }
}

impl Figure {
    pub fn label(self) -> &'static str {
        match self {
            Self::Candidates => "Accounts of candidates",
            Self::Members => "Accounts of members",
            Self::Staff => "Accounts of staff",
            Self::Verified => "Organisations verified",
            Self::Published => "Listings published",
            Self::Closed => "Listings closed",
            Self::Begun => "Applications begun",
            Self::Submitted => "Applications submitted",
            Self::AlertsMade => "Alerts made",
            Self::AlertsEnded => "Alerts ended",
            Self::LettersSent => "Emails sent",
            Self::LettersDead => "Emails given up",
            Self::Views => "Views of listings",
        }
    }
}

/// Days that statistics look back, and that are counted when a site counts for the first time: 24 months, and the rest
/// of the month in which they begin.
pub const KEPT_DAYS: u64 = 762;
