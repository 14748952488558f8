//! A mail server that keeps what it is sent, and can be told to have a bad day.

use mail_parser::MessageParser;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// One message as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

impl Received {
    pub fn subject(&self) -> String {
        self.parsed(|message| message.subject().unwrap_or_default().to_owned())
    }

    pub fn text(&self) -> String {
        self.parsed(|message| message.body_text(0).unwrap_or_default().into_owned())
    }

    pub fn html(&self) -> String {
        self.parsed(|message| message.body_html(0).unwrap_or_default().into_owned())
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.parsed(|message| message.header_raw(name).map(|value| value.trim().to_owned()))
    }

    fn parsed<T>(&self, read: impl Fn(&mail_parser::Message<'_>) -> T) -> T {
        read(&MessageParser::default().parse(&self.raw).expect("a message that can be parsed"))
    }
}

#[derive(Default)]
struct Post {
    received: Mutex<Vec<Received>>,
    refusals: AtomicU32,
}

/// Listens on 127.0.0.1 until the test's runtime ends.
pub struct SmtpSink {
    pub address: SocketAddr,
    post: Arc<Post>,
}

impl SmtpSink {
    pub async fn start() -> SmtpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let post = Arc::new(Post::default());
        let shared = post.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, shared.clone()));
            }
        });
        SmtpSink { address, post }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Answers the next messages with a temporary failure.
    pub fn refuses_the_next(&self, messages: u32) {
        self.post.refusals.store(messages, Ordering::SeqCst);
    }

    pub fn received(&self) -> Vec<Received> {
        self.post.received.lock().expect("no poisoned lock").clone()
    }

    /// Waits up to five seconds for that many messages.
    pub async fn waits_for(&self, messages: usize) -> Vec<Received> {
        for _ in 0..100 {
            if self.received().len() >= messages {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let received = self.received();
        assert_eq!(received.len(), messages, "messages that reached the mail server");
        received
    }
}

async fn converse(stream: TcpStream, post: Arc<Post>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let (mut from, mut to) = (String::new(), Vec::new());
    write.write_all(b"220 sink ready\r\n").await?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match word.as_str() {
            "EHLO" => b"250-sink\r\n250-8BITMIME\r\n250 PIPELINING\r\n",
            "MAIL" => {
                (from, to) = (address(line), Vec::new());
                b"250 ok\r\n"
            }
            "RCPT" => {
                to.push(address(line));
                b"250 ok\r\n"
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let raw = read_message(&mut lines).await?;
                keep(&post, Received { from: from.clone(), to: to.clone(), raw })
            }
            "QUIT" => return write.write_all(b"221 bye\r\n").await,
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await?;
    }
}

fn keep(post: &Post, message: Received) -> &'static [u8] {
    let refusal = post.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
    if refusal.is_ok() {
        return b"451 try again later\r\n";
    }
    post.received.lock().expect("no poisoned lock").push(message);
    b"250 kept\r\n"
}

async fn read_message(lines: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        lines.read_until(b'\n', &mut line).await?;
        match line.as_slice() {
            b".\r\n" | b"" => return Ok(raw),
            [b'.', rest @ ..] => raw.extend_from_slice(rest),
            whole => raw.extend_from_slice(whole),
        }
    }
}

fn address(line: &str) -> String {
    let start = line.find('<').map_or(0, |at| at + 1);
    line[start..].split('>').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_sink_keeps_messages_and_refuses_on_request() {
    use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
    let sink = SmtpSink::start().await;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&sink.url()).expect("a url").build();
    let message = || {
        Message::builder()
            .from("Rounds <no-reply@rounds.example>".parse().expect("an address"))
            .to("Ada <ada@example.org>".parse().expect("an address"))
            .subject("Grüße")
            .body(".starts with a dot\nand ends".to_owned())
            .expect("a message")
    };
    sink.refuses_the_next(1);
    assert!(transport.send(message()).await.is_err());
    transport.send(message()).await.expect("it is taken");
    let kept = &sink.waits_for(1).await[0];
    assert_eq!((kept.subject().as_str(), kept.to.as_slice()), ("Grüße", &["ada@example.org".to_owned()][..]));
    assert_eq!(kept.from, "no-reply@rounds.example");
    assert!(kept.text().starts_with(".starts with a dot"), "{}", kept.text());
}
