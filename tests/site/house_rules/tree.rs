//! The source tree as text.

use std::path::{Path, PathBuf};

/// One file of the source tree, by its path from the top.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The lines that are compiled into the site: no comments, and nothing after the tests begin.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("/tests.rs") || self.path.contains("/tests/");
        let lines = self.text.lines().take_while(move |line| !is_test && line.trim() != "#[cfg(test)]");
        let numbered = lines.enumerate().map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// `applications` for `src/applications/actions.rs`, and the file's own name for `src/app.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Every file under a folder of the project whose name ends so, in order.
pub fn files(folder: &str, ending: &str) -> Vec<File> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&top.join(folder), ending, &mut found);
    found.sort();
    let read = |path: PathBuf| File {
        text: std::fs::read_to_string(&path).unwrap_or_default(),
        path: path.strip_prefix(top).unwrap_or(&path).display().to_string(),
    };
    found.into_iter().map(read).collect()
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            walk(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Fails with every line that breaks a rule.
#[track_caller]
pub fn no_breaches(rule: &str, breaches: Vec<String>) {
    assert!(breaches.is_empty(), "{rule}:\n  {}", breaches.join("\n  "));
}

/// Every line of the compiled source for which `breaks` says why not.
pub fn lines_where(files: &[File], breaks: impl Fn(&File, &str) -> bool) -> Vec<String> {
    let of_file = |file: &File| {
        let broken = file.code().filter(|(_, line)| breaks(file, line));
        broken.map(|(at, line)| format!("{}:{at}: {}", file.path, line.trim())).collect::<Vec<_>>()
    };
    files.iter().flat_map(of_file).collect()
}
