//! Personas and the segments they stand for.

use super::scope::SCOPE;
use crate::desk::listing::{Listing, columns};
use crate::model::field::Value;
use crate::model::persona::{Persona, Segment};
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::Datum;
use crate::ui::records::day_cell;
use crate::views::{Pane, Panes};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[Pane::left(PERSONAS, 2, 2), Pane::left(SEGMENTS, 1, 1)],
    detail: (2, 1),
    picture: None,
};

/// The list of personas.
const PERSONAS: Listing = Listing {
    columns: columns! { Persona:
        "Persona" Rest 16 => |_, one| Datum::text(&one.name);
        "Segment" Just 18 from 50 => |desk, one| Datum::text(desk.seen().name::<Segment>(one.segment.0)).muted();
        "Goal" Rest 16 from 70 => |_, one| Datum::text(&one.goal).muted();
        "Items" Just 5 => |desk, one| Datum::count(desk.derived.known.items_for(one.id)).muted();
        "Checked" Just 11 from 44 => |_, one| day_cell(one.checked);
    },
    empty: Text::new(
        "For whom is it? One person who stands for many; {LISTS_NEW} writes the first one.",
    ),
    begin: |desk, record, _| {
        crate::desk::listing::preset(record, "checked", desk.derived.today.map(Value::Date));
    },
    ..Listing::of(Persona::KIND)
};

/// The list of segments.
const SEGMENTS: Listing = Listing {
    empty: Text::new("Which groups of customers are there? {LISTS_NEW} writes the first one."),
    ..Listing::of(Segment::KIND)
};
