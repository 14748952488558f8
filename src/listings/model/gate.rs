//! What a listing must have before it can go to review, step by step.

use chrono::{Duration, NaiveDate};

use super::{Full, LONGEST_OPEN_DAYS, Listing, Placement};

crate::kit::words::words! {
    /// The steps in which a listing is written; the word is the step's address.
    pub enum Step {
        Title = "title",
        Places = "places",
        Work = "work",
        Pay = "pay",
        Terms = "terms",
        People = "people",
        Programme = "programme",
        Principles = "principles",
        Training = "training",
        Dates = "dates",
        Applying = "applying",
        Specification = "specification",
        Questions = "questions",
    }
}

impl Step {
    /// The steps of a listing of this kind, in order.
    pub fn of(is_placement: bool) -> impl Iterator<Item = Self> {
        let only_placements =
            |step: &Self| matches!(step, Self::Programme | Self::Principles | Self::Training);
        Self::ALL.iter().copied().filter(move |step| is_placement || !only_placements(step))
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Title and profession",
            Self::Places => "Places",
            Self::Work => "What the work is",
            Self::Pay => "Pay",
            Self::Terms => "Contract, hours and terms",
            Self::People => "Who it is for",
            Self::Programme => "The programme it belongs to",
            Self::Principles => "The three principles of 2020",
            Self::Training => "What there is to learn",
            Self::Dates => "Dates",
            Self::Applying => "How people apply",
            Self::Specification => "Person specification",
            Self::Questions => "Questions and documents",
        }
    }

    /// What of a listing was changed, after "changed".
    pub fn in_log(self) -> &'static str {
        match self {
            Self::Title => "the title and profession",
            Self::Places => "the places",
            Self::Work => "the description",
            Self::Pay => "the pay",
            Self::Terms => "the contract, hours and terms",
            Self::People => "who it is for",
            Self::Programme => "the programme",
            Self::Principles => "the principles",
            Self::Training => "what there is to learn",
            Self::Dates => "the dates",
            Self::Applying => "how people apply",
            Self::Specification => "the person specification",
            Self::Questions => "the questions",
        }
    }

    /// The heading under which the step stands in the task list.
    pub fn part(self) -> &'static str {
        match self {
            Self::Title | Self::Places | Self::Work => "The listing",
            Self::Pay | Self::Terms | Self::People => "The offer",
            Self::Programme | Self::Principles | Self::Training => "The training",
            Self::Dates | Self::Applying | Self::Specification | Self::Questions => "Applying",
        }
    }

    pub fn is_optional(self, is_placement: bool) -> bool {
        matches!(self, Self::Specification | Self::Questions)
            || matches!((self, is_placement), (Self::People, false) | (Self::Pay, true))
    }
}

/// One thing that keeps a listing from review: where to mend it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub step: Step,
    /// The field of that step's form.
    pub field: &'static str,
    pub words: String,
}

struct Gate(Vec<Missing>);

impl Gate {
    fn need(&mut self, given: bool, step: Step, field: &'static str, words: impl Into<String>) {
        if !given {
            self.0.push(Missing { step, field, words: words.into() });
        }
    }

    fn principle(&mut self, answer: Option<bool>, field: &'static str, principle: &str) {
        let words = match answer {
            None => format!("Answer the principle on {principle}"),
            _ => format!("A placement needs {principle}: you answered no"),
        };
        self.need(answer == Some(true), Step::Principles, field, words);
    }
}

/// Everything that is missing, in the order of the steps; empty when the listing may go to review.
pub fn missing(full: &Full, today: NaiveDate) -> Vec<Missing> {
    let mut gate = Gate(Vec::new());
    words_and_place(&mut gate, full);
    offer(&mut gate, full);
    if let Some(placement) = &full.placement {
        programme(&mut gate, full, placement);
        principles(&mut gate, full, placement);
    }
    dates(&mut gate, full, today);
    let listing = &full.listing;
    gate.need(
        !listing.contact_name.is_empty(),
        Step::Applying,
        "contact_name",
        "Name a contact for questions",
    );
    gate.need(
        !listing.contact_email.is_empty(),
        Step::Applying,
        "contact_email",
        "Give an email address for questions",
    );
    gate.0
}

fn words_and_place(gate: &mut Gate, full: &Full) {
    let listing = &full.listing;
    gate.need(!listing.title.is_empty(), Step::Title, "title", "Give the listing a title");
    gate.need(!listing.profession.is_empty(), Step::Title, "profession", "Choose a profession");
    gate.need(!full.sites.is_empty(), Step::Places, "sites", "Choose at least one site");
    gate.need(!listing.description.is_empty(), Step::Work, "description", "Describe the work");
}

fn offer(gate: &mut Gate, full: &Full) {
    let (terms, tags) = (&full.terms, &full.tags);
    if full.placement.is_none() {
        let numbers = terms.pay_min_pence.is_some() || terms.pay_max_pence.is_some();
        gate.need(
            numbers || !terms.pay_note.is_empty(),
            Step::Pay,
            "pay_min",
            "Give the pay as numbers, or say in the pay note why you cannot",
        );
        gate.need(!full.listing.contract.is_empty(), Step::Terms, "contract", "Choose a contract");
    } else {
        let levels = !tags.grades.is_empty() || !tags.learners.is_empty();
        gate.need(levels, Step::People, "grades", "Choose the grades or learners that the placement takes");
    }
    gate.need(!tags.patterns.is_empty(), Step::Terms, "patterns", "Choose at least one working pattern");
}

fn programme(gate: &mut Gate, full: &Full, placement: &Placement) {
    let step = Step::Programme;
    gate.need(!placement.programme.is_empty(), step, "programme", "Name the training programme");
    gate.need(!placement.lead_employer.is_empty(), step, "lead_employer", "Name the lead employer");
    let office = placement.training_office.is_some() || full.tags.grades.is_empty();
    gate.need(
        office,
        step,
        "training_office",
        "Choose the training office, as doctors in training are taken",
    );
}

/// The gate of 2020: each principle is answered, and answered yes.
fn principles(gate: &mut Gate, full: &Full, placement: &Placement) {
    let step = Step::Principles;
    // In the order of the fields.
    gate.principle(
        placement.supervised_by_recognised,
        "supervised_by_recognised",
        "supervision by a consultant whom the NHS recognises as a supervisor",
    );
    gate.need(!placement.supervisor_name.is_empty(), step, "supervisor_name", "Name the supervisor");
    let numbered = !placement.supervisor_gmc.is_empty() || full.listing.profession != "doctor";
    gate.need(numbered, step, "supervisor_gmc", "Give the supervisor’s GMC number");
    gate.principle(placement.open_to_every_level, "open_to_every_level", "training open to every level");
    gate.principle(placement.indemnity_in_place, "indemnity_in_place", "NHS indemnity for the NHS work");
    let basis = !placement.indemnity_basis.is_empty();
    gate.need(basis, step, "indemnity_basis", "Say on what basis the NHS work is indemnified");
}

fn dates(gate: &mut Gate, full: &Full, today: NaiveDate) {
    let (listing, step) = (&full.listing, Step::Dates);
    match listing.closes_on {
        None => gate.need(false, step, "closes_on", "Choose a closing day"),
        Some(day) => {
            gate.need(day >= today, step, "closes_on", "The closing day has passed: choose a later one");
            let far = day - today > Duration::days(LONGEST_OPEN_DAYS);
            gate.need(
                !far,
                step,
                "closes_on",
                "The closing day is more than a year away: choose an earlier one",
            );
        }
    }
    gate.need(listing.decide_by.is_some(), step, "decide_by", "Say by when people will hear");
    if let Some(placement) = &full.placement {
        gate.need(listing.starts_on.is_some(), step, "starts_on", "Say when the placement starts");
        gate.need(placement.ends_on.is_some(), step, "ends_on", "Say when the placement ends");
        gate.need(placement.capacity.is_some(), step, "capacity", "Say how many learners you can take");
    }
}

/// Has anything been given in this step?
pub fn is_begun(step: Step, full: &Full) -> bool {
    let (listing, terms, tags) = (&full.listing, &full.terms, &full.tags);
    match step {
        Step::Title => !listing.title.is_empty() || !listing.profession.is_empty(),
        Step::Places => !full.sites.is_empty(),
        Step::Work => !listing.description.is_empty() || !listing.summary.is_empty(),
        Step::Pay => {
            terms.pay_min_pence.is_some() || terms.pay_max_pence.is_some() || !terms.pay_note.is_empty()
        }
        Step::Terms => {
            !listing.contract.is_empty() || !tags.patterns.is_empty() || terms.hours_per_week.is_some()
        }
        Step::People => people_begun(full),
        Step::Programme => full.placement.as_ref().is_some_and(|placement| {
            !placement.lead_employer.is_empty()
                || !placement.programme.is_empty()
                || !placement.nhs_partner.is_empty()
        }),
        Step::Principles => full.placement.as_ref().is_some_and(principles_begun),
        Step::Training => full.placement.as_ref().is_some_and(training_begun),
        Step::Dates => dates_begun(listing),
        Step::Applying => !listing.contact_name.is_empty() || !listing.contact_email.is_empty(),
        Step::Specification => !full.criteria.is_empty(),
        Step::Questions => !full.questions.is_empty(),
    }
}

fn people_begun(full: &Full) -> bool {
    let tags = &full.tags;
    [&tags.specialties, &tags.grades, &tags.stages, &tags.learners].iter().any(|codes| !codes.is_empty())
}

fn principles_begun(placement: &Placement) -> bool {
    !placement.supervisor_name.is_empty()
        || placement.supervised_by_recognised.is_some()
        || placement.open_to_every_level.is_some()
        || placement.indemnity_in_place.is_some()
}

fn training_begun(placement: &Placement) -> bool {
    placement.lists_per_week.is_some()
        || [&placement.procedures, &placement.case_mix, &placement.timetable]
            .iter()
            .any(|words| !words.is_empty())
}

fn dates_begun(listing: &Listing) -> bool {
    listing.closes_on.is_some() || listing.starts_on.is_some()
}
