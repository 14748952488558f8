//! What is suspended: an organisation, or one of its listings.

use super::SuspensionError;
use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::listings::{self, Listing, actions as listing_actions};
use crate::moderation::actions::{DeskError, decide_unbiased};
use crate::moderation::mails::{SuspensionMail, SuspensionNews};
use crate::moderation::model::About;
use crate::providers::{self, Deed, Done, Provider, ProviderState, Scope};

/// What is suspended, with whom it belongs to.
pub struct Thing {
    about: About,
    pub provider: Provider,
    pub listing: Option<Listing>,
}

impl Thing {
    /// `None` when there is no such organisation, or none of its listings is this.
    pub fn find(conn: &mut Conn, about: About) -> diesel::QueryResult<Option<Self>> {
        let Some(provider) = providers::find(conn, about.provider)? else { return Ok(None) };
        let listing = match about.listing {
            None => None,
            Some(id) => match listings::owned(conn, &Scope::whole(about.provider), id)? {
                None => return Ok(None),
                found => found,
            },
        };
        Ok(Some(Self { about, provider, listing }))
    }

    pub fn name(&self) -> &str {
        self.listing.as_ref().map_or(self.provider.name.as_str(), |listing| listing.name())
    }

    pub fn is_public(&self, now: Moment) -> bool {
        match &self.listing {
            Some(listing) => listing.is_live(now),
            None => self.provider.state.is_public(),
        }
    }

    pub fn subject(&self) -> Subject {
        match &self.listing {
            Some(listing) => Subject::new("listing", listing.id.0, listing.name()),
            None => Subject::new("provider", self.provider.id.0, self.provider.name.as_str()),
        }
    }

    /// Gives the state to which an organisation will be restored.
    pub fn hide(&self, conn: &mut Conn, here: &Here) -> Outcome<Option<ProviderState>, SuspensionError> {
        self.note_deed(conn, &Actor::site(), (Deed::SuspendListing, Deed::Suspend), here.now)?;
        match &self.listing {
            Some(listing) => {
                listing_actions::suspend(conn, listing.id, here.now)?;
                Ok(None)
            }
            None => {
                let was = providers::suspend(conn, self.provider.id, here);
                was.map(Some).map_err(|failed| wrap(failed, DeskError::Provider))
            }
        }
    }

    pub fn show(
        &self,
        conn: &mut Conn,
        was: Option<ProviderState>,
        here: &Here,
    ) -> Outcome<(), SuspensionError> {
        self.note_deed(conn, &Actor::site(), (Deed::RestoreListing, Deed::Restore), here.now)?;
        match (&self.listing, was) {
            (Some(listing), _) => Ok(listing_actions::unsuspend(conn, listing.id, here.now)?),
            (None, Some(was)) => {
                providers::restore(conn, self.provider.id, was, here)
                    .map_err(|failed| wrap(failed, DeskError::Provider))?;
                Ok(listing_actions::note_seen_again(conn, self.provider.id, here.now)?)
            }
            (None, None) => Ok(()),
        }
    }

    /// Tells it in the log of its people. What is proposed and argued besides is between moderators.
    pub fn note_deed(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (of_listing, of_provider): (Deed, Deed),
        now: Moment,
    ) -> diesel::QueryResult<()> {
        let done = match &self.listing {
            Some(listing) => Done::new(of_listing, listing.id.0, listing.name()),
            None => Done::new(of_provider, self.provider.id.0, &self.provider.name),
        };
        providers::note_deed(conn, (self.provider.id, actor), done, now)
    }

    pub fn note(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        act: &str,
        words: &str,
        now: Moment,
    ) -> diesel::QueryResult<()> {
        audit::note(conn, actor, &format!("suspension.{act}"), self.subject(), words, now)
    }

    /// Writes to whoever is written to about it.
    pub fn tell(&self, conn: &mut Conn, news: SuspensionNews<'_>, here: &Here) -> diesel::QueryResult<()> {
        let readers = match &self.listing {
            Some(listing) => listings::readers(conn, listing.id)?,
            None => providers::members_to_tell(conn, self.provider.id)?,
        };
        for (email, name) in readers {
            let mail = SuspensionMail {
                email: &email,
                name: &name,
                provider: &self.provider.name,
                title: self.name(),
                about: self.about,
                news,
            };
            mail.letter(&here.site).post(conn, here.now, &here.site)?;
        }
        Ok(())
    }
}

pub fn wrap<R>(failed: Failed<R>, into: impl FnOnce(R) -> DeskError) -> Failed<SuspensionError> {
    match failed {
        Failed::Refused(reason) => Failed::Refused(SuspensionError::Desk(into(reason))),
        Failed::Broken(error) => Failed::Broken(error),
    }
}

/// A member of an organisation does not judge it, whatever else they are.
pub fn no_member(conn: &mut Conn, actor: &Actor, about: &About) -> Outcome<(), SuspensionError> {
    decide_unbiased(conn, actor, about.provider).map_err(|failed| wrap(failed, std::convert::identity))
}
