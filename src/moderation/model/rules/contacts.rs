//! Addresses, telephone numbers and links in a text.

use std::sync::LazyLock;

use super::phrases::{cell, rows};

/// Hosts that a listing may well point to: regulators, the NHS, the state.
static FAIR_HOSTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/rules/hosts.csv")).iter().map(|row| cell(row, 0)).collect()
});

/// The ends of hosts that people write without `www`.
const ENDS: [&str; 8] = [".com", ".org", ".net", ".co.uk", ".org.uk", ".uk", ".io", ".health"];

/// Email addresses, links to hosts that are no regulator's, and telephone numbers, in the very words.
pub fn outside(text: &str) -> Vec<String> {
    let words =
        text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ','));
    let words = words.map(|word| {
        word.trim_matches(|c: char| {
            matches!(c, '.' | ';' | ':' | '"' | '“' | '”' | '!' | '?' | '*' | '_' | '`')
        })
    });
    let mut found: Vec<String> =
        words.filter(|word| is_email(word) || is_link(word)).map(str::to_string).collect();
    found.extend(telephones(text));
    found
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn is_link(word: &str) -> bool {
    if word.contains('@') {
        return false;
    }
    let lower = word.to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let looks =
        lower.contains("://") || lower.starts_with("www.") || ENDS.iter().any(|end| is_host(host, end));
    looks && !FAIR_HOSTS.iter().any(|fair| host == fair || host.ends_with(&format!(".{fair}")))
}

fn is_host(host: &str, end: &str) -> bool {
    let name = host.strip_suffix(end).unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
}

/// Ten digits and more in a run that begins as numbers here do: `01632 960 001`, `+44 (0)1632 960001`. A CQC code and
/// a row of years do not.
fn telephones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut run, mut before) = (None::<(usize, usize, u32)>, '\n');
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let joins = c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.');
        run = match (run, c) {
            (Some((from, _, digits)), '0'..='9' | '+') => Some((from, at + 1, digits + u32::from(c != '+'))),
            (None, '0' | '+') if !before.is_alphanumeric() && before != '-' => {
                Some((at, at + 1, u32::from(c != '+')))
            }
            (Some((from, to, digits)), _) if !joins => {
                if (10..=14).contains(&digits) {
                    found.push(text.get(from..to).unwrap_or_default().to_string());
                }
                None
            }
            (run, _) => run,
        };
        before = c;
    }
    found
}

/// Links that cannot lead anywhere, by how they are written.
pub fn broken_links(markdown: &str) -> Vec<String> {
    let targets = markdown.split("](").skip(1).filter_map(|after| after.split(')').next());
    let mut broken: Vec<String> =
        targets.filter(|target| !is_whole(target)).map(|target| format!("({target})")).collect();
    let words = markdown.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'));
    broken.extend(words.filter(|word| is_broken(word)).map(str::to_string));
    broken
}

/// Is it what a browser can follow from our pages?
fn is_whole(target: &str) -> bool {
    let is_web = |rest: &str| {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..")
    };
    let web = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"));
    match web {
        Some(rest) => is_web(rest) && !target.contains(char::is_whitespace),
        None => {
            target.starts_with("mailto:")
                || target.starts_with('#')
                || (target.starts_with('/') && target.len() > 1)
        }
    }
}

/// A word that was meant as a link.
fn is_broken(word: &str) -> bool {
    let lower = word.to_lowercase();
    let meant = ["http", "htp:", "htt:", "ttp:", "hhttp"].iter().any(|start| lower.starts_with(start))
        && (lower.contains(':') || lower.contains("//"));
    let dots = lower.strip_prefix("www").is_some_and(|rest| {
        rest.starts_with(',') || rest.starts_with("..") || (rest.starts_with('.') && !rest[1..].contains('.'))
    });
    dots || (meant && !is_whole(word.trim_end_matches(['.', ',', ';', '!', '?'])))
}
