//! The roadmap: the plan's face with everything open and a forecast beside it.
//!
//! Owns how it is shown, to whom, and what is chosen. What stands on it and the forecasts are computed once for a state
//! of the workspace, in [`crate::scoring::forecast::roadmap`].

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::command::{Command, commands};
use crate::dialogs::form;
use crate::model::Workspace;
use crate::model::format::count as count_words;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::objective::Objective;
use crate::model::record::{Declared, Kind};
use crate::model::team::Team;
use crate::model::theme::Theme;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::forecast::roadmap::chart::{
    Chart, ChartWish, Distance, REACHES, Readers, Span, chart as chart_of,
};
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use crate::scoring::forecast::roadmap::{Expectation, Roadmap, words};
use crate::views::plan::state::{Face, Planning};

/// In what form the roadmap is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoadmapForm {
    /// Bars on an axis of days.
    #[default]
    Axis,
    /// A list with the days at 50, 85 and 95 %.
    Days,
    /// Now, next and later, without a day.
    Columns,
}

impl RoadmapForm {
    /// All of them, with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Axis, "axis"),
        (Self::Days, "days"),
        (Self::Columns, "columns"),
    ];
}

/// How the roadmap is shown, and what is chosen on it.
#[derive(Debug, Default)]
pub struct RoadmapCursor {
    /// How it is grouped, for whom, how far.
    pub wish: ChartWish,
    /// In what form.
    pub form: RoadmapForm,
    /// Whether groups stand there alone, without what is in them.
    pub is_folded: bool,
    /// The chosen record; none on a heading that stands for no record.
    chosen: Option<(&'static Kind, Id)>,
    /// Its row, for when that says nothing.
    row: usize,
    chart: Cached<Chart, (ChartWish, String, bool)>,
}

impl RoadmapCursor {
    /// At the top of the roadmap in a form.
    pub(super) fn of(form: RoadmapForm, wish: ChartWish) -> Self {
        Self {
            wish,
            form,
            ..Self::default()
        }
    }

    /// What is wished of it in the form it has.
    pub fn wished(&self) -> ChartWish {
        let grouping = match self.form {
            RoadmapForm::Columns => RoadmapGrouping::Now,
            RoadmapForm::Axis | RoadmapForm::Days => self.wish.grouping,
        };
        ChartWish {
            grouping,
            ..self.wish
        }
    }

    /// What its readers see of it, of what the filter of the board lets through.
    pub fn chart(&self, desk: &Desk) -> Arc<Chart> {
        let wish = self.wished();
        let filter = desk.backlog.filter.0.clone();
        let question = (wish, filter, desk.derived.is_surveyed());
        let make = || chart(desk, wish);
        self.chart.get(desk.state(), question, make)
    }

    /// Whether groups stand there alone.
    pub(super) fn folds(&self) -> bool {
        self.is_folded && self.form != RoadmapForm::Columns
    }
}

/// What readers see of the roadmap, of what the filter of the board lets through.
pub fn chart(desk: &Desk, wish: ChartWish) -> Chart {
    let derived = &desk.derived;
    let has_filter = !desk.backlog.filter.0.is_empty();
    let items: Option<BTreeSet<Id>> = has_filter.then(|| desk.backlog.items().collect());
    let roadmap = &derived.survey.roadmap;
    chart_of(desk.seen(), roadmap, wish, items.as_ref(), derived.today)
}

/// A row of the roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadmapRow {
    /// A group and how many entries it has.
    Heading(GroupHeading, usize),
    /// One entry of it.
    Entry(RoadmapEntry),
}

impl RoadmapRow {
    /// The record it stands for.
    pub fn record(self) -> Option<(&'static Kind, Id)> {
        match self {
            Self::Entry(entry) => Some(entry.record()),
            Self::Heading(heading, _) => match heading {
                GroupHeading::Increment(id) => Some((Increment::KIND, id)),
                GroupHeading::Theme(id) => Some((Theme::KIND, id)),
                GroupHeading::Parent(id) => Some((Item::KIND, id)),
                GroupHeading::Team(id) => Some((Team::KIND, id)),
                GroupHeading::Objective(id) => Some((Objective::KIND, id)),
                GroupHeading::Stage(id) => Some((Stage::KIND, id)),
                GroupHeading::Unplanned
                | GroupHeading::Without(_)
                | GroupHeading::Within(..)
                | GroupHeading::Beyond
                | GroupHeading::Unknown
                | GroupHeading::Now
                | GroupHeading::Next
                | GroupHeading::Later => None,
            },
        }
    }

    /// What is said of it.
    pub fn expectation(self, roadmap: &Roadmap) -> Option<&Expectation> {
        match self {
            Self::Entry(entry) => roadmap.of(entry),
            Self::Heading(GroupHeading::Increment(id), _) => roadmap.increment(id),
            Self::Heading(GroupHeading::Objective(id), _) => roadmap.objective(id),
            Self::Heading(GroupHeading::Parent(id), _) => roadmap.item(id),
            Self::Heading(..) => None,
        }
    }

    /// The entry it is, if it is no heading.
    pub(super) const fn entry(self) -> Option<RoadmapEntry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Heading(..) => None,
        }
    }

    /// What it is called.
    pub(super) fn title(self, workspace: &Workspace) -> String {
        match self {
            Self::Heading(heading, _) => words::heading(workspace, heading),
            Self::Entry(entry) => entry.name(workspace).to_owned(),
        }
    }
}

/// The commands of the roadmap.
pub const COMMANDS: &[Command] = commands! { [Planning]
    Plan open looks "Go" "plan.roadmap" ["r"] hint 10,
        "roadmap": "Shows the roadmap in place of the iterations: everything open, with its forecast." => |desk, plan, _| show(desk, plan);
    Roadmap open looks "Go" "roadmap.iterations" ["r", "Esc"] hint 8,
        "iterations": "Goes back to the iterations of the planning interval." => |_, plan, _| plan.face = Face::Iterations;
    Roadmap open looks "Go" "roadmap.turn" ["Tab"] hint 2 if has_groups,
        "group by": "Groups the roadmap by planning interval, theme, parent, team, objective, months, or now and next and later." => |_, plan, _| turn(&mut plan.roadmap, 1);
    Roadmap open looks "Go" "roadmap.turn-back" ["Shift-Tab"] if has_groups,
        "group before": "Groups the roadmap the previous way." => |_, plan, _| turn(&mut plan.roadmap, -1);
    Roadmap open looks "Go" "roadmap.form" ["d"] hint 3,
        "form": "Shows bars on a time axis, days at 50, 85 and 95 %, or now, next and later." => |_, plan, _| reform(&mut plan.roadmap);
    Roadmap open looks "Go" "roadmap.readers" ["a"] hint 4,
        "audience": "Shows what customers may see: what is promised in the nearest interval, later work without a day; again shows all." => |_, plan, _| plan.roadmap.wish.readers = plan.roadmap.wish.readers.other();
    Roadmap open looks "Go" "roadmap.fold" ["f"] hint 6 if has_groups,
        "fold": "Shows the groups alone, a bar for each, or what is in them again." => |desk, plan, _| fold(desk, plan);
    Roadmap open looks "Go" "roadmap.farther" ["+"] hint 7 if has_axis,
        "farther": "Shows more months on the axis, up to two years." => |desk, plan, _| reach(desk, &mut plan.roadmap, 1);
    Roadmap open looks "Go" "roadmap.nearer" ["-"] if has_axis,
        "nearer": "Shows fewer months on the axis." => |desk, plan, _| reach(desk, &mut plan.roadmap, -1);
    Roadmap open looks "List" "roadmap.filter" ["/", "Ctrl-f"] hint 9,
        "filter": "Filters the roadmap as you type, here and on the board." => |desk, _, chord| desk.run("board.filter", chord);
    Roadmap open looks "Record" "roadmap.edit" ["Enter", "F2"] hint 5 if has_record,
        "edit": "Opens the form of the chosen record." => |desk, plan, _| edit(desk, plan);
};

/// Every row with its days and how far ahead it is, from the top; the groups alone where they are folded.
pub fn lines(
    chart: &Chart,
    is_folded: bool,
) -> impl Iterator<Item = (RoadmapRow, Option<Span>, Distance)> {
    chart.groups.iter().flat_map(move |group| {
        let heading = RoadmapRow::Heading(group.heading, group.bars.len());
        let bars = group.bars.iter().filter(move |_| !is_folded);
        let bars = bars.map(|bar| (RoadmapRow::Entry(bar.entry), bar.span, bar.distance));
        std::iter::once((heading, group.span, group.distance())).chain(bars)
    })
}

/// Every row as it is shown, from the top.
pub fn rows(desk: &Desk, cursor: &RoadmapCursor) -> Vec<RoadmapRow> {
    let chart = cursor.chart(desk);
    let all = lines(&chart, cursor.folds());
    all.map(|(row, ..)| row).collect()
}

/// The chosen row and its position; none without rows.
pub fn chosen(desk: &Desk, cursor: &RoadmapCursor) -> Option<(usize, RoadmapRow)> {
    let rows = rows(desk, cursor);
    let last = rows.len().checked_sub(1)?;
    let near = cursor.row.min(last);
    let is_same = |row: &RoadmapRow| cursor.chosen.is_some() && row.record() == cursor.chosen;
    // A record may stand on two rows: as a heading, and below another one.
    let at = match rows.get(near).filter(|row| is_same(row)) {
        Some(_) => near,
        None => rows.iter().position(is_same).unwrap_or(near),
    };
    Some((at, *rows.get(at)?))
}

/// The record of the chosen row.
pub(super) fn record(desk: &Desk, plan: &Planning) -> Option<(&'static Kind, Id)> {
    chosen(desk, &plan.roadmap)?.1.record()
}

/// The item that is chosen.
pub(super) fn item(desk: &Desk, plan: &Planning) -> Option<Id> {
    let (kind, id) = record(desk, plan)?;
    (kind == Item::KIND).then_some(id)
}

/// Whether an item is chosen, or nothing is.
pub(super) fn is_item(desk: &Desk, plan: &Planning) -> bool {
    chosen(desk, &plan.roadmap).is_none() || item(desk, plan).is_some()
}

/// What is said of the chosen group or objective: what belongs to it, when it is done, and what that rests on.
pub(super) fn told(desk: &Desk, plan: &Planning) -> Option<Facts> {
    let (workspace, roadmap) = (desk.seen(), &desk.derived.survey.roadmap);
    let (_, row) = chosen(desk, &plan.roadmap)?;
    let mut facts = Facts::of(row.title(workspace));
    if let RoadmapRow::Heading(heading, entries) = row {
        let entries = count_words(entries, "entry", "entries");
        facts = facts.with("", format!("{entries}: {}", words::belongs(heading)));
    }
    if let RoadmapRow::Heading(GroupHeading::Increment(id), _) = row {
        let keeps = words::keeps(workspace, roadmap, id);
        facts = facts.with("", format!("In time: {keeps}."));
    }
    if let Some(said) = row.expectation(roadmap) {
        facts = facts.paragraphs(words::explained(workspace, said, roadmap.basis(said)));
    }
    Some(facts.ruled(
        "Forecast",
        worded("every mix of past iterations and sizes within their range, counted out exactly: the day by which all before it and itself is done in 50, 85, 95 of 100 cases"),
    ))
}

/// Whether there is a row to go to; if not, why.
pub(super) fn has_rows(desk: &Desk, plan: &Planning) -> Result<(), String> {
    if !plan.roadmap.chart(desk).groups.is_empty() {
        return Ok(());
    }
    Err(if desk.derived.is_surveyed() {
        empty(desk, &plan.roadmap).join(" · ")
    } else {
        "the roadmap is being computed".to_owned()
    })
}

/// What an empty roadmap says, and what to do about it.
pub(super) fn empty(desk: &Desk, cursor: &RoadmapCursor) -> Vec<&'static str> {
    if !desk.backlog.filter.0.is_empty() {
        vec![
            "The filter lets nothing through that is open.",
            worded("{ROADMAP_FILTER} changes it, {GO_BOARD} and {BOARD_CLEAR} take it away."),
        ]
    } else if cursor.wish.readers == Readers::Customers {
        vec![
            worded("Nothing is promised for the nearest interval."),
            worded(
                "It shows the items of committed objectives; {ROADMAP_READERS} shows everything.",
            ),
        ]
    } else {
        vec![
            "Nothing is open.",
            worded("{PLAN_NEW} in the plan writes an item."),
        ]
    }
}

fn has_groups(_: &Desk, plan: &Planning) -> Result<(), String> {
    let has = plan.roadmap.form != RoadmapForm::Columns;
    has.then_some(()).ok_or_else(|| {
        worded("now, next and later have one grouping · {ROADMAP_FORM} shows the time axis")
            .to_owned()
    })
}

fn has_axis(_: &Desk, plan: &Planning) -> Result<(), String> {
    let has = plan.roadmap.form == RoadmapForm::Axis;
    has.then_some(()).ok_or_else(|| {
        worded("there is no time axis in this form · {ROADMAP_FORM} shows it").to_owned()
    })
}

fn has_record(desk: &Desk, plan: &Planning) -> Result<(), String> {
    record(desk, plan)
        .map(|_| ())
        .ok_or_else(|| "a heading has nothing to edit · arrows go to a row".to_owned())
}

fn show(desk: &Desk, plan: &mut Planning) {
    plan.face = Face::Roadmap;
    if let Some(id) = desk.backlog.selected() {
        plan.roadmap.chosen = Some((Item::KIND, id));
    }
}

fn turn(cursor: &mut RoadmapCursor, by: isize) {
    cursor.wish.grouping = cursor.wish.grouping.turned(by);
    if cursor.chosen.is_none() {
        cursor.row = 0;
    }
}

fn reform(cursor: &mut RoadmapCursor) {
    cursor.form = match cursor.form {
        RoadmapForm::Axis => RoadmapForm::Days,
        RoadmapForm::Days => RoadmapForm::Columns,
        RoadmapForm::Columns => RoadmapForm::Axis,
    };
}

/// Folds the groups, with the chosen row's group chosen then; or unfolds them.
fn fold(desk: &Desk, plan: &mut Planning) {
    let rows = rows(desk, &plan.roadmap);
    let at = chosen(desk, &plan.roadmap).map_or(0, |(at, _)| at);
    let is_heading = |row: &RoadmapRow| matches!(row, RoadmapRow::Heading(..));
    let own = rows.iter().take(at + 1).rfind(|row| is_heading(row));
    let groups = rows.iter().take(at + 1).filter(|row| is_heading(row));
    plan.roadmap.row = groups.count().saturating_sub(1);
    plan.roadmap.chosen = own.and_then(|row| row.record());
    plan.roadmap.is_folded = !plan.roadmap.is_folded;
}

/// Makes the axis reach farther, or less far.
fn reach(desk: &mut Desk, cursor: &mut RoadmapCursor, by: isize) {
    let Some(axis) = cursor.chart(desk).axis else {
        return;
    };
    let is_shown = |months: &u32| i64::from(*months) * 30 >= axis.days() - 7;
    let at = REACHES.iter().position(is_shown);
    let at = at.unwrap_or(REACHES.len() - 1);
    match at.checked_add_signed(by).and_then(|at| REACHES.get(at)) {
        Some(months) => cursor.wish.months = Some(*months),
        None if by > 0 => desk.hint("the axis reaches two years at most"),
        None => desk.hint("the axis shows at least three months"),
    }
}

/// Goes so many rows down, or up.
pub(super) fn go(desk: &mut Desk, plan: &mut Planning, by: isize) {
    let last = rows(desk, &plan.roadmap).len().saturating_sub(1);
    if let Some((at, _)) = chosen(desk, &plan.roadmap) {
        choose(desk, plan, at.saturating_add_signed(by).min(last));
    }
}

/// Chooses the row at a position; an item becomes the selected one of the board, where it is listed.
pub(super) fn choose(desk: &mut Desk, plan: &mut Planning, at: usize) {
    let row = rows(desk, &plan.roadmap).get(at).copied();
    plan.roadmap.row = at;
    plan.roadmap.chosen = row.and_then(RoadmapRow::record);
    if let Some(item) = item(desk, plan) {
        desk.backlog.select(item);
    }
}

/// Opens the form of the chosen record.
pub(super) fn edit(desk: &mut Desk, plan: &Planning) {
    if let Some((kind, id)) = record(desk, plan) {
        form::open(desk, kind, id);
    }
}
