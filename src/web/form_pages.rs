//! Pages that are one form with something round it: a struct for each, with the template of its fields.

/// `form_pages!(PartPage for PartForm in Frame; ContactPage ContactForm "profiles/contact.html"; …)`: a trait by which
/// handlers make the page of any of these forms, and the pages.
macro_rules! form_pages {
    ($trait:ident for $asked:ident in $frame:ident; $($name:ident $form:ident $path:literal;)+) => {
        /// A form that has a page.
        pub trait $trait: $asked {
            fn page(
                self,
                page: $crate::web::page::Page,
                frame: $frame,
                problems: $crate::web::form::Problems,
            ) -> impl askama::Template;
        }

        $(
            #[derive(askama::Template)]
            #[template(path = $path)]
            pub struct $name {
                pub page: $crate::web::page::Page,
                pub frame: $frame,
                pub form: $form,
                pub problems: $crate::web::form::Problems,
            }

            impl $trait for $form {
                fn page(
                    self,
                    page: $crate::web::page::Page,
                    frame: $frame,
                    problems: $crate::web::form::Problems,
                ) -> impl askama::Template {
                    $name { page, frame, form: self, problems }
                }
            }
        )+
    };
}
pub(crate) use form_pages;
