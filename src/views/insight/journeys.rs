//! Journeys: the map of the chosen one, its stages, and the studies.

mod map;

use super::points::{self, Way};
use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::model::field::{Choice, Value};
use crate::model::journey::{Journey, Stage, Study};
use crate::model::number::Number;
use crate::model::persona::Persona;
use crate::model::record::Declared;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::journeys::{gap, journeys, of_stage, stages};
use crate::scoring::ratio::Ratio;
use crate::ui::records::day_cell;
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: Scope("Journeys"),
    all: &[
        Pane::left(STAGES, 2, 2),
        Pane::left(JOURNEYS, 0, 1),
        Pane::right(STUDIES, 0, 1),
    ],
    detail: (7, 3),
    picture: Some(Picture {
        rows: (8, 17),
        said: |_| Facts::default(),
        draw: Some(map::draw),
    }),
};

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Journeys open looks "Move" "journeys.next" ["Right", "l"] if has_stage,
        "next stage": "Goes to the next stage, to the right on the map." => |desk, lists, _| lists.step(desk, 1);
    Journeys open looks "Move" "journeys.before" ["Left", "h"] if has_stage,
        "stage before": "Goes to the stage before, to the left on the map." => |desk, lists, _| lists.step(desk, -1);
    Journeys open changes "Record" "journeys.better" ["+"] hint 4 if has_stage,
        "better": "Gives the chosen stage a better feeling." => |desk, lists, _| points::shift(desk, lists, Way::Up, 1);
    Journeys open changes "Record" "journeys.worse" ["-"] hint 5 if has_stage,
        "worse": "Gives the chosen stage a worse feeling." => |desk, lists, _| points::shift(desk, lists, Way::Up, -1);
};

fn has_stage(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Stage::KIND => Ok(()),
        _ => Err(worded("choose a stage first · {LISTS_NEXT} goes to them").to_owned()),
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
        "How does a customer get through, step by step? {LISTS_NEW} writes the first stage; {LISTS_NEXT} goes to the journeys.",
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
    empty: Text::new("Whose way is it, from where to where? {LISTS_NEW} writes the first journey."),
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
    empty: Text::new("What is to be found out? {LISTS_NEW} plans the first study."),
    ..Listing::of(Study::KIND)
};
