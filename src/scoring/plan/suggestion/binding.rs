//! What binds a plan: Must, fixed dates inside the increment, pins, committed objectives, promises.
//!
//! Owns which of these an item has, which of them are kept where not all fit together, and which a change of the
//! plan touches. Knows no screen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Aside, Pin, PlanQuestion, suggest};
use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::field::Choice;
use crate::model::format::{known, long_date};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, Moscow};
use crate::model::objective::{Commitment, Objective};
use crate::model::words::ITERATION;
use crate::scoring::decision::standing;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::iterations;
use crate::scoring::price::amounts::{delay, money};
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// How many choices in part are looked at to find what fits together.
const STEPS: usize = 50_000;

/// So many characters of an objective are said at most.
const LONGEST: usize = 40;

/// Something that binds an item to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// It is a Must.
    Must,
    /// It has a fixed date, which is not after the increment.
    Date(NaiveDate),
    /// A committed objective of the increment takes it.
    Objective(Id),
    /// It was given its rank by hand and is in the plan.
    Pin,
    /// Somebody was told that it is planned. A promise alone forces nothing, but it is named when it is touched.
    Promise,
}

impl Bond {
    /// What it is, in a few words.
    pub fn words(self, workspace: &Workspace) -> String {
        match self {
            Self::Must => "Must".to_owned(),
            Self::Date(day) => format!("due {}", long_date(day)),
            Self::Objective(id) => {
                let objective = workspace.get::<Objective>(id);
                let text = objective.map_or("", |objective| objective.text.as_str());
                let start: String = text.chars().take(LONGEST).collect();
                let more = if start.len() < text.len() { "…" } else { "" };
                format!("objective “{start}{more}”")
            }
            Self::Pin => "placed by hand".to_owned(),
            Self::Promise => "promised".to_owned(),
        }
    }
}

/// Some of what binds, in words.
pub fn words(workspace: &Workspace, bonds: &[Bond]) -> String {
    let all: Vec<String> = bonds.iter().map(|bond| bond.words(workspace)).collect();
    all.join(", ")
}

/// What binds items to an increment.
pub struct Bonds<'a> {
    increment: &'a Increment,
    /// Its last day, or that of its last iteration.
    ends: Option<NaiveDate>,
    objectives: BTreeMap<Id, Vec<Id>>,
    promised: BTreeSet<Id>,
}

impl<'a> Bonds<'a> {
    /// What binds to an increment.
    pub fn of(workspace: &Workspace, increment: &'a Increment) -> Self {
        Self::with(workspace, increment, &standing(workspace))
    }

    /// The same where it is known by which decision each item stands.
    fn with(workspace: &Workspace, increment: &'a Increment, standing: &BTreeMap<Id, Id>) -> Self {
        let mut objectives: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        let committed = workspace.all::<Objective>().filter(|objective| {
            objective.increment.0 == Some(increment.id)
                && objective.commitment == Commitment::Committed
        });
        for objective in committed {
            for item in &objective.items.0 {
                objectives.entry(*item).or_default().push(objective.id);
            }
        }
        let is_yes = |decision: &&Decision| {
            decision.outcome == Some(Outcome::Commit)
                && decision.increment.0.is_none_or(|id| id == increment.id)
        };
        let promised = standing.iter().filter(|(_, decision)| {
            let decision = workspace.get::<Decision>(**decision);
            decision.as_ref().is_some_and(is_yes)
        });
        let own = iterations(workspace, increment.id).into_iter();
        let last = own.filter_map(|iteration| iteration.ends).max();
        Self {
            increment,
            ends: increment.ends.or(last),
            objectives,
            promised: promised.map(|(item, _)| *item).collect(),
        }
    }

    /// What binds an item.
    pub fn on(&self, item: &Item) -> Vec<Bond> {
        let mut bonds = Vec::new();
        if item.moscow == Some(Moscow::Must) {
            bonds.push(Bond::Must);
        }
        let due = item.fixed_date();
        let due = due.filter(|due| self.ends.is_some_and(|end| *due <= end));
        bonds.extend(due.map(Bond::Date));
        let objectives = self.objectives.get(&item.id).into_iter().flatten();
        bonds.extend(objectives.copied().map(Bond::Objective));
        if item.pin.is_some() && item.increment.0 == Some(self.increment.id) {
            bonds.push(Bond::Pin);
        }
        if self.promised.contains(&item.id) {
            bonds.push(Bond::Promise);
        }
        bonds
    }
}

/// Whether a plan has to keep some of it; a promise alone is only named.
pub fn is_forced(bonds: &[Bond]) -> bool {
    weight(bonds, 1).is_some()
}

/// What it costs not to keep what binds: a week of delay, and the penalty of a day that is missed.
pub fn price(
    workspace: &Workspace,
    bonds: &[Bond],
    (value, unit): (Option<Ratio>, Unit),
    penalty: Option<Ratio>,
) -> String {
    let week = value.map(|value| match unit {
        Unit::Points => delay(value),
        Unit::Money => money(workspace, value),
    });
    let mut price = format!(
        "a week without it costs {}",
        known(week, "what nobody knows")
    );
    let is_dated = bonds.iter().any(|bond| matches!(bond, Bond::Date(_)));
    if let Some(penalty) = penalty.filter(|_| is_dated) {
        price = format!("{price}, and its missed day {}", money(workspace, penalty));
    }
    price
}

/// Something that binds and cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The position of the candidate.
    pub at: usize,
    /// How many points too many it is, beside what is kept or alone; none where it cannot come at all.
    pub missing: Option<Ratio>,
    /// Whether it is too many alone, with what it needs.
    pub is_alone: bool,
}

/// How much a bond weighs where not all fit: Must and dates before objectives, these before pins.
fn weight(bonds: &[Bond], count: i64) -> Option<Ratio> {
    let weigh = |bond: &Bond| match bond {
        Bond::Must | Bond::Date(_) => count * count,
        Bond::Objective(_) => count,
        Bond::Pin => 1,
        Bond::Promise => 0,
    };
    let most = bonds.iter().map(weigh).max()?;
    (most > 0).then(|| Ratio::whole(most))
}

/// Pins what binds into the question, as much of it as fits together, and gives back what does not. None when the
/// numbers are too large.
pub(super) fn bind(
    question: &mut PlanQuestion,
    bonds: &BTreeMap<usize, Vec<Bond>>,
) -> Option<Vec<Broken>> {
    let count = i64::try_from(bonds.len()).ok()?.checked_add(1)?;
    let binding: BTreeMap<usize, Ratio> = bonds
        .iter()
        .filter_map(|(at, bonds)| Some((*at, weight(bonds, count)?)))
        .collect();
    if binding.is_empty() {
        return Some(Vec::new());
    }
    let known = question.candidates.iter().filter_map(|one| one.value);
    let most = Ratio::sum(known.filter(|value| !value.is_negative()))?.plus(Ratio::ONE)?;
    let mut alone = question.clone();
    alone.bands.clear();
    for (at, candidate) in alone.candidates.iter_mut().enumerate() {
        let own = candidate.value.unwrap_or(Ratio::ZERO).max(Ratio::ZERO);
        candidate.value = Some(match binding.get(&at) {
            Some(weight) => weight.times(most)?.plus(own)?,
            None => Ratio::ZERO,
        });
    }
    let found = suggest(&alone, STEPS).ok()?;
    let is_kept = |at: &usize| found.chosen.binary_search(at).is_ok();
    for at in binding.keys().filter(|at| is_kept(at)) {
        if let Some(candidate) = question.candidates.get_mut(*at) {
            candidate.pin = Pin::In;
        }
    }
    let mut broken = Vec::new();
    for at in binding.keys().filter(|at| !is_kept(at)) {
        let mut with = question.bundle(*at);
        let aside = found.aside(*at);
        let is_alone = matches!(aside, Some(Aside::NeverFits | Aside::BundleNeverFits));
        if !is_alone {
            with.extend(&found.chosen);
            with.sort_unstable();
            with.dedup();
        }
        let missing = if is_alone || aside.is_none() {
            Some(question.effort(with)?.minus(question.capacity)?)
        } else {
            None
        };
        broken.push(Broken {
            at: *at,
            missing,
            is_alone,
        });
    }
    Some(broken)
}

/// What has a fixed date and a place in an iteration that ends after it, each with its day.
pub fn late(workspace: &Workspace, places: &BTreeMap<Id, Option<Id>>) -> Vec<String> {
    let late = places.iter().filter_map(|(id, place)| {
        let item = workspace.get::<Item>(*id)?;
        let due = item.fixed_date()?;
        let ends = workspace.get::<Iteration>((*place)?)?.ends?;
        (due < ends).then(|| format!("“{}” (due {})", item.title, long_date(due)))
    });
    late.collect()
}

/// What binds in each increment of a workspace.
struct AllBonds<'a> {
    workspace: &'a Workspace,
    each: BTreeMap<Id, Bonds<'a>>,
    coming: Option<Id>,
}

impl<'a> AllBonds<'a> {
    fn of(workspace: &'a Workspace, coming: Option<Id>) -> Self {
        let standing = standing(workspace);
        let all = workspace.all::<Increment>();
        let each = all.map(|one| (one.id, Bonds::with(workspace, one, &standing)));
        Self {
            workspace,
            each: each.collect(),
            coming,
        }
    }

    /// Where an item is planned.
    fn place(&self, item: &Item) -> Option<Id> {
        increment_of(self.workspace, item)
    }

    /// What binds it there; one that is planned nowhere is bound to the coming increment.
    fn on(&self, item: &Item) -> Vec<Bond> {
        let place = self.place(item).or(self.coming);
        let bonds = place.and_then(|id| self.each.get(&id));
        bonds.map_or_else(Vec::new, |bonds| bonds.on(item))
    }

    /// The iteration of what has to be there by a day.
    fn seat(item: &Item, bonds: &[Bond]) -> Option<Id> {
        let is_dated = bonds.iter().any(|bond| matches!(bond, Bond::Date(_)));
        item.iteration.0.filter(|_| is_dated)
    }
}

/// What a change of the plan touches of what binds: one line for each such item that comes, goes or changes.
pub fn touched(before: &Workspace, after: &Workspace, coming: Option<Id>) -> Vec<String> {
    let (old, new) = (AllBonds::of(before, coming), AllBonds::of(after, coming));
    let name = |id: Id| before.name::<Increment>(Some(id)).to_owned();
    let apart = |some: &[Bond], others: &[Bond]| -> Vec<Bond> {
        let apart = some.iter().filter(|bond| !others.contains(bond));
        apart.copied().collect()
    };
    let told = |item: &Item| {
        let title = format!("“{}”", item.title);
        let had = old.on(item);
        let Some(now) = after.get::<Item>(item.id) else {
            let what = words(before, &had);
            return (!had.is_empty()).then(|| format!("{title} is deleted: {what}"));
        };
        let has = new.on(now);
        let mut all = had.clone();
        all.extend(apart(&has, &had));
        if all.is_empty() {
            return None;
        }
        let what = words(after, &all);
        let seats = (AllBonds::seat(item, &had), AllBonds::seat(now, &has));
        match (old.place(item), new.place(now)) {
            (Some(from), Some(to)) if from != to => Some(format!(
                "{title} goes from {} to {}: {what}",
                name(from),
                name(to)
            )),
            (Some(from), None) => Some(format!("{title} leaves {}: {what}", name(from))),
            (None, Some(to)) => Some(format!("{title} comes into {}: {what}", name(to))),
            _ if item.state.is_open() != now.state.is_open() => {
                Some(format!("{title} is {} now: {what}", now.state.word().label))
            }
            _ if had != has => {
                let (gone, come) = (apart(&had, &has), apart(&has, &had));
                let gone =
                    (!gone.is_empty()).then(|| format!("no longer {}", words(before, &gone)));
                let come = (!come.is_empty()).then(|| format!("now {}", words(after, &come)));
                let both: Vec<String> = gone.into_iter().chain(come).collect();
                Some(format!("{title} is {}", both.join(", ")))
            }
            _ if seats.0 != seats.1 => Some(format!("{title} goes to another {ITERATION}: {what}")),
            _ => None,
        }
    };
    before.all::<Item>().filter_map(told).collect()
}
