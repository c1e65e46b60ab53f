//! The second import: what changed there, what changed here, and what both changed.

use evenkeel::edit;
use evenkeel::edit::merge::Clash;
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;

use super::{apply, fixture, item, name, read, size};

#[test]
fn a_second_export_updates_and_never_erases() {
    let (mut workspace, _) = read("jira.csv");
    let outcome = apply(&mut workspace, &fixture("jira-later.csv"));
    assert_eq!(
        (outcome.created, outcome.updated, outcome.people),
        (0, 2, 0)
    );
    let queue = item(&workspace, "SH-1");
    assert_eq!(queue.title, "One queue for all refunds");
    assert_eq!((queue.state.word().name, size(queue)), ("Done", "8".into()));
    assert_eq!(
        queue.labels,
        ["urgent"],
        "nobody changed them here, so they follow"
    );
    assert!(queue.note.starts_with("Why\n"));
    assert_eq!(name(&workspace, queue.owner.0), "Ines Duarte");
    assert_eq!(size(item(&workspace, "SH-2")), "8");
}

#[test]
fn what_both_sides_changed_is_listed_and_ours_stays() {
    let mut workspace = Workspace::default();
    let first = b"Title,Key,Story Points,Labels,Description\nPay,SH-1,8,a;b,Old\nRun,SH-2,3,,\n";
    apply(&mut workspace, first);
    let kind = Item::KIND;
    let mut set = |key: &str, field: &str, text: &str| {
        let (id, at) = (item(&workspace, key).id, kind.field(field).unwrap());
        let value = kind.fields[at].holds.parse(text).unwrap();
        let edit = edit::Edit::Set {
            kind,
            id,
            field: at,
            value,
        };
        edit::apply(&mut workspace, vec![edit]).unwrap();
    };
    set("SH-1", "size", "5 (3..8)");
    set("SH-1", "labels", "a\nb\nours");
    set("SH-1", "title", "Pay at once");
    set("SH-2", "size", "5 (3..8)");
    let later =
        b"Title,Key,Story Points,Labels,Description\nPay,SH-1,13,b;theirs,New\nRun,SH-2,3,,\n";
    let outcome = apply(&mut workspace, later);
    let pay = item(&workspace, "SH-1");
    assert_eq!(pay.title, "Pay at once", "only we changed it");
    assert_eq!(pay.note.as_str(), "New", "only they changed it");
    assert_eq!(pay.labels, ["b", "ours", "theirs"], "entry by entry");
    assert_eq!(size(pay), "5", "ours stays");
    assert_eq!(size(item(&workspace, "SH-2")), "5");
    let fields: Vec<_> = outcome
        .conflicts
        .iter()
        .map(|conflict| match &conflict.clash {
            Clash::Field { field, theirs, .. } => {
                let field = &kind.fields[*field];
                format!("{} {}", field.name, field.holds.format(theirs))
            }
            Clash::Removed { .. } | Clash::Unknown { .. } => unreachable!("an import sets fields"),
        })
        .collect();
    assert_eq!(fields, ["size 13 (3..8)"]);
    assert_eq!((outcome.updated, outcome.unchanged), (1, 1));
}

#[test]
fn what_was_chosen_here_is_not_taken_back_by_vague_words() {
    let mut workspace = Workspace::default();
    apply(
        &mut workspace,
        b"Title,Key,Type,Status\na,SH-1,Enabler,Ready\n",
    );
    let outcome = apply(
        &mut workspace,
        b"Title,Key,Type,Status\na,SH-1,Task,To Do\n",
    );
    assert_eq!(item(&workspace, "SH-1").state.word().name, "Ready");
    assert_eq!(item(&workspace, "SH-1").sort.word().name, "Enabler");
    assert_eq!(
        outcome.updated, 1,
        "the words themselves are kept as columns"
    );
}
