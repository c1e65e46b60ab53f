//! Who is there in each iteration, typed as in a sheet: teams by rows, iterations by columns.
//!
//! Owns the cell cursor, what is typed into a cell, and where a pasted block goes. Capacity and load are computed in
//! [`crate::scoring::plan`]; what is shown of them is in [`draw`].

pub mod draw;
mod table;

use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::command::Scope;
use crate::desk::command::{Can, Command, commands};
use crate::desk::dialog::Dialog;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::dialogs::prompt::Prompt;
use crate::dialogs::{line_from, undo};
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::record::{Declared, Record};
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::iterations;
use table::{CapacityTable, FIELDS};

/// The grid of an interval.
#[derive(Debug)]
pub struct CapacityGrid {
    /// The interval.
    pub increment: Id,
    /// The row of the cell cursor: a field of a team.
    row: usize,
    /// Its column: an iteration.
    column: usize,
    /// What is typed into the cell so far.
    typed: String,
    /// A block that was pasted, until it is taken.
    pasted: Option<String>,
    /// What is drawn, as long as nothing changes.
    drawn: Cached<draw::Drawn>,
}

/// The commands of the grid, and the one that opens it.
pub const COMMANDS: &[Command] = commands! {
    Global open looks "Plan" "plan.capacity" ["c"] if has_interval,
        "capacity" also ["people", "absence", "holidays", "who is there", "availability", "velocity"]: "Opens the grid of who is there in each iteration, typed like a sheet." => |desk, _| open_shown(desk);
    Capacity open changes "Capacity" "capacity.save" ["Enter"] hint 1 if has_teams,
        "save, down": "Saves what is typed and goes to the cell below." => |desk, _| desk.step(1);
    Capacity open looks "Capacity" "capacity.right" ["Right", "Tab", "l"] hint 3 if has_teams,
        "right": "Saves what is typed and goes to the next iteration." => |desk, _| turn(desk, 1);
    Capacity open looks "Capacity" "capacity.left" ["Left", "Shift-Tab", "h"] if has_teams,
        "left": "Saves what is typed and goes to the iteration before." => |desk, _| turn(desk, -1);
    Capacity open changes "Capacity" "capacity.fill" [">"] hint 4 if has_teams,
        "fill right": "Puts the value of the cell into all cells to the right of it." => |desk, _| fill(desk);
    Capacity open changes "Capacity" "capacity.clear" ["Delete", "Backspace"] hint 5 if has_teams,
        "clear": "Makes the cell unknown again; a capacity is computed again." => |desk, _| clear(desk);
    Capacity open asks "Capacity" "capacity.team" ["n"] hint 6,
        "new team": "Asks for the name of a new team." => |desk, _| ask_team(desk);
    Capacity open changes "Capacity" "capacity.undo" ["u", "Ctrl-z"] hint 7,
        "undo": "Takes the last step back." => undo;
    Capacity open changes "Capacity" "capacity.redo" ["U", "Ctrl-y"],
        "redo": "Does the step again that was taken back." => |desk, chord| desk.run("app.redo", chord);
    Capacity open looks "Capacity" "capacity.close" ["Esc", "q"] hint 8,
        "close": "Saves what is typed and goes back." => |desk, _| close(desk);
};

/// The interval that the plan shows, or the coming one.
fn shown(desk: &Desk) -> Option<Id> {
    desk.interval.or(desk.derived.evaluation.race.coming)
}

fn has_interval(desk: &Desk) -> Can {
    match shown(desk) {
        Some(_) => Ok(()),
        None => Err(worded("no interval is planned yet · {PLAN_FOLLOWING} makes one").to_owned()),
    }
}

fn has_teams(desk: &Desk) -> Can {
    let seen = desk.seen();
    match desk.top::<CapacityGrid>() {
        Some(_) if seen.count(Team::KIND) == 0 => {
            Err(worded("there is no team yet · {CAPACITY_TEAM} makes one").to_owned())
        }
        Some(grid) if iterations(seen, grid.increment).is_empty() => {
            Err(worded("the interval has no iterations · {APP_RECORDS} lists them").to_owned())
        }
        _ => Ok(()),
    }
}

fn open_shown(desk: &mut Desk) {
    if let Some(increment) = shown(desk) {
        open(desk, increment);
    }
}

/// Opens the grid of an interval.
pub fn open(desk: &mut Desk, increment: Id) {
    desk.open(CapacityGrid {
        increment,
        row: 0,
        column: 0,
        typed: String::new(),
        pasted: None,
        drawn: Cached::default(),
    });
}

impl Dialog for CapacityGrid {
    fn scope(&self) -> Scope {
        Scope("Capacity")
    }

    fn key(&mut self, chord: Chord) -> bool {
        if chord.ctrl || chord.alt {
            return false;
        }
        if let Key::Char(c @ ('0'..='9' | '.' | ',')) = chord.key {
            self.typed.push(c);
            return true;
        }
        chord.key == Key::Backspace && self.typed.pop().is_some()
    }

    fn paste(&mut self, text: &str) -> bool {
        self.pasted = Some(text.to_owned());
        true
    }

    fn typed(&mut self, desk: &mut Desk) {
        if let Some(text) = self.pasted.take() {
            table::fill(desk, self.increment, (self.row, self.column), &text);
        }
    }

    fn copied(&self, desk: &Desk) -> Option<String> {
        CapacityTable::of(desk, self.increment).text(self.row, self.column)
    }

    fn choose(&mut self, line: usize) {
        self.row = line;
    }

    fn go(&mut self, desk: &mut Desk, by: isize) {
        if self.take(desk) {
            let last = CapacityTable::of(desk, self.increment)
                .rows()
                .saturating_sub(1);
            self.row = line_from(self.row, by, last);
        }
    }

    fn can_go(&self, desk: &Desk) -> Can {
        has_teams(desk)
    }

    fn refresh(&mut self, desk: &Desk) -> bool {
        let table = CapacityTable::of(desk, self.increment);
        self.row = self.row.min(table.rows().saturating_sub(1));
        self.column = self.column.min(table.iterations.len().saturating_sub(1));
        desk.workspace.get::<Increment>(self.increment).is_some()
    }
}

impl CapacityGrid {
    /// Writes what is typed into its cell; gives back whether nothing is in the way of going on.
    fn take(&mut self, desk: &mut Desk) -> bool {
        let typed = std::mem::take(&mut self.typed);
        if typed.is_empty() {
            return true;
        }
        match table::put(desk, self.increment, (self.row, self.column), &typed) {
            Ok((label, edits)) => {
                desk.commit(&label, edits);
                true
            }
            Err(why) => {
                desk.hint(why);
                false
            }
        }
    }
}

/// Does something with the grid on top, after what is typed in it is written.
fn with(desk: &mut Desk, then: impl FnOnce(&mut Desk, &mut CapacityGrid)) {
    if let Some(mut grid) = desk.take::<CapacityGrid>() {
        if grid.take(desk) {
            then(desk, &mut grid);
        }
        desk.open(grid);
    }
}

fn turn(desk: &mut Desk, by: isize) {
    with(desk, |desk, grid| {
        let last = CapacityTable::of(desk, grid.increment)
            .iterations
            .len()
            .saturating_sub(1);
        grid.column = line_from(grid.column, by, last);
    });
}

fn fill(desk: &mut Desk) {
    with(desk, |desk, grid| {
        let table = CapacityTable::of(desk, grid.increment);
        let value = table.value(grid.row, grid.column);
        let others = grid.column + 1..table.iterations.len();
        let cells = others.map(|column| ((grid.row, column), value.clone()));
        let edits = table.edits(desk, cells.collect());
        if !desk.commit("filled to the right", edits) {
            desk.hint("the cells to the right hold that already");
        }
    });
}

fn clear(desk: &mut Desk) {
    with(desk, |desk, grid| {
        let table = CapacityTable::of(desk, grid.increment);
        let edits = table.edits(desk, vec![((grid.row, grid.column), Value::Blank)]);
        if !desk.commit("cleared a cell", edits) {
            desk.hint("the cell is empty");
        }
    });
}

fn close(desk: &mut Desk) {
    let mut closes = false;
    with(desk, |_, _| closes = true);
    if closes {
        desk.close();
    }
}

fn ask_team(desk: &mut Desk) {
    let prompt = Prompt::new("New team", "its name", |desk, name: String| {
        let mut team = Team::new(desk.fresh(Team::KIND));
        name.clone_into(&mut team.name);
        desk.commit(
            &format!("new team {}", quoted(&name)),
            vec![Edit::Insert(team.boxed())],
        );
    });
    prompt.kept(None).open(desk);
}

/// How many fields of a team can be typed.
pub(super) const LINES: usize = FIELDS.len();
