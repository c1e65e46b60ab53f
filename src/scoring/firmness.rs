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

use self::doubts::Doubts;
use self::robustness::matters::DoubtEffect;
use self::robustness::{Chances, RankInterval};
use self::scaling::{Pair, pair};
use self::tipping::{MoveEffect, Tipping, steps, tipping};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::insight::known::Known;
use crate::scoring::insight::range::{self, EvidenceRange};
use crate::scoring::ranking::inputs::{scale, wsjf_inputs};
use crate::scoring::ranking::wsjf::{Factor, WsjfInputs, wsjf};
use crate::scoring::ratio::Ratio;

/// How firm the places of all open items are.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Firmness {
    /// By id.
    items: Vec<Firm>,
}

impl Firmness {
    /// How firm the place of one item is; none for a closed one.
    pub fn of(&self, id: Id) -> Option<&Firm> {
        let at = self.items.binary_search_by_key(&id, |firm| firm.id).ok()?;
        self.items.get(at)
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
        Lens::Weighted | Lens::Rice | Lens::Moscow | Lens::Dates | Lens::Money | Lens::Outcome => {
            false
        }
    }
}

/// Says how firm the place of each open item is; none under a lens that does not order by WSJF inputs.
///
/// The cut line is taken where it is now. Where numbers are too large to compute with exactly, what
/// would follow from them is left out.
pub fn firmness(workspace: &Workspace, evaluation: &Evaluation) -> Option<Firmness> {
    if !applies(evaluation.lens) {
        return None;
    }
    let open: Vec<&Item> = workspace
        .all::<Item>()
        .filter(|item| item.state.is_open())
        .collect();
    let inputs: Vec<WsjfInputs> = open.iter().map(|item| wsjf_inputs(item)).collect();
    let scale = scale(workspace);
    let known = Known::of(workspace, evaluation.race.today);
    let given = range::of_all(workspace, &known);
    let cut = evaluation.cut.map(|cut| cut.after);
    let doubts = Doubts::of(&open, &scale, cut, &given);
    let tippings = tipping(&inputs).unwrap_or_default();
    let order = wsjf(&inputs, &[]).ranking.order;

    let mut items: Vec<Firm> = Vec::with_capacity(open.len());
    for (at, item) in open.iter().enumerate() {
        let tipping = tippings.get(at).and_then(Option::as_ref);
        items.push(Firm {
            id: item.id,
            steps: Factor::ALL.map(|factor| step(&open, inputs.get(at)?, tipping?, factor, &scale)),
            nearly_tied: inputs
                .get(at)
                .zip(tipping)
                .and_then(|(inputs, tipping)| nearly_tied(inputs, tipping, &scale))
                .and_then(|with| Some(open.get(with)?.id)),
            above: None,
            below: None,
            ranks: doubts.ranks(at),
            expected: doubts.expected(at),
            doubts: doubts.of_item(at).to_vec(),
            given: given.get(&item.id).copied(),
        });
    }
    for (one, other) in order.iter().zip(order.iter().skip(1)) {
        let (Some(high), Some(low)) = (inputs.get(*one), inputs.get(*other)) else {
            continue;
        };
        let beside = |at: usize| {
            Some(Beside {
                id: open.get(at)?.id,
                chances: doubts.chances(*one, *other),
                pair: pair(high, low).ok().flatten(),
            })
        };
        if let Some(firm) = items.get_mut(*one) {
            firm.below = beside(*other);
        }
        if let Some(firm) = items.get_mut(*other) {
            firm.above = beside(*one);
        }
    }
    Some(Firmness { items })
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

fn step(
    open: &[&Item],
    inputs: &WsjfInputs,
    tipping: &Tipping,
    factor: Factor,
    scale: &[Ratio],
) -> Option<EstimateStep> {
    let found = steps(inputs, tipping, factor, scale)?;
    let is_more = found.to > inputs.get(factor)?;
    Some(EstimateStep {
        factor,
        count: found.count,
        to: found.to,
        with: open.get(found.with)?.id,
        effect: found.effect,
        is_rise: is_more == (factor != Factor::Size),
    })
}
