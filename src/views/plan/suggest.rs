//! A suggested plan, as a trial: the best choice within every limit, or the simple one down the ranks.
//!
//! Owns which run is awaited, whether its answer still is one to what would be asked now, and the edits of the trial; [`page`]
//! says what it is. The choice itself is made in [`crate::scoring::plan::suggestion`], beside the keys by `run`; the
//! iterations in [`crate::scoring::plan::seats`].

mod page;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desk::can::outside;
use crate::desk::changes::many;
use crate::desk::effect::Effect;
use crate::desk::notice::{Notice, quoted};
use crate::desk::planning::seat;
use crate::desk::{Desk, tab};
use crate::dialogs::page::Page;
use crate::dialogs::whatif::{self, open_choice, told_touched};
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::key::{PLAN_CLEAR, PLAN_FILTER, PLAN_SUGGEST};
use crate::model::words::{ITEMS, ITERATION, worded};
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::iterations;
use crate::scoring::plan::seats::seats;
use crate::scoring::plan::suggestion::Pin;
use crate::scoring::plan::suggestion::answer::SuggestionAnswer;
use crate::scoring::plan::suggestion::backlog::{IncrementQuestion, ask};
use crate::scoring::plan::suggestion::binding::{self, Bonds};
use crate::scoring::plan::suggestion::greedy::{greedy, greedy_by_bucket};
use crate::scoring::plan::suggestion::left::Left;
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::{readiness, rules};
use crate::views::plan::overview::{Overview, item, overview};
use crate::views::plan::state::{Planning, has_increment};

/// From so many items at most a plan is suggested; a filter narrows more down.
const MOST: usize = 1_000;

/// The suggestion that is awaited, and the last one that came.
#[derive(Debug, Default)]
pub(super) struct Suggesting {
    awaited: Option<Awaited>,
    /// Whether only what is ready is taken.
    only_ready: bool,
    /// The items that nothing binds any more.
    lifted: BTreeMap<Id, Pin>,
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

impl Suggesting {
    /// The answer to a question, if it is the last one that came.
    fn answer(&self, asked: &IncrementQuestion) -> Option<Arc<SuggestionAnswer>> {
        let known = self.known.as_ref();
        let (_, answer) = known.filter(|(known, _)| known == asked)?;
        Some(Arc::clone(answer))
    }

    /// What holds while a suggestion is on its way.
    pub(super) fn advice(&self) -> Option<String> {
        let done = self.awaited.as_ref()?.done;
        Some(format!(
            "looking for the best plan: {} of its steps · {PLAN_CLEAR} in the plan breaks it off",
            crate::model::format::percent(done)
        ))
    }

    /// Wants the suggestion no more that is on its way; none where there is none.
    pub(super) fn break_off(&mut self) -> Option<Effect> {
        self.awaited.take()?;
        Some(Effect::BreakOffSuggestion)
    }

    /// Notes how far a run is, in percent of its steps.
    pub(super) fn went(&mut self, number: u64, done: usize) {
        let awaited = self.awaited.as_mut();
        if let Some(awaited) = awaited.filter(|awaited| awaited.number == number) {
            awaited.done = done;
        }
    }
}

/// Whether something can be suggested.
pub(super) fn can(desk: &Desk, plan: &Planning) -> Result<(), String> {
    outside(desk)?;
    has_increment(desk, plan)?;
    let count = overview(desk, plan).map_or(0, |shown| order(&shown).count());
    if count > MOST {
        return Err(format!(
            "{count} {ITEMS} are too many to suggest from; the most is {MOST} · {PLAN_FILTER} filters the unplanned ones"
        ));
    }
    Ok(())
}

/// The items of the increment and the unplanned ones, those of the increment first.
fn order(shown: &Overview) -> impl Iterator<Item = Id> {
    let planned = shown.planned.whole.items.iter();
    planned.chain(&shown.unplanned.items).copied()
}

/// Asks about the items by rank.
fn asked(desk: &Desk, plan: &Planning) -> Result<IncrementQuestion, String> {
    let shown = overview(desk, plan).ok_or(NO_COMING.said())?;
    let mut order: Vec<Id> = order(&shown).collect();
    let rank = |id: &Id| desk.derived.evaluation.rank(*id);
    order.sort_by_key(|id| (rank(id).is_none(), rank(id)));
    let mut pins = plan.suggesting.lifted.clone();
    if plan.suggesting.only_ready {
        let bare = order.iter().filter(|id| is_unready(desk, **id));
        pins.extend(bare.map(|id| (*id, Pin::Out)));
    }
    let evaluation = &desk.derived.evaluation;
    let by = (&evaluation.race.past, evaluation.terms);
    ask(&desk.workspace, by, shown.planned.id, &order, &pins).map_err(|why| why.to_string())
}

/// Whether rules say that an item is not ready.
fn is_unready(desk: &Desk, id: Id) -> bool {
    let item = desk.workspace.get::<Item>(id);
    let ready = item.and_then(|item| readiness(&desk.workspace, item));
    ready.is_some_and(|ready| ready.is_ready() == Some(false))
}

/// Whether rules say what is ready.
pub(super) fn can_judge(desk: &Desk, plan: &Planning) -> Result<(), String> {
    can(desk, plan)?;
    if rules(&desk.workspace).is_empty() {
        return Err(worded(
            "nothing says when an item is ready · {APP_PALETTE} settings has Ready when",
        )
        .to_owned());
    }
    Ok(())
}

/// Takes only what is ready from now on, or all again.
pub(super) fn only_ready(desk: &mut Desk, plan: &mut Planning) {
    let only = !plan.suggesting.only_ready;
    plan.suggesting.only_ready = only;
    desk.hint(if only {
        worded("only ready items are suggested · {PLAN_SUGGEST} suggests, {PLAN_READY} takes all again")
    } else {
        worded("all items are suggested · {PLAN_SUGGEST} suggests")
    });
}

/// Lifts what binds an item to the suggested plan, or binds it again.
pub(super) fn lift(desk: &mut Desk, plan: &mut Planning) -> Vec<Effect> {
    let shown = overview(desk, plan).map(|shown| shown.planned.id);
    let increment = shown.and_then(|id| desk.workspace.get::<Increment>(id));
    let found = item(desk, plan).and_then(|id| desk.workspace.get::<Item>(id));
    let Some((item, increment)) = found.zip(increment) else {
        return Vec::new();
    };
    let (id, title) = (item.id, quoted(&item.title));
    let binds = binding::is_forced(&Bonds::of(&desk.workspace, increment).on(item));
    let lifted = &mut plan.suggesting.lifted;
    if !binds && item.pin.is_none() && !lifted.contains_key(&id) {
        let what = "no Must, fixed date, committed objective or rank by hand";
        desk.hint(format!("{title} is not bound to the plan: {what}"));
        return Vec::new();
    }
    let words = if lifted.remove(&id).is_some() {
        "must stay in the suggested plan again"
    } else {
        lifted.insert(id, Pin::Free);
        "may leave the suggested plan now"
    };
    desk.notice = Some(Notice::hint(format!(
        "{title} {words} · {PLAN_SUGGEST} suggests"
    )));
    Vec::new()
}

/// Looks for the best choice, or tries it where it is known.
pub(super) fn best(desk: &mut Desk, plan: &mut Planning) -> Vec<Effect> {
    let asked = match asked(desk, plan) {
        Ok(asked) => asked,
        Err(why) => {
            desk.hint(why);
            return Vec::new();
        }
    };
    if let Some(answer) = plan.suggesting.answer(&asked) {
        plan.suggesting.break_off();
        show(desk, &asked, &answer);
        return Vec::new();
    }
    let number = desk.around.ids.draw();
    let question = asked.question.clone();
    desk.notice = None;
    plan.suggesting.awaited = Some(Awaited {
        number,
        asked,
        done: 0,
    });
    vec![Effect::Suggest { number, question }]
}

/// Takes what a run found, if that is still what would be asked now. It is tried where it gets in nobody's way.
pub(super) fn found(
    desk: &mut Desk,
    plan: &mut Planning,
    number: u64,
    result: &Result<Arc<SuggestionAnswer>, String>,
) {
    let awaited = &mut plan.suggesting.awaited;
    let awaited = awaited.take_if(|run| run.number == number);
    let Some(Awaited { asked: then, .. }) = awaited else {
        return;
    };
    let answer = match result {
        Ok(answer) => Arc::clone(answer),
        Err(why) => {
            desk.notice = Some(Notice::failed(format!("no plan is suggested: {why}")));
            return;
        }
    };
    // During a trial the board is not the one that was asked about, but may be again.
    if desk.trial.is_none() && asked(desk, plan).as_ref() != Ok(&then) {
        desk.hint(worded("the board has changed since the plan was asked for: it is dropped · {PLAN_SUGGEST} in the plan asks again"));
        return;
    }
    if desk.view == tab::PLAN && desk.dialogs.is_empty() && desk.trial.is_none() {
        show(desk, &then, &answer);
    } else {
        desk.done(worded(
            "a plan is suggested · {PLAN_SUGGEST} in the plan shows it",
        ));
    }
    plan.suggesting.known = Some((then, answer));
}

/// Tries the best choice.
fn show(desk: &mut Desk, asked: &IncrementQuestion, answer: &SuggestionAnswer) {
    let lines = page::best(desk, asked, answer);
    let (title, label) = ("Suggested plan", "a suggested plan");
    let said = (answer.left.as_slice(), lines);
    try_out(desk, title, label, asked, &answer.best.chosen, said);
}

/// Tries what fits down the ranks.
pub(super) fn by_rank(desk: &mut Desk, plan: &Planning) {
    let made = asked(desk, plan).and_then(|asked| {
        let order: Vec<usize> = (0..asked.items.len()).collect();
        let filled = greedy(&asked.question, &order).map_err(|why| why.to_string())?;
        Ok((asked, filled))
    });
    match made {
        Ok((asked, filled)) => {
            let answer = plan.suggesting.answer(&asked);
            let lines = page::by_rank(desk, &asked, &filled, answer.as_deref());
            let label = "a plan filled by rank";
            let title = "Plan filled by rank";
            try_out(desk, title, label, &asked, &filled.chosen, (&[], lines));
        }
        Err(why) => desk.hint(why),
    }
}

/// Tries what fits lane by lane: each allocation fills its share down its own ranks.
pub(super) fn by_lane(desk: &mut Desk, plan: &Planning) {
    let made = asked(desk, plan).and_then(|asked| {
        if asked.lanes.is_empty() {
            return Err(worded(
                "no allocation has a target share · {APP_RECORDS} opens the allocations",
            )
            .to_owned());
        }
        let order: Vec<usize> = (0..asked.items.len()).collect();
        let shares: Vec<Ratio> = asked.lanes.iter().map(|lane| lane.share).collect();
        let filled = greedy_by_bucket(&asked.question, &order, &shares);
        Ok((filled.map_err(|why| why.to_string())?, asked))
    });
    match made {
        Ok((filled, asked)) => {
            let lines = page::by_lane(desk, &asked, &filled);
            let label = "a plan filled by target shares";
            try_out(
                desk,
                "Plan filled by target shares",
                label,
                &asked,
                &filled.chosen,
                (&[], lines),
            );
        }
        Err(why) => desk.hint(why),
    }
}

/// Begins a trial with a choice in place, and says what it is.
fn try_out(
    desk: &mut Desk,
    title: &str,
    label: &str,
    asked: &IncrementQuestion,
    chosen: &[usize],
    (left, lines): (&[(usize, Left)], Vec<String>),
) {
    let chosen_ids = chosen.iter().filter_map(|at| asked.items.get(*at).copied());
    let ids: Vec<Id> = chosen_ids.collect();
    let past = desk.past();
    let places = seats(&desk.workspace, past, asked.increment, &ids);
    let has_iterations = !iterations(&desk.workspace, asked.increment).is_empty();
    let homeless = places
        .values()
        .filter(|place| place.is_none() && has_iterations);
    let homeless = homeless.count();
    let late = binding::late(&desk.workspace, &places);
    let mut edits: Vec<Edit> = Vec::new();
    for (at, id) in asked.items.iter().enumerate() {
        let Some(item) = desk.workspace.get::<Item>(*id) else {
            continue;
        };
        if chosen.binary_search(&at).is_ok() {
            let place = places.get(id).copied().flatten();
            edits.extend(seat(item, Some(asked.increment), place));
        } else if asked.present.contains(&at) {
            edits.extend(seat(item, None, None));
        }
    }
    whatif::begin(desk);
    if desk.commit(label, edits) {
        let keys =
            worded("Nothing is changed yet: {PAGE_ENTER} keeps this plan, {PAGE_CLOSE} drops it.");
        let mut said = vec![keys.to_owned(), String::new()];
        said.extend(page::turns(desk, asked, left));
        said.extend(told_touched(desk, Some(asked.increment)));
        if !late.is_empty() {
            let late = late.join(", ");
            said.push(format!(
                "Later than its day, as no earlier {ITERATION} has room: {late}."
            ));
        }
        if homeless > 0 {
            let homeless = many(homeless, "item");
            said.push(format!(
                "{homeless} in no {ITERATION} yet: none has room for that much in one piece."
            ));
        }
        let candidates = asked.items.iter().zip(&asked.question.candidates);
        let unready = candidates.filter(|(id, one)| one.pin == Pin::Out && is_unready(desk, **id));
        match unready.count() {
            0 => {}
            1 => said.push(worded("Kept out, as it is not ready: 1 item.").to_owned()),
            unready => said.push(format!(
                "Kept out, as they are not ready: {unready} {ITEMS}."
            )),
        }
        said.push(String::new());
        said.extend(lines);
        open_choice(desk, title, said);
        desk.hint("tried out, not saved");
    } else {
        whatif::drop_all(desk);
        if page::loses(asked, chosen) {
            let mut said = vec!["Your plan is this one already.".to_owned(), String::new()];
            said.extend(lines);
            desk.open(Page::new(title, desk.file.name(), said));
            return;
        }
        let none_set = page::none_set(desk, asked, chosen);
        let none_set = none_set.map_or_else(String::new, |words| format!(" · {words}"));
        let words = format!("your plan is this one already{none_set}");
        desk.hint(words.trim_end_matches('.'));
    }
}
