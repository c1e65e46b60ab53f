//! The risks: the ROAM board, what is awaited from outside, and the dependency map of the increment.
//!
//! Owns which region has the keys and what is chosen in each, and what its keys change. What is on the board and
//! on the map is in [`crate::scoring::plan::risks`] and [`crate::scoring::dependencies::map`].

mod awaited;
pub mod draw;
pub mod plain;
pub mod regions;

use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};
use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::command::{Can, Command, LISTS, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::desk::pick::Pick;
use crate::desk::tab::RISK;
use crate::dialogs::form;
use crate::dialogs::lists::remove;
use crate::edit::Edit;
use crate::model::dependency::Dependency;
use crate::model::field::{Choice, FieldValue};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::risk::{Risk, Roam};
use crate::model::words::worded;
use crate::scoring::dependencies::map::{DependencyMap, map as map_of};
use crate::scoring::facts::Facts;
use crate::scoring::plan::risks::{LETTERS, columns};

/// A part of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RiskPart {
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
    pub part: RiskPart,
    /// The column the cursor is in, from the left.
    column: usize,
    risk: Pick,
    lists: Lists,
    item: Pick,
    /// The map of the present state.
    map: Cached<DependencyMap>,
}

/// The risks among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: RISK,
    go: Command::to(
        RISK,
        "go.risk",
        &["g r"],
        "risk",
        &["dependency", "roam"],
        "Goes to risks, external dependencies and the dependency map.",
    ),
    commands: &[COMMANDS],
    kinds: || vec![Risk::KIND, Dependency::KIND],
    new: || {
        let mut risks = Risks {
            lists: Lists::of(&[awaited::LISTING]),
            ..Risks::default()
        };
        risks.turn_to(RiskPart::Board);
        Box::new(risks)
    },
    is_shown: |_| true,
};

impl Risks {
    /// Gives the keys to a region.
    const fn turn_to(&mut self, part: RiskPart) {
        self.part = part;
        self.lists.rest(!matches!(part, RiskPart::Awaited));
    }
}

impl View for Risks {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        match self.part {
            RiskPart::Awaited => vec![Scope("Awaited"), LISTS, ROWS, Scope("Risks")],
            RiskPart::Board | RiskPart::Map => vec![Scope("Risks"), ROWS],
        }
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        item(desk, self)
    }

    fn tells(&self, desk: &Desk) -> bool {
        match self.part {
            RiskPart::Board => chosen(desk, self).1.is_some(),
            RiskPart::Awaited => self.lists.chosen(desk).is_some(),
            RiskPart::Map => false,
        }
    }

    fn told(&self, desk: &Desk) -> Option<Facts> {
        match self.part {
            RiskPart::Board => {
                let risk = desk.seen().get::<Risk>(chosen(desk, self).1?)?;
                Some(draw::facts(desk, risk))
            }
            RiskPart::Awaited => {
                let (listing, id) = self.lists.telling(desk)?;
                Some(listing.facts(desk, id))
            }
            RiskPart::Map => None,
        }
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        show(desk, self, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Record(kind, id) = target {
            show(desk, self, kind, id);
        }
        Vec::new()
    }

    fn can_step(&self, desk: &Desk) -> Can {
        has_rows(desk, self)
    }

    fn step(&mut self, desk: &mut Desk, by: isize) {
        go(desk, self, by);
    }

    fn lists(&self) -> Option<&Lists> {
        (self.part == RiskPart::Awaited).then_some(&self.lists)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        (self.part == RiskPart::Awaited).then_some(&mut self.lists)
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::risks(desk)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the risks.
pub const COMMANDS: &[Command] = commands! { [Risks]
    Risks open looks "Move" "risks.right" ["Right", "l"] if on_board,
        "column right": "Goes to the next column of the risks." => |_, risks, _| turn(risks, 1);
    Risks open looks "Move" "risks.left" ["Left", "h"] if on_board,
        "column left": "Goes to the column of the risks before." => |_, risks, _| turn(risks, -1);
    Risks open looks "Move" "risks.next" ["Tab"] hint 2,
        "next panel": "Goes to the next panel: risks, external dependencies, dependency map." => |desk, risks, _| step(desk, risks, 1);
    Risks open looks "Move" "risks.previous" ["Shift-Tab"],
        "panel before": "Goes to the panel before." => |desk, risks, _| step(desk, risks, 2);
    Awaited open looks "Move" "awaited.next" ["Tab"] hint 2,
        "next panel": "Goes to the next panel: the dependency map." => |desk, risks, _| step(desk, risks, 1);
    Awaited open looks "Move" "awaited.previous" ["Shift-Tab"],
        "panel before": "Goes back to the risks." => |desk, risks, _| step(desk, risks, 2);
    Risks open changes "Risk" "risks.resolved" ["r"] hint 3 if has_risk,
        "resolved": "Agrees that the risk is resolved." => |desk, risks, _| agree(desk, risks, Some(Roam::Resolved));
    Risks open changes "Risk" "risks.owned" ["o"] hint 4 if has_risk,
        "owned": "Agrees that somebody owns the risk." => |desk, risks, _| agree(desk, risks, Some(Roam::Owned));
    Risks open changes "Risk" "risks.accepted" ["a"] hint 5 if has_risk,
        "accepted": "Agrees to accept the risk." => |desk, risks, _| agree(desk, risks, Some(Roam::Accepted));
    Risks open changes "Risk" "risks.mitigated" ["m"] hint 6 if has_risk,
        "mitigated": "Agrees that something is done against the risk." => |desk, risks, _| agree(desk, risks, Some(Roam::Mitigated));
    Risks open changes "Risk" "risks.open" ["Backspace"] if has_risk,
        "to discuss": "Takes back what was agreed, so that the risk is discussed again." => |desk, risks, _| agree(desk, risks, None);
    Risks open looks "Record" "risks.edit" ["Enter", "F2"] hint 7 if has_rows,
        "edit": "Opens the form of the chosen one." => |desk, risks, _| open(desk, risks);
    Risks open changes "Record" "risks.new" ["n"] hint 8 if not_on_map,
        "new": "Writes a new risk." => |desk, risks, _| add(desk, risks);
    Risks open changes "Record" "risks.delete" ["d", "Delete"] if can_delete,
        "delete": "Deletes the chosen risk." => |desk, risks, _| delete(desk, risks);
};

/// The ids of the risks of a column.
pub fn column(desk: &Desk, at: usize) -> Vec<Id> {
    let columns = columns(&desk.workspace);
    let risks = columns.get(at).map(|column| column.risks.iter());
    risks.into_iter().flatten().map(|risk| risk.id).collect()
}

/// The column the cursor is in, and the chosen risk.
pub fn chosen(desk: &Desk, risks: &Risks) -> (usize, Option<Id>) {
    let at = risks.column;
    (at, risks.risk.id(&column(desk, at)))
}

/// The row of the map that is chosen.
pub fn chosen_row(desk: &Desk, risks: &Risks) -> Option<usize> {
    risks.item.at(&map_ids(desk, risks))
}

/// The item chosen on the map, while the map has the keys.
pub fn item(desk: &Desk, risks: &Risks) -> Option<Id> {
    match risks.part {
        RiskPart::Map => risks.item.id(&map_ids(desk, risks)),
        RiskPart::Board | RiskPart::Awaited => None,
    }
}

/// The dependency map of the coming increment.
pub fn map(desk: &Desk, risks: &Risks) -> Arc<DependencyMap> {
    risks.map.get(desk.state(), (), || {
        map_of(desk.seen(), desk.derived.evaluation.race.coming)
    })
}

fn map_ids(desk: &Desk, risks: &Risks) -> Vec<Id> {
    map(desk, risks).rows.iter().map(|row| row.id).collect()
}

/// What the keys act on: its kind and id.
fn current(desk: &Desk, risks: &Risks) -> Option<(&'static Kind, Id)> {
    Some(match risks.part {
        RiskPart::Board => (Risk::KIND, chosen(desk, risks).1?),
        RiskPart::Awaited => risks.lists.chosen(desk)?,
        RiskPart::Map => (Item::KIND, risks.item.id(&map_ids(desk, risks))?),
    })
}

fn has_rows(desk: &Desk, risks: &Risks) -> Result<(), String> {
    let nothing = match risks.part {
        RiskPart::Board => worded("no risk is in this column · {RISKS_NEW} adds one"),
        RiskPart::Awaited => worded("nothing is awaited from outside · {LISTS_NEW} adds it"),
        RiskPart::Map => {
            worded("nothing planned for the coming planning interval depends on anything")
        }
    };
    current(desk, risks)
        .map(|_| ())
        .ok_or_else(|| nothing.to_owned())
}

fn on_board(_: &Desk, risks: &Risks) -> Result<(), String> {
    match risks.part {
        RiskPart::Board => Ok(()),
        RiskPart::Awaited | RiskPart::Map => {
            Err(worded("{AWAITED_NEXT} goes to the risks first").to_owned())
        }
    }
}

fn has_risk(desk: &Desk, risks: &Risks) -> Result<(), String> {
    on_board(desk, risks)?;
    has_rows(desk, risks)
}

fn not_on_map(_: &Desk, risks: &Risks) -> Result<(), String> {
    match risks.part {
        RiskPart::Board | RiskPart::Awaited => Ok(()),
        RiskPart::Map => Err(worded("{GO_BOARD}, then {ITEM_NEW} writes a new item").to_owned()),
    }
}

fn can_delete(desk: &Desk, risks: &Risks) -> Result<(), String> {
    match risks.part {
        RiskPart::Board | RiskPart::Awaited => has_rows(desk, risks),
        RiskPart::Map => {
            Err(worded("an item is deleted on the board · {GO_BOARD} goes there").to_owned())
        }
    }
}

fn go(desk: &mut Desk, risks: &mut Risks, by: isize) {
    match risks.part {
        RiskPart::Board => {
            let ids = column(desk, risks.column);
            risks.risk.go(&ids, by);
        }
        RiskPart::Awaited => risks.lists.step(desk, by),
        RiskPart::Map => {
            let ids = map_ids(desk, risks);
            risks.item.go(&ids, by);
            show_item(desk, risks);
        }
    }
}

/// The item of the map becomes the selected one of the board, too, where it is listed.
fn show_item(desk: &mut Desk, risks: &Risks) {
    if let Some(item) = item(desk, risks) {
        desk.backlog.select(item);
    }
}

fn turn(risks: &mut Risks, by: isize) {
    let to = risks.column.saturating_add_signed(by);
    risks.column = to.min(LETTERS.len() - 1);
}

fn step(desk: &mut Desk, risks: &mut Risks, by: usize) {
    const PARTS: [RiskPart; 3] = [RiskPart::Board, RiskPart::Awaited, RiskPart::Map];
    let here = PARTS.iter().position(|part| *part == risks.part);
    let next = (here.unwrap_or_default() + by) % PARTS.len();
    if let Some(part) = PARTS.get(next) {
        risks.turn_to(*part);
    }
    show_item(desk, risks);
}

/// Goes to a record, in the part that lists it, as a press on it does.
pub(crate) fn show(desk: &mut Desk, risks: &mut Risks, kind: &'static Kind, id: Id) {
    if kind == Risk::KIND {
        risks.turn_to(RiskPart::Board);
        let letter = desk.workspace.get::<Risk>(id).map(|risk| risk.roam);
        let at = LETTERS.iter().position(|one| Some(*one) == letter);
        risks.column = at.unwrap_or(risks.column);
        risks.risk.set(id);
    } else if kind == Dependency::KIND {
        risks.turn_to(RiskPart::Awaited);
        risks.lists.show(desk, kind, id);
    } else if kind == Item::KIND {
        risks.turn_to(RiskPart::Map);
        risks.item.set(id);
        show_item(desk, risks);
    }
}

/// Gives the chosen risk a letter, or takes it away; the cursor goes along.
fn agree(desk: &mut Desk, risks: &mut Risks, letter: Option<Roam>) {
    let (_, Some(id)) = chosen(desk, risks) else {
        return;
    };
    let title = quoted(desk.workspace.name::<Risk>(id));
    let label = match letter {
        Some(letter) => format!("{title} is {}", letter.word().label.to_lowercase()),
        None => format!("{title} is to be discussed again"),
    };
    let edit = Edit::put::<Risk>(id, "roam", letter.to_value());
    if desk.commit(&label, Vec::from_iter(edit)) {
        show(desk, risks, Risk::KIND, id);
    }
}

/// Opens the form of what is chosen.
pub(crate) fn open(desk: &mut Desk, risks: &mut Risks) {
    if let Some((kind, id)) = current(desk, risks) {
        form::open(desk, kind, id);
    }
}

fn add(desk: &mut Desk, risks: &mut Risks) {
    let mut risk = Risk::new(desk.fresh(Risk::KIND));
    risk.increment.0 = desk.derived.evaluation.race.coming;
    risk.roam = LETTERS.get(risks.column).copied().flatten();
    risks.risk.set(risk.id);
    form::open_new(desk, &risk);
}

fn delete(desk: &mut Desk, risks: &mut Risks) {
    // The next one takes its row.
    let ids = column(desk, risks.column);
    risks.risk.hold(&ids);
    if let Some((kind, id)) = current(desk, risks) {
        remove(desk, kind, &[id]);
    }
}
