//! Codes: the lists of the trade (professions, specialties, contracts …), read from `data/codes`.
//!
//! What is stored and what stands in an address is the short code; what is shown is the label. The lists are
//! data, embedded when the program is built: a new profession is a line in a file, not a change to the code.

pub mod establishments;
mod formats;
mod list;
pub mod pay;
pub mod registrations;
#[cfg(test)]
mod tests;

pub use list::{Code, Group, List};

/// Each list is parsed at its first use and kept.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name() -> &'static List {
                static LIST: std::sync::LazyLock<List> = std::sync::LazyLock::new(|| {
                    List::read(include_str!(concat!("../../data/codes/", stringify!($name), ".csv")))
                });
                &LIST
            }
        )*

        /// Every list with its name, for pages and tests that walk them all.
        pub fn every() -> Vec<(&'static str, &'static List)> {
            vec![$((stringify!($name), $name())),*]
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
