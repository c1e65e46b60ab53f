//! What is awaited from outside: late first.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::dependency::Dependency;
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, Ink, Sign};
use crate::scoring::plan::due::{Due, awaited, is_late};
use crate::ui::records::{by_cell, day_and_distance};

/// The list of external dependencies.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| {
        let all = awaited(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Dependency:
        "State" Just 11 => state;
        "Needed by" Just 22 => by;
        "From" Just 16 from 70 => |_, one| Datum::text(&one.from).muted();
        "What" Rest 10 => |desk, one| Datum::text(&one.text).muted_if(is_met(desk, one));
    },
    note: |desk, ids| {
        let all = ids
            .iter()
            .filter_map(|id| desk.seen().get::<Dependency>(*id));
        let late = all.filter(|one| is_late(one, desk.derived.today));
        format!("{} late of {}", late.count(), ids.len())
    },
    facts: Some(facts),
    empty: Text::new(
        "What do others have to deliver, and by when? {LISTS_NEW} notes the first one.",
    ),
    begin: |desk, record, _| {
        let increment = desk.derived.evaluation.race.coming;
        preset(record, "increment", increment.map(Value::Link));
    },
    ..Listing::of(Dependency::KIND)
};

fn due_of(desk: &Desk, one: &Dependency) -> Due {
    Due::of_dependency(one, desk.derived.today)
}

fn is_met(desk: &Desk, one: &Dependency) -> bool {
    due_of(desk, one) == Due::Met
}

fn state(desk: &Desk, one: &Dependency) -> Datum {
    let sign = match due_of(desk, one) {
        _ if is_late(one, desk.derived.today) => Sign::Over,
        Due::Met => Sign::Done,
        Due::Undated | Due::Unknown | Due::In(_) | Due::Overdue(_) => Sign::Open,
    };
    Datum::own(one.state.word().label).marked(sign)
}

fn by(desk: &Desk, one: &Dependency) -> Datum {
    let datum = Datum::own(by_cell(one.due, due_of(desk, one))).on(one.due);
    if is_late(one, desk.derived.today) {
        Datum {
            ink: Ink::Late,
            ..datum
        }
    } else {
        datum.muted_if(is_met(desk, one))
    }
}

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Dependency>(id) else {
        return Facts::default();
    };
    let late = if is_late(one, desk.derived.today) {
        "late, "
    } else {
        ""
    };
    Facts::of(&one.text)
        .with(
            "",
            format!("{late}{}", one.state.word().label.to_lowercase()),
        )
        .with("From", &one.from)
        .with("Needed by", needed_by(desk, one))
}

/// The day on which it is needed, and how far away that is.
pub(super) fn needed_by(desk: &Desk, one: &Dependency) -> String {
    match day_and_distance(one.due, due_of(desk, one)) {
        words if words.is_empty() => "no day".to_owned(),
        words => words,
    }
}
