//! What is taken out of a text, as tables.

use super::super::samples::empty;
use super::*;
use crate::profiles::{Kept, Qualification, Registration};

fn mask(name: &str, phone: &str) -> Mask {
    let application =
        Application { name: name.into(), phone: phone.into(), registration: "12A3456B".into(), ..empty() };
    let school = Qualification { institution: "Saltmere University".into(), ..Default::default() };
    let other = Registration { body: "hcpc".into(), number: "PH123456".into() };
    let profile = Profile {
        qualifications: vec![Kept { entry: school, ..Kept::default() }],
        registrations: vec![Kept { entry: other, ..Kept::default() }],
        ..Profile::default()
    };
    Mask::of(&application, "Addie Marsh", Some(&profile))
}

#[test]
fn a_text_does_not_tell_whose_it_is() {
    let ada = mask("Ada May Marsh-Hill", "+44 (0)7700 900123");
    for (text, want) in [
        ("I am Ada Marsh.", "I am [name] [name]."),
        ("i am ada marsh", "i am [name] [name]"),
        ("ADA's ward, Marsh-Hill", "[name]'s ward, [name]-[name]"),
        ("I may, in May, go to Adamant", "I may, in [name], go to Adamant"),
        ("I am Addie", "I am [name]"),
        ("Write to me@elsewhere.example, please", "Write to [address], please"),
        ("See linkedin.com/in/adamarsh or www.ada.example", "See [address] or [address]"),
        ("marshhill.example (mine)", "[address] (mine)"),
        ("ada_marsh there", "[name]_[name] there"),
        ("me\u{ff20}elsewhere", "[address]"),
        ("https://ada.example", "[address]"),
        ("e.g. theatres/wards and 24/7 cover", "e.g. theatres/wards and 24/7 cover"),
        ("maryhill, marshhill, AdaMay and adamaymarshhill", "maryhill, [name], [name] and [name]"),
        ("M\u{ad}arsh and A\u{200d}da", "[name] and [name]"),
        ("\u{ff21}\u{ff44}\u{ff41}, PIN \u{ff11}\u{ff12}A3456B", "[name], PIN [number]"),
        ("NMC12A3456B, nmc 12a3456b and X12A3456BX", "[number], nmc [number] and X12A3456BX"),
        ("PIN 12a3456b.", "PIN [number]."),
        ("PIN:12A3456B, NMC/12A 3456B, HCPC ph 123456", "PIN:[number], NMC/[number], HCPC [number]"),
        ("A degree of Saltmere university, 2015", "A degree of [school], 2015"),
        ("Two\n\nparagraphs", "Two\n\nparagraphs"),
        ("", ""),
    ] {
        assert_eq!(ada.hide(text), want, "{text}");
    }
}

#[test]
fn a_name_with_an_apostrophe_goes_however_it_is_written() {
    let mary = mask("Mary-Anne O\u{2019}Brien", "");
    for own in ["O'Brien", "OBrien", "obrien", "O\u{2bc}Brien", "MaryAnne", "maryanneobrien"] {
        let hidden = mary.hide(&format!("I am {own}, a nurse"));
        assert!(hidden.contains("[name]") && !hidden.to_lowercase().contains("brien"), "{own}: {hidden}");
        assert!(!hidden.contains("ary"), "{own}: {hidden}");
    }
}

#[test]
fn a_school_of_a_letter_hides_no_letter() {
    let school = Qualification { institution: "E".into(), ..Default::default() };
    let profile =
        Profile { qualifications: vec![Kept { entry: school, ..Kept::default() }], ..Profile::default() };
    assert_eq!(Mask::of(&empty(), "", Some(&profile)).hide("Ward E and e"), "Ward E and e");
}

#[test]
fn a_phone_number_goes_however_it_is_written() {
    for phone in ["07700 900123", "+44 (0)7700 900123", "07700.900.123 x12", "07700900123 ext. 4", ""] {
        let ada = mask("Ada Marsh", phone);
        for (text, want) in [
            ("Ring 07700 900123 soon", "Ring [number] soon"),
            ("Ring 07700.900.123 (9 to 5)", "Ring [number] (9 to 5)"),
            ("or +447700900123", "or [number]"),
            ("or (07700) 900-123 - 9am", "or [number] - 9am"),
            ("or 07700\u{a0}900/123.", "or [number]."),
            ("or 0113 496 0000", "or [number]"),
            ("or +44 20 7946 0958", "or [number]"),
            ("or +44 (0)113 496 0000", "or [number]"),
            ("or (+44) (0)20 7946 0958", "or [number]"),
            ("or 44 20 7946 0958", "or [number]"),
            ("or 0044 20 7946 0958", "or [number]"),
            ("or +44 11 34 96 00 00", "or [number]"),
            ("44 lists, 12/10/2019 - 4/5", "44 lists, 12/10/2019 - 4/5"),
            ("44: 12/10/2019 - 4/5", "44: 12/10/2019 - 4/5"),
            ("+ 20 000 pounds", "+ 20 000 pounds"),
            ("12 theatres, 900 lists", "12 theatres, 900 lists"),
            ("01/02/2020 - 03/04/2021", "01/02/2020 - 03/04/2021"),
            ("in 2019, 2020 and 2021", "in 2019, 2020 and 2021"),
        ] {
            assert_eq!(ada.hide(text), want, "{phone}: {text}");
        }
    }
}

#[test]
fn names_are_found_however_they_were_typed() {
    for (name, text, want) in [
        ("Siobhan O'Brien", "Siobhan O’Brien, O'Brien", "[name] [name]’[name], [name]'[name]"),
        ("ada marsh", "Ada Marsh", "[name] [name]"),
        ("ADA MARSH", "Ada, marsh ada", "[name], [name] [name]"),
        ("Fairbairn, Ada (Addie)", "Ada Fairbairn", "[name] [name]"),
        ("Ada Smith–Marsh", "Ada Smith-Marsh", "[name] [name]-[name]"),
        ("Zoë Ådal", "Zoe\u{308} A\u{30a}dal", "[name] [name]"),
        ("Zoë Ådal", "Zoe Adal, zoe.adal.example", "[name] [name], [address]"),
        ("Zoe Adal", "Zoë Ådal", "[name] [name]"),
        ("Łukasz Strauß-Sørensen", "Lukasz Strauss-Sorensen", "[name] [name]-[name]"),
        ("İpek Ay", "Ipek and İPEK", "[name] and [name]"),
        ("Zoë Ådal", "Zoey, Adalbert and a resumé", "Zoey, Adalbert and a resumé"),
        ("王小明", "我是王小明", "[name]"),
        ("김 민준", "김치 and 민준", "김치 and [name]"),
        ("王小明", "I am 王小明.", "I am [name]."),
        ("प्रिया शर्मा", "मैं प्रिया हूँ", "मैं [name] हूँ"),
        ("", "Nobody", "Nobody"),
    ] {
        assert_eq!(mask(name, "").hide(text), want, "{name}: {text}");
    }
}

#[test]
fn a_number_that_is_awaited_is_a_word() {
    let application = Application { registration: AWAITED.into(), ..empty() };
    assert_eq!(Mask::of(&application, "", None).hide("Results are awaited."), "Results are awaited.");
}
