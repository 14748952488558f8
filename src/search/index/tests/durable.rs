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
