//! The records of a kind, in columns that follow from its fields.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::desk::listing::{by_fields, is_number};
use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cells, cut_bottom, cut_top, with_margins};
use crate::dialogs::form::value::words;
use crate::dialogs::prompt::draw::draw_input;
use crate::dialogs::records::Records;
use crate::model::id::Id;
use crate::model::option::ItemOption;
use crate::model::record::Declared;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Row, RowState, Scrollbar, Table, Tone, Width, put, scroll_to,
};

/// The widest a column beside the title may be.
const WIDEST: usize = 18;
/// How many records decide how wide the columns are.
const MEASURED: usize = 200;

impl Seen for Records {
    /// Draws the list, or what the kind is for when there is none.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let records = self;
        let look = stage.look;
        let kind = records.kind;
        let total = stage.desk.seen().count(kind);
        let object = if records.shown.len() == total {
            total.to_string()
        } else {
            format!("{} of {total}", records.shown.len())
        };
        let size = (stage.width(), cells(total).saturating_add(7).max(16));
        let mut inner = stage.frame(kind.plural, &object, Tone::Plain, size, buf, hits);
        if inner.height > 8 {
            cut_bottom(&mut inner, 1);
        }
        if records.searches || !records.query.is_empty() {
            let query = cut_top(&mut inner, 1);
            let cursor = draw_input(look, &records.query, "type to search", query, buf);
            hits.cursor = cursor.filter(|_| stage.is_top && records.searches);
            stage.divide(cut_top(&mut inner, 1), buf);
        } else if inner.height > 8 {
            cut_top(&mut inner, 1);
        }
        if records.shown.is_empty() {
            draw_nothing(stage, records, total, inner, buf);
            return;
        }
        let fields = columns(stage, records);
        let columns: Vec<Column<'_>> = fields.iter().map(|(_, column)| *column).collect();
        let height = usize::from(inner.height.saturating_sub(1));
        let first = scroll_to(records.cursor, 0, height, records.shown.len());
        let rows = records.shown.iter().enumerate().skip(first).take(height);
        let rows = rows.map(|(at, id)| {
            let marking = match (at == records.cursor, stage.is_top) {
                (true, true) => RowState::Selected,
                (true, false) => RowState::Remembered,
                (false, _) => RowState::Plain,
            };
            let cells = fields.iter().map(|(field, _)| {
                let style = if *field == 0 {
                    look.text()
                } else {
                    look.muted()
                };
                Cell::Text(Cow::Owned(content(stage, records, *id, *field)), style)
            });
            Row::Cells(marking, cells.collect())
        });
        let margins = with_margins(inner);
        let area = Rect {
            width: margins.width.saturating_sub(1),
            ..margins
        };
        let table = Table {
            columns: &columns,
            sorted: None,
        };
        for (at, place) in table.draw(look, area, buf, rows).rows {
            hits.add(place, Target::Line(first + at));
        }
        let bar = Scrollbar {
            first,
            height,
            rows: records.shown.len(),
        };
        let mut below = margins;
        cut_top(&mut below, 1);
        stage.scrollbar(&bar, below, buf);
    }
}

/// The fields that lists of the kind show, each with its position and its column.
fn columns(stage: &Stage<'_>, records: &Records) -> Vec<(usize, Column<'static>)> {
    let shown = by_fields(records.kind).into_iter().enumerate();
    let columns = shown.filter_map(|(place, at)| {
        let field = records.kind.fields.get(at)?;
        let width = if at == 0 {
            Width::Fill(16)
        } else {
            let measured = records.shown.iter().take(MEASURED);
            let widths = measured.map(|id| text::width(&content(stage, records, *id, at)));
            let widest = widths.max().unwrap_or(0).max(text::width(field.label));
            Width::Fixed(cells(widest.min(WIDEST)))
        };
        let column = Column {
            title: field.label,
            width,
            align: if at > 0 && is_number(field.holds) {
                Align::Right
            } else {
                Align::Left
            },
            gap: if at == 0 { 1 } else { 2 },
            from: cells(place),
        };
        Some((at, column))
    });
    columns.collect()
}

fn content(stage: &Stage<'_>, records: &Records, id: Id, field: usize) -> String {
    let record = stage.desk.seen().record(records.kind, id);
    let (Some(record), Some(declared)) = (record, records.kind.fields.get(field)) else {
        return String::new();
    };
    if field == 0 {
        let option = stage.desk.seen().get::<ItemOption>(id);
        let is_chosen = records.kind == ItemOption::KIND && option.is_some_and(|o| o.chosen);
        return if is_chosen {
            format!("{} {}", stage.look.symbols.done, record.title())
        } else {
            record.title()
        };
    }
    words(stage, declared.holds, &record.get(field))
}

fn draw_nothing(stage: &Stage<'_>, records: &Records, total: usize, area: Rect, buf: &mut Buffer) {
    let look = stage.look;
    if total > 0 {
        put(buf, area, area.x, area.y, "nothing matches", look.text());
        return;
    }
    let none = format!("There are no {} yet.", records.kind.plural.to_lowercase());
    put(buf, area, area.x, area.y, &none, look.strong());
    let mut rest = area;
    cut_top(&mut rest, 2);
    let help = text::wrap(records.kind.help, area.width.into(), 3);
    for line in &help {
        let row = cut_top(&mut rest, 1);
        put(buf, row, row.x, row.y, line, look.muted());
    }
    cut_top(&mut rest, 1);
    let keys = stage
        .desk
        .keys
        .command("records.new")
        .map(|new| stage.desk.keys.of(new));
    if let Some(key) = keys.and_then(|keys| keys.into_iter().next()) {
        let x = put(buf, rest, rest.x, rest.y, &key, look.focus());
        put(buf, rest, x, rest.y, " adds one", look.muted());
    }
}
