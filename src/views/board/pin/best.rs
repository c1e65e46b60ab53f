//! What the order on screen costs against the best one, and the offer to pin the single best move.
//!
//! Owns the words and the offer. The numbers come from [`crate::scoring::order::regret`].

use crate::desk::Desk;
use crate::desk::notice::quoted;
use crate::dialogs::page;
use crate::edit::Edit;
use crate::model::format;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::words::{ITEMS, worded};
use crate::scoring::order::regret::{Regret, Repair};
use crate::scoring::price::placing::placing;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::words::{amount, priced};
use crate::scoring::ratio::Ratio;
use crate::views::board::carry::{can_carry, edits};

/// What the order on screen costs more than the best one, in a few words; none where it costs no more, and
/// while that is not known of the present state.
pub fn dearer(desk: &Desk) -> Option<String> {
    let regret = known(desk)?;
    match regret.early {
        0 if regret.extra > Ratio::ZERO => Some(format!("{} than the best", more(regret))),
        0 => None,
        1 => Some("1 ranked before what it depends on".to_owned()),
        early => Some(format!("{early} ranked before what they depend on")),
    }
}

/// Whether something is ranked before what it depends on.
pub fn comes_early(desk: &Desk) -> bool {
    known(desk).is_some_and(|regret| regret.early > 0)
}

fn known(desk: &Desk) -> Option<&Regret> {
    let regret = desk.derived.survey.regret.as_ref();
    regret.filter(|_| desk.derived.is_surveyed())
}

/// `costs 12.3 % more`.
fn more(regret: &Regret) -> String {
    let share = regret.extra.over(regret.best);
    match share.and_then(|share| share.to_percent(1)) {
        Some(percent) => format!("costs {} more", format::percent(percent)),
        None => "costs more".to_owned(),
    }
}

/// Whether something is known of the order on screen.
pub(super) fn is_known(desk: &Desk) -> Result<(), String> {
    can_carry(desk)?;
    if !desk.derived.is_surveyed() {
        return Err("what this order costs is still being computed".to_owned());
    }
    match known(desk) {
        None => {
            Err(worded("what this order costs is known from two items with a score on").to_owned())
        }
        Some(regret) if regret.repair.is_none() && dearer(desk).is_none() => {
            Err("no order costs less than this one".to_owned())
        }
        Some(_) => Ok(()),
    }
}

/// Selects the item of the best single move, says what the order costs, and offers to pin the item.
pub(super) fn open(desk: &mut Desk) {
    let Some(regret) = known(desk).cloned() else {
        return;
    };
    let mut lines = vec![cost(desk, &regret)];
    lines.extend(match regret.early {
        0 => None,
        1 => Some(worded("1 item is ranked before something it depends on.").to_owned()),
        early => Some(format!(
            "{early} {ITEMS} are ranked before something they depend on."
        )),
    });
    lines.push(String::new());
    let mut offer = None;
    if let Some(repair) = regret.repair {
        desk.backlog.select(repair.item);
        lines.push(repair_words(desk, regret.terms, repair));
        offer = offered(desk, repair);
        lines.push(String::new());
        lines.push(match &offer {
            Some(_) => worded("{PAGE_ENTER} places it there; {APP_UNDO} undoes.").to_owned(),
            None => worded("Items placed by hand come first here: it cannot be placed that low.")
                .to_owned(),
        });
    } else {
        lines.push("No single move makes it cost less.".to_owned());
    }
    page::open_offer(desk, "The best single move", String::new(), lines, offer);
}

fn cost(desk: &Desk, regret: &Regret) -> String {
    let cost = priced(desk.seen(), regret.terms, regret.cost);
    let best = amount(desk.seen(), regret.terms, regret.best);
    let found = match regret.gap {
        Some(gap) if gap.is_zero() => "the best",
        _ => "the best found",
    };
    if regret.extra > Ratio::ZERO {
        let more = more(regret);
        format!("This order {more} than {found}: {cost} until delivery against {best}.")
    } else {
        format!("This order costs {cost} until delivery, {found} legal one {best}.")
    }
}

/// The move in words: `“X” before “Y” saves 140.`
fn repair_words(desk: &Desk, terms: Terms, repair: Repair) -> String {
    let way = if repair.is_up { "before" } else { "after" };
    let [item, other] = [repair.item, repair.at].map(|id| title(desk, id));
    let saved = amount(desk.seen(), terms, repair.saved);
    format!("{item} {way} {other} saves {saved}, more than any other single move.")
}

fn title(desk: &Desk, id: Id) -> String {
    quoted(desk.seen().name::<Item>(id))
}

/// The step that pins the item where the move puts it; none where the lens lets no pin get there.
fn offered(desk: &Desk, repair: Repair) -> Option<(String, Vec<Edit>)> {
    let evaluation = &desk.derived.evaluation;
    let to = evaluation.ranked.iter().position(|id| *id == repair.at)?;
    let placing = placing(&desk.workspace, evaluation, repair.item, to)?;
    let label = format!("placed {} at {}", title(desk, repair.item), to + 1);
    (placing.to == to).then(|| (label, edits(&placing)))
}
