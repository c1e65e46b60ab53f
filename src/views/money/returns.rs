//! What items cost and bring back, the best return first.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::audience::Access;
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::MONEY_TAKE;
use crate::model::money::Benefit;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::money::item_return::of_item;
use crate::scoring::money::returns::worth_today;
use crate::scoring::money::spending::Investment;
use crate::scoring::money::{words, worth};
use crate::scoring::ratio::Ratio;
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: super::SCOPE,
    all: &[Pane::left(LISTING, 4, 1), Pane::right(BENEFITS, 0, 1)],
    detail: (3, 2),
    picture: Some(Picture {
        rows: (11, 14),
        said: |_| Facts::default(),
        draw: Some(super::waiting::draw),
    }),
};

/// What stands where no item has a price.
pub(super) const EMPTY: Text = Text::new(
    "What does an item cost, and what does it bring back? Give one its cost of delay a week: {GO_BOARD}, then {ITEM_EDIT}.",
);

/// The open items whose cost of delay a week is known, by what a unit of money spent on them brings.
const LISTING: Listing = Listing {
    title: Text::new("Return"),
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
    empty: EMPTY,
    item: |_, id| Some(id),
    ..Listing::of(Item::KIND)
};

/// The parts of what items are worth a week, by item.
const BENEFITS: Listing = Listing {
    rows: Some(|desk| {
        let place = |one: &Benefit| one.item.0.map(|id| place(desk, id));
        let mut all: Vec<&Benefit> = desk.seen().all().collect();
        all.sort_by_cached_key(|one| (place(one), one.reason.to_lowercase(), one.id));
        all.into_iter().map(|one| one.id).collect()
    }),
    columns: columns! { Benefit:
        "Way" Just 12 => |_, one| one.way.map_or_else(Datum::default, |way| Datum::own(way.word().label));
        "A week" Just 10 => |desk, one| cell(desk, one.weekly.map(|weekly| weekly.0.into()));
        "Reason" Rest 12 => |_, one| Datum::text(&one.reason);
    },
    facts: Some(|desk, id| {
        let Some(one) = desk.seen().get::<Benefit>(id) else {
            return Facts::default();
        };
        let mut facts = Facts::of(desk.seen().name::<Item>(one.item.0));
        facts.say("", worth::part_words(desk.seen(), one), Access::Private);
        facts
    }),
    empty: Text::new(
        "Why is the chosen item worth that a week? {LISTS_NEW} writes a part of it: income up or kept, cost down or avoided.",
    ),
    begin: |_, record, chosen| {
        let item = chosen.filter(|(kind, _)| *kind == Item::KIND);
        preset(record, "item", item.map(|(_, id)| Value::Link(id)));
    },
    item: |desk, id| desk.seen().get::<Benefit>(id)?.item.0,
    ..Listing::of(Benefit::KIND)
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
    let today = worth_today(desk.seen(), &invested);
    let mut facts = words::item_return(desk.seen(), item, &invested, today.as_ref());
    let mut say = |about, words: String| facts.say(about, words, Access::Private);
    for part in worth::parts(desk.seen(), id) {
        say("", format!("· {}", worth::part_words(desk.seen(), part)));
    }
    let own = item.weekly_cost.map(|cost| Ratio::from(cost.0));
    let sum = worth::built_up(desk.seen(), id).filter(|sum| own != Some(*sum));
    if let Some(sum) = sum {
        let sum = words::rounded(desk.seen(), sum);
        say(
            "",
            format!("Its parts add up to {sum} a week: {MONEY_TAKE} takes that over."),
        );
    }
    facts
}
