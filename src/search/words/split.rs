//! Splits text into words: lower case, without accents; "&" is "and", "40,000" is one number.

/// Put between the parts of a combined text, so that a phrase never spans two of them.
pub const SECTION: char = '\u{1f}';
const SECTION_GAP: u32 = 100;
/// In characters; longer runs are not words.
const LONGEST: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Written in capitals, as abbreviations are.
    pub capitals: bool,
    pub position: u32,
}

/// Calls `each` with every word. `buffer` only saves allocations between calls.
pub fn split(text: &str, buffer: &mut String, mut each: impl FnMut(Word<'_>)) {
    let mut position = 0;
    let (mut letters, mut small) = (0, 0);
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    buffer.clear();
    loop {
        let next = characters.next();
        match next {
            Some(c) if c.is_alphanumeric() => {
                letters += usize::from(c.is_alphabetic());
                small += usize::from(c.is_lowercase());
                fold(c, buffer);
            }
            // Marks inside a word: "nurse's", "40,000".
            Some('\'' | '’') if !buffer.is_empty() => {}
            Some(',') if before.is_ascii_digit() && characters.peek().is_some_and(char::is_ascii_digit) => {}
            _ => {
                if !buffer.is_empty() {
                    if buffer.chars().count() <= LONGEST {
                        each(Word { text: buffer, capitals: letters > 0 && small == 0, position });
                    }
                    position += 1;
                    buffer.clear();
                    (letters, small) = (0, 0);
                }
                match next {
                    Some('&') => {
                        each(Word { text: "and", capitals: true, position });
                        position += 1;
                    }
                    Some(SECTION) => position += SECTION_GAP,
                    Some(_) => {}
                    None => return,
                }
            }
        }
        before = next.unwrap_or(' ');
    }
}

/// Adds the lower-case form of a character, without its accent where it is a Latin one.
fn fold(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
        return;
    }
    let plain = match c.to_lowercase().next().unwrap_or(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' => "i",
        'ñ' | 'ń' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ś' | 'š' => "s",
        'ß' => "ss",
        'ù'..='ü' | 'ū' | 'ű' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => {
            into.extend(c.to_lowercase());
            return;
        }
    };
    into.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_words() {
        for (text, expected) in [
            ("Staff Nurse (Theatres)", "staff nurse theatres"),
            ("T&O", "t and o"),
            ("T & O", "t and o"),
            ("the ward's nurse’s", "the wards nurses"),
            ("£40,000 a year, or 40k", "40000 a year or 40k"),
            ("X-ray, part-time", "x ray part time"),
            ("Bronglais, Llanbedr Ŵyl café", "bronglais llanbedr wyl cafe"),
            ("", ""),
            ("?!—\u{202e}\u{0}", ""),
        ] {
            let mut words = Vec::new();
            split(text, &mut String::new(), |word| words.push(word.text.to_owned()));
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn capitals_and_sections_are_seen() {
        let mut words = Vec::new();
        split("ODP in Theatre\u{1f}St Mary", &mut String::new(), |word| {
            words.push((word.capitals, word.position))
        });
        assert_eq!(words, [(true, 0), (false, 1), (false, 2), (false, 103), (false, 104)]);
    }
}
