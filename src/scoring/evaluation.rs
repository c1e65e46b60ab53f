//! Everything the screens show of a workspace, computed at once.
//!
//! Owns the shown order: which items compete, what pins do to the order, where capacity ends, how
//! effort is balanced. Formulas are in the method modules. Knows no screen.

use super::allocation::{self, Allocation, AllocationError};
use super::method::{Line, Method, factor_word, ratio, scale, wsjf_inputs};
use super::moscow::{self, Class};
use super::moves;
use super::pin::{PinPrice, pin_price};
use super::ratio::Ratio;
use super::wsjf::{self, Factor};
use crate::model::Workspace;
use crate::model::bucket::in_place;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, Moscow, State};
use crate::model::number::Number;
use crate::model::settings::{Lens, Settings};

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
    /// Whether another item has the same score.
    pub is_tied: bool,
    /// Whether a pin holds it where it is.
    pub is_pinned: bool,
    /// What that pin costs.
    pub pin_price: Option<PinPrice>,
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
        let inputs = wsjf_inputs(item);
        let cost = [inputs.value, inputs.criticality, inputs.risk];
        let known: Option<Vec<Ratio>> = cost.into_iter().collect();
        scores.push(Score {
            id: item.id,
            cost_of_delay: known.and_then(Ratio::sum),
            line: Line::default(),
            own_rank: None,
            rank: None,
            place: None,
            is_tied: false,
            is_pinned: false,
            pin_price: None,
        });
    }
    scores.sort_by_key(|score| score.id);

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
        highest,
        scores,
    }
}

/// What an item costs while it waits and how long it takes, as prices count it.
fn job(item: &Item, row: &wsjf::Row) -> moves::Item {
    let size = ratio(item.size).filter(|size| !size.is_negative());
    moves::Item {
        weight: row.cost_of_delay,
        duration: size.unwrap_or(Ratio::ZERO),
    }
}

/// Puts pinned items, but for one, at their place among the ranked ones. By hand, pinned items all come
/// first.
fn with_pins(open: &[&Item], order: &[usize], lens: Lens, but: Option<usize>) -> Vec<usize> {
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
fn ranks(
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

/// The capacity of the coming increment: its own, or the sum of its iterations but innovation ones.
/// Unknown when there is no coming increment or one of its iterations has no capacity.
pub fn capacity(workspace: &Workspace) -> Option<Ratio> {
    let coming = workspace.get::<Increment>(workspace.the::<Settings>().increment.0?)?;
    if let Some(known) = ratio(coming.capacity) {
        return Some(known);
    }
    let working = |i: &&Iteration| i.increment.0 == Some(coming.id) && !i.innovation;
    let each: Option<Vec<Ratio>> = workspace
        .all::<Iteration>()
        .filter(working)
        .map(|i| ratio(i.capacity))
        .collect();
    each.filter(|all| !all.is_empty()).and_then(Ratio::sum)
}

fn cut(shown: &[usize], open: &[&Item], capacity: Ratio) -> Cut {
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

fn balance(workspace: &Workspace, open: &[&Item], capacity: Option<Ratio>) -> Balance {
    let settings = workspace.the::<Settings>();
    let buckets = in_place(workspace);
    let coming = settings.increment.0;
    let is_planned = |item: &&Item| {
        coming.is_some()
            && item.increment.0 == coming
            && !matches!(item.state, State::Parked | State::Declined)
    };
    let planned: Vec<&Item> = workspace.all::<Item>().filter(is_planned).collect();
    let (basis, counted) = if planned.is_empty() {
        (Basis::Open, open)
    } else {
        (Basis::Planned, planned.as_slice())
    };
    let input = |item: &&Item| allocation::Inputs {
        effort: ratio(item.size),
        bucket: item
            .bucket
            .0
            .and_then(|id| buckets.iter().position(|bucket| bucket.id == id)),
    };
    let inputs: Vec<_> = counted.iter().map(input).collect();
    let targets: Vec<Ratio> = buckets
        .iter()
        .map(|b| b.share.map_or(Ratio::ZERO, |share| Ratio::from(share.0)))
        .collect();
    let tolerance = settings
        .tolerance
        .map_or(Ratio::ZERO, |percent| Ratio::from(percent.0));
    let policy = allocation::Policy {
        targets: &targets,
        tolerance,
        capacity,
    };
    Balance {
        basis,
        buckets: buckets.iter().map(|bucket| bucket.id).collect(),
        capacity,
        allocation: allocation::allocate(&inputs, &policy),
    }
}

fn classes(
    workspace: &Workspace,
    open: &[&Item],
    capacity: Option<Ratio>,
) -> Option<moscow::Moscow> {
    let settings = workspace.the::<Settings>();
    let input = |item: &&Item| moscow::Inputs {
        effort: ratio(item.size),
        class: item.moscow.map(|class| match class {
            Moscow::Must => Class::Must,
            Moscow::Should => Class::Should,
            Moscow::Could => Class::Could,
            Moscow::Wont => Class::Wont,
        }),
    };
    let percent =
        |p: Option<crate::model::field::Percent>, or: Ratio| p.map_or(or, |p| Ratio::from(p.0));
    let policy = moscow::Policy {
        must_max_percent: percent(settings.must_limit, moscow::Policy::DSDM.must_max_percent),
        could_min_percent: percent(settings.could_floor, moscow::Policy::DSDM.could_min_percent),
    };
    let inputs: Vec<_> = open.iter().map(input).collect();
    moscow::moscow(&inputs, &policy, capacity).ok()
}
