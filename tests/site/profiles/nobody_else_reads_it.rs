//! Every address of a profile, tried by somebody whose it is not.

use super::*;
use crate::world::journey;

/// The parts that hold entries, and what the entries are called there.
const KINDS: [(&str, &str); 4] = [
    ("registrations", "registrations"),
    ("employment", "employment"),
    ("referees", "referees"),
    ("preferences", "places"),
];

journey!(another_candidate_finds_none_of_it, |world| {
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    fills_in(&ada).await;
    let cv = ada.gets("/profile/cvs").await.attributes("main a", "href");
    let file = cv.into_iter().find(|href| href.ends_with("/file")).expect("a file");
    let fields = [
        ("body", "NMC"),
        ("number", "98Z7654Y"),
        ("title", "Thief"),
        ("employer", "Nobody"),
        ("started", "March 2021"),
        ("name", "Mallory"),
        ("organisation", "Nowhere"),
        ("relation", "None"),
        ("email", "mallory@example.org"),
        ("place", "York"),
        ("miles", "5"),
    ];
    for (part, kind) in KINDS {
        let address = first(&ada, part, kind).await;
        eve.gets(&address).await.is(404);
        eve.tries("POST", &address, &fields).await.is(404);
        eve.tries("POST", &format!("{address}/removal"), &[]).await;
        ada.gets(&address).await.is(200).lacks("Mallory").lacks("Thief");
    }
    eve.gets(&file).await.is(404);
    let cv = file.trim_end_matches("/file");
    eve.tries("POST", &format!("{cv}/preference"), &[]).await.is(404);
    eve.tries("POST", &format!("{cv}/removal"), &[]).await;
    ada.gets(&file).await.is(200);
    // Nor does it get into an application of hers.
    let cast = Cast::of(&world).await;
    let application = begins(&eve, &cast).await;
    let number = cv.rsplit('/').next().unwrap_or_default();
    eve.tries("POST", &format!("{application}/cv/choice"), &[("own", number)]).await.is(404);
    eve.gets("/profile").await.lacks("Aldermoor");
    eve.gets("/profile.json").await.is(200).lacks("Aldermoor");
});
