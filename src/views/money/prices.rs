//! What people said they would pay, and what can be bought.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::audience::Access;
use crate::model::field::{Choice, Value};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::money::{Offer, PriceStudy};
use crate::model::record::Declared;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::money::study;
use crate::scoring::price::amounts::money;
use crate::ui::records::joined;

/// The studies, the newest first.
pub(super) const STUDIES: Listing = Listing {
    columns: columns! { PriceStudy:
        "Study" Rest 12 => |_, one| Datum::text(&one.name);
        "Counted" Just 7 => |_, one| study::answered(one).map_or_else(Datum::default, Datum::count);
        "Price" Just 18 from 44 => |desk, one| study::found(desk.seen(), one).map_or_else(Datum::default, Datum::own);
    },
    facts: Some(|desk, id| {
        let one = desk.seen().get::<PriceStudy>(id);
        one.map_or_else(Facts::default, |one| study::facts(desk.seen(), one))
    }),
    empty: "What would people pay? n makes a study; paste its answers.",
    begin: |desk, record, _| preset(record, "day", desk.derived.today.map(Value::Date)),
    ..Listing::of(PriceStudy::KIND)
};

/// The offers, ours first.
pub(super) const OFFERS: Listing = Listing {
    rows: Some(|desk| {
        let mut all: Vec<&Offer> = desk.seen().all().collect();
        all.sort_by_key(|one| {
            (
                one.competitor.to_lowercase(),
                one.price.map(|price| price.0),
                one.name.to_lowercase(),
            )
        });
        all.into_iter().map(|one| one.id).collect()
    }),
    columns: columns! { Offer:
        "Price" Just 10 => price;
        "Offer" Rest 10 => |_, one| Datum::text(&one.name);
        "By" Just 10 from 40 => |_, one| Datum::text(if one.competitor.is_empty() { "us" } else { &one.competitor }).muted();
    },
    facts: Some(offer),
    empty: "What can be bought, from us or others? n adds an offer.",
    begin: |desk, record, _| preset(record, "day", desk.derived.today.map(Value::Date)),
    ..Listing::of(Offer::KIND)
};

fn price(desk: &Desk, one: &Offer) -> Datum {
    let price = one.price.map(|price| price.0.into());
    Datum::number(price, |price| money(desk.seen(), price))
}

fn offer(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Offer>(id) else {
        return Facts::default();
    };
    let price = one.price.map_or_else(
        || "no price yet".to_owned(),
        |price| match one.period.trim() {
            "" => money(desk.seen(), price.0.into()),
            period => format!("{} per {period}", money(desk.seen(), price.0.into())),
        },
    );
    let parts = [
        if one.competitor.is_empty() {
            "ours".to_owned()
        } else {
            format!("by {}", one.competitor)
        },
        one.model
            .map_or_else(String::new, |model| model.word().label.to_owned()),
        price,
        one.day
            .map_or_else(String::new, |day| format!("on {}", long_date(day))),
    ];
    let mut facts = Facts::of(&one.name);
    facts.say("", joined(parts), Access::Private);
    facts.say(
        "Price",
        study::place_of(desk.seen(), one).unwrap_or_default(),
        Access::Private,
    );
    for item in one
        .items
        .0
        .iter()
        .filter_map(|id| desk.seen().get::<crate::model::item::Item>(*id))
    {
        facts.say("", format!("· {}", item.title), Access::Private);
    }
    facts.say("Note", one.note.trim(), Access::Private);
    facts
}
