//! Lists to choose from: palette, help, lenses, orders, saved views, links, fields.
//!
//! One state for all of them; they differ in their entries and in what choosing one does.

use super::{Overlay, bulk, form, fuzzy, records};
use crate::app::App;
use crate::app::command::{self, Command, Scope, always, commands};
use crate::app::editor::{Editor, Lines};
use crate::app::effect::Effect;
use crate::app::event::Chord;
use crate::app::notice::Notice;
use crate::app::views::board::{Sort, set_filter};
use crate::app::views::pointer::sort_by;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::settings::Lens;
use crate::model::view::SavedView;
use crate::scoring::method::METHODS;

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
    List "List" "list.choose" ["Enter"] hint 1 if has_entry,
        "choose": "Takes the chosen entry." => choose;
    List "List" "list.close" ["Esc", "Ctrl-c"] hint 2 if always,
        "close": "Closes the list." => close;
    List "List" "list.toggle" ["Tab"] hint 3 if takes_many,
        "take or leave": "Takes the entry in or out of the links." => toggle;
    List "List" "list.down" ["Down"] hint 4 if always,
        "move": "Goes to the next entry." => |app, _| step(app, 1);
    List "List" "list.up" ["Up"] if always,
        "up": "Goes to the entry above." => |app, _| step(app, -1);
    List "List" "list.page-down" ["PgDn"] if always,
        "page down": "Goes ten entries down." => |app, _| step(app, 10);
    List "List" "list.page-up" ["PgUp"] if always,
        "page up": "Goes ten entries up." => |app, _| step(app, -10);
};

impl List {
    fn new(purpose: Purpose, title: &str, entries: Vec<Entry>) -> Self {
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
    pub(super) fn search(&mut self) {
        let texts: Vec<String> = self
            .entries
            .iter()
            .map(|e| format!("{} {} {} {}", e.group, e.label, e.sentence, e.keys))
            .collect();
        self.shown = fuzzy::search(&self.query.text(), texts.iter().map(String::as_str));
        self.cursor = 0;
    }
}

fn entry(label: impl Into<String>, sentence: impl Into<String>, pick: Pick) -> Entry {
    Entry {
        group: "",
        label: label.into(),
        keys: String::new(),
        sentence: sentence.into(),
        reason: None,
        pick,
    }
}

fn of_command(app: &App, command: &'static Command, group: &'static str) -> Entry {
    Entry {
        group,
        keys: app.keys.of(command).join("  "),
        reason: (command.enabled)(app).err(),
        ..entry(command.name, command.sentence, Pick::Command(command))
    }
}

/// Lists every command of this view and everywhere.
pub fn open_palette(app: &mut App) {
    let scopes = app.scopes();
    let mut all: Vec<Entry> = command::all()
        .filter(|command| scopes.contains(&command.scope))
        .map(|command| of_command(app, command, command.group))
        .collect();
    all.sort_by_key(|entry| entry.reason.is_some());
    app.overlays
        .push(Overlay::List(List::new(Purpose::Palette, "Commands", all)));
}

/// Lists the keys: this view's first, then everywhere's, then what cannot work now.
pub fn open_help(app: &mut App) {
    let scopes = app.scopes();
    let mut all: Vec<Entry> = Vec::new();
    for scope in &scopes {
        let group = if *scope == Scope::Everywhere {
            "EVERYWHERE"
        } else {
            "THIS VIEW"
        };
        let here = command::all()
            .filter(|command| command.scope == *scope && !app.keys.of(command).is_empty());
        all.extend(here.map(|command| of_command(app, command, group)));
    }
    for entry in &mut all {
        if entry.reason.is_some() {
            entry.group = "UNAVAILABLE NOW";
        }
    }
    all.sort_by_key(|entry| match entry.group {
        "THIS VIEW" => 0,
        "EVERYWHERE" => 1,
        _ => 2,
    });
    app.overlays
        .push(Overlay::List(List::new(Purpose::Help, "Keys", all)));
}

/// Lists the ranking methods.
pub fn open_lens(app: &mut App) {
    let now = app.derived.evaluation.lens;
    let all = METHODS
        .iter()
        .map(|method| {
            let label = crate::model::field::Choice::word(method.lens).label;
            entry(label, method.formula, Pick::Lens(method.lens))
        })
        .collect();
    let mut list = List::new(Purpose::Choose, "Rank by", all);
    list.cursor = METHODS
        .iter()
        .position(|method| method.lens == now)
        .unwrap_or_default();
    app.overlays.push(Overlay::List(list));
}

/// Lists the columns to sort by.
pub fn open_sort(app: &mut App) {
    let mut all = vec![
        entry("Rank", "the order of the ranking", Pick::Sort("rank")),
        entry(
            "Cost of delay",
            "value + time criticality + risk",
            Pick::Sort("cod"),
        ),
    ];
    let fields = Item::KIND.fields.iter().filter(|field| {
        !matches!(
            field.holds,
            FieldType::Prose | FieldType::Private | FieldType::Extra | FieldType::Ratings(_)
        )
    });
    all.extend(fields.map(|field| entry(field.label, field.help, Pick::Sort(field.name))));
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, "Sort by", all)));
}

/// Lists the saved views.
pub fn open_views(app: &mut App) {
    let all: Vec<Entry> = app
        .workspace
        .all::<SavedView>()
        .map(|view| {
            let filter = if view.filter.is_empty() {
                "everything"
            } else {
                &view.filter
            };
            entry(view.name.clone(), filter, Pick::View(view.id))
        })
        .collect();
    if all.is_empty() {
        app.notice = Some(Notice::hint(
            "there is no saved view yet · V saves the present one",
        ));
        return;
    }
    app.overlays.push(Overlay::List(List::new(
        Purpose::Choose,
        "Saved views",
        all,
    )));
}

/// Lists the kinds of records.
pub fn open_kinds(app: &mut App) {
    let all = app
        .workspace
        .kinds()
        .map(|kind| Entry {
            keys: app.workspace.count(kind).to_string(),
            ..entry(kind.plural, kind.help, Pick::Kind(kind))
        })
        .collect();
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, "Records", all)));
}

/// Lists the records a row of the form can link to.
pub fn open_links(
    app: &mut App,
    kind: &str,
    label: &str,
    row: usize,
    holds: FieldType,
    value: &Value,
) {
    let Some(kind) = app.workspace.kind(kind) else {
        return;
    };
    let many = matches!(holds, FieldType::Links(_));
    let mut all = Vec::new();
    if !many {
        all.push(entry("none", "no link", Pick::Row(row, Value::Blank)));
    }
    all.extend(app.workspace.records(kind).map(|record| {
        let pick = if many {
            Pick::Link(record.id())
        } else {
            Pick::Row(row, Value::Link(record.id()))
        };
        Entry {
            keys: record.id().to_string(),
            ..entry(record.title(), "", pick)
        }
    }));
    let purpose = if many {
        Purpose::ChooseMany(row)
    } else {
        Purpose::Choose
    };
    let mut list = List::new(purpose, label, all);
    list.chosen = value.targets();
    app.overlays.push(Overlay::List(list));
}

/// Lists the fields that can be set on many items.
pub fn open_bulk_fields(app: &mut App) {
    let fields = Item::KIND.fields.iter().enumerate().filter(|(_, field)| {
        !matches!(
            field.holds,
            FieldType::Prose
                | FieldType::Private
                | FieldType::Extra
                | FieldType::Ratings(_)
                | FieldType::Links(_)
        ) && field.name != "title"
    });
    let all = fields
        .map(|(at, field)| entry(field.label, field.help, Pick::BulkField(at)))
        .collect();
    let title = format!("Set on {} items", app.board.marked.len());
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, &title, all)));
}

/// Lists the values a field of many items can get.
pub fn open_bulk_values(app: &mut App, at: usize) {
    let Some(field) = Item::KIND.fields.get(at) else {
        return;
    };
    let pick = |value| Pick::BulkValue(at, value);
    let mut all = Vec::new();
    match field.holds {
        FieldType::Choice { words, optional } => {
            if optional {
                all.push(entry("unknown", "", pick(Value::Blank)));
            }
            all.extend(
                words
                    .iter()
                    .map(|word| entry(word.label, "", pick(Value::Choice(word.name)))),
            );
        }
        FieldType::Flag => {
            all.push(entry("yes", "", pick(Value::Flag(true))));
            all.push(entry("no", "", pick(Value::Blank)));
        }
        _ => {
            all.push(entry("none", "", pick(Value::Blank)));
            if let Some(kind) = field
                .holds
                .target()
                .and_then(|name| app.workspace.kind(name))
            {
                let records = app.workspace.records(kind);
                all.extend(
                    records
                        .map(|r| entry(r.title(), r.id().to_string(), pick(Value::Link(r.id())))),
                );
            }
        }
    }
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, field.label, all)));
}

fn has_entry(app: &App) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::List(list)) => match list.entry() {
            None => Err("nothing matches · Backspace widens the search".to_owned()),
            Some(entry) => entry.reason.clone().map_or(Ok(()), Err),
        },
        _ => Ok(()),
    }
}

fn takes_many(app: &App) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::List(List {
            purpose: Purpose::ChooseMany(_),
            ..
        })) => Ok(()),
        _ => Err("one entry is chosen here · Enter takes it".to_owned()),
    }
}

fn step(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = app.overlays.last_mut() {
        list.cursor = list
            .cursor
            .saturating_add_signed(by)
            .min(list.shown.len().saturating_sub(1));
    }
    Vec::new()
}

fn toggle(app: &mut App, _: Chord) -> Vec<Effect> {
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

fn close(app: &mut App, _: Chord) -> Vec<Effect> {
    app.overlays.pop();
    Vec::new()
}

fn choose(app: &mut App, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::List(list)) = app.overlays.pop() else {
        return Vec::new();
    };
    let Some(pick) = list.entry().map(|entry| entry.pick.clone()) else {
        return Vec::new();
    };
    match pick {
        Pick::Command(command) => return crate::app::update::run(app, command, chord),
        Pick::Lens(lens) => set_lens(app, lens),
        Pick::Sort(key) => sort_by(app, key),
        Pick::View(id) => open_view(app, id),
        Pick::Kind(kind) => {
            if kind.single {
                let id = app.workspace.records(kind).next().map(|record| record.id());
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
        Pick::BulkField(field) => bulk::field_chosen(app, field),
        Pick::BulkValue(field, value) => bulk::value_chosen(app, field, &value),
    }
    Vec::new()
}

/// Ranks by another method.
pub fn set_lens(app: &mut App, lens: Lens) {
    app.derived.look_through(&app.workspace, lens);
    app.board.cell = None;
    app.board.sort = None;
    app.board.moved.clear();
    app.settle();
    let note = app.derived.evaluation.note.clone();
    let word = crate::model::field::Choice::word(lens).label;
    app.notice = Some(Notice::hint(
        note.unwrap_or_else(|| format!("ranked by {word}")),
    ));
}

fn open_view(app: &mut App, id: Id) {
    let Some(view) = app.workspace.get::<SavedView>(id).cloned() else {
        return;
    };
    set_lens(app, view.lens);
    set_filter(app, &view.filter);
    app.board.sort = Sort::parse(&view.sort);
    app.settle();
    app.notice = Some(Notice::hint(format!(
        "view “{}” · Esc goes back to everything",
        view.name
    )));
}
