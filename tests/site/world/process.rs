//! The site as a process of its own, beside the one of the journey and on the same database, which can be killed.

use super::World;
use super::guard::free_port;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub struct Process {
    child: Child,
    pub port: u16,
    folder: tempfile::TempDir,
}

impl Process {
    /// The very program that is delivered. It ends with the journey, also after a panic.
    pub async fn starts(world: &World) -> Process {
        let process = Process::begins(world, &[]);
        for _ in 0..600 {
            if tokio::net::TcpStream::connect(("127.0.0.1", process.port)).await.is_ok() {
                return process;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the program does not answer");
    }

    /// The same with other settings, and without waiting for it.
    pub fn begins(world: &World, settings: &[&str]) -> Process {
        let (folder, port) = (tempfile::tempdir().expect("a folder"), free_port().expect("a port"));
        let database = world.app.config.database_url.clone().expect("a database");
        let log = std::fs::File::create(folder.path().join("log")).expect("a file for its log");
        let child = Command::new(env!("CARGO_BIN_EXE_rounds"))
            .args(["serve", "--database-url", &database, "--listen", &format!("127.0.0.1:{port}")])
            .args(["--public-url", &format!("http://127.0.0.1:{port}"), "--log", "error,rounds::worker=info"])
            .args(settings)
            .arg("--data-dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        Process { child, port, folder }
    }

    /// Tells it to stop, waits until it has, and gives its log.
    pub fn stops(mut self) -> String {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        let ended = self.child.wait().expect("it ends");
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(ended.success(), "it ended with {ended}:\n{log}");
        log
    }

    /// As `kill -9` does: nothing is said, nothing is finished.
    pub fn dies(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.dies();
    }
}
