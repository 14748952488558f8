//! Codes: the lists of the trade (professions, specialties, contracts …), read from `data/codes`.
//!
//! What is stored and what stands in an address is the short code; what is shown is the label. The lists are
//! data, embedded when the program is built. Over them lies what administrators changed ([`Overlay`], kept in the
//! database): the lists of a running site are swapped when that changes ([`learn`]), and whoever asks for a list has
//! the newest. What each list is for, and what may be changed in it by hand, is in [`policy`].

mod derived;
pub mod establishments;
mod formats;
mod list;
mod overlay;
pub mod pay;
pub mod policy;
pub mod registrations;
mod slot;
mod store;
#[cfg(test)]
mod tests;

pub use derived::Derived;
pub use list::{Code, Group, List, Words};
pub use overlay::{Change, Order, Overlay};
pub use store::{change_of, order_of, overlay, save_change, save_order};

use slot::Slot;

/// Each list is parsed at its first use and kept.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident)*) => {
        #[allow(non_upper_case_globals, reason = "each is called as its list is")]
        mod slots {
            use super::Slot;
            $(
                pub(super) static $name: Slot = Slot::new(include_str!(concat!(
                    "../../data/codes/",
                    stringify!($name),
                    ".csv"
                )));
            )*
        }

        $(
            $(#[$doc])*
            pub fn $name() -> &'static List {
                slots::$name.now()
            }
        )*

        /// Every list with its name, for pages and tests that walk them all.
        pub fn every() -> Vec<(&'static str, &'static List)> {
            vec![$((stringify!($name), $name())),*]
        }

        fn every_slot() -> Vec<(&'static str, &'static Slot)> {
            vec![$((stringify!($name), &slots::$name)),*]
        }
    };
}

lists! {
    /// With `plural()` for browse pages and `body()`, the register a person must be on.
    professions
    /// The bodies that keep registers, with the format of their numbers.
    registrations
    /// Who numbers organisations and sites (CQC, ODS), with the format of their codes.
    establishment_codes
    specialties
    /// Grades of doctor.
    grades
    /// Learners other than doctors.
    learners
    contracts
    patterns
    /// Kinds of care.
    sectors
    fundings
    /// Also says which regions of the gazetteer each one covers: see `region_of`.
    regions
    training_offices
    /// Career stages.
    stages
    dbs_levels
    /// The six employment checks.
    checks
    /// Whether and how long somebody may work in the UK, as they say themselves.
    rights_to_work
    /// Statutory and mandatory training.
    core_skills
    /// What a provider can claim about working there, grouped as Career, Control and Culture.
    claims
    pay_periods
    /// Also read as numbers: see `pay::bands`.
    pay_bands
    pensions
    sick_pay
    rejection_reasons
    /// Why moderators take an organisation or a listing out of sight; `sentence` is what its people read.
    suspension_reasons
    /// What an offer can depend on.
    offer_conditions
    /// Why a provider takes an offer back.
    offer_withdrawal_reasons
    /// Why a candidate declines one.
    offer_decline_reasons
    /// Why a provider asks for an item of a checks passport once more.
    repeat_reasons
    /// The moderators' library: `fact("sentence")` is what the provider reads.
    return_reasons
    withdrawal_reasons
    close_reasons
    report_reasons
    /// What equality monitoring asks, in the words of the census of 2021.
    equality_ages
    equality_sexes
    /// Is the gender that somebody identifies with that which was registered at birth?
    equality_genders
    equality_ethnicities
    /// As the Equality Act 2010 has it, section 6.
    equality_disabilities
    equality_religions
    equality_orientations
}

/// The code of the region that a region of the gazetteer ("Yorkshire and The Humber") belongs to.
pub fn region_of(gazetteer: &str) -> Option<&'static str> {
    let covers = |region: &&Code| region.fact("gazetteer").split('|').any(|name| name == gazetteer);
    regions().all().iter().find(covers).map(|region| region.code.as_str())
}

fn slot_of(list: &str) -> Option<&'static Slot> {
    every_slot().into_iter().find(|(name, _)| *name == list).map(|(_, slot)| slot)
}

/// The codes of a list as its file has them; empty for what is no list.
pub fn delivered(list: &str) -> &'static [Code] {
    slot_of(list).map(Slot::delivered).unwrap_or_default()
}

/// A list as an overlay makes it, whether or not this process has learnt it yet; `None` for what is no list.
pub fn under(overlay: &Overlay, list: &str) -> Option<List> {
    slot_of(list).map(|slot| overlay.lay_over(list, slot.delivered()))
}

/// Takes over what administrators changed: from here on every list of this process is as the overlay has it. Gives
/// whether any list is other than before.
///
/// Lists belong to the process and not to a site, so that the thousand callers need no handle. It is the program's
/// business to learn (`worker::follow_codes`), not that of a site: tests run many sites in one process, and what the
/// administrators of one do must not show in the others.
pub fn learn(overlay: &Overlay) -> bool {
    let mut changed = false;
    for (name, slot) in every_slot() {
        changed |= slot.put(overlay.lay_over(name, slot.delivered()));
    }
    if changed {
        derived::next_generation();
    }
    changed
}

/// Goes up when any list has changed.
pub fn generation() -> u64 {
    derived::generation()
}

/// The list, code and label of each code that is called otherwise than in its file, or is in none.
pub fn relabelled() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut found = Vec::new();
    for (name, slot) in every_slot() {
        let as_delivered = |code: &Code| {
            slot.delivered().iter().any(|other| other.code == code.code && other.label == code.label)
        };
        let own = slot.now().known().filter(|code| !as_delivered(code));
        found.extend(own.map(|code| (name, code.code.as_str(), code.label.as_str())));
    }
    found
}
