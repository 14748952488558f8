//! Ten thousand random listings, edits, closings and alerts: every letter says what a slow, obvious reference says that
//! it should. The reference asks the ordinary search for every alert, and remembers what each address was told.

mod acts;
mod reference;

use crate::world::{Organisation, World, complete, journey, organisation_of};
use acts::{Act, invented};
use chrono::Duration;
use diesel::prelude::*;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use reference::{Expected, Reference, Wish};
use rounds::alerts::{self, Run, RunSlot, Slot};
use rounds::kit::clock::Moment;
use rounds::kit::db::Conn;
use rounds::kit::letters::{self, Letter, LetterId, LetterState, Posted};
use rounds::listings::{self, Full, ListingId, ListingKind};

/// Another one for each run; a failure prints it, and to see it again it is put here.
const SEED: Option<u64> = None;
const ROUNDS: usize = 40;
/// Listings, edits, closings and changes of alerts in one round.
const ACTS: usize = 250;
const ADDRESSES: usize = 90;
const TITLES: [&str; 8] = [
    "Theatre nurse",
    "Senior physiotherapist",
    "Ward nurse, nights",
    "Physiotherapist, hands",
    "Scrub practitioner",
    "Radiographer",
    "Community nurse",
    "Anaesthetic practitioner",
];
const SEARCHES: [&str; 16] = [
    "q=nurse",
    "q=physiotherapist&place=Leeds&within=20",
    "q=theatre+nurse",
    "profession=nurse&place=Truro",
    "place=Leeds&within=5&pay=36000&per=year",
    "q=practitioner&pay=30000&per=year",
    "q=radiographer",
    "q=nurse+-nights",
    "pattern=part-time&q=physio",
    "place=Kent",
    "place=Nowhereville&q=nurse",
    "q=%22ward+nurse%22",
    "contract=permanent&profession=physiotherapist&pay=40000&per=year",
    "q=scrub&place=Truro&within=50",
    "region=london",
    "q=community&posted=1&sort=newest",
];

journey!(every_letter_is_that_of_a_slow_reference, |world| {
    let seed = SEED.unwrap_or_else(rand::random);
    println!("the seed is {seed}");
    world.app.clock.move_to(Moment("2026-10-20T09:30:00".parse().expect("a moment")));
    let grounds = [
        world.organisation("Larch Surgical").await,
        world.organisation_at("Harbour Clinic", "TR1 2HE").await,
    ];
    let mut model = Model::new(&world, seed, &grounds).await;
    for _ in 0..ROUNDS {
        model.acts(ACTS).await;
        model.runs().await;
        // Between the queue and the mail server.
        world.app.clock.move_by(Duration::minutes(1));
        model.acts(ACTS / 10).await;
        model.writes().await;
        world.app.clock.move_by(Duration::minutes(200));
    }
    let Model { reference, letters, .. } = model;
    println!("{letters} letters; {reference:?}");
    assert!(
        letters > 500 && reference.told_again > 20 && reference.left_out > 50,
        "{letters}: {reference:?}"
    );
});

struct Model<'a> {
    world: &'a World,
    seed: u64,
    dice: StdRng,
    patterns: Vec<Full>,
    reference: Reference,
    letters: usize,
}

impl<'a> Model<'a> {
    async fn new(world: &'a World, seed: u64, grounds: &[Organisation]) -> Model<'a> {
        let now = world.app.clock.now();
        let mut patterns = Vec::new();
        for ground in grounds {
            let id = ground.id;
            let found = world.app.read(move |conn| organisation_of(conn, id)).await.expect("an organisation");
            patterns.push(complete(found, ListingKind::Role, "Nurse", now));
        }
        Model {
            world,
            seed,
            dice: StdRng::seed_from_u64(seed),
            patterns,
            reference: Reference::new(),
            letters: 0,
        }
    }

    async fn acts(&mut self, acts: usize) {
        let now = self.world.app.clock.now();
        let acts: Vec<Act> = (0..acts).map(|_| self.act(now)).collect();
        let done = self
            .world
            .app
            .write(move |conn| acts.iter().map(|act| act.done(conn, now)).collect::<QueryResult<Vec<_>>>());
        for news in done.await.expect("the acts are done").into_iter().flatten() {
            self.reference.hears(news);
        }
        self.reference.news = self.world.app.read(alerts::news_seq).await.expect("a number");
        let changed = self.reference.changed();
        let documents = self.world.app.read(move |conn| {
            let ids: Vec<ListingId> = changed.iter().copied().collect();
            Ok((rounds::search::documents(conn, &ids, now)?, listings::documents(conn, &ids, now)?, changed))
        });
        let (documents, fulls, changed) = documents.await.expect("documents");
        self.reference.sees(&documents, &fulls, &changed);
    }

    fn act(&mut self, now: Moment) -> Act {
        let live = self.reference.listings.clone();
        let dice = &mut self.dice;
        match dice.random_range(0..100) {
            0..30 => {
                let full = invented(&self.patterns, dice, now);
                self.reference.add(full.listing.id);
                Act::Publish(Box::new(full))
            }
            kind @ 30..85 => match live.choose(dice) {
                None => Act::Nothing,
                Some(listing) => {
                    let listing = *listing;
                    self.reference.touch(listing);
                    match kind {
                        30..50 => Act::Pay(listing, dice.random_range(25..60) * 100_000),
                        50..60 => Act::Title(listing, TITLES.choose(dice).expect("a title")),
                        60..64 => Act::Suspend(listing),
                        64..68 => Act::Restore(listing),
                        _ => {
                            self.reference.listings.retain(|other| *other != listing);
                            Act::Close(listing)
                        }
                    }
                }
            },
            85..93 => {
                let wish = Wish {
                    id: alerts::AlertId::new(),
                    email: format!("person{}@example.org", dice.random_range(0..ADDRESSES)),
                    search: (*SEARCHES.choose(dice).expect("a search")).to_owned(),
                    slot: slot(dice),
                    from: self.reference.news,
                    is_on: true,
                };
                self.reference.wishes.push(wish.clone());
                Act::Alert(wish)
            }
            _ => {
                let (at, search, next) = (
                    dice.random_range(0..self.reference.wishes.len().max(1)),
                    *SEARCHES.choose(dice).expect("a search"),
                    slot(dice),
                );
                let (what, seq) = (dice.random_range(0..4), self.reference.news);
                let Some(wish) = self.reference.wishes.get_mut(at) else { return Act::Nothing };
                match what {
                    0 => wish.is_on = false,
                    1 => (wish.is_on, wish.from) = (true, seq),
                    2 => search.clone_into(&mut wish.search),
                    _ => (wish.slot, wish.from) = (next, seq),
                }
                Act::Change(wish.clone())
            }
        }
    }

    /// Every run that is due, some of them killed on the way, against what the reference expects of each.
    async fn runs(&mut self) {
        let now = self.world.app.clock.now();
        self.world.app.write(move |conn| alerts::start_due(conn, now)).await.expect("runs start");
        loop {
            let rows = self.world.app.read(alerts::slot_rows).await.expect("slots");
            let Some(row) = rows.iter().find(|row| row.ended_at.is_none()) else { return };
            let slot = Slot::parse(&row.slot).expect("a slot");
            self.reference.runs(slot, row.running_to, now);
            let (app, due) =
                (self.world.app.clone(), RunSlot { slot: row.slot.clone(), run_key: row.run_key.clone() });
            let killed = self.dice.random_bool(0.3);
            let ran = tokio::task::spawn_blocking(move || {
                if killed {
                    Run::of(&app, &due)?.step(7)?;
                }
                let mut run = Run::of(&app, &due)?;
                while run.step(50)? {}
                anyhow::Ok(())
            });
            ran.await.expect("no panic").expect("the run ends");
        }
    }

    /// Each letter that waits, as it would be sent now.
    async fn writes(&mut self) {
        let (now, site) = (self.world.app.clock.now(), self.world.app.site.clone());
        let waiting =
            self.world.app.read(|conn| letters::latest(conn, Some(LetterState::Waiting), 100_000)).await;
        let mut waiting: Vec<Posted> =
            waiting.expect("letters").into_iter().filter(|one| one.payload.is_some()).collect();
        waiting.sort_by_key(|posted| posted.id);
        let mut expected = std::mem::take(&mut self.reference.queued);
        assert_eq!(waiting.len(), expected.len(), "letters in the queue; the seed is {}", self.seed);
        for posted in waiting {
            let at = expected.iter().position(|queued| queued.email == posted.to_address);
            let queued =
                expected.remove(at.unwrap_or_else(|| {
                    panic!("nothing for {}; the seed is {}", posted.to_address, self.seed)
                }));
            let wanted = self.reference.writes(&queued, now);
            let site = site.clone();
            let written = self.world.app.write(move |conn| {
                let written = alerts::write(conn, &posted, now, &site)?;
                leaves(conn, posted.id, written.as_ref().map(|written| (now, written.payload.as_str())))?;
                Ok(written.map(|written| told(&written.letter, &site)))
            });
            let written = written.await.expect("a letter is written");
            assert_eq!(written, wanted, "{}: {:?}; the seed is {}", queued.email, queued, self.seed);
            self.letters += usize::from(written.is_some());
        }
    }
}

/// What the post does with a letter: it is sent at this moment, or had nothing left to tell.
fn leaves(conn: &mut Conn, id: LetterId, sent: Option<(Moment, &str)>) -> QueryResult<()> {
    let letter = rounds::schema::letters::table.find(id);
    match sent {
        Some((now, payload)) => diesel::update(letter)
            .set((
                rounds::schema::letters::state.eq(LetterState::Sent),
                rounds::schema::letters::sent_at.eq(now),
                rounds::schema::letters::payload.eq(payload),
            ))
            .execute(conn),
        None => diesel::delete(letter).execute(conn),
    }
    .map(drop)
}

/// What a letter tells, read from its text.
fn told(letter: &Letter, site: &rounds::kit::letters::Site) -> Expected {
    let text = letter.text(site).expect("a text");
    let mut told: Vec<(ListingId, bool)> = Vec::new();
    let mut changed = false;
    for line in text.lines() {
        changed = (changed || line.contains("Changed since we told you")) && !line.starts_with("* ");
        let listing = line.trim().strip_prefix(&format!("{}/listings/", site.public_url));
        if let Some(number) = listing.and_then(|rest| rest.split(['/', '?']).next()?.parse().ok()) {
            told.push((ListingId(number), changed));
        }
    }
    let first = letter.subject_line().split(" listing").next().unwrap_or_default().to_owned();
    Expected { shown: told, count: first }
}

fn slot(dice: &mut StdRng) -> Slot {
    let slots = [
        Slot::Instant,
        Slot::Instant,
        Slot::Daily(7),
        Slot::Daily(18),
        Slot::Weekly(3, 12),
        Slot::Weekly(7, 1),
    ];
    *slots.choose(dice).expect("a slot")
}
