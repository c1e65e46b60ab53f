//! The tree of needs; wishes that are to be sorted in; answers to the two questions of Kano; items that meet no need.

mod outline;

pub(super) use outline::{COMMANDS, pips};

use crate::desk::command::Scope;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::kano::{KanoAnswer, KanoReply};
use crate::model::need::{Need, Wish};
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::Datum;
use crate::ui::records::{day_cell, person};
use crate::views::{Pane, Panes};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: Scope("Needs"),
    all: &[
        Pane::left(outline::NEEDS, 8, 4),
        Pane::right(WISHES, 4, 3),
        Pane::right(REPLIES, 0, 2),
        Pane::right(WITHOUT, 0, 3),
    ],
    detail: (6, 8),
    picture: None,
};

/// The wishes that are to be sorted in.
const WISHES: Listing = Listing {
    title: Text::new("Wishes to sort in"),
    rows: Some(|desk| {
        let all = desk
            .seen()
            .all::<Wish>()
            .filter(|wish| wish.need.0.is_none());
        let mut all: Vec<&Wish> = all.collect();
        all.sort_by(|one, other| {
            let days = other.date.cmp(&one.date);
            days.then_with(|| one.said.cmp(&other.said))
                .then_with(|| one.id.cmp(&other.id))
        });
        all.iter().map(|wish| wish.id).collect()
    }),
    columns: columns! { Wish:
        "What was said" Rest 16 => |_, one| Datum::text(&one.said);
        "By" Just 12 from 44 => |desk, one| Datum::text(person(desk, one.person.0)).muted();
        "Date" Just 11 from 60 => |_, one| day_cell(one.date);
    },
    empty: Text::new("Paste what customers said, a line each; a then puts a wish under its need."),
    begin: |desk, record, chosen| {
        preset(record, "date", desk.derived.today.map(Value::Date));
        let need = chosen.filter(|(kind, _)| *kind == Need::KIND);
        preset(record, "need", need.map(|(_, id)| Value::Link(id)));
    },
    ..Listing::of(Wish::KIND)
};

/// The answers to the two questions of Kano.
const REPLIES: Listing = Listing {
    columns: columns! { KanoReply:
        "Need" Rest 14 => |desk, one| Datum::text(desk.seen().name::<Need>(one.need.0));
        "With it" Just 18 => |_, one| answer(one.functional);
        "Without it" Just 18 from 50 => |_, one| answer(one.dysfunctional);
    },
    empty: Text::new(
        "Is it expected, or does it delight? Ask how it is with it and without it: {LISTS_NEW}.",
    ),
    begin: |desk, record, chosen| {
        preset(record, "date", desk.derived.today.map(Value::Date));
        let need = chosen.filter(|(kind, _)| *kind == Need::KIND);
        preset(record, "need", need.map(|(_, id)| Value::Link(id)));
    },
    ..Listing::of(KanoReply::KIND)
};

fn answer(one: Option<KanoAnswer>) -> Datum {
    one.map_or_else(|| Datum::own("?"), |one| Datum::own(one.word().label))
}

/// The open items that meet no need.
const WITHOUT: Listing = Listing {
    title: Text::new("Items without a need"),
    rows: Some(|desk| {
        let ranked = &desk.derived.evaluation;
        let all = ranked.ranked.iter().chain(&ranked.unranked).copied();
        let meets_none = |id: &Id| {
            let item = desk.seen().get::<Item>(*id);
            item.is_some_and(|item| item.needs_met.0.is_empty())
        };
        all.filter(meets_none).collect()
    }),
    columns: columns! { Item:
        "Item" Rest 16 => |_, one| Datum::text(&one.title);
        "Asked by" Just 14 from 44 => |desk, one| Datum::text(desk.seen().name::<Person>(one.requester.0)).muted();
    },
    facts: None,
    item: |_, id| Some(id),
    empty: Text::new(
        "Every open item meets a need. New items are written on the board: {GO_BOARD}, then {ITEM_NEW}.",
    ),
    ..Listing::of(Item::KIND)
};
