//! A letter as a value, and its twins in text and HTML.

use std::borrow::Cow;

use askama::Template;

use super::Site;
use crate::kit::text;

/// Bytes of both twins together. Some mail programs cut a letter off after 100 KiB; its headers and the way it is
/// encoded need some as well.
pub const MOST_BYTES: usize = 88 * 1024;
/// Characters that a list of letters shows of one.
const PREVIEW: usize = 110;
/// Characters of a quote that are left in a letter that would be too large.
const SHORT_QUOTE: usize = 2_000;

/// After the preview text: keeps mail programs from showing what follows as well.
pub const PREVIEW_END: &str = "&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;\
     &#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;&#847;&#8199;";

/// A part of a letter, in the order it was added.
#[derive(Debug, Clone)]
pub enum Part {
    Para(String),
    Quote(String),
    Facts(Vec<(String, String)>),
    Button { label: String, url: String },
    Item(Item),
}

/// One thing a letter lists: a title that is a link, with lines under it.
#[derive(Debug, Clone)]
pub struct Item {
    pub title: String,
    pub url: String,
    pub lines: Vec<String>,
    /// What its reader may say of it: words and addresses, set small below the lines.
    pub links: Vec<(String, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct Letter {
    pub(super) about: &'static str,
    pub(super) to_address: String,
    pub(super) to_name: String,
    pub(super) subject: String,
    pub(super) parts: Vec<Part>,
    pub(super) because: String,
    pub(super) purpose: Purpose,
    pub(super) leave: Option<Leave>,
    pub(super) is_awaited: bool,
    pub(super) preview: String,
}

/// Why a kind of letter is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Its reader wanted such letters, and can end them.
    #[default]
    Wanted,
    /// It belongs to something that its reader does here, who would miss it: it has no way out.
    Owed,
    /// Its reader asked for this one a moment ago. It goes even to an address that nothing else goes to.
    Asked,
}

/// The way out of letters that are not strictly needed.
#[derive(Debug, Clone)]
pub struct Leave {
    /// A page that asks before it ends anything.
    pub page_url: String,
    /// Takes the one-click POST of RFC 8058.
    pub one_click_url: String,
}

#[derive(Template)]
#[template(path = "mails/letter.txt")]
struct TextTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct HtmlTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

impl Letter {
    /// `about` names the kind of letter for logs and statistics, such as `accounts.confirm`.
    pub fn to(address: &str, name: &str, about: &'static str) -> Self {
        Self { about, to_address: address.into(), to_name: name.into(), ..Self::default() }
    }

    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = crate::kit::text::line(&subject.into());
        self
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub fn para(self, words: impl Into<String>) -> Self {
        self.part(Part::Para(words.into()))
    }

    /// Words of another person, set apart; nothing when there are none.
    pub fn quote(self, words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { self } else { self.part(Part::Quote(words)) }
    }

    pub fn facts<N: Into<String>, V: Into<String>>(self, facts: impl IntoIterator<Item = (N, V)>) -> Self {
        self.part(Part::Facts(facts.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    pub fn button(self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.part(Part::Button { label: label.into(), url: url.into() })
    }

    pub fn item(self, title: impl Into<String>, url: impl Into<String>, lines: Vec<String>) -> Self {
        self.part(Part::Item(Item { title: title.into(), url: url.into(), lines, links: Vec::new() }))
    }

    /// What the reader may say of the last item, each with its address.
    pub fn item_links(mut self, links: Vec<(String, String)>) -> Self {
        if let Some(Part::Item(item)) = self.parts.last_mut() {
            item.links = links;
        }
        self
    }

    /// What a list of letters shows beside the subject; the letter's first words unless it is set.
    pub fn preview(mut self, preview: impl Into<String>) -> Self {
        self.preview = preview.into();
        self
    }

    /// Why this person gets this letter, which they can end: "You get this because …"
    pub fn because(mut self, because: impl Into<String>) -> Self {
        self.because = because.into();
        self
    }

    /// The same for a letter that belongs to something its reader does here.
    pub fn owed_because(self, because: impl Into<String>) -> Self {
        Self { purpose: Purpose::Owed, ..self.because(because) }
    }

    /// The same for a letter that its reader asked for a moment ago.
    pub fn asked_because(self, because: impl Into<String>) -> Self {
        Self { purpose: Purpose::Asked, ..self.because(because) }
    }

    /// Marks a letter that its reader can end, with the addresses that do so.
    pub fn leave(mut self, leave: Leave) -> Self {
        self.leave = Some(leave);
        self
    }

    /// What its reader sees before they open it.
    pub fn subject_line(&self) -> &str {
        &self.subject
    }

    /// Why letters of this kind are written.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Can its reader end such letters?
    pub fn has_way_out(&self) -> bool {
        self.leave.is_some()
    }

    /// What a list of letters shows beside the subject.
    pub fn preview_words(&self) -> String {
        let first = || {
            self.parts.iter().find_map(|part| match part {
                Part::Para(words) | Part::Quote(words) => Some(words.as_str()),
                Part::Item(item) => Some(item.title.as_str()),
                Part::Facts(_) | Part::Button { .. } => None,
            })
        };
        let words = if self.preview.is_empty() { first().unwrap_or_default() } else { &self.preview };
        text::excerpt(&text::line(words), PREVIEW)
    }

    /// The plain text twin: a paragraph is a line, however long.
    pub fn text(&self, site: &Site) -> Result<String, askama::Error> {
        self.bounded(site)?.text_twin(site)
    }

    pub fn html(&self, site: &Site) -> Result<String, askama::Error> {
        self.bounded(site)?.html_twin(site)
    }

    fn text_twin(&self, site: &Site) -> Result<String, askama::Error> {
        let rendered = TextTwin { letter: self, site }.render()?;
        Ok(rendered.trim().to_string() + "\n")
    }

    fn html_twin(&self, site: &Site) -> Result<String, askama::Error> {
        HtmlTwin { letter: self, site }.render()
    }

    /// This letter, or as much of it as [`MOST_BYTES`] hold: what it lists goes first, from the last, then the ends of
    /// long quotes.
    fn bounded(&self, site: &Site) -> Result<Cow<'_, Self>, askama::Error> {
        // Nearly every letter is so small that it need not be written to be measured. An item is written with some 600
        // bytes of styles around it, and a letter of `&` is five times as large in HTML.
        let about: usize = self.parts.iter().map(|part| 700 + 6 * part.bytes()).sum();
        if about < MOST_BYTES / 2 {
            return Ok(Cow::Borrowed(self));
        }
        let (mut letter, mut left_out) = (self.clone(), 0);
        while letter.text_twin(site)?.len() + letter.html_twin(site)?.len() > MOST_BYTES {
            let items = letter.parts.iter().filter(|part| matches!(part, Part::Item(_))).count();
            if items == 0 {
                letter.shorten_quotes();
                break;
            }
            // A tenth at a time: writing it is what costs.
            for _ in 0..items.div_ceil(10) {
                left_out += letter.drop_last_item();
            }
            letter.say_left_out(left_out);
        }
        Ok(Cow::Owned(letter))
    }

    fn drop_last_item(&mut self) -> usize {
        let last = self.parts.iter().rposition(|part| matches!(part, Part::Item(_)));
        last.map(|at| self.parts.remove(at)).is_some().into()
    }

    /// After the last that is left, instead of what was said before.
    fn say_left_out(&mut self, left_out: usize) {
        const WORDS: &str = "more than fit into one email.";
        self.parts.retain(|part| !matches!(part, Part::Para(words) if words.ends_with(WORDS)));
        let last = self.parts.iter().rposition(|part| matches!(part, Part::Item(_)));
        let words = Part::Para(format!("And {left_out} {WORDS}"));
        self.parts.insert(last.map_or(self.parts.len().min(1), |at| at + 1), words);
    }

    fn shorten_quotes(&mut self) {
        for part in &mut self.parts {
            if let Part::Quote(words) | Part::Para(words) = part
                && words.chars().count() > SHORT_QUOTE
            {
                *words = words.chars().take(SHORT_QUOTE).chain(['…']).collect();
            }
        }
    }
}

impl Part {
    /// Of its words.
    fn bytes(&self) -> usize {
        match self {
            Self::Para(words) | Self::Quote(words) => words.len(),
            Self::Facts(facts) => facts.iter().map(|(name, value)| 100 + name.len() + value.len()).sum(),
            Self::Button { label, url } => label.len() + url.len(),
            Self::Item(item) => {
                let lines: usize = item.lines.iter().map(String::len).sum();
                let links: usize = item.links.iter().map(|(label, url)| 60 + label.len() + url.len()).sum();
                item.title.len() + item.url.len() + lines + links
            }
        }
    }
}

/// Some words of a paragraph, or an address of the site among them.
pub struct Piece<'a> {
    pub words: &'a str,
    pub is_link: bool,
}

/// The addresses of the site in a paragraph, and what stands between them. Others are words: a letter leads nowhere
/// else.
pub fn pieces<'a>(words: &'a str, site: &Site) -> Vec<Piece<'a>> {
    let (mut pieces, mut rest) = (Vec::new(), words);
    while let Some(at) = rest.find(site.public_url.as_str()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', ')', '”']);
        // “https://rounds.example.evil.example” only begins like ours.
        let is_ours = address[site.public_url.len()..].chars().next().is_none_or(|next| "/?#".contains(next));
        pieces.push(Piece { words: before, is_link: false });
        pieces.push(Piece { words: address, is_link: is_ours });
        rest = &from[address.len()..];
    }
    pieces.push(Piece { words: rest, is_link: false });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
    }

    fn letter() -> Letter {
        Letter::to("ada@example.org", "Ada Marsh", "tests.letter").subject("Listings").para("They are new.")
    }

    #[test]
    fn only_our_addresses_become_links() {
        for (words, links) in [
            ("Choose one: https://rounds.example/reset.", vec!["https://rounds.example/reset"]),
            (
                "https://rounds.example and https://rounds.example/a?b=c&d",
                vec!["https://rounds.example", "https://rounds.example/a?b=c&d"],
            ),
            ("https://rounds.example.evil.example/x https://evil.example", vec![]),
            ("None.", vec![]),
        ] {
            let pieces = pieces(words, &site());
            assert_eq!(pieces.iter().map(|piece| piece.words).collect::<String>(), words);
            let found: Vec<_> =
                pieces.iter().filter(|piece| piece.is_link).map(|piece| piece.words).collect();
            assert_eq!(found, links, "{words}");
        }
    }

    #[test]
    fn a_letter_stays_small_and_says_what_it_leaves_out() {
        let mut long = letter();
        for number in 0..2_000 {
            let lines = vec!["Larch & Sons, Leeds".into(), "£36,000 to £42,000 a year".into()];
            let url = format!("https://rounds.example/listings/{number}");
            long = long
                .item(format!("Nurse {number}"), &url, lines)
                .item_links(vec![("Too far".into(), url.clone())]);
        }
        let long = long.button("See all", "https://rounds.example/listings").owed_because("You get this.");
        let (text, html) = (long.text(&site()).unwrap(), long.html(&site()).unwrap());
        assert!(text.len() + html.len() <= MOST_BYTES, "{} and {}", text.len(), html.len());
        let shown = text.matches("* Nurse").count();
        assert!(shown > 40, "{shown}");
        for twin in [&text, &html] {
            assert!(twin.contains(&format!("And {} more than fit into one email.", 2_000 - shown)));
            assert!(twin.contains("See all") && twin.contains("You get this."));
        }
        let wordy = letter().quote("&".repeat(60_000));
        assert!(wordy.text(&site()).unwrap().len() + wordy.html(&site()).unwrap().len() <= MOST_BYTES);
    }

    #[test]
    fn a_list_of_letters_shows_their_first_words_unless_they_say_others() {
        assert_eq!(letter().preview_words(), "They are new.");
        assert_eq!(letter().preview("Two nurses").preview_words(), "Two nurses");
        let html = letter().preview("Two <nurses>").html(&site()).unwrap();
        assert!(html.contains("Two &#60;nurses&#62;"), "{html}");
        assert!(!letter().preview("Two nurses").text(&site()).unwrap().contains("Two nurses"));
    }
}
