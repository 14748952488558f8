//! Stems words in English, and remembers them: a text repeats itself, and stemming is the dearest step of indexing.

use std::collections::HashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// Words remembered before starting afresh; about 5 MB.
const REMEMBERED: usize = 60_000;
/// In letters.
const SHORTEST: usize = 3;

#[derive(Clone)]
pub struct Stems {
    analyzer: TextAnalyzer,
    known: HashMap<Box<str>, Box<str>>,
}

impl Default for Stems {
    fn default() -> Self {
        let analyzer =
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Stems { analyzer, known: HashMap::new() }
    }
}

impl Stems {
    /// The stem of a word in lower case.
    pub fn of(&mut self, word: &str) -> &str {
        if !self.known.contains_key(word) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            let stem = self.stem(word);
            self.known.insert(word.into(), stem);
        }
        self.known.get(word).map(|stem| &**stem).unwrap_or_default()
    }

    fn stem(&mut self, word: &str) -> Box<str> {
        // A word with a number in it ("st3", "8a") is a name, not an inflection.
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.into();
        }
        let mut stream = self.analyzer.token_stream(word);
        match stream.advance() {
            // What is so short is another word: "paeds" is not PA.
            true if stream.token().text.len() >= SHORTEST => stream.token().text.as_str().into(),
            _ => word.into(),
        }
    }
}
