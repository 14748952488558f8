//! How a provider's table of applications is ordered.

crate::kit::words::words! {
    pub enum Order {
        Newest = "newest",
        Oldest = "oldest",
        Changed = "changed",
        Name = "name",
        Score = "score",
    }
}

impl Order {
    pub fn label(self) -> &'static str {
        match self {
            Self::Newest => "Newest",
            Self::Oldest => "Oldest",
            Self::Changed => "Last changed",
            Self::Name => "Name",
            Self::Score => "Score",
        }
    }
}
