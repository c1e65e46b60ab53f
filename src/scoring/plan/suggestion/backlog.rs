//! The question for an increment of a workspace.
//!
//! Owns which items are asked about, what they are worth, and which limits hold. Knows no search.

use std::collections::BTreeMap;

use super::binding::{Bond, Bonds, Broken, bind};
use super::lanes::{self, Lane};
use super::{Candidate, ChoiceStand, Pin, PlanQuestion, stand};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, Moscow, State};
use crate::model::words::{ITERATIONS, PLANNING_INTERVAL};
use crate::scoring::levels::{apart, effort, is_ranked};
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::supply::{Supply, of_increment};
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::price::terms::Terms;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ratio::Ratio;

/// A question and the records it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncrementQuestion {
    /// The increment it is for.
    pub increment: Id,
    /// What the values are counted in: cost of delay in points, or in money a week.
    pub terms: Terms,
    /// The item of each candidate.
    pub items: Vec<Id>,
    /// The allocations with their parts of the capacity, in which candidates count; none without targets.
    pub lanes: Vec<Lane>,
    /// Positions of what is planned into the increment now.
    pub present: Vec<usize>,
    /// What is asked.
    pub question: PlanQuestion,
    /// What binds candidates, by position.
    pub bonds: BTreeMap<usize, Vec<Bond>>,
    /// What binds and cannot be kept.
    pub broken: Vec<Broken>,
    /// Positions of what would bind and is lifted.
    pub lifted: Vec<usize>,
}

/// Why nothing can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// There is no such increment.
    #[error("there is no such {interval}", interval = PLANNING_INTERVAL)]
    NoIncrement,
    /// Its capacity is unknown, which is not zero.
    #[error(
        "the capacity of the {interval} is unknown{}: enter it, or that of its {iterations}, or who is there of each team",
        .0.missing().map(|missing| format!(", {missing}")).unwrap_or_default(),
        interval = PLANNING_INTERVAL,
        iterations = ITERATIONS
    )]
    NoCapacity(Supply),
    /// The numbers do not fit.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

/// How what is planned into an increment now stands to its limits, with its capacity.
pub fn present(
    workspace: &Workspace,
    (past, terms): (&PastIterations, Terms),
    increment: Id,
) -> Option<(Ratio, ChoiceStand)> {
    let order: Vec<Id> = workspace.all::<Item>().map(|item| item.id).collect();
    let asked = put(
        workspace,
        (past, terms),
        increment,
        &order,
        &BTreeMap::new(),
    )
    .ok()?;
    Some((
        asked.question.capacity,
        stand(&asked.question, &asked.present)?,
    ))
}

/// Asks for the best choice for an increment: from the open items that are in it or in none, in the order given.
/// What somebody pinned is in `pins`, and [`Pin::Free`] there lifts what binds an item; without a pin, what binds
/// is in as far as it fits together, and "Won't this time" keeps an item out. The bands are the target
/// shares of the buckets, each with the tolerance to both sides, of the capacity without innovation iterations; those of
/// a team that agreed on its own are of what it can carry.
pub fn ask(
    workspace: &Workspace,
    (past, terms): (&PastIterations, Terms),
    increment: Id,
    order: &[Id],
    pins: &BTreeMap<Id, Pin>,
) -> Result<IncrementQuestion, Unasked> {
    let mut asked = put(workspace, (past, terms), increment, order, pins)?;
    let record = workspace.get::<Increment>(increment);
    let found = Bonds::of(workspace, record.ok_or(Unasked::NoIncrement)?);
    // What stands above the cut line by the order, for a pin there is a promise to deliver it. As at that line,
    // what has no size takes no room.
    let mut left = Some(asked.question.capacity);
    for (at, id) in asked.items.iter().enumerate() {
        let Some(item) = workspace.get::<Item>(*id) else {
            continue;
        };
        let mut own = found.on(item);
        let effort = effort_in(workspace, item, increment);
        left = left.and_then(|left| left.minus(effort.unwrap_or(Ratio::ZERO)));
        let is_above = left.is_some_and(|left| !left.is_negative());
        if item.pin.is_some() && is_above && !own.contains(&Bond::Pin) {
            own.push(Bond::Pin);
        }
        if own.is_empty() || item.moscow == Some(Moscow::Wont) {
            continue;
        }
        if pins.contains_key(id) {
            asked.lifted.push(at);
        } else {
            asked.bonds.insert(at, own);
        }
    }
    asked.broken = bind(&mut asked.question, &asked.bonds).ok_or(Unasked::TooLarge)?;
    Ok(asked)
}

/// Puts the question together, with nothing that binds yet.
fn put(
    workspace: &Workspace,
    (past, terms): (&PastIterations, Terms),
    increment: Id,
    order: &[Id],
    pins: &BTreeMap<Id, Pin>,
) -> Result<IncrementQuestion, Unasked> {
    let record = workspace.get::<Increment>(increment);
    let record = record.ok_or(Unasked::NoIncrement)?;
    let supply = of_increment(workspace, past, record);
    let capacity = supply.points().ok_or(Unasked::NoCapacity(supply))?;
    let is_candidate = |item: &&Item| {
        let planned = item
            .increment
            .0
            .and_then(|id| workspace.get::<Increment>(id));
        item.state.is_open()
            && is_ranked(workspace, item)
            && planned.is_none_or(|planned| planned.id == increment)
    };
    let items = order.iter().filter_map(|id| workspace.get::<Item>(*id));
    let items: Vec<&Item> = items.filter(is_candidate).collect();
    let places: BTreeMap<Id, usize> = items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id, at))
        .collect();
    let lanes = lanes::lanes(workspace, past, record, capacity).ok_or(Unasked::TooLarge)?;
    let candidate = |item: &&Item| Candidate {
        value: terms.weight(wsjf_inputs(item).delay_sum(), item.weekly_cost),
        effort: effort_in(workspace, item, increment),
        bucket: lanes::of_item(workspace, &lanes, item),
        needs: needs(workspace, record, item, &places),
        pin: pins.get(&item.id).copied().unwrap_or(match item.moscow {
            Some(Moscow::Wont) => Pin::Out,
            Some(Moscow::Must | Moscow::Should | Moscow::Could) | None => Pin::Free,
        }),
    };
    let present = items.iter().enumerate();
    let is_in = |item: &Item| increment_of(workspace, item) == Some(increment);
    let present = present.filter(|(_, item)| {
        item.increment.0 == Some(increment) || apart(workspace, item).any(is_in)
    });
    let question = PlanQuestion {
        candidates: items.iter().map(candidate).collect(),
        capacity,
        bands: lanes::bands(&lanes, capacity).ok_or(Unasked::TooLarge)?,
    };
    Ok(IncrementQuestion {
        increment,
        terms,
        present: present.map(|(at, _)| at).collect(),
        question,
        bonds: BTreeMap::new(),
        broken: Vec::new(),
        lifted: Vec::new(),
        items: items.iter().map(|item| item.id).collect(),
        lanes,
    })
}

/// What an item takes of an increment: what counts at it, and its parts that are planned there apart from it.
fn effort_in(workspace: &Workspace, item: &Item, increment: Id) -> Option<Ratio> {
    let is_in = |part: &&Item| increment_of(workspace, part) == Some(increment);
    let parts = apart(workspace, item).filter(|part| part.state.is_open());
    let parts = parts.filter(is_in);
    let parts = parts.filter_map(|part| effort(workspace, part)).map(Some);
    let own = effort(workspace, item);
    parts
        .chain([own])
        .flatten()
        .reduce(|one, other| one.plus(other).unwrap_or(one))
}

/// What an item needs that is neither done nor planned to come before the increment starts.
fn needs(
    workspace: &Workspace,
    increment: &Increment,
    item: &Item,
    places: &BTreeMap<Id, usize>,
) -> Vec<Option<usize>> {
    let comes_before = |need: &Item| {
        let planned = need
            .increment
            .0
            .and_then(|id| workspace.get::<Increment>(id));
        let ends = planned.and_then(|planned| planned.ends);
        let is_before = ends.is_some() && increment.starts.is_some() && ends < increment.starts;
        need.state == State::Done || need.state.is_open() && is_before
    };
    let needs = item.needs.0.iter().filter(|need| {
        let need = workspace.get::<Item>(**need);
        !need.is_some_and(comes_before)
    });
    needs.map(|need| places.get(need).copied()).collect()
}
