//! Letters are signed so that somebody else's verifier agrees, and the way out is under the signature (RFC 8058).

use super::{bulk, ordinary, posts, world_with};
use crate::world::{Engine, SmtpSink};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::{AuthenticatedMessage, DkimResult, MessageAuthenticator, Parameters, ResolverCache, Txt};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::path::Path;
use std::time::Instant;

/// What DNS would say.
struct Dns(HashMap<Box<str>, Txt>);

impl ResolverCache<Box<str>, Txt> for Dns {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.get(name).cloned()
    }

    fn remove<Q>(&self, _: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: Box<str>, _: Txt, _: Instant) {}
}

fn dns() -> Dns {
    let record = format!("v=DKIM1; k=rsa; p={}", include_str!("key_of_tests.txt"));
    let key = DomainKey::parse(record.as_bytes()).expect("a record");
    Dns(HashMap::from([("rounds._domainkey.rounds.example.".into(), Txt::from(key))]))
}

/// The result, and the names of the headers that the signature covers.
async fn verified(raw: &[u8]) -> (DkimResult, Vec<String>) {
    let verifier = MessageAuthenticator::new(ResolverConfig::default(), ResolverOpts::default());
    let (verifier, dns) = (verifier.expect("a verifier"), dns());
    let message = AuthenticatedMessage::parse(raw).expect("a message");
    let output = verifier.verify_dkim(Parameters::new(&message).with_txt_cache(&dns)).await;
    assert_eq!(output.len(), 1, "one signature");
    let covered = output[0].signature().expect("a signature").h.iter();
    (output[0].result().clone(), covered.map(|name| name.to_ascii_lowercase()).collect())
}

#[tokio::test]
async fn a_verifier_agrees_and_the_way_out_is_covered() {
    let sink = SmtpSink::start().await;
    let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/letters_leave/key_of_tests.pem");
    let world = world_with(&sink, Engine::Sqlite, |config| config.dkim_key = Some(key)).await;
    posts(&world, vec![bulk("bulk@a.example").para("Grüße – £36,000"), ordinary("ordinary@a.example")]).await;
    world.settles().await;
    let received = sink.waits_for(2).await;
    for one in &received {
        let (result, covered) = verified(&one.raw).await;
        assert_eq!(result, DkimResult::Pass, "{}", one.to[0]);
        for name in ["from", "to", "subject", "date", "message-id"] {
            assert!(covered.iter().any(|one| one == name), "{name} is not among {covered:?}");
        }
        let leaves = one.to[0].starts_with("bulk");
        for name in ["list-unsubscribe", "list-unsubscribe-post"] {
            assert!(!leaves || covered.iter().any(|one| one == name), "{name} in {covered:?}");
        }
    }
    let bulk = received.iter().find(|one| one.to[0].starts_with("bulk")).expect("it arrived");
    let other = String::from_utf8_lossy(&bulk.raw).replace("unsubscribe/1", "unsubscribe/2");
    assert_ne!(verified(other.as_bytes()).await.0, DkimResult::Pass, "another way out is noticed");
}
