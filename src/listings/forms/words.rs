//! The listing itself: title, places, words.

use super::{Around, Keeper, StepForm, shared, step_form};
use crate::codes;
use crate::listings::model::{Full, Step};
use crate::providers::Site;

const LONGEST_TITLE: usize = 120;
const LONGEST_SUMMARY: usize = 300;
const LONGEST_DESCRIPTION: usize = 12_000;
const MOST_SITES: usize = 20;

step_form!(TitleForm { title, profession, internal_reference });

impl StepForm for TitleForm {
    const STEP: Step = Step::Title;
    shared!();

    fn of(full: &Full) -> Self {
        let listing = &full.listing;
        Self {
            title: listing.title.clone(),
            profession: listing.profession.clone(),
            internal_reference: listing.internal_reference.clone(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let listing = &mut full.listing;
        keep.line("title", &self.title, LONGEST_TITLE, &mut listing.title);
        keep.code("profession", &self.profession, codes::professions(), &mut listing.profession);
        keep.line("internal_reference", &self.internal_reference, 60, &mut listing.internal_reference);
    }
}

step_form!(PlacesForm { funding }[sites]);

impl StepForm for PlacesForm {
    const STEP: Step = Step::Places;
    shared!(&["sites", "funding"]);

    fn of(full: &Full) -> Self {
        Self {
            sites: full.sites.iter().map(|site| site.id.to_string()).collect(),
            funding: full.listing.funding.clone(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, around: &Around, keep: &mut Keeper) {
        keep.code("funding", &self.funding, codes::fundings(), &mut full.listing.funding);
        // A site of another organisation is not among these, so it cannot be chosen. One that the editor does not
        // reach stays as it is.
        let stands = |site: &Site| full.sites.iter().any(|one| one.id == site.id);
        let chosen = |site: &Site| match around.scope.has_site(site.id) {
            true => self.sites.iter().any(|one| *one == site.id.to_string()),
            false => stands(site),
        };
        if self.sites.len() > MOST_SITES {
            keep.problems.add("sites", format!("Choose at most {MOST_SITES} sites"));
            return;
        }
        let sites: Vec<Site> = around.sites.iter().filter(|site| chosen(site)).cloned().collect();
        let is_ours = |site: &Site| around.scope.has_site(site.id);
        if !around.scope.is_whole() && full.sites.iter().any(is_ours) && !sites.iter().any(is_ours) {
            keep.problems
                .add("sites", "Keep at least one of your sites. Otherwise you would not reach this listing");
            return;
        }
        full.sites = sites;
    }
}

step_form!(WorkForm { summary, description });

impl StepForm for WorkForm {
    const STEP: Step = Step::Work;
    shared!();

    fn of(full: &Full) -> Self {
        Self {
            summary: full.listing.summary.clone(),
            description: full.listing.description.clone(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        keep.line("summary", &self.summary, LONGEST_SUMMARY, &mut full.listing.summary);
        keep.lines("description", &self.description, LONGEST_DESCRIPTION, &mut full.listing.description);
    }
}
