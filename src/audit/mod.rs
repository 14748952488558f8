//! Audit: every act of staff, and every look at an application, leaves a line that stays.
//!
//! The feature that acts writes the line in its own transaction, so that there is no act without one. Lines are never
//! changed or removed; they keep the names as they were.

mod store;

use crate::web::session::Account;
pub use crate::web::session::AccountId;

pub use store::{Filter, Line, acts, count_by, find, find_below, note, of_subject, of_subjects};

crate::kit::id::id_type!(LineId);

/// Who acts: a person, or the site itself (`id` is `None`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: Option<AccountId>,
    pub name: String,
}

impl Actor {
    /// What happens by the clock or from the command line.
    pub fn site() -> Self {
        Self { id: None, name: "Rounds".into() }
    }
}

impl From<&Account> for Actor {
    fn from(account: &Account) -> Self {
        Self { id: Some(account.id), name: account.name.clone() }
    }
}

/// What is acted on. The label is its name at that time, so that a line can be read when the thing is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A word such as `listing`, `provider`, `account`, `application`, `letter`, `job`, `report`.
    pub kind: &'static str,
    pub id: i64,
    pub label: String,
}

impl Subject {
    pub fn new(kind: &'static str, id: i64, label: impl Into<String>) -> Self {
        Self { kind, id, label: label.into() }
    }
}

/// `listing.approve` → `Approved a listing`; an act that is not in the list is read as it is written.
pub fn act_words(act: &str) -> String {
    let words = ACTS.iter().find(|(code, _)| *code == act).map(|(_, words)| (*words).to_string());
    words.unwrap_or_else(|| act.replace(['.', '-'], " "))
}

const ACTS: &[(&str, &str)] = &[
    ("account.change-role", "Changed the role of an account"),
    ("account.end-sessions", "Signed an account out everywhere"),
    ("account.invite", "Added a colleague"),
    ("account.lock", "Locked an account"),
    ("account.unlock", "Unlocked an account"),
    ("application.export", "Asked for a file of applicants"),
    ("application.fetch-export", "Fetched a file of applicants"),
    ("application.look", "Opened an application"),
    ("application.look-at-cv", "Opened a CV"),
    ("application.look-at-document", "Opened a document"),
    ("application.look-at-messages", "Opened messages about an application"),
    ("application.message", "Wrote to a candidate"),
    ("application.note", "Noted something on an application"),
    ("application.offer", "Made an offer"),
    ("application.reject", "Rejected an application"),
    ("application.score", "Scored an application"),
    ("application.shortlist", "Shortlisted an application"),
    ("application.withdraw-offer", "Withdrew an offer"),
    ("audit.export", "Took lines of the log away as a file"),
    ("claim.approve", "Approved what an organisation says"),
    ("claim.return", "Returned what an organisation says"),
    ("code.add", "Added to a code list"),
    ("code.change", "Changed the words of a code"),
    ("code.move", "Moved a code in its list"),
    ("code.retire", "Retired a code"),
    ("code.return", "Brought a code back"),
    ("import.begin", "Brought a file of listings"),
    ("import.run", "Imported listings"),
    ("interview.arrange", "Arranged interviews"),
    ("interview.cancel", "Cancelled an interview"),
    ("interview.change", "Changed interviews"),
    ("interview.invite", "Invited to an interview"),
    ("interview.move", "Gave an interview another time"),
    ("job.drop", "Dropped a job"),
    ("job.run-again", "Ran a job again"),
    ("letter.drop", "Dropped an email"),
    ("letter.lift-quiet", "Let emails go to a quiet address again"),
    ("letter.send-again", "Sent an email again"),
    ("letter.test", "Sent a test email"),
    ("listing.approve", "Approved a listing"),
    ("listing.approve-changes", "Approved changes to a listing"),
    ("listing.return", "Returned a listing"),
    ("listing.return-changes", "Returned changes to a listing"),
    ("passport.look", "Opened what is shared of a checks passport"),
    ("passport.look-at-file", "Opened a file of a checks passport"),
    ("passport.mark", "Marked an item of a checks passport"),
    ("provider.restore", "Restored an organisation"),
    ("provider.return", "Returned an organisation"),
    ("provider.suspend", "Suspended an organisation"),
    ("provider.verify", "Verified an organisation"),
    ("report.dismiss", "Dismissed a report"),
    ("report.uphold", "Upheld a report"),
    ("review.ask", "Wrote to an organisation"),
    ("setting.change", "Changed a setting"),
    ("setting.default", "Took a setting back to its default"),
    ("story.approve", "Approved a staff story"),
    ("story.return", "Returned a staff story"),
    ("story.withdraw", "Took a staff story away"),
    ("suspension.appeal", "Appealed against a suspension"),
    ("suspension.confirm", "Confirmed a suspension"),
    ("suspension.decline", "Declined a suspension"),
    ("suspension.hide", "Proposed a suspension, and hid it at once"),
    ("suspension.lapse", "Let it be seen again, since nobody confirmed"),
    ("suspension.propose", "Proposed a suspension"),
    ("suspension.restore", "Ended a suspension"),
    ("suspension.uphold", "Upheld a suspension after an appeal"),
    ("suspension.withdraw", "Took back the proposal of a suspension"),
    ("synonyms.add", "Added synonyms"),
    ("synonyms.change", "Changed synonyms"),
    ("synonyms.remove", "Removed synonyms"),
    ("wording.change", "Changed the wording of an email"),
    ("wording.default", "Took the wording of an email back to ours"),
];
