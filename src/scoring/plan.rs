//! The plan: which items are in which increment and iteration, and how much each has to carry.
//!
//! Owns the grouping and the loads; blanks are never zero. Knows no screen. In reading order:
//!
//! - [`coming`] owns which increment is the coming one and what competes for it, [`cut`] where its capacity ends.
//! - [`capacity`] owns what a team can carry in an iteration, and its load against that; [`supply`] what the
//!   records say of that, for teams, iterations and increments; [`velocity`] what teams finished so far;
//!   [`timetable`] which iterations there are, and how a half described increment is filled in.
//! - [`team_board`] is who does what in which iteration, and what waits for what across teams.
//! - [`figures`] are what an increment is held against, [`seats`] gives its items their iterations.
//! - [`suggestion`] is the best choice of items for an increment, and what its limits cost.
//! - [`allocation`] owns the mix of effort against target shares, [`targets`] which shares those are, [`moscow`] the shares that are promised,
//!   [`budget`] how much may be called urgent.
//! - [`predictability`] owns promised against reached, [`confidence`] the vote on the plan, [`promises`] both by team.
//! - [`risks`] owns what a risk lacks after ROAM, and their board; [`due`] which promised day has passed.
//! - [`pacing`] owns how loads and mixes drift over increments, [`course`] how they went one after the
//!   other, [`checks`] what is wrong with a plan.
//! - [`inputs`] owns which record counts where, [`words`] the sentences, [`evidence`] what the numbers are made of.

pub mod allocation;
pub mod budget;
pub mod by_kind;
pub mod capacity;
pub mod changes;
pub mod checks;
pub mod coming;
pub mod confidence;
pub mod course;
pub mod cut;
pub mod due;
pub mod evidence;
pub mod figures;
pub mod inputs;
pub mod moscow;
pub mod pacing;
pub mod predictability;
pub mod promises;
pub mod risks;
pub mod seats;
pub mod suggestion;
pub mod supply;
pub mod targets;
pub mod team_board;
pub mod timetable;
pub mod velocity;
pub mod words;

use self::capacity::Load;
use self::coming::{Race, increment_of};
use self::supply::{Roster, Supply, of_increment, of_iteration};
use self::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::team::Team;
use crate::scoring::levels;
use crate::scoring::ratio::Ratio;

/// What is planned for when, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The coming increment and those with open items, by their first day.
    pub increments: Vec<Planned>,
    /// Open items in no increment.
    pub unplanned: Stretch,
}

/// A place of an increment that an item can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In no increment.
    #[default]
    Unplanned,
    /// In this iteration.
    Iteration(Id),
    /// In the increment, in no iteration.
    Loose,
}

/// One increment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The increment.
    pub id: Id,
    /// All of it.
    pub whole: Stretch,
    /// Its iterations by their first day.
    pub iterations: Vec<(Id, Stretch)>,
    /// Its items in no iteration.
    pub open: Stretch,
}

/// A stretch of time and what it has to carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Its items, in the order given.
    pub items: Vec<Id>,
    /// Their job sizes added up, as far as known; none when that does not fit exact numbers.
    pub load: Option<Ratio>,
    /// How many of them have no size, so that they count as nothing.
    pub unknown: usize,
    /// What it can carry.
    pub capacity: Supply,
}

impl Stretch {
    fn of(workspace: &Workspace, items: &[&Item], capacity: Supply) -> Self {
        let sizes = items
            .iter()
            .filter_map(|item| levels::left(workspace, item));
        let sizes = sizes.map(|size| i128::from(size.millionths()));
        let (known, sum) = sizes.fold((0, 0), |(known, sum), size| (known + 1, sum + size));
        Self {
            items: items.iter().map(|item| item.id).collect(),
            unknown: items.len() - known,
            load: Ratio::of_millionths(sum),
            capacity,
        }
    }

    /// By how much the load exceeds the capacity, in points; zero when it fits, none where one is unknown.
    pub fn excess(&self) -> Option<Ratio> {
        self.against()?.excess()
    }

    /// The load against the capacity; none where one is unknown.
    pub fn against(&self) -> Option<Load> {
        Some(Load {
            points: self.load?,
            capacity: self.capacity.points()?,
        })
    }

    /// How many points are left; none where load or capacity is unknown, or when it is full.
    pub fn free(&self) -> Option<Ratio> {
        let free = self.capacity.points()?.minus(self.load?)?;
        (!free.is_negative() && !free.is_zero()).then_some(free)
    }
}

/// Every increment, by its first day.
pub fn in_time(workspace: &Workspace) -> Vec<&Increment> {
    let mut increments: Vec<&Increment> = workspace.all().collect();
    increments.sort_by_key(|increment| (increment.starts.is_none(), increment.starts));
    increments
}

/// The iterations of an increment, by their first day.
pub fn iterations(workspace: &Workspace, increment: Id) -> Vec<&Iteration> {
    let all = workspace.all::<Iteration>();
    let mut own: Vec<&Iteration> = all.filter(|i| i.increment.0 == Some(increment)).collect();
    own.sort_by_key(|iteration| (iteration.starts.is_none(), iteration.starts));
    own
}

/// Groups the items at which effort counts by increment and iteration. Parked and declined ones are in no plan.
pub fn plan(workspace: &Workspace, items: &[Id], race: &Race) -> Plan {
    let items = plannable(workspace, items);
    let planned = |increment: &Increment| {
        let own = within(workspace, &items, increment.id);
        let is_shown = race.coming == Some(increment.id) || own.iter().any(|i| i.state.is_open());
        is_shown.then(|| planned(workspace, &race.past, increment, &own))
    };
    let increments = in_time(workspace).into_iter();
    Plan {
        increments: increments.filter_map(planned).collect(),
        unplanned: without_increment(workspace, &items),
    }
}

/// The plan of one increment, whatever is in it, and the open items in none.
pub fn plan_of(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
    items: &[Id],
) -> (Planned, Stretch) {
    let (planned, unplanned) = apart_of(workspace, past, increment, items);
    let unplanned = Stretch::of(workspace, &unplanned, Supply::Unknown);
    (planned, unplanned)
}

/// The same, where what is in no increment is not added up.
fn apart_of<'w>(
    workspace: &'w Workspace,
    past: &PastIterations,
    increment: &Increment,
    items: &[Id],
) -> (Planned, Vec<&'w Item>) {
    let (mut own, mut unplanned) = (Vec::new(), Vec::new());
    for item in plannable(workspace, items) {
        match increment_of(workspace, item) {
            Some(id) if id == increment.id => own.push(item),
            None if item.state.is_open() => unplanned.push(item),
            Some(_) | None => {}
        }
    }
    (planned(workspace, past, increment, &own), unplanned)
}

/// What each team has to carry of these items in an iteration, and what it can; those without a team come
/// last, as none.
pub fn by_team(
    workspace: &Workspace,
    past: &PastIterations,
    iteration: &Iteration,
    items: &[Id],
) -> Vec<(Option<Id>, Stretch)> {
    let items: Vec<&Item> = items.iter().filter_map(|id| workspace.get(*id)).collect();
    let roster = Roster::of(workspace, past, iteration);
    let of = |team: Option<&Team>| {
        let id = team.map(|team| team.id);
        let is_own = |item: &&&Item| levels::team(workspace, item) == id;
        let own: Vec<&Item> = items.iter().filter(is_own).copied().collect();
        let capacity = team.and_then(|team| roster.of_team(team).ok());
        let free = capacity.map_or(Supply::Unknown, |known| Supply::Known(known.points));
        (id, Stretch::of(workspace, &own, free))
    };
    let mut all: Vec<_> = workspace.all::<Team>().map(|team| of(Some(team))).collect();
    let nobody = of(None);
    if !nobody.1.items.is_empty() {
        all.push(nobody);
    }
    all
}

fn plannable<'a>(workspace: &'a Workspace, items: &[Id]) -> Vec<&'a Item> {
    let items = items.iter().filter_map(|id| workspace.get::<Item>(*id));
    items
        .filter(|item| levels::counts(workspace, item))
        .collect()
}

fn within<'a>(workspace: &Workspace, items: &[&'a Item], increment: Id) -> Vec<&'a Item> {
    let own = items
        .iter()
        .filter(|i| increment_of(workspace, i) == Some(increment));
    own.copied().collect()
}

fn without_increment(workspace: &Workspace, items: &[&Item]) -> Stretch {
    let is_unplanned =
        |item: &&&Item| increment_of(workspace, item).is_none() && item.state.is_open();
    let unplanned: Vec<&Item> = items.iter().filter(is_unplanned).copied().collect();
    Stretch::of(workspace, &unplanned, Supply::Unknown)
}

fn planned(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
    items: &[&Item],
) -> Planned {
    let iterations = iterations(workspace, increment.id);
    let within = |iteration: &Iteration| {
        let is_own = |item: &&&Item| levels::time(workspace, item).1 == Some(iteration.id);
        let own = items.iter().filter(is_own);
        let own: Vec<&Item> = own.copied().collect();
        let free = of_iteration(workspace, past, iteration);
        (iteration.id, Stretch::of(workspace, &own, free))
    };
    let is_open = |item: &&&Item| {
        let own = levels::time(workspace, item).1;
        !iterations.iter().any(|iteration| own == Some(iteration.id))
    };
    let open: Vec<&Item> = items.iter().filter(is_open).copied().collect();
    let whole = of_increment(workspace, past, increment);
    // Without iterations what is in none of them is all there is.
    let loose = if iterations.is_empty() {
        whole
    } else {
        Supply::Unknown
    };
    Planned {
        id: increment.id,
        whole: Stretch::of(workspace, items, whole),
        iterations: iterations.iter().map(|i| within(i)).collect(),
        open: Stretch::of(workspace, &open, loose),
    }
}

#[cfg(test)]
mod tests;
