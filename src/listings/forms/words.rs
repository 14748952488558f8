//! The listing itself: title, places, words.

use super::{Around, Keeper, StepForm, shared, step_form};
use crate::codes;
use crate::kit::text;
use crate::listings::model::{Full, Step};
use crate::providers::Site;
use crate::web::form::Choice;

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

step_form!(PlacesForm { funding, find }[sites]);

impl StepForm for PlacesForm {
    const STEP: Step = Step::Places;
    shared!(&["sites", "funding"]);

    fn only_looks(&self) -> bool {
        self.then == "find"
    }

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

/// With fewer sites an editor sees them all at once.
const FEW_SITES: usize = 20;
/// Sites that are offered at once, besides those that are chosen.
const SITES_OFFERED: usize = 50;

/// The sites that an editor may choose from at this moment.
pub struct SitesShown {
    pub sites: Vec<Choice>,
    /// Of how many that fit.
    pub fitting: usize,
    /// There are so many that a filter helps.
    pub many: bool,
    /// Not all that fit are shown.
    pub cut: bool,
}

impl PlacesForm {
    /// The chosen ones first, then those with the words that are looked for.
    pub fn shown(&self, all: &[Choice]) -> SitesShown {
        let is_chosen = |site: &&Choice| self.sites.contains(&site.code);
        if all.len() <= FEW_SITES {
            return SitesShown { sites: all.to_vec(), fitting: all.len(), many: false, cut: false };
        }
        let words = text::line(&self.find).to_lowercase();
        let packed = words.replace(' ', "");
        let fits = |site: &&Choice| {
            let label = site.label.to_lowercase();
            label.contains(&words) || label.replace(' ', "").contains(&packed)
        };
        let others: Vec<&Choice> = all.iter().filter(|site| !is_chosen(site) && fits(site)).collect();
        let chosen = all.iter().filter(is_chosen);
        SitesShown {
            fitting: others.len(),
            cut: others.len() > SITES_OFFERED,
            many: true,
            sites: chosen.chain(others.into_iter().take(SITES_OFFERED)).cloned().collect(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(count: usize) -> Vec<Choice> {
        let towns = ["Leeds", "York", "Hull"];
        let label = |number: usize| format!("Clinic {number}, {}, LS{number} 4AP", towns[number % 3]);
        (0..count).map(|number| Choice::new(number.to_string(), label(number))).collect()
    }

    #[test]
    fn many_sites_are_looked_through_and_the_chosen_ones_stay() {
        for (count, find, chosen, shown, fitting, cut) in [
            (20, "york", &["1"][..], 20, 20, false),
            (90, "", &[][..], 50, 90, true),
            (90, "york", &[][..], 30, 30, false),
            (90, "york", &["0", "1"][..], 31, 29, false),
            (90, "nowhere", &["0"][..], 1, 0, false),
            (90, "ls124ap", &[][..], 1, 1, false),
        ] {
            let form = PlacesForm {
                find: find.into(),
                sites: chosen.iter().map(ToString::to_string).collect(),
                ..PlacesForm::default()
            };
            let seen = form.shown(&sites(count));
            let told = (seen.sites.len(), seen.fitting, seen.cut);
            assert_eq!(told, (shown, fitting, cut), "{count} {find}");
        }
    }
}
