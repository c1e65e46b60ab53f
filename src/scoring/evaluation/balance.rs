//! What is weighed against what: capacity, effort by bucket, effort by MoSCoW class.

use super::facts::ItemFacts;
use super::shared::Shared;
use super::{Balance, BalanceBasis};
use crate::model::Workspace;
use crate::model::field::Percent;
use crate::model::id::Id;
use crate::model::item::Moscow;
use crate::model::settings::Settings;
use crate::scoring::plan::allocation;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::moscow::{self, MoscowClass};
use crate::scoring::plan::supply::of_increment;
use crate::scoring::plan::targets;
use crate::scoring::ratio::Ratio;

/// The capacity of the coming increment; unknown when there is none.
pub(super) fn capacity(workspace: &Workspace, race: &Race) -> Option<Ratio> {
    of_increment(workspace, &race.past, workspace.get(race.coming?)?).points()
}

/// What is planned for the coming increment; where nothing is, all that is open.
fn basis(facts: &Shared<ItemFacts>) -> BalanceBasis {
    match counted(facts, BalanceBasis::Planned).next() {
        Some(_) => BalanceBasis::Planned,
        None => BalanceBasis::Open,
    }
}

fn counted(facts: &Shared<ItemFacts>, basis: BalanceBasis) -> impl Iterator<Item = &ItemFacts> {
    let counts = move |facts: &&ItemFacts| basis.counts(facts.turn, facts.state);
    facts.iter().filter(counts)
}

/// The largest share that should be Must, in percent.
pub fn must_limit(workspace: &Workspace) -> Ratio {
    let limit = workspace.the::<Settings>().must_limit;
    limit.map_or(moscow::MoscowPolicy::DSDM.must_max_percent, |limit| {
        Ratio::from(limit.0)
    })
}

pub(super) fn balance(
    workspace: &Workspace,
    facts: &Shared<ItemFacts>,
    coming: Option<Id>,
    capacity: Option<Ratio>,
) -> Balance {
    let buckets = workspace.buckets();
    let input = |facts: &ItemFacts| allocation::AllocationInputs {
        effort: facts.left.map(Ratio::from),
        bucket: facts
            .bucket
            .and_then(|id| buckets.iter().position(|bucket| bucket.id == id)),
    };
    let basis = basis(facts);
    let inputs: Vec<_> = counted(facts, basis).map(input).collect();
    // What was agreed for the coming increment is held against what is planned for it.
    let coming = coming.filter(|_| basis == BalanceBasis::Planned);
    let policy = allocation::AllocationPolicy {
        targets: &targets::shares(workspace, coming, None),
        tolerance: targets::tolerance(workspace),
        capacity,
        largest: targets::largest(workspace),
    };
    Balance {
        basis,
        buckets: buckets.iter().map(|bucket| bucket.id).collect(),
        capacity,
        allocation: allocation::of_all(&inputs, &policy),
    }
}

/// The classes of what a balance counts, against its capacity.
pub(super) fn classes(
    workspace: &Workspace,
    facts: &Shared<ItemFacts>,
    balance: &Balance,
) -> Option<moscow::MoscowShares> {
    let input = |facts: &ItemFacts| (facts.left.map(Ratio::from), facts.moscow);
    let counted = counted(facts, balance.basis).map(input);
    weigh(workspace, counted, balance.capacity)
}

/// The effort of each MoSCoW class of some items, given as size and class, against the limits of the workspace.
pub fn weigh(
    workspace: &Workspace,
    items: impl Iterator<Item = (Option<Ratio>, Option<Moscow>)>,
    capacity: Option<Ratio>,
) -> Option<moscow::MoscowShares> {
    let settings = workspace.the::<Settings>();
    let input = |(effort, class): (Option<Ratio>, Option<Moscow>)| moscow::MoscowInputs {
        effort,
        class: class.map(|class| match class {
            Moscow::Must => MoscowClass::Must,
            Moscow::Should => MoscowClass::Should,
            Moscow::Could => MoscowClass::Could,
            Moscow::Wont => MoscowClass::Wont,
        }),
    };
    let percent = |p: Option<Percent>, or: Ratio| p.map_or(or, |p| Ratio::from(p.0));
    let policy = moscow::MoscowPolicy {
        must_max_percent: must_limit(workspace),
        could_min_percent: percent(
            settings.could_floor,
            moscow::MoscowPolicy::DSDM.could_min_percent,
        ),
    };
    let inputs: Vec<_> = items.map(input).collect();
    moscow::moscow_of_plan(&inputs, &policy, capacity).ok()
}
