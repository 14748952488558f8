//! Suspensions: on the review desk, and on the desk of who is suspended.

use super::*;
use crate::moderation::forms::{AppealForm, ProposeForm, RemarkForm, RulingForm};
use crate::moderation::model::{APPEAL_DAYS, SuspensionState};
use crate::moderation::store::Suspension;
use crate::providers::DeskNav;

/// On the page of an organisation or a listing: what is under way, else the form that proposes it.
pub struct SuspendShown {
    action: Option<String>,
    under: Option<Link>,
    pub state: (&'static str, &'static str),
    pub what: &'static str,
    pub form: ProposeForm,
    pub problems: Problems,
    pub reasons: Vec<Choice>,
}

impl SuspendShown {
    /// `base` is the page it stands on; `last` what was proposed last. Only what is public can be proposed.
    pub fn new(
        (base, what): (&str, &'static str),
        is_public: bool,
        last: Option<&Suspension>,
        (form, problems): (ProposeForm, Problems),
    ) -> Self {
        let choice = |code: &codes::Code| Choice::new(&code.code, &code.label);
        let open = last.filter(|one| one.state.is_open());
        Self {
            action: (is_public && open.is_none()).then(|| format!("{base}/suspension")),
            under: last.map(|one| Link::to(path_of(one), words_of(one))),
            state: last.map_or(("", ""), |one| (one.state.label(), one.state.colour())),
            what,
            form,
            problems,
            reasons: codes::suspension_reasons().all().iter().map(choice).collect(),
        }
    }

    // Templates would move a field out of a borrowed value; they borrow from a method.
    pub fn href(&self) -> Option<&str> {
        self.action.as_deref()
    }

    pub fn last(&self) -> Option<&Link> {
        self.under.as_ref()
    }

    pub fn chosen(&self) -> &[String] {
        &self.form.grounds
    }

    pub fn choices(&self) -> &[Choice] {
        &self.reasons
    }
}

/// An appeal has a page of its own while it waits.
fn path_of(one: &Suspension) -> String {
    use crate::moderation::model::Kind;
    let kind = if one.state == SuspensionState::Appealed { Kind::Appeal } else { Kind::Suspension };
    kind.path(one.id.0)
}

fn words_of(one: &Suspension) -> String {
    format!("Proposed by {} on {}", one.proposed_name, clock::moment_words(one.proposed_at))
}

/// What is known of a suspension, the same on each of its pages.
pub struct SuspensionShown {
    pub state: (&'static str, &'static str),
    /// What it is about, as a moderator reads it.
    pub about: Link,
    pub provider: Link,
    pub provider_state: (&'static str, &'static str),
    pub because: Vec<String>,
    pub events: Vec<Event>,
}

impl SuspensionShown {
    pub fn events_of(one: &Suspension) -> Vec<Event> {
        let event = |label: &str, at: Option<Moment>, who: &str, detail: Option<&String>| {
            at.map(|at| Event {
                label: label.into(),
                when: format!("{}, {who}", clock::moment_words(at)),
                detail: detail.cloned().unwrap_or_default(),
            })
        };
        let (first, second) = match one.hidden_until {
            Some(_) => ("Proposed, and hidden at once", "Seen again, not having been confirmed"),
            None => ("Proposed", ""),
        };
        let decided = match one.state {
            SuspensionState::Declined => "Declined",
            SuspensionState::Withdrawn => "Taken back",
            _ => "Confirmed",
        };
        let settled = if one.state == SuspensionState::Upheld { "Appeal declined" } else { "Ended" };
        let dropped = matches!(one.state, SuspensionState::Declined | SuspensionState::Withdrawn);
        [
            event(first, Some(one.proposed_at), &one.proposed_name, None),
            event(second, one.shown_again_at.filter(|_| !dropped), "Rounds", None),
            event(decided, one.decided_at, &one.decided_name, one.verdict.as_ref().filter(|_| dropped)),
            event("Appealed", one.appealed_at, &one.appealed_name, one.appeal.as_ref()),
            event(settled, one.settled_at, &one.settled_name, one.verdict.as_ref()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[derive(Template)]
#[template(path = "moderation/suspension.html")]
pub struct SuspensionPage {
    pub page: Page,
    pub shown: SuspensionShown,
    pub record: Record,
    pub standing: Standing,
    pub waiting: Option<Waiting>,
    /// Until when it is hidden though nobody has confirmed it; empty when it is not.
    pub hidden_until: String,
    /// Why this moderator cannot decide; empty when they can, or when there is nothing to decide.
    pub barred: &'static str,
    pub may_decide: bool,
    pub may_take_back: bool,
    pub may_restore: bool,
    pub form: RemarkForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "moderation/appeal.html")]
pub struct AppealPage {
    pub page: Page,
    pub shown: SuspensionShown,
    pub appeal: String,
    pub appealed_by: String,
    pub record: Record,
    pub standing: Standing,
    pub waiting: Option<Waiting>,
    pub barred: &'static str,
    pub may_decide: bool,
    pub form: RulingForm,
    pub problems: Problems,
    pub outcomes: Vec<Choice>,
}

impl AppealPage {
    pub fn outcomes() -> Vec<Choice> {
        vec![
            Choice::new("restore", "End the suspension: it can be seen again"),
            Choice::new("uphold", "The suspension stands"),
        ]
    }
}

/// What its people read.
#[derive(Template)]
#[template(path = "moderation/suspended.html")]
pub struct SuspendedPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: Link,
    pub state: (&'static str, &'static str),
    /// How it stands, in a sentence.
    pub lead: String,
    pub effect: &'static str,
    pub because: Vec<String>,
    /// What they said against it; empty when nothing.
    pub appeal: String,
    /// What moderators said in the end; empty when nothing.
    pub verdict: String,
    /// Until when they may appeal; empty when they may not.
    pub appeal_by: String,
    /// This member may.
    pub may_appeal: bool,
    /// Where they may write to us besides.
    /// `None` for who may not read what was written about it.
    pub thread: Option<String>,
    pub form: AppealForm,
    pub problems: Problems,
}

impl SuspendedPage {
    /// Tag and sentence of how it stands.
    pub fn stand(
        one: &Suspension,
        can_appeal: bool,
        target: Target,
    ) -> ((&'static str, &'static str), String) {
        let on = |at: Option<Moment>| at.map(clock::moment_words).unwrap_or_default();
        match one.state {
            SuspensionState::Appealed => (
                ("Appealed", "orange"),
                format!(
                    "Your appeal reached us on {}. A moderator who was neither of the two decides, and we email you. \
                     We aim to answer within {}.",
                    on(one.appealed_at),
                    target.words()
                ),
            ),
            SuspensionState::Upheld => (
                ("Suspended", "red"),
                format!("A third moderator decided on {} that it stands.", on(one.settled_at)),
            ),
            SuspensionState::Restored => (
                ("Ended", "green"),
                format!(
                    "It ended on {}. It can be seen again, unless it has closed meanwhile.",
                    on(one.settled_at)
                ),
            ),
            SuspensionState::Standing if can_appeal => {
                (("Suspended", "red"), format!("Two moderators decided it on {}.", on(one.decided_at)))
            }
            SuspensionState::Standing => (
                ("Suspended", "red"),
                format!(
                    "Two moderators decided it on {}. The {APPEAL_DAYS} days to appeal have passed.",
                    on(one.decided_at)
                ),
            ),
            _ => (
                ("Hidden for now", "orange"),
                format!(
                    "A moderator hid it because somebody could come to harm. A second one decides by {}; if nobody \
                     confirms it, it can be seen again by itself. You can appeal once it is confirmed.",
                    on(one.hidden_until)
                ),
            ),
        }
    }
}
