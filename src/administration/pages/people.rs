//! Who has an account, and what they may do.

use actix_web::web::Path;

use diesel::QueryResult;

use super::{PER_PAGE, here};
use crate::accounts::{self, AccountId, AccountState, NewAccount, PeopleFilter, Person, Role};
use crate::administration::actions;
use crate::administration::forms::{InviteForm, PeopleQuery, RoleForm, WhyForm};
use crate::administration::views::{InvitePage, Kept, PeoplePage, PersonLine, PersonPage, QuietLine, nav};
use crate::alerts;
use crate::app::App;
use crate::applications;
use crate::audit::{self, Actor, Line};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::letters;
use crate::kit::letters::quiet::{self, Quiet};
use crate::kit::tokens::Token;
use crate::listings;
use crate::profiles;
use crate::providers::{self, Desk};
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::session::{self, Session};

const PATH: &str = "/administration/people";
const HISTORY: i64 = 20;

fn roles(roles: &[Role]) -> Vec<Choice> {
    roles.iter().map(|role| Choice::new(role.as_str(), role.title())).collect()
}

pub async fn people(administrator: Administrator, query: Query<PeopleQuery>, app: App) -> Reply {
    let filter = PeopleFilter {
        words: query.q.trim().to_string(),
        role: Role::parse(&query.role),
        state: AccountState::parse(&query.state),
    };
    let number = page_number(&query.page);
    let (found, total) =
        app.read(move |conn| accounts::people(conn, &filter, (number - 1) * PER_PAGE, PER_PAGE)).await?;
    let address = |number: i64| {
        let number = number.to_string();
        let pairs = [("q", &query.q), ("role", &query.role), ("state", &query.state), ("page", &number)];
        with_query(PATH, &pairs.map(|(name, value)| (name, value.as_str())))
    };
    let state = |state: &AccountState| Choice::new(state.as_str(), state.label());
    page(PeoplePage {
        page: Page::new(&administrator, "People"),
        nav: nav(PATH),
        roles: roles(Role::ALL),
        states: AccountState::ALL.iter().map(state).collect(),
        lines: found.iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, address),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}

pub async fn person(administrator: Administrator, id: Path<AccountId>, app: App) -> Reply {
    page(person_page(&administrator, *id, &app, Typed::default()).await?)
}

/// What was typed into the forms of the page, to be shown again.
#[derive(Default)]
struct Typed {
    lock: WhyForm,
    role: Option<RoleForm>,
    problems: Problems,
}

/// What the database knows of a person.
struct Found {
    person: Person,
    desks: Vec<Desk>,
    sessions: Vec<Session>,
    kept: Vec<Kept>,
    quiet: Vec<Quiet>,
    history: Vec<Line>,
}

fn find(conn: &mut Conn, id: AccountId, now: Moment) -> QueryResult<Option<Found>> {
    let Some(person) = accounts::person(conn, id)? else { return Ok(None) };
    Ok(Some(Found {
        desks: providers::desks(conn, id)?,
        sessions: session::of_account(conn, id, now)?,
        kept: kept(conn, &person)?,
        quiet: quiet::open_of(conn, &person.email)?,
        history: audit::of_subject(conn, "account", id.0, HISTORY)?,
        person,
    }))
}

/// What the site keeps of a person, without showing it: an administrator has no need to read it.
fn kept(conn: &mut Conn, person: &Person) -> QueryResult<Vec<Kept>> {
    let (id, email) = (person.id, person.email.as_str());
    let mut kept = Vec::new();
    let mut keep = |label, value: String, href: String| kept.push(Kept { label, value, href });
    if person.role == Role::Candidate {
        let applications = applications::standings(conn, id)?;
        let drafts = applications.iter().filter(|one| one.submitted_at.is_none()).count();
        let profile = if profiles::is_begun(conn, id)? { "Begun" } else { "None" };
        keep("Profile", profile.into(), String::new());
        keep("Applications", format!("{} sent, {drafts} begun", applications.len() - drafts), String::new());
        keep("Saved listings", listings::count_saved(conn, id)?.to_string(), String::new());
    }
    keep("Alerts", alerts::count_of_person(conn, id, email)?.to_string(), String::new());
    let letters = letters::count_to(conn, email)?;
    keep("Emails to them", letters.to_string(), with_query("/administration/letters", &[("to", email)]));
    let by = with_query("/administration/audit", &[("by", &id.to_string())]);
    keep("Lines in the log that they left", audit::count_by(conn, id)?.to_string(), by);
    Ok(kept)
}

async fn person_page(
    administrator: &Administrator,
    id: AccountId,
    app: &App,
    typed: Typed,
) -> Result<PersonPage, Error> {
    let now = app.clock.now();
    let found = app.read(move |conn| find(conn, id, now)).await?.ok_or(Error::NotFound)?;
    let person = found.person;
    Ok(PersonPage {
        page: Page::new(administrator, person.name.as_str()).with_problems(&typed.problems),
        line: PersonLine::from(&person),
        is_locked: person.locked_at.is_some(),
        is_oneself: person.id == administrator.account.id,
        memberships: found.desks.iter().map(Into::into).collect(),
        devices: found.sessions.into_iter().map(Into::into).collect(),
        kept: found.kept,
        quiet: found.quiet.iter().map(QuietLine::from).collect(),
        roles: roles(Role::ALL),
        role: typed.role.unwrap_or_else(|| RoleForm::of(person.role)),
        history: found.history.into_iter().map(Into::into).collect(),
        lock: typed.lock,
        problems: typed.problems,
    })
}

pub async fn lock(administrator: Administrator, id: Path<AccountId>, form: Form<WhyForm>, app: App) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => return why_again(&administrator, *id, &app, (form.0, problems)).await,
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| accounts::actions::lock(conn, &actor, id, &because, now)).await?;
    back(id, "The account is locked, and its sessions have ended")
}

pub async fn unlock(
    administrator: Administrator,
    id: Path<AccountId>,
    form: Form<WhyForm>,
    app: App,
) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => return why_again(&administrator, *id, &app, (form.0, problems)).await,
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| accounts::actions::unlock(conn, &actor, id, &because, now)).await?;
    back(id, "The account is open again")
}

async fn why_again(
    administrator: &Administrator,
    id: AccountId,
    app: &App,
    (lock, problems): (WhyForm, Problems),
) -> Reply {
    let typed = Typed { lock, problems, role: None };
    form_again(person_page(administrator, id, app, typed).await?)
}

pub async fn end_sessions(administrator: Administrator, id: Path<AccountId>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| accounts::actions::end_sessions(conn, &actor, id, now)).await?;
    back(id, "They are signed out everywhere")
}

pub async fn change_role(
    administrator: Administrator,
    id: Path<AccountId>,
    form: Form<RoleForm>,
    app: App,
) -> Reply {
    let roles = match form.check() {
        Ok(roles) => roles,
        Err(problems) => {
            let typed = Typed { role: Some(form.0), problems, lock: WhyForm::default() };
            return form_again(person_page(&administrator, *id, &app, typed).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::change_role(conn, &actor, id, roles, now)).await?;
    back(id, "The role is changed, and the person must sign in again")
}

fn back(id: AccountId, notice: &str) -> Reply {
    see_other(format!("{PATH}/{id}")).with_notice(notice).reply()
}

const STAFF: [Role; 2] = [Role::Moderator, Role::Administrator];

pub async fn invite_form(administrator: Administrator) -> Reply {
    page(InvitePage {
        page: Page::new(&administrator, "Add a colleague"),
        form: InviteForm::default(),
        problems: Problems::none(),
        roles: roles(&STAFF),
    })
}

pub async fn invite(administrator: Administrator, form: Form<InviteForm>, app: App) -> Reply {
    let colleague = match form.check() {
        Ok(colleague) => colleague,
        Err(problems) => {
            let page = Page::new(&administrator, "Add a colleague").with_problems(&problems);
            return form_again(InvitePage { page, form: form.0, problems, roles: roles(&STAFF) });
        }
    };
    // Nobody knows this password: the letter asks for a new one to be chosen.
    let password_hash = app.passwords.hash(Token::new().reveal()).await?;
    let new = NewAccount {
        email: colleague.email,
        name: colleague.name,
        role: colleague.role,
        password_hash,
        confirmed_at: None,
    };
    let (actor, here) = (Actor::from(&administrator.account), here(&app));
    let id = app.db.write(move |conn| accounts::actions::invite_staff(conn, &actor, &new, &here)).await?;
    back(id, "The account is made, and an email is on its way")
}
