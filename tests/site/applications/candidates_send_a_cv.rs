//! A CV is taken for what its bytes say, replaced, removed and got back.

use super::*;
use crate::world::journey;
use rounds::kit::files::{self, Accepts, Checked, Upload};

fn checked(bytes: &[u8]) -> Checked {
    let upload = Upload { name: "cv.pdf".into(), bytes: bytes.into() };
    upload.check(Accepts::Document).expect("a document")
}

journey!(a_cv_is_what_its_bytes_say, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let cv = format!("{}/cv", begins(&ada, &cast).await);
    let big = vec![b'%'; 10 * 1024 * 1024 + 1];
    for (name, bytes, said) in [
        ("cv.pdf", b"MZ\x90\x00 not a page".as_slice(), "The file must be a PDF, DOCX, ODT or RTF"),
        ("cv.pdf", b"<html><script>alert(1)</script>", "The file must be a PDF, DOCX, ODT or RTF"),
        ("cv.pdf", b"", "The file is empty"),
        ("cv.pdf", &big, "The file must be smaller than 10 MB"),
    ] {
        let page = ada.gets(&cv).await;
        let file = file(name, "application/pdf", bytes);
        let page = ada.attaches(&page, "Save my CV", &[], &[("Choose a file", file)]).await;
        page.is(422).shows(said);
    }
    let page = ada.submits(&cv, "Save my CV", &[]).await;
    page.is(422).shows("Choose a file");
    for (name, bytes) in [("my cv.rtf", b"{\\rtf1 me}".as_slice()), ("cv.pdf", b"%PDF-1.7 me")] {
        let page = ada.gets(&cv).await;
        let button = if name == "cv.pdf" { "Replace my CV" } else { "Save my CV" };
        let page =
            ada.attaches(&page, button, &[], &[("Choose a file", file(name, "text/html", bytes))]).await;
        page.is(200).shows("Your CV is saved").shows(name);
    }
    assert_eq!(stored(&world).await, 1, "the one that was replaced is gone");
    let got = ada.gets(&format!("{cv}/file")).await;
    assert_eq!(got.bytes, b"%PDF-1.7 me");
    assert!(
        got.header("content-disposition").starts_with("attachment;"),
        "{}",
        got.header("content-disposition")
    );
    assert_eq!(got.header("content-type"), "application/pdf");
    assert_eq!(got.header("cache-control"), "no-store");
    let page = ada.gets(&cv).await;
    ada.presses(&page, "Remove this file", &[]).await.shows("Your CV is removed");
    assert_eq!(stored(&world).await, 0);
    ada.gets(&format!("{cv}/file")).await.is(404);
});

/// Files in the database; bytes on the disk agree.
async fn stored(world: &World) -> i64 {
    let rows = world.app.read(|conn| rounds::schema::files::table.count().get_result::<i64>(conn)).await;
    let folder = world.app.config.data_dir.join("files");
    let on_disk = std::fs::read_dir(folder).expect("a folder").count();
    let rows = rows.expect("a count");
    assert_eq!(rows, on_disk as i64);
    rows
}

journey!(bytes_that_no_row_speaks_of_are_removed_after_a_day, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    fills_in(&ada, &application).await;
    let folder = world.app.config.data_dir.join("files");
    let count = || std::fs::read_dir(&folder).expect("a folder").count();
    // As the process leaves them that is killed between the bytes and their row.
    world.app.files.put(1, checked(b"%PDF-1.7 lost"), world.app.clock.now()).await.expect("stored");
    // As one is left that could not be removed after its row had gone.
    let removed =
        world.app.files.put(1, checked(b"%PDF-1.7 gone"), world.app.clock.now()).await.expect("stored");
    write(&world, move |conn| {
        files::insert(conn, &removed)?;
        files::forget(conn, removed.id)
    })
    .await;
    std::fs::write(folder.join("of-another-database"), b"%PDF-1.7 theirs").expect("written");
    world.passes(Duration::hours(2)).await;
    assert_eq!(count(), 4, "their row may still come");
    world.passes(Duration::hours(47)).await;
    assert_eq!(count(), 2, "hers, and what is somebody else's");
    assert!(folder.join("of-another-database").exists());
    ada.signs_in().await;
    ada.gets(&format!("{application}/cv/file")).await.is(200);
});
