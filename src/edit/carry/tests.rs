//! What becomes of edits that meet another state.

use super::*;
use crate::edit::history::History;
use crate::model::item::Item;
use crate::model::record::Declared;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn set(of: &str, field: &str, text: &str) -> Edit {
    let field = Item::KIND.field(field).unwrap();
    Edit::Set {
        kind: Item::KIND,
        id: id(of),
        field,
        value: Item::KIND.fields[field].holds.parse(text).unwrap(),
    }
}

fn add(name: &str) -> Edit {
    Edit::Insert(Box::new(Item::new(id(name))))
}

fn remove(name: &str) -> Edit {
    Edit::Remove {
        kind: Item::KIND,
        id: id(name),
    }
}

/// Two items, and edits of ours and theirs on them.
fn carried(ours: Vec<Edit>, theirs: Vec<Edit>) -> (Workspace, Vec<String>) {
    let mut base = Workspace::default();
    apply(&mut base, vec![add("a"), add("b"), set("a", "title", "A")]).unwrap();
    let (mut mine, mut file, mut history) = (base.clone(), base, History::default());
    for edit in ours {
        history.commit(&mut mine, "edit", vec![edit]).unwrap();
    }
    apply(&mut file, theirs).unwrap();
    let over = |workspace: &Workspace| {
        let steps = history.done().iter();
        carry(steps.map(|step| (&*step.edits, &*step.inverse)), workspace)
    };
    let first = over(&file);
    apply(&mut file, first.edits).unwrap();
    let again = over(&file);
    assert!(again.edits.is_empty(), "carrying twice: {again:?}");
    let clashes = first.clashes.iter();
    (file, clashes.map(|clash| clash.what.clone()).collect())
}

#[test]
fn what_the_other_left_alone_is_done() {
    let ours = vec![
        set("a", "size", "3"),
        set("a", "size", "5"),
        add("c"),
        set("c", "title", "C"),
        remove("b"),
    ];
    let (file, clashes) = carried(ours, vec![set("a", "title", "Theirs")]);
    assert_eq!(clashes, [""; 0]);
    let item = |name| file.get::<Item>(id(name));
    assert_eq!(item("a").unwrap().title, "Theirs");
    assert!(item("a").unwrap().size.value.is_some() && item("b").is_none());
    assert_eq!(item("c").unwrap().title, "C");
}

#[test]
fn what_is_there_already_is_no_clash_whatever_was_between() {
    let ours = vec![set("a", "size", "3"), set("a", "size", "5"), remove("b")];
    let (_, clashes) = carried(ours, vec![set("a", "size", "5"), remove("b")]);
    assert_eq!(clashes, [""; 0]);
}

#[test]
fn the_entries_of_a_list_are_carried_each_by_itself() {
    let ours = vec![
        set("a", "labels", "web\nmobile"),
        add("c"),
        set("c", "labels", "mine"),
        set("c", "labels", "mine\nagain"),
    ];
    let theirs = vec![
        set("a", "labels", "kiosk"),
        add("c"),
        set("c", "labels", "theirs"),
    ];
    let (file, clashes) = carried(ours, theirs);
    assert_eq!(clashes, [""; 0]);
    for (name, all) in [
        ("a", &["kiosk", "web", "mobile"][..]),
        ("c", &["theirs", "mine", "again"]),
    ] {
        let mut there = file.get::<Item>(id(name)).unwrap().labels.clone();
        there.sort_unstable();
        let mut all = all.to_vec();
        all.sort_unstable();
        assert_eq!(there, all, "{name}");
    }
}

#[test]
fn where_both_changed_the_file_stands_and_both_values_are_named() {
    let ours = vec![set("a", "title", "Mine"), remove("b")];
    let theirs = vec![set("a", "title", "Theirs"), set("b", "title", "B")];
    let (file, clashes) = carried(ours, theirs);
    assert_eq!(file.get::<Item>(id("a")).unwrap().title, "Theirs");
    assert_eq!(
        clashes,
        [
            "Title: “Mine” here, “Theirs” in the file",
            "Item “b” was deleted here and changed in the file"
        ]
    );
    let (_, clashes) = carried(vec![set("a", "size", "5")], vec![remove("a")]);
    assert_eq!(
        clashes,
        ["Job size was set to “5” here, and the Item is gone from the file"]
    );
}
