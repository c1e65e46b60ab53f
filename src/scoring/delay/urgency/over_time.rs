//! What an item loses over time by the shape of its urgency, and what it has lost when it comes as it is likely, an interval
//! later, and on a day of choice.
//!
//! Owns the points of that curve and its marks; screens draw them.

use chrono::NaiveDate;

use super::counted::counted;
use super::{Calendar, UrgencyReason, delivery};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::model::words::worded;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::money::axis::AmountAxis;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// Into how many stretches the curve is parted.
const PARTS: i64 = 48;
/// How many ticks the axes have at most: weeks, losses.
const TICKS: (usize, usize) = (12, 4);

/// When an item comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// As it is likely.
    Likely,
    /// One interval later.
    NextInterval,
    /// On a day that was chosen.
    Chosen(NaiveDate),
}

impl Until {
    /// Its letter in the picture.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Likely => "1",
            Self::NextInterval => "2",
            Self::Chosen(_) => "3",
        }
    }

    /// When that is, in words.
    pub fn words(self, by_forecast: Option<NaiveDate>) -> String {
        use crate::model::format::long_date;
        match (self, by_forecast) {
            (Self::Likely, Some(day)) => format!("as is likely, {}", long_date(day)),
            (Self::Likely, None) => "at its place in the order".to_owned(),
            (Self::NextInterval, _) => worded("one interval later").to_owned(),
            (Self::Chosen(day), _) => format!("on {}", long_date(day)),
        }
    }
}

/// What is lost by a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossMark {
    /// When it comes.
    pub until: Until,
    /// The same in weeks from the first day of the coming increment.
    pub week: Ratio,
    /// What is lost by then.
    pub loss: Ratio,
}

/// The loss of an item over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverTime {
    /// What a loss is counted in.
    pub unit: Unit,
    /// The weeks it is drawn for.
    pub weeks: AmountAxis,
    /// From nothing to the largest loss.
    pub losses: AmountAxis,
    /// The loss at weeks that rise.
    pub points: Vec<(Ratio, Ratio)>,
    /// What is lost when it comes.
    pub marks: Vec<LossMark>,
    /// The likely day, where the first mark is by the forecast.
    pub by_forecast: Option<NaiveDate>,
    /// What of its record does not count as it stands.
    pub reasons: Vec<UrgencyReason>,
}

impl OverTime {
    /// The loss of an item, in money where the ranking with dates counts it so, or a week of it has a price, and in
    /// points of cost of delay elsewhere.
    pub fn of(
        workspace: &Workspace,
        evaluation: &Evaluation,
        item: &Item,
        likely: Option<NaiveDate>,
        day: Option<NaiveDate>,
    ) -> Result<Self, UrgencyReason> {
        let calendar = Calendar::of(workspace, &evaluation.race)?;
        let terms = Terms::of(workspace, Lens::Dates, &evaluation.race);
        let terms = match terms.unit {
            Unit::Points if item.weekly_cost.is_some() => terms.in_money(),
            Unit::Points | Unit::Money => terms,
        };
        let counted = counted(item, terms, Ok(calendar))?;
        let (shape, unit) = (counted.shape, terms.unit);
        let first = if let Some(day) = likely {
            calendar.evening(day)?
        } else {
            let ahead = evaluation.ahead(item.id).ok_or(UrgencyReason::NoPlace)?;
            delivery(item, ahead.points, calendar)?
        };
        let large = UrgencyReason::TooLarge;
        let loss = |week: Ratio| shape.profile.loss(week.max(Ratio::ZERO)).map_err(|_| large);
        let mark = |until, week| {
            let loss = loss(week)?;
            Ok(LossMark { until, week, loss })
        };
        let mut marks = vec![
            mark(Until::Likely, first)?,
            mark(
                Until::NextInterval,
                first.plus(calendar.weeks()).ok_or(large)?,
            )?,
        ];
        if let Some(day) = day {
            marks.push(mark(Until::Chosen(day), calendar.evening(day)?)?);
        }
        let last = marks.iter().map(|mark| mark.week).max().unwrap_or(first);
        let end = last
            .plus(Ratio::whole(2))
            .ok_or(large)?
            .max(calendar.weeks());
        let weeks = AmountAxis::between(Ratio::ZERO, end, TICKS.0).ok_or(large)?;
        let points = (0..=PARTS).map(|at| {
            let week = Ratio::new(at.into(), PARTS.into()).and_then(|part| end.times(part));
            let week = week.ok_or(large)?;
            Ok((week, loss(week)?))
        });
        let points: Vec<(Ratio, Ratio)> = points.collect::<Result<_, UrgencyReason>>()?;
        let losses = points.iter().map(|(_, loss)| Some(*loss));
        let losses = AmountAxis::from_nothing(losses.chain([Some(Ratio::ONE)]), TICKS.1);
        Ok(Self {
            unit,
            weeks,
            losses: losses.ok_or(large)?,
            points,
            marks,
            by_forecast: likely,
            reasons: shape.reasons,
        })
    }
}
