//! The pace on one calm page: what was kept, who carries too much, what was not urgent after all, and thanks.

use super::occasions::THANKS;
use crate::desk::command::Scope;
use crate::scoring::facts::Facts;
use crate::scoring::flow::pacing;
use crate::views::{Pane, Panes, Picture};

/// The page, with the thanks below it.
pub(super) static PACING: Panes = Panes {
    scope: Scope("Learn"),
    all: &[Pane::left(THANKS, 3, 1)],
    detail: (2, 1),
    picture: Some(Picture {
        rows: (14, 18),
        said: |desk| Facts {
            name: "Pacing".to_owned(),
            ..pacing::page(desk.seen(), &desk.derived.evaluation.race, &desk.course())
        },
        draw: None,
    }),
};
