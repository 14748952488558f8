//! The pages of checks passports: a candidate's own, what they share with an application, and the provider's side.

mod desk;
mod own;
mod share;

pub use desk::*;
pub use own::*;
pub use share::*;

use crate::app::App;
use crate::kit::files::StoredFile;

/// Bytes that nothing refers to any more. A failure leaves them unreachable, which is no reason to trouble anybody.
async fn drop_bytes(app: &App, file: Option<StoredFile>) {
    if let Some(file) = file
        && let Err(error) = app.files.remove(&file).await
    {
        tracing::warn!(file = %file.id, "the bytes of a file could not be removed: {error:#}");
    }
}
