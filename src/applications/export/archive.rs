//! The CVs and documents of applicants in one archive, with the table that says whose each is.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;
use tokio::runtime::Handle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Source, sheet};
use crate::applications::views::named_files;

/// These files are packed already, so that packing them again would only take time. One is in memory at a time.
pub(super) fn zip(source: &mut Source<'_>, path: &Path, handle: &Handle) -> anyhow::Result<()> {
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(BufWriter::new(File::create(path)?));
    let table = NamedTempFile::new()?;
    sheet::csv(source, table.path())?;
    archive.start_file("Applications.csv", plain)?;
    std::io::copy(&mut BufReader::new(table.reopen()?), &mut archive)?;
    source.again();
    let mut names = std::collections::HashSet::new();
    loop {
        let rows = source.next()?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            for (name, file) in named_files(&row, source.vacancy(row.application.listing_id)?) {
                let bytes = match handle.block_on(source.app.files.get(file)) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        tracing::warn!(file = %file.id, "a file could not be exported: {error:#}");
                        continue;
                    }
                };
                // Two files of one person may have one name.
                let name = if names.insert(name.clone()) { name } else { format!("{} {name}", file.id) };
                archive.start_file(name, plain)?;
                archive.write_all(&bytes)?;
            }
        }
    }
    archive.finish()?.flush().context("an archive could not be written")
}
