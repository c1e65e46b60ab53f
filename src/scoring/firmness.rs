//! How firm the place of each item is: what would change it, and what is still open.
//!
//! Owns which facts make a place firm. The steps come from [`mod@tipping`], the pairs from
//! [`scaling`], the chances from [`robustness`]. In reading order:
//!
//! - this file owns the items beside each other in the order of their scores.
//! - `doubts` owns what ranges and blanks leave open.
//!
//! All of it is about the order by WSJF score alone; pins and needs may hold an item elsewhere. Other
//! scores are no sum over a scale, so nothing is said of them. Costs a few sorts, so that ten thousand
//! items are no trouble. Knows no words and no screen.

mod doubts;
pub mod robustness;
pub mod scaling;
pub mod tipping;

use std::collections::BTreeMap;

use self::doubts::Doubts;
use self::robustness::matters::DoubtEffect;
use self::robustness::{Chances, RankInterval};
use self::scaling::{Pair, pair};
use self::tipping::{Met, MoveEffect, Tipping, meetings, steps};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::insight::known::KnownCustomers;
use crate::scoring::insight::range::{self, EvidenceRange};
use crate::scoring::levels::ranked;
use crate::scoring::ranking::inputs::{Estimates, estimates, inputs, scale};
use crate::scoring::ranking::wsjf::{Factor, WsjfInputs, wsjf};
use crate::scoring::ratio::Ratio;

/// How firm the places of all open items are: what is known of all of them. What follows for one is computed when it
/// is asked for, as few are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Firmness {
    /// The open items, by id.
    ids: Vec<Id>,
    /// Their estimates.
    estimates: Vec<Estimates>,
    /// Whom they meet first.
    met: Vec<Option<Met>>,
    doubts: Doubts,
    given: BTreeMap<Id, EvidenceRange>,
    scale: Vec<Ratio>,
}

impl Firmness {
    /// How firm the place of one item is; none for a closed one. Where numbers are too large to compute with exactly,
    /// what would follow from them is left out.
    pub fn of(&self, id: Id) -> Option<Firm> {
        let at = self.place_of(id)?;
        let (inputs, met) = (self.inputs(at)?, self.met.get(at).copied().flatten());
        let tipping = self.tipping(at);
        let beside = |other: Option<usize>, is_above: bool| {
            let other = other?;
            let (high, low) = if is_above { (other, at) } else { (at, other) };
            Some(Beside {
                id: *self.ids.get(other)?,
                chances: self.doubts.chances(high, low),
                pair: pair(&self.inputs(high)?, &self.inputs(low)?).ok().flatten(),
            })
        };
        let step = |factor| {
            let found = steps(&inputs, tipping.as_ref()?, factor, &self.scale)?;
            let is_more = found.to > inputs.get(factor)?;
            Some(EstimateStep {
                factor,
                count: found.count,
                to: found.to,
                with: *self.ids.get(found.with)?,
                effect: found.effect,
                is_rise: is_more == (factor != Factor::Size),
            })
        };
        Some(Firm {
            id,
            steps: Factor::ALL.map(step),
            nearly_tied: self.nearly_tied(id),
            above: beside(met.and_then(|met| met.above), true),
            below: beside(met.and_then(|met| met.below), false),
            ranks: self.doubts.ranks(at),
            expected: self.doubts.expected(at),
            doubts: self.doubts.of_item(at).to_vec(),
            given: self.given.get(&id).copied(),
        })
    }

    /// As [`Firm::nearly_tied`].
    pub fn nearly_tied(&self, id: Id) -> Option<Id> {
        let at = self.place_of(id)?;
        let with = nearly_tied(&self.inputs(at)?, &self.tipping(at)?, &self.scale)?;
        self.ids.get(with).copied()
    }

    /// As [`Firm::doubts`].
    pub fn doubts(&self, id: Id) -> &[Doubt] {
        let at = self.place_of(id);
        at.map_or(&[], |at| self.doubts.of_item(at))
    }

    fn place_of(&self, id: Id) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    fn inputs(&self, at: usize) -> Option<WsjfInputs> {
        self.estimates.get(at).copied().map(inputs)
    }

    fn tipping(&self, at: usize) -> Option<Tipping> {
        let met = (*self.met.get(at)?)?;
        met.tipping(&self.inputs(at)?, &|at| self.inputs(at)).ok()
    }
}

/// How firm the place of one item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firm {
    /// The item.
    pub id: Id,
    /// Per estimate in column order, the fewest steps of it alone that change the order; none where none do.
    pub steps: [Option<EstimateStep>; 4],
    /// The neighbor with which one step on any of its estimates, whichever it is, swaps it or decides a tie.
    pub nearly_tied: Option<Id>,
    /// The item with the next better score; none at the top and without a score.
    pub above: Option<Beside>,
    /// The item with the next worse score.
    pub below: Option<Beside>,
    /// The ranks it can take with every range and blank anywhere; none for estimates out of bounds.
    pub ranks: Option<RankInterval>,
    /// The mean of those ranks by their chances; none where that does not fit exact numbers.
    pub expected: Option<Ratio>,
    /// Its estimates that are blank or a range, in column order.
    pub doubts: Vec<Doubt>,
    /// The range that evidence gives its user-business value.
    pub given: Option<EvidenceRange>,
}

impl Firm {
    /// The fewest steps of all; of equals, those that put one before the other.
    pub fn nearest(&self) -> Option<EstimateStep> {
        let steps = self.steps.iter().flatten().copied();
        steps.min_by_key(|step| (step.count, step.effect == MoveEffect::Ties))
    }
}

/// A move of one estimate along the scale that changes the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EstimateStep {
    /// The estimate.
    pub factor: Factor,
    /// How many steps of the scale, at least one.
    pub count: usize,
    /// Its value after them.
    pub to: Ratio,
    /// The item whose place against this one changes.
    pub with: Id,
    /// What happens to the two.
    pub effect: MoveEffect,
    /// Whether this item's score rises.
    pub is_rise: bool,
}

/// Two items beside each other in the order by score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The other item.
    pub id: Id,
    /// How likely the higher of the two scores above, like or below the lower one; none where that is finer
    /// than exact numbers hold.
    pub chances: Option<Chances>,
    /// What rescaling a column does to the two; none where the numbers are too large.
    pub pair: Option<Pair>,
}

/// An estimate that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The estimate.
    pub factor: Factor,
    /// What settling it can change.
    pub verdict: DoubtEffect,
    /// Where its item stays whatever becomes of any estimate.
    pub side: CutSide,
}

/// On which side of the cut line an item stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutSide {
    /// Above it.
    Above,
    /// Below it.
    Below,
    /// Either may come, or there is no line.
    Open,
}

/// Whether a lens orders by the inputs of WSJF, so that something can be said of it.
pub const fn applies(lens: Lens) -> bool {
    match lens {
        Lens::Wsjf | Lens::Hand | Lens::Order => true,
        Lens::Weighted
        | Lens::Rice
        | Lens::Moscow
        | Lens::Dates
        | Lens::Money
        | Lens::Outcome
        | Lens::Return => false,
    }
}

/// Says how firm the place of each open item is; none under a lens that does not order by WSJF inputs.
///
/// The cut line is taken where it is now.
pub fn firmness(workspace: &Workspace, evaluation: &Evaluation) -> Option<Firmness> {
    if !applies(evaluation.lens) {
        return None;
    }
    let open: Vec<&Item> = ranked(workspace).collect();
    let estimates: Vec<Estimates> = open.iter().map(|item| estimates(item)).collect();
    let known = KnownCustomers::of(workspace, evaluation.race.today);
    let given = range::of_all(workspace, &known);
    let cut = evaluation.cut.map(|cut| cut.after);
    let scale = scale(workspace);
    let all: Vec<WsjfInputs> = estimates.iter().copied().map(inputs).collect();
    Some(Firmness {
        ids: open.iter().map(|item| item.id).collect(),
        met: meetings(&wsjf(&all, &[]).ranking),
        doubts: Doubts::of(&open, &scale, cut, &given),
        estimates,
        given,
        scale,
    })
}

/// The position of the neighbor that is passed by one step on any estimate, whichever it is.
///
/// Nearly every item has one estimate with a step so long that it passes somebody, so that alone says
/// little: here every single step towards the neighbor has to do. Of both neighbors, the lower one first.
fn nearly_tied(inputs: &WsjfInputs, tipping: &Tipping, scale: &[Ratio]) -> Option<usize> {
    [false, true].into_iter().find_map(|is_rise| {
        let mut with = None;
        for factor in Factor::ALL {
            let now = inputs.get(factor)?;
            let is_more = is_rise == (factor != Factor::Size);
            let next = if is_more {
                scale.iter().find(|value| **value > now)
            } else {
                let lower = scale.iter().rfind(|value| **value < now);
                lower.filter(|value| factor != Factor::Size || **value > Ratio::ZERO)
            };
            // At the end of the scale there is no step.
            let Some(next) = next else { continue };
            let interval = tipping.get(factor);
            let passed = if is_more {
                interval.above.filter(|end| *next > end.at)
            } else {
                interval.below.filter(|end| *next < end.at)
            };
            with = Some(passed?.with);
        }
        with
    })
}
