//! Our own exports come in again: nothing changes where they came from, and an edit in between arrives.

use evenkeel::edit::{self, Edit};
use evenkeel::exchange::export::audience::Disclosure;
use evenkeel::exchange::export::{self, Matter};
use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::survey::survey;
use evenkeel::store;
use proptest::prelude::*;

use super::ids;
use crate::random::{perform, steps};

fn exported(workspace: &Workspace, format: &str, audience: Audience) -> Vec<u8> {
    let evaluation = evaluate(workspace, Lens::default());
    let survey = survey(workspace, &evaluation, None);
    let items: Vec<Id> = workspace.all::<Item>().map(|item| item.id).collect();
    let matter = Matter {
        workspace,
        evaluation: &evaluation,
        survey: &survey,
        items: &items,
        disclosure: &Disclosure::of(workspace, Lens::default(), audience),
        today: None,
    };
    let format = export::format(format).expect("a format");
    (format.write)(&matter).expect("it can be written").bytes
}

fn told(change: &Edit) -> String {
    if let Edit::Set {
        kind,
        id,
        field,
        value,
    } = change
    {
        format!("{id} {} := {value:?}", kind.fields[*field].name)
    } else {
        format!("{:?}", change.subject().1)
    }
}

/// The formats whose files come back as they are.
#[cfg(feature = "xlsx")]
const SHEETS: [&str; 3] = ["csv", "csv-raw", "xlsx"];
#[cfg(not(feature = "xlsx"))]
const SHEETS: [&str; 2] = ["csv", "csv-raw"];

/// Imports what was exported into the workspace it came from, which must change nothing.
fn check(workspace: &Workspace, format: &str, audience: Audience) {
    let bytes = exported(workspace, format, audience);
    let taken = import(&bytes, workspace, ids());
    let text = String::from_utf8_lossy(&bytes);
    let changed: Vec<String> = taken.edits.iter().map(told).collect();
    assert!(changed.is_empty(), "{format}: {changed:#?}\n{text}");
    assert!(taken.conflicts.is_empty());
}

fn sample() -> Workspace {
    store::parse(include_str!("../../../assets/sample.ron"))
        .expect("the sample")
        .0
}

#[test]
fn the_sample_comes_back_as_it_is() {
    for format in SHEETS {
        for audience in [Audience::Shared, Audience::Private] {
            check(&sample(), format, audience);
        }
    }
}

#[test]
fn items_come_into_another_workspace_with_all_they_are() {
    let sample = sample();
    let mut other = sample.clone();
    let all: Vec<Id> = sample.all::<Item>().map(|item| item.id).collect();
    for id in all {
        let edits = edit::removal(&other, Item::KIND, id);
        edit::apply(&mut other, edits).expect("an item can go");
    }
    let taken = import(&exported(&sample, "csv", Audience::Private), &other, ids());
    edit::apply(&mut other, taken.edits).expect("they come in");
    for item in sample.all::<Item>() {
        let back = other.get::<Item>(item.id).expect("the same id");
        for (at, field) in Item::KIND.fields.iter().enumerate() {
            // What an earlier import left is of this workspace alone.
            if field.name != "imported" {
                assert_eq!(back.get(at), item.get(at), "{} {}", item.title, field.name);
            }
        }
    }
}

#[test]
fn what_was_changed_in_the_spreadsheet_arrives() {
    let mut workspace = sample();
    let text = String::from_utf8(exported(&workspace, "csv", Audience::Shared)).unwrap();
    let title = "Warehouse scans in one format";
    assert!(text.contains(title));
    let changed = text.replace(title, "Scans in one format");
    let taken = import(changed.as_bytes(), &workspace, ids());
    assert_eq!(
        (taken.created, taken.updated),
        (0, 1),
        "{:?}",
        taken.summary()
    );
    edit::apply(&mut workspace, taken.edits).unwrap();
    assert!(
        workspace
            .all::<Item>()
            .any(|item| item.title == "Scans in one format")
    );
}

proptest! {
    #[test]
    fn any_workspace_comes_back_as_it_is(steps in steps()) {
        let mut workspace = crate::samples::workspace(crate::samples::COMMENTED);
        perform(&mut workspace, steps);
        // As a file holds it.
        let (workspace, _) = store::parse(&store::canonical(&workspace)).expect("it loads");
        for format in SHEETS {
            check(&workspace, format, Audience::Private);
            check(&workspace, format, Audience::Shared);
        }
    }
}
