//! Deciding on an item: what was answered, why, and what follows from it, as one step.
//!
//! Owns the way through: the answers to choose from, the form of the chosen one, and the page with the message
//! for the person who asked. There is no bare no among the answers: each says what comes next. What an answer
//! asks for is in `answer`, what it changes in `steps`; every number comes from [`crate::scoring::decision`].

mod answer;
mod facts;
mod steps;

pub use self::answer::Answering;
use self::answer::{Answer, begin, lacks};
use crate::desk::Desk;
use crate::desk::notice::quoted;
use crate::dialogs::form::{Form, FormRow};
use crate::dialogs::page::Page;
use crate::dialogs::picker::{Entry, Picker};
use crate::edit::{Edit, apply};
use crate::model::decision::{Decision, Outcome};
use crate::model::field::{Choice, FieldValue, Prose, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::PAGE_COPY;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::decision::wait::{Wait, waiting, weeks};
use crate::scoring::decision::words;
use crate::scoring::evaluation::{Evaluation, evaluate};
use crate::scoring::ratio::Ratio;

/// Lists the answers to the selected item.
pub(crate) fn open(desk: &mut Desk) {
    if let Some(item) = desk.selected() {
        let title = format!("Decide: {}", item.title);
        let all = facts::answers(desk, item).into_iter().map(|offer| Entry {
            reason: offer.reason,
            ..Entry::new(offer.label, offer.sentence, move |desk, ()| {
                ask(desk, offer.item, offer.outcome, offer.option);
            })
        });
        let all = all.collect();
        let picker = Picker::new(title, all);
        desk.open(picker.noted("step 1 of 2 · nothing is saved yet"));
    }
}

/// Asks for what an answer needs.
fn ask(desk: &mut Desk, item: Id, outcome: Outcome, option: Option<Id>) {
    let id = desk.fresh(Decision::KIND);
    if let Some(form) = begin(desk, id, item, outcome, option) {
        desk.open(form);
        foresee(desk);
    }
}

/// Says what the answer would cost or bring as it stands.
pub(super) fn foresee(desk: &mut Desk) {
    let Some((answering, answer)) = drafted(desk) else {
        return;
    };
    let lines = facts::facts(desk, &answering, &answer);
    if let Some(form) = desk.top_mut::<Form>()
        && let Some(answering) = &mut form.answering
    {
        answering.facts = lines;
    }
}

/// The session that is open, if one is.
fn session(desk: &Desk) -> Option<&Session> {
    let open = desk.workspace.all::<Session>().filter(|one| !one.over);
    open.max_by_key(|one| (one.date, one.id))
}

/// The edits that put the parts of an item in its place on the agenda.
fn on_agenda(desk: &Desk, whole: Id, parts: &[Id]) -> Vec<Edit> {
    let Some(session) = session(desk) else {
        return Vec::new();
    };
    let mut agenda = session.agenda.clone();
    let (Some(at), Some(first)) = (agenda.0.iter().position(|id| *id == whole), parts.first())
    else {
        return Vec::new();
    };
    agenda.0.splice(at..=at, parts.iter().copied());
    let mut edits = Vec::from_iter(Edit::put::<Session>(
        session.id,
        "agenda",
        agenda.to_value(),
    ));
    if session.item.0 == Some(whole) {
        edits.extend(Edit::put::<Session>(
            session.id,
            "item",
            Value::Link(*first),
        ));
    }
    edits
}

fn drafted(desk: &Desk) -> Option<(Answering, Answer)> {
    let form = desk.top::<Form>()?;
    Some((form.answering.clone()?, Answer::of(form)))
}

/// Keeps the answer of the form on top: the decision and all that follows from it as one step.
pub(super) fn keep(desk: &mut Desk) {
    let Some((answering, answer)) = drafted(desk) else {
        return;
    };
    if let Some((field, why)) = lacks(answering.outcome, &answer) {
        desk.hint(why);
        if let Some(form) = desk.top_mut::<Form>() {
            go_to(form, field);
        }
        return;
    }
    let Some(item) = desk.workspace.get::<Item>(answering.item).cloned() else {
        desk.hint(worded("that item has been deleted meanwhile"));
        return;
    };
    let made = desk.top::<Form>().into_iter().flat_map(Form::inserts);
    let mut edits: Vec<Edit> = made.collect();
    let (steps, parts) = steps::steps(desk, &item, &answering, &answer);
    edits.extend(steps);
    if answering.outcome == Outcome::Split {
        edits.extend(on_agenda(desk, item.id, &parts));
    }
    let mut decision = Decision::new(answering.id);
    decision.about.clone_from(&item.title);
    decision.outcome = Some(answering.outcome);
    decision.item.0 = Some(item.id);
    decision.reason = Prose::from(answer.reason.clone());
    decision.asked_by = answer.asked_by.clone();
    decision.decided_by = answer.decided_by.clone();
    decision.date = answer.date;
    decision.session.0 = session(desk).map(|session| session.id);
    decision.increment = answer.increment.clone();
    decision.option.0 = answering.option;
    decision.parts.0 = parts;
    decision.question.clone_from(&answer.question);
    decision.review = answer.review;
    costs(desk, &mut decision);
    let mut after = desk.workspace.clone();
    decision.rank_before = rank(&desk.derived.evaluation, item.id);
    // The answer itself moves the item: a "not now" stands below the line.
    let answered = Edit::Insert(Box::new(decision.clone()));
    if apply(
        &mut after,
        edits.iter().cloned().chain([answered]).collect(),
    )
    .is_ok()
    {
        let after = evaluate(&after, desk.derived.evaluation.lens, desk.derived.today);
        decision.rank_after = rank(&after, item.id);
    }
    edits.push(Edit::Insert(Box::new(decision.clone())));
    let outcome = answering.outcome.word().label.to_lowercase();
    let label = format!("decided on {}: {outcome}", quoted(&item.title));
    if desk.commit(&label, edits) {
        desk.close();
        show(desk, &decision);
    }
}

/// Writes what waiting costs at this moment into a decision.
fn costs(desk: &Desk, decision: &mut Decision) {
    let span = decision.date.zip(decision.review);
    let span = span.and_then(|(from, until)| weeks(from, until));
    let id = decision.item.0;
    let cost = id.and_then(|id| waiting(&desk.workspace, &desk.derived.evaluation, id, span));
    let Some(cost) = cost else { return };
    let later = |wait: Wait| wait.until.and_then(number);
    if let Ok(wait) = cost.points {
        (decision.cost_now, decision.cost_later) = (number(wait.a_week), later(wait));
    }
    if let Some(Ok(wait)) = cost.money {
        use crate::model::field::Money;
        decision.money_now = number(wait.a_week).map(Money);
        decision.money_later = later(wait).map(Money);
    }
}

/// A fraction as a field holds it, to a millionth.
fn number(ratio: Ratio) -> Option<Number> {
    let millionths = ratio.times(Ratio::whole(1_000_000))?;
    Some(Number::from_millionths(millionths.rounded()))
}

fn rank(evaluation: &Evaluation, id: Id) -> Option<Number> {
    let rank = evaluation.score(id)?.rank?;
    i64::try_from(rank).ok().map(Number::whole)
}

/// Shows what was decided, with the message for the person who asked ready to copy.
fn show(desk: &mut Desk, decision: &Decision) {
    // Told as whoever looks at the screen may see it.
    let Some(decision) = desk.seen().get::<Decision>(decision.id).cloned() else {
        return;
    };
    let decision = &decision;
    let mut lines = vec![
        decision
            .outcome
            .map_or("", |outcome| outcome.word().label)
            .to_owned(),
    ];
    let word = |rank: Option<Number>| rank.map_or_else(|| "none".to_owned(), |r| r.to_string());
    lines.push(if decision.rank_before == decision.rank_after {
        let kept = match decision.outcome {
            Some(Outcome::Commit) => ": a yes plans it, and moves it no higher",
            _ => "",
        };
        format!("Rank {} as before{kept}.", word(decision.rank_before))
    } else {
        let (before, after) = (word(decision.rank_before), word(decision.rank_after));
        format!("Rank {before} → {after}.")
    });
    if let Some(then) = words::then(desk.seen(), decision) {
        lines.push(format!("A week of waiting costs {then}."));
    }
    let message = words::message(desk.seen(), decision);
    lines.push(String::new());
    lines.push(match &message.to {
        Some(name) => format!("Message for {name}; {PAGE_COPY} copies it"),
        None => worded("Message for the person who asked; {PAGE_COPY} copies it").to_owned(),
    });
    lines.push(String::new());
    lines.extend(message.lines.iter().cloned());
    let page = Page::new("Decided", decision.about.clone(), lines);
    desk.open(page.with_message(message.lines.join("\n")));
}

/// Goes to the row of a field.
fn go_to(form: &mut Form, field: &str) {
    let at = form.kind.field(field);
    let row = |row: &FormRow| Some(row.field) == at;
    if let Some(row) = form.rows.iter().position(row) {
        form.go_to(row);
    }
}
