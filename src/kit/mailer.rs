//! Where letters go: a mail server, or a folder of `.eml` files when none is configured.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, anyhow};
use lettre::message::dkim::{DkimConfig, DkimSigningAlgorithm, DkimSigningKey};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::response::Response;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::kit::letters::{Posted, flowed};

/// A silent server must not hold a worker for longer.
const SMTP_TIMEOUT: Duration = Duration::from_secs(20);
const SMTP_CONNECTIONS: u32 = 4;

pub struct Mailer {
    from: Mailbox,
    way: Way,
    dkim: Option<DkimConfig>,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// What a mailer is made from.
pub struct MailSettings<'a> {
    /// `Rounds <letters@example.org>`
    pub from: &'a str,
    /// `smtp://` or `smtps://`; none: a folder.
    pub smtp_url: Option<&'a str>,
    pub folder: PathBuf,
    /// Selector, domain and PEM of an RSA key.
    pub dkim: Option<(&'a str, &'a str, String)>,
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server, or the address itself, refused for good: trying again would not help.
    #[error("{0}")]
    Refused(String),
    #[error("{0}")]
    Later(String),
}

impl Mailer {
    pub fn new(settings: &MailSettings<'_>) -> anyhow::Result<Self> {
        let from = settings.from.parse().context("the sender of letters is not a mail address")?;
        let way = match settings.smtp_url {
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?
                    .timeout(Some(SMTP_TIMEOUT))
                    .pool_config(PoolConfig::new().max_size(SMTP_CONNECTIONS))
                    .build(),
            ),
            None => {
                std::fs::create_dir_all(&settings.folder)
                    .with_context(|| format!("cannot make the folder {}", settings.folder.display()))?;
                Way::Folder(AsyncFileTransport::new(&settings.folder))
            }
        };
        let dkim = settings
            .dkim
            .as_ref()
            .map(|(selector, domain, pem)| {
                let key = DkimSigningKey::new(pem, DkimSigningAlgorithm::Rsa)
                    .map_err(|error| anyhow!("the DKIM key cannot be read: {error}"))?;
                Ok::<_, anyhow::Error>(DkimConfig::default_config((*selector).into(), (*domain).into(), key))
            })
            .transpose()?;
        Ok(Self { from, way, dkim })
    }

    /// Sends one letter of the outbox; gives what the mail server answered.
    ///
    /// # Errors
    /// [`SendError::Refused`] when it can never be sent as it is, [`SendError::Later`] when the server may take it
    /// another time.
    pub async fn send(&self, letter: &Posted) -> Result<String, SendError> {
        let mut message = self.message(letter).map_err(|error| SendError::Refused(error.to_string()))?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        match &self.way {
            Way::Smtp(smtp) => smtp.send(message).await.map(|answer| said(&answer)).map_err(|error| {
                if error.is_permanent() {
                    SendError::Refused(error.to_string())
                } else {
                    SendError::Later(error.to_string())
                }
            }),
            Way::Folder(folder) => folder
                .send(message)
                .await
                .map(|name| format!("Written to the folder of emails as {name}.eml"))
                .map_err(|error| SendError::Later(error.to_string())),
        }
    }

    fn message(&self, letter: &Posted) -> anyhow::Result<Message> {
        let name = (!letter.to_name.is_empty()).then(|| letter.to_name.clone());
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, letter.to_address.parse()?))
            .subject(&letter.subject)
            .message_id(Some(letter.message_id.clone()));
        if let Some(url) = &letter.unsubscribe_url {
            builder = builder
                .raw_header(raw("List-Unsubscribe", format!("<{url}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
        } else {
            builder = builder.raw_header(raw("Auto-Submitted", "auto-generated".into()));
        }
        let flowing = ContentType::parse("text/plain; charset=utf-8; format=flowed")?;
        let text = SinglePart::builder().header(flowing).body(flowed(&letter.text_body));
        let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(letter.html_body.clone());
        Ok(builder.multipart(MultiPart::alternative().singlepart(text).singlepart(html))?)
    }
}

/// `250 2.0.0 Ok: queued as 12345`
fn said(answer: &Response) -> String {
    let words = answer.message().collect::<Vec<_>>().join(" ");
    crate::kit::text::line(&format!("{} {words}", answer.code()))
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
