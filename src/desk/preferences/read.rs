//! Reading a settings file: setting by setting, so that one mistake costs one setting.
//!
//! Owns what is said about every mistake. Knows no file: text comes in.

use crate::desk::event::Chord;
use crate::desk::preferences::raw;
use crate::desk::preferences::raw::Entry;
use crate::desk::preferences::{KeyOverride, Preferences};
use crate::model::field::Choice;
use crate::model::text::{Problem, Severity, clean_line};

/// The settings there are.
const NAMES: &str = "theme, color, background, charset, mouse, tips, side, me, keys";
/// The next step that follows every mistake in one setting.
const IGNORED: &str = "this line is ignored; the default stays";

/// Reads the settings of a text and says what is wrong with the rest.
pub(super) fn preferences(text: &str) -> (Preferences, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = PreferenceReader {
        text,
        problems: Vec::new(),
    };
    let mut found = Preferences::default();
    if text.trim().is_empty() {
        return (found, reader.problems);
    }
    let entries = match raw::fields(text) {
        Ok(entries) => entries,
        Err(error) => {
            let (line, column) = raw::start(&error);
            let problem = Problem::new(
                Severity::Error,
                format!("the settings cannot be read: {}", error.code),
                "correct the file near this place; until then all settings keep their defaults",
            );
            return (found, vec![problem.at(line, column)]);
        }
    };
    let mut seen: Vec<&str> = Vec::new();
    for entry in &entries {
        let name = entry.name;
        if seen.contains(&name) {
            reader.says(
                name,
                name,
                "is set twice",
                "the later line is ignored; remove one",
            );
            continue;
        }
        seen.push(name);
        match name {
            "theme" => reader.choice(entry, &mut found.theme),
            "color" => reader.choice(entry, &mut found.color),
            "background" => reader.choice(entry, &mut found.background),
            "charset" => reader.choice(entry, &mut found.charset),
            "mouse" => reader.flag(entry, &mut found.mouse),
            "tips" => reader.flag(entry, &mut found.tips),
            "side" => reader.choice(entry, &mut found.side),
            "me" => reader.text(entry, &mut found.me),
            "keys" => found.keys = reader.keys(entry),
            _ => reader.says(
                name,
                name,
                "is not a setting",
                &format!("this line is ignored; the settings are {NAMES}"),
            ),
        }
    }
    (found, reader.problems)
}

/// The text being read and what was wrong with it so far.
struct PreferenceReader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl<'a> PreferenceReader<'a> {
    /// Notes a problem with a setting at a part of the text.
    fn says(&mut self, part: &str, path: &str, what: &str, hint: &str) {
        let (line, column) = raw::place(self.text, part);
        let what = format!("{path} {what}");
        let problem = Problem::new(Severity::Warning, what, hint);
        self.problems.push(problem.at(line, column).within(path));
    }

    /// Reads one of a few words.
    fn choice<C: Choice>(&mut self, entry: &Entry<'a>, into: &mut C) {
        if let Some(value) = raw::word(entry.value).and_then(|word| C::named(&word)) {
            *into = value;
            return;
        }
        let words: Vec<&str> = C::WORDS.iter().map(|word| word.name).collect();
        let expected = format!("one of {}, without quotes", words.join(", "));
        self.unfit(entry.name, entry, &expected);
    }

    /// Reads true or false.
    fn flag(&mut self, entry: &Entry<'a>, into: &mut bool) {
        match ron::from_str(entry.value) {
            Ok(value) => *into = value,
            Err(_) => self.unfit(entry.name, entry, "true or false"),
        }
    }

    /// Reads a text in quotes.
    fn text(&mut self, entry: &Entry<'a>, into: &mut String) {
        match ron::from_str::<String>(entry.value) {
            Ok(text) => *into = clean_line(text.trim()).into_owned(),
            Err(_) => self.unfit(entry.name, entry, "a name in quotes"),
        }
    }

    /// Reads the keys of commands; one that is wrong leaves its command as it is.
    fn keys(&mut self, entry: &Entry<'a>) -> Vec<KeyOverride> {
        let mut found: Vec<KeyOverride> = Vec::new();
        let Ok(entries) = raw::entries(entry.value) else {
            self.unfit("keys", entry, "commands and keys: {\"pin.up\": [\"K\"]}");
            return found;
        };
        for entry in &entries {
            let Ok(command) = ron::from_str::<String>(entry.name) else {
                self.says(
                    entry.name,
                    "keys",
                    &format!(
                        "has {} where a command's name in quotes is expected",
                        entry.name
                    ),
                    IGNORED,
                );
                continue;
            };
            let path = format!("keys › {command}");
            if found.iter().any(|known| known.command == command) {
                let hint = "the later line is ignored; write all its keys in one list";
                self.says(entry.name, &path, "is set twice", hint);
            } else if let Ok(texts) = ron::from_str::<Vec<String>>(entry.value) {
                let (line, _) = raw::place(self.text, entry.name);
                let keys = self.chords(entry, &path, &texts);
                // A list in which nothing could be read must not take the keys away.
                if !keys.is_empty() || texts.is_empty() {
                    found.push(KeyOverride {
                        command,
                        keys,
                        line,
                    });
                }
            } else {
                self.unfit(&path, entry, "a list of keys: [\"K\", \"g k\"]");
            }
        }
        found
    }

    /// Reads the texts of one list, each a sequence of chords separated by spaces.
    fn chords(&mut self, entry: &Entry<'a>, path: &str, texts: &[String]) -> Vec<Vec<Chord>> {
        let mut all = Vec::new();
        for text in texts {
            let bad = text.split_whitespace().find(|t| Chord::parse(t).is_none());
            let chords: Vec<Chord> = text.split_whitespace().filter_map(Chord::parse).collect();
            let what = match bad {
                Some(bad) => format!("has “{bad}”, which is not a key"),
                None if chords.is_empty() => "has an empty key".to_owned(),
                None => {
                    all.push(chords);
                    continue;
                }
            };
            let hint =
                "this key is ignored; write keys as K, Ctrl-s, Alt-x, Shift-Up, Enter or Space";
            self.says(entry.value, path, &what, hint);
        }
        all
    }

    /// Notes that a value is not what was expected.
    fn unfit(&mut self, path: &str, entry: &Entry<'a>, expected: &str) {
        let shown: String = entry.value.chars().take(40).collect();
        let what = format!("is {shown}, expected {expected}");
        self.says(entry.value, path, &what, IGNORED);
    }
}
