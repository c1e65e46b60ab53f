//! Facts: what the program says of something, told once and written in many ways.
//!
//! Owns typed cells, lines and tables. Screens, plain text, Markdown, pages, sheets and minutes write the same facts;
//! none of them lays a fact out anew. Knows no screen and no record.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::audience::Access;
use crate::model::text::clean_line;
use crate::scoring::ratio::Ratio;

/// A mark before the words of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Done, met, confirmed.
    Done,
    /// The one that was chosen.
    Chosen,
    /// Needs a look: its day has passed.
    Over,
    /// Still to come.
    Open,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// As text.
    #[default]
    Plain,
    /// Beside the point.
    Muted,
    /// Too late.
    Late,
}

/// Values as bars side by side, from the least height up to the largest value: `▁▃█`.
pub fn spark(values: &[Ratio], least: Ratio) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = values.iter().max().copied().unwrap_or(least);
    let bar = |value: &Ratio| {
        let share = value.minus(least)?.over(most.minus(least)?)?;
        let step = share.times(Ratio::whole(7))?.rounded();
        BARS.get(usize::try_from(step).ok()?).copied()
    };
    // Where all are equal they are in the middle, or nothing.
    let flat = if least.is_zero() && most.is_zero() {
        '▁'
    } else {
        '▄'
    };
    values
        .iter()
        .map(|value| bar(value).unwrap_or(flat))
        .collect()
}

/// A share as a bar of so many cells: `███`; nothing below zero, and no more than all.
pub fn share_bar(share: Ratio, cells: usize) -> String {
    let full = share.times(Ratio::count(cells)).map_or(0, Ratio::rounded);
    "█".repeat(usize::try_from(full.max(0)).unwrap_or(0).min(cells))
}

/// What a cell is sorted by. Blanks come last, whichever way a list is sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SortKey {
    /// Nothing is known.
    #[default]
    Blank,
    /// A number, an amount or a count.
    Number(Ratio),
    /// A day.
    Day(NaiveDate),
    /// Words, in natural order.
    Words(String),
}

/// One cell of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Datum {
    /// The mark before the words.
    pub sign: Option<Sign>,
    /// What it says.
    pub words: String,
    /// How it is written.
    pub ink: Ink,
    /// What it is sorted by.
    pub key: SortKey,
    /// Whether these are the program's own words, which have a plain form where a terminal knows no marks.
    pub is_own: bool,
}

impl Datum {
    /// What people wrote.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            key: if words.is_empty() {
                SortKey::Blank
            } else {
                SortKey::Words(words.clone())
            },
            words,
            ..Self::default()
        }
    }

    /// What the program says.
    pub fn own(words: impl Into<String>) -> Self {
        Self {
            is_own: true,
            ..Self::text(words)
        }
    }

    /// How many there are; none is left blank.
    pub fn count(count: usize) -> Self {
        Self::own(count.to_string()).by(SortKey::Number(Ratio::count(count)))
    }

    /// What the program says of a number, by which it is sorted; blank where it is not known.
    pub fn number(number: Option<Ratio>, words: impl FnOnce(Ratio) -> String) -> Self {
        number.map_or_else(Self::default, |number| {
            Self::own(words(number)).by(SortKey::Number(number))
        })
    }

    /// Whether it is a number, which stands at the right of its column.
    pub const fn is_number(&self) -> bool {
        matches!(self.key, SortKey::Number(_))
    }

    /// The same beside the point.
    #[must_use]
    pub const fn muted(mut self) -> Self {
        self.ink = Ink::Muted;
        self
    }

    /// The same, beside the point where that is so.
    #[must_use]
    pub fn muted_if(self, is_beside: bool) -> Self {
        if is_beside { self.muted() } else { self }
    }

    /// The same with a mark.
    #[must_use]
    pub const fn marked(mut self, sign: Sign) -> Self {
        self.sign = Some(sign);
        self
    }

    /// The same, sorted by something else than its words.
    #[must_use]
    pub fn by(mut self, key: SortKey) -> Self {
        self.key = key;
        self
    }

    /// The same, sorted by a day.
    #[must_use]
    pub fn on(self, day: Option<NaiveDate>) -> Self {
        self.by(day.map_or(SortKey::Blank, SortKey::Day))
    }
}

/// One line of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What the words are about, in front of them; nothing where they say it themselves.
    pub about: &'static str,
    /// What is said.
    pub words: String,
    /// Who may see it.
    pub access: Access,
}

impl Fact {
    /// One thing that is said; none where there are no words.
    fn of(about: &'static str, words: impl Into<String>, access: Access) -> Option<Self> {
        let words = words.into().trim().to_owned();
        (!words.is_empty()).then_some(Self {
            about,
            words,
            access,
        })
    }
}

/// What is said of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its name, as people wrote it.
    pub name: String,
    /// What the program says of it.
    pub lines: Vec<Fact>,
    /// By which rule its numbers come about, from what and in which unit: for whoever asks why, beside a list too much.
    pub rules: Vec<Fact>,
}

impl Facts {
    /// Begins with a name.
    pub fn of(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Says one thing more; nothing is said where there are no words.
    pub fn say(&mut self, about: &'static str, words: impl Into<String>, access: Access) {
        self.lines.extend(Fact::of(about, words, access));
    }

    /// Says by which rule a number comes about.
    pub fn rule(&mut self, about: &'static str, words: impl Into<String>, access: Access) {
        self.rules.extend(Fact::of(about, words, access));
    }

    /// The same with one rule more that everybody may see.
    #[must_use]
    pub fn ruled(mut self, about: &'static str, words: impl Into<String>) -> Self {
        self.rule(about, words, Access::Open);
        self
    }

    /// The same with one thing more that everybody may see.
    #[must_use]
    pub fn with(mut self, about: &'static str, words: impl Into<String>) -> Self {
        self.say(about, words, Access::Open);
        self
    }

    /// The same with whole paragraphs that everybody may see; a blank one parts sections.
    #[must_use]
    pub fn paragraphs(mut self, lines: Vec<String>) -> Self {
        let open = |words| Fact {
            about: "",
            words,
            access: Access::Open,
        };
        self.lines.extend(lines.into_iter().map(open));
        self
    }

    /// The lines as sentences, for whoever may see what.
    pub fn sentences(&self, is_shared: bool) -> impl Iterator<Item = String> {
        sentences(&self.lines, is_shared)
    }

    /// All of it for whoever asks why: the lines, then how their numbers come about.
    pub fn evidence(&self, is_shared: bool) -> Vec<String> {
        let rules: Vec<String> = sentences(&self.rules, is_shared).collect();
        let heading = (!rules.is_empty()).then(|| [String::new(), HOW.to_owned()]);
        let said = self.sentences(is_shared);
        said.chain(heading.into_iter().flatten())
            .chain(rules)
            .collect()
    }

    /// The facts as plain text: the name, then a line each, indented.
    pub fn plain(&self, is_shared: bool) -> String {
        let mut out = format!("{}\n", clean_line(&self.name));
        for line in self.sentences(is_shared).flat_map(|words| {
            let lines: Vec<String> = words.lines().map(str::to_owned).collect();
            lines
        }) {
            out.push_str("  ");
            out.push_str(&clean_line(&line));
            out.push('\n');
        }
        out
    }
}

/// What stands above the rules.
const HOW: &str = "How these numbers come about";

fn sentences(facts: &[Fact], is_shared: bool) -> impl Iterator<Item = String> {
    let seen = move |fact: &&Fact| !is_shared || fact.access.is_for_room();
    facts.iter().filter(seen).map(|fact| match fact.about {
        "" => fact.words.clone(),
        about => format!("{about}: {}", fact.words),
    })
}

/// A table of what is said, under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactTable {
    /// What it is of.
    pub heading: &'static str,
    /// What is said under it.
    pub notes: Vec<String>,
    /// The columns; those of numbers stand at the right.
    pub columns: Vec<FactColumn>,
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FactColumn {
    /// Its heading.
    pub name: &'static str,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl FactColumn {
    /// The column of a heading; one with a colon behind is of numbers.
    pub fn of(heading: &'static str) -> Self {
        let name = heading.trim_end_matches(':');
        Self {
            name,
            is_number: name != heading,
        }
    }
}

impl FactTable {
    /// A table whose headings stand between bars, those of numbers with a colon behind: `Item | Round:`.
    pub fn new(heading: &'static str, columns: &'static str, rows: Vec<Vec<String>>) -> Self {
        Self {
            heading,
            columns: columns.split(" | ").map(FactColumn::of).collect(),
            rows,
            ..Self::default()
        }
    }

    /// The same with words under it.
    #[must_use]
    pub fn noting(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Whether it holds anything.
    pub const fn says_something(&self) -> bool {
        !self.rows.is_empty() || !self.notes.is_empty()
    }
}
