//! What prices are counted in: money or points of cost of delay, weeks or points of work.
//!
//! Owns the one answer for a lens, what a point of cost of delay is worth in money, and the way from points of
//! work to weeks. Knows no words.

use super::total::Unit;
use crate::model::Workspace;
use crate::model::field::Money;
use crate::model::item::{Item, Urgency};
use crate::model::settings::{Lens, Settings};
use crate::scoring::delay::urgency::Calendar;
use crate::scoring::levels::ranked;
use crate::scoring::plan::coming::Race;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ratio::Ratio;

/// What is missing of an item that is in money alone, or in points alone, beside others that are in the other one.
pub const WORTH: &str = "what a point is worth in money";

/// What the prices of a lens are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Money or points.
    pub unit: Unit,
    /// What a point of cost of delay is worth a week, where unpriced items are counted in money with it.
    pub point_worth: Option<Ratio>,
    /// Whether something is in money that nothing brings to the points all is counted in: then dates and penalties come
    /// first.
    pub is_mixed: bool,
    /// How many weeks a point of work takes; none where the pace is unknown.
    weeks_a_point: Option<Ratio>,
}

impl Terms {
    /// The terms of a lens: money where it ranks by money. With dates it is money as soon as something is
    /// priced and every other item can be brought to money.
    pub fn of(workspace: &Workspace, lens: Lens, race: &Race) -> Self {
        let points = Self::points(workspace, race);
        match lens {
            Lens::Money | Lens::Return => points.in_money(),
            Lens::Dates => points.with_dates(workspace),
            Lens::Wsjf
            | Lens::Weighted
            | Lens::Rice
            | Lens::Moscow
            | Lens::Order
            | Lens::Outcome
            | Lens::Hand => points,
        }
    }

    /// Points of cost of delay, at the pace of the coming increment.
    fn points(workspace: &Workspace, race: &Race) -> Self {
        let calendar = Calendar::of(workspace, race);
        Self {
            unit: Unit::Points,
            point_worth: None,
            is_mixed: false,
            weeks_a_point: calendar.and_then(|calendar| calendar.pace(Ratio::ONE)).ok(),
        }
    }

    /// The same in points of cost of delay.
    #[must_use]
    pub const fn in_points(self) -> Self {
        Self {
            unit: Unit::Points,
            point_worth: None,
            is_mixed: false,
            ..self
        }
    }

    /// The same in money, of which points say nothing.
    #[must_use]
    pub const fn in_money(self) -> Self {
        Self {
            unit: Unit::Money,
            ..self.in_points()
        }
    }

    /// The same with dates: money where every open item that can be weighed has a price, or the worth of a point
    /// brings the others to money; points where nothing is in money. Where no worth is known, what most items have.
    fn with_dates(self, workspace: &Workspace) -> Self {
        let open = || ranked(workspace);
        if !open().any(is_in_money) {
            return self;
        }
        let is_unpriced =
            |item: &&Item| item.weekly_cost.is_none() && wsjf_inputs(item).delay_sum().is_some();
        let unpriced = open().filter(is_unpriced).count();
        let point_worth = point_worth(workspace).filter(|_| unpriced > 0);
        let priced = open().filter(|item| item.weekly_cost.is_some()).count();
        if point_worth.is_some() || unpriced < priced.max(1) {
            return Self {
                point_worth,
                ..self.in_money()
            };
        }
        Self {
            is_mixed: true,
            ..self
        }
    }

    /// What a week without something costs, of which the points of cost of delay and the price are known.
    pub fn weight(self, points: Option<Ratio>, price: Option<Money>) -> Option<Ratio> {
        match self.unit {
            Unit::Points => points,
            Unit::Money => price
                .map(|price| Ratio::from(price.0))
                .or_else(|| points?.times(self.point_worth?)),
        }
    }

    /// How many weeks so much work takes; none where the pace is unknown.
    pub fn weeks(self, points: Ratio) -> Option<Ratio> {
        points.times(self.weeks_a_point?)
    }

    /// A cost that was added up over points of work as one over weeks, where the pace is known.
    pub fn cost(self, over_points: Ratio) -> Ratio {
        self.weeks(over_points).unwrap_or(over_points)
    }

    /// Whether costs are over weeks, not over points of work.
    pub const fn knows_weeks(self) -> bool {
        self.weeks_a_point.is_some()
    }
}

/// Whether something of an item is given in money: a week of it, or the penalty of its date.
pub fn is_in_money(item: &Item) -> bool {
    let penalty = item
        .late_cost
        .filter(|_| item.urgency == Urgency::FixedDate);
    item.weekly_cost.or(penalty).is_some()
}

/// What a point of cost of delay is worth a week: as stated in the settings, else the median of the open items
/// that have both points and a price; none where neither says it.
pub fn point_worth(workspace: &Workspace) -> Option<Ratio> {
    let stated = workspace.the::<Settings>().point_worth;
    if let Some(stated) = stated {
        return Some(Ratio::from(stated.0)).filter(|worth| *worth > Ratio::ZERO);
    }
    let open = ranked(workspace);
    let worth = |item: &Item| {
        let price = Ratio::from(item.weekly_cost?.0);
        price.over(wsjf_inputs(item).delay_sum()?)
    };
    let all: Vec<Ratio> = open
        .filter_map(worth)
        .filter(|worth| *worth > Ratio::ZERO)
        .collect();
    Ratio::median(&all)
}
