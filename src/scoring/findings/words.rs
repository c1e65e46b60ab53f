//! The words of a place and of a reason: one line for people, whatever the screen.

use chrono::NaiveDate;

use super::finding::FindingPlace;
use super::reason::{Border, Reason};
use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::decision::Decision;
use crate::model::field::{Choice, Value};
use crate::model::format;
use crate::model::format::{count, known, listed, long_date as day};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::{ITEMS, ITERATION, PLANNING_INTERVAL, worded};
use crate::scoring::forecast::{Certainty, words as forecast_words};
use crate::scoring::plan::words as plan_words;
use crate::scoring::price::amounts::{delay, tenths};
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ratio::Ratio;

/// The kinds whose records go by names; the titles of others are sentences, which stand in quotes.
const NAMES: &[&str] = &[
    Increment::KIND.name,
    Iteration::KIND.name,
    Team::KIND.name,
    Person::KIND.name,
    Bucket::KIND.name,
];

/// How many items a sentence names.
const NAMED: usize = 4;

impl FindingPlace {
    /// The place in a few words: the key and title of an item, the title of a record, the label of a column.
    pub fn words(self, workspace: &Workspace) -> String {
        match self {
            Self::Workspace => "backlog".to_owned(),
            Self::Column(factor) => {
                let field = Item::KIND.field(factor.field());
                let label = field.and_then(|at| Item::KIND.fields.get(at));
                label.map_or_else(String::new, |field| field.label.said().to_owned())
            }
            Self::Item(id) => match workspace.get::<Item>(id) {
                Some(item) if item.key.is_empty() => item.title.clone(),
                Some(item) => format!("{} {}", item.key, item.title),
                None => format!("{id} (gone)"),
            },
            Self::Record(kind, id) if kind == Iteration::KIND => iteration(workspace, id),
            Self::Record(kind, id) => match workspace.record(kind, id) {
                Some(record) if record.get(0) == Value::Blank => kind.label.said().to_owned(),
                Some(record) if NAMES.contains(&kind.name) => workspace.title(record),
                Some(record) => format!("“{}”", workspace.title(record)),
                None => format!("{id} (gone)"),
            },
        }
    }
}

impl Reason {
    /// The reason in one line of plain words. Records that are gone meanwhile go by their id.
    pub fn words(&self, workspace: &Workspace) -> String {
        let title = |id: &Id| title(workspace, *id);
        let titles = |ids: &[Id]| titles(workspace, ids);
        match self {
            Self::Cycle { way, others } => {
                let steps: Vec<String> = way.iter().chain(way.first()).map(title).collect();
                let more = match others {
                    0 => String::new(),
                    more => format!(", and {more} more with them"),
                };
                format!("{}{more}", steps.join(" needs "))
            }
            Self::Parked(needs) => {
                let state = |id: &Id| match workspace.get::<Item>(*id) {
                    Some(item) if !item.state.is_open() => {
                        format!(" ({})", item.state.word().label.to_lowercase())
                    }
                    _ => String::new(),
                };
                let all: Vec<String> = needs
                    .iter()
                    .map(|id| format!("{}{}", title(id), state(id)))
                    .collect();
                format!("waits for {}", listed(&all))
            }
            Self::Before(needs) => {
                format!("stands above {}, which has to come first", titles(needs))
            }
            Self::Unscored(needs) => format!("depends on {}, which has no score", titles(needs)),
            Self::WithoutNeed => {
                "the request is written down, the need behind it is not".to_owned()
            }
            Self::Smaller { option, size, than } => {
                let name = workspace
                    .get::<ItemOption>(*option)
                    .map_or_else(|| option.to_string(), |o| format!("“{}”", o.name));
                format!("{name} is a {size}, not a {than}, and worth no less")
            }
            Self::Refuted(refuted) => match refuted.len() {
                1 => "an assumption it rests on is refuted".to_owned(),
                many => format!("{many} assumptions it rests on are refuted"),
            },
            Self::Review(on) => format!("to be looked at again on {}", day(*on)),
            Self::Asked(on) => format!("asked for on {} and in no {PLANNING_INTERVAL}", day(*on)),
            Self::Must {
                share,
                limit,
                increment,
                demotions,
            } => {
                let of = match increment.map(|id| name::<Increment>(workspace, id)) {
                    Some(name) => format!("planned for {name}"),
                    None => "of the backlog".to_owned(),
                };
                format!(
                    "{} of the effort {of} is Must; the limit is {}. “Should” would be enough for {}",
                    share.percent(),
                    format::percent(limit.to_short()),
                    titles(demotions)
                )
            }
            Self::Urgency {
                share,
                limit,
                items,
            } => format!(
                "{} of the effort is expedite or fixed date; the limit is {}: {}",
                share.percent(),
                format::percent(limit.to_short()),
                titles(items)
            ),
            Self::PinShare {
                share,
                limit,
                moved,
            } => {
                format!(
                    "{}. That costs {} of what the whole order costs; the limit is {}",
                    moves(*moved),
                    share.percent(),
                    limit.percent()
                )
            }
            Self::Pin { net, most, moved } => {
                format!(
                    "{}. That costs {} in all; the limit is {}",
                    moves(*moved),
                    delay(*net),
                    tenths(*most)
                )
            }
            Self::WithoutDate => "it is urgent because of a date, but has no date".to_owned(),
            Self::WithoutLetter => "nobody has decided what to do about it".to_owned(),
            Self::SameKey(other) => format!("{} has the same key", title(other)),
            Self::WithoutFollowUp => "what is done about it next is not written down".to_owned(),
            Self::Late { due, from } => {
                let whom = if from.is_empty() {
                    String::new()
                } else {
                    format!(" from {from}")
                };
                let by = due.map_or_else(String::new, |due| format!(", needed by {}", day(due)));
                format!("awaited{whom}{by}; it is late")
            }
            Self::Overdue(due) => format!("it was to be done by {}", day(*due)),
            Self::WithoutItem => worded("no item leads to it").to_owned(),
            Self::OffRange(value) => {
                format!("its business value is {value}; planned is 1 to 10, actual 0 to 10")
            }
            Self::WithoutTeam => {
                worded("planned for the coming planning interval, and no team has it").to_owned()
            }
            Self::Load(load) => plan_words::load(load),
            Self::TeamLoads(loads) => {
                let each = loads.iter().map(|(id, load)| {
                    format!("{}: {}", iteration(workspace, *id), plan_words::load(load))
                });
                each.collect::<Vec<_>>().join("; ")
            }
            Self::Early { later, unplanned } => {
                let later = (!later.is_empty())
                    .then(|| format!("is planned before {}, which it depends on", titles(later)));
                let unplanned = (!unplanned.is_empty()).then(|| {
                    format!(
                        "depends on {}, which is in no {ITERATION}",
                        titles(unplanned)
                    )
                });
                let both: Vec<String> = later.into_iter().chain(unplanned).collect();
                both.join("; ")
            }
            Self::OffTarget { buckets, left } => {
                let each = buckets.iter().map(|(bucket, share, target)| {
                    let name = name::<Bucket>(workspace, *bucket);
                    format!(
                        "{name} {} (target {})",
                        format::percent(share),
                        target.percent()
                    )
                });
                let each = each.collect::<Vec<_>>().join(", ");
                let left = left.iter().map(|left| format!("; {left}"));
                format!("shares of the effort: {each}{}", left.collect::<String>())
            }
            Self::Drift(drift) => {
                let buckets = workspace.buckets();
                let bucket = buckets.get(drift.bucket);
                plan_words::drift(bucket.map_or("an allocation", |bucket| &bucket.name), drift)
            }
            Self::MustsLeft(items) => match items.as_slice() {
                [one] => format!("{} is Must, and in no {PLANNING_INTERVAL}", title(one)),
                all => format!("{} are Must, and in no {PLANNING_INTERVAL}", titles(all)),
            },
            Self::Behind { due, likely } => {
                let done = forecast_words::done(likely.when.likely, likely.days.likely);
                format!(
                    "due on {}; likely {done}, {} sure",
                    day(*due),
                    format::percent(Certainty::Likely.percent())
                )
            }
            Self::Said(words) => words.clone(),
            Self::SameVote {
                increment,
                person,
                round,
            } => format!(
                "{} votes twice in round {round} of {}",
                name::<Person>(workspace, *person),
                name::<Increment>(workspace, *increment)
            ),
            Self::SameAvailability { team, iteration } => format!(
                "{} is there twice in {}",
                name::<Team>(workspace, *team),
                name::<Iteration>(workspace, *iteration)
            ),
            Self::Decided {
                decision,
                review,
                cost,
            } => decided(workspace, *decision, *review, *cost),
            Self::WithoutDay => "answered not now, without a day to look at it again".to_owned(),
            Self::NotHeld { due, people } => {
                let names: Vec<String> = people
                    .iter()
                    .map(|id| name::<Person>(workspace, *id))
                    .collect();
                let whom = match names.as_slice() {
                    [] => String::new(),
                    _ => format!(" with {}", listed(&names)),
                };
                format!("a conversation{whom} was to be held by {}", day(*due))
            }
            Self::Unestimated(items) => format!(
                "none of {} {ITEMS} has a score yet, so every estimate matters; a column at a time is quickest",
                items.len()
            ),
            Self::Missing { factors, verdict } => {
                let names: Vec<&str> = factors.iter().map(|f| factor_word(*f)).collect();
                let reaches = match (verdict.changes_top, verdict.crosses_cut) {
                    (true, true) => "could come to the top or cross the cut line",
                    (true, false) => "could come to the top",
                    _ => "could cross the cut line",
                };
                format!("{} unknown: it {reaches}", names.join(", "))
            }
            Self::OffScale { factor, value } => {
                format!(
                    "{} is {}, which is not on the scale",
                    factor_word(*factor),
                    value.to_short()
                )
            }
            Self::Column(flag) => flag.words(),
            Self::NearTie {
                with,
                mover,
                factor,
                from,
                to,
                border,
            } => {
                let place = match border {
                    Border::Top => "near the top",
                    Border::Cut => "at the cut line",
                };
                let whose = if mover == with { "its" } else { "this one's" };
                format!(
                    "{} would pass with {whose} {} {} instead of {}, {place}",
                    title(with),
                    factor_word(*factor),
                    to.to_short(),
                    from.to_short()
                )
            }
        }
    }
}

/// What was decided when, and what waiting cost then and costs now.
fn decided(workspace: &Workspace, id: Id, review: NaiveDate, cost: Option<Ratio>) -> String {
    let decision = workspace.get::<Decision>(id);
    let outcome = decision.and_then(|decision| decision.outcome);
    let what = known(outcome.map(|o| o.word().label.to_lowercase()), "decided");
    let when = decision.and_then(|decision| decision.date);
    let when = when.map_or_else(String::new, |date| format!(" on {}", day(date)));
    let then = decision.and_then(|decision| decision.cost_now);
    let points = |cost: Option<Ratio>| {
        let points = cost.map(|cost| format!("{} points", cost.to_short()));
        known(points, "an unknown cost")
    };
    format!(
        "{what}{when}, to be looked at again on {}; a week of waiting: {} then, {} today",
        day(review),
        points(then.map(Ratio::from)),
        points(cost)
    )
}

fn title(workspace: &Workspace, id: Id) -> String {
    match workspace.get::<Item>(id) {
        Some(item) if !item.title.is_empty() => format!("“{}”", item.title),
        _ => id.to_string(),
    }
}

/// What a record is called, or its id.
fn name<R: Declared>(workspace: &Workspace, id: Id) -> String {
    let record = workspace.record(R::KIND, id);
    record.map_or_else(|| id.to_string(), |one| workspace.title(one))
}

/// An iteration with its increment, as every increment has a first one.
fn iteration(workspace: &Workspace, id: Id) -> String {
    let own = name::<Iteration>(workspace, id);
    let increment = workspace.get::<Iteration>(id).and_then(|it| it.increment.0);
    increment.map_or_else(
        || own.clone(),
        |increment| format!("{} {own}", name::<Increment>(workspace, increment)),
    )
}

fn titles(workspace: &Workspace, ids: &[Id]) -> String {
    let all: Vec<String> = ids
        .iter()
        .take(NAMED + 1)
        .map(|id| title(workspace, *id))
        .collect();
    let more = ids.len().saturating_sub(NAMED);
    if more > 0 && all.len() > NAMED {
        let first: Vec<String> = all.into_iter().take(NAMED).collect();
        format!("{} and {more} more", first.join(", "))
    } else {
        listed(&all)
    }
}

/// How many others move for a place by hand.
fn moves(moved: usize) -> String {
    let others = count(
        moved,
        worded("other item moves"),
        worded("other items move"),
    );
    format!("compared with the order by score, {others} for it")
}
