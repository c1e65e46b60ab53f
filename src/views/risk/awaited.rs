//! What is awaited from outside: late first.

use crate::desk::Desk;
use crate::desk::listing::{Cells, ListColumn, Listing, of};
use crate::model::dependency::Dependency;
use crate::model::field::{Choice, Value};
use crate::model::format::date;
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::scoring::facts::{Datum, Facts, Ink, Sign};
use crate::scoring::plan::due::{Due, awaited, is_late};
use crate::ui::records::day_and_distance;

/// The list of external dependencies.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| {
        let all = awaited(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: &[
        ListColumn::new("State", Cells::Just(11), 0, |desk, id| {
            of::<Dependency>(desk, id, state)
        }),
        ListColumn::new("Needed by", Cells::Just(22), 0, |desk, id| {
            of::<Dependency>(desk, id, by)
        }),
        ListColumn::new("From", Cells::Just(16), 70, |desk, id| {
            of::<Dependency>(desk, id, |_, one| Datum::text(&one.from).muted())
        }),
        ListColumn::new("What", Cells::Rest(10), 0, |desk, id| {
            of::<Dependency>(desk, id, |desk, one| Datum {
                ink: ink(desk, one),
                ..Datum::text(&one.text)
            })
        }),
    ],
    note: |desk, ids| {
        let all = ids
            .iter()
            .filter_map(|id| desk.seen().get::<Dependency>(*id));
        let late = all.filter(|one| is_late(one, desk.derived.today));
        format!("{} late of {}", late.count(), ids.len())
    },
    facts: Some(facts),
    empty: "Nothing is awaited from outside.",
    begin: |desk, record, _| {
        let increment = desk.derived.evaluation.race.coming;
        if let (Some(id), Some(field)) = (increment, Dependency::KIND.field("increment")) {
            // A link fits its own field.
            let _ = record.set(field, Value::Link(id));
        }
    },
    ..Listing::of(Dependency::KIND)
};

fn due_of(desk: &Desk, one: &Dependency) -> Due {
    Due::of_dependency(one, desk.derived.today)
}

fn ink(desk: &Desk, one: &Dependency) -> Ink {
    if due_of(desk, one) == Due::Met {
        Ink::Muted
    } else {
        Ink::Plain
    }
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
    let day = one.due.map_or_else(|| "no day".to_owned(), date);
    let words = match due_of(desk, one).words() {
        far if far.is_empty() => day,
        far => format!("{day}, {far}"),
    };
    let datum = Datum::own(words).on(one.due);
    Datum {
        ink: if is_late(one, desk.derived.today) {
            Ink::Late
        } else {
            ink(desk, one)
        },
        ..datum
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
