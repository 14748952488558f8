//! A person's own account: name, address, password, sessions.

use actix_web::web::Path;

use super::here;
use crate::accounts::actions::LinkError;
use crate::accounts::forms::{EmailForm, NameForm, PasswordForm, TokenQuery};
use crate::accounts::model::Purpose;
use crate::accounts::views::{
    AccountPage, ConfirmPage, EmailPage, EmailTrouble, NamePage, PasswordPage, SessionLine,
};
use crate::accounts::{actions, store};
use crate::app::App;
use crate::kit::letters::quiet;
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{SignedIn, Visitor};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::session::{self, SessionId};

pub async fn account(person: SignedIn, app: App) -> Reply {
    let (id, now) = (person.account.id, app.clock.now());
    let email = person.account.email.clone();
    let found =
        app.read(move |conn| Ok((session::of_account(conn, id, now)?, quiet::open_of(conn, &email)?)));
    let (sessions, quiet) = found.await?;
    page(AccountPage {
        trouble: quiet.last().map(EmailTrouble::of),
        page: Page::new(&person, "Your account"),
        role: person.account.role.title(),
        sessions: sessions.into_iter().map(|one| SessionLine::new(one, person.visitor.session)).collect(),
        account: person.account,
    })
}

/// A letter to an address whose letters came back, to see whether they arrive again.
pub async fn ask_confirm_again(person: SignedIn, app: App) -> Reply {
    app.limits.count(Limit::LetterTo, &person.account.email)?;
    let here = here(&app);
    app.db.write(move |conn| actions::ask_confirm_again(conn, &person.account, &here)).await?;
    see_other("/account").with_notice("We have sent an email to your address. Follow the link in it").reply()
}

pub async fn name_form(person: SignedIn) -> Reply {
    let form = NameForm { name: person.account.name.clone() };
    page(NamePage { page: Page::new(&person, "Change your name"), form, problems: Problems::none() })
}

pub async fn change_name(person: SignedIn, form: Form<NameForm>, app: App) -> Reply {
    let name = match form.check() {
        Ok(name) => name,
        Err(problems) => {
            let page = Page::new(&person, "Change your name").with_problems(&problems);
            return form_again(NamePage { page, form: form.0, problems });
        }
    };
    app.db.write(move |conn| actions::change_name(conn, &person.account, &name)).await?;
    see_other("/account").with_notice("Your name is changed").reply()
}

pub async fn password_form(person: SignedIn) -> Reply {
    page(PasswordPage { page: Page::new(&person, "Change your password"), problems: Problems::none() })
}

pub async fn change_password(person: SignedIn, form: Form<PasswordForm>, app: App) -> Reply {
    app.limits.count(Limit::SignInTo, &person.account.email)?;
    let mut problems = Problems::none();
    if !knows_password(&app, &person, &form.present).await? {
        problems.add("present", "That is not your current password");
    }
    if let Err(others) = form.check(&[&person.account.email, &person.account.name]) {
        problems.append(others);
    }
    if problems.any() {
        let page = Page::new(&person, "Change your password").with_problems(&problems);
        return form_again(PasswordPage { page, problems });
    }
    let (hash, here) = (app.passwords.hash(&form.password).await?, here(&app));
    let session = person.visitor.session;
    app.db.write(move |conn| actions::change_password(conn, &person.account, &hash, session, &here)).await?;
    see_other("/account").with_notice("Your password is changed. Other devices are signed out").reply()
}

async fn knows_password(app: &App, person: &SignedIn, password: &str) -> Result<bool, Error> {
    let email = person.account.email.clone();
    let found = app.read(move |conn| store::credentials_of(conn, &email)).await?;
    Ok(app.passwords.verify(password, found.map(|found| found.password_hash)).await?)
}

pub async fn email_form(person: SignedIn) -> Reply {
    let form = EmailForm::default();
    page(EmailPage {
        page: Page::new(&person, "Change your email address"),
        form,
        problems: Problems::none(),
    })
}

pub async fn ask_change_email(person: SignedIn, form: Form<EmailForm>, app: App) -> Reply {
    app.limits.count(Limit::LetterTo, &person.account.email)?;
    let (email, mut problems) = match form.check() {
        Ok(email) => (email, Problems::none()),
        Err(problems) => (String::new(), problems),
    };
    if !knows_password(&app, &person, &form.password).await? {
        problems.add("password", "That is not your current password");
    }
    if problems.any() {
        let page = Page::new(&person, "Change your email address").with_problems(&problems);
        return form_again(EmailPage { page, form: form.0, problems });
    }
    let here = here(&app);
    app.db.write(move |conn| actions::ask_change_email(conn, &person.account, &email, &here)).await?;
    see_other("/account")
        .with_notice("We have sent an email to the new address. Follow the link in it to use that address")
        .reply()
}

pub async fn change_email_form(visitor: Visitor, query: Query<TokenQuery>, app: App) -> Reply {
    let (token, now) = (query.token.clone(), app.clock.now());
    if !app.db.read(move |conn| actions::link_works(conn, Purpose::ChangeEmail, &token, now)).await? {
        return Err(LinkError::Gone.into());
    }
    page(ConfirmPage {
        page: Page::new(&visitor, "Confirm your new email address").unlisted(),
        action: "/account/email/confirm",
        label: "Use this address",
        words: "Press the button to use this address for your account.",
        token: query.token.clone(),
    })
}

pub async fn change_email(form: Form<TokenQuery>, app: App) -> Reply {
    let (token, here) = (form.0.token, here(&app));
    app.db.write(move |conn| actions::change_email(conn, &token, &here)).await?;
    see_other("/account").with_notice("Your email address is changed").reply()
}

pub async fn end_session(person: SignedIn, id: Path<SessionId>, app: App) -> Reply {
    let (account, session) = (person.account.id, *id);
    let ended = app.write(move |conn| session::end(conn, account, session)).await?;
    let notice = if ended { "That device is signed out" } else { "That device was signed out already" };
    see_other("/account").with_notice(notice).reply()
}
