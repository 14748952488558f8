//! Every address of the site, grouped by who may visit it. The table is also what the tests walk: each address that is
//! not public must turn an anonymous visitor and the wrong role away.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use crate::listings::forms;
use crate::profiles::forms as profiled;
// Every feature has addresses.
use crate::*;

/// Who may visit an address. The handler's guard enforces it; this says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Public,
    /// Exists only in the demonstration.
    Demo,
    SignedIn,
    Candidate,
    Member,
    Moderator,
    Administrator,
}

#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    pub path: &'static str,
    pub audience: Audience,
}

/// What the public can read can be asked about: monitors and link checkers send `HEAD`. Elsewhere a look leaves a
/// mark, and asking is no look.
fn get(audience: Audience) -> actix_web::Route {
    match audience {
        Audience::Public => web::route().guard(guard::Any(guard::Get()).or(guard::Head())),
        _ => web::get(),
    }
}

fn post(_: Audience) -> actix_web::Route {
    web::post()
}

macro_rules! routes {
    ($($audience:ident { $($method:ident $path:literal => $handler:path;)* })*) => {
        pub const ROUTES: &[Route] = &[
            $($(Route { method: stringify!($method), path: $path, audience: Audience::$audience },)*)*
        ];

        /// Registers every address; those of the demonstration only when it is one.
        pub fn configure(config: &mut ServiceConfig, demo: bool) {
            $($(
                if demo || Audience::$audience != Audience::Demo {
                    config.route($path, $method(Audience::$audience).to($handler));
                }
            )*)*
        }
    };
}

routes! {
    Public {
        get "/listings/{id}/report" => moderation::pages::report_form;
        post "/listings/{id}/report" => moderation::pages::report;

        get "/" => site::pages::home;
        get "/health" => site::pages::health;
        get "/about" => site::pages::about;
        get "/accessibility" => site::pages::accessibility;
        get "/contact" => site::pages::contact;
        get "/cookies" => site::pages::cookies;
        get "/for-providers" => site::pages::for_providers;
        get "/privacy" => site::pages::privacy;
        get "/robots.txt" => site::pages::robots;
        get "/sitemap.xml" => site::pages::sitemap;
        get "/static/{name:.*}" => crate::web::assets::show;

        get "/listings" => search::pages::results;
        get "/listings.atom" => feeds::pages::of_search;
        get "/filters/{name}" => search::pages::filter_choices;
        get "/suggestions" => search::pages::suggestions;
        get "/browse" => search::pages::browse;
        get "/browse/find" => search::pages::find_by_name;
        get "/browse/providers" => search::pages::browse_providers;
        get "/browse/{profession}" => search::pages::browse_profession;
        get "/browse/place/{place}" => search::pages::browse_place;
        get "/browse/specialty/{specialty}" => search::pages::browse_specialty;
        get "/browse/{profession}/{place}" => search::pages::browse_profession_in;

        get "/sign-up" => accounts::pages::sign_up_form;
        post "/sign-up" => accounts::pages::sign_up;
        get "/confirm" => accounts::pages::confirm_form;
        post "/confirm" => accounts::pages::confirm;
        get "/sign-in" => accounts::pages::sign_in_form;
        post "/sign-in" => accounts::pages::sign_in;
        post "/sign-out" => accounts::pages::sign_out;
        get "/reset" => accounts::pages::reset_form;
        post "/reset" => accounts::pages::ask_reset;
        get "/reset/new" => accounts::pages::new_password_form;
        post "/reset/new" => accounts::pages::set_new_password;
        get "/account/email/confirm" => accounts::pages::change_email_form;
        post "/account/email/confirm" => accounts::pages::change_email;
        get "/first-administrator" => accounts::pages::first_administrator_form;
        post "/first-administrator" => accounts::pages::first_administrator;

        get "/listings/{id}" => listings::pages::short;
        get "/listings/{id}/calendar.ics" => listings::pages::calendar;

        get "/alerts/new" => alerts::pages::new_form;
        post "/alerts" => alerts::pages::create;
        get "/alerts/confirm" => alerts::pages::confirm_form;
        post "/alerts/confirm" => alerts::pages::confirm;
        get "/alerts/manage/{key}" => alerts::pages::manage;
        post "/alerts/manage/{key}" => alerts::pages::change;
        get "/listings/{id}/alert" => alerts::pages::like;
        get "/alerts/manage/{key}/search" => alerts::pages::search_form;
        post "/alerts/manage/{key}/search" => alerts::pages::save_search;
        get "/alerts/manage/{key}/narrow" => alerts::pages::narrow_form;
        post "/alerts/manage/{key}/narrow" => alerts::pages::narrow;
        get "/alerts/manage/{key}/keep" => alerts::pages::keep_form;
        post "/alerts/manage/{key}/keep" => alerts::pages::keep;
        get "/unsubscribe/{key}" => alerts::pages::unsubscribe_form;
        post "/unsubscribe/{key}" => alerts::pages::unsubscribe;
        post "/unsubscribe/{key}/reason" => alerts::pages::say_why;

        post "/deliveries" => administration::pages::deliveries;

        get "/invitations" => providers::pages::invitation;
        post "/invitations/account" => providers::pages::accept_new;
        get "/providers/{slug}" => applications::pages::provider;
        get "/providers/{slug}/feed.atom" => feeds::pages::of_provider;
        get "/providers/{slug}/logo" => providers::pages::logo;
        get "/providers/{slug}/pictures/{file}" => providers::pages::picture;
    }
    Demo {
        get "/demo" => site::pages::demo;
        get "/letters" => site::pages::letters;
        get "/letters/{id}" => site::pages::letter;
        get "/demo/constant/{bytes}" => site::constant::show;
    }
    SignedIn {
        get "/alerts" => alerts::pages::list;
        get "/account" => accounts::pages::account;
        get "/account/name" => accounts::pages::name_form;
        post "/account/name" => accounts::pages::change_name;
        get "/account/email" => accounts::pages::email_form;
        post "/account/email" => accounts::pages::ask_change_email;
        post "/account/email/confirmation" => accounts::pages::ask_confirm_again;
        get "/account/password" => accounts::pages::password_form;
        post "/account/password" => accounts::pages::change_password;
        post "/account/sessions/{id}/end" => accounts::pages::end_session;

        post "/invitations" => providers::pages::accept;
    }
    Candidate {
        get "/saved" => applications::pages::saved;
        get "/saved/{id}/note" => listings::pages::note;
        post "/saved/{id}/note" => listings::pages::set_note;
        post "/listings/{id}/save" => listings::pages::save;
        post "/listings/{id}/unsave" => listings::pages::unsave;

        get "/listings/{id}/apply" => applications::pages::apply;
        post "/listings/{id}/apply" => applications::pages::start;
        get "/applications" => applications::pages::mine;
        get "/applications/{id}" => applications::pages::show;
        get "/applications/{id}/details" => applications::pages::details_form;
        post "/applications/{id}/details" => applications::pages::save_details;
        get "/applications/{id}/statement" => applications::pages::statement_form;
        post "/applications/{id}/statement" => applications::pages::save_statement;
        get "/applications/{id}/answers" => applications::pages::answers_form;
        post "/applications/{id}/answers" => applications::pages::save_answers;
        get "/applications/{id}/cv" => applications::pages::cv_form;
        post "/applications/{id}/cv" => applications::pages::upload_cv;
        get "/applications/{id}/cv/file" => applications::pages::own_cv;
        post "/applications/{id}/cv/removal" => applications::pages::remove_cv;
        post "/applications/{id}/cv/choice" => applications::pages::choose_cv;
        get "/applications/{id}/documents" => applications::pages::documents_form;
        post "/applications/{id}/documents" => applications::pages::upload_documents;
        get "/applications/{id}/documents/{question}" => applications::pages::own_document;
        post "/applications/{id}/documents/{question}/removal" => applications::pages::remove_document;
        post "/applications/{id}/profile" => applications::pages::choose_profile;
        get "/applications/{id}/review" => applications::pages::review;
        post "/applications/{id}/submission" => applications::pages::submit;
        get "/applications/{id}/receipt" => applications::pages::receipt;
        get "/applications/{id}/equality" => applications::pages::equality_form;
        post "/applications/{id}/equality" => applications::pages::answer_equality;
        get "/applications/{id}/offer" => applications::pages::offer;
        get "/applications/{id}/offer/acceptance" => applications::pages::accept_form;
        post "/applications/{id}/offer/acceptance" => applications::pages::accept;
        get "/applications/{id}/offer/refusal" => applications::pages::decline_form;
        post "/applications/{id}/offer/refusal" => applications::pages::decline;
        get "/applications/{id}/withdrawal" => applications::pages::withdraw_form;
        post "/applications/{id}/withdrawal" => applications::pages::withdraw;
        get "/applications/{id}/messages" => applications::pages::messages;
        post "/applications/{id}/messages" => applications::pages::write_message;
        get "/applications/{id}/interviews/{invitation}" => applications::pages::own_interview;
        post "/applications/{id}/interviews/{invitation}" => applications::pages::choose_slot;
        get "/applications/{id}/interviews/{invitation}/cancellation" => applications::pages::cancel_own_form;
        post "/applications/{id}/interviews/{invitation}/cancellation" => applications::pages::cancel_own;
        get "/applications/{id}/interviews/{invitation}/calendar.ics" => applications::pages::own_calendar;

        get "/profile" => profiles::pages::profile;
        get "/profile.json" => profiles::pages::json;
        get "/profile/print" => profiles::pages::print;
        post "/profile/skips/{part}" => profiles::pages::skip;
        get "/profile/contact" => profiles::pages::part::<profiled::ContactForm>;
        post "/profile/contact" => profiles::pages::save_part::<profiled::ContactForm>;
        get "/profile/work" => profiles::pages::part::<profiled::WorkForm>;
        post "/profile/work" => profiles::pages::save_part::<profiled::WorkForm>;
        get "/profile/right-to-work" => profiles::pages::part::<profiled::RightToWorkForm>;
        post "/profile/right-to-work" => profiles::pages::save_part::<profiled::RightToWorkForm>;
        get "/profile/preferences" => profiles::pages::part::<profiled::WishesForm>;
        post "/profile/preferences" => profiles::pages::save_part::<profiled::WishesForm>;
        get "/profile/cvs" => profiles::pages::cvs;
        post "/profile/cvs" => profiles::pages::add_cv;
        get "/profile/cvs/{cv}/file" => profiles::pages::cv;
        post "/profile/cvs/{cv}/preference" => profiles::pages::prefer_cv;
        post "/profile/cvs/{cv}/removal" => applications::pages::remove_profile_cv;
        get "/profile/registrations" => profiles::pages::list::<profiled::RegistrationForm>;
        get "/profile/registrations/new" => profiles::pages::new::<profiled::RegistrationForm>;
        post "/profile/registrations/new" => profiles::pages::add::<profiled::RegistrationForm>;
        get "/profile/registrations/{id}" => profiles::pages::entry::<profiled::RegistrationForm>;
        post "/profile/registrations/{id}" => profiles::pages::change::<profiled::RegistrationForm>;
        post "/profile/registrations/{id}/removal" => profiles::pages::remove::<profiled::RegistrationForm>;
        get "/profile/qualifications" => profiles::pages::list::<profiled::QualificationForm>;
        get "/profile/qualifications/new" => profiles::pages::new::<profiled::QualificationForm>;
        post "/profile/qualifications/new" => profiles::pages::add::<profiled::QualificationForm>;
        get "/profile/qualifications/{id}" => profiles::pages::entry::<profiled::QualificationForm>;
        post "/profile/qualifications/{id}" => profiles::pages::change::<profiled::QualificationForm>;
        post "/profile/qualifications/{id}/removal" => profiles::pages::remove::<profiled::QualificationForm>;
        get "/profile/employment" => profiles::pages::list::<profiled::EmploymentForm>;
        get "/profile/employment/new" => profiles::pages::new::<profiled::EmploymentForm>;
        post "/profile/employment/new" => profiles::pages::add::<profiled::EmploymentForm>;
        get "/profile/employment/{id}" => profiles::pages::entry::<profiled::EmploymentForm>;
        post "/profile/employment/{id}" => profiles::pages::change::<profiled::EmploymentForm>;
        post "/profile/employment/{id}/removal" => profiles::pages::remove::<profiled::EmploymentForm>;
        get "/profile/breaks/new" => profiles::pages::new::<profiled::BreakForm>;
        post "/profile/breaks/new" => profiles::pages::add::<profiled::BreakForm>;
        get "/profile/breaks/{id}" => profiles::pages::entry::<profiled::BreakForm>;
        post "/profile/breaks/{id}" => profiles::pages::change::<profiled::BreakForm>;
        post "/profile/breaks/{id}/removal" => profiles::pages::remove::<profiled::BreakForm>;
        get "/profile/training" => profiles::pages::list::<profiled::TrainingForm>;
        get "/profile/training/new" => profiles::pages::new::<profiled::TrainingForm>;
        post "/profile/training/new" => profiles::pages::add::<profiled::TrainingForm>;
        get "/profile/training/{id}" => profiles::pages::entry::<profiled::TrainingForm>;
        post "/profile/training/{id}" => profiles::pages::change::<profiled::TrainingForm>;
        post "/profile/training/{id}/removal" => profiles::pages::remove::<profiled::TrainingForm>;
        get "/profile/referees" => profiles::pages::list::<profiled::RefereeForm>;
        get "/profile/referees/new" => profiles::pages::new::<profiled::RefereeForm>;
        post "/profile/referees/new" => profiles::pages::add::<profiled::RefereeForm>;
        get "/profile/referees/{id}" => profiles::pages::entry::<profiled::RefereeForm>;
        post "/profile/referees/{id}" => profiles::pages::change::<profiled::RefereeForm>;
        post "/profile/referees/{id}/removal" => profiles::pages::remove::<profiled::RefereeForm>;
        get "/profile/places/new" => profiles::pages::new::<profiled::PlaceForm>;
        post "/profile/places/new" => profiles::pages::add::<profiled::PlaceForm>;
        get "/profile/places/{id}" => profiles::pages::entry::<profiled::PlaceForm>;
        post "/profile/places/{id}" => profiles::pages::change::<profiled::PlaceForm>;
        post "/profile/places/{id}/removal" => profiles::pages::remove::<profiled::PlaceForm>;

        get "/passport" => passports::pages::passport;
        get "/passport/print" => passports::pages::print;
        get "/passport/log" => passports::pages::log;
        get "/passport/new" => passports::pages::kinds;
        get "/passport/new/{kind}" => passports::pages::new;
        post "/passport/new/{kind}" => passports::pages::add;
        get "/passport/{id}" => passports::pages::item;
        post "/passport/{id}" => passports::pages::change;
        get "/passport/{id}/file" => passports::pages::file;
        post "/passport/{id}/removal" => passports::pages::remove;
        get "/applications/{id}/passport" => passports::pages::share_form;
        post "/applications/{id}/passport" => passports::pages::share;
        post "/applications/{id}/passport/revocation" => passports::pages::revoke;
    }
    Member {
        get "/desk" => providers::pages::home;
        get "/desk/new" => providers::pages::new_form;
        post "/desk/new" => providers::pages::create;
        get "/desk/{provider}" => applications::pages::overview;
        post "/desk/{provider}/submission" => providers::pages::submit;
        post "/desk/{provider}/recall" => providers::pages::take_back;
        get "/desk/{provider}/profile" => providers::pages::organisation;
        get "/desk/{provider}/profile/edit" => providers::pages::profile_form;
        post "/desk/{provider}/profile/edit" => providers::pages::change_profile;
        get "/desk/{provider}/logo" => providers::pages::logo_form;
        post "/desk/{provider}/logo" => providers::pages::change_logo;
        post "/desk/{provider}/logo/removal" => providers::pages::remove_logo;
        get "/desk/{provider}/pictures" => providers::pages::pictures;
        get "/desk/{provider}/pictures/new" => providers::pages::new_picture_form;
        post "/desk/{provider}/pictures/new" => providers::pages::add_picture;
        get "/desk/{provider}/pictures/{picture}" => providers::pages::picture_form;
        post "/desk/{provider}/pictures/{picture}" => providers::pages::change_picture;
        post "/desk/{provider}/pictures/{picture}/removal" => providers::pages::remove_picture;
        post "/desk/{provider}/pictures/{picture}/place" => providers::pages::place_picture;
        get "/desk/{provider}/partnerships" => providers::pages::partnerships;
        get "/desk/{provider}/partnerships/new" => providers::pages::new_partnership_form;
        post "/desk/{provider}/partnerships/new" => providers::pages::add_partnership;
        get "/desk/{provider}/partnerships/{partnership}" => providers::pages::partnership_form;
        post "/desk/{provider}/partnerships/{partnership}" => providers::pages::change_partnership;
        post "/desk/{provider}/partnerships/{partnership}/removal" => providers::pages::remove_partnership;
        get "/desk/{provider}/stories" => providers::pages::stories;
        get "/desk/{provider}/stories/new" => providers::pages::new_story_form;
        post "/desk/{provider}/stories/new" => providers::pages::add_story;
        get "/desk/{provider}/stories/{story}" => providers::pages::story_form;
        post "/desk/{provider}/stories/{story}" => providers::pages::change_story;
        post "/desk/{provider}/stories/{story}/draft/removal" => providers::pages::discard_story;
        post "/desk/{provider}/stories/{story}/withdrawal" => providers::pages::withdraw_story;
        get "/desk/{provider}/claims" => providers::pages::claims;
        get "/desk/{provider}/claims/{claim}" => providers::pages::claim_form;
        post "/desk/{provider}/claims/{claim}" => providers::pages::state_claim;
        post "/desk/{provider}/claims/{claim}/removal" => providers::pages::withdraw_claim;
        post "/desk/{provider}/claims/{claim}/draft/removal" => providers::pages::discard_claim;
        get "/desk/{provider}/evidence/{claim}" => providers::pages::claim_evidence;
        get "/desk/{provider}/sites" => providers::pages::sites;
        get "/desk/{provider}/sites/new" => providers::pages::new_site_form;
        post "/desk/{provider}/sites/new" => providers::pages::add_site;
        get "/desk/{provider}/sites/{site}" => providers::pages::site_form;
        post "/desk/{provider}/sites/{site}" => providers::pages::change_site;
        get "/desk/{provider}/sites/{site}/point" => providers::pages::site_point;
        post "/desk/{provider}/sites/{site}/point" => providers::pages::move_site;
        post "/desk/{provider}/sites/{site}/removal" => listings::pages::remove_site;
        get "/desk/{provider}/members" => providers::pages::members;
        get "/desk/{provider}/members/invite" => providers::pages::invite_form;
        post "/desk/{provider}/members/invite" => providers::pages::invite;
        get "/desk/{provider}/members/{member}" => providers::pages::member_form;
        post "/desk/{provider}/members/{member}" => providers::pages::change_role;
        post "/desk/{provider}/members/{member}/removal" => providers::pages::remove_member;
        post "/desk/{provider}/invitations/{invitation}/again" => providers::pages::invite_again;
        post "/desk/{provider}/invitations/{invitation}/withdrawal" => providers::pages::withdraw_invitation;
        get "/desk/{provider}/activity" => providers::pages::activity;
        get "/desk/{provider}/activity/lines.csv" => providers::pages::activity_file;
        post "/desk/{provider}/leaving" => providers::pages::leave;

        get "/desk/{provider}/listings" => listings::pages::list;
        get "/desk/{provider}/imports" => imports::pages::imports;
        post "/desk/{provider}/imports" => imports::pages::begin;
        get "/desk/{provider}/imports/template.csv" => imports::pages::template_csv;
        get "/desk/{provider}/imports/template.xlsx" => imports::pages::template_xlsx;
        get "/desk/{provider}/imports/{id}" => imports::pages::import;
        get "/desk/{provider}/imports/{id}/columns" => imports::pages::columns_form;
        post "/desk/{provider}/imports/{id}/columns" => imports::pages::match_columns;
        post "/desk/{provider}/imports/{id}/drafts" => imports::pages::start;
        post "/desk/{provider}/imports/{id}/cancellation" => imports::pages::cancel;
        get "/desk/{provider}/imports/{id}/mistakes.csv" => imports::pages::mistakes;

        get "/desk/{provider}/listings/templates" => listings::pages::templates;
        post "/desk/{provider}/listings/templates/{template}/listing" => listings::pages::start_from;
        post "/desk/{provider}/listings/templates/{template}/removal" => listings::pages::drop_template;
        get "/desk/{provider}/listings/new" => listings::pages::new;
        post "/desk/{provider}/listings/new" => listings::pages::create;
        get "/desk/{provider}/listings/{listing}" => listings::pages::tasks;
        get "/desk/{provider}/listings/{listing}/check" => listings::pages::check;
        get "/desk/{provider}/listings/{listing}/preview" => listings::pages::preview;
        post "/desk/{provider}/listings/{listing}/submission" => listings::pages::submit;
        post "/desk/{provider}/listings/{listing}/withdrawal" => listings::pages::withdraw;
        get "/desk/{provider}/listings/{listing}/changes" => listings::pages::changes;
        post "/desk/{provider}/listings/{listing}/changes/submission" => listings::pages::send_changes;
        post "/desk/{provider}/listings/{listing}/changes/recall" => listings::pages::recall_changes;
        post "/desk/{provider}/listings/{listing}/changes/removal" => listings::pages::drop_changes;
        get "/desk/{provider}/listings/{listing}/extension" => listings::pages::extension;
        post "/desk/{provider}/listings/{listing}/extension" => listings::pages::extend;
        get "/desk/{provider}/listings/{listing}/template" => listings::pages::template_form;
        post "/desk/{provider}/listings/{listing}/template" => listings::pages::keep_template;
        get "/desk/{provider}/listings/{listing}/closing" => applications::pages::closing;
        post "/desk/{provider}/listings/{listing}/closing" => applications::pages::close;
        post "/desk/{provider}/listings/{listing}/copy" => listings::pages::copy;
        get "/desk/{provider}/listings/{listing}/title" => listings::pages::step::<forms::TitleForm>;
        post "/desk/{provider}/listings/{listing}/title" => listings::pages::save_step::<forms::TitleForm>;
        get "/desk/{provider}/listings/{listing}/places" => listings::pages::step::<forms::PlacesForm>;
        post "/desk/{provider}/listings/{listing}/places" => listings::pages::save_step::<forms::PlacesForm>;
        get "/desk/{provider}/listings/{listing}/work" => listings::pages::step::<forms::WorkForm>;
        post "/desk/{provider}/listings/{listing}/work" => listings::pages::save_step::<forms::WorkForm>;
        get "/desk/{provider}/listings/{listing}/pay" => listings::pages::step::<forms::PayForm>;
        post "/desk/{provider}/listings/{listing}/pay" => listings::pages::save_step::<forms::PayForm>;
        get "/desk/{provider}/listings/{listing}/terms" => listings::pages::step::<forms::TermsForm>;
        post "/desk/{provider}/listings/{listing}/terms" => listings::pages::save_step::<forms::TermsForm>;
        get "/desk/{provider}/listings/{listing}/people" => listings::pages::step::<forms::PeopleForm>;
        post "/desk/{provider}/listings/{listing}/people" => listings::pages::save_step::<forms::PeopleForm>;
        get "/desk/{provider}/listings/{listing}/programme" => listings::pages::step::<forms::ProgrammeForm>;
        post "/desk/{provider}/listings/{listing}/programme" => listings::pages::save_step::<forms::ProgrammeForm>;
        get "/desk/{provider}/listings/{listing}/principles" => listings::pages::step::<forms::PrinciplesForm>;
        post "/desk/{provider}/listings/{listing}/principles" => listings::pages::save_step::<forms::PrinciplesForm>;
        get "/desk/{provider}/listings/{listing}/training" => listings::pages::step::<forms::TrainingForm>;
        post "/desk/{provider}/listings/{listing}/training" => listings::pages::save_step::<forms::TrainingForm>;
        get "/desk/{provider}/listings/{listing}/dates" => listings::pages::step::<forms::DatesForm>;
        post "/desk/{provider}/listings/{listing}/dates" => listings::pages::save_step::<forms::DatesForm>;
        get "/desk/{provider}/listings/{listing}/applying" => listings::pages::step::<forms::ApplyingForm>;
        post "/desk/{provider}/listings/{listing}/applying" => listings::pages::save_step::<forms::ApplyingForm>;
        get "/desk/{provider}/listings/{listing}/specification" => listings::pages::step::<forms::SpecificationForm>;
        post "/desk/{provider}/listings/{listing}/specification" => listings::pages::save_step::<forms::SpecificationForm>;
        get "/desk/{provider}/listings/{listing}/questions" => listings::pages::step::<forms::QuestionsForm>;
        post "/desk/{provider}/listings/{listing}/questions" => listings::pages::save_step::<forms::QuestionsForm>;

        get "/desk/{provider}/review" => moderation::pages::desk_thread;
        post "/desk/{provider}/review" => moderation::pages::write_desk_thread;
        get "/desk/{provider}/suspension" => moderation::pages::suspended_provider;
        post "/desk/{provider}/suspension" => moderation::pages::appeal_for_provider;
        get "/desk/{provider}/listings/{listing}/suspension" => moderation::pages::suspended_listing;
        post "/desk/{provider}/listings/{listing}/suspension" => moderation::pages::appeal_for_listing;
        get "/desk/{provider}/listings/{listing}/review" => moderation::pages::listing_thread;
        post "/desk/{provider}/listings/{listing}/review" => moderation::pages::write_listing_thread;
        get "/desk/{provider}/equality" => equality::pages::totals;
        get "/desk/{provider}/applications" => applications::pages::all;
        get "/desk/{provider}/applications/export" => applications::pages::export_form;
        post "/desk/{provider}/applications/export" => applications::pages::ask_export;
        get "/desk/{provider}/applications/{id}" => applications::pages::read;
        get "/desk/{provider}/applications/{id}/cv" => applications::pages::cv;
        get "/desk/{provider}/applications/{id}/documents/{question}" => applications::pages::document;
        get "/desk/{provider}/applications/{id}/scores" => applications::pages::scores_form;
        post "/desk/{provider}/applications/{id}/scores" => applications::pages::set_scores;
        post "/desk/{provider}/applications/{id}/notes" => applications::pages::add_note;
        post "/desk/{provider}/applications/{id}/shortlisting" => applications::pages::shortlist;
        get "/desk/{provider}/applications/{id}/rejection" => applications::pages::reject_form;
        post "/desk/{provider}/applications/{id}/rejection" => applications::pages::reject;
        get "/desk/{provider}/applications/{id}/offer" => applications::pages::offer_form;
        post "/desk/{provider}/applications/{id}/offer" => applications::pages::make_offer;
        get "/desk/{provider}/applications/{id}/offer/withdrawal" => applications::pages::withdraw_offer_form;
        post "/desk/{provider}/applications/{id}/offer/withdrawal" => applications::pages::withdraw_offer;
        get "/desk/{provider}/listings/{listing}/applications" => applications::pages::of_listing;
        get "/desk/{provider}/listings/{listing}/applications/shortlisting" => applications::pages::shortlist_all_form;
        post "/desk/{provider}/listings/{listing}/applications/shortlisting" => applications::pages::shortlist_all;
        get "/desk/{provider}/listings/{listing}/applications/rejection" => applications::pages::reject_all_form;
        post "/desk/{provider}/listings/{listing}/applications/rejection" => applications::pages::reject_all;

        get "/desk/{provider}/listings/{listing}/applications/message" => applications::pages::message_all_form;
        post "/desk/{provider}/listings/{listing}/applications/message" => applications::pages::message_all;
        get "/desk/{provider}/messages" => applications::pages::talks;
        get "/desk/{provider}/applications/{id}/messages" => applications::pages::desk_messages;
        post "/desk/{provider}/applications/{id}/messages" => applications::pages::write_desk_message;
        get "/desk/{provider}/listings/{listing}/interviews" => applications::pages::interviews;
        get "/desk/{provider}/listings/{listing}/interviews/new" => applications::pages::new_interview_form;
        post "/desk/{provider}/listings/{listing}/interviews/new" => applications::pages::new_interview;
        get "/desk/{provider}/interviews/{interview}" => applications::pages::interview;
        get "/desk/{provider}/interviews/{interview}/edit" => applications::pages::interview_form;
        post "/desk/{provider}/interviews/{interview}/edit" => applications::pages::change_interview;
        get "/desk/{provider}/interviews/{interview}/slots" => applications::pages::slots_form;
        post "/desk/{provider}/interviews/{interview}/slots" => applications::pages::add_slots;
        post "/desk/{provider}/interviews/{interview}/slots/{slot}/removal" => applications::pages::remove_slot;
        get "/desk/{provider}/interviews/{interview}/invitations" => applications::pages::invite_form;
        post "/desk/{provider}/interviews/{interview}/invitations" => applications::pages::invite;
        get "/desk/{provider}/interviews/{interview}/invitations/{invitation}" => applications::pages::invitation_form;
        post "/desk/{provider}/interviews/{interview}/invitations/{invitation}" => applications::pages::move_interview;
        post "/desk/{provider}/interviews/{interview}/invitations/{invitation}/cancellation" => applications::pages::cancel_interview;
        get "/desk/{provider}/interviews/{interview}/calendar.ics" => applications::pages::round_calendar;
        get "/desk/{provider}/exports/{id}" => applications::pages::exported;
        get "/desk/{provider}/exports/{id}/file" => applications::pages::exported_file;
        get "/desk/{provider}/listings/{listing}/applications/export" => applications::pages::export_listing_form;
        post "/desk/{provider}/listings/{listing}/applications/export" => applications::pages::ask_listing_export;
        get "/desk/{provider}/applications/{id}/passport" => passports::pages::look;
        post "/desk/{provider}/applications/{id}/passport" => passports::pages::mark;
        get "/desk/{provider}/applications/{id}/passport/{item}/file" => passports::pages::file_of;
    }
    Moderator {
        get "/moderation" => moderation::pages::queue;
        post "/moderation/next" => moderation::pages::next;
        post "/moderation/{kind}/{id}/hold" => moderation::pages::hold;
        post "/moderation/{kind}/{id}/release" => moderation::pages::release;
        get "/moderation/listings/{id}" => moderation::pages::listing;
        post "/moderation/listings/{id}/approval" => moderation::pages::approve_listing;
        post "/moderation/listings/{id}/return" => moderation::pages::return_listing;
        get "/moderation/providers" => moderation::pages::all_providers;
        get "/moderation/providers/{id}" => moderation::pages::provider;
        post "/moderation/providers/{id}/approval" => moderation::pages::verify_provider;
        post "/moderation/providers/{id}/return" => moderation::pages::return_provider;
        post "/moderation/providers/{id}/suspension" => moderation::pages::suspend_provider;
        post "/moderation/listings/{id}/suspension" => moderation::pages::suspend_listing;
        get "/moderation/suspensions/{id}" => moderation::pages::suspension;
        post "/moderation/suspensions/{id}/confirmation" => moderation::pages::confirm_suspension;
        post "/moderation/suspensions/{id}/refusal" => moderation::pages::decline_suspension;
        post "/moderation/suspensions/{id}/withdrawal" => moderation::pages::take_back_suspension;
        post "/moderation/suspensions/{id}/restoration" => moderation::pages::end_suspension;
        get "/moderation/appeals/{id}" => moderation::pages::appeal;
        post "/moderation/appeals/{id}/ruling" => moderation::pages::decide_appeal;
        post "/moderation/listings/{id}/messages" => moderation::pages::ask_about_listing;
        post "/moderation/providers/{id}/messages" => moderation::pages::ask_provider;
        get "/moderation/listings/{id}/twins/{twin}" => moderation::pages::twins;
        get "/moderation/threads/{id}" => moderation::pages::thread;
        post "/moderation/threads/{id}/messages" => moderation::pages::answer_thread;
        post "/moderation/threads/{id}/settlement" => moderation::pages::settle_thread;
        get "/moderation/claims/{id}" => moderation::pages::claim;
        get "/moderation/claims/{id}/evidence" => moderation::pages::claim_evidence;
        post "/moderation/claims/{id}/approval" => moderation::pages::approve_claim;
        post "/moderation/claims/{id}/return" => moderation::pages::return_claim;
        get "/moderation/stories/{id}" => moderation::pages::story;
        post "/moderation/stories/{id}/approval" => moderation::pages::approve_story;
        post "/moderation/stories/{id}/return" => moderation::pages::return_story;
        get "/moderation/edits/{id}" => moderation::pages::edit;
        post "/moderation/edits/{id}/approval" => moderation::pages::approve_edit;
        post "/moderation/edits/{id}/return" => moderation::pages::return_edit;
        get "/moderation/reports/{id}" => moderation::pages::show_report;
        post "/moderation/reports/{id}" => moderation::pages::settle_report;
    }
    Administrator {
        get "/administration" => administration::pages::overview;
        get "/administration/audit" => administration::pages::audit;
        get "/administration/audit/lines.csv" => administration::pages::audit_file;
        get "/administration/diagnostics" => administration::pages::diagnostics;
        get "/administration/jobs" => administration::pages::jobs;
        get "/administration/jobs/{id}" => administration::pages::job;
        post "/administration/jobs/{id}/drop" => administration::pages::drop_job;
        post "/administration/jobs/{id}/again" => administration::pages::run_again;
        get "/administration/letters" => administration::pages::letters;
        post "/administration/letters/test" => administration::pages::send_test;
        get "/administration/letters/wording" => administration::pages::wordings;
        get "/administration/letters/wording/{about}" => administration::pages::wording;
        post "/administration/letters/wording/{about}" => administration::pages::change_wording;
        post "/administration/letters/wording/{about}/ours" => administration::pages::take_ours;
        get "/administration/letters/wording/{about}/html" => administration::pages::wording_html;
        get "/administration/letters/quiet" => administration::pages::quiet_addresses;
        get "/administration/letters/quiet/{id}" => administration::pages::quiet_address;
        post "/administration/letters/quiet/{id}/lifting" => administration::pages::lift_quiet;
        get "/administration/letters/{id}" => administration::pages::letter;
        post "/administration/letters/{id}/drop" => administration::pages::drop_letter;
        post "/administration/letters/{id}/again" => administration::pages::send_again;
        get "/administration/people" => administration::pages::people;
        get "/administration/people/invite" => administration::pages::invite_form;
        post "/administration/people/invite" => administration::pages::invite;
        get "/administration/people/{id}" => administration::pages::person;
        post "/administration/people/{id}/lock" => administration::pages::lock;
        post "/administration/people/{id}/unlock" => administration::pages::unlock;
        post "/administration/people/{id}/sessions/end" => administration::pages::end_sessions;
        get "/administration/organisations" => administration::pages::organisations;
        get "/administration/organisations/{id}" => administration::pages::organisation;
        post "/administration/people/{id}/role" => administration::pages::change_role;
        get "/administration/settings" => administration::pages::settings;
        get "/administration/settings/{name}" => administration::pages::setting;
        post "/administration/settings/{name}" => administration::pages::change_setting;
        post "/administration/settings/{name}/default" => administration::pages::take_default;
        get "/administration/statistics" => administration::pages::statistics;
        get "/administration/statistics/totals.csv" => administration::pages::statistics_file;
        get "/administration/synonyms" => administration::pages::synonyms;
        post "/administration/synonyms" => administration::pages::add_synonyms;
        get "/administration/synonyms/{id}" => administration::pages::synonym_group;
        post "/administration/synonyms/{id}" => administration::pages::change_synonyms;
        post "/administration/synonyms/{id}/removal" => administration::pages::remove_synonyms;
        get "/administration/codes" => administration::pages::code_lists;
        get "/administration/codes/{list}" => administration::pages::code_list;
        post "/administration/codes/{list}" => administration::pages::add_code;
        get "/administration/codes/{list}/{code}" => administration::pages::code;
        post "/administration/codes/{list}/{code}" => administration::pages::reword_code;
        post "/administration/codes/{list}/{code}/place" => administration::pages::place_code;
        post "/administration/codes/{list}/{code}/retirement" => administration::pages::retire_code;
        post "/administration/codes/{list}/{code}/return" => administration::pages::return_code;
    }
    // The last of all, because its second part fits every address under a listing.
    Public {
        get "/listings/{id}/{slug}" => listings::pages::show;
    }
}
