//! Everything the screens show of a workspace, computed at once.
//!
//! Owns the shown order: which items compete, what pins do to the order, where capacity ends, how
//! effort is balanced. Formulas are in the method modules. Knows no screen.

mod balance;
mod shown;

pub use balance::capacity;

use self::balance::{balance, classes};
use self::shown::{ahead, cut, job, ranks, with_pins};
use super::allocation::{Allocation, AllocationError};
use super::method::{Line, Method, factor_word, scale, wsjf_inputs};
use super::moscow;
use super::moves;
use super::pin::{PinPrice, pin_price};
use super::ratio::Ratio;
use super::total::{Total, Unit, Wait, total};
use super::wsjf::{self, Factor};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;

/// One item's numbers.
#[derive(Clone, Debug)]
pub struct Score {
    /// The item.
    pub id: Id,
    /// Value + time criticality + risk, in points; none while one of them is unknown.
    pub cost_of_delay: Option<Ratio>,
    /// What the method says.
    pub line: Line,
    /// The rank by score alone, ties sharing one; none without a score or for closed items.
    pub own_rank: Option<usize>,
    /// The rank in the shown order, after pins.
    pub rank: Option<usize>,
    /// The position in the shown order, from 0.
    pub place: Option<usize>,
    /// What stands before it in the shown order; none without a place.
    pub ahead: Option<Ahead>,
    /// Whether another item has the same score.
    pub is_tied: bool,
    /// Whether a pin holds it where it is.
    pub is_pinned: bool,
    /// What that pin costs.
    pub pin_price: Option<PinPrice>,
}

/// The work that stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The job sizes before it, added up.
    pub points: Ratio,
    /// Items before it whose size is unknown, so that they count as nothing.
    pub unknown: usize,
}

/// The place in the shown order where capacity ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// How many ranked items fit.
    pub after: usize,
    /// The capacity, in points.
    pub capacity: Ratio,
    /// The effort of the items above the line, in points.
    pub used: Ratio,
    /// Items above the line whose size is unknown, so that they count as nothing.
    pub unknown: usize,
}

/// Which items a balance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Those planned for the coming increment.
    Planned,
    /// All open ones, because none is planned for it.
    Open,
}

/// Effort by bucket against the targets.
#[derive(Clone, Debug)]
pub struct Balance {
    /// Which items are counted.
    pub basis: Basis,
    /// The buckets, in their place.
    pub buckets: Vec<Id>,
    /// The capacity of the coming increment, in points.
    pub capacity: Option<Ratio>,
    /// The shares, or why there are none.
    pub allocation: Result<Allocation, AllocationError>,
}

/// A column that says less than it seems to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// No item is a 1, so the unit of the column hangs in the air.
    WithoutOne(Factor),
    /// All items are equal, so the column decides nothing.
    Flat(Factor),
}

impl Flag {
    /// The column it is about.
    pub const fn factor(self) -> Factor {
        match self {
            Self::WithoutOne(factor) | Self::Flat(factor) => factor,
        }
    }

    /// What it means, in words.
    pub fn words(self) -> String {
        let column = factor_word(self.factor());
        match self {
            Self::WithoutOne(_) => {
                format!("no item has a 1 in {column}: the unit of this column hangs in the air")
            }
            Self::Flat(_) => {
                format!("all items have the same {column}: this column decides nothing")
            }
        }
    }
}

/// All numbers of a workspace under one lens.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The lens.
    pub lens: Lens,
    /// Open items with a place, best first.
    pub ranked: Vec<Id>,
    /// Open items without one, by id.
    pub unranked: Vec<Id>,
    /// Done, parked and declined items, by id.
    pub closed: Vec<Id>,
    /// Where the capacity of the coming increment ends.
    pub cut: Option<Cut>,
    /// Effort by bucket.
    pub balance: Balance,
    /// Effort by MoSCoW class, over the open items.
    pub moscow: Option<moscow::Moscow>,
    /// Columns of WSJF that say less than they seem to.
    pub flags: Vec<Flag>,
    /// Open items with an estimate that is not on the scale.
    pub off_scale: Vec<(Id, Factor)>,
    /// Items that belong together because some pay for others, in their order.
    pub bundles: Vec<Vec<Id>>,
    /// What holds for all scores.
    pub note: Option<String>,
    /// What the shown order costs in all; none when the exact sums do not fit.
    pub total: Option<Total>,
    /// The largest score, for bars.
    pub highest: Option<Ratio>,
    scores: Vec<Score>,
}

impl Evaluation {
    /// The items an item is bundled with, itself among them, in their order.
    pub fn bundle_of(&self, id: Id) -> Option<&[Id]> {
        self.bundles
            .iter()
            .find(|members| members.contains(&id))
            .map(Vec::as_slice)
    }

    /// The numbers of all items, by id.
    pub fn scores(&self) -> &[Score] {
        &self.scores
    }

    /// The numbers of one item.
    pub fn score(&self, id: Id) -> Option<&Score> {
        let at = self
            .scores
            .binary_search_by_key(&id, |score| score.id)
            .ok()?;
        self.scores.get(at)
    }
}

/// Computes everything under a lens. Same workspace, same digits: input order is the order of ids.
pub fn evaluate(workspace: &Workspace, lens: Lens) -> Evaluation {
    let (open, closed): (Vec<&Item>, Vec<&Item>) = workspace
        .all::<Item>()
        .partition(|item| item.state.is_open());
    let inputs: Vec<wsjf::Inputs> = open.iter().map(|item| wsjf_inputs(item)).collect();
    let columns = wsjf::wsjf(&inputs, &scale(workspace));
    let result = (Method::of(lens).score)(workspace, &open, &columns);

    let shown = with_pins(&open, &result.ranking.order, lens, None);
    let shown_ranks = ranks(&shown, &open, |at| result.ranking.rank_of(at));
    let mut places = vec![None; open.len()];
    for (place, at) in shown.iter().enumerate() {
        if let Some(slot) = places.get_mut(*at) {
            *slot = Some(place);
        }
    }
    let ahead = ahead(&shown, &open);
    let mut sharing = vec![0_usize; open.len() + 1];
    for rank in result.ranking.ranks.iter().flatten() {
        if let Some(count) = sharing.get_mut(*rank) {
            *count += 1;
        }
    }

    // Prices are needed for pinned items alone, which are few.
    let jobs: Vec<moves::Item> = if open.iter().any(|item| item.pin.is_some()) {
        open.iter()
            .zip(&columns.rows)
            .map(|(item, row)| job(item, row))
            .collect()
    } else {
        Vec::new()
    };
    let highest = result.lines.iter().filter_map(|line| line.score).max();
    let mut scores: Vec<Score> = Vec::with_capacity(open.len() + closed.len());
    for (at, (item, line)) in open.iter().zip(result.lines).enumerate() {
        let own_rank = result.ranking.rank_of(at);
        scores.push(Score {
            id: item.id,
            cost_of_delay: columns.rows.get(at).and_then(|row| row.cost_of_delay),
            line,
            own_rank,
            rank: shown_ranks.get(at).copied().flatten(),
            place: places.get(at).copied().flatten(),
            ahead: ahead.get(at).copied().flatten(),
            is_tied: own_rank
                .and_then(|rank| sharing.get(rank))
                .is_some_and(|count| *count > 1),
            is_pinned: item.pin.is_some(),
            pin_price: item.pin.and_then(|_| {
                let mut without = with_pins(&open, &result.ranking.order, lens, Some(at));
                if own_rank.is_none() {
                    without.push(at);
                }
                pin_price(&jobs, &without, &shown, at)
            }),
        });
    }
    for item in &closed {
        scores.push(Score {
            id: item.id,
            cost_of_delay: wsjf_inputs(item).delay_sum(),
            line: Line::default(),
            own_rank: None,
            rank: None,
            place: None,
            ahead: None,
            is_tied: false,
            is_pinned: false,
            pin_price: None,
        });
    }
    scores.sort_by_key(|score| score.id);

    let unit = Unit::of(lens);
    let capacity = capacity(workspace);
    let id_at = |at: &usize| open.get(*at).map(|item| item.id);
    let flags = columns
        .without_one
        .iter()
        .map(|factor| Flag::WithoutOne(*factor));
    let flags = flags
        .chain(columns.flat.iter().map(|factor| Flag::Flat(*factor)))
        .collect();
    let ids = |members: Vec<usize>| members.iter().filter_map(id_at).collect();
    Evaluation {
        bundles: result.bundles.into_iter().map(ids).collect(),
        lens,
        ranked: shown.iter().filter_map(id_at).collect(),
        unranked: (0..open.len())
            .filter(|at| places.get(*at) == Some(&None))
            .filter_map(|at| id_at(&at))
            .collect(),
        closed: closed.iter().map(|item| item.id).collect(),
        cut: capacity.map(|capacity| cut(&shown, &open, capacity)),
        balance: balance(workspace, &open, capacity),
        moscow: classes(workspace, &open, capacity),
        flags,
        off_scale: columns
            .off_scale
            .iter()
            .filter_map(|(at, factor)| Some((id_at(at)?, *factor)))
            .collect(),
        note: result.note,
        total: total(
            shown
                .iter()
                .filter_map(|at| open.get(*at))
                .map(|item| Wait::of(item, unit)),
            unit,
        ),
        highest,
        scores,
    }
}
