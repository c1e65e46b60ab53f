//! The roadmap: groups, entries, and beside each when it is done at 50, 85 and 95 %, or [`axis`] in its place, or
//! [`columns()`] without a day; below it what is said of the chosen row.

mod axis;
mod columns;

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};
use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::{Class, frame};
use crate::dialogs::draw::own;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::objective::{Commitment, Objective};
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::forecast::Certainty;
use crate::scoring::forecast::inputs::expected;
use crate::scoring::forecast::roadmap::chart::{Chart, Distance, Readers, Span};
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry};
use crate::scoring::forecast::roadmap::{Expectation, Roadmap, UnknownDate, words};
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Rule, Scrollbar, Table, Width, put, say_lines,
    scroll_to, under,
};
use crate::views::plan::roadmap::{RoadmapCursor, RoadmapForm, RoadmapRow, chosen, empty, lines};

/// What is drawn, and with what.
struct Scene<'a> {
    desk: &'a Desk,
    roadmap: &'a Roadmap,
    chart: &'a Chart,
    cursor: &'a RoadmapCursor,
    look: &'a Look,
    marks: &'a [String],
}

/// A row with its days and how far ahead it is.
type RoadmapLine = (RoadmapRow, Option<Span>, Distance);

/// Draws the roadmap in place of the iterations.
pub(super) fn draw(
    desk: &Desk,
    cursor: &RoadmapCursor,
    look: &Look,
    marks: &[String],
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let size = buf.area.as_size();
    let body = frame(size).body;
    let below = match Class::of(size) {
        Class::TooSmall | Class::Compact => 6.min(body.height / 2),
        Class::Wide => 8,
        Class::Broad => 10,
    };
    let [list, detail] = Layout::vertical([Fill(1), Length(below)]).areas(body);
    let scene = Scene {
        desk,
        roadmap: &desk.derived.survey.roadmap,
        chart: &cursor.chart(desk),
        cursor,
        look,
        marks,
    };
    let chosen = chosen(desk, cursor);
    let body = scene.head(list, buf);
    match (chosen, cursor.form) {
        (None, _) => scene.nothing(body, buf),
        (Some((at, _)), RoadmapForm::Axis) => scene.axis(at, body, buf, hits),
        (Some((at, _)), RoadmapForm::Days) => scene.list(at, body, buf, hits),
        (Some((_, row)), RoadmapForm::Columns) => scene.columns(row, body, buf, hits),
    }
    scene.detail(chosen.map(|(_, row)| row), detail, buf);
}

impl Scene<'_> {
    /// What the roadmap is of and for whom, and what makes it weak. Gives back what is left.
    fn head(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let (desk, look) = (self.desk, self.look);
        let is_inside = self.cursor.wish.readers == Readers::Inside;
        let base = match self.roadmap.bases.first() {
            Some(_) if !is_inside => "for customers".to_owned(),
            Some(ground) if desk.derived.is_surveyed() => words::basis(desk.seen(), ground),
            _ => format!("computing{}", look.symbols.more),
        };
        let filter = desk.said(&desk.backlog.filter.0);
        let notes = [filter.to_string(), base];
        let notes: Vec<&String> = notes.iter().filter(|note| !note.is_empty()).collect();
        let turned = words::grouping(self.cursor.wished().grouping);
        let (title, note) = (format!("Roadmap {turned}"), look.joined(&notes));
        Rule::new(&title, &note, Focus::Here).draw(look, area, buf);
        let below = under(area, 1);
        let mut warnings = words::overflow(self.chart);
        if self.cursor.form != RoadmapForm::Axis {
            warnings.clear();
        }
        if is_inside {
            warnings.extend(words::warnings(desk.seen(), self.roadmap));
        }
        if warnings.is_empty() || below.height <= 4 {
            return below;
        }
        let room = usize::from(below.width.saturating_sub(4));
        let line = text::fit(&look.joined(&warnings), room, look.symbols.more);
        let line = format!("{} {line}", look.symbols.attention);
        put(buf, below, below.x + 1, below.y, &line, look.over());
        under(below, 1)
    }

    fn nothing(&self, area: Rect, buf: &mut Buffer) {
        let look = self.look;
        let words = empty(self.desk, self.cursor);
        let lines = words.iter().zip([look.strong(), look.muted()]);
        let place = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(1),
            height: area.height.saturating_sub(1),
        };
        say_lines(buf, place, lines);
    }

    fn list(&self, at: usize, below: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let table = Table {
            columns: &columns(),
            sorted: None,
        };
        self.rows(at, 1, below, buf, hits, |area, shown, buf| {
            let rows = shown
                .iter()
                .map(|(state, (row, ..))| Row::Cells(*state, self.cells(*row)));
            table.draw(self.look, area, buf, rows).rows
        });
    }

    /// Draws the rows in sight below so many rows of headings, with a bar that says where they are.
    fn rows(
        &self,
        at: usize,
        heads: u16,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
        draw: impl FnOnce(Rect, &[(RowState, RoadmapLine)], &mut Buffer) -> Vec<(usize, Rect)>,
    ) {
        let [table, edge] = Layout::horizontal([Fill(1), Length(1)]).areas(area);
        let edge = under(edge, heads);
        let all: Vec<RoadmapLine> = lines(self.chart, self.cursor.folds()).collect();
        let bar = Scrollbar {
            first: scroll_to(at, 0, edge.height.into(), all.len()),
            height: edge.height.into(),
            rows: all.len(),
        };
        let shown = all.into_iter().enumerate().skip(bar.first).take(bar.height);
        let state = |here: usize| RowState::of(here == at, Focus::Here);
        let shown: Vec<(RowState, RoadmapLine)> =
            shown.map(|(here, line)| (state(here), line)).collect();
        let places = draw(table, &shown, buf);
        bar.draw(self.look, edge, buf);
        for (row, place) in places {
            hits.add(place, Target::Spot(bar.first + row));
        }
    }

    fn cells(&self, row: RoadmapRow) -> Vec<Cell<'static>> {
        let look = self.look;
        let said = row.expectation(self.roadmap);
        let (mark, mark_style) = self.mark(row);
        let title_style = match row {
            RoadmapRow::Heading(..) => look.heading(),
            RoadmapRow::Entry(_) => look.text(),
        };
        let lacks = said.is_some_and(|said| said.as_ref().is_ok_and(|l| l.ahead.unknown > 0));
        let flag = if lacks { look.symbols.attention } else { " " };
        let mut cells = vec![
            Cell::text(mark, mark_style),
            Cell::text(self.title(row), title_style),
            Cell::text(self.points(row), look.muted()),
            Cell::text(flag, look.over()),
        ];
        cells.extend(Certainty::ALL.map(|level| match said {
            Some(Ok(likely)) => {
                let words = words::cell(likely.when.get(level), likely.days.get(level));
                let style = if level == Certainty::Likely {
                    look.strong()
                } else {
                    look.text()
                };
                Cell::text(words, style)
            }
            Some(Err(UnknownDate::Closed)) if level == Certainty::Likely => {
                Cell::text("closed", look.muted())
            }
            Some(Err(_)) if level == Certainty::Likely => Cell::text("unknown", look.over()),
            _ => Cell::text("", look.muted()),
        }));
        cells
    }

    fn mark(&self, row: RoadmapRow) -> (String, Style) {
        let look = self.look;
        match row {
            RoadmapRow::Entry(RoadmapEntry::Item(id)) => {
                let item = self.desk.seen().get::<Item>(id);
                let at = item.and_then(|item| buckets::place(self.desk, item));
                let mark = at.and_then(|at| Some((self.marks.get(at)?.clone(), look.bucket(at))));
                mark.unwrap_or_default()
            }
            RoadmapRow::Entry(RoadmapEntry::Objective(_)) => {
                (look.symbols.cluster.to_owned(), look.text())
            }
            RoadmapRow::Entry(RoadmapEntry::Increment(_)) => {
                (look.symbols.current.to_owned(), look.text())
            }
            RoadmapRow::Heading(..) => (String::new(), look.text()),
        }
    }

    fn is_inside(&self) -> bool {
        self.cursor.wish.readers == Readers::Inside
    }

    /// How many items of a group are done, of how many; otherwise how many lines it has.
    fn progress(&self, heading: GroupHeading, count: usize) -> String {
        let group = self.chart.groups.iter().find(|one| one.heading == heading);
        match group.and_then(|group| group.progress) {
            Some((done, all)) if self.is_inside() => format!("{done}/{all}"),
            _ => count.to_string(),
        }
    }

    /// What a row is called; a group with how many it has, an increment with how likely it is in time.
    fn title(&self, row: RoadmapRow) -> String {
        let more = match row {
            RoadmapRow::Heading(GroupHeading::Increment(id), _) if self.is_inside() => {
                words::in_time(self.roadmap, id)
            }
            RoadmapRow::Heading(heading, count) => Some(self.progress(heading, count)),
            RoadmapRow::Entry(_) => None,
        };
        let title = [row.title(self.desk.seen())].into_iter();
        self.look.joined(&title.chain(more).collect::<Vec<_>>())
    }

    /// The size that is expected of an item, the points of an increment with all before it.
    fn points(&self, row: RoadmapRow) -> String {
        match row {
            RoadmapRow::Entry(RoadmapEntry::Item(id)) => {
                let item = self.desk.seen().get::<Item>(id);
                let size = item.and_then(|item| expected(item.size));
                text::known(size.map(|size| words::points(size.mean)), "?")
            }
            RoadmapRow::Entry(RoadmapEntry::Objective(_)) => String::new(),
            RoadmapRow::Heading(..) | RoadmapRow::Entry(RoadmapEntry::Increment(_)) => {
                let said = row.expectation(self.roadmap);
                let likely = said.and_then(|said| said.as_ref().ok());
                likely.map_or_else(String::new, |likely| words::points(likely.ahead.amount))
            }
        }
    }

    fn detail(&self, row: Option<RoadmapRow>, area: Rect, buf: &mut Buffer) {
        let look = self.look;
        let (title, note) = if self.is_inside() {
            ("Forecast", "each date says how sure it is")
        } else {
            ("What customers read", "")
        };
        let body = Rule::new(title, note, Focus::Elsewhere).draw(look, area, buf);
        let Some(row) = row else { return };
        let width = usize::from(body.width);
        let title = text::fit(&self.title(row), width, look.symbols.more);
        let facts = own(look, &self.facts(row).join(" · ")).into_owned();
        say_lines(buf, body, [(title, look.strong()), (facts, look.muted())]);
        let words = match row.expectation(self.roadmap) {
            _ if !self.is_inside() => {
                vec![words::to_customers(
                    self.desk.seen(),
                    self.chart,
                    row.entry(),
                )]
            }
            Some(said) => self.told(said),
            None => vec!["A date at 85 % is kept in 85 of 100 cases.".to_owned()],
        };
        let below = under(body, 2);
        let lines = text::wrap(&own(look, &words.join(" ")), width, below.height.into());
        say_lines(buf, below, lines.iter().map(|line| (line, look.text())));
    }

    fn told(&self, said: &Expectation) -> Vec<String> {
        words::explained(self.desk.seen(), said, self.roadmap.basis(said))
    }

    fn facts(&self, row: RoadmapRow) -> Vec<String> {
        let workspace = self.desk.seen();
        if !self.is_inside() {
            return Vec::new();
        }
        let team = |id| workspace.name::<Team>(id).to_owned();
        match row {
            RoadmapRow::Entry(RoadmapEntry::Item(id)) => {
                let Some(item) = workspace.get::<Item>(id) else {
                    return Vec::new();
                };
                let increment = workspace.name::<Increment>(item.increment.0);
                let iteration = workspace.name::<Iteration>(item.iteration.0);
                let place = match format!("{increment} {iteration}").trim() {
                    "" => "not planned".to_owned(),
                    place => place.to_owned(),
                };
                let team = text::known(item.team.0.map(team), "no team");
                vec![words::size(item.size), team, place]
            }
            RoadmapRow::Entry(RoadmapEntry::Objective(id)) => {
                let Some(objective) = workspace.get::<Objective>(id) else {
                    return Vec::new();
                };
                let commitment = match objective.commitment {
                    Commitment::Committed => "committed objective",
                    Commitment::Uncommitted => "uncommitted objective",
                };
                let items = text::count(objective.items.0.len(), "item", "items");
                let team = objective.team.0.map(team);
                let facts = [commitment.to_owned(), items].into_iter();
                facts.chain(team).collect()
            }
            RoadmapRow::Heading(GroupHeading::Increment(id), _)
            | RoadmapRow::Entry(RoadmapEntry::Increment(id)) => {
                let keeps = words::keeps(workspace, self.roadmap, id);
                vec![worded("planning interval").to_owned(), keeps]
            }
            RoadmapRow::Heading(heading, count) => vec![
                text::count(count, "entry", "entries"),
                words::belongs(heading),
            ],
        }
    }
}

/// A mark, the title, its points, whether something before it has no size, and the three levels.
fn columns() -> [Column<'static>; 7] {
    let column = |title, width, align, gap| Column::new(title, width, align, gap, 0);
    [
        column("", Width::Fixed(1), Align::Left, 0),
        column("What", Width::Fill(12), Align::Left, 1),
        column("Points", Width::Fixed(6), Align::Right, 1),
        column("", Width::Fixed(1), Align::Left, 1),
        column("50 %", Width::Fixed(11), Align::Right, 1),
        column("85 %", Width::Fixed(11), Align::Right, 2),
        column("95 %", Width::Fixed(11), Align::Right, 2),
    ]
}
