//! Blind shortlisting: whose an application is, is told when they are shortlisted and not before.

use super::crowd::crowd;
use super::*;
use crate::profiles::adds;
use crate::world::journey;
use rounds::applications::State;

/// What would tell who she is.
const PRIVATE: [&str; 9] =
    ["Ada", "Marsh", "marsh", "ada.marsh", "0113", "12A3456B", "12A 3456B", "cv.pdf", "altmere"];

/// A cast whose listing hides names, and Ada's application to it.
async fn blind(world: &World) -> (Cast, Person, String) {
    let cast = Cast::of(world).await;
    let listing = blind_listing(world, cast.provider, "Recovery nurse").await;
    let cast = Cast { listing, ..cast };
    let ada = world.candidate("Ada Marsh").await;
    let number = [("Registered with", "Nursing and Midwifery Council"), ("Registration number", "12a 3456b")];
    adds(&ada, "registrations", &number).await;
    let school = [("Qualification", "Nursing, BSc"), ("Awarded by", "Saltmere University"), ("Year", "2015")];
    adds(&ada, "qualifications", &school).await;
    let post = [("Employer", "Marsh Ward Agency"), ("Job title", "ada's own"), ("Started", "2015-10")];
    adds(&ada, "employment", &post).await;
    let course = [
        ("Subject", "Infection prevention and control"),
        ("Course", "Taught by ADA MARSH"),
        ("Completed on", "2025-10-01"),
    ];
    adds(&ada, "training", &course).await;
    let application = begins(&ada, &cast).await;
    fills_in(&ada, &application).await;
    let details = [("Full name", "Ada Marsh"), ("Phone number", "0113 496 0001"), ("NMC PIN", "12A3456B")];
    ada.submits(&format!("{application}/details"), "Save and continue", &details).await.is(200);
    let statement = [(
        "Your statement",
        "I am Ada Marsh (PIN 12A 3456B, 0113.496.0001).\n\nWrite to ada.marsh@example.org or linkedin.com/in/marsh; I trained at saltmere university.",
    )];
    ada.submits(&format!("{application}/statement"), "Save and continue", &statement).await.is(200);
    let words = [("Can you work weekends?", "Yes"), ("Which specialties do you know?", "Ask Ada")];
    ada.submits(&format!("{application}/answers"), "Save and continue", &words).await.is(200);
    let review = ada.gets(&format!("{application}/review")).await;
    review.shows("I am Ada Marsh");
    ada.presses(&review, "Submit application", &[]).await.is_at(&format!("{application}/receipt"));
    (cast, ada, application)
}

fn tells_nothing(page: &Page) {
    let source = page.source();
    for private in PRIVATE {
        assert!(!source.contains(private), "“{private}” is in {}:\n{}", page.url, page.text());
    }
    assert!(
        !source.contains("12a3456b")
            && !source.contains("not verified")
            && !page.header("content-disposition").contains("Ada")
    );
}

journey!(whose_it_is_is_told_when_they_are_shortlisted, |world| {
    let (cast, ada, application) = blind(&world).await;
    ada.gets(&format!("/listings/{}", cast.listing)).await.shows("are hidden until you are shortlisted");
    let read = cast.desk(&application);
    let mut references = Vec::new();
    for member in [&cast.bea, &cast.ed, &cast.vi] {
        for path in [cast.table(), cast.desk("/applications"), read.clone(), format!("{read}?x=1")] {
            let page = member.gets(&path).await;
            page.is(200).shows("Applicant ");
            tells_nothing(&page);
        }
        let page = member.gets(&read).await;
        page.shows("I am [name] [name]")
            .shows("Ask [name]")
            .shows("Given, and shown once they are shortlisted")
            .shows("Nursing, BSc");
        references.push(page.one("h1").replace("Recovery nurse", "").trim().to_owned());
        member.gets(&format!("{read}/cv")).await.is(404);
    }
    references.dedup();
    let [reference] = &references[..] else { panic!("more than one reference: {references:?}") };
    tells_nothing(&cast.bea.gets(&format!("{read}/rejection")).await);
    let letter = world.letter(&cast.bea, "New application").await;
    assert!(PRIVATE.iter().all(|private| !letter.text_body.contains(private)));

    let page = cast.bea.gets(&read).await;
    let page = cast.bea.presses(&page, "Shortlist", &[]).await;
    page.shows("Ada Marsh").shows("12A3456B (format checked, not verified)").shows("0113 496 0001");
    page.shows("Saltmere University");
    let short = reference.replace("Applicant ", "");
    page.shows(&format!("Reference {short}")).shows("I am Ada Marsh").shows("Ask Ada");
    assert_eq!(cast.bea.follows(&page, "cv.pdf").await.bytes, b"%PDF-1.7 somebody's life");
    let page = cast.vi.gets(&format!("{}?q={short}", cast.table())).await;
    page.shows("Ada Marsh").shows(&short);

    // Who was shown once stays shown.
    let rejection = [("Reason", "The position has been filled")];
    cast.bea
        .submits(&format!("{read}/rejection"), "Reject and email the candidate", &rejection)
        .await
        .is(200);
    cast.vi.gets(&read).await.shows("Ada Marsh").shows("Not successful");
});

journey!(who_is_rejected_unseen_stays_unseen, |world| {
    let (cast, ada, application) = blind(&world).await;
    let read = cast.desk(&application);
    let rejection = [("Reason", "The position has been filled")];
    let page =
        cast.bea.submits(&format!("{read}/rejection"), "Reject and email the candidate", &rejection).await;
    page.is(200).shows("Not successful").shows("Applicant ");
    tells_nothing(&page);
    cast.bea.gets(&format!("{read}/cv")).await.is(404);
    assert!(world.letter(&ada, "About your application").await.text_body.contains("Dear Ada Marsh"));
});

journey!(a_hidden_name_is_found_neither_by_words_nor_by_its_place, |world| {
    let cast = Cast::of(&world).await;
    let listing = blind_listing(&world, cast.provider, "Recovery nurse").await;
    let cast = Cast { listing, ..cast };
    let names = ["Zoe Quill", "Ada Marsh", "Mo Byrne", "Bob Pike"];
    let people: Vec<_> = names.iter().map(|name| (*name, State::Submitted)).collect();
    let ids = crowd(&world, listing, &people).await;
    let shown = cast.desk(&format!("/applications/{}", ids[2]));
    let page = cast.bea.gets(&shown).await;
    cast.bea.presses(&page, "Shortlist", &[]).await.shows("Mo Byrne");
    for name in names {
        let page = cast.bea.gets(&format!("{}?q={}", cast.table(), &name[..2])).await;
        let found = page.all("tbody tr").len();
        assert_eq!(found, usize::from(name == "Mo Byrne"), "{name}");
    }
    let page = cast.bea.gets(&format!("{}?sort=name", cast.table())).await;
    let order = page.attributes("tbody th a", "href");
    let want: Vec<_> =
        [2, 0, 1, 3].iter().map(|at: &usize| cast.desk(&format!("/applications/{}", ids[*at]))).collect();
    assert_eq!(order, want, "the one who is shown, then the others as they came");
});

journey!(a_provider_turns_it_off_while_the_listing_is_a_draft, |world| {
    let cast = Cast::of(&world).await;
    let page = cast.bea.gets(&cast.desk("/listings/new")).await;
    let page = cast.bea.presses(&page, "Continue", &[("What are you posting?", "A role")]).await;
    let desk = page.path().trim_end_matches("/title").to_owned();
    let check = format!("{desk}/check");
    cast.bea.gets(&check).await.shows("Hidden until somebody is shortlisted");
    let off = [("Hide who they are until they are shortlisted", "no")];
    cast.bea.submits(&format!("{desk}/applying"), "Save and continue", &off).await.is(200);
    cast.bea.gets(&check).await.shows("Shown from the start");
    let page = cast.bea.gets(&format!("{desk}/applying")).await;
    let page = cast.bea.presses(&page, "Save and continue", &[("Email address", "nonsense")]).await;
    page.is(422);
    assert_eq!(page.form("Save and continue").value("blind"), None, "what was chosen is kept");
});
