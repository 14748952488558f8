//! Text as it goes out: lines short enough for any reader, which programs that know `format=flowed` (RFC 3676) put
//! together again for the width of their window. Addresses are never broken.

/// Characters of a line. RFC 5322 asks for 78 at most.
const WIDEST: usize = 76;

/// The paragraphs of `text` in lines that end in a space where the next belongs to them.
pub fn flowed(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        match line.strip_prefix("> ") {
            Some(quoted) => broken(quoted, "> ", &mut lines),
            // What begins with a space, an arrow or “From ” would be read as something else, so it gets one space more.
            None if line.starts_with(' ') || line.starts_with('>') || line.starts_with("From ") => {
                broken(&format!(" {line}"), "", &mut lines);
            }
            None => broken(line, "", &mut lines),
        }
    }
    lines.join("\n") + "\n"
}

fn broken(line: &str, before: &str, lines: &mut Vec<String>) {
    let mut rest = line;
    while before.len() + rest.chars().count() > WIDEST {
        let Some(at) = place_to_break(rest, WIDEST - before.len()) else { break };
        let (first, after) = rest.split_at(at + 1);
        // What follows must not look like a quote.
        if after.starts_with(['>', ' ']) || after.starts_with("From ") {
            break;
        }
        lines.push(format!("{before}{first}"));
        rest = after;
    }
    lines.push(format!("{before}{rest}"));
}

/// The last space within `width`, else the first after it.
fn place_to_break(line: &str, width: usize) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    let within = line.char_indices().take(width).filter(|(at, letter)| *at > start && *letter == ' ').last();
    let found = within.map(|(at, _)| at).or_else(|| line[start..].find(' ').map(|at| start + at))?;
    (found + 1 < line.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a reader of RFC 3676 puts it together.
    fn read(flowed: &str) -> String {
        let (mut text, mut goes_on) = (String::new(), false);
        for line in flowed.lines() {
            let quoted = line.strip_prefix("> ");
            let line = quoted.unwrap_or_else(|| line.strip_prefix(' ').unwrap_or(line));
            if quoted.is_some() && !goes_on {
                text.push_str("> ");
            }
            text.push_str(line);
            goes_on = line.ends_with(' ');
            if !goes_on {
                text.push('\n');
            }
        }
        text
    }

    #[test]
    fn lines_are_short_and_nothing_is_lost() {
        let long = "words of some length ".repeat(20);
        let address = format!("https://rounds.example/{}", "x".repeat(120));
        let text = format!(
            "Dear Ada,\n\n{long}\n\nChoose:\n{address}\nSee {address} soon, and {}\n> {long}\n> two\n  a line of an item, {long}\n--\n",
            long.trim()
        );
        let flowed = flowed(&text);
        for line in flowed.lines().filter(|line| !line.contains("https")) {
            assert!(line.chars().count() <= WIDEST + 1, "{line}");
        }
        assert!(flowed.lines().any(|line| line == address), "an address stays whole");
        let plain: Vec<_> = text.lines().map(str::trim_end).collect();
        assert_eq!(read(&flowed).lines().collect::<Vec<_>>(), plain);
    }
}
