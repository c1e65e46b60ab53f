//! Steps, undo and redo.

use super::*;
use crate::edit::removal;
use crate::model::field::{Links, Value};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::model::points::Points;
use crate::model::record::Declared;
use crate::model::settings::Settings;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn item(name: &str, needs: &[&str]) -> Edit {
    let mut item = Item::new(id(name));
    item.title = name.to_uppercase();
    item.needs = Links::new(needs.iter().map(|n| id(n)).collect());
    Edit::Insert(Box::new(item))
}

fn set(name: &str, field: &str, value: Value) -> Edit {
    Edit::Set {
        kind: Item::KIND,
        id: id(name),
        field: Item::KIND.field(field).unwrap(),
        value,
    }
}

fn points(value: i64) -> Value {
    Value::Points(Points::known(Number::whole(value)))
}

#[test]
fn undo_and_redo_return_to_the_same_state_and_number() {
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let empty = workspace.clone();
    history
        .commit(
            &mut workspace,
            "add",
            vec![item("a", &[]), item("b", &["a"])],
        )
        .unwrap();
    let added = (workspace.clone(), history.revision());
    history
        .commit(&mut workspace, "size", vec![set("a", "size", points(5))])
        .unwrap();
    let sized = (workspace.clone(), history.revision());
    assert_eq!(history.undo(&mut workspace).unwrap().unwrap().label, "size");
    assert_eq!((workspace.clone(), history.revision()), added);
    history.undo(&mut workspace).unwrap();
    assert_eq!((workspace.clone(), history.revision()), (empty, 0));
    assert!(history.undo(&mut workspace).unwrap().is_none());
    history.redo(&mut workspace).unwrap();
    history.redo(&mut workspace).unwrap();
    assert_eq!((workspace, history.revision()), sized);
}

#[test]
fn a_batch_applies_whole_or_not_at_all() {
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let before = workspace.clone();
    let bad = vec![item("a", &[]), set("a", "size", points(-1))];
    let error = history.commit(&mut workspace, "bad", bad).unwrap_err();
    assert_eq!(error.to_string(), "Job size: -1 is below zero");
    assert_eq!((workspace, history.revision()), (before, 0));
}

#[test]
fn a_batch_without_effect_leaves_no_step() {
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    history
        .commit(&mut workspace, "add", vec![item("a", &[])])
        .unwrap();
    let same = history.commit(&mut workspace, "same", vec![set("a", "size", Value::Blank)]);
    assert!(same.unwrap().is_none());
    assert_eq!(history.next_undo(), Some("add"));
}

#[test]
fn loops_and_dangling_links_are_refused_by_name() {
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let all = vec![item("a", &["b"]), item("b", &["c"]), item("c", &[])];
    history.commit(&mut workspace, "add", all).unwrap();
    let mut refuse = |edit| {
        history
            .commit(&mut workspace, "x", vec![edit])
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refuse(set("c", "needs", Value::Links(vec![id("a")]))),
        "that would close a loop: C → A → B → C"
    );
    assert_eq!(
        refuse(set("c", "needs", Value::Links(vec![id("c")]))),
        "that would close a loop: C → C"
    );
    assert_eq!(
        refuse(set("c", "needs", Value::Links(vec![id("z")]))),
        "Depends on: there is no “z”"
    );
    assert_eq!(
        refuse(Edit::Remove {
            kind: Settings::KIND,
            id: id("settings")
        }),
        "the Settings cannot be removed or added"
    );
}

#[test]
fn a_long_chain_of_needs_comes_in_at_once_and_closes_no_loop() {
    const COUNT: usize = 20_000;
    let name = |at: usize| format!("n{at}");
    let links = |first_needs_last: bool| {
        (0..COUNT).map(move |at| match at {
            0 if first_needs_last => item(&name(0), &[&name(COUNT - 1)]),
            0 => item(&name(0), &[]),
            _ => item(&name(at), &[&name(at - 1)]),
        })
    };
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let error = history.commit(&mut workspace, "import", links(true).collect());
    assert!(matches!(error, Err(EditError::Loop { .. })));
    assert_eq!(workspace.count(Item::KIND), 0);
    history
        .commit(&mut workspace, "import", links(false).collect())
        .unwrap();
    assert_eq!(workspace.count(Item::KIND), COUNT);
}

#[test]
fn what_belongs_to_a_record_goes_and_comes_back_with_it() {
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let mut option = ItemOption::new(id("o"));
    option.item = crate::model::field::PartOf::new(Some(id("a")));
    let all = vec![
        item("a", &[]),
        item("b", &["a"]),
        Edit::Insert(Box::new(option)),
    ];
    history.commit(&mut workspace, "add", all).unwrap();
    let full = workspace.clone();
    let edits = removal(&workspace, Item::KIND, id("a"));
    history.commit(&mut workspace, "delete", edits).unwrap();
    assert_eq!(workspace.count(ItemOption::KIND), 0);
    assert!(workspace.get::<Item>(id("b")).unwrap().needs.0.is_empty());
    history.undo(&mut workspace).unwrap();
    assert_eq!(workspace, full);
}
