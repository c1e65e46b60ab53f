//! Sessions as plain text.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::session::Session;
use crate::ui::text;
use crate::views::session::past::{day, ids, summary};

/// Every session with what it settled, the latest first. No card is among it.
pub fn sessions(desk: &Desk) -> String {
    let mut out = String::new();
    for session in ids(desk)
        .into_iter()
        .filter_map(|id| desk.seen().get::<Session>(id))
    {
        let _ = writeln!(out, "{}  {}", day(session), text::clean(&session.name));
        for line in summary(desk, session) {
            let _ = writeln!(out, "  {}", text::clean(&line));
        }
    }
    out
}
