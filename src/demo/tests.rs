//! The invented sector holds together.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::*;
use crate::codes;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn listings(how_many: usize) -> Vec<DemoListing> {
    (0..how_many).map(|number| listing(number, today())).collect()
}

#[test]
fn the_same_number_gives_the_same_thing() {
    assert_eq!(providers(today()), providers(today()));
    for number in [0, 4, 17, 399, 250_004] {
        assert_eq!(listing(number, today()), listing(number, today()));
        assert_eq!(person(number), person(number));
        assert_eq!(alert(number), alert(number));
    }
    let role = listing(3, today());
    assert_eq!(application(5, &role), application(5, &role));
}

#[test]
fn providers_have_sites_at_real_places_and_codes_of_the_right_form() {
    let sectors: HashSet<&str> = include_str!("../../data/places/uk_sectors.csv")
        .lines()
        .filter_map(|line| line.split(',').next())
        .collect();
    let all = providers(today());
    assert_eq!(all.iter().filter(|provider| provider.is_verified).count(), 40);
    for provider in &all {
        assert!(codes::sectors().contains(provider.sector) && codes::fundings().contains(provider.funding));
        assert!(codes::establishments::check_ods(&provider.ods).is_ok(), "{}", provider.ods);
        assert!(provider.description.split_whitespace().count() > 60, "{}", provider.description);
        assert!(!provider.sites.is_empty() && provider.claims.len() >= 5, "{}", provider.name);
        for claim in &provider.claims {
            assert!(codes::claims().contains(claim.claim) && claim.as_of < today());
            assert!(!(claim.words.is_empty() && claim.figures.is_empty()), "{}", claim.claim);
        }
        for site in &provider.sites {
            assert!(sectors.contains(&site.postcode[..site.postcode.len() - 2]), "{}", site.postcode);
            assert!(codes::regions().contains(site.region), "{}", site.gazetteer);
            assert!(codes::establishments::check_ods(&site.ods).is_ok());
            assert!(site.cqc.as_ref().is_none_or(|cqc| codes::establishments::check_cqc(cqc).is_ok()));
        }
    }
}

#[test]
fn every_word_of_a_listing_is_in_its_list() {
    for listing in listings(3000) {
        let every = |list: &codes::List, of: &[&str]| of.iter().all(|code| list.contains(code));
        assert!(every(codes::professions(), &[listing.profession]), "{}", listing.profession);
        assert!(every(codes::contracts(), &[listing.contract]), "{}", listing.contract);
        assert!(every(codes::patterns(), &listing.patterns) && !listing.patterns.is_empty());
        assert!(every(codes::specialties(), &listing.specialties), "{:?}", listing.specialties);
        assert!(every(codes::grades(), &listing.grades), "{:?}", listing.grades);
        assert!(every(codes::stages(), &listing.stages) && !listing.stages.is_empty());
        assert!(every(codes::dbs_levels(), &[listing.dbs_level]));
        assert!(every(codes::pensions(), &[listing.terms.pension]));
        assert!(every(codes::sick_pay(), &[listing.terms.sick_pay]));
        assert!(listing.comparable_band.is_none_or(|band| codes::pay_bands().contains(band)));
        if let Some(pay) = &listing.pay {
            assert!(codes::pay_periods().contains(pay.period) && pay.min_pence <= pay.max_pence);
        }
        if let Some(placement) = &listing.placement {
            assert!(every(codes::learners(), &placement.learners));
            assert!(every(codes::training_offices(), &[placement.training_office]));
            assert_eq!(listing.profession == "doctor", !listing.grades.is_empty());
        }
    }
}

#[test]
fn days_are_ahead_and_placements_for_doctors_start_on_a_changeover() {
    for listing in listings(3000) {
        let closes_in = (listing.closes_on - today()).num_days();
        assert!((3..=45).contains(&closes_in), "{closes_in}");
        assert!((0..=30).contains(&(today() - listing.posted_on).num_days()));
        assert!(listing.decide_by >= listing.closes_on);
        let Some(placement) = &listing.placement else { continue };
        let start = listing.starts_on.unwrap();
        assert!(start > listing.closes_on && placement.ends_on > start);
        if listing.profession == "doctor" {
            assert!(start.weekday() == Weekday::Wed && start.day() <= 7, "{start}");
            let months = (placement.ends_on - start).num_days() / 30;
            assert!((3..=6).contains(&months), "{start} {}", placement.ends_on);
        } else {
            assert_eq!(start.weekday(), Weekday::Mon);
        }
    }
}

#[test]
fn four_hundred_listings_show_the_whole_sector() {
    let listings = listings(400);
    let placements = listings.iter().filter(|listing| listing.is_placement()).count();
    assert_eq!(placements, 80);
    let professions: HashSet<_> = listings.iter().map(|listing| listing.profession).collect();
    assert_eq!(professions.len(), codes::professions().all().len());
    let providers: HashSet<_> = listings.iter().map(|listing| listing.provider).collect();
    assert!(providers.len() >= 38, "{}", providers.len());
    let titles: HashSet<_> = listings.iter().map(|listing| &listing.title).collect();
    assert!(titles.len() > 150, "{}", titles.len());
}

#[test]
fn descriptions_have_150_to_300_words_and_no_brace_left() {
    let mut lengths = HashMap::new();
    for listing in listings(5000) {
        let words =
            listing.description.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
        *lengths.entry(words / 25 * 25).or_insert(0) += 1;
        assert!((150..=300).contains(&words), "{words} words\n{}", listing.description);
        for text in [&listing.title, &listing.summary, &listing.description] {
            assert!(!text.contains(['{', '}', '|', '\u{1}']) && !text.contains("  "), "{text}");
        }
        assert!((20..=200).contains(&listing.summary.chars().count()), "{}", listing.summary);
        assert!(!listing.description.contains("\n\n\n") && !listing.description.contains(" ,"));
    }
    println!("words: {lengths:?}");
}

#[test]
fn no_two_listings_read_the_same() {
    let listings = listings(5000);
    let texts: HashSet<_> = listings.iter().map(|listing| &listing.description).collect();
    assert!(texts.len() * 1000 >= listings.len() * 999, "{} of {}", texts.len(), listings.len());
}

#[test]
fn people_write_in_their_own_words() {
    let role = listing(1, today());
    let people: HashSet<_> = (0..500).map(|number| person(number).email).collect();
    assert_eq!(people.len(), 500);
    for number in 0..60 {
        let letter = application(number, &role);
        assert!(letter.statement.split_whitespace().count() > 50, "{}", letter.statement);
        assert!(!letter.statement.contains('{'), "{}", letter.statement);
        assert_eq!(letter.answers.len(), role.questions.len());
        assert!(letter.person.email.ends_with("@example.org") && letter.person.email.is_ascii());
    }
}

#[test]
fn registration_numbers_have_the_right_form() {
    for profession in codes::professions().all() {
        let number = people::registration(&profession.code, 42);
        match profession.body() {
            Some(body) => assert!(codes::registrations::fits(body, &number), "{} {number}", profession.code),
            None => assert_eq!(number, ""),
        }
    }
}

#[test]
fn every_section_that_is_asked_for_has_sentences() {
    for title in tables::TITLES.iter() {
        for section in ["role", "team", "do"] {
            let name = format!("{}.{section}", title.area);
            assert!(words::section(&name).len() >= 2, "{name}");
        }
        for name in [format!("{}.do", title.profession), format!("level.{}", title.level)] {
            assert!(words::section(&name).len() >= 2, "{name}");
        }
        assert!(tables::BY_AREA.contains_key(title.area.as_str()), "{}", title.area);
    }
    for code in codes::professions().all() {
        assert!(words::section(&format!("{}.bring", code.code)).len() >= 2, "{}", code.code);
        assert!(tables::TITLES.iter().any(|title| title.profession == code.code), "{}", code.code);
    }
}

#[test]
fn it_is_quick() {
    let begun = std::time::Instant::now();
    let words: usize = listings(20_000).iter().map(|listing| listing.description.len()).sum();
    println!("20,000 listings, {} MB, in {:?}", words / 1_000_000, begun.elapsed());
}

#[test]
fn every_profile_could_have_been_typed() {
    use crate::profiles::forms::{
        BreakForm, EmploymentForm, EntryForm, QualificationForm, RefereeForm, RegistrationForm, TrainingForm,
    };
    fn right<F: EntryForm>(entries: &[crate::profiles::model::Kept<F::Entry>]) {
        for one in entries {
            let problems = F::of(&one.entry).check(today()).err().unwrap_or_default();
            assert!(!problems.any(), "{problems:?}");
        }
    }
    for number in 0..200 {
        let profile = profile(number, &person(number), today());
        right::<RegistrationForm>(&profile.registrations);
        right::<QualificationForm>(&profile.qualifications);
        right::<EmploymentForm>(&profile.employments);
        right::<BreakForm>(&profile.breaks);
        right::<TrainingForm>(&profile.training);
        right::<RefereeForm>(&profile.referees);
        assert_eq!((profile.places.len(), profile.referees.len()), (1, 2));
        assert!(codes::stages().contains(&profile.work.stage) && !profile.patterns.is_empty());
        assert!(
            profile.gaps(today()).len() <= usize::from(number == 0),
            "{number}: {:?}",
            profile.gaps(today())
        );
    }
}
