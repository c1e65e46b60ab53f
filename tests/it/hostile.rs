//! Files damaged at random: what opens takes an edit and keeps everything else, to the byte.
//!
//! With `EVENKEEL_CORPUS` set to a folder, every file below it is tried too.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};

use evenkeel::edit::{self, Edit};
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;
use evenkeel::store;

use crate::samples::{COMMENTED, field};

/// What stands in files by mistake or malice.
const PIECES: [&str; 24] = [
    "zz: 1, ",
    "zz: 1,\n        zz: 2,",
    "title: \"again\", ",
    "future: Task(hours: 1.5), ",
    "(title: \"nobody\"), ",
    "(id: \"k3f9a2\"), ",
    "5, ",
    "/* a */",
    "// b\n",
    "\u{feff}",
    "\\u{1b}[2J",
    "\u{202e}",
    "\u{1b}]52;c;QUJD\u{7}",
    "\0",
    "\"",
    "r#\"x\"y\"#",
    "NaN",
    "-1",
    "1e999",
    "None",
    "Some(",
    ")",
    "[",
    "\r\n",
];

/// Gives the first item one field it lacks: what was there stays, and the new field alone is added.
fn edited(name: &str, text: &str) {
    let Ok((mut workspace, before)) = store::parse(text) else {
        return;
    };
    assert_eq!(
        store::render(&workspace, Some(text)).as_deref(),
        Ok(text),
        "{name}: nothing was changed"
    );
    let lacks = |item: &&Item| item.reach.is_none() && !text.contains("reach");
    let Some(id) = workspace.all::<Item>().find(lacks).map(|item| item.id) else {
        return;
    };
    let edit = |value| {
        vec![Edit::Set {
            kind: Item::KIND,
            id,
            field: field::<Item>("reach"),
            value,
        }]
    };
    let was = workspace.clone();
    edit::apply(&mut workspace, edit(Value::Number(Number::whole(41)))).expect("it fits");
    let saved = store::render(&workspace, Some(text)).expect("it renders");
    let (read, after) = store::parse(&saved).expect("it opens");
    assert!(read == workspace, "{name}: the edit is in it");
    assert_eq!(before.len(), after.len(), "{name}: the same is wrong");
    let mut added = String::new();
    let mut rest = text.chars().peekable();
    for c in saved.chars() {
        if rest.next_if_eq(&c).is_none() {
            added.push(c);
        }
    }
    assert_eq!(rest.next(), None, "{name}: every character is still there");
    assert!(added.len() < 80, "{name}: no more than a field: {added}");
    let back = store::render(&was, Some(&saved)).expect("it renders");
    let (read, _) = store::parse(&back).expect("it opens");
    assert!(read == was, "{name}: taken back");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_of_a_damaged_file_keeps_the_rest(
        places in prop::collection::vec((any::<Index>(), 0_usize..6, select(PIECES.to_vec())), 1..4),
        at_fields in any::<bool>(),
    ) {
        let mut text = COMMENTED.to_owned();
        for (at, gone, piece) in places {
            let fits = |at: &usize| text.is_char_boundary(*at) && (!at_fields || text[*at..].starts_with("id:") || text[*at..].starts_with("(\n"));
            let starts: Vec<usize> = (0..text.len()).filter(fits).collect();
            if starts.is_empty() { continue; }
            let start = starts[at.index(starts.len())];
            let end = if at_fields { start } else { start + text[start..].chars().take(gone).map(char::len_utf8).sum::<usize>() };
            text.replace_range(start..end, piece);
        }
        edited(&text, &text);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn an_edit_of_a_hostile_file_keeps_the_rest() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures");
    let more = std::env::var_os("EVENKEEL_CORPUS").map(PathBuf::from);
    let mut tried = 0;
    for path in [Some(fixtures), more]
        .into_iter()
        .flatten()
        .flat_map(|folder| files(&folder))
    {
        if let Ok(text) = fs::read_to_string(&path) {
            edited(&path.to_string_lossy(), &text);
            tried += 1;
        }
    }
    assert!(tried > 40, "the fixtures alone are more");
}

#[test]
fn a_value_is_no_name() {
    for word in ["None", "true", "5", "NaN"] {
        let text = format!("(schema: \"1.0\", items: [{word} (id: \"a\")])");
        assert!(store::parse(&text).is_err(), "{word}");
    }
    for name in ["-", "5", "a-b", "1e9"] {
        assert!(store::parse(&format!("({name}: 1)")).is_err(), "{name}");
    }
    let named = "(schema: \"1.0\", items: [/* why */ Item (id: \"a\")])";
    edited("a name", named);
}

#[test]
fn no_command_prints_more_marks_on_a_letter_than_the_screen_draws() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.ron");
    let title = format!("A{}b", "\u{301}".repeat(2_000));
    let text = format!(
        "(schema: \"1.0\", items: [(id: \"a\", title: \"{title}\", value: 5, criticality: 5, risk: 5, size: 3)])"
    );
    fs::write(&path, text).unwrap();
    for words in [
        "show explain a",
        "show board",
        "show order",
        "show findings",
        "check",
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        let command = command.args(words.split(' ')).arg(&path);
        let out = command.env("HOME", folder.path()).output().unwrap();
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        let most = said
            .split(|c| c != '\u{301}')
            .map(|run| run.chars().count());
        assert!(
            most.max().unwrap_or_default() <= 8,
            "{words}: {}",
            said.len()
        );
        assert!(words == "check" || said.contains('A'), "{words}: {said}");
    }
}
