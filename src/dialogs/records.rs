//! The records of one kind: a list that follows from the kind's fields.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::dialogs::fuzzy::Searched;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::{choosing, close, form, fuzzy, undo};
use crate::edit::{Edit, removal};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};

/// A list of the records of a kind.
#[derive(Debug)]
pub struct Records {
    /// The kind.
    pub kind: &'static Kind,
    /// Every record with its title, by id.
    all: Vec<(Id, String)>,
    /// The records that match the search.
    pub shown: Vec<Id>,
    /// The chosen one among them.
    pub cursor: usize,
    /// The search.
    pub query: Editor,
    /// Whether keys go to the search.
    pub searches: bool,
    /// The changes there were when it was filled.
    changes: u64,
}

/// The commands of a list of records.
pub const COMMANDS: &[Command] = commands! {
    Records open looks "List" "records.down" ["Down", "j"] hint 1,
        "move": "Goes to the next record." => |desk, _| step(desk, 1);
    Records open looks "List" "records.up" ["Up", "k"],
        "up": "Goes to the record above." => |desk, _| step(desk, -1);
    Records open looks "List" "records.edit" ["Enter"] hint 2 if has_chosen,
        "edit": "Opens the form of the record." => edit;
    Records open changes "List" "records.new" ["n"] hint 3 if can_add,
        "new": "Adds a record." => add;
    Records open changes "List" "records.delete" ["d", "Delete"] hint 4 if can_delete,
        "delete": "Deletes the record and clears what points to it." => delete;
    Records open changes "List" "records.choose" ["c"] hint 4 if choosing::can_choose,
        "choose": "Chooses the option for its item, which takes over its size and value, and asks why." => choosing::ask;
    Records open looks "List" "records.search" ["/"] hint 5,
        "search": "Finds a record by its title." => begin_search;
    Records open changes "List" "records.undo" ["u"] hint 6,
        "undo": "Takes the last step back." => undo;
    Records open looks "List" "records.close" ["Esc", "q"] hint 7,
        "close": "Goes back." => close;
};

/// Lists the kinds of records.
pub(crate) fn open_kinds(desk: &mut Desk) {
    let all = desk.seen().kinds().map(|kind| Entry {
        keys: desk.seen().count(kind).to_string(),
        ..Entry::new(kind.plural, kind.help, move |desk, ()| {
            let single = kind.single.then(|| desk.workspace.records(kind).next());
            match single.flatten().map(<dyn Record>::id) {
                Some(id) => form::open(desk, kind, id),
                None => open(desk, kind),
            }
        })
    });
    let all = all.collect();
    desk.open(Picker::new("Records", all));
}

/// Lists the records of a kind.
pub fn open(desk: &mut Desk, kind: &'static Kind) {
    let mut records = Records {
        kind,
        all: Vec::new(),
        shown: Vec::new(),
        cursor: 0,
        query: Editor::new("", Lines::One),
        searches: false,
        changes: 0,
    };
    records.fill(desk);
    desk.open(records);
}

impl Records {
    fn fill(&mut self, desk: &Desk) {
        self.changes = desk.derived.changes();
        self.all = desk
            .seen()
            .records(self.kind)
            .map(|record| (record.id(), record.title()))
            .collect();
        self.search();
    }

    fn search(&mut self) {
        let found = fuzzy::search(
            &self.query.text(),
            self.all.iter().map(|(_, title)| Searched {
                name: title.clone(),
                group: "",
                also: &[],
                rest: String::new(),
            }),
        );
        self.shown = found
            .into_iter()
            .filter_map(|at| self.all.get(at))
            .map(|(id, _)| *id)
            .collect();
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }
}

impl Dialog for Records {
    fn scope(&self) -> Scope {
        Scope("Records")
    }

    fn key(&mut self, chord: Chord) -> bool {
        if !self.searches {
            return false;
        }
        if matches!(chord.key, Key::Enter | Key::Esc) {
            self.searches = false;
            if chord.key == Key::Esc {
                self.query = Editor::new("", Lines::One);
                self.search();
            }
            return true;
        }
        let taken = self.query.key(chord);
        self.search();
        taken
    }

    fn paste(&mut self, text: &str) {
        if self.searches {
            self.query.paste(text);
            self.search();
        }
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line.min(self.shown.len().saturating_sub(1));
    }

    fn opens(&self) -> bool {
        true
    }

    fn ends(&self) -> &'static [(&'static str, &'static str)] {
        if self.searches {
            &[("Enter", "to the list"), ("Esc", "clear search")]
        } else {
            &[]
        }
    }

    fn refresh(&mut self, desk: &Desk) -> bool {
        if self.changes != desk.derived.changes() {
            self.fill(desk);
        }
        true
    }
}

fn chosen(desk: &Desk) -> Option<(&'static Kind, Id)> {
    let records = desk.top::<Records>()?;
    Some((records.kind, *records.shown.get(records.cursor)?))
}

fn has_chosen(desk: &Desk) -> Result<(), String> {
    chosen(desk)
        .map(|_| ())
        .ok_or_else(|| "there is none · n adds one".to_owned())
}

fn can_add(desk: &Desk) -> Result<(), String> {
    match desk.top::<Records>() {
        Some(records) if records.kind.single => {
            Err("a workspace has exactly one of these".to_owned())
        }
        _ => Ok(()),
    }
}

fn can_delete(desk: &Desk) -> Result<(), String> {
    has_chosen(desk)?;
    can_add(desk)
}

fn step(desk: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(records) = desk.top_mut::<Records>() {
        let last = records.shown.len().saturating_sub(1);
        records.cursor = records.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn edit(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some((kind, id)) = chosen(desk) {
        form::open(desk, kind, id);
    }
    Vec::new()
}

fn begin_search(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(records) = desk.top_mut::<Records>() {
        records.searches = true;
    }
    Vec::new()
}

fn add(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(records) = desk.top::<Records>() else {
        return Vec::new();
    };
    let kind = records.kind;
    let id = desk.fresh(kind);
    form::open_new(desk, &*(kind.blank)(id));
    Vec::new()
}

fn delete(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some((kind, id)) = chosen(desk) {
        remove(desk, kind, id);
    }
    Vec::new()
}

/// Deletes a record and clears what points to it, as one step.
pub(crate) fn remove(desk: &mut Desk, kind: &'static Kind, id: Id) {
    let title = desk
        .workspace
        .record(kind, id)
        .map(<dyn Record>::title)
        .unwrap_or_default();
    let edits: Vec<Edit> = removal(&desk.workspace, kind, id);
    let what = kind.label.to_lowercase();
    desk.commit(&format!("deleted {what} {}", quoted(&title)), edits);
}
