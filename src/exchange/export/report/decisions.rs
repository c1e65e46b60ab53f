//! What was decided, and why: options chosen, places given by hand, what was put aside or declined.

use serde::Serialize;

use crate::exchange::export::content::Content;
use crate::exchange::export::table::items;
use crate::model::field::Choice;
use crate::model::format::full_date;
use crate::model::item::{Item, State};
use crate::model::option::ItemOption;

#[derive(Serialize)]
pub(super) struct Decisions {
    chosen: Vec<ChosenOption>,
    pins: Vec<ReportPin>,
    resting: Vec<Resting>,
}

#[derive(Serialize)]
struct ChosenOption {
    item: String,
    option: String,
    gives: String,
    reason: String,
    /// The options that were not chosen.
    others: Vec<String>,
}

#[derive(Serialize)]
struct ReportPin {
    item: String,
    place: String,
    reason: String,
}

#[derive(Serialize)]
struct Resting {
    item: String,
    state: &'static str,
    again: String,
    note: String,
}

pub(super) fn decisions(content: &Content<'_>) -> Decisions {
    let meant = content.meant();
    let items: Vec<&Item> = items(content).collect();
    let is_meant = |option: &&ItemOption| option.item.0.is_some_and(|id| meant.contains(&id));
    let options: Vec<&ItemOption> = content.workspace.all().filter(is_meant).collect();
    let rests = |item: &&&Item| matches!(item.state, State::Parked | State::Declined);
    Decisions {
        chosen: options
            .iter()
            .filter(|option| option.chosen)
            .map(|option| chosen(content, option, &options))
            .collect(),
        pins: items.iter().filter_map(|item| pin(content, item)).collect(),
        resting: items
            .iter()
            .filter(rests)
            .map(|item| resting(content, item))
            .collect(),
    }
}

fn chosen(content: &Content<'_>, option: &ItemOption, all: &[&ItemOption]) -> ChosenOption {
    let others = all
        .iter()
        .filter(|other| other.item == option.item && !other.chosen);
    ChosenOption {
        item: option
            .item
            .0
            .map_or_else(String::new, |id| content.title(id)),
        option: content.said(&option.name),
        gives: content.said(&option.gives),
        reason: content.said(&option.reason),
        others: others.map(|other| content.said(&other.name)).collect(),
    }
}

fn pin(content: &Content<'_>, item: &Item) -> Option<ReportPin> {
    let score = content.evaluation.score(item.id)?;
    let pin = item.pin.filter(|_| item.state.is_open())?;
    let place = match score.own_rank {
        Some(own) => format!("Place {pin} by hand; by its score it would be at {own}."),
        None => format!("Place {pin} by hand; it has no score yet."),
    };
    Some(ReportPin {
        item: content.title(item.id),
        place,
        reason: content.said(&item.pin_reason),
    })
}

fn resting(content: &Content<'_>, item: &Item) -> Resting {
    let again = match item.review {
        None => "no date".to_owned(),
        Some(on) if content.today.is_some_and(|today| on < today) => {
            format!("{}, has passed", full_date(on))
        }
        Some(on) => full_date(on),
    };
    Resting {
        item: content.title(item.id),
        state: item.state.word().label,
        again,
        note: content.said(&item.note),
    }
}
