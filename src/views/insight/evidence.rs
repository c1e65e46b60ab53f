//! The evidence, the newest first.

use super::scope::SCOPE;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::evidence::Evidence;
use crate::model::field::{Choice, Value};
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::words::of_evidence;
use crate::ui::records::day_cell;
use crate::views::{Pane, Panes};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[Pane::left(EVIDENCE, 2, 1)],
    detail: (1, 1),
    picture: None,
};

/// The list of evidence.
const EVIDENCE: Listing = Listing {
    columns: columns! { Evidence:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Title" Rest 24 => |_, one| Datum::text(&one.title);
        "How" Just 15 from 60 => |_, one| Datum::own(one.sort.word().label).muted();
        "People" Just 9 from 66 => |_, one| match (one.said, one.people) {
            (Some(said), Some(people)) => Datum::own(format!("{said} of {people}")),
            (_, Some(people)) => Datum::own(people.to_string()),
            _ => Datum::default(),
        };
        "Class" Just 5 from 44 => |desk, one| match desk.derived.known.class_of(one.id) {
            Some(class) => Datum::own(class.to_short()).by(SortKey::Number(class)),
            None => Datum::own("old").muted(),
        };
        "Speaks" Just 8 from 76 => |_, one| Datum::own(one.bearing.word().label).muted();
    },
    facts: Some(|desk, id| {
        let one = desk.seen().get::<Evidence>(id);
        one.map_or_else(Facts::default, |one| {
            of_evidence(desk.seen(), &desk.derived.known, one)
        })
    }),
    empty: Text::new(
        "What was seen, counted or said? {LISTS_NEW} notes the first piece; {INSIGHT_EVIDENCE} on a need notes one about it.",
    ),
    begin: |desk, record, _| preset(record, "date", desk.derived.today.map(Value::Date)),
    ..Listing::of(Evidence::KIND)
};
