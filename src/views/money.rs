//! Money: what to ask, what it costs, what comes back.
//!
//! Six lists and the chosen record in full, all of it for the author alone. What is said of a record is in
//! [`crate::scoring::money`].

mod budget;
mod prices;
mod returns;

use crate::desk::command::{Command, Scope};
use crate::desk::tab;
use crate::model::audience::Access;
use crate::model::money;
use crate::views::{ListView, Pane, Panes, Row};

/// Money among the views.
pub const VIEW: Row = Row {
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
    commands: &[],
    kinds: || money::KINDS.to_vec(),
    new: || ListView::of(&MONEY),
    is_shown: money::is_used,
};

/// Its panes; where there is room for few of them, they take turns.
pub(super) static MONEY: Panes = Panes {
    scope: Scope("Money"),
    all: &[
        Pane::left(budget::INTERVALS, 4, 3),
        Pane::left(budget::LINES, 0, 4),
        Pane::left(returns::LISTING, 5, 5),
        Pane::right(prices::STUDIES, 0, 3),
        Pane::right(prices::OFFERS, 0, 3),
        Pane::right(budget::BASELINES, 0, 2),
    ],
    detail: (8, 8),
    picture: None,
};
