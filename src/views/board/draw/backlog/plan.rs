//! The columns of the backlog, and the cells of its rows.

use crate::desk::Desk;
use crate::desk::backlog::Row;
use crate::desk::estimate::{self, Estimate};
use crate::model::field::{Choice, Value};
use crate::model::format::known;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::scoring::evaluation::Score;
use crate::scoring::ranking::method::{Method, Pull};
use crate::scoring::ratio::Ratio;
use crate::ui::buckets;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Align, Bar, Cell, Column, Focus, Row as TableRow, RowState, Width};
use crate::views::board::state::Board;

/// What stands in a column.
#[derive(Clone, Copy)]
enum Part {
    Rank,
    Bucket,
    Flag,
    Title,
    Moved,
    Iteration,
    Cost,
    /// The estimate at this place among those of the method.
    Input(usize),
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
    /// Whether the cursor is in the estimate columns, which then come first.
    is_estimating: bool,
    parts: Vec<Part>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(desk: &'a Desk, board: &'a Board, look: &'a Look) -> Self {
        let method = Method::of(desk.derived.evaluation.lens);
        let inputs = estimate::columns(desk.seen(), method.lens);
        let is_estimating = desk.backlog.column.is_some();
        let beside = |part| (!is_estimating).then_some(part);
        let mut parts = vec![
            Part::Rank,
            Part::Bucket,
            Part::Flag,
            Part::Title,
            Part::Moved,
        ];
        parts.extend(beside(Part::Iteration));
        parts.extend((0..inputs.len()).map(Part::Input));
        if method.shows_cost {
            // Before the size, which is the last input.
            parts.insert(parts.len().saturating_sub(1), Part::Cost);
        }
        parts.push(Part::Score);
        parts.extend(beside(Part::Bar));
        Self {
            marks: buckets::marks(desk, look),
            desk,
            board,
            look,
            method,
            inputs,
            is_estimating,
            parts,
        }
    }

    /// By what the rows are sorted when the heading of a column is pressed.
    pub(super) fn key(&self, at: usize) -> Option<&'static str> {
        match self.parts.get(at)? {
            Part::Rank | Part::Score => Some("rank"),
            Part::Bucket => Some("bucket"),
            Part::Title => Some("title"),
            Part::Iteration => Some("iteration"),
            Part::Cost => Some("cod"),
            Part::Input(at) => {
                let own = self.inputs.get(*at).filter(|one| one.criterion.is_none())?;
                Some(Item::KIND.fields.get(own.field)?.name)
            }
            Part::Flag | Part::Moved | Part::Bar => None,
        }
    }

    pub(super) fn columns(&self) -> Vec<Column<'_>> {
        use Align::{Left, Right};
        use Width::{Fill, Fixed};
        let beside = |from| if self.is_estimating { 0 } else { from };
        let column = |part: &Part| match part {
            Part::Rank => Column::new("#", Fixed(4), Right, 0, 0),
            Part::Bucket => Column::new("", Fixed(1), Left, 1, 0),
            Part::Flag => Column::new("", Fixed(1), Left, 0, 0),
            Part::Title => Column::new("Item", Fill(12), Left, 1, 0),
            Part::Moved => Column::new("", Fixed(3), Right, 0, 56),
            Part::Iteration => Column::new("Iter", Fixed(4), Right, 1, 56),
            Part::Cost => Column::new("CoD", Fixed(4), Right, 1, beside(50)),
            Part::Input(at) => {
                let title = self.inputs.get(*at).map_or("", |one| one.heading.as_str());
                let is_size = self.method.shows_cost && at + 1 == self.inputs.len();
                let (width, from) = match title.len() {
                    _ if is_size => (4, 44),
                    5.. => (6, 90),
                    _ => (4, 90),
                };
                Column::new(title, Fixed(width), Right, 1, beside(from))
            }
            Part::Score => {
                let width = match self.method.lens {
                    Lens::Moscow => 9,
                    Lens::Rice | Lens::Money | Lens::Dates => 10,
                    // One cell more for the mark of a near tie.
                    Lens::Wsjf | Lens::Hand => 7,
                    Lens::Weighted | Lens::Order => 6,
                };
                Column::new(self.method.heading, Fixed(width), Right, 1, 0)
            }
            Part::Bar => Column::new("", Fixed(8), Left, 1, 66),
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
    pub(super) fn row(&self, row: Row, is_selected: bool) -> TableRow<'static> {
        let evaluation = &self.desk.derived.evaluation;
        let Some(id) = row.item() else {
            return TableRow::Line(row.words(evaluation).into());
        };
        let state = RowState::of(is_selected, Focus::of(!self.board.is_in_detail));
        let known = self.desk.seen().get::<Item>(id).zip(evaluation.score(id));
        let cells = known.map_or_else(Vec::new, |(item, score)| {
            let parts = self.parts.iter();
            parts
                .map(|part| self.cell(*part, item, score, is_selected))
                .collect()
        });
        TableRow::Cells(state, cells)
    }

    fn cell(&self, part: Part, item: &Item, score: Score<'_>, is_selected: bool) -> Cell<'static> {
        let (desk, look) = (self.desk, self.look);
        match part {
            Part::Rank => Cell::text(known(score.rank, ""), look.muted()),
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
                let mark = self.desk.derived.evaluation.race.mark(item);
                let mark = mark.map_or_else(String::new, |mark| format!("({mark}) "));
                Cell::text(format!("{mark}{}", item.title), style)
            }
            Part::Moved => {
                let by = desk.backlog.moved.get(&item.id).copied();
                let by = i64::try_from(by.unwrap_or_default()).unwrap_or_default();
                Cell::text(text::rank_change(by, look.symbols), look.steady())
            }
            Part::Iteration => {
                let iteration = desk.seen().linked(&item.iteration);
                let name = iteration.map(|one: &Iteration| one.name.clone());
                Cell::text(known(name, look.symbols.pip_empty), look.muted())
            }
            Part::Cost => match score.cost_of_delay {
                Some(cost) => Cell::text(text::amount(cost, look.symbols), look.text()),
                None => Cell::text(look.symbols.no_score, look.muted()),
            },
            Part::Input(at) => self.input(at, item, is_selected),
            Part::Score => self.score(item, score),
            Part::Bar => {
                let value = score.line.score.map_or(0, Ratio::to_hundredths);
                let largest = desk.derived.evaluation.highest;
                let largest = largest.map_or(0, Ratio::to_hundredths);
                Cell::Bar(Bar { value, largest }, look.muted())
            }
        }
    }

    /// Why an item stands where it does: carried, marked, pinned, or pulled by what it is linked with.
    fn flag(&self, item: &Item, score: Score<'_>) -> Cell<'static> {
        let (desk, look) = (self.desk, self.look);
        let carry = self.board.carry.as_ref();
        let (mark, style) = if carry.is_some_and(|carry| carry.placing.id == item.id) {
            (look.symbols.carried, look.focus())
        } else if desk.backlog.marked.contains(&item.id) {
            (look.symbols.done, look.focus())
        } else if score.is_pinned && score.own_rank == score.rank {
            ("p", look.muted())
        } else if score.is_pinned {
            ("p", look.over())
        } else {
            match score.line.pull {
                Pull::None => ("", look.text()),
                Pull::Lifted => (look.symbols.up, look.steady()),
                Pull::HeldBack => (look.symbols.down, look.under()),
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
        let (near, firm) = (look.symbols.near, "");
        let mark = if self.is_near_tie(item) { near } else { firm };
        Cell::text(format!("{mark}{digits:>6}"), look.strong())
    }

    /// Whether an item's score is as good as that of a neighbor, where the score decides its place.
    fn is_near_tie(&self, item: &Item) -> bool {
        // A pin or a bundle holds an item whatever its score.
        let by_score = matches!(self.method.lens, Lens::Wsjf | Lens::Hand) && item.pin.is_none();
        let derived = &self.desk.derived;
        let firmness = derived.survey.firmness.as_ref();
        let firm = firmness.and_then(|firmness| firmness.of(item.id));
        by_score && derived.is_surveyed() && firm.is_some_and(|firm| firm.nearly_tied.is_some())
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
            Value::Points(points) => points.value.map(|value| value.to_string()),
            Value::Blank => None,
            value @ Value::Choice(_) => Some(holds.format(value).chars().take(6).collect()),
            value => Some(holds.format(value)),
        };
        let mut style = if words.is_some() {
            look.text()
        } else {
            look.over()
        };
        let mut words = known(words, "?");
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
