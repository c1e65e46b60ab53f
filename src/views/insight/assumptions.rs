//! Assumptions: what must be tested first, as a grid of how much rests on each and how little is known, and as a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::needs::pips;
use super::scope::SCOPE;
use crate::desk::Desk;
use crate::desk::listing::{Listing, Lists, columns};
use crate::model::assumption::Assumption;
use crate::model::field::Choice;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::known::{test_cell, tests};
use crate::scoring::insight::words::of_assumption;
use crate::ui::cells::{CellGrid, CellPoint};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[Pane::left(TESTS, 3, 1)],
    detail: (2, 1),
    picture: Some(Picture {
        rows: (9, 14),
        said: |_| Facts::default(),
        draw: Some(draw),
    }),
};

/// The order in which assumptions are tested.
const TESTS: Listing = Listing {
    title: Text::new("Order of tests"),
    rows: Some(|desk| {
        let found = tests(desk.seen(), &desk.derived.known);
        found.into_iter().map(|test| test.id).collect()
    }),
    columns: columns! { Assumption:
        "Assumption" Rest 20 => |_, one| Datum::text(&one.text);
        "Weight" Just 6 => |_, one| match one.weight {
            Some(weight) => Datum::own(weight.to_string()).by(SortKey::Number(weight.into())),
            None => Datum::own("?"),
        };
        "Evid." Just 5 => |desk, one| pips(desk.derived.known.of_assumption(one.id));
        "Stands" Just 12 from 60 => |_, one| Datum::own(one.standing.word().label).muted();
    },
    note: |desk, ids| {
        let all = ids
            .iter()
            .filter_map(|id| desk.seen().get::<Assumption>(*id));
        let open = all.filter(|one| one.standing.is_open());
        format!("weight × how little is known · {} open", open.count())
    },
    facts: Some(|desk, id| {
        let fields = Listing::of(Assumption::KIND).facts(desk, id);
        match desk.seen().get::<Assumption>(id) {
            Some(one) => of_assumption(&desk.derived.known, one, fields),
            None => fields,
        }
    }),
    item: |desk, id| desk.seen().get::<Assumption>(id)?.item.0,
    empty: Text::new(
        "What must be true for an item to be worth it? {LISTS_NEW} notes the first assumption.",
    ),
    ..Listing::of(Assumption::KIND)
};

/// Draws the grid: weight upward, how little is known to the right.
fn draw(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let listed = lists.ids(desk, 0);
    let points = listed
        .iter()
        .filter_map(|id| desk.seen().get::<Assumption>(*id))
        .filter(|one| one.standing.is_open())
        .map(|one| CellPoint {
            id: one.id,
            words: one.text.clone(),
            cell: test_cell(&desk.derived.known, one),
        });
    let cells = CellGrid {
        title: "Test first what stands top right",
        note: "up: weight · right: less is known",
        rows: ["8 to 10", "5 to 7", "below 5"],
        columns: ["data of users", "some evidence", "opinion"],
        kind: Assumption::KIND,
        points: points.collect(),
    };
    let chosen = lists.chosen(desk).map(|(_, id)| id);
    cells.draw(look, chosen, area, buf, hits);
}
