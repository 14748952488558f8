//! Words people write: Markdown to safe HTML, slugs, excerpts.

use std::sync::LazyLock;

use ammonia::Builder;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, arena_tree::NodeEdge};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags([
            "p",
            "br",
            "strong",
            "em",
            "ul",
            "ol",
            "li",
            "h3",
            "h4",
            "h5",
            "a",
            "blockquote",
            "code",
            "hr",
        ])
        .add_tags(["table", "thead", "tbody", "tr", "th", "td"])
        .add_tag_attributes("a", ["href"])
        .add_url_schemes(["https", "http", "mailto", "tel"])
        .link_rel(Some("nofollow noopener"));
    builder
});

/// Characters of Markdown that are read; the longest text that a form takes is 20,000.
const MOST_MARKDOWN: usize = 20_000;
/// Quotes in lists in quotes …: what lies deeper is dropped. Cleaning costs the square of the depth.
const DEEPEST: usize = 16;
/// Columns of a table; a line with more is text. The parser fills a short row up to them.
const MOST_COLUMNS: usize = 12;
/// Rows of all tables together; what comes after is dropped.
const MOST_ROWS: usize = 200;

/// Markdown as a person wrote it, as HTML that is safe to place on a page. Whatever its highest heading is, it becomes
/// level 3, because the page has its own above.
pub fn markdown(source: &str) -> String {
    let arena = Arena::new();
    let root = read(&arena, source);
    lower(root);
    let mut html = String::new();
    match comrak::format_html(root, &OPTIONS, &mut html) {
        Ok(()) => CLEANER.clean(&html).to_string(),
        Err(_) => String::new(),
    }
}

static OPTIONS: LazyLock<comrak::Options<'static>> = LazyLock::new(|| {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.render.hardbreaks = false;
    options
});

fn read<'a>(arena: &'a Arena<'a>, source: &str) -> &'a AstNode<'a> {
    let root = comrak::parse_document(arena, &tamed(source), &OPTIONS);
    flatten(root);
    root
}

/// The text with no more of it than is read, no line that opens more than [`DEEPEST`] quotes or lists (the parser
/// walks all that are open for each line), and no row of more than [`MOST_COLUMNS`].
fn tamed(source: &str) -> String {
    let kept: String = source.chars().take(MOST_MARKDOWN).collect();
    let shallow = |line: &str| match opened_by(line) > DEEPEST && !is_rule(line) {
        true => line.trim_start_matches(opens_or_parts).to_string(),
        false => line.to_string(),
    };
    let narrow = |line: String| match line.matches('|').count() > MOST_COLUMNS + 1 {
        true => line.replace('|', " "),
        false => line,
    };
    kept.lines().map(shallow).map(narrow).collect::<Vec<_>>().join("\n")
}

fn opens_or_parts(c: char) -> bool {
    c.is_ascii_digit() || " \t>-+*.)".contains(c)
}

/// How many quotes and lists a line opens at the most.
fn opened_by(line: &str) -> usize {
    let mut before = ' ';
    let opens = |c: char| {
        let item = matches!(c, '.' | ')') && before.is_ascii_digit();
        before = c;
        item || matches!(c, '>' | '-' | '+' | '*')
    };
    line.chars().take_while(|c| opens_or_parts(*c)).map(opens).filter(|opens| *opens).count()
}

/// A line across the page: one mark, again and again.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    matches!(first, Some('-' | '*' | '_')) && marks.all(|mark| Some(mark) == first)
}

fn flatten<'a>(root: &'a AstNode<'a>) {
    let (mut depth, mut rows, mut dropped) = (0, 0, Vec::new());
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                rows += usize::from(matches!(node.data.borrow().value, NodeValue::TableRow(_)));
                let is_late = rows > MOST_ROWS && matches!(node.data.borrow().value, NodeValue::TableRow(_));
                if depth == DEEPEST + 1 || is_late {
                    dropped.push(node);
                }
            }
            NodeEdge::End(_) => depth -= 1,
        }
    }
    dropped.into_iter().for_each(AstNode::detach);
}

/// Headings keep their order, from level 3 to level 5.
fn lower<'a>(root: &'a AstNode<'a>) {
    let level = |node: &'a AstNode<'a>| match node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let Some(highest) = root.descendants().filter_map(level).min() else { return };
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level + 3 - highest).min(5);
        }
    }
}

/// The words of a Markdown text without its marks, on one line.
pub fn plain(source: &str) -> String {
    let arena = Arena::new();
    let mut words = String::with_capacity(source.len());
    for edge in read(&arena, source).traverse() {
        match edge {
            NodeEdge::Start(node) => match &node.data.borrow().value {
                NodeValue::Text(text) => words.push_str(text),
                NodeValue::Code(code) => words.push_str(&code.literal),
                NodeValue::CodeBlock(code) => words.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
                _ => {}
            },
            NodeEdge::End(node) if node.data.borrow().value.block() => words.push(' '),
            NodeEdge::End(_) => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A pattern for `LIKE … ESCAPE '\\'` that finds `words` anywhere in what is in lower case.
pub fn like(words: &str) -> String {
    let plain = words.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

/// At most `limit` characters of `text`, cut at a word.
pub fn excerpt(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_string();
    }
    let head: String = text.chars().take(limit).collect();
    let cut = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{}…", head[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}

/// "1,234"
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// With a capital at the start.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name as it appears in an address: `st-oswin-s-hospital`.
pub fn slug(name: &str) -> String {
    slug::slugify(name)
}

/// Characters that show nothing and turn or hide what stands beside them: zero-width spaces and marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// One line as typed: trimmed, white space folded, characters that cannot be seen gone.
pub fn line(typed: &str) -> String {
    let seen = typed.chars().filter(|c| !is_unseen(*c));
    let visible: String = seen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as typed: line ends made alike, other characters that cannot be seen gone, trimmed.
pub fn lines(typed: &str) -> String {
    let alike = typed.replace("\r\n", "\n").replace('\r', "\n");
    alike
        .chars()
        .filter(|c| (!c.is_control() || *c == '\n' || *c == '\t') && !is_unseen(*c))
        .collect::<String>()
        .trim()
        .to_string()
}

/// How many words a text has, as a person counts them.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_what_helps_and_drops_what_harms() {
        for (source, want) in [
            ("**Bold** words", "<p><strong>Bold</strong> words</p>"),
            ("# The role", "<h3>The role</h3>"),
            ("## The role\n### Part", "<h3>The role</h3>\n<h4>Part</h4>"),
            ("# One\n## Two\n##### Five", "<h3>One</h3>\n<h4>Two</h4>\n<h5>Five</h5>"),
            ("a <h1 b", "<p>a &lt;h1 b</p>"),
            ("<script>alert(1)</script>", ""),
            ("[x](javascript:alert(1))", "<p><a href=\"\" rel=\"nofollow noopener\">x</a></p>"),
            ("<img src=x onerror=alert(1)>", ""),
        ] {
            assert_eq!(markdown(source).trim(), want, "{source}");
        }
    }

    #[test]
    fn markdown_stays_shallow_whatever_is_nested() {
        let nests =
            [">", "> ", "- ", "1. ", "*_", "**_", "[", "![", "***\n\n", "<", "> - ", "`", "|a|\n|-|\n"];
        for nest in nests {
            for end in ["", "x"] {
                let html = markdown(&(nest.repeat(30_000) + end));
                let open = |tag: &str| html.matches(&format!("<{tag}")).count();
                assert!(open("blockquote") + open("ol") + open("em") <= 8_000, "{nest}");
            }
        }
        let wide = ["|a".repeat(1_000), "|-".repeat(1_000), "|a\n".repeat(5_000)].join("|\n");
        let long = format!("|a|b|\n|-|-|\n{}", "x\n".repeat(9_000));
        for table in [&wide, &long] {
            let html = markdown(table);
            assert!(html.matches("<td").count() <= MOST_COLUMNS * MOST_ROWS, "{}", html.len());
        }
        assert!(markdown("|a|b|\n|-|-|\n|c|d|").contains("<td>c</td>"));
        assert!(markdown(&(">".repeat(9_000) + " still read")).contains("still read"));
        assert!(markdown("> a\n>> b\n>>> c\n\n- d\n  - e").contains("<blockquote>\n<p>b</p>"));
    }

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(excerpt("one two three", 9), "one two…");
        assert_eq!(excerpt("short", 9), "short");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 3, 999, 1234, 1_000_000].map(thousands), ["0", "3", "999", "1,234", "1,000,000"]);
    }

    #[test]
    fn plain_text_has_no_marks() {
        for (marked, words) in [
            ("# Role\n\n- a *b*\n- c & d", "Role a b c & d"),
            ("One **two**, `three`.\nFour\\\nfive", "One two, three. Four five"),
            ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
            ("[Ask us](https://example.org) <b>now</b>\n\n<script>x</script>\n\nend", "Ask us now end"),
            ("```\ncode\n```\nAT&amp;T &lt;", "code AT&T <"),
        ] {
            assert_eq!(plain(marked), words);
        }
    }

    #[test]
    fn a_line_has_no_control_characters() {
        assert_eq!(line("  a\r\nb\u{0}  c "), "a b c");
        assert_eq!(line("\u{202e}Ada\u{200b}\u{2060}"), "Ada");
    }
}
