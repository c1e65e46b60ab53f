//! What intervals cost, line by line, and how the scope they were budgeted for stands.

use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::desk::listing::{ListColumn, Listing, columns, preset};
use crate::model::audience::Access;
use crate::model::field::{Choice, Money, Value};
use crate::model::format::{count, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::money::{Baseline, BudgetLine};
use crate::model::number::Number;
use crate::model::record::{Declared, Kind, Record};
use crate::model::team::Team;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::levels::shared;
use crate::scoring::money::interval::{PartSum, SUMS, ScopeNow, scope_of, since};
use crate::scoring::money::{guardrail_words, words};
use crate::scoring::price::amounts::money;
use crate::ui::records::joined;
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: super::SCOPE,
    all: &[
        Pane::left(INTERVALS, 4, 2),
        Pane::left(LINES, 0, 3),
        Pane::right(BASELINES, 0, 1),
    ],
    detail: (4, 2),
    picture: Some(Picture {
        rows: (13, 17),
        said: |_| Facts::default(),
        draw: Some(super::course::draw),
    }),
};

/// The intervals that have a budget, with their sums.
const INTERVALS: Listing = Listing {
    title: Text::new("Budget by interval"),
    rows: Some(|desk| {
        desk.accounts()
            .intervals
            .iter()
            .map(|(id, _)| *id)
            .collect()
    }),
    columns: INTERVAL_COLUMNS,
    note: |desk, _| words::runway(&desk.accounts().burn),
    facts: Some(interval),
    empty: Text::new(
        "What does an interval cost? {LISTS_NEW} in the list below adds the first line.",
    ),
    ..Listing::of(Increment::KIND)
};

const INTERVAL_COLUMNS: &[ListColumn] = columns! { Increment:
    "Interval" Rest 10 => |_, one| Datum::text(&one.name);
    "Planned" Just 12 => |desk, one| sum(desk, desk.accounts().interval(one.id).planned);
    "Actual" Just 12 => |desk, one| sum(desk, desk.accounts().interval(one.id).actual);
    "Income" Just 12 from 60 => |desk, one| sum(desk, desk.accounts().interval(one.id).income_actual);
};

/// The lines of the budget, by interval.
const LINES: Listing = Listing {
    title: Text::new("Budget lines"),
    rows: Some(|desk| {
        let accounts = desk.accounts();
        let places = accounts.intervals.iter().map(|(id, _)| Some(*id)).zip(0..);
        let places: BTreeMap<Option<Id>, usize> = places.collect();
        let place =
            |line: &BudgetLine| places.get(&line.increment.0).copied().unwrap_or(usize::MAX);
        let mut all: Vec<&BudgetLine> = desk.seen().all().collect();
        all.sort_by_cached_key(|line| (place(line), line.name.to_lowercase(), line.id));
        all.into_iter().map(|line| line.id).collect()
    }),
    columns: columns! { BudgetLine:
        "For" Rest 12 => |_, one| Datum::text(&one.name);
        "Interval" Just 9 from 46 => |desk, one| Datum::text(desk.seen().name::<Increment>(one.increment.0)).muted();
        "Planned" Just 12 => |desk, one| cell(desk, one.planned.or(one.income_planned));
        "Actual" Just 12 => |desk, one| cell(desk, one.actual.or(one.income_actual));
    },
    facts: Some(line),
    empty: Text::new(
        "What does it cost, and what does it bring in? {LISTS_NEW} adds the first line; a block of cells can be pasted.",
    ),
    begin: |desk, record, chosen| {
        let of_line = chosen.and_then(|(kind, id)| match kind {
            kind if kind == Increment::KIND => Some(id),
            kind if kind == BudgetLine::KIND => desk.seen().get::<BudgetLine>(id)?.increment.0,
            _ => None,
        });
        let increment = of_line.or(desk.derived.evaluation.race.coming);
        preset(record, "increment", increment.map(Value::Link));
    },
    ..Listing::of(BudgetLine::KIND)
};

/// The frozen scopes, the newest first.
const BASELINES: Listing = Listing {
    columns: columns! { Baseline:
        "Baseline" Rest 10 => |_, one| Datum::text(&one.name);
        "Interval" Just 9 => |desk, one| Datum::text(desk.seen().name::<Increment>(one.increment.0)).muted();
        "Growth" Just 8 => growth;
    },
    facts: Some(|desk, id| {
        let one = desk.seen().get::<Baseline>(id);
        let facts = |one| words::baseline(desk.seen(), one, &stands(desk, one));
        one.map_or_else(Facts::default, facts)
    }),
    empty: Text::new(
        "Does the scope grow? {LISTS_NEW} freezes that of the coming interval, to compare with.",
    ),
    begin: freeze,
    ..Listing::of(Baseline::KIND)
};

fn stands(desk: &Desk, one: &Baseline) -> ScopeNow {
    since(desk.seen(), &desk.accounts(), one, desk.derived.today)
}

fn growth(desk: &Desk, one: &Baseline) -> Datum {
    let moves = stands(desk, one).moves;
    Datum::number(moves.and_then(|moves| moves.growth), words::signed_percent)
}

/// Sets a new baseline to the scope and the budget of the coming interval as it is today.
fn freeze(desk: &Desk, record: &mut dyn Record, _: Option<(&'static Kind, Id)>) {
    let workspace = desk.seen();
    let coming = desk.derived.evaluation.race.coming;
    let sizes = scope_of(workspace, coming);
    let sizes = sizes.filter_map(|item| Some((item.id, shared(workspace, item)?)));
    let name = coming.map_or_else(String::new, |id| workspace.name::<Increment>(id).to_owned());
    let day = desk.derived.today;
    let title = joined([name, day.map_or_else(String::new, long_date)]);
    preset(record, "name", Some(Value::Text(title)));
    preset(record, "increment", coming.map(Value::Link));
    preset(record, "day", day.map(Value::Date));
    preset(record, "sizes", Some(Value::Ratings(sizes.collect())));
    let lines = workspace
        .all::<BudgetLine>()
        .filter(|line| coming.is_some() && line.increment.0 == coming);
    let planned: Vec<i64> = lines
        .filter_map(|line| Some(line.planned?.0.millionths()))
        .collect();
    if !planned.is_empty() {
        let budget = Number::from_millionths(planned.iter().sum());
        preset(record, "budget", Some(Value::Number(budget)));
    }
}

fn cell(desk: &Desk, amount: Option<Money>) -> Datum {
    let amount = amount.map(|amount| amount.0.into());
    Datum::number(amount, |amount| money(desk.seen(), amount))
}

fn sum(desk: &Desk, sum: PartSum) -> Datum {
    Datum::number(sum.known, |_| words::part_sum(desk.seen(), sum))
}

fn interval(desk: &Desk, id: Id) -> Facts {
    let (workspace, accounts) = (desk.seen(), desk.accounts());
    let mut facts = Facts::of(workspace.name::<Increment>(id));
    let own = accounts.interval(id);
    let mut say = |about, words: String| facts.say(about, words, Access::Private);
    say("", count(own.lines, "budget line", "budget lines"));
    for ((about, ..), of) in SUMS.into_iter().zip(own.sums()) {
        if of.known.is_some() {
            say(about, words::part_sum(workspace, of));
        }
    }
    say(
        "",
        words::against_plan(workspace, own.planned, own.actual).unwrap_or_default(),
    );
    if accounts
        .intervals
        .last()
        .is_some_and(|(last, _)| *last == id)
    {
        for words in words::burn(workspace, &accounts) {
            say("", words);
        }
    }
    words::interval_rules(workspace, &accounts, id, &mut facts);
    if desk.derived.evaluation.race.coming == Some(id) {
        guardrail_words::say(workspace, &desk.guardrails(), &mut facts);
    }
    facts
}

fn line(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<BudgetLine>(id) else {
        return Facts::default();
    };
    let workspace = desk.seen();
    let parts = [
        workspace.name::<Increment>(one.increment.0).to_owned(),
        workspace.name::<Team>(one.team.0).to_owned(),
        one.spending
            .map_or_else(String::new, |on| on.word().label.to_owned()),
    ];
    let mut facts = Facts::of(&one.name);
    facts.say("", joined(parts), Access::Private);
    for (about, amount) in [
        ("Planned", one.planned),
        ("Actual", one.actual),
        ("Planned income", one.income_planned),
        ("Actual income", one.income_actual),
    ] {
        facts.say(
            about,
            amount.map_or_else(String::new, |amount| money(workspace, amount.0.into())),
            Access::Private,
        );
    }
    facts
}
