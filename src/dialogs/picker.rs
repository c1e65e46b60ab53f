//! Lists to choose from: palette, help, and every picker.
//!
//! Owns the search and the choosing. What an entry does is given by whoever opens the list.

pub mod draw;
mod links;

pub(crate) use self::links::open_links;
use crate::desk::Desk;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::dialog::{Dialog, Then};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::{Asks, Effect};
use crate::desk::event::{Chord, Key};
use crate::dialogs::fuzzy::Searched;
use crate::dialogs::{close, fuzzy};
use crate::model::id::Id;

/// What a list looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Words, with a sentence beside each.
    Plain,
    /// Commands, with their keys at the right and their sentence below.
    Commands,
    /// Keys, with a sentence beside each, in groups.
    Keys,
}

/// One entry of a list.
#[derive(Debug)]
pub struct Entry {
    /// The group it stands in.
    pub group: &'static str,
    /// The words.
    pub label: String,
    /// Its keys, or what else stands at the right.
    pub keys: String,
    /// One sentence about it.
    pub sentence: String,
    /// Other words by which somebody may look for it.
    pub also: &'static [&'static str],
    /// Why it cannot be chosen now, if it cannot.
    pub reason: Option<String>,
    /// Whether it is among what is chosen already, in lists that say so.
    pub(crate) ticked: Option<bool>,
    /// The record it stands for, in a list of which several can be chosen.
    pub(crate) id: Option<Id>,
    /// What choosing it does.
    pub(crate) then: Then,
}

impl Entry {
    /// An entry that does this when it is chosen.
    pub fn new<E: Asks>(
        label: impl Into<String>,
        sentence: impl Into<String>,
        then: impl FnOnce(&mut Desk, ()) -> E + 'static,
    ) -> Self {
        Self {
            group: "",
            label: label.into(),
            keys: String::new(),
            sentence: sentence.into(),
            also: &[],
            reason: None,
            ticked: None,
            id: None,
            then: Then::new(then),
        }
    }
}

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    face: Face,
    /// The heading.
    title: String,
    /// All entries.
    pub(crate) entries: Vec<Entry>,
    /// The positions of the entries that match, best first.
    shown: Vec<usize>,
    /// The chosen one among them.
    pub cursor: usize,
    /// The search.
    query: Editor,
    /// The records chosen so far, in order, and what is done with them, where several can be chosen.
    many: Option<(Vec<Id>, Then<Vec<Id>>)>,
}

/// The commands of a list.
pub const COMMANDS: &[Command] = commands! {
    List open looks "List" "list.choose" ["Enter"] hint 1 if has_entry,
        "choose": "Takes the chosen entry." => choose;
    List open looks "List" "list.close" ["Esc", "Ctrl-c"] hint 2,
        "close": "Closes the list." => close;
    List open looks "List" "list.toggle" ["Tab"] hint 3 if takes_many,
        "take": "Takes the entry in or out of the links." => toggle;
    List open looks "List" "list.down" ["Down"] hint 4,
        "move": "Goes to the next entry." => |desk, _| step(desk, 1);
    List open looks "List" "list.up" ["Up"],
        "up": "Goes to the entry above." => |desk, _| step(desk, -1);
    List open looks "List" "list.top" ["Home"],
        "first": "Goes to the first entry." => |desk, _| step(desk, isize::MIN / 2);
    List open looks "List" "list.bottom" ["End"],
        "last": "Goes to the last entry." => |desk, _| step(desk, isize::MAX / 2);
    List open looks "List" "list.page-down" ["PgDn"],
        "page down": "Goes ten entries down." => |desk, _| step(desk, 10);
    List open looks "List" "list.page-up" ["PgUp"],
        "page up": "Goes ten entries up." => |desk, _| step(desk, -10);
};

impl Picker {
    /// A list of these entries.
    pub fn new(title: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self {
            face: Face::Plain,
            title: title.into(),
            shown: (0..entries.len()).collect(),
            entries,
            cursor: 0,
            query: Editor::new("", Lines::One),
            many: None,
        }
    }

    /// Begins at an entry.
    #[must_use]
    pub fn at(self, cursor: usize) -> Self {
        Self { cursor, ..self }
    }

    /// Gives it another look.
    pub(crate) fn faced(self, face: Face) -> Self {
        Self { face, ..self }
    }

    /// The chosen entry.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.cursor)?)
    }

    /// Searches anew after typing.
    fn search(&mut self) {
        let texts = self.entries.iter().map(|entry| Searched {
            name: entry.label.clone(),
            group: entry.group,
            also: entry.also,
            rest: format!("{} {} {}", entry.group, entry.sentence, entry.keys),
        });
        self.shown = fuzzy::search(&self.query.text(), texts);
        self.cursor = 0;
    }
}

impl Dialog for Picker {
    fn scope(&self) -> Scope {
        Scope("List")
    }

    fn key(&mut self, chord: Chord) -> bool {
        let moves = matches!(chord.key, Key::Left | Key::Right | Key::Home | Key::End);
        let taken = !moves && self.query.key(chord);
        if taken {
            self.search();
        }
        taken
    }

    fn paste(&mut self, text: &str) {
        self.query.paste(text);
        self.search();
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line.min(self.shown.len().saturating_sub(1));
    }

    fn opens(&self) -> bool {
        true
    }
}

fn has_entry(desk: &Desk) -> Result<(), String> {
    let Some(picker) = desk.top::<Picker>() else {
        return Ok(());
    };
    match picker.entry() {
        None => Err("nothing matches · Backspace widens the search".to_owned()),
        Some(entry) => entry.reason.clone().map_or(Ok(()), Err),
    }
}

fn takes_many(desk: &Desk) -> Result<(), String> {
    match desk.top::<Picker>() {
        Some(picker) if picker.many.is_some() => Ok(()),
        _ => Err("one entry is chosen here · Enter takes it".to_owned()),
    }
}

fn step(desk: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(picker) = desk.top_mut::<Picker>() {
        let last = picker.shown.len().saturating_sub(1);
        picker.cursor = picker.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn toggle(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(picker) = desk.top_mut::<Picker>()
        && let Some(at) = picker.shown.get(picker.cursor)
        && let Some(entry) = picker.entries.get_mut(*at)
        && let (Some(id), Some((chosen, _))) = (entry.id, &mut picker.many)
    {
        let is_in = chosen.contains(&id);
        chosen.retain(|chosen| *chosen != id);
        if !is_in {
            chosen.push(id);
        }
        entry.ticked = Some(!is_in);
    }
    step(desk, 1)
}

fn choose(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(mut picker) = desk.take::<Picker>() else {
        return Vec::new();
    };
    let Some(at) = picker.shown.get(picker.cursor).copied() else {
        return Vec::new();
    };
    let entry = picker.entries.swap_remove(at);
    match (picker.many, entry.id) {
        // Enter on the first choice takes that one without Tab.
        (Some((chosen, then)), Some(id)) if chosen.is_empty() => then.run(desk, vec![id]),
        (Some((chosen, then)), Some(_)) => then.run(desk, chosen),
        _ => entry.then.run(desk, ()),
    }
}
