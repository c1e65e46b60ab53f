//! The trade-off grid: which points there are, where its lines run, how many lie in each quadrant.
//!
//! Owns the positions, as exact values and, for drawing and walking, on logarithmic axes: equal
//! steps of the scale look equal and equal scores lie on straight lines. [`quadrant`] owns where the quadrants part. Knows no cells.

pub mod quadrant;

use self::quadrant::{Quadrant, QuadrantInputs, QuadrantLines, quadrants};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::{self, Settings};
use crate::scoring::ranking::inputs::{ratio, scale, wsjf_inputs};
use crate::scoring::ratio::Ratio;

/// What goes upwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Impact {
    /// Value + time criticality + risk.
    #[default]
    CostOfDelay,
    /// User-business value.
    Value,
    /// Time criticality.
    Criticality,
    /// Risk reduction and opportunity enablement.
    Risk,
}

impl Impact {
    /// The next one, in a circle.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::CostOfDelay => Self::Value,
            Self::Value => Self::Criticality,
            Self::Criticality => Self::Risk,
            Self::Risk => Self::CostOfDelay,
        }
    }

    /// The words of the axis.
    pub const fn words(self) -> &'static str {
        match self {
            Self::CostOfDelay => "cost of delay a week",
            Self::Value => "user-business value",
            Self::Criticality => "time criticality",
            Self::Risk => "risk / opportunity",
        }
    }

    /// The field that a move upwards changes; of the cost of delay it is the value.
    pub const fn moves(self) -> &'static str {
        match self {
            Self::CostOfDelay | Self::Value => "value",
            Self::Criticality => "criticality",
            Self::Risk => "risk",
        }
    }
}

/// One item on the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The item.
    pub id: Id,
    /// Its impact, in points.
    pub impact: Ratio,
    /// Its job size, in points.
    pub size: Ratio,
    /// Its place to the right: the logarithm of the size.
    pub x: f64,
    /// Its place upwards: the logarithm of the impact.
    pub y: f64,
    /// Its quadrant.
    pub quadrant: Quadrant,
}

/// One quadrant's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The quadrant.
    pub quadrant: Quadrant,
    /// How many items.
    pub items: usize,
    /// Their effort, in points; none when it does not fit exact numbers.
    pub effort: Option<Ratio>,
}

/// The grid of some items.
#[derive(Clone, Debug)]
pub struct Tradeoff {
    /// The items with both values, in the order they came.
    pub spots: Vec<Spot>,
    /// The items without, in the order they came.
    pub tray: Vec<Id>,
    /// From this impact on, it is high.
    pub impact_line: Option<Ratio>,
    /// Up to this size, it is low.
    pub size_line: Option<Ratio>,
    /// Items and effort by quadrant.
    pub counts: [Count; 4],
    /// How many items could be shown; more than were given when only some of them were.
    pub listed: usize,
    /// All items, placed or not, in the order they came.
    order: Vec<Id>,
}

impl Tradeoff {
    /// All items, placed or not, in the order they came.
    pub fn in_order(self) -> Vec<Id> {
        self.order
    }
}

/// Places items. Values of zero or less have no logarithm and stand where a half point would.
pub fn tradeoff(workspace: &Workspace, items: &[&Item], impact: Impact) -> Tradeoff {
    let value = |item: &Item| {
        let inputs = wsjf_inputs(item);
        match impact {
            Impact::CostOfDelay => inputs.delay_sum(),
            Impact::Value => inputs.value,
            Impact::Criticality => inputs.criticality,
            Impact::Risk => inputs.risk,
        }
    };
    let inputs: Vec<QuadrantInputs> = items
        .iter()
        .map(|item| QuadrantInputs {
            impact: value(item),
            effort: ratio(item.size),
        })
        .collect();
    let grid = quadrants(&inputs, lines(workspace, impact));
    let (mut spots, mut tray) = (Vec::new(), Vec::new());
    for ((item, input), spot) in items.iter().zip(&inputs).zip(&grid.spots) {
        match (input.impact, input.effort, spot) {
            (Some(impact), Some(size), Some(spot)) => spots.push(Spot {
                id: item.id,
                impact,
                size,
                x: logarithm(size),
                y: logarithm(impact),
                quadrant: spot.quadrant,
            }),
            _ => tray.push(item.id),
        }
    }
    let count = |quadrant| {
        let here = spots.iter().filter(|spot| spot.quadrant == quadrant);
        Count {
            quadrant,
            items: here.clone().count(),
            effort: Ratio::sum(here.map(|spot| spot.size)),
        }
    };
    let counts = [
        Quadrant::QuickWin,
        Quadrant::BigBet,
        Quadrant::FillIn,
        Quadrant::MoneyPit,
    ]
    .map(count);
    Tradeoff {
        spots,
        tray,
        impact_line: grid.impact_line,
        size_line: grid.effort_line,
        counts,
        listed: items.len(),
        order: items.iter().map(|item| item.id).collect(),
    }
}

fn lines(workspace: &Workspace, impact: Impact) -> QuadrantLines {
    let scale = scale(workspace);
    match (
        workspace.the::<Settings>().lines,
        scale.first(),
        scale.last(),
    ) {
        (settings::Lines::Midpoint, Some(low), Some(high)) => {
            let times = if impact == Impact::CostOfDelay {
                Ratio::whole(3)
            } else {
                Ratio::ONE
            };
            let end = |value: &Ratio| value.times(times).unwrap_or(*value);
            QuadrantLines::Midpoint {
                impact: (end(low), end(high)),
                effort: (*low, *high),
            }
        }
        _ => QuadrantLines::Median,
    }
}

fn logarithm(value: Ratio) -> f64 {
    value.to_f64().max(0.5).ln()
}
