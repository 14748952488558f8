//! The demonstration: made once for each test run, and copied from then on.

use super::databases::Database;
use super::{Engine, Person, World, databases};
use rounds::demo::seed;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The files of a site with the demonstration in it, by their path in the data folder.
type Copy = Vec<(PathBuf, Vec<u8>)>;

const DATABASE: &str = "rounds.db";

impl World {
    /// A world of its own with the demonstration in it, on SQLite.
    pub async fn demo() -> World {
        static COPY: OnceCell<Copy> = OnceCell::const_new();
        let copy = COPY.get_or_init(make).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in copy {
            let path = folder.path().join(path);
            let parent = path.parent().expect("a file is in a folder");
            std::fs::create_dir_all(parent)
                .and_then(|()| std::fs::write(&path, bytes))
                .expect("a copied file");
        }
        let database = Database::at(&folder.path().join(DATABASE));
        World::open(folder, database, |config| config.demo = true).await
    }

    /// A visitor, then those whom the demonstration lets one be, in the order of [`rounds::accounts::Role`], signed in.
    pub async fn demo_people(&self) -> Vec<Person> {
        let mut people = vec![self.visitor("Nobody Here")];
        for one in &seed::SIGN_INS {
            let mut person = self.visitor(one.name);
            (person.email, person.password) = (one.email.to_owned(), seed::PASSWORD);
            person.signs_in().await;
            assert!(person.is_known().await, "{} is signed in", person.name);
            people.push(person);
        }
        people
    }
}

async fn make() -> Copy {
    let world = World::on(Engine::Sqlite).await;
    seed::fill(&world.app, seed::LISTINGS).await.expect("the demonstration is filled in");
    rounds::search::catch_up(&world.app).await.expect("the demonstration is indexed");
    let data = world.app.config.data_dir.clone();
    let whole = TempDir::new().expect("a temporary folder");
    let file = whole.path().join(DATABASE);
    databases::copy_sqlite(&data.join(DATABASE), &file);
    let mut copy = vec![(DATABASE.into(), std::fs::read(&file).expect("the copied database"))];
    read_into(&mut copy, &data.join("files"), &data);
    read_into(&mut copy, &data.join("index"), &data);
    copy
}

fn read_into(copy: &mut Copy, folder: &Path, top: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_into(copy, &path, top);
        } else {
            let name = path.strip_prefix(top).expect("a path inside").to_owned();
            copy.push((name, std::fs::read(&path).expect("a file that is there")));
        }
    }
}
