//! Who has an account, and what they may do.

use actix_web::web::Path;

use super::{PER_PAGE, here};
use crate::accounts::{self, AccountId, NewAccount, Role, actions};
use crate::administration::forms::{InviteForm, LockForm, PeopleQuery, RoleForm};
use crate::administration::views::{InvitePage, PeoplePage, PersonLine, PersonPage, nav};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::kit::tokens::Token;
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/people";
const HISTORY: i64 = 20;

fn roles(roles: &[Role]) -> Vec<Choice> {
    roles.iter().map(|role| Choice::new(role.as_str(), role.title())).collect()
}

pub async fn people(administrator: Administrator, query: Query<PeopleQuery>, app: App) -> Reply {
    let (words, role) = (query.q.trim().to_string(), Role::parse(&query.role));
    let number = page_number(&query.page);
    let (found, total) =
        app.read(move |conn| accounts::people(conn, &words, role, (number - 1) * PER_PAGE, PER_PAGE)).await?;
    let address = |number: i64| {
        let number = number.to_string();
        with_query(PATH, &[("q", query.q.as_str()), ("role", &query.role), ("page", &number)])
    };
    page(PeoplePage {
        page: Page::new(&administrator, "People"),
        nav: nav(PATH),
        roles: roles(Role::ALL),
        lines: found.iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, address),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}

pub async fn person(administrator: Administrator, id: Path<AccountId>, app: App) -> Reply {
    page(person_page(&administrator, *id, &app, Default::default()).await?)
}

async fn person_page(
    administrator: &Administrator,
    id: AccountId,
    app: &App,
    (lock, problems): (LockForm, Problems),
) -> Result<PersonPage, Error> {
    let found = app
        .read(move |conn| {
            let history = audit::of_subject(conn, "account", id.0, HISTORY)?;
            Ok(accounts::person(conn, id)?.map(|person| (person, history)))
        })
        .await?;
    let (person, history) = found.ok_or(Error::NotFound)?;
    Ok(PersonPage {
        page: Page::new(administrator, person.name.as_str()).with_problems(&problems),
        line: PersonLine::from(&person),
        is_locked: person.locked_at.is_some(),
        is_oneself: person.id == administrator.account.id,
        roles: roles(Role::ALL),
        role: RoleForm { role: person.role.as_str().into() },
        history: history.into_iter().map(Into::into).collect(),
        lock,
        problems,
    })
}

pub async fn lock(
    administrator: Administrator,
    id: Path<AccountId>,
    form: Form<LockForm>,
    app: App,
) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => {
            return form_again(person_page(&administrator, *id, &app, (form.0, problems)).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::lock(conn, &actor, id, &because, now)).await?;
    back(id, "The account is locked, and its sessions have ended")
}

pub async fn unlock(administrator: Administrator, id: Path<AccountId>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::unlock(conn, &actor, id, now)).await?;
    back(id, "The account is open again")
}

pub async fn change_role(
    administrator: Administrator,
    id: Path<AccountId>,
    form: Form<RoleForm>,
    app: App,
) -> Reply {
    let role = match form.check() {
        Ok(role) => role,
        Err(problems) => {
            let typed = (LockForm::default(), problems);
            return form_again(person_page(&administrator, *id, &app, typed).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::change_role(conn, &actor, id, role, now)).await?;
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
    let id = app.db.write(move |conn| actions::invite_staff(conn, &actor, &new, &here)).await?;
    back(id, "The account is made, and an email is on its way")
}
