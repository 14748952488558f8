//! An owner limits a member to some sites: there they act as their role says, and nothing else is there for them.

mod out_of_reach;

use super::SITE;
use crate::applications::{self, Cast, applies, joins, letters, write};
use crate::world::{PASSWORD, Page, Person, World, journey};
use diesel::prelude::*;
use rounds::kit::db::Conn;
use rounds::listings::ListingId;
use rounds::providers::{self, SiteId};
use rounds::schema::{listing_sites, membership_sites, sites};

/// A chain with a hospital in Leeds and one in York, each with a listing.
struct Chain {
    /// With the listing in Leeds.
    leeds: Cast,
    /// An owner, an editor and a viewer who reach everything, with the listing in York.
    york: Cast,
    sites: [SiteId; 2],
}

const LEEDS: &str = "Larkfield, Leeds";

impl Chain {
    async fn of(world: &World) -> Chain {
        let leeds = Cast::of(world).await;
        let provider = leeds.provider;
        add_site(world, &leeds, "York hospital", "YO1 9BD").await;
        let listing = applications::listing(world, provider, "Ward sister").await;
        let sites: Vec<SiteId> = write(world, move |conn| {
            let of = sites::table.filter(sites::provider_id.eq(provider));
            let found: Vec<SiteId> = of.order(sites::id).select(sites::id).load(conn)?;
            let elsewhere = listing_sites::table
                .filter(listing_sites::listing_id.eq(listing))
                .filter(listing_sites::site_id.eq(found[0]));
            diesel::delete(elsewhere).execute(conn)?;
            Ok(found)
        })
        .await;
        let (bea, ed, vi) = (leeds.bea.elsewhere(), leeds.ed.elsewhere(), leeds.vi.elsewhere());
        for person in [&bea, &ed, &vi] {
            person.signs_in().await;
        }
        let york = Cast { bea, ed, vi, provider, listing };
        Chain { leeds, york, sites: [sites[0], sites[1]] }
    }

    fn desk(&self, path: &str) -> String {
        self.leeds.desk(path)
    }

    /// Invites somebody with these fields, besides the address.
    async fn invites(&self, email: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("Email address", email)];
        all.extend(fields);
        self.leeds.bea.submits(&self.desk("/members/invite"), "Send the invitation", &all).await
    }

    /// Somebody who was invited to Leeds alone, and has joined.
    async fn limited(&self, world: &World, name: &str, role: &str) -> Person {
        let person = world.visitor(name);
        self.invites(&person.email, &to_leeds(role)).await.is(200).shows("We have sent an email");
        let page = world.follows_letter(&person, "Join Larkfield Surgical").await;
        let fields = [("Your name", name), ("Choose a password", PASSWORD)];
        person.presses(&page, "Make an account and join", &fields).await.is(200);
        person
    }

    /// The page on which the owner decides about a member.
    async fn decides_about(&self, name: &str) -> Page {
        let members = self.leeds.bea.gets(&self.desk("/members")).await;
        self.leeds.bea.follows(&members, &format!("Change {name}")).await
    }
}

async fn add_site(world: &World, cast: &Cast, name: &str, postcode: &str) {
    let path = cast.desk("/sites/new");
    let mut fields = SITE.to_vec();
    fields.extend([("Name of the site", name), ("Town or city", "York"), ("Postcode", postcode)]);
    cast.bea.submits(&path, "Save the site", &fields).await.is(200);
    world.settles().await;
}

fn to_leeds(role: &str) -> [(&str, &str); 3] {
    [("What they may do", role), ("Which sites they reach", "Only some sites"), ("Which of the sites", LEEDS)]
}

journey!(an_owner_invites_somebody_to_some_sites, |world| {
    let chain = Chain::of(&world).await;
    let lena = world.visitor("Lena Ode");
    let some = ("Which sites they reach", "Only some sites");
    let page = chain.invites(&lena.email, &[("What they may do", "Editor"), some]).await;
    page.is(422);
    assert!(page.one("#sites-error").contains("Choose at least one site"), "{}", page.text());
    let page = chain.invites(&lena.email, &to_leeds("Owner")).await;
    page.is(422);
    assert!(page.one("#reach-error").contains("An owner reaches every site"), "{}", page.text());
    assert_eq!(page.form("Send the invitation").value("Email address").as_ref(), Some(&lena.email));

    let page = chain.invites(&lena.email, &to_leeds("Editor")).await;
    page.is(200).shows("Invited, not joined yet").shows("1 of 2 sites: Larkfield");
    let letter = world.letter(&lena, "Join Larkfield Surgical").await;
    assert!(letter.text_body.contains("1 of 2 sites: Larkfield"), "{}", letter.text_body);
    let page = lena.gets(&world.link_in(&letter)).await;
    page.is(200).shows("What you would reach: 1 of 2 sites: Larkfield");
    let fields = [("Your name", "Lena Ode"), ("Choose a password", PASSWORD)];
    let overview = lena.presses(&page, "Make an account and join", &fields).await;
    overview.is(200).shows("What you reach: 1 of 2 sites: Larkfield").shows("Post a listing");
    lena.gets(&chain.desk("/members")).await.is(200).shows("1 of 2 sites: Larkfield").shows("All sites");
});

journey!(an_owner_limits_a_member_and_lifts_the_limit, |world| {
    let chain = Chain::of(&world).await;
    let (ed, york) = (&chain.leeds.ed, chain.desk(&format!("/listings/{}", chain.york.listing)));
    ed.gets(&york).await.is(200);
    let stale = chain.decides_about("Ed Lowe").await;
    let (bea, fields) = (&chain.leeds.bea, to_leeds("Editor"));
    let page = bea.presses(&stale, "Save the role", &fields).await;
    page.is(200).shows("Ed Lowe is now an editor, for 1 of 2 sites: Larkfield");
    ed.gets(&york).await.is(404);
    // Saved twice it is saved once; another change from a page that is behind overwrites nothing.
    bea.presses(&stale, "Save the role", &fields).await.is(200);
    let page = bea.presses(&stale, "Save the role", &[("What they may do", "Viewer")]).await;
    page.is(409).shows("Somebody else has changed this since you opened it");
    bea.gets(&chain.desk("/members")).await.shows("1 of 2 sites: Larkfield");

    // An owner reaches everything, and nothing of the limit is left.
    let page = chain.decides_about("Ed Lowe").await;
    page.is(200).shows("1 of 2 sites: Larkfield");
    let page = bea.presses(&page, "Save the role", &[("What they may do", "Owner")]).await;
    page.is(422);
    let both = [("What they may do", "Owner"), ("Which sites they reach", "All sites")];
    bea.presses(&page, "Save the role", &both).await.is(200).shows("Ed Lowe is now an owner");
    ed.gets(&york).await.is(200);
    let left: i64 = write(&world, |conn| membership_sites::table.count().get_result(conn)).await;
    assert_eq!(left, 0);
});

journey!(a_limited_editor_meets_only_their_sites, |world| {
    let chain = Chain::of(&world).await;
    let lena = chain.limited(&world, "Lena Ode", "Editor").await;
    let alex = world.administrator("Alex Ash").await;
    let organisation = format!("/administration/organisations/{}", chain.leeds.provider);
    alex.gets(&organisation).await.is(200).shows("1 of 2 sites: ").shows("All sites");
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let (ada_s, bob_s) = (applies(&ada, &chain.leeds).await, applies(&bob, &chain.york).await);
    for (person, application) in [(&ada, &ada_s), (&bob, &bob_s)] {
        let words = [("Your message", "When would I start?")];
        person.submits(&format!("{application}/messages"), "Send", &words).await.is(200);
    }
    // Who reaches everything sees both; she sees hers.
    for (person, both) in [(&chain.leeds.ed, true), (&lena, false)] {
        for (path, hers, other) in [
            ("/listings", "Theatre nurse", "Ward sister"),
            ("/applications", "Ada Marsh", "Bob Pike"),
            ("/messages", "Ada Marsh", "Bob Pike"),
            ("", "Theatre nurse", "Ward sister"),
        ] {
            let page = person.gets(&chain.desk(path)).await;
            page.is(200).shows(hers);
            if both {
                page.shows(other)
            } else {
                page.lacks(other)
            };
        }
    }
    lena.gets(&chain.desk("/applications?words=Bob")).await.is(200).lacks("Bob Pike");
    let filtered = format!("?listing={}", chain.york.listing);
    lena.gets(&chain.desk(&filtered)).await.is(200).lacks("Ward sister");

    let ask = lena.gets(&chain.desk("/applications/export")).await;
    let page = lena.presses(&ask, "Make the file", &[("What do you want?", "CSV")]).await;
    page.is(200).shows("The file is being made");
    world.settles().await;
    let page = lena.follows(&page, "Look again").await;
    let file = lena.follows(&page, "Fetch the file").await;
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    assert!(text.contains("Ada Marsh") && !text.contains("Bob Pike"), "{text}");
    // She answers hers, as an editor does.
    let hers = chain.desk(&ada_s);
    let page = lena.gets(&hers).await;
    lena.presses(&page, "Shortlist", &[]).await.is(200).shows("Shortlisted");
});

journey!(a_file_made_before_the_limit_is_not_found_after, |world| {
    let chain = Chain::of(&world).await;
    let bob = world.candidate("Bob Pike").await;
    applies(&bob, &chain.york).await;
    let ed = &chain.leeds.ed;
    let ask = ed.gets(&chain.desk("/applications/export")).await;
    let page = ed.presses(&ask, "Make the file", &[("What do you want?", "CSV")]).await;
    world.settles().await;
    let export = page.path().to_owned();
    ed.gets(&export).await.is(200).shows("The file is ready");
    let page = chain.decides_about("Ed Lowe").await;
    chain.leeds.bea.presses(&page, "Save the role", &to_leeds("Editor")).await.is(200);
    for path in [export.clone(), format!("{export}/file")] {
        ed.gets(&path).await.is(404);
    }
    ed.gets(&chain.desk("/applications/export")).await.is(200).lacks(&export);
});

journey!(letters_go_only_to_those_who_reach_the_listing, |world| {
    let chain = Chain::of(&world).await;
    let lena = chain.limited(&world, "Lena Ode", "Editor").await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let (ada_s, bob_s) = (applies(&ada, &chain.leeds).await, applies(&bob, &chain.york).await);
    for (person, application) in [(&ada, &ada_s), (&bob, &bob_s)] {
        let words = [("Your message", "When would I start?")];
        person.submits(&format!("{application}/messages"), "Send", &words).await.is(200);
        person.submits(&format!("{application}/withdrawal"), "Withdraw application", &[]).await.is(200);
    }
    world.passes(chrono::Duration::days(11)).await;
    // New applications, messages, withdrawals, and that the listings have closed.
    let ed = &chain.leeds.ed;
    let (hers, eds) = (letters(&world, &lena, "Ward sister").await, letters(&world, ed, "Ward sister").await);
    assert!(eds >= 3, "the editor of everything hears of York: {eds}");
    assert_eq!(hers, 0, "she hears nothing of York");
    let (hers, eds) =
        (letters(&world, &lena, "Theatre nurse").await, letters(&world, ed, "Theatre nurse").await);
    assert!(hers == eds && eds >= 3, "she hears of Leeds like her colleagues: {hers} and {eds}");
    assert_eq!(letters(&world, &chain.leeds.vi, "Theatre nurse").await, 0, "a viewer is not written to");
});

journey!(a_limited_editor_posts_for_their_sites_only, |world| {
    let chain = Chain::of(&world).await;
    let lena = chain.limited(&world, "Lena Ode", "Editor").await;
    let [leeds, york] = chain.sites.map(|site| site.to_string());
    let page = lena.submits(&chain.desk("/listings/new"), "Continue", &[("kind", "role")]).await;
    let draft = page.is(200).path().trim_end_matches("/title").to_owned();
    // A draft without a site is its maker's, and of those who reach everything.
    let vic = chain.limited(&world, "Vic Hall", "Editor").await;
    vic.gets(&draft).await.is(404);
    chain.leeds.ed.gets(&draft).await.is(200);
    let places = format!("{draft}/places");
    let page = lena.gets(&places).await;
    page.is(200).shows("Larkfield").lacks("York hospital");
    let fields =
        [("funding", "nhs-funded"), ("version", "1"), ("sites", leeds.as_str()), ("sites", york.as_str())];
    lena.tries("POST", &places, &fields).await.is(303);
    let id: ListingId = draft.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    let chosen = move |conn: &mut Conn| {
        let of = listing_sites::table.filter(listing_sites::listing_id.eq(id));
        of.order(listing_sites::site_id).select(listing_sites::site_id).load::<SiteId>(conn)
    };
    assert_eq!(write(&world, chosen).await, chain.sites[..1], "another's site cannot be chosen");
    vic.gets(&draft).await.is(200);

    // The owner adds York. It stays whatever she ticks, and hers cannot all go.
    let both =
        [("funding", "nhs-funded"), ("version", "2"), ("sites", leeds.as_str()), ("sites", york.as_str())];
    chain.leeds.bea.tries("POST", &places, &both).await.is(303);
    lena.gets(&places).await.is(200).shows("It is also at York hospital");
    lena.tries("POST", &places, &[("funding", "nhs-funded"), ("version", "3"), ("sites", leeds.as_str())])
        .await
        .is(303);
    assert_eq!(write(&world, chosen).await, chain.sites, "another's site cannot be taken away");
    let page = lena.tries("POST", &places, &[("funding", "nhs-funded"), ("version", "4")]).await;
    page.is(422);
    assert!(page.one("#sites-error").contains("Keep at least one of your sites"), "{}", page.text());
    assert_eq!(write(&world, chosen).await, chain.sites);

    // What she copies is hers alone.
    let page = lena.gets(&draft).await;
    let copy = lena.presses(&page, "Copy it into a new draft", &[]).await;
    let id: ListingId =
        copy.is(200).path().rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    let copied = move |conn: &mut Conn| {
        let of = listing_sites::table.filter(listing_sites::listing_id.eq(id));
        of.select(listing_sites::site_id).load::<SiteId>(conn)
    };
    assert_eq!(write(&world, copied).await, chain.sites[..1]);
});

journey!(a_removed_site_leaves_nothing_within_reach, |world| {
    let chain = Chain::of(&world).await;
    add_site(&world, &chain.leeds, "Selby clinic", "BS1 5TR").await;
    let (lena, invited) = (world.member("Lena Ode").await, world.visitor("Ivo Crane"));
    joins(&world, &lena, chain.leeds.provider, "editor").await;
    let to_selby = [
        ("What they may do", "Editor"),
        ("Which sites they reach", "Only some sites"),
        ("Which of the sites", "Selby clinic, York"),
    ];
    let page = chain.decides_about("Lena Ode").await;
    chain.leeds.bea.presses(&page, "Save the role", &to_selby).await.is(200);
    chain.invites(&invited.email, &to_selby).await.is(200);
    let provider = chain.leeds.provider;
    let sites = world.app.read(move |conn| providers::sites(conn, provider)).await.expect("its sites");
    let selby = sites.iter().find(|site| site.name == "Selby clinic").expect("a site").id;
    let removal = chain.desk(&format!("/sites/{selby}/removal"));
    chain.leeds.bea.tries("POST", &removal, &[]).await.is(303);

    lena.gets(&chain.desk("")).await.is(200).shows("What you reach: No site");
    for listing in [chain.leeds.listing, chain.york.listing] {
        lena.gets(&chain.desk(&format!("/listings/{listing}"))).await.is(404);
    }
    lena.gets(&chain.desk("/listings")).await.is(200).lacks("Theatre nurse").lacks("Ward sister");
    let page = world.follows_letter(&invited, "Join Larkfield Surgical").await;
    page.is(200).shows("What you would reach: No site");
    let fields = [("Your name", "Ivo Crane"), ("Choose a password", PASSWORD)];
    invited.presses(&page, "Make an account and join", &fields).await.is(200).shows("No site");
    invited.gets(&chain.desk(&format!("/listings/{}", chain.leeds.listing))).await.is(404);
});
