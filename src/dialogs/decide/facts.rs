//! What stands beside the answers: what each costs or brings at this moment, in words.

use crate::desk::Desk;
use crate::dialogs::decide::answer::{Answer, Answering};
use crate::dialogs::decide::steps;
use crate::model::decision::Outcome;
use crate::model::field::Choice;
use crate::model::format::capital;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::option::ItemOption;
use crate::model::points::Points;
use crate::model::words::{ITEM, worded};
use crate::scoring::decision::split::{SplitPart, dividend};
use crate::scoring::decision::wait::{waiting, weeks};
use crate::scoring::decision::words;
use crate::scoring::explain::words::{who_waits, yes_now as yes_words};
use crate::scoring::explain::yes_now;
use crate::scoring::insight::evidence::EvidenceStanding;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::ranking::inputs::{ratio, wsjf_inputs};

/// One answer to choose: its outcome, the option where it is one, a label, a sentence, and why it cannot be
/// chosen if it cannot.
pub(super) struct Offer {
    pub item: Id,
    pub outcome: Outcome,
    pub option: Option<Id>,
    pub label: String,
    pub sentence: String,
    pub reason: Option<String>,
}

/// The answers to an item.
pub(super) fn answers(desk: &Desk, item: &Item) -> Vec<Offer> {
    let mut all = Vec::new();
    for outcome in Outcome::ALL {
        let outcome = *outcome;
        let label = outcome.word().label.to_owned();
        let offer = |sentence: String| Offer {
            item: item.id,
            outcome,
            option: None,
            label: label.clone(),
            sentence,
            reason: None,
        };
        match outcome {
            Outcome::Commit => {
                let place = increment_of(desk.seen(), item);
                let label = place.map(|place| {
                    let place = desk.seen().name::<Increment>(Some(place));
                    format!("Yes, it stays in {place}")
                });
                all.push(Offer {
                    label: label.unwrap_or_else(|| outcome.word().label.to_owned()),
                    ..offer(commit(desk, item))
                });
            }
            Outcome::NotNow => all.push(offer(not_now(desk, item))),
            Outcome::Option => {
                let options = desk.seen().all::<ItemOption>();
                let before = all.len();
                all.extend(
                    options
                        .filter(|one| one.item.0 == Some(item.id))
                        .map(|one| {
                            let said =
                                format!("size {}, value {}", word(one.size), word(one.value));
                            Offer {
                                option: Some(one.id),
                                label: format!("Option {}", one.name),
                                ..offer(said)
                            }
                        }),
                );
                if all.len() == before {
                    let reason =
                        worded("none is written down yet · {APP_RECORDS} on the board adds one");
                    all.push(Offer {
                        reason: Some(reason.to_owned()),
                        ..offer(reason.to_owned())
                    });
                }
            }
            Outcome::Split => all.push(offer("into parts, the best one first".to_owned())),
            Outcome::Research => {
                let strength = desk.derived.known.of_item(item);
                let so_far = if strength.standing == EvidenceStanding::None {
                    String::new()
                } else {
                    format!(" · so far: {}", strength.words())
                };
                all.push(offer(format!("it waits for what is found out{so_far}")));
            }
            Outcome::Parked => all.push(offer("a question has to be answered first".to_owned())),
            Outcome::Decline => all.push(offer("with a reason that can be told".to_owned())),
        }
    }
    if item.state == State::Done {
        for offer in &mut all {
            offer.reason = Some("it is done: there is nothing left to decide".to_owned());
        }
    }
    all
}

/// Who pays for a yes, in a few words.
fn commit(desk: &Desk, item: &Item) -> String {
    let yes = yes_now(desk.seen(), &desk.derived.evaluation, item.id);
    let waits = who_waits(desk.seen(), yes.as_ref());
    let from = yes.and_then(|yes| yes.from).map(|from| from + 1);
    match from {
        Some(1) | None => format!("if done first, {waits}"),
        Some(_) => format!("moved to rank 1: {waits}"),
    }
}

/// What waiting costs, in a few words.
fn not_now(desk: &Desk, item: &Item) -> String {
    let cost = waiting(desk.seen(), &desk.derived.evaluation, item.id, None);
    let known = cost.and_then(|cost| words::today(desk.seen(), &cost));
    known.map_or_else(
        || "what waiting costs is unknown".to_owned(),
        |cost| format!("waiting costs {cost} a week"),
    )
}

/// What an answer would cost or bring as it is drafted.
pub(super) fn facts(desk: &Desk, answering: &Answering, answer: &Answer) -> Vec<String> {
    let (workspace, evaluation) = (desk.seen(), &desk.derived.evaluation);
    let Some(item) = workspace.get::<Item>(answering.item) else {
        return Vec::new();
    };
    match answering.outcome {
        Outcome::Commit => vec![match yes_now(workspace, evaluation, item.id) {
            Some(yes) => yes_words(workspace, &yes),
            None => format!("{}.", capital(&commit(desk, item))),
        }],
        Outcome::NotNow | Outcome::Decline => {
            let span = answer.date.zip(answer.review);
            let span = span.and_then(|(from, until)| weeks(from, until));
            let cost = waiting(workspace, evaluation, item.id, span);
            cost.map_or_else(Vec::new, |cost| {
                words::waiting(workspace, &cost, answer.review)
            })
        }
        Outcome::Option => {
            let option = answering.option;
            let option = option.and_then(|id| workspace.get::<ItemOption>(id));
            let said = |option: &ItemOption| {
                format!(
                    "“{}”: size {}, value {}; the {ITEM} takes over what is known.",
                    option.name,
                    word(option.size),
                    word(option.value)
                )
            };
            option.map(said).into_iter().collect()
        }
        Outcome::Split => {
            let items = steps::parts(item, answer);
            let part = |item: &Item| SplitPart {
                weight: wsjf_inputs(item).delay_sum(),
                duration: ratio(item.size),
            };
            let parts: Vec<SplitPart> = items.iter().map(part).collect();
            let titles = items.iter().map(|item| item.title.as_str());
            let named: Vec<(&str, SplitPart)> = titles.zip(parts.iter().copied()).collect();
            words::split(&named, dividend(&parts).as_ref())
        }
        Outcome::Research => {
            vec![worded("A spike is added, and the item needs it first.").to_owned()]
        }
        Outcome::Parked => {
            vec![worded("The question is kept with the item until it is answered.").to_owned()]
        }
    }
}

fn word(points: Points) -> String {
    points
        .value
        .map_or_else(|| "unknown".to_owned(), |value| value.to_string())
}
