//! KPIs in words: how far each has come, what moved it, what one part alone would have to do, what covers its gap.
//!
//! Owns the sentences. The numbers are those of [`super::kpis`].

use std::cmp::Ordering;

use super::driver::DriverDemand;
use super::kpis::{Kpis, learned};
use super::progress::KpiCourse;
use crate::model::Workspace;
use crate::model::format;
use crate::model::format::{count, grouped, long_date};
use crate::model::id::Id;
use crate::model::kpi::{Better, Kpi, KpiSide};
use crate::model::number::Number;
use crate::model::words::worded;
use crate::scoring::facts::{Facts, spark as spark_of};
use crate::scoring::plan::velocity::last;
use crate::scoring::ratio::Ratio;

/// The most decimals of a value.
const DECIMALS: usize = 2;

/// A number as few digits say it: `4.2`, `1,900`.
pub fn number(value: Ratio) -> String {
    let digits = value.to_decimal(DECIMALS);
    let digits = match digits.split_once('.') {
        Some((whole, rest)) => match rest.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest => format!("{whole}.{rest}"),
        },
        None => digits,
    };
    grouped(&digits)
}

/// A value with its unit: `12 %`, `4.2 days`.
pub fn with_unit(value: Ratio, unit: &str) -> String {
    match unit.trim() {
        "" => number(value),
        "%" => format::percent(number(value)),
        unit => format!("{} {unit}", number(value)),
    }
}

/// A change with its sign: `+0.5`.
pub fn signed(value: Ratio) -> String {
    with_sign(value, number(value.size()))
}

/// A difference of shares in percentage points, with its sign: `+2.8`.
pub fn points(value: Ratio) -> String {
    with_sign(value, value.size().to_decimal(1))
}

/// The digits of a number behind its sign; what rounds to nothing has none.
fn with_sign(value: Ratio, digits: String) -> String {
    if digits.chars().all(|c| matches!(c, '0' | '.')) {
        return digits;
    }
    match value.cmp(&Ratio::ZERO) {
        Ordering::Less => format!("−{digits}"),
        Ordering::Equal => digits,
        Ordering::Greater => format!("+{digits}"),
    }
}

/// How a KPI stands, in a word; nothing where too little is known.
pub fn course(kpis: &Kpis, kpi: &Kpi) -> &'static str {
    let progress = kpis.progress(kpi);
    if kpi.side == KpiSide::Guardrail {
        return match (kpis.now(kpi.id), kpi.limit) {
            (Some(_), Some(_)) if kpis.is_broken(kpi) => "broken",
            (Some(_), Some(_)) => "holds",
            _ => "",
        };
    }
    match progress.course {
        _ if progress.is_reached() => "reached",
        Some(KpiCourse::Ahead) => "ahead",
        Some(KpiCourse::On) => "on course",
        Some(KpiCourse::Behind) => "behind",
        None => "",
    }
}

/// Progress as a gauge of so many cells: what is done, where the straight line is today, what lies beyond it.
pub fn gauge(progress: Option<Ratio>, expected: Option<Ratio>, cells: i64) -> String {
    let Some(progress) = progress else {
        return String::new();
    };
    let at = |share: Ratio| {
        let cell = share.times(Ratio::whole(cells)).map_or(0, Ratio::rounded);
        cell.clamp(0, cells)
    };
    let (done, line) = (at(progress), expected.map(|share| at(share).min(cells - 1)));
    (0..cells)
        .map(|cell| match (cell < done, line) {
            (_, Some(line)) if cell == line => '┃',
            (true, Some(line)) if cell > line => '═',
            (true, _) => '━',
            (false, Some(line)) if cell < line => '╌',
            (false, _) => '─',
        })
        .collect()
}

/// The last readings as bars of eight heights: `▆█▄`.
pub fn spark(kpis: &Kpis, id: Id, cells: usize) -> String {
    let readings = kpis.readings(id).into_iter();
    let all: Vec<Ratio> = readings.map(|(_, value, _)| value).collect();
    let latest = last(&all, cells);
    let least = latest.iter().min().copied();
    least.map_or_else(String::new, |least| spark_of(latest, least))
}

/// What is said of a KPI.
pub fn of_kpi(workspace: &Workspace, kpis: &Kpis, kpi: &Kpi) -> Facts {
    // The numbers are known of the whole workspace; what is said is what this one says.
    let kpi = workspace.get(kpi.id).unwrap_or(kpi);
    let unit = |value: Ratio| with_unit(value, &kpi.unit);
    let progress = kpis.progress(kpi);
    let name = |id: Id| workspace.name::<Kpi>(id);
    let now = kpis.now(kpi.id).map_or_else(
        || worded("no reading yet: {INSIGHT_READING} adds one").to_owned(),
        |now| format!("{} now", unit(now)),
    );
    let target = kpi.target.map(|target| {
        let by = kpi
            .target_day
            .map_or_else(String::new, |day| format!(" by {}", long_date(day)));
        format!("target {}{by}", unit(target.into()))
    });
    let limit = kpi
        .limit
        .map(|limit| format!("limit {}", unit(limit.into())));
    let said: Vec<String> = [Some(now), target, limit].into_iter().flatten().collect();
    let mut facts = Facts::of(&kpi.name).with("", said.join(" · "));
    if let Some((change, since)) = kpis.change(kpi).zip(kpis.since(kpi)) {
        let words = format!(
            "what it is now − what it was on {} = {}",
            long_date(since),
            signed(change)
        );
        facts = facts.ruled("Change", words);
    }
    if let Some(done) = progress.progress {
        let expected = progress
            .expected
            .map(|line| format!(", {} by the straight line", line.percent()));
        let course = course(kpis, kpi);
        let words = format!(
            "{} of the way{}",
            done.percent(),
            expected.unwrap_or_default()
        );
        facts = facts.with(
            "Progress",
            [words.as_str(), course].join(" · ").trim_end_matches(" · "),
        );
        let [baseline, target] = [kpi.baseline, kpi.target]
            .map(|value| value.map_or_else(|| "?".to_owned(), |value| unit(value.into())));
        let now = kpis.now(kpi.id).map_or_else(|| "?".to_owned(), unit);
        facts = facts
            .ruled("Progress", format!("({now} now − {baseline} at first) ÷ ({target} target − {baseline}) = {}", done.percent()))
            .ruled("Straight line", "days since the first value ÷ days from there to the target day; on course within 10 points of it");
    } else if kpi.target.is_some() && kpi.target == kpi.baseline {
        facts = facts.with("Progress", "not defined: target and baseline are the same");
    }
    if progress.is_against_direction == Some(true) {
        let words = match kpi.direction {
            Better::Up => {
                "the target lies below the baseline, but the form says that more is better"
            }
            Better::Down => {
                "the target lies above the baseline, but the form says that less is better"
            }
        };
        facts = facts.with("Progress", words);
    }
    facts = covered(workspace, kpis, kpi, facts);
    if let Some(moved) = kpis.moved(kpi) {
        let mut parts: Vec<(Id, Option<Ratio>)> = moved.parts.clone();
        parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.map(Ratio::size)));
        let better = |part: Ratio| match (part, kpi.direction) {
            (part, _) if part.is_zero() => "",
            (part, Better::Down) if part.is_negative() => ", better",
            (part, Better::Up) if !part.is_negative() => ", better",
            _ => ", worse",
        };
        let words = parts.iter().map(|(id, part)| match part {
            Some(part) => format!("{} {}{}", name(*id), signed(*part), better(*part)),
            None => format!("{} ?", name(*id)),
        });
        let words: Vec<String> = words.collect();
        facts = facts.with(
            "Moved since",
            format!("{}: {}", long_date(moved.since), words.join(" · ")),
        );
        if let Some((mix, rate)) = moved.mix {
            let words = format!(
                "other shares {} · other rates {}",
                signed(mix),
                signed(rate)
            );
            facts = facts.with("Of that", words);
        }
    }
    let alone = kpis.alone(kpi).into_iter();
    let alone = alone.map(|(id, alone)| format!("{} {}", name(id), alone_words(alone)));
    facts = facts.with("Alone", alone.collect::<Vec<_>>().join(" · "));
    facts = effects(workspace, kpis, kpi, facts);
    let tenths = kpis.parts(kpi.id).into_iter().filter_map(|part| {
        let change = kpis.sensitivity(kpi.id, part.id)?;
        Some(format!("{} {}", name(part.id), signed(change)))
    });
    facts.with("A tenth more", tenths.collect::<Vec<_>>().join(" · "))
}

/// What each part of a KPI is of it and alone would have to do, a line each; the largest part of a sum first.
pub fn parts_lines(workspace: &Workspace, kpis: &Kpis, kpi: &Kpi) -> Vec<String> {
    let (bars, alone) = (kpis.bars(kpi), kpis.alone(kpi));
    let mut parts = kpis.parts(kpi.id);
    parts.sort_by_key(|part| bars.iter().position(|(id, _, _)| *id == part.id));
    let line = |part: &&Kpi| {
        let part: &Kpi = workspace.get(part.id).unwrap_or(part);
        let now = kpis.now(part.id);
        let now = now.map_or_else(|| "no reading".to_owned(), |now| with_unit(now, &part.unit));
        let share = bars.iter().find(|(id, _, _)| *id == part.id);
        let share = share.map(|(_, share, so_far)| {
            format!("{} of all, {} so far", share.percent(), so_far.percent())
        });
        let alone = alone.iter().find(|(id, _)| *id == part.id);
        let alone = alone.map(|(_, alone)| format!("alone: {}", alone_words(*alone)));
        let said = [Some(now), share, alone].into_iter().flatten();
        format!("{}: {}", part.name, said.collect::<Vec<_>>().join(" · "))
    };
    parts.iter().map(line).collect()
}

/// By how much a part alone would have to change.
fn alone_words(alone: DriverDemand) -> String {
    if !alone.is_possible {
        return "not possible, the gap is larger than it".to_owned();
    }
    let percent = alone.change.size().to_percent(1).unwrap_or_default();
    with_sign(alone.change, format::percent(percent))
}

/// What a KPI and all that it is a part of would be if it were this, a line each.
pub fn tried_lines(workspace: &Workspace, kpis: &Kpis, part: Id, value: Ratio) -> Vec<String> {
    let all = kpis.tried(part, value).into_iter();
    let line = |(id, before, after): (Id, Option<Ratio>, Option<Ratio>)| {
        let kpi: &Kpi = workspace.get(id)?;
        let said = |value: Option<Ratio>| {
            value.map_or_else(|| "?".to_owned(), |value| with_unit(value, &kpi.unit))
        };
        let done = |value: Option<Ratio>| {
            let done = kpis.progress_at(kpi, value).progress;
            done.map(|done| format!(" · {} of the way", done.percent()))
        };
        let (from, to) = (said(before), said(after));
        Some(format!(
            "{}: {from} → {to}{}",
            kpi.name,
            done(after).unwrap_or_default()
        ))
    };
    all.filter_map(line).collect()
}

/// A number that is tried: a value, or a change of what it is now such as `-10 %`.
pub fn tried_value(now: Option<Ratio>, typed: &str) -> Option<Ratio> {
    let typed = typed.trim();
    let number = Number::typed(typed.trim_end_matches('%').trim()).ok();
    let number = Ratio::from(number?);
    let is_change = typed.ends_with('%') && typed.starts_with(['+', '-', '−']);
    if !is_change {
        return Some(number);
    }
    now?.times(Ratio::ONE.plus(number.over(Ratio::HUNDRED)?)?)
}

/// The same with how much of the gap is covered.
fn covered(workspace: &Workspace, kpis: &Kpis, kpi: &Kpi, mut facts: Facts) -> Facts {
    let effects = kpis.effects(workspace, kpi.id);
    let coverage = kpis.coverage(workspace, kpi);
    if !kpis.parts(kpi.id).is_empty() {
        facts = facts
            .ruled(
                "Alone",
                "the change of this part that closes the gap while all others stay",
            )
            .ruled(
                "A tenth more",
                "this KPI computed again with the part a tenth higher, minus what it is now",
            );
    }
    if effects.is_empty() {
        return facts;
    }
    facts = facts
        .ruled("Gap", "what is left from now to the target, in the unit of the KPI")
        .ruled("Covered", worded("the effects of its open items added up ÷ the gap, for low, likely, high and their mean"));
    let progress = kpis.progress(kpi);
    match (coverage.shares, progress.gap) {
        (Some([low, likely, high, mean]), Some(gap)) => {
            let [low, likely, high] = [low, likely, high].map(Ratio::percent);
            let words = format!(
                "{} of {} covered by {} ({low} / {likely} / {high}); effects may overlap, nothing is cut",
                mean.percent(),
                with_unit(gap, &kpi.unit),
                count(coverage.items.len(), "item", "items"),
            );
            facts = facts.with("Gap", words);
            let learned = learned(workspace);
            if let Some(came) = learned.median
                && let Some(then) = mean.times(came)
            {
                let is_counted = effects.iter().any(|(effect, _)| effect.factor.is_some());
                // What counts with that already is not cut twice.
                let then = (!is_counted).then(|| format!(": then {}", then.percent()));
                let words = format!(
                    "came in at {} of what was expected ({} measured){}",
                    number(came),
                    learned.of,
                    then.unwrap_or_default()
                );
                facts = facts.with("Effects so far", words);
            }
        }
        _ if progress.is_reached() => facts = facts.with("Gap", "reached"),
        _ if progress.is_against_direction == Some(true) => {
            facts = facts.with("Gap", "not known: which way is better?");
        }
        _ => facts = facts.with("Gap", "not known: give a target and a reading"),
    }
    facts
}

/// The same with what each item does to it.
fn effects(workspace: &Workspace, kpis: &Kpis, kpi: &Kpi, mut facts: Facts) -> Facts {
    let effects = kpis.effects(workspace, kpi.id);
    let coverage = kpis.coverage(workspace, kpi);
    for item in &coverage.items {
        if let Some((effect, of)) = effects.get(item.at) {
            let ends = super::kpis::counted(effect)
                .ends()
                .map(|ends| ends.map(number));
            let ends = ends.map_or_else(String::new, |ends| ends.join(" / "));
            let share = item
                .share
                .map(|share| format!(" · {} of the gap", share.percent()));
            let part = effect
                .factor
                .map(|part| format!(" · counts with {}", format::percent(part.0)));
            let more = [part, share].into_iter().flatten().collect::<String>();
            let words = format!("{}: {ends}{more}", of.title);
            facts = facts.with("Effect", words);
        }
    }
    for at in &coverage.left_out {
        if let Some((_, item)) = effects.get(*at) {
            let words = format!("{}: give low, likely and high in this order", item.title);
            facts = facts.with("Left out", words);
        }
    }
    facts
}
