//! What happens among the people of an organisation: inviting, joining, changing roles, leaving.

use diesel::QueryResult;

use crate::accounts::actions::{Here, create_confirmed};
use crate::accounts::{self, Account, NewAccount, Role};
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::kit::letters::quiet;
use crate::kit::tokens::{self, Token};
use crate::providers::mails::InvitationMail;
use crate::providers::model::{Deed, Done, MemberRole, NewInvitation, Reach, loses_last_owner};
use crate::providers::store::{self, Invitation, Provider, note_deed};
use crate::providers::{InvitationId, MembershipId, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// A button pressed again within this time writes no second letter.
const SAME_PRESS_SECONDS: i64 = 60;

#[derive(Debug, PartialEq, Eq)]
pub enum MemberError {
    Gone,
    /// The address belongs to a member already.
    AlreadyMember,
    LastOwner(ProviderId),
    /// Another owner has changed what they may do since the page was opened.
    Changed(ProviderId, MembershipId),
}

impl Refusal for MemberError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::not_found(),
            Self::AlreadyMember => Error::refused(
                "They belong to it already",
                "This address is a member's. Change their role instead.",
                Link::to("/desk", "Go to your desk"),
            ),
            Self::LastOwner(id) => Error::refused(
                "An organisation needs an owner",
                "This is its last one. Make somebody else an owner first.",
                Link::to(format!("/desk/{id}/members"), "Go to the members"),
            ),
            Self::Changed(id, member) => Error::refused(
                "Somebody else has changed this since you opened it",
                "Nothing was overwritten. Look at what they saved, then make your change again.",
                Link::to(format!("/desk/{id}/members/{member}"), "See it as it is now"),
            ),
        }
    }
}

/// Writes a letter with a link to join. Whether the address has an account is not told.
pub fn invite(
    conn: &mut Conn,
    provider: &Provider,
    inviter: &Account,
    new: &NewInvitation,
    here: &Here,
) -> Outcome<(), MemberError> {
    let (email, role) = (new.email.as_str(), new.role);
    if store::members(conn, provider.id)?.iter().any(|member| member.email == email) {
        return refuse(MemberError::AlreadyMember);
    }
    let just_sent = |open: &Invitation| {
        let age = here.now - open.created_at;
        let same = (open.email.as_str(), open.role, &open.reach) == (email, role, &new.reach);
        same && age.num_seconds() < SAME_PRESS_SECONDS
    };
    if store::open_invitations(conn, provider.id)?.iter().any(just_sent) {
        return Ok(());
    }
    let (token, sites) = (Token::new(), store::sites(conn, provider.id)?);
    // A site may have been removed since the form was checked.
    let new = &NewInvitation { reach: new.reach.of(&sites), ..new.clone() };
    store::put_invitation(conn, provider.id, (new, inviter.id), &token, here.now)?;
    let reach = new.reach.words(&sites);
    let mail = InvitationMail {
        email,
        inviter: &inviter.name,
        provider: &provider.name,
        role,
        reach: (!new.reach.is_all()).then_some(reach.as_str()),
        token: token.reveal(),
    };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    let told = told(role, &reach, new.reach.is_all());
    let done = Done::gone(Deed::Invite, email).with(&told);
    Ok(note_deed(conn, (provider.id, &Actor::from(inviter)), done, here.now)?)
}

/// "a viewer", "an editor for 2 of 5 sites: Leeds, York"
fn told(role: MemberRole, reach: &str, is_all: bool) -> String {
    match is_all {
        true => role.with_article().into(),
        false => format!("{} for {reach}", role.with_article()),
    }
}

/// The same invitation with a new link; the old one ends. One that was accepted meanwhile needs no other.
pub fn invite_again(
    conn: &mut Conn,
    provider: &Provider,
    inviter: &Account,
    id: InvitationId,
    here: &Here,
) -> Outcome<(), MemberError> {
    let Some(open) = store::owned_invitation(conn, provider.id, id)? else {
        return refuse(MemberError::Gone);
    };
    let new = NewInvitation { email: open.email, role: open.role, reach: open.reach };
    invite(conn, provider, inviter, &new, here)
}

/// One that is gone already is no error.
pub fn withdraw_invitation(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, InvitationId),
    now: Moment,
) -> QueryResult<()> {
    let Some(open) = store::owned_invitation(conn, provider, id)? else { return Ok(()) };
    store::delete_invitation(conn, provider, id)?;
    note_deed(conn, (provider, actor), Done::gone(Deed::WithdrawInvitation, &open.email), now)
}

/// Sets what a member may do, and where, if it still is as the page showed it: `seen`, or empty when it showed nothing.
/// Saved twice it is saved once.
pub fn change_role(
    conn: &mut Conn,
    actor: &Actor,
    (provider, member, seen): (ProviderId, MembershipId, &str),
    (role, reach): (MemberRole, &Reach),
    now: Moment,
) -> Outcome<(), MemberError> {
    let Some(found) = store::member(conn, provider, member)? else { return refuse(MemberError::Gone) };
    if (found.role, found.scope.reach()) == (role, reach) {
        return Ok(());
    }
    if !seen.is_empty() && seen != found.standing() {
        return refuse(MemberError::Changed(provider, member));
    }
    if loses_last_owner(found.role, Some(role), store::owners(conn, provider)?) {
        return refuse(MemberError::LastOwner(provider));
    }
    let sites = store::sites(conn, provider)?;
    // A site may have been removed since the form was checked.
    let reach = &reach.of(&sites);
    store::set_role(conn, member, role, reach)?;
    let told = told(role, &reach.words(&sites), reach.is_all());
    let done = Done::new(Deed::ChangeRole, member.0, &found.name).with(&told);
    Ok(note_deed(conn, (provider, actor), done, now)?)
}

/// Removes a member, or lets them leave. One who is gone already is no error.
pub fn remove_member(
    conn: &mut Conn,
    actor: &Actor,
    (provider, member): (ProviderId, MembershipId),
    now: Moment,
) -> Outcome<(), MemberError> {
    let Some(found) = store::member(conn, provider, member)? else { return Ok(()) };
    if loses_last_owner(found.role, None, store::owners(conn, provider)?) {
        return refuse(MemberError::LastOwner(provider));
    }
    store::delete_member(conn, member)?;
    let deed = if actor.id == Some(found.account) { Deed::Leave } else { Deed::RemoveMember };
    Ok(note_deed(conn, (provider, actor), Done::gone(deed, &found.name), now)?)
}

#[derive(Debug, PartialEq, Eq)]
pub enum JoinError {
    /// Used, withdrawn, replaced or too old.
    Gone,
    /// The account that is signed in has another address.
    OtherAddress,
    /// A candidate's or a staff account cannot belong to a provider.
    OtherKind,
    /// Somebody made an account for the address meanwhile.
    Taken,
}

impl Refusal for JoinError {
    fn refused(&self) -> Error {
        let desk = || Link::to("/desk", "Go to your desk");
        match self {
            Self::Gone => Error::refused(
                "This invitation no longer works",
                "It was used, withdrawn or replaced by a newer one, or it is more than seven days old. If you have \
                 joined, the organisation is on your desk. If not, ask its owner to invite you again.",
                desk(),
            ),
            Self::OtherAddress => Error::refused(
                "This invitation is for another address",
                "Sign in with the address that it was sent to.",
                Link::to("/sign-in", "Sign in"),
            ),
            Self::OtherKind => Error::refused(
                "This account cannot join a provider",
                "An account is either a candidate's or a provider member's. Ask to be invited at another address.",
                Link::to("/", "Go to the home page"),
            ),
            Self::Taken => Error::refused(
                "This address has an account by now",
                "Sign in with it, and follow the link in the email again.",
                Link::to("/sign-in", "Sign in"),
            ),
        }
    }
}

/// An invitation as the page behind its link shows it.
pub struct Invited {
    pub invitation: Invitation,
    pub provider: Provider,
    /// What they would reach, in words.
    pub reach: String,
    /// The kind of the account that the address has, if somebody proved the address theirs.
    pub account: Option<Role>,
}

/// What is behind a link. Looking does not use it.
pub fn behind(conn: &mut Conn, token: &str, now: Moment) -> Outcome<Invited, JoinError> {
    let Some(invitation) = store::invitation_behind(conn, &tokens::hash(token), now)? else {
        return refuse(JoinError::Gone);
    };
    let Some(provider) = store::find(conn, invitation.provider_id)? else { return refuse(JoinError::Gone) };
    let account = accounts::confirmed_by_email(conn, &invitation.email)?.map(|account| account.role);
    let reach = invitation.reach.words(&store::sites(conn, provider.id)?);
    Ok(Invited { invitation, provider, reach, account })
}

/// Joins with the account that is signed in. Who has joined by this link already is simply there.
pub fn accept(conn: &mut Conn, account: &Account, token: &str, now: Moment) -> Outcome<Provider, JoinError> {
    if let Some(provider) = store::accepted_behind(conn, &tokens::hash(token))?
        && let Some(desk) = store::desk(conn, account.id, provider)?
    {
        return Ok(desk.provider);
    }
    let invited = behind(conn, token, now)?;
    if invited.invitation.email != account.email {
        return refuse(JoinError::OtherAddress);
    }
    if account.role != Role::Member {
        return refuse(JoinError::OtherKind);
    }
    join(conn, account, &invited, now)?;
    Ok(invited.provider)
}

/// Joins with a new account. The letter proved the address.
pub fn accept_new(
    conn: &mut Conn,
    person: &NewAccount,
    token: &str,
    now: Moment,
) -> Outcome<(Account, Provider), JoinError> {
    let invited = behind(conn, token, now)?;
    if invited.account.is_some() {
        return refuse(JoinError::Taken);
    }
    let person = NewAccount { email: invited.invitation.email.clone(), role: Role::Member, ..person.clone() };
    let account = create_confirmed(conn, &person, now).map_err(Failed::widen)?;
    join(conn, &account, &invited, now)?;
    Ok((account, invited.provider))
}

fn join(conn: &mut Conn, account: &Account, invited: &Invited, now: Moment) -> QueryResult<()> {
    if store::desk(conn, account.id, invited.provider.id)?.is_none() {
        let (role, reach) = (invited.invitation.role, &invited.invitation.reach);
        let provider = invited.provider.id;
        let member = store::insert_member(conn, provider, account.id, role, now)?;
        store::set_role(conn, member, role, reach)?;
        let told = told(role, &reach.words(&store::sites(conn, provider)?), reach.is_all());
        let done = Done::gone(Deed::Join, &account.name).with(&told);
        note_deed(conn, (provider, &Actor::from(account)), done, now)?;
    }
    quiet::arrives(conn, &invited.invitation.email, now)?;
    store::accept_invitation(conn, invited.invitation.id, now)
}
