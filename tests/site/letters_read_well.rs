//! Letters as their readers get them, kept as snapshots: a change of words is seen before it is sent.
//! `INSTA_UPDATE=always cargo test --test site letters_read_well` takes the new words over.

use crate::world::{Engine, PASSWORD, World};

/// The newest letter with these words in its subject, as it reads, without what differs from run to run.
pub async fn reads(world: &World, address: &str, subject: &str) -> String {
    world.settles().await;
    let letters = world.letters_at(address).await;
    let letter = letters.iter().rfind(|letter| letter.subject.contains(subject));
    let letter = letter.unwrap_or_else(|| panic!("no letter “{subject}” to {address}"));
    let text = letter.text_body.replace(&world.app.site.public_url, "https://rounds.example");
    format!(
        "To: {} <{}>\nSubject: {}\n\n{}",
        letter.to_name,
        letter.to_address,
        letter.subject,
        without_tokens(&text)
    )
}

/// `?token=…` and every long number in an address say nothing about the words.
fn without_tokens(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("token=") {
        let after = at + "token=".len();
        plain.push_str(&rest[..after]);
        plain.push('…');
        rest = rest[after..]
            .trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter));
    }
    plain + rest
}

#[tokio::test]
async fn the_letters_of_accounts() {
    let world = World::on(Engine::Sqlite).await;
    let ada = world.candidate("Ada Marsh").await;
    insta::assert_snapshot!("accounts_confirm", reads(&world, &ada.email, "Confirm").await);

    ada.elsewhere().sends_sign_up("I look for work or training").await;
    let newest = world.letters_to(&ada).await.pop().expect("a letter").subject;
    insta::assert_snapshot!("accounts_already", reads(&world, &ada.email, &newest).await);

    ada.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    let newest = world.letters_to(&ada).await.pop().expect("a letter").subject;
    insta::assert_snapshot!("accounts_reset", reads(&world, &ada.email, &newest).await);

    let new = "ada@elsewhere.example";
    let fields = [("New email address", new), ("Your current password", PASSWORD)];
    ada.submits("/account/email", "Email the new address", &fields).await;
    insta::assert_snapshot!("accounts_change_email", reads(&world, new, "Confirm").await);
    let page = ada.gets(&world.link_in(&world.letters_at(new).await[0])).await;
    ada.presses(&page, "Use this address", &[]).await;
    insta::assert_snapshot!("accounts_changed", reads(&world, &ada.email, "was changed").await);
}
