//! Every kind of question, asked and answered.

use super::{file, joins, leaves, letters, pdf, provider};
use crate::world::{Organisation, Page, Person, Thing, World, journey};
use rounds::listings::{ListingKind, Question, QuestionId, QuestionKind};

/// A live role that asks one question of each kind, and nothing else.
async fn asks(world: &World) -> (Organisation, Thing) {
    let larch = world.organisation("Larch Surgical").await;
    let thing = asks_as(world, &larch, "Theatre assistant").await;
    (larch, thing)
}

async fn asks_as(world: &World, larch: &Organisation, title: &str) -> Thing {
    world
        .publishes(larch, ListingKind::Role, title, |full| {
            let question = |position, kind, prompt: &str, choices: &str| Question {
                id: QuestionId::new(),
                listing_id: full.listing.id,
                position,
                kind,
                prompt: prompt.into(),
                required: true,
                choices: choices.into(),
                longest: 30,
            };
            full.listing.profession = "phlebotomist".into();
            (full.listing.wants_cv, full.listing.wants_statement) = (false, false);
            full.questions = vec![
                question(0, QuestionKind::YesNo, "Do you drive?", ""),
                question(1, QuestionKind::OneOf, "Which shifts?", "Days\nNights"),
                question(2, QuestionKind::SeveralOf, "Which sites?", "Leeds\nYork\nHull"),
                question(3, QuestionKind::Number, "How many years?", ""),
                question(4, QuestionKind::Text, "Why here?", ""),
            ];
        })
        .await
}

journey!(questions_of_every_kind_are_asked_and_read_by_the_provider, |world| {
    let (larch, thing) = asks(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.submits(&format!("/listings/{}/apply", thing.id), "Start now", &[]).await;
    let application = page.path().to_owned();
    let answers = format!("{application}/answers");

    let page = ada.submits(&answers, "Save and continue", &[]).await;
    page.is(422).shows("Choose yes or no: Do you drive?").shows("Choose one of the answers: Which shifts?");
    page.shows("Choose at least one of the answers: Which sites?").shows("Enter an answer: Why here?");
    // What is right stays chosen beside what is wrong.
    let wrong = [
        ("Do you drive?", "No"),
        ("Which shifts?", "Nights"),
        ("Which sites?", "Leeds"),
        ("How many years?", "seven"),
        ("Why here?", "Because of the people and the place"),
    ];
    let page = ada.presses(&page, "Save and continue", &wrong).await;
    page.is(422).shows("Enter a number in digits").shows("This must be 30 characters or fewer");
    assert_eq!(page.attributes("main input[checked]", "value"), ["no", "choice-2", "choice-1"]);
    let right = [("Which sites?", "Hull"), ("How many years?", "7.5"), ("Why here?", "The people")];
    ada.presses(&page, "Save and continue", &right).await.is_at(&format!("{application}/review"));
    // Coming back finds them as they were.
    let page = ada.gets(&answers).await;
    assert_eq!(page.attributes("main input[checked]", "value"), ["no", "choice-2", "choice-1", "choice-3"]);

    let page = ada.submits(&format!("{application}/review"), "Submit application", &[]).await;
    page.is(200);
    let theirs = larch.owner.gets(&format!("/desk/{}{application}", larch.id)).await;
    theirs.is(200).shows("Nights").shows("Leeds, Hull").shows("7.5").shows("The people");
});

pub const CERTIFICATE: &str = "Life support certificate";

/// The same with a document that must be there and one that may be.
pub async fn asks_for_documents(world: &World, larch: &Organisation, title: &str, blind: bool) -> Thing {
    world
        .publishes(larch, ListingKind::Role, title, |full| {
            let document = |position, prompt: &str, required| Question {
                id: QuestionId::new(),
                listing_id: full.listing.id,
                position,
                kind: QuestionKind::File,
                prompt: prompt.into(),
                required,
                choices: String::new(),
                longest: 2000,
            };
            full.listing.profession = "phlebotomist".into();
            (full.listing.wants_cv, full.listing.wants_statement) = (false, false);
            full.listing.blind = blind;
            full.questions = vec![document(0, CERTIFICATE, true), document(1, "Immunisation record", false)];
        })
        .await
}

pub async fn begins(person: &Person, thing: &Thing) -> String {
    let page = person.submits(&format!("/listings/{}/apply", thing.id), "Start now", &[]).await;
    page.is(200).path().to_owned()
}

/// Where the page's document is.
fn link(page: &Page) -> String {
    page.attributes("main a[href*='/documents/']", "href").remove(0)
}

journey!(a_document_is_asked_for_by_name_given_replaced_and_removed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let thing = asks_for_documents(&world, &larch, "Theatre assistant", false).await;
    let ada = world.candidate("Ada Marsh").await;
    let start = ada.gets(&format!("/listings/{}/apply", thing.id)).await;
    start.shows("documents: Life support certificate; Immunisation record (if you have it)");
    let application = begins(&ada, &thing).await;
    ada.gets(&format!("{application}/review")).await.shows("Add “Life support certificate”");
    let step = format!("{application}/documents");
    let page = ada.submits(&step, "Save and continue", &[]).await;
    page.is(422).shows("Choose a file: Life support certificate").lacks("Choose a file: Immunisation");

    // One that is right is kept beside one that is not.
    let program = file("record.pdf", "application/pdf", b"MZ\x90\x00");
    let photograph = file("certificate.png", "image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR");
    let both = [(CERTIFICATE, photograph), ("Immunisation record", program)];
    let page = ada.attaches(&page, "Save and continue", &[], &both).await;
    page.is(422).shows("The file must be a PDF").shows("certificate.png");
    let page = ada.attaches(&page, "Save and continue", &[], &[(CERTIFICATE, pdf())]).await;
    page.is_at(&format!("{application}/review")).shows("cv.pdf").lacks("certificate.png");
    let page = ada.gets(&step).await;
    let own = link(&page);
    assert_eq!(ada.gets(&own).await.bytes, b"%PDF-1.7 somebody's life");
    let page = ada.presses(&page, "Remove Life support certificate", &[]).await;
    page.shows("The document is removed").lacks("cv.pdf");
    ada.gets(&own).await.is(404);
    let page = ada.attaches(&page, "Save and come back later", &[], &[(CERTIFICATE, pdf())]).await;
    page.is_at(&application);
    let files = std::fs::read_dir(world.app.config.data_dir.join("files")).expect("a folder").count();
    assert_eq!(files, 1, "what was replaced or removed is gone");

    ada.submits(&format!("{application}/review"), "Submit application", &[]).await.is(200);
    let theirs = larch.owner.gets(&format!("/desk/{}{application}", larch.id)).await;
    theirs.shows("Life support certificate").shows("cv.pdf");
    assert_eq!(larch.owner.gets(&link(&theirs)).await.bytes, b"%PDF-1.7 somebody's life");
    // Sent is sent.
    ada.tries("POST", &format!("{own}/removal"), &[]).await.is(409);
    ada.gets(&own).await.is(200);
});

journey!(nobody_else_opens_a_document, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let thing = asks_for_documents(&world, &larch, "Theatre assistant", true).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let application = begins(&ada, &thing).await;
    let step = format!("{application}/documents");
    let page = ada.gets(&step).await;
    let page = ada.attaches(&page, "Save and come back later", &[], &[(CERTIFICATE, pdf())]).await;
    page.is(200);
    let own = link(&ada.gets(&step).await);
    let theirs = format!("/desk/{}{own}", larch.id);
    larch.owner.gets(&theirs).await.is(404);
    ada.submits(&format!("{application}/review"), "Submit application", &[]).await.is(200);

    // Not while whose it is is hidden: its name and its words would say so.
    larch.owner.gets(&theirs).await.is(404);
    let read = format!("/desk/{}{application}", larch.id);
    let page = larch.owner.gets(&read).await;
    page.shows("Life support certificate").lacks("cv.pdf").shows("Shown once they are shortlisted");
    larch.owner.presses(&page, "Shortlist", &[]).await.shows("cv.pdf");
    larch.owner.gets(&theirs).await.is(200);

    let (vera, fred) = (world.member("Vera Lund").await, world.member("Fred Hay").await);
    joins(&world, &vera, larch.id, "viewer").await;
    joins(&world, &fred, larch.id, "editor").await;
    vera.gets(&theirs).await.is(200);
    leaves(&world, &fred, larch.id).await;
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    for person in [&fred, &mallory] {
        person.gets(&theirs).await.is(404);
    }
    mallory.gets(&format!("/desk/{other}{own}")).await.is(404);
    eve.gets(&own).await.is(404);
    eve.gets(&step).await.is(404);
    eve.tries("POST", &format!("{own}/removal"), &[]).await.is(404);
    let nobody = world.visitor("Nobody Here");
    for path in [&own, &theirs, &step] {
        let page = nobody.asks(path).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{path}");
    }
    ada.gets(&theirs).await.is(403);
    ada.gets(&own).await.is(200);
});

journey!(the_same_question_starts_with_the_answer_of_the_last_application, |world| {
    let (larch, thing) = asks(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let first = begins(&ada, &thing).await;
    let right = [
        ("Do you drive?", "No"),
        ("Which shifts?", "Nights"),
        ("Which sites?", "Hull"),
        ("How many years?", "7"),
        ("Why here?", "The people"),
    ];
    ada.submits(&format!("{first}/answers"), "Save and continue", &right).await.is(200);
    // What was not submitted fills in nothing.
    let second = asks_as(&world, &larch, "Recovery assistant").await;
    let draft = begins(&ada, &second).await;
    ada.gets(&draft).await.shows("0 of 5 answered");
    ada.submits(&format!("{draft}/withdrawal"), "Discard the draft", &[]).await.is(200);

    ada.submits(&format!("{first}/review"), "Submit application", &[]).await.is(200);
    let draft = begins(&ada, &second).await;
    ada.gets(&draft).await.shows("5 of 5 answered");
    ada.gets(&format!("{draft}/review")).await.shows("The people").shows("Hull").shows("Nights");
    assert_eq!(letters(&world, &ada, "We have your application").await, 1);

    // A document goes along, and outlives the draft that took it.
    let papers = asks_for_documents(&world, &larch, "Clinic assistant", false).await;
    let sent = begins(&ada, &papers).await;
    let page = ada.gets(&format!("{sent}/documents")).await;
    ada.attaches(&page, "Save and continue", &[], &[(CERTIFICATE, pdf())]).await.is(200);
    ada.submits(&format!("{sent}/review"), "Submit application", &[]).await.is(200);
    let next = begins(&ada, &asks_for_documents(&world, &larch, "Ward assistant", false).await).await;
    ada.gets(&format!("{next}/review")).await.shows("cv.pdf");
    ada.submits(&format!("{next}/withdrawal"), "Discard the draft", &[]).await.is(200);
    let theirs = ada.gets(&sent).await;
    ada.gets(&link(&theirs)).await.is(200);
});
