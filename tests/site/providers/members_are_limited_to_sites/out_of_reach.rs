//! Every address of the desk, tried by those who do not reach what it names.

use super::*;
use crate::applications::interviews::{invites as invites_to_interview, round, shortlists};
use crate::passports::{adds, shares};
use crate::permissions::contents::contents;
use rounds::routes::{Audience, ROUTES};
use std::collections::{BTreeSet, VecDeque};

/// What is there of York, by the parameters of the addresses that name it.
struct OutOfReach {
    listing: String,
    application: String,
    interview: String,
    invitation: String,
    slot: String,
    item: String,
    question: String,
    export: String,
    template: String,
}

impl OutOfReach {
    async fn of(world: &World, chain: &Chain) -> OutOfReach {
        let bob = world.candidate("Bob Pike").await;
        let item = adds(&bob, "fire-safety", &[("Issued or done on", "2026-01-05")]).await;
        let application = applies(&bob, &chain.york).await;
        shortlists(world).await;
        shares(&bob, &application, &[&item]).await;
        let interview = round(world, &chain.york).await;
        invites_to_interview(&chain.york, &interview, &["Bob Pike"], &[]).await.is(200);

        let export = chain.york.bea.gets(&chain.desk("/applications/export")).await;
        let export = chain.york.bea.presses(&export, "Make the file", &[("What do you want?", "CSV")]).await;
        world.settles().await;
        let keep = chain.desk(&format!("/listings/{}/template", chain.york.listing));
        chain.york.bea.submits(&keep, "Keep it", &[]).await.is(200);
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let one = |query: &str| words(world, query.to_owned());

        OutOfReach {
            listing: chain.york.listing.to_string(),
            application: last(&application),
            interview: last(&interview),
            invitation: one("SELECT CAST(id AS TEXT) AS word FROM interview_invitations").await,
            slot: one("SELECT CAST(MIN(id) AS TEXT) AS word FROM interview_slots").await,
            item: last(&item),
            question: one("SELECT CAST(MIN(id) AS TEXT) AS word FROM listing_questions").await,
            export: last(export.path()),
            template: one("SELECT CAST(MIN(id) AS TEXT) AS word FROM listing_templates").await,
        }
    }

    /// The address of a route with what is out of reach in it; `None` for what names nothing of a site.
    fn address(&self, chain: &Chain, pattern: &str) -> Option<String> {
        let under = pattern.strip_prefix("/desk/{provider}")?;
        let thing = match under.split('/').nth(1)? {
            "listings" => [("{listing}", &self.listing), ("{template}", &self.template)].to_vec(),
            "applications" => {
                [("{id}", &self.application), ("{question}", &self.question), ("{item}", &self.item)].to_vec()
            }
            "interviews" => {
                [("{interview}", &self.interview), ("{invitation}", &self.invitation), ("{slot}", &self.slot)]
                    .to_vec()
            }
            "exports" => [("{id}", &self.export)].to_vec(),
            _ => return None,
        };
        let filled = thing.iter().fold(under.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!filled.contains('{'), "{pattern} names something that the journey does not know");
        (filled != under).then(|| chain.desk(&filled))
    }
}

async fn words(world: &World, query: String) -> String {
    #[derive(QueryableByName)]
    struct Word {
        #[diesel(sql_type = diesel::sql_types::Text)]
        word: String,
    }
    write(world, move |conn: &mut Conn| {
        let found: Word = diesel::sql_query(query.clone()).get_result(conn)?;
        Ok(found.word)
    })
    .await
}

/// What somebody would send who means it.
const FIELDS: [(&str, &str); 12] = [
    ("version", "1"),
    ("title", "Mine now"),
    ("name", "Mine now"),
    ("words", "No"),
    ("reason", "interview"),
    ("kind", "csv"),
    ("then", "do"),
    ("takes", "all"),
    ("message", "Hello"),
    ("manner", "video"),
    ("slot", "1"),
    ("closes_on", "2030-01-01"),
];

journey!(whatever_is_out_of_reach_is_not_found, |world| {
    let chain = Chain::of(&world).await;
    let people = [
        chain.limited(&world, "Lena Ode", "Editor").await,
        chain.limited(&world, "Vic Hall", "Viewer").await,
    ];
    let things = OutOfReach::of(&world, &chain).await;
    let before = contents(&world).await;
    let (mut asked, mut wrong) = (0, Vec::new());
    for route in ROUTES.iter().filter(|route| route.audience == Audience::Member) {
        let Some(address) = things.address(&chain, route.path) else { continue };
        for (number, person) in people.iter().enumerate() {
            for fields in [&[][..], &FIELDS[..]] {
                asked += 1;
                let page = person.tries(&route.method.to_uppercase(), &address, fields).await;
                // That a viewer may not change anything is said before anything is looked for, and so is that
                // templates are everybody's.
                let is_of_all = route.path.ends_with("/templates/{template}/removal");
                let refused = page.status == 409 && (number == 1 || is_of_all);
                if page.status != 404 && !refused {
                    wrong.push(format!("{} {address} for {}: {}", route.method, person.name, page.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(asked > 300, "only {asked} addresses were asked for");
    let after = contents(&world).await;
    let changed: Vec<&String> =
        before.keys().filter(|table| before.get(*table) != after.get(*table)).collect();
    assert!(changed.is_empty(), "what is out of reach changed {changed:?}");

    // The same addresses are there for who reaches everything.
    let mut missing = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let aside = ["/suspension", "/documents/{question}"].iter().any(|end| route.path.ends_with(end));
        let Some(address) = things.address(&chain, route.path).filter(|_| !aside) else { continue };
        if chain.york.bea.asks(&address).await.status == 404 {
            missing.push(route.path);
        }
    }
    // The role has no steps of a placement, no person specification, no offer, and the check no file.
    let known: BTreeSet<&str> = [
        "/desk/{provider}/listings/{listing}/programme",
        "/desk/{provider}/listings/{listing}/principles",
        "/desk/{provider}/listings/{listing}/training",
        "/desk/{provider}/applications/{id}/scores",
        "/desk/{provider}/applications/{id}/offer/withdrawal",
    ]
    .into();
    missing.retain(|path| !known.contains(path));
    assert!(missing.is_empty(), "the journey made nothing that is at {missing:?}");
});

journey!(what_belongs_to_the_whole_organisation_is_only_looked_at, |world| {
    let chain = Chain::of(&world).await;
    let lena = chain.limited(&world, "Lena Ode", "Editor").await;
    for path in ["", "/profile", "/sites", "/members", "/listings", "/applications", "/messages"] {
        let page = lena.gets(&chain.desk(path)).await;
        page.is(200).lacks("Add a site").lacks("Change the profile").lacks("Invite somebody").lacks("Import");
        page.lacks("Equality monitoring").lacks("Write to the people who review your organisation");
    }
    let before = contents(&world).await;
    let site = format!("/sites/{}", chain.sites[0]);
    let all = ["/profile/edit", "/sites/new", site.as_str(), "/claims", "/claims/study-leave", "/logo"];
    let more =
        ["/pictures", "/pictures/new", "/partnerships", "/partnerships/new", "/stories", "/stories/new"];
    let looks = ["/imports", "/imports/template.csv", "/equality", "/review"];
    for path in all.iter().chain(&more).chain(&looks) {
        let page = lena.gets(&chain.desk(path)).await;
        page.is(409).shows("This belongs to the whole organisation").shows("1 of 2 sites: Larkfield");
    }
    let kept = format!("/listings/{}/template", chain.leeds.listing);
    let removal = format!("{site}/removal");
    let acts =
        ["/submission", "/recall", "/logo/removal", "/profile/edit", "/sites/new", "/claims/study-leave"];
    for path in acts.iter().copied().chain([site.as_str(), removal.as_str(), kept.as_str(), "/review"]) {
        let page = lena.tries("POST", &chain.desk(path), &[("words", "Hello"), ("name", "Mine")]).await;
        page.is(409).shows("an editor of the whole organisation, can do this");
    }
    lena.gets(&chain.desk("/members/invite"))
        .await
        .is(409)
        .shows("An owner of Larkfield Surgical can do this");
    assert_eq!(before, contents(&world).await, "what was refused changed something");
});

journey!(no_link_of_a_limited_desk_leads_nowhere, |world| {
    let chain = Chain::of(&world).await;
    let lena = chain.limited(&world, "Lena Ode", "Editor").await;
    let ada = world.candidate("Ada Marsh").await;
    applies(&ada, &chain.leeds).await;
    let (start, mut wrong) = (chain.desk(""), Vec::new());
    let mut seen: BTreeSet<String> = [start.clone()].into();
    let mut waiting: VecDeque<String> = [start.clone()].into();
    while let Some(path) = waiting.pop_front() {
        let page = lena.asks(&path).await;
        if !matches!(page.status, 200 | 303) {
            wrong.push(format!("{path}: {}", page.status));
        }
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        for href in page.attributes("a[href]", "href") {
            let to = href.split('#').next().unwrap_or_default().to_owned();
            if to.starts_with(&start) && seen.len() < 200 && seen.insert(to.clone()) {
                waiting.push_back(to);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.len() > 25, "only {} pages were met", seen.len());
});
