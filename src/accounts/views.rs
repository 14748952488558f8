//! What the pages of accounts show.

use askama::Template;

use crate::accounts::forms::{
    AdministratorForm, ConfirmForm, EmailForm, NameForm, PasswordForm, SignInForm, SignUpForm,
};
use crate::kit::clock;
use crate::kit::letters::quiet::{Quiet, Why};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;
use crate::web::session::{Account, Session, SessionId};

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
pub struct SignUpPage {
    pub page: Page,
    /// Whether people may sign up by themselves.
    pub is_open: bool,
    pub form: SignUpForm,
    pub problems: Problems,
    pub roles: Vec<Choice>,
}

impl SignUpPage {
    pub fn new(page: Page, form: SignUpForm, problems: Problems) -> Self {
        let roles = vec![
            Choice::new("candidate", "I look for work or training"),
            Choice::new("member", "I work for a provider and want to post roles or placements"),
        ];
        Self { page: page.with_problems(&problems), is_open: true, form, problems, roles }
    }
}

/// Tells that a letter is on its way; the same whether or not there is an account.
#[derive(Template)]
#[template(path = "accounts/letter_sent.html")]
pub struct LetterSentPage {
    pub page: Page,
    pub heading: &'static str,
    pub words: &'static str,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
pub struct SignInPage {
    pub page: Page,
    pub form: SignInForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/confirm_address.html")]
pub struct ConfirmAddressPage {
    pub page: Page,
    pub form: ConfirmForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
pub struct ConfirmPage {
    pub page: Page,
    /// Where the button posts to.
    pub action: &'static str,
    pub label: &'static str,
    pub words: &'static str,
    pub token: String,
}

#[derive(Template)]
#[template(path = "accounts/reset.html")]
pub struct ResetPage {
    pub page: Page,
    pub form: EmailForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/new_password.html")]
pub struct NewPasswordPage {
    pub page: Page,
    pub form: PasswordForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/first_administrator.html")]
pub struct FirstAdministratorPage {
    pub page: Page,
    pub form: AdministratorForm,
    pub problems: Problems,
}

pub struct SessionLine {
    pub id: SessionId,
    pub device: String,
    pub seen: String,
    pub is_this: bool,
}

impl SessionLine {
    pub fn new(session: Session, this: Option<SessionId>) -> Self {
        Self {
            is_this: this == Some(session.id),
            seen: clock::moment_words(session.seen_at),
            device: session.device,
            id: session.id,
        }
    }
}

/// Why our emails do not reach somebody, and since when.
pub struct EmailTrouble {
    pub words: &'static str,
    pub said: String,
    pub since: String,
}

impl EmailTrouble {
    pub fn of(quiet: &Quiet) -> Self {
        let words = match quiet.why {
            Why::Complaint => {
                "Your mail provider told us that you marked an email of ours as unwanted. We no longer send you emails such as alerts."
            }
            _ => "Emails that we send to your address come back, so we have stopped sending them.",
        };
        Self { words, said: quiet.said.clone(), since: clock::day_words(quiet.at.london_day()) }
    }
}

#[derive(Template)]
#[template(path = "accounts/account.html")]
pub struct AccountPage {
    pub page: Page,
    pub trouble: Option<EmailTrouble>,
    pub account: Account,
    pub role: &'static str,
    pub sessions: Vec<SessionLine>,
}

#[derive(Template)]
#[template(path = "accounts/name.html")]
pub struct NamePage {
    pub page: Page,
    pub form: NameForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/email.html")]
pub struct EmailPage {
    pub page: Page,
    pub form: EmailForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
pub struct PasswordPage {
    pub page: Page,
    pub problems: Problems,
}
