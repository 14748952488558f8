//! What was written to whom, and what became of it.

use actix_web::web::Path;

use super::{PER_PAGE, here};
use crate::administration::actions;
use crate::administration::forms::{LettersQuery, WhyForm};
use crate::administration::views::{LetterLine, LetterPage, LettersPage, QuietLine, letter_state, nav};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock;
use crate::kit::letters::{self, LetterId, LetterState, quiet};
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/letters";

pub async fn letters(administrator: Administrator, query: Query<LettersQuery>, app: App) -> Reply {
    let (state, to) = (LetterState::parse(&query.state), query.to.trim().to_string());
    let number = page_number(&query.page);
    let (found, total) =
        app.read(move |conn| letters::page(conn, state, &to, (number - 1) * PER_PAGE, PER_PAGE)).await?;
    let address = |number: i64| {
        let number = number.to_string();
        with_query(PATH, &[("state", query.state.as_str()), ("to", &query.to), ("page", &number)])
    };
    page(LettersPage {
        page: Page::new(&administrator, "Letters"),
        nav: nav(PATH),
        states: LetterState::ALL
            .iter()
            .map(|state| Choice::new(state.as_str(), letter_state(*state).0))
            .collect(),
        lines: found.iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, address),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}

pub async fn letter(administrator: Administrator, id: Path<LetterId>, app: App) -> Reply {
    page(letter_page(&administrator, *id, &app, Default::default()).await?)
}

async fn letter_page(
    administrator: &Administrator,
    id: LetterId,
    app: &App,
    (drop, problems): (WhyForm, Problems),
) -> Result<LetterPage, Error> {
    let found = app.read(move |conn| {
        Ok((letters::find(conn, id)?, letters::tries(conn, id)?, quiet::told_of(conn, id)?))
    });
    let (letter, tries, reports) = found.await?;
    let letter = letter.ok_or(Error::NotFound)?;
    Ok(LetterPage {
        page: Page::new(administrator, letter.title()).with_problems(&problems),
        line: LetterLine::from(&letter),
        attempts: letter.attempts,
        sent: letter.sent_at.map(clock::moment_words).unwrap_or_default(),
        next: letter.due_at.map(clock::moment_words).unwrap_or_default(),
        tries: tries.iter().map(Into::into).collect(),
        reports: reports.iter().map(QuietLine::from).collect(),
        is_waiting: letter.state == LetterState::Waiting,
        has_failed: letter.state != LetterState::Sent && letter.last_error.is_some(),
        kind: letter.about,
        text: without_links(&letter.text_body),
        drop,
        problems,
    })
}

/// Links of letters sign people in or confirm who they are: whoever reads over the shoulder of the outbox, be it an
/// administrator, must not be able to follow them.
fn without_links(text: &str) -> String {
    let hide = |word: &str| match word.split_once("token=") {
        Some((before, _)) => format!("{before}token=…"),
        None => word.to_string(),
    };
    text.split('\n')
        .map(|line| line.split(' ').map(hide).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

pub async fn send_again(administrator: Administrator, id: Path<LetterId>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::send_again(conn, &actor, id, now)).await?;
    see_other(format!("{PATH}/{id}")).with_notice("The letter is in the queue again").reply()
}

pub async fn drop_letter(
    administrator: Administrator,
    id: Path<LetterId>,
    form: Form<WhyForm>,
    app: App,
) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => {
            return form_again(letter_page(&administrator, *id, &app, (form.0, problems)).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::drop_letter(conn, &actor, id, &because, now)).await?;
    see_other(PATH).with_notice("The email is dropped").reply()
}

pub async fn send_test(administrator: Administrator, app: App) -> Reply {
    let (account, here) = (administrator.account, here(&app));
    let id = app.db.write(move |conn| actions::post_test_letter(conn, &account, &here)).await?;
    see_other(format!("{PATH}/{id}")).with_notice("A letter to your address is in the queue").reply()
}

#[cfg(test)]
mod tests {
    use super::without_links;

    #[test]
    fn links_that_open_something_are_hidden() {
        for (text, shown) in [
            ("Confirm: https://x.example/confirm?token=abc", "Confirm: https://x.example/confirm?token=…"),
            ("See https://x.example/listings/1", "See https://x.example/listings/1"),
            ("two\nlines", "two\nlines"),
        ] {
            assert_eq!(without_links(text), shown);
        }
    }
}
