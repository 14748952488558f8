//! A provider's editors bring a table of listings.

mod ten_thousand;

use crate::world::{Attachment, JavaScript, Organisation, PASSWORD, Page, Person, World, journey};
use chrono::Duration;
use rounds::listings::{self, ListingState};

const HEAD: &str = "Reference,Title,Profession,Site,Description,Salary from,Pay is for,Contract,Working pattern,\
    Closing date";

fn csv(rows: &[&str]) -> Attachment {
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    Attachment { filename: "vacancies.csv".into(), mime: "text/csv".into(), bytes: text.into_bytes() }
}

/// A row without mistakes.
fn good(reference: &str, title: &str) -> String {
    format!(
        "{reference},{title},Nurse,Main hospital,You scrub.,\"£36,000\",a year,Permanent,Full time,2026-12-24"
    )
}

fn base(of: &Organisation) -> String {
    format!("/desk/{}/imports", of.id)
}

/// Chooses a file, and comes to its columns.
async fn brings(person: &Person, of: &Organisation, file: Attachment) -> Page {
    let page = person.gets(&base(of)).await;
    page.is(200);
    person.attaches(&page, "Continue", &[], &[("Choose a table", file)]).await
}

/// Brings it, takes the columns as they are guessed, and waits until the rows are checked.
async fn checks(world: &World, person: &Person, of: &Organisation, file: Attachment) -> Page {
    let page = brings(person, of, file).await;
    let page = person.presses(&page, "Check the rows", &[]).await;
    page.is(200).shows("The rows are being checked: 0 of");
    world.settles().await;
    person.follows(&page, "Refresh").await
}

async fn imports(world: &World, person: &Person, checked: &Page, fields: &[(&str, &str)]) -> Page {
    let page = person.presses(checked, "Import", fields).await;
    page.is(200).shows("The drafts are being made");
    world.settles().await;
    person.follows(&page, "Refresh").await
}

/// A number of the page, such as "12" of "Drafts made".
fn figure(page: &Page, label: &str) -> String {
    let (labels, numbers) = (page.all(".figures__label"), page.all(".figures__number"));
    let found = labels.iter().position(|one| one == label);
    found.map(|at| numbers[at].clone()).unwrap_or_else(|| panic!("no “{label}” on {}: {labels:?}", page.url))
}

async fn count(world: &World, of: &Organisation, state: ListingState) -> i64 {
    let id = of.id;
    let counts = world
        .app
        .read(move |conn| listings::counts(conn, &rounds::providers::Scope::whole(id)))
        .await
        .expect("counts");
    counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, number)| *number)
}

journey!(a_table_becomes_drafts_and_nothing_twice, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    world.app.clock.move_to(crate::listings::on("2026-11-25"));
    let page = owner.gets(&format!("/desk/{}/listings", larch.id)).await;
    owner.follows(&page, "Import").await.is(200).shows("Import listings");
    let (one, two) = (good("R-1", "Theatre nurse"), good("R-2", "Ward nurse"));
    let file = || csv(&[&one, &two, "R-3,Clinic nurse,Nurze,,,36k,,,,", &good("R-1", "Again")]);

    let page = brings(owner, &larch, file()).await;
    page.is(200).shows("vacancies.csv, 4 rows").shows("Theatre nurse");
    let page = owner.presses(&page, "Check the rows", &[]).await;
    world.settles().await;
    let page = owner.follows(&page, "Refresh").await;
    for (label, number) in [("New drafts", "3"), ("With mistakes", "1"), ("Cannot be imported", "1")] {
        assert_eq!(figure(&page, label), number, "{label}");
    }
    page.shows("Profession, “Nurze”: Choose one of the list").shows("Line 2 has the same reference");
    assert_eq!(count(&world, &larch, ListingState::Draft).await, 0);

    let page = imports(&world, owner, &page, &[("Which rows do you want?", "good")]).await;
    page.shows("The import is done.");
    for (label, number) in [("Drafts made", "2"), ("Left out", "1"), ("Could not be imported", "1")] {
        assert_eq!(figure(&page, label), number, "{label}");
    }
    let drafts = owner.follows(&page, "See the drafts").await;
    let draft = owner.follows(&drafts, "Theatre nurse").await;
    owner.gets(&format!("{}/preview", draft.path())).await.shows("£36,000").shows("24 December 2026");

    // The same file, and the button pressed twice.
    let page = checks(&world, owner, &larch, file()).await;
    assert_eq!((figure(&page, "New drafts"), figure(&page, "There already")), ("1".into(), "2".into()));
    let again = owner.presses(&page, "Import", &[("Which rows do you want?", "all")]).await;
    owner.presses(&page, "Import", &[("Which rows do you want?", "all")]).await.is(200);
    world.settles().await;
    let page = owner.follows(&again, "Refresh").await;
    assert_eq!((figure(&page, "Drafts made"), figure(&page, "There already")), ("1".into(), "2".into()));
    assert_eq!(count(&world, &larch, ListingState::Draft).await, 3);
    // What was wrong in the row is not in its draft.
    let draft = owner.follows(&page, "Clinic nurse").await;
    draft.shows("Choose a profession");
});

journey!(a_row_changes_its_draft_and_only_its_draft, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    world.app.clock.move_to(crate::listings::on("2026-11-25"));
    let rows =
        [good("R-1", "Theatre nurse"), good("R-2", "Ward nurse"), "R-3,Half a nurse,,,,,,,,".to_string()];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = checks(&world, owner, &larch, csv(&rows)).await;
    assert_eq!(figure(&page, "Complete for review"), "2");
    page.shows("No row has a mistake in it.").shows("Give the pay as numbers");
    let done = imports(&world, owner, &page, &[("Submit complete drafts for review at once", "yes")]).await;
    assert_eq!(
        (figure(&done, "Submitted for review"), figure(&done, "Drafts made")),
        ("2".into(), "1".into())
    );
    assert_eq!(count(&world, &larch, ListingState::Submitted).await, 2);

    let changed = [good("R-1", "Another title"), "R-3,A whole nurse,Nurse,,,,,,,".to_string()];
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    let page = checks(&world, owner, &larch, csv(&changed)).await;
    page.shows("The listing with this reference is no draft any more (in review)");
    assert_eq!(
        (figure(&page, "Drafts to change"), figure(&page, "Cannot be imported")),
        ("1".into(), "1".into())
    );
    let done = imports(&world, owner, &page, &[]).await;
    assert_eq!(figure(&done, "Drafts changed"), "1");
    let drafts = owner.gets(&format!("/desk/{}/listings?state=draft", larch.id)).await;
    drafts.shows("A whole nurse").lacks("Half a nurse");
    owner.gets(&format!("/desk/{}/listings?state=submitted", larch.id)).await.lacks("Another title");
});

journey!(what_columns_mean_is_guessed_changed_and_remembered, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    let text = "Nom;Salaire;Salaire max\nInfirmi\u{e8}re;\u{a3}36000;42000\n";
    // In Windows-1252, as Excel writes it.
    let bytes: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
    let file = || Attachment { filename: "postes.csv".into(), mime: "text/csv".into(), bytes: bytes.clone() };
    let page = brings(owner, &larch, file()).await;
    page.shows("Infirmière").shows("£36000");
    owner
        .presses(&page, "Check the rows", &[])
        .await
        .is(422)
        .shows("Say what at least one of the columns is");
    let twice = [("Nom", "Title"), ("Salaire", "Title")];
    owner.presses(&page, "Check the rows", &twice).await.is(422).shows("chosen for a column above already");
    let right = [("Nom", "Title"), ("Salaire", "Lowest pay"), ("Salaire max", "Highest pay")];
    let page = owner.presses(&page, "Check the rows", &right).await;
    world.settles().await;
    let page = owner.follows(&page, "Refresh").await;
    page.shows("Pay is for: Choose what the pay is for");
    // Back, and on again.
    let columns = owner.follows(&page, "Change what the columns mean").await;
    let page = owner
        .presses(&columns, "Check the rows", &[("Salaire", "Leave it out"), ("Salaire max", "Leave it out")])
        .await;
    world.settles().await;
    let page = owner.follows(&page, "Refresh").await;
    assert_eq!((figure(&page, "New drafts"), figure(&page, "With mistakes")), ("1".into(), "0".into()));
    imports(&world, owner, &page, &[]).await.shows("Infirmière");

    let page = brings(owner, &larch, file()).await;
    let form = page.form("Check the rows");
    assert_eq!(form.value("Nom").as_deref(), Some("title"));
    assert_eq!(form.value("Salaire").as_deref(), Some(""));
});

journey!(the_templates_can_be_filled_in, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    let page = owner.gets(&base(&larch)).await;
    let template = owner.follows(&page, "Template as CSV").await;
    let mut text = template.source();
    assert!(text.contains("# Contract,Permanent; Fixed term;") && text.contains("Main hospital"), "{text}");
    text.push_str("T-1,Role,Theatre nurse,Nurse\n");
    let file = Attachment { filename: "t.csv".into(), mime: "text/csv".into(), bytes: text.into_bytes() };
    let page = checks(&world, owner, &larch, file).await;
    assert_eq!((figure(&page, "New drafts"), figure(&page, "With mistakes")), ("1".into(), "0".into()));
    page.shows("Theatre nurse");
    let page = owner.gets(&base(&larch)).await;
    let book = owner.follows(&page, "Template for Excel").await;
    let file = Attachment { filename: "t.xlsx".into(), mime: "application/zip".into(), bytes: book.bytes };
    brings(owner, &larch, file).await.is(422).shows("There are no rows under the first line");
});

journey!(the_file_of_mistakes_is_mended_and_brought_again, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    world.app.clock.move_to(crate::listings::on("2026-11-25"));
    let wrong = good("R-1", "\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"").replace("£36,000", "36k");
    let page = checks(&world, owner, &larch, csv(&[&wrong, &good("R-2", "Ward nurse")])).await;
    let file = owner.follows(&page, "Fetch all of them as CSV").await;
    let text = file.source();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0].iter().take(4).collect::<Vec<_>>(),
        ["2", "Lowest pay", "Enter an amount in pounds, like 36,000 or 18.50", "R-1"]
    );
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"http://x\",\"y\")");
    let mended = text.replace("36k", "36000").into_bytes();
    let file = Attachment { filename: "Mistakes.csv".into(), mime: "text/csv".into(), bytes: mended };
    let page = checks(&world, owner, &larch, file).await;
    assert_eq!((figure(&page, "New drafts"), figure(&page, "With mistakes")), ("1".into(), "0".into()));
    imports(&world, owner, &page, &[]).await.shows("=HYPERLINK(\"http://x\",\"y\")");
});

journey!(wrong_files_and_strangers_are_turned_away, |world| {
    let (larch, other) = (world.organisation("Larch Surgical").await, world.organisation("Oak Eyes").await);
    let owner = &larch.owner;
    let page = owner.gets(&base(&larch)).await;
    owner.presses(&page, "Continue", &[]).await.is(422).shows("Choose a file");
    let pdf =
        Attachment { filename: "x.csv".into(), mime: "text/csv".into(), bytes: b"%PDF\x00\x01".to_vec() };
    brings(owner, &larch, pdf).await.is(422).shows("The file must be XLSX or CSV");

    let columns = brings(owner, &larch, csv(&[&good("R-1", "Theatre nurse")])).await;
    let import = columns.path().trim_end_matches("/columns").to_owned();
    let theirs = import.replace(&larch.id.to_string(), &other.id.to_string());
    for (who, path) in [(&other.owner, &import), (&other.owner, &theirs), (owner, &theirs)] {
        for end in ["", "/columns", "/mistakes.csv"] {
            who.gets(&format!("{path}{end}")).await.is(404);
        }
        for end in ["/columns", "/drafts", "/cancellation"] {
            who.tries(
                "POST",
                &format!("{path}{end}"),
                &[("takes", "all"), ("kind", "role"), ("column", "title")],
            )
            .await
            .is(404);
        }
    }
    let page = owner.presses(&columns, "Cancel this import", &[]).await;
    page.is(200).shows("This import was cancelled");
    owner.presses(&columns, "Check the rows", &[]).await.shows("This import has gone on meanwhile");
    owner.tries("POST", &format!("{import}/drafts"), &[("takes", "x")]).await.is(422);
    assert_eq!(count(&world, &larch, ListingState::Draft).await, 0);
    // Nobody keeps what was brought for ever.
    world.passes(Duration::days(31)).await;
    owner.submits("/sign-in", "Sign in", &[("Email address", &owner.email), ("Password", PASSWORD)]).await;
    owner.gets(&import).await.is(404);
});

journey!(an_import_can_be_used_without_javascript_on_a_phone, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let columns =
        brings(&larch.owner, &larch, csv(&[&good("R-1", "Theatre nurse"), "R-2,,Nurze,,,,,,,"])).await;
    let import = columns.path().trim_end_matches("/columns").to_owned();
    let browser = world.browser(JavaScript::Off, 375).await;
    browser.signs_in(&larch.owner).await;
    let looks = async |path: &str, words: &str| {
        browser.goes_to(path).await;
        browser.shows(words).await;
        let complaints = browser.axe(&[]).await;
        assert!(complaints.is_empty() && browser.sticks_out().await.is_none(), "{path}: {complaints:?}");
    };
    looks(columns.path(), "What the columns mean").await;
    let page = larch.owner.presses(&columns, "Check the rows", &[]).await;
    looks(page.path(), "The rows are being checked").await;
    world.settles().await;
    looks(&import, "Make the drafts").await;
    let page = larch.owner.gets(&import).await;
    imports(&world, &larch.owner, &page, &[("Which rows do you want?", "all")]).await;
    looks(&import, "The import is done.").await;
    looks(&base(&larch), "vacancies.csv").await;
});
