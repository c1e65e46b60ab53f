//! An import before it happens: counts on top, the columns with some cells and where they go, and below
//! what there is to say of the file.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::changes::many;
use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cells, cut_bottom, cut_top};
use crate::dialogs::import::{ImportDialog, ImportStage as State, ranked_level};
use crate::exchange::import::{ColumnTarget, FileHeading, Import};
use crate::model::key::IMPORT_REPORT;
use crate::model::words::Text;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{Align, Cell, Column, OverlayTone, Width, put};

/// The lines of the report beside the columns.
const REPORT: u16 = 6;

/// What is asked where no name was known.
const ASKS: Text = Text::new(
    "Which column has the titles? Marked * is a guess: {IMPORT_GOES_TO} changes it, {IMPORT_ENTER} takes it",
);

impl Seen for ImportDialog {
    /// Draws the import.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let dialog = self;
        let size = (
            stage.screen.width.saturating_sub(4),
            stage.screen.height.saturating_sub(2),
        );
        let mut inner = stage.frame(
            "Import",
            &dialog.name(),
            OverlayTone::Plain,
            size,
            buf,
            hits,
        );
        let look = stage.look;
        let import = match &dialog.stage {
            State::Ready(import) => import,
            State::Working(progress) => {
                let words = match progress {
                    Some(p) => format!("reading … {}", crate::model::format::percent(p.percent())),
                    None => "reading …".to_owned(),
                };
                put(buf, inner, inner.x, inner.y, &words, look.text());
                return;
            }
            State::Failed(why) => {
                for line in text::wrap(why, inner.width.into(), inner.height.into()) {
                    let row = cut_top(&mut inner, 1);
                    put(buf, row, row.x, row.y, &line, look.text());
                }
                return;
            }
        };
        let row = cut_top(&mut inner, 1);
        put(buf, row, row.x, row.y, &counts(import), look.strong());
        let row = cut_top(&mut inner, 1);
        let ranked = ranked_level(stage.desk, dialog).map(|words| format!("; {words}"));
        let below = format!(
            "{}; nothing is changed before Enter{}",
            source(import),
            ranked.unwrap_or_default()
        );
        let (words, style) = if dialog.asks {
            (ASKS.said(), look.strong())
        } else {
            (below.as_str(), look.muted())
        };
        put(buf, row, row.x, row.y, words, style);
        stage.divide(cut_top(&mut inner, 1), buf);
        if dialog.reads {
            report(stage, dialog, import, inner, buf);
            return;
        }
        if inner.height > REPORT + 6 {
            let mut below = cut_bottom(&mut inner, REPORT + 1);
            stage.divide(cut_top(&mut below, 1), buf);
            report(stage, dialog, import, below, buf);
        }
        draw_columns(stage, dialog, import, inner, buf, hits);
    }
}

/// What would happen, in one line.
fn counts(import: &Import) -> String {
    let mut parts = vec![
        format!("{} new", import.created),
        format!("{} changed", import.updated),
        format!("{} unchanged", import.unchanged),
        format!("{} left out", import.skipped),
    ];
    if import.people > 0 {
        let noun = if import.people == 1 {
            "person"
        } else {
            "people"
        };
        parts.push(format!("{} new {noun}", import.people));
    }
    parts.extend(
        import
            .told_made()
            .into_iter()
            .map(|made| format!("new: {made}")),
    );
    if import.others > 0 {
        parts.push(many(import.others, "other record"));
    }
    if !import.conflicts.is_empty() {
        parts.push(many(import.conflicts.len(), "conflict"));
    }
    parts.join(", ")
}

/// What it was read as.
fn source(import: &Import) -> String {
    match (import.format, import.encoding) {
        ("", _) => "no known format".to_owned(),
        (format, "") => format.to_owned(),
        (format, encoding) => format!("{format}, {encoding}"),
    }
}

/// The lines there are to say, wrapped; a part of them beside the columns.
fn report(
    stage: &Stage<'_>,
    dialog: &ImportDialog,
    import: &Import,
    mut area: Rect,
    buf: &mut Buffer,
) {
    let look = stage.look;
    let said = import.summary();
    // The counts stand above already.
    let first = usize::from(!import.format.is_empty()) + dialog.scroll;
    let lines: Vec<String> = said
        .iter()
        .skip(first)
        .flat_map(|line| text::wrap(line, area.width.into(), 40))
        .collect();
    if lines.is_empty() {
        put(
            buf,
            area,
            area.x,
            area.y,
            "nothing more to say",
            look.faint(),
        );
        return;
    }
    let more = lines.len().saturating_sub(area.height.into());
    let last = usize::from(area.height).saturating_sub(1);
    for (at, line) in lines.iter().take(area.height.into()).enumerate() {
        let row = cut_top(&mut area, 1);
        if at == last && more > 0 && !dialog.reads {
            let words = format!("{} more lines: {IMPORT_REPORT}", more + 1);
            put(buf, row, row.x, row.y, &words, look.faint());
        } else {
            put(buf, row, row.x, row.y, line, look.text());
        }
    }
}

fn draw_columns(
    stage: &Stage<'_>,
    dialog: &ImportDialog,
    import: &Import,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let look = stage.look;
    let columns = columns(area.width);
    let rows = (columns.as_slice(), dialog.cursor, import.headings.len());
    stage.rows(rows, area, buf, hits, |at| {
        let Some(heading) = import.headings.get(at) else {
            return Vec::new();
        };
        let chosen = import.mapping.columns.contains_key(&heading.name);
        let style = match heading.target {
            ColumnTarget::Field(_) | ColumnTarget::Rating | ColumnTarget::NeededBy => look.text(),
            ColumnTarget::Keep | ColumnTarget::Leave => look.muted(),
        };
        let words = [
            (heading.name.clone(), look.text()),
            (heading.filled.to_string(), look.muted()),
            (heading.samples.join(" | "), look.muted()),
            (goes(heading, chosen), style),
        ];
        let cell = |(words, style)| Cell::Text(Cow::Owned(words), style);
        words.into_iter().map(cell).collect()
    });
}

/// Where a column goes; a choice of a person's has a mark.
fn goes(heading: &FileHeading, chosen: bool) -> String {
    let label = heading.target.label();
    if chosen {
        format!("{label} *")
    } else {
        label.to_owned()
    }
}

fn columns(width: u16) -> [Column<'static>; 4] {
    let column = |title, width, align, gap| Column {
        title,
        width,
        align,
        gap,
        from: 0,
    };
    [
        column("Column", Width::Fixed(width / 4), Align::Left, 1),
        column("Filled", Width::Fixed(6), Align::Right, 2),
        column("Some of its cells", Width::Fill(16), Align::Left, 2),
        column("Goes to", Width::Fixed(cells(21)), Align::Left, 2),
    ]
}
