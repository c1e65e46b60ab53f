//! The findings: what the backlog's own checks report, with the way to each place.
//!
//! Owns which findings are listed, the chosen one, and the way to its place; `silence` is what silences or wakes
//! one. What is found is in [`crate::scoring::findings`]; the list may be of an earlier state, so records may be gone.

pub mod draw;
mod list;
pub mod plain;
mod silence;

pub use self::list::{Counts, FindingRow, counts, heading, rows, silence_reason, told};
use self::silence::{can_silence, silence_or_wake};
use ratatui::buffer::Buffer;

use crate::desk::command::{Can, Command, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::estimate;
use crate::desk::event::{Gesture, Target};
use crate::desk::notice::Notice;
use crate::desk::screen::{self, Class};
use crate::desk::tab;
use crate::desk::tab::FINDINGS;
use crate::desk::{Desk, GoTo};
use crate::dialogs::form;
use crate::dialogs::prompt::{Prompt, Remark};
use crate::model::assumption::Assumption;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind};
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::findings::{Finding, FindingPlace, Goes, Reason};
use crate::scoring::ranking::wsjf::Factor;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};

/// The state of the findings.
#[derive(Debug, Default)]
pub struct Findings {
    /// The chosen row, where the chosen finding is gone.
    cursor: usize,
    /// The chosen finding: its code, its place, and the estimate it is about.
    chosen: Option<(&'static str, FindingPlace, Option<Factor>)>,
    /// Only findings with these words in them are listed.
    pub filter: String,
}

/// The findings among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: FINDINGS,
    go: Command::to(
        FINDINGS,
        "go.findings",
        &["g f"],
        "findings",
        &[],
        "Goes to what the backlog's own checks report.",
    ),
    commands: &[COMMANDS],
    kinds: Vec::new,
    new: || Box::new(Findings::default()),
    is_shown: |_| true,
};

impl View for Findings {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Findings"), ROWS]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        item(desk, self)
    }

    fn tells(&self, desk: &Desk) -> bool {
        current(desk, self).is_some()
    }

    fn told(&self, desk: &Desk) -> Option<Facts> {
        let found = current(desk, self)?;
        let (seen, check) = (desk.seen(), found.check);
        let place = found.place.words(seen);
        let said = Facts::of(place).with("", found.reason.words(seen));
        Some(said.ruled(check.title.said(), check.meaning.said()))
    }

    fn show(&mut self, _: &mut Desk, _: &'static Kind, _: Id) {}

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Finding(at) = target {
            choose_row(desk, self, at);
        }
        Vec::new()
    }

    fn can_step(&self, desk: &Desk) -> Can {
        has_rows(desk, self)
    }

    fn step(&mut self, desk: &mut Desk, by: isize) {
        go(desk, self, by);
    }

    fn page(&self, desk: &Desk) -> isize {
        let rows = screen::findings(desk.around.size).rows();
        // Reasons over two lines take as much room again on larger screens.
        let rows = match Class::of(desk.around.size) {
            Class::TooSmall | Class::Compact => rows,
            Class::Wide | Class::Broad => rows / 2,
        };
        isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::findings(desk, self)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the findings.
pub const COMMANDS: &[Command] = commands! { [Findings]
    Findings open looks "Finding" "findings.open" ["Enter"] hint 2 if has_rows,
        "go there": "Goes to the place of the finding, with the field open that sets it right." => |desk, findings, _| { open(desk, findings); Vec::new() };
    Findings open changes "Finding" "findings.silence" ["s"] hint 3 if can_silence,
        "silence, wake": "Silences the finding for its item or record, with a reason; wakes a silenced one." => |desk, findings, _| { silence_or_wake(desk, findings); Vec::new() };
    Findings open looks "List" "findings.filter" ["/", "Ctrl-f"] hint 4,
        "filter": "Lists findings with a word in title, place or reason." => |desk, findings, _| { ask_filter(desk, findings); Vec::new() };
    Findings open looks "List" "findings.clear" ["Esc"],
        "clear": "Clears the filter." => |desk, findings, _| { filter(findings, String::new()); desk.notice = None; Vec::new() };
};

/// Which of the rows is chosen, and its finding.
pub fn chosen<'a>(findings: &Findings, rows: &[FindingRow<'a>]) -> Option<(usize, &'a Finding)> {
    let finding = |at: usize| match rows.get(at) {
        Some(FindingRow::Finding(finding)) => Some((at, *finding)),
        _ => None,
    };
    let same = findings.chosen.and_then(|key| {
        (0..rows.len()).find(|at| finding(*at).is_some_and(|f| self::key(f.1) == key))
    });
    let near = findings.cursor.min(rows.len().saturating_sub(1));
    // A heading is never alone: a finding stands below it.
    same.and_then(finding)
        .or_else(|| finding(near))
        .or_else(|| finding(near + 1))
}

/// The item the chosen finding is about.
pub fn item(desk: &Desk, findings: &Findings) -> Option<Id> {
    chosen(findings, &rows(desk, findings))?.1.item()
}

/// Asks for the words, and applies them while they are typed.
fn ask_filter(desk: &mut Desk, findings: &Findings) {
    let placeholder = "a word of title, place or reason";
    let prompt = Prompt::new("Filter", placeholder, |_, _| ());
    let prompt = prompt.with(&findings.filter).following(|desk, text| {
        let text = text.to_owned();
        desk.with(|_, findings| {
            filter(findings, text);
            Vec::new()
        });
        Remark::default()
    });
    prompt.open(desk);
}

/// Lists only findings with these words, from the first one on.
fn filter(findings: &mut Findings, text: String) {
    if text != findings.filter {
        *findings = Findings {
            filter: text,
            ..Findings::default()
        };
    }
}

fn key(finding: &Finding) -> (&'static str, FindingPlace, Option<Factor>) {
    (finding.check.code, finding.place, finding.reason.factor())
}

fn current(desk: &Desk, findings: &Findings) -> Option<Finding> {
    chosen(findings, &rows(desk, findings)).map(|(_, finding)| finding.clone())
}

fn has_rows(desk: &Desk, findings: &Findings) -> Result<(), String> {
    if current(desk, findings).is_some() {
        Ok(())
    } else {
        Err("there is nothing to report here".to_owned())
    }
}

fn go(desk: &mut Desk, findings: &mut Findings, by: isize) {
    let rows = rows(desk, findings);
    let last = rows.len().saturating_sub(1);
    let from = chosen(findings, &rows).map_or(0, |(at, _)| at);
    let to = from.saturating_add_signed(by).min(last);
    let is_finding = |at: &usize| matches!(rows.get(*at), Some(FindingRow::Finding(_)));
    let (up, down) = (
        (0..=to).rev().find(is_finding),
        (to..=last).find(is_finding),
    );
    let found = if by < 0 { up.or(down) } else { down.or(up) };
    let chosen = found.and_then(|at| match rows.get(at) {
        Some(FindingRow::Finding(finding)) => Some((at, key(finding), finding.item())),
        _ => None,
    });
    if let Some((at, key, item)) = chosen {
        choose(desk, findings, at, key, item);
    }
}

/// Chooses the finding of this row, as a press on it does.
pub(crate) fn choose_row(desk: &mut Desk, findings: &mut Findings, at: usize) {
    let found = match rows(desk, findings).get(at) {
        Some(FindingRow::Finding(finding)) => Some((key(finding), finding.item())),
        _ => None,
    };
    if let Some((key, item)) = found {
        choose(desk, findings, at, key, item);
    }
}

/// Chooses a finding; its item becomes the selected one of the board, where it is listed.
fn choose(
    desk: &mut Desk,
    findings: &mut Findings,
    at: usize,
    key: (&'static str, FindingPlace, Option<Factor>),
    item: Option<Id>,
) {
    findings.cursor = at;
    findings.chosen = Some(key);
    if let Some(item) = item {
        desk.backlog.select(item);
    }
}

/// Goes to the place of the chosen finding.
pub(crate) fn open(desk: &mut Desk, findings: &mut Findings) {
    let Some(finding) = current(desk, findings) else {
        return;
    };
    if finding.check.goes == Goes::Plan {
        let places = finding.in_plan();
        if places.is_empty() {
            // What is about the whole of it, such as the vision and its themes.
            desk.go(GoTo::View(tab::INSIGHT));
            return;
        }
        let is_there = |(kind, id)| desk.workspace.record(kind, id).is_some();
        if places.iter().copied().all(is_there) {
            for (kind, id) in places {
                desk.go(GoTo::RecordIn(tab::PLAN, kind, id));
            }
        } else {
            desk.notice = Some(Notice::hint("it has been deleted meanwhile"));
        }
        return;
    }
    if let FindingPlace::Record(kind, id) = finding.place {
        open_record(desk, kind, id, finding.check.goes);
        return;
    }
    let item = finding.item();
    if let Some(id) = item {
        if desk.workspace.get::<Item>(id).is_none() {
            desk.notice = Some(Notice::hint(worded("that item has been deleted meanwhile")));
            return;
        }
        desk.select(id);
    }
    desk.view = tab::BOARD;
    match (finding.check.goes, &finding.reason, item) {
        (Goes::Option, Reason::Smaller { option, .. }, _) => {
            form::open(desk, ItemOption::KIND, *option);
        }
        (Goes::Assumption, Reason::Refuted(all), _) => {
            if let Some(first) = all.first() {
                form::open(desk, Assumption::KIND, *first);
            }
        }
        (Goes::Pin, _, _) => {
            desk.notice = Some(Notice::hint(worded(
                "{PIN_REMOVE} removes the place by hand, {PIN_REASON} says why, {PIN_DOWN} and {PIN_UP} move it",
            )));
        }
        (Goes::Field(name), _, Some(id)) => form::open_at(desk, Item::KIND, id, name),
        (Goes::Estimate, reason, _) => {
            if let Some(factor) = reason.factor() {
                estimate(desk, factor, item);
            }
        }
        (Goes::Field(_) | Goes::Option | Goes::Assumption | Goes::Plan, _, _) => {}
    }
}

/// Opens the form of a record that is no item, over the view that lists its kind, if one does.
fn open_record(desk: &mut Desk, kind: &'static Kind, id: Id, goes: Goes) {
    if desk.workspace.record(kind, id).is_none() {
        desk.notice = Some(Notice::hint("it has been deleted meanwhile"));
        return;
    }
    desk.go(GoTo::Record(kind, id));
    match goes {
        Goes::Field(name) => form::open_at(desk, kind, id, name),
        Goes::Estimate | Goes::Option | Goes::Assumption | Goes::Pin | Goes::Plan => {
            form::open(desk, kind, id);
        }
    }
}

/// Goes into the column of an estimate, or to its field where the ranking does not show it.
fn estimate(desk: &mut Desk, factor: Factor, item: Option<Id>) {
    let field = Item::KIND.field(factor.field());
    let columns = estimate::columns(&desk.workspace, desk.derived.evaluation.lens);
    let at = columns
        .iter()
        .position(|column| Some(column.field) == field);
    let is_selected = item.is_none() || desk.backlog.selected() == item;
    match (at, item) {
        (Some(at), _) if is_selected => desk.backlog.column = Some(at),
        (_, Some(id)) => form::open_at(desk, Item::KIND, id, factor.field()),
        (_, None) => {}
    }
}
