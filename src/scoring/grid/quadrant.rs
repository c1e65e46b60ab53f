//! The impact/effort grid: quick wins, big bets, fill-ins and money pits.
//!
//! Owns where the lines are and on which side an item is. Knows nothing of cells on a screen.

use crate::scoring::ratio::Ratio;

/// One of the two axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuadrantAxis {
    /// Upwards: more is better.
    Impact,
    /// To the right: more is dearer.
    Effort,
}

/// One quarter of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// High impact, low effort.
    QuickWin,
    /// High impact, high effort.
    BigBet,
    /// Low impact, low effort.
    FillIn,
    /// Low impact, high effort.
    MoneyPit,
}

impl Quadrant {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::QuickWin => "Quick wins",
            Self::BigBet => "Big bets",
            Self::FillIn => "Fill-ins",
            Self::MoneyPit => "Time sinks",
        }
    }
}

/// What is known of one item; `None` is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct QuadrantInputs {
    /// Impact, in the unit of its line.
    pub impact: Option<Ratio>,
    /// Effort, in the unit of its line.
    pub effort: Option<Ratio>,
}

/// Where the two lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuadrantLines {
    /// At chosen values.
    Fixed {
        /// The impact that counts as high.
        impact: Ratio,
        /// The effort that still counts as low.
        effort: Ratio,
    },
    /// Halfway between the two ends of each scale; stays when an item is added.
    Midpoint {
        /// The ends of the impact scale.
        impact: (Ratio, Ratio),
        /// The ends of the effort scale.
        effort: (Ratio, Ratio),
    },
    /// At the medians of the items with both values; fills the grid, and moves with every item.
    Median,
}

/// The place of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuadrantSpot {
    /// The quadrant; on a line the favorable side.
    pub quadrant: Quadrant,
    /// The axes on whose line the item sits exactly.
    pub on_line: Vec<QuadrantAxis>,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quadrants {
    /// Impact from here on is high; `None` for medians of no items.
    pub impact_line: Option<Ratio>,
    /// Effort up to here is low; `None` for medians of no items.
    pub effort_line: Option<Ratio>,
    /// The place of each item in input order; `None` belongs off the grid because a value is unknown.
    pub spots: Vec<Option<QuadrantSpot>>,
    /// Axes on which two or more placed items are all equal, so that their side says nothing.
    pub flat: Vec<QuadrantAxis>,
}

/// Places `items` on the grid; impact >= line is high, effort <= line is low.
///
/// The median of an even number of items is the mean of the middle two.
pub fn quadrants(items: &[QuadrantInputs], lines: QuadrantLines) -> Quadrants {
    let placed: Vec<_> = items
        .iter()
        .filter_map(|item| Some((item.impact?, item.effort?)))
        .collect();
    let impacts: Vec<_> = placed.iter().map(|(impact, _)| *impact).collect();
    let efforts: Vec<_> = placed.iter().map(|(_, effort)| *effort).collect();
    let (impact_line, effort_line) = match lines {
        QuadrantLines::Fixed { impact, effort } => (Some(impact), Some(effort)),
        QuadrantLines::Midpoint { impact, effort } => {
            (impact.0.middle(impact.1), effort.0.middle(effort.1))
        }
        QuadrantLines::Median => (Ratio::median(&impacts), Ratio::median(&efforts)),
    };
    let spot = |item: &QuadrantInputs| {
        let (impact, effort) = (item.impact?, item.effort?);
        Some(spot((impact, impact_line?), (effort, effort_line?)))
    };
    let mut flat = Vec::new();
    for (axis, values) in [
        (QuadrantAxis::Impact, &impacts),
        (QuadrantAxis::Effort, &efforts),
    ] {
        if values.len() > 1 && values.iter().min() == values.iter().max() {
            flat.push(axis);
        }
    }
    Quadrants {
        impact_line,
        effort_line,
        spots: items.iter().map(spot).collect(),
        flat,
    }
}

/// Places one item; each pair is a value and its line.
fn spot(impact: (Ratio, Ratio), effort: (Ratio, Ratio)) -> QuadrantSpot {
    let quadrant = match (impact.0 >= impact.1, effort.0 <= effort.1) {
        (true, true) => Quadrant::QuickWin,
        (true, false) => Quadrant::BigBet,
        (false, true) => Quadrant::FillIn,
        (false, false) => Quadrant::MoneyPit,
    };
    let mut on_line = Vec::new();
    if impact.0 == impact.1 {
        on_line.push(QuadrantAxis::Impact);
    }
    if effort.0 == effort.1 {
        on_line.push(QuadrantAxis::Effort);
    }
    QuadrantSpot { quadrant, on_line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_placed_items_there_is_no_median() {
        let half_known = QuadrantInputs {
            impact: Some(Ratio::ONE),
            effort: None,
        };
        let grid = quadrants(&[half_known], QuadrantLines::Median);
        assert_eq!((grid.impact_line, grid.effort_line), (None, None));
        assert_eq!(grid.spots, [None]);
        assert_eq!(quadrants(&[], QuadrantLines::Median).spots, []);
    }

    #[test]
    fn a_single_item_is_not_flat() {
        let item = QuadrantInputs {
            impact: Some(Ratio::ONE),
            effort: Some(Ratio::ONE),
        };
        assert_eq!(quadrants(&[item], QuadrantLines::Median).flat, []);
        assert_eq!(
            quadrants(&[item, item], QuadrantLines::Median).flat,
            [QuadrantAxis::Impact, QuadrantAxis::Effort]
        );
    }
}
