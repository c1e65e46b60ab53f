//! The review of a merge: a row for each conflict, and below both sides of the chosen one in full.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::changes::{subject, wish};
use crate::desk::file::Dispute;
use crate::dialogs::Seen;
use crate::dialogs::conflicts::Conflicts;
use crate::dialogs::draw::{Stage, cells, cut_bottom, cut_top};
use crate::edit::merge::MergeSide;
use crate::model::record::Record;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{Align, Cell, Column, OverlayTone, Width, put};

/// The lines each side of the chosen conflict gets.
const LINES: usize = 2;

impl Seen for Conflicts {
    /// Draws the list of what is open.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let list = self;
        let look = stage.look;
        let open: Vec<&Dispute> = stage.desk.conflicts().map(|(_, pending)| pending).collect();
        let size = (stage.width(), cells(open.len()).saturating_add(12).max(16));
        let count = open.len().to_string();
        let mut inner = stage.frame("Conflicts", &count, OverlayTone::Plain, size, buf, hits);
        if inner.height > 10 {
            cut_top(&mut inner, 1);
        }
        let cursor = list.cursor.min(open.len().saturating_sub(1));
        let Some(chosen) = open.get(cursor) else {
            let words = "Every conflict is decided.";
            put(buf, inner, inner.x, inner.y, words, look.text());
            return;
        };
        let below = cut_bottom(&mut inner, cells(2 * LINES + 2));
        let columns = columns();
        let rows = (columns.as_slice(), cursor, open.len());
        stage.rows(rows, inner, buf, hits, |at| {
            let Some(pending) = open.get(at) else {
                return Vec::new();
            };
            let wanted = |side| wish(stage.desk.seen(), &pending.conflict, side);
            let words = [
                (title(stage, pending), look.text()),
                (subject(&pending.conflict), look.muted()),
                (wanted(MergeSide::Ours), look.text()),
                (wanted(MergeSide::Theirs), look.text()),
            ];
            let cell = |(words, style)| Cell::Text(Cow::Owned(words), style);
            words.into_iter().map(cell).collect()
        });
        draw_sides(stage, chosen, below, buf);
    }
}

/// Both sides of the chosen conflict, each with its name.
fn draw_sides(stage: &Stage<'_>, chosen: &Dispute, mut area: Rect, buf: &mut Buffer) {
    let look = stage.look;
    stage.divide(cut_top(&mut area, 1), buf);
    let sides = [
        ("here", MergeSide::Ours),
        (chosen.theirs.as_str(), MergeSide::Theirs),
    ];
    let widest = sides.iter().map(|(name, _)| text::width(name)).max();
    let indent = cells(widest.unwrap_or(0).min(18)) + 2;
    for (name, side) in sides {
        let mut rows = cut_top(&mut area, cells(LINES));
        let name = text::fit(name, 18, look.symbols.more);
        put(buf, rows, rows.x, rows.y, &name, look.muted());
        rows.x += indent.min(rows.width);
        rows.width -= indent.min(rows.width);
        let words = wish(stage.desk.seen(), &chosen.conflict, side);
        for line in text::wrap(&words, rows.width.into(), LINES) {
            let row = cut_top(&mut rows, 1);
            put(buf, row, row.x, row.y, &line, look.text());
        }
    }
}

fn title(stage: &Stage<'_>, pending: &Dispute) -> String {
    let (kind, id) = (pending.conflict.kind, pending.conflict.id);
    let record = stage.desk.seen().record(kind, id);
    if kind.single {
        kind.label.said().to_owned()
    } else {
        record.map_or_else(|| "missing".to_owned(), <dyn Record>::title)
    }
}

fn columns() -> [Column<'static>; 4] {
    let column = |title, width, gap| Column {
        title,
        width,
        align: Align::Left,
        gap,
        from: 0,
    };
    [
        column("Record", Width::Fill(12), 1),
        column("Field", Width::Fixed(17), 2),
        column("Here", Width::Fixed(11), 2),
        column("Theirs", Width::Fixed(11), 2),
    ]
}
