//! Budget, scope and return in words.
//!
//! Owns the sentences; all of them are for the author alone. What is unknown is said, with what would make it known.

use chrono::NaiveDate;

use super::earned::Earned;
use super::interval::{Accounts, PartSum, SUMS, ScopeNow, since};
use super::present_value::PresentValue;
use super::spending::{Burn, Investment};
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::format::{self, count, grouped, joined, known, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::money::{Baseline, BudgetLine};
use crate::model::settings::Settings;
use crate::model::words::{AN_INTERVAL, INTERVALS, Text, worded};
use crate::scoring::facts::Facts;
use crate::scoring::price::amounts::{money, short};
use crate::scoring::price::words::span;
use crate::scoring::ratio::Ratio;

/// A share with its sign, in whole percent: `+12 %`, `−4 %`.
pub fn signed_percent(share: Ratio) -> String {
    let digits = share
        .size()
        .to_percent(0)
        .map_or_else(|| "?".to_owned(), |digits| grouped(&digits));
    let sign = match digits.as_str() {
        "0" => "",
        _ if share.is_negative() => "−",
        _ => "+",
    };
    format!("{sign}{}", format::percent(digits))
}

/// An amount without its cents, from a hundred on.
pub fn rounded(workspace: &Workspace, amount: Ratio) -> String {
    let is_large = amount.size() >= Ratio::HUNDRED;
    money(
        workspace,
        if is_large {
            Ratio::whole(amount.rounded())
        } else {
            amount
        },
    )
}

/// A sum of which a part may be unknown.
pub fn part_sum(workspace: &Workspace, sum: PartSum) -> String {
    let least = if sum.unknown > 0 { "at least " } else { "" };
    sum.known.map_or_else(
        || "unknown".to_owned(),
        |known| format!("{least}{}", money(workspace, known)),
    )
}

/// How what an interval cost stands to its plan.
pub fn against_plan(workspace: &Workspace, planned: PartSum, actual: PartSum) -> Option<String> {
    let (planned, actual) = (planned.whole()?, actual.whole()?);
    let over = actual.minus(planned)?;
    let share = over
        .over(planned)
        .map_or_else(String::new, |share| format!(" ({})", signed_percent(share)));
    Some(match over {
        over if over.is_zero() => "It cost what was planned.".to_owned(),
        over if over.is_negative() => format!(
            "It cost {} less than planned{share}.",
            money(workspace, over.size())
        ),
        over => format!(
            "It cost {} more than planned{share}.",
            money(workspace, over)
        ),
    })
}

/// How many intervals are still paid for: `1 more interval`, `2.5 more intervals`.
fn more(intervals: Ratio) -> String {
    let one = intervals == Ratio::ONE;
    format!(
        "{} more {}",
        short(intervals),
        if one {
            worded("interval")
        } else {
            worded("intervals")
        }
    )
}

/// How long the cash lasts, in a few words; nothing where that is unknown.
pub fn runway(burn: &Burn) -> String {
    match (burn.runway, burn.burning()) {
        (Some(left), _) => format!("cash for {}", more(left)),
        (None, Some(false)) => "income covers the cost".to_owned(),
        (None, _) => String::new(),
    }
}

/// How fast money goes, what a point costs, and how long the cash lasts, in sentences.
pub fn burn(workspace: &Workspace, accounts: &Accounts) -> Vec<String> {
    let (burn, mut lines) = (&accounts.burn, Vec::new());
    if let Some(each) = burn.burn {
        let of = if burn.of == 1 {
            worded("the one interval that is known").to_owned()
        } else {
            format!("the last {} known {INTERVALS}", burn.of)
        };
        lines.push(format!(
            "{AN_INTERVAL:#} costs {}, the mean of {of}.",
            money(workspace, each)
        ));
    }
    if let Some(cost) = accounts.cost_per_point {
        lines.push(format!("A point of work costs {}.", money(workspace, cost)));
    }
    match (burn.runway, burn.burning()) {
        (Some(left), _) => lines.push(format!("At that pace the cash lasts {}.", more(left))),
        (None, Some(false)) => {
            lines.push("The cash does not shrink: income covers the cost.".to_owned());
        }
        (None, _) if burn.burn.is_some() => lines.push(
            "How long the cash lasts is unknown: say in the settings how much there is.".to_owned(),
        ),
        (None, _) => {}
    }
    lines
}

/// How the money of an interval comes about: each sum line by line, and where its burn is told, that.
pub fn interval_rules(workspace: &Workspace, accounts: &Accounts, id: Id, facts: &mut Facts) {
    let own = accounts.interval(id);
    for ((about, counts, of), sum) in SUMS.into_iter().zip(own.sums()) {
        let lines = workspace.all::<BudgetLine>();
        let lines = lines.filter(|line| line.increment.0 == Some(id) && counts(line));
        let part = |line: &BudgetLine| {
            let amount = of(line).map(|amount| money(workspace, amount.0.into()));
            format!("{} {}", line.name, known(amount, "?"))
        };
        let mut parts: Vec<String> = lines.map(part).collect();
        parts.sort();
        if sum.known.is_some() {
            let words = format!("{} = {}", parts.join(" + "), part_sum(workspace, sum));
            facts.rule(about, words, Access::Private);
        }
    }
    let burn = &accounts.burn;
    let is_last = (accounts.intervals.last()).is_some_and(|(last, _)| *last == id);
    let Some(each) = burn.burn.filter(|_| is_last) else {
        return;
    };
    let known = accounts.intervals.iter();
    let known = known.filter_map(|(id, sums)| Some((*id, sums.actual.whole()?)));
    let known: Vec<String> = known
        .map(|(id, cost)| {
            format!(
                "{} {}",
                workspace.name::<Increment>(Some(id)),
                money(workspace, cost)
            )
        })
        .collect();
    let known = known.get(known.len().saturating_sub(burn.of)..);
    let words = format!(
        "({}) ÷ {} = {}",
        known.unwrap_or_default().join(" + "),
        burn.of,
        money(workspace, each)
    );
    facts.rule(worded("An interval costs"), words, Access::Private);
    let cash = workspace.the::<Settings>().cash;
    if let (Some(cash), Some(net), Some(left)) = (cash, burn.net, burn.runway) {
        let words = format!(
            "cash {} ÷ {} {AN_INTERVAL}, its cost less the income of the last known one = {}",
            money(workspace, cash.0.into()),
            money(workspace, net),
            more(left)
        );
        facts.rule("Cash lasts", words, Access::Private);
    }
    if let (Some(spent), Some(cost)) = (burn.spent, burn.cost_per_point) {
        let own = workspace.the::<Settings>().cost_per_point.is_some();
        let words = format!(
            "all that was spent, {}, ÷ the points that were done for it = {}",
            money(workspace, spent),
            money(workspace, cost)
        );
        let words = if own {
            "as the settings say".to_owned()
        } else {
            words
        };
        facts.rule("A point of work", words, Access::Private);
    }
}

/// How a frozen scope stands.
pub fn baseline(workspace: &Workspace, baseline: &Baseline, now: &ScopeNow) -> Facts {
    let mut facts = Facts::of(&baseline.name);
    let mut say = |about, words: String| facts.say(about, words, Access::Private);
    let scope = &now.scope;
    let points = scope
        .points
        .map_or_else(String::new, |points| format!("{} points", short(points)));
    let frozen = baseline
        .day
        .map_or_else(String::new, |day| format!("frozen {}", long_date(day)));
    let parts = [
        workspace.name::<Increment>(baseline.increment.0).to_owned(),
        frozen,
        count(baseline.sizes.0.len(), "item", "items"),
        points,
    ];
    say("", joined(parts));
    if let Some(moves) = &now.moves {
        let share =
            |share: Option<Ratio>| share.map_or_else(|| "unknown".to_owned(), signed_percent);
        say(
            "Scope",
            format!(
                "{} points added, {} taken out: growth {}, changed {}",
                short(moves.added),
                short(moves.removed),
                share(moves.growth),
                known(moves.churn.map(Ratio::percent), "unknown")
            ),
        );
        for (reason, added, removed, _) in &moves.reasons {
            let parts = [(*added, "+"), (*removed, "−")]
                .into_iter()
                .filter(|(points, _)| !points.is_zero());
            let parts: Vec<String> = parts
                .map(|(points, sign)| format!("{sign}{}", short(points)))
                .collect();
            say("", format!("· {reason}: {}", parts.join(" ")));
        }
        if moves.is_busy_inside() == Some(true) {
            say(
                "",
                "Calm from outside, busy inside: much came and went while the sum stayed."
                    .to_owned(),
            );
        }
    }
    if now.unsized_items > 0 {
        say(
            "",
            format!(
                "{} without a size {} not counted.",
                count(now.unsized_items, "item", "items"),
                if now.unsized_items == 1 { "is" } else { "are" }
            ),
        );
    }
    earned(workspace, &scope.on_baseline(), &mut say);
    let today = scope.on_today();
    if today.earned != scope.on_baseline().earned
        && let Some(value) = today.earned
    {
        say(
            "On the scope of today",
            format!("{} are earned.", money(workspace, value)),
        );
    }
    say("Reason", baseline.reason.to_string());
    for (about, words) in SCOPE_RULES {
        facts.rule(about, words.said(), Access::Private);
    }
    facts
}

/// How the numbers of a frozen scope come about; the names are those of agile earned value.
const SCOPE_RULES: &[(&str, Text)] = &[
    (
        "Growth",
        Text::new("(points added − points taken out) ÷ points frozen"),
    ),
    (
        "Changed",
        Text::new("(points added + points taken out) ÷ points frozen"),
    ),
    (
        "Planned to be earned",
        Text::new("budget × iterations that are over ÷ all iterations"),
    ),
    ("Earned", Text::new("budget × points done ÷ points frozen")),
    (
        "Cost index",
        Text::new("earned ÷ spent; below 1 it costs more than planned"),
    ),
    (
        "Schedule index",
        Text::new("earned ÷ planned to be earned by now; below 1 it is late"),
    ),
    ("At this cost", Text::new("budget ÷ cost index")),
    ("Rest as planned", Text::new("spent + what is left to earn")),
    (
        "At this cost and pace",
        Text::new("spent + what is left to earn ÷ (cost index × schedule index)"),
    ),
];

/// How the newest frozen scope of the coming interval, or of any, stands in one sentence; nothing while that is unknown.
pub fn standing(
    workspace: &Workspace,
    accounts: &Accounts,
    coming: Option<Id>,
    today: Option<NaiveDate>,
) -> Option<String> {
    let all = workspace.all::<Baseline>();
    let newest = all.max_by_key(|one| {
        (
            coming.is_some() && one.increment.0 == coming,
            one.day,
            one.id,
        )
    })?;
    let earned = since(workspace, accounts, newest, today)
        .scope
        .on_baseline();
    let money = |amount: Option<Ratio>| Some(rounded(workspace, amount?));
    Some(format!(
        "{}: {} is earned for each unit spent. In the end: {} at this cost, {} if the rest goes as planned, {} at cost and pace. The budget is {}.",
        newest.name,
        earned.cost_index()?.to_decimal(2),
        money(earned.at_this_cost())?,
        money(earned.rest_as_planned())?,
        money(earned.at_this_cost_and_pace()).unwrap_or_else(|| "unknown".to_owned()),
        money(earned.budget)?
    ))
}

fn earned(workspace: &Workspace, earned: &Earned, say: &mut impl FnMut(&'static str, String)) {
    let money = |amount: Option<Ratio>| {
        amount.map_or_else(|| "unknown".to_owned(), |amount| money(workspace, amount))
    };
    if earned.budget.is_none() {
        say("", "Without a budget there is no earned value.".to_owned());
        return;
    }
    say(
        "Budget",
        format!(
            "{}; by now {} was planned to be earned, {} is, and {} is spent",
            money(earned.budget),
            money(earned.planned),
            money(earned.earned),
            money(earned.actual)
        ),
    );
    if let Some(index) = earned.cost_index() {
        say(
            "For each unit spent",
            format!("{} is earned (cost index)", index.to_decimal(2)),
        );
    }
    if let Some(index) = earned.schedule_index() {
        say(
            "Of what was planned by now",
            format!("{} is earned (schedule index)", index.to_decimal(2)),
        );
    }
    let ends = [
        ("if it goes on at this cost", earned.at_this_cost()),
        ("if the rest goes as planned", earned.rest_as_planned()),
        (
            "if it goes on at this cost and pace",
            earned.at_this_cost_and_pace(),
        ),
    ];
    for (how, amount) in ends {
        if amount.is_some() {
            say("In the end it costs", format!("{} {how}", money(amount)));
        }
    }
}

/// What an item costs and brings.
pub fn item_return(
    workspace: &Workspace,
    item: &Item,
    invested: &Investment,
    today: Option<&PresentValue>,
) -> Facts {
    let money = |amount: Ratio| rounded(workspace, amount);
    let mut facts = Facts::of(&item.title);
    let mut say = |about, words: String| facts.say(about, words, Access::Private);
    match invested.cost() {
        Some(cost) => say("Costs", format!("{}: {} points at {} each", money(cost), short(invested.size.unwrap_or(Ratio::ZERO)), money(invested.cost_per_point.unwrap_or(Ratio::ZERO)))),
        None if invested.size.is_none() => say("", "Its cost is unknown: it has no size.".to_owned()),
        None => say("", worded("Its cost is unknown: say in the settings what a point costs, or enter what past intervals cost.").to_owned()),
    }
    match (invested.gain(), invested.weekly, invested.delivered) {
        (Some(gain), Some(weekly), Some(weeks)) => say(
            "Brings",
            format!(
                "{}: {} a week from {} on, up to week {}",
                money(gain),
                money(weekly),
                span(weeks),
                short(invested.horizon.unwrap_or(Ratio::ZERO))
            ),
        ),
        _ => say(
            "",
            "What it brings is unknown: there is no likely day of delivery.".to_owned(),
        ),
    }
    if let Some(share) = invested.return_on_investment() {
        say(
            "Return",
            format!("{} of what it costs", signed_percent(share)),
        );
    }
    match invested.payback_weeks() {
        Some(weeks) if invested.is_beyond_horizon() == Some(true) => say(
            "",
            format!(
                "It takes {} after delivery to be paid back: longer than gains count.",
                span(weeks)
            ),
        ),
        Some(weeks) => say(
            "",
            format!("It is paid back {} after delivery.", span(weeks)),
        ),
        None => {}
    }
    if let Some(value) = today {
        say(
            "Worth today",
            format!("{} after the discount", money(value.value)),
        );
    }
    for (about, words) in RETURN_RULES {
        facts.rule(about, *words, Access::Private);
    }
    facts
}

/// How the numbers of a return come about.
const RETURN_RULES: &[(&str, &str)] = &[
    ("Costs", "points left to do × what a point costs"),
    (
        "Brings",
        "cost of delay a week × weeks from its likely day (85 %) to the last week of the horizon",
    ),
    ("Return", "(brings − costs) ÷ costs"),
    (
        "Paid back",
        "costs ÷ cost of delay a week, counted from delivery",
    ),
];
