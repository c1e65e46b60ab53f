//! How far an import is, while it is read and compared, and breaking it off at any time.

use std::fmt::Write as _;

use evenkeel::exchange::import::{Import, ImportProgress, ImportWish, import_with};
use evenkeel::model::Workspace;
use rust_xlsxwriter::Workbook;

use super::ids;

const ROWS: u32 = 4_000;

fn table() -> Vec<u8> {
    let mut text = "Key,Title,Status,Size\n".to_owned();
    for row in 0..ROWS {
        let _ = writeln!(text, "A-{row},Item {row},To Do,3");
    }
    text.into_bytes()
}

fn list(of: impl Fn(u32) -> String) -> Vec<u8> {
    let all: Vec<String> = (0..ROWS).map(of).collect();
    format!("{{\"issues\": [{}]}}", all.join(",\n")).into_bytes()
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    for name in ["Backlog", "Later"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, text) in (0..).zip(["Key", "Title", "Status", "Size"]) {
            sheet.write_string(0, column, text).unwrap();
        }
        for row in 1..=ROWS {
            sheet.write_string(row, 0, format!("A-{row}")).unwrap();
            sheet.write_string(row, 1, format!("Item {row}")).unwrap();
            sheet.write_number(row, 3, 3).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn run(bytes: &[u8], breaks_at: Option<usize>) -> (Import, Vec<ImportProgress>) {
    let mut told: Vec<ImportProgress> = Vec::new();
    let mut watch = |progress: ImportProgress| {
        told.push(progress);
        breaks_at.is_none_or(|at| told.len() < at)
    };
    let mut wish = ImportWish::plain(&mut watch);
    let import = import_with(bytes, &Workspace::default(), ids(), &mut wish);
    (import, told)
}

#[test]
fn reading_tells_how_far_it_is_and_can_be_broken_off() {
    let plain =
        |row: u32| format!(r#"{{"key": "A-{row}", "title": "Item {row}", "status": "To Do"}}"#);
    let jira = |row: u32| {
        format!(
            r#"{{"key": "A-{row}", "fields": {{"summary": "Item {row}", "issuetype": {{"name": "Story"}}}}}}"#
        )
    };
    let redmine = |row: u32| {
        format!(
            r#"{{"id": {row}, "subject": "Item {row}", "tracker": {{"name": "Bug"}}, "project": {{"name": "Shop"}}}}"#
        )
    };
    for (format, bytes) in [
        ("CSV", table()),
        ("JSON", list(plain)),
        ("Jira JSON", list(jira)),
        ("Redmine JSON", list(redmine)),
        ("XLSX", workbook()),
    ] {
        let (import, told) = run(&bytes, None);
        assert_eq!((import.format, import.created), (format, ROWS as usize));
        let parts: Vec<usize> = told.iter().map(|one| one.percent()).collect();
        assert!(
            parts.is_sorted() && parts.first().is_some_and(|part| *part < 10),
            "{format}: {parts:?}"
        );
        assert!(
            parts.last().is_some_and(|part| *part > 90 && *part <= 100),
            "{format}: {parts:?}"
        );
        // Wherever somebody breaks it off, nothing more is asked, nothing is changed, and that is said.
        for at in [1, 2, told.len() / 2, told.len()] {
            let (import, asked) = run(&bytes, Some(at));
            assert_eq!((import.edits.len(), asked.len()), (0, at), "{format}");
            let said = |words: &str| import.problems.iter().any(|one| one.what.contains(words));
            assert!(said("cancelled"), "{format}: {:?}", import.problems);
        }
        // Reading itself is told, before a row is compared.
        assert!(
            told.iter().filter(|one| one.percent() < 33).count() > 2,
            "{format}"
        );
    }
}
