//! Every setting: its flag, its environment variable, its default and what it means. A wrong value is refused at
//! start with the setting's name and what would be right.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use url::Url;

use crate::kit::db::Address;
use crate::kit::letters::Site;

/// Memory for one password hash, in KiB; with 2 passes and 1 lane this is OWASP's first recommendation for argon2id.
const PASSWORD_MEMORY_KIB: u32 = 19_456;

#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Where the data is: a path for SQLite (default: rounds.db in the data folder), or postgres://user:password@host/name
    #[arg(long, env = "DATABASE_URL", value_name = "URL", value_parser = database_url, global = true)]
    pub database_url: Option<String>,

    /// Address and port to listen on
    #[arg(long, env = "ROUNDS_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = listen, global = true)]
    pub listen: SocketAddr,

    /// The address the public uses, for links in emails and canonical addresses (default: http:// and what is listened on)
    #[arg(long, env = "ROUNDS_PUBLIC_URL", value_name = "URL", value_parser = public_url, global = true)]
    pub public_url: Option<String>,

    /// Folder for the database, uploads and the search index
    #[arg(long, env = "ROUNDS_DATA_DIR", value_name = "FOLDER", default_value = "var", global = true)]
    pub data_dir: PathBuf,

    /// Mail server: smtp://user:password@host:587?tls=required, or smtps://…; without it emails become files in the data folder
    #[arg(long, env = "ROUNDS_SMTP_URL", value_name = "URL", value_parser = smtp_url, hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// Who emails come from
    #[arg(long, env = "ROUNDS_MAIL_FROM", value_name = "MAILBOX", default_value = "Rounds <letters@rounds.example>", value_parser = mailbox, global = true)]
    pub mail_from: String,

    /// The address that the public writes to, shown on the contact page
    #[arg(long, env = "ROUNDS_CONTACT_EMAIL", value_name = "ADDRESS", default_value = "hello@rounds.example", value_parser = contact_email, global = true)]
    pub contact_email: String,

    /// File with the RSA key (PEM) that signs emails with DKIM
    #[arg(long, env = "ROUNDS_DKIM_KEY", value_name = "FILE", value_parser = readable_file, global = true)]
    pub dkim_key: Option<PathBuf>,

    /// DKIM selector: the name before ._domainkey in DNS
    #[arg(long, env = "ROUNDS_DKIM_SELECTOR", value_name = "NAME", default_value = "rounds", global = true)]
    pub dkim_selector: String,

    /// Emails on their way at once from this node, each over a connection of its own
    #[arg(long, env = "ROUNDS_MAIL_AT_ONCE", value_name = "NUMBER", default_value_t = 16, value_parser = at_least_one("ROUNDS_MAIL_AT_ONCE"), global = true)]
    pub mail_at_once: usize,

    /// The most of them to addresses of one domain
    #[arg(long, env = "ROUNDS_MAIL_PER_DOMAIN", value_name = "NUMBER", default_value_t = 4, value_parser = at_least_one("ROUNDS_MAIL_PER_DOMAIN"), global = true)]
    pub mail_per_domain: usize,

    /// Emails a second to addresses of one domain, at most
    #[arg(long, env = "ROUNDS_MAIL_DOMAIN_RATE", value_name = "NUMBER", default_value_t = 50, value_parser = at_least_one("ROUNDS_MAIL_DOMAIN_RATE"), global = true)]
    pub mail_domain_rate: usize,

    /// Seconds that the mail server may take for an answer
    #[arg(long, env = "ROUNDS_MAIL_TIMEOUT", value_name = "SECONDS", default_value_t = 30, value_parser = at_least_one("ROUNDS_MAIL_TIMEOUT"), global = true)]
    pub mail_timeout: usize,

    /// Secret with which a program may bring reports of emails that came back: POST /deliveries, Authorization: Bearer
    #[arg(long, env = "ROUNDS_DELIVERIES_SECRET", value_name = "SECRET", value_parser = deliveries_secret, hide_env_values = true, global = true)]
    pub deliveries_secret: Option<String>,

    /// Believe X-Forwarded-For: only behind a proxy of your own that sets it
    #[arg(long, env = "ROUNDS_TRUST_PROXY", value_name = "true|false", default_value = "false", value_parser = yes_or_no, action = clap::ArgAction::Set, global = true)]
    pub trust_proxy: bool,

    /// What to write to the log: error, warn, info, debug, or a filter such as info,rounds=debug
    #[arg(long, env = "ROUNDS_LOG", value_name = "LEVEL", default_value = "info", value_parser = log_filter, global = true)]
    pub log: String,

    /// Demonstration mode: set by `serve --demo`
    #[arg(skip)]
    pub demo: bool,

    /// Keep the text of emails that are written at the moment of their sending: the demonstration and tests show it
    #[arg(skip)]
    pub keep_texts: bool,

    /// KiB of memory for one password hash; only tests lower it
    #[arg(skip = PASSWORD_MEMORY_KIB)]
    pub password_memory_kib: u32,

    /// Whether rates are limited; only tests switch it off
    #[arg(skip = true)]
    pub limit_rates: bool,
}

impl Config {
    /// The database's address; SQLite in the data folder unless set.
    pub fn database(&self) -> Address {
        let default = || Address::Sqlite(self.data_dir.join("rounds.db"));
        self.database_url.as_deref().and_then(|url| Address::parse(url).ok()).unwrap_or_else(default)
    }

    /// Without a slash at its end.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_string(),
            None => format!("http://{}", self.listen),
        }
    }

    /// Is the public served over https? Cookies are then `Secure` and carry the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    pub fn site(&self) -> Site {
        Site { public_url: self.public_url(), mail_domain: self.mail_domain() }
    }

    /// The domain that letters come from.
    pub fn mail_domain(&self) -> String {
        let address = self.mail_from.rsplit('<').next().unwrap_or_default().trim_end_matches('>');
        address.rsplit('@').next().unwrap_or("localhost").to_string()
    }

    /// Every setting as `NAME=value`, with secrets hidden.
    pub fn lines(&self) -> Vec<String> {
        let path = |path: &PathBuf| path.display().to_string();
        let settings = [
            ("DATABASE_URL", Some(self.database_words())),
            ("ROUNDS_LISTEN", Some(self.listen.to_string())),
            ("ROUNDS_PUBLIC_URL", Some(self.public_url())),
            ("ROUNDS_DATA_DIR", Some(path(&self.data_dir))),
            ("ROUNDS_SMTP_URL", self.smtp_url.as_deref().map(without_password)),
            ("ROUNDS_MAIL_FROM", Some(self.mail_from.clone())),
            ("ROUNDS_CONTACT_EMAIL", Some(self.contact_email.clone())),
            ("ROUNDS_DKIM_KEY", self.dkim_key.as_ref().map(path)),
            ("ROUNDS_DKIM_SELECTOR", Some(self.dkim_selector.clone())),
            ("ROUNDS_MAIL_AT_ONCE", Some(self.mail_at_once.to_string())),
            ("ROUNDS_MAIL_PER_DOMAIN", Some(self.mail_per_domain.to_string())),
            ("ROUNDS_MAIL_DOMAIN_RATE", Some(self.mail_domain_rate.to_string())),
            ("ROUNDS_MAIL_TIMEOUT", Some(self.mail_timeout.to_string())),
            ("ROUNDS_DELIVERIES_SECRET", self.deliveries_secret.as_ref().map(|_| "***".into())),
            ("ROUNDS_TRUST_PROXY", Some(self.trust_proxy.to_string())),
            ("ROUNDS_LOG", Some(self.log.clone())),
        ];
        settings
            .into_iter()
            .map(|(name, value)| format!("{name}={}", value.unwrap_or("(not set)".into())))
            .collect()
    }

    fn database_words(&self) -> String {
        match self.database() {
            Address::Sqlite(path) => path.display().to_string(),
            Address::Postgres(url) => without_password(&url),
        }
    }
}

/// `postgres://rounds:***@db/rounds`
fn without_password(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut parsed) if parsed.password().is_some() => {
            let hidden = parsed.set_password(Some("***"));
            hidden.map_or("(hidden)".into(), |()| parsed.to_string())
        }
        Ok(parsed) => parsed.to_string(),
        Err(_) => "(hidden)".into(),
    }
}

fn database_url(value: &str) -> Result<String, String> {
    Address::parse(value).map(|_| value.to_string()).map_err(|why| {
        format!(
            "DATABASE_URL must be a path such as var/rounds.db, or postgres://user:password@host/name; {why}"
        )
    })
}

fn listen(value: &str) -> Result<SocketAddr, String> {
    value.parse().map_err(|_| "ROUNDS_LISTEN must be an address and a port, such as 127.0.0.1:8080".into())
}

fn public_url(value: &str) -> Result<String, String> {
    let right = Url::parse(value).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.path() == "/"
            && url.query().is_none()
    });
    if right {
        Ok(value.to_string())
    } else {
        Err("ROUNDS_PUBLIC_URL must be an address without a path, such as https://rounds.example".into())
    }
}

fn smtp_url(value: &str) -> Result<String, String> {
    let right = Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host());
    if right {
        Ok(value.to_string())
    } else {
        Err("ROUNDS_SMTP_URL must be smtp://user:password@host:587?tls=required or smtps://user:password@host".into())
    }
}

fn mailbox(value: &str) -> Result<String, String> {
    match value.parse::<lettre::message::Mailbox>() {
        Ok(_) => Ok(value.to_string()),
        Err(_) => {
            Err("ROUNDS_MAIL_FROM must be a name and a mail address, such as Rounds <letters@rounds.example>"
                .into())
        }
    }
}

fn contact_email(value: &str) -> Result<String, String> {
    match value.parse::<lettre::Address>() {
        Ok(_) => Ok(value.to_string()),
        Err(_) => {
            Err("ROUNDS_CONTACT_EMAIL must be a mail address without a name, such as hello@rounds.example"
                .into())
        }
    }
}

fn readable_file(value: &str) -> Result<PathBuf, String> {
    match std::fs::File::open(value) {
        Ok(_) => Ok(value.into()),
        Err(error) => Err(format!("ROUNDS_DKIM_KEY must be a file that can be read; {value}: {error}")),
    }
}

/// Reads the number of a setting; none, and more than ten thousand, is refused.
fn at_least_one(name: &'static str) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |value| match value.parse() {
        Ok(number @ 1..=10_000) => Ok(number),
        _ => Err(format!("{name} must be a whole number from 1 to 10000")),
    }
}

fn deliveries_secret(value: &str) -> Result<String, String> {
    // What a program sends in a header, and nobody guesses.
    if value.len() >= 20 && value.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(value.to_string())
    } else {
        Err("ROUNDS_DELIVERIES_SECRET must be 20 or more letters, digits and signs, without spaces".into())
    }
}

fn yes_or_no(value: &str) -> Result<bool, String> {
    value.parse().map_err(|_| "ROUNDS_TRUST_PROXY must be true or false".into())
}

fn log_filter(value: &str) -> Result<String, String> {
    match tracing_subscriber::EnvFilter::try_new(value) {
        Ok(_) => Ok(value.to_string()),
        Err(_) => {
            Err("ROUNDS_LOG must be error, warn, info, debug, or a filter such as info,rounds=debug".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_are_refused_with_the_name_of_the_setting() {
        let cases: [(&str, Result<(), String>); 11] = [
            ("ROUNDS_DELIVERIES_SECRET", deliveries_secret("guess").map(drop)),
            ("DATABASE_URL", database_url("mysql://x/y").map(drop)),
            ("ROUNDS_LISTEN", listen("8080").map(drop)),
            ("ROUNDS_PUBLIC_URL", public_url("rounds.example").map(drop)),
            ("ROUNDS_PUBLIC_URL", public_url("https://rounds.example/careers").map(drop)),
            ("ROUNDS_SMTP_URL", smtp_url("mail.example:25").map(drop)),
            ("ROUNDS_MAIL_FROM", mailbox("nobody").map(drop)),
            ("ROUNDS_CONTACT_EMAIL", contact_email("Rounds <hello@rounds.example>").map(drop)),
            ("ROUNDS_TRUST_PROXY", yes_or_no("maybe").map(drop)),
            ("ROUNDS_MAIL_AT_ONCE", at_least_one("ROUNDS_MAIL_AT_ONCE")("0").map(drop)),
            ("ROUNDS_MAIL_TIMEOUT", at_least_one("ROUNDS_MAIL_TIMEOUT")("soon").map(drop)),
        ];
        for (name, refused) in cases {
            assert!(refused.unwrap_err().starts_with(&format!("{name} must be")), "{name}");
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://me:secret@db/rounds"), "postgres://me:***@db/rounds");
    }
}
