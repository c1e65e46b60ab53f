//! The roadmap: groups, entries, and beside each when it is done at 50, 85 and 95 %.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::event::Target;
use crate::dialogs::draw::own;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::objective::{Commitment, Objective};
use crate::model::team::Team;
use crate::scoring::forecast::Certainty;
use crate::scoring::forecast::inputs::expected;
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use crate::scoring::forecast::roadmap::{Expectation, UnknownDate, words};
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row as TableRow, RowState, Rule, Scrollbar, Table, Width, put,
    scroll_to,
};
use crate::views::plan::roadmap::{Row, chosen, count, rows};

/// What is drawn, and with what.
struct Scene<'a> {
    app: &'a App,
    look: &'a Look,
    marks: &'a [String],
}

/// Draws the roadmap in place of the iterations.
pub(super) fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let regions = crate::views::plan::regions::roadmap(buf.area.as_size());
    let names = crate::ui::buckets::names(app);
    let marks = crate::ui::look::bucket_marks(&names, look.charset);
    let scene = Scene {
        app,
        look,
        marks: &marks,
    };
    let chosen = chosen(app);
    scene.list(chosen.map(|(at, _)| at), regions.list, buf, hits);
    scene.detail(chosen.map(|(_, row)| row), regions.detail, buf);
}

/// How the roadmap is grouped, in words.
const fn turned(turn: RoadmapGrouping) -> &'static str {
    match turn {
        RoadmapGrouping::Increments => "by increment",
        RoadmapGrouping::Months => "by 3, 6 and 12 months",
        RoadmapGrouping::Now => "now, next, later",
    }
}

impl Scene<'_> {
    fn list(&self, at: Option<usize>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let (app, look) = (self.app, self.look);
        let roadmap = &app.derived.survey.roadmap;
        let base = match roadmap.bases.first() {
            Some(basis) if app.derived.is_surveyed() => words::basis(app.seen(), basis),
            _ => format!("computing{}", look.symbols.more),
        };
        Rule {
            title: &format!("Roadmap {}", turned(app.roads.turn)),
            note: &base,
            focus: Focus::Here,
        }
        .draw(look, area, buf);
        let mut below = Rect {
            y: area.y.saturating_add(1),
            height: area.height.saturating_sub(1),
            ..area
        };
        let warnings = words::warnings(app.seen(), roadmap);
        if !warnings.is_empty() && below.height > 4 {
            let all = warnings.join(&format!(" {} ", look.symbols.separator));
            let room = usize::from(below.width.saturating_sub(4));
            let line = text::fit(&all, room, look.symbols.more);
            let line = format!("{} {line}", look.symbols.over);
            put(buf, below, below.x + 1, below.y, &line, look.over());
            below.y += 1;
            below.height -= 1;
        }
        let Some(at) = at else {
            let words = "Nothing is open: n in the plan writes an item.";
            put(buf, below, below.x + 1, below.y + 1, words, look.muted());
            return;
        };
        let total = count(app);
        let height = usize::from(below.height.saturating_sub(1));
        let first = scroll_to(at, 0, height, total);
        let shown = rows(app).enumerate().skip(first).take(height);
        let shown = shown.map(|(here, row)| {
            let state = if here == at {
                RowState::Selected
            } else {
                RowState::Plain
            };
            TableRow::Cells(state, self.cells(row))
        });
        let table = Table {
            columns: &columns(),
            sorted: None,
        };
        let left = Rect {
            width: below.width.saturating_sub(1),
            ..below
        };
        for (row, place) in table.draw(look, left, buf, shown).rows {
            hits.add(place, Target::Road(first + row));
        }
        let bar = Scrollbar {
            first,
            height,
            rows: total,
        };
        let edge = Rect {
            x: below.right().saturating_sub(1),
            y: below.y + 1,
            width: 1,
            height: below.height.saturating_sub(1),
        };
        bar.draw(look, edge, buf);
    }

    fn cells(&self, row: Row) -> Vec<Cell<'static>> {
        let look = self.look;
        let said = row.expectation(&self.app.derived.survey.roadmap);
        let (mark, mark_style) = self.mark(row);
        let title_style = match row {
            Row::Heading(..) => look.heading(),
            Row::Entry(_) => look.text(),
        };
        let lacks = said.is_some_and(|said| said.as_ref().is_ok_and(|l| l.ahead.unknown > 0));
        let flag = if lacks { look.symbols.over } else { " " };
        let cell = |words: String, style: Style| Cell::Text(Cow::Owned(words), style);
        let mut cells = vec![
            cell(mark, mark_style),
            cell(self.title(row), title_style),
            cell(self.points(row), look.muted()),
            cell(flag.to_owned(), look.over()),
        ];
        cells.extend(Certainty::ALL.map(|level| match said {
            Some(Ok(likely)) => {
                let words = words::cell(likely.when.get(level), likely.days.get(level));
                let style = if level == Certainty::Likely {
                    look.strong()
                } else {
                    look.text()
                };
                cell(words, style)
            }
            Some(Err(UnknownDate::Closed)) if level == Certainty::Likely => {
                cell("closed".to_owned(), look.muted())
            }
            Some(Err(_)) if level == Certainty::Likely => cell("unknown".to_owned(), look.over()),
            _ => cell(String::new(), look.muted()),
        }));
        cells
    }

    fn mark(&self, row: Row) -> (String, Style) {
        let look = self.look;
        match row {
            Row::Entry(RoadmapEntry::Item(id)) => {
                let bucket = self.app.seen().get::<Item>(id).and_then(|i| i.bucket.0);
                let all = &self.app.derived.evaluation.balance.buckets;
                let at = bucket.and_then(|id| all.iter().position(|other| *other == id));
                let mark = at.and_then(|at| Some((self.marks.get(at)?.clone(), look.bucket(at))));
                mark.unwrap_or_default()
            }
            Row::Entry(RoadmapEntry::Objective(_)) => {
                (look.symbols.cluster.to_owned(), look.text())
            }
            Row::Entry(RoadmapEntry::Increment(_)) => {
                (look.symbols.current.to_owned(), look.text())
            }
            Row::Heading(..) => (String::new(), look.text()),
        }
    }

    fn title(&self, row: Row) -> String {
        let workspace = self.app.seen();
        let separator = self.look.symbols.separator;
        match row {
            Row::Heading(heading @ GroupHeading::Increment(id), _) => {
                let name = words::heading(workspace, heading);
                match words::in_time(&self.app.derived.survey.roadmap, id) {
                    Some(in_time) => format!("{name} {separator} {in_time}"),
                    None => name,
                }
            }
            Row::Heading(heading, count) => {
                let name = words::heading(workspace, heading);
                format!("{name} {separator} {count}")
            }
            Row::Entry(RoadmapEntry::Increment(id)) => {
                words::heading(workspace, GroupHeading::Increment(id))
            }
            Row::Entry(RoadmapEntry::Objective(id)) => {
                let objective = workspace.get::<Objective>(id);
                objective.map_or_else(String::new, |objective| objective.text.clone())
            }
            Row::Entry(RoadmapEntry::Item(id)) => {
                let item = workspace.get::<Item>(id);
                item.map_or_else(String::new, |item| item.title.clone())
            }
        }
    }

    /// The size that is expected of an item, the points of an increment with all before it.
    fn points(&self, row: Row) -> String {
        match row {
            Row::Entry(RoadmapEntry::Item(id)) => {
                let item = self.app.seen().get::<Item>(id);
                let size = item.and_then(|item| expected(item.size));
                size.map_or_else(|| "?".to_owned(), |size| words::points(size.mean))
            }
            Row::Heading(GroupHeading::Increment(_), _)
            | Row::Entry(RoadmapEntry::Increment(_)) => {
                let said = row.expectation(&self.app.derived.survey.roadmap);
                let likely = said.and_then(|said| said.as_ref().ok());
                likely.map_or_else(String::new, |likely| words::points(likely.ahead.amount))
            }
            Row::Heading(..) | Row::Entry(RoadmapEntry::Objective(_)) => String::new(),
        }
    }

    fn detail(&self, row: Option<Row>, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = self.look;
        Rule {
            title: "Forecast",
            note: "never without how sure it is",
            focus: Focus::Elsewhere,
        }
        .draw(look, area, buf);
        let body = Rule::below(area);
        let Some(row) = row else { return };
        let width = usize::from(body.width);
        let title = text::fit(&self.title(row), width, look.symbols.more);
        put(buf, body, body.x, body.y, &title, look.strong());
        let facts = own(look, &self.facts(row)).into_owned();
        put(buf, body, body.x, body.y + 1, &facts, look.muted());
        let said = row.expectation(&self.app.derived.survey.roadmap);
        let words = match said {
            Some(said) => self.told(said),
            None => vec!["A date at 85 % is kept in 85 of 100 cases.".to_owned()],
        };
        let words = own(look, &words.join(" ")).into_owned();
        let room = usize::from(body.height.saturating_sub(2));
        let lines = text::wrap(&words, width, room);
        for (line, y) in lines.iter().zip(body.y + 2..body.bottom()) {
            put(buf, body, body.x, y, line, look.text());
        }
    }

    fn told(&self, said: &Expectation) -> Vec<String> {
        let basis = self.app.derived.survey.roadmap.basis(said);
        words::explained(self.app.seen(), said, basis)
    }

    fn facts(&self, row: Row) -> String {
        let workspace = self.app.seen();
        let team = |id| {
            let team = workspace.get::<Team>(id);
            team.map_or_else(String::new, |team| team.name.clone())
        };
        let parts = match row {
            Row::Entry(RoadmapEntry::Item(id)) => {
                let Some(item) = workspace.get::<Item>(id) else {
                    return String::new();
                };
                let increment = item
                    .increment
                    .0
                    .and_then(|id| workspace.get::<Increment>(id));
                let iteration = item
                    .iteration
                    .0
                    .and_then(|id| workspace.get::<Iteration>(id));
                let place = [
                    increment.map(|one| one.name.clone()),
                    iteration.map(|one| one.name.clone()),
                ];
                let place: Vec<String> = place.into_iter().flatten().collect();
                vec![
                    words::size(item.size),
                    item.team.0.map_or_else(|| "no team".to_owned(), team),
                    if place.is_empty() {
                        "not planned".to_owned()
                    } else {
                        place.join(" ")
                    },
                ]
            }
            Row::Entry(RoadmapEntry::Objective(id)) => {
                let Some(objective) = workspace.get::<Objective>(id) else {
                    return String::new();
                };
                let commitment = match objective.commitment {
                    Commitment::Committed => "committed objective",
                    Commitment::Uncommitted => "uncommitted objective",
                };
                let items = text::count(objective.items.0.len(), "item", "items");
                let team = objective.team.0.map(team);
                let mut parts = vec![commitment.to_owned(), items];
                parts.extend(team);
                parts
            }
            Row::Heading(GroupHeading::Increment(id), _)
            | Row::Entry(RoadmapEntry::Increment(id)) => {
                let keeps = words::keeps(workspace, &self.app.derived.survey.roadmap, id);
                vec!["increment".to_owned(), keeps]
            }
            Row::Heading(heading, count) => vec![
                text::count(count, "entry", "entries"),
                words::belongs(heading),
            ],
        };
        parts.join(" · ")
    }
}

/// A mark, the title, its points, whether something before it has no size, and the three levels.
fn columns() -> [Column<'static>; 7] {
    let fixed = |title, cells, align, gap| Column {
        title,
        width: Width::Fixed(cells),
        align,
        gap,
        from: 0,
    };
    let title = Column {
        title: "What",
        width: Width::Fill(12),
        align: Align::Left,
        gap: 1,
        from: 0,
    };
    [
        fixed("", 1, Align::Left, 0),
        title,
        fixed("Points", 6, Align::Right, 1),
        fixed("", 1, Align::Left, 1),
        fixed("50 %", 11, Align::Right, 1),
        fixed("85 %", 11, Align::Right, 2),
        fixed("95 %", 11, Align::Right, 2),
    ]
}
