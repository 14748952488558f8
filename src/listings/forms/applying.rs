//! Dates, and how people apply.

use chrono::{Duration, NaiveDate};

use super::{Around, Keeper, StepForm, shared, shown, step_form};
use crate::kit::{clock, text};
use crate::listings::model::{
    DECIDE_WEEKS, Full, LONGEST_OPEN_DAYS, ListingId, MOST_QUESTIONS, Question, QuestionId, QuestionKind,
    Step,
};
use crate::web::form;

step_form!(DatesForm { closes_on, decide_by, starts_on, ends_on, capacity });

impl StepForm for DatesForm {
    const STEP: Step = Step::Dates;
    shared!();

    fn of(full: &Full) -> Self {
        let (listing, placement) = (&full.listing, full.placement.as_ref());
        Self {
            closes_on: shown(&listing.closes_on),
            decide_by: shown(&listing.decide_by),
            starts_on: shown(&listing.starts_on),
            ends_on: placement.map(|placement| shown(&placement.ends_on)).unwrap_or_default(),
            capacity: placement.map(|placement| shown(&placement.capacity)).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, around: &Around, keep: &mut Keeper) {
        let listing = &mut full.listing;
        let mut closes_on = listing.closes_on;
        keep.day("closes_on", &self.closes_on, &mut closes_on);
        if let Some(message) = closes_on.and_then(|day| wrong_closing(day, around.today)) {
            keep.problems.add("closes_on", message);
        }
        if keep.problems.of("closes_on").is_none() {
            listing.closes_on = closes_on;
            listing.closes_at = closes_on.map(clock::end_of_london_day);
        }
        let mut decide_by = listing.decide_by;
        keep.day("decide_by", &self.decide_by, &mut decide_by);
        match (listing.closes_on, decide_by) {
            (Some(closes), Some(decide)) if decide < closes => {
                keep.problems.add("decide_by", "People cannot hear before it closes: choose a later day");
            }
            (Some(closes), None) => decide_by = Some(closes + Duration::weeks(DECIDE_WEEKS)),
            _ => {}
        }
        if keep.problems.of("decide_by").is_none() {
            listing.decide_by = decide_by;
        }
        keep.day("starts_on", &self.starts_on, &mut listing.starts_on);
        self.apply_placement(full, keep);
    }
}

fn wrong_closing(day: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    if day < today {
        return Some("Choose a closing day that is today or later");
    }
    (day - today > Duration::days(LONGEST_OPEN_DAYS)).then_some("Choose a closing day within a year")
}

impl DatesForm {
    fn apply_placement(&self, full: &mut Full, keep: &mut Keeper) {
        let Some(placement) = &mut full.placement else { return };
        let mut ends_on = placement.ends_on;
        keep.day("ends_on", &self.ends_on, &mut ends_on);
        if let (Some(starts), Some(ends)) = (full.listing.starts_on, ends_on)
            && ends <= starts
        {
            keep.problems.add("ends_on", "The placement must end after it starts");
        }
        if keep.problems.of("ends_on").is_none() {
            placement.ends_on = ends_on;
        }
        keep.whole("capacity", &self.capacity, (1, 200), &mut placement.capacity);
    }
}

step_form!(ApplyingForm { contact_name, contact_email, contact_phone, wants_cv, wants_statement, blind });

impl StepForm for ApplyingForm {
    const STEP: Step = Step::Applying;
    shared!();

    fn of(full: &Full) -> Self {
        let listing = &full.listing;
        let tick = |on: bool| if on { "yes".to_string() } else { String::new() };
        Self {
            contact_name: listing.contact_name.clone(),
            contact_email: listing.contact_email.clone(),
            contact_phone: listing.contact_phone.clone(),
            wants_cv: tick(listing.wants_cv),
            wants_statement: tick(listing.wants_statement),
            blind: tick(listing.blind),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let listing = &mut full.listing;
        keep.line("contact_name", &self.contact_name, 100, &mut listing.contact_name);
        if self.contact_email.trim().is_empty() {
            listing.contact_email.clear();
        } else if let Some(email) = keep.problems.keep("contact_email", form::email(&self.contact_email)) {
            listing.contact_email = email;
        }
        keep.line("contact_phone", &self.contact_phone, 30, &mut listing.contact_phone);
        listing.wants_cv = self.wants_cv == "yes";
        listing.wants_statement = self.wants_statement == "yes";
        listing.blind = self.blind == "yes";
    }
}

step_form!(
    /// One prompt, kind and need for each question; the last row is for a new one. Rows without words go.
    QuestionsForm {} [prompt, kind, required]
);

/// One row of the form.
pub struct QuestionRow {
    /// From 1.
    pub number: usize,
    /// The id of its first field.
    pub field: String,
    pub prompt: String,
    pub kind: String,
    pub required: String,
    pub is_new: bool,
}

impl QuestionsForm {
    /// The rows to show: those there are, and one to fill in while there is room.
    pub fn rows(&self) -> Vec<QuestionRow> {
        let value = |list: &[String], at: usize, or: &str| list.get(at).cloned().unwrap_or_else(|| or.into());
        let mut prompts: Vec<(usize, String)> = self.prompt.iter().cloned().enumerate().collect();
        prompts.retain(|(_, prompt)| !prompt.trim().is_empty());
        let mut rows: Vec<QuestionRow> = prompts
            .into_iter()
            .enumerate()
            .map(|(row, (at, prompt))| QuestionRow {
                number: row + 1,
                field: format!("prompt-{}", row + 1),
                prompt,
                kind: value(&self.kind, at, "yes-no"),
                required: value(&self.required, at, "yes"),
                is_new: false,
            })
            .collect();
        if rows.len() < MOST_QUESTIONS {
            let number = rows.len() + 1;
            rows.push(QuestionRow {
                number,
                field: format!("prompt-{number}"),
                prompt: String::new(),
                kind: "yes-no".into(),
                required: "yes".into(),
                is_new: true,
            });
        }
        rows
    }

    fn question(row: &QuestionRow, listing_id: ListingId, keep: &mut Keeper) -> Option<Question> {
        let mut prompt = String::new();
        keep.line(&row.field, &text::line(&row.prompt), 300, &mut prompt);
        let kind = QuestionKind::parse(&row.kind).unwrap_or(QuestionKind::YesNo);
        (!prompt.is_empty()).then(|| Question {
            id: QuestionId::new(),
            listing_id,
            position: 0,
            kind,
            prompt,
            required: row.required == "yes",
        })
    }

    /// Moves or removes as the pressed button says: `up-2`, `down-2`, `remove-2`.
    fn rearrange(&self, questions: &mut Vec<Question>) {
        let Some((act, number)) = self.then.split_once('-') else { return };
        let Some(at) = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { return };
        match act {
            "up" if at > 0 && at < questions.len() => questions.swap(at - 1, at),
            "down" if at + 1 < questions.len() => questions.swap(at, at + 1),
            "remove" if at < questions.len() => drop(questions.remove(at)),
            _ => {}
        }
    }
}

impl StepForm for QuestionsForm {
    const STEP: Step = Step::Questions;
    shared!();

    fn of(full: &Full) -> Self {
        let word = |required: bool| if required { "yes" } else { "no" };
        Self {
            prompt: full.questions.iter().map(|question| question.prompt.clone()).collect(),
            kind: full.questions.iter().map(|question| question.kind.to_string()).collect(),
            required: full.questions.iter().map(|question| word(question.required).to_string()).collect(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let rows = self.rows();
        if rows.len() > MOST_QUESTIONS {
            keep.problems.add("prompt-1", format!("Ask at most {MOST_QUESTIONS} questions"));
            return;
        }
        let id = full.listing.id;
        let mut questions: Vec<Question> =
            rows.iter().filter_map(|row| Self::question(row, id, keep)).collect();
        if keep.problems.any() {
            return;
        }
        self.rearrange(&mut questions);
        for (position, question) in questions.iter_mut().enumerate() {
            question.position = position as i32;
        }
        full.questions = questions;
    }
}
