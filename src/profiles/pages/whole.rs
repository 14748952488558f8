//! The profile as a whole: the list of its parts, to print, and to take away.

use crate::app::App;
use crate::profiles::pages::mine;
use crate::profiles::views::{PrintPage, TasksPage};
use crate::web::error::Error;
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, page};

pub async fn profile(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    page(TasksPage::new(Page::new(&candidate, "Your profile"), &profile, app.clock.today()))
}

/// Looks on paper, and in a PDF made by the browser, as a CV does.
pub async fn print(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    let name = match profile.contact.name.as_str() {
        "" => candidate.account.name.clone(),
        name => name.to_string(),
    };
    let page_ = Page::new(&candidate, name);
    page(PrintPage::new(page_, &profile, &candidate.account.email, app.clock.today()))
}

/// Everything, for another program.
pub async fn json(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    let bytes = serde_json::to_vec_pretty(&profile).map_err(|error| Error::Broken(error.into()))?;
    Ok(download("profile.json", "application/json", bytes))
}
