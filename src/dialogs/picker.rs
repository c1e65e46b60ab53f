//! Lists to choose from: palette, help, and every picker.
//!
//! Owns the search and the choosing. What an entry does is given by whoever opens the list.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::{Dialog, Then};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::{Asks, Effect};
use crate::desk::event::{Chord, Key};
use crate::desk::filter::fold;
use crate::dialogs::fuzzy::Searched;
use crate::dialogs::{close, fuzzy, line_from};
use crate::model::id::Id;
use crate::model::words::worded;

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
    /// The record it stands for, in a list of records.
    pub(crate) id: Option<Id>,
    /// The name of the record it makes, where it makes one.
    pub(crate) makes: Option<String>,
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
            makes: None,
            then: Then::new(then),
        }
    }
}

/// What is chosen in a list of records.
#[derive(Debug)]
pub(crate) struct Choosing {
    /// Whether several can be chosen.
    pub(crate) several: bool,
    /// The records chosen so far, in order.
    pub(crate) ids: Vec<Id>,
    /// What is done with those that are chosen.
    pub(crate) then: Then<Vec<Id>>,
    /// Makes what is missing.
    pub(crate) maker: Option<Maker>,
}

/// Makes a record of a name that none has.
pub(crate) struct Maker {
    /// What it makes: `person`.
    pub(crate) what: String,
    /// The names that are taken, each with why its record is not in the list, if it is not.
    pub(crate) taken: Vec<(String, Option<&'static str>)>,
    /// Makes it.
    pub(crate) make: Make,
}

/// Makes a record of a name.
type Make = Box<dyn Fn(&mut Desk, &str) -> Id>;

impl Maker {
    /// The taken name that this is, however it is written.
    fn known(&self, name: &str) -> Option<&(String, Option<&'static str>)> {
        let name = fold(name.trim());
        let mut taken = self.taken.iter();
        taken.find(|(known, _)| fold(known.trim()) == name)
    }
}

impl std::fmt::Debug for Maker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a maker")
    }
}

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    face: Face,
    /// The heading.
    title: String,
    /// All entries.
    pub entries: Vec<Entry>,
    /// The positions of the entries that match, best first.
    shown: Vec<usize>,
    /// The chosen one among them.
    pub cursor: usize,
    /// The search.
    query: Editor,
    /// What is chosen, in a list of records.
    choosing: Option<Choosing>,
    /// What stands beside the heading in place of how many entries match.
    note: &'static str,
}

/// The commands of a list.
pub const COMMANDS: &[Command] = commands! {
    List open looks "List" "list.choose" ["Enter"] hint 1 if has_entry,
        "choose": "Takes the chosen entry." => choose;
    List open looks "List" "list.close" ["Esc"] hint 2,
        "close": "Closes the list." => close;
    List open looks "List" "list.toggle" ["Tab"] hint 3 if takes_many,
        "take": "Takes the entry in or out of the links." => toggle;
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
            choosing: None,
            note: "",
        }
    }

    /// It says this beside its heading.
    pub(crate) fn noted(self, note: &'static str) -> Self {
        Self { note, ..self }
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

    /// A list of records, with the first one chosen so far under the cursor, or what a text finds.
    pub(crate) fn of_records(
        title: impl Into<String>,
        entries: Vec<Entry>,
        choosing: Choosing,
        search: &str,
    ) -> Self {
        let chosen = entries.iter().position(|entry| entry.ticked == Some(true));
        let mut picker = Self::new(title, entries).at(chosen.unwrap_or_default());
        picker.choosing = Some(choosing);
        if !search.is_empty() {
            picker.paste(search);
        }
        picker
    }

    /// The entries that match, best first.
    pub fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.shown.iter().filter_map(|at| self.entries.get(*at))
    }

    /// Searches anew after typing.
    fn search(&mut self) {
        self.entries.retain(|entry| entry.makes.is_none());
        let texts = self.entries.iter().map(|entry| Searched {
            name: entry.label.clone(),
            group: entry.group,
            also: entry.also,
            rest: format!("{} {} {}", entry.group, entry.sentence, entry.keys),
        });
        let query = self.query.text();
        let maker = self
            .choosing
            .as_ref()
            .and_then(|choosing| choosing.maker.as_ref());
        self.shown = match maker {
            None => fuzzy::search(&query, texts),
            // Where Enter could make what is missing, it must not take what is merely alike.
            Some(_) => fuzzy::found(&query, texts),
        };
        self.cursor = 0;
        let name = query.trim();
        if let Some(maker) = maker
            && !name.is_empty()
            && maker.known(name).is_none()
        {
            self.shown.push(self.entries.len());
            self.entries.push(Entry {
                makes: Some(name.to_owned()),
                ticked: Some(false),
                ..Entry::new(
                    format!("create \"{name}\""),
                    format!("a new {}", maker.what),
                    |_, ()| (),
                )
            });
        }
    }

    /// Why nothing is found where a record of this name is there, if it is.
    pub(super) fn left_out(&self) -> Option<&'static str> {
        let maker = self.choosing.as_ref()?.maker.as_ref()?;
        maker.known(&self.query.text())?.1
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

    fn copied(&self, _: &Desk) -> Option<String> {
        self.entry().map(|entry| entry.label.clone())
    }

    fn paste(&mut self, text: &str) -> bool {
        self.query.paste(text);
        self.search();
        true
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line.min(self.shown.len().saturating_sub(1));
    }

    fn go(&mut self, _: &mut Desk, by: isize) {
        self.cursor = line_from(self.cursor, by, self.shown.len().saturating_sub(1));
    }

    fn can_go(&self, _: &Desk) -> Can {
        Ok(())
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
    let choosing = desk
        .top::<Picker>()
        .and_then(|picker| picker.choosing.as_ref());
    match choosing {
        Some(choosing) if choosing.several => Ok(()),
        _ => Err(worded("one entry is chosen here · {LIST_CHOOSE} takes it").to_owned()),
    }
}

impl Entry {
    /// The record it stands for, which is made now where it is missing.
    fn record(&self, desk: &mut Desk, maker: Option<&Maker>) -> Option<Id> {
        match (&self.makes, maker) {
            (Some(name), Some(maker)) => Some((maker.make)(desk, name)),
            _ => self.id,
        }
    }
}

/// Takes the entry in or out; one that is made stays in the list.
fn toggle(desk: &mut Desk, _: Chord) {
    let Some(mut picker) = desk.take::<Picker>() else {
        return;
    };
    if let Some(at) = picker.shown.get(picker.cursor)
        && let Some(entry) = picker.entries.get_mut(*at)
        && let Some(choosing) = &mut picker.choosing
        && let Some(id) = entry.record(desk, choosing.maker.as_ref())
    {
        let is_in = choosing.ids.contains(&id);
        choosing.ids.retain(|chosen| *chosen != id);
        if !is_in {
            choosing.ids.push(id);
        }
        entry.ticked = Some(!is_in);
        if let Some(name) = entry.makes.take() {
            (entry.id, entry.sentence) = (Some(id), String::new());
            entry.label.clone_from(&name);
            if let Some(maker) = &mut choosing.maker {
                maker.taken.push((name, None));
            }
        }
    }
    desk.open(picker);
    desk.step(1);
}

fn choose(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(mut picker) = desk.take::<Picker>() else {
        return Vec::new();
    };
    let Some(at) = picker.shown.get(picker.cursor).copied() else {
        return Vec::new();
    };
    let entry = picker.entries.swap_remove(at);
    let Some(mut choosing) = picker.choosing else {
        return entry.then.run(desk, ());
    };
    let id = entry.record(desk, choosing.maker.as_ref());
    if !choosing.several {
        choosing.ids.clear();
    }
    // Enter on the first choice takes that one without Tab, as it takes what it makes.
    if let Some(id) = id
        && (choosing.ids.is_empty() || entry.makes.is_some())
    {
        choosing.ids.push(id);
    }
    choosing.then.run(desk, choosing.ids)
}
