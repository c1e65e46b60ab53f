//! The order of least total loss with dates, windows and what fades, in which needs come first.
//!
//! Owns the unit all losses are counted in, which items are searched, and what is said of the result.
//! The shapes are in [`crate::scoring::delay::urgency`], the search in [`crate::scoring::delay`].

use std::collections::BTreeMap;

use super::score::{IN_A_LOOP, by_price, by_wsjf, firmness, stuck};
use super::{MethodScore, MethodScores};
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::item::Item;
use crate::model::key::APP_EXPLAIN;
use crate::model::settings::{Lens, Settings};
use crate::model::words::{ITEM, ITEMS, worded};
use crate::scoring::delay::Profile;
use crate::scoring::delay::sequence::{self, Proof, SequenceError, sequence, total_loss};
use crate::scoring::delay::urgency::counted::{CountedLoss, counted};
use crate::scoring::delay::urgency::{Calendar, UrgencyReason};
use crate::scoring::order::sequence::Job;
use crate::scoring::order::{Order, links, order_jobs};
use crate::scoring::plan::coming::Race;
use crate::scoring::price::amounts::{delay, money};
use crate::scoring::price::terms::{Terms, WORTH, is_in_money};
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::inputs::{factor_word, ratio, wsjf_inputs};
use crate::scoring::ranking::rank::Ranking;
use crate::scoring::ranking::wsjf::{Factor, Wsjf};
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
    race: &Race,
    items: &[&Item],
    columns: &Wsjf,
) -> MethodScores {
    let terms = Terms::of(workspace, Lens::Dates, race);
    let calendar = Calendar::of(workspace, race);
    let counted = items.iter().map(|item| counted(item, terms, calendar));
    let counted: Vec<Result<CountedLoss, UrgencyReason>> = counted.collect();
    let mut scored = match terms.unit {
        Unit::Points => by_wsjf(workspace, race, items, columns),
        Unit::Money => {
            let both = items.iter().zip(&columns.rows);
            let rates = both.map(|(item, row)| terms.weight(row.cost_of_delay, item.weekly_cost));
            by_price(items, &rates.collect::<Vec<_>>())
        }
    };
    let mut entries: Vec<Option<DatedItem>> = Vec::with_capacity(items.len());
    for ((item, counted), line) in items.iter().zip(counted).zip(&mut scored.lines) {
        needs_worth(item, terms, line);
        entries.push(entry(item, counted, line, calendar));
    }
    // Money that cannot be brought to points: what has a date comes first.
    let limits = if terms.is_mixed {
        limits(items, &entries)
    } else {
        BTreeMap::new()
    };
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
        let words = format!(
            "no date counts, so as Depends on first: {}",
            firmness(&base)
        );
        (base.order.clone(), words)
    } else if base.is_too_large || base.order.len() > SEARCHED {
        let words = format!(
            "over {SEARCHED} {ITEMS} or too many needs: as Depends on first, without dates"
        );
        (base.order.clone(), words)
    } else {
        let plain = &scored.ranking.order;
        match search(workspace, items, &base, plain, (&known, &limits)) {
            Ok((order, words, loss)) => {
                let loss = match terms.unit {
                    Unit::Points => delay(Ratio::whole(loss.rounded())),
                    Unit::Money => money(workspace, Ratio::whole(loss.rounded())),
                };
                (order, format!("{words}, loss until delivery {loss}"))
            }
            Err(why) => (
                base.order.clone(),
                format!("as Depends on first, without dates: {why}"),
            ),
        }
    };
    scored.note = Some(format!(
        "{firm}{}{}{}{}",
        worth(workspace, terms, !limits.is_empty()),
        apart(&scored.lines),
        stuck(&base),
        left_out(entries.iter().flatten(), !limits.is_empty(), calendar.err())
    ));
    scored.ranking = Ranking::in_turn(order, items.len());
    scored
}

/// Others may see the scores only while no item has a price.
pub(super) fn scores(workspace: &Workspace) -> Access {
    let mut items = workspace.all::<Item>();
    if items.any(is_in_money) {
        Access::Private
    } else {
        Access::Open
    }
}

/// Says what is missing of an item that is in money alone or in points alone, where all are counted in the other one.
fn needs_worth(item: &Item, terms: Terms, line: &mut MethodScore) {
    let is_apart = match terms.unit {
        Unit::Points => terms.is_mixed && item.weekly_cost.is_some(),
        Unit::Money => wsjf_inputs(item).delay_sum().is_some(),
    };
    if line.score.is_none() && line.wrong.is_none() && is_apart {
        let size = ratio(item.size).is_none();
        let size = size.then(|| factor_word(Factor::Size).to_owned());
        line.missing = std::iter::once(WORTH.to_owned()).chain(size).collect();
        line.range = None;
    }
}

/// How many items have no rank because nothing says what a point is worth; nothing for none.
fn apart(lines: &[MethodScore]) -> String {
    let is_apart = |line: &&MethodScore| line.missing.iter().any(|missing| missing == WORTH);
    match lines.iter().filter(is_apart).count() {
        0 => String::new(),
        1 => format!("; 1 {ITEM} has no rank, as nothing says {WORTH}"),
        count => format!("; {count} {ITEMS} have no rank, as nothing says {WORTH}"),
    }
}

/// How points and money were counted together; nothing where there is only one of them.
fn worth(workspace: &Workspace, terms: Terms, is_limited: bool) -> String {
    if is_limited {
        return "; dates and penalties first, as nothing says what a point is worth".to_owned();
    }
    let stated = workspace.the::<Settings>().point_worth.is_some();
    let source = if stated {
        "as the settings say"
    } else {
        worded("the median of the items that have both")
    };
    terms.point_worth.map_or_else(String::new, |worth| {
        let worth = money(workspace, worth);
        format!("; a point of cost of delay counts {worth} a week, {source}")
    })
}

/// What missing each fixed date costs where that is a limit: more than anything waiting can cost, the dearest
/// penalty most.
fn limits(items: &[&Item], entries: &[Option<DatedItem>]) -> BTreeMap<usize, Ratio> {
    let all = || entries.iter().flatten().map(|entry| entry.item);
    let rates = Ratio::sum(entries.iter().flatten().map(|entry| entry.rate));
    let time = Ratio::sum(all().map(|item| item.duration));
    let most = rates.zip(time).and_then(|(rates, time)| rates.times(time));
    let most = most.and_then(|most| most.times(Ratio::whole(2))?.plus(Ratio::ONE));
    let penalty = |item: &&Item| {
        let cost = item.late_cost.map(|cost| Ratio::from(cost.0));
        cost.unwrap_or(Ratio::ONE).max(Ratio::ONE)
    };
    let least = items.iter().map(penalty).min().unwrap_or(Ratio::ONE);
    let limit = |(at, (item, entry)): (usize, (&&Item, &Option<DatedItem>))| {
        let is_fixed = matches!(entry.as_ref()?.item.profile, Profile::Fixed { .. });
        let once = most?.times(penalty(item).over(least)?)?;
        is_fixed.then_some((at, once))
    };
    let all = items.iter().zip(entries).enumerate();
    all.filter_map(limit).collect()
}

/// What is known of an item that can be placed: by its score, or by its date alone. The line says so when its shape is
/// refused.
fn entry(
    item: &Item,
    counted: Result<CountedLoss, UrgencyReason>,
    line: &mut MethodScore,
    calendar: Result<Calendar, UrgencyReason>,
) -> Option<DatedItem> {
    let size = ratio(item.size)?;
    let is_dated = counted.as_ref().is_ok_and(|loss| loss.is_least);
    if line.score.is_none() && (!is_dated || size <= Ratio::ZERO || line.wrong.is_some()) {
        return None;
    }
    let counted = if size.is_negative() {
        Err(UrgencyReason::BelowZero)
    } else {
        counted
    };
    let duration = |points| calendar.map_or(Ok(points), |calendar| calendar.pace(points));
    match counted.and_then(|counted| Ok((counted, duration(size)?))) {
        Ok((counted, duration)) => Some(DatedItem {
            rate: counted.rate,
            size,
            item: sequence::TimedItem {
                duration,
                profile: counted.shape.profile,
            },
            reasons: counted.shape.reasons,
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
    (known, limits): (
        &impl Fn(usize) -> Option<&'a DatedItem>,
        &BTreeMap<usize, Ratio>,
    ),
) -> Result<(Vec<usize>, String, Ratio), SequenceError> {
    let mut members = base.order.clone();
    // Of orders that cost the same the first by position is taken: there, what has a date comes first.
    let has_date = |at: &usize| known(*at).is_some_and(|entry| entry.item.profile.date().is_some());
    members.sort_unstable_by_key(|at| (!has_date(at), *at));
    let places: BTreeMap<usize, usize> = members.iter().copied().zip(0..).collect();
    let place = |at: &usize| places.get(at).copied();
    let real: Vec<sequence::TimedItem> = members
        .iter()
        .filter_map(|at| known(*at).map(|entry| entry.item))
        .collect();
    let mut jobs = real.clone();
    for (job, at) in jobs.iter_mut().zip(&members) {
        if let (Profile::Fixed { once, .. }, Some(limit)) = (&mut job.profile, limits.get(at)) {
            *once = *limit;
        }
    }
    let (links, _) = links(workspace, items, |at| place(&at).is_some());
    let links: Vec<(usize, usize)> = links
        .iter()
        .filter_map(|(first, then)| Some((place(first)?, place(then)?)))
        .collect();
    let starts = [base.order.as_slice(), plain];
    let known = starts.map(|order| order.iter().filter_map(place).collect());
    let found = sequence(&jobs, &links, &known)?;
    let proof = match found.proof {
        Proof::Best => "exact",
        Proof::BestFound => "best found",
    };
    let words = format!("{proof} for {} {ITEMS}", jobs.len());
    let loss = total_loss(&real, &found.order)?;
    let order = found.order.iter();
    let order = order.filter_map(|at| members.get(*at).copied());
    Ok((order.collect(), words, loss))
}

/// How many dates have no penalty, how many items hold what does not count, and why no date does.
fn left_out<'a>(
    entries: impl Iterator<Item = &'a DatedItem> + Clone,
    is_limited: bool,
    without: Option<UrgencyReason>,
) -> String {
    let is_left_out = |reason: &UrgencyReason| reason.is_left_out(is_limited);
    let bare = entries
        .clone()
        .filter(|entry| entry.reasons.contains(&UrgencyReason::NoPenalty));
    let bare = match bare.count() {
        0 => String::new(),
        1 => "; 1 fixed date has no penalty when late".to_owned(),
        count => format!("; {count} fixed dates have no penalty when late"),
    };
    let count = entries.filter(|entry| entry.reasons.iter().any(is_left_out));
    let count = count.count();
    let rest = match (count, without) {
        (0, _) => String::new(),
        (_, Some(reason)) => format!("; no date counts: {}", reason.words()),
        (1, None) => {
            worded("; 1 item holds what does not count here, {APP_EXPLAIN} says what").to_owned()
        }
        (_, None) => {
            format!("; {count} {ITEMS} hold what does not count here, {APP_EXPLAIN} says what")
        }
    };
    bare + &rest
}
