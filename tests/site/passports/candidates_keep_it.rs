//! A candidate records checks and training, with evidence.

use super::*;
use crate::applications::file;
use crate::world::{World, journey};
use diesel::prelude::*;
use rounds::schema::{files, passport_items};

journey!(items_are_kept_with_their_evidence, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets("/profile").await;
    let page = ada.follows(&page, "checks passport").await;
    page.is(200).is_at("/passport").shows("Nobody but you").shows("Nothing here yet");
    let page = ada.follows(&page, "Add an item").await;
    let page = ada.follows(&page, "Criminal record").await;
    let fields = [
        ("Level of the DBS check", "Enhanced with the adults' barred list"),
        ("What it is", "On the update service"),
        ("Issued or done on", "5 January 2025"),
    ];
    let page = ada.attaches(&page, "Save", &fields, &[("Evidence", scan())]).await;
    page.is(200).is_at("/passport").shows("Added: Criminal record");
    page.shows("Criminal record (Enhanced with the adults' barred list)").shows("Does not expire");
    let evidence = ada.follows(&page, "certificate.pdf").await;
    assert_eq!(evidence.bytes, b"%PDF-1.7 a certificate");
    assert!(evidence.header("content-disposition").starts_with("attachment"));

    // Without a file, and several of a kind.
    for words in ["Reference of my matron", "Reference of my head of theatres"] {
        let fields = [("What it is", words), ("Issued or done on", "2025-05-01")];
        ada.submits("/passport/new/employment-history-and-references", "Save", &fields).await.is(200);
    }
    let page = ada.gets("/passport").await;
    page.shows("Reference of my matron").shows("Reference of my head of theatres").shows("No file");
    ada.gets("/passport/print").await.is(200).shows("Ada Marsh").shows("Rounds has not verified it");
});

journey!(what_is_wrong_is_said_beside_its_field_and_nothing_is_lost, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let path = "/passport/new/criminal-record";
    let page = ada.gets(path).await;
    let fields = [("What it is", "Mine"), ("Issued or done on", "1 January 2190"), ("Valid until", "soon")];
    let wrong = [("Evidence", file("cv.docx", "application/pdf", b"MZ\x90\x00"))];
    let page = ada.attaches(&page, "Save", &fields, &wrong).await;
    page.is(422)
        .shows("Choose the level of the check")
        .shows("Enter a day that is not in the future")
        .shows("Enter a real date")
        .shows("The file must be a PDF, PNG, JPEG or WebP");
    assert_eq!(page.form("Save").value("words").as_deref(), Some("Mine"));
    let backwards = [("Issued or done on", "2025-05-02"), ("Valid until", "2025-05-01")];
    let page = ada.submits("/passport/new/fire-safety", "Save", &backwards).await;
    page.is(422).shows("Enter a day after the one on which it was issued or done");
    ada.gets("/passport/new/nonsense").await.is(404);
    ada.gets("/passport").await.lacks("Mine");
});

journey!(an_item_is_replaced_and_removed_with_its_file, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let item = adds(&ada, "fire-safety", &[("Issued or done on", "2025-05-01")]).await;
    let page = ada.gets(&item).await;
    page.is(200).shows("certificate.pdf");
    let new = [("Another file in its place", file("scan.png", "image/png", b"\x89PNG\r\n\x1a\n new"))];
    let page = ada.attaches(&page, "Save", &[("Issued or done on", "2025-06-01")], &new).await;
    page.is(200)
        .shows("Your change is saved")
        .shows("1 June 2025")
        .shows("scan.png")
        .lacks("certificate.pdf");
    // Without another file the present one stays.
    let page = ada.submits(&item, "Save", &[("What it is", "Level 1")]).await;
    page.shows("Level 1").shows("scan.png");
    let page = ada.gets(&item).await;
    let page = ada.presses(&page, "Remove it from your passport", &[]).await;
    page.is(200).is_at("/passport").shows("Removed").lacks("scan.png");
    ada.gets(&format!("{item}/file")).await.is(404);
    ada.tries("POST", &format!("{item}/removal"), &[]).await.is(303);
});

/// Items, and files that have a row.
async fn kept(world: &World) -> (i64, i64) {
    let count = world.app.read(|conn| {
        Ok((passport_items::table.count().get_result(conn)?, files::table.count().get_result(conn)?))
    });
    count.await.expect("counts")
}

journey!(a_form_that_is_sent_twice_leaves_one_item, |world| {
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let page = ada.gets("/passport/new/fire-safety").await;
    let fields = [("Issued or done on", "2025-05-01")];
    for _ in 0..2 {
        let sent = ada.attaches(&page, "Save", &fields, &[("Evidence", scan())]).await;
        sent.is(200).is_at("/passport").shows("Added: Fire safety");
    }
    assert_eq!(kept(&world).await, (1, 1));
    let stored = std::fs::read_dir(world.app.config.data_dir.join("files")).expect("a folder").count();
    assert_eq!(stored, 1, "the bytes of the second are gone");
    // Back, and something else in it: another item, as is the same from a form of its own.
    let other = [("What it is", "Level 2"), ("Issued or done on", "2025-05-01")];
    ada.presses(&page, "Save", &other).await.is(200).shows("Level 2");
    adds(&ada, "fire-safety", &fields).await;
    assert_eq!(kept(&world).await, (3, 2));
    // A number is nobody's key.
    let number = page.form("Save").value("number").expect("a number");
    let hers = eve.gets("/passport/new/fire-safety").await;
    let forged = [("Issued or done on", "2025-05-01"), ("number", number.as_str())];
    eve.attaches(&hers, "Save", &forged, &[("Evidence", scan())]).await.is(200).is_at("/passport");
    assert_eq!(kept(&world).await, (4, 3));
    eve.gets(&format!("/passport/{number}")).await.is(404);
    ada.gets(&format!("/passport/{number}")).await.is(200);
});
