//! The map of a journey: its stages beside each other, the curve of what people feel, and what was noted of each.
//!
//! Owns which rows there are and which go first where there is little room; the curve and the gaps always stay.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::listing::Lists;
use crate::model::field::Choice;
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage};
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::insight::journey::{JourneyCurve, StageGap};
use crate::scoring::insight::journeys::{curve, journeys, line, stages};
use crate::scoring::insight::words::scored;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};

/// The steps of the curve from above.
const LEVELS: [&str; 5] = ["+2", "+1", " 0", "−1", "−2"];
/// How many rows the curve takes.
const CURVE: u16 = 5;

/// A row of what is noted of each stage.
struct NotedRow {
    /// What stands at its left.
    about: Text,
    /// How many lines it takes.
    lines: u16,
    /// The lower, the sooner it goes where there is little room.
    stays: u8,
    /// What it says of a stage.
    said: fn(&Desk, &Stage, &StageGap) -> String,
}

/// A score, or a mark that it is not known.
fn known(score: Option<Ratio>, words: impl FnOnce(Ratio) -> String) -> String {
    score.map_or_else(|| "?".to_owned(), words)
}

/// The rows above the curve.
const ABOVE: [NotedRow; 4] = [
    NotedRow {
        about: Text::new("Doing"),
        lines: 2,
        stays: 3,
        said: |_, stage, _| stage.doing.clone(),
    },
    NotedRow {
        about: Text::new("Thinking"),
        lines: 1,
        stays: 2,
        said: |_, stage, _| stage.thinking.clone(),
    },
    NotedRow {
        about: Text::new("Touchpoint"),
        lines: 1,
        stays: 1,
        said: |_, stage, _| stage.touchpoint.clone(),
    },
    NotedRow {
        about: Text::new("Get here"),
        lines: 1,
        stays: 4,
        said: |_, stage, _| {
            known(stage.share.map(|share| share.0.into()), |share| {
                percent(share.to_decimal(0))
            })
        },
    },
];

/// The rows below the curve.
const BELOW: [NotedRow; 4] = [
    NotedRow {
        about: Text::new("Gap"),
        lines: 1,
        stays: 9,
        said: |_, _, own| known(own.gap, scored),
    },
    NotedRow {
        about: Text::new("× share"),
        lines: 1,
        stays: 7,
        said: |_, _, own| known(own.weighted, |weighted| weighted.to_decimal(1)),
    },
    NotedRow {
        about: Text::new("Pain"),
        lines: 1,
        stays: 6,
        said: |_, stage, _| stage.pain.clone(),
    },
    NotedRow {
        about: Text::new("Items"),
        lines: 2,
        stays: 5,
        said: |desk, stage, _| {
            let titles = stage.items.0.iter();
            let titles = titles.map(|item| {
                let rank = desk.derived.evaluation.rank(*item);
                let rank = rank.map_or_else(String::new, |rank| format!("#{rank} "));
                format!("{rank}{}", desk.seen().name::<Item>(*item))
            });
            titles.collect::<Vec<_>>().join("; ")
        },
    },
];

/// The rows that fit into so many lines, those that stay longest first.
fn fitting(room: u16) -> u8 {
    let mut all: Vec<&NotedRow> = ABOVE.iter().chain(&BELOW).collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.stays));
    let mut left = room;
    let fits = all.into_iter().take_while(|row| {
        let rest = left.checked_sub(row.lines);
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    fits.last().map_or(u8::MAX, |row| row.stays)
}

/// The journey of what is chosen, else the first one.
fn shown(desk: &Desk, lists: &Lists) -> Option<Id> {
    let chosen = lists.chosen(desk).and_then(|(kind, id)| {
        if kind == Journey::KIND {
            Some(id)
        } else {
            desk.seen().get::<Stage>(id)?.journey.0
        }
    });
    chosen.or_else(|| journeys(desk.seen()).first().map(|one| one.id))
}

/// Where the columns of the stages stand.
#[derive(Clone, Copy)]
struct Columns {
    left: u16,
    cells: u16,
}

impl Columns {
    fn left(self, at: usize) -> u16 {
        self.left + u16::try_from(at).unwrap_or_default() * self.cells
    }

    fn center(self, at: usize) -> u16 {
        self.left(at) + self.cells / 2
    }

    /// How wide the words of a column may be.
    fn room(self) -> usize {
        usize::from(self.cells.saturating_sub(2))
    }
}

/// Draws the map: a column for each stage.
pub(super) fn draw(
    desk: &Desk,
    look: &Look,
    lists: &Lists,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let journey = shown(desk, lists).and_then(|id| desk.seen().get::<Journey>(id));
    let title = journey.map_or("Journey", |one| one.name.as_str());
    let note = journey.map_or_else(String::new, |one| line(desk.seen(), one));
    let body = Rule::new(title, &note, Focus::Elsewhere).draw(look, area, buf);
    let all = stages(desk.seen(), journey.map(|one| one.id));
    let Ok(count) = u16::try_from(all.len()) else {
        return;
    };
    let stays = fitting(body.height.saturating_sub(1 + CURVE));
    let noted = |row: &&NotedRow| row.stays >= stays;
    let is_alone = ABOVE.iter().chain(&BELOW).filter(noted).count() < 2;
    let beside = if is_alone { 4 } else { 11 };
    if count == 0 || body.height < 2 + CURVE || body.width < beside + 4 * count {
        return;
    }
    let columns = Columns {
        left: body.x + beside,
        cells: (body.width - beside) / count,
    };
    let found = curve(&all);
    names(desk, look, lists, &all, columns, body, buf, hits);
    let mut y = body.y + 1;
    let rows = |rows: &[NotedRow], y: &mut u16, buf: &mut Buffer| {
        for row in rows.iter().filter(noted) {
            put(
                buf,
                body,
                body.x,
                *y,
                &text::own(look, row.about.said()),
                look.muted(),
            );
            for (at, (stage, own)) in all.iter().zip(&found.stages).enumerate() {
                let words = (row.said)(desk, stage, own);
                let lines = text::wrap(&words, columns.room(), row.lines.into());
                for (line, y) in lines.iter().zip(*y..) {
                    put(buf, body, columns.left(at), y, line, look.text());
                }
            }
            *y += row.lines;
        }
    };
    rows(&ABOVE, &mut y, buf);
    let curved = Rect {
        y,
        height: CURVE,
        ..body
    };
    feelings(look, &all, &found, columns, curved, buf);
    y += CURVE;
    rows(&BELOW, &mut y, buf);
}

/// Draws the names of the stages, and notes where each is pressed.
#[expect(clippy::too_many_arguments, reason = "what is drawn, and where")]
fn names(
    desk: &Desk,
    look: &Look,
    lists: &Lists,
    all: &[&Stage],
    columns: Columns,
    body: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let chosen = lists.chosen(desk).map(|(_, id)| id);
    for (at, stage) in all.iter().enumerate() {
        let left = columns.left(at);
        let name = text::fit(&stage.name, columns.room(), look.symbols.more);
        let (mark, style) = if chosen == Some(stage.id) {
            (look.symbols.cursor, look.focus())
        } else {
            ("", look.strong())
        };
        put(
            buf,
            body,
            left.saturating_sub(1),
            body.y,
            mark,
            look.focus(),
        );
        put(buf, body, left, body.y, &name, style);
        let column = Rect::new(left, body.y, columns.cells, body.height);
        hits.add(column, Target::Record(Stage::KIND, stage.id));
    }
}

/// How many halves of a row below the highest step a feeling stands.
fn level(feeling: Ratio) -> Option<Ratio> {
    Ratio::whole(2).minus(feeling)?.times(Ratio::whole(2))
}

/// Draws the curve: half a row is half a step, and the number of each stage stands on it.
fn feelings(
    look: &Look,
    all: &[&Stage],
    found: &JourneyCurve,
    columns: Columns,
    area: Rect,
    buf: &mut Buffer,
) {
    for (name, y) in LEVELS.iter().zip(area.y..) {
        put(buf, area, area.x, y, &text::own(look, name), look.muted());
    }
    for x in columns.left..area.right() {
        put(
            buf,
            area,
            x,
            area.y + 2,
            look.symbols.cross_flat,
            look.faint(),
        );
    }
    for (at, ends) in found.stages.windows(2).enumerate() {
        let [from, to] = ends else { continue };
        let ends = from.feeling.and_then(level).zip(to.feeling.and_then(level));
        let Some((from, to)) = ends else { continue };
        let (left, right) = (columns.center(at), columns.center(at + 1));
        for x in left..=right {
            let way = Ratio::new(i128::from(x - left), i128::from(right - left));
            let y = way.and_then(|way| from.plus(to.minus(from)?.times(way)?));
            let half = y.map_or(0, Ratio::rounded).clamp(0, 9);
            let row = area.y + u16::try_from(half / 2).unwrap_or_default();
            let mark = if half % 2 == 0 {
                look.symbols.curve_high
            } else {
                look.symbols.curve_low
            };
            put(buf, area, x, row, mark, look.text());
        }
    }
    for (at, (stage, own)) in all.iter().zip(&found.stages).enumerate() {
        let words = match (stage.feeling, own.feeling) {
            (Some(feeling), Some(_)) => text::own(look, feeling.word().label).into_owned(),
            _ => "?".to_owned(),
        };
        let half = own.feeling.and_then(level);
        let row = half.map_or(2, |half| half.rounded() / 2).clamp(0, 4);
        let row = area.y + u16::try_from(row).unwrap_or_default();
        put(
            buf,
            area,
            columns.center(at),
            row,
            &format!(" {words} "),
            look.strong(),
        );
    }
}
