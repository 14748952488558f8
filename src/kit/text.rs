//! Words people write: Markdown to safe HTML, slugs, excerpts.

use std::sync::LazyLock;

use ammonia::Builder;

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

/// Markdown as a person wrote it, as HTML that is safe to place on a page. Whatever its highest heading is, it becomes
/// level 3, because the page has its own above.
pub fn markdown(source: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.render.hardbreaks = false;
    let html = comrak::markdown_to_html(source, &options);
    CLEANER.clean(&lowered(&html)).to_string()
}

fn lowered(html: &str) -> String {
    let highest = ('1'..='6').find(|level| html.contains(&format!("<h{level}>"))).unwrap_or('3');
    let lower = |level: char| char::from_digit((level as u32 + 3 - highest as u32).min(5), 10).unwrap_or('5');
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<h").into_iter().chain(rest.find("</h")).min() {
        let after = at + rest[at..].find('h').unwrap_or_default() + 1;
        out.push_str(&rest[..after]);
        rest = &rest[after..];
        if let [level @ b'1'..=b'6', b'>', ..] = rest.as_bytes() {
            out.push(lower(char::from(*level)));
            rest = &rest[1..];
        }
    }
    out + rest
}

/// The words of a Markdown text without its marks, on one line.
pub fn plain(source: &str) -> String {
    let html = markdown(source).replace("</", " </");
    let text = Builder::empty().clean(&html).to_string();
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
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

/// A name as it appears in an address: `st-oswin-s-hospital`.
pub fn slug(name: &str) -> String {
    slug::slugify(name)
}

/// One line as typed: trimmed, white space folded, control characters gone.
pub fn line(typed: &str) -> String {
    let visible: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as typed: line ends made alike, other control characters gone, trimmed.
pub fn lines(typed: &str) -> String {
    let alike = typed.replace("\r\n", "\n").replace('\r', "\n");
    alike
        .chars()
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
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
    fn excerpts_end_at_a_word() {
        assert_eq!(excerpt("one two three", 9), "one two…");
        assert_eq!(excerpt("short", 9), "short");
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain("# Role\n\n- a *b*\n- c & d"), "Role a b c & d");
    }

    #[test]
    fn a_line_has_no_control_characters() {
        assert_eq!(line("  a\r\nb\u{0}  c "), "a b c");
    }
}
