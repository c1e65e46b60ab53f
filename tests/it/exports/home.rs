//! Home: what goes back to the tool it came from, in the shape its importer takes, and nothing that is stale.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use evenkeel::edit::{self, Edit};
use evenkeel::exchange::export::{Export, ExportWish};
use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::Value;
use evenkeel::model::item::{Item, State};
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;

use crate::imports::ids;
use crate::samples::workspace;

/// A table that came from a tool, in a workspace of its own.
fn imported(text: &str) -> Workspace {
    let mut made = Workspace::default();
    let taken = import(text.as_bytes(), &made, ids());
    edit::apply(&mut made, taken.edits).expect("it applies");
    made
}

fn home(made: &Workspace, format: &str, has_changes: bool) -> Result<Export, String> {
    let wish = ExportWish {
        has_changes,
        ..ExportWish::default()
    };
    super::wished(made, (Lens::Wsjf, Audience::Shared), None, wish, format)
}

/// The cells of what goes home: a line of names, then the rows.
fn cells(export: &Export) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(&export.bytes).expect("text");
    assert!(
        text.starts_with(['"', 'I', 'T']),
        "no mark before the first name"
    );
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.expect("as wide as the names"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The cell of the row that has this text, in the column of this name.
fn cell<'c>(rows: &'c [Vec<String>], row: &str, column: &str) -> &'c str {
    let at = rows[0].iter().position(|name| name == column);
    let at = at.unwrap_or_else(|| panic!("no {column} in {:?}", rows[0]));
    let row = rows
        .iter()
        .find(|cells| cells.iter().any(|cell| cell == row));
    &row.expect("the row")[at]
}

fn set(made: &mut Workspace, key: &str, field: &str, value: Value) {
    let id = made.all::<Item>().find(|item| item.key == key).unwrap().id;
    let kind = Item::KIND;
    let field = kind.field(field).unwrap();
    let edit = Edit::Set {
        kind,
        id,
        field,
        value,
    };
    edit::apply(made, vec![edit]).unwrap();
}

const JIRA: &str = "Summary,Issue key,Issue id,Issue Type,Status,Priority,Story Points,Labels,Labels,Due date,Sprint\n\
    +1 day for returns,SHOP-1,10001,Story,To Do,High,3,web,pay,04/Jan/27 12:00 AM,S1\n\
    Old list item,SHOP-2,10002,Bug,In Progress,Low,,,,,S1\n";

#[test]
fn jira_gets_what_was_computed_and_nothing_it_already_has() {
    let made = imported(JIRA);
    let export = home(&made, "jira", false).unwrap();
    let rows = cells(&export);
    let names = [
        "Issue key",
        "Summary",
        "Story Points",
        "evenkeel rank",
        "WSJF",
        "Cost of delay",
    ];
    assert_eq!(rows[0], names, "no imported column goes back");
    assert_eq!(cell(&rows, "SHOP-1", "Summary"), "+1 day for returns");
    assert_eq!(cell(&rows, "SHOP-1", "Story Points"), "3");
    assert_eq!(rows.len(), 3);
}

#[test]
fn jira_gets_on_request_what_was_changed_here() {
    let mut made = imported(JIRA);
    let rows = cells(&home(&made, "jira", true).unwrap());
    for column in ["Status", "Labels", "Due date"] {
        for key in ["SHOP-1", "SHOP-2"] {
            assert_eq!(cell(&rows, key, column), "", "{key} {column} is as it came");
        }
    }
    let done = Value::Choice("Done");
    assert_eq!(
        made.all::<Item>()
            .filter(|item| item.state == State::Done)
            .count(),
        0
    );
    set(&mut made, "SHOP-2", "state", done);
    set(&mut made, "SHOP-1", "due", Value::Blank);
    let labels = ["quick win", "web"].map(str::to_owned).to_vec();
    set(&mut made, "SHOP-2", "labels", Value::Texts(labels));
    let rows = cells(&home(&made, "jira", true).unwrap());
    assert_eq!(cell(&rows, "SHOP-2", "Status"), "Done");
    assert_eq!(cell(&rows, "SHOP-1", "Status"), "");
    assert_eq!(cell(&rows, "SHOP-1", "Due date"), "<<!clear!>>");
    assert_eq!(cell(&rows, "SHOP-2", "Due date"), "");
    let places = rows[0]
        .iter()
        .enumerate()
        .filter(|(_, name)| *name == "Labels");
    let two: Vec<&str> = places
        .map(|(at, _)| rows.iter().find(|r| r[0] == "SHOP-2").unwrap()[at].as_str())
        .collect();
    assert_eq!(
        two,
        ["quick-win", "web"],
        "a column for each, and no space in one"
    );
    let kept = imported(JIRA);
    let taken = import(&home(&made, "jira", true).unwrap().bytes, &kept, ids());
    assert_eq!(
        (taken.created, taken.updated),
        (0, 0).max((0, taken.updated)),
        "known by their keys"
    );
}

#[test]
fn keys_of_other_tools_and_private_names_stay_here() {
    let made = workspace(
        r#"(schema: "1.0",
        people: [(id: "p", name: "Hana Kim", hidden: true)],
        items: [
            (id: "a", title: "Of Jira", key: "SHOP-1", imported: [("from", "Jira")]),
            (id: "b", title: "Of Linear", key: "ENG-2", imported: [("from", "Linear")]),
            (id: "c", title: "Typed", key: "SHOP-3"),
            (id: "d", title: "Typed for another", key: "1234"),
            (id: "e", title: "Without"),
            (id: "f", title: "For Hana Kim", key: "SHOP-6"),
        ])"#,
    );
    let export = home(&made, "jira", false).unwrap();
    let keys: Vec<String> = cells(&export)
        .into_iter()
        .skip(1)
        .map(|mut row| row.remove(0))
        .collect();
    assert_eq!(keys, ["SHOP-1", "SHOP-3"]);
    let notes = export.notes.join("\n");
    for note in [
        "1 item without a key is left out",
        "2 items with a key that is not one of Jira are left out",
        "1 item whose title names somebody who is kept private is left out",
    ] {
        assert!(notes.contains(note), "{note} in {notes}");
    }
    let azure = cells(&home(&made, "azure", false).unwrap());
    assert_eq!((azure.len(), azure[1][0].as_str()), (2, "1234"));
    let none = home(&made, "github", false).unwrap_err();
    assert!(
        none.contains("nothing to export") && none.contains("GitHub"),
        "{none}"
    );
}

#[test]
fn azure_gets_what_it_asks_for_in_the_words_of_its_process() {
    let mut made = imported(
        "ID,Work Item Type,Title,State,Tags,Effort\n\
        7,Product Backlog Item,Gift cards,Approved,web; pay,5\n\
        8,Feature,Receipts,New,,8\n",
    );
    set(&mut made, "8", "state", Value::Choice("Done"));
    let export = home(&made, "azure", true).unwrap();
    let rows = cells(&export);
    assert_eq!(
        rows[0][..5],
        ["ID", "Work Item Type", "Title", "State", "Effort"]
    );
    assert_eq!(cell(&rows, "7", "Work Item Type"), "Product Backlog Item");
    assert_eq!(cell(&rows, "7", "State"), "Approved", "as it came");
    assert_eq!(cell(&rows, "8", "State"), "Done", "as it is here");
    assert_eq!(
        (cell(&rows, "7", "Effort"), cell(&rows, "8", "Effort")),
        ("5", "8")
    );
    assert_eq!(
        cell(&rows, "7", "Tags"),
        "web; pay",
        "a blank would take them away"
    );
    let agile = imported("ID,Work Item Type,Title,State,Story Points\n9,User Story,One,Active,3\n");
    let rows = cells(&home(&agile, "azure", false).unwrap());
    assert_eq!(cell(&rows, "9", "Story Points"), "3");
    assert!(!rows[0].contains(&"Effort".to_owned()));
}

#[test]
fn linear_and_github_get_the_columns_they_read() {
    let made = workspace(
        r#"(schema: "1.0", items: [
            (id: "a", title: "One", key: "ENG-1", state: Doing, size: 5, labels: ["a", "b"], note: "text", imported: [("from", "Linear")]),
            (id: "b", title: "Two", key: "shop#2", link: "https://github.com/x/shop/issues/2", size: 3, imported: [("from", "GitHub")]),
        ])"#,
    );
    let linear = cells(&home(&made, "linear", false).unwrap());
    for (column, expected) in [
        ("Title", "One"),
        ("Status", "In Progress"),
        ("Estimate", "5"),
        ("Labels", "a, b"),
        ("Description", "text"),
        ("Archived", ""),
    ] {
        assert_eq!(cell(&linear, "ENG-1", column), expected);
    }
    let github = cells(&home(&made, "github", false).unwrap());
    assert_eq!(
        cell(&github, "Two", "URL"),
        "https://github.com/x/shop/issues/2"
    );
    assert_eq!((github.len(), cell(&github, "Two", "Estimate")), (2, "3"));
}

#[test]
fn what_is_more_than_jira_takes_is_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "(schema: \"1.0\", items: [".to_owned();
    for at in 0..1_600 {
        let _ = write!(
            text,
            "(id: \"i{at}\", title: \"Item {at}\", key: \"S-{at}\"),"
        );
    }
    fs::write(folder.path().join("w.ron"), text + "])").unwrap();
    let run = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
            .args(["export", "jira", "w.ron"])
            .args(args)
            .current_dir(folder.path())
            .env_clear()
            .output()
            .unwrap();
        let said = [run.stdout, run.stderr].concat();
        (run.status.code(), String::from_utf8(said).unwrap())
    };
    let (code, said) = run(&[]);
    assert!(code == Some(1) && said.contains("2 files"), "{said}");
    fs::write(folder.path().join("out-2.csv"), "mine").unwrap();
    let (code, _) = run(&["-o", "out.csv"]);
    assert_eq!(code, Some(1));
    assert!(!folder.path().join("out.csv").exists(), "all or none");
    let (code, said) = run(&["-o", "out.csv", "--force"]);
    assert!(
        code == Some(0) && said.contains("out.csv, out-2.csv: 1600 items"),
        "{said}"
    );
    let lines = |name: &str| {
        fs::read_to_string(folder.path().join(name))
            .unwrap()
            .lines()
            .count()
    };
    assert_eq!((lines("out.csv"), lines("out-2.csv")), (1_501, 101));
}

#[test]
fn parts_go_home_with_the_key_of_what_they_are_a_part_of() {
    let made = imported(
        "Issue key,Summary,Issue Type,Parent\nK-1,Pay,Epic,\nK-2,Card,Story,K-1\nK-3,Tax,Story,\n",
    );
    let rows = cells(&home(&made, "jira", false).unwrap());
    let at = rows[0]
        .iter()
        .position(|name| name == "Parent key")
        .expect("a column");
    let of = |key: &str| {
        rows.iter()
            .find(|row| row[0] == key)
            .map(|row| row[at].clone())
    };
    assert_eq!(of("K-2").as_deref(), Some("K-1"));
    assert_eq!(of("K-3").as_deref(), Some(""));
    let flat = imported("Issue key,Summary\nK-1,Pay\n");
    let names = &cells(&home(&flat, "jira", false).unwrap())[0];
    assert!(
        !names.iter().any(|name| name == "Parent key"),
        "no empty column"
    );
}
