//! The journeys of a workspace: their stages in order, the curve, and all of that in words.
//!
//! Owns which record is which input. The formulas are those of [`super::journey`].

use std::collections::{BTreeMap, BTreeSet};

use super::journey::{JourneyCurve, StageGap, StageInputs, StageNumber, journey};
use crate::model::Workspace;
use crate::model::evidence::Evidence;
use crate::model::field::Choice;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage};
use crate::model::need::Need;
use crate::model::persona::Persona;
use crate::model::record::Declared;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::insight::kpi_words::{points, signed};
use crate::scoring::insight::words::{evidence_line, scored};
use crate::scoring::ratio::Ratio;

/// The journeys by name.
pub fn journeys(workspace: &Workspace) -> Vec<&Journey> {
    let mut all: Vec<&Journey> = workspace.all().collect();
    all.sort_by(|one, other| {
        one.name
            .cmp(&other.name)
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// The stages of a journey, in their places.
pub fn stages(workspace: &Workspace, journey: Option<Id>) -> Vec<&Stage> {
    let all = workspace
        .all::<Stage>()
        .filter(|stage| stage.journey.0 == journey);
    let mut all: Vec<&Stage> = all.collect();
    all.sort_by(|one, other| {
        let places = (one.place.is_none(), one.place).cmp(&(other.place.is_none(), other.place));
        places
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// The stages of all journeys, one journey after the other.
pub fn all_stages(workspace: &Workspace) -> Vec<&Stage> {
    let each = journeys(workspace).into_iter();
    each.flat_map(|journey| stages(workspace, Some(journey.id)))
        .collect()
}

/// Whether an item makes a stage better: it is named there, or meets a need that is felt there.
fn helps(item: &Item, stage: &Stage) -> bool {
    let is_felt = |need: &Id| stage.needs.0.contains(need);
    stage.items.0.contains(&item.id) || item.needs_met.0.iter().any(is_felt)
}

/// The items that make a stage better.
pub fn items_of<'a>(workspace: &'a Workspace, stage: &'a Stage) -> impl Iterator<Item = &'a Item> {
    workspace
        .all::<Item>()
        .filter(move |item| helps(item, stage))
}

/// The items that make any stage better, each with the first one in the order of the journeys.
pub fn first_stages(workspace: &Workspace) -> BTreeMap<Id, Id> {
    let mut first = BTreeMap::new();
    for stage in all_stages(workspace) {
        for item in items_of(workspace, stage) {
            first.entry(item.id).or_insert(stage.id);
        }
    }
    first
}

/// The items of the stages a part of whose name this is.
pub fn items_of_stages_like(
    workspace: &Workspace,
    is_like: impl Fn(&str) -> bool,
) -> Option<BTreeSet<Id>> {
    let mut all = all_stages(workspace).into_iter();
    let found: Vec<&Stage> = all.by_ref().filter(|stage| is_like(&stage.name)).collect();
    let items = found.iter().flat_map(|stage| items_of(workspace, stage));
    (!found.is_empty()).then(|| items.map(|item| item.id).collect())
}

/// What a stage is called where several journeys may have one of that name.
pub fn stage_name(workspace: &Workspace, id: Id) -> String {
    let Some(stage) = workspace.get::<Stage>(id) else {
        return String::new();
    };
    let journey = workspace.name::<Journey>(stage.journey.0);
    if workspace.count(Journey::KIND) > 1 && !journey.is_empty() {
        format!("{} · {journey}", stage.name)
    } else {
        stage.name.clone()
    }
}

/// The curve of these stages.
pub fn curve(stages: &[&Stage]) -> JourneyCurve {
    let inputs = stages.iter().map(|stage| StageInputs {
        importance: stage.importance.map(Ratio::from),
        feeling: stage.feeling.map(|feeling| Ratio::whole(feeling.number())),
        share: stage.share.map(|share| Ratio::from(share.0)),
    });
    journey(&inputs.collect::<Vec<_>>())
}

/// The gap of a stage within its journey.
pub fn gap(stage: &Stage) -> StageGap {
    let found = curve(&[stage]).stages.into_iter().next();
    found.unwrap_or_else(|| StageGap {
        feeling: None,
        satisfaction: None,
        gap: None,
        weighted: None,
        is_truth: false,
        missing: Vec::new(),
        off_range: Vec::new(),
    })
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What is said of a stage, and of the journey it is a part of.
pub fn of_stage(workspace: &Workspace, stage: &Stage) -> Facts {
    let mut facts = Facts::of(&stage.name);
    for (about, words) in [
        ("Doing", &stage.doing),
        ("Thinking", &stage.thinking),
        ("Touchpoint", &stage.touchpoint),
        ("Pain", &stage.pain),
        ("Wish", &stage.wish),
    ] {
        facts = facts.with(about, words.clone());
    }
    let own = gap(stage);
    let feeling = stage.feeling.map(|feeling| feeling.word().label);
    let sum = match (own.gap, own.satisfaction, stage.importance, feeling) {
        (Some(gap), Some(satisfaction), Some(importance), Some(feeling)) => format!(
            "feeling {feeling} is satisfaction {}, importance {importance}: gap score {}",
            satisfaction.to_decimal(1),
            scored(gap)
        ),
        _ if !own.off_range.is_empty() => {
            let beside = own.off_range.iter().map(|number| word(*number).to_owned());
            format!(
                "{} is beside its range: importance goes from 0 to 10, the share to 100",
                joined(beside)
            )
        }
        _ => {
            let missing = own.missing.iter().map(|number| word(*number).to_owned());
            format!("not known: {}", joined(missing))
        }
    };
    facts = facts.with("Gap", sum);
    if let (Some(weighted), Some(share)) = (own.weighted, stage.share) {
        let words = format!("{}: {} % get here", weighted.to_decimal(1), share.0);
        facts = facts.with("By share", words);
    }
    if own.is_truth {
        facts = facts.with("", "A moment of truth: much depends on it.");
    }
    let needs = stage
        .needs
        .0
        .iter()
        .map(|id| workspace.name::<Need>(*id).to_owned());
    facts = facts.with("Needs", joined(needs));
    let items = stage
        .items
        .0
        .iter()
        .map(|id| workspace.name::<Item>(*id).to_owned());
    facts = facts.with(worded("Items"), joined(items));
    for one in stage
        .evidence
        .0
        .iter()
        .filter_map(|id| workspace.get::<Evidence>(*id))
    {
        facts = facts.with("Seen", evidence_line(one));
    }
    let all = stages(workspace, stage.journey.0);
    whole(&all, facts)
}

/// The same with what holds of the whole journey.
fn whole(all: &[&Stage], mut facts: Facts) -> Facts {
    let found = curve(all);
    let name = |at: usize| {
        all.get(at)
            .map_or_else(String::new, |stage| stage.name.clone())
    };
    let first = |ranking: &crate::scoring::ranking::rank::Ranking| {
        ranking.order.first().map(|at| name(*at))
    };
    let orders = match (first(&found.by_gap), first(&found.by_share)) {
        (Some(gap), Some(share)) if gap != share => format!("{gap} by gap, {share} by gap × share"),
        (Some(gap), _) => gap,
        _ => String::new(),
    };
    facts = facts.with("First to mend", orders);
    facts = facts.with("Lowest", joined(found.lowest.iter().map(|at| name(*at))));
    let last = all.len().checked_sub(1).zip(found.end);
    if let Some((last, feeling)) = last {
        facts = facts.with("Last", format!("{} {}", name(last), signed(feeling)));
    }
    facts = facts.with("Mean feeling", found.mean.map(points).unwrap_or_default());
    if let Some(fall) = found.steepest {
        let by = fall.by.to_short();
        facts = facts.with(
            "Steepest",
            format!("{} to {}, {by} down", name(fall.from), name(fall.from + 1)),
        );
    }
    let blank = found.stages_where(|stage| stage.feeling.is_none());
    if !blank.is_empty() {
        let words = count(blank.len(), "stage is", "stages are");
        let names = joined(blank.into_iter().map(name));
        facts = facts.with("Blank", format!("{words} without a feeling: {names}"));
    }
    facts
}

const fn word(number: StageNumber) -> &'static str {
    match number {
        StageNumber::Importance => "importance",
        StageNumber::Feeling => "feeling",
        StageNumber::Share => "share",
    }
}

/// Whose journey it is and where it leads, in one line.
pub fn line(workspace: &Workspace, journey: &Journey) -> String {
    let persona = workspace.name::<Persona>(journey.persona.0);
    let way = match (journey.from.as_str(), journey.to.as_str()) {
        ("", "") => String::new(),
        (from, to) => format!("{from} … {to}"),
    };
    let parts = [persona.to_owned(), way];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
