//! The columns of the backlog, and the cells of its rows.

use std::borrow::Cow;

use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::backlog::Row;
use crate::desk::estimate::{self, Estimate};
use crate::model::field::{Choice, FieldType, Value};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::scoring::ranking::method::{Method, Pull};
use crate::scoring::ratio::Ratio;
use crate::ui::buckets;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Align, Bar, Cell, Column, Row as TableRow, RowState, Width};
use crate::views::board::Board;

/// Which columns there are, and what is looked up once a frame.
pub(super) struct Plan {
    inputs: Vec<Estimate>,
    marks: Vec<String>,
    heading: &'static str,
    lens: Lens,
    /// Whether the cursor is in the estimate columns, which then come first.
    estimates: bool,
    /// The sort key of each column, in the order of [`Plan::columns`].
    pub(super) keys: Vec<Option<&'static str>>,
}

impl Plan {
    pub(super) fn of(desk: &Desk, look: &Look) -> Self {
        let lens = desk.derived.evaluation.lens;
        let inputs = estimate::columns(desk.seen(), lens);
        let estimates = desk.backlog.column.is_some();
        let field = |column: &Estimate| Item::KIND.fields.get(column.field).map(|field| field.name);
        let mut keys = vec![Some("rank"), Some("bucket"), None, Some("title"), None];
        if !estimates {
            keys.push(Some("iteration"));
        }
        keys.extend(inputs.iter().map(|column| {
            if column.criterion.is_some() {
                None
            } else {
                field(column)
            }
        }));
        let has_cost = Method::of(lens).shows_cost;
        if has_cost {
            // Before the size, which is the last input.
            let at = keys.len().saturating_sub(1);
            keys.insert(at, Some("cod"));
        }
        keys.push(Some("rank"));
        if !estimates {
            keys.push(None);
        }
        Self {
            marks: buckets::marks(desk, look),
            inputs,
            heading: Method::of(lens).heading,
            lens,
            estimates,
            keys,
        }
    }

    pub(super) fn columns(&self) -> Vec<Column<'_>> {
        let fixed = |title, cells, align, gap, from| Column {
            title,
            width: Width::Fixed(cells),
            align,
            gap,
            from,
        };
        let number = |title, cells, from| fixed(title, cells, Align::Right, 1, from);
        let mut all = vec![
            fixed("#", 4, Align::Right, 0, 0),
            fixed("", 1, Align::Left, 1, 0),
            fixed("", 1, Align::Left, 0, 0),
            Column {
                title: "Item",
                width: Width::Fill(12),
                align: Align::Left,
                gap: 1,
                from: 0,
            },
            fixed("", 3, Align::Right, 0, 56),
        ];
        if !self.estimates {
            all.push(fixed("Iter", 4, Align::Right, 1, 56));
        }
        let has_cost = Method::of(self.lens).shows_cost;
        let last = self.inputs.len().saturating_sub(1);
        for (at, column) in self.inputs.iter().enumerate() {
            let width = if column.heading.len() > 4 { 6 } else { 4 };
            if at == last && has_cost {
                all.push(number("CoD", 4, if self.estimates { 0 } else { 50 }));
                all.push(number(
                    &column.heading,
                    4,
                    if self.estimates { 0 } else { 44 },
                ));
            } else {
                all.push(number(
                    &column.heading,
                    width,
                    if self.estimates { 0 } else { 90 },
                ));
            }
        }
        all.push(number(
            self.heading,
            match self.lens {
                Lens::Moscow => 9,
                Lens::Rice => 8,
                Lens::Money | Lens::Dates => 10,
                // One cell more for the mark of a near tie.
                Lens::Wsjf | Lens::Hand => 7,
                Lens::Weighted | Lens::Order => 6,
            },
            0,
        ));
        if !self.estimates {
            all.push(fixed("", 8, Align::Left, 1, 66));
        }
        all
    }

    pub(super) fn sorted(&self, desk: &Desk) -> Option<usize> {
        match &desk.backlog.sort {
            Some(sort) => self
                .keys
                .iter()
                .position(|key| *key == Some(sort.key.as_str())),
            None => self.keys.iter().rposition(|key| *key == Some("rank")),
        }
    }

    pub(super) fn row(
        &self,
        desk: &Desk,
        board: &Board,
        look: &Look,
        row: Row,
        is_selected: bool,
    ) -> TableRow<'static> {
        let evaluation = &desk.derived.evaluation;
        match row {
            Row::Cut => {
                let capacity = evaluation
                    .cut
                    .map(|cut| cut.capacity.rounded())
                    .unwrap_or_default();
                TableRow::Line(Cow::Owned(format!("cut: {capacity} points")))
            }
            Row::Unscored(count) => TableRow::Line(Cow::Owned(format!(
                "{} without a score",
                text::count(count, "item", "items")
            ))),
            Row::Closed(count) => {
                TableRow::Line(Cow::Owned(format!("{count} done, parked or declined")))
            }
            Row::Item(id) => {
                let state = match (is_selected, board.is_in_detail) {
                    (false, _) => RowState::Plain,
                    (true, false) => RowState::Selected,
                    (true, true) => RowState::Remembered,
                };
                TableRow::Cells(state, self.cells(desk, board, look, id, is_selected))
            }
        }
    }

    /// Whether one step on any estimate swaps an item with its neighbor on the screen.
    fn is_near_tie(&self, desk: &Desk, item: &Item) -> bool {
        // A pin or a bundle holds an item whatever its score.
        let by_score = matches!(self.lens, Lens::Wsjf | Lens::Hand) && item.pin.is_none();
        let firmness = desk.derived.survey.firmness.as_ref();
        by_score
            && desk.derived.is_surveyed()
            && firmness
                .and_then(|firmness| firmness.of(item.id))
                .is_some_and(|firm| firm.nearly_tied.is_some())
    }

    fn cells(
        &self,
        desk: &Desk,
        board: &Board,
        look: &Look,
        id: Id,
        is_selected: bool,
    ) -> Vec<Cell<'static>> {
        let evaluation = &desk.derived.evaluation;
        let (Some(item), Some(score)) = (desk.seen().get::<Item>(id), evaluation.score(id)) else {
            return Vec::new();
        };
        let words = |text: String, style: Style| Cell::Text(Cow::Owned(text), style);
        let bucket = buckets::place(desk, item);
        let mark = bucket
            .and_then(|at| self.marks.get(at))
            .cloned()
            .unwrap_or_default();
        let rank = score.rank.map_or_else(String::new, |rank| rank.to_string());
        let is_carried = board.carry.as_ref().is_some_and(|c| c.placing.id == id);
        let (flag, flag_style) = if is_carried {
            (look.symbols.carried, look.focus())
        } else if desk.backlog.marked.contains(&id) {
            (look.symbols.done, look.focus())
        } else if score.is_pinned {
            (
                "p",
                if score.own_rank == score.rank {
                    look.muted()
                } else {
                    look.over()
                },
            )
        } else {
            match score.line.pull {
                Pull::None => ("", look.text()),
                Pull::Lifted => (look.symbols.up, look.steady()),
                Pull::HeldBack => (look.symbols.down, look.under()),
            }
        };
        let moved = desk.backlog.moved.get(&id).copied().unwrap_or_default();
        let moved = text::rank_change(i64::try_from(moved).unwrap_or_default(), look.symbols);
        let title = if item.state.is_open() {
            look.text()
        } else {
            look.muted()
        };
        let mut cells = vec![
            words(rank, look.muted()),
            words(mark, bucket.map_or(look.muted(), |at| look.bucket(at))),
            words(flag.to_owned(), flag_style),
            words(item.title.clone(), title),
            words(moved, look.steady()),
        ];
        if !self.estimates {
            let iteration = item
                .iteration
                .0
                .and_then(|id| desk.seen().get::<Iteration>(id));
            cells.push(words(
                iteration.map_or_else(|| look.symbols.pip_empty.to_owned(), |i| i.name.clone()),
                look.muted(),
            ));
        }
        let has_cost = Method::of(self.lens).shows_cost;
        let last = self.inputs.len().saturating_sub(1);
        for (at, column) in self.inputs.iter().enumerate() {
            if at == last && has_cost {
                cells.push(match score.cost_of_delay {
                    Some(cost) => words(text::amount(cost, look.symbols), look.text()),
                    None => words(look.symbols.no_score.to_owned(), look.muted()),
                });
            }
            cells.push(input(desk, look, item, (at, column), is_selected));
        }
        cells.push(match score.line.score {
            None => words(look.symbols.no_score.to_owned(), look.muted()),
            Some(_) if self.lens == Lens::Moscow => words(
                item.moscow
                    .map(|class| class.word().label)
                    .unwrap_or_default()
                    .to_owned(),
                look.strong(),
            ),
            Some(score) => {
                let digits = text::decimal(&score.to_decimal(2), look.symbols);
                let mark = if self.is_near_tie(desk, item) {
                    look.symbols.near
                } else {
                    ""
                };
                words(format!("{mark}{digits:>6}"), look.strong())
            }
        });
        if !self.estimates {
            let value = score.line.score.map_or(0, Ratio::to_hundredths);
            let largest = evaluation.highest.map_or(0, Ratio::to_hundredths);
            cells.push(Cell::Bar(Bar { value, largest }, look.muted()));
        }
        cells
    }
}

/// The cell of an estimate; a question mark where nobody knows it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other values read as they are typed"
)]
fn input(
    desk: &Desk,
    look: &Look,
    item: &Item,
    (at, column): (usize, &Estimate),
    is_selected: bool,
) -> Cell<'static> {
    let value = column.value(item);
    let holds = Item::KIND
        .fields
        .get(column.field)
        .map_or(FieldType::Number, |field| field.holds);
    let (mut words, mut style) = match &value {
        Value::Points(points) => match points.value {
            Some(value) => (value.to_string(), look.text()),
            None => ("?".to_owned(), look.over()),
        },
        Value::Blank => ("?".to_owned(), look.over()),
        Value::Choice(_) => (holds.format(&value).chars().take(6).collect(), look.text()),
        value => (holds.format(value), look.text()),
    };
    if column.is_off_scale(item) {
        words.push('*');
    }
    if is_selected && desk.backlog.column == Some(at) {
        if let Some(typed) = desk.typed_for(item.id, &column.name()) {
            words = format!("{typed}_");
        }
        style = look.chosen();
    }
    Cell::Text(Cow::Owned(words), style)
}
