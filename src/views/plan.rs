//! The plan: the iterations of an increment with their items, and what is in no increment at the side.
//!
//! Owns which of its three faces is shown, where the cursor is, and how it moves. [`overview`](self::overview()) is
//! what is in each place, `moves` are the edits, [`suggest`] the trials, [`roadmap`] and the balance over time the
//! other faces.

pub mod draw;
mod moves;
mod overview;
pub mod plain;
pub mod roadmap;
mod state;
pub mod suggest;

pub use self::overview::{Cursor, Overview, increment, item, overview};

use ratatui::buffer::Buffer;

pub use self::state::{Face, Planning};
use self::state::{can_leaf, choose, has_increment, put_cursor};
use crate::desk::command::{Can, Command, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Event, Gesture, Target};
use crate::desk::notice::quoted;
use crate::desk::{Desk, planning, tab};
use crate::dialogs::{explain, form, paste};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::key::PLAN_ASSIGN;
use crate::model::record::{Declared, Kind};
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::plan::Place;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};

/// The plan among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::PLAN,
    go: Command::to(
        tab::PLAN,
        "go.plan",
        &["g p"],
        "plan",
        &["iteration", "sprint", "increment", "interval"],
        "Goes to the iterations of the planning interval and what is planned for them.",
    ),
    commands: &[COMMANDS, roadmap::COMMANDS],
    kinds: || vec![Increment::KIND, Iteration::KIND],
    new: || Box::new(Planning::default()),
    is_shown: |_| true,
};

impl View for Planning {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        match self.face {
            Face::Roadmap => vec![Scope("Roadmap"), ROWS],
            Face::Iterations | Face::Balance => vec![Scope("Plan")],
        }
    }

    fn can_step(&self, desk: &Desk) -> Can {
        roadmap::has_rows(desk, self)
    }

    fn step(&mut self, desk: &mut Desk, by: isize) {
        roadmap::go(desk, self, by);
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        match self.face {
            Face::Roadmap => roadmap::item(desk, self),
            Face::Iterations | Face::Balance => item(desk, self),
        }
    }

    fn tells(&self, desk: &Desk) -> bool {
        match self.face {
            Face::Roadmap => !roadmap::is_item(desk, self),
            Face::Iterations => item(desk, self).is_none() && increment(desk, self).is_some(),
            Face::Balance => increment(desk, self).is_some(),
        }
    }

    fn told(&self, desk: &Desk) -> Option<Facts> {
        match self.face {
            Face::Roadmap => roadmap::told(desk, self),
            Face::Iterations | Face::Balance => explain::numbers(desk),
        }
    }

    fn interval(&self, desk: &Desk) -> Option<Id> {
        let shows_roadmap = desk.view == tab::PLAN && self.face == Face::Roadmap;
        let chosen = || roadmap::record(desk, self);
        match shows_roadmap.then(chosen).flatten() {
            Some((kind, id)) if kind == Increment::KIND => Some(id),
            _ => increment(desk, self).map(|increment| increment.id),
        }
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        show(desk, self, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        if let Target::Record(_, id) = target {
            choose(desk, self, id);
        } else if let Target::Spot(at) = target {
            if self.face != Face::Roadmap {
                step(desk, self, |_, _| (at, 0));
                return Vec::new();
            }
            roadmap::choose(desk, self, at);
            if gesture == Gesture::DoublePress {
                roadmap::edit(desk, self);
            }
        }
        Vec::new()
    }

    fn hear(&mut self, desk: &mut Desk, event: &Event) {
        if let Event::Suggesting(number, done) = event {
            self.suggesting.went(*number, *done);
        } else if let Event::Suggested(number, result) = event {
            suggest::found(desk, self, *number, result);
        }
    }

    fn advice(&self, desk: &Desk) -> Option<String> {
        let is_here = desk.view == tab::PLAN && self.face == Face::Iterations;
        let over = || is_here.then(|| over(desk, self)).flatten();
        self.suggesting.advice().or_else(over)
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        paste::items(desk, text)
    }

    fn plain(&self, desk: &Desk) -> String {
        match self.face {
            Face::Roadmap => {
                let width = usize::from(desk.around.size.width);
                plain::roadmap(desk, self.roadmap.form, self.roadmap.wish, width)
            }
            Face::Iterations | Face::Balance => plain::plan(desk, self),
        }
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the plan.
pub const COMMANDS: &[Command] = commands! { [Planning]
    Plan open looks "Move" "plan.down" ["Down", "j"] hint 2 if has_increment,
        "item": "Selects the next item of the column." => |desk, plan, _| go(desk, plan, 1);
    Plan open looks "Move" "plan.up" ["Up", "k"] if has_increment,
        "up": "Selects the item above." => |desk, plan, _| go(desk, plan, -1);
    Plan open looks "Move" "plan.right" ["Right", "l"] hint 1 if has_increment,
        "iteration": "Goes to the next iteration." => |desk, plan, _| turn(desk, plan, 1);
    Plan open looks "Move" "plan.left" ["Left", "h"] if has_increment,
        "left": "Goes to the iteration before; before the first one are the unplanned items." => |desk, plan, _| turn(desk, plan, -1);
    Plan open looks "Move" "plan.side" ["Tab", "Shift-Tab"] if has_increment,
        "other side": "Goes to the unplanned items, or back into the planning interval." => |desk, plan, _| cross(desk, plan);
    Plan open looks "Move" "plan.page-down" ["PgDn", "Ctrl-d"] if has_increment,
        "page down": "Goes ten items down." => |desk, plan, _| go(desk, plan, 10);
    Plan open looks "Move" "plan.page-up" ["PgUp", "Ctrl-u"] if has_increment,
        "page up": "Goes ten items up." => |desk, plan, _| go(desk, plan, -10);
    Plan open looks "Move" "plan.top" ["g g", "Home"] if has_increment,
        "top": "Goes to the first item of the column." => |desk, plan, _| go(desk, plan, isize::MIN / 2);
    Plan open looks "Move" "plan.bottom" ["G", "End"] if has_increment,
        "bottom": "Goes to the last item of the column." => |desk, plan, _| go(desk, plan, isize::MAX / 2);
    Plan open changes "Plan" "plan.assign" ["p 1", "p 2", "p 3", "p 4", "p 5", "p 6", "p 7", "p 8", "p 9", "p 0"] hint 3 if has_target,
        "to iteration": "Plans the selected items into the iteration of that number; 0 takes them out of the plan." => moves::assign;
    Plan open changes "Plan" "plan.later" ["L"] hint 4 if has_target,
        "earlier, later": "Moves the selected items an iteration later." => |desk, plan, _| moves::shift(desk, plan, 1);
    Plan open changes "Plan" "plan.earlier" ["H"] if has_target,
        "earlier": "Moves the selected items an iteration earlier." => |desk, plan, _| moves::shift(desk, plan, -1);
    Plan open looks "Plan" "plan.suggest" ["f"] hint 6 if suggest::can,
        "suggest": "Looks for the best plan, tries it, and says what was left out and what each limit costs." => |desk, plan, _| suggest::best(desk, plan);
    Plan open changes "Plan" "plan.fill" ["F"] if suggest::can,
        "rank fill": "Tries what fits down the ranks, and says how far that is from the best where that is known." => |desk, plan, _| suggest::by_rank(desk, plan);
    Plan open changes "Plan" "plan.lanes" ["A"] if suggest::can,
        "lane fill" also ["allocation", "lanes"]: "Tries what fits lane by lane: each allocation fills its share of the capacity down its own ranks." => |desk, plan, _| suggest::by_lane(desk, plan);
    Plan open looks "Plan" "plan.lift" ["B"] if has_item,
        "may leave": "Lets the selected item leave the suggested plan in spite of what keeps it in, or keeps it in again." => |desk, plan, _| suggest::lift(desk, plan);
    Plan open looks "Plan" "plan.ready" ["y"] if suggest::can_judge,
        "only ready" also ["readiness"]: "Suggests plans of items that are ready by the rules of the settings, or of all again." => |desk, plan, _| suggest::only_ready(desk, plan);
    Plan open looks "Plan" "plan.next" [">"] hint 9 if can_leaf,
        "next interval": "Shows the planning interval after this one." => |desk, plan, _| leaf(desk, plan, 1);
    Plan open looks "Plan" "plan.previous" ["<"] if can_leaf,
        "interval before": "Shows the planning interval before this one." => |desk, plan, _| leaf(desk, plan, -1);
    Plan open looks "Plan" "plan.balance" ["b"] hint 8,
        "past shares" also ["balance"]: "Shows the balance over time: what each planning interval planned and did of each allocation, and its pace; again goes back." => |_, plan, _| turn_over(plan);
    Plan open looks "Item" "plan.edit" ["Enter", "F2"] hint 5 if has_item,
        "edit": "Opens the form of the selected item." => |desk, plan, _| edit(desk, plan);
    Plan open looks "Item" "plan.mark" ["m", "Space"] hint 7 if has_item,
        "select": "Selects the item, or takes it out of the selection, and goes on." => |desk, plan, _| mark(desk, plan);
    Plan open asks "Item" "plan.new" ["n"],
        "new": "Writes a new item." => |desk, _, chord| desk.run("item.new", chord);
    Plan open looks "List" "plan.filter" ["/", "Ctrl-f"] hint 8,
        "filter": "Filters the unplanned items as you type, here and on the board." => |desk, _, chord| desk.run("board.filter", chord);
    Plan open looks "List" "plan.clear" ["Esc"],
        "clear": "Stops the search for a plan, goes back to the planning interval, clears selection and filter, one at a time." => |desk, plan, _| clear(desk, plan);
};

fn has_item(desk: &Desk, plan: &Planning) -> Result<(), String> {
    has_increment(desk, plan)?;
    item(desk, plan)
        .map(|_| ())
        .ok_or_else(|| worded("no item is here · arrows go to another iteration").to_owned())
}

fn has_target(desk: &Desk, plan: &Planning) -> Result<(), String> {
    if desk.backlog.marked.is_empty() {
        has_item(desk, plan)
    } else {
        has_increment(desk, plan)
    }
}

/// Shows an increment, an iteration or an item where it is planned.
fn show(desk: &mut Desk, plan: &mut Planning, kind: &'static Kind, id: Id) {
    let (increment, iteration) = if kind == Item::KIND {
        let item = desk.workspace.get::<Item>(id);
        item.map_or((None, None), |item| (item.increment.0, item.iteration.0))
    } else if kind == Iteration::KIND {
        let iteration = desk.workspace.get::<Iteration>(id);
        (iteration.and_then(|one| one.increment.0), Some(id))
    } else {
        (Some(id), None)
    };
    plan.face = Face::Iterations;
    if increment.is_some() {
        turn_to(plan, increment);
    }
    if let Some(id) = iteration {
        put_cursor(desk, plan, Place::Iteration(id), 0);
    }
    if kind == Item::KIND {
        choose(desk, plan, id);
    }
}

/// That too much is planned where the cursor is, and the key that takes out what it is on.
fn over(desk: &Desk, plan: &Planning) -> Option<String> {
    let shown = overview(desk, plan)?;
    let cursor = shown.cursor(plan);
    let excess = shown.stretch(cursor.at).excess()?;
    let Some(Place::Iteration(id)) = shown.places.get(cursor.at) else {
        return None;
    };
    let name = desk.seen().name::<Iteration>(Some(*id));
    let item = desk.seen().name::<Item>(shown.item(cursor));
    let points = excess.rounded();
    (points > 0).then(|| {
        format!(
            "! {name} is {} over capacity · {PLAN_ASSIGN:#} 0 takes {} out of the plan",
            count(
                usize::try_from(points).unwrap_or_default(),
                "point",
                "points"
            ),
            quoted(item)
        )
    })
}

/// Shows another increment from its beginning.
fn turn_to(plan: &mut Planning, increment: Option<Id>) {
    (plan.increment, plan.row) = (increment, 0);
    (plan.place, plan.beside) = (Place::Unplanned, Place::Unplanned);
}

/// Moves the cursor from where it is to the place of a position and a row there.
fn step(
    desk: &mut Desk,
    plan: &mut Planning,
    to: impl FnOnce(&Overview, Cursor) -> (usize, usize),
) {
    if let Some(shown) = overview(desk, plan) {
        let (at, row) = to(&shown, shown.cursor(plan));
        if let Some(place) = shown.places.get(at) {
            put_cursor(desk, plan, *place, row);
        }
    }
}

fn go(desk: &mut Desk, plan: &mut Planning, by: isize) {
    step(desk, plan, |shown, from| {
        let last = shown.stretch(from.at).items.len().saturating_sub(1);
        (from.at, from.row.saturating_add_signed(by).min(last))
    });
}

fn turn(desk: &mut Desk, plan: &mut Planning, by: isize) {
    step(desk, plan, |shown, from| {
        let last = shown.places.len().saturating_sub(1);
        (from.at.saturating_add_signed(by).min(last), from.row)
    });
}

fn cross(desk: &mut Desk, plan: &mut Planning) {
    step(desk, plan, |_, from| {
        (if from.at == 0 { from.beside } else { 0 }, 0)
    });
}

/// Shows another increment.
fn leaf(desk: &mut Desk, plan: &mut Planning, by: isize) {
    let shown = increment(desk, plan).map(|increment| increment.id);
    if let Some(next) = planning::leaf(desk, shown, by) {
        turn_to(plan, Some(next));
    }
}

/// Shows the balance over time, or the iterations again.
fn turn_over(plan: &mut Planning) {
    plan.face = match plan.face {
        Face::Iterations | Face::Roadmap => Face::Balance,
        Face::Balance => Face::Iterations,
    };
}

/// Opens the form of the item under the cursor.
fn edit(desk: &mut Desk, plan: &Planning) {
    if let Some(id) = item(desk, plan) {
        form::open(desk, Item::KIND, id);
    }
}

fn mark(desk: &mut Desk, plan: &mut Planning) {
    if let Some(id) = item(desk, plan) {
        go(desk, plan, 1);
        desk.mark(id);
    }
}

fn clear(desk: &mut Desk, plan: &mut Planning) -> Vec<Effect> {
    let broken_off = plan.suggesting.break_off();
    if broken_off.is_some() {
        desk.hint("the search for a plan is cancelled");
    } else if plan.face == Face::Balance {
        desk.notice = None;
        plan.face = Face::Iterations;
    } else if !desk.clear() {
        desk.notice = None;
    }
    broken_off.into_iter().collect()
}
