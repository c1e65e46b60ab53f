//! Every text a person can see, in one list: counted, with words that are not said and sentences that are too long.
//!
//! `cargo test --test it texts -- --nocapture` prints them all.

use std::collections::BTreeMap;
use std::path::Path;

use evenkeel::model::KINDS;
use evenkeel::model::Workspace;
use evenkeel::model::settings::{IntervalWord, Settings, StepWord, TrainWord, WorkWord};
use evenkeel::model::words::{Words, worded};
use proc_macro2::{TokenStream, TokenTree};

use crate::own_words::SAFE;

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

/// What takes texts and says them in the words of the workspace: functions, and tables of texts.
const WORDED: &[&str] = &[
    "worded",
    "Text::new",
    "count",
    "many",
    "counted",
    "to",
    "commands!",
    "record!",
    "columns!",
    "findings!",
    "formats!",
    "notes!",
];

/// Where the words of other tools and of files stand, which are no texts of ours, and what is said before there is a
/// workspace.
const FOREIGN: &[&str] = &[
    "exchange/import/dialect",
    "exchange/import/headings",
    "exchange/import/json",
    "exchange/import/languages",
    "exchange/import/levels",
    "exchange/import/roles",
    "exchange/import/words",
    "exchange/export/home",
    "model/words.rs",
    "model/settings.rs",
    "run/cli.rs",
    "exchange/import/mapping.rs",
];

/// What puts a text together, so that the compiler looks at every name between its braces.
const FORMATS: &[&str] = &["format!", "write!", "writeln!", "println!", "print!"];

/// Where a text stands, wherever it stands.
#[derive(Clone, Copy)]
pub struct Stands {
    /// It is said in the words of the workspace.
    pub is_worded: bool,
    /// What stands between its braces is put there: by what says it in the words of the workspace, or by a format.
    pub is_filled: bool,
}

/// Texts, and where they stand.
pub type Texts = BTreeMap<String, Stands>;

/// The literals of a piece of source, but for those of its tests and its comments.
fn literals(tokens: TokenStream, stands: Stands, found: &mut Texts) {
    let mut is_test = false;
    let mut after_hash = false;
    let mut before = String::new();
    for token in tokens {
        let name = std::mem::take(&mut before);
        match token {
            TokenTree::Group(group) if after_hash => {
                let words = group.stream().to_string();
                is_test |= words.replace(' ', "") == "cfg(test)";
                after_hash = false;
            }
            TokenTree::Group(group) => {
                if !std::mem::take(&mut is_test) {
                    let takes = WORDED.iter().any(|one| name.ends_with(one));
                    let forms = FORMATS.iter().any(|one| name.ends_with(one));
                    let within = Stands {
                        is_worded: stands.is_worded || takes,
                        is_filled: stands.is_filled || takes || forms,
                    };
                    literals(group.stream(), within, found);
                }
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                if let Some(text) = text.map(unfolded).filter(|text| is_sentence(text)) {
                    let known = found.entry(text).or_insert(stands);
                    known.is_worded &= stands.is_worded;
                    known.is_filled &= stands.is_filled;
                }
            }
            TokenTree::Punct(punct) => {
                after_hash = punct.as_char() == '#' || after_hash && punct.as_char() == '!';
                before = name;
                before.push(punct.as_char());
            }
            TokenTree::Ident(ident) => {
                let path = name.strip_suffix("::").unwrap_or_default();
                before = match path {
                    "" => ident.to_string(),
                    path => format!("{path}::{ident}"),
                };
            }
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

pub fn texts() -> Texts {
    let mut found = Texts::new();
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
                let is_foreign = FOREIGN
                    .iter()
                    .any(|one| path.to_str().unwrap().contains(one));
                let stands = Stands {
                    is_worded: is_foreign,
                    is_filled: is_foreign,
                };
                literals(source.parse().unwrap(), stands, &mut found);
            }
        }
    }
    for kind in KINDS {
        let helps = kind.fields.iter().map(|field| field.help);
        let helps = helps.chain([kind.help]);
        found.extend(helps.map(|help| {
            let stands = Stands {
                is_worded: true,
                is_filled: true,
            };
            (help.written().to_owned(), stands)
        }));
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
    for text in all.keys() {
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

/// The words of SAFe that others stand for in these words.
fn replaced(settings: &Settings) -> Vec<&'static str> {
    let mut all = Vec::new();
    match settings.interval_word {
        IntervalWord::Planning => {}
        IntervalWord::Quarter => all.extend(["interval", "intervals", "PI", "PIs"]),
        IntervalWord::Increment => all.extend(["interval", "intervals"]),
    }
    if settings.step_word != StepWord::Iteration {
        all.extend(["iteration", "iterations"]);
    }
    if settings.work_word != WorkWord::Item {
        all.extend(["item", "items"]);
    }
    if settings.train_word != TrainWord::Train {
        all.push("ART");
    }
    all
}

/// The settings with every choice of words there is.
fn every_choice() -> Vec<Settings> {
    let mut all = vec![Workspace::default().the::<Settings>().clone()];
    let mut also = |change: &dyn Fn(&mut Settings)| {
        let mut changed = all.clone();
        changed.iter_mut().for_each(change);
        all.extend(changed);
    };
    also(&|one| one.interval_word = IntervalWord::Quarter);
    also(&|one| {
        if one.interval_word == IntervalWord::Planning {
            one.interval_word = IntervalWord::Increment;
        }
    });
    also(&|one| one.step_word = StepWord::Sprint);
    also(&|one| one.work_word = WorkWord::Feature);
    also(&|one| {
        if one.work_word == WorkWord::Item {
            one.work_word = WorkWord::Story;
        }
    });
    also(&|one| one.train_word = TrainWord::Area);
    all
}

/// Whether a text has a word, as it is written or at the start of a sentence.
pub fn has_word(text: &str, word: &str) -> bool {
    let mut parts = text.split(|c: char| !c.is_alphanumeric());
    if word.chars().all(char::is_uppercase) {
        parts.any(|part| part.strip_suffix('s').unwrap_or(part) == word)
    } else {
        parts.any(|part| part.eq_ignore_ascii_case(word))
    }
}

#[test]
fn every_text_is_said_in_the_words_of_the_workspace() {
    let all = texts();
    let mut wrong = Vec::new();
    for (text, stands) in &all {
        let plain = without_names(text);
        if !stands.is_worded && SAFE.iter().any(|word| has_word(&plain, word)) {
            wrong.push(format!(
                "give it to `worded`, or its words in braces: {text}"
            ));
        }
    }
    for settings in every_choice() {
        settings.words().take_up();
        let replaced = replaced(&settings);
        for (text, _) in all.iter().filter(|(_, stands)| stands.is_worded) {
            let said = worded(text.clone().leak());
            if let Some(word) = replaced
                .iter()
                .find(|word| has_word(&without_names(said), word))
            {
                wrong.push(format!(
                    "“{word}” is left in {:?}: {said}",
                    settings.words()
                ));
            }
        }
    }
    Words::default().take_up();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}
