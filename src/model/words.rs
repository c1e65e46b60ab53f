//! What planning intervals, iterations, items and the train are called in a workspace.
//!
//! Owns the words of its settings. A text is written with the words of SAFe: [`worded`] puts those of the workspace into
//! a text of the program, and a [`Word`] stands between braces where a text is put together. Only what the program
//! says passes here, so a title with “sprint” in it stays as it was written. So do the [keys](super::key) it names.
//!
//! The words belong to the thread: whoever opens or changes a workspace takes its words up, and so does a thread that
//! is started to write for it.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::key::{self, OwnKeys};

/// What is written, and what is said in its place.
pub type Pairs = &'static [(&'static str, &'static str)];

/// The words of a workspace: those that take the place of others for an interval, its steps, the work and the train.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words(pub [Pairs; 4]);

impl Words {
    /// What this thread says from now on.
    pub fn take_up(self) {
        IN_USE.set(self);
    }

    /// What this thread says.
    pub fn in_use() -> Self {
        IN_USE.get()
    }

    /// A text with these words in place of those of SAFe.
    fn put(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = None;
        while let Some(letter) = rest.chars().next() {
            let begins = !before.is_some_and(char::is_alphanumeric);
            let taken = match self.longest(rest).filter(|_| begins) {
                Some((written, said)) if letter.is_uppercase() && !is_short(written) => {
                    out.push_str(&capital(said));
                    written.len()
                }
                Some((written, said)) => {
                    out.push_str(said);
                    written.len()
                }
                None => {
                    out.push(letter);
                    letter.len_utf8()
                }
            };
            let (over, after) = rest.split_at(taken);
            before = over.chars().next_back();
            rest = after;
        }
        out
    }

    /// The longest word that a text begins with and that has another in its place.
    fn longest(self, text: &str) -> Option<(&str, &'static str)> {
        let pairs = self.0.into_iter().flatten();
        let found = pairs.filter_map(|&(written, said)| {
            let head = text.get(..written.len())?;
            let after = text.get(written.len()..)?.chars().next();
            let is_it = head == written
                || head.eq_ignore_ascii_case(written) && head.get(1..) == written.get(1..);
            let ends = !after.is_some_and(char::is_alphanumeric);
            (is_it && ends).then_some((head, said))
        });
        found.max_by_key(|(head, _)| head.len())
    }
}

/// Whether a word is written in large letters wherever it stands: `PI`, `ART`, `PIs`.
fn is_short(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Words as they begin a sentence: `due in two days` is `Due in two days`.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

thread_local! {
    static IN_USE: Cell<Words> = const { Cell::new(Words([&[]; 4])) };
}

/// A text of the program, the words that it is to be said with, and the number of the keys.
type Wanted = (&'static str, Words, u64);

/// Texts that were said with other words than those of SAFe, or with keys. It cannot grow beyond the texts of the
/// program, which is why they may stay for good.
static SAID: LazyLock<Mutex<HashMap<Wanted, &'static str>>> = LazyLock::new(Mutex::default);

/// A text of the program in the words of the workspace, with the keys in force.
pub fn worded(text: &'static str) -> &'static str {
    let words = Words::in_use();
    if words == Words::default() && !text.contains('{') {
        return text;
    }
    let wanted = (text, words, OwnKeys::number());
    let mut texts = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    texts.entry(wanted).or_insert_with(|| {
        let said = key::filled(&words.put(text));
        if said == text {
            text
        } else {
            Box::leak(said.into_boxed_str())
        }
    })
}

/// A text in a table of the program, which is read in the words of the workspace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text(&'static str);

impl Text {
    /// A text that is written in the words of SAFe.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// It within a sentence: in small letters, but for words of capitals, such as KPI.
    pub fn within(self) -> String {
        let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
        let small = |word: &str| match capitals(word) {
            0 | 1 => word.to_lowercase(),
            _ => word.to_owned(),
        };
        self.split(' ').map(small).collect::<Vec<_>>().join(" ")
    }

    /// It in the words of SAFe, as files name it.
    pub const fn written(self) -> &'static str {
        self.0
    }

    /// It in the words of the workspace.
    pub fn said(self) -> &'static str {
        worded(self.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.said()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.said())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.said().to_owned()
    }
}

/// A word in a text that is put together: `{ITEMS}`, and `{ITEMS:#}` where a sentence begins.
#[derive(Clone, Copy, Debug)]
pub struct Word(&'static str);

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = worded(self.0);
        if f.alternate() {
            f.write_str(&capital(word))
        } else {
            f.pad(word)
        }
    }
}

/// Words for the texts that are put together.
macro_rules! words {
    ($($name:ident = $word:literal;)+) => {
        $( #[doc = $word] pub const $name: Word = Word($word); )+
    };
}

words! {
    PLANNING_INTERVAL = "planning interval";
    PLANNING_INTERVALS = "planning intervals";
    A_PLANNING_INTERVAL = "a planning interval";
    INTERVAL = "interval";
    INTERVALS = "intervals";
    AN_INTERVAL = "an interval";
    PI = "PI";
    ITERATION = "iteration";
    ITERATIONS = "iterations";
    AN_ITERATION = "an iteration";
    ITEM = "item";
    ITEMS = "items";
    AN_ITEM = "an item";
    ART = "ART";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_in_the_words_of_the_workspace() {
        let text = "An item in an iteration of a planning interval: Items, PI, ART, itemize";
        assert_eq!(worded(text), text);
        let words = Words([
            &[
                ("a planning interval", "a quarter"),
                ("interval", "quarter"),
                ("PI", "quarter"),
            ],
            &[("an iteration", "a sprint"), ("iteration", "sprint")],
            &[
                ("an item", "a story"),
                ("item", "story"),
                ("items", "stories"),
            ],
            &[("ART", "area")],
        ]);
        words.take_up();
        assert_eq!(
            worded(text),
            "A story in a sprint of a quarter: Stories, quarter, area, itemize"
        );
        let title = "the sprint of an item";
        assert_eq!(
            format!("{ITEMS:#} depend on {title}, {ITERATION:>8}"),
            "Stories depend on the sprint of an item,   sprint"
        );
        assert_eq!(Text::new("Interval").said(), "Quarter");
        assert_eq!(Text::new("Interval").written(), "Interval");
        Words::default().take_up();
    }
}
