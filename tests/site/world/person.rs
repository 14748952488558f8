//! Somebody with a browser that has no JavaScript: opens pages, follows links, fills in forms and presses buttons.

use super::form::{Attachment, Form, Sent};
use super::page::Page;
use super::process::Process;
use reqwest::header::{LOCATION, ORIGIN, REFERER};
use reqwest::{Client, Method, RequestBuilder};
use std::time::Duration;
use url::Url;

/// What every person of a journey signs in with.
pub const PASSWORD: &str = "seven quiet herons at dawn";
const MOST_REDIRECTS: usize = 10;

#[derive(Clone)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub password: &'static str,
    http: Client,
    site: Url,
}

impl Person {
    /// `Ada Marsh` reads mail at `ada.marsh@example.org`.
    pub fn new(site: &Url, name: &str) -> Person {
        let words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        let email = format!("{}@example.org", words.collect::<Vec<_>>().join(".").to_lowercase());
        // A connection that the site is about to close is not used again: on a busy machine the two would meet.
        let http = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .pool_idle_timeout(Duration::from_secs(2));
        Person {
            name: name.into(),
            email,
            password: PASSWORD,
            http: http.build().expect("a client"),
            site: site.clone(),
        }
    }

    /// The same person at another device: no cookies.
    pub fn elsewhere(&self) -> Person {
        Person { email: self.email.clone(), password: self.password, ..Person::new(&self.site, &self.name) }
    }

    /// The same person, signed in as before, at a process of its own.
    pub fn at(&self, process: &Process) -> Person {
        let mut site = self.site.clone();
        site.set_port(Some(process.port)).expect("an address with a port");
        Person { site, ..self.clone() }
    }

    /// Opens a page, wherever it leads.
    pub async fn gets(&self, path: &str) -> Page {
        let page = self.asks(path).await;
        self.arrives(page).await
    }

    /// Opens a page and stays there, even if it leads elsewhere.
    pub async fn asks(&self, path: &str) -> Page {
        let url = self.url(path);
        self.send(self.http.get(url).header("Sec-Fetch-Site", "same-origin")).await
    }

    /// Follows the link with these words.
    pub async fn follows(&self, page: &Page, link: &str) -> Page {
        let url = page.url.join(&page.link(link)).expect("a link that leads somewhere");
        self.gets(url.as_str()).await
    }

    /// Opens the page at `path`, fills in the form that has this button, and presses it.
    pub async fn submits(&self, path: &str, button: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.gets(path).await;
        page.is(200);
        self.presses(&page, button, fields).await
    }

    /// Fills in the form that has this button, by label or name, and presses it.
    pub async fn presses(&self, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
        self.attaches(page, button, fields, &[]).await
    }

    /// The same with files.
    pub async fn attaches(
        &self,
        page: &Page,
        button: &str,
        fields: &[(&str, &str)],
        files: &[(&str, Attachment)],
    ) -> Page {
        let mut form = page.form(button);
        fields.iter().for_each(|(field, value)| form.fill(field, value));
        files.iter().for_each(|(field, file)| form.attach(field, file.clone()));
        self.sends(page, &form, button).await
    }

    /// Sends a form as it is.
    pub async fn sends(&self, page: &Page, form: &Form, button: &str) -> Page {
        let answer = self.sends_once(page, form, button).await;
        self.arrives(answer).await
    }

    /// Sends a form and stays with the first answer, even if it leads elsewhere.
    pub async fn sends_once(&self, page: &Page, form: &Form, button: &str) -> Page {
        let mut url = page.url.join(form.goes_to(button)).expect("a form that leads somewhere");
        let sent = form.sent(button);
        if form.method == "get" {
            url.query_pairs_mut().clear().extend_pairs(texts(&sent));
            return self.send(self.http.get(url).header("Sec-Fetch-Site", "same-origin")).await;
        }
        let request = self.sent_by_us(self.http.post(url)).header(REFERER, page.url.as_str());
        let request = match form.multipart {
            true => request.multipart(multipart(&sent)),
            false => request.form(&texts(&sent)),
        };
        self.send(request).await
    }

    /// A request that no page of ours offers: somebody tries their luck.
    pub async fn tries(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.sent_by_us(self.http.request(method, self.url(path)));
        self.send(request.form(fields)).await
    }

    /// The same, sent from a page of another site.
    pub async fn is_tricked_into(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(self.url(path)).header("Sec-Fetch-Site", "cross-site");
        self.send(request.header(ORIGIN, "https://elsewhere.example").form(fields)).await
    }

    /// The bare client, for what the methods here do not do.
    pub fn client(&self) -> &Client {
        &self.http
    }

    pub fn url(&self, path: &str) -> Url {
        self.site.join(path).expect("a path")
    }

    fn sent_by_us(&self, request: RequestBuilder) -> RequestBuilder {
        let origin = self.site.as_str().trim_end_matches('/');
        request.header("Sec-Fetch-Site", "same-origin").header(ORIGIN, origin)
    }

    async fn send(&self, request: RequestBuilder) -> Page {
        Page::read(request.send().await.expect("the site answers")).await
    }

    async fn arrives(&self, mut page: Page) -> Page {
        for _ in 0..MOST_REDIRECTS {
            if !(300..400).contains(&page.status) || page.status == 304 {
                return page;
            }
            let next = page.url.join(page.header(LOCATION.as_str())).expect("somewhere to go");
            page = self.asks(next.as_str()).await;
        }
        panic!("{} leads in circles", page.url)
    }
}

fn texts(sent: &[(String, Sent)]) -> Vec<(String, String)> {
    let text = |(name, value): &(String, Sent)| match value {
        Sent::Text(value) => (name.clone(), value.clone()),
        Sent::File(file, ..) => (name.clone(), file.clone()),
    };
    sent.iter().map(text).collect()
}

fn multipart(sent: &[(String, Sent)]) -> reqwest::multipart::Form {
    sent.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| match value {
        Sent::Text(value) => form.text(name.clone(), value.clone()),
        Sent::File(file, mime, bytes) => {
            let part = reqwest::multipart::Part::bytes(bytes.clone()).file_name(file.clone());
            form.part(name.clone(), part.mime_str(mime).expect("a media type"))
        }
    })
}
