//! The rules of listings, as tables.

use chrono::{Duration, NaiveDate};

use super::*;
use crate::kit::clock::{Moment, end_of_london_day};
use crate::providers::{Provider, ProviderId, ProviderState, Site, SiteId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(text: &str) -> Moment {
    end_of_london_day(day(text)) - Duration::hours(12)
}

pub(crate) fn provider() -> Provider {
    Provider {
        id: ProviderId::new(),
        slug: "larch".into(),
        name: "Larch Surgical".into(),
        description: String::new(),
        sector: "acute".into(),
        funding: "mixed".into(),
        website: String::new(),
        cqc_code: None,
        ods_code: None,
        logo_id: None,
        state: ProviderState::Verified,
        returned_because: None,
        submitted_at: None,
        verified_at: None,
        created_at: noon("2026-01-01"),
        updated_at: noon("2026-01-01"),
    }
}

pub(crate) fn site(town: &str) -> Site {
    Site {
        id: SiteId::new(),
        provider_id: ProviderId::new(),
        name: format!("{town} Hospital"),
        address: String::new(),
        town: town.into(),
        postcode: "LS1 4AP".into(),
        region: "yorkshire".into(),
        latitude: 53.8,
        longitude: -1.55,
        sector: "acute".into(),
        funding: "mixed".into(),
        cqc_code: None,
        ods_code: None,
        created_at: noon("2026-01-01"),
    }
}

fn listing(state: ListingState, closes: &str) -> Listing {
    let draft = Listing::draft(ProviderId::new(), ListingKind::Role, None, noon("2026-01-01"));
    let closes = day(closes);
    Listing { state, closes_on: Some(closes), closes_at: Some(end_of_london_day(closes)), ..draft }
}

/// A placement that may go to review on the first of June 2026.
fn placement() -> Full {
    let draft = listing(ListingState::Draft, "2026-07-15");
    let listing = Listing {
        kind: ListingKind::Placement,
        title: "Arthroplasty lists".into(),
        profession: "doctor".into(),
        description: "Two lists a week.".into(),
        starts_on: Some(day("2026-08-05")),
        decide_by: Some(day("2026-07-20")),
        contact_name: "Moira Finch".into(),
        contact_email: "moira@example.org".into(),
        ..draft
    };
    let details = Placement {
        lead_employer: "Leeds Trust".into(),
        training_office: Some("yorkshire-and-the-humber".into()),
        programme: "Core surgery".into(),
        ends_on: Some(day("2026-12-02")),
        capacity: Some(2),
        supervisor_name: "Iris Hale".into(),
        supervisor_gmc: "1234567".into(),
        supervised_by_recognised: Some(true),
        open_to_every_level: Some(true),
        indemnity_in_place: Some(true),
        indemnity_basis: "CNST".into(),
        ..Placement::empty(listing.id)
    };
    Full {
        terms: Terms::empty(listing.id),
        tags: Tags { patterns: vec!["full-time".into()], grades: vec!["ct1".into()], ..Tags::default() },
        sites: vec![site("Leeds")],
        questions: Vec::new(),
        criteria: Vec::new(),
        plan: Plan::default(),
        placement: Some(details),
        provider: provider(),
        listing,
    }
}

#[test]
fn a_life_goes_only_where_the_table_leads() {
    use ListingState::{Closed, Draft, Live, Returned, Submitted, Withdrawn};
    let leads: &[(ListingState, &[ListingState])] = &[
        (Draft, &[Submitted]),
        (Submitted, &[Returned, Live, Withdrawn]),
        (Returned, &[Submitted]),
        (Live, &[Closed]),
        (Closed, &[]),
        (Withdrawn, &[Submitted]),
    ];
    assert_eq!(leads.len(), ListingState::ALL.len());
    for (from, to) in leads {
        let found: Vec<_> = ListingState::ALL.iter().copied().filter(|next| from.may_become(*next)).collect();
        let mut want = to.to_vec();
        want.sort();
        let mut found = found;
        found.sort();
        assert_eq!(found, want, "{from}");
    }
    assert_eq!(ListingState::before(Submitted), [Draft, Returned, Withdrawn]);
}

#[test]
fn applications_are_taken_until_the_closing_minute_summer_and_winter() {
    for (closes, minute) in [("2026-07-15", "2026-07-15T22:59:00Z"), ("2026-12-02", "2026-12-02T23:59:00Z")] {
        let live = listing(ListingState::Live, closes);
        let closing = end_of_london_day(day(closes));
        assert_eq!(closing.rfc3339(), minute);
        for (now, takes) in [
            (closing - Duration::days(3), true),
            (closing - Duration::milliseconds(1), true),
            (closing, false),
            (closing + Duration::seconds(1), false),
        ] {
            assert_eq!(live.takes_applications(now), takes, "{closes} at {}", now.rfc3339());
            assert_eq!(live.has_closed(now), !takes);
        }
        for state in ListingState::ALL.iter().filter(|state| **state != ListingState::Live) {
            assert!(!listing(*state, closes).takes_applications(closing - Duration::days(3)), "{state}");
        }
    }
}

#[test]
fn closing_is_said_as_a_person_would() {
    for (now, words, soon) in [
        ("2026-11-01", "Closes 2 December 2026", false),
        ("2026-11-25", "Closes 2 December 2026", true),
        ("2026-12-01", "Closes tomorrow", true),
        ("2026-12-02", "Closes today", true),
        ("2026-12-03", "Closed on 2 December 2026", false),
    ] {
        let live = listing(ListingState::Live, "2026-12-02");
        assert_eq!(
            (live.closes_words(noon(now)).as_str(), live.closes_soon(noon(now))),
            (words, soon),
            "{now}"
        );
    }
}

#[test]
fn pay_is_numbers_with_a_period() {
    for (min, max, period, words) in [
        (Some(3_600_000), Some(4_200_000), Some("year"), Some("£36,000 to £42,000 a year")),
        (Some(3_600_000), Some(3_600_000), Some("year"), Some("£36,000 a year")),
        (Some(1_850), None, Some("hour"), Some("From £18.50 an hour")),
        (None, Some(45_005), Some("session"), Some("Up to £450.05 a session")),
        (Some(100_000_000), None, Some("year"), Some("From £1,000,000 a year")),
        (None, None, None, None),
    ] {
        let terms = Terms {
            pay_min_pence: min,
            pay_max_pence: max,
            pay_period: period.map(String::from),
            ..Terms::empty(ListingId::new())
        };
        assert_eq!(pay_words(&terms).as_deref(), words);
    }
}

#[test]
fn places_and_distances_are_words() {
    for (towns, words) in [
        (vec![], "Place to be confirmed"),
        (vec!["Leeds"], "Leeds"),
        (vec!["Leeds", "Leeds"], "Leeds"),
        (vec!["Leeds", "York"], "Leeds and York"),
        (vec!["Leeds", "York", "Hull"], "Leeds and 2 more places"),
    ] {
        let sites: Vec<Site> = towns.into_iter().map(site).collect();
        assert_eq!(place_words(&sites), words);
    }
    for (miles, words) in [(0.2, "Less than a mile"), (1.2, "1 mile"), (11.6, "12 miles")] {
        assert_eq!(miles_words(miles), words);
    }
    assert_eq!((district("LS1 4AP").as_str(), district("nowhere").as_str()), ("LS1", "nowhere"));
}

#[test]
fn a_placement_without_one_of_the_three_principles_is_held_back() {
    let today = day("2026-06-01");
    assert_eq!(missing(&placement(), today), []);
    let fields = ["supervised_by_recognised", "open_to_every_level", "indemnity_in_place"];
    for field in fields {
        for answer in [None, Some(false)] {
            let mut full = placement();
            let details = full.placement.as_mut().unwrap();
            let principle = match field {
                "supervised_by_recognised" => &mut details.supervised_by_recognised,
                "open_to_every_level" => &mut details.open_to_every_level,
                _ => &mut details.indemnity_in_place,
            };
            *principle = answer;
            let found = missing(&full, today);
            assert_eq!(found.iter().map(|one| one.field).collect::<Vec<_>>(), [field], "{answer:?}");
            assert_eq!(found[0].step, Step::Principles);
        }
    }
}

#[test]
fn what_is_missing_is_said_with_its_step() {
    let today = day("2026-06-01");
    let held = |change: &dyn Fn(&mut Full)| {
        let mut full = placement();
        change(&mut full);
        missing(&full, today).into_iter().map(|one| (one.step, one.field)).collect::<Vec<_>>()
    };
    assert_eq!(held(&|full| full.sites.clear()), [(Step::Places, "sites")]);
    assert_eq!(held(&|full| full.listing.closes_on = Some(day("2026-05-31"))), [(Step::Dates, "closes_on")]);
    assert_eq!(held(&|full| full.listing.closes_on = Some(day("2027-07-15"))), [(Step::Dates, "closes_on")]);
    assert_eq!(held(&|full| full.tags.grades.clear()), [(Step::People, "grades")]);
    let no_number = |full: &mut Full| full.placement.as_mut().unwrap().supervisor_gmc.clear();
    assert_eq!(held(&no_number), [(Step::Principles, "supervisor_gmc")]);
    let nurse = |full: &mut Full| {
        full.listing.profession = "nurse".into();
        full.placement.as_mut().unwrap().supervisor_gmc.clear();
    };
    assert_eq!(held(&nurse), []);
}

#[test]
fn a_role_needs_its_pay_in_numbers_or_words() {
    let mut full = placement();
    full.listing.kind = ListingKind::Role;
    full.listing.contract = "permanent".into();
    full.placement = None;
    let today = day("2026-06-01");
    assert_eq!(missing(&full, today).iter().map(|one| one.field).collect::<Vec<_>>(), ["pay_min"]);
    full.terms.pay_note = "By agreement with each consultant".into();
    assert_eq!(missing(&full, today), []);
}

#[test]
fn an_address_never_meets_a_page_of_its_own() {
    for title in ["Apply", "report", "Calendar.ics", "", "!!!"] {
        let listing = Listing { title: title.into(), ..listing(ListingState::Live, "2026-12-02") };
        let last = listing.path().rsplit('/').next().unwrap().to_string();
        assert!(!RESERVED.contains(&last.as_str()) && !last.is_empty(), "{title}: {last}");
    }
}

#[test]
fn what_became_of_a_listing_is_told_by_its_state_and_its_reason() {
    use ListingState::{Closed, Draft, Live};
    let now = noon("2026-11-22");
    for (state, closes, because, shown, fate) in [
        (Live, "2026-12-02", None, true, Fate::Live),
        (Live, "2026-12-02", None, false, Fate::Gone),
        // Past its minute, before the clock's job.
        (Live, "2026-11-20", None, true, Fate::Closed),
        (Closed, "2026-11-20", None, true, Fate::Closed),
        (Closed, "2026-12-02", Some("filled"), true, Fate::Filled),
        (Closed, "2026-12-02", Some("no-longer-needed"), true, Fate::Withdrawn),
        (Closed, "2026-12-02", Some("enough-applications"), true, Fate::Closed),
        (Closed, "2026-12-02", Some("filled"), false, Fate::Gone),
        (Draft, "2026-12-02", None, true, Fate::Gone),
    ] {
        let mut full = Full { listing: listing(state, closes), ..placement() };
        full.listing.closed_because = because.map(String::from);
        full.provider.state = if shown { ProviderState::Verified } else { ProviderState::Suspended };
        assert_eq!(Fate::of(&full, now), fate, "{state} {because:?} {shown}");
    }
}
