//! Tables of addresses; whatever is typed into one, it is a search and has one address.

use super::*;
use proptest::prelude::*;

#[test]
fn an_address_is_read_and_written() {
    for (typed, written, label) in [
        ("", "", "All listings"),
        ("q=&place=&within=25", "", "All listings"),
        ("within=1&exact=yes", "", "All listings"),
        (
            "q=physio&place=Leeds&within=10&pattern=part-time&profession=physiotherapist",
            "q=physio&place=Leeds&within=10&profession=physiotherapist&pattern=part-time",
            "“physio” within 10 miles of Leeds: Physiotherapist, Part time",
        ),
        ("what=nurse&where=kent", "q=nurse&place=kent", "“nurse” in Kent"),
        ("kind=role", "kind=role", "Roles"),
        ("kind=placement&page=3", "kind=placement", "Training placements"),
        ("kind=nonsense&wage=1&profession=", "", "All listings"),
        ("place=Leeds&within=any", "place=Leeds&within=any", "All listings anywhere, measured from Leeds"),
        ("pay=%C2%A340k", "pay=40000&per=year", "All listings: £40,000 a year or more"),
        (
            "pay=18&per=hour&posted=7",
            "posted=7&pay=18&per=hour",
            "All listings: Posted in the last 7 days, £18 an hour or more",
        ),
        ("sort=newest", "sort=newest", "All listings"),
        ("sort=sideways&page=NaN&posted=2&pay=-5", "", "All listings"),
    ] {
        let criteria = Criteria::read(typed);
        assert_eq!(criteria.address(), written, "{typed}");
        assert_eq!(criteria.label(), label, "{typed}");
    }
}

#[test]
fn pay_is_compared_by_the_year() {
    for (pounds, per, a_year) in
        [(30_000, "year", 30_000), (18, "hour", 35_100), (300, "day", 78_000), (2500, "month", 30_000)]
    {
        assert_eq!(PayFloor { pounds, per: per.into() }.a_year(), Some(a_year));
    }
}

#[test]
fn filters_come_and_go() {
    let criteria = Criteria::read("q=nurse&pattern=nights&pattern=part-time&page=4");
    assert_eq!(criteria.filters(), 2);
    assert_eq!(criteria.without(Group::Pattern, "nights").href(), "/listings?q=nurse&pattern=part-time");
    assert_eq!(criteria.href(), "/listings?q=nurse&pattern=nights&pattern=part-time&page=4");
    assert_eq!(
        criteria.with(|criteria| criteria.words.clear()).address(),
        "pattern=nights&pattern=part-time"
    );
}

proptest! {
    #[test]
    fn any_address_has_one_form(typed in ".{0,200}") {
        let criteria = Criteria::read(&typed);
        let again = Criteria::read(&criteria.address());
        prop_assert_eq!(&again.on_page(criteria.page), &criteria);
        prop_assert_eq!(again.address(), criteria.address());
    }

    #[test]
    fn any_value_has_one_form(
        name in prop::sample::select(vec!["q", "place", "within", "exact", "pay", "per", "page", "provider", "kind"]),
        value in "\\PC{0,300}|[\\x00-\\x1f ]{0,5}[a-z0-9]{0,8}",
    ) {
        let typed: String = form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish();
        let criteria = Criteria::read(&typed);
        prop_assert_eq!(Criteria::read(&criteria.address()).on_page(criteria.page), criteria);
    }
}
