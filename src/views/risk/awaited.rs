//! What is awaited from outside: late first.

use crate::desk::Desk;
use crate::desk::facts::{Datum, Facts, Ink, Sign};
use crate::desk::listing::{Cells, ListColumn, Listing};
use crate::model::dependency::Dependency;
use crate::model::field::{Choice, Value};
use crate::model::format::date;
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::scoring::plan::due::{Due, awaited, is_late};
use crate::ui::records::day_and_distance;

/// The list of external dependencies.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| {
        let all = awaited(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: &[
        ListColumn {
            title: "State",
            cells: Cells::Just(11),
            from: 0,
            get: |desk, id| of(desk, id, state),
        },
        ListColumn {
            title: "Needed by",
            cells: Cells::Just(22),
            from: 0,
            get: |desk, id| of(desk, id, by),
        },
        ListColumn {
            title: "From",
            cells: Cells::Just(16),
            from: 70,
            get: |desk, id| of(desk, id, |_, one| Datum::text(&one.from).muted()),
        },
        ListColumn {
            title: "What",
            cells: Cells::Rest(10),
            from: 0,
            get: |desk, id| {
                of(desk, id, |desk, one| Datum {
                    ink: ink(desk, one),
                    ..Datum::text(&one.text)
                })
            },
        },
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
        let increment = desk.workspace.the::<Settings>().increment.0;
        if let (Some(id), Some(field)) = (increment, Dependency::KIND.field("increment")) {
            // A link fits its own field.
            let _ = record.set(field, Value::Link(id));
        }
    },
    ..Listing::of(Dependency::KIND)
};

fn of(desk: &Desk, id: Id, get: fn(&Desk, &Dependency) -> Datum) -> Datum {
    desk.seen()
        .get::<Dependency>(id)
        .map_or_else(Datum::default, |one| get(desk, one))
}

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
    let by = match day_and_distance(one.due, due_of(desk, one)) {
        words if words.is_empty() => "no day".to_owned(),
        words => words,
    };
    Facts::of(&one.text)
        .with(
            "",
            format!("{late}{}", one.state.word().label.to_lowercase()),
        )
        .with("From", &one.from)
        .with("Needed by", by)
}
