//! What is saved is what was there: round trips, comments, the smallest difference.

mod layouts;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use evenkeel::edit::history::History;
use evenkeel::edit::{self, Edit};
use evenkeel::model::KINDS;
use evenkeel::model::Workspace;
use evenkeel::model::field::{FieldType, Value};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::{Declared, Kind};
use evenkeel::model::silence::Silence;
use evenkeel::store::{self, KnownFile, RealFiles, Save};

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
fn a_blanked_value_comes_back_with_what_is_said_about_it() {
    let text = "(
    schema: \"1.0\",
    items: [
        (
            // the first of all
            id: \"a1\",
            title: \"One\",
            // asked the whole team
            size: 3,
            value: 5, // settled in March
            criticality /* a guess */: 8,
            sort: Defect, /* sure */
            note: \"x\" /* short */,
            state: Funnel, // not yet
        ),
    ],
)
";
    for (name, other) in [
        ("size", ""),
        ("value", ""),
        ("criticality", ""),
        ("note", ""),
        ("sort", "Feature"),
        ("state", "Doing"),
    ] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let before = workspace(&text);
            let mut changed = before.clone();
            set(&mut changed, "a1", name, other);
            let saved = store::render(&changed, Some(&text)).expect("it renders");
            assert!(workspace(&saved) == changed, "{saved}");
            for comment in [
                "// asked the",
                "// settled",
                "/* a guess */",
                "/* sure */",
                "/* short */",
            ] {
                assert!(saved.contains(comment), "{name}: {saved}");
            }
            // Undone and saved, also after another start.
            assert_eq!(store::render(&before, Some(&saved)), Ok(text), "{name}");
        }
    }
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
        let blank = (kind.blank)(Id::from_random(0));
        for (at, field) in kind.fields.iter().enumerate() {
            let mut records = workspace.records(kind);
            let named = format!("{}.{}", kind.name, field.name);
            // A silence is about one record; of which kind, the others tell.
            if kind == Silence::KIND && matches!(field.holds, FieldType::PartOf(_)) {
                continue;
            }
            if !records.any(|record| {
                record.get(at) != Value::Blank
                    && (kind.single
                        || record.get(at) != blank.get(at)
                        || matches!(field.holds, FieldType::Choice { .. } | FieldType::Number))
            }) {
                unused.push(named);
            }
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}

/// Takes records out one after the other, saving each time, and brings them back by undo.
fn out_and_back(text: &str, records: &[(&str, &str)]) -> String {
    let kind = |section: &str| KINDS.iter().find(|kind| kind.section == section);
    let records = records
        .iter()
        .map(|(section, name)| (*kind(section).expect("a kind"), id(name)));
    out_and_back_of(text, &records.collect::<Vec<_>>(), || true)
}

/// A file of its own, and what is known of it.
struct SavedFile {
    _folder: tempfile::TempDir,
    path: PathBuf,
    known: KnownFile,
}

/// A file of this text, and what it says.
fn opened(text: &str) -> (Workspace, SavedFile) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    fs::write(&path, text).expect("it is written");
    let opened = store::open(&RealFiles, &path).expect("it opens");
    let file = SavedFile {
        _folder: folder,
        path,
        known: opened.known,
    };
    (opened.workspace, file)
}

impl SavedFile {
    /// Saves a state over what is known, and gives back what the file has then.
    fn save(&mut self, workspace: &Workspace) -> String {
        let save = Save {
            path: &self.path,
            workspace,
            known: &self.known,
            base: None,
            contested: false,
            state: None,
        };
        self.known = store::save(&RealFiles, &save).expect("saved").known;
        fs::read_to_string(&self.path).expect("it is there")
    }
}

/// As [`out_and_back`], saving when that is wished, and in the end.
fn out_and_back_of(
    text: &str,
    records: &[(&'static Kind, Id)],
    mut is_saved: impl FnMut() -> bool,
) -> String {
    let (mut workspace, mut file) = opened(text);
    let mut history = History::default();
    for (kind, id) in records {
        let edits = edit::removal(&workspace, kind, *id);
        let done = history.commit(&mut workspace, "delete", edits);
        assert!(done.expect("it fits").is_some(), "{id}");
        if is_saved() {
            file.save(&workspace);
        }
    }
    while history.undo(&mut workspace).expect("it fits").is_some() {
        if is_saved() {
            file.save(&workspace);
        }
    }
    file.save(&workspace)
}

#[test]
fn undo_brings_the_text_of_a_record_back() {
    let strange = COMMENTED.replace(
        "            title: \"Address validation\",",
        "            title: \"Address validation\", /* trailing */\n            future_field: [1, 2], // of tomorrow",
    );
    for text in [
        COMMENTED.to_owned(),
        COMMENTED.replace('\n', "\r\n"),
        strange,
    ] {
        for records in [
            &[("items", "p2x7aa")][..],
            &[("items", "k3f9a2")],
            &[("items", "k3f9a2"), ("items", "p2x7aa")],
            &[("items", "p2x7aa"), ("items", "k3f9a2")],
            &[("buckets", "tech")],
            &[("buckets", "explore")],
            &[("buckets", "tech"), ("buckets", "explore")],
            &[
                ("criteria", "reach"),
                ("buckets", "tech"),
                ("items", "p2x7aa"),
            ],
        ] {
            assert_eq!(out_and_back(&text, records), text, "{records:?}");
        }
    }
}

#[test]
fn what_comes_back_is_brought_up_to_date() {
    let mut changed = workspace(COMMENTED);
    set(&mut changed, "p2x7aa", "title", "Addresses");
    let item = changed.get::<Item>(id("p2x7aa")).expect("an item");
    let back = Edit::Insert(Box::new(item.clone()));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    let mut without = workspace(COMMENTED);
    let edits = edit::removal(&without, Item::KIND, id("p2x7aa"));
    edit::apply(&mut without, edits).expect("it fits");
    let text = store::render(&without, Some(COMMENTED)).expect("it renders");
    fs::write(&path, &text).expect("it is written");
    // The text it stood in is of an earlier session.
    let known = store::open(&RealFiles, &path).expect("it opens").known;
    let known = known.with_earlier([COMMENTED.as_bytes().to_vec()]);
    edit::apply(&mut without, vec![back]).expect("it fits");
    let save = Save {
        path: &path,
        workspace: &without,
        known: &known,
        base: None,
        contested: false,
        state: None,
    };
    store::save(&RealFiles, &save).expect("saved");
    let there = fs::read_to_string(&path).expect("it is there");
    assert!(there.contains("            size: Some(+3),\n"), "{there}");
    assert!(there.contains("title: \"Addresses\",\n"), "{there}");
    assert!(there.contains("        // nothing below\n"), "{there}");
}

#[test]
fn what_others_wrote_stays_when_a_record_comes_back() {
    let (before, mut file) = opened(COMMENTED);
    let without = |name: &str| {
        let mut left = before.clone();
        let edits = edit::removal(&left, Item::KIND, id(name));
        edit::apply(&mut left, edits).expect("it fits");
        left
    };
    let there = file.save(&without("p2x7aa"));
    assert_eq!(file.save(&before), COMMENTED);
    assert_eq!(file.save(&without("p2x7aa")), there);
    // A comment alone says nothing to the board, and is theirs all the same.
    fs::write(&file.path, format!("// theirs\n{there}")).expect("it is written");
    file.save(&without("k3f9a2"));
    assert!(file.save(&before).starts_with("// theirs\n"));
}

#[test]
fn a_blanked_field_comes_back_where_it_stood() {
    let text = "( schema: \"1.0\", items: [
    (size :  3, title: \"One\",   id: \"a1\" ,
        note: \"x\",  labels: [ \"b\",\"a\" ]),
] )
";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    for names in [
        &["size"][..],
        &["labels"],
        &["note", "size"],
        &["labels", "note", "size"],
    ] {
        fs::write(&path, text).expect("it is written");
        let opened = store::open(&RealFiles, &path).expect("it opens");
        let (before, mut known) = (opened.workspace, opened.known);
        let mut changed = before.clone();
        let mut states = Vec::new();
        for name in names {
            set(&mut changed, "a1", name, "");
            states.push(changed.clone());
        }
        for workspace in states.iter().chain([&before]) {
            let save = Save {
                path: &path,
                workspace,
                known: &known,
                base: None,
                contested: false,
                state: None,
            };
            known = store::save(&RealFiles, &save).expect("saved").known;
        }
        assert_eq!(
            fs::read_to_string(&path).expect("it is there"),
            text,
            "{names:?}"
        );
    }
}
