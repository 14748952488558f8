//! Small pieces that several pages show.

/// A choice of order.
pub struct SortLink {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}
