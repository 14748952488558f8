//! The world that journeys happen in: a site of its own for each, on a database of its own, with a clock that moves
//! when the journey says so, and people who use it.

mod browser;
mod crawl;
mod databases;
mod demo;
mod form;
mod guard;
mod letters;
mod page;
mod people;
mod person;
mod process;
mod smtp;
mod things;

use actix_web::dev::ServerHandle;
use chrono::Duration;
use clap::Parser;
use databases::Database;
use rounds::app::App;
use rounds::config::Config;
use rounds::kit::clock::Clock;
use std::net::TcpListener;
use tempfile::TempDir;
use url::Url;

pub use browser::{Browser, JavaScript, Scheme};
pub use crawl::{Walk, walk};
pub use databases::{Cluster, Engine};
pub use form::Attachment;
pub use page::Page;
pub use person::{PASSWORD, Person};
pub use process::Process;
pub use smtp::{Manner, SmtpSink, Step};
pub use things::{Organisation, Thing, complete, organisation_of};

/// Writes a journey once and walks it on both engines: `journey!(a_candidate_applies, |world| { … });`
macro_rules! journey {
    ($name:ident, |$world:ident| $steps:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::world::{Engine, World};

            async fn walk($world: World) $steps

            #[tokio::test]
            async fn sqlite() {
                walk(World::on(Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                walk(World::on(Engine::Postgres).await).await;
            }
        }
    };
}
pub(crate) use journey;

/// KiB for a password hash: the least that argon2 takes, so that signing in costs a test next to nothing.
const CHEAP_PASSWORDS_KIB: u32 = 8;

pub struct World {
    pub app: App,
    pub site: Url,
    server: ServerHandle,
    /// Tells the background worker to stop.
    worker: Option<tokio::sync::watch::Sender<bool>>,
    _folder: TempDir,
    _database: Database,
}

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

impl World {
    pub async fn on(engine: Engine) -> World {
        World::with(engine, |_| {}).await
    }

    /// A world with other settings than the tests' own.
    pub async fn with(engine: Engine, change: impl FnOnce(&mut Config)) -> World {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Database::migrated(engine, folder.path());
        World::open(folder, database, change).await
    }

    async fn open(folder: TempDir, database: Database, change: impl FnOnce(&mut Config)) -> World {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let mut config = Settings::parse_from(["rounds"]).config;
        config.database_url = Some(database.url.clone());
        config.data_dir = folder.path().to_owned();
        config.listen = address;
        config.public_url = Some(format!("http://{address}"));
        (config.smtp_url, config.dkim_key, config.trust_proxy) = (None, None, false);
        config.password_memory_kib = CHEAP_PASSWORDS_KIB;
        config.limit_rates = false;
        config.keep_texts = true;
        change(&mut config);
        let app = App::open(config, Clock::default()).expect("the site opens");
        let server = serve(app.clone(), listener).await;
        let site = Url::parse(&format!("http://{address}/")).expect("an address");
        World { app, site, server, worker: None, _folder: folder, _database: database }
    }

    /// Somebody who has not been here before.
    pub fn visitor(&self, name: &str) -> Person {
        Person::new(&self.site, name)
    }

    pub async fn browser(&self, javascript: JavaScript, width: u32) -> Browser {
        Browser::open(self.site.as_str(), javascript, width).await
    }

    /// Does everything that is due: letters, closing, indexing, alerts.
    pub async fn settles(&self) {
        rounds::worker::run_all_due(&self.app).await.expect("what is due is done");
    }

    /// Lets the background worker run by itself, as on a real site, until the journey ends.
    pub fn works_by_itself(&mut self) {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        tokio::spawn(rounds::search::follow(self.app.clone(), stopped.clone()));
        tokio::spawn(rounds::worker::run(self.app.clone(), stopped));
        self.worker = Some(stop);
    }

    /// Lets time go by, and does what becomes due.
    pub async fn passes(&self, time: Duration) {
        self.app.clock.move_by(time);
        self.settles().await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(stop) = &self.worker {
            let _ = stop.send(true);
        }
        // Stopping is told at once; nobody waits for the answer.
        drop(self.server.stop(false));
    }
}

/// Serves from a thread of its own, as the binary does from its main thread.
async fn serve(app: App, listener: TcpListener) -> ServerHandle {
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = rounds::server::serve(app, listener, 1).expect("the site serves");
            let _ = tell.send(server.handle());
            let _ = server.await;
        });
    });
    told.await.expect("the site serves")
}
