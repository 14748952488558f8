//! What came back from the site: its status, its headers and what a reader would see.

use super::form::Form;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

pub struct Page {
    pub status: u16,
    pub url: Url,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub async fn read(response: reqwest::Response) -> Page {
        let (status, url) = (response.status().as_u16(), response.url().clone());
        let headers = response.headers().clone();
        let bytes = response.bytes().await.expect("a whole body").to_vec();
        Page { status, url, headers, bytes }
    }

    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn path(&self) -> &str {
        self.url.path()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Page {
        assert_eq!(self.status, status, "{} said:\n{}", self.url, self.text());
        self
    }

    #[track_caller]
    pub fn is_at(&self, path: &str) -> &Page {
        assert_eq!(self.path(), path, "{} said:\n{}", self.url, self.text());
        self
    }

    #[track_caller]
    pub fn shows(&self, words: &str) -> &Page {
        assert!(self.text().contains(&squeeze(words)), "“{words}” is not on {}:\n{}", self.url, self.text());
        self
    }

    #[track_caller]
    pub fn lacks(&self, words: &str) -> &Page {
        assert!(!self.text().contains(&squeeze(words)), "“{words}” is on {}:\n{}", self.url, self.text());
        self
    }

    /// The words a reader sees, white space squeezed.
    pub fn text(&self) -> String {
        text_of(Html::parse_document(&self.source()).root_element())
    }

    pub fn title(&self) -> String {
        self.one("title")
    }

    pub fn heading(&self) -> String {
        self.one("h1")
    }

    /// The text of the first element that the selector finds, empty without one.
    pub fn one(&self, selector: &str) -> String {
        self.all(selector).into_iter().next().unwrap_or_default()
    }

    /// The text of every element that the selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.source());
        document.select(&css(selector)).map(text_of).collect()
    }

    /// One attribute of every element that the selector finds and that has it.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.source());
        let wanted = css(selector);
        let found = document.select(&wanted).filter_map(|element| element.attr(attribute));
        found.map(str::to_owned).collect()
    }

    /// Where the link with these words leads.
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let document = Html::parse_document(&self.source());
        let anchor = css("a[href]");
        let links: Vec<_> = document.select(&anchor).collect();
        let wanted = squeeze(words);
        let exact = links.iter().find(|link| text_of(**link) == wanted);
        let found = exact.or_else(|| links.iter().find(|link| text_of(**link).contains(&wanted)));
        let href = found.and_then(|link| link.attr("href"));
        href.unwrap_or_else(|| panic!("no link “{words}” on {}:\n{}", self.url, self.text())).to_owned()
    }

    /// The form that the button with these words sends.
    #[track_caller]
    pub fn form(&self, button: &str) -> Form {
        let forms = Form::all(&self.source());
        let buttons: Vec<_> = forms.iter().flat_map(Form::buttons).collect();
        let found = forms.iter().find(|form| form.has_button(button)).cloned();
        found.unwrap_or_else(|| {
            panic!("no button “{button}” on {}, only {buttons:?}:\n{}", self.url, self.text())
        })
    }
}

pub fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

pub fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A space between blocks, none between the letters of one word in different inline elements.
pub fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    squeeze(&text)
}

fn gather(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) if matches!(inner.name(), "script" | "style" | "template" | "noscript") => {}
            Node::Element(inner) => {
                let space = if is_inline(inner.name()) { "" } else { " " };
                text.push_str(space);
                ElementRef::wrap(child).into_iter().for_each(|element| gather(element, text));
                text.push_str(space);
            }
            _ => {}
        }
    }
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "abbr" | "b" | "code" | "em" | "i" | "mark" | "small" | "span" | "strong" | "time")
}
