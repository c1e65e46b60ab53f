//! The place of an item in words: for the team, and as a message for the person who asked.
//!
//! Owns the sentences. The facts and all numbers come from [`super`]. Knows no screen.

mod costs;
mod dates;
mod firm;
mod message;

use super::{Explanation, ItemNeed, NeedOutlook};
use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::format::count as counted;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::ranking::method::{Method, factor_word};
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;
pub use costs::{who_waits, yes_now};
pub use dates::{DueWords, due};
pub use firm::doubt;
pub use message::{GROWS, Message, message, opening};

/// The place of an item in words for the team, a paragraph a line; blank lines part the sections.
pub fn team(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let names = Titles(workspace);
    sections(
        why,
        &[
            &place(why),
            &parts(why),
            &needs(&names, why),
            &dates::timing_lines(workspace, why),
            &dates::forecast(workspace, why),
            &costs::waiting(workspace, why),
            &costs::price(workspace, why),
            &costs::change(&names, why),
            &firm::firmness(&names, why),
            &firm::repair(&names, why),
        ],
    )
}

/// The same for who wants the reason and not the arithmetic.
pub fn brief(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let names = Titles(workspace);
    sections(
        why,
        &[
            &place(why),
            &needs(&names, why),
            &dates::timing_lines(workspace, why),
            &costs::change(&names, why),
        ],
    )
}

fn sections(why: &Explanation, sections: &[&[String]]) -> Vec<String> {
    if !why.state.is_open() {
        return vec![format!(
            "It is {}, so it has no rank.",
            why.state.word().label.to_lowercase()
        )];
    }
    let said = sections.iter().filter(|section| !section.is_empty());
    let said: Vec<&[String]> = said.copied().collect();
    said.join(&String::new())
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

fn place(why: &Explanation) -> Vec<String> {
    let place = &why.place;
    let mut lines = Vec::new();
    match place.rank {
        Some(rank) => lines.push(format!("It stands at rank {rank} of {}.", place.of)),
        None => lines.push("It has no rank yet.".to_owned()),
    }
    match (place.pin, place.own_rank) {
        (Some(pin), Some(own)) => lines.push(format!(
            "It is pinned at rank {pin}; its score says rank {own}."
        )),
        (Some(pin), None) => lines.push(format!("It is pinned at rank {pin}.")),
        (None, _) if place.is_tied => lines.push("Another item has the same score.".to_owned()),
        (None, _) => {}
    }
    lines.extend(
        place
            .stands
            .as_ref()
            .map(|stands| format!("It is {stands}.")),
    );
    match place.is_above_cut {
        Some(true) => lines.push("It fits the coming increment.".to_owned()),
        Some(false) => lines.push("It does not fit the coming increment.".to_owned()),
        None => {}
    }
    lines
}

fn parts(why: &Explanation) -> Vec<String> {
    let parts = &why.parts;
    let known = |factor: Factor| {
        let number = parts.inputs.get(factor);
        format!(
            "{} {}",
            factor_word(factor),
            number.map_or_else(|| "unknown".to_owned(), Ratio::to_short)
        )
    };
    let sum = [Factor::Value, Factor::Criticality, Factor::Risk].map(known);
    let mut lines = vec![match parts.cost_of_delay {
        Some(cost) => format!("Cost of delay: {} = {}.", sum.join(" + "), cost.to_short()),
        None => format!("Cost of delay: {}.", sum.join(" + ")),
    }];
    if let (Some(cost), Some(size), Some(score)) =
        (parts.cost_of_delay, parts.inputs.size, parts.score)
    {
        lines.push(format!(
            "WSJF: cost of delay {} ÷ job size {} = {}.",
            cost.to_short(),
            size.to_short(),
            score.to_decimal(2)
        ));
    } else {
        lines.push(format!("WSJF: {}.", known(Factor::Size)));
    }
    match why.lens {
        Lens::Wsjf | Lens::Hand | Lens::Order => {}
        Lens::Dates => lines.push(
            "The order shown is the one of least loss in all, with dates and needs.".to_owned(),
        ),
        // The class is no number.
        Lens::Moscow => lines.push("The order shown is by MoSCoW class, then by WSJF.".to_owned()),
        Lens::Weighted | Lens::Rice | Lens::Money => {
            let method = Method::of(why.lens);
            let score = why.score.map(|score| format!(": {}", score.to_decimal(2)));
            lines.push(format!(
                "The order shown is by {}{}.",
                method.formula,
                score.unwrap_or_default()
            ));
        }
    }
    if !why.missing.is_empty() {
        let range = why.range.map(|(low, high)| {
            format!(
                " It can be anything from {} to {}.",
                low.to_decimal(2),
                high.to_decimal(2)
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
                ratio.to_decimal(2)
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
