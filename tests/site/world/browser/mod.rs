//! A real Chromium, driven over WebDriver: what a person sees, presses and types, and what axe finds.

mod axe;
mod driver;
mod scripts;
mod tests;

use super::Person;
use driver::send;
use scripts::{HAS_ANOTHER, LABELLED, OPENS_ANOTHER, STICKS_OUT};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Browsers are heavy: more than this at once make each other slow.
static ROOM: Semaphore = Semaphore::const_new(2);
const PATIENCE: Duration = Duration::from_secs(10);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JavaScript {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

pub struct Browser {
    http: reqwest::Client,
    session: String,
    site: String,
    javascript: JavaScript,
    _profile: TempDir,
    _room: SemaphorePermit<'static>,
}

impl Browser {
    /// A fresh browser that knows nothing of any other.
    pub async fn open(site: &str, javascript: JavaScript, width: u32) -> Browser {
        let room = ROOM.acquire().await.expect("an open semaphore");
        let profile = tempfile::tempdir().expect("a temporary folder");
        let http = reqwest::Client::new();
        let driver = driver::url();
        let wanted = json!({ "capabilities": { "alwaysMatch": driver::capabilities(&profile) } });
        let answer = send(&http, &format!("{driver}/session"), wanted).await.expect("Chromium starts");
        let id = answer["sessionId"].as_str().expect("a session");
        let session = format!("{driver}/session/{id}");
        let site = site.trim_end_matches('/').to_owned();
        let browser = Browser { http, session, site, javascript, _profile: profile, _room: room };
        browser.scripts_run(javascript == JavaScript::On).await;
        browser.becomes_wide(width).await;
        browser
    }

    pub async fn goes_to(&self, path: &str) {
        self.send("url", json!({ "url": format!("{}{path}", self.site) })).await;
    }

    /// An address as a letter has it.
    pub async fn opens(&self, address: &str) {
        self.goes_to(address.strip_prefix(&self.site).unwrap_or(address)).await;
    }

    pub async fn path(&self) -> String {
        let url = self.script("return location.pathname + location.search", json!([])).await;
        url.as_str().unwrap_or_default().to_owned()
    }

    /// Everything that is displayed, as selecting the whole page would copy it.
    pub async fn text(&self) -> String {
        let text = self.script("return document.body.innerText", json!([])).await;
        super::page::squeeze(text.as_str().unwrap_or_default())
    }

    /// Waits until the words are there.
    pub async fn shows(&self, words: &str) {
        let wanted = super::page::squeeze(words);
        let started = Instant::now();
        while !self.text().await.contains(&wanted) {
            if started.elapsed() > PATIENCE {
                self.gives_up(&format!("“{words}” is not shown")).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until another page than this one is open.
    pub async fn leaves(&self, path: &str) {
        let started = Instant::now();
        while self.path().await.starts_with(path) {
            if started.elapsed() > PATIENCE {
                self.gives_up("nothing else was opened").await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into the field with this label, after emptying it.
    pub async fn fills(&self, label: &str, value: &str) {
        let field = self.labelled(label).await;
        let kind = self.script("return arguments[0].type", json!([element(&field)])).await;
        if matches!(kind.as_str(), Some("date" | "time" | "datetime-local")) {
            // What is typed into these depends on the browser's language.
            self.script("arguments[0].value = arguments[1]", json!([element(&field), value])).await;
            return;
        }
        if kind != "file" {
            self.send(&format!("element/{field}/clear"), json!({})).await;
        }
        self.send(&format!("element/{field}/value"), json!({ "text": value })).await;
    }

    pub async fn chooses(&self, label: &str, option: &str) {
        let field = self.labelled(label).await;
        let pick =
            "for (const o of arguments[0].options) if (o.text.trim() === arguments[1]) return o; return null";
        let found = self.script(pick, json!([element(&field), option])).await;
        match found[ELEMENT].as_str() {
            Some(id) => self.click(id).await,
            None => self.gives_up(&format!("“{label}” does not offer “{option}”")).await,
        }
    }

    /// Presses the label of a radio button or a checkbox.
    pub async fn ticks(&self, label: &str) {
        let found = self.find(&format!("//label[normalize-space()={}]", quoted(label))).await;
        self.click(&found).await;
    }

    pub async fn presses(&self, button: &str) {
        let words = quoted(button);
        let path = format!("//button[normalize-space()={words}] | //input[@type='submit'][@value={words}]");
        let found = self.find(&path).await;
        self.goes_through(&found).await;
    }

    pub async fn follows(&self, link: &str) {
        let found = self.find(&format!("//a[normalize-space()={}]", quoted(link))).await;
        self.goes_through(&found).await;
    }

    /// The same for a link that goes on with words only for screen readers.
    pub async fn follows_starting(&self, link: &str) {
        let found = self.find(&format!("//main//a[starts-with(normalize-space(), {})]", quoted(link))).await;
        self.goes_through(&found).await;
    }

    /// Forgets who was here.
    pub async fn is_a_stranger(&self) {
        self.devtools("Network.clearBrowserCookies", json!({})).await;
    }

    /// Signs in through the page, whoever was signed in before.
    pub async fn signs_in(&self, person: &Person) {
        self.is_a_stranger().await;
        self.goes_to("/sign-in").await;
        self.fills("Email address", &person.email).await;
        self.fills("Password", person.password).await;
        self.presses("Sign in").await;
        self.leaves("/sign-in").await;
    }

    /// Keys for whatever has the focus; `\u{e004}` is Tab, `\u{e007}` Enter.
    pub async fn types(&self, keys: &str) {
        let actions: Vec<_> = keys
            .chars()
            .flat_map(|key| {
                [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
            })
            .collect();
        self.send("actions", json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }))
            .await;
    }

    /// The words of the element that has the focus.
    pub async fn focus(&self) -> String {
        let script = "const e = document.activeElement; return (e.innerText || e.id || e.name || '').trim()";
        self.script(script, json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn becomes_wide(&self, width: u32) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    pub async fn prefers(&self, scheme: Scheme) {
        let value = if scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What makes the page scroll sideways; `None` when it fits.
    pub async fn sticks_out(&self) -> Option<String> {
        self.script(STICKS_OUT, json!([])).await.as_str().map(str::to_owned)
    }

    /// With scripts off none of the page's own ran, but the driver may still look.
    async fn scripts_run(&self, run: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !run })).await;
    }

    async fn labelled(&self, label: &str) -> String {
        let started = Instant::now();
        loop {
            let found = self.script(LABELLED, json!([label])).await;
            if let Some(id) = found[ELEMENT].as_str() {
                return id.to_owned();
            }
            if started.elapsed() > PATIENCE {
                self.gives_up(&format!("there is no field “{label}”")).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn find(&self, path: &str) -> String {
        let started = Instant::now();
        loop {
            let wanted = json!({ "using": "xpath", "value": path });
            match send(&self.http, &format!("{}/element", self.session), wanted).await {
                Ok(found) => return found[ELEMENT].as_str().unwrap_or_default().to_owned(),
                Err(_) if started.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(_) => self.gives_up(&format!("{path} is not there")).await,
            }
        }
    }

    /// Clicks what opens another page and waits until it is there: on a busy machine the driver answers before
    /// the browser has begun to leave, and what is done next would be done to the page that is going away.
    async fn goes_through(&self, found: &str) {
        let opens = self.script(OPENS_ANOTHER, json!([element(found)])).await == json!(true);
        self.click(found).await;
        let started = Instant::now();
        while opens && !self.has_another().await && started.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A page that cannot be asked is one that is going away.
    async fn has_another(&self) -> bool {
        let asked = json!({ "script": HAS_ANOTHER, "args": [] });
        let answer = send(&self.http, &format!("{}/execute/sync", self.session), asked).await;
        answer.is_ok_and(|another| another == json!(true))
    }

    async fn click(&self, element: &str) {
        self.send(&format!("element/{element}/click"), json!({})).await;
    }

    pub async fn script(&self, script: &str, arguments: Value) -> Value {
        self.send("execute/sync", json!({ "script": script, "args": arguments })).await
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        self.send("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await;
    }

    async fn send(&self, path: &str, body: Value) -> Value {
        match send(&self.http, &format!("{}/{path}", self.session), body).await {
            Ok(value) => value,
            Err(error) => panic!("the browser refused {path}: {error}"),
        }
    }

    async fn gives_up(&self, complaint: &str) -> ! {
        panic!("{complaint} on {}:\n{}", self.path().await, self.text().await)
    }
}

impl Drop for Browser {
    /// Asks the driver from a thread of its own, since the test's runtime may already be unwinding.
    fn drop(&mut self) {
        let session = self.session.clone();
        let closing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(reqwest::Client::new().delete(session).send()).is_ok())
        });
        let _ = closing.join();
    }
}

fn element(id: &str) -> Value {
    json!({ ELEMENT: id })
}

/// XPath has no escapes: words with an apostrophe go into double quotes.
fn quoted(words: &str) -> String {
    let quote = if words.contains('\'') { '"' } else { '\'' };
    format!("{quote}{}{quote}", super::page::squeeze(words))
}
