//! A mail server that keeps what it is sent, and can be told to have a bad day.

use mail_parser::MessageParser;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};

/// One message as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
    pub at: Instant,
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

    pub fn message_id(&self) -> String {
        self.parsed(|message| message.message_id().unwrap_or_default().to_owned())
    }

    fn parsed<T>(&self, read: impl Fn(&mail_parser::Message<'_>) -> T) -> T {
        read(&MessageParser::default().parse(&self.raw).expect("a message that can be parsed"))
    }
}

/// Where a conversation is when the server has to say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before the first word of the other.
    Greeting,
    From,
    To,
    /// May the letter come?
    Data,
    /// The letter has come.
    Content,
}

/// How the server answers.
#[derive(Clone, Copy, Debug)]
pub enum Manner {
    Well,
    /// Well, but later.
    Slow(Duration),
    /// Other words; what it was sent is not kept.
    Says(&'static str),
    HangsUp,
    /// What it was sent is kept, and nothing said of it.
    KeepsAndHangsUp,
    /// It waits for the other to give up.
    Silent,
}

/// What is known when the server has to say something.
pub struct Asked<'a> {
    pub step: Step,
    /// The recipient; empty before.
    pub to: &'a str,
}

type Mind = dyn Fn(&Asked<'_>) -> Manner + Send + Sync;

struct Post {
    received: Mutex<Vec<Received>>,
    refusals: AtomicU32,
    open: AtomicUsize,
    most_open: AtomicUsize,
    only_one: bool,
    mind: Box<Mind>,
}

/// Listens on 127.0.0.1 until the test's runtime ends.
pub struct SmtpSink {
    pub address: SocketAddr,
    post: Arc<Post>,
}

impl SmtpSink {
    pub async fn start() -> SmtpSink {
        SmtpSink::minded(|_| Manner::Well).await
    }

    /// A server that does as it is told, question by question.
    pub async fn minded(mind: impl Fn(&Asked<'_>) -> Manner + Send + Sync + 'static) -> SmtpSink {
        SmtpSink::listens(false, Box::new(mind)).await
    }

    /// A server that ends every connection beside the first.
    pub async fn with_one_connection() -> SmtpSink {
        SmtpSink::listens(true, Box::new(|_| Manner::Well)).await
    }

    async fn listens(only_one: bool, mind: Box<Mind>) -> SmtpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let post = Arc::new(Post {
            received: Mutex::default(),
            refusals: AtomicU32::default(),
            open: AtomicUsize::default(),
            most_open: AtomicUsize::default(),
            only_one,
            mind,
        });
        let shared = post.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = shared.clone();
                let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
                shared.most_open.fetch_max(open, Ordering::SeqCst);
                tokio::spawn(async move {
                    if !(shared.only_one && open > 1) {
                        let _ = converse(stream, shared.clone()).await;
                    }
                    shared.open.fetch_sub(1, Ordering::SeqCst);
                });
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

    pub fn count(&self) -> usize {
        self.post.received.lock().expect("no poisoned lock").len()
    }

    /// How many connections were open at once, at most.
    pub fn most_open(&self) -> usize {
        self.post.most_open.load(Ordering::SeqCst)
    }

    /// Waits up to five seconds for that many messages.
    pub async fn waits_for(&self, messages: usize) -> Vec<Received> {
        for _ in 0..100 {
            if self.count() >= messages {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let received = self.received();
        assert_eq!(received.len(), messages, "messages that reached the mail server");
        received
    }
}

/// One connection.
struct Talk {
    post: Arc<Post>,
    lines: BufReader<tokio::net::tcp::OwnedReadHalf>,
    write: OwnedWriteHalf,
    from: String,
    to: Vec<String>,
}

async fn converse(stream: TcpStream, post: Arc<Post>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, write) = stream.into_split();
    let lines = BufReader::new(read);
    let mut talk = Talk { post, lines, write, from: String::new(), to: Vec::new() };
    talk.answers(Step::Greeting, "220 sink ready").await?;
    loop {
        let mut line = String::new();
        if talk.lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" => talk.says("250-sink\r\n250-8BITMIME\r\n250 PIPELINING").await?,
            "MAIL" => {
                (talk.from, talk.to) = (address(line), Vec::new());
                talk.answers(Step::From, "250 ok").await?;
            }
            "RCPT" => {
                talk.to.push(address(line));
                talk.answers(Step::To, "250 ok").await?;
            }
            "DATA" => talk.takes().await?,
            "QUIT" => return talk.says("221 bye").await,
            _ => talk.says("250 ok").await?,
        }
    }
}

fn gone() -> std::io::Error {
    std::io::ErrorKind::ConnectionAborted.into()
}

impl Talk {
    async fn says(&mut self, words: &str) -> std::io::Result<()> {
        self.write.write_all(format!("{words}\r\n").as_bytes()).await
    }

    fn manner(&self, step: Step) -> Manner {
        let to = self.to.last().map_or("", String::as_str);
        (self.post.mind)(&Asked { step, to })
    }

    /// True when it answered well.
    async fn answers(&mut self, step: Step, well: &str) -> std::io::Result<bool> {
        let manner = self.manner(step);
        self.answers_as(manner, well).await
    }

    async fn answers_as(&mut self, manner: Manner, well: &str) -> std::io::Result<bool> {
        match manner {
            Manner::Well => self.says(well).await.map(|()| true),
            Manner::Slow(time) => {
                tokio::time::sleep(time).await;
                self.says(well).await.map(|()| true)
            }
            Manner::Says(words) => self.says(words).await.map(|()| false),
            Manner::HangsUp | Manner::KeepsAndHangsUp => Err(gone()),
            Manner::Silent => {
                let mut nothing = String::new();
                while self.lines.read_line(&mut nothing).await? > 0 {}
                Err(gone())
            }
        }
    }

    async fn takes(&mut self) -> std::io::Result<()> {
        if !self.answers(Step::Data, "354 go on").await? {
            return Ok(());
        }
        let raw = read_message(&mut self.lines).await?;
        let message = Received { from: self.from.clone(), to: self.to.clone(), raw, at: Instant::now() };
        let counts = |left: u32| left.checked_sub(1);
        if self.post.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, counts).is_ok() {
            return self.says("451 try again later").await;
        }
        // Kept before it is answered: whoever hears the answer may count on it.
        let manner = self.manner(Step::Content);
        if matches!(manner, Manner::Well | Manner::Slow(_) | Manner::KeepsAndHangsUp) {
            self.post.received.lock().expect("no poisoned lock").push(message);
        }
        self.answers_as(manner, "250 kept").await.map(drop)
    }
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
