//! An index outlives its process, and says when it does not.

use super::*;

#[test]
fn an_index_is_kept_with_its_bookmark() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Index::open(folder.path(), Synonyms::delivered()).unwrap();
    assert!(opened.needs_rebuild && opened.index.is_empty());
    let mut writer = opened.index.writer(1).unwrap();
    let mut nurse = doc(1, "Nurse", "Leeds", "");
    nurse.codes = vec![(Group::Kind, "role".into()), (Group::Provider, "fernbank".into())];
    writer.put(&nurse).unwrap();
    writer.commit("41").unwrap();
    drop((writer, opened));

    let opened = Index::open(folder.path(), Synonyms::delivered()).unwrap();
    assert!(opened.needs_rebuild, "it was never said to be whole");
    let mut writer = opened.index.writer(1).unwrap();
    writer.now_whole();
    writer.commit("42").unwrap();
    drop((writer, opened));

    let opened = Index::open(folder.path(), Synonyms::delivered()).unwrap();
    assert!(!opened.needs_rebuild);
    assert_eq!(opened.index.bookmark(), "42");
    let answer = opened.index.search(&Query { take: 1, ..Query::default() }, now()).unwrap();
    assert_eq!(answer.counts.of(Group::Kind, "role"), 1);
    assert_eq!(answer.counts.of(Group::Provider, "fernbank"), 1);
}

#[test]
fn a_broken_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    for broken in ["", "{", "{\"segments\":[],\"schema\":[],\"opstamp\":0}"] {
        std::fs::write(folder.path().join("meta.json"), broken).unwrap();
        let opened = Index::open(folder.path(), Synonyms::delivered()).unwrap();
        assert!(opened.needs_rebuild);
        assert_eq!(opened.index.search(&Query::default(), now()).unwrap().total, 0);
    }
}

/// Whatever moment a process is killed at, the next one finds an index with all that the bookmark says.
#[test]
fn a_killed_process_leaves_what_it_committed() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = 0;
    for wait in [35, 120, 60, 210, 5, 90] {
        let mut writing = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "search::index::tests::durable::writes_until_killed", "--ignored"])
            .env(FOLDER, folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let written = || Index::open_existing(folder.path(), Arc::default()).ok().flatten();
        // Not before it has begun.
        let begun = std::time::Instant::now();
        while written().is_none_or(|index| index.bookmark().parse::<i64>().unwrap_or(0) <= last) {
            assert!(begun.elapsed().as_secs() < 60, "nothing is written");
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        std::thread::sleep(std::time::Duration::from_millis(wait));
        writing.kill().unwrap();
        writing.wait().unwrap();
        let opened = Index::open(folder.path(), Synonyms::delivered()).unwrap();
        let bookmark: i64 = opened.index.bookmark().parse().unwrap();
        assert!(!opened.needs_rebuild && bookmark > last, "{bookmark} after {last}");
        assert_eq!(opened.index.listings(), (1..=bookmark).collect());
        assert_eq!(opened.index.len(), bookmark as u64);
        last = bookmark;
    }
}

const FOLDER: &str = "ROUNDS_TEST_FOLDER";

/// The process that is killed: a listing more with each commit.
#[test]
#[ignore = "never ends; started by the test above"]
#[allow(clippy::disallowed_methods, reason = "no setting of the site")]
fn writes_until_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let index = Index::open(std::path::Path::new(&folder), Synonyms::delivered()).unwrap().index;
    let mut writer = index.writer(1).unwrap();
    let from: i64 = index.bookmark().parse().unwrap_or(0);
    for listing in from + 1.. {
        writer.put(&doc(listing, "Nurse", "Leeds", "")).unwrap();
        writer.now_whole();
        writer.commit(&listing.to_string()).unwrap();
    }
}
