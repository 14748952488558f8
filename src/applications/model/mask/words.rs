//! A text in words, each with what its comparison needs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub struct Word {
    pub begin: usize,
    pub end: usize,
    /// What stands between two white spaces, with the word in it.
    pub token: (usize, usize),
    /// It is the first of its token.
    pub leads: bool,
    /// As it is compared: see [`folded`].
    pub lower: String,
    /// Capitals, and digits.
    pub packed: String,
    /// Its first letter is one, or has no small form.
    pub has_capital: bool,
}

pub fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let token = (from, from + piece.trim_end().len());
        from += piece.len();
        let before = words.len();
        let letters = piece.char_indices().map(|(at, letter)| (token.0 + at, letter)).chain([(token.1, ' ')]);
        let mut begin = None;
        for (at, letter) in letters {
            match (is_of_word(letter), begin) {
                (true, None) => begin = Some(at),
                (false, Some(start)) => {
                    words.extend(text.get(start..at).map(|own| word((start, at), token, own)));
                    begin = None;
                }
                _ => {}
            }
        }
        if let Some(first) = words.get_mut(before) {
            first.leads = true;
        }
    }
    words
}

/// Accents and vowel signs that have no letter of their own belong to the letter before them.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn word((begin, end): (usize, usize), token: (usize, usize), own: &str) -> Word {
    let has_capital = own.chars().next().is_some_and(|letter| !letter.is_lowercase());
    Word { begin, end, token, leads: false, lower: folded(own), packed: packed(own), has_capital }
}

pub fn lower_words(text: &str) -> Vec<String> {
    let text: String = text.nfc().collect();
    words_of(&text).into_iter().map(|word| word.lower).collect()
}

/// In lower case, in plain letters and without accents or signs for an apostrophe: who is called Zoë Łukasz also writes Zoe Lukasz. Vowel signs of other scripts stay,
/// for without them other words would be the same.
pub fn folded(text: &str) -> String {
    let bare =
        text.nfkd().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}' | '\u{2b9}'..='\u{2bf}')).nfc();
    let mut folded = String::with_capacity(text.len());
    for letter in bare.flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}

/// Capitals and digits only.
pub fn packed(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
