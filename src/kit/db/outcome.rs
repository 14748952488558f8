//! How an action ends: with a value, a refusal, or breakage.

use std::convert::Infallible;

use diesel::result::Error as DieselError;

/// What an action gives: a value, a refusal that a rule gave, or breakage.
pub type Outcome<T, R = Infallible> = Result<T, Failed<R>>;

#[derive(Debug)]
pub enum Failed<R> {
    /// A rule said no; the visitor is told what to do next.
    Refused(R),
    /// Something broke; it is logged and never quoted.
    Broken(anyhow::Error),
}

impl<R> From<DieselError> for Failed<R> {
    fn from(error: DieselError) -> Self {
        Self::Broken(error.into())
    }
}

impl<R> From<anyhow::Error> for Failed<R> {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl Failed<Infallible> {
    /// For an action that cannot refuse, called inside one that can: `inner().map_err(Failed::widen)?`
    pub fn widen<R>(self) -> Failed<R> {
        match self {
            Self::Refused(never) => match never {},
            Self::Broken(error) => Failed::Broken(error),
        }
    }

    pub fn into_error(self) -> anyhow::Error {
        match self {
            Self::Refused(never) => match never {},
            Self::Broken(error) => error,
        }
    }
}

/// `return refuse(ApplyError::ListingClosed)`
pub fn refuse<T, R>(because: R) -> Outcome<T, R> {
    Err(Failed::Refused(because))
}
