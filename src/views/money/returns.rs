//! What items cost and bring back, the best return first.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::money::item_return::of_item;
use crate::scoring::money::returns::worth_today;
use crate::scoring::money::spending::Investment;
use crate::scoring::money::words;
use crate::scoring::ratio::Ratio;

/// The open items whose cost of delay a week is known, by what a unit of money spent on them brings.
pub(super) const LISTING: Listing = Listing {
    title: "Return",
    rows: Some(|desk| {
        let items = desk
            .seen()
            .all::<Item>()
            .filter(|item| item.state.is_open() && item.weekly_cost.is_some());
        let mut all: Vec<(Option<Ratio>, Id)> = items
            .map(|item| (of(desk, item).return_on_investment(), item.id))
            .collect();
        all.sort_by(|one, other| {
            other
                .0
                .cmp(&one.0)
                .then_with(|| place(desk, one.1).cmp(&place(desk, other.1)))
        });
        all.into_iter().map(|(_, id)| id).collect()
    }),
    columns: columns! { Item:
        "Item" Rest 14 => |_, one| Datum::text(&one.title);
        "Cost" Just 12 from 50 => |desk, one| cell(desk, of(desk, one).cost());
        "Brings" Just 12 from 64 => |desk, one| cell(desk, of(desk, one).gain());
        "Return" Just 9 => |desk, one| share(of(desk, one).return_on_investment());
    },
    note: |desk, ids| {
        let all = desk
            .seen()
            .all::<Item>()
            .filter(|item| item.state.is_open())
            .count();
        format!("{} of {all} have a cost of delay a week", ids.len())
    },
    facts: Some(facts),
    empty: "An item needs a cost of delay a week: it is in its form.",
    item: |_, id| Some(id),
    ..Listing::of(Item::KIND)
};

fn of(desk: &Desk, item: &Item) -> Investment {
    of_item(
        desk.seen(),
        &desk.accounts(),
        &desk.derived.survey.roadmap,
        desk.derived.today,
        item,
    )
}

fn place(desk: &Desk, id: Id) -> (bool, Option<usize>, Id) {
    let place = desk
        .derived
        .evaluation
        .score(id)
        .and_then(|score| score.place);
    (place.is_none(), place, id)
}

fn cell(desk: &Desk, amount: Option<Ratio>) -> Datum {
    Datum::number(amount, |amount| words::rounded(desk.seen(), amount))
}

fn share(share: Option<Ratio>) -> Datum {
    Datum::number(share, words::signed_percent)
}

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(item) = desk.seen().get::<Item>(id) else {
        return Facts::default();
    };
    let invested = of(desk, item);
    words::item_return(
        desk.seen(),
        item,
        &invested,
        worth_today(desk.seen(), &invested).as_ref(),
    )
}
