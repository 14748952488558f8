//! People and their accounts.

mod letters_reach_a_mail_server;
mod people_mind_their_account;
mod people_reset_their_password;
mod people_sign_in;
mod people_sign_up;
mod requests_are_checked;
