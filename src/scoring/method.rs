//! The ranking methods: one row each, from which lens, columns and words follow.
//!
//! Owns how the records of a workspace become a method's inputs, and its answers one form. Knows no
//! pin, no cut line and no screen.

use super::rank::{Ranking, rank};
use super::ratio::Ratio;
use super::rice;
use super::weighted::{self, Criterion as Column, Direction, Normalization, Precision};
use super::wsjf::{self, Factor, Wsjf};
use crate::model::Workspace;
use crate::model::criterion::{self, Criterion};
use crate::model::item::{Item, Moscow};
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::settings::{Lens, Settings};

/// A way to rank the backlog.
#[derive(Debug)]
pub struct Method {
    /// The lens that shows it.
    pub lens: Lens,
    /// The heading of the score column.
    pub heading: &'static str,
    /// The formula in words.
    pub formula: &'static str,
    /// The item fields that go into the score, by name, in the order they are asked.
    pub inputs: &'static [&'static str],
    /// Scores and ranks items, of which the columns of WSJF are known; answers by position.
    pub score: fn(&Workspace, &[&Item], &Wsjf) -> Scored,
}

/// What a method says of one item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// The score; none when something is missing or wrong.
    pub score: Option<Ratio>,
    /// What is missing, in the words of the columns.
    pub missing: Vec<String>,
    /// Why a score is impossible though nothing is missing.
    pub wrong: Option<&'static str>,
    /// The lowest and highest score the item could take with its blanks anywhere on the scale.
    pub range: Option<(Ratio, Ratio)>,
}

/// What a method says of all items.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Scored {
    /// One line per item.
    pub lines: Vec<Line>,
    /// Their places.
    pub ranking: Ranking,
    /// What the reader has to know of all scores: why there are none, or that they are rounded.
    pub note: Option<String>,
}

const WSJF: &[&str] = &["value", "criticality", "risk", "size"];

/// Every method there is.
pub static METHODS: [Method; 5] = [
    Method {
        lens: Lens::Wsjf,
        heading: "WSJF",
        formula: "(value + time criticality + risk) ÷ job size",
        inputs: WSJF,
        score: by_wsjf,
    },
    Method {
        lens: Lens::Weighted,
        heading: "Score",
        formula: "sum of weight × rating",
        inputs: &["ratings"],
        score: by_weight,
    },
    Method {
        lens: Lens::Rice,
        heading: "RICE",
        formula: "reach × impact × confidence ÷ job size",
        inputs: &["reach", "impact", "confidence", "size"],
        score: by_rice,
    },
    Method {
        lens: Lens::Moscow,
        heading: "MoSCoW",
        formula: "Must, Should, Could, Won't; within a class by WSJF",
        inputs: &["moscow", "size"],
        score: by_class,
    },
    Method {
        lens: Lens::Hand,
        heading: "WSJF",
        formula: "pinned items in their order, then the rest by WSJF",
        inputs: WSJF,
        score: by_wsjf,
    },
];

impl Method {
    /// The method behind a lens.
    pub fn of(lens: Lens) -> &'static Self {
        METHODS
            .iter()
            .find(|method| method.lens == lens)
            .unwrap_or(&METHODS[0])
    }
}

/// An estimate as an exact number.
pub fn ratio(points: Points) -> Option<Ratio> {
    points.value.map(Ratio::from)
}

/// The four inputs of WSJF.
pub fn wsjf_inputs(item: &Item) -> wsjf::Inputs {
    wsjf::Inputs {
        value: ratio(item.value),
        criticality: ratio(item.criticality),
        risk: ratio(item.risk),
        size: ratio(item.size),
    }
}

/// The workspace's scale.
pub fn scale(workspace: &Workspace) -> Vec<Ratio> {
    workspace
        .the::<Settings>()
        .scale
        .iter()
        .copied()
        .map(Ratio::from)
        .collect()
}

fn by_wsjf(_: &Workspace, _: &[&Item], columns: &Wsjf) -> Scored {
    let line = |row: &wsjf::Row| match &row.score {
        Ok(score) => Line {
            score: Some(*score),
            ..Line::default()
        },
        Err(why) => {
            let mut line = Line {
                range: why.range.map(|range| (range.lowest, range.highest)),
                ..Line::default()
            };
            for reason in &why.reasons {
                match reason {
                    wsjf::Reason::Missing(factor) => {
                        line.missing.push(factor_word(*factor).to_owned());
                    }
                    wsjf::Reason::Negative(_) => line.wrong = Some("an estimate is below zero"),
                    wsjf::Reason::ZeroSize => line.wrong = Some("the job size is zero"),
                    wsjf::Reason::TooLarge => line.wrong = Some("the numbers are too large"),
                }
            }
            line
        }
    };
    Scored {
        lines: columns.rows.iter().map(line).collect(),
        ranking: columns.ranking.clone(),
        note: None,
    }
}

/// The word for a factor in “needs: …”.
pub const fn factor_word(factor: Factor) -> &'static str {
    match factor {
        Factor::Value => "value",
        Factor::Criticality => "time criticality",
        Factor::Risk => "risk",
        Factor::Size => "job size",
    }
}

fn by_weight(workspace: &Workspace, items: &[&Item], _: &Wsjf) -> Scored {
    let criteria: Vec<&Criterion> = workspace.all().collect();
    let number = |n: Option<Number>| n.map_or(Ratio::ZERO, Ratio::from);
    let column = |c: &&Criterion| Column {
        weight: number(c.weight),
        direction: match c.direction {
            criterion::Direction::Higher => Direction::HigherIsBetter,
            criterion::Direction::Lower => Direction::LowerIsBetter,
        },
        scale: (number(c.low), number(c.high)),
    };
    let columns: Vec<Column> = criteria.iter().map(column).collect();
    let ratings = |item: &&Item| {
        criteria
            .iter()
            .map(|c| item.ratings.of(c.id).map(Ratio::from))
            .collect::<Vec<_>>()
    };
    let rows: Vec<_> = items.iter().map(ratings).collect();
    match weighted::weighted(&columns, &rows, Normalization::Scale) {
        Err(error) => {
            let note = if criteria.is_empty() {
                "there are no criteria yet; : criteria adds some".to_owned()
            } else {
                error.to_string()
            };
            let ranking = rank::<()>(&vec![None; items.len()]);
            Scored {
                lines: vec![Line::default(); items.len()],
                ranking,
                note: Some(note),
            }
        }
        Ok(result) => {
            let name = |at: usize| {
                criteria
                    .get(at)
                    .map_or_else(String::new, |c| c.name.clone())
            };
            let line = |score: Result<Ratio, Vec<weighted::Reason>>| match score {
                Ok(score) => Line {
                    score: score.times(Ratio::HUNDRED),
                    ..Line::default()
                },
                Err(reasons) => {
                    let mut line = Line::default();
                    for reason in reasons {
                        match reason {
                            weighted::Reason::Missing(at) => line.missing.push(name(at)),
                            weighted::Reason::TooLarge => {
                                line.wrong = Some("the numbers are too large");
                            }
                        }
                    }
                    line
                }
            };
            let rounded = result.precision == Precision::Rounded;
            Scored {
                lines: result.scores.into_iter().map(line).collect(),
                ranking: result.ranking,
                note: rounded.then(|| "weights were rounded at 18 decimals".to_owned()),
            }
        }
    }
}

fn by_rice(_: &Workspace, items: &[&Item], _: &Wsjf) -> Scored {
    let input = |item: &&Item| rice::Inputs {
        reach: item.reach.map(Ratio::from),
        impact: item.impact.map(Ratio::from),
        confidence: item.confidence.map(|percent| Ratio::from(percent.0)),
        effort: ratio(item.size),
    };
    let inputs: Vec<_> = items.iter().map(input).collect();
    let result = rice::rice(&inputs);
    let word = |factor| match factor {
        rice::Factor::Reach => "reach",
        rice::Factor::Impact => "impact",
        rice::Factor::Confidence => "confidence",
        rice::Factor::Effort => "job size",
    };
    let line = |score: Result<Ratio, Vec<rice::Reason>>| match score {
        Ok(score) => Line {
            score: Some(score),
            ..Line::default()
        },
        Err(reasons) => {
            let mut line = Line::default();
            for reason in reasons {
                match reason {
                    rice::Reason::Missing(factor) => line.missing.push(word(factor).to_owned()),
                    rice::Reason::Negative(_) => line.wrong = Some("a number is below zero"),
                    rice::Reason::ZeroEffort => line.wrong = Some("the job size is zero"),
                    rice::Reason::TooLarge => line.wrong = Some("the numbers are too large"),
                }
            }
            line
        }
    };
    Scored {
        lines: result.scores.into_iter().map(line).collect(),
        ranking: result.ranking,
        note: None,
    }
}

/// Classes in their order; items of a class tie, and stand by WSJF within it.
fn by_class(_: &Workspace, items: &[&Item], columns: &Wsjf) -> Scored {
    let class = |item: &&Item| {
        item.moscow.map(|class| match class {
            Moscow::Must => Ratio::whole(4),
            Moscow::Should => Ratio::whole(3),
            Moscow::Could => Ratio::whole(2),
            Moscow::Wont => Ratio::whole(1),
        })
    };
    let classes: Vec<Option<Ratio>> = items.iter().map(class).collect();
    let within = |at: usize| columns.ranking.rank_of(at).unwrap_or(usize::MAX);
    let entries: Vec<_> = classes
        .iter()
        .enumerate()
        .map(|(at, class)| class.map(|class| (class, within(at))))
        .collect();
    let line = |class: &Option<Ratio>| Line {
        score: *class,
        missing: if class.is_none() {
            vec!["MoSCoW".to_owned()]
        } else {
            Vec::new()
        },
        ..Line::default()
    };
    Scored {
        lines: classes.iter().map(line).collect(),
        ranking: rank(&entries),
        note: None,
    }
}
