//! A live listing that is being changed, and what its changes are.

use askama::Template;

use super::desk::{Part, parts};
use crate::kit::clock::Moment;
use crate::listings::forms::ExtendForm;
use crate::listings::model::{Difference, Edit, EditState, Full, Piece, differences, missing, pieces};
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::{Link, Page};

/// What is longer is shown as one text with its differences.
const LONGEST_LINE: usize = 120;

/// A change as `parts/changes.html` shows it.
pub struct ChangeLine {
    pub label: String,
    pub material: bool,
    pub before: String,
    pub after: String,
    /// Both versions in one; empty when they are short enough to stand beside one another.
    pub pieces: Vec<Piece>,
}

impl From<Difference> for ChangeLine {
    fn from(change: Difference) -> Self {
        let is_short = |words: &str| words.chars().count() <= LONGEST_LINE && !words.contains('\n');
        let beside = is_short(&change.before) && is_short(&change.after);
        let pieces = if beside { Vec::new() } else { shortened(pieces(&change.before, &change.after)) };
        Self {
            label: change.label,
            material: change.material,
            before: change.before,
            after: change.after,
            pieces,
        }
    }
}

/// Characters of what stays the same that are shown beside a difference.
const AROUND: usize = 120;

/// Leaves out what is far from any difference.
fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let one = |(at, piece): (usize, Piece)| match piece {
        Piece::Same(words) => Piece::Same(near(&words, at > 0, at < last)),
        other => other,
    };
    pieces.into_iter().enumerate().map(one).collect()
}

/// The beginning of a text, when something stands before it, and its end, when something stands after it.
fn near(words: &str, head: bool, tail: bool) -> String {
    let letters: Vec<char> = words.chars().collect();
    let kept = AROUND * (usize::from(head) + usize::from(tail));
    if letters.len() <= kept + AROUND {
        return words.to_string();
    }
    let head: String = letters.iter().take(if head { AROUND } else { 0 }).collect();
    let tail: String = letters.iter().skip(letters.len() - if tail { AROUND } else { 0 }).collect();
    match (head.is_empty(), tail.is_empty()) {
        (true, _) => format!("… {tail}"),
        (_, true) => format!("{head} …"),
        _ => format!("{head} … {tail}"),
    }
}

/// What the next version of a listing would change.
pub fn change_lines(live: &Full, edited: &Full) -> Vec<ChangeLine> {
    differences(live, edited).into_iter().map(ChangeLine::from).collect()
}

#[derive(Template)]
#[template(path = "listings/changes.html")]
pub struct ChangesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub name: String,
    pub noun: &'static str,
    pub desk: String,
    /// `None` when nobody has begun.
    pub state: Option<EditState>,
    pub returned_because: Option<String>,
    pub lines: Vec<ChangeLine>,
    pub missing: Vec<Link>,
    pub parts: Vec<Part>,
    /// May be changed at this moment, by this member.
    pub open: bool,
    pub may_edit: bool,
    /// Somebody has begun to apply: the questions stand.
    pub questions_stand: bool,
}

impl ChangesPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        (live, edit): (&Full, Option<Edit>),
        begun: bool,
        now: Moment,
    ) -> Self {
        let may_edit = desk.role.may_edit();
        let state = edit.as_ref().map(|edit| edit.state);
        let open = may_edit && state.is_none_or(EditState::may_be_edited);
        let edited = edit.as_ref().map_or(live, |edit| &edit.full);
        let path = live.listing.desk_path();
        let lacks = missing(edited, now.london_day());
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            name: live.listing.name().to_string(),
            noun: live.listing.kind.noun(),
            state,
            lines: change_lines(live, edited),
            parts: if open { parts(edited, &lacks, true) } else { Vec::new() },
            missing: lacks
                .into_iter()
                .map(|one| Link::to(format!("{path}/{}#{}", one.step, one.field), one.words))
                .collect(),
            desk: path,
            open,
            may_edit,
            questions_stand: begun,
            returned_because: edit
                .filter(|edit| edit.state == EditState::Returned)
                .and_then(|edit| edit.returned_because),
        }
    }

    /// Does anything wait for a moderator before it is public?
    pub fn is_material(&self) -> bool {
        self.lines.iter().any(|line| line.material)
    }
}

#[derive(Template)]
#[template(path = "listings/extension.html")]
pub struct ExtendPage {
    pub page: Page,
    pub nav: DeskNav,
    pub name: String,
    pub desk: String,
    pub closes: String,
    pub form: ExtendForm,
    pub problems: Problems,
}

impl ExtendPage {
    pub fn new(page: Page, desk: &Desk, live: &Full, (form, problems): (ExtendForm, Problems)) -> Self {
        let closes = live.listing.closes_on.map(crate::kit::clock::day_words);
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            name: live.listing.name().to_string(),
            desk: live.listing.desk_path(),
            closes: closes.unwrap_or_default(),
            form,
            problems,
        }
    }
}
