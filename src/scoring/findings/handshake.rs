//! Checks of the two sides of a plan: what the other side settled, and what one waits for.

use super::board::CheckedBoard;
use super::finding::{Found, of, of_item};
use crate::model::field::Choice;
use crate::model::format::{day_count, long_date};
use crate::model::item::Item;
use crate::model::question::Question;
use crate::scoring::handshake::{
    LONG, SettledPart, in_words, rounds_by_item, settled_by_other_side_in, waits,
};

/// Open items whose value or size the other side settled.
pub(super) fn other_side(board: &CheckedBoard<'_>) -> Found {
    let rounds = rounds_by_item(board.workspace);
    let found = |item: &&Item| {
        let rounds = rounds.get(&item.id).map_or(&[][..], Vec::as_slice);
        let said = SettledPart::ALL.iter().filter_map(|part| {
            let (settlement, role) =
                settled_by_other_side_in(board.workspace, rounds, item, *part)?;
            let who = in_words(board.workspace, &settlement);
            Some(format!("{} by {who} ({})", part.name(), role.word().label))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| of_item(item, said.join("; ")))
    };
    board.open.iter().filter_map(found).collect()
}

/// Questions about open items that wait for more than a week.
pub(super) fn waiting(board: &CheckedBoard<'_>) -> Found {
    let all = board.workspace.all::<Question>();
    let of_open = all.filter(|one| {
        let item = one.item.0.and_then(|id| board.workspace.get::<Item>(id));
        item.is_none_or(|item| item.state.is_open())
    });
    let waiting = of_open.filter_map(|one| {
        let days = waits(one, board.today).filter(|days| *days > LONG)?;
        let days = day_count(days);
        let side = one.to.word().label;
        let since = one.asked.map_or_else(String::new, long_date);
        let words = format!("{side} has not answered for {days}, since {since}");
        Some(of::<Question>(one.id, words))
    });
    waiting.collect()
}
