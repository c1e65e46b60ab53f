//! Checks of the estimates: what is missing, odd, flat or about to swap.

use std::collections::BTreeMap;

use super::board::CheckedBoard;
use super::finding::{FindingPlace, of_item};
use super::reason::Border;
use super::reason::Reason;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::evaluation::{Flag, Score};
use crate::scoring::firmness::robustness::matters::ScoreField;
use crate::scoring::firmness::tipping::{MoveEffect, steps_until};
use crate::scoring::ranking::inputs::{scale, wsjf_inputs};
use crate::scoring::ranking::wsjf::{Factor, ScoreRange};
use crate::scoring::ratio::Ratio;

/// How many places count as the top.
const TOP: usize = 3;

/// Items with blanks whose range reaches the top or crosses the cut line; one finding for a whole backlog
/// that is still to be estimated, as after an import.
pub(super) fn missing(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    if board.evaluation.ranked.is_empty() && board.open.len() > TOP {
        let blank = board.open.iter().map(|item| item.id).collect();
        return vec![(FindingPlace::Workspace, Reason::Unestimated(blank))];
    }
    let range = |score: Score<'_>| {
        let same = |score| ScoreRange {
            lowest: score,
            highest: score,
        };
        let blank = score
            .line
            .range
            .map(|(lowest, highest)| ScoreRange { lowest, highest });
        score.line.score.map(same).or(blank)
    };
    let cut = board.evaluation.cut.map(|cut| cut.after);
    let field = ScoreField::of(board.evaluation.scores().filter_map(range));
    let of_item = |item: &&Item| {
        let score = board.evaluation.score(item.id)?;
        if score.line.score.is_some() || score.line.missing.is_empty() {
            return None;
        }
        let own = range(score)?;
        let verdict = field.verdict(own, [own], cut);
        let inputs = wsjf_inputs(item);
        let factors = Factor::ALL.into_iter();
        let factors = factors.filter(|factor| inputs.get(*factor).is_none());
        verdict.matters().then(|| {
            let reason = Reason::Missing {
                factors: factors.collect(),
                verdict,
            };
            (FindingPlace::Item(item.id), reason)
        })
    };
    board.open.iter().filter_map(of_item).collect()
}

/// Open items with a job size of zero.
pub(super) fn size_zero(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let is_zero = |item: &&&Item| wsjf_inputs(item).size.is_some_and(Ratio::is_zero);
    let zero = board.open.iter().filter(is_zero);
    let words = "its job size is 0, and nothing can be divided by 0";
    zero.map(|item| of_item(item, words)).collect()
}

/// Items with the key of one that comes before them.
pub(super) fn same_key(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mut first = BTreeMap::new();
    let keyed = board.workspace.all::<Item>();
    let keyed = keyed.filter(|item| !item.key.trim().is_empty());
    keyed
        .filter_map(|item| {
            let other = *first.entry(item.key.trim()).or_insert(item.id);
            (other != item.id).then_some((FindingPlace::Item(item.id), Reason::SameKey(other)))
        })
        .collect()
}

/// Estimates that are no value of the scale.
pub(super) fn off_scale(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let strays = board.evaluation.off_scale.iter();
    let stray = |(id, factor): &(_, Factor)| {
        let item = board.workspace.get::<Item>(*id)?;
        let value = wsjf_inputs(item).get(*factor)?;
        Some((
            FindingPlace::Item(*id),
            Reason::OffScale {
                factor: *factor,
                value,
            },
        ))
    };
    strays.filter_map(stray).collect()
}

/// Columns whose smallest value is not 1.
pub(super) fn without_one(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    columns(board, |flag| matches!(flag, Flag::WithoutOne(..)))
}

/// Columns that decide nothing.
pub(super) fn flat(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    columns(board, |flag| matches!(flag, Flag::Flat(_)))
}

/// Flags of the columns the lens scores by.
fn columns(board: &CheckedBoard<'_>, test: impl Fn(&Flag) -> bool) -> Vec<(FindingPlace, Reason)> {
    let flags = board.evaluation.flags.iter().filter(|flag| test(flag));
    flags
        .filter(|flag| board.evaluation.weighs(flag.factor()))
        .map(|flag| (FindingPlace::Column(flag.factor()), Reason::Column(*flag)))
        .collect()
}

/// Neighbors that one step on one estimate would swap, among the top places and around the cut line.
///
/// Where the order is by WSJF alone; a pinned item stands where it stands whatever its score is.
pub(super) fn near_ties(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let evaluation = board.evaluation;
    if !matches!(evaluation.lens, Lens::Wsjf | Lens::Hand) {
        return Vec::new();
    }
    let scale = scale(board.workspace);
    let last = evaluation.cut.map(|cut| cut.after);
    let mut pairs: Vec<(usize, Border)> = (1..=TOP).map(|below| (below, Border::Top)).collect();
    if let Some(below) = last.filter(|below| *below > 0) {
        pairs.retain(|(known, _)| *known != below);
        pairs.push((below, Border::Cut));
    }
    let item = |place: usize| {
        let item = board
            .workspace
            .get::<Item>(*evaluation.ranked.get(place)?)?;
        item.pin.is_none().then_some(item)
    };
    let tie = |(below, border): (usize, Border)| {
        let (upper, lower) = (item(below.checked_sub(1)?)?, item(below)?);
        let (mover, factor, from, to) = one_step(upper, lower, &scale)?;
        let reason = Reason::NearTie {
            with: lower.id,
            mover: mover.id,
            factor,
            from,
            to,
            border,
        };
        Some((FindingPlace::Item(upper.id), reason))
    };
    pairs.into_iter().filter_map(tie).collect()
}

/// The first estimate of the two that swaps or parts them with one step.
fn one_step<'a>(
    upper: &'a Item,
    lower: &'a Item,
    scale: &[Ratio],
) -> Option<(&'a Item, Factor, Ratio, Ratio)> {
    let inputs = [wsjf_inputs(upper), wsjf_inputs(lower)];
    let ways = [(1, 0, lower), (0, 1, upper)];
    let mut all = ways
        .into_iter()
        .flat_map(|way| Factor::ALL.map(|factor| (way, factor)));
    all.find_map(|((own, other, mover), factor)| {
        let steps = steps_until(&inputs, own, factor, other, scale).ok()??;
        let swaps = matches!(steps.effect, MoveEffect::Passes | MoveEffect::Parts);
        let from = inputs.get(own)?.get(factor)?;
        (steps.count == 1 && swaps).then_some((mover, factor, from, steps.to))
    })
}
