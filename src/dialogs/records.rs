//! The records of one kind: a list that follows from the kind's fields.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::desk::presenting::seen;
use crate::dialogs::{Overlay, choosing, form, fuzzy};
use crate::edit::{Edit, removal};
use crate::model::Workspace;
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
}

/// The commands of a list of records.
pub const COMMANDS: &[Command] = commands! {
    Records open looks "List" "records.down" ["Down", "j"] hint 1,
        "move": "Goes to the next record." => |app, _| step(app, 1);
    Records open looks "List" "records.up" ["Up", "k"],
        "up": "Goes to the record above." => |app, _| step(app, -1);
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
        "close": "Goes back." => |app, _| { app.overlays.pop(); Vec::new() };
};

/// Lists the records of a kind.
pub fn open(app: &mut Desk, kind: &'static Kind) {
    let mut records = Records {
        kind,
        all: Vec::new(),
        shown: Vec::new(),
        cursor: 0,
        query: Editor::new("", Lines::One),
        searches: false,
    };
    records.fill(app.seen());
    app.overlays.push(Overlay::Records(records));
}

/// Brings every open list of records up to date after a change.
pub(crate) fn refresh(app: &mut Desk) {
    for overlay in &mut app.overlays {
        if let Overlay::Records(records) = overlay {
            records.fill(seen(app.presenting.as_ref(), &app.workspace));
        }
    }
}

impl Records {
    fn fill(&mut self, workspace: &Workspace) {
        self.all = workspace
            .records(self.kind)
            .map(|record| (record.id(), record.title()))
            .collect();
        self.search();
    }

    fn search(&mut self) {
        let found = fuzzy::search(
            &self.query.text(),
            self.all.iter().map(|(_, title)| title.as_str()),
        );
        self.shown = found
            .into_iter()
            .filter_map(|at| self.all.get(at))
            .map(|(id, _)| *id)
            .collect();
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }

    /// Takes a key for the search, while searching.
    pub(super) fn key(&mut self, chord: Chord) -> bool {
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

    /// Takes pasted text for the search, while searching.
    pub(super) fn paste(&mut self, text: &str) {
        if self.searches {
            self.query.paste(text);
            self.search();
        }
    }
}

fn chosen(app: &Desk) -> Option<(&'static Kind, Id)> {
    match app.overlays.last() {
        Some(Overlay::Records(records)) => {
            Some((records.kind, *records.shown.get(records.cursor)?))
        }
        _ => None,
    }
}

fn has_chosen(app: &Desk) -> Result<(), String> {
    chosen(app)
        .map(|_| ())
        .ok_or_else(|| "there is none · n adds one".to_owned())
}

fn can_add(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Records(records)) if records.kind.single => {
            Err("a workspace has exactly one of these".to_owned())
        }
        _ => Ok(()),
    }
}

fn can_delete(app: &Desk) -> Result<(), String> {
    has_chosen(app)?;
    can_add(app)
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(Overlay::Records(records)) = app.overlays.last_mut() {
        let last = records.shown.len().saturating_sub(1);
        records.cursor = records.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn edit(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some((kind, id)) = chosen(app) {
        form::open(app, kind, id);
    }
    Vec::new()
}

fn begin_search(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(Overlay::Records(records)) = app.overlays.last_mut() {
        records.searches = true;
    }
    Vec::new()
}

/// Undoes as everywhere, and lists what there is then.
fn undo(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    app.run("app.undo", chord);
    app.want(|app| {
        let app = &mut app.desk;
        refresh(app);
        Vec::new()
    });
    Vec::new()
}

fn add(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Records(records)) = app.overlays.last() else {
        return Vec::new();
    };
    let kind = records.kind;
    let id = app.fresh(kind);
    form::open_new(app, &*(kind.blank)(id));
    Vec::new()
}

fn delete(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some((kind, id)) = chosen(app) {
        remove(app, kind, id);
        refresh(app);
    }
    Vec::new()
}

/// Deletes a record and clears what points to it, as one step.
pub(crate) fn remove(app: &mut Desk, kind: &'static Kind, id: Id) {
    let title = app
        .workspace
        .record(kind, id)
        .map(<dyn Record>::title)
        .unwrap_or_default();
    let edits: Vec<Edit> = removal(&app.workspace, kind, id);
    let what = kind.label.to_lowercase();
    app.commit(&format!("deleted {what} {}", quoted(&title)), edits);
}
