//! The first page is the beginning of all pages, though most listings are passed over unscored for it.

use super::*;

const TITLES: [&str; 5] = ["Nurse", "Theatre Nurse", "Lead Nurse for the Theatre", "Porter", "Ward Clerk"];
const TEXTS: [&str; 4] = [
    "A nurse in a theatre.",
    "The theatre, the ward, the theatre again: a nurse is always there, and a nurse knows the ward.",
    "Ward work for a nurse or a porter in our theatre.",
    "Porter and clerk of the ward and its theatre; no nurse, no nurse at all.",
];

fn many() -> Index {
    let documents: Vec<Document> = (0..1_500)
        .map(|number: i64| {
            let mixed = (number * 7_919 % 1_500) as usize;
            Document {
                listing: number,
                title: TITLES[mixed % TITLES.len()].into(),
                text: TEXTS[mixed / 3 % TEXTS.len()].repeat(1 + mixed % 4),
                posted_at: now() - Duration::hours((mixed / 2) as i64),
                ..Document::default()
            }
        })
        .collect();
    filled(&documents)
}

#[test]
fn the_first_pages_are_the_beginning_of_all() {
    let index = many();
    for words in [
        "nurse",
        "theatre nurse",
        "ward",
        "nurse ward porter",
        "\"theatre again\" nurse",
        "physio",
        "-clerk theatre",
    ] {
        let listings = |skip: usize, take: usize| -> Vec<i64> {
            let query = Query { words: words.into(), skip, take, ..Query::default() };
            let hits = index.search(&query, now()).unwrap().hits;
            hits.iter().map(|hit| hit.listing).collect()
        };
        let all = listings(0, 2_000);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{words}");
        for (skip, take) in [(0, 20), (20, 20), (100, 50), (0, 1)] {
            let page: Vec<i64> = all.iter().copied().skip(skip).take(take).collect();
            assert_eq!(listings(skip, take), page, "{words} from {skip}");
        }
    }
}
