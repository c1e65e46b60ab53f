//! Every text a person can see, in one list: counted, with words that are not said and sentences that are too long.
//!
//! `cargo test --test it texts -- --nocapture` prints them all.

use std::collections::BTreeSet;
use std::path::Path;

use evenkeel::model::KINDS;
use proc_macro2::{TokenStream, TokenTree};

/// Words that nobody says, and what is said instead.
const NOT_SAID: &[(&str, &str)] = &[
    ("dearer", "costs more"),
    ("settle", "agree on"),
    ("settles", "agrees on"),
    ("hangs in the air", "a tip on what to do"),
    ("the unit of this column", "the others are compared with it"),
    ("works elsewhere", "does nothing here"),
    ("scale-proof", "whatever the weights"),
    ("nothing may go wrong", "no room for surprises"),
    ("no habit", "no trend yet"),
    ("worth a talk", "agree on it"),
    ("to everybody", "reveals"),
    ("delay cost", "cost of delay"),
    ("pays for itself", "saves"),
    ("the time stands still", "timer paused"),
];

/// As many words as a sentence may have.
const LONGEST: usize = 20;

/// A literal with this many commas is a list of names, and no sentence.
const NAMES: usize = 7;

/// The literals of a piece of source, but for those of its tests and its comments.
fn literals(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut is_test = false;
    let mut after_hash = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if after_hash => {
                let words = group.stream().to_string();
                is_test |= words.replace(' ', "") == "cfg(test)";
                after_hash = false;
            }
            TokenTree::Group(group) => {
                if !std::mem::take(&mut is_test) {
                    literals(group.stream(), found);
                }
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                found.extend(text.map(unfolded).filter(|text| is_sentence(text)));
            }
            TokenTree::Punct(punct) => {
                after_hash = punct.as_char() == '#' || after_hash && punct.as_char() == '!';
            }
            TokenTree::Ident(_) => {}
        }
    }
}

/// A literal as it is read: lines that go on after a backslash are one.
fn unfolded(text: &str) -> String {
    let parts: Vec<&str> = text.split("\\\n").collect();
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(at, part)| if at == 0 { part } else { part.trim_start() });
    parts.collect::<String>().replace("\\\"", "\"")
}

/// Whether somebody reads it: words, not names for files and columns.
fn is_sentence(text: &str) -> bool {
    let has_word = text
        .split(|c: char| !c.is_ascii_lowercase())
        .any(|word| word.len() > 2);
    let small = [" a ", " the ", " is ", " of ", " it ", " and ", " to "];
    let is_said =
        text.split_whitespace().count() <= LONGEST || small.iter().any(|one| text.contains(one));
    text.trim().contains(' ') && has_word && is_said && text.matches(", ").count() < NAMES
}

fn texts() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                && path.file_name().is_some_and(|name| name != "tests.rs")
            {
                let source = std::fs::read_to_string(&path).unwrap();
                literals(source.parse().unwrap(), &mut found);
            }
        }
    }
    for kind in KINDS {
        found.insert(kind.help.to_owned());
        found.extend(kind.fields.iter().map(|field| field.help.to_owned()));
    }
    found
}

/// A text without the names of what is put into it, `{settled}`.
fn without_names(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| {
        said + part.split_once('}').map_or(part, |(_, rest)| rest)
    })
}

/// The sentences of a text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['.', ';', ':', '?', '!', '·', '|', '\n', '(', ')', ',']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

#[test]
fn every_text_is_said_in_plain_words_and_short_sentences() {
    let all = texts();
    let (mut words, mut count) = (0, 0);
    let mut wrong = Vec::new();
    for text in &all {
        println!("{text}");
        let low = without_names(text).to_lowercase();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let has = |part: &str| {
            let mut places = low.match_indices(part);
            places.any(|(at, _)| {
                let before = low[..at].chars().next_back();
                let after = low[at + part.len()..].chars().next();
                !before.is_some_and(is_word) && !after.is_some_and(is_word)
            })
        };
        let banned = NOT_SAID.iter().filter(|(part, _)| has(part));
        wrong.extend(banned.map(|(part, better)| format!("“{part}” ({better}): {text}")));
        for sentence in text.split(['.', ';', ':', '?', '!', '·', '|', '\n']) {
            let long = sentence.split_whitespace().count();
            if long > LONGEST {
                wrong.push(format!("{long} words: {sentence}"));
            }
        }
        for sentence in sentences(text) {
            words += sentence.split_whitespace().count();
            count += 1;
        }
    }
    println!(
        "{} texts, {:.1} words a part on average",
        all.len(),
        f64::from(u32::try_from(words).unwrap()) / f64::from(u32::try_from(count).unwrap())
    );
    assert!(all.len() > 3_000, "the list is whole: {}", all.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
