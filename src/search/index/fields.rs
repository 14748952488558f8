//! The fields of the index, and how text becomes terms.

use super::document::{Document, days, minutes, minutes_up};
use super::groups::{Dictionary, Group};
use super::space;
use super::suggest;
use crate::search::words::{SECTION, Stem, Stems, Synonyms, is_silent, split};
use std::collections::HashSet;
use std::sync::{Arc, RwLock};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

const ANALYZER: &str = "rounds";

#[derive(Debug, Clone)]
pub struct Fields {
    pub schema: Schema,
    pub listing: Field,
    /// Title, trade, provider, places and text together, with positions.
    pub body: Field,
    /// Title and trade once more, for their weight.
    pub head: Field,
    /// Words unstemmed, for spelling.
    pub spelling: Field,
    /// Titles, trades and providers by each of their words, for suggestions.
    pub names: Field,
    pub area: Field,
    pub cell: Field,
    pub codes: Field,
    pub provider: Field,
    pub points: Field,
    pub posted: Field,
    pub closes: Field,
    pub starts: Field,
    pub pays: Field,
}

impl Default for Fields {
    fn default() -> Self {
        let mut schema = Schema::builder();
        let text = |option: IndexRecordOption, norms: bool| {
            let indexing = TextFieldIndexing::default().set_tokenizer(ANALYZER).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
        };
        Fields {
            listing: schema.add_i64_field("listing", INDEXED | FAST),
            body: schema.add_text_field("body", text(IndexRecordOption::WithFreqsAndPositions, false)),
            head: schema.add_text_field("head", text(IndexRecordOption::WithFreqs, true)),
            spelling: schema.add_text_field("spelling", STRING),
            names: schema.add_text_field("names", STRING),
            area: schema.add_text_field("area", STRING),
            cell: schema.add_u64_field("cell", INDEXED),
            codes: schema.add_u64_field("codes", FAST),
            provider: schema.add_u64_field("provider", FAST),
            points: schema.add_u64_field("points", FAST),
            posted: schema.add_u64_field("posted", FAST),
            closes: schema.add_u64_field("closes", FAST),
            starts: schema.add_u64_field("starts", FAST),
            pays: schema.add_u64_field("pays", FAST),
            schema: schema.build(),
        }
    }
}

impl Fields {
    /// Registers the analyzer; `synonyms` may be replaced later, for what is indexed from then on.
    pub fn prepare(&self, index: &tantivy::Index, synonyms: Arc<RwLock<Arc<Synonyms>>>) {
        index
            .tokenizers()
            .register(ANALYZER, Analyzer { synonyms, stems: Stems::default(), terms: Vec::new() });
    }

    /// `spelt` holds the words that the index can already spell.
    pub fn document(
        &self,
        from: &Document,
        dictionary: &mut Dictionary,
        spelt: &mut HashSet<Box<str>>,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(self.listing, from.listing);
        let separator = SECTION.to_string();
        let head = [std::slice::from_ref(&from.title), &from.trade].concat().join(&separator);
        // The title twice: a word in it counts more than the same word in a specialty.
        let heads = format!("{}{separator}{head}", from.title);
        let known =
            [&[head.clone(), from.provider_name.clone()], from.places.as_slice()].concat().join(&separator);
        document.add_text(self.body, format!("{known}{separator}{}", from.text));
        document.add_text(self.head, heads);
        self.add_spelling(&mut document, &known, &from.text, spelt);
        for name in suggest::names(from) {
            document.add_text(self.names, name);
        }
        self.add_filters(&mut document, from, dictionary);
        self.add_sites(&mut document, from);
        document.add_u64(self.posted, u64::from(minutes(from.posted_at)));
        document
            .add_u64(self.closes, from.closes_at.map_or(u64::from(u32::MAX), |at| u64::from(minutes_up(at))));
        document.add_u64(self.starts, from.starts_on.map_or(u64::from(u16::MAX), |day| u64::from(days(day))));
        document.add_u64(self.pays, u64::from(from.pays.unwrap_or(0)));
        document
    }

    /// The words of title, trade, provider and places always, so that frequent ones are known as frequent; words of
    /// the text only when no other listing has brought them yet.
    fn add_spelling(
        &self,
        document: &mut TantivyDocument,
        known: &str,
        text: &str,
        spelt: &mut HashSet<Box<str>>,
    ) {
        let mut own: HashSet<Box<str>> = HashSet::new();
        let mut buffer = String::new();
        split(known, &mut buffer, |word| {
            own.insert(word.text.into());
        });
        split(text, &mut buffer, |word| {
            if !spelt.contains(word.text) {
                own.insert(word.text.into());
            }
        });
        for word in own {
            if word.chars().count() > 2 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                document.add_text(self.spelling, &word);
                spelt.insert(word);
            }
        }
    }

    fn add_filters(&self, document: &mut TantivyDocument, from: &Document, dictionary: &mut Dictionary) {
        let mut numbers = HashSet::new();
        let mut provider = u64::from(u32::MAX);
        for (group, code) in &from.codes {
            match (dictionary.learn(*group, code), group) {
                (Some(number), Group::Provider) => provider = u64::from(number),
                (Some(number), _) => {
                    numbers.insert(number);
                }
                (None, _) => {}
            }
        }
        document.add_u64(self.provider, provider);
        for number in numbers {
            document.add_u64(self.codes, u64::from(number));
        }
    }

    fn add_sites(&self, document: &mut TantivyDocument, from: &Document) {
        let cells: HashSet<u64> = from.sites.iter().map(|site| space::cell(site.lat, site.lon)).collect();
        let areas: HashSet<&String> = from.sites.iter().flat_map(|site| &site.areas).collect();
        for site in &from.sites {
            document.add_u64(self.points, space::pack(site.lat, site.lon));
        }
        for cell in cells {
            document.add_u64(self.cell, cell);
        }
        for area in areas {
            document.add_text(self.area, area);
        }
    }
}

#[derive(Clone)]
struct Analyzer {
    synonyms: Arc<RwLock<Arc<Synonyms>>>,
    stems: Stems,
    terms: Vec<(u32, String)>,
}

struct Terms<'a> {
    terms: std::slice::Iter<'a, (u32, String)>,
    token: Token,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let synonyms = self.synonyms.read().map(|held| held.clone()).unwrap_or_default();
        let mut words: Vec<(u32, bool, String, bool)> = Vec::new();
        let stems = &mut self.stems;
        split(text, &mut String::new(), |word| {
            words.push((word.position, word.capitals, stems.of(word.text).to_owned(), is_silent(word.text)));
        });
        let all: Vec<Stem<'_>> = words
            .iter()
            .map(|(position, capitals, stem, _)| Stem { stem, capitals: *capitals, position: *position })
            .collect();
        self.terms.clear();
        for (at, (position, _, stem, silent)) in words.iter().enumerate() {
            if !silent {
                self.terms.push((*position, stem.clone()));
            }
            let rest = all.get(at..).unwrap_or_default();
            synonyms.in_text(rest, |token| self.terms.push((*position, token.to_owned())));
        }
        Terms { terms: self.terms.iter(), token: Token::default() }
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, term)) = self.terms.next() else { return false };
        self.token.position = *position as usize;
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
