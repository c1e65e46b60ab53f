//! Drawing lists of records, and what is said of the chosen one.
//!
//! Owns that every list looks alike at every size. What stands in it is a [`Listing`](crate::desk::listing::Listing).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::listing::{Cells, Lists};
use crate::model::id::Id;
use crate::scoring::facts::{Datum, Facts, Ink, Sign};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Rule, Scrollbar, Table, Width, fit_columns, put,
    scroll_to,
};

/// The widest that a column of a field gets, in cells.
const WIDEST: usize = 18;
/// How many records are measured to find how wide a column has to be.
const MEASURED: usize = 200;

/// Draws a list of a view below its heading.
pub fn draw(
    desk: &Desk,
    look: &Look,
    (lists, at): (&Lists, usize),
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let Some(listing) = lists.all().get(at).filter(|_| !area.is_empty()) else {
        return;
    };
    let ids = lists.ids(desk, at);
    let focus = if !lists.rests() && lists.at() == at && desk.dialogs.is_empty() {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    let filter = lists.filter_text(at);
    let note = (listing.note)(desk, &ids);
    let note = match filter {
        "" => note,
        filter => format!("{filter} {} {note}", look.symbols.separator),
    };
    Rule {
        title: listing.title.said(),
        note: &note,
        focus,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    if ids.is_empty() {
        nothing(look, (lists, at), Rule::below(area), buf);
        return;
    }
    rows(desk, look, (lists, at), &ids, focus, below, buf, hits);
}

/// Says why a list has no rows: of an empty one what it is for, and the key that makes the first one.
pub fn nothing(look: &Look, (lists, at): (&Lists, usize), area: Rect, buf: &mut Buffer) {
    let Some(listing) = lists.all().get(at) else {
        return;
    };
    let lines = match lists.filter_text(at) {
        "" => [listing.empty.said(), listing.kind.help.said()],
        _ => ["None has these words.", ""],
    };
    let wrapped = lines.map(|words| text::wrap(words, area.width.into(), 2));
    for (line, y) in wrapped.concat().iter().zip(area.y..area.bottom()) {
        put(buf, area, area.x, y, line, look.muted());
    }
}

/// The rows of a table of which those around the chosen one are in sight.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The columns, from the left.
    pub columns: &'a [Column<'a>],
    /// Which column they are sorted by.
    pub sorted: Option<usize>,
    /// The chosen row.
    pub chosen: usize,
    /// How many there are.
    pub count: usize,
    /// Whether keys go to them.
    pub focus: Focus,
    /// How many lines a row takes, where not all take one.
    pub heights: Option<&'a dyn Fn(usize) -> usize>,
}

impl Rows<'_> {
    /// The first row in sight, so that the chosen one and the next are.
    fn first(&self, room: usize, heights: &dyn Fn(usize) -> usize) -> usize {
        let last = (self.chosen + 1).min(self.count.saturating_sub(1));
        let mut taken = 0;
        let above = (0..=last).rev().take_while(|at| {
            taken += heights(*at);
            taken <= room
        });
        above.last().unwrap_or(self.chosen)
    }

    /// Draws the rows in sight under their headings; gives back where each of them is, and which are in sight.
    pub fn draw<'r>(
        &self,
        look: &Look,
        area: Rect,
        buf: &mut Buffer,
        row: impl Fn(usize, RowState) -> Row<'r>,
    ) -> (Vec<(usize, Rect)>, Scrollbar) {
        let height = usize::from(area.height.saturating_sub(1));
        let first = match self.heights {
            Some(heights) => self.first(height, heights),
            None => scroll_to(self.chosen, 0, height, self.count),
        };
        let rows = (first..self.count)
            .take(height.max(1))
            .map(|at| row(at, RowState::of(at == self.chosen, self.focus)));
        let table = Table {
            columns: self.columns,
            sorted: self.sorted,
        };
        let places = table.draw(look, area, buf, rows).rows.into_iter();
        let places = places.map(|(at, place)| (first + at, place)).collect();
        let bar = Scrollbar {
            first,
            height,
            rows: self.count,
        };
        (places, bar)
    }
}

/// Draws the rows of a list under their headings; gives back which are in sight.
#[expect(clippy::too_many_arguments, reason = "what is drawn, and where")]
pub fn rows(
    desk: &Desk,
    look: &Look,
    (lists, at): (&Lists, usize),
    ids: &[Id],
    focus: Focus,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) -> Option<Scrollbar> {
    let (listing, chosen) = lists.all().get(at).zip(lists.chosen_row(at, ids))?;
    let columns = columns(desk, (lists, at), ids);
    let has_marks = lists.has_marks(at);
    let sorted = lists.sorting(at).map(|sorting| sorting.column);
    let is_long = |cells: &[Cell<'_>]| is_cut(&columns, cells, area.width);
    let all_cells = |id: Id, mark: Option<Cell<'static>>| {
        let mut cells = lists.cells(desk, at, id);
        if let Some(first) = cells.first_mut() {
            first.words.insert_str(0, &lists.lead(desk, at, id));
        }
        let cells = cells.into_iter().map(|datum| cell(look, datum));
        mark.into_iter().chain(cells).collect::<Vec<_>>()
    };
    let blank = || has_marks.then(|| Cell::text("", look.text()));
    // Titles go on over a second line where all rows have room for it.
    let height = usize::from(area.height.saturating_sub(1));
    let wraps = ids.len() < height && {
        let long = ids.iter().filter(|id| is_long(&all_cells(**id, blank())));
        ids.len() + long.count() <= height
    };
    let rows = Rows {
        columns: &columns,
        sorted: sorted.map(|column| column + usize::from(has_marks)),
        chosen,
        count: ids.len(),
        focus,
        heights: None,
    };
    let (places, bar) = rows.draw(look, area, buf, |row, state| {
        let id = ids.get(row).copied();
        let is_marked = id.is_some_and(|id| lists.is_marked(at, id));
        let mark = if is_marked { look.symbols.selected } else { "" };
        let mark = has_marks.then(|| Cell::Text(mark.into(), look.focus()));
        let cells = id.map_or_else(Vec::new, |id| all_cells(id, mark));
        if wraps && is_long(&cells) {
            Row::Tall(state, cells, String::new())
        } else {
            Row::Cells(state, cells)
        }
    });
    for (row, place) in places {
        if let Some(id) = ids.get(row) {
            hits.add(place, Target::Record(listing.kind_of(desk, *id), *id));
        }
    }
    Some(bar)
}

/// Whether the filling column has too few cells for what stands in it.
fn is_cut(columns: &[Column<'_>], cells: &[Cell<'_>], width: u16) -> bool {
    fit_columns(columns, width).iter().any(|(at, _, room)| {
        let fills = columns
            .get(*at)
            .is_some_and(|column| matches!(column.width, Width::Fill(_)));
        match cells.get(*at) {
            Some(Cell::Text(words, _)) if fills => text::width(words) > usize::from(*room),
            Some(_) | None => false,
        }
    })
}

/// The columns of a list, with one for marks where there are some.
fn columns(desk: &Desk, (lists, at): (&Lists, usize), ids: &[Id]) -> Vec<Column<'static>> {
    let column = |title, width, align, gap, from| Column {
        title,
        width,
        align,
        gap,
        from,
    };
    let mark = lists
        .has_marks(at)
        .then(|| column("", Width::Fixed(1), Align::Left, 0, 0));
    let Some(listing) = lists.all().get(at) else {
        return Vec::new();
    };
    let given = listing.columns.iter().map(|own| {
        let width = match own.cells {
            Cells::Just(cells) => Width::Fixed(cells),
            Cells::Rest(cells) => Width::Fill(cells),
        };
        column(own.title.said(), width, Align::Left, 1, own.from)
    });
    let mut columns: Vec<Column<'static>> = mark.into_iter().chain(given).collect();
    if listing.columns.is_empty() {
        let measured: Vec<Vec<Datum>> = ids
            .iter()
            .take(MEASURED)
            .map(|id| lists.cells(desk, at, *id))
            .collect();
        for (place, title) in lists.headings(at).into_iter().enumerate() {
            if place == 0 {
                columns.push(column(title, Width::Fill(16), Align::Left, 1, 0));
                continue;
            }
            let cells = || measured.iter().filter_map(|cells| cells.get(place));
            let widths = cells().map(|cell| text::width(&cell.words));
            let widest = widths
                .max()
                .unwrap_or(0)
                .max(text::width(title))
                .min(WIDEST);
            let align = if cells().any(Datum::is_number) {
                Align::Right
            } else {
                Align::Left
            };
            let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
            columns.push(column(
                title,
                Width::Fixed(cells(widest)),
                align,
                2,
                cells(place),
            ));
        }
    }
    columns
}

/// A cell as it is drawn.
fn cell(look: &Look, datum: Datum) -> Cell<'static> {
    let plain = match datum.ink {
        Ink::Plain => look.text(),
        Ink::Muted => look.muted(),
        Ink::Late => look.over(),
    };
    let words = if datum.is_own {
        text::own(look, &datum.words).into_owned()
    } else {
        datum.words
    };
    let (sign, style) = match datum.sign {
        None => return Cell::Text(words.into(), plain),
        Some(Sign::Done) => (look.symbols.done, look.muted()),
        Some(Sign::Chosen) => (look.symbols.done, look.text()),
        Some(Sign::Over) => (look.symbols.attention, look.over()),
        Some(Sign::Open) => (" ", look.text()),
    };
    Cell::Text(format!("{sign} {words}").into(), style)
}

/// Draws what is said of a record: its name as people wrote it, then what the program says of it.
pub fn facts(desk: &Desk, look: &Look, title: &str, facts: &Facts, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    Rule {
        title,
        note: "",
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let mut y = body.y;
    let mut say = |words: &str, style| {
        for line in text::wrap(words, body.width.into(), body.height.into()) {
            put(buf, body, body.x, y, &line, style);
            y = y.saturating_add(1);
        }
    };
    if !facts.name.is_empty() {
        say(&facts.name, look.strong());
    }
    for line in facts.sentences(desk.presenting.is_some()) {
        say(&text::own(look, &line), look.text());
    }
}

/// Draws what is said of a whole, under its name.
pub fn said(desk: &Desk, look: &Look, mut facts: Facts, area: Rect, buf: &mut Buffer) {
    let title = std::mem::take(&mut facts.name);
    self::facts(desk, look, &title, &facts, area, buf);
}

/// Draws what is said of the chosen record of the lists with the keys.
pub fn chosen(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer) {
    let chosen = lists.here().zip(lists.chosen_in(desk, lists.at()));
    let (title, said) = match chosen {
        Some((listing, id)) => {
            let kind = listing.kind_of(desk, id);
            let own = kind == listing.kind;
            let title = if own { listing.one } else { kind.label };
            (title.said(), listing.facts(desk, id))
        }
        None => ("Chosen", Facts::default()),
    };
    facts(desk, look, title, &said, area, buf);
}
