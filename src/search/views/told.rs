//! What a page for looking around says of its listings, in sentences made from their counts.

use crate::codes;
use crate::kit::text::thousands;
use crate::listings::model::money;
use crate::search::filters::filter_of;
use crate::search::index::{Counts, Group};

/// Fewer than these say nothing about what is usual.
const ENOUGH: u32 = 8;

/// "53 listings are open now: 41 roles and 12 training placements."
pub fn lead(total: u32, counts: &Counts) -> String {
    let (roles, placements) = (counts.of(Group::Kind, "role"), counts.of(Group::Kind, "placement"));
    let of = |number: u32, one: &str, many: &str| {
        format!("{} {}", thousands(number), if number == 1 { one } else { many })
    };
    let kinds = match (roles, placements) {
        (0, _) | (_, 0) if total == 0 => return "Nothing is open here at the moment.".into(),
        (0, _) => {
            return format!("{} open now.", of(total, "training placement is", "training placements are"));
        }
        (_, 0) => return format!("{} open now.", of(total, "role is", "roles are")),
        _ => [of(roles, "role", "roles"), of(placements, "training placement", "training placements")],
    };
    format!("{} open now: {}.", of(total, "listing is", "listings are"), kinds.join(" and "))
}

/// Sentences about pay, terms, providers and places; those that would say nothing are left out. Where is only said
/// of what is looked for everywhere: the counts of regions ignore the one that is chosen.
pub fn sentences(counts: &Counts, total: u32, providers: &[String], everywhere: bool) -> String {
    let wheres = if everywhere { wheres(counts, total) } else { None };
    let said = [pay(counts), terms(counts, total), wheres, owners(providers)];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The register that a profession must be on.
pub fn register(profession: &str) -> Option<String> {
    let body = codes::registrations::body_of(profession)?;
    let label = codes::professions().label(profession).to_lowercase();
    Some(
        format!("A {label} must be registered with the {}.", body.label)
            .replace("A a", "An a")
            .replace("A o", "An o"),
    )
}

/// The greatest of the counted floors that half of those reach that reach the least of them.
fn pay(counts: &Counts) -> Option<String> {
    let (least, stated) = counts.pays_from.first().filter(|(_, count)| *count >= ENOUGH)?;
    let (half, _) = counts.pays_from.iter().rfind(|(_, count)| count * 2 >= *stated)?;
    let pounds = |pounds: &u32| money(i64::from(*pounds) * 100);
    Some(format!(
        "Of those that state pay from {} a year, at least half go up to {} or more.",
        pounds(least),
        pounds(half)
    ))
}

fn terms(counts: &Counts, total: u32) -> Option<String> {
    if total < ENOUGH {
        return None;
    }
    let offered = [
        (counts.of(Group::Contract, "permanent"), "permanent"),
        (counts.of(Group::Pattern, "part-time"), "part time"),
        (counts.of(Group::Visa, "yes"), "with visa sponsorship"),
        (counts.of(Group::Ltft, "yes"), "open to less than full time"),
    ];
    let said = offered.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, what)| format!("{} {what}", thousands(*count))).collect();
    (!said.is_empty()).then(|| format!("Among them: {}.", listed(&said)))
}

/// Nothing when all are in one region.
fn wheres(counts: &Counts, total: u32) -> Option<String> {
    let regions = counts.groups.get(&Group::Region)?;
    if regions.len() < 3 {
        return None;
    }
    let label =
        |code: &String| filter_of(Group::Region).map(|filter| filter.label_of(code)).unwrap_or_default();
    let most = regions.iter().take(2).map(|(code, count)| {
        format!("{} ({})", crate::search::spots::with_article(&label(code)), thousands(*count))
    });
    let there: u32 = regions.iter().take(2).map(|(_, count)| count).sum();
    let begin = if there * 2 > total { "Most are in" } else { "The largest numbers are in" };
    Some(format!("{begin} {}.", listed(&most.collect::<Vec<_>>())))
}

fn owners(providers: &[String]) -> Option<String> {
    (providers.len() > 1).then(|| format!("{} have the most.", listed(providers)))
}

/// "a, b and c"
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(groups: &[(Group, &str, u32)], pays: &[(u32, u32)]) -> Counts {
        let mut counts = Counts { pays_from: pays.to_vec(), ..Counts::default() };
        for (group, code, count) in groups {
            counts.groups.entry(*group).or_default().push(((*code).to_owned(), *count));
        }
        counts
    }

    #[test]
    fn counts_are_told() {
        let both = counts(&[(Group::Kind, "role", 1), (Group::Kind, "placement", 2)], &[]);
        assert_eq!(lead(3, &both), "3 listings are open now: 1 role and 2 training placements.");
        assert_eq!(lead(1, &counts(&[(Group::Kind, "role", 1)], &[])), "1 role is open now.");
        assert_eq!(lead(0, &Counts::default()), "Nothing is open here at the moment.");
        let many = counts(
            &[
                (Group::Contract, "permanent", 31),
                (Group::Visa, "yes", 8),
                (Group::Region, "north-west", 20),
                (Group::Region, "london", 12),
                (Group::Region, "wales", 1),
            ],
            &[(20_000, 40), (30_000, 22), (40_000, 20), (50_000, 3)],
        );
        assert_eq!(
            sentences(&many, 44, &["Larch Surgical".into(), "Elm Clinic".into()], true),
            "Of those that state pay from £20,000 a year, at least half go up to £40,000 or more. \
             Among them: 31 permanent and 8 with visa sponsorship. \
             Most are in the North West (20) and London (12). Larch Surgical and Elm Clinic have the most."
        );
        let wide = sentences(&many, 80, &[], true);
        assert!(wide.ends_with("The largest numbers are in the North West (20) and London (12)."), "{wide}");
        assert_eq!(sentences(&Counts::default(), 3, &[], true), "");
    }

    #[test]
    fn a_register_is_named() {
        let said = register("physiotherapist").expect("a register");
        assert_eq!(
            said,
            "A physiotherapist must be registered with the Health and Care Professions Council."
        );
        assert!(register("occupational-therapist").is_some_and(|said| said.starts_with("An occ")));
        assert_eq!(register("management"), None);
    }
}
