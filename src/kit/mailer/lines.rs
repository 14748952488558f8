//! Connections to the mail server, each step with its own patience: what a server says before it hears of a recipient is
//! about the server, and what it says from then on about the letter.

use std::error::Error as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use lettre::transport::smtp::{Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use url::Url;

use super::SendError;

/// A connection that waited for longer may have been given up by the server.
const IDLE_FOR_AT_MOST: Duration = Duration::from_secs(20);
/// A server may look at what it was sent before it answers; in answers.
const PATIENCE_FOR_A_LETTER: u32 = 2;

pub struct Lines {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

enum Tls {
    No,
    /// From the first byte.
    Always(TlsParameters),
    /// After a word in the clear; `must`: nothing is sent without.
    Later {
        parameters: TlsParameters,
        must: bool,
    },
}

impl Lines {
    /// `smtp://user:password@host:587?tls=required`, or `tls=opportunistic`, or nothing, or `smtps://`.
    pub fn to(url: &str, patience: Duration) -> anyhow::Result<Self> {
        let url = Url::parse(url).context("the address of the mail server cannot be read")?;
        let host = url.host_str().context("the address of the mail server has no host")?.to_owned();
        let way = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || TlsParameters::new(host.clone());
        let (tls, port) = match (url.scheme(), way.as_deref()) {
            ("smtp", None) => (Tls::No, SMTP_PORT),
            ("smtp", Some("required")) => {
                (Tls::Later { parameters: parameters()?, must: true }, SUBMISSION_PORT)
            }
            ("smtp", Some("opportunistic")) => {
                (Tls::Later { parameters: parameters()?, must: false }, SUBMISSION_PORT)
            }
            ("smtps", _) => (Tls::Always(parameters()?), SUBMISSIONS_PORT),
            _ => anyhow::bail!(
                "the mail server is smtp:// (with tls=required or tls=opportunistic) or smtps://"
            ),
        };
        let name = url.path().trim_matches('/');
        Ok(Self {
            port: url.port().unwrap_or(port),
            tls,
            credentials: url
                .password()
                .map(|password| Credentials::new(decoded(url.username()), decoded(password))),
            hello: if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.into()) },
            patience,
            idle: Mutex::default(),
            host,
        })
    }

    /// Sends one letter; gives what the server answered.
    pub async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<String, SendError> {
        if let Some(mut line) = self.take_idle() {
            // It may have ended while it waited, and that says nothing about the server.
            if self.begins(&mut line, envelope, bytes).await.is_ok() {
                return self.goes_on(line, envelope, bytes).await;
            }
        }
        let mut line = self.connects().await.map_err(|error| SendError::Away(words(&error)))?;
        let begun = self.begins(&mut line, envelope, bytes).await;
        begun.map_err(|error| SendError::Away(words(&error)))?;
        self.goes_on(line, envelope, bytes).await
    }

    async fn connects(&self) -> anyhow::Result<AsyncSmtpConnection> {
        let first = match &self.tls {
            Tls::Always(parameters) => Some(parameters.clone()),
            Tls::No | Tls::Later { .. } => None,
        };
        let server = (self.host.as_str(), self.port);
        let opening =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &self.hello, first, None);
        let mut line = self.within(1, opening).await?;
        if let Tls::Later { parameters, must } = &self.tls {
            if line.can_starttls() {
                self.within(1, line.starttls(parameters.clone(), &self.hello)).await?;
            }
            ensure!(line.is_encrypted() || !must, "the mail server does not offer TLS");
        }
        if let Some(credentials) = &self.credentials {
            self.within(1, line.auth(DEFAULT_MECHANISMS, credentials)).await?;
        }
        Ok(line)
    }

    /// Who writes: nothing of the recipient is said yet.
    async fn begins(
        &self,
        line: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> anyhow::Result<()> {
        let mut options = Vec::new();
        if has_foreign_letters(envelope) && line.server_info().supports_feature(Extension::SmtpUtfEight) {
            options.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() && line.server_info().supports_feature(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.within(1, line.command(Mail::new(envelope.from().cloned(), options))).await.map(drop)
    }

    async fn goes_on(
        &self,
        mut line: AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<String, SendError> {
        if has_foreign_letters(envelope) && !line.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(SendError::Refused("The mail server takes only addresses in plain letters".into()));
        }
        match self.hands_over(&mut line, envelope, bytes).await {
            Ok(answer) => {
                self.keep(line);
                Ok(said(&answer))
            }
            Err(error) => {
                let is_answer = status(&error).is_some();
                if is_answer && self.within(1, line.command(Rset)).await.is_ok() {
                    self.keep(line);
                }
                Err(match status(&error) {
                    Some(500..) => SendError::Refused(words(&error)),
                    _ => SendError::Later(words(&error)),
                })
            }
        }
    }

    async fn hands_over(
        &self,
        line: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> anyhow::Result<Response> {
        for to in envelope.to() {
            self.within(1, line.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        }
        self.within(1, line.command(Data)).await?;
        self.within(PATIENCE_FOR_A_LETTER, line.message(bytes)).await
    }

    async fn within<T>(&self, times: u32, step: impl Future<Output = Result<T, Error>>) -> anyhow::Result<T> {
        match tokio::time::timeout(self.patience * times, step).await {
            Ok(done) => Ok(done?),
            Err(_) => anyhow::bail!("the mail server did not answer in time"),
        }
    }

    fn take_idle(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE_FOR_AT_MOST);
        idle.pop().map(|(line, _)| line)
    }

    fn keep(&self, line: AsyncSmtpConnection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push((line, Instant::now()));
    }

    pub async fn hang_up(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for (mut line, _) in idle {
            let _ = tokio::time::timeout(Duration::from_secs(1), line.quit()).await;
        }
    }
}

fn has_foreign_letters(envelope: &Envelope) -> bool {
    envelope.to().iter().chain(envelope.from()).any(|address| !AsRef::<str>::as_ref(address).is_ascii())
}

/// `%40` as `@`.
fn decoded(part: &str) -> String {
    let pair = format!("x={}", part.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

/// The number of a server's refusal; `None` when it said nothing that can be understood.
fn status(error: &anyhow::Error) -> Option<u16> {
    let error = error.downcast_ref::<Error>()?;
    error.status().map(u16::from)
}

/// `451 4.7.1 Try again later`, or what went wrong with the connection.
fn words(error: &anyhow::Error) -> String {
    let told = error.downcast_ref::<Error>().and_then(|error| {
        let source = error.source()?;
        Some(error.status().map_or_else(|| error.to_string(), |code| format!("{code} {source}")))
    });
    crate::kit::text::line(&told.unwrap_or_else(|| format!("{error:#}"))).chars().take(SAID_AT_MOST).collect()
}

/// Characters that are kept of what a server says.
const SAID_AT_MOST: usize = 1_000;

/// `250 2.0.0 Ok: queued as 12345`
fn said(answer: &Response) -> String {
    let words = answer.message().collect::<Vec<_>>().join(" ");
    crate::kit::text::line(&format!("{} {words}", answer.code())).chars().take(SAID_AT_MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_server_says_how_it_is_spoken_to() {
        let second = Duration::from_secs(1);
        for (url, port, user) in [
            ("smtp://mail.example", 25, None),
            (
                "smtp://ada%40example.org:a%2Bb@mail.example?tls=required",
                587,
                Some(("ada@example.org", "a+b")),
            ),
            ("smtp://mail.example?tls=opportunistic", 587, None),
            ("smtps://ada:c+d@mail.example", 465, Some(("ada", "c+d"))),
            ("smtp://127.0.0.1:2525", 2525, None),
        ] {
            let lines = Lines::to(url, second).unwrap();
            assert_eq!(lines.port, port, "{url}");
            let want = user.map(|(name, word)| Credentials::new(name.into(), word.into()));
            assert_eq!(lines.credentials, want, "{url}");
        }
        for wrong in ["http://mail.example", "smtp://mail.example?tls=maybe", "mail.example:25"] {
            assert!(Lines::to(wrong, second).is_err(), "{wrong}");
        }
    }
}
