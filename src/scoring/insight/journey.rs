//! The curve of a journey: how wide the gap is at each stage, where it is lowest, where it falls.
//!
//! Works on plain inputs. Knows no record.

use crate::scoring::ranking::opportunity::opportunity;
use crate::scoring::ranking::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// A stage: how much it matters from 0 to 10, how it feels from -2 to 2, how many of a hundred get there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageInputs {
    /// The importance.
    pub importance: Option<Ratio>,
    /// The feeling.
    pub feeling: Option<Ratio>,
    /// The share, in percent.
    pub share: Option<Ratio>,
}

/// One of the numbers of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageNumber {
    /// The importance.
    Importance,
    /// The feeling.
    Feeling,
    /// The share.
    Share,
}

/// What a stage comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageGap {
    /// The feeling, where it is in its range.
    pub feeling: Option<Ratio>,
    /// (feeling + 2) × 2.5, from 0 to 10.
    pub satisfaction: Option<Ratio>,
    /// The opportunity score of importance and satisfaction.
    pub gap: Option<Ratio>,
    /// The same × the share of those who get there.
    pub weighted: Option<Ratio>,
    /// Whether much depends on it and it is as good or bad as can be.
    pub is_truth: bool,
    /// The numbers that are unknown though the gap needs them.
    pub missing: Vec<StageNumber>,
    /// The numbers beside their range.
    pub off_range: Vec<StageNumber>,
}

/// A fall between neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// The position of the stage before it; the other one follows.
    pub from: usize,
    /// By how much the feeling falls.
    pub by: Ratio,
}

/// A journey as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyCurve {
    /// Each stage.
    pub stages: Vec<StageGap>,
    /// By gap, the widest first.
    pub by_gap: Ranking,
    /// By gap × share.
    pub by_share: Ranking,
    /// Positions of the stages with the lowest feeling.
    pub lowest: Vec<usize>,
    /// The feeling of the last stage.
    pub end: Option<Ratio>,
    /// The steepest fall between neighbors that are both known; the earlier of equals.
    pub steepest: Option<Fall>,
    /// The mean feeling.
    pub mean: Option<Ratio>,
}

impl JourneyCurve {
    /// Positions of the stages of which something holds.
    pub fn stages_where(&self, is: impl Fn(&StageGap) -> bool) -> Vec<usize> {
        let all = self.stages.iter().enumerate();
        all.filter_map(|(at, stage)| is(stage).then_some(at))
            .collect()
    }
}

/// From which gap on a stage is wide.
pub const WIDE: Ratio = Ratio::whole(12);

fn stage(inputs: StageInputs) -> StageGap {
    let two = Ratio::whole(2);
    let within = |value: Option<Ratio>, low: i64, high: i64| {
        value.filter(|value| (Ratio::whole(low)..=Ratio::whole(high)).contains(value))
    };
    let feeling = within(inputs.feeling, -2, 2);
    let importance = within(inputs.importance, 0, 10);
    let share = within(inputs.share, 0, 100);
    let satisfaction =
        feeling.and_then(|feeling| feeling.plus(two)?.times(Ratio::whole(5))?.over(two));
    let gap = opportunity(importance, satisfaction).ok();
    let numbers = [
        (StageNumber::Importance, inputs.importance, importance),
        (StageNumber::Feeling, inputs.feeling, feeling),
        (StageNumber::Share, inputs.share, share),
    ];
    let off_range = numbers.iter().filter(|(_, given, used)| given != used);
    let missing = numbers
        .iter()
        .filter(|(number, given, _)| given.is_none() && *number != StageNumber::Share);
    StageGap {
        feeling,
        satisfaction,
        gap,
        weighted: gap
            .zip(share)
            .and_then(|(gap, share)| gap.times(share)?.over(Ratio::HUNDRED)),
        is_truth: importance.is_some_and(|much| much >= Ratio::whole(8))
            && feeling.is_some_and(|feeling| feeling.size() == two),
        missing: missing.map(|(number, _, _)| *number).collect(),
        off_range: off_range.map(|(number, _, _)| *number).collect(),
    }
}

/// Computes the curve of a journey from its stages in order.
pub fn journey(stages: &[StageInputs]) -> JourneyCurve {
    let stages: Vec<StageGap> = stages.iter().map(|one| stage(*one)).collect();
    let by = |score: fn(&StageGap) -> Option<Ratio>| {
        let entries = stages.iter().map(|stage| Some((score(stage)?, ())));
        rank(&entries.collect::<Vec<_>>())
    };
    let feelings: Vec<Option<Ratio>> = stages.iter().map(|stage| stage.feeling).collect();
    let known: Vec<Ratio> = feelings.iter().flatten().copied().collect();
    let least = known.iter().min().copied();
    let lowest = feelings.iter().enumerate();
    let lowest = lowest.filter(|(_, feeling)| feeling.is_some() && **feeling == least);
    let falls = feelings.iter().zip(feelings.iter().skip(1)).enumerate();
    let falls = falls.filter_map(|(from, (one, next))| {
        let by = one.as_ref()?.minus((*next)?)?;
        (by > Ratio::ZERO).then_some(Fall { from, by })
    });
    let steepest = falls.reduce(|most, fall| if fall.by > most.by { fall } else { most });
    JourneyCurve {
        by_gap: by(|stage| stage.gap),
        by_share: by(|stage| stage.weighted),
        lowest: lowest.map(|(at, _)| at).collect(),
        end: feelings.last().copied().flatten(),
        steepest,
        mean: Ratio::mean(&known),
        stages,
    }
}
