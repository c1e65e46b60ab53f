//! A suggested plan, as a trial: the best choice within every limit, or the simple one down the ranks.
//!
//! Owns which run is awaited, whether its answer still is one to what would be asked now, and the edits of the trial; [`page`]
//! says what it is. The choice itself is made in [`crate::scoring::plan::suggestion`], beside the keys by `run`; the
//! iterations in [`crate::scoring::plan::seats`].

mod page;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desk::changes::many;
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::desk::tab;
use crate::dialogs::page::open_trial;
use crate::dialogs::whatif;
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::plan::seats::seats;
use crate::scoring::plan::suggestion::PlanQuestion;
use crate::scoring::plan::suggestion::answer::SuggestionAnswer;
use crate::scoring::plan::suggestion::backlog::{IncrementQuestion, Worth, ask};
use crate::scoring::plan::suggestion::greedy::greedy;
use crate::shell::App;
use crate::views::plan::moves::seat;
use crate::views::plan::{Sheet, sheet};

/// From so many items at most a plan is suggested; a filter narrows more down.
const MOST: usize = 1_000;

/// The suggestion that is awaited, and the last one that came.
#[derive(Debug, Default)]
pub struct Suggesting {
    awaited: Option<Awaited>,
    known: Option<(IncrementQuestion, Arc<SuggestionAnswer>)>,
}

/// A suggestion on its way.
#[derive(Debug)]
struct Awaited {
    number: u64,
    asked: IncrementQuestion,
    /// Of its steps, in percent.
    done: usize,
}

/// One run of looking for the best choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its number; a newer one takes its place.
    pub number: u64,
    /// What is asked.
    pub question: PlanQuestion,
}

impl Suggesting {
    /// The answer to a question, if it is the last one that came.
    fn answer(&self, asked: &IncrementQuestion) -> Option<Arc<SuggestionAnswer>> {
        let known = self.known.as_ref();
        let (_, answer) = known.filter(|(known, _)| known == asked)?;
        Some(Arc::clone(answer))
    }
}

/// Whether something can be suggested.
pub(super) fn can(app: &App) -> Result<(), String> {
    crate::desk::baseline::outside(app)?;
    crate::views::plan::has_increment(app)?;
    let count = sheet(app).map_or(0, |sheet| order(&sheet).len());
    if count > MOST {
        return Err(format!(
            "{count} items are too many to suggest from, {MOST} are not · / filters the unplanned ones"
        ));
    }
    Ok(())
}

/// What holds while a suggestion is on its way.
pub fn advice(app: &App) -> Option<String> {
    let awaited = app.planning.suggesting.awaited.as_ref()?;
    let done = awaited.done;
    Some(format!(
        "looking for the best plan: {done} % of its steps · Esc in the plan breaks it off"
    ))
}

/// The items of the increment and the unplanned ones, those of the increment first.
fn order(sheet: &Sheet) -> Vec<Id> {
    let planned = sheet.planned.whole.items.iter();
    planned.chain(&sheet.unplanned.items).copied().collect()
}

/// Asks about the items by rank.
fn asked(app: &App) -> Result<IncrementQuestion, String> {
    let sheet = sheet(app).ok_or("there is no increment yet")?;
    let mut order = order(&sheet);
    let evaluation = &app.derived.evaluation;
    let rank = |id: &Id| evaluation.score(*id).and_then(|score| score.rank);
    order.sort_by_key(|id| (rank(id).is_none(), rank(id)));
    let increment = sheet.planned.id;
    let no_pins = BTreeMap::new();
    ask(&app.workspace, increment, &order, Worth::Points, &no_pins).map_err(|why| why.to_string())
}

/// Looks for the best choice, or tries it where it is known.
pub(super) fn best(app: &mut App) -> Vec<Effect> {
    let asked = match asked(app) {
        Ok(asked) => asked,
        Err(why) => {
            app.notice = Some(Notice::hint(why));
            return Vec::new();
        }
    };
    if let Some(answer) = app.planning.suggesting.answer(&asked) {
        break_off(app);
        show(app, &asked, &answer);
        return Vec::new();
    }
    let number = app.around.ids.draw();
    let question = asked.question.clone();
    app.notice = None;
    app.planning.suggesting.awaited = Some(Awaited {
        number,
        asked,
        done: 0,
    });
    vec![Effect::Suggest(Run { number, question })]
}

/// Wants the suggestion no more that is on its way; none where there is none.
pub(super) fn break_off(app: &mut App) -> Option<Effect> {
    app.planning.suggesting.awaited.take()?;
    Some(Effect::BreakOffSuggestion)
}

/// Notes how far a run is, in percent of its steps.
pub(crate) fn went(app: &mut App, number: u64, done: usize) {
    let awaited = app.planning.suggesting.awaited.as_mut();
    if let Some(awaited) = awaited.filter(|awaited| awaited.number == number) {
        awaited.done = done;
    }
}

/// Takes what a run found, if that is still what would be asked now. It is tried where it gets in nobody's way.
pub(crate) fn found(app: &mut App, number: u64, result: Result<Arc<SuggestionAnswer>, String>) {
    let suggesting = &mut app.planning.suggesting;
    let awaited = suggesting.awaited.take_if(|run| run.number == number);
    let Some(Awaited { asked: then, .. }) = awaited else {
        return;
    };
    let answer = match result {
        Ok(answer) => answer,
        Err(why) => {
            app.notice = Some(Notice::failed(format!("no plan is suggested: {why}")));
            return;
        }
    };
    // During a trial the board is not the one that was asked about, but may be again.
    if app.trial.is_none() && asked(app).as_ref() != Ok(&then) {
        app.notice = Some(Notice::hint(
            "the board has changed since the plan was asked for: it is dropped · f in the plan asks again",
        ));
        return;
    }
    app.planning.suggesting.known = Some((then.clone(), Arc::clone(&answer)));
    if app.view == tab::PLAN && app.overlays.is_empty() && app.trial.is_none() {
        show(app, &then, &answer);
    } else {
        app.notice = Some(Notice::done("a plan is suggested · f in the plan shows it"));
    }
}

/// Tries the best choice.
fn show(app: &mut App, asked: &IncrementQuestion, answer: &SuggestionAnswer) {
    let lines = page::best(app, asked, answer);
    let label = "suggested a plan";
    try_out(
        app,
        "Suggested plan",
        label,
        asked,
        &answer.best.chosen,
        lines,
    );
}

/// Tries what fits down the ranks.
pub(super) fn by_rank(app: &mut App) -> Vec<Effect> {
    let made = asked(app).and_then(|asked| {
        let order: Vec<usize> = (0..asked.items.len()).collect();
        let filled = greedy(&asked.question, &order).map_err(|why| why.to_string())?;
        Ok((asked, filled))
    });
    match made {
        Ok((asked, filled)) => {
            let answer = app.planning.suggesting.answer(&asked);
            let lines = page::by_rank(&asked, &filled, answer.as_deref());
            let label = "filled the plan by rank";
            try_out(app, "Filled by rank", label, &asked, &filled.chosen, lines);
        }
        Err(why) => app.notice = Some(Notice::hint(why)),
    }
    Vec::new()
}

/// Begins a trial with a choice in place, and says what it is.
fn try_out(
    app: &mut App,
    title: &str,
    label: &str,
    asked: &IncrementQuestion,
    chosen: &[usize],
    mut lines: Vec<String>,
) {
    let chosen_ids = chosen.iter().filter_map(|at| asked.items.get(*at).copied());
    let ids: Vec<Id> = chosen_ids.collect();
    let places = seats(&app.workspace, asked.increment, &ids);
    let homeless = places.values().filter(|place| place.is_none()).count();
    let mut edits: Vec<Edit> = Vec::new();
    for (at, id) in asked.items.iter().enumerate() {
        let Some(item) = app.workspace.get::<Item>(*id) else {
            continue;
        };
        if chosen.binary_search(&at).is_ok() {
            let place = places.get(id).copied().flatten();
            edits.extend(seat(item, Some(asked.increment), place));
        } else if asked.present.contains(&at) {
            edits.extend(seat(item, None, None));
        }
    }
    if homeless > 0 {
        let homeless = many(homeless, "item");
        lines.insert(
            1,
            format!("{homeless} in no iteration: none has room for them in one piece."),
        );
    }
    lines.push(String::new());
    lines.push("Enter keeps it as one step, x drops it, Esc looks at it; w asks again.".to_owned());
    whatif::begin(app);
    if app.commit(label, edits) {
        open_trial(app, title, lines, false);
    } else {
        whatif::drop_all(app);
        app.notice = Some(Notice::hint("the present plan is that one already"));
    }
}
