//! The App: everything a handler or a job may use, in one value.

use std::ops::Deref;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use anyhow::Context;
use diesel::QueryResult;

use crate::accounts::passwords::Passwords;
use crate::applications::Ledgers;
use crate::config::Config;
use crate::kit::clock::Clock;
use crate::kit::db::{Conn, Db, Failed};
use crate::kit::files::Files;
use crate::kit::letters::Site;
use crate::kit::mailer::{MailSettings, Mailer};
use crate::listings::Looks;
use crate::search::Search;
use crate::settings::{self, Settings};
use crate::web::error::Error;
use crate::web::lately::Lately;
use crate::web::limits::Limits;
use crate::web::page::Banner;

/// A handle on the running site; cheap to copy.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub files: Files,
    pub mailer: Mailer,
    pub passwords: Passwords,
    pub limits: Limits,
    pub search: Search,
    pub settings: Settings,
    pub lately: Lately,
    pub ledgers: Ledgers,
    pub looks: Looks,
    pub site: Site,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens everything the site needs: folders, database (brought up to date), mail.
    pub fn open(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let db = Db::open(&config.database())?;
        let files = Files::open(&config.data_dir.join("files"), db.clone())?;
        let mailer = open_mailer(&config)?;
        let passwords = Passwords::new(config.password_memory_kib)?;
        let limits = Limits::new(config.limit_rates);
        let search = Search::open(&config.data_dir.join("index"))?;
        let in_force = db.read_blocking(|conn| Ok(settings::in_force(conn)?)).map_err(Failed::into_error)?;
        let (settings, site) = (Settings::new(in_force), config.site());
        let (lately, ledgers) = (Lately::default(), Ledgers::default());
        Ok(Self(Arc::new(Parts {
            config,
            clock,
            db,
            files,
            mailer,
            passwords,
            limits,
            search,
            settings,
            lately,
            ledgers,
            looks: Looks::default(),
            site,
        })))
    }

    /// Asks the database something that cannot be refused.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Conn) -> QueryResult<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        self.db.read(move |conn| Ok(question(conn)?)).await.map_err(Failed::into_error)
    }

    /// Writes something that cannot be refused, as one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl Fn(&mut Conn) -> QueryResult<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        self.db.write(move |conn| Ok(change(conn)?)).await.map_err(Failed::into_error)
    }

    /// Writes what is right statement by statement ([`Db::write_each`]) and cannot be refused.
    pub async fn write_each<T: Send + 'static>(
        &self,
        change: impl Fn(&mut Conn) -> QueryResult<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        self.db.write_each(move |conn| Ok(change(conn)?)).await.map_err(Failed::into_error)
    }

    /// The address that the public writes to: as administrators set it, else as the site was started.
    pub fn contact(&self) -> String {
        self.settings.get().contact.clone().unwrap_or_else(|| self.config.contact_email.clone())
    }

    /// What every page says now.
    pub fn banner(&self) -> Option<Banner> {
        self.settings.get().banner(|| self.clock.today())
    }

    pub fn of(request: &HttpRequest) -> Result<Self, Error> {
        request
            .app_data::<web::Data<App>>()
            .map(|app| app.get_ref().clone())
            .ok_or_else(|| Error::Broken(anyhow::anyhow!("the server was started without an App")))
    }
}

fn open_mailer(config: &Config) -> anyhow::Result<Mailer> {
    let key = config.dkim_key.as_ref().map(|file| {
        std::fs::read_to_string(file).with_context(|| format!("cannot read the DKIM key {}", file.display()))
    });
    let (key, domain) = (key.transpose()?, config.mail_domain());
    Mailer::new(&MailSettings {
        from: &config.mail_from,
        smtp_url: config.smtp_url.as_deref(),
        folder: config.data_dir.join("letters"),
        dkim: key.map(|pem| (config.dkim_selector.as_str(), domain.as_str(), pem)),
        patience: std::time::Duration::from_secs(config.mail_timeout as u64),
    })
}

impl FromRequest for App {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(App::of(request))
    }
}
