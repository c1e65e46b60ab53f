//! What cannot all be true is found: sizes of nothing, keys and days given twice, risks nobody keeps, days that lie wrong.

use evenkeel::model::settings::Lens;

use crate::findings::{found_as, item, workspace};

/// The findings of one check, each as its place and its words.
fn found(code: &str, items: &[String], rest: &str) -> Vec<String> {
    let workspace = workspace(&items.concat(), rest);
    let all = found_as(&workspace, Lens::Wsjf).into_iter();
    all.filter(|one| one.check.code == code)
        .map(|one| {
            let place = one.place.words(&workspace);
            format!("{place}: {}", one.reason.words(&workspace))
        })
        .collect()
}

#[test]
fn a_size_of_zero_is_found_where_the_item_is_open() {
    let sized = |id: &str, size: &str, more: &str| item(id, 1, more).replace("size: 1", size);
    let items = [
        sized("a", "size: 0", ""),
        sized("b", "size: 0", "state: Done"),
        sized("c", "size: (value: 0, low: 0, high: 3)", ""),
        sized("d", "key: \"D\"", ""),
    ];
    let words = "its job size is 0, and nothing can be divided by 0";
    let expected = ["a", "c"].map(|id| format!("{id}: {words}"));
    assert_eq!(found("size-zero", &items, ""), expected);
}

#[test]
fn the_second_item_of_a_key_is_found_whatever_its_state() {
    let items = [
        item("a", 1, "key: \"PR-1\""),
        item("b", 1, "key: \"PR-1\", state: Done"),
        item("c", 1, "key: \"PR-10\""),
        item("d", 1, "key: \"\""),
        item("e", 1, "key: \" PR-1 \""),
        item("f", 1, ""),
    ];
    let same = "PR-1 e: “a” has the same key";
    assert_eq!(
        found("key-twice", &items, ""),
        [same, &same.replace(" e:", " b:")]
    );
}

#[test]
fn a_risk_is_kept_by_somebody_and_has_a_day() {
    let rest = "people: [(id: \"p\", name: \"Pia\")], risks: [
        (id: \"a\", text: \"A\", roam: Owned),
        (id: \"b\", text: \"B\", roam: Owned, owner: \"p\"),
        (id: \"c\", text: \"C\", roam: Owned, owner: \"p\", review: \"2027-01-01\"),
        (id: \"d\", text: \"D\", roam: Accepted),
        (id: \"e\", text: \"E\", roam: Accepted, owner: \"p\"),
        (id: \"f\", text: \"F\", roam: Resolved),
        (id: \"g\", text: \"G\", roam: Mitigated),
        (id: \"h\", text: \"H\")]";
    let day = "it is owned, but has no day to look at it again";
    assert_eq!(
        found("risk-without-keeper", &[], rest),
        [
            format!("“A”: it is owned, but by nobody: name an owner; {day}"),
            format!("“B”: {day}"),
            "“D”: nobody is named who accepted it".to_owned(),
        ]
    );
}

#[test]
fn an_item_is_due_no_sooner_than_it_matters() {
    let items = [
        item("a", 1, "opens: \"2027-02-01\", due: \"2027-01-31\""),
        item("b", 1, "opens: \"2027-02-01\", due: \"2027-02-01\""),
        item("c", 1, "opens: \"2027-02-01\""),
    ];
    assert_eq!(
        found("due-before-it-matters", &items, ""),
        ["a: matters from 1 Feb 2027 and is due on 31 Jan 2027"]
    );
}

#[test]
fn days_end_after_they_begin_and_lie_beside_each_other_within_their_increment() {
    let rest = "increments: [
        (id: \"p\", name: \"P\", starts: \"2027-02-14\", ends: \"2026-12-07\"),
        (id: \"q\", name: \"Q\", starts: \"2027-02-14\", ends: \"2027-05-01\"),
        (id: \"r\", name: \"R\", starts: \"2027-05-02\", ends: \"2027-07-01\")],
        iterations: [
        (id: \"i1\", name: \"I1\", increment: \"p\", starts: \"2026-12-20\", ends: \"2026-12-07\"),
        (id: \"i2\", name: \"I2\", increment: \"p\", starts: \"2026-12-10\", ends: \"2026-12-31\"),
        (id: \"i3\", name: \"I3\", increment: \"p\", starts: \"2030-01-01\", ends: \"2030-01-14\"),
        (id: \"i4\", name: \"I4\", increment: \"r\", starts: \"2027-06-25\", ends: \"2027-07-02\"),
        (id: \"i5\", name: \"I5\", increment: \"r\", starts: \"2027-05-02\", ends: \"2027-06-24\")]";
    assert_eq!(
        found("ends-before-it-begins", &[], rest),
        [
            "P: begins on 14 Feb 2027 and ends on 7 Dec 2026",
            "P I1: begins on 20 Dec 2026 and ends on 7 Dec 2026"
        ]
    );
    // Of Q the first day is the last of P.
    assert_eq!(
        found("days-overlap", &[], rest),
        ["Q", "P I1"].map(|place| format!("{place}: begins before the one before it has ended"))
    );
    assert_eq!(
        found("iteration-outside", &[], rest),
        [
            "P I3: is not within its planning interval, 7 Dec 2026 to 14 Feb 2027",
            "R I4: is not within its planning interval, 2 May 2027 to 1 Jul 2027"
        ]
    );
}

#[test]
fn a_typed_capacity_agrees_with_its_parts() {
    let increment = |capacity: &str| {
        format!(
            "increments: [(id: \"p\", name: \"P\", {capacity} starts: \"2026-12-07\", ends: \"2027-01-03\")],
            teams: [(id: \"t\", name: \"T\", velocity: [10, 10, 10])],
            iterations: [(id: \"i1\", name: \"I1\", increment: \"p\", starts: \"2026-12-07\", ends: \"2026-12-20\", capacity: 10),
            (id: \"i2\", name: \"I2\", increment: \"p\", starts: \"2026-12-21\", ends: \"2027-01-03\", capacity: 0)]"
        )
    };
    let of = |capacity: &str| found("capacity-disagrees", &[], &increment(capacity));
    let closed = "P I2: 0 points are written down, its teams can carry 10";
    assert_eq!(of(""), [closed]);
    assert_eq!(of("capacity: 10,"), [closed]);
    assert_eq!(
        of("capacity: 30,"),
        [
            "P: 30 points are written down, its iterations can carry 10",
            closed
        ]
    );
}

#[test]
fn a_day_that_has_passed_is_found_of_what_is_open() {
    let items = [
        item("a", 1, "due: \"2026-11-21\""),
        item("b", 1, "due: \"2026-11-22\""),
        item("c", 1, "due: \"2026-11-21\", state: Done"),
    ];
    assert_eq!(
        found("due-passed", &items, ""),
        ["a: was due on 21 Nov 2026"]
    );
}
