//! Checks of prices, budgets and frozen scopes. A workspace without them finds nothing; each is about a record that is
//! private as a whole, so nothing of it leaves.

use super::board::CheckedBoard;
use super::finding::{Found, of};
use crate::model::Workspace;
use crate::model::format::{self, count, known, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::money::{Baseline, BudgetLine, Offer, PriceModel, PriceStudy, StudyMethod};
use crate::model::record::Declared;
use crate::model::words::AN_INTERVAL;
use crate::scoring::money::guardrails::{Guardrails, HorizonsOf};
use crate::scoring::money::interval::{ScopeNow, since};
use crate::scoring::money::item_return::of_item;
use crate::scoring::money::model_words::freemium_of;
use crate::scoring::money::study::{accepted, answered, place_of, range};
use crate::scoring::money::words::{rounded, signed_percent};
use crate::scoring::price::amounts::{money, short};
use crate::scoring::price::words::span;
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

/// Free tiers with fewer who pay than must.
pub(super) fn free_tier(board: &CheckedBoard<'_>) -> Found {
    let free = board.workspace.all::<Offer>();
    let free = free
        .filter(|offer| offer.competitor.is_empty() && offer.model == Some(PriceModel::Freemium));
    let below = free.filter_map(|offer| {
        let model = freemium_of(offer);
        let (pay, must) = (model.share?, model.break_even_of_all()?);
        let words = || format!("{} % pay, {} % must", percent(pay), percent(must));
        (pay < must).then(|| of::<Offer>(offer.id, words()))
    });
    below.collect()
}

fn percent(share: Ratio) -> String {
    known(share.to_percent(2), "?")
}

/// Horizons that get more or less of the planned money than they should; told at the first line that has one.
pub(super) fn horizon(board: &CheckedBoard<'_>) -> Found {
    let Some((HorizonsOf::Money, shares)) = guardrails(board).horizons else {
        return Vec::new();
    };
    let off = shares.into_iter().filter(|share| share.is_off);
    let words: Vec<String> = off
        .map(|one| {
            format!(
                "{} {} of {}",
                one.name,
                format::percent(one.percent),
                one.target.percent()
            )
        })
        .collect();
    let lines = board.workspace.all::<BudgetLine>();
    let line = lines
        .filter(|line| line.horizon.is_some())
        .map(|line| line.id)
        .min();
    let found = line.filter(|_| !words.is_empty());
    found
        .map(|line| of::<BudgetLine>(line, words.join(", ")))
        .into_iter()
        .collect()
}

/// Items that cost as much as needs an approval, and nobody gave it.
pub(super) fn unapproved(board: &CheckedBoard<'_>) -> Found {
    let open = guardrails(board).unapproved;
    let said = |id| {
        of::<Item>(
            id,
            "nobody with a name and a day has approved it".to_owned(),
        )
    };
    open.into_iter().map(said).collect()
}

fn guardrails(board: &CheckedBoard<'_>) -> Guardrails {
    Guardrails::of(
        board.workspace,
        &board.accounts,
        board.evaluation,
        board.today,
    )
}

/// Items that are paid back only after gains count.
pub(super) fn late_payback(board: &CheckedBoard<'_>) -> Found {
    let late = board.open.iter().filter_map(|item| {
        let invested = of_item(
            board.workspace,
            &board.accounts,
            board.roadmap,
            board.today,
            item,
        );
        let weeks = invested.payback_weeks()?;
        let words = || format!("paid back {} after delivery", span(weeks));
        (invested.is_beyond_horizon() == Some(true)).then(|| of::<Item>(item.id, words()))
    });
    late.collect()
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
        let words = format!("the cash lasts {} of {AN_INTERVAL}", short(runway));
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
