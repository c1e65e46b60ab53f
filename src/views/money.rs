//! Money: what to ask, what it costs, what comes back.
//!
//! Four parts, each with a picture and lists, all of it for the author alone. What is said of a record is in
//! [`crate::scoring::money`].

mod budget;
mod course;
mod offers;
mod returns;
mod studies;
mod take;
mod waiting;

use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::listing::Lists;
use crate::desk::{Desk, tab};
use crate::dialogs::insight::take_table;
use crate::dialogs::price_model;
use crate::model::audience::Access;
use crate::model::item::Item;
use crate::model::money::{self, Benefit, Offer, PriceStudy};
use crate::model::record::Declared;
use crate::model::words::worded;
use crate::views::{Part, Parted, Parts, ViewRow};

/// Money among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::MONEY,
    go: Command {
        access: Access::Private,
        ..Command::to(
            tab::MONEY,
            "go.money",
            &["g m"],
            "money",
            &[
                "budget", "price", "pricing", "burn", "runway", "return", "roi",
            ],
            "Goes to prices, budget and return.",
        )
    },
    commands: &[COMMANDS],
    kinds: || money::KINDS.to_vec(),
    new: || Parted::of(&PARTS),
    is_shown: money::is_used,
};

/// The scope of its own keys.
const SCOPE: Scope = Scope("Money");

/// Its parts.
static PARTS: Parts = Parts {
    scope: SCOPE,
    first: 0,
    paste: |desk, kinds, text| {
        let is_table = !kinds.contains(&Item::KIND) && take_table(desk, kinds, text);
        is_table || kinds.contains(&PriceStudy::KIND) && take::answers(desk, text)
    },
    all: &[
        Part {
            name: "Offers",
            panes: &offers::PANES,
        },
        Part {
            name: "Price studies",
            panes: &studies::PANES,
        },
        Part {
            name: "Budget",
            panes: &budget::PANES,
        },
        Part {
            name: "Return",
            panes: &returns::PANES,
        },
    ],
};

/// The commands of its lists.
const COMMANDS: &[Command] = commands! { lists
    Money private looks "Record" "money.day" ["a"] hint 6 if has_item,
        "a day" also ["day of choice", "waiting", "cost of delay over time"]: "Asks for a day, and shows what the chosen item has lost by then." => |desk, _, _| waiting::ask_day(desk);
    Money private changes "Record" "money.take" ["="] hint 5 if can_take,
        "take over" also ["weekly cost", "worth of a feature", "built up"]: "Takes the worth from a study, or from the parts of an item, as its cost of delay a week." => |desk, lists, _| take::take(desk, lists);
    Money private looks "Record" "money.model" ["c"] hint 5 if has_offer,
        "calculate" also ["freemium", "subscription", "premium", "lifetime value", "churn", "break even"]: "Opens the numbers of the price model of the chosen offer; what it has to reach follows every key." => |desk, lists, _| price_model::open(desk, lists);
};

fn can_take(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if [PriceStudy::KIND, Item::KIND, Benefit::KIND].contains(&kind) => Ok(()),
        _ => Err(worded(
            "a study or an item of Return says what to take over · {PARTS_NEXT} goes there",
        )
        .to_owned()),
    }
}

fn has_offer(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Offer::KIND => Ok(()),
        _ => Err(
            worded("a price model belongs to an offer · {PARTS_NEXT} goes to the offers")
                .to_owned(),
        ),
    }
}

fn has_item(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Item::KIND => Ok(()),
        _ => {
            Err(worded("the day is for an item · {PARTS_NEXT} goes to the part Return").to_owned())
        }
    }
}
