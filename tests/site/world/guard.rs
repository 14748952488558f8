//! Programs that a test run starts for itself, and that never outlive it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Ends its whole process group once its standard input closes. Only the test process holds the other end of that
/// pipe, so this also happens after a panic, Ctrl-C or `kill -9`, where no destructor and no exit hook would run.
const KEEPER: &str = r#"
folder=$1 signal=$2; shift 2
"$@" >>"$folder/log" 2>&1 </dev/null &
read -r _
trap '' TERM QUIT
kill -"$signal" 0
wait
sleep 1
rm -rf "$folder"
kill -KILL 0
"#;

/// A running program and the folder that disappears with it.
pub struct Guarded {
    pub folder: PathBuf,
    keeper: Child,
}

impl Guarded {
    /// Starts `program` with its output in `folder/log`; `signal` is how it likes to be told to stop.
    pub fn start(folder: &Path, signal: &str, program: &[String]) -> Result<Guarded, String> {
        use std::os::unix::process::CommandExt;
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(folder)
            .arg(signal)
            .args(program)
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}", program.join(" ")))?;
        Ok(Guarded { folder: folder.to_owned(), keeper })
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
    }
}

/// A folder for a guarded program, removed by its keeper.
pub fn folder(name: &str) -> Result<PathBuf, String> {
    tempfile::Builder::new()
        .prefix(&format!("rounds-{name}-"))
        .tempdir()
        .map(tempfile::TempDir::keep)
        .map_err(|error| format!("no temporary folder could be made: {error}"))
}

/// A port that was free a moment ago.
pub fn free_port() -> Result<u16, String> {
    std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no port is free on 127.0.0.1: {error}"))
}
