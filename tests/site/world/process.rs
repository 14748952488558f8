//! The site as a process of its own, beside the one of the journey and on the same database, which can be killed.

use super::World;
use super::guard::free_port;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub struct Process {
    child: Child,
    pub port: u16,
    _folder: tempfile::TempDir,
}

impl Process {
    /// The very program that is delivered. It ends with the journey, also after a panic.
    pub async fn starts(world: &World) -> Process {
        let (folder, port) = (tempfile::tempdir().expect("a folder"), free_port().expect("a port"));
        let database = world.app.config.database_url.clone().expect("a database");
        let child = Command::new(env!("CARGO_BIN_EXE_rounds"))
            .args(["serve", "--database-url", &database, "--listen", &format!("127.0.0.1:{port}")])
            .args(["--public-url", &format!("http://127.0.0.1:{port}"), "--log", "error", "--data-dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let process = Process { child, port, _folder: folder };
        for _ in 0..600 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return process;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the program does not answer");
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
