//! The risks: the ROAM board, what is awaited from outside, and the dependency map of the increment.
//!
//! Owns which region has the keys and what is chosen in each, and what its keys change. What is on the board and
//! on the map is in [`crate::scoring::roam`] and [`crate::scoring::map`].

pub mod draw;
pub mod plain;
pub mod regions;

use std::sync::Arc;

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::kept::{Ground, Kept};
use crate::desk::pick::Pick;
use crate::desk::tab;
use crate::dialogs::{form, records};
use crate::edit::Edit;
use crate::model::dependency::Dependency;
use crate::model::field::{Choice, FieldValue};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind, Record};
use crate::model::risk::{Risk, Roam};
use crate::model::settings::Settings;
use crate::scoring::due::awaited;
use crate::scoring::map::{Map, map as map_of};
use crate::scoring::roam::{self, LETTERS};
use crate::shell::App;
use crate::views::board::quoted;

/// A part of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Risks by their letter.
    #[default]
    Board,
    /// What is awaited from outside.
    Awaited,
    /// What needs what.
    Map,
}

/// The state of the risks.
#[derive(Debug, Default)]
pub struct Risks {
    /// The part that gets the keys.
    pub part: Part,
    /// The column the cursor is in, from the left.
    column: usize,
    risk: Pick,
    awaited: Pick,
    item: Pick,
    /// The map, as long as nothing changes.
    map: Kept<Ground, Map>,
}

/// The commands of the risks.
pub const COMMANDS: &[Command] = commands! { [App]
    Risks open looks "Move" "risks.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next one." => |app, _| go(app, 1);
    Risks open looks "Move" "risks.up" ["Up", "k"] if has_rows,
        "move up": "Chooses the one above." => |app, _| go(app, -1);
    Risks open looks "Move" "risks.right" ["Right", "l"] if on_board,
        "column right": "Goes to the next column of the risks." => |app, _| turn(app, 1);
    Risks open looks "Move" "risks.left" ["Left", "h"] if on_board,
        "column left": "Goes to the column of the risks before." => |app, _| turn(app, -1);
    Risks open looks "Move" "risks.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes ten rows down." => |app, _| go(app, 10);
    Risks open looks "Move" "risks.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes ten rows up." => |app, _| go(app, -10);
    Risks open looks "Move" "risks.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first one." => |app, _| go(app, isize::MIN / 2);
    Risks open looks "Move" "risks.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last one." => |app, _| go(app, isize::MAX / 2);
    Risks open looks "Move" "risks.next" ["Tab"] hint 2,
        "next region": "Goes to the next region: risks, external dependencies, dependency map." => |app, _| step(app, 1);
    Risks open looks "Move" "risks.previous" ["Shift-Tab"],
        "region before": "Goes to the region before." => |app, _| step(app, 2);
    Risks open changes "Risk" "risks.resolved" ["r"] hint 3 if has_risk,
        "resolved": "Agrees that the risk is resolved." => |app, _| agree(app, Some(Roam::Resolved));
    Risks open changes "Risk" "risks.owned" ["o"] hint 4 if has_risk,
        "owned": "Agrees that somebody owns the risk." => |app, _| agree(app, Some(Roam::Owned));
    Risks open changes "Risk" "risks.accepted" ["a"] hint 5 if has_risk,
        "accepted": "Agrees to accept the risk." => |app, _| agree(app, Some(Roam::Accepted));
    Risks open changes "Risk" "risks.mitigated" ["m"] hint 6 if has_risk,
        "mitigated": "Agrees that something is done against the risk." => |app, _| agree(app, Some(Roam::Mitigated));
    Risks open changes "Risk" "risks.open" ["Backspace"] if has_risk,
        "no letter": "Takes the letter away: it has to be talked about again." => |app, _| agree(app, None);
    Risks open looks "Record" "risks.edit" ["Enter"] hint 7 if has_rows,
        "edit": "Opens the form of the chosen one." => |app, _| { open(app); Vec::new() };
    Risks open changes "Record" "risks.new" ["n"] hint 8 if not_on_map,
        "new": "Writes a new risk, or a new external dependency." => |app, _| { add(app); Vec::new() };
    Risks open changes "Record" "risks.delete" ["d", "Delete"] if can_delete,
        "delete": "Deletes the chosen risk or external dependency." => |app, _| { delete(app); Vec::new() };
};

/// The ids of the risks of a column.
pub fn column(app: &App, at: usize) -> Vec<Id> {
    let columns = roam::columns(&app.workspace);
    let risks = columns.get(at).map(|column| column.risks.as_slice());
    risks
        .unwrap_or_default()
        .iter()
        .map(|risk| risk.id)
        .collect()
}

/// The column the cursor is in, and the chosen risk.
pub fn chosen(app: &App) -> (usize, Option<Id>) {
    let at = app.risks.column;
    (at, app.risks.risk.id(&column(app, at)))
}

/// The row of what is awaited that is chosen.
pub fn chosen_awaited(app: &App) -> Option<usize> {
    app.risks.awaited.at(&awaited_ids(app))
}

/// The row of the map that is chosen.
pub fn chosen_row(app: &App) -> Option<usize> {
    app.risks.item.at(&map_ids(app))
}

/// The item chosen on the map, while the map has the keys.
pub fn item(app: &App) -> Option<Id> {
    match app.risks.part {
        Part::Map => app.risks.item.id(&map_ids(app)),
        Part::Board | Part::Awaited => None,
    }
}

fn awaited_ids(app: &App) -> Vec<Id> {
    let all = awaited(&app.workspace, app.derived.today);
    all.iter().map(|one| one.id).collect()
}

/// The dependency map of the coming increment.
pub fn map(app: &App) -> Arc<Map> {
    let kept = app.risks.map.from(&Ground::of(app));
    kept.unwrap_or_else(|| Arc::new(map_of(app.seen())))
}

/// Draws the map up anew while the view is on the screen, and keeps none otherwise.
pub(crate) fn refresh(app: &mut App) {
    app.risks.map = if app.view == tab::RISK {
        Kept::of(Ground::of(app), map(app))
    } else {
        Kept::default()
    };
}

fn map_ids(app: &App) -> Vec<Id> {
    map(app).rows.iter().map(|row| row.id).collect()
}

/// What the keys act on: its kind and id.
fn current(app: &App) -> Option<(&'static Kind, Id)> {
    Some(match app.risks.part {
        Part::Board => (Risk::KIND, chosen(app).1?),
        Part::Awaited => (Dependency::KIND, app.risks.awaited.id(&awaited_ids(app))?),
        Part::Map => (Item::KIND, app.risks.item.id(&map_ids(app))?),
    })
}

fn has_rows(app: &App) -> Result<(), String> {
    let nothing = match app.risks.part {
        Part::Board => "no risk is in this column · n adds one",
        Part::Awaited => "nothing is awaited from outside · n adds it",
        Part::Map => "nothing planned for the coming increment needs anything",
    };
    current(app).map(|_| ()).ok_or_else(|| nothing.to_owned())
}

fn on_board(app: &App) -> Result<(), String> {
    match app.risks.part {
        Part::Board => Ok(()),
        Part::Awaited | Part::Map => Err("Tab goes to the risks first".to_owned()),
    }
}

fn has_risk(app: &App) -> Result<(), String> {
    on_board(app)?;
    has_rows(app)
}

fn not_on_map(app: &App) -> Result<(), String> {
    match app.risks.part {
        Part::Board | Part::Awaited => Ok(()),
        Part::Map => Err("g b, then n writes a new item".to_owned()),
    }
}

fn can_delete(app: &App) -> Result<(), String> {
    match app.risks.part {
        Part::Board | Part::Awaited => has_rows(app),
        Part::Map => Err("an item is deleted on the board · g b goes there".to_owned()),
    }
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    match app.risks.part {
        Part::Board => {
            let ids = column(app, app.risks.column);
            app.risks.risk.go(&ids, by);
        }
        Part::Awaited => {
            let ids = awaited_ids(app);
            app.risks.awaited.go(&ids, by);
        }
        Part::Map => {
            let ids = map_ids(app);
            app.risks.item.go(&ids, by);
            show_item(app);
        }
    }
    Vec::new()
}

/// The item of the map becomes the selected one of the board, too, where it is listed.
fn show_item(app: &mut App) {
    if let Some(item) = item(app) {
        let page = app.page();
        app.board.select(item, page);
    }
}

fn turn(app: &mut App, by: isize) -> Vec<Effect> {
    let to = app.risks.column.saturating_add_signed(by);
    app.risks.column = to.min(LETTERS.len() - 1);
    Vec::new()
}

fn step(app: &mut App, by: usize) -> Vec<Effect> {
    const PARTS: [Part; 3] = [Part::Board, Part::Awaited, Part::Map];
    let here = PARTS.iter().position(|part| *part == app.risks.part);
    let next = (here.unwrap_or_default() + by) % PARTS.len();
    if let Some(part) = PARTS.get(next) {
        app.risks.part = *part;
    }
    show_item(app);
    Vec::new()
}

/// Goes to a record, in the part that lists it, as a press on it does.
pub(crate) fn show(app: &mut App, kind: &'static Kind, id: Id) {
    if kind == Risk::KIND {
        app.risks.part = Part::Board;
        let letter = app.workspace.get::<Risk>(id).map(|risk| risk.roam);
        let at = LETTERS.iter().position(|one| Some(*one) == letter);
        app.risks.column = at.unwrap_or(app.risks.column);
        app.risks.risk.set(id);
    } else if kind == Dependency::KIND {
        app.risks.part = Part::Awaited;
        app.risks.awaited.set(id);
    } else if kind == Item::KIND {
        app.risks.part = Part::Map;
        app.risks.item.set(id);
        show_item(app);
    }
}

/// Gives the chosen risk a letter, or takes it away; the cursor goes along.
fn agree(app: &mut App, letter: Option<Roam>) -> Vec<Effect> {
    let (_, Some(id)) = chosen(app) else {
        return Vec::new();
    };
    let Some(field) = Risk::KIND.field("roam") else {
        return Vec::new();
    };
    let title = app
        .workspace
        .record(Risk::KIND, id)
        .map(<dyn Record>::title);
    let title = quoted(&title.unwrap_or_default());
    let label = match letter {
        Some(letter) => format!("{title} is {}", letter.word().label.to_lowercase()),
        None => format!("{title} has no letter"),
    };
    let edit = Edit::Set {
        kind: Risk::KIND,
        id,
        field,
        value: letter.to_value(),
    };
    if app.commit(&label, vec![edit]) {
        show(app, Risk::KIND, id);
    }
    Vec::new()
}

/// Opens the form of what is chosen.
pub(crate) fn open(app: &mut App) {
    if let Some((kind, id)) = current(app) {
        form::open(app, kind, id);
    }
}

fn add(app: &mut App) {
    let increment = app.workspace.the::<Settings>().increment.0;
    match app.risks.part {
        Part::Board => {
            let mut risk = Risk::new(app.fresh(Risk::KIND));
            risk.increment.0 = increment;
            risk.roam = LETTERS.get(app.risks.column).copied().flatten();
            app.risks.risk.set(risk.id);
            form::open_new(app, &risk);
        }
        Part::Awaited => {
            let mut one = Dependency::new(app.fresh(Dependency::KIND));
            one.increment.0 = increment;
            app.risks.awaited.set(one.id);
            form::open_new(app, &one);
        }
        Part::Map => {}
    }
}

fn delete(app: &mut App) {
    let Some((kind, id)) = current(app) else {
        return;
    };
    // The next one takes its row.
    let ids = match app.risks.part {
        Part::Board => column(app, app.risks.column),
        Part::Awaited | Part::Map => awaited_ids(app),
    };
    match app.risks.part {
        Part::Board => app.risks.risk.hold(&ids),
        Part::Awaited | Part::Map => app.risks.awaited.hold(&ids),
    }
    records::remove(app, kind, id);
}
