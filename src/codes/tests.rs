//! The lists are whole, and no code is in one twice.

use super::*;

#[test]
fn every_list_has_short_codes_and_labels() {
    for (name, list) in every() {
        assert!(!list.all().is_empty(), "{name} is empty");
        for code in list.all() {
            let short = code.code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            assert!(short && code.code.len() <= 48, "{name}: {}", code.code);
            assert!(!code.label.is_empty() && code.label.trim() == code.label, "{name}: {}", code.code);
        }
    }
}

#[test]
fn only_pay_bands_may_have_a_code_twice_once_for_each_date() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/codes");
    for (name, list) in every().into_iter().filter(|(name, _)| *name != "pay_bands") {
        let file = std::fs::read_to_string(format!("{folder}/{name}.csv")).unwrap();
        assert_eq!(list::rows(&file).len(), list.all().len(), "{name} has a code twice");
    }
    let bands: std::collections::HashSet<_> = pay::bands().iter().map(|b| (&b.code, b.since)).collect();
    assert_eq!(bands.len(), pay::bands().len());
}

#[test]
fn a_label_falls_back_to_the_code() {
    assert_eq!(contracts().label("fixed-term"), "Fixed term");
    assert_eq!(contracts().label("gone"), "gone");
    assert_eq!(patterns().labels(&["part-time", "nights"]), "Part time, Nights");
}

#[test]
fn groups_keep_the_order_of_the_file() {
    let labels: Vec<_> = claims().groups().iter().map(|group| group.label).collect();
    assert_eq!(labels, ["Career", "Control", "Culture"]);
    let members: usize = specialties().groups().iter().map(|group| group.codes.len()).sum();
    assert_eq!(members, specialties().all().len());
}

#[test]
fn every_regulated_profession_names_a_register_that_exists() {
    for profession in professions().all() {
        if let Some(body) = profession.body() {
            assert!(registrations().contains(body), "{body}");
        }
        assert!(!profession.plural().is_empty());
    }
    assert_eq!(registrations::body_of("physiotherapist").map(|b| b.code.as_str()), Some("HCPC"));
    assert_eq!(registrations::body_of("phlebotomist"), None);
}

#[test]
fn registration_numbers() {
    let table = [
        ("GMC", "7654321", Some("7654321")),
        ("GMC", " 765 4321 ", Some("7654321")),
        ("GMC", "a7654321", Some("A7654321")),
        ("GMC", "765432", None),
        ("GMC", "76543210", None),
        ("NMC", "12a 3456b", Some("12A3456B")),
        ("NMC", "12A3456", None),
        ("NMC", "123456AB", None),
        ("HCPC", "ph123456", Some("PH123456")),
        ("HCPC", "PYL1", Some("PYL1")),
        ("HCPC", "HAD002345", Some("HAD002345")),
        ("HCPC", "PH", None),
        ("HCPC", "XX12345", None),
        ("HCPC", "PH1234567", None),
        ("GPhC", "2012345", Some("2012345")),
        ("GPhC", "5012345", Some("5012345")),
        ("GPhC", "3012345", None),
        ("GDC", "1234", Some("1234")),
        ("GDC", "1234567", None),
        ("GOC", "01-12345", Some("01-12345")),
        ("GOC", "0112345", None),
        ("SWE", "sw12345", Some("SW12345")),
        ("SWE", "12345", None),
        ("GMC", "٧٦٥٤٣٢١", None),
        ("GMC", "", None),
        ("Nobody", "7654321", None),
    ];
    for (body, typed, kept) in table {
        assert_eq!(registrations::check(body, typed).ok().as_deref(), kept, "{body} {typed}");
        assert_eq!(registrations::fits(body, typed), kept.is_some(), "{body} {typed}");
    }
    for register in registrations().all() {
        let example = register.fact("example");
        assert_eq!(registrations::check(&register.code, example).as_deref(), Ok(example));
    }
}

#[test]
fn a_wrong_number_is_answered_with_what_to_enter() {
    assert_eq!(registrations::check("NMC", ""), Err("Enter an NMC PIN, like 12A3456B".into()));
    assert_eq!(
        registrations::check("GMC", "12"),
        Err("Enter a GMC number like 7654321. Seven digits; physician and anaesthesia associates have an A before \
             them"
            .into())
    );
}

#[test]
fn codes_of_organisations_and_sites() {
    assert_eq!(establishments::check_cqc("1-123456789").as_deref(), Ok("1-123456789"));
    assert_eq!(establishments::check_cqc(" 1-101 728 291 ").as_deref(), Ok("1-101728291"));
    assert!(establishments::check_cqc("2-123456789").is_err());
    assert!(establishments::check_cqc("1-12345").is_err());
    assert_eq!(establishments::check_ods("nt1 23").as_deref(), Ok("NT123"));
    assert!(establishments::check_ods("NT").is_err());
    assert!(establishments::check_ods("NT-12").is_err());
    assert!(establishments::check_ods("ABCDEFG").is_err());
}

#[test]
fn pay_bands_are_numbers_with_a_date() {
    assert!(pay_bands().all().iter().all(|code| pay::bands().iter().any(|band| band.code == code.code)));
    for band in pay::bands() {
        assert!(band.min_pence <= band.max_pence && band.min_pence > 0 && !band.source.is_empty());
    }
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(pay::band("band-5", day("2026-01-10")).map(|b| b.min_pence), Some(3_104_900));
    assert_eq!(pay::band("band-5", day("2025-03-31")), None);
}

#[test]
fn regions_of_the_gazetteer_have_a_code() {
    assert_eq!(region_of("West Midlands"), Some("midlands"));
    assert_eq!(region_of("Yorkshire and The Humber"), Some("north-east-and-yorkshire"));
    assert_eq!(region_of("Atlantis"), None);
}

fn change(id: i64, code: &str, words: &[(&str, &str)], is_retired: bool) -> Change {
    let clock = crate::kit::clock::Clock::default();
    Change {
        id,
        list: "contracts".into(),
        code: code.into(),
        words: words.iter().map(|(column, word)| (column.to_string(), word.to_string())).collect(),
        is_added: delivered("contracts").iter().all(|one| one.code != code) || id < 0,
        retired_at: is_retired.then(|| clock.now()),
        version: 1,
    }
}

fn with(changes: Vec<Change>, order: &[&str]) -> List {
    let codes = order.iter().map(ToString::to_string).collect();
    let order = Order { id: 1, list: "contracts".into(), codes, version: 1 };
    under(&Overlay { changes, orders: vec![order] }, "contracts").unwrap()
}

#[test]
fn what_is_changed_lies_over_the_file() {
    let list = with(
        vec![
            change(2, "zero-hours", &[("label", "Zero hours")], false),
            change(1, "gig", &[("label", "Gig work"), ("hint", "By the job")], false),
            change(3, "permanent", &[("label", "For good")], false),
            change(4, "bank", &[], true),
        ],
        &["fixed-term", "gig", "permanent"],
    );
    let first: Vec<&str> = list.all().iter().take(3).map(|code| code.label.as_str()).collect();
    assert_eq!(
        first,
        ["Fixed term", "Gig work", "For good"],
        "an order, and whatever it does not name after it"
    );
    assert_eq!(list.all().last().map(|code| code.label.as_str()), Some("Zero hours"));
    assert_eq!(list.get("gig").map(|code| code.hint.as_str()), Some("By the job"));
    // The retired one is read as ever, keeps its number, and is offered to nobody but those who have it.
    let file = delivered("contracts").len();
    assert_eq!(list.all().len(), file + 1);
    assert!(list.contains("bank") && !list.offers("bank"));
    assert_eq!(list.label("bank"), "Bank");
    assert_eq!(list.position("permanent"), Some(0));
    assert_eq!((list.position("gig"), list.position("zero-hours")), (Some(file), Some(file + 1)));
    assert!(list.with("permanent").iter().all(|code| code.code != "bank"));
    assert_eq!(list.with("bank").last().map(|code| code.label.as_str()), Some("Bank (no longer offered)"));
    for (code, before, right) in
        [("bank", "bank", true), ("bank", "", false), ("gig", "", true), ("no-such", "no-such", false)]
    {
        assert_eq!(list.check(code, before, "Choose").is_ok(), right, "{code} {before}");
    }
    let said = list.check("bank", "", "Choose one");
    assert_eq!(said, Err("“Bank” is no longer offered. Choose one".into()));
    let several = ["gig", "bank", "", "permanent", "gig"].map(String::from);
    let sorted = list.check_each(&several, &["bank".into()], "Choose").unwrap();
    assert_eq!(sorted, ["permanent", "bank", "gig"]);
}

#[test]
fn a_later_file_with_the_same_code_is_the_base_of_what_was_added() {
    let list = with(vec![change(-1, "permanent", &[("label", "For good")], false)], &[]);
    assert_eq!(list.all().len(), delivered("contracts").len());
    assert_eq!(list.label("permanent"), "For good");
    assert_eq!(list.position("permanent"), Some(0));
}

#[test]
fn nothing_changed_is_the_file() {
    for (name, list) in every() {
        assert_eq!(under(&Overlay::default(), name).as_ref(), Some(list), "{name}");
    }
}
