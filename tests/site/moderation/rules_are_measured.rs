//! The rules against sentences that people judged: `cargo test --test site rules_are_measured -- --nocapture` prints
//! how often each is right. Sentences marked as held out were written after the rules and changed nothing about them.

use crate::world::journey;
use rounds::listings::ListingKind;
use rounds::moderation::model::of_words;
use std::collections::BTreeMap;

/// A link that cannot work is a link to elsewhere too.
const GO_TOGETHER: (&str, &str) = ("broken-link", "contact-outside");

#[derive(Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Tally {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }
}

/// By rule, of those that were held out or of the others.
fn measured(held_out: bool) -> BTreeMap<String, Tally> {
    let mut tallies = BTreeMap::<String, Tally>::new();
    let mut reader = csv::Reader::from_reader(include_str!("../judged_listings.csv").as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    for row in rows.filter(|row| (&row[2] == "yes") == held_out) {
        let (wanted, text) = (&row[0], &row[1]);
        let found: Vec<_> = of_words("", text).into_iter().map(|mark| mark.rule.code.as_str()).collect();
        if !wanted.is_empty() && !found.contains(&wanted) {
            println!("missed {wanted}: {text}");
            tallies.entry(wanted.into()).or_default().missed += 1;
        }
        for code in found.into_iter().filter(|code| (wanted, *code) != GO_TOGETHER) {
            let tally = tallies.entry(code.into()).or_default();
            if code == wanted {
                tally.right += 1;
            } else {
                println!("wrong {code}: {text}");
                tally.wrong += 1;
            }
        }
    }
    tallies
}

fn holds(held_out: bool, least_precision: f64, least_recall: f64) {
    let mut all = Tally::default();
    for (rule, tally) in measured(held_out) {
        let (precision, recall) = (tally.precision(), tally.recall());
        println!("{rule}: precision {precision:.2}, recall {recall:.2}");
        if !held_out {
            assert!(precision >= least_precision && recall >= least_recall, "{rule} is not good enough");
        }
        all.right += tally.right;
        all.wrong += tally.wrong;
        all.missed += tally.missed;
    }
    println!("all rules: precision {:.2}, recall {:.2}", all.precision(), all.recall());
    assert!(all.precision() >= least_precision && all.recall() >= least_recall);
}

#[test]
fn each_rule_finds_what_it_was_written_for() {
    holds(false, 0.9, 0.9);
}

#[test]
fn together_they_find_two_thirds_of_what_they_were_not_written_for() {
    holds(true, 0.9, 0.66);
}

journey!(a_mark_quotes_the_words_and_says_why, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let change = |full: &mut rounds::listings::Full| {
        full.listing.description = "A registration fee of £50 is due.\n\nNo deposit of £20 is asked.".into();
        full.listing.profession = "administration".into();
        full.terms.dbs_level = Some("enhanced-both".into());
    };
    let role = world.submitted(&larkfield, ListingKind::Role, "Ward clerk", change).await;
    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets(&format!("/moderation/listings/{}", role.id)).await;
    page.shows("A fee may be asked: “registration fee”").lacks("“deposit");
    page.shows("Charging somebody for finding them work is illegal");
    page.shows("Enhanced with both barred lists for administration; usually at most standard");
    // A rule never decides.
    maya.presses(&page, "Approve and publish", &[]).await.shows("“Ward clerk” is live");
});
