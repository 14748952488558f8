//! Takes over what administrators change in the code lists: at the start, at each commit of this process, and each
//! second for those of others. The lists are the process's, so the program starts this, and not each site of a test.

use tokio::sync::watch::Receiver;

use super::LOOK_EVERY;
use crate::app::App;
use crate::codes::{self, Overlay};

/// Before anybody is served.
pub async fn learn_codes(app: &App) -> anyhow::Result<Overlay> {
    let overlay = app.read(codes::overlay).await?;
    if codes::learn(&overlay) {
        tracing::info!(changes = overlay.changes.len(), "the code lists are as administrators have them");
        // Pages that were made a moment ago have the words of before.
        app.lately.turn();
    }
    Ok(overlay)
}

/// Follows until `stop` says so. A look costs two short queries.
pub async fn follow_codes(app: App, mut stop: Receiver<bool>) {
    let (mut changes, mut known) = (app.db.changes(), None);
    while !*stop.borrow() {
        changes.mark_unchanged();
        match app.read(codes::overlay).await {
            Ok(overlay) if known.as_ref() == Some(&overlay) => {}
            Ok(_) => match learn_codes(&app).await {
                Ok(learnt) => known = Some(learnt),
                Err(error) => tracing::error!("the code lists cannot be learnt: {error:#}"),
            },
            Err(error) => tracing::error!("the code lists cannot be read: {error:#}"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            _ = changes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}
