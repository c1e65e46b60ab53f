//! The plan: the iterations of an increment with their items, and what is in no increment at the side.
//!
//! Owns what is shown, where the cursor is, and how it moves; [`gathered`] is what is in each place, [`goal`] the way
//! there from a finding, [`moves`] are the edits, [`suggest`] the trials. Loads and figures are in [`crate::scoring::plan`].

pub mod course;
pub mod draw;
mod gathered;
mod goal;
mod moves;
pub mod plain;
pub mod regions;
pub mod roadmap;
pub mod roadmap_plain;
pub mod suggest;

pub(crate) use self::gathered::refresh;
pub use self::gathered::{course, figures};
pub(crate) use self::goal::go_to;

use std::sync::Arc;

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::dialogs::form;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::scoring::plan::{Planned, Stretch, in_time};
use crate::shell::App;

/// A place an item can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In no increment.
    #[default]
    Unplanned,
    /// In this iteration.
    Iteration(Id),
    /// In the increment, in no iteration.
    Loose,
}

/// The state of the plan.
#[derive(Debug, Default)]
pub struct Planning {
    /// The increment shown, where it is not the coming one.
    increment: Option<Id>,
    /// The place the cursor is in.
    place: Place,
    /// The place in the increment the cursor was in last.
    beside: Place,
    /// The row of the cursor there.
    row: usize,
    /// Whether the balance over time is shown in place of the increment.
    pub shows_balance: bool,
    /// The suggestion that is awaited.
    suggesting: suggest::Suggesting,
    /// What is shown, as long as nothing changes.
    gathered: gathered::Gathered,
}

/// What the view shows: an increment, its places, and the cursor.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The plan of the increment.
    pub planned: Arc<Planned>,
    /// Open items in no increment; under a filter, those it lists.
    pub unplanned: Arc<Stretch>,
    /// Every place, [`Place::Unplanned`] first.
    pub places: Vec<Place>,
    /// The place of the cursor, by its position.
    pub at: usize,
    /// The place in the increment that is in sight beside the unplanned items, by its position.
    pub beside: usize,
    /// The row of the cursor in its place.
    pub row: usize,
}

/// The commands of the plan.
pub const COMMANDS: &[Command] = commands! { [App]
    Plan open looks "Move" "plan.down" ["Down", "j"] hint 2 if has_increment,
        "item": "Selects the next item of the column." => |app, _| go(app, 1);
    Plan open looks "Move" "plan.up" ["Up", "k"] if has_increment,
        "up": "Selects the item above." => |app, _| go(app, -1);
    Plan open looks "Move" "plan.right" ["Right", "l"] hint 1 if has_increment,
        "iteration": "Goes to the next iteration." => |app, _| turn(app, 1);
    Plan open looks "Move" "plan.left" ["Left", "h"] if has_increment,
        "left": "Goes to the iteration before; before the first one are the unplanned items." => |app, _| turn(app, -1);
    Plan open looks "Move" "plan.side" ["Tab", "Shift-Tab"] if has_increment,
        "other side": "Goes to the unplanned items, or back into the increment." => |app, _| cross(app);
    Plan open looks "Move" "plan.page-down" ["PgDn", "Ctrl-d"] if has_increment,
        "page down": "Goes ten items down." => |app, _| go(app, 10);
    Plan open looks "Move" "plan.page-up" ["PgUp", "Ctrl-u"] if has_increment,
        "page up": "Goes ten items up." => |app, _| go(app, -10);
    Plan open looks "Move" "plan.top" ["g g", "Home"] if has_increment,
        "top": "Goes to the first item of the column." => |app, _| go(app, isize::MIN / 2);
    Plan open looks "Move" "plan.bottom" ["G", "End"] if has_increment,
        "bottom": "Goes to the last item of the column." => |app, _| go(app, isize::MAX / 2);
    Plan open changes "Plan" "plan.assign" ["p 1", "p 2", "p 3", "p 4", "p 5", "p 6", "p 7", "p 8", "p 9", "p 0"] hint 3 if has_target,
        "assign": "Plans the selected or marked items into the iteration of that number; 0 takes them out of the plan." => moves::assign;
    Plan open changes "Plan" "plan.later" ["L"] hint 4 if has_target,
        "later": "Moves the selected or marked items an iteration later." => |app, _| moves::shift(app, 1);
    Plan open changes "Plan" "plan.earlier" ["H"] if has_target,
        "earlier": "Moves the selected or marked items an iteration earlier." => |app, _| moves::shift(app, -1);
    Plan open looks "Plan" "plan.suggest" ["f"] hint 6 if suggest::can,
        "suggest": "Looks for the best choice for the increment beside the keys, tries it, and says what was left out and what each limit costs." => |app, _| suggest::best(app);
    Plan open changes "Plan" "plan.fill" ["F"] if suggest::can,
        "rank fill": "Tries what fits down the ranks, and says how far that is from the best where that is known." => |app, _| suggest::by_rank(app);
    Plan open looks "Plan" "plan.next" [">"] hint 9 if has_increment,
        "next increment": "Shows the increment after this one." => |app, _| leaf(app, 1);
    Plan open looks "Plan" "plan.previous" ["<"] if has_increment,
        "increment before": "Shows the increment before this one." => |app, _| leaf(app, -1);
    Plan open looks "Plan" "plan.balance" ["b"] hint 8,
        "balance": "Shows the balance over time: what each increment planned and did of each bucket, and its pace; again goes back." => |app, _| { app.planning.shows_balance = !app.planning.shows_balance; Vec::new() };
    Plan open looks "Item" "plan.edit" ["Enter"] hint 5 if has_item,
        "edit": "Opens the form of the selected item." => |app, _| { edit(app); Vec::new() };
    Plan open looks "Item" "plan.mark" ["m", "Space"] hint 7 if has_item,
        "mark": "Marks the item, or takes the mark away, and goes on." => |app, _| mark(app);
    Plan open changes "Item" "plan.new" ["n"],
        "new": "Writes a new item." => |app, chord| { app.run("item.new", chord); Vec::new() };
    Plan open looks "List" "plan.filter" ["/"] hint 8,
        "filter": "Filters the unplanned items as you type, here and on the board." => |app, chord| { app.run("board.filter", chord); Vec::new() };
    Plan open looks "List" "plan.clear" ["Esc"],
        "clear": "Breaks off the search for a plan, goes back to the increment, takes marks and filter away, one at a time." => |app, _| clear(app);
};

/// The increment that is shown: the chosen one, the coming one, or the last one there is.
pub fn increment(app: &App) -> Option<&Increment> {
    let coming = app.workspace.the::<Settings>().increment.0;
    let wanted = [app.planning.increment, coming];
    let mut wanted = wanted.into_iter().flatten();
    wanted
        .find_map(|id| app.seen().get::<Increment>(id))
        .or_else(|| in_time(app.seen()).pop())
}

/// What the view shows; none without an increment.
pub fn sheet(app: &App) -> Option<Sheet> {
    let whole = gathered::whole(app)?;
    let (planned, unplanned) = (Arc::clone(&whole.planned), Arc::clone(&whole.unplanned));
    let mut places = vec![Place::Unplanned];
    places.extend(
        planned
            .iterations
            .iter()
            .map(|(id, _)| Place::Iteration(*id)),
    );
    if !planned.open.items.is_empty() || planned.iterations.is_empty() {
        places.push(Place::Loose);
    }
    let find = |place: Place| places.iter().position(|other| *other == place);
    let at = find(app.planning.place).unwrap_or(1);
    let beside = if at > 0 {
        at
    } else {
        find(app.planning.beside).unwrap_or(1).max(1)
    };
    let mut sheet = Sheet {
        planned,
        unplanned,
        places,
        at,
        beside,
        row: 0,
    };
    let last = sheet.here().items.len().saturating_sub(1);
    sheet.row = app.planning.row.min(last);
    Some(sheet)
}

impl Sheet {
    /// What is at a place, by its position.
    pub fn stretch(&self, at: usize) -> &Stretch {
        match self.places.get(at) {
            Some(Place::Iteration(_)) => {
                let found = at
                    .checked_sub(1)
                    .and_then(|at| self.planned.iterations.get(at));
                found.map_or(&self.planned.open, |(_, stretch)| stretch)
            }
            Some(Place::Loose) => &self.planned.open,
            Some(Place::Unplanned) | None => &self.unplanned,
        }
    }

    /// What is at the place of the cursor.
    pub fn here(&self) -> &Stretch {
        self.stretch(self.at)
    }

    /// The item under the cursor.
    pub fn item(&self) -> Option<Id> {
        self.here().items.get(self.row).copied()
    }

    /// Where an item is: its place and row.
    fn find(&self, item: Id) -> Option<(Place, usize)> {
        self.places.iter().enumerate().find_map(|(at, place)| {
            let row = self.stretch(at).items.iter().position(|id| *id == item)?;
            Some((*place, row))
        })
    }
}

/// The item under the cursor.
pub fn item(app: &App) -> Option<Id> {
    sheet(app)?.item()
}

fn has_increment(app: &App) -> Result<(), String> {
    if app.planning.shows_balance {
        return Err("the balance over time is shown · b goes back to the plan".to_owned());
    }
    increment(app).map(|_| ()).ok_or_else(|| {
        "there is no increment yet · R opens the increments, n writes one".to_owned()
    })
}

fn has_item(app: &App) -> Result<(), String> {
    has_increment(app)?;
    item(app)
        .map(|_| ())
        .ok_or_else(|| "no item is here · arrows go to another iteration".to_owned())
}

fn has_target(app: &App) -> Result<(), String> {
    if app.backlog.marked.is_empty() {
        has_item(app)
    } else {
        has_increment(app)
    }
}

/// Puts the cursor into a place; the item there becomes the selected one of the board, where it is listed.
pub(crate) fn put_cursor(app: &mut App, place: Place, row: usize) {
    app.planning.place = place;
    app.planning.row = row;
    if place != Place::Unplanned {
        app.planning.beside = place;
    }
    if let Some(item) = item(app) {
        app.backlog.select(item);
    }
}

/// Puts the cursor on an item, wherever it is.
pub(crate) fn choose(app: &mut App, item: Id) {
    if let Some((place, row)) = sheet(app).and_then(|sheet| sheet.find(item)) {
        put_cursor(app, place, row);
    }
}

/// Puts the cursor at the top of a place, by its position.
pub(crate) fn choose_place(app: &mut App, at: usize) {
    let place = sheet(app).and_then(|sheet| sheet.places.get(at).copied());
    if let Some(place) = place {
        put_cursor(app, place, 0);
    }
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(sheet) = sheet(app) {
        let last = sheet.here().items.len().saturating_sub(1);
        let row = sheet.row.saturating_add_signed(by).min(last);
        if let Some(place) = sheet.places.get(sheet.at) {
            put_cursor(app, *place, row);
        }
    }
    Vec::new()
}

fn turn(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(sheet) = sheet(app) {
        let last = sheet.places.len().saturating_sub(1);
        let at = sheet.at.saturating_add_signed(by).min(last);
        if let Some(place) = sheet.places.get(at) {
            put_cursor(app, *place, sheet.row);
        }
    }
    Vec::new()
}

fn cross(app: &mut App) -> Vec<Effect> {
    if let Some(sheet) = sheet(app) {
        let at = if sheet.at == 0 { sheet.beside } else { 0 };
        if let Some(place) = sheet.places.get(at) {
            put_cursor(app, *place, 0);
        }
    }
    Vec::new()
}

/// Shows another increment.
fn leaf(app: &mut App, by: isize) -> Vec<Effect> {
    let shown = increment(app).map(|increment| increment.id);
    let all = in_time(&app.workspace);
    let at = all.iter().position(|increment| Some(increment.id) == shown);
    let next = at
        .and_then(|at| at.checked_add_signed(by))
        .and_then(|at| all.get(at));
    match next.map(|increment| increment.id) {
        Some(id) => {
            app.planning = Planning {
                increment: Some(id),
                suggesting: std::mem::take(&mut app.planning.suggesting),
                ..Planning::default()
            };
        }
        None => app.notice = Some(Notice::hint("there is no increment that way · R adds one")),
    }
    Vec::new()
}

/// Opens the form of the item under the cursor.
pub(crate) fn edit(app: &mut App) {
    if let Some(id) = item(app) {
        form::open(app, Item::KIND, id);
    }
}

fn mark(app: &mut App) -> Vec<Effect> {
    if let Some(id) = item(app) {
        if !app.backlog.marked.remove(&id) {
            app.backlog.marked.insert(id);
        }
        go(app, 1);
        let count = app.backlog.marked.len();
        app.notice = Some(Notice::hint(format!(
            "marked: {count} · p and a digit plans them together, Esc clears"
        )));
    }
    Vec::new()
}

fn clear(app: &mut App) -> Vec<Effect> {
    app.notice = None;
    if let Some(effect) = suggest::break_off(app) {
        app.notice = Some(Notice::hint("the search for a plan is broken off"));
        return vec![effect];
    }
    if app.planning.shows_balance {
        app.planning.shows_balance = false;
    } else if !app.backlog.marked.is_empty() {
        app.backlog.marked.clear();
        app.notice = Some(Notice::hint("marks cleared"));
    } else if !app.backlog.filter.0.is_empty() {
        app.set_filter("");
        app.notice = Some(Notice::hint("filter cleared"));
    }
    Vec::new()
}
