//! Dates, and how people apply.

use chrono::{Duration, NaiveDate};

use super::{Around, Keeper, StepForm, shared, shown, step_form};
use crate::kit::clock;
use crate::listings::model::{DECIDE_WEEKS, Full, LONGEST_OPEN_DAYS, ListingState, MOST_CAP, Step};
use crate::web::form;

step_form!(DatesForm { publish_on, closes_on, decide_by, starts_on, ends_on, capacity });

impl StepForm for DatesForm {
    const STEP: Step = Step::Dates;
    shared!();

    fn of(full: &Full) -> Self {
        let (listing, placement) = (&full.listing, full.placement.as_ref());
        Self {
            publish_on: shown(&full.plan.publish_on),
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
        self.apply_publishing(full, around.today, keep);
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
    /// What is live already goes live no more.
    fn apply_publishing(&self, full: &mut Full, today: NaiveDate, keep: &mut Keeper) {
        if full.listing.state == ListingState::Live {
            return;
        }
        let before = full.plan.publish_on;
        let mut publish_on = before;
        keep.day("publish_on", &self.publish_on, &mut publish_on);
        let closes_on = full.listing.closes_on;
        if publish_on.is_some_and(|day| day < today) && publish_on != before {
            keep.problems.add("publish_on", "Choose a later day, or leave it empty to go live when approved");
        } else if publish_on.zip(closes_on).is_some_and(|(live, closes)| live > closes) {
            keep.problems.add("publish_on", "It must go live on or before its closing day");
        }
        if keep.problems.of("publish_on").is_none() {
            full.plan.publish_on = publish_on;
        }
    }

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

step_form!(
    ApplyingForm { contact_name, contact_email, contact_phone, wants_cv, wants_statement, cap, blind }
        [readers]
);

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
            cap: shown(&full.plan.cap),
            readers: full.plan.readers.iter().map(ToString::to_string).collect(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, around: &Around, keep: &mut Keeper) {
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
        keep.whole("cap", &self.cap, (1, MOST_CAP), &mut full.plan.cap);
        // Somebody of another organisation is not among these, so they cannot be chosen.
        let members = around.members.iter().map(|member| member.account);
        full.plan.readers = members.filter(|one| self.readers.contains(&one.to_string())).collect();
        full.plan.readers.sort();
    }
}
