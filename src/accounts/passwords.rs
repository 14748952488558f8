//! Password hashing: argon2id off the async threads, a few at a time.

use std::sync::Arc;

use anyhow::anyhow;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::kit::slots::Slots;

/// Each hash takes 19 MiB and tens of milliseconds of one core: more at once would only queue in memory.
const AT_ONCE: usize = 4;
const PASSES: u32 = 2;
const LANES: u32 = 1;

#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    slots: Slots,
    /// Verified against when there is no such account, so that both take as long.
    dummy: Arc<str>,
}

impl Passwords {
    pub fn new(memory_kib: u32) -> anyhow::Result<Self> {
        let params =
            Params::new(memory_kib, PASSES, LANES, None).map_err(|error| anyhow!("argon2: {error}"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let dummy = hash(&argon2, "no account has this password")?.into();
        Ok(Self { argon2, slots: Slots::new(AT_ONCE), dummy })
    }

    pub async fn hash(&self, password: &str) -> anyhow::Result<String> {
        let (argon2, password) = (self.argon2.clone(), password.to_string());
        self.slots.run(move || hash(&argon2, &password)).await?
    }

    /// [`Passwords::hash`] for code that is already off the async threads.
    pub fn hash_blocking(&self, password: &str) -> anyhow::Result<String> {
        hash(&self.argon2, password)
    }

    /// Takes as long for `None` (no such account) as for a wrong password.
    pub async fn verify(&self, password: &str, hash: Option<String>) -> anyhow::Result<bool> {
        let known = hash.is_some();
        let (argon2, password) = (self.argon2.clone(), password.to_string());
        let hash = hash.unwrap_or_else(|| self.dummy.to_string());
        let fits = move || argon2.verify_password(password.as_bytes(), hash.as_str()).is_ok();
        Ok(self.slots.run(fits).await? && known)
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> anyhow::Result<String> {
    let hash = argon2.hash_password(password.as_bytes()).map_err(|error| anyhow!("argon2: {error}"))?;
    Ok(hash.to_string())
}
