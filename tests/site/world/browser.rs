//! A real Chromium, driven over WebDriver: what a person sees, presses and types, and what axe finds.

use super::guard::{self, Guarded};
use serde_json::{Value, json};
use std::sync::OnceLock;
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
        let driver = driver();
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities(&profile) } });
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
        self.click(&found).await;
    }

    pub async fn follows(&self, link: &str) {
        let found = self.find(&format!("//a[normalize-space()={}]", quoted(link))).await;
        self.click(&found).await;
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

    /// True if nothing has to be scrolled sideways.
    pub async fn fits(&self) -> bool {
        let script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        self.script(script, json!([])).await == Value::Bool(true)
    }

    /// What axe finds wrong with the page as it is now, one readable line each. It runs from outside the page's own
    /// policy, so it works under any; `rules` narrows it.
    pub async fn axe(&self, rules: &[&str]) -> Vec<String> {
        self.scripts_run(true).await;
        let options = match rules {
            [] => json!({ "resultTypes": ["violations"] }),
            some => json!({ "resultTypes": ["violations"], "runOnly": some }),
        };
        let script = format!("if (!window.axe) {{ {} }}\n{AXE_RUN}", axe_source());
        let found = self.script(&script, json!([options])).await;
        self.scripts_run(self.javascript == JavaScript::On).await;
        found.as_array().expect("a list").iter().filter_map(Value::as_str).map(str::to_owned).collect()
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

const AXE_RUN: &str = "return axe.run(document, arguments[0]).then(found => found.violations.flatMap(rule => \
     rule.nodes.map(node => rule.id + ': ' + rule.help + ' — ' + node.target.join(' ') + ' — ' + \
     (node.failureSummary || '').replace(/\\s+/g, ' '))))";

const LABELLED: &str = "const words = e => e.innerText.trim().replace(/\\s+/g, ' '); \
     const labels = [...document.querySelectorAll('label')]; \
     const label = labels.find(l => words(l) === arguments[0]) || labels.find(l => words(l).startsWith(arguments[0])); \
     return label ? label.control : document.querySelector('[aria-label=' + JSON.stringify(arguments[0]) + ']')";

fn element(id: &str) -> Value {
    json!({ ELEMENT: id })
}

/// XPath has no escapes: words with an apostrophe go into double quotes.
fn quoted(words: &str) -> String {
    let quote = if words.contains('\'') { '"' } else { '\'' };
    format!("{quote}{}{quote}", super::page::squeeze(words))
}

fn capabilities(profile: &TempDir) -> Value {
    let mut arguments: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-breakpad",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments } })
}

async fn send(http: &reqwest::Client, url: &str, body: Value) -> Result<Value, String> {
    let response = http.post(url).json(&body).send().await.map_err(|error| error.to_string())?;
    let failed = !response.status().is_success();
    let mut answer: Value = response.json().await.map_err(|error| error.to_string())?;
    let value = answer["value"].take();
    match failed {
        true => Err(value["message"].as_str().unwrap_or("no reason given").to_owned()),
        false => Ok(value),
    }
}

/// One driver for the whole test run; every browser is a session of it.
fn driver() -> &'static str {
    static DRIVER: OnceLock<Result<(Guarded, String), String>> = OnceLock::new();
    match DRIVER.get_or_init(start_driver) {
        Ok((_, url)) => url,
        Err(sentence) => panic!("{sentence}"),
    }
}

fn start_driver() -> Result<(Guarded, String), String> {
    let port = guard::free_port()?;
    let folder = guard::folder("browser")?;
    let program = ["chromedriver".to_owned(), format!("--port={port}")];
    let guarded = Guarded::start(&folder, "TERM", &program)?;
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        if started.elapsed() > Duration::from_secs(20) {
            return Err(format!("chromedriver did not start; tests/run installs it. {}", guarded.log()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok((guarded, format!("http://127.0.0.1:{port}")))
}

fn axe_source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/node_modules/axe-core/axe.min.js");
        std::fs::read_to_string(path).expect("axe-core is there: tests/run fetches it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// A page under a policy as strict as the site's own.
    async fn page_with(body: &'static str) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.read(&mut [0; 4096]).await;
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\
                     Content-Security-Policy: default-src 'none'; form-action 'self'\r\n\r\n";
                let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
            }
        });
        format!("http://{address}")
    }

    const PAGE: &str = "<!doctype html><html lang=en><title>Page</title><main><h1 style=''>Hello</h1>\
        <form action=/sent><label for=a>Name</label><input id=a name=a><label for=b>Grade</label>\
        <select id=b name=b><option>5<option>6</select><button>Send</button></form><img src=x.png></main>";

    #[tokio::test]
    async fn a_browser_fills_in_forms_and_axe_looks_under_the_policy() {
        let site = page_with(PAGE).await;
        for javascript in [JavaScript::On, JavaScript::Off] {
            let browser = Browser::open(&site, javascript, 375).await;
            browser.goes_to("/start").await;
            browser.shows("Hello").await;
            assert!(browser.fits().await);
            browser.prefers(Scheme::Dark).await;
            let found = browser.axe(&[]).await;
            assert!(found.len() == 1 && found[0].starts_with("image-alt"), "{found:?}");
            browser.fills("Name", "Ada").await;
            browser.chooses("Grade", "6").await;
            browser.presses("Send").await;
            browser.shows("Hello").await;
            assert_eq!(browser.path().await, "/sent?a=Ada&b=6");
        }
    }
}
