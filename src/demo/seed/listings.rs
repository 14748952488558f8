//! Invented listings as rows: live ones by the hundred, and a few in every other state.

use std::ops::Range;

use chrono::{Days, Duration, NaiveDate, NaiveTime};
use diesel::prelude::*;

use super::Stage;
use super::ground::{Ground, OWNERS};
use super::rows::{ChangeRow, ListingRow, ListingSiteRow, PlacementRow, QuestionRow, TagRow, TermsRow};
use crate::demo::listings::{DemoListing, listing};
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::{
    listing_changes, listing_questions, listing_sites, listing_tags, listing_terms, listings,
    placement_details,
};

/// Stands before the number of an invented listing in its own reference.
const REFERENCE: &str = "DEMO-";
/// Numbers far above those of live listings.
const OTHERS_FROM: usize = 50_000_000;

const RETURNED: &str =
    "Please give the pay as numbers with a period, or explain in the pay note why you cannot.";

/// Each state besides live, and how many listings are in it.
const OTHERS: [(&str, usize); 5] =
    [("draft", 6), ("submitted", 8), ("returned", 3), ("closed", 12), ("withdrawn", 2)];

pub(super) fn reference(number: usize) -> String {
    format!("{REFERENCE}{number:07}")
}

/// How many live listings were invented so far: the number of the next.
pub(super) fn count(conn: &mut Conn) -> QueryResult<usize> {
    let below = reference(OTHERS_FROM);
    let last: Option<String> = listings::table
        .filter(listings::internal_reference.like(format!("{REFERENCE}%")))
        .filter(listings::internal_reference.lt(below))
        .select(diesel::dsl::max(listings::internal_reference))
        .first(conn)?;
    let number = last.and_then(|last| last.strip_prefix(REFERENCE)?.parse::<usize>().ok());
    Ok(number.map_or(0, |number| number + 1))
}

pub(super) fn insert_live(
    conn: &mut Conn,
    stage: &Stage,
    ground: &Ground,
    numbers: Range<usize>,
) -> QueryResult<()> {
    let today = stage.now.london_day();
    let mut batch = Batch::default();
    for number in numbers {
        batch.add(stage, ground, (number, "live"), listing(number, today));
    }
    batch.insert(conn)
}

/// Those that are not live: half of them of the provider whose desk a visitor sees.
pub(super) fn insert_others(conn: &mut Conn, stage: &Stage, ground: &Ground) -> QueryResult<()> {
    let today = stage.now.london_day();
    let mut batch = Batch::default();
    let mut number = OTHERS_FROM;
    for (state, how_many) in OTHERS {
        for turn in 0..how_many {
            let mut found = listing(number, today);
            while turn % 2 == 0 && found.provider != OWNERS {
                number += 1;
                found = listing(number, today);
            }
            batch.add(stage, ground, (number, state), found);
            number += 1;
        }
    }
    batch.insert(conn)
}

/// When the life of a listing happened.
struct Life {
    created: Moment,
    submitted: Option<Moment>,
    published: Option<Moment>,
    closed: Option<Moment>,
    closes_on: Option<NaiveDate>,
}

#[derive(Default)]
struct Batch {
    listings: Vec<ListingRow>,
    terms: Vec<TermsRow>,
    tags: Vec<TagRow>,
    sites: Vec<ListingSiteRow>,
    questions: Vec<QuestionRow>,
    placements: Vec<PlacementRow>,
    changes: Vec<ChangeRow>,
}

impl Batch {
    fn add(&mut self, stage: &Stage, ground: &Ground, which: (usize, &'static str), listing: DemoListing) {
        let Some((provider_id, site_id)) = ground.place(listing.provider, listing.site) else { return };
        let id = id::next();
        let life = life(stage.now, which, &listing);
        self.sites.push(ListingSiteRow { listing_id: id, site_id, position: 0 });
        self.terms.push(terms(id, &listing));
        for (tag_group, codes) in tags(&listing) {
            self.tags.extend(codes.iter().map(|code| TagRow { listing_id: id, tag_group, code }));
        }
        let plain = listing.questions.iter().map(|prompt| ("text", *prompt, "", true));
        let more = if asks_more(which.0, &listing) { MORE } else { &[] };
        for (position, asked) in plain.chain(more.iter().copied()).enumerate() {
            self.questions.push(question(id, position, asked));
        }
        if life.published.is_some() {
            self.changes.push(ChangeRow { id: id::next(), listing_id: id, changed_at: stage.now });
        }
        self.placements.extend(placement(id, &listing));
        self.listings.push(row(id, provider_id, which, life, listing));
    }

    fn insert(&self, conn: &mut Conn) -> QueryResult<()> {
        on_each!(conn => {
            diesel::insert_into(listings::table).values(&self.listings).execute(conn)?;
            diesel::insert_into(listing_terms::table).values(&self.terms).execute(conn)?;
            diesel::insert_into(listing_tags::table).values(&self.tags).execute(conn)?;
            diesel::insert_into(listing_sites::table).values(&self.sites).execute(conn)?;
            diesel::insert_into(listing_questions::table).values(&self.questions).execute(conn)?;
            diesel::insert_into(placement_details::table).values(&self.placements).execute(conn)?;
            diesel::insert_into(listing_changes::table).values(&self.changes).execute(conn).map(drop)
        })
    }
}

fn life(now: Moment, which: (usize, &str), listing: &DemoListing) -> Life {
    let (number, state) = which;
    let closed_ago = Days::new(number as u64 % 20 + 1);
    let shift = if state == "closed" { (listing.closes_on - now.london_day()).num_days() as u64 } else { 0 };
    let closes_on = listing.closes_on - Days::new(shift);
    let closes_on = if state == "closed" { closes_on - closed_ago } else { closes_on };
    let morning = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    let posted_on = listing.posted_on - Days::new(shift);
    let minute = Duration::minutes(number as i64 * 37 % 600);
    let published = (clock::london_time(posted_on, morning) + minute).min(now - minute);
    let written = matches!(state, "live" | "closed" | "withdrawn");
    Life {
        created: published - Duration::days(2),
        submitted: match state {
            "draft" => None,
            "submitted" => Some(now - Duration::hours(2 + number as i64 % 60)),
            _ => Some(published - Duration::days(1)),
        },
        published: written.then_some(published),
        closed: match state {
            "closed" => Some(clock::end_of_london_day(closes_on)),
            "withdrawn" => Some(now - Duration::days(1)),
            _ => None,
        },
        closes_on: (state != "draft").then_some(closes_on),
    }
}

fn row(id: i64, provider_id: i64, which: (usize, &'static str), life: Life, from: DemoListing) -> ListingRow {
    let (number, state) = which;
    ListingRow {
        id,
        provider_id,
        kind: if from.is_placement() { "placement" } else { "role" },
        state,
        version: 1,
        title: from.title,
        summary: from.summary,
        description: from.description,
        internal_reference: reference(number),
        profession: from.profession,
        contract: from.contract,
        funding: from.funding,
        starts_on: from.starts_on,
        closes_on: life.closes_on,
        closes_at: life.closes_on.map(clock::end_of_london_day),
        decide_by: life.closes_on.map(|day| day + (from.decide_by - from.closes_on)),
        contact_name: from.contact_name,
        contact_email: from.contact_email,
        contact_phone: from.contact_phone,
        wants_cv: number % 3 != 0,
        wants_statement: true,
        created_at: life.created,
        updated_at: life.closed.or(life.submitted).unwrap_or(life.created),
        submitted_at: life.submitted,
        published_at: life.published,
        closed_at: life.closed,
        closed_because: (state == "closed" && number % 3 == 0).then_some("filled"),
        returned_because: (state == "returned").then_some(RETURNED),
    }
}

fn terms(id: i64, from: &DemoListing) -> TermsRow {
    let pay = from.pay.as_ref();
    TermsRow {
        listing_id: id,
        pay_period: pay.map(|pay| pay.period),
        pay_min_pence: pay.map(|pay| pay.min_pence),
        pay_max_pence: pay.map(|pay| pay.max_pence),
        pay_note: pay.map_or_else(|| "No pay: arranged by the university".to_owned(), |pay| pay.note.clone()),
        comparable_band: from.comparable_band,
        hours_per_week: from.hours_per_week,
        pension: Some(from.terms.pension),
        annual_leave_days: from.terms.annual_leave_days.map(|days| days as i32),
        sick_pay: Some(from.terms.sick_pay),
        recognises_nhs_service: Some(from.terms.recognises_nhs_service),
        visa_sponsorship: Some(from.visa_sponsorship),
        ltft_welcome: Some(from.ltft_welcome),
        dbs_level: Some(from.dbs_level),
    }
}

fn tags(from: &DemoListing) -> [(&'static str, &[&'static str]); 5] {
    let learners = from.placement.as_ref().map_or(&[][..], |placement| &placement.learners);
    [
        ("specialty", &from.specialties),
        ("pattern", &from.patterns),
        ("grade", &from.grades),
        ("stage", &from.stages),
        ("learner", learners),
    ]
}

/// How it is answered, its words, what is chosen from, and whether it must be answered.
type Asked = (&'static str, &'static str, &'static str, bool);

/// Questions of the other kinds, and a document; what is answered to them is in `applications`.
const MORE: &[Asked] = &[
    ("yes-no", "Can you work one weekend in four?", "", true),
    ("one-of", "Which shifts suit you best?", "Days\nDays and nights\nNights", true),
    ("several-of", "Where have you worked?", "NHS hospital\nIndependent hospital\nCommunity\nAbroad", false),
    ("number", "How many years have you worked in this field?", "", true),
    ("file", "Your most recent life support certificate", "", true),
];

fn asks_more(number: usize, listing: &DemoListing) -> bool {
    listing.placement.is_none() && (listing.profession == "nurse" || number % 4 == 1)
}

fn question(listing_id: i64, position: usize, (kind, prompt, choices, required): Asked) -> QuestionRow {
    QuestionRow { id: id::next(), listing_id, position: position as i32, kind, prompt, required, choices }
}

fn placement(id: i64, listing: &DemoListing) -> Option<PlacementRow> {
    let from = listing.placement.as_ref()?;
    let procedures: Vec<String> =
        from.procedures.iter().map(|(what, expected)| format!("{what}: about {expected}")).collect();
    Some(PlacementRow {
        listing_id: id,
        nhs_partner: from.nhs_partner,
        lead_employer: from.lead_employer,
        training_office: Some(from.training_office),
        programme: from.programme.clone(),
        ends_on: Some(from.ends_on),
        capacity: Some(from.capacity as i32),
        wte_percent: listing.ltft_welcome.then_some(from.wte_percent),
        supervisor_name: from.supervisor_name.clone(),
        supervisor_gmc: from.supervisor_gmc.clone(),
        supervised_by_recognised: Some(from.supervised_by_recognised),
        supervision_note: from.supervision_note.clone(),
        open_to_every_level: Some(from.open_to_every_level),
        levels_note: from.levels_note.clone(),
        indemnity_in_place: Some(from.indemnity_in_place),
        indemnity_basis: from.indemnity_basis,
        nhs_funded_share: Some(from.nhs_funded_share as i32),
        site_approval: from.site_approval,
        timetable: from.timetable.clone(),
        on_call: from.on_call,
        lists_per_week: from.lists_per_week,
        procedures: procedures.join("\n"),
        case_mix: from.case_mix,
    })
}
