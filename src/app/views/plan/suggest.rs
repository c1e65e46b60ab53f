//! A suggested plan, as a trial: the best choice within every limit, or the simple one down the ranks.
//!
//! Owns what is asked, the edits of the trial, and what its page says. The choice itself is made in
//! [`crate::scoring::suggestion`], the iterations in [`crate::scoring::plan::seats`].

use std::collections::BTreeMap;

use super::moves::seat;
use super::{Sheet, sheet};
use crate::app::App;
use crate::app::changes::many;
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::page;
use crate::app::whatif;
use crate::edit::Edit;
use crate::model::bucket::Bucket;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::plan::seats::seats;
use crate::scoring::ratio::Ratio;
use crate::scoring::suggestion::backlog::{Asked, Worth, ask};
use crate::scoring::suggestion::fill::fill;
use crate::scoring::suggestion::left::{left, nearest};
use crate::scoring::suggestion::price::prices;
use crate::scoring::suggestion::words::{self, Names};
use crate::scoring::suggestion::{STEPS, Suggestion, suggest};

/// So many items are looked at before the next frame; a filter narrows more down.
const AT_ONCE: usize = 200;
/// How many items left out are explained.
const EXPLAINED: usize = 8;

/// Whether something can be suggested.
pub(super) fn can(app: &App) -> Result<(), String> {
    whatif::outside(app)?;
    super::has_increment(app)?;
    let count = sheet(app).map_or(0, |sheet| order(&sheet).len());
    if count > AT_ONCE {
        return Err(format!(
            "{count} items are too many to suggest from at once, {AT_ONCE} are not · / filters the unplanned ones"
        ));
    }
    Ok(())
}

/// The items of the increment and the unplanned ones, those of the increment first.
fn order(sheet: &Sheet) -> Vec<Id> {
    let planned = sheet.planned.whole.items.iter();
    planned.chain(&sheet.unplanned.items).copied().collect()
}

/// Asks about the items by rank.
fn asked(app: &App) -> Result<Asked, String> {
    let sheet = sheet(app).ok_or("there is no increment yet")?;
    let mut order = order(&sheet);
    let evaluation = &app.derived.evaluation;
    let rank = |id: &Id| evaluation.score(*id).and_then(|score| score.rank);
    order.sort_by_key(|id| (rank(id).is_none(), rank(id)));
    let increment = sheet.planned.id;
    ask(
        &app.workspace,
        increment,
        &order,
        Worth::Points,
        &BTreeMap::new(),
    )
    .map_err(|why| why.to_string())
}

/// Tries the best choice.
pub(super) fn best(app: &mut App) -> Vec<Effect> {
    let made = asked(app).and_then(|asked| {
        let found = suggest(&asked.question, STEPS / 4).map_err(|why| why.to_string())?;
        let lines = best_lines(app, &asked, &found)?;
        Ok((asked, found.chosen, lines))
    });
    try_out(app, "Suggested plan", "suggested a plan", made)
}

/// Tries what fits down the ranks.
pub(super) fn by_rank(app: &mut App) -> Vec<Effect> {
    let made = asked(app).and_then(|asked| {
        let order: Vec<usize> = (0..asked.items.len()).collect();
        let found = fill(&asked.question, &order).map_err(|why| why.to_string())?;
        let best = suggest(&asked.question, STEPS / 4).map_err(|why| why.to_string())?;
        let mut lines = vec![standing(&asked, found.value, found.effort)];
        lines.push(format!(
            "The best choice is worth {}: {}.",
            best.value.to_short(),
            words::standing(&best)
        ));
        lines.push(present(&asked));
        Ok((asked, found.chosen, lines))
    });
    try_out(app, "Filled by rank", "filled the plan by rank", made)
}

/// Begins a trial with a choice in place, and says what it is.
fn try_out(
    app: &mut App,
    title: &str,
    label: &str,
    made: Result<(Asked, Vec<usize>, Vec<String>), String>,
) -> Vec<Effect> {
    let (asked, chosen, mut lines) = match made {
        Ok(made) => made,
        Err(why) => {
            app.notice = Some(Notice::hint(why));
            return Vec::new();
        }
    };
    let Some(increment) = super::increment(app).map(|increment| increment.id) else {
        return Vec::new();
    };
    let ids: Vec<Id> = chosen
        .iter()
        .filter_map(|at| asked.items.get(*at).copied())
        .collect();
    let places = seats(&app.workspace, increment, &ids);
    let homeless = places.values().filter(|place| place.is_none()).count();
    let mut edits: Vec<Edit> = Vec::new();
    for (at, id) in asked.items.iter().enumerate() {
        let Some(item) = app.workspace.get::<Item>(*id) else {
            continue;
        };
        if chosen.contains(&at) {
            edits.extend(seat(
                item,
                Some(increment),
                places.get(id).copied().flatten(),
            ));
        } else if asked.present.contains(&at) {
            edits.extend(seat(item, None, None));
        }
    }
    if homeless > 0 {
        lines.insert(
            1,
            format!(
                "{} in no iteration: none has room for them in one piece.",
                many(homeless, "item")
            ),
        );
    }
    lines.push(String::new());
    lines.push("Enter keeps it as one step, x drops it, Esc looks at it; w asks again.".to_owned());
    whatif::begin(app);
    if app.commit(label, edits) {
        page::open_trial(app, title, lines, false);
    } else {
        whatif::drop_all(app);
        app.notice = Some(Notice::hint("the present plan is that one already"));
    }
    Vec::new()
}

fn standing(asked: &Asked, value: Ratio, effort: Ratio) -> String {
    format!(
        "Worth {} in cost of delay, with {} of {} points.",
        value.to_short(),
        effort.to_short(),
        asked.question.capacity.to_short()
    )
}

/// What the present plan is worth.
fn present(asked: &Asked) -> String {
    let candidates = asked.present.iter();
    let candidates = candidates.filter_map(|at| asked.question.candidates.get(*at));
    let value = Ratio::sum(candidates.clone().filter_map(|candidate| candidate.value));
    let effort = Ratio::sum(candidates.filter_map(|candidate| candidate.effort));
    let short = |sum: Option<Ratio>| sum.map_or_else(|| "?".to_owned(), Ratio::to_short);
    format!(
        "The open items of the present plan are worth {}, with {} points.",
        short(value),
        short(effort)
    )
}

fn best_lines(app: &App, asked: &Asked, found: &Suggestion) -> Result<Vec<String>, String> {
    let said = |why: crate::scoring::ratio::TooLarge| why.to_string();
    let item = |at: usize| {
        let id = asked.items.get(at).copied();
        let item = id.and_then(|id| app.workspace.get::<Item>(id));
        item.map_or_else(String::new, |item| item.title.clone())
    };
    let bucket = |at: usize| {
        let id = asked.buckets.get(at).copied();
        let bucket = id.and_then(|id| app.workspace.get::<Bucket>(id));
        bucket.map_or_else(String::new, |bucket| bucket.name.clone())
    };
    let names = Names {
        items: &item,
        buckets: &bucket,
    };
    let question = &asked.question;
    let mut lines = vec![standing(asked, found.value, found.effort)];
    let standing = words::standing(found);
    lines.push(if found.is_within() {
        format!("Within the limits {standing}.")
    } else {
        format!("Not every limit can be kept; of what comes closest, {standing}.")
    });
    lines.extend(words::misses(found, names));
    lines.push(present(asked));
    let order: Vec<usize> = (0..asked.items.len()).collect();
    let simple = fill(question, &order).map_err(said)?;
    lines.push(format!(
        "Filled by rank it would be worth {}, with {} points.",
        simple.value.to_short(),
        simple.effort.to_short()
    ));
    let out: Vec<usize> = order
        .into_iter()
        .filter(|at| !found.chosen.contains(at))
        .collect();
    if !out.is_empty() {
        lines.push(String::new());
        lines.push("Left out:".to_owned());
    }
    for at in out.iter().take(EXPLAINED) {
        let why = left(question, found, *at, STEPS / 40).map_err(said)?;
        lines.push(format!("- {}: {}", item(*at), words::left(&why, names)));
    }
    if out.len() > EXPLAINED {
        lines.push(format!("- and {}", many(out.len() - EXPLAINED, "other")));
    }
    let prices = prices(question, found, STEPS / 4).map_err(said)?;
    if prices.is_empty() {
        lines.push("Limits have a price only where all of them can be kept.".to_owned());
    } else {
        lines.push(String::new());
        lines.push("What each limit costs:".to_owned());
    }
    for price in &prices {
        lines.push(format!("- {}", words::price(question, price, names)));
    }
    let near = nearest(question, found).map_err(said)?;
    if !near.is_empty() {
        lines.push(String::new());
        lines.push("Just missed:".to_owned());
    }
    for (at, missing) in near.into_iter().take(3) {
        lines.push(format!("- {}", words::near(at, missing, names)));
    }
    Ok(lines)
}
