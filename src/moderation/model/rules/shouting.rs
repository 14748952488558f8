//! Words in capitals that are no abbreviations.

/// Letters from which on a word in capitals is hardly an abbreviation.
const LONG: usize = 5;
/// Words in a row.
const ROW: usize = 3;

/// A title in capitals, or three and more words in capitals in a row of which two are long; in the very words.
pub fn found(title: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_loud = title.split_whitespace().any(|word| letters(word) >= LONG);
    if is_loud && title == title.to_uppercase() {
        found.push(title.to_string());
    }
    for line in text.lines() {
        let mut row: Vec<&str> = Vec::new();
        for word in line.split_whitespace().chain(["end"]) {
            if letters(word) > 0 && word == word.to_uppercase() {
                row.push(word);
                continue;
            }
            if row.len() >= ROW && row.iter().filter(|word| letters(word) >= LONG).count() >= 2 {
                found.push(row.join(" "));
            }
            row.clear();
        }
    }
    found
}
