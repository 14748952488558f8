//! A provider's editors take their applicants away as CSV, XLSX, or a ZIP of CVs.

use super::candidates_answer_questions::{CERTIFICATE, asks_for_documents, begins as begins_on};
use super::crowd::crowd;
use super::*;
use crate::world::{JavaScript, journey};
use rounds::applications::State;
use std::io::{Cursor, Read};

const FILES: &str = "CVs and documents with a table (ZIP)";

const COLUMNS: &str = "Reference,Name,Email address,Phone number,Registration,State,Listing,\
    Submitted (London time),Last change (London time),Score,CV,Statement,Can you work weekends?,\
    Which specialties do you know?";

/// Asks for a file, and waits until it is made; gives its page.
pub async fn asks_for(world: &World, person: &Person, table: &str, kind: &str) -> Page {
    let page = person.gets(table).await;
    let page = person.follows(&page, "Export").await;
    let page = person.presses(&page, "Make the file", &[("What do you want?", kind)]).await;
    page.is(200).shows("The file is being made");
    world.settles().await;
    person.follows(&page, "Look again").await
}

async fn fetches(world: &World, person: &Person, table: &str, kind: &str) -> Page {
    let page = asks_for(world, person, table, kind).await;
    page.shows("The file is ready").shows("Then it is deleted here");
    person.follows(&page, "Fetch the file").await
}

fn lines(csv: &Page) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(&csv.bytes).expect("UTF-8").trim_start_matches('\u{feff}').to_owned();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(Cursor::new(text));
    rows.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The files of an archive, with what is in them.
fn unpacked(archive: &Page) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive.bytes.clone())).expect("an archive");
    let read = |at: usize, archive: &mut zip::ZipArchive<Cursor<Vec<u8>>>| {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..archive.len()).map(|at| read(at, &mut archive)).collect()
}

/// All that is written in a spreadsheet, as XML.
fn xml(book: &Page) -> String {
    let sheets = unpacked(book).into_iter().filter(|(name, _)| name.ends_with(".xml"));
    sheets.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

journey!(a_table_is_made_in_the_background_and_fetched, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    let application = applies(&ada, &cast).await;
    let page = cast.bea.gets(&cast.table()).await;
    let page = cast.bea.follows(&page, "Export").await;
    cast.bea.presses(&page, "Make the file", &[]).await.is(422).shows("Choose what you want");
    let csv = fetches(&world, &cast.bea, &cast.table(), "CSV").await;
    assert!(csv.header("content-type").starts_with("text/csv"), "{}", csv.header("content-type"));
    let name = format!("Applications {}.csv", world.app.clock.today());
    assert!(csv.header("content-disposition").contains(&name), "{}", csv.header("content-disposition"));
    assert_eq!(csv.header("cache-control"), "no-store");
    let rows = lines(&csv);
    assert_eq!(rows[0].join(","), COLUMNS);
    assert_eq!(rows.len(), 2);
    let number: i64 = application.rsplit('/').next().unwrap_or_default().parse().expect("a number");
    let reference = rounds::applications::model::reference(rounds::applications::ApplicationId(number));
    let day = world.app.clock.now().london().format("%Y-%m-%d").to_string();
    assert_eq!(rows[1][..4], [&reference, "Ada Marsh", "ada.marsh@example.org", ""].map(String::from));
    assert_eq!(rows[1][5..7], ["Submitted", "Theatre nurse"].map(String::from));
    assert!(rows[1][7].starts_with(&day), "{}", rows[1][7]);
    assert_eq!(rows[1][10], format!("{reference} Ada Marsh - cv.pdf"));
    assert_eq!(rows[1][11..14], ["I scrub.\n\nI do it well.", "Yes", ""].map(String::from));

    let book = xml(&fetches(&world, &cast.bea, &cast.table(), "Excel (XLSX)").await);
    for cell in
        COLUMNS.split(',').chain(rows[1].iter().map(String::as_str)).filter(|cell| !cell.contains('\n'))
    {
        assert!(book.contains(cell), "“{cell}” is not in the spreadsheet");
    }
    let files = unpacked(&fetches(&world, &cast.bea, &cast.table(), FILES).await);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Applications.csv", &rows[1][10]]);
    assert_eq!(files[0].1, csv.bytes);
    assert_eq!(files[1].1, b"%PDF-1.7 somebody's life");

    // Of all listings: the questions differ, so that the answers stand in one column.
    let all = lines(&fetches(&world, &cast.bea, &cast.desk("/applications"), "CSV").await);
    assert_eq!(all[0].last().map(String::as_str), Some("Answers"));
    assert!(all[1][12].starts_with("Can you work weekends?: Yes\n"), "{}", all[1][12]);
    let grace = world.administrator("Grace Pell").await;
    let audit = grace.gets("/administration/audit").await;
    audit
        .shows("Asked for a file of applicants")
        .shows("Fetched a file of applicants")
        .shows("csv: 1 applications");
});

journey!(the_page_of_a_file_is_for_everybody_while_it_is_made_and_when_it_is_ready, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    applies(&ada, &cast).await;
    let form = cast.desk("/applications/export");
    let page = cast.bea.submits(&form, "Make the file", &[("What do you want?", "CSV")]).await;
    let browser = world.browser(JavaScript::Off, 375).await;
    browser.signs_in(&cast.bea).await;
    for words in ["The file is being made", "The file is ready"] {
        browser.goes_to(page.path()).await;
        browser.shows(words).await;
        let complaints = browser.axe(&[]).await;
        assert!(complaints.is_empty() && browser.sticks_out().await.is_none(), "{words}: {complaints:?}");
        world.settles().await;
    }
});

journey!(no_cell_becomes_a_formula, |world| {
    let cast = Cast::of(&world).await;
    let evil = ["=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-1", "@SUM(A1)", "\t=1", "  =1", "Ada-Jane"];
    let people: Vec<_> = evil.iter().map(|name| (*name, State::Submitted)).collect();
    crowd(&world, cast.listing, &people).await;
    let rows = lines(&fetches(&world, &cast.bea, &cast.table(), "CSV").await);
    let names: Vec<String> = rows[1..].iter().map(|row| row[1].clone()).collect();
    let want: Vec<String> = evil
        .iter()
        .map(|name| if *name == "Ada-Jane" { (*name).into() } else { format!("'{name}") })
        .collect();
    assert_eq!(names, want);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
    let book = xml(&fetches(&world, &cast.bea, &cast.table(), "Excel (XLSX)").await);
    assert!(!book.contains("<f>") && book.contains("quotePrefix=\"1\""), "cells are texts, and stay so");
});

journey!(what_is_hidden_on_the_page_is_hidden_in_every_file, |world| {
    let cast = Cast::of(&world).await;
    let cast = Cast { listing: blind_listing(&world, cast.provider, "Recovery nurse").await, ..cast };
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    applies(&ada, &cast).await;
    let shown = applies(&bob, &cast).await;
    let page = cast.bea.gets(&cast.desk(&shown)).await;
    cast.bea.presses(&page, "Shortlist", &[]).await.is(200);
    for table in [cast.table(), cast.desk("/applications")] {
        let csv = fetches(&world, &cast.bea, &table, "CSV").await;
        let rows = lines(&csv);
        assert!(rows[1][1].starts_with("Applicant ") && rows[1][1].ends_with(&rows[1][0]), "{:?}", rows[1]);
        assert_eq!(rows[1][2..4], ["", ""].map(String::from));
        assert_eq!((rows[2][1].as_str(), rows[1][10].as_str()), ("Bob Pike", ""));
        let book = fetches(&world, &cast.bea, &table, "Excel (XLSX)").await;
        let archive = fetches(&world, &cast.bea, &table, FILES).await;
        let files = unpacked(&archive);
        assert_eq!(files.len(), 2, "the table, and the CV of the one who is shown");
        let texts = [String::from_utf8_lossy(&csv.bytes).into_owned(), xml(&book)];
        let names = files.iter().map(|(name, _)| name.clone());
        for text in texts.into_iter().chain(names) {
            for private in ["Ada", "Marsh", "ada.marsh"] {
                assert!(!text.contains(private), "{private} in {text}");
            }
        }
    }
});

journey!(documents_go_along_in_the_archive_once_they_are_shown, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let thing = asks_for_documents(&world, &larch, "Theatre assistant", true).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    for person in [&ada, &bob] {
        let application = begins_on(person, &thing).await;
        let page = person.gets(&format!("{application}/documents")).await;
        let both = [
            (CERTIFICATE, file("support.pdf", "application/pdf", b"%PDF-1.7 support")),
            ("Immunisation record", file("record.pdf", "application/pdf", b"%PDF-1.7 record")),
        ];
        person.attaches(&page, "Save and continue", &[], &both).await.is(200);
        person.submits(&format!("{application}/review"), "Submit application", &[]).await.is(200);
    }
    let table = format!("/desk/{}/listings/{}/applications", larch.id, thing.id);
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.split_once(' ').map_or("", |(_, rest)| rest).to_owned()).collect()
    };
    let files = unpacked(&fetches(&world, &larch.owner, &table, FILES).await);
    assert_eq!(files.len(), 1, "what is withheld on the page is not in the archive");
    let first = larch.owner.gets(&format!("{table}?sort=oldest")).await;
    let hers = first.attributes("tbody th a", "href").remove(0);
    larch.owner.presses(&larch.owner.gets(&hers).await, "Shortlist", &[]).await.is(200);
    world.passes(Duration::minutes(1)).await;
    let files = unpacked(&fetches(&world, &larch.owner, &table, FILES).await);
    assert_eq!(names(&files[1..]), ["Ada Marsh - support.pdf", "Ada Marsh - record.pdf"]);
    assert_eq!(
        (files[1].1.as_slice(), files[2].1.as_slice()),
        (&b"%PDF-1.7 support"[..], &b"%PDF-1.7 record"[..])
    );
    let sheet = String::from_utf8_lossy(&files[0].1).into_owned();
    assert!(sheet.contains(CERTIFICATE) && sheet.contains(&files[1].0), "{sheet}");
    // Who is in a file can be read: the other one is told so.
    ada.gets("/applications").await.lacks("Not opened yet");
    bob.gets("/applications").await.lacks("Not opened yet");
});

journey!(what_the_table_shows_is_what_is_exported, |world| {
    let cast = Cast::of(&world).await;
    let people = [
        ("Ada Marsh", State::Submitted),
        ("Bob Marsh", State::Shortlisted),
        ("Cat Pike", State::Submitted),
        ("Dan Marsh", State::Submitted),
    ];
    crowd(&world, cast.listing, &people).await;
    for (query, want, said) in [
        (
            "?state=submitted&q=marsh",
            &["Ada Marsh", "Dan Marsh"][..],
            "“Submitted”, with “marsh” in the name",
        ),
        ("?state=submitted", &["Ada Marsh", "Cat Pike", "Dan Marsh"], "the table showed: “Submitted”."),
        ("?q=marsh", &["Ada Marsh", "Bob Marsh", "Dan Marsh"], "the table showed: with “marsh”"),
    ] {
        let table = format!("{}{query}", cast.table());
        let page = cast.bea.follows(&cast.bea.gets(&table).await, "Export").await;
        page.shows("Only the applications").shows(said);
        // What is wrong loses nothing of it.
        let page = cast.bea.presses(&page, "Make the file", &[]).await;
        page.is(422).shows("Choose what you want").shows(said);
        let page = cast.bea.presses(&page, "Make the file", &[("What do you want?", "CSV")]).await;
        page.is(200).shows("Of the applications that the table showed");
        world.settles().await;
        let page = cast.bea.follows(&page, "Look again").await;
        let rows = lines(&cast.bea.follows(&page, "Fetch the file").await);
        let names: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
        assert_eq!(names, want, "{query}");
        cast.bea
            .gets(&cast.desk("/applications/export"))
            .await
            .shows(said.trim_start_matches("the table showed: ").trim_end_matches('.'));
        let page = cast.bea.follows(&cast.bea.gets(&table).await, "Export").await;
        cast.bea.follows(&page, "Export everybody instead").await.shows("Everybody who has applied");
    }
    let nobody = cast.bea.gets(&format!("{}?state=accepted", cast.table())).await;
    assert!(!nobody.source().contains("/export"), "there is nobody to take away");
});

journey!(many_are_exported_each_once_and_in_the_same_order, |world| {
    let cast = Cast::of(&world).await;
    let names: Vec<String> = (0..450).map(|at| format!("Person {at:03}")).collect();
    let people: Vec<_> = names.iter().map(|name| (name.as_str(), State::Submitted)).collect();
    crowd(&world, cast.listing, &people).await;
    let first = lines(&fetches(&world, &cast.bea, &cast.table(), "CSV").await);
    let got: Vec<&str> = first[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(got, names);
    world.passes(Duration::minutes(1)).await;
    assert_eq!(lines(&fetches(&world, &cast.bea, &cast.table(), "CSV").await), first);
});
