//! The KPIs of a workspace: what each is today, how far it has come, what moved it, what covers its gap.
//!
//! Owns which record is which input. The formulas are those of [`super::progress`], [`super::driver`] and
//! [`super::effect`]. Readings are seen as of a day; of two readings of a day the later one in the file counts.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::driver::{self, Change, DriverDemand, MeanPart, Node, alone};
use super::effect::{Coverage, ExpectedEffect, Learning, coverage, learning};
use super::progress::{Progress, ProgressInputs};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::kpi::{Better, Kpi, KpiEffect, KpiSide, Reading, Relation};
use crate::model::record::{Declared, Kind};
use crate::scoring::ratio::Ratio;

/// What a KPI was on a day, and its share of the whole then.
pub type ReadValue = (NaiveDate, Ratio, Option<Ratio>);

/// The KPIs of a workspace, as of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kpis {
    /// In their order: each outcome, then its parts.
    pub all: Vec<Kpi>,
    /// How deep each stands.
    pub depths: Vec<usize>,
    today: Option<NaiveDate>,
    /// What each is today, in their order.
    now: Vec<Option<Ratio>>,
    readings: BTreeMap<Id, Vec<ReadValue>>,
    effects: BTreeMap<Id, Vec<KpiEffect>>,
}

/// What came of a KPI since a day, by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day it is compared with.
    pub since: NaiveDate,
    /// What each part did to it.
    pub parts: Vec<(Id, Option<Ratio>)>,
    /// Of a mean by share: what other shares did, and what other rates did.
    pub mix: Option<(Ratio, Ratio)>,
}

impl Kpis {
    /// The KPIs of a workspace.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Self {
        let mut kpis = Self {
            today,
            ..Self::default()
        };
        for reading in workspace.all::<Reading>() {
            let value = reading.value.map(Ratio::from);
            if let (Some(kpi), Some(day), Some(value)) = (reading.kpi.0, reading.day, value) {
                let share = reading.share.map(|share| Ratio::from(share.0));
                kpis.readings
                    .entry(kpi)
                    .or_default()
                    .push((day, value, share));
            }
        }
        for effect in workspace.all::<KpiEffect>() {
            if let Some(kpi) = effect.kpi.0 {
                kpis.effects.entry(kpi).or_default().push(effect.clone());
            }
        }
        let mut all: Vec<&Kpi> = workspace.all().collect();
        all.sort_by(|one, other| {
            let guards = |kpi: &Kpi| kpi.side == KpiSide::Guardrail;
            let places = (guards(one), one.place.is_none(), one.place);
            let places = places.cmp(&(guards(other), other.place.is_none(), other.place));
            let names = || alphanumeric_sort::compare_str(&one.name, &other.name);
            places.then_with(names).then_with(|| one.id.cmp(&other.id))
        });
        for kpi in &all {
            let readings = kpis.readings.entry(kpi.id).or_default();
            if let Some((day, value)) = kpi.baseline_day.zip(kpi.baseline.map(Ratio::from)) {
                readings.insert(0, (day, value, kpi.share.map(|share| Ratio::from(share.0))));
            }
            // The sort is stable, which keeps the later of two readings of a day behind.
            readings.sort_by_key(|(day, _, _)| *day);
        }
        let is_part = |kpi: &Kpi| {
            kpi.parent
                .0
                .filter(|id| all.iter().any(|one| one.id == *id))
        };
        let parts = |of: Option<Id>| all.iter().rev().filter(move |kpi| is_part(kpi) == of);
        let mut open: Vec<(&Kpi, usize)> = parts(None).map(|kpi| (*kpi, 0)).collect();
        while let Some((kpi, depth)) = open.pop() {
            kpis.all.push(kpi.clone());
            kpis.depths.push(depth);
            open.extend(parts(Some(kpi.id)).map(|part| (*part, depth + 1)));
        }
        for kpi in &all {
            if kpis.place(kpi.id).is_none() {
                kpis.all.push((*kpi).clone());
                kpis.depths.push(0);
            }
        }
        let nodes = kpis.nodes(None);
        let all = 0..kpis.all.len();
        kpis.now = all.map(|at| driver::value(&nodes, at)).collect();
        kpis
    }

    /// Whether they may be others since these records changed.
    pub fn rest_on(subjects: &[(&'static Kind, Id)]) -> bool {
        let kinds = [Kpi::KIND, Reading::KIND, KpiEffect::KIND];
        subjects.iter().any(|(kind, _)| kinds.contains(kind))
    }

    fn place(&self, id: Id) -> Option<usize> {
        self.all.iter().position(|kpi| kpi.id == id)
    }

    /// How deep a KPI stands among those it is a part of.
    pub fn depth(&self, id: Id) -> usize {
        let depth = self.place(id).and_then(|at| self.depths.get(at));
        depth.copied().unwrap_or_default()
    }

    /// The parts of a KPI, in their places.
    pub fn parts(&self, id: Id) -> Vec<&Kpi> {
        let parts = self.all.iter();
        parts.filter(|kpi| kpi.parent.0 == Some(id)).collect()
    }

    /// The KPI of an id.
    pub fn get(&self, id: Id) -> Option<&Kpi> {
        self.all.get(self.place(id)?)
    }

    /// The readings of a KPI that have been, the earliest first.
    pub fn readings(&self, id: Id) -> Vec<ReadValue> {
        let all = self.readings.get(&id).into_iter().flatten();
        let been = all.filter(|(day, _, _)| self.today.is_none_or(|today| *day <= today));
        been.copied().collect()
    }

    /// What was read last up to a day.
    fn read(&self, id: Id, day: Option<NaiveDate>) -> Option<ReadValue> {
        let all = self.readings(id).into_iter();
        let mut been = all.filter(|(read, _, _)| day.is_none_or(|day| *read <= day));
        been.next_back()
    }

    /// What a KPI itself was read as up to a day. What it was at first holds until its parts are read again.
    fn own(&self, kpi: &Kpi, day: Option<NaiveDate>) -> Option<ReadValue> {
        let read = self.read(kpi.id, day)?;
        let is_first = kpi.relation.is_some() && kpi.baseline_day == Some(read.0);
        let mut parts = self.all.iter().filter(|part| part.parent.0 == Some(kpi.id));
        let is_past = is_first
            && parts.any(|part| {
                let later = self.read(part.id, day);
                later.is_some_and(|(later, _, _)| later > read.0)
            });
        (!is_past).then_some(read)
    }

    /// The tree of numbers on a day. What was read itself does not follow from its parts.
    fn nodes(&self, day: Option<NaiveDate>) -> Vec<Node> {
        let node = |kpi: &Kpi| {
            let read = self.own(kpi, day);
            Node {
                parent: kpi.parent.0.and_then(|id| self.place(id)),
                relation: kpi.relation.filter(|_| read.is_none()),
                value: read.map(|(_, value, _)| value),
                share: read
                    .and_then(|(_, _, share)| share)
                    .or_else(|| kpi.share.map(|share| Ratio::from(share.0))),
            }
        };
        self.all.iter().map(node).collect()
    }

    fn value_on(&self, id: Id, day: Option<NaiveDate>) -> Option<Ratio> {
        driver::value(&self.nodes(day), self.place(id)?)
    }

    /// What a KPI is today: what was read last, or what its parts make it.
    pub fn now(&self, id: Id) -> Option<Ratio> {
        self.now.get(self.place(id)?).copied().flatten()
    }

    /// How far a KPI has come.
    pub fn progress(&self, kpi: &Kpi) -> Progress {
        self.progress_at(kpi, self.now(kpi.id))
    }

    /// How far a KPI would have come if it were this today.
    pub fn progress_at(&self, kpi: &Kpi, now: Option<Ratio>) -> Progress {
        let day = |day: Option<NaiveDate>| day.map(|day| i64::from(day.num_days_from_ce()));
        let inputs = ProgressInputs {
            baseline: kpi.baseline.map(Ratio::from),
            target: kpi.target.map(Ratio::from),
            now,
            baseline_day: day(kpi.baseline_day),
            target_day: day(kpi.target_day),
            today: day(self.today),
        };
        Progress::of(kpi.direction, inputs)
    }

    /// By how much a KPI changed since its baseline, or since its first reading.
    pub fn change(&self, kpi: &Kpi) -> Option<Ratio> {
        self.now(kpi.id)?
            .minus(self.value_on(kpi.id, self.since(kpi))?)
    }

    /// The day a KPI is compared with: of its baseline, or of the first reading of it or of its parts.
    pub fn since(&self, kpi: &Kpi) -> Option<NaiveDate> {
        let first = |id: Id| self.readings(id).first().map(|(day, _, _)| *day);
        let parts = self.parts(kpi.id);
        let of_parts = || parts.iter().filter_map(|part| first(part.id)).min();
        kpi.baseline_day.or_else(|| first(kpi.id)).or_else(of_parts)
    }

    /// What moved a KPI since then, by its parts; none where it has none or nothing says how it is made of them.
    pub fn moved(&self, kpi: &Kpi) -> Option<Moved> {
        let (since, relation) = (self.since(kpi)?, kpi.relation?);
        let parts = self.parts(kpi.id);
        let change = |part: &&Kpi| (self.value_on(part.id, Some(since)), self.now(part.id));
        let changes: Vec<Change> = parts.iter().map(change).collect();
        let mut mix = None;
        let split = match (relation, changes.as_slice()) {
            (_, []) => return None,
            (Relation::Sum, _) => driver::sum(&changes).parts,
            (Relation::Product, _) => driver::product(&changes).parts,
            (Relation::Ratio, [top, below, ..]) => driver::ratio(*top, *below).parts,
            (Relation::Ratio, _) => return None,
            (Relation::Mean, _) => {
                let share = |id: Id, day: Option<NaiveDate>, now: Option<Ratio>| {
                    self.read(id, day).and_then(|(_, _, share)| share).or(now)
                };
                let inputs = parts.iter().zip(&changes).map(|(part, rate)| {
                    let own = part.share.map(|share| Ratio::from(share.0));
                    let share = (share(part.id, Some(since), own), share(part.id, None, own));
                    MeanPart { share, rate: *rate }
                });
                let found = driver::mean(&inputs.collect::<Vec<_>>())?;
                mix = Some((found.mix, found.rate));
                let both = found.parts.iter().map(|(mix, rate)| mix.plus(*rate));
                both.collect()
            }
        };
        let parts = parts.iter().map(|part| part.id).zip(split).collect();
        Some(Moved { since, parts, mix })
    }

    /// What each part of a KPI alone would have to do to close its gap, the least change first; nothing where there is no
    /// gap.
    pub fn alone(&self, kpi: &Kpi) -> Vec<(Id, DriverDemand)> {
        let gap = self.progress(kpi).gap.filter(|gap| *gap > Ratio::ZERO);
        let (Some(gap), Some(relation)) = (gap, kpi.relation) else {
            return Vec::new();
        };
        let cut = match kpi.direction {
            Better::Down => Some(gap),
            Better::Up => Ratio::ZERO.minus(gap),
        };
        let Some(cut) = cut else {
            return Vec::new();
        };
        let parts = self.parts(kpi.id);
        let values: Vec<Option<Ratio>> = parts.iter().map(|part| self.now(part.id)).collect();
        let found = if relation == Relation::Sum {
            alone(&values, cut)
        } else {
            let all = parts.iter().enumerate();
            let other = |(at, part): (usize, &&Kpi)| {
                // Of a ratio the number below works the other way round.
                let change = if (relation, at) == (Relation::Ratio, 1) {
                    let now = self.now(kpi.id)?;
                    now.over(now.minus(cut)?)?.minus(Ratio::ONE)?
                } else {
                    let tenth = self.sensitivity(kpi.id, part.id)?;
                    Ratio::ZERO
                        .minus(cut)?
                        .over(tenth.times(Ratio::whole(10))?)?
                };
                let is_possible = change
                    .plus(Ratio::ONE)
                    .is_some_and(|left| !left.is_negative());
                Some(DriverDemand {
                    at,
                    change,
                    is_possible,
                })
            };
            all.filter_map(other).collect()
        };
        let mut found: Vec<(Id, DriverDemand)> = found
            .into_iter()
            .filter_map(|one| Some((parts.get(one.at)?.id, one)))
            .collect();
        found.sort_by_key(|(_, one)| one.change.size());
        found
    }

    /// The parts of a sum, the largest first: its share of all parts, and the share of all so far.
    pub fn bars(&self, kpi: &Kpi) -> Vec<(Id, Ratio, Ratio)> {
        if kpi.relation != Some(Relation::Sum) {
            return Vec::new();
        }
        let parts = self.parts(kpi.id);
        let values: Vec<Option<Ratio>> = parts.iter().map(|part| self.now(part.id)).collect();
        let found = driver::bars(&values).into_iter();
        found
            .filter_map(|(at, share, so_far)| Some((parts.get(at)?.id, share, so_far)))
            .collect()
    }

    /// What a KPI and all that it is a part of would be if it were this: before and after, from the nearest up. What was
    /// read itself would not move with its parts, so what those make is told.
    pub fn tried(&self, part: Id, value: Ratio) -> Vec<(Id, Option<Ratio>, Option<Ratio>)> {
        let mut nodes = self.nodes(None);
        let mut way: Vec<usize> = Vec::new();
        let mut at = self.place(part);
        while let Some(here) = at.filter(|at| !way.contains(at)) {
            if let Some((node, kpi)) = nodes.get_mut(here).zip(self.all.get(here)) {
                node.relation = kpi.relation;
            }
            way.push(here);
            at = nodes.get(here).and_then(|node| node.parent);
        }
        let before = nodes.clone();
        if let Some(node) = way.first().and_then(|at| nodes.get_mut(*at)) {
            (node.relation, node.value) = (None, Some(value));
        }
        let both = |at: &usize| {
            let id = self.all.get(*at)?.id;
            Some((id, driver::value(&before, *at), driver::value(&nodes, *at)))
        };
        way.iter().filter_map(both).collect()
    }

    /// By how much a KPI changes when one of the numbers it is made of alone grows by a tenth.
    pub fn sensitivity(&self, of: Id, part: Id) -> Option<Ratio> {
        let mut nodes = self.nodes(None);
        let (of, part) = (self.place(of)?, self.place(part)?);
        // What was read itself would not move with its parts.
        let node = nodes.get_mut(of)?;
        node.relation = self.all.get(of)?.relation;
        driver::sensitivity(&nodes, of, part, Ratio::new(1, 10)?)
    }

    /// The effects of open items on a KPI.
    pub fn effects<'w>(
        &'w self,
        workspace: &'w Workspace,
        id: Id,
    ) -> Vec<(&'w KpiEffect, &'w Item)> {
        let all = self.effects.get(&id).into_iter().flatten();
        let with_item = all.filter_map(|effect| {
            let item: &Item = workspace.get(effect.item.0?)?;
            Some((effect, item))
        });
        with_item.filter(|(_, item)| item.state.is_open()).collect()
    }

    /// The KPIs that effects of an item move, each once.
    pub fn moved_by(&self, item: Id) -> Vec<&Kpi> {
        let all = self.all.iter();
        let is_moved = |kpi: &&Kpi| {
            let mut effects = self.effects.get(&kpi.id).into_iter().flatten();
            effects.any(|effect| effect.item.0 == Some(item))
        };
        all.filter(is_moved).collect()
    }

    /// How much of its gap these effects cover.
    pub fn coverage(&self, workspace: &Workspace, kpi: &Kpi) -> Coverage {
        let effects = self.effects(workspace, kpi.id).into_iter();
        let effects: Vec<ExpectedEffect> = effects.map(|(effect, _)| counted(effect)).collect();
        coverage(self.progress(kpi).gap, &effects)
    }

    /// Whether a KPI must not pass its limit and has.
    pub fn is_broken(&self, kpi: &Kpi) -> bool {
        let (now, limit) = (self.now(kpi.id), kpi.limit.map(Ratio::from));
        let passed = now
            .zip(limit)
            .is_some_and(|(now, limit)| match kpi.direction {
                Better::Up => now < limit,
                Better::Down => now > limit,
            });
        kpi.side == KpiSide::Guardrail && passed
    }

    /// The KPIs that are a part of themselves.
    pub fn loops(&self) -> Vec<Id> {
        let found = driver::loops(&self.nodes(None)).into_iter();
        found.filter_map(|at| Some(self.all.get(at)?.id)).collect()
    }
}

/// What is expected of an effect.
pub fn expected(effect: &KpiEffect) -> ExpectedEffect {
    let [low, likely, high] =
        [effect.low, effect.likely, effect.high].map(|number| number.map(Ratio::from));
    ExpectedEffect { low, likely, high }
}

/// What counts of that: all of it, or the part that effects came in at so far.
pub fn counted(effect: &KpiEffect) -> ExpectedEffect {
    let ExpectedEffect { low, likely, high } = expected(effect);
    let Some(part) = effect
        .factor
        .and_then(|part| Ratio::from(part.0).over(Ratio::HUNDRED))
    else {
        return expected(effect);
    };
    let [low, likely, high] = [low, likely, high].map(|end| end.and_then(|end| end.times(part)));
    ExpectedEffect { low, likely, high }
}

/// What effects came in at, those measured last counting.
pub fn learned(workspace: &Workspace) -> Learning {
    let mut measured: Vec<&KpiEffect> = workspace.all().collect();
    measured.retain(|effect| effect.measured.is_some());
    measured.sort_by_key(|effect| (effect.measured_day, effect.id));
    let effects = measured.iter().map(|effect| {
        let came = effect.measured.map(Ratio::from);
        (expected(effect), came)
    });
    learning(&effects.collect::<Vec<_>>())
}

/// Whether the effect of an item could have been measured and was not: it is done, and the weeks since that day, or
/// the end of its iteration, have passed, where that is known.
pub fn is_unmeasured(workspace: &Workspace, effect: &KpiEffect, today: Option<NaiveDate>) -> bool {
    let item = effect.item.0.and_then(|id| workspace.get::<Item>(id));
    let Some(item) = item.filter(|item| item.state == State::Done && effect.measured.is_none())
    else {
        return false;
    };
    let weeks = effect
        .after_weeks
        .map_or(0, |weeks| weeks.millionths() / 1_000_000);
    let planned = || workspace.linked(&item.iteration)?.ends;
    let done = item.done_on.or_else(planned);
    let passed = done
        .zip(today)
        .map(|(done, today)| (today - done).num_weeks());
    passed.is_none_or(|passed| passed >= weeks)
}
