//! The columns of the backlog, and the cells of its rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::backlog::BacklogRow;
use crate::desk::estimate::{self, Estimate};
use crate::model::field::{Choice, Value};
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::settings::{Lens, Settings};
use crate::model::words::worded;
use crate::scoring::evaluation::Score;
use crate::scoring::levels::progress;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::ranking::method::{Method, Pull};
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::readiness;
use crate::ui::buckets;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Align, Bar, Cell, Column, Focus, Row as TableRow, RowState, Width};
use crate::views::board::draw::warned;
use crate::views::board::state::Board;

/// What stands in a column.
#[derive(Clone, Copy)]
enum Part {
    Rank,
    Bucket,
    Title,
    Moved,
    Flag,
    Cost,
    /// The estimate at this place among those of the method.
    Input(usize),
    Iteration,
    /// How many of the rules of readiness it meets.
    Ready,
    Near,
    Score,
    Bar,
}

/// Which columns there are, and what is looked up once a frame.
pub(super) struct Plan<'a> {
    desk: &'a Desk,
    board: &'a Board,
    look: &'a Look,
    method: &'static Method,
    inputs: Vec<Estimate>,
    marks: Vec<String>,
    warned: Arc<BTreeSet<Id>>,
    /// Whether the cursor is in the estimate columns, which then come first.
    is_estimating: bool,
    /// Whether every row has two lines.
    is_tall: bool,
    parts: Vec<Part>,
}

impl<'a> Plan<'a> {
    /// The columns of a list of so many rows.
    pub(super) fn of(desk: &'a Desk, board: &'a Board, look: &'a Look, rows: usize) -> Self {
        let method = Method::of(desk.derived.evaluation.lens);
        let inputs = estimate::columns(desk.seen(), method.lens);
        let is_estimating = desk.backlog.column.is_some();
        let beside = |part| (!is_estimating).then_some(part);
        let mut parts = vec![Part::Rank, Part::Bucket, Part::Title];
        // A column that would be empty takes no cell from the titles.
        let has_moves = !desk.backlog.moved.is_empty();
        parts.extend(has_moves.then_some(Part::Moved));
        parts.push(Part::Flag);
        parts.extend((0..inputs.len()).map(Part::Input));
        if method.shows_cost {
            // Before the size, which is the last input.
            parts.insert(parts.len().saturating_sub(1), Part::Cost);
        }
        if !desk.derived.timed.is_empty() {
            parts.extend(beside(Part::Iteration));
        }
        if !desk.seen().the::<Settings>().ready_rules.is_empty() {
            parts.extend(beside(Part::Ready));
        }
        if has_near_ties(method.lens) {
            parts.push(Part::Near);
        }
        parts.push(Part::Score);
        parts.extend(beside(Part::Bar));
        let listed = &desk.backlog.rows;
        let lines = |row: &BacklogRow| 1 + usize::from(row.item().is_some());
        let surveyed = (desk.derived.state_surveyed(), desk.presenting.is_some());
        let is_tall = listed.len() <= rows && listed.iter().map(lines).sum::<usize>() <= rows;
        Self {
            marks: buckets::marks(desk, look),
            warned: (board.warned).get(surveyed, (), || warned(desk)),
            desk,
            board,
            look,
            method,
            inputs,
            is_estimating,
            is_tall,
            parts,
        }
    }

    /// By what the rows are sorted when the heading of a column is pressed.
    pub(super) fn key(&self, at: usize) -> Option<&'static str> {
        match self.parts.get(at)? {
            Part::Rank | Part::Score => Some("rank"),
            Part::Bucket => Some("bucket"),
            Part::Title => Some("title"),
            Part::Iteration => Some(worded("iteration")),
            Part::Cost => Some("cod"),
            Part::Input(at) => {
                let own = self.inputs.get(*at).filter(|one| one.criterion.is_none())?;
                Some(Item::KIND.fields.get(own.field)?.name)
            }
            Part::Flag | Part::Moved | Part::Ready | Part::Near | Part::Bar => None,
        }
    }

    /// The columns. What comes late from a width on goes first where it is narrow: title, rank and score never.
    pub(super) fn columns(&self) -> Vec<Column<'_>> {
        use Align::{Left, Right};
        use Width::{Fill, Fixed};
        let beside = |from| if self.is_estimating { 0 } else { from };
        let digits = self.desk.backlog.rows.len().to_string().len().max(3);
        let ranks = u16::try_from(digits).unwrap_or(4);
        let column = |part: &Part| match part {
            Part::Rank => Column::new("#", Fixed(ranks), Right, 0, 0),
            Part::Bucket | Part::Flag => Column::new("", Fixed(1), Left, 1, 0),
            Part::Title => Column::new(worded("Item"), Fill(24), Left, 1, 0),
            Part::Moved => Column::new("", Fixed(3), Right, 1, 56),
            Part::Cost => Column::new("CoD", Fixed(4), Right, 0, beside(75)),
            Part::Input(at) => {
                let title = self.inputs.get(*at).map_or("", |one| one.heading.as_str());
                let is_size = self.method.shows_cost && at + 1 == self.inputs.len();
                let (width, from) = match title.len() {
                    // A size that is not settled is written as its range.
                    _ if is_size && self.is_tall && !self.is_estimating => (7, 62),
                    _ if is_size => (4, 62),
                    5.. => (6, 90),
                    _ => (4, 90),
                };
                Column::new(title, Fixed(width), Right, 1, beside(from))
            }
            Part::Iteration => Column::new("Iter", Fixed(4), Right, 2, 70),
            Part::Ready => Column::new("Ready", Fixed(5), Right, 1, 64),
            Part::Near => Column::new("", Fixed(1), Left, 1, 56),
            Part::Score => {
                let width = match self.method.lens {
                    Lens::Moscow => 9,
                    Lens::Rice | Lens::Money | Lens::Dates | Lens::Outcome | Lens::Return => 10,
                    Lens::Wsjf | Lens::Hand | Lens::Weighted | Lens::Order => 6,
                };
                Column::new(self.method.heading, Fixed(width), Right, 1, 0)
            }
            Part::Bar => Column::new("", Fixed(8), Left, 1, 90),
        };
        self.parts.iter().map(column).collect()
    }

    /// Which column the rows are sorted by.
    pub(super) fn sorted(&self) -> Option<usize> {
        let mut places = 0..self.parts.len();
        match &self.desk.backlog.sort {
            Some(sort) => places.find(|at| self.key(*at) == Some(sort.key.as_str())),
            None => places.rfind(|at| self.key(*at) == Some("rank")),
        }
    }

    /// A row as the table draws it.
    pub(super) fn row(&self, row: BacklogRow, is_selected: bool) -> TableRow<'static> {
        let (desk, evaluation) = (self.desk, &self.desk.derived.evaluation);
        let Some(id) = row.item() else {
            return TableRow::Line(row.words(desk.seen(), evaluation).into());
        };
        let state = RowState::of(is_selected, Focus::of(!self.board.is_in_detail));
        let Some((item, score)) = desk.seen().get::<Item>(id).zip(evaluation.score(id)) else {
            return TableRow::Cells(state, Vec::new());
        };
        let parts = self.parts.iter();
        let depth = match row {
            BacklogRow::Part(_, depth) => depth,
            BacklogRow::Item(_)
            | BacklogRow::Cut
            | BacklogRow::Unscored(_)
            | BacklogRow::Above(_)
            | BacklogRow::Closed(_) => 0,
        };
        let cells = parts
            .map(|part| self.cell(*part, (item, depth), score, is_selected))
            .collect();
        if self.is_tall {
            TableRow::Tall(state, cells, self.below(item, score))
        } else {
            TableRow::Cells(state, cells)
        }
    }

    /// What stands below a title where there is room: what is missing or how far it is, who asked, what must come first.
    fn below(&self, item: &Item, score: Score<'_>) -> String {
        let seen = self.desk.seen();
        let mut parts = Vec::new();
        if score.line.missing.is_empty() {
            let class = item.moscow.map(|class| class.word().label);
            parts.push(class.unwrap_or(item.state.word().label).to_owned());
        } else {
            parts.push(format!("missing: {}", score.line.missing.join(", ")));
        }
        let who = seen.name::<Person>(item.requester.0);
        if !who.is_empty() {
            parts.push(format!("asked by {who}"));
        }
        let mut open = item.needs.0.iter().filter_map(|id| seen.get::<Item>(*id));
        if let Some(need) = open.find(|need| need.state.is_open()) {
            parts.push(format!("depends on {}", need.title));
        }
        self.look.joined(&parts)
    }

    /// What stands before a title: how deep it is listed, and of an item with parts whether they are listed and how
    /// many are done.
    fn nesting(&self, item: &Item, depth: u16) -> String {
        let indent = "  ".repeat(usize::from(depth));
        let Some((done, all)) = progress(self.desk.seen(), item.id) else {
            return indent;
        };
        let is_open = self.desk.backlog.unfolded.contains(&item.id);
        format!("{indent}{} {done}/{all} ", if is_open { "-" } else { "+" })
    }

    fn cell(
        &self,
        part: Part,
        (item, depth): (&Item, u16),
        score: Score<'_>,
        is_selected: bool,
    ) -> Cell<'static> {
        let (desk, look) = (self.desk, self.look);
        match part {
            Part::Rank => Cell::text(known(score.rank, look.symbols.no_score), look.muted()),
            Part::Bucket => {
                let at = buckets::place(desk, item);
                let mark = at.and_then(|at| self.marks.get(at)).cloned();
                let style = at.map_or(look.muted(), |at| look.bucket(at));
                Cell::text(mark.unwrap_or_default(), style)
            }
            Part::Flag => self.flag(item, score),
            // What does not compete for the coming increment stands back.
            Part::Title => {
                let competes = score.turn.competes();
                let style = if competes { look.text() } else { look.muted() };
                let race = &self.desk.derived.evaluation.race;
                let mark = race.mark(self.desk.seen(), item);
                let mark = mark.map_or_else(String::new, |mark| format!("({mark}) "));
                Cell::text(
                    format!("{}{mark}{}", self.nesting(item, depth), item.title),
                    style,
                )
            }
            Part::Moved => {
                let by = desk.backlog.moved.get(&item.id).copied();
                let by = i64::try_from(by.unwrap_or_default()).unwrap_or_default();
                Cell::text(text::rank_change(by, look.symbols), look.steady())
            }
            Part::Iteration => {
                // An iteration of another increment has the name of one of the coming one.
                let name = match score.turn {
                    IncrementTurn::Earlier => Some("now".to_owned()),
                    IncrementTurn::Later => Some("next".to_owned()),
                    IncrementTurn::Closed
                    | IncrementTurn::Spent
                    | IncrementTurn::Coming
                    | IncrementTurn::Running
                    | IncrementTurn::Carried
                    | IncrementTurn::Open
                    | IncrementTurn::NotNow
                    | IncrementTurn::Within => {
                        let iteration = desk.seen().linked(&item.iteration);
                        iteration.map(|one: &Iteration| one.name.clone())
                    }
                };
                Cell::text(known(name, look.symbols.no_score), look.muted())
            }
            Part::Ready => match readiness(desk.seen(), item) {
                Some(ready) if ready.is_ready() == Some(false) => {
                    Cell::text(format!("{}/{}", ready.met, ready.of), look.over())
                }
                Some(ready) => Cell::text(format!("{}/{}", ready.met, ready.of), look.muted()),
                None => Cell::text("", look.muted()),
            },
            Part::Cost => match score.cost_of_delay {
                Some(cost) => Cell::text(text::amount(cost, look.symbols), look.text()),
                None => Cell::text(look.symbols.no_score, look.muted()),
            },
            // What has no rank of its own lacks nothing.
            Part::Input(at) if item.state.is_open() && !score.is_ranked => {
                let column = self.inputs.get(at).map(|column| column.value(item));
                match column {
                    Some(Value::Blank) | None if !is_selected => Cell::text("", look.muted()),
                    Some(_) | None => self.input(at, item, is_selected),
                }
            }
            Part::Input(at) => self.input(at, item, is_selected),
            Part::Near if self.is_near_tie(item) => Cell::text(look.symbols.near, look.strong()),
            Part::Near => Cell::text("", look.text()),
            Part::Score => self.score(item, score),
            Part::Bar => {
                let value = score.line.score.map_or(0, Ratio::to_hundredths);
                let largest = desk.derived.evaluation.highest;
                let largest = largest.map_or(0, Ratio::to_hundredths);
                Cell::Bar(Bar { value, largest }, look.muted())
            }
        }
    }

    /// Why an item stands where it does: carried, selected, placed by hand, pulled by what it is linked with, or
    /// before what it depends on.
    fn flag(&self, item: &Item, score: Score<'_>) -> Cell<'static> {
        let (desk, look) = (self.desk, self.look);
        let carry = self.board.carry.as_ref();
        let (mark, style) = if carry.is_some_and(|carry| carry.placing.id == item.id) {
            (look.symbols.carried, look.focus())
        } else if desk.backlog.marked.contains(&item.id) {
            (look.symbols.selected, look.focus())
        } else if score.is_pinned && score.own_rank == score.rank {
            (look.symbols.by_hand, look.muted())
        } else if score.is_pinned {
            (look.symbols.by_hand, look.over())
        } else if self.warned.contains(&item.id) {
            (look.symbols.attention, look.over())
        } else {
            match score.line.pull {
                Pull::None => ("", look.text()),
                Pull::Lifted => (look.symbols.needed, look.steady()),
                Pull::HeldBack => (look.symbols.depends, look.under()),
            }
        };
        Cell::text(mark, style)
    }

    fn score(&self, item: &Item, score: Score<'_>) -> Cell<'static> {
        let (look, evaluation) = (self.look, &self.desk.derived.evaluation);
        let Some(score) = score.line.score else {
            return Cell::text(look.symbols.no_score, look.muted());
        };
        if self.method.lens == Lens::Moscow {
            let class = item.moscow.map_or("", |class| class.word().label);
            return Cell::text(class, look.strong());
        }
        let digits = text::decimal(&evaluation.written(item.id, score), look.symbols);
        Cell::text(digits, look.strong())
    }

    /// Whether an item's score is as good as that of a neighbor, where the score decides its place.
    fn is_near_tie(&self, item: &Item) -> bool {
        // A place by hand or a bundle holds an item whatever its score.
        let by_score = has_near_ties(self.method.lens) && item.pin.is_none();
        let derived = &self.desk.derived;
        let firmness = derived.survey.firmness.as_ref();
        let near = || firmness.and_then(|firmness| firmness.nearly_tied(item.id));
        by_score && derived.is_surveyed() && near().is_some()
    }

    /// An estimate: the value, `?` where it is unknown, and what is half typed under the cursor.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the other values read as they are typed"
    )]
    fn input(&self, at: usize, item: &Item, is_selected: bool) -> Cell<'static> {
        let (desk, look) = (self.desk, self.look);
        let Some(column) = self.inputs.get(at) else {
            return Cell::text("", look.text());
        };
        let holds = column.holds();
        let words = match &column.value(item) {
            Value::Points(points) => match (points.value, points.range) {
                (None, Some((low, high))) if self.is_tall => Some(format!("{low} to {high}")),
                (value, _) => value.map(|value| value.to_string()),
            },
            Value::Blank => None,
            value @ Value::Choice(_) => Some(holds.format(value).chars().take(6).collect()),
            value => Some(holds.format(value)),
        };
        let is_size = Item::KIND.field("size") == Some(column.field);
        let mut style = match words {
            _ if is_size && desk.preferences.side.dims_sizes() => look.muted(),
            Some(_) => look.text(),
            None => look.over(),
        };
        let mut words = known(words, look.symbols.unknown);
        if column.is_off_scale(item) {
            words.push('*');
        }
        if is_selected && desk.backlog.column == Some(at) {
            if let Some(typed) = desk.typed_for(item.id, &column.name()) {
                words = format!("{typed}_");
            }
            style = look.chosen();
        }
        Cell::text(words, style)
    }
}

/// Whether near ties are told of the order under a lens.
const fn has_near_ties(lens: Lens) -> bool {
    matches!(lens, Lens::Wsjf | Lens::Hand)
}
