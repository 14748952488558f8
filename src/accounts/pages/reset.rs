//! A new password for somebody who forgot theirs.

use super::here;
use crate::accounts::actions::{self, LinkError};
use crate::accounts::forms::{EmailForm, PasswordForm, TokenQuery};
use crate::accounts::model::Purpose;
use crate::accounts::views::{LetterSentPage, NewPasswordPage, ResetPage};
use crate::app::App;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Visitor;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page};

pub async fn reset_form(visitor: Visitor) -> Reply {
    let title = "Choose a new password";
    page(ResetPage {
        page: Page::new(&visitor, title),
        form: EmailForm::default(),
        problems: Problems::none(),
    })
}

pub async fn ask_reset(visitor: Visitor, form: Form<EmailForm>, app: App) -> Reply {
    let email = match form.check() {
        Ok(email) => email,
        Err(problems) => {
            let page = Page::new(&visitor, "Choose a new password").with_problems(&problems);
            return form_again(ResetPage { page, form: form.0, problems });
        }
    };
    app.limits.count(Limit::LetterFrom, &visitor.address)?;
    app.limits.count(Limit::LetterTo, &email)?;
    let here = here(&app);
    app.db.write(move |conn| actions::ask_reset(conn, &email, &here)).await?;
    page(LetterSentPage {
        page: Page::new(&visitor, "Check your email"),
        heading: "Check your email",
        words: "If that address has an account, we have sent it a link to choose a new password.",
    })
}

pub async fn new_password_form(visitor: Visitor, query: Query<TokenQuery>, app: App) -> Reply {
    let (token, now) = (query.token.clone(), app.clock.now());
    if !app.db.read(move |conn| actions::link_works(conn, Purpose::Reset, &token, now)).await? {
        return Err(LinkError::Gone.into());
    }
    let form = PasswordForm { token: query.token.clone(), ..PasswordForm::default() };
    page(NewPasswordPage {
        page: Page::new(&visitor, "Choose a new password").unlisted(),
        form,
        problems: Problems::none(),
    })
}

pub async fn set_new_password(visitor: Visitor, form: Form<PasswordForm>, app: App) -> Reply {
    let password = match form.check(&[]) {
        Ok(password) => password,
        Err(problems) => {
            let page = Page::new(&visitor, "Choose a new password").unlisted().with_problems(&problems);
            return form_again(NewPasswordPage { page, form: form.0, problems });
        }
    };
    let (hash, token, here) = (app.passwords.hash(&password).await?, form.0.token, here(&app));
    let account = app.db.write(move |conn| actions::reset(conn, &token, &hash, &here)).await?;
    super::sign_in_as(&app, &visitor, account, None, "Your password is changed").await
}
