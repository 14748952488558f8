//! Exports: what a file of applicants is called, and how long it is kept.

use chrono::Duration;

use super::{ApplicationId, State};
use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::files::FileId;
use crate::kit::sheets;
use crate::listings::ListingId;
use crate::providers::{ProviderId, Reach, Scope};

crate::kit::id::id_type!(ExportId);

/// How long a file can be fetched after it was asked for.
pub const EXPORT_KEPT_HOURS: i64 = 24;
/// Exports that a member may have at once, so that nobody fills the disk.
pub const MOST_EXPORTS: i64 = 10;
/// The files of a ZIP together, in bytes: what one job can put together in its time.
pub const MOST_EXPORTED_BYTES: i64 = 500 * 1024 * 1024;

crate::kit::words::words! {
    pub enum ExportKind {
        Csv = "csv",
        Xlsx = "xlsx",
        /// The CVs and documents, with the same table.
        Zip = "zip",
    }
}

impl ExportKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel (XLSX)",
            Self::Zip => "CVs and documents with a table (ZIP)",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => sheets::CSV,
            Self::Xlsx => sheets::XLSX,
            Self::Zip => "application/zip",
        }
    }
}

crate::kit::words::words! {
    pub enum ExportState {
        Waiting = "waiting",
        Done = "done",
        /// More than [`MOST_EXPORTED_BYTES`].
        TooLarge = "too-large",
    }
}

/// The row. The order of its fields is that of the table.
#[derive(Clone, Debug, diesel::Queryable)]
pub struct Export {
    pub id: ExportId,
    pub provider_id: ProviderId,
    /// `None` for the applications to all of its listings.
    pub listing_id: Option<ListingId>,
    /// Who asked, and alone gets it.
    pub account_id: AccountId,
    pub kind: ExportKind,
    pub state: ExportState,
    /// Applications that are in it so far, and those that were there when it was begun.
    pub done: i32,
    pub total: i32,
    pub file_id: Option<FileId>,
    pub created_at: Moment,
    pub finished_at: Option<Moment>,
    /// What the table was filtered by: `None` and no words for everybody.
    pub of_state: Option<State>,
    pub words: String,
    /// The sites that whoever asked reached then, as [`Reach::code`] writes them; `None` for all.
    pub sites: Option<String>,
}

impl Export {
    /// What whoever asked for it reached then.
    pub fn scope(&self) -> Scope {
        let reach = self.sites.as_deref().map_or(Reach::All, Reach::parse);
        Scope::of(self.provider_id, self.account_id, reach)
    }

    pub fn kept_until(&self) -> Moment {
        self.created_at + Duration::hours(EXPORT_KEPT_HOURS)
    }
}

/// The name of a file inside an archive: who it is of, and what it is. Nothing in it leads out of the folder that it is
/// unpacked into.
pub fn entry_name(id: ApplicationId, who: &str, file: &str) -> String {
    let plain = |text: &str, most: usize| -> String {
        let kept = text.chars().map(|c| if c.is_alphanumeric() || " -_'".contains(c) { c } else { '_' });
        kept.take(most).collect::<String>().trim().to_string()
    };
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let (who, stem, ending) = (plain(who, 60), plain(stem, 60), plain(ending, 5));
    format!("{} {who} - {stem}.{ending}", super::reference(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_an_archive_stays_in_its_folder() {
        let id = ApplicationId(33);
        for (who, file, want) in [
            ("Ada Marsh", "cv.pdf", "000011 Ada Marsh - cv.pdf"),
            ("../../etc", "passwd", "000011 ______etc - passwd.bin"),
            ("Zoë O'Hara", "my.cv.docx", "000011 Zoë O'Hara - my_cv.docx"),
            ("C:\\x", "a/b.pdf", "000011 C__x - a_b.pdf"),
            ("", "a.p/../f", "000011  - a_p__._f"),
        ] {
            let name = entry_name(id, who, file);
            assert!(!name.contains("..") && !name.contains('/') && !name.contains('\\'), "{name}");
            assert_eq!(name, want);
        }
    }
}
