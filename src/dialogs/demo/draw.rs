//! A demo checkpoint: the three questions with what was said to them, and the chosen answer in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::dialogs::Seen;
use crate::dialogs::demo::{Checkpoint, CheckpointRow, rows};
use crate::dialogs::draw::{SeenLines, Stage, cells, cut_bottom, cut_top};
use crate::model::assumption::Assumption;
use crate::model::feedback::{Feedback, Signal};
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::session::Session;
use crate::model::words::{ITEM, worded};
use crate::ui::hits::Hits;
use crate::ui::records::person;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, put};

/// The cells of a signal with its mark.
const SIGNAL: usize = 18;
/// The lines of the chosen answer.
const BELOW: u16 = 5;

impl Seen for Checkpoint {
    /// Draws the questions, the answers, and the chosen answer.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let checkpoint = self;
        let seen = stage.desk.seen();
        let rows = rows(seen, checkpoint);
        let title = seen.get::<Item>(checkpoint.item);
        let title = title.map_or(worded("an item that is gone"), |item| item.title.as_str());
        let size = (
            stage.width(),
            cells(rows.len()).saturating_add(BELOW + 9).max(19),
        );
        // While others watch it is all there is on the screen, in its full width.
        let is_alone = stage.desk.presenting.is_some();
        let size = if is_alone {
            Clear.render(stage.screen, buf);
            buf.set_style(stage.screen, stage.look.canvas());
            (stage.screen.width, stage.screen.height)
        } else {
            size
        };
        let mut inner = stage.frame("Demo", title, OverlayTone::Plain, size, buf, hits);
        let head = cut_top(&mut inner, 1);
        let about = about(stage, checkpoint, head.width.into());
        put(buf, head, head.x, head.y, &about, stage.look.muted());
        if inner.height > cells(rows.len()) + BELOW + 2 {
            cut_top(&mut inner, 1);
            cut_bottom(&mut inner, 1);
        }
        let below = (BELOW + 1).min(inner.height / 2);
        let mut below = cut_bottom(&mut inner, below);
        let chosen = checkpoint.cursor.min(rows.len().saturating_sub(1));
        let all = SeenLines {
            count: rows.len(),
            near: chosen,
            chosen,
            entry: Some,
        };
        stage.lines(&all, inner, buf, hits, |at, area, dress, buf| {
            if let Some(row) = rows.get(at) {
                draw_row(stage, *row, area, dress, buf);
            }
        });
        stage.divide(cut_top(&mut below, 1), buf);
        let lines = lines(stage, rows.get(chosen).copied(), below.width.into());
        for ((words, style), y) in lines.iter().zip(below.y..below.bottom()) {
            put(buf, below, below.x, y, &stage.own(words), *style);
        }
    }
}

/// Which item of which checkpoint it is, and whether it is over.
fn about(stage: &Stage<'_>, checkpoint: &Checkpoint, width: usize) -> String {
    let Some(session) = stage.desk.seen().get::<Session>(checkpoint.session) else {
        return String::new();
    };
    let agenda = &session.agenda.0;
    let at = agenda.iter().position(|item| *item == checkpoint.item);
    let place = match at {
        Some(at) => format!("{ITEM:#} {} of {}", at + 1, agenda.len()),
        None => "Not on the agenda".to_owned(),
    };
    let people = match session.people.0.len() {
        0 => "nobody noted as present".to_owned(),
        people => text::count(people, "person", "people"),
    };
    let ended = if session.over { "over" } else { "open" }.to_owned();
    let parts = [place, ended, people, session.name.clone()];
    let words = stage.own(&parts.join(" · ")).into_owned();
    text::fit(&words, width, stage.look.symbols.more)
}

fn draw_row(
    stage: &Stage<'_>,
    row: CheckpointRow,
    area: Rect,
    dress: &dyn Fn(Style) -> Style,
    buf: &mut Buffer,
) {
    let look = stage.look;
    match row {
        CheckpointRow::Question(question) => {
            let words = question.map_or("To no question", |question| question.word().label);
            put(buf, area, area.x, area.y, words, dress(look.strong()));
        }
        CheckpointRow::Answer(id) => {
            let Some(said) = stage.desk.seen().get::<Feedback>(id) else {
                return;
            };
            let (words, style) = signal(stage, said.signal);
            let words = text::pad_right(&words, SIGNAL, look.symbols.more);
            let x = put(buf, area, area.x + 2, area.y, &words, dress(style)) + 1;
            let room = usize::from(area.right().saturating_sub(x));
            let said = text::fit(&said.said, room, look.symbols.more);
            put(buf, area, x, area.y, &said, dress(look.text()));
        }
    }
}

/// What an answer tells, with its mark.
fn signal(stage: &Stage<'_>, signal: Option<Signal>) -> (String, Style) {
    let look = stage.look;
    let Some(signal) = signal else {
        return ("? no signal".to_owned(), look.muted());
    };
    let (mark, style) = match signal {
        Signal::Works => (look.symbols.done, look.steady()),
        Signal::Friction | Signal::WrongAssumption => (look.symbols.attention, look.over()),
        Signal::Missing => (look.symbols.unknown, look.text()),
    };
    (format!("{mark} {}", signal.word().label), style)
}

/// The chosen answer in full and what came of it.
fn lines(stage: &Stage<'_>, row: Option<CheckpointRow>, width: usize) -> Vec<(String, Style)> {
    let look = stage.look;
    let answer = match row {
        Some(CheckpointRow::Answer(id)) => stage.desk.seen().get::<Feedback>(id),
        Some(CheckpointRow::Question(_)) | None => None,
    };
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut say = |words: &str, limit: usize, style: Style| {
        let wrapped = text::wrap(words, width, limit).into_iter();
        lines.extend(wrapped.map(|line| (line, style)));
    };
    let Some(said) = answer else {
        say(
            worded(
                "{CHECKPOINT_ANSWER} writes what somebody says. The arrows say what it tells. {CHECKPOINT_ASSUMPTION}, {CHECKPOINT_ESTIMATE} and {CHECKPOINT_REQUEST} change an assumption or an estimate, or make a request of it.",
            ),
            3,
            look.muted(),
        );
        return lines;
    };
    say(&said.said, 3, look.text());
    let session = said.session.0.and_then(|id| stage.desk.seen().get(id));
    let is_nameless = session.is_some_and(|session: &Session| session.nameless);
    let by = match person(stage.desk, said.person.0) {
        _ if is_nameless => "names stay hidden".to_owned(),
        "" => "who said it is not noted".to_owned(),
        name => format!("said by {name}"),
    };
    say(&by, 1, look.muted());
    if let Some(words) = came_of(stage, said) {
        say(&words, 1, look.muted());
    }
    lines
}

/// What an answer led to.
fn came_of(stage: &Stage<'_>, said: &Feedback) -> Option<String> {
    let seen = stage.desk.seen();
    let assumption = said.assumption.0.and_then(|id| seen.get::<Assumption>(id));
    let assumption = assumption.map(|one| {
        let standing = one.standing.word().label.to_lowercase();
        format!("assumption {standing}: {}", one.text)
    });
    let request = said.request.0.and_then(|id| seen.get::<Item>(id));
    let request = request.map(|item| format!("became the request {}", item.title));
    let changed = said.changed.lines().map(str::to_owned);
    let all: Vec<String> = assumption
        .into_iter()
        .chain(changed)
        .chain(request)
        .collect();
    (!all.is_empty()).then(|| all.join(" · "))
}
