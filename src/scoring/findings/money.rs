//! Checks of prices, budgets and frozen scopes. A workspace without them finds nothing; each is about a record that is
//! private as a whole, so nothing of it leaves.

use super::board::CheckedBoard;
use super::finding::{Found, of};
use crate::model::Workspace;
use crate::model::format::{count, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::money::{Baseline, BudgetLine, Offer, PriceStudy, StudyMethod};
use crate::model::record::Declared;
use crate::scoring::money::interval::{ScopeNow, since};
use crate::scoring::money::study::{accepted, answered, place_of, range};
use crate::scoring::money::words::{rounded, signed_percent};
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;

/// After how many days a study is to be done again.
const STALE: i64 = 365;
/// How many answers a study of four prices should have.
const ANSWERS: usize = 30;

fn tenth() -> Option<Ratio> {
    Ratio::new(1, 10)
}

/// Our offers whose price people do not accept.
pub(super) fn price_outside(board: &CheckedBoard<'_>) -> Found {
    let ours = board
        .workspace
        .all::<Offer>()
        .filter(|offer| offer.competitor.is_empty());
    let outside = ours.filter_map(|offer| {
        let study = board.workspace.linked(&offer.study)?;
        let ((low, high), price) = (accepted(study)?, Ratio::from(offer.price?.0));
        let is_outside = price < low || price > high;
        let said = place_of(board.workspace, offer)?;
        is_outside.then(|| {
            of::<Offer>(
                offer.id,
                format!("{} is {said}", money(board.workspace, price)),
            )
        })
    });
    outside.collect()
}

/// Our offers with a price that no study stands behind, where there are studies.
pub(super) fn without_study(board: &CheckedBoard<'_>) -> Found {
    if board.workspace.count(PriceStudy::KIND) == 0 {
        return Vec::new();
    }
    let ours = board
        .workspace
        .all::<Offer>()
        .filter(|offer| offer.competitor.is_empty());
    let bare = ours
        .filter(|offer| offer.price.is_some() && board.workspace.linked(&offer.study).is_none());
    bare.map(|offer| of::<Offer>(offer.id, "no study says what people would pay"))
        .collect()
}

/// Studies of four prices with few answers that count.
pub(super) fn thin(board: &CheckedBoard<'_>) -> Found {
    let four = board
        .workspace
        .all::<PriceStudy>()
        .filter(|study| study.method == Some(StudyMethod::FourPrices));
    let thin = four.filter_map(|study| {
        let answers = answered(study).filter(|answers| *answers < ANSWERS)?;
        let words = format!(
            "{}; {ANSWERS} are needed to say a price",
            match answers {
                1 => "1 answer counts".to_owned(),
                answers => format!("{answers} answers count"),
            }
        );
        Some(of::<PriceStudy>(study.id, words))
    });
    thin.collect()
}

/// Studies that are more than a year old.
pub(super) fn stale(board: &CheckedBoard<'_>) -> Found {
    let old = board.workspace.all::<PriceStudy>().filter_map(|study| {
        let day = study.day.filter(|day| board.is_older(*day, STALE))?;
        Some(of::<PriceStudy>(
            study.id,
            format!("people were asked on {}", long_date(day)),
        ))
    });
    old.collect()
}

/// Studies whose two readings of the range are more than a quarter apart.
pub(super) fn readings_differ(board: &CheckedBoard<'_>) -> Found {
    let apart = board.workspace.all::<PriceStudy>().filter_map(|study| {
        accepted(study)?;
        let [narrow_low, _, _, narrow_high, low, high] = range(study)?.interpolated?;
        let (narrow, wide) = (narrow_high.minus(narrow_low)?, high.minus(low)?);
        let differ = wide.minus(narrow)?.size() > wide.times(Ratio::new(1, 4)?)?;
        let words = || {
            let money = |amount| money(board.workspace, amount);
            format!(
                "{} to {} by one reading, {} to {} by the other",
                money(narrow_low),
                money(narrow_high),
                money(low),
                money(high)
            )
        };
        differ.then(|| of::<PriceStudy>(study.id, words()))
    });
    apart.collect()
}

/// Intervals that cost more than a tenth more than planned; each told at its first line.
pub(super) fn over_budget(board: &CheckedBoard<'_>) -> Found {
    let over = board.accounts.intervals.iter().filter_map(|(id, money)| {
        let (planned, actual) = (money.planned.whole()?, money.actual.known?);
        let over = actual.minus(planned)?.over(planned);
        let over = over.filter(|over| Some(*over) > tenth())?;
        let words = format!(
            "{} cost {}, planned were {} ({})",
            board.workspace.name::<Increment>(*id),
            rounded(board.workspace, actual),
            rounded(board.workspace, planned),
            signed_percent(over)
        );
        Some(of::<BudgetLine>(first_line(board.workspace, *id)?, words))
    });
    over.collect()
}

/// Cash that ends before the coming interval does.
pub(super) fn short_runway(board: &CheckedBoard<'_>) -> Found {
    let found = || {
        let runway = board.accounts.burn.runway;
        let runway = runway.filter(|runway| *runway < Ratio::ONE)?;
        let (last, _) = board.accounts.intervals.last()?;
        let words = format!("the cash lasts {} of an interval", short(runway));
        Some(of::<BudgetLine>(first_line(board.workspace, *last)?, words))
    };
    found().into_iter().collect()
}

fn first_line(workspace: &Workspace, increment: Id) -> Option<Id> {
    let lines = workspace.all::<BudgetLine>();
    let own = lines.filter(|line| line.increment.0 == Some(increment));
    own.map(|line| line.id).min()
}

/// Frozen scopes of which a fifth is done, and less than nine tenths of what was spent is earned.
pub(super) fn cost_index(board: &CheckedBoard<'_>) -> Found {
    of_baselines(board, |now| {
        let scope = &now.scope;
        let done = scope.done?.over(scope.points?)?;
        let index = scope.on_baseline().cost_index()?;
        let is_low = index < Ratio::new(9, 10)? && done >= Ratio::new(1, 5)?;
        is_low.then(|| format!("for each unit spent {} is earned", index.to_decimal(2)))
    })
}

/// Frozen scopes that grew by more than a tenth.
pub(super) fn growth(board: &CheckedBoard<'_>) -> Found {
    of_baselines(board, |now| {
        let moves = now.moves.as_ref()?;
        let words = || {
            format!(
                "{} since it was frozen: {} points more, {} fewer",
                signed_percent(moves.growth.unwrap_or(Ratio::ZERO)),
                short(moves.added),
                short(moves.removed)
            )
        };
        (moves.grew() == Some(true)).then(words)
    })
}

/// Frozen scopes whose sum stands while more than a quarter was exchanged.
pub(super) fn churn(board: &CheckedBoard<'_>) -> Found {
    of_baselines(board, |now| {
        let moves = now.moves.as_ref()?;
        let words = || {
            format!(
                "{} points came and {} went",
                short(moves.added),
                short(moves.removed)
            )
        };
        (moves.is_busy_inside() == Some(true)).then(words)
    })
}

fn of_baselines(board: &CheckedBoard<'_>, words: impl Fn(&ScopeNow) -> Option<String>) -> Found {
    let all = board.workspace.all::<Baseline>();
    let found = all.filter_map(|baseline| {
        let now = since(board.workspace, &board.accounts, baseline, board.today);
        Some(of::<Baseline>(baseline.id, words(&now)?))
    });
    found.collect()
}

/// Budgets of the coming interval whose scope nobody froze.
pub(super) fn without_baseline(board: &CheckedBoard<'_>) -> Found {
    let found = || {
        let coming = board
            .workspace
            .get::<Increment>(board.evaluation.race.coming?)?;
        let line = first_line(board.workspace, coming.id)?;
        let is_frozen = board
            .workspace
            .all::<Baseline>()
            .any(|one| one.increment.0 == Some(coming.id));
        let lines = board.accounts.interval(coming.id).lines;
        let words = format!(
            "{} has {} and no frozen scope",
            coming.name,
            count(lines, "budget line", "budget lines")
        );
        (!is_frozen).then(|| of::<BudgetLine>(line, words))
    };
    found().into_iter().collect()
}
