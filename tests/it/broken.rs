//! One file for each mistake people, editors and machines make, and what is said about it.
//!
//! Read the snapshots: each message must be clear to somebody who does not program, and name the
//! next step. What can be opened is saved again without a byte of difference.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use evenkeel::edit::{self, Edit};
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::store;

fn said(bytes: &[u8]) -> String {
    let mut out = String::new();
    match store::parse_bytes(bytes) {
        Err(error) => {
            let _ = write!(
                out,
                "REFUSED {error}\n{}\n→ {}\n",
                error.excerpt,
                error.hint()
            );
        }
        Ok((_, problems)) if problems.is_empty() => out.push_str("fine\n"),
        Ok((_, problems)) => {
            for problem in problems {
                let (place, what, hint) = (problem.place(), &problem.what, &problem.hint);
                let _ = writeln!(out, "{:?} {place}: {what}\n→ {hint}", problem.severity);
            }
        }
    }
    out
}

#[test]
fn every_mistake_has_a_message_and_no_byte_is_lost() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/broken");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 40);
    for path in paths {
        let bytes = fs::read(&path).expect("it is there");
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name");
        let said = said(&bytes);
        let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!said.contains(hostile), "{name} is safe to show");
        insta::assert_snapshot!(format!("broken_{name}"), said);
        if let Ok((workspace, _)) = store::parse_bytes(&bytes) {
            let text = std::str::from_utf8(&bytes).expect("it was read");
            let saved = store::render(&workspace, Some(text));
            assert_eq!(saved.as_deref(), Ok(text), "{name}");
            changes_beside_it(text, name);
        }
    }
}

/// A change elsewhere leaves what was not understood as it is.
fn changes_beside_it(text: &str, name: &str) {
    let (mut workspace, before) = store::parse(text).expect("it was read");
    let id = Id::parse("k3f9a2").expect("an id");
    let Some(item) = workspace.get::<Item>(id) else {
        return;
    };
    let reach = Item::KIND.field("reach").expect("a field");
    assert_eq!(item.reach, None);
    let edit = Edit::Set {
        kind: Item::KIND,
        id,
        field: reach,
        value: Value::Number(Number::whole(40)),
    };
    edit::apply(&mut workspace, vec![edit]).expect("it fits");
    let saved = store::render(&workspace, Some(text)).expect("it renders");
    let (_, after) = store::parse(&saved).expect("it opens");
    assert_eq!(before.len(), after.len(), "{name}");
    let mut lines = saved
        .split_inclusive('\n')
        .filter(|line| !line.contains("reach: 40"));
    assert!(
        text.split_inclusive('\n')
            .all(|line| lines.next() == Some(line)),
        "{name}"
    );
}

#[test]
fn a_misread_field_stays_until_it_is_set() {
    let text = include_str!("fixtures/broken/wrong_type.ron");
    let (mut workspace, _) = store::parse(text).expect("it opens");
    let edit = Edit::Set {
        kind: Item::KIND,
        id: Id::parse("k3f9a2").expect("an id"),
        field: Item::KIND.field("value").expect("a field"),
        value: Value::Points(Points::known(Number::whole(8))),
    };
    edit::apply(&mut workspace, vec![edit]).expect("it fits");
    let saved = store::render(&workspace, Some(text));
    assert_eq!(saved, Ok(text.replace("value: \"thirteen\"", "value: 8")));
}

#[test]
fn a_removed_twin_does_not_bring_up_the_other() {
    let text = include_str!("fixtures/broken/duplicate_id.ron");
    let (mut workspace, _) = store::parse(text).expect("it opens");
    let gone = edit::removal(&workspace, Item::KIND, Id::parse("k3f9a2").expect("an id"));
    edit::apply(&mut workspace, gone).expect("it goes");
    let refused = store::render(&workspace, Some(text)).expect_err("both would be wrong");
    insta::assert_snapshot!(refused);
}

#[test]
fn a_cleared_twin_field_stays_clear() {
    let text = include_str!("fixtures/broken/duplicate_field.ron");
    let (mut workspace, _) = store::parse(text).expect("it opens");
    let edit = Edit::Set {
        kind: Item::KIND,
        id: Id::parse("k3f9a2").expect("an id"),
        field: Item::KIND.field("value").expect("a field"),
        value: Value::Blank,
    };
    edit::apply(&mut workspace, vec![edit]).expect("it fits");
    let saved = store::render(&workspace, Some(text));
    assert_eq!(saved, Ok(text.replace("value: 13", "value: None")));
}

#[test]
fn bottomless_nesting_is_refused_not_crashed() {
    for open in ["[", "(", "{", "a(", "/*", "Some(", "(a:"] {
        let deep = open.repeat(100_000);
        for text in [
            deep.clone(),
            format!("(schema: \"1.0\", items: {deep}"),
            format!("(x: {deep}"),
        ] {
            assert!(store::parse(&text).is_err(), "{open}");
        }
    }
    let comment = format!(
        "({}{} schema: \"1.0\")",
        "/*".repeat(100_000),
        "*/".repeat(100_000)
    );
    assert!(store::parse(&comment).is_ok());
}

#[test]
fn too_large_a_file_is_refused_before_it_is_read() {
    let bytes = vec![b' '; store::SIZE_LIMIT + 1];
    let error = store::parse_bytes(&bytes).expect_err("it is too large");
    insta::assert_snapshot!(format!("{error}\n→ {}", error.hint()));
}
