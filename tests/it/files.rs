//! What is saved is what was there: round trips, comments, the smallest difference.

use std::fmt::Write;

use evenkeel::edit::{self, Edit};
use evenkeel::model::KINDS;
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::{Declared, Kind};
use evenkeel::store;

use crate::samples::{COMMENTED, id, workspace};

fn set(workspace: &mut Workspace, of: &str, name: &str, typed: &str) {
    let at = Item::KIND.field(name).expect("a field");
    let value = Item::KIND.fields[at].holds.parse(typed).expect("it fits");
    set_value(workspace, of, name, value);
}

fn set_value(workspace: &mut Workspace, of: &str, name: &str, value: Value) {
    let at = Item::KIND.field(name).expect("a field");
    let edit = Edit::Set {
        kind: Item::KIND,
        id: id(of),
        field: at,
        value,
    };
    edit::apply(workspace, vec![edit]).expect("it fits");
}

#[test]
fn nothing_changed_is_nothing_changed() {
    for text in [
        COMMENTED.to_owned(),
        COMMENTED.replace('\n', "\r\n"),
        format!("\u{feff}{COMMENTED}"),
        format!("#![enable(implicit_some)]\n{COMMENTED}"),
        store::canonical(&workspace(COMMENTED)),
        "()".to_owned() + "\n",
    ] {
        let (workspace, _) = store::parse(&text).expect("it opens");
        assert_eq!(store::render(&workspace, Some(&text)), Ok(text));
    }
}

#[test]
fn the_plain_form() {
    insta::assert_snapshot!(store::canonical(&workspace(COMMENTED)));
    insta::assert_snapshot!(
        "plain_form_of_nothing",
        store::canonical(&Workspace::default())
    );
}

/// The lines that differ: what went, what came.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let mark = |lines: &[&str], mark: &'static str| -> String {
        let changed = &lines[..lines.len() - tail];
        changed
            .iter()
            .flat_map(|line| {
                [
                    mark, line, "
",
                ]
            })
            .collect()
    };
    mark(old, "-") + &mark(new, "+")
}

#[test]
fn one_field_is_one_line() {
    let mut out = String::new();
    for (of, name, typed) in [
        ("k3f9a2", "title", "Buy as a guest"),
        ("k3f9a2", "size", "8 (5..13)"),
        ("k3f9a2", "state", "Doing"),
        ("k3f9a2", "criticality", "5"),
        ("k3f9a2", "labels", "web\nmobile\nkiosk"),
        ("k3f9a2", "note", "one\ntwo\nthree"),
        ("k3f9a2", "due", ""),
        ("k3f9a2", "needs", ""),
        ("p2x7aa", "private_note", "mine"),
        ("p2x7aa", "key", "SHOP-1"),
        ("p2x7aa", "size", ""),
    ] {
        let mut changed = workspace(COMMENTED);
        set(&mut changed, of, name, typed);
        let saved = store::render(&changed, Some(COMMENTED)).expect("it renders");
        let _ = write!(out, "{name}:\n{}\n", difference(COMMENTED, &saved));
        assert!(workspace(&saved) == changed);
        let windows = COMMENTED.replace('\n', "\r\n");
        let saved_there = store::render(&changed, Some(&windows));
        assert_eq!(saved_there, Ok(saved.replace('\n', "\r\n")), "{name}");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn records_come_and_go_with_their_comments() {
    let kind = |section: &str| -> &'static Kind {
        KINDS
            .iter()
            .find(|kind| kind.section == section)
            .expect("a kind")
    };
    let mut out = String::new();
    for (section, name) in [
        ("buckets", "business"),
        ("buckets", "tech"),
        ("buckets", "explore"),
        ("buckets", "core"),
        ("buckets", "zoo"),
        ("items", "k3f9a2"),
        ("items", "p2x7aa"),
        ("items", "a1"),
        ("people", "ana"),
    ] {
        let (kind, mut changed) = (kind(section), workspace(COMMENTED));
        let edits = match changed.record(kind, id(name)) {
            Some(_) => edit::removal(&changed, kind, id(name)),
            None => vec![Edit::Insert((kind.blank)(id(name)))],
        };
        edit::apply(&mut changed, edits).expect("it fits");
        let saved = store::render(&changed, Some(COMMENTED)).expect("it renders");
        let _ = write!(
            out,
            "{section} {name}:\n{}\n",
            difference(COMMENTED, &saved)
        );
        assert!(workspace(&saved) == changed);
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_stands_twice_in_a_value_is_saved_once() {
    let mut changed = workspace(COMMENTED);
    let needs = Value::Links(vec![id("p2x7aa"), id("p2x7aa")]);
    set_value(&mut changed, "k3f9a2", "needs", needs);
    let ratings = [5, 3].map(|number| (id("fit"), Number::whole(number)));
    let ratings = Value::Ratings(ratings.to_vec());
    set_value(&mut changed, "k3f9a2", "ratings", ratings);
    let saved = store::render(&changed, Some(COMMENTED));
    let expected = COMMENTED.replace("{\"fit\": 5, \"reach\": 3}", "{\"fit\": 5}");
    assert_eq!(saved, Ok(expected));
}

#[test]
fn values_that_were_not_cleaned_are_saved_clean() {
    let mut item = Item::new(id("x"));
    item.title = " two\r\nlines\u{202e} ".to_owned();
    item.labels = vec![String::new(), "a\u{7}".to_owned()];
    let mut workspace = Workspace::default();
    edit::apply(&mut workspace, vec![Edit::Insert(Box::new(item))]).expect("it fits");
    let saved = store::render(&workspace, None).expect("it renders");
    let (read, _) = store::parse(&saved).expect("it opens");
    assert_eq!(
        read.all::<Item>().next().map(|item| &*item.title),
        Some("two  lines")
    );
}

#[test]
fn the_sample_uses_every_field_of_every_kind() {
    let (workspace, problems) = store::parse(include_str!("../../assets/sample.ron")).unwrap();
    assert_eq!(problems, []);
    let mut unused = Vec::new();
    for kind in workspace.kinds() {
        let blank = (kind.blank)(evenkeel::model::id::Id::from_random(0));
        for (at, field) in kind.fields.iter().enumerate() {
            let mut records = workspace.records(kind);
            if !records.any(|record| {
                record.get(at) != Value::Blank
                    && (kind.single
                        || record.get(at) != blank.get(at)
                        || matches!(
                            field.holds,
                            evenkeel::model::field::FieldType::Choice { .. }
                                | evenkeel::model::field::FieldType::Number
                        ))
            }) {
                unused.push(format!("{}.{}", kind.name, field.name));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}
