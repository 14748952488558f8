//! A row goes through the forms of the steps, one after another, as if somebody had typed it.

use super::{Column, Fault, Said, meaning};
use crate::listings::Full;
use crate::listings::forms::{
    ApplyingForm, Around, DatesForm, Keeper, PayForm, PeopleForm, PlacesForm, PrinciplesForm, ProgrammeForm,
    SpecificationForm, StepForm, TermsForm, TitleForm, TrainingForm, WorkForm,
};
use crate::listings::model::Step;

type Values<'a> = [&'a (&'static Column, String)];

/// Takes what is right into the listing, and gives what is wrong. What the row does not say stays as it is.
pub fn apply(said: &Said, full: &mut Full, around: &Around) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_placement = full.listing.is_placement();
    for &step in Step::ALL {
        let values: Vec<_> =
            said.values.iter().filter(|(column, _)| column.step == step && !is_own(column)).collect();
        if values.is_empty() {
            continue;
        }
        let has_step = Step::of(is_placement).any(|one| one == step);
        let (theirs, foreign): (Vec<_>, Vec<_>) = values
            .into_iter()
            .partition(|(column, _)| is_placement || (has_step && !is_of_placements(column)));
        faults.extend(foreign.iter().map(|(column, value)| only_placements(column, value)));
        faults.extend(fill(step, &theirs, full, around));
    }
    faults
}

fn is_own(column: &Column) -> bool {
    matches!(column.holds, super::Holds::Own)
}

/// Fields that a role's form of the step has not.
fn is_of_placements(column: &Column) -> bool {
    ["ends_on", "capacity"].contains(&column.field)
}

fn only_placements(column: &Column, value: &str) -> Fault {
    fault(column, value, "Only a training placement has this: empty the cell, or write placement as the kind")
}

fn fault(column: &Column, value: &str, reason: impl Into<String>) -> Fault {
    Fault { column: column.label.into(), value: value.into(), reason: reason.into() }
}

fn fill(step: Step, values: &Values<'_>, full: &mut Full, around: &Around) -> Vec<Fault> {
    match step {
        Step::Title => through::<TitleForm>(values, full, around),
        Step::Places => through::<PlacesForm>(values, full, around),
        Step::Work => through::<WorkForm>(values, full, around),
        Step::Pay => through::<PayForm>(values, full, around),
        Step::Terms => through::<TermsForm>(values, full, around),
        Step::People => through::<PeopleForm>(values, full, around),
        Step::Programme => through::<ProgrammeForm>(values, full, around),
        Step::Principles => through::<PrinciplesForm>(values, full, around),
        Step::Training => through::<TrainingForm>(values, full, around),
        Step::Dates => through::<DatesForm>(values, full, around),
        Step::Applying => through::<ApplyingForm>(values, full, around),
        Step::Specification => through::<SpecificationForm>(values, full, around),
        // A question has several parts, which one cell does not hold.
        _ => Vec::new(),
    }
}

fn through<F: StepForm>(values: &Values<'_>, full: &mut Full, around: &Around) -> Vec<Fault> {
    if values.is_empty() {
        return Vec::new();
    }
    let (mut form, mut faults) = (F::of(full), Vec::new());
    for (column, value) in values {
        match meaning(column, value, &around.sites) {
            Ok(typed) => drop(form.put(column.field, typed)),
            Err(reason) => faults.push(fault(column, value, reason)),
        }
    }
    let mut keep = Keeper::default();
    form.apply(full, around, &mut keep);
    faults.extend(keep.problems.list().iter().map(|problem| {
        let column = super::column(&problem.field);
        let value = values.iter().find(|(column, _)| column.field == problem.field);
        Fault {
            column: column.map_or(problem.field.as_str(), |column| column.label).into(),
            value: value.map(|(_, value)| value.clone()).unwrap_or_default(),
            reason: problem.message.clone(),
        }
    }));
    faults
}
