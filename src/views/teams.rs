//! The teams: who does what in which iteration of an increment and what waits for what, and what each team promises.
//!
//! Owns its two parts and the keys of the first. What is on the board is [`crate::scoring::plan::team_board`]; `state` is
//! where its cursor is, `walk` how that moves, `moves` are the edits, [`objectives`] the other part.

mod draw;
mod moves;
mod objectives;
mod plain;
mod state;
mod walk;

use ratatui::buffer::Buffer;

use crate::desk::cache::Cached;
use crate::desk::command::{Can, Command, LISTS, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::Lists;
use crate::desk::{Desk, planning, tab};
use crate::dialogs::{form, paste};
use crate::model::id::Id;
use crate::model::objective::Objective;
use crate::model::record::{Declared, Kind};
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::coming::NO_COMING;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{ListView, View, ViewRow};

use self::state::{BoardCursor, cell_of, choose, put};
pub use self::state::{Teams, TeamsCursor, TeamsPart, board, card, increment, item, spot};

/// The teams among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::TEAMS,
    go: Command::to(
        tab::TEAMS,
        "go.teams",
        &["g a"],
        "teams",
        &[
            "planning board",
            "program board",
            "art",
            "train",
            "dependencies",
            "objectives",
            "business value",
        ],
        "Goes to the planning board: teams by rows, iterations by columns, and what waits for what; then to objectives.",
    ),
    commands: &[COMMANDS, objectives::COMMANDS],
    kinds: || vec![Objective::KIND],
    new: || {
        Box::new(Teams {
            part: TeamsPart::Board,
            increment: None,
            cursor: BoardCursor::default(),
            objectives: ListView::of(&objectives::PANES),
            speaks: None,
            board: Cached::default(),
        })
    },
    is_shown: |workspace| workspace.count(Team::KIND) > 0,
};

impl View for Teams {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        match self.part {
            TeamsPart::Board => vec![Scope("Teams")],
            TeamsPart::Objectives => vec![objectives::SCOPE, LISTS, ROWS],
        }
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        match self.part {
            TeamsPart::Board => item(desk, self),
            TeamsPart::Objectives => self.objectives.chosen(desk),
        }
    }

    fn interval(&self, desk: &Desk) -> Option<Id> {
        increment(desk, self).map(|increment| increment.id)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        if kind != Objective::KIND {
            self.part = TeamsPart::Board;
            self.cursor.card = Some(id);
            return;
        }
        let own = desk.workspace.get::<Objective>(id);
        self.increment = own.and_then(|one| one.increment.0).or(self.increment);
        self.part = TeamsPart::Objectives;
        self.objectives.show(desk, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        if self.part == TeamsPart::Objectives {
            return self.objectives.press(desk, target, gesture);
        }
        let Some(board) = board(desk, self) else {
            return Vec::new();
        };
        if let Target::Record(_, id) = target {
            choose(desk, self, id);
        } else if let Some(cell) = cell_of(&board, target) {
            put(desk, self, TeamsCursor { cell, row: 0 });
        }
        Vec::new()
    }

    fn drag(&mut self, desk: &mut Desk, held: Target, over: Option<Target>, is_drop: bool) {
        if let (Target::Record(_, id), TeamsPart::Board) = (held, self.part) {
            moves::drag(desk, self, id, over, is_drop);
        }
    }

    fn lists(&self) -> Option<&Lists> {
        self.objectives
            .lists()
            .filter(|_| self.part == TeamsPart::Objectives)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        match self.part {
            TeamsPart::Board => None,
            TeamsPart::Objectives => self.objectives.lists_mut(),
        }
    }

    fn copied(&self, desk: &Desk) -> Option<String> {
        let (kind, id) = match self.lists() {
            Some(lists) => lists.chosen(desk)?,
            None => card(desk, self)?,
        };
        desk.seen_title(kind, id)
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        self.part == TeamsPart::Board && paste::items(desk, text)
    }

    fn advice(&self, desk: &Desk) -> Option<String> {
        let is_here = desk.view == tab::TEAMS && self.part == TeamsPart::Board;
        is_here.then(|| moves::advice(desk, self)).flatten()
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::teams(desk, self)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the board.
pub const COMMANDS: &[Command] = commands! { [Teams]
    Teams open looks "Move" "teams.down" ["Down", "j"] hint 1 if has_board,
        "card": "Selects the next card of the cell, then the cell below." => |desk, teams, _| walk::go(desk, teams, 1);
    Teams open looks "Move" "teams.up" ["Up", "k"] if has_board,
        "up": "Selects the card above, then the cell above." => |desk, teams, _| walk::go(desk, teams, -1);
    Teams open looks "Move" "teams.right" ["Right", "l"] if has_board,
        "right": "Goes to the next iteration." => |desk, teams, _| walk::turn(desk, teams, 1);
    Teams open looks "Move" "teams.left" ["Left", "h"] if has_board,
        "left": "Goes to the iteration before; before the first one is what is not planned." => |desk, teams, _| walk::turn(desk, teams, -1);
    Teams open looks "Move" "teams.next-team" ["Tab", "PgDn"] hint 4 if has_board,
        "next team": "Goes to the next team; after the last one come outside and milestones." => |desk, teams, _| walk::cross(desk, teams, 1);
    Teams open looks "Move" "teams.team-before" ["Shift-Tab", "PgUp"] if has_board,
        "team before": "Goes to the team before." => |desk, teams, _| walk::cross(desk, teams, -1);
    Teams open looks "Move" "teams.top" ["g g", "Home"] if has_board,
        "first": "Goes to the first column." => |desk, teams, _| walk::turn(desk, teams, isize::MIN / 2);
    Teams open looks "Move" "teams.bottom" ["G", "End"] if has_board,
        "last": "Goes to the last column." => |desk, teams, _| walk::turn(desk, teams, isize::MAX / 2);
    Teams open looks "Move" "teams.late" ["r"] hint 5 if has_board,
        "too late": "Goes to the next card planned before what it depends on; then to those in the same iteration." => |desk, teams, _| walk::next_late(desk, teams);
    Teams open looks "Move" "teams.other" ["o"] hint 6 if has_item,
        "other end": "Goes to what the card depends on, then to what depends on it, one after the other." => |desk, teams, _| walk::other_end(desk, teams);
    Teams open looks "Move" "teams.part" ["}", "{", "Ctrl-PgDn", "Ctrl-PgUp"] hint 9,
        "objectives": "Goes to what each team promises, and back to the board." => |_, teams, _| teams.part = TeamsPart::Objectives;
    Teams open changes "Plan" "teams.later" ["L", "Shift-Right"] hint 2 if has_target,
        "later": "Moves the card, or the selected items, an iteration later." => |desk, teams, _| moves::shift(desk, teams, 1);
    Teams open changes "Plan" "teams.earlier" ["H", "Shift-Left"] if has_target,
        "earlier": "Moves the card, or the selected items, an iteration earlier; before the first one they are not planned." => |desk, teams, _| moves::shift(desk, teams, -1);
    Teams open changes "Plan" "teams.give-down" ["J", "Shift-Down"] hint 3 if has_target,
        "other team": "Gives the card, or the selected items, to the team below." => |desk, teams, _| moves::give(desk, teams, 1);
    Teams open changes "Plan" "teams.give-up" ["K", "Shift-Up"] if has_target,
        "team above": "Gives the card, or the selected items, to the team above." => |desk, teams, _| moves::give(desk, teams, -1);
    Teams open changes "Plan" "teams.assign" ["p 1", "p 2", "p 3", "p 4", "p 5", "p 6", "p 7", "p 8", "p 9", "p 0"] if has_target,
        "assign": "Plans the card, or the selected items, into the iteration of that number; 0 takes them out of the plan." => moves::assign;
    Teams open looks "Plan" "teams.next" [">"] if can_leaf,
        "next interval": "Shows the planning interval after this one." => |desk, teams, _| walk::leaf(desk, teams, 1);
    Teams open looks "Plan" "teams.previous" ["<"] if can_leaf,
        "interval before": "Shows the planning interval before this one." => |desk, teams, _| walk::leaf(desk, teams, -1);
    Teams open looks "Item" "teams.edit" ["Enter", "F2"] hint 7 if has_card,
        "edit": "Opens the form of the card." => |desk, teams, _| edit(desk, teams);
    Teams open looks "Item" "teams.mark" ["m", "Space"] if has_item,
        "select": "Selects the item, or takes it out of the selection, and goes on." => |desk, teams, _| mark(desk, teams);
    Teams open asks "Item" "teams.new" ["n"] hint 8 if has_board,
        "new": "Writes a new item of the team in the iteration of the cell; in the last rows, what is awaited or a milestone." => |desk, teams, _| moves::write(desk, teams);
    Teams open looks "List" "teams.filter" ["/", "Ctrl-f"],
        "filter": "Filters what is not planned as you type, here and on the board." => |desk, _, chord| desk.run("board.filter", chord);
    Teams open looks "List" "teams.clear" ["Esc"],
        "clear": "Clears selection and filter, one at a time." => |desk, _, _| {
            if !desk.clear() {
                desk.notice = None;
            }
        };
};

fn has_board(desk: &Desk, teams: &Teams) -> Can {
    let increment = increment(desk, teams).map(|_| ());
    increment.ok_or_else(|| NO_COMING.to_string())
}

fn can_leaf(desk: &Desk, _: &Teams) -> Can {
    planning::can_leaf(desk)
}

fn has_card(desk: &Desk, teams: &Teams) -> Can {
    has_board(desk, teams)?;
    let card = card(desk, teams).map(|_| ());
    card.ok_or_else(|| worded("no card is here · arrows go on, {TEAMS_NEW} writes one").to_owned())
}

fn has_item(desk: &Desk, teams: &Teams) -> Can {
    has_card(desk, teams)?;
    let item = item(desk, teams).map(|_| ());
    item.ok_or_else(|| worded("this is not an item · {TEAMS_UP} goes back to the teams").to_owned())
}

fn has_target(desk: &Desk, teams: &Teams) -> Can {
    if desk.backlog.marked.is_empty() {
        has_item(desk, teams)
    } else {
        has_board(desk, teams)
    }
}

fn edit(desk: &mut Desk, teams: &Teams) {
    if let Some((kind, id)) = card(desk, teams) {
        form::open(desk, kind, id);
    }
}

fn mark(desk: &mut Desk, teams: &mut Teams) {
    if let Some(id) = item(desk, teams) {
        walk::go(desk, teams, 1);
        desk.mark(id);
    }
}
