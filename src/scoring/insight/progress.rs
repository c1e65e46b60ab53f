//! Progress of a KPI from its baseline to its target, against the straight line.
//!
//! Works on plain inputs. Knows no record.

use crate::model::kpi::Better;
use crate::scoring::ratio::Ratio;

/// How a KPI stands to its straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KpiCourse {
    /// More than ten points of a hundred ahead.
    Ahead,
    /// Near it.
    On,
    /// More than ten points behind.
    Behind,
}

/// What is known of a KPI: what it was, is and should be, with days counted from any fixed one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressInputs {
    /// What it was to begin with.
    pub baseline: Option<Ratio>,
    /// What it should be.
    pub target: Option<Ratio>,
    /// What it is.
    pub now: Option<Ratio>,
    /// The day of the baseline.
    pub baseline_day: Option<i64>,
    /// The day of the target.
    pub target_day: Option<i64>,
    /// Today.
    pub today: Option<i64>,
}

/// How far a KPI has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The share of the way that is done, as it is: over 1 or below 0 too; none where target and baseline are the same.
    pub progress: Option<Ratio>,
    /// The share of the time that has passed, from 0 to 1.
    pub expected: Option<Ratio>,
    /// How the two compare.
    pub course: Option<KpiCourse>,
    /// What is left of the way, in the good direction.
    pub gap: Option<Ratio>,
    /// Whether the target lies on the wrong side of the baseline, where both are known.
    pub is_against_direction: Option<bool>,
}

impl Progress {
    /// How far a KPI that gets better this way has come.
    pub fn of(better: Better, inputs: ProgressInputs) -> Self {
        let ProgressInputs {
            baseline,
            target,
            now,
            ..
        } = inputs;
        let way = |from: Option<Ratio>, to: Option<Ratio>| to?.minus(from?);
        let progress = way(baseline, now)
            .zip(way(baseline, target))
            .and_then(|(done, whole)| done.over(whole));
        let days = |from: Option<i64>, to: Option<i64>| Some(Ratio::whole(to? - from?));
        let expected = days(inputs.baseline_day, inputs.today)
            .zip(days(inputs.baseline_day, inputs.target_day))
            .filter(|(_, whole)| *whole > Ratio::ZERO)
            .and_then(|(passed, whole)| passed.over(whole));
        let expected = expected.map(|share| share.clamp(Ratio::ZERO, Ratio::ONE));
        let tenth = Ratio::new(1, 10).unwrap_or(Ratio::ZERO);
        let course = progress.zip(expected).and_then(|(progress, expected)| {
            let ahead = progress.minus(expected)?;
            Some(match ahead {
                _ if ahead.size() <= tenth => KpiCourse::On,
                _ if ahead.is_negative() => KpiCourse::Behind,
                _ => KpiCourse::Ahead,
            })
        });
        let (gap, forward) = match better {
            Better::Up => (way(now, target), way(baseline, target)),
            Better::Down => (way(target, now), way(target, baseline)),
        };
        Self {
            progress,
            expected,
            course,
            gap,
            is_against_direction: forward.map(Ratio::is_negative),
        }
    }

    /// Whether the target is reached or passed; none where the gap is unknown.
    pub fn reached(&self) -> Option<bool> {
        self.gap.map(|gap| gap <= Ratio::ZERO)
    }

    /// Whether the target is known to be reached or passed: not where it lies on the wrong side of the baseline, as
    /// nobody can tell which of the two is meant.
    pub fn is_reached(&self) -> bool {
        self.reached() == Some(true) && self.is_against_direction != Some(true)
    }
}
