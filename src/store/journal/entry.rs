//! What a journal can say, and the words it says it with.

use std::fmt::Write;
use std::sync::Arc;

use super::super::fingerprint::Fingerprint;
use super::super::layout::parts;
use super::super::save::{FileHolds, TextChange};
use super::super::value;
use super::{edits, line};
use crate::edit::history::{Step, Turn};
use crate::model::field::FieldType;
use crate::model::record::Kind;

/// A text that was being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it was typed for: `Note of “Guest checkout”`.
    pub of: String,
    /// What was typed.
    pub text: String,
    /// Where it can go back to: the field it was typed into, as kind, id and field name, or the command that opens
    /// its line; none where there is no such place.
    pub spot: Option<[String; 3]>,
}

impl Draft {
    /// What stands for a screen that others watched when the program broke off.
    pub fn presenting() -> Self {
        Self {
            of: "Presenting".to_owned(),
            text: "on".to_owned(),
            spot: Some(["presenting", "on", ""].map(str::to_owned)),
        }
    }

    /// Whether it stands for a screen that others watched, and is no text.
    pub fn is_presenting(&self) -> bool {
        *self == Self::presenting()
    }
}

/// The form of journals this evenkeel reads and writes.
const FORM: u64 = 1;

/// One entry.
#[derive(Clone, Debug)]
pub(super) enum JournalEntry {
    /// The first one: the workspace's path, the time of this machine, the number of the first state.
    Begin {
        path: String,
        when: String,
        root: u64,
    },
    /// A move of the history.
    Turn(Turn),
    /// A step that was taken back for good, but leads to what the file holds.
    Left(Arc<Step>),
    /// The file is about to hold a state, perhaps with more.
    Saving(u64, TextChange),
    /// The file holds a state for certain.
    Saved(u64),
    /// What is being typed now.
    Drafts(Vec<Draft>),
    /// The journals whose place this one takes.
    Instead(Vec<String>),
}

impl JournalEntry {
    /// Writes the entry as a line.
    pub(super) fn write(&self, out: &mut String) {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = match self {
            Self::Begin { path, when, root } => {
                let (path, when) = (quoted(path), quoted(when));
                write!(text, "Journal({FORM}, {path}, {when}, {root})")
            }
            Self::Turn(Turn::Done(step)) => {
                let word = if step.is_theirs { "Theirs" } else { "Step" };
                whole(&mut text, word, step)
            }
            Self::Left(step) => whole(&mut text, "Left", step),
            Self::Turn(Turn::Undone(revision)) => write!(text, "Undone({revision})"),
            Self::Turn(Turn::Redone(revision)) => write!(text, "Redone({revision})"),
            Self::Saving(revision, TextChange { from, to, holds }) => {
                let word = match holds {
                    FileHolds::State => "Saving",
                    FileHolds::More => "Merging",
                };
                write!(text, "{word}({revision}, \"{to}\", \"{from}\")")
            }
            Self::Saved(revision) => write!(text, "Saved({revision})"),
            Self::Drafts(drafts) => {
                let none = [const { String::new() }; 3];
                let all = drafts.iter().flat_map(|draft| {
                    let spot = draft.spot.as_ref().unwrap_or(&none);
                    [&draft.of, &draft.text].into_iter().chain(spot)
                });
                let all: Vec<String> = all.cloned().collect();
                write!(text, "Typed({})", list(&all))
            }
            Self::Instead(names) => write!(text, "Instead({})", list(names)),
        };
        line::write(out, &text);
    }

    /// Reads an entry; none when it is of no form known here.
    pub(super) fn read(kinds: &[&'static Kind], text: &str) -> Option<Self> {
        let (word, rest) = text.split_at_checked(text.find('(')?)?;
        let members = parts(rest, b'(')?;
        let at = |place: usize| members.get(place).map(|member| member.value.of(rest));
        let number = |place| at(place)?.parse::<u64>().ok();
        let words = |place| Some(value::text(at(place)?).ok()?.into_owned());
        let all = || {
            let texts = (0..members.len()).map(words);
            texts.collect::<Option<Vec<String>>>()
        };
        let step = || {
            Some(Arc::new(Step {
                is_theirs: word == "Theirs",
                after: number(0)?,
                revision: number(1)?,
                label: words(2)?,
                edits: edits::read(kinds, at(3)?)?,
                inverse: edits::read(kinds, at(4)?)?,
            }))
        };
        Some(match word {
            "Journal" if number(0)? == FORM => Self::Begin {
                path: words(1)?,
                when: words(2)?,
                root: number(3)?,
            },
            "Step" | "Theirs" => Self::Turn(Turn::Done(step()?)),
            "Left" => Self::Left(step()?),
            "Undone" => Self::Turn(Turn::Undone(number(0)?)),
            "Redone" => Self::Turn(Turn::Redone(number(0)?)),
            "Saving" | "Merging" => {
                let holds = match word {
                    "Saving" => FileHolds::State,
                    _ => FileHolds::More,
                };
                let to = Fingerprint::parse(&words(1)?)?;
                // It was not said in the first journals.
                let from = words(2).map_or(Some(to), |from| Fingerprint::parse(&from))?;
                Self::Saving(number(0)?, TextChange { from, to, holds })
            }
            "Saved" => Self::Saved(number(0)?),
            "Typed" => {
                let all = all()?;
                let (each, _) = all.as_chunks::<5>();
                let draft = |[of, text, kind, id, field]: &[String; 5]| Draft {
                    of: of.clone(),
                    text: text.clone(),
                    spot: (!kind.is_empty()).then(|| [kind.clone(), id.clone(), field.clone()]),
                };
                Self::Drafts(each.iter().map(draft).collect())
            }
            // As it was written before a draft knew its field.
            "Drafts" => {
                let all = all()?;
                let (pairs, _) = all.as_chunks::<2>();
                let draft = |[of, text]: &[String; 2]| Draft {
                    of: of.clone(),
                    text: text.clone(),
                    spot: None,
                };
                Self::Drafts(pairs.iter().map(draft).collect())
            }
            "Instead" => Self::Instead(all()?),
            _ => return None,
        })
    }
}

fn whole(text: &mut String, word: &str, step: &Step) -> std::fmt::Result {
    let label = quoted(&step.label);
    write!(text, "{word}({}, {}, {label}, ", step.after, step.revision)?;
    edits::write(text, &step.edits);
    text.push_str(", ");
    edits::write(text, &step.inverse);
    text.write_char(')')
}

fn list<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let all: Vec<String> = texts.into_iter().map(|text| quoted(text)).collect();
    all.join(", ")
}

/// A text between quotes, as in a workspace file.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    let style = super::super::format::Style {
        newline: "\n",
        indent: "",
    };
    let text = crate::model::field::Value::Text(text.to_owned());
    super::super::format::write_value(&mut out, &FieldType::Prose, &text, style);
    out
}
