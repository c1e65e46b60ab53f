//! Money: why there is nothing to draw or write of it, the budget as a table, and what a private report says of it.
//!
//! Owns that nothing of it goes to others.

use std::io::Write;

use super::content::{Content, Written};
use super::rows;
use crate::model::audience::Audience;
use crate::model::increment::Increment;
use crate::model::money::{Baseline, BudgetLine, Offer};
use crate::model::record::{Declared, Record};
use crate::model::words::worded;
use crate::scoring::facts::{FactTable, Facts};
use crate::scoring::money::guardrail_words;
use crate::scoring::money::guardrails::Guardrails;
use crate::scoring::money::interval::{Accounts, SUMS, since};
use crate::scoring::money::{study, words};
use crate::scoring::plan::in_time;

/// Why others get nothing of it.
const PRIVATE: &str = "money is for you alone · choose the private audience";

fn lacks(content: &Content<'_>, is_there: bool, why: &'static str) -> Option<&'static str> {
    match content.disclosure.audience() {
        Audience::Shared => Some(PRIVATE),
        Audience::Private => (!is_there).then_some(why),
    }
}

/// Why there is no curve.
pub(super) fn studies(content: &Content<'_>) -> Option<&'static str> {
    let mut all = content.workspace.all();
    let is_there = all.any(|one| study::range(one).is_some_and(|range| !range.valid.is_empty()));
    lacks(
        content,
        is_there,
        worded(
            "no study of four prices has answers · {GO_MONEY}, then {LISTS_NEW} in Price studies",
        ),
    )
}

/// Why there is no line of prices.
pub(super) fn offers(content: &Content<'_>) -> Option<&'static str> {
    let mut all = content.workspace.all::<Offer>();
    let is_there = all.any(|offer| offer.price.is_some_and(|price| !price.0.is_negative()));
    lacks(
        content,
        is_there,
        worded("no offer has a price · {GO_MONEY}, then {LISTS_NEW} in Offers"),
    )
}

/// Why there is no budget.
pub(super) fn budget(content: &Content<'_>) -> Option<&'static str> {
    let is_there = content.workspace.count(BudgetLine::KIND) > 0;
    lacks(
        content,
        is_there,
        worded("there is no budget line · {GO_MONEY}, then {LISTS_NEW} in Budget"),
    )
}

/// Writes the budget lines, by interval, under the names that are read when they are pasted.
pub(super) fn write_budget(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let workspace = content.workspace;
    let mut lines: Vec<&BudgetLine> = workspace.all().collect();
    let places = in_time(workspace);
    let place = |line: &BudgetLine| {
        places
            .iter()
            .position(|one| line.increment.0 == Some(one.id))
    };
    lines.sort_by_cached_key(|line| (place(line), line.name.to_lowercase(), line.id));
    let lines: Vec<&dyn Record> = lines.into_iter().map(|line| line as &dyn Record).collect();
    rows::write_these(BudgetLine::KIND, &lines, content, to)
}

/// What a report for the author alone says of money: intervals, frozen scopes, guardrails.
pub(super) fn tables(content: &Content<'_>) -> Vec<FactTable> {
    if content.disclosure.audience() == Audience::Shared {
        return Vec::new();
    }
    let workspace = content.workspace;
    let accounts = Accounts::of(workspace);
    let intervals = accounts.intervals.iter().map(|(id, own)| {
        let sums = own.sums().into_iter().zip(SUMS);
        let sums = sums.map(|(sum, _)| {
            sum.known.map_or_else(String::new, |_| {
                content.said(&words::part_sum(workspace, sum))
            })
        });
        let name = content.said(workspace.name::<Increment>(Some(*id)));
        std::iter::once(name).chain(sums).collect()
    });
    let columns = worded("Interval | Planned to cost: | Cost: | Planned income: | Income:");
    let budget = FactTable::new("Budget", columns, intervals.collect());
    let budget = if accounts.intervals.is_empty() {
        budget
    } else {
        budget.noting(
            words::burn(workspace, &accounts)
                .iter()
                .map(|line| content.said(line)),
        )
    };
    let mut baselines: Vec<&Baseline> = workspace.all().collect();
    baselines.sort_by_key(|one| (std::cmp::Reverse(one.day), one.id));
    let rows = |facts: Facts| {
        let name = content.said(&facts.name);
        let lines = facts
            .sentences(false)
            .map(move |line| vec![name.clone(), content.said(&line)]);
        lines.collect::<Vec<_>>()
    };
    let frozen = baselines.into_iter().flat_map(|one| {
        let now = since(workspace, &accounts, one, content.today);
        rows(words::baseline(workspace, one, &now))
    });
    let frozen = FactTable::new(
        "Frozen scopes and earned value",
        "Scope | What it says",
        frozen.collect(),
    );
    let guardrails = Guardrails::of(workspace, &accounts, content.evaluation, content.today);
    let guardrails = guardrail_words::lines(workspace, &guardrails);
    let guardrails = guardrails
        .into_iter()
        .map(|(about, words)| vec![about.to_owned(), content.said(&words)]);
    let guardrails = if accounts.intervals.is_empty() {
        Vec::new()
    } else {
        guardrails.collect()
    };
    let guardrails = FactTable::new("Guardrails", "Guardrail | How it stands", guardrails);
    let all = [budget, frozen, guardrails];
    all.into_iter().filter(FactTable::says_something).collect()
}
