//! The people of the journeys. Candidates and members sign up through the pages, as everybody does; staff are made by
//! whoever runs the site.

use super::{PASSWORD, Page, Person, World};
use rounds::accounts::{NewAccount, Role, actions};

impl World {
    /// Somebody who looks for work, signed in.
    pub async fn candidate(&self, name: &str) -> Person {
        let person = self.visitor(name);
        self.signs_up(&person, "I look for work or training").await;
        person
    }

    /// Somebody who works for a provider, signed in; which provider is another matter.
    pub async fn member(&self, name: &str) -> Person {
        let person = self.visitor(name);
        self.signs_up(&person, "I work for a provider and want to post roles or placements").await;
        person
    }

    pub async fn moderator(&self, name: &str) -> Person {
        self.staff(name, Role::Moderator).await
    }

    pub async fn administrator(&self, name: &str) -> Person {
        self.staff(name, Role::Administrator).await
    }

    async fn signs_up(&self, person: &Person, role: &str) {
        person.sends_sign_up(role).await.is(200);
        let page = self.follows_letter(person, "Confirm your email address").await;
        person.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
        assert!(person.is_known().await, "{} is signed in", person.name);
    }

    async fn staff(&self, name: &str, role: Role) -> Person {
        let person = self.makes_staff(name, role).await;
        person.signs_in().await;
        assert!(person.is_known().await, "{} is signed in", person.name);
        person
    }

    /// Somebody of the staff, not signed in yet.
    pub async fn makes_staff(&self, name: &str, role: Role) -> Person {
        let person = self.visitor(name);
        let password_hash = self.app.passwords.hash(PASSWORD).await.expect("a hash");
        let (email, name, now) = (person.email.clone(), person.name.clone(), self.app.clock.now());
        let account = NewAccount { email, name, role, password_hash, confirmed_at: None };
        let made = self.app.db.write(move |conn| actions::create_confirmed(conn, &account, now)).await;
        made.expect("an account");
        person
    }
}

impl Person {
    pub async fn sends_sign_up(&self, role: &str) -> Page {
        let fields = [
            ("What brings you here?", role),
            ("Your name", &self.name),
            ("Email address", &self.email),
            ("Password", PASSWORD),
        ];
        self.submits("/sign-up", "Sign up", &fields).await
    }

    pub async fn signs_in(&self) -> Page {
        self.signs_in_with(self.password).await
    }

    pub async fn signs_in_with(&self, password: &str) -> Page {
        self.submits("/sign-in", "Sign in", &[("Email address", &self.email), ("Password", password)]).await
    }

    /// Is this person signed in?
    pub async fn is_known(&self) -> bool {
        self.asks("/account").await.status == 200
    }
}
