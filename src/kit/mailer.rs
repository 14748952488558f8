//! Where letters go: a mail server, or a folder of `.eml` files when none is configured.

mod lines;
mod standing;

pub use standing::Standing;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, anyhow};
use lettre::address::Envelope;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncFileTransport, AsyncTransport, Message, Tokio1Executor};

use crate::kit::letters::{Posted, flowed};
use lines::Lines;

/// What a signature covers. Mailboxes show the button of RFC 8058 only when it covers both of its headers. That of the
/// content's type belongs to the body, as the signer sees it.
const SIGNED: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

pub struct Mailer {
    from: Mailbox,
    way: Way,
    dkim: Option<DkimConfig>,
    pub standing: Standing,
}

enum Way {
    Smtp(Lines),
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
    /// How long the server may take for one answer.
    pub patience: Duration,
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server, or the address itself, refused for good: trying again would not help.
    #[error("{0}")]
    Refused(String),
    /// The server may take this letter another time.
    #[error("{0}")]
    Later(String),
    /// The server took no letter at all: this one is not to blame.
    #[error("{0}")]
    Away(String),
}

/// A letter as it goes over the wire.
pub struct Ready {
    envelope: Envelope,
    bytes: Vec<u8>,
}

impl Mailer {
    pub fn new(settings: &MailSettings<'_>) -> anyhow::Result<Self> {
        let from = settings.from.parse().context("the sender of letters is not a mail address")?;
        let way = match settings.smtp_url {
            Some(url) => Way::Smtp(Lines::to(url, settings.patience)?),
            None => {
                std::fs::create_dir_all(&settings.folder)
                    .with_context(|| format!("cannot make the folder {}", settings.folder.display()))?;
                Way::Folder(AsyncFileTransport::new(&settings.folder))
            }
        };
        let dkim = settings.dkim.as_ref().map(signing).transpose()?;
        Ok(Self { from, way, dkim, standing: Standing::default() })
    }

    /// Puts a letter into the form in which it is sent, and signs it: some milliseconds of work.
    ///
    /// # Errors
    /// [`SendError::Refused`] when it can never be sent as it is.
    pub fn ready(&self, letter: &Posted) -> Result<Ready, SendError> {
        let mut message = self.message(letter).map_err(|error| SendError::Refused(error.to_string()))?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        Ok(Ready { envelope: message.envelope().clone(), bytes: message.formatted() })
    }

    /// Sends a letter; gives what the mail server answered.
    ///
    /// # Errors
    /// As [`SendError`] has them. Of a letter whose connection was lost after its last byte nobody knows whether it was
    /// taken: that is [`SendError::Later`].
    pub async fn send(&self, letter: &Ready) -> Result<String, SendError> {
        match &self.way {
            Way::Smtp(lines) => lines.send(&letter.envelope, &letter.bytes).await,
            Way::Folder(folder) => folder
                .send_raw(&letter.envelope, &letter.bytes)
                .await
                .map(|name| format!("Written to the folder of emails as {name}.eml"))
                .map_err(|error| {
                    SendError::Away(format!("It cannot be written to the folder of emails: {error}"))
                }),
        }
    }

    /// Ends the connections that wait for letters.
    pub async fn hang_up(&self) {
        if let Way::Smtp(lines) = &self.way {
            lines.hang_up().await;
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

fn signing((selector, domain, pem): &(&str, &str, String)) -> anyhow::Result<DkimConfig> {
    let key = DkimSigningKey::new(pem, DkimSigningAlgorithm::Rsa)
        .map_err(|error| anyhow!("the DKIM key cannot be read: {error}"))?;
    // Servers on the way may fold a line anew; the words must be the same.
    let relaxed = DkimCanonicalization {
        header: DkimCanonicalizationType::Relaxed,
        body: DkimCanonicalizationType::Relaxed,
    };
    let headers = SIGNED.into_iter().map(HeaderName::new_from_ascii_str).collect();
    Ok(DkimConfig::new((*selector).into(), (*domain).into(), key, headers, relaxed))
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
