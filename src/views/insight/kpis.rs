//! KPIs with their drivers, what items do to them, and what was read.

use std::collections::BTreeSet;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::dialogs::insight::work_out;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::kpi::{Kpi, KpiEffect, Reading};
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::kpi_words::{course, gauge, number, of_kpi, signed, spark, with_unit};
use crate::scoring::insight::kpis::expected;
use crate::scoring::insight::offers::effect_offer;
use crate::scoring::ratio::Ratio;
use crate::ui::records::day_cell;
use crate::views::{Pane, Panes};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: Scope("Kpis"),
    all: &[
        Pane::left(KPIS, 5, 2),
        Pane::left(EFFECTS, 3, 1),
        Pane::right(READINGS, 0, 1),
    ],
    detail: (5, 2),
    picture: None,
};

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Kpis open looks "Record" "kpis.work" ["w"] hint 5 if has_kpi,
        "work out" also ["what if", "drivers", "pareto"]: "Says what each part of the chosen KPI alone would have to do; of one without parts tries out another number." => |desk, lists, _| {
            if let Some((_, id)) = lists.chosen(desk) {
                work_out(desk, id);
            }
        };
};

fn has_kpi(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Kpi::KIND => Ok(()),
        _ => Err(worded("choose a KPI first · {LISTS_NEXT} goes to them").to_owned()),
    }
}

/// The cells of a gauge.
const GAUGE: i64 = 16;

fn figure(words: impl Into<String>, key: Option<Ratio>) -> Datum {
    Datum::own(words).by(key.map_or(SortKey::Blank, SortKey::Number))
}

/// The list of KPIs.
const KPIS: Listing = Listing {
    rows: Some(|desk| desk.derived.kpis.all.iter().map(|kpi| kpi.id).collect()),
    columns: columns! { Kpi:
        "KPI" Rest 18 => |desk, one| {
            let depth = desk.derived.kpis.depth(one.id);
            Datum { words: format!("{}{}", "  ".repeat(depth), one.name), ..Datum::text(&one.name) }
        };
        "Now" Just 9 => |desk, one| {
            let now = desk.derived.kpis.now(one.id);
            figure(now.map_or_else(|| "?".to_owned(), |now| with_unit(now, &one.unit)), now)
        };
        "Target" Just 9 from 44 => |_, one| {
            let target = one.target.or(one.limit).map(Ratio::from);
            figure(target.map_or_else(String::new, |target| with_unit(target, &one.unit)), target).muted()
        };
        "Progress" Just 16 from 70 => |desk, one| {
            let progress = desk.derived.kpis.progress(one);
            figure(gauge(progress.progress, progress.expected, GAUGE), progress.progress)
        };
        "" Just 9 from 54 => |desk, one| Datum::own(course(&desk.derived.kpis, one)).muted();
        "Change" Just 7 from 84 => |desk, one| {
            let change = desk.derived.kpis.change(one);
            figure(change.map_or_else(String::new, signed), change)
        };
        "Readings" Just 8 from 96 => |desk, one| Datum::own(spark(&desk.derived.kpis, one.id, 8)).muted();
        "Covers" Just 6 from 60 => |desk, one| {
            let covered = desk.derived.kpis.coverage(desk.seen(), one);
            let mean = covered.shares.filter(|_| !covered.items.is_empty()).map(|[.., mean]| mean);
            figure(mean.map_or_else(String::new, Ratio::percent), mean)
        };
    },
    facts: Some(|desk, id| {
        let kpis = &desk.derived.kpis;
        kpis.get(id)
            .map_or_else(Facts::default, |kpi| of_kpi(desk.seen(), kpis, kpi))
    }),
    empty: Text::new(
        "Which number should get better? {LISTS_NEW} notes the first KPI; then {INSIGHT_READING} adds a reading, and items say what they will move.",
    ),
    ..Listing::of(Kpi::KIND)
};

fn cell(value: Option<Number>) -> Datum {
    let value = value.map(Ratio::from);
    figure(value.map_or_else(|| "?".to_owned(), number), value)
}

/// The list of effects.
const EFFECTS: Listing = Listing {
    rows: Some(|desk| {
        let all = desk.derived.kpis.all.iter();
        let known = all.flat_map(|kpi| desk.derived.kpis.effects(desk.seen(), kpi.id));
        let known: Vec<Id> = known.map(|(effect, _)| effect.id).collect();
        let listed: BTreeSet<Id> = known.iter().copied().collect();
        let rest = desk.seen().all::<KpiEffect>().map(|effect| effect.id);
        let rest: Vec<Id> = rest.filter(|id| !listed.contains(id)).collect();
        [known, rest].concat()
    }),
    columns: columns! { KpiEffect:
        "Item" Rest 16 => |desk, one| Datum::text(desk.seen().name::<Item>(one.item.0));
        "KPI" Just 18 from 60 => |desk, one| Datum::text(desk.seen().name::<Kpi>(one.kpi.0)).muted();
        "Low" Just 6 => |_, one| cell(one.low.or(one.likely));
        "Likely" Just 6 => |_, one| cell(one.likely);
        "High" Just 6 => |_, one| cell(one.high.or(one.likely));
        "Came in" Just 7 from 76 => |_, one| {
            let share = came_in(one);
            figure(share.map_or_else(String::new, Ratio::percent), share)
        };
    },
    facts: Some(|desk, id| {
        let mut fields = Listing::of(KpiEffect::KIND).facts(desk, id);
        let effect = desk.seen().get::<KpiEffect>(id);
        if let Some(offer) = effect.and_then(|effect| effect_offer(desk.seen(), effect)) {
            fields = fields.with("Offered", format!("{}: {}", offer.words, offer.because));
        }
        let share = effect.and_then(came_in);
        let share = share.map_or_else(|| "?".to_owned(), Ratio::percent);
        fields.ruled(
            "Came in",
            format!("measured ÷ the mean of low, likely and high = {share}"),
        )
    }),
    item: |desk, id| desk.seen().get::<KpiEffect>(id)?.item.0,
    empty: Text::new("What will items do to it? {LISTS_NEW} notes an effect of the chosen KPI."),
    begin: |_, record, chosen| {
        let kpi = chosen.filter(|(kind, _)| *kind == Kpi::KIND);
        preset(record, "kpi", kpi.map(|(_, id)| Value::Link(id)));
    },
    ..Listing::of(KpiEffect::KIND)
};

/// The list of readings, the latest first.
const READINGS: Listing = Listing {
    columns: columns! { Reading:
        "Day" Just 11 => |_, one| day_cell(one.day);
        "KPI" Rest 12 => |desk, one| Datum::text(desk.seen().name::<Kpi>(one.kpi.0));
        "Value" Just 8 => |_, one| cell(one.value);
    },
    empty: Text::new(
        "What was read? + on a KPI adds a reading; a table of day, KPI and value can be pasted.",
    ),
    begin: |desk, record, chosen| {
        preset(record, "day", desk.derived.today.map(Value::Date));
        let kpi = chosen.filter(|(kind, _)| *kind == Kpi::KIND);
        preset(record, "kpi", kpi.map(|(_, id)| Value::Link(id)));
    },
    ..Listing::of(Reading::KIND)
};

/// What an effect came in at, of what was expected; none before it is measured.
fn came_in(one: &KpiEffect) -> Option<Ratio> {
    let came = one.measured.map(Ratio::from)?;
    came.over(expected(one).mean()?)
}
