//! Who needs whom, after each change.

use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Links, Value};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::scoring::dependencies::Needed;

#[test]
fn it_follows_what_changes() {
    let id = |name: &str| Id::parse(name).unwrap();
    let mut workspace = Workspace::default();
    let mut second = Item::new(id("b"));
    second.needs = Links::new(vec![id("a")]);
    let all = vec![
        Edit::Insert(Box::new(Item::new(id("a")))),
        Edit::Insert(Box::new(second)),
        Edit::Insert(Box::new(Item::new(id("c")))),
    ];
    apply(&mut workspace, all).unwrap();
    let mut needed = Needed::of(&workspace);
    assert_eq!(needed.by(id("a")).collect::<Vec<_>>(), [id("b")]);
    let needs = |name: &str, of: Vec<Id>| Edit::Set {
        kind: Item::KIND,
        id: id(name),
        field: Item::KIND.field("needs").unwrap(),
        value: Value::Links(of),
    };
    let edits = vec![needs("b", vec![id("c")]), needs("c", vec![id("a")])];
    apply(&mut workspace, edits).unwrap();
    needed.refresh(&workspace, id("b"));
    needed.refresh(&workspace, id("c"));
    assert_eq!(needed, Needed::of(&workspace));
    assert_eq!(needed.by(id("a")).collect::<Vec<_>>(), [id("c")]);
    apply(&mut workspace, vec![needs("c", Vec::new())]).unwrap();
    needed.refresh(&workspace, id("c"));
    assert_eq!(needed.by(id("a")).count(), 0);
}
