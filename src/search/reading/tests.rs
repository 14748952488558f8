//! A case for every filter that words can name, and for words that must not name any.

use super::*;

/// "rest | words = what they were read as; …"
fn said(words: &str) -> String {
    let reading = read(words, true, &knows);
    let taken = reading.taken.iter().map(|taken| {
        let meant: Vec<String> = taken.meant.iter().map(spelt).collect();
        format!("{} = {}", taken.words, meant.join(" "))
    });
    format!("{} | {}", reading.rest, taken.collect::<Vec<_>>().join("; ")).trim_matches([' ', '|']).to_owned()
}

fn spelt(meant: &Meant) -> String {
    match meant {
        Meant::Code(group, code) => format!("{}:{code}", filter_of(*group).map_or("?", |filter| filter.name)),
        Meant::Place(key, _, None) => format!("place:{key}"),
        Meant::Place(key, _, Some(miles)) => format!("place:{key}:{miles}"),
        Meant::Pay(pay) => format!("pay:{}:{}", pay.pounds, pay.per),
        Meant::Posted(days) => format!("posted:{days}"),
        Meant::Starts(days) => format!("starts:{days}"),
    }
}

fn knows(slug: &str) -> bool {
    ["harbour-health", "st-oswin-s-hospital", "nurse-in-charge"].contains(&slug)
}

#[track_caller]
fn are(cases: &[(&str, &str)]) {
    let wrong = cases.iter().filter(|(typed, expected)| said(typed) != *expected);
    let wrong: Vec<String> = wrong
        .map(|(typed, expected)| format!("{typed}\n  {}\n  {expected} was expected", said(typed)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_words_of_the_issue() {
    are(&[
        (
            "band 6 physio leeds part time",
            "band 6 = band:band-6; physio = profession:physiotherapist; leeds = place:leeds; part time = pattern:part-time",
        ),
        (
            "st4 orthopaedics placement",
            "st4 = grade:st4; orthopaedics = specialty:trauma-and-orthopaedics; placement = kind:placement",
        ),
        (
            "visa sponsored nurse kent",
            "visa sponsored = visa:yes; nurse = profession:nurse; kent = place:kent",
        ),
        (
            "£40k theatre nurse nights",
            "theatre | £40k = pay:40000:year; nurse = profession:nurse; nights = pattern:nights",
        ),
    ]);
}

#[test]
fn providers_by_their_whole_names() {
    are(&[
        (
            "Harbour Health nurse leeds",
            "Harbour Health = provider:harbour-health; nurse = profession:nurse; leeds = place:leeds",
        ),
        ("st oswin's hospital", "st oswin's hospital = provider:st-oswin-s-hospital"),
        ("harbour", "harbour"),
        ("\"harbour health\"", "\"harbour health\""),
        ("harbour view health", "harbour view health"),
    ]);
}

#[test]
fn what_providers_say_of_working_there() {
    are(&[
        ("nurse self-rostering", "nurse = profession:nurse; self-rostering = control:self-rostering"),
        // Posts for those who are newly registered come first: every large provider says that it has one.
        ("preceptorship", "preceptorship"),
        ("no forced overtime", "no forced overtime = control:no-forced-overtime"),
        ("freedom to speak up", "freedom to speak up = culture:freedom-to-speak-up"),
    ]);
}

#[test]
fn professions() {
    are(&[
        ("Nurses", "Nurses = profession:nurse"),
        ("midwife", "midwife = profession:midwife"),
        ("nursing associate", "nursing associate = profession:nursing-associate"),
        ("RGN", "RGN | RGN = profession:nurse"),
        ("staff nurse", "staff nurse | staff nurse = profession:nurse"),
        ("RMN leeds", "RMN | RMN = profession:nurse; leeds = place:leeds"),
        ("newly qualified nurse", "newly qualified nurse = profession:nurse stage:newly-registered"),
        ("odp", "odp = profession:operating-department-practitioner"),
        ("HCA nights", "HCA = profession:healthcare-assistant; nights = pattern:nights"),
        ("OT", "OT = profession:occupational-therapist"),
        ("SLT children", "children | SLT = profession:speech-and-language-therapist"),
        (
            "mri radiographer",
            "mri | radiographer = profession:diagnostic-radiographer profession:therapeutic-radiographer",
        ),
        ("therapeutic radiographer", "therapeutic radiographer = profession:therapeutic-radiographer"),
        ("sonographer", "sonographer = profession:sonographer"),
        ("dental nurse", "dental nurse = profession:dental-nurse"),
        ("dentist", "dentist = profession:dentist"),
        ("clinical psychologist", "clinical | psychologist = profession:practitioner-psychologist"),
        ("physio/OT", "physio = profession:physiotherapist; OT = profession:occupational-therapist"),
        ("pharmacy technician", "pharmacy technician = profession:pharmacy-technician"),
        ("physician associate", "physician associate = profession:physician-associate"),
        ("podiatrist", "podiatrist = profession:podiatrist"),
        ("doctor", "doctor = profession:doctor"),
        ("junior doctor", "junior doctor | junior doctor = profession:doctor stage:training-grade"),
        ("hospital receptionist", "hospital receptionist | receptionist = profession:administration"),
    ]);
}

#[test]
fn grades() {
    are(&[
        ("ST3", "ST3 = grade:st3"),
        ("st 3", "st 3 = grade:st3"),
        ("ST3–5", "ST3–5 = grade:st3 grade:st4 grade:st5"),
        ("ST3-ST5", "ST3-ST5 = grade:st3 grade:st4 grade:st5"),
        ("st3 to st5 urology", "st3 to st5 = grade:st3 grade:st4 grade:st5; urology = specialty:urology"),
        ("st3 - 4", "st3 - 4 = grade:st3 grade:st4"),
        ("ST6+", "ST6+ = grade:st6 grade:st7 grade:st8"),
        ("CT1/2", "CT1/2 = grade:ct1 grade:ct2"),
        ("F1/F2", "F1/F2 = grade:f1 grade:f2"),
        ("FY2", "FY2 = grade:f2"),
        ("foundation year 1", "foundation year 1 = grade:f1"),
        ("IMT2", "IMT2 = grade:imt2"),
        ("GPST3", "GPST3 = grade:gpst3"),
        ("SHO", "SHO = grade:ct1 grade:ct2 grade:st1 grade:st2 grade:f2"),
        (
            "ortho registrar",
            "ortho = specialty:trauma-and-orthopaedics; registrar = grade:st3 grade:st4 grade:st5 grade:st6 grade:st7 grade:st8",
        ),
        ("RMO", "RMO = grade:resident-medical-officer"),
        ("specialty doctor", "specialty doctor = grade:specialty-doctor"),
        ("clinical fellow", "clinical fellow = grade:fellow"),
        (
            "consultant urologist",
            "consultant = grade:consultant; urologist = profession:doctor specialty:urology",
        ),
        ("salaried gp bristol", "salaried gp = grade:gp; bristol = place:bristol"),
        ("student nurse", "student nurse | student nurse = grade:student-nurse-or-midwife"),
        ("ST9 nurse", "ST9 = place:st9; nurse = profession:nurse"),
        ("ST", "ST"),
    ]);
}

#[test]
fn bands_and_pay() {
    are(&[
        ("band 6", "band 6 = band:band-6"),
        ("Band six", "Band six = band:band-6"),
        ("b7", "b7 = band:band-7"),
        ("8a", "8a = band:band-8a"),
        ("band 8", "band 8 = band:band-8a band:band-8b band:band-8c band:band-8d"),
        ("band 5/6", "band 5/6 = band:band-5 band:band-6"),
        ("bands 5 to 7", "bands 5 to 7 = band:band-5 band:band-6 band:band-7"),
        ("band 5 or band 6", "band 5 or band 6 = band:band-5 band:band-6"),
        ("AfC band 8b", "AfC band 8b = band:band-8b"),
        ("£40k", "£40k = pay:40000:year"),
        ("40k", "40k = pay:40000:year"),
        ("over £40,000 a year", "over £40,000 a year = pay:40000:year"),
        ("£35k-£45k", "£35k-£45k = pay:35000:year"),
        ("£35-45k", "£35-45k = pay:35000:year"),
        ("£35,000 - £40,000", "£35,000 - £40,000 = pay:35000:year"),
        ("£18.50 an hour", "£18.50 an hour = pay:18:hour"),
        ("£18/hour", "£18/hour = pay:18:hour"),
        ("£18ph", "£18ph = pay:18:hour"),
        ("£20 nurse", "£20 = pay:20:hour; nurse = profession:nurse"),
        ("£400 locum", "£400 = pay:400:day; locum = contract:locum"),
        ("£350 per session", "£350 per session = pay:350:session"),
        ("£50k+", "£50k+ = pay:50000:year"),
        ("2 lists 2026", "2 lists 2026"),
        ("band", "band"),
        ("£", ""),
        ("£k", "£k"),
        ("£999999999999", "£999999999999"),
    ]);
}

#[test]
fn the_other_groups() {
    are(&[
        ("full-time", "full-time = pattern:full-time"),
        ("night shifts", "night shifts = pattern:nights"),
        ("job share", "job share = pattern:job-share"),
        ("weekends", "weekends = pattern:weekends"),
        ("on-call", "on-call = pattern:on-call"),
        ("work from home", "work from home = pattern:remote-or-hybrid"),
        ("term time only", "term time only = pattern:term-time"),
        ("compressed hours", "compressed hours = pattern:compressed"),
        ("permanent", "permanent = contract:permanent"),
        ("fixed term contract", "fixed term contract = contract:fixed-term"),
        ("bank odp", "bank = contract:bank; odp = profession:operating-department-practitioner"),
        ("locum", "locum = contract:locum"),
        ("practising privileges", "practising privileges = contract:practising-privileges"),
        ("apprenticeship", "apprenticeship = contract:apprenticeship"),
        ("ltft", "ltft = ltft:yes"),
        ("less than full time", "less than full time = ltft:yes"),
        ("skilled worker visa", "skilled worker visa = visa:yes"),
        ("training placements", "training placements = kind:placement"),
        ("nhs funded", "nhs funded = funding:nhs-funded"),
        ("primary care", "primary care"),
        ("homecare", "homecare = sector:home-healthcare"),
        ("newly registered", "newly registered = stage:newly-registered"),
        ("posted this week", "posted this week = posted:7"),
        ("immediate start", "immediate start = starts:31"),
    ]);
}

#[test]
fn places() {
    are(&[
        ("physio in leeds", "physio = profession:physiotherapist; in leeds = place:leeds"),
        ("leeds physio", "leeds = place:leeds; physio = profession:physiotherapist"),
        ("physio near LS1 4AP", "physio = profession:physiotherapist; near LS1 4AP = place:ls1-4ap"),
        ("physio LS1", "physio = profession:physiotherapist; LS1 = place:ls1"),
        ("theatre west yorkshire", "theatre | west yorkshire = place:west-yorkshire"),
        ("theatre north west", "theatre | north west = place:north-west"),
        ("odp london", "odp = profession:operating-department-practitioner; london = place:london"),
        (
            "nurse within 10 miles of york",
            "nurse = profession:nurse; within 10 miles of york = place:york:10",
        ),
        (
            "nurse in leeds within 10 miles",
            "nurse = profession:nurse; in leeds within 10 miles = place:leeds:10",
        ),
        ("nurse newport", "nurse = profession:nurse; newport = place:newport"),
        (
            "physio newcastle upon tyne",
            "physio = profession:physiotherapist; newcastle upon tyne = place:newcastle-upon-tyne",
        ),
        ("odp reading", "odp = profession:operating-department-practitioner; reading = place:reading"),
        ("reading list", "reading list"),
        ("eye clinic", "eye clinic"),
        ("physio in bath", "physio = profession:physiotherapist; in bath = place:bath"),
        ("work in theatre", "work in theatre"),
        (
            "radiographer, Bristol",
            "radiographer, = profession:diagnostic-radiographer profession:therapeutic-radiographer; Bristol = place:bristol",
        ),
    ]);
    assert_eq!(read("physio leeds", false, &knows).rest, "leeds");
}

#[test]
fn what_must_not_be_read() {
    are(&[
        ("\"part time\"", "\"part time\""),
        ("physio -\"part time\"", "-\"part time\" | physio = profession:physiotherapist"),
        ("nurse -nights", "-nights | nurse = profession:nurse"),
        ("nurse no nights", "no nights | nurse = profession:nurse"),
        ("bank holiday", "bank holiday"),
        ("practice manager", "practice manager"),
        ("consultant physiotherapist", "consultant | physiotherapist = profession:physiotherapist"),
        ("gp receptionist", "gp receptionist | receptionist = profession:administration"),
        ("orthopaedic nurse", "orthopaedic | nurse = profession:nurse"),
        ("cardiology", "cardiology"),
        ("", ""),
        ("?!", ""),
        ("\"", ""),
        ("- – /", ""),
    ]);
}

#[test]
fn what_was_read_is_not_read_again() {
    let first = Criteria::read("q=band+6+physio+leeds+part+time&place=").understood(&knows);
    assert_eq!(
        first.address(),
        "place=leeds&profession=physiotherapist&pattern=part-time&band=band-6&typed=band+6+physio+leeds+part+time"
    );
    assert_eq!(
        Criteria::read(&first.address()).understood(&knows),
        first,
        "the address is read as it stands"
    );
    let unticked = first.without(Group::Pattern, "part-time");
    assert_eq!(Criteria::read(&unticked.address()).understood(&knows), unticked, "and stays unticked");
    assert_eq!(unticked.readings().len(), 3);
    let form = format!("{}&q=&read=", unticked.address());
    assert_eq!(Criteria::read(&form).understood(&knows), unticked, "also through the form");
    let form = format!("{}&q=odp&read=", unticked.address());
    let anew = Criteria::read(&form).understood(&knows);
    assert!(anew.has(Group::Profession, "operating-department-practitioner") && anew.typed == "odp");
    assert!(!anew.has(Group::Profession, "physiotherapist"), "new words replace what old ones ticked");
    assert_eq!(first.as_typed_whole().address(), "q=band+6+physio+leeds+part+time&exact=yes");
    assert_eq!(first.as_typed_whole().understood(&knows), first.as_typed_whole());
}

#[test]
fn nothing_typed_breaks_it() {
    for odd in [
        "\u{202e}\u{0}",
        "££££",
        "band band band",
        "st st",
        "8a/8b/8c",
        "in in in",
        "-",
        "within 9999999 miles of",
    ] {
        read(odd, true, &knows);
    }
    read(&"nurse in leeds ".repeat(3_000), true, &knows);
}
