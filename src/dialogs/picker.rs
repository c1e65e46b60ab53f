//! Lists to choose from: palette, help, lenses, orders, saved views, links, fields.
//!
//! One state for all of them; they differ in their entries and in what choosing one does.

pub mod draw;
mod importing;
mod open;

pub use importing::{open_folder, open_formats, open_targets};
pub(crate) use open::{entry, open_moments};
pub(crate) use open::{open_answers, open_choice};
pub use open::{
    open_bulk_fields, open_bulk_values, open_columns, open_kinds, open_lens, open_links, open_sort,
    open_views,
};

use std::path::PathBuf;

use crate::desk::against::Moment;
use crate::desk::backlog::Sort;
use crate::desk::baseline::mark_moves;
use crate::desk::command::{Command, commands};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::desk::presenting;
use crate::desk::{Desk, Want};
use crate::dialogs::{Overlay, bulk, decide, demo, export, form, fuzzy, import, prompt, records};
use crate::exchange::export::ExportFormat;
use crate::exchange::import::ColumnTarget;
use crate::model::assumption::Standing;
use crate::model::decision::Outcome;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::model::settings::Lens;
use crate::model::view::SavedView;
use crate::scoring::ranking::wsjf::Factor;

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Every command, to run one.
    Palette,
    /// The keys of this view, to read or run one.
    Help,
    /// Anything else to choose one of.
    Choose,
    /// Links, to choose several.
    ChooseMany(usize),
}

/// What choosing an entry does.
#[derive(Clone, Debug)]
pub enum Pick {
    /// Runs a command.
    Command(&'static Command),
    /// Ranks by a method.
    Lens(Lens),
    /// Sorts by a column.
    Sort(&'static str),
    /// Sorts the lists by a column.
    Column(usize),
    /// Opens a saved view.
    View(Id),
    /// Lists the records of a kind.
    Kind(&'static Kind),
    /// Puts a value into a row of the form below.
    Row(usize, Value),
    /// Links to a record, in a list of several.
    Link(Id),
    /// Chooses a field for many items.
    BulkField(usize),
    /// Chooses the value for many items.
    BulkValue(usize, Value),
    /// Goes to a folder to import from.
    Folder(PathBuf),
    /// Imports a file.
    Import(PathBuf),
    /// Asks for the name of a file to import.
    ImportNamed,
    /// Sends a column of a file to a place; none where its own name says.
    Send(String, Option<ColumnTarget>),
    /// Exports in a format.
    Export(&'static ExportFormat),
    /// Decides on an item: the answer, and the option where it is one.
    Answer(Id, Outcome, Option<Id>),
    /// Supports or refutes an assumption by the chosen answer of a demo.
    Weigh(Id, Standing),
    /// Changes an estimate because of the chosen answer of a demo.
    Reestimate(Factor),
    /// Compares the board with an earlier version.
    Moment(Moment),
}

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The group it stands in.
    pub group: &'static str,
    /// The words.
    pub label: String,
    /// Its keys, or what else stands at the right.
    pub keys: String,
    /// One sentence about it.
    pub sentence: String,
    /// Why it cannot be chosen now, if it cannot.
    pub reason: Option<String>,
    /// What choosing it does.
    pub pick: Pick,
}

/// A list to choose from.
#[derive(Debug)]
pub struct List {
    /// What it is for.
    pub purpose: Purpose,
    /// The heading.
    pub title: String,
    /// All entries.
    pub entries: Vec<Entry>,
    /// The positions of the entries that match, best first.
    pub shown: Vec<usize>,
    /// The chosen one among them.
    pub cursor: usize,
    /// The search.
    pub query: Editor,
    /// The links chosen so far, in order.
    pub chosen: Vec<Id>,
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
        "move": "Goes to the next entry." => |app, _| step(app, 1);
    List open looks "List" "list.up" ["Up"],
        "up": "Goes to the entry above." => |app, _| step(app, -1);
    List open looks "List" "list.page-down" ["PgDn"],
        "page down": "Goes ten entries down." => |app, _| step(app, 10);
    List open looks "List" "list.page-up" ["PgUp"],
        "page up": "Goes ten entries up." => |app, _| step(app, -10);
};

impl List {
    pub(crate) fn new(purpose: Purpose, title: &str, entries: Vec<Entry>) -> Self {
        let shown = (0..entries.len()).collect();
        let query = Editor::new("", Lines::One);
        Self {
            purpose,
            title: title.to_owned(),
            entries,
            shown,
            cursor: 0,
            query,
            chosen: Vec::new(),
        }
    }

    /// The chosen entry.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.cursor)?)
    }

    /// Searches anew after typing.
    pub(crate) fn search(&mut self) {
        let texts: Vec<String> = self
            .entries
            .iter()
            .map(|e| format!("{}: {} {} {}", e.group, e.label, e.sentence, e.keys))
            .collect();
        self.shown = fuzzy::search(&self.query.text(), texts.iter().map(String::as_str));
        self.cursor = 0;
    }
}

fn has_entry(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::List(list)) => match list.entry() {
            None => Err("nothing matches · Backspace widens the search".to_owned()),
            Some(entry) => entry.reason.clone().map_or(Ok(()), Err),
        },
        _ => Ok(()),
    }
}

fn takes_many(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::List(List {
            purpose: Purpose::ChooseMany(_),
            ..
        })) => Ok(()),
        _ => Err("one entry is chosen here · Enter takes it".to_owned()),
    }
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = app.overlays.last_mut() {
        list.cursor = list
            .cursor
            .saturating_add_signed(by)
            .min(list.shown.len().saturating_sub(1));
    }
    Vec::new()
}

fn toggle(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = app.overlays.last_mut()
        && let Some(Pick::Link(id)) = list.entry().map(|entry| entry.pick.clone())
    {
        if list.chosen.contains(&id) {
            list.chosen.retain(|chosen| *chosen != id);
        } else {
            list.chosen.push(id);
        }
    }
    step(app, 1)
}

fn close(app: &mut Desk, _: Chord) -> Vec<Effect> {
    app.overlays.pop();
    Vec::new()
}

fn choose(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::List(list)) = app.overlays.pop() else {
        return Vec::new();
    };
    let Some(pick) = list.entry().map(|entry| entry.pick.clone()) else {
        return Vec::new();
    };
    match pick {
        Pick::Command(command) => app.wants.push(Want::Run(command, chord)),
        Pick::Lens(lens) => set_lens(app, lens),
        Pick::Sort(key) => app.sort_by(key),
        Pick::Column(at) => app.with_lists(move |_, lists| {
            lists.sort_by(at);
            Vec::new()
        }),
        Pick::View(id) => open_view(app, id),
        Pick::Kind(kind) => {
            if kind.single {
                let id = app.workspace.records(kind).next().map(<dyn Record>::id);
                if let Some(id) = id {
                    form::open(app, kind, id);
                }
            } else {
                records::open(app, kind);
            }
        }
        Pick::Row(row, value) => form::take_value(app, row, value),
        Pick::Link(id) => {
            let mut chosen = list.chosen;
            // Enter on the first choice takes that one without Tab.
            if chosen.is_empty() {
                chosen.push(id);
            }
            if let Purpose::ChooseMany(row) = list.purpose {
                form::take_value(app, row, Value::Links(chosen));
            }
        }
        Pick::Export(format) => return export::open(app, format),
        Pick::Answer(item, outcome, option) => decide::ask(app, item, outcome, option),
        Pick::Weigh(id, standing) => demo::weigh(app, id, standing),
        Pick::Reestimate(factor) => demo::reestimate(app, factor),
        Pick::Moment(moment) => return vec![Effect::ReadMoment(moment)],
        Pick::BulkField(field) => bulk::field_chosen(app, field),
        Pick::BulkValue(field, value) => bulk::value_chosen(app, field, &value),
        Pick::Folder(folder) => return vec![Effect::ListFolder(Some(folder))],
        Pick::Import(file) => return import::open(app, file),
        Pick::ImportNamed => prompt::open(app, prompt::Purpose::Import, ""),
        Pick::Send(column, target) => return import::send(app, &column, target),
    }
    Vec::new()
}

/// Ranks by another method.
pub fn set_lens(app: &mut Desk, lens: Lens) {
    if app.presenting.is_some()
        && let Err(why) = presenting::allows_lens(app, lens)
    {
        app.notice = Some(Notice::hint(why));
        return;
    }
    app.derived.look_through(&app.workspace, lens);
    presenting::renew(app);
    app.backlog.column = None;
    app.backlog.sort = None;
    mark_moves(app);
    app.settle();
    let note = app.derived.evaluation.note.clone();
    let word = crate::model::field::Choice::word(lens).label;
    let ranked = if lens == Lens::Hand {
        "ranked by hand".to_owned()
    } else {
        format!("ranked by {word}")
    };
    app.notice = Some(Notice::hint(note.unwrap_or(ranked)));
}

fn open_view(app: &mut Desk, id: Id) {
    let Some(view) = app.workspace.get::<SavedView>(id).cloned() else {
        return;
    };
    set_lens(app, view.lens);
    app.set_filter(&view.filter);
    app.backlog.sort = Sort::parse(&view.sort);
    app.settle();
    app.notice = Some(Notice::hint(format!(
        "view “{}” · Esc goes back to everything",
        view.name
    )));
}
