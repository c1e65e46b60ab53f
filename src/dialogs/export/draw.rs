//! An export before it happens: what is in it and for whom, and the first lines of what is a text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cut_top};
use crate::dialogs::export::{ExportDialog, ExportStage as State};
use crate::exchange::export::Separator;
use crate::model::audience::Audience;
use crate::model::field::Choice;
use crate::model::key::{EXPORT_NAME, EXPORT_REPLACE};
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::forecast::roadmap::chart::Readers;
use crate::scoring::forecast::roadmap::words;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, put};

/// How wide the names of the lines are.
const NAMES: u16 = 11;
/// The most rows one line takes.
const ROWS: usize = 3;
/// The most of a line of a file that is looked at.
const SEEN: usize = 1_000;

impl Seen for ExportDialog {
    /// Draws the export.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let dialog = self;
        let size = (
            stage.screen.width.saturating_sub(4),
            stage.screen.height.saturating_sub(2),
        );
        let tone = if dialog.is_there {
            OverlayTone::Alarm
        } else {
            OverlayTone::Plain
        };
        let mut inner = stage.frame("Export", dialog.format.name, tone, size, buf, hits);
        let look = stage.look;
        for (name, words, style) in lines(stage, dialog) {
            let room = usize::from(inner.width.saturating_sub(NAMES));
            for (at, line) in text::wrap(&words, room, ROWS).iter().enumerate() {
                let row = cut_top(&mut inner, 1);
                if at == 0 {
                    put(buf, row, row.x, row.y, name, look.muted());
                }
                put(buf, row, row.x.saturating_add(NAMES), row.y, line, style);
            }
        }
        stage.divide(cut_top(&mut inner, 1), buf);
        preview(stage, dialog, inner, buf);
    }
}

/// What there is to say: a name, the words, and their style.
fn lines(stage: &Stage<'_>, dialog: &ExportDialog) -> Vec<(&'static str, String, Style)> {
    let look = stage.look;
    let lens = stage.desk.derived.evaluation.lens.word().label;
    let for_whom = match dialog.audience {
        _ if dialog.is_for_customers() => {
            "customers: no owner, private notes, money and private names stay here"
        }
        Audience::Shared => "others: private notes, money and private names stay here",
        Audience::Private => "you alone: private notes, money and private names are in it",
    };
    let mut lines = vec![
        ("Format", dialog.format.about.said().to_owned(), look.text()),
        (worded("Items"), dialog.items.clone(), look.strong()),
        ("Lens", lens.to_owned(), look.text()),
        ("For", for_whom.to_owned(), look.strong()),
    ];
    let wish = dialog.wish;
    if dialog.format.has_cells() {
        let named = Separator::ALL
            .iter()
            .find(|(one, _)| *one == wish.separator());
        let between = named.map_or("", |(_, name)| name);
        let decimals = if wish.has_commas { "comma" } else { "point" };
        let words = format!("{between} between them, decimal {decimals}");
        lines.push(("Cells", words, look.text()));
    }
    if dialog.format.is_roadmap() {
        let whose = match wish.roadmap.readers {
            Readers::Inside => "for those inside: all that is open",
            Readers::Customers => "for customers: what is promised; later work without a day",
        };
        let groups = words::grouping(wish.roadmap.grouping);
        lines.push(("Roadmap", format!("{groups}, {whose}"), look.text()));
    }
    if dialog.format.goes_home() {
        let words = if wish.has_changes {
            "with states, labels and due days that were changed here"
        } else {
            worded("points, rank, score; {EXPORT_CHANGES} takes along what else was changed here")
        };
        lines.push(("Changes", words.to_owned(), look.text()));
    }
    if let Some(output) = dialog.ready() {
        let left_out = output.held_back.as_deref().unwrap_or("nothing");
        lines.push(("Left out", left_out.to_owned(), look.text()));
        if let Some(words) = &output.doubts {
            let words = format!("somebody kept private: {words}");
            lines.push(("May name", words, look.over()));
        }
        let notes = output.notes.iter();
        lines.extend(notes.map(|note| ("Note", note.clone(), look.text())));
        lines.push((
            "Size",
            size(output.bytes.len() + output.more.iter().map(Vec::len).sum::<usize>()),
            look.text(),
        ));
    }
    let path = clean_line(&dialog.path.to_string_lossy()).into_owned();
    lines.push(("File", path, look.text()));
    if dialog.is_there {
        let words = format!(
            "{} is already there: {EXPORT_REPLACE} replaces it, {EXPORT_NAME} names another file",
            dialog.name()
        );
        lines.push(("", words, look.alarm()));
    }
    lines
}

/// The beginning of the file, as far as there is room.
fn preview(stage: &Stage<'_>, dialog: &ExportDialog, mut area: Rect, buf: &mut Buffer) {
    let look = stage.look;
    let words = match (&dialog.stage, dialog.text()) {
        (State::Working, _) => stage.own(worded("making the file … {EXPORT_CLOSE} cancels")),
        (State::Failed(why), _) => why.as_str().into(),
        (State::Ready(_), None) => "no text: open the file to see it".into(),
        (State::Ready(_), Some(text)) => {
            for line in text.lines().take(area.height.into()) {
                let row = cut_top(&mut area, 1);
                let seen: String = line.chars().take(SEEN).collect();
                put(buf, row, row.x, row.y, &stage.own(&seen), look.muted());
            }
            return;
        }
    };
    for line in text::wrap(&words, area.width.into(), area.height.into()) {
        let row = cut_top(&mut area, 1);
        put(buf, row, row.x, row.y, &line, look.text());
    }
}

/// A number of bytes in words.
fn size(bytes: usize) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
