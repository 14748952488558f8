//! Addresses that people write into plain text: shown as links where they can be trusted to lead where they say.

use url::Url;

/// A part of a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    /// An address of the web, and the words that it was written with.
    Link {
        href: String,
        label: String,
    },
}

/// The text in its order. Only what begins with `https://` or `http://` becomes a link, and only if its host is written in
/// plain letters and nothing stands before it: `https://bank.example@elsewhere.example` leads elsewhere than it seems to.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    for token in text.split_inclusive(char::is_whitespace) {
        let (before, address, after) = parted(token);
        match href_of(address) {
            Some(href) => {
                words.push_str(before);
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Link { href, label: address.to_string() });
                words.push_str(after);
            }
            None => words.push_str(token),
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// What stands before an address, the address, and what stands after it: brackets and the end of a sentence do not
/// belong to it.
pub fn parted(token: &str) -> (&str, &str, &str) {
    let bare = token.trim_start_matches(['(', '[', '<', '"', '“', '‘', '\'']);
    let before = &token[..token.len() - bare.len()];
    let closing = |c: char| c.is_whitespace() || ".,;:!?)]>\"”’'".contains(c);
    let address = bare.trim_end_matches(closing);
    (before, address, &bare[address.len()..])
}

fn href_of(address: &str) -> Option<String> {
    if !["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) {
        return None;
    }
    let url = Url::parse(address).ok()?;
    let plain = url.host_str().is_some_and(|host| host.contains('.') && address.contains(host));
    let nobody = url.username().is_empty() && url.password().is_none();
    (plain && nobody).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let one = |piece| match piece {
            Piece::Words(words) => words,
            Piece::Link { href, label } => format!("<{href}|{label}>"),
        };
        pieces(text).into_iter().map(one).collect()
    }

    #[test]
    fn only_addresses_that_lead_where_they_say_become_links() {
        for (text, want) in [
            ("See https://a.example/x?y=1.", "See <https://a.example/x?y=1|https://a.example/x?y=1>."),
            ("(http://a.example)", "(<http://a.example/|http://a.example>)"),
            ("one\n\nhttps://a.example\ntwo", "one\n\n<https://a.example/|https://a.example>\ntwo"),
            ("https://bank.example@evil.example", "https://bank.example@evil.example"),
            ("https://xn--e1awd7f.example", "<https://xn--e1awd7f.example/|https://xn--e1awd7f.example>"),
            ("https://раураӏ.example", "https://раураӏ.example"),
            ("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x"),
            ("https://localhost/x", "https://localhost/x"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_stands_round_an_address_is_not_of_it() {
        for (token, want) in [
            ("https://cv.example/ada.", ("", "https://cv.example/ada", ".")),
            ("(WWW.ada.example)", ("(", "WWW.ada.example", ")")),
            ("ada", ("", "ada", "")),
            ("...", ("", "", "...")),
            ("", ("", "", "")),
        ] {
            assert_eq!(parted(token), want, "{token}");
        }
    }
}
