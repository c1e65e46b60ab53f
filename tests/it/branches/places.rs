//! Where two halves that are sound alone would not be sound together, and what is kept of it.

use evenkeel::edit::merge::{Clash, Merge, MergeSide, merge};
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::option::ItemOption;
use evenkeel::model::record::{Declared, Record};
use evenkeel::store;

use super::{places, with};
use crate::samples::{id, workspace};

/// Items `a`, `b` and `c`, of which `c` needs `a`, and an option of `a`.
fn base() -> Workspace {
    workspace(
        "(schema: \"1.0\", items: [(id: \"a\", title: \"A\"), (id: \"b\", title: \"B\"), \
         (id: \"c\", title: \"C\", needs: [\"a\"])], options: [(id: \"o\", name: \"O\", item: \"a\")])",
    )
}

fn set<R: Declared>(name: &str, field: &str, value: Value) -> Edit {
    Edit::Set {
        kind: R::KIND,
        id: id(name),
        field: R::KIND.field(field).unwrap(),
        value,
    }
}

fn needs(name: &str, all: &[&str]) -> Edit {
    let all = all.iter().map(|name| id(name)).collect();
    set::<Item>(name, "needs", Value::Links(all))
}

fn title(name: &str, text: &str) -> Edit {
    set::<Item>(name, "title", Value::Text(text.to_owned()))
}

fn without(name: &str) -> Workspace {
    let base = base();
    with(&base, edit::removal(&base, Item::KIND, id(name)))
}

/// Merges both ways round, finds the same places, and gives the first.
#[track_caller]
fn met(
    ours: &Workspace,
    theirs: &Workspace,
    expected: &[(&str, &str, &str)],
) -> (Workspace, Merge) {
    let base = base();
    let here = merge(Some(&base), ours, theirs);
    let there = merge(Some(&base), theirs, ours);
    let found: Vec<_> = places(&here.conflicts).into_iter().collect();
    let found: Vec<_> = found.iter().map(|(k, i, f)| (&**k, &**i, &**f)).collect();
    assert_eq!(found, expected);
    assert_eq!(places(&here.conflicts), places(&there.conflicts));
    (with(ours, here.edits.clone()), here)
}

#[test]
fn two_halves_of_a_loop_are_a_choice() {
    let ours = with(&base(), vec![needs("a", &["b"])]);
    let theirs = with(&base(), vec![needs("b", &["c"])]);
    let expected = [("item", "a", "needs"), ("item", "b", "needs")];
    let (mut merged, met) = met(&ours, &theirs, &expected);
    assert_eq!(merged.get::<Item>(id("a")).unwrap().needs.0, [id("b")]);
    assert_eq!(merged.get::<Item>(id("b")).unwrap().needs.0, []);
    // The other half can only come in after ours has gone.
    let of = |name: &str| met.conflicts.iter().find(|c| c.id == id(name)).unwrap();
    let edits = of("b").choice(&merged, MergeSide::Theirs);
    let refused = edit::apply(&mut merged, edits);
    assert!(refused.unwrap_err().to_string().contains("close a loop"));
    for name in ["a", "b"] {
        let edits = of(name).choice(&merged, MergeSide::Theirs);
        edit::apply(&mut merged, edits).unwrap();
    }
    assert_eq!(merged.get::<Item>(id("b")).unwrap().needs.0, [id("c")]);
}

#[test]
fn what_one_side_removed_and_the_other_points_to_stays() {
    let theirs = with(&base(), vec![needs("b", &["a"])]);
    let (merged, met) = met(&without("a"), &theirs, &[("item", "a", "removed")]);
    // With it come its parts and the links that only went because it did.
    assert_eq!(merged.count(ItemOption::KIND), 1);
    assert_eq!(merged.get::<Item>(id("c")).unwrap().needs.0, [id("a")]);
    let gone = with(&merged, met.conflicts[0].choice(&merged, MergeSide::Ours));
    assert_eq!(
        (gone.count(Item::KIND), gone.count(ItemOption::KIND)),
        (2, 0)
    );
    assert!(
        met.conflicts[0]
            .choice(&merged, MergeSide::Theirs)
            .is_empty()
    );
}

#[test]
fn a_part_added_to_what_was_removed_keeps_its_owner() {
    let mut part = ItemOption::new(id("p"));
    part.item.0 = Some(id("a"));
    let theirs = with(&base(), vec![Edit::Insert(Box::new(part))]);
    let (merged, _) = met(&without("a"), &theirs, &[("item", "a", "removed")]);
    assert_eq!(merged.count(ItemOption::KIND), 2);
}

#[test]
fn what_one_side_removed_and_the_other_changed_stays() {
    let theirs = with(&base(), vec![title("a", "New")]);
    let (merged, _) = met(&without("a"), &theirs, &[("item", "a", "removed")]);
    assert_eq!(merged.get::<Item>(id("a")).unwrap().title, "New");
    // What nobody touched goes.
    let other = with(&base(), vec![title("b", "New")]);
    let (merged, _) = met(&without("a"), &other, &[]);
    assert!(merged.get::<Item>(id("a")).is_none());
}

/// Merges one field of `a`: into these labels, or, where none are expected, into a conflict that leaves ours.
#[track_caller]
fn check(before: Edit, ours: Edit, theirs: Edit, expected: Option<&[&str]>) {
    let base = with(&base(), vec![before]);
    let (ours, theirs) = (with(&base, vec![ours]), with(&base, vec![theirs]));
    let met = merge(Some(&base), &ours, &theirs);
    assert_eq!(met.conflicts.is_empty(), expected.is_some());
    let merged = with(&ours, met.edits);
    let labels = &merged.get::<Item>(id("a")).unwrap().labels;
    if let Some(expected) = expected {
        assert_eq!(labels, expected);
    } else {
        assert_eq!(labels, &ours.get::<Item>(id("a")).unwrap().labels);
    }
}

#[test]
fn lists_merge_entry_by_entry() {
    let labels = |all: &[&str]| {
        let all: Vec<String> = all.iter().map(|text| (*text).to_owned()).collect();
        set::<Item>("a", "labels", Value::Texts(all))
    };
    let was = || labels(&["x", "y"]);
    check(
        was(),
        labels(&["x", "y", "o"]),
        labels(&["y", "t"]),
        Some(&["y", "o", "t"]),
    );
    check(
        was(),
        labels(&["y", "x"]),
        labels(&["x", "y", "t"]),
        Some(&["y", "x", "t"]),
    );
    // Both may have reworded the same one.
    check(was(), labels(&["x", "why"]), labels(&["x", "whence"]), None);
    // The same text twice has no place of its own.
    check(
        was(),
        labels(&["x", "x", "y"]),
        labels(&["x", "y", "t"]),
        None,
    );
    // Both brought the list.
    let none = set::<Item>("a", "labels", Value::Blank);
    check(none, labels(&["x"]), labels(&["y"]), Some(&["x", "y"]));
}

#[test]
fn fields_of_a_newer_version_merge_by_name() {
    let text = |mood: &str, color: &str, size: u8| {
        format!(
            "(schema: \"1.3\", items: [(id: \"a\", title: \"A\", size: {size}, mood: {mood}, color: {color})])"
        )
    };
    let read = |text: &str| store::parse(text).unwrap().0;
    let (base, ours) = (text("1", "1", 3), text("2", "1", 3));
    let clean = store::merge::merge(&base, &ours, &text("1", "5", 8), None).unwrap();
    assert_eq!(clean.conflicts, []);
    assert_eq!(clean.ours, text("2", "5", 8));
    let met = store::merge::merge(&base, &ours, &text("3", "1", 8), None).unwrap();
    assert!(matches!(&met.conflicts[0].clash, Clash::Unknown { name, .. } if name == "mood"));
    assert_eq!(
        (met.ours, met.theirs),
        (text("2", "1", 8), text("3", "1", 8))
    );
    // A difference leads there as well, and back.
    let (one, other) = (read(&base), read(&text("2", "5", 8)));
    let mut applied = one.clone();
    let undo = edit::apply(&mut applied, edit::difference(&one, &other)).unwrap();
    assert!(applied == other);
    edit::apply(&mut applied, undo).unwrap();
    assert!(applied == one);
}

#[test]
fn the_same_id_on_both_sides_is_one_record() {
    let item = |name: &str, size: i64| {
        let mut item = Item::new(id("n"));
        item.title = name.to_owned();
        item.size =
            evenkeel::model::points::Points::known(evenkeel::model::number::Number::whole(size));
        with(&base(), vec![Edit::Insert(item.boxed())])
    };
    let (merged, _) = met(&item("N", 3), &item("N", 5), &[("item", "n", "size")]);
    assert_eq!(merged.count(Item::KIND), 4);
}
