//! Invented listings, any number of them: about one in five is a training placement.

mod pay;
mod placements;
mod roles;
mod terms;

use chrono::NaiveDate;

use super::dice::{Dice, For};
use super::providers::{self, DemoProvider, DemoSite};

pub use pay::DemoPay;
pub use terms::DemoTerms;

#[derive(Debug, Clone, PartialEq)]
pub struct DemoListing {
    /// Number of the provider in `providers()`, and of the site among its sites.
    pub provider: usize,
    pub site: usize,
    pub title: String,
    /// One plain sentence.
    pub summary: String,
    /// Markdown, 150 to 300 words.
    pub description: String,
    pub profession: &'static str,
    pub contract: &'static str,
    pub patterns: Vec<&'static str>,
    pub specialties: Vec<&'static str>,
    pub grades: Vec<&'static str>,
    pub stages: Vec<&'static str>,
    pub funding: &'static str,
    /// None where somebody else pays, as on a student's placement.
    pub pay: Option<DemoPay>,
    pub comparable_band: Option<&'static str>,
    pub hours_per_week: Option<f64>,
    pub terms: DemoTerms,
    pub dbs_level: &'static str,
    pub visa_sponsorship: bool,
    pub ltft_welcome: bool,
    pub starts_on: Option<NaiveDate>,
    pub posted_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub decide_by: NaiveDate,
    pub contact_name: String,
    pub contact_email: String,
    /// From the numbers that are kept for drama.
    pub contact_phone: String,
    pub questions: Vec<&'static str>,
    /// What only a training placement has.
    pub placement: Option<DemoPlacement>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoPlacement {
    pub learners: Vec<&'static str>,
    pub nhs_partner: &'static str,
    pub lead_employer: &'static str,
    pub training_office: &'static str,
    pub programme: String,
    pub capacity: i64,
    pub ends_on: NaiveDate,
    pub supervisor_name: String,
    /// Begins with 99, which no doctor's number does; empty when the supervisor is not a doctor.
    pub supervisor_gmc: String,
    pub supervised_by_recognised: bool,
    pub supervision_note: String,
    pub open_to_every_level: bool,
    pub levels_note: String,
    pub indemnity_in_place: bool,
    pub indemnity_basis: &'static str,
    /// Of a hundred.
    pub nhs_funded_share: i64,
    pub site_approval: &'static str,
    /// Of a whole-time equivalent.
    pub wte_percent: i32,
    pub timetable: String,
    pub on_call: &'static str,
    pub lists_per_week: Option<f64>,
    /// What, and how many can be expected.
    pub procedures: Vec<(&'static str, i64)>,
    pub case_mix: &'static str,
}

impl DemoListing {
    pub fn is_placement(&self) -> bool {
        self.placement.is_some()
    }

    pub fn site(&self) -> Option<&'static DemoSite> {
        self.frame().and_then(|provider| provider.sites.get(self.site))
    }

    fn frame(&self) -> Option<&'static DemoProvider> {
        providers::SHORT.get(self.provider)
    }
}

const PLACEMENT_EVERY: usize = 5;

/// The listing of that number, as it stands on a day.
pub fn listing(number: usize, today: NaiveDate) -> DemoListing {
    let dice = &mut Dice::new(For::Listing, number);
    let turn = number / PLACEMENT_EVERY;
    if number % PLACEMENT_EVERY == PLACEMENT_EVERY - 1 {
        placements::placement(turn, today, dice)
    } else {
        roles::role(number - turn, today, dice)
    }
}

/// Where the work is.
struct Place {
    provider: usize,
    site: usize,
    at: &'static DemoProvider,
    here: &'static DemoSite,
}

impl Place {
    /// With its town, unless the name says it.
    fn named(&self) -> String {
        match self.here.name.contains(self.here.town) {
            true => self.here.name.to_owned(),
            false => format!("{} in {}", self.here.name, self.here.town),
        }
    }

    /// What it is called by those who work there.
    fn kind(&self) -> &'static str {
        match self.at.sector {
            "acute" | "mental-health" => "the hospital",
            "primary" | "dental" => "the practice",
            "diagnostic" => "the centre",
            "home-healthcare" => "the branch",
            _ => "the clinic",
        }
    }
}

/// A provider that does this kind of work, and one of its sites.
fn place(area: &str, dice: &mut Dice) -> Place {
    let doing = super::tables::BY_AREA.get(area).map_or(&[][..], Vec::as_slice);
    let provider = doing.get(dice.below(doing.len())).copied().unwrap_or(0);
    let at = &providers::SHORT[provider];
    let site = dice.below(at.sites.len());
    Place { provider, site, at, here: &at.sites[site] }
}

/// One of the numbers that are set aside for drama.
fn phone(dice: &mut Dice) -> String {
    format!("01632 960{:03}", dice.below(1000))
}

/// Posted up to 30 days ago; closes in 3 to 45 days, and before the day given.
fn days(today: NaiveDate, before: Option<NaiveDate>, dice: &mut Dice) -> (NaiveDate, NaiveDate, NaiveDate) {
    let latest = before.map_or(45, |day| (day - today).num_days().clamp(3, 45) as u64);
    let posted = today - chrono::Days::new(dice.below(31) as u64);
    let closes = dice.day_after(today, 3, latest);
    (posted, closes, dice.day_after(closes, 10, 28))
}
