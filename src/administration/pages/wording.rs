//! What administrators add to the words of letters, kind by kind, and how it reads.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::administration::actions::{self, Worded, WordingError};
use crate::administration::forms::{WordingForm, WordingQuery};
use crate::administration::mails::{every_example, example_of};
use crate::administration::views::{
    Preview, WordingGroup, WordingLine, WordingPage, WordingsPage, changed_by_words,
};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::kit::clock;
use crate::kit::db::Failed;
use crate::kit::letters::{self, Example, KeptWording, Wording};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::with_query;
use crate::web::reply::{Reply, form_again, page, page_with, see_other};
use crate::web::shield::Policy;

const PATH: &str = "/administration/letters/wording";
/// Lines of what was done to the words of a kind.
const HISTORY: i64 = 30;

pub async fn wordings(administrator: Administrator, app: App) -> Reply {
    let kept = app.read(letters::wordings).await?;
    let own = |about: &str| kept.iter().find(|kept| kept.about == about && !kept.wording().is_ours());
    let line = |example: &Example| {
        let (letter, own) = (&example.letter, own(example.letter.about()));
        let worded = own.map_or_else(|| letter.clone(), |own| letter.worded(&own.wording()));
        WordingLine {
            href: format!("{PATH}/{}", letter.about()),
            name: example.name,
            reader: example.reader,
            subject: worded.subject_line().to_string(),
            changed: own.map(|own| changed_by_words(&own.changed_by, own.changed_at)).unwrap_or_default(),
        }
    };
    let group = |(title, examples): &(&'static str, Vec<Example>)| WordingGroup {
        title,
        lines: examples.iter().map(line).collect(),
    };
    let groups: Vec<_> = every_example(&app.site, app.clock.now()).iter().map(group).collect();
    let lines = || groups.iter().flat_map(|group| &group.lines);
    let counted = (lines().count(), lines().filter(|line| !line.changed.is_empty()).count());
    page(WordingsPage { page: Page::new(&administrator, "Wording of emails"), groups, counted })
}

fn kind(app: &App, about: &str) -> Result<Example, Error> {
    example_of(about, &app.site, app.clock.now()).ok_or(Error::NotFound)
}

/// The page shows letters in a frame.
fn framing(reply: Reply) -> Reply {
    let mut response = reply?;
    response.extensions_mut().insert(Policy::Frames);
    Ok(response)
}

pub async fn wording(administrator: Administrator, about: Path<String>, app: App) -> Reply {
    let example = kind(&app, &about)?;
    framing(page(wording_page(&administrator, &app, &example, None).await?))
}

/// What was typed, with what is to be mended. Who was too slow is told what it is now.
struct Typed {
    form: WordingForm,
    problems: Problems,
    is_late: bool,
}

async fn wording_page(
    administrator: &Administrator,
    app: &App,
    example: &Example,
    typed: Option<Typed>,
) -> Result<WordingPage, Error> {
    let about = example.letter.about();
    let found = app.read(move |conn| {
        let kept = letters::wording_of(conn, about)?;
        let history = match &kept {
            Some(kept) => audit::of_subject(conn, "wording", kept.id.0, HISTORY)?,
            None => Vec::new(),
        };
        Ok((kept, history))
    });
    let (kept, history) = found.await?;
    let (version, own) = (
        kept.as_ref().map_or(0, |kept| kept.version),
        kept.as_ref().map(KeptWording::wording).unwrap_or_default(),
    );
    let is_typed = typed.is_some();
    let (form, problems, is_late) = match typed {
        // Who is told may then write over it.
        Some(typed) if typed.is_late => (WordingForm { version, ..typed.form }, typed.problems, true),
        Some(typed) => (typed.form, typed.problems, false),
        None => (WordingForm::of(&own, version), Problems::none(), false),
    };
    Ok(WordingPage {
        page: Page::new(administrator, example.name).with_problems(&problems),
        href: format!("{PATH}/{about}"),
        reader: example.reader,
        our_subject: example.letter.subject_line().to_string(),
        is_guarded: example.is_guarded,
        is_ours: own.is_ours(),
        version,
        meanwhile: kept.filter(|_| is_late).map(|kept| meanwhile(&kept)).unwrap_or_default(),
        preview: preview(app, example, &form.typed(), is_typed)?,
        history: history.into_iter().map(Into::into).collect(),
        form,
        problems,
    })
}

fn preview(app: &App, example: &Example, wording: &Wording, is_typed: bool) -> Result<Preview, Error> {
    let letter = example.letter.worded(wording);
    let query = WordingQuery::of(wording);
    let pairs =
        [("subject", query.subject.as_str()), ("opening", &query.opening), ("closing", &query.closing)];
    Ok(Preview {
        is_typed,
        subject: letter.subject_line().to_string(),
        text: letter.text(&app.site)?,
        html: with_query(&format!("{PATH}/{}/html", example.letter.about()), &pairs),
    })
}

fn meanwhile(kept: &KeptWording) -> String {
    let (who, when) = (&kept.changed_by, clock::moment_words(kept.changed_at));
    format!(
        "{who} changed these words on {when}, after you opened the page. What they wrote is under “What staff did”. Save \
         again to write over it."
    )
}

/// The other twin, as a mail program shows it. It is framed by our page, and can do nothing there.
pub async fn wording_html(
    _: Administrator,
    about: Path<String>,
    query: Query<WordingQuery>,
    app: App,
) -> Reply {
    let html = kind(&app, &about)?.letter.worded(&query.wording()).html(&app.site)?;
    let mut response = HttpResponse::Ok();
    response.extensions_mut().insert(Policy::Letter);
    Ok(response.content_type("text/html; charset=utf-8").body(html))
}

pub async fn change_wording(
    administrator: Administrator,
    about: Path<String>,
    form: Form<WordingForm>,
    app: App,
) -> Reply {
    let (example, form) = (kind(&app, &about)?, form.0);
    let checked = form.check(example.is_guarded);
    if checked.is_err() || form.act == "preview" {
        let problems = checked.err().unwrap_or_default();
        let is_wrong = problems.any();
        let typed = Typed { form, problems, is_late: false };
        let again = wording_page(&administrator, &app, &example, Some(typed)).await?;
        return framing(if is_wrong { form_again(again) } else { page(again) });
    }
    save(&administrator, &app, &example, (form, checked.unwrap_or_default())).await
}

async fn save(
    administrator: &Administrator,
    app: &App,
    example: &Example,
    (form, wording): (WordingForm, Wording),
) -> Reply {
    let (actor, now) = (Actor::from(&administrator.account), app.clock.now());
    let (about, name, seen) = (example.letter.about(), example.name, form.version);
    let act = move |conn: &mut _| {
        let worded = Worded { about, name, wording: &wording, seen };
        actions::change_wording(conn, &actor, &worded, now)
    };
    match app.db.write(act).await {
        Err(Failed::Refused(WordingError::Changed(_))) => {
            let typed = Typed { form, problems: Problems::none(), is_late: true };
            let again = wording_page(administrator, app, example, Some(typed)).await?;
            return framing(page_with(StatusCode::CONFLICT, again));
        }
        written => written?,
    }
    see_other(format!("{PATH}/{about}")).with_notice("The words are saved. The next email has them").reply()
}

pub async fn take_ours(
    administrator: Administrator,
    about: Path<String>,
    form: Form<WordingForm>,
    app: App,
) -> Reply {
    let (example, seen) = (kind(&app, &about)?, form.version);
    let (actor, now) = (Actor::from(&administrator.account), app.clock.now());
    let (about, name) = (example.letter.about(), example.name);
    app.db
        .write(move |conn| {
            let worded = Worded { about, name, wording: &Wording::default(), seen };
            actions::change_wording(conn, &actor, &worded, now)
        })
        .await?;
    see_other(format!("{PATH}/{about}")).with_notice("The words are ours again").reply()
}
