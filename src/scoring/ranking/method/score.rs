//! How each method scores records: their fields become its inputs, its answers one form.

use super::{MethodScore, MethodScores, Pull};
use std::collections::{BTreeMap, HashSet};

use crate::model::Workspace;
use crate::model::criterion::{self, Criterion};
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::item::{Item, Moscow};
use crate::model::number::Number;
use crate::model::settings::{RatedFrom, Settings};
use crate::model::words::{ITEMS, worded};
use crate::scoring::insight::effect::{
    ExpectedEffect, OutcomeItem, OutcomeKpi, OutcomeReason, outcome,
};
use crate::scoring::insight::kpis::{Kpis, counted};
use crate::scoring::order::{LINKED, Order, order};
use crate::scoring::plan::coming::Race;
use crate::scoring::ranking::inputs::{factor_word, ratio};
use crate::scoring::ranking::rank::{Ranking, rank};
use crate::scoring::ranking::rice;
use crate::scoring::ranking::weighted::{
    self, Normalization, Precision, WeightedCriterion as Column, WeightedDirection,
};
use crate::scoring::ranking::wsjf::{self, Factor, Wsjf};
use crate::scoring::ratio::Ratio;

/// Why an item has no place though it has a score.
pub(super) const IN_A_LOOP: &str = "it waits for itself in a loop";

pub(super) fn by_wsjf(_: &Workspace, _: &Race, _: &[&Item], columns: &Wsjf) -> MethodScores {
    let line = |row: &wsjf::WsjfRow| match &row.score {
        Ok(score) => MethodScore {
            score: Some(*score),
            ..MethodScore::default()
        },
        Err(why) => {
            let mut line = MethodScore {
                range: why.range.map(|range| (range.lowest, range.highest)),
                ..MethodScore::default()
            };
            for reason in &why.reasons {
                match reason {
                    wsjf::WsjfReason::Missing(factor) => {
                        line.missing.push(factor_word(*factor).to_owned());
                    }
                    wsjf::WsjfReason::Negative(_) => line.wrong = Some("an estimate is below zero"),
                    wsjf::WsjfReason::ZeroSize => line.wrong = Some("the job size is zero"),
                    wsjf::WsjfReason::TooLarge => line.wrong = Some("the numbers are too large"),
                }
            }
            line
        }
    };
    MethodScores {
        lines: columns.rows.iter().map(line).collect(),
        ranking: columns.ranking.clone(),
        bundles: Vec::new(),
        note: None,
    }
}

pub(super) fn by_weight(
    workspace: &Workspace,
    _: &Race,
    items: &[&Item],
    _: &Wsjf,
) -> MethodScores {
    let criteria: Vec<&Criterion> = workspace.all().collect();
    let number = |n: Option<Number>| n.map_or(Ratio::ZERO, Ratio::from);
    let column = |c: &&Criterion| Column {
        weight: number(c.weight),
        direction: match c.direction {
            criterion::Direction::Higher => WeightedDirection::HigherIsBetter,
            criterion::Direction::Lower => WeightedDirection::LowerIsBetter,
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
    let normalization = match workspace.the::<Settings>().rated_from {
        RatedFrom::Lowest => Normalization::Scale,
        RatedFrom::Zero => Normalization::Highest,
    };
    match weighted::weighted(&columns, &rows, normalization) {
        Err(error) => {
            let note = if criteria.is_empty() {
                worded("there are no criteria yet; {APP_PALETTE} criteria adds some").to_owned()
            } else {
                error.to_string()
            };
            let ranking = rank::<()>(&vec![None; items.len()]);
            MethodScores {
                lines: vec![MethodScore::default(); items.len()],
                ranking,
                bundles: Vec::new(),
                note: Some(note),
            }
        }
        Ok(result) => {
            let name = |at: usize| {
                criteria
                    .get(at)
                    .map_or_else(String::new, |c| c.name.clone())
            };
            let line = |score: Result<Ratio, Vec<weighted::WeightedReason>>| match score {
                Ok(score) => MethodScore {
                    score: score.times(Ratio::HUNDRED),
                    ..MethodScore::default()
                },
                Err(reasons) => {
                    let mut line = MethodScore::default();
                    for reason in reasons {
                        match reason {
                            weighted::WeightedReason::Missing(at) => line.missing.push(name(at)),
                            weighted::WeightedReason::TooLarge => {
                                line.wrong = Some("the numbers are too large");
                            }
                        }
                    }
                    line
                }
            };
            let rounded = result.precision == Precision::Rounded;
            MethodScores {
                lines: result.scores.into_iter().map(line).collect(),
                ranking: result.ranking,
                bundles: Vec::new(),
                note: rounded.then(|| "weights were rounded at 18 decimals".to_owned()),
            }
        }
    }
}

pub(super) fn by_rice(_: &Workspace, _: &Race, items: &[&Item], _: &Wsjf) -> MethodScores {
    let input = |item: &&Item| rice::RiceInputs {
        reach: item.reach.map(Ratio::from),
        impact: item.impact.map(Ratio::from),
        confidence: item.confidence.map(|percent| Ratio::from(percent.0)),
        effort: ratio(item.size),
    };
    let inputs: Vec<_> = items.iter().map(input).collect();
    let result = rice::rice(&inputs);
    let word = |factor| match factor {
        rice::RiceFactor::Reach => "reach",
        rice::RiceFactor::Impact => "impact",
        rice::RiceFactor::Confidence => "confidence",
        rice::RiceFactor::Effort => "job size",
    };
    let line = |score: Result<Ratio, Vec<rice::RiceReason>>| match score {
        Ok(score) => MethodScore {
            score: Some(score),
            ..MethodScore::default()
        },
        Err(reasons) => {
            let mut line = MethodScore::default();
            for reason in reasons {
                match reason {
                    rice::RiceReason::Missing(factor) => line.missing.push(word(factor).to_owned()),
                    rice::RiceReason::Negative(_) => line.wrong = Some("a number is below zero"),
                    rice::RiceReason::ZeroEffort => line.wrong = Some("the job size is zero"),
                    rice::RiceReason::TooLarge => line.wrong = Some("the numbers are too large"),
                }
            }
            line
        }
    };
    MethodScores {
        lines: result.scores.into_iter().map(line).collect(),
        ranking: result.ranking,
        bundles: Vec::new(),
        note: None,
    }
}

/// By what items bring the KPIs nearer to their targets.
pub(super) fn by_outcome(
    workspace: &Workspace,
    race: &Race,
    items: &[&Item],
    _: &Wsjf,
) -> MethodScores {
    let kpis = Kpis::of(workspace, race.today);
    let inputs: Vec<OutcomeKpi> = kpis
        .all
        .iter()
        .map(|kpi| OutcomeKpi {
            weight: kpi.weight.map(|weight| Ratio::from(weight.0)),
            gap: kpis.progress(kpi).gap,
        })
        .collect();
    let mut given: BTreeMap<Id, Vec<(usize, ExpectedEffect)>> = BTreeMap::new();
    for (at, kpi) in kpis.all.iter().enumerate() {
        for (effect, item) in kpis.effects(workspace, kpi.id) {
            given
                .entry(item.id)
                .or_default()
                .push((at, counted(effect)));
        }
    }
    let rows: Vec<OutcomeItem> = items
        .iter()
        .map(|item| OutcomeItem {
            size: ratio(item.size),
            effects: given.remove(&item.id).unwrap_or_default(),
        })
        .collect();
    let Some(result) = outcome(&inputs, &rows) else {
        return MethodScores {
            lines: vec![MethodScore::default(); items.len()],
            ranking: rank::<()>(&vec![None; items.len()]),
            bundles: Vec::new(),
            note: Some(
                worded("no KPI with a weight, a target and a reading · {GO_INSIGHT} goes to them")
                    .to_owned(),
            ),
        };
    };
    let line = |score: Result<Ratio, Vec<OutcomeReason>>| {
        let mut line = MethodScore::default();
        match score {
            Ok(score) => line.score = Some(score),
            Err(reasons) => {
                for reason in reasons {
                    match reason {
                        OutcomeReason::MissingSize => line.missing.push("job size".to_owned()),
                        OutcomeReason::NoEffect => line.missing.push("effect on a KPI".to_owned()),
                        OutcomeReason::ZeroSize => line.wrong = Some("the job size is zero"),
                        OutcomeReason::NegativeSize => line.wrong = Some("a number is below zero"),
                        OutcomeReason::TooLarge => line.wrong = Some("the numbers are too large"),
                    }
                }
            }
        }
        line
    };
    MethodScores {
        lines: result.scores.into_iter().map(line).collect(),
        ranking: result.ranking,
        bundles: Vec::new(),
        note: None,
    }
}

/// The dependency-true order; the score is the ratio an item is ordered by, its bundle's or its own.
pub(super) fn by_order(
    workspace: &Workspace,
    race: &Race,
    items: &[&Item],
    columns: &Wsjf,
) -> MethodScores {
    let result = order(workspace, items, columns);
    let mut scored = by_wsjf(workspace, race, items, columns);
    scored.ranking = Ranking::in_turn(result.order.clone(), items.len());
    let loops: HashSet<usize> = result.loops.iter().copied().collect();
    for (at, line) in scored.lines.iter_mut().enumerate() {
        if let Some(ratio) = result.ratios.get(&at) {
            line.pull = match ratio.cmp(&line.score) {
                std::cmp::Ordering::Greater => Pull::Lifted,
                std::cmp::Ordering::Less => Pull::HeldBack,
                std::cmp::Ordering::Equal => Pull::None,
            };
            line.own = line.score;
            line.score = *ratio;
        } else if loops.contains(&at) {
            line.score = None;
            line.wrong = Some(IN_A_LOOP);
        }
    }
    if result.order.is_empty() && result.loops.is_empty() {
        scored.note = Some("nothing has a score yet".to_owned());
        return scored;
    }
    let is_moved = items.iter().any(|item| item.pin.is_some());
    let without = if is_moved {
        "without places by hand: "
    } else {
        ""
    };
    scored.note = Some(format!("{without}{}{}", firmness(&result), stuck(&result)));
    scored.bundles = result
        .bundles
        .into_iter()
        .map(|bundle| bundle.members)
        .collect();
    scored
}

/// How good a dependency-true order is.
pub(super) fn firmness(order: &Order) -> String {
    match (order.is_too_large, order.gap) {
        (true, _) => format!("too many needs (over {LINKED} {ITEMS}, or two each): not looked at"),
        (false, Some(gap)) if gap.is_zero() => "no order costs less".to_owned(),
        (false, Some(gap)) => {
            format!(
                "within {} of best",
                percent(gap.to_percent(1).unwrap_or_default())
            )
        }
        (false, None) => "best found".to_owned(),
    }
}

/// How many items need what has no place; nothing for none.
pub(super) fn stuck(order: &Order) -> String {
    match order.stuck.len() {
        0 => String::new(),
        count => format!("; {count} need what is parked, declined or has no score"),
    }
}

/// Cost of delay in money a week over job size (CD3, Arnold; Reinertsen's WSJF).
pub(super) fn by_money(_: &Workspace, _: &Race, items: &[&Item], _: &Wsjf) -> MethodScores {
    let price = |item: &&Item| item.weekly_cost.map(|money| Ratio::from(money.0));
    by_price(items, &items.iter().map(price).collect::<Vec<_>>())
}

/// What a week costs over job size, of items whose costs are given.
pub(super) fn by_price(items: &[&Item], prices: &[Option<Ratio>]) -> MethodScores {
    let line = |(item, cost): (&&Item, &Option<Ratio>)| {
        let (cost, size) = (*cost, ratio(item.size));
        let mut line = MethodScore::default();
        if cost.is_none() {
            line.missing.push("cost of delay a week".to_owned());
        }
        if size.is_none() {
            line.missing.push(factor_word(Factor::Size).to_owned());
        }
        line.score = cost.zip(size).and_then(|(cost, size)| cost.over(size));
        if size.is_some_and(Ratio::is_zero) {
            line.wrong = Some("the job size is zero");
        }
        line
    };
    by_size(items.iter().zip(prices).map(line).collect(), items)
}

/// Places lines by their scores; of equal ones the smaller item stands first.
pub(super) fn by_size(lines: Vec<MethodScore>, items: &[&Item]) -> MethodScores {
    let entry =
        |(line, item): (&MethodScore, &&Item)| line.score.map(|score| (score, ratio(item.size)));
    let entries: Vec<_> = lines.iter().zip(items).map(entry).collect();
    MethodScores {
        ranking: rank(&entries),
        lines,
        ..MethodScores::default()
    }
}

/// Classes in their order; items of a class tie, and stand by WSJF within it.
pub(super) fn by_class(_: &Workspace, _: &Race, items: &[&Item], columns: &Wsjf) -> MethodScores {
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
    let line = |class: &Option<Ratio>| MethodScore {
        score: *class,
        missing: if class.is_none() {
            vec!["MoSCoW".to_owned()]
        } else {
            Vec::new()
        },
        ..MethodScore::default()
    };
    MethodScores {
        lines: classes.iter().map(line).collect(),
        ranking: rank(&entries),
        bundles: Vec::new(),
        note: None,
    }
}
