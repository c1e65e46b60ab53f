//! The dependency-true order of a workspace: what must come first, bundles, the cost of waiting.
//!
//! Owns which items and needs enter the order, and which items lift or hold back others. The
//! mathematics is in [`precedence`], and without needs in [`sequence`]. [`regret`] holds the shown order
//! against the best one. Knows no pin and no screen.

pub mod precedence;
pub mod regret;
pub mod sequence;

use std::collections::BTreeMap;

use self::precedence::{BestOrder, plan};
use self::sequence::{Job, by_urgency};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::ranking::wsjf::{Wsjf, WsjfRow};
use crate::scoring::ratio::Ratio;

/// The most items with needs between them that are ordered while somebody waits for a key; so many, with
/// at most two needs each on average, take about 20 ms.
pub const LINKED: usize = 2_000;

/// Items that belong together because some pay for others, and their common ratio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Sum of cost of delay / sum of job size; none when they take no time.
    pub ratio: Option<Ratio>,
    /// Positions of the items, in their best order.
    pub members: Vec<usize>,
}

/// The best order of the items that have a score.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Order {
    /// Positions of the items, best first.
    pub order: Vec<usize>,
    /// Bundles of more than one item, in the order they come.
    pub bundles: Vec<Bundle>,
    /// The ratio each position is ordered by: its bundle's, or its own.
    pub ratios: BTreeMap<usize, Option<Ratio>>,
    /// Delay cost until delivery, in points times points.
    pub cost: Option<Ratio>,
    /// How far the order may be from the best, as a share of the least possible cost; zero when proven.
    pub gap: Option<Ratio>,
    /// Positions of items that wait for each other in a loop; they have no place.
    pub loops: Vec<usize>,
    /// Positions of items that need one that is parked, declined or has no score.
    pub stuck: Vec<usize>,
    /// Whether there were too many needs to order them at once; then they are not looked at.
    pub is_too_large: bool,
}

/// Orders the open items that have a score so that what is needed comes first and waiting costs least.
pub fn order(workspace: &Workspace, items: &[&Item], columns: &Wsjf) -> Order {
    let job = |(item, row): (&&Item, &WsjfRow)| {
        let weight = row.score.as_ref().ok().and(row.cost_of_delay)?;
        Some(Job {
            weight,
            duration: Ratio::from(item.size.value?),
        })
    };
    let jobs: Vec<Option<Job>> = items.iter().zip(&columns.rows).map(job).collect();
    order_jobs(workspace, items, &jobs)
}

/// Orders the items that are a job, as [`order`] does.
///
/// Items without needs between them are bundles of their own, so only linked ones are searched; the
/// two lists merge by ratio, which keeps the order best (Sidney 1975). Needs that are done are
/// fulfilled; needs on items that are parked, declined or no job cannot be ordered and are named.
pub fn order_jobs(workspace: &Workspace, items: &[&Item], jobs: &[Option<Job>]) -> Order {
    let known = |at: usize| jobs.get(at).copied().flatten();
    let (mut links, stuck) = links(workspace, items, |at| known(at).is_some());
    let mut result = Order {
        stuck,
        ..Order::default()
    };
    let mut linked: Vec<usize> = links
        .iter()
        .flat_map(|(first, then)| [*first, *then])
        .collect();
    linked.sort_unstable();
    linked.dedup();
    result.is_too_large = linked.len() > LINKED || links.len() > linked.len() * 2;
    if result.is_too_large {
        linked.clear();
        links.clear();
    }

    let mut bundles: Vec<Bundle> = Vec::new();
    if let Some(plan) = plan_linked(&linked, &links, &known) {
        let place_in_plan: BTreeMap<usize, usize> = plan
            .order
            .iter()
            .enumerate()
            .map(|(place, at)| (*at, place))
            .collect();
        for block in &plan.blocks {
            let mut members = block.members.clone();
            members.sort_by_key(|at| place_in_plan.get(at).copied());
            let members = members
                .into_iter()
                .filter_map(|at| linked.get(at).copied())
                .collect();
            bundles.push(Bundle {
                ratio: block.ratio,
                members,
            });
        }
        result.gap = plan.gap();
        result.loops = plan
            .cycle
            .iter()
            .filter_map(|at| linked.get(*at).copied())
            .collect();
    } else {
        result.gap = Some(Ratio::ZERO);
    }
    let mut alone: Vec<usize> = (0..items.len())
        .filter(|at| known(*at).is_some() && linked.binary_search(at).is_err())
        .collect();
    alone.sort_by(|one, other| match (known(*one), known(*other)) {
        (Some(one), Some(other)) => by_urgency(&one, &other),
        _ => one.cmp(other),
    });
    let own = |at: usize| known(at).and_then(|job| job.weight.over(job.duration));
    let singles = alone.into_iter().map(|at| Bundle {
        ratio: own(at),
        members: vec![at],
    });
    let all = merged(bundles, singles.collect());
    for bundle in &all {
        result.order.extend(&bundle.members);
        result
            .ratios
            .extend(bundle.members.iter().map(|at| (*at, bundle.ratio)));
    }
    result.cost = cost(result.order.iter().filter_map(|at| known(*at)));
    result.bundles = all
        .into_iter()
        .filter(|bundle| bundle.members.len() > 1)
        .collect();
    result
}

/// The needs between items that count, as (before, after), and the items that need what does not count and
/// is not done; all by position.
pub fn links(
    workspace: &Workspace,
    items: &[&Item],
    counts: impl Fn(usize) -> bool,
) -> (Vec<(usize, usize)>, Vec<usize>) {
    let all = items.iter().enumerate();
    let places: BTreeMap<Id, usize> = all.clone().map(|(at, item)| (item.id, at)).collect();
    let (mut links, mut stuck) = (Vec::new(), Vec::new());
    for (at, item) in all.filter(|(at, _)| counts(*at)) {
        for need in &item.needs.0 {
            match places.get(need) {
                Some(first) if counts(*first) => links.push((*first, at)),
                _ if is_done(workspace, *need) => {}
                _ => stuck.push(at),
            }
        }
    }
    stuck.dedup();
    (links, stuck)
}

fn is_done(workspace: &Workspace, need: Id) -> bool {
    workspace
        .get::<Item>(need)
        .is_some_and(|item| item.state == State::Done)
}

fn plan_linked(
    linked: &[usize],
    links: &[(usize, usize)],
    known: &impl Fn(usize) -> Option<Job>,
) -> Option<BestOrder> {
    let jobs: Vec<Job> = linked.iter().filter_map(|at| known(*at)).collect();
    let place = |at: usize| linked.binary_search(&at).ok();
    let links: Vec<(usize, usize)> = links
        .iter()
        .filter_map(|(first, then)| Some((place(*first)?, place(*then)?)))
        .collect();
    if jobs.is_empty() {
        None
    } else {
        plan(&jobs, &links).ok()
    }
}

/// Merges two lists of bundles, each by falling ratio; what takes no time comes first.
fn merged(left: Vec<Bundle>, right: Vec<Bundle>) -> Vec<Bundle> {
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    let mut all = Vec::new();
    loop {
        let takes_left = match (left.peek(), right.peek()) {
            (None, None) => return all,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(one), Some(other)) => match (one.ratio, other.ratio) {
                (None, _) => true,
                (_, None) => false,
                (Some(one), Some(other)) => one >= other,
            },
        };
        all.extend(if takes_left {
            left.next()
        } else {
            right.next()
        });
    }
}

/// Sum of cost of delay times delivery; none when it does not fit.
fn cost(jobs: impl Iterator<Item = Job>) -> Option<Ratio> {
    let (mut now, mut total) = (Ratio::ZERO, Ratio::ZERO);
    for job in jobs {
        now = now.plus(job.duration)?;
        total = total.plus(job.weight.times(now)?)?;
    }
    Some(total)
}
