//! The words of a trial: what was tried, and what is different from the real board.

use crate::desk::Desk;
use crate::desk::baseline::ComparedState;
use crate::model::Workspace;
use crate::model::format;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::record::{Declared, Record};
use crate::model::words::{ITEMS, Text, worded};
use crate::model::{bucket::Bucket, item::Item};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::plan::suggestion::backlog::present;
use crate::scoring::plan::suggestion::binding::touched;
use crate::scoring::plan::suggestion::words::compared;
use crate::scoring::plan::words::known_part;
use crate::scoring::price::words::{bare, unit, worth};
use crate::scoring::ratio::Ratio;
use crate::scoring::since::comparison::{Comparison, RankChange, Share, compare};

/// What is said of a trial that is not kept, first of all.
const NOT_KEPT: Text = Text::new(
    "Nothing is kept yet: {PAGE_ENTER} keeps all as one step, {PAGE_DROP} drops all, {PAGE_CLOSE} goes on trying.",
);

/// How many ranks are told one by one.
const RANKS: usize = 200;

pub(super) fn changes(count: usize) -> String {
    format!("{count} {}", if count == 1 { "change" } else { "changes" })
}

/// The difference against the real board, in words.
pub(super) fn lines(desk: &Desk) -> Vec<String> {
    let (Some(trial), Some(tried)) = (&desk.trial, desk.history.trial()) else {
        return Vec::new();
    };
    if tried.is_empty() {
        return vec![
            "Nothing was tried yet. Edit as usual: every row then shows how far it moves."
                .to_owned(),
            String::new(),
            worded("{PAGE_ENTER} ends the try-out, {PAGE_CLOSE} goes on.").to_owned(),
        ];
    }
    let difference = compare(&trial.evaluation, &desk.derived.evaluation);
    let names = Names(&desk.workspace, &trial.workspace);
    let coming = trial.evaluation.race.coming;
    let before = (&trial.workspace, &*trial.evaluation);
    let now = (&desk.workspace, &*desk.derived.evaluation);
    let mut lines = vec![NOT_KEPT.said().to_owned(), String::new()];
    lines.extend(plans(before, now, coming));
    lines.push(String::new());
    lines.push(format!("{} tried:", changes(tried.len())));
    lines.extend(tried.iter().map(|label| format!("- {label}")));
    lines.extend(told_touched(desk, coming));
    lines.push(String::new());
    lines.extend(totals(&desk.workspace, &difference));
    lines.extend(shares(&names, &difference, &desk.derived.evaluation));
    lines.extend(cut(
        &names,
        desk.derived.evaluation.cut.is_some(),
        &difference,
    ));
    lines.push(String::new());
    lines.extend(ranks(&names, &difference.ranks));
    lines
}

/// A workspace and its numbers.
type Board<'a> = (&'a Workspace, &'a Evaluation);

/// How the plan of the coming increment stands now and before; nothing where its capacity is unknown.
fn plans(before: Board<'_>, now: Board<'_>, coming: Option<Id>) -> Vec<String> {
    let stood = |(workspace, evaluation): Board<'_>| {
        present(
            workspace,
            (&evaluation.race.past, evaluation.terms),
            coming?,
        )
    };
    let (Some(yours), Some(tried)) = (stood(before), stood(now)) else {
        return Vec::new();
    };
    let name = now.0.name::<Increment>(coming);
    if yours == tried {
        return vec![format!("The plan of {name} stands as before.")];
    }
    let value = |value: Ratio| worth(now.0, now.1.terms, value);
    let mut lines = vec![format!("Plan of {name}:")];
    let unit = unit(now.0, now.1.terms);
    lines.extend(compared(Some(&yours), &tried, (&value, &unit)));
    lines
}

/// Titles of records that are there now or were before.
struct Names<'a>(&'a Workspace, &'a Workspace);

impl Names<'_> {
    fn one<R: Declared>(&self, id: Id) -> String {
        let found = self
            .0
            .record(R::KIND, id)
            .or_else(|| self.1.record(R::KIND, id));
        found.map_or_else(|| id.to_string(), <dyn Record>::title)
    }

    fn all(&self, ids: &[Id]) -> String {
        let titles: Vec<String> = ids.iter().map(|id| self.one::<Item>(*id)).collect();
        titles.join(", ")
    }
}

fn totals(workspace: &Workspace, difference: &Comparison) -> Vec<String> {
    let [Some(before), Some(after)] = difference.total else {
        return vec!["Cost of delay: too large to be exact.".to_owned()];
    };
    let sum = |cost| bare(workspace, after.terms, cost);
    let line = |words: &str, before: Ratio, after: Ratio| {
        let by = match after.minus(before) {
            Some(by) if by.is_zero() => "the same".to_owned(),
            Some(by) if by.is_negative() => format!("{} less", sum(by.size())),
            Some(by) => format!("{} more", sum(by)),
            None => String::new(),
        };
        format!("- until {words}: {} → {}, {by}", sum(before), sum(after))
    };
    let mut lines = vec![
        format!(
            "Cost of delay of the shown order, in {}:",
            unit(workspace, after.terms)
        ),
        line("start", before.until_start, after.until_start),
        line("delivery", before.until_delivery, after.until_delivery),
    ];
    let mut unknown = |words: &str, before: usize, after: usize| {
        if before + after > 0 {
            lines.push(format!("- not counted, {words}: {before} → {after}"));
        }
    };
    unknown("no cost of delay", before.without_cost, after.without_cost);
    unknown("no size", before.without_size, after.without_size);
    if before.counted != after.counted {
        lines.push(format!(
            "- {ITEMS} counted: {} → {}",
            before.counted, after.counted
        ));
    }
    lines
}

fn shares(names: &Names<'_>, difference: &Comparison, now: &Evaluation) -> Vec<String> {
    let percent = |share: Option<u32>| known(share.map(format::percent), "no data");
    let share = |share: &Share| {
        let name = share.bucket.map(|bucket| names.one::<Bucket>(bucket));
        let name = known(name, "none set");
        if share.before == share.after {
            format!("{name} {} as before", percent(share.after))
        } else {
            format!(
                "{name} {} → {}",
                percent(share.before),
                percent(share.after)
            )
        }
    };
    let all: Vec<String> = difference.shares.iter().map(share).collect();
    if all.is_empty() {
        Vec::new()
    } else {
        let allocation = now.balance.allocation.as_ref().ok();
        let known = allocation.and_then(known_part);
        let known = known.map_or_else(String::new, |known| format!("; {known}"));
        vec![format!("Allocation: {}{known}.", all.join(", "))]
    }
}

fn cut(names: &Names<'_>, is_known: bool, difference: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    if !difference.falls.is_empty() {
        lines.push(format!(
            "Falls below the cut line: {}.",
            names.all(&difference.falls)
        ));
    }
    if !difference.rises.is_empty() {
        lines.push(format!(
            "Comes above the cut line: {}.",
            names.all(&difference.rises)
        ));
    }
    if lines.is_empty() && is_known {
        lines.push("Nothing crosses the cut line.".to_owned());
    }
    lines
}

fn ranks(names: &Names<'_>, changes: &[RankChange]) -> Vec<String> {
    if changes.is_empty() {
        return vec!["No rank changes.".to_owned()];
    }
    let rank =
        |rank: Option<usize>| rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string());
    let mut lines = vec!["Ranks, before → after:".to_owned()];
    lines.extend(changes.iter().take(RANKS).map(|change| {
        let (before, after) = (rank(change.before), rank(change.after));
        format!("- {before} → {after} {}", names.one::<Item>(change.id))
    }));
    if let Some(more) = changes.len().checked_sub(RANKS + 1) {
        lines.push(format!("and {} more", more + 1));
    }
    lines
}

/// What the trial touches of what binds an increment, a line each; nothing where none is on.
pub(crate) fn told_touched(desk: &Desk, increment: Option<Id>) -> Vec<String> {
    let touched = |trial: &ComparedState| touched(&trial.workspace, &desk.workspace, increment);
    let all = desk.trial.as_ref().map(touched).unwrap_or_default();
    let told = all.iter().map(|words| format!("Careful: {words}."));
    told.collect()
}
