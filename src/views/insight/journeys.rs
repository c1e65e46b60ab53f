//! Journeys: the curve of the chosen one, its stages, and the studies.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::points::{self, Way};
use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::event::Target;
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::journey::{Journey, Stage, Study};
use crate::model::number::Number;
use crate::model::persona::Persona;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::journeys::{curve, gap, journeys, line, of_stage, stages};
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::records::day_cell;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: Scope("Journeys"),
    all: &[
        Pane::left(STAGES, 5, 2),
        Pane::left(JOURNEYS, 0, 1),
        Pane::right(STUDIES, 0, 1),
    ],
    detail: (5, 3),
    picture: Some(Picture {
        rows: (8, 9),
        said: |_| Facts::default(),
        draw: Some(draw),
    }),
};

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Journeys open changes "Record" "journeys.better" ["+"] hint 4 if has_stage,
        "better": "Gives the chosen stage a better feeling." => |desk, lists, _| points::shift(desk, lists, Way::Up, 1);
    Journeys open changes "Record" "journeys.worse" ["-"] hint 5 if has_stage,
        "worse": "Gives the chosen stage a worse feeling." => |desk, lists, _| points::shift(desk, lists, Way::Up, -1);
};

fn has_stage(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Stage::KIND => Ok(()),
        _ => Err("choose a stage first · Tab goes to them".to_owned()),
    }
}

fn number(value: Option<Ratio>) -> Datum {
    let words = value.map_or_else(|| "?".to_owned(), |value| value.to_decimal(1));
    Datum::own(words).by(value.map_or(SortKey::Blank, SortKey::Number))
}

/// The stages of all journeys, in their places.
const STAGES: Listing = Listing {
    rows: Some(|desk| {
        let journeys = journeys(desk.seen()).into_iter().map(|one| Some(one.id));
        let all = journeys
            .chain([None])
            .flat_map(|one| stages(desk.seen(), one));
        all.map(|stage| stage.id).collect()
    }),
    columns: columns! { Stage:
        "Stage" Rest 14 => |_, one| Datum::text(&one.name);
        "Journey" Just 20 from 84 => |desk, one| Datum::text(desk.seen().name::<Journey>(one.journey.0)).muted();
        "Feeling" Just 7 => |_, one| {
            let number = one.feeling.map(|feeling| Ratio::whole(feeling.number()));
            let words = one.feeling.map_or("?", |feeling| feeling.word().label);
            Datum::own(words).by(number.map_or(SortKey::Blank, SortKey::Number))
        };
        "Matters" Just 7 => |_, one| number(one.importance.map(Ratio::from));
        "Gap" Just 5 => |_, one| number(gap(one).gap);
        "× share" Just 7 from 44 => |_, one| number(gap(one).weighted);
        "Pain" Rest 12 from 64 => |_, one| Datum::text(&one.pain).muted();
    },
    facts: Some(|desk, id| {
        let stage = desk.seen().get::<Stage>(id);
        stage.map_or_else(Facts::default, |stage| of_stage(desk.seen(), stage))
    }),
    empty: Text::new(
        "How does a customer get through, step by step? n writes the first stage; Tab goes to the journeys.",
    ),
    begin: |desk, record, chosen| {
        let journey = chosen.and_then(|(kind, id)| {
            if kind == Journey::KIND {
                return Some(id);
            }
            desk.seen().get::<Stage>(id)?.journey.0
        });
        let journey = journey.or_else(|| journeys(desk.seen()).first().map(|one| one.id));
        let last = stages(desk.seen(), journey)
            .iter()
            .filter_map(|stage| stage.place)
            .max();
        let next = last.unwrap_or(Number::ZERO).millionths() / 1_000_000 + 1;
        preset(record, "journey", journey.map(Value::Link));
        preset(record, "place", Some(Value::Number(Number::whole(next))));
    },
    ..Listing::of(Stage::KIND)
};

/// The journeys.
const JOURNEYS: Listing = Listing {
    rows: Some(|desk| journeys(desk.seen()).iter().map(|one| one.id).collect()),
    columns: columns! { Journey:
        "Journey" Rest 18 => |_, one| Datum::text(&one.name);
        "Persona" Just 18 from 44 => |desk, one| Datum::text(desk.seen().name::<Persona>(one.persona.0)).muted();
        "Stages" Just 6 => |desk, one| Datum::count(stages(desk.seen(), Some(one.id)).len()).muted();
        "Drawn" Just 11 from 60 => |_, one| day_cell(one.date);
    },
    empty: Text::new("Whose way is it, from where to where? n writes the first journey."),
    begin: |desk, record, _| preset(record, "date", desk.derived.today.map(Value::Date)),
    ..Listing::of(Journey::KIND)
};

/// The studies.
const STUDIES: Listing = Listing {
    columns: columns! { Study:
        "Question" Rest 14 => |_, one| Datum::text(&one.question);
        "People" Just 8 => |_, one| {
            let so_far = one.so_far.map_or_else(|| "0".to_owned(), |many| many.to_string());
            Datum::own(one.people.map_or_else(|| so_far.clone(), |people| format!("{so_far} of {people}")))
        };
        "State" Just 8 from 40 => |_, one| Datum::own(one.status.word().label).muted();
    },
    empty: Text::new("What is to be found out? n plans the first study."),
    ..Listing::of(Study::KIND)
};

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

/// Draws the curve: a column for each stage, five rows from +2 to -2, the gap below.
fn draw(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    const LEFT: u16 = 4;
    let journey = shown(desk, lists).and_then(|id| desk.seen().get::<Journey>(id));
    let title = journey.map_or("Journey", |one| one.name.as_str());
    let note = journey.map_or_else(String::new, |one| line(desk.seen(), one));
    let body = Rule::new(title, &note, Focus::Elsewhere).draw(look, area, buf);
    let all = stages(desk.seen(), journey.map(|one| one.id));
    let Ok(count) = u16::try_from(all.len()) else {
        return;
    };
    if count == 0 || body.height < 7 || body.width < LEFT + 4 * count {
        return;
    }
    let found = curve(&all);
    let cells = (body.width - LEFT) / count;
    let center = |at: usize| {
        let at = u16::try_from(at).unwrap_or_default();
        body.x + LEFT + at * cells + cells / 2
    };
    let chosen = lists.chosen(desk).map(|(_, id)| id);
    for (row, level) in ["+2", "+1", " 0", "−1", "−2"]
        .iter()
        .zip(body.y + 1..)
        .map(|(l, y)| (y, l))
    {
        put(
            buf,
            body,
            body.x,
            row,
            &text::own(look, level),
            look.muted(),
        );
    }
    for x in body.x + LEFT..body.right() {
        put(
            buf,
            body,
            x,
            body.y + 3,
            look.symbols.cross_flat,
            look.faint(),
        );
    }
    let level = |feeling: Ratio| Ratio::whole(2).minus(feeling)?.times(Ratio::whole(2));
    for at in 0..all.len() {
        let ends = found.stages.get(at).zip(found.stages.get(at + 1));
        let Some((from, to)) =
            ends.and_then(|(one, next)| Some((level(one.feeling?)?, level(next.feeling?)?)))
        else {
            continue;
        };
        let (left, right) = (center(at), center(at + 1));
        for x in left..=right {
            let way = Ratio::new(i128::from(x - left), i128::from(right - left));
            let y = way.and_then(|way| from.plus(to.minus(from)?.times(way)?));
            let half = y.map_or(0, Ratio::rounded).clamp(0, 9);
            let row = body.y + 1 + u16::try_from(half / 2).unwrap_or_default();
            let mark = if half % 2 == 0 {
                look.symbols.curve_high
            } else {
                look.symbols.curve_low
            };
            put(buf, body, x, row, mark, look.text());
        }
    }
    for (at, (stage, own)) in all.iter().zip(&found.stages).enumerate() {
        let room = usize::from(cells.saturating_sub(1));
        let name = text::fit(&stage.name, room, look.symbols.more);
        let left = body.x + LEFT + u16::try_from(at).unwrap_or_default() * cells;
        let style = if chosen == Some(stage.id) {
            look.focus()
        } else {
            look.strong()
        };
        put(buf, body, left, body.y, &name, style);
        let column = Rect::new(left, body.y, cells, body.height);
        hits.add(column, Target::Record(Stage::KIND, stage.id));
        let words = match (stage.feeling, own.feeling) {
            (Some(feeling), Some(_)) => text::own(look, feeling.word().label).into_owned(),
            _ => "?".to_owned(),
        };
        let row = own
            .feeling
            .and_then(level)
            .map_or(2, |half| half.rounded() / 2);
        let row = body.y + 1 + u16::try_from(row.clamp(0, 4)).unwrap_or_default();
        put(
            buf,
            body,
            center(at),
            row,
            &format!(" {words} "),
            look.strong(),
        );
        let gap = own
            .gap
            .map_or_else(|| "?".to_owned(), |gap| gap.to_decimal(1));
        put(
            buf,
            body,
            left,
            body.y + 6,
            &format!("gap {gap}"),
            look.muted(),
        );
    }
}
