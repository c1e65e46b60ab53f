//! What went out comes back in as it was.

use std::collections::BTreeMap;

use evenkeel::edit::{self, Edit};
use evenkeel::exchange::json_values;
use evenkeel::exchange::sheet::{LinkNames, SheetColumn, harmful, read_cell, read_columns};
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{ExtraCell, FieldType, Value};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::{KINDS, Workspace};
use proptest::prelude::*;
use serde_json::Value as Json;

use super::text;
use crate::random::{perform, steps};

/// The items of a sheet: values by field, and imported columns in the order of the sheet.
type Rows = BTreeMap<Id, (BTreeMap<usize, Value>, Vec<ExtraCell>)>;

fn read_sheet(sheet: &str, workspace: &Workspace) -> Rows {
    let names = LinkNames::of(workspace);
    let sheet = sheet.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(sheet.as_bytes());
    let mut records = reader.records().map(|record| record.expect("a record"));
    let columns = read_columns(records.next().expect("names").iter()).expect("a sheet of ours");
    let is_raw = columns.contains(&SheetColumn::Id { is_raw: true });
    let mut rows = Rows::new();
    for record in records {
        assert_eq!(record.len(), columns.len());
        let (mut id, mut values, mut extra) = (None, BTreeMap::new(), Vec::new());
        for (column, cell) in columns.iter().zip(&record) {
            let cell = if is_raw { cell } else { harmful(cell) };
            match column {
                SheetColumn::Id { .. } => id = Id::parse(cell),
                SheetColumn::Field(at) => {
                    let read = read_cell(&Item::KIND.fields[*at], cell, &names);
                    values.insert(*at, read.expect("a cell of ours fits"));
                }
                SheetColumn::Computed(_) | SheetColumn::Hidden => {}
                SheetColumn::Imported(_) if cell.is_empty() => {}
                SheetColumn::Imported(name) => extra.push(ExtraCell {
                    name: name.clone(),
                    text: cell.to_owned(),
                }),
            }
        }
        rows.insert(id.expect("an id"), (values, extra));
    }
    rows
}

/// The texts of each imported column, those that say something.
fn by_name(extra: &[ExtraCell]) -> BTreeMap<&str, Vec<&str>> {
    let mut all = BTreeMap::<&str, Vec<&str>>::new();
    for entry in extra.iter().filter(|entry| !entry.text.is_empty()) {
        all.entry(&entry.name).or_default().push(&entry.text);
    }
    all
}

fn check_sheet(workspace: &Workspace, format: &str) {
    let sheet = text(workspace, Audience::Private, format);
    if workspace.count(Item::KIND) == 0 {
        return assert_eq!(sheet, "", "nothing to export is no file");
    }
    let rows = read_sheet(&sheet, workspace);
    assert_eq!(rows.len(), workspace.count(Item::KIND));
    for item in workspace.all::<Item>() {
        let (values, extra) = &rows[&item.id];
        for (at, field) in Item::KIND.fields.iter().enumerate() {
            if field.holds != FieldType::Extra {
                assert_eq!(
                    values[&at],
                    item.get(at),
                    "{} of {}\n{sheet}",
                    field.name,
                    item.id
                );
            }
        }
        assert_eq!(by_name(extra), by_name(&item.extra), "{sheet}");
    }
}

fn read_json(document: &str) -> Workspace {
    if document.is_empty() {
        return Workspace::default();
    }
    let json: Json = serde_json::from_str(document).expect("JSON");
    let mut made = Workspace::default();
    let mut edits = Vec::new();
    for kind in KINDS {
        let section = &json["records"][kind.section];
        let all = section
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![section.clone()]);
        for record in all {
            let id = Id::parse(record["id"].as_str().unwrap()).unwrap();
            let mut made = (kind.blank)(id);
            for (at, field) in kind.fields.iter().enumerate() {
                let value = json_values::read(&field.holds, &record[field.name]);
                made.set(at, value.expect("a value of ours fits")).unwrap();
            }
            if kind.single {
                edits.extend((0..kind.fields.len()).map(|field| Edit::Set {
                    kind,
                    id,
                    field,
                    value: made.get(field),
                }));
            } else {
                edits.push(Edit::Insert(made));
            }
        }
    }
    edit::apply(&mut made, edits).expect("it applies");
    made
}

#[test]
fn the_sample_comes_back() {
    let workspace = crate::samples::workspace(include_str!("../../../assets/sample.ron"));
    check_sheet(&workspace, "csv");
    check_sheet(&workspace, "csv-raw");
    assert!(read_json(&text(&workspace, Audience::Private, "json")) == workspace);
}

#[test]
fn imported_columns_keep_their_names_and_their_number() {
    let workspace = crate::samples::workspace(
        r#"(schema: "1.0", items: [
            (id: "a", title: "One", extra: [("Sprint", "1"), ("Title", "t"), ("Sprint", "2"), ("=cmd", "=1+1")]),
            (id: "b", title: "'=2", extra: [("sprint", "x"), ("title (imported)", "y"), ("Sprint", "'=3")]),
        ])"#,
    );
    let sheet = text(&workspace, Audience::Private, "csv");
    let names = sheet.lines().next().unwrap();
    let theirs = "Sprint,Title (imported),Sprint,'=cmd,sprint,title (imported) (imported)";
    assert!(names.replace('"', "").ends_with(theirs), "{names}");
    check_sheet(&workspace, "csv");
    check_sheet(&workspace, "csv-raw");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_workspace_comes_back(steps in steps()) {
        let mut made = Workspace::default();
        perform(&mut made, steps);
        check_sheet(&made, "csv");
        check_sheet(&made, "csv-raw");
        let document = text(&made, Audience::Private, "json");
        prop_assert!(read_json(&document) == made, "{}", document);
    }
}
