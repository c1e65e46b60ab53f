//! The order of least total loss with dates, windows and what fades, in which needs come first.
//!
//! Owns the unit all losses are counted in, which items are searched, and what is said of the result.
//! The shapes are in [`crate::scoring::delay::urgency`], the search in [`crate::scoring::delay`].

use super::score::{IN_A_LOOP, by_money, by_wsjf, firmness, stuck};
use super::{MethodScore, MethodScores, Today, ratio};
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::item::Item;
use crate::scoring::delay::sequence::{self, Proof, SequenceError, sequence};
use crate::scoring::delay::urgency::{Calendar, UrgencyReason, shape};
use crate::scoring::order::sequence::Job;
use crate::scoring::order::{Order, links, order_jobs};
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::rank::Ranking;
use crate::scoring::ranking::wsjf::Wsjf;
use crate::scoring::ratio::Ratio;

/// The most items that are searched while somebody waits for a key; above, dates are not looked at.
pub(super) const SEARCHED: usize = 2_000;

/// One item with a place: what its delay costs, and what of its record does not count.
struct DatedItem {
    rate: Ratio,
    size: Ratio,
    item: sequence::TimedItem,
    reasons: Vec<UrgencyReason>,
}

/// The least-loss order; the score is the plain ratio, cost of delay over job size, in the same unit.
pub(super) fn by_dates(
    workspace: &Workspace,
    today: Today,
    items: &[&Item],
    columns: &Wsjf,
) -> MethodScores {
    let unit = unit(items, columns);
    let mut scored = match unit {
        Unit::Points => by_wsjf(workspace, today, items, columns),
        Unit::Money => by_money(workspace, today, items, columns),
    };
    let calendar = Calendar::of(workspace, today);
    let mut entries: Vec<Option<DatedItem>> = Vec::with_capacity(items.len());
    for ((item, row), line) in items.iter().zip(&columns.rows).zip(&mut scored.lines) {
        let rate = match unit {
            Unit::Points => row.cost_of_delay,
            Unit::Money => item.weekly_cost.map(|money| Ratio::from(money.0)),
        };
        entries.push(entry(item, (rate, unit), line, calendar));
    }
    let known = |at: usize| entries.get(at).and_then(Option::as_ref);
    let job = |entry: &Option<DatedItem>| {
        entry.as_ref().map(|entry| Job {
            weight: entry.rate,
            duration: entry.size,
        })
    };
    let jobs: Vec<Option<Job>> = entries.iter().map(job).collect();
    let base = order_jobs(workspace, items, &jobs);
    for at in &base.loops {
        if let Some(line) = scored.lines.get_mut(*at) {
            (line.score, line.wrong) = (None, Some(IN_A_LOOP));
        }
    }
    let is_even = |at: &usize| known(*at).is_none_or(|entry| entry.item.profile.is_even());
    let (order, firm) = if base.order.iter().all(is_even) {
        let words = format!("no date counts, so as Needs first: {}", firmness(&base));
        (base.order.clone(), words)
    } else if base.is_too_large || base.order.len() > SEARCHED {
        let words =
            format!("over {SEARCHED} items or too many needs: as Needs first, without dates");
        (base.order.clone(), words)
    } else {
        let plain = &scored.ranking.order;
        match search(workspace, items, &base, plain, known) {
            Ok((order, words)) => {
                let unit = match unit {
                    Unit::Points => "points times weeks",
                    Unit::Money => "in money",
                };
                (order, format!("{words} {unit}"))
            }
            Err(why) => (
                base.order.clone(),
                format!("as Needs first, without dates: {why}"),
            ),
        }
    };
    scored.note = Some(format!(
        "{firm}{}{}",
        stuck(&base),
        left_out(entries.iter().flatten(), calendar.err())
    ));
    scored.ranking = Ranking::in_turn(order, items.len());
    scored
}

/// Others may see the scores only while no item has a price.
pub(super) fn scores(workspace: &Workspace) -> Access {
    let mut items = workspace.all::<Item>();
    if items.any(|item| item.weekly_cost.is_some()) {
        Access::Private
    } else {
        Access::Open
    }
}

/// Money where every item with a score has a price, points otherwise.
fn unit(items: &[&Item], columns: &Wsjf) -> Unit {
    let is_priced = |item: &Item| item.weekly_cost.is_some();
    let scored = items.iter().zip(&columns.rows);
    let mut scored = scored.filter(|(_, row)| row.score.is_ok());
    if items.iter().any(|item| is_priced(item)) && scored.all(|(item, _)| is_priced(item)) {
        Unit::Money
    } else {
        Unit::Points
    }
}

/// What is known of an item with a score; the line says so when its shape is refused.
fn entry(
    item: &Item,
    (rate, unit): (Option<Ratio>, Unit),
    line: &mut MethodScore,
    calendar: Result<Calendar, UrgencyReason>,
) -> Option<DatedItem> {
    let rate = line.score.and(rate)?;
    let size = ratio(item.size)?;
    let shape = if size.is_negative() {
        Err(UrgencyReason::BelowZero)
    } else {
        shape(item, (rate, unit), calendar)
    };
    let duration = |points| calendar.map_or(Ok(points), |calendar| calendar.pace(points));
    match shape.and_then(|shape| Ok((shape, duration(size)?))) {
        Ok((shape, duration)) => Some(DatedItem {
            rate,
            size,
            item: sequence::TimedItem {
                duration,
                profile: shape.profile,
            },
            reasons: shape.reasons,
        }),
        Err(reason) => {
            (line.score, line.wrong) = (None, Some(reason.words()));
            None
        }
    }
}

/// The best order that is found of the items of a dependency-true order, never worse than that one or
/// the plain one made legal; and how good it is, in words.
fn search<'a>(
    workspace: &Workspace,
    items: &[&Item],
    base: &Order,
    plain: &[usize],
    known: impl Fn(usize) -> Option<&'a DatedItem>,
) -> Result<(Vec<usize>, String), SequenceError> {
    let mut members = base.order.clone();
    members.sort_unstable();
    let place = |at: &usize| members.binary_search(at).ok();
    let jobs: Vec<sequence::TimedItem> = members
        .iter()
        .filter_map(|at| known(*at).map(|entry| entry.item))
        .collect();
    let (links, _) = links(workspace, items, |at| place(&at).is_some());
    let links: Vec<(usize, usize)> = links
        .iter()
        .filter_map(|(first, then)| Some((place(first)?, place(then)?)))
        .collect();
    let known = [base.order.as_slice(), plain];
    let known = known.map(|order| order.iter().filter_map(place).collect());
    let found = sequence(&jobs, &links, &known)?;
    let proof = match found.proof {
        Proof::Best => "exact",
        Proof::BestFound => "best found",
    };
    let words = format!(
        "{proof} for {} items, loss until delivery {}",
        jobs.len(),
        found.loss.to_decimal(0)
    );
    let order = found.order.iter();
    let order = order.filter_map(|at| members.get(*at).copied());
    Ok((order.collect(), words))
}

/// How many items hold what does not count, and why no date does.
fn left_out<'a>(
    entries: impl Iterator<Item = &'a DatedItem>,
    without: Option<UrgencyReason>,
) -> String {
    let count = entries.filter(|entry| !entry.reasons.is_empty()).count();
    match (count, without) {
        (0, _) => String::new(),
        (_, Some(reason)) => format!("; no date counts: {}", reason.words()),
        (1, None) => "; 1 item holds what does not count here, e says what".to_owned(),
        (_, None) => format!("; {count} items hold what does not count here, e says what"),
    }
}
