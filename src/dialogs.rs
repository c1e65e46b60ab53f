//! What lies over a view: forms, lists, lines being typed, pages. A stack; the top one gets the keys.
//!
//! Each overlay owns its state and its commands; opening one is a function of its module.

pub mod bulk;
mod choosing;
pub mod confidence;
pub mod conflicts;
pub mod decide;
pub mod demo;
pub mod drafts;
pub mod draw;
pub mod explain;
pub mod export;
pub mod form;
mod fuzzy;
pub mod import;
pub mod lists;
pub mod page;
pub mod picker;
pub mod prompt;
pub mod prose;
pub mod records;
pub mod whatif;

use crate::desk::command::Scope;
use crate::desk::event::{Chord, Key};

/// Something over the view.
#[derive(Debug)]
pub enum Overlay {
    /// The form of one record.
    Form(Box<form::Form>),
    /// A demo checkpoint.
    Feedback(demo::Checkpoint),
    /// A vote of confidence.
    Fist(confidence::Ballot),
    /// A list to choose from.
    List(picker::List),
    /// The records of a kind.
    Records(records::Records),
    /// What both sides of a merge changed.
    Conflicts(conflicts::Conflicts),
    /// A file that is to be imported.
    Intake(Box<import::Intake>),
    /// A file that is to be exported.
    Outgo(Box<export::Outgo>),
    /// A line being typed.
    Line(prompt::Line),
    /// A text of many lines.
    Prose(prose::ProseEditor),
    /// A page to read or a question to answer.
    Page(page::Page),
}

impl Overlay {
    /// The scopes whose keys work while it is on top.
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            Self::Form(_) => vec![Scope("Form")],
            Self::Feedback(_) => vec![Scope("Feedback")],
            Self::Fist(_) => vec![Scope("Fist")],
            Self::List(_) => vec![Scope("List")],
            Self::Records(_) => vec![Scope("Records")],
            Self::Conflicts(_) => vec![Scope("Conflicts")],
            Self::Intake(_) => vec![Scope("Intake")],
            Self::Outgo(_) => vec![Scope("Outgo")],
            Self::Line(_) => vec![Scope("Line")],
            Self::Prose(_) => vec![Scope("Prose")],
            Self::Page(_) => vec![Scope("Page")],
        }
    }

    /// Takes a key as text; gives back whether it was one.
    pub(crate) fn key(&mut self, chord: Chord) -> bool {
        match self {
            Self::Form(form) => form.key(chord),
            Self::List(list) => {
                let taken = !matches!(chord.key, Key::Left | Key::Right | Key::Home | Key::End)
                    && list.query.key(chord);
                if taken {
                    list.search();
                }
                taken
            }
            Self::Records(records) => records.key(chord),
            Self::Line(line) => line.editor.key(chord),
            Self::Prose(prose) => prose.editor.key(chord),
            Self::Page(_)
            | Self::Conflicts(_)
            | Self::Intake(_)
            | Self::Outgo(_)
            | Self::Feedback(_)
            | Self::Fist(_) => false,
        }
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        match self {
            Self::Form(form) => form.paste(text),
            Self::List(list) => {
                list.query.paste(text);
                list.search();
            }
            Self::Records(records) => records.paste(text),
            Self::Line(line) => line.editor.paste(text),
            Self::Prose(prose) => prose.editor.paste(text),
            Self::Page(_)
            | Self::Conflicts(_)
            | Self::Intake(_)
            | Self::Outgo(_)
            | Self::Feedback(_)
            | Self::Fist(_) => {}
        }
    }

    /// Puts the cursor on a line, as the pointer does.
    pub(crate) fn choose(&mut self, at: usize) {
        match self {
            Self::Form(form) => form.go_to(at),
            Self::List(list) => list.cursor = at.min(list.shown.len().saturating_sub(1)),
            Self::Records(records) => {
                records.cursor = at.min(records.shown.len().saturating_sub(1));
            }
            Self::Fist(ballot) => ballot.go_to(at),
            // The next step brings it back to what is there.
            Self::Conflicts(list) => list.cursor = at,
            Self::Feedback(checkpoint) => checkpoint.cursor = at,
            Self::Intake(intake) => intake.cursor = at,
            Self::Line(_) | Self::Prose(_) | Self::Page(_) | Self::Outgo(_) => {}
        }
    }
}
