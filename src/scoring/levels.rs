//! Levels: which item of a family is ranked, and where the effort of each counts, so that it counts once.
//!
//! Owns four rules. The ranked one is the highest of a family at the level of the settings or below; a larger one
//! stands above it and counts by its parts, a smaller one within it. With parts that have a size it counts their
//! sum, and its own size is only compared. A part counts apart from what it is within where it is done, or planned
//! for another time or team. What it does not say itself it takes from what is above it. Knows no score.

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, Moscow, State, Tier};
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::scoring::plan::cut;
use crate::scoring::ratio::Ratio;

/// How an item stands to the one of its family that is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Larger than what is ranked; its parts are.
    Above,
    /// Ranked itself.
    Ranked,
    /// A part of this one, which is ranked.
    Within(Id),
}

/// How large an item is; where nobody said it, a feature.
pub fn level(item: &Item) -> Tier {
    item.level.unwrap_or(Tier::Feature)
}

/// Whether an item is larger than what is ranked and has parts that stand for it.
fn is_above(workspace: &Workspace, item: &Item) -> bool {
    level(item) < ranked_level(workspace) && !workspace.tree().parts(item.id).is_empty()
}

/// The level that is ranked.
pub fn ranked_level(workspace: &Workspace) -> Tier {
    let said = workspace.the::<Settings>().ranked_level;
    said.unwrap_or(Tier::Feature)
}

/// How an item stands to what is ranked. What is open is no part of what is done.
pub fn standing(workspace: &Workspace, item: &Item) -> Standing {
    let above = workspace.tree().above(item.id);
    let above = above.filter_map(|id| workspace.get::<Item>(id));
    let holds = |one: &&Item| one.state != State::Done || !item.state.is_open();
    let ranked = above.filter(|one| holds(one) && !is_above(workspace, one));
    match ranked.last() {
        Some(ranked) => Standing::Within(ranked.id),
        None if is_above(workspace, item) => Standing::Above,
        None => Standing::Ranked,
    }
}

/// Whether an item has a place in the ranking while it is open.
pub fn is_ranked(workspace: &Workspace, item: &Item) -> bool {
    workspace.tree().is_flat() || standing(workspace, item) == Standing::Ranked
}

/// Where an item counts that is not ranked, in words.
pub fn words(workspace: &Workspace, item: &Item) -> Option<String> {
    match standing(workspace, item) {
        Standing::Ranked => None,
        Standing::Above => Some("not ranked itself; its parts are".to_owned()),
        Standing::Within(ranked) => {
            let title = workspace.name::<Item>(ranked);
            Some(format!("ranked as a part of {title}"))
        }
    }
}

/// The open items that have a place in the ranking, by id.
pub fn ranked(workspace: &Workspace) -> impl Iterator<Item = &Item> {
    let open = workspace.all::<Item>().filter(|item| item.state.is_open());
    open.filter(|item| is_ranked(workspace, item))
}

/// What an item says itself, else what the next one above it says.
pub fn said<'w, T>(
    workspace: &'w Workspace,
    item: &'w Item,
    says: impl Fn(&'w Item) -> Option<T>,
) -> Option<T> {
    says(item).or_else(|| {
        let above = workspace.tree().above(item.id);
        above
            .filter_map(|id| workspace.get::<Item>(id))
            .find_map(says)
    })
}

/// The increment an item itself names, by its iteration where it names none. What the workspace does not hold
/// counts as none.
fn own_increment(workspace: &Workspace, item: &Item) -> Option<Id> {
    let known = |id: Id| workspace.get::<Increment>(id).map(|one| one.id);
    let of_iteration = || workspace.get::<Iteration>(item.iteration.0?)?.increment.0;
    let own = item.increment.0.and_then(known);
    own.or_else(|| of_iteration().and_then(known))
}

/// When an item is planned for: the increment and the iteration.
pub fn time(workspace: &Workspace, item: &Item) -> (Option<Id>, Option<Id>) {
    let says = |item: &Item| {
        let own = (own_increment(workspace, item), item.iteration.0);
        (own != (None, None)).then_some(own)
    };
    said(workspace, item, says).unwrap_or_default()
}

/// The team that does an item.
pub fn team(workspace: &Workspace, item: &Item) -> Option<Id> {
    said(workspace, item, |item| item.team.0)
}

/// Whether two teams do two items.
pub fn crosses(workspace: &Workspace, item: &Item, other: &Item) -> bool {
    let teams = team(workspace, item).zip(team(workspace, other));
    teams.is_some_and(|(own, other)| own != other)
}

/// The allocation of an item.
pub fn bucket(workspace: &Workspace, item: &Item) -> Option<Id> {
    said(workspace, item, |item| item.bucket.0)
}

/// The class of an item.
pub fn moscow(workspace: &Workspace, item: &Item) -> Option<Moscow> {
    said(workspace, item, |item| item.moscow)
}

/// Whether an item takes effort at all: it is neither parked nor declined.
pub const fn takes_effort(item: &Item) -> bool {
    !matches!(item.state, State::Parked | State::Declined)
}

/// Whether a part counts apart from the one above it that counts.
fn is_apart(workspace: &Workspace, part: &Item, whole: &Item) -> bool {
    let is_elsewhere = || {
        let own = time(workspace, part);
        own != (None, None)
            && (own != time(workspace, whole) || team(workspace, part) != team(workspace, whole))
    };
    (part.state == State::Done && whole.state.is_open()) || is_elsewhere()
}

/// Whether effort counts at an item, of itself or of its parts.
pub fn counts(workspace: &Workspace, item: &Item) -> bool {
    if !takes_effort(item) {
        return false;
    }
    if workspace.tree().is_flat() {
        return true;
    }
    match standing(workspace, item) {
        Standing::Above => false,
        Standing::Ranked => true,
        Standing::Within(ranked) => is_apart(workspace, item, whole(workspace, item, ranked)),
    }
}

/// What a part counts with where it does not count apart: the next one above it that counts.
fn whole<'w>(workspace: &'w Workspace, part: &'w Item, ranked: Id) -> &'w Item {
    let mut way: Vec<&Item> = Vec::new();
    for id in workspace.tree().above(part.id) {
        way.extend(workspace.get::<Item>(id));
        if id == ranked {
            break;
        }
    }
    let mut whole = way.pop().unwrap_or(part);
    while let Some(next) = way.pop() {
        if takes_effort(next) && is_apart(workspace, next, whole) {
            whole = next;
        }
    }
    whole
}

/// The parts of an item that take effort, in the order of their ids.
fn parts<'w>(workspace: &'w Workspace, whole: &Item) -> impl Iterator<Item = &'w Item> {
    let is_done = whole.state == State::Done;
    let parts = workspace.tree().parts(whole.id).iter();
    let parts = parts.filter_map(|id| workspace.get::<Item>(*id));
    parts.filter(move |part| takes_effort(part) && !(is_done && part.state.is_open()))
}

/// Whether an item is told by its parts: one of them takes effort.
pub fn has_parts(workspace: &Workspace, item: &Item) -> bool {
    parts(workspace, item).next().is_some()
}

/// Whether anything below an item has a size.
fn has_sized_parts(workspace: &Workspace, item: &Item) -> bool {
    let is_sized = |part: &Item| part.size.value.is_some() || has_sized_parts(workspace, part);
    parts(workspace, item).any(is_sized)
}

/// The items whose sizes add up to the effort that counts at an item: itself, or its smallest parts.
pub fn shares<'w>(workspace: &'w Workspace, item: &'w Item) -> Vec<&'w Item> {
    let mut found = Vec::new();
    let is_own = |part: &Item| !is_apart(workspace, part, item);
    gather(workspace, item, &is_own, &mut found);
    found
}

fn gather<'w>(
    workspace: &'w Workspace,
    item: &'w Item,
    is_own: &impl Fn(&Item) -> bool,
    found: &mut Vec<&'w Item>,
) {
    if !has_sized_parts(workspace, item) {
        found.push(item);
        return;
    }
    for part in parts(workspace, item).filter(|part| is_own(part)) {
        gather(workspace, part, is_own, found);
    }
}

/// The whole size of an item: the sum of its parts where one of them has a size, else its own.
pub fn size(workspace: &Workspace, item: &Item) -> Option<Ratio> {
    let mut all = Vec::new();
    gather(workspace, item, &|_| true, &mut all);
    sum(all.iter().map(|item| item.size.value)).map(Ratio::from)
}

/// What is known of some sizes, added up; none where none is.
fn sum(sizes: impl Iterator<Item = Option<Number>>) -> Option<Number> {
    let known = sizes.flatten().map(Number::millionths);
    known
        .reduce(i64::saturating_add)
        .map(Number::from_millionths)
}

/// The effort that counts at an item, as far as it is still to be done; of what is done all of it. None where
/// nothing of it is known.
pub fn left(workspace: &Workspace, item: &Item) -> Option<Number> {
    if workspace.tree().parts(item.id).is_empty() {
        return cut::left(item);
    }
    let shares = shares(workspace, item);
    if shares.is_empty() {
        // All of it counts at its parts.
        return Some(Number::whole(0));
    }
    sum(shares.into_iter().map(cut::left))
}

/// The same as an exact number.
pub fn effort(workspace: &Workspace, item: &Item) -> Option<Ratio> {
    left(workspace, item).map(Ratio::from)
}

/// The effort that counts at an item whatever is done of it: the sizes of its shares. None where nothing of it is
/// known.
pub fn shared(workspace: &Workspace, item: &Item) -> Option<Number> {
    sum(shares(workspace, item).iter().map(|item| item.size.value))
}

/// Whether the size of an item counts by itself: nothing below it has one, and what it is a part of counts by its
/// parts.
pub fn is_leaf(workspace: &Workspace, item: &Item) -> bool {
    let above = workspace.tree().above(item.id);
    let mut above = above.filter_map(|id| workspace.get::<Item>(id));
    let by_parts = |one: &Item| has_sized_parts(workspace, one) || is_above(workspace, one);
    above.all(by_parts) && !has_sized_parts(workspace, item)
}

/// What is below an item and counts apart from it.
pub fn apart<'w>(workspace: &'w Workspace, item: &Item) -> impl Iterator<Item = &'w Item> {
    let below = workspace.tree().below(item.id).into_iter();
    let below = below.filter_map(|id| workspace.get::<Item>(id));
    below.filter(move |part| counts(workspace, part))
}

/// What an item is a part of, and how far its parts are, with their sum against its own size: a label and words each.
pub fn told(workspace: &Workspace, item: &Item) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let parent = workspace.tree().parent(item.id);
    if let Some(parent) = parent.and_then(|id| workspace.get::<Item>(id)) {
        all.push(("Part of", parent.title.clone()));
    }
    let Some((done, parts)) = progress(workspace, item.id) else {
        return all;
    };
    let mut words = format!("{done} of {parts} done");
    if let Some(sum) = size(workspace, item).filter(|_| has_sized_parts(workspace, item)) {
        words = format!("{words}, {} points", sum.to_short());
        let gap = gap(workspace, item).and_then(|gap| gap.gap.or(gap.at_least));
        let own = item
            .size
            .value
            .filter(|_| gap.is_some_and(|gap| !gap.is_zero()));
        words += &own.map_or_else(String::new, |own| format!(", its own size is {own}"));
    }
    all.push(("Parts", words));
    all
}

/// How many parts an item has, and how many of them are done; declined ones are none.
pub fn progress(workspace: &Workspace, item: Id) -> Option<(usize, usize)> {
    let parts = workspace.tree().parts(item).iter();
    let parts = parts.filter_map(|id| workspace.get::<Item>(*id));
    let parts = parts.filter(|part| part.state != State::Declined);
    let (done, all) = parts.fold((0, 0), |(done, all), part| {
        (done + usize::from(part.state == State::Done), all + 1)
    });
    (all > 0).then_some((done, all))
}

/// How the sizes of parts stand to the size of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The sizes that are known.
    pub sum: Ratio,
    /// How many parts have none.
    pub unsized_parts: usize,
    /// By how much the parts exceed the whole; below zero, what is missing. None where a part has no size.
    pub gap: Option<Ratio>,
    /// By how much they exceed it at least, where a part has no size and they do so already.
    pub at_least: Option<Ratio>,
}

impl Gap {
    /// Holds the parts against the whole; none where numbers do not fit.
    pub fn of(whole: Ratio, parts: &[Option<Ratio>]) -> Option<Self> {
        let sum = Ratio::sum(parts.iter().copied().flatten())?;
        let unsized_parts = parts.iter().filter(|size| size.is_none()).count();
        let over = sum.minus(whole)?;
        let is_known = unsized_parts == 0;
        Some(Self {
            sum,
            unsized_parts,
            gap: is_known.then_some(over),
            at_least: (!is_known && over > Ratio::ZERO).then_some(over),
        })
    }

    /// Whether the parts are more than the whole; none while that is not known.
    pub fn exceeds(self) -> Option<bool> {
        let known = self.gap.map(|gap| gap > Ratio::ZERO);
        known.or(self.at_least.map(|_| true))
    }
}

/// How the parts of an item stand to its own size; none where it has no size or no parts.
pub fn gap(workspace: &Workspace, item: &Item) -> Option<Gap> {
    let own = item.size.value.map(Ratio::from)?;
    let sizes = parts(workspace, item).map(|part| size(workspace, part));
    let sizes: Vec<Option<Ratio>> = sizes.collect();
    Gap::of(own, &sizes).filter(|_| !sizes.is_empty())
}
