//! The findings: what the backlog's own checks report, with the way to each place.
//!
//! Owns which findings are listed, the chosen one, and the way to its place; `silence` is what silences or wakes
//! one. What is found is in [`crate::scoring::findings`]; the list may be of an earlier state, so records may be gone.

pub mod draw;
mod list;
pub mod plain;
mod silence;

pub use self::list::{Counts, Row, counts, rows, silence_reason};
pub(crate) use self::silence::silence;
use self::silence::{can_silence, silence_or_wake};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::desk::screen;
use crate::desk::tab;
use crate::dialogs::{form, prompt};
use crate::model::assumption::Assumption;
use crate::model::decision::{Conversation, Decision};
use crate::model::dependency::Dependency;
use crate::model::event::Action;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind};
use crate::model::risk::Risk;
use crate::scoring::findings::{Finding, Goes, Place, Reason};
use crate::scoring::wsjf::Factor;
use crate::shell::App;
use crate::views::board;
use crate::views::board::cells;
use crate::views::plan;
use crate::views::risk;

/// The state of the findings.
#[derive(Debug, Default)]
pub struct Findings {
    /// The chosen row, where the chosen finding is gone.
    cursor: usize,
    /// The chosen finding: its code, its place, and the estimate it is about.
    chosen: Option<(&'static str, Place, Option<Factor>)>,
    /// Only findings with these words in them are listed.
    pub filter: String,
}

/// The commands of the findings.
pub const COMMANDS: &[Command] = commands! { [App]
    Findings open looks "Move" "findings.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next finding." => |app, _| go(app, 1);
    Findings open looks "Move" "findings.up" ["Up", "k"] if has_rows,
        "move up": "Chooses the finding above." => |app, _| go(app, -1);
    Findings open looks "Move" "findings.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes a page down." => |app, _| { let page = page(app); go(app, page) };
    Findings open looks "Move" "findings.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes a page up." => |app, _| { let page = page(app); go(app, -page) };
    Findings open looks "Move" "findings.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first finding." => |app, _| go(app, isize::MIN / 2);
    Findings open looks "Move" "findings.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last finding." => |app, _| go(app, isize::MAX / 2);
    Findings open looks "Finding" "findings.open" ["Enter"] hint 2 if has_rows,
        "go there": "Goes to the place of the finding, with the field open that sets it right." => |app, _| { open(app); Vec::new() };
    Findings open changes "Finding" "findings.silence" ["s"] hint 3 if can_silence,
        "silence, wake": "Silences the finding for its item or record, with a reason; wakes a silenced one." => |app, _| { silence_or_wake(app); Vec::new() };
    Findings open looks "List" "findings.filter" ["/"] hint 4,
        "filter": "Lists findings with a word in code, place or reason." => |app, _| { let text = app.findings.filter.clone(); prompt::open(app, prompt::Purpose::Findings, &text); Vec::new() };
    Findings open looks "List" "findings.clear" ["Esc"],
        "clear": "Takes the filter away." => |app, _| { filter(app, String::new()); app.notice = None; Vec::new() };
};

/// Which of the rows is chosen, and its finding.
pub fn chosen<'a>(app: &App, rows: &[Row<'a>]) -> Option<(usize, &'a Finding)> {
    let finding = |at: usize| match rows.get(at) {
        Some(Row::Finding(finding)) => Some((at, *finding)),
        _ => None,
    };
    let same = app.findings.chosen.and_then(|key| {
        (0..rows.len()).find(|at| finding(*at).is_some_and(|f| self::key(f.1) == key))
    });
    let near = app.findings.cursor.min(rows.len().saturating_sub(1));
    // A heading is never alone: a finding stands below it.
    same.and_then(finding)
        .or_else(|| finding(near))
        .or_else(|| finding(near + 1))
}

/// The item the chosen finding is about.
pub fn item(app: &App) -> Option<Id> {
    chosen(app, &rows(app))?.1.item()
}

/// Lists only findings with these words, from the first one on.
pub(crate) fn filter(app: &mut App, text: String) {
    if text != app.findings.filter {
        app.findings = Findings {
            filter: text,
            ..Findings::default()
        };
    }
}

fn key(finding: &Finding) -> (&'static str, Place, Option<Factor>) {
    (finding.check.code, finding.place, finding.reason.factor())
}

fn current(app: &App) -> Option<Finding> {
    chosen(app, &rows(app)).map(|(_, finding)| finding.clone())
}

fn has_rows(app: &App) -> Result<(), String> {
    if current(app).is_some() {
        Ok(())
    } else {
        Err("there is nothing to report here".to_owned())
    }
}

fn page(app: &App) -> isize {
    let rows = screen::findings(app.around.size).rows();
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let rows = rows(app);
    let last = rows.len().saturating_sub(1);
    let from = chosen(app, &rows).map_or(0, |(at, _)| at);
    let to = from.saturating_add_signed(by).min(last);
    let is_finding = |at: &usize| matches!(rows.get(*at), Some(Row::Finding(_)));
    let (up, down) = (
        (0..=to).rev().find(is_finding),
        (to..=last).find(is_finding),
    );
    let found = if by < 0 { up.or(down) } else { down.or(up) };
    let chosen = found.and_then(|at| match rows.get(at) {
        Some(Row::Finding(finding)) => Some((at, key(finding), finding.item())),
        _ => None,
    });
    if let Some((at, key, item)) = chosen {
        choose(app, at, key, item);
    }
    Vec::new()
}

/// Chooses the finding of this row, as a press on it does.
pub(crate) fn choose_row(app: &mut App, at: usize) {
    let found = match rows(app).get(at) {
        Some(Row::Finding(finding)) => Some((key(finding), finding.item())),
        _ => None,
    };
    if let Some((key, item)) = found {
        choose(app, at, key, item);
    }
}

/// Chooses a finding; its item becomes the selected one of the board, where it is listed.
fn choose(app: &mut App, at: usize, key: (&'static str, Place, Option<Factor>), item: Option<Id>) {
    app.findings.cursor = at;
    app.findings.chosen = Some(key);
    if let Some(item) = item {
        let page = app.page();
        app.board.select(item, page);
    }
}

/// Goes to the place of the chosen finding.
pub(crate) fn open(app: &mut App) {
    let Some(finding) = current(app) else {
        return;
    };
    if finding.check.goes == Goes::Plan {
        plan::go_to(app, &finding);
        return;
    }
    if let Place::Record(kind, id) = finding.place {
        open_record(app, kind, id, finding.check.goes);
        return;
    }
    let item = finding.item();
    if let Some(id) = item {
        if app.workspace.get::<Item>(id).is_none() {
            app.notice = Some(Notice::hint("that item is gone meanwhile"));
            return;
        }
        show(app, id);
    }
    app.view = tab::BOARD;
    match (finding.check.goes, &finding.reason, item) {
        (Goes::Option, Reason::Smaller { option, .. }, _) => {
            form::open(app, ItemOption::KIND, *option);
        }
        (Goes::Assumption, Reason::Refuted(all), _) => {
            if let Some(first) = all.first() {
                form::open(app, Assumption::KIND, *first);
            }
        }
        (Goes::Pin, _, _) => {
            app.notice = Some(Notice::hint("x unpins it, r says why, J and K move it"));
        }
        (Goes::Field(name), _, Some(id)) => form::open_at(app, Item::KIND, id, name),
        (Goes::Estimate, reason, _) => {
            if let Some(factor) = reason.factor() {
                estimate(app, factor, item);
            }
        }
        (Goes::Field(_) | Goes::Option | Goes::Assumption | Goes::Plan, _, _) => {}
    }
}

/// Opens the form of a record that is no item, over the view that lists its kind, if one does.
fn open_record(app: &mut App, kind: &'static Kind, id: Id, goes: Goes) {
    if app.workspace.record(kind, id).is_none() {
        app.notice = Some(Notice::hint("it is gone meanwhile"));
        return;
    }
    if kind == Risk::KIND || kind == Dependency::KIND {
        app.view = tab::RISK;
        risk::show(app, kind, id);
    } else if [Action::KIND, Decision::KIND, Conversation::KIND].contains(&kind) {
        app.go(crate::desk::GoTo::Record(kind, id));
    }
    match goes {
        Goes::Field(name) => form::open_at(app, kind, id, name),
        Goes::Estimate | Goes::Option | Goes::Assumption | Goes::Pin | Goes::Plan => {
            form::open(app, kind, id);
        }
    }
}

/// Selects an item on the board; a filter that hides it is taken away.
fn show(app: &mut App, id: Id) {
    let page = app.page();
    if !app.board.select(id, page) {
        board::set_filter(app, "");
        app.board.select(id, page);
    }
}

/// Goes into the column of an estimate, or to its field where the ranking does not show it.
fn estimate(app: &mut App, factor: Factor, item: Option<Id>) {
    let field = Item::KIND.field(factor.field());
    let columns = cells::columns(&app.workspace, app.derived.evaluation.lens);
    let at = columns
        .iter()
        .position(|column| Some(column.field) == field);
    let is_selected = item.is_none() || app.board.selected() == item;
    match (at, item) {
        (Some(at), _) if is_selected => app.board.cell = Some(at),
        (_, Some(id)) => form::open_at(app, Item::KIND, id, factor.field()),
        (_, None) => {}
    }
}
