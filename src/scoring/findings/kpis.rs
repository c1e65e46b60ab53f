//! Checks of KPIs: what is behind, what nothing covers, what nobody reads or measures.

use super::board::CheckedBoard;
use super::finding::{Found, of, of_item};
use crate::model::format::long_date;
use crate::model::item::{Item, Sort};
use crate::model::kpi::{Kpi, KpiEffect, KpiSide};
use crate::model::number::Number;
use crate::model::words::worded;
use crate::scoring::insight::kpi_words::with_unit;
use crate::scoring::insight::kpis::{Kpis, is_unmeasured};
use crate::scoring::insight::progress::KpiCourse;

/// After how many days without a reading a KPI is asked for again.
const UNREAD: i64 = 60;

fn each(board: &CheckedBoard<'_>, words: impl Fn(&Kpis, &Kpi) -> Option<String>) -> Found {
    let kpis = &board.kpis;
    let found = kpis.all.iter();
    let found = found.filter_map(|kpi| Some(of::<Kpi>(kpi.id, words(kpis, kpi)?)));
    found.collect()
}

/// KPIs more than ten points behind their straight line.
pub(super) fn behind(board: &CheckedBoard<'_>) -> Found {
    each(board, |kpis, kpi| {
        let progress = kpis.progress(kpi);
        let is_behind = progress.course == Some(KpiCourse::Behind) && !progress.is_reached();
        let (done, line) = progress
            .progress
            .zip(progress.expected)
            .filter(|_| is_behind)?;
        let (done, line) = (done.percent(), line.percent());
        Some(format!("{done} of the way, {line} by the straight line"))
    })
}

/// KPIs with effects of which even the most falls short of the gap.
pub(super) fn uncovered(board: &CheckedBoard<'_>) -> Found {
    each(board, |kpis, kpi| {
        let covered = kpis.coverage(board.workspace, kpi);
        let [.., high, _] = covered.shares.filter(|_| covered.is_uncovered)?;
        Some(format!("at most {} of the gap is covered", high.percent()))
    })
}

/// KPIs with a target of which nothing was read for long.
pub(super) fn unread(board: &CheckedBoard<'_>) -> Found {
    each(board, |kpis, kpi| {
        board.today.filter(|_| kpi.target.is_some())?;
        let last = kpis.readings(kpi.id).last().map(|(day, _, _)| *day);
        match last {
            None if kpis.now(kpi.id).is_none() => Some("nothing was read yet".to_owned()),
            Some(day) if board.is_older(day, UNREAD) => {
                Some(format!("last read on {}", long_date(day)))
            }
            _ => None,
        }
    })
}

/// Effects of done items that could be measured and were not.
pub(super) fn unmeasured(board: &CheckedBoard<'_>) -> Found {
    let effects = board.workspace.all::<KpiEffect>();
    let open = effects.filter(|effect| is_unmeasured(board.workspace, effect, board.today));
    open.filter_map(|effect| {
        let words = format!(
            "what {} did is not measured",
            board.workspace.name::<Item>(effect.item.0)
        );
        Some(of::<Kpi>(effect.kpi.0?, words))
    })
    .collect()
}

/// Guards that passed their limit.
pub(super) fn broken(board: &CheckedBoard<'_>) -> Found {
    each(board, |kpis, kpi| {
        let (now, limit) = kpis
            .now(kpi.id)
            .zip(kpi.limit)
            .filter(|_| kpis.is_broken(kpi))?;
        let (now, limit) = (
            with_unit(now, &kpi.unit),
            with_unit(limit.into(), &kpi.unit),
        );
        Some(format!("{now} now, the limit is {limit}"))
    })
}

/// Outcomes with a target that no part and no effect leads to.
pub(super) fn undriven(board: &CheckedBoard<'_>) -> Found {
    each(board, |kpis, kpi| {
        let is_bare = kpi.side == KpiSide::Outcome
            && kpi.target.is_some()
            && kpis.parts(kpi.id).is_empty()
            && kpis.effects(board.workspace, kpi.id).is_empty();
        is_bare.then(|| worded("it has no driver and no item moves it").to_owned())
    })
}

/// Large features that say of no KPI what they will move, where there are KPIs.
pub(super) fn without_effect(board: &CheckedBoard<'_>) -> Found {
    if board.kpis.all.is_empty() {
        return Vec::new();
    }
    let has_effect = |item: &Item| {
        let mut effects = board.workspace.all::<KpiEffect>();
        effects.any(|effect| effect.item.0 == Some(item.id))
    };
    let large = board.open.iter().filter(|item| {
        item.sort == Sort::Feature && item.size.value.is_some_and(|size| size >= Number::whole(8))
    });
    let bare = large.filter(|item| !has_effect(item));
    bare.map(|item| of_item(item, "no effect on a KPI is noted"))
        .collect()
}

/// KPIs that are a part of themselves.
pub(super) fn loops(board: &CheckedBoard<'_>) -> Found {
    let found = board.kpis.loops();
    each(board, |_, kpi| {
        found
            .contains(&kpi.id)
            .then(|| "it is a part of itself".to_owned())
    })
}
