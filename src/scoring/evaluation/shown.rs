//! The shown order: what pins do to the ranking, the ranks that result, where capacity ends.

use super::{Ahead, Cut};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::settings::Lens;
use crate::scoring::method::ratio;
use crate::scoring::moves;
use crate::scoring::ratio::Ratio;
use crate::scoring::wsjf;

/// What an item costs while it waits and how long it takes, as prices count it.
pub(super) fn job(item: &Item, row: &wsjf::Row) -> moves::Item {
    let size = ratio(item.size).filter(|size| !size.is_negative());
    moves::Item {
        weight: row.cost_of_delay,
        duration: size.unwrap_or(Ratio::ZERO),
    }
}

/// Puts pinned items, but for one, at their place among the ranked ones. By hand, pinned items all come
/// first.
pub(super) fn with_pins(
    open: &[&Item],
    order: &[usize],
    lens: Lens,
    but: Option<usize>,
) -> Vec<usize> {
    let pin = |at: &usize| {
        open.get(*at)
            .filter(|_| Some(*at) != but)
            .and_then(|item| item.pin)
    };
    let mut pinned: Vec<(Number, usize)> = (0..open.len())
        .filter_map(|at| Some((pin(&at)?, at)))
        .collect();
    // Equal pins keep the order of their scores, which is their order here.
    let mut places = vec![usize::MAX; open.len()];
    for (place, at) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*at) {
            *slot = place;
        }
    }
    pinned.sort_by_key(|(pin, at)| (*pin, places.get(*at).copied(), *at));
    let mut shown: Vec<usize> = order
        .iter()
        .copied()
        .filter(|at| pin(at).is_none())
        .collect();
    for (count, (pin, at)) in pinned.into_iter().enumerate() {
        let wanted = usize::try_from(pin.millionths() / 1_000_000)
            .unwrap_or(1)
            .max(1)
            - 1;
        let index = if lens == Lens::Hand {
            count
        } else {
            wanted.min(shown.len())
        };
        shown.insert(index, at);
    }
    shown
}

/// Ranks in the shown order: the position, shared by neighbors that tie and are not pinned.
pub(super) fn ranks(
    shown: &[usize],
    open: &[&Item],
    own: impl Fn(usize) -> Option<usize>,
) -> Vec<Option<usize>> {
    let mut ranks = vec![None; open.len()];
    let is_pinned = |at: usize| open.get(at).is_some_and(|item| item.pin.is_some());
    let mut before: Option<(usize, usize)> = None;
    for (place, at) in shown.iter().copied().enumerate() {
        let rank = match before {
            Some((other, rank)) if own(other) == own(at) && !is_pinned(other) && !is_pinned(at) => {
                rank
            }
            _ => place + 1,
        };
        if let Some(slot) = ranks.get_mut(at) {
            *slot = Some(rank);
        }
        before = Some((at, rank));
    }
    ranks
}

/// What stands before each item; none without a place, or where the sum does not fit.
pub(super) fn ahead(shown: &[usize], open: &[&Item]) -> Vec<Option<Ahead>> {
    let mut all = vec![None; open.len()];
    let mut so_far = Some(Ahead {
        points: Ratio::ZERO,
        unknown: 0,
    });
    for at in shown {
        if let Some(slot) = all.get_mut(*at) {
            *slot = so_far;
        }
        let size = open.get(*at).and_then(|item| ratio(item.size));
        so_far = so_far.and_then(|so_far| match size.filter(|size| !size.is_negative()) {
            None => Some(Ahead {
                unknown: so_far.unknown + 1,
                ..so_far
            }),
            Some(size) => Some(Ahead {
                points: so_far.points.plus(size)?,
                ..so_far
            }),
        });
    }
    all
}

pub(super) fn cut(shown: &[usize], open: &[&Item], capacity: Ratio) -> Cut {
    let mut cut = Cut {
        after: 0,
        capacity,
        used: Ratio::ZERO,
        unknown: 0,
    };
    for at in shown {
        match open.get(*at).and_then(|item| ratio(item.size)) {
            None => cut.unknown += 1,
            Some(size) => match cut.used.plus(size) {
                Some(used) if used <= capacity => cut.used = used,
                _ => return cut,
            },
        }
        cut.after += 1;
    }
    cut
}
