//! The pages of accounts: signing up, in and out.

mod confirm;
mod own;
mod reset;

use actix_web::http::StatusCode;

pub use confirm::*;
pub use own::*;
pub use reset::*;

use crate::accounts::actions::{self, Here};
use crate::accounts::forms::{
    AdministratorForm, NewPerson, NextQuery, SignInForm, SignUpForm, TokenQuery, is_to_apply,
};
use crate::accounts::store::{self, NewAccount};
use crate::accounts::views::{FirstAdministratorPage, LetterSentPage, SignInPage, SignUpPage};
use crate::app::App;
use crate::kit::tokens::Token;
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{Visitor, safe_next};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, page_with, see_other};
use crate::web::session::{self, Account};

pub(super) fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

pub async fn sign_up_form(visitor: Visitor, query: Query<NextQuery>, app: App) -> Reply {
    if !app.settings.get().sign_up {
        return page(sign_up_closed(&visitor, query.0.next));
    }
    // Whoever applies has said what brings them here.
    let role = if is_to_apply(&query.next) { "candidate".into() } else { query.role.clone() };
    let form = SignUpForm { next: query.next.clone(), role, ..SignUpForm::default() };
    page(SignUpPage::new(Page::new(&visitor, "Sign up"), form, Problems::none()))
}

/// Says that nobody can sign up now, and what still works.
fn sign_up_closed(visitor: &Visitor, next: String) -> SignUpPage {
    let form = SignUpForm { next, ..SignUpForm::default() };
    SignUpPage { is_open: false, ..SignUpPage::new(Page::new(visitor, "Sign up"), form, Problems::none()) }
}

pub async fn sign_up(visitor: Visitor, form: Form<SignUpForm>, app: App) -> Reply {
    if !app.settings.get().sign_up {
        return page_with(StatusCode::CONFLICT, sign_up_closed(&visitor, form.0.next));
    }
    app.limits.count(Limit::SignUp, &visitor.address)?;
    let person = match form.check() {
        Ok(person) => person,
        Err(problems) => {
            let form = SignUpForm { password: String::new(), ..form.0 };
            return form_again(SignUpPage::new(Page::new(&visitor, "Sign up"), form, problems));
        }
    };
    let (account, next, here) = (new_account(&app, &person).await?, person.next, here(&app));
    app.db.write(move |conn| actions::sign_up(conn, &account, next.as_deref(), &here)).await?;
    page(LetterSentPage {
        page: Page::new(&visitor, "Check your email"),
        heading: "Check your email",
        words: "We have sent you an email with a link. Follow it to confirm your address and sign in.",
    })
}

async fn new_account(app: &App, person: &NewPerson) -> Result<NewAccount, Error> {
    let password_hash = app.passwords.hash(&person.password).await?;
    Ok(NewAccount {
        email: person.email.clone(),
        name: person.name.clone(),
        role: person.role,
        password_hash,
        confirmed_at: None,
    })
}

/// Opens a session for `account` and goes on.
pub async fn sign_in_as(
    app: &App,
    visitor: &Visitor,
    account: Account,
    next: Option<String>,
    notice: &str,
) -> Reply {
    let (secret, now, device) = (std::sync::Arc::new(Token::new()), app.clock.now(), visitor.device.clone());
    let (token, home, old) = (secret.clone(), account.role.home(), visitor.clone());
    let opened = move |conn: &mut crate::kit::db::Conn| {
        // A session is renewed on sign-in: what was there before ends.
        if let (Some(session), Some(person)) = (old.session, &old.account) {
            session::end(conn, person.id, session)?;
        }
        actions::open_session(conn, &account, &device, &token, now)
    };
    app.db.write(opened).await?;
    let onward = see_other(next.unwrap_or_else(|| home.into()))
        .with_cookie(session::cookie(&secret, app.config.is_https()));
    if notice.is_empty() { onward.reply() } else { onward.with_notice(notice).reply() }
}

pub async fn sign_in_form(visitor: Visitor, query: Query<NextQuery>) -> Reply {
    let form = SignInForm { next: query.next.clone(), ..SignInForm::default() };
    page(SignInPage { page: Page::new(&visitor, "Sign in"), form, problems: Problems::none() })
}

pub async fn sign_in(visitor: Visitor, form: Form<SignInForm>, app: App) -> Reply {
    let (email, password) = match form.check() {
        Ok(typed) => typed,
        Err(problems) => return sign_in_again(&visitor, form.0, problems, StatusCode::UNPROCESSABLE_ENTITY),
    };
    app.limits.count(Limit::SignIn, &visitor.address)?;
    app.limits.count(Limit::SignInTo, &email)?;
    let found = app.read(move |conn| store::credentials_of(conn, &email)).await?;
    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let right = app.passwords.verify(&password, hash).await?;
    match found {
        Some(found) if right && found.locked_at.is_none() && found.confirmed_at.is_some() => {
            sign_in_as(&app, &visitor, found.account, safe_next(&form.next), "").await
        }
        Some(found) if right => {
            let mut problems = Problems::none();
            problems.add("email", if found.locked_at.is_some() { LOCKED } else { UNCONFIRMED });
            sign_in_again(&visitor, form.0, problems, StatusCode::UNPROCESSABLE_ENTITY)
        }
        _ => {
            let mut problems = Problems::none();
            problems.add("password", "Email address or password is wrong");
            sign_in_again(&visitor, form.0, problems, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

const LOCKED: &str = "This account is locked. Contact us to open it again";
const UNCONFIRMED: &str =
    "Confirm your address first: follow the link in our email, or sign up again to get a new one";

fn sign_in_again(visitor: &Visitor, form: SignInForm, problems: Problems, status: StatusCode) -> Reply {
    let form = SignInForm { password: String::new(), ..form };
    let page = Page::new(visitor, "Sign in").with_problems(&problems);
    page_with(status, SignInPage { page, form, problems })
}

/// Pressed twice, or without a session, it ends in the same place.
pub async fn sign_out(visitor: Visitor, app: App) -> Reply {
    if let (Some(session), Some(account)) = (visitor.session, visitor.account) {
        app.write(move |conn| session::end(conn, account.id, session)).await?;
    }
    see_other("/")
        .with_cookie(session::expired_cookie(app.config.is_https()))
        .with_notice("You are signed out")
        .reply()
}

pub async fn first_administrator_form(visitor: Visitor, query: Query<TokenQuery>, app: App) -> Reply {
    let (token, now) = (query.token.clone(), app.clock.now());
    let works =
        move |conn: &mut _| actions::link_works(conn, super::model::Purpose::FirstAdministrator, &token, now);
    if !app.db.read(works).await? {
        return Err(actions::LinkError::Gone.into());
    }
    let form = AdministratorForm { token: query.token.clone(), ..AdministratorForm::default() };
    let page_ = Page::new(&visitor, "Create the first administrator").unlisted();
    page(FirstAdministratorPage { page: page_, form, problems: Problems::none() })
}

pub async fn first_administrator(visitor: Visitor, form: Form<AdministratorForm>, app: App) -> Reply {
    let person = match form.check() {
        Ok(person) => person,
        Err(problems) => {
            let page =
                Page::new(&visitor, "Create the first administrator").unlisted().with_problems(&problems);
            let form = AdministratorForm { password: String::new(), ..form.0 };
            return form_again(FirstAdministratorPage { page, form, problems });
        }
    };
    let (account, token, now) = (new_account(&app, &person).await?, form.0.token, app.clock.now());
    let made = move |conn: &mut _| actions::create_first_administrator(conn, &token, &account, now);
    let account = app.db.write(made).await?;
    sign_in_as(&app, &visitor, account, None, "Welcome. You are the first administrator").await
}

impl From<actions::LinkError> for Error {
    fn from(error: actions::LinkError) -> Self {
        crate::web::error::Refusal::refused(&error)
    }
}
