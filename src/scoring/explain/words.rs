//! The place of an item in words: for the team, and as a message for the person who asked.
//!
//! Owns the sentences. The facts and all numbers come from [`super`]. Knows no screen.

mod costs;
mod dates;
mod firm;
mod message;

use super::{Explanation, ItemNeed, NeedOutlook};
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, FieldType, Value};
use crate::model::format::{count as counted, grouped, known, listed};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, RatedFrom, Settings};
use crate::model::words::{PLANNING_INTERVAL, worded};
use crate::scoring::definition;
use crate::scoring::forecast::Certainty;
use crate::scoring::money::returns::ReturnTerms;
use crate::scoring::price::amounts::{delay, money};
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::method::Method;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;
pub use costs::{who_waits, yes_now};
pub use dates::{DueWords, due};
pub use firm::doubt;
pub use message::{GROWS, Message, message, opening};

/// The place of an item, told in three steps: the lines that come first, the message, and the topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Where it stands and whether it fits, how firm that is, and when it is likely done: a line each.
    pub first: Vec<String>,
    /// What the numbers are made of, a topic each; none for what is closed.
    pub topics: Vec<ExplainTopic>,
}

/// A part of what explains a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainTopic {
    /// What it is about.
    pub title: &'static str,
    /// The main number of it, in a few words; empty where there is none.
    pub short: String,
    /// All of it, a sentence a line.
    pub lines: Vec<String>,
}

/// The place of an item in words for the team.
pub fn told(workspace: &Workspace, why: &Explanation) -> Told {
    if !why.state.is_open() {
        return Told {
            first: vec![closed(why)],
            topics: Vec::new(),
        };
    }
    let names = Titles(workspace);
    let mut first = vec![place(why).join(" ")];
    first.extend(firm::in_short(&names, why));
    first.extend(dates::in_short(why));
    let topics = [
        ("Score", score(why), parts(workspace, why)),
        (
            "What waiting costs",
            costs::in_short(workspace, why),
            [
                dates::later(workspace, why),
                costs::waiting(workspace, why),
                costs::price(workspace, why),
            ]
            .concat(),
        ),
        (
            "When it is done",
            dates::day_in_short(why),
            [dates::deadlines(why), dates::forecast(workspace, why)].concat(),
        ),
        ("What it depends on", depends(why), needs(&names, why)),
        (
            "What it takes to begin and to be accepted",
            begun_in_short(workspace, why),
            begun(workspace, why),
        ),
        (
            "What would change it",
            costs::change_in_short(why),
            [
                costs::change(&names, why),
                firm::firmness(&names, why),
                firm::repair(&names, why),
            ]
            .concat(),
        ),
        (
            "What is known of customers",
            String::new(),
            why.customers.sentences(true).collect(),
        ),
    ];
    let topics = topics.into_iter().filter(|(_, _, lines)| !lines.is_empty());
    let topics = topics.map(|(title, short, lines)| ExplainTopic {
        title,
        short,
        lines,
    });
    Told {
        first,
        topics: topics.collect(),
    }
}

/// The same as one text, a paragraph a line; blank lines part the topics.
pub fn team(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let told = told(workspace, why);
    let topics = told.topics.into_iter().map(|topic| topic.lines);
    let parts: Vec<Vec<String>> = std::iter::once(told.first).chain(topics).collect();
    parts.join(&String::new())
}

/// The same for who wants the reason and not the arithmetic.
pub fn brief(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    if !why.state.is_open() {
        return vec![closed(why)];
    }
    let names = Titles(workspace);
    let parts = [
        place(why),
        needs(&names, why),
        [dates::deadlines(why), dates::later(workspace, why)].concat(),
        costs::change(&names, why),
    ];
    let said: Vec<Vec<String>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(&String::new())
}

fn closed(why: &Explanation) -> String {
    let state = why.state.word().label.to_lowercase();
    format!("It is {state}, so it has no rank.")
}

/// What an item waits for, in a few words.
pub fn waits_for(workspace: &Workspace, need: &ItemNeed) -> String {
    let name = Titles(workspace).one(need.id);
    let more = match need.outlook {
        NeedOutlook::Ranked => "",
        NeedOutlook::Unscored => ", which has no score yet",
        NeedOutlook::Parked => ", which is parked",
        NeedOutlook::Declined => ", which is declined",
        NeedOutlook::Unknown => ", which is not in this workspace",
    };
    format!("waits for {name}{more}")
}

/// What it takes to be begun and accepted.
fn begun(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let item = workspace.get::<Item>(why.id);
    item.map_or_else(Vec::new, |item| {
        definition::of_item(workspace, item)
            .sentences(true)
            .collect()
    })
}

fn begun_in_short(workspace: &Workspace, why: &Explanation) -> String {
    let item = workspace.get::<Item>(why.id);
    item.map_or_else(String::new, |item| definition::in_short(workspace, item))
}

/// The titles of items.
struct Titles<'a>(&'a Workspace);

impl Titles<'_> {
    fn one(&self, id: Id) -> String {
        match self.0.get::<Item>(id) {
            Some(item) if !item.title.is_empty() => format!("“{}”", item.title),
            _ => id.to_string(),
        }
    }

    fn all(&self, ids: impl IntoIterator<Item = Id>) -> String {
        let names: Vec<String> = ids.into_iter().map(|id| self.one(id)).collect();
        names.join(", ")
    }
}

/// Where it stands and whether it fits, and why there, if a hand put it there.
fn place(why: &Explanation) -> Vec<String> {
    let place = &why.place;
    let is_so = place.stands.as_ref().map(|stands| format!("is {stands}"));
    let likely = why
        .forecast
        .as_ref()
        .and_then(|(said, _)| said.as_ref().ok());
    let likely_at = |level| likely.and_then(|likely| likely.days.get(level));
    let is_late = likely_at(Certainty::Likely)
        .zip(place.until)
        .is_some_and(|(day, last)| day > last);
    let fits_late = place.is_above_cut == Some(true) && is_late;
    // What was answered "not now" stands below the line for that, not for want of room.
    let fits = place
        .is_above_cut
        .filter(|_| !fits_late && !place.is_held());
    let fits = fits.map(|fits| {
        let verb = if fits { "fits" } else { "does not fit" };
        format!("{verb} into the coming {PLANNING_INTERVAL}")
    });
    let mut more = fits.into_iter().chain(is_so);
    let stands = match place.rank {
        Some(rank) => {
            let first = more.next().map(|first| format!(" and {first}"));
            format!(
                "It stands at rank {rank} of {}{}.",
                place.of,
                first.unwrap_or_default()
            )
        }
        None if why.missing.is_empty() => "It has no rank yet.".to_owned(),
        None => format!("It has no rank yet: {} missing.", is_are(&why.missing)),
    };
    let mut lines = vec![stands];
    lines.extend(more.map(|more| format!("It {more}.")));
    if fits_late {
        lines.push(
            worded("There is room for it in the coming planning interval, but it is likely done only later.")
                .to_owned(),
        );
        let half = likely_at(Certainty::Half);
        let is_even = half.zip(place.until).is_some_and(|(day, last)| day <= last);
        let why = if place.goes_on {
            Some(worded("Work from before the interval goes on into it."))
        } else if is_even {
            Some("It is as likely in time as not.")
        } else if place.has_begun {
            Some(worded("A part of the interval is over."))
        } else {
            None
        };
        lines.extend(why.map(str::to_owned));
    }
    if place.taken.is_some_and(|taken| taken.room.is_zero()) {
        lines.push(worded("No capacity is left in the coming planning interval.").to_owned());
    }
    if place.pin.is_some() {
        let reason = match place.pin_reason.trim().trim_end_matches('.') {
            "" => String::new(),
            reason => format!(": “{reason}”"),
        };
        let own = place
            .own_rank
            .map(|own| format!(" By its score it would be rank {own}."));
        let own = own.unwrap_or_default();
        lines.push(format!("It was placed there by hand{reason}.{own}"));
    } else if place.is_tied {
        lines.push(worded("Another item has the same score.").to_owned());
    }
    lines
}

/// `value is`, `value and job size are`.
fn is_are(missing: &[String]) -> String {
    match missing {
        [one] => format!("{one} is"),
        all => format!("{} are", listed(all)),
    }
}

/// The score as it is computed, in a few words.
fn score(why: &Explanation) -> String {
    let Some(score) = why.score else {
        return "unknown".to_owned();
    };
    let score = score.to_grouped(why.decimals);
    let divided = matches!(why.lens, Lens::Wsjf | Lens::Hand | Lens::Order)
        .then_some(why.parts.cost_of_delay.zip(why.parts.inputs.size))
        .flatten();
    match divided {
        Some((cost, size)) => format!("{} ÷ {} = {score}", cost.to_short(), size.to_short()),
        None => score,
    }
}

/// What it waits for and what waits for it, as counts.
fn depends(why: &Explanation) -> String {
    let waits = (why.waits_for.len(), "waits for");
    let needed = (why.needed_by.len(), "needed by");
    let said = [waits, needed].into_iter().filter(|(many, _)| *many > 0);
    let said = said.map(|(many, how)| format!("{how} {}", counted(many, "item", "items")));
    said.collect::<Vec<_>>().join(", ")
}

/// What goes into the score, by the rule of the method that ranks, and what comes out.
fn parts(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let method = Method::of(why.lens);
    let score = why.score.map(|score| score.to_grouped(why.decimals));
    let score = score.map_or_else(String::new, |score| format!(" = {score}"));
    let item = workspace.get::<Item>(why.id);
    let mut lines = match why.lens {
        Lens::Wsjf | Lens::Hand | Lens::Order => wsjf(why),
        Lens::Moscow => {
            let class = item
                .and_then(|item| item.moscow)
                .map(|class| class.word().label);
            let class = class.map(|class| format!("MoSCoW: {class}."));
            let then = "The order shown is by MoSCoW class, then by WSJF.".to_owned();
            class.into_iter().chain(wsjf(why)).chain([then]).collect()
        }
        Lens::Dates => {
            let mut lines = match why.terms.unit {
                Unit::Points => wsjf(why),
                Unit::Money => in_money(workspace, why, item, &score),
            };
            let order = if why.terms.is_mixed {
                "Ranked by dates and penalties first, then to lose least, with dependencies counted."
            } else {
                "Ranked to lose least in all, with dates and dependencies counted."
            };
            lines.push(order.to_owned());
            lines
        }
        Lens::Money => in_money(workspace, why, item, &score),
        Lens::Return => vec![item.map_or_else(String::new, |item| {
            let parts = ReturnTerms::of(workspace);
            format!("Return: {}{score}.", returned(workspace, &parts, item))
        })],
        Lens::Outcome => {
            let size = item.and_then(|item| item.size.value);
            let size = known(size, "unknown");
            vec![format!(
                "Outcome: how far it brings the KPIs to their targets, of 100, ÷ job size {size}{score}."
            )]
        }
        Lens::Rice => {
            let inputs = method.inputs.iter();
            let inputs = inputs.filter_map(|name| Item::KIND.fields.get(Item::KIND.field(name)?));
            let inputs: Vec<String> = inputs
                .map(|field| {
                    let at = Item::KIND.field(field.name);
                    let value = item.zip(at).map_or(Value::Blank, |(item, at)| item.get(at));
                    let is_known = value != Value::Blank;
                    let unit = if is_known && field.holds == FieldType::Percent {
                        " %"
                    } else {
                        ""
                    };
                    let value = is_known.then(|| grouped(&field.holds.format(&value)));
                    let value = known(value, "unknown");
                    format!("{} {value}{unit}", field.label.to_lowercase())
                })
                .collect();
            let (size, times) = inputs.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
            vec![format!(
                "{}: {} ÷ {size}{score}.",
                method.heading,
                times.join(" × ")
            )]
        }
        Lens::Weighted => {
            let rated = |one: &Criterion| {
                let number = item.and_then(|item| item.ratings.of(one.id));
                let low = match workspace.the::<Settings>().rated_from {
                    RatedFrom::Lowest => one.low,
                    RatedFrom::Zero => Some(Number::ZERO),
                };
                let [number, low, high, weight] =
                    [number, low, one.high, one.weight].map(|number| known(number, "unknown"));
                format!("{} {number} of {low} to {high}, weight {weight}", one.name)
            };
            let all: Vec<String> = workspace.all::<Criterion>().map(rated).collect();
            vec![format!(
                "Share of the best there is, of 100: {}{score}.",
                all.join("; ")
            )]
        }
    };
    if !why.missing.is_empty() {
        let range = why.range.map(|(low, high)| {
            format!(
                " It can be anything from {} to {}.",
                low.to_grouped(2),
                high.to_grouped(2)
            )
        });
        lines.push(format!(
            "The score needs: {}.{}",
            why.missing.join(", "),
            range.unwrap_or_default()
        ));
    }
    if let Some(wrong) = why.wrong {
        lines.push(format!("There is no score: {wrong}."));
    }
    lines
}

fn wsjf(why: &Explanation) -> Vec<String> {
    let parts = &why.parts;
    let named = |factor: Factor| {
        let number = known(parts.inputs.get(factor).map(Ratio::to_short), "unknown");
        format!("{} {number}", factor_word(factor))
    };
    let sum = [Factor::Value, Factor::Criticality, Factor::Risk].map(named);
    let cost = parts.cost_of_delay.map(Ratio::to_short);
    let week = known(parts.cost_of_delay.map(delay), "an unknown sum");
    let sum = format!("A week of waiting costs {week}: {}.", sum.join(" + "));
    let size = named(Factor::Size);
    let score = parts.score.map(|score| score.to_grouped(why.decimals));
    let score = match cost.zip(score) {
        Some((cost, score)) => format!("WSJF: cost of delay {cost} ÷ {size} = {score}."),
        None => format!("WSJF: {size}."),
    };
    vec![sum, score]
}

/// What a week of an item is worth over the horizon, less its cost, over its size.
fn returned(workspace: &Workspace, terms: &ReturnTerms, item: &Item) -> String {
    let amount = |of: Option<Ratio>| known(of.map(|sum| money(workspace, sum)), "unknown");
    let size = known(item.size.value, "unknown");
    let weekly = amount(item.weekly_cost.map(|cost| cost.0.into()));
    let weeks = known(terms.annuity.map(|weeks| weeks.to_decimal(2)), "unknown");
    let point = amount(terms.cost_per_point);
    format!(
        "({weekly} a week × {weeks} weeks at today's worth − {size} points × {point}) ÷ job size {size}"
    )
}

/// The price of a week over the job size, and where the price comes from.
fn in_money(
    workspace: &Workspace,
    why: &Explanation,
    item: Option<&Item>,
    score: &str,
) -> Vec<String> {
    let price = item.and_then(|item| item.weekly_cost);
    let rate = why.terms.weight(why.parts.cost_of_delay, price);
    let size = known(why.parts.inputs.size.map(Ratio::to_short), "unknown");
    let said = known(rate.map(|rate| money(workspace, rate)), "unknown");
    let from_points = why.parts.cost_of_delay.zip(why.terms.point_worth);
    let mut lines: Vec<String> = from_points
        .filter(|_| price.is_none())
        .map(|(points, worth)| {
            let (points, worth) = (points.to_short(), money(workspace, worth));
            format!("A week costs {said}: {points} cost of delay points, {worth} each.")
        })
        .into_iter()
        .collect();
    let heading = Method::of(why.lens).heading;
    lines.push(format!(
        "{heading}: cost of delay {said} a week ÷ job size {size}{score}."
    ));
    lines
}

fn needs(names: &Titles<'_>, why: &Explanation) -> Vec<String> {
    let wait = |need: &ItemNeed| format!("It {}.", waits_for(names.0, need));
    let mut lines: Vec<String> = why.waits_for.iter().map(wait).collect();
    if !why.needed_by.is_empty() {
        let by = names.all(why.needed_by.iter().copied());
        lines.push(format!("It is needed by {by}."));
    }
    if let Some(bundle) = &why.bundle {
        let ratio = bundle.ratio.map(|ratio| {
            format!(
                ": cost of delay ÷ job size of all together is {}",
                ratio.to_grouped(2)
            )
        });
        lines.push(format!(
            "When needs count, it is ordered in one bundle{}. In their order: {}.",
            ratio.unwrap_or_default(),
            names.all(bundle.members.iter().copied())
        ));
    }
    lines
}
