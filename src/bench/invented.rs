//! A country full of listings: those of the demonstration, spread over three thousand organisations and as many real
//! postcodes, each with a few rare names in its text. The same number always gives the same listing.

use crate::demo::{self, DemoListing, DemoPlacement, DemoProvider};
use crate::kit::clock::Moment;
use crate::kit::places::{Located, postcode};
use crate::listings::{Full, Listing, ListingId, ListingKind, Placement, Tags, Terms};
use crate::providers::{Provider, ProviderId, ProviderState, Site, SiteId};
use crate::search;
use crate::search::index::Document;
use chrono::{Duration, NaiveDateTime, NaiveTime};

const SECTORS: &str = include_str!("../../data/places/uk_sectors.csv");
/// One sector in so many has sites.
const SECTOR_EVERY: usize = 4;
/// Organisations made of each of the demonstration's.
const BRANCHES: u64 = 72;
const SYLLABLES: [&str; 16] = [
    "ban", "cor", "del", "fam", "gor", "hin", "lam", "mur", "nel", "pol", "quin", "rad", "sel", "tor", "vin",
    "wes",
];
/// Different rare names, the first ones more often.
const NAMES: u64 = 40_000;

pub struct Inventor {
    now: NaiveDateTime,
    providers: Vec<DemoProvider>,
    places: Vec<Located>,
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// Low numbers more often.
    fn skewed(&mut self, most: u64) -> u64 {
        self.below(most).min(self.below(most)).min(self.below(most))
    }
}

impl Inventor {
    pub fn new(now: NaiveDateTime) -> Inventor {
        let sectors = SECTORS.lines().skip(1).step_by(SECTOR_EVERY);
        let postcodes = sectors.filter_map(|line| Some(format!("{}AA", line.split(',').next()?)));
        Inventor {
            now,
            providers: demo::providers(now.date()),
            places: postcodes.filter_map(|text| postcode(&text)).collect(),
        }
    }

    /// What the index is told of it, by the same way as of a listing of the database.
    pub fn document(&self, number: usize) -> Document {
        let full = self.full(number);
        let like = self.providers.get((full.provider.id.0 - 1) as usize / BRANCHES as usize);
        let claims = like.map(|like| like.claims.as_slice()).unwrap_or_default();
        let claims: Vec<String> = claims.iter().map(|claim| claim.claim.to_owned()).collect();
        search::document(&full, &claims)
    }

    fn full(&self, number: usize) -> Full {
        let dice = &mut Dice(number as u64);
        let demo = demo::listing(number, self.now.date());
        let branch = dice.below(BRANCHES);
        let id = ListingId(number as i64 + 1);
        let provider = self.provider(demo.provider, branch);
        let several = 1 + u64::from(dice.below(10) == 0);
        let sites = (0..several).map(|next| self.site(&demo, &provider, branch, demo.site as u64 + next));
        let placement = demo.placement.as_ref().map(|from| placement(id, from));
        Full {
            sites: sites.collect(),
            terms: terms(id, &demo),
            tags: tags(&demo),
            questions: Vec::new(),
            criteria: Vec::new(),
            plan: Default::default(),
            listing: self.listing(id, provider.id, demo, dice),
            placement,
            provider,
        }
    }

    fn provider(&self, number: usize, branch: u64) -> Provider {
        let like = self.providers.get(number).or(self.providers.first());
        let town = self.place(number as u64 * BRANCHES + branch).map_or("", |place| place.town.as_str());
        let at = Moment(self.now);
        Provider {
            id: ProviderId(number as i64 * BRANCHES as i64 + branch as i64 + 1),
            slug: format!("{}-{branch}", like.map_or("", |like| like.slug)),
            name: format!("{} {town}", like.map_or("", |like| like.name)),
            description: String::new(),
            sector: like.map_or("", |like| like.sector).to_owned(),
            funding: like.map_or("", |like| like.funding).to_owned(),
            website: String::new(),
            cqc_code: None,
            ods_code: None,
            logo_id: None,
            state: ProviderState::Verified,
            returned_because: None,
            submitted_at: Some(at),
            verified_at: Some(at),
            created_at: at,
            updated_at: at,
        }
    }

    fn site(&self, demo: &DemoListing, provider: &Provider, branch: u64, number: u64) -> Site {
        let place = self.place(provider.id.0 as u64 * 31 + number * 17 + branch);
        let named = demo.site().map_or("", |site| site.name);
        Site {
            id: SiteId(provider.id.0 * 100 + number as i64),
            provider_id: provider.id,
            name: named.to_owned(),
            address: String::new(),
            town: place.map_or("", |place| &place.town).to_owned(),
            postcode: place.map_or("", |place| &place.postcode).to_owned(),
            region: place.map_or("", |place| place.region).to_owned(),
            latitude: place.map_or(52.5, |place| place.lat),
            longitude: place.map_or(-1.5, |place| place.lon),
            sector: provider.sector.clone(),
            funding: provider.funding.clone(),
            cqc_code: None,
            ods_code: None,
            created_at: provider.created_at,
        }
    }

    fn place(&self, number: u64) -> Option<&Located> {
        self.places.get(Dice(number).below(self.places.len() as u64) as usize)
    }

    fn listing(&self, id: ListingId, provider: ProviderId, from: DemoListing, dice: &mut Dice) -> Listing {
        let kind = if from.is_placement() { ListingKind::Placement } else { ListingKind::Role };
        let posted = from.posted_on.and_time(NaiveTime::MIN) + Duration::minutes(dice.below(720) as i64);
        let names = [(); 4].map(|()| name(dice.skewed(NAMES)));
        let [ward, street, manager, reference] = names;
        let rare = format!("\n\n{ward} Ward, {street} Street. Ask for {manager}, reference {reference}.");
        Listing {
            id,
            title: from.title,
            summary: from.summary,
            description: from.description + &rare,
            profession: from.profession.to_owned(),
            contract: from.contract.to_owned(),
            funding: from.funding.to_owned(),
            starts_on: from.starts_on,
            closes_at: Some(Moment(from.closes_on.and_time(NaiveTime::MIN) + Duration::minutes(1439))),
            published_at: Some(Moment(posted)),
            ..Listing::draft(provider, kind, None, Moment(self.now))
        }
    }
}

fn name(number: u64) -> String {
    let parts = [number % 16, number / 16 % 16, number / 256 % 16, number / 4096 % 16];
    parts.iter().filter_map(|at| SYLLABLES.get(*at as usize)).copied().collect()
}

fn terms(id: ListingId, from: &DemoListing) -> Terms {
    let pay = from.pay.as_ref();
    Terms {
        pay_period: pay.map(|pay| pay.period.to_owned()),
        pay_min_pence: pay.map(|pay| pay.min_pence),
        pay_max_pence: pay.map(|pay| pay.max_pence),
        pay_note: pay.map_or_else(String::new, |pay| pay.note.clone()),
        comparable_band: from.comparable_band.map(str::to_owned),
        visa_sponsorship: Some(from.visa_sponsorship),
        ltft_welcome: Some(from.ltft_welcome),
        ..Terms::empty(id)
    }
}

fn tags(from: &DemoListing) -> Tags {
    let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    Tags {
        specialties: owned(&from.specialties),
        patterns: owned(&from.patterns),
        grades: owned(&from.grades),
        stages: owned(&from.stages),
        learners: owned(from.placement.as_ref().map_or(&[], |placement| &placement.learners)),
    }
}

fn placement(id: ListingId, from: &DemoPlacement) -> Placement {
    let procedures = from.procedures.iter().map(|(what, expected)| format!("{what}: about {expected}\n"));
    Placement {
        nhs_partner: from.nhs_partner.to_owned(),
        lead_employer: from.lead_employer.to_owned(),
        training_office: Some(from.training_office.to_owned()),
        programme: from.programme.clone(),
        levels_note: from.levels_note.clone(),
        supervision_note: from.supervision_note.clone(),
        site_approval: from.site_approval.to_owned(),
        timetable: from.timetable.clone(),
        on_call: from.on_call.to_owned(),
        procedures: procedures.collect(),
        case_mix: from.case_mix.to_owned(),
        ..Placement::empty(id)
    }
}
